"""A round with five reviewers: files from our own scripts and from LibreOffice, and not one edit is lost."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from generator.model.review import Proposal, Returned
from generator.review.returned import read_returned
from tests.review.editor import Editor, Element, accepted
from tests.review.paper import copy
from tests.review.test_returned import google

#: Saved by LibreOffice before they are sent back.
OFFICE = ("bo", "david", "elsa")


@dataclass(frozen=True)
class Wanted:
    """An edit that has to be found."""

    clause: str
    #: Stands in what is put in, in what is struck, or in the comment.
    words: str
    kinds: tuple[str, ...]
    author: str
    tracked: bool = True

    def is_(self, found: Proposal) -> bool:
        """Tell whether a proposal is this edit."""
        said = (found.comment, found.before, found.after, *(edit.text for edit in found.edits))
        place = self.clause in (found.clause, found.target, found.place)
        place = place or (found.place == "unplaced" and any(one.key == self.clause for one in found.candidates))
        return (
            place
            and found.kind in self.kinds
            and found.author == self.author
            and (found.kind == "comment" or found.tracked == self.tracked)
            and any(self.words in text for text in said)
        )


@dataclass
class Reviewer:
    """One reviewer with a file and everything that was done in it."""

    id: str
    name: str
    file: Editor = field(init=False)
    wanted: list[Wanted] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.file = Editor(copy(self.id), self.name)

    def want(self, clause: str, words: str, *kinds: str) -> None:
        """Remember an edit."""
        author = self.name if self.file.tracked or "comment" in kinds else self.id
        self.wanted.append(Wanted(clause, words, kinds, author, self.file.tracked))

    def insert(self, clause: str, where: str | Element, before: str, text: str) -> None:
        """Write words."""
        self.file.insert(where, before, text)
        self.want(clause, text.strip(), "change")

    def delete(self, clause: str, where: str | Element, text: str) -> None:
        """Strike words."""
        self.file.delete(where, text)
        self.want(clause, text.strip(), "change", "struck")

    def replace(self, clause: str, where: str, old: str, new: str) -> None:
        """Strike words and write others."""
        self.file.replace(where, old, new)
        self.want(clause, old, "change", "struck")
        self.want(clause, new, "change")

    def new(self, clause: str, after: str | Element, text: str, style: str = "Brdtext") -> Element:
        """Write a paragraph."""
        self.want(clause, text, "new")
        return self.file.new(after, text, style)

    def strike(self, clause: str, where: str) -> None:
        """Strike a paragraph."""
        self.file.strike(where)
        self.want(clause, where, "struck")

    def move(self, clause: str, what: str, after: str, name: str) -> None:
        """Move a paragraph."""
        self.file.move(what, after, name)
        self.want(clause, what, "moved")

    def comment(self, clause: str, where: str, words: str, text: str) -> str:
        """Comment."""
        self.want(clause, text, "comment")
        return self.file.comment(where, words, text)


def anna() -> Reviewer:
    """Words here and there, with Word; a colleague goes on in the same file."""
    one = Reviewer("anna", "Anna Exempelsson")
    one.replace("andamal", "Bolaget ska bygga", "bygga", "köpa, bygga")
    one.insert("andamal", "Bolaget ska vara en aktiv", "aktiv", "drivande och ")
    one.delete("samradsplikt", "Samrådet ska", " som båda parter undertecknar")
    one.insert("samradsplikt", "köp eller försäljning", "", " och tomträtter")
    one.replace("agardialog", "Kommunen och bolaget", "två gånger", "fyra gånger")
    one.replace("hyror", "Hyror efter renovering", "renovering", "ombyggnad")
    one.replace("nyproduktion", "400", "400", "425")
    one.insert("gardar", "lekplats inom", "hundra", "högst ")
    one.insert("trad", "För varje träd", "fälls", "dör eller ")
    one.file.author = one.name = "Adam Exempelsson"
    one.insert("andamal", "Bolaget ska bygga", "för kommunens", "som räcker ")
    one.file.delete_inside(one.file.p("Bolaget ska vara en aktiv"), "drivande")
    one.want("andamal", "drivande", "change")
    one.delete("oversyn", "Direktivet ska ses", "året efter ")
    return one


def bo() -> Reviewer:
    """Paragraphs, rows, items and whole clauses, with LibreOffice."""
    one = Reviewer("bo", "Bo Exempelsson")
    one.strike("agardialog", "Kallelse ska skickas senast fyra veckor före mötet.")
    one.strike("samradsplikt", "nya dotterbolag")
    one.new("samradsplikt", "större ändringar", "nya lån och borgensåtaganden", "Numreradlista")
    first = one.new("andamal", "Bolaget ska vara en aktiv", "Bolaget ska bidra till att segregationen minskar.")
    one.new("andamal", first, "Detta ska märkas i varje stadsdel.")
    one.file.new_row("Hamnen", "Kajen", "77")
    one.want("nyproduktion", "Kajen", "new")
    one.file.strike_row("Ängarna")
    one.want("nyproduktion", "Ängarna", "struck")
    one.file.strike_clause("Träd")
    one.want("trad", "För varje träd som fälls", "struck")
    heading = one.new("rapport", "Rapporten ska vara skriven", "Öppna data", one.file._style(one.file.p("Träd")))
    one.new("rapport", heading, "Bolaget ska publicera sina nyckeltal.")
    one.move("hyror", "Hyresgästerna ska få veta", "Bolagets soliditet", "move11")
    one.insert("gardar", "Gårdar", "", " och gator")
    one.comment("avkastning", "Bolagets soliditet", "trettio procent", "Räcker det?")
    return one


def cecilia() -> Reviewer:
    """Questions in the margin, and answers to them; some words moved."""
    one = Reviewer("cecilia", "Cecilia Exempelsson")
    first = one.comment("andamal", "Ändamål", "", "Stämmer detta med bolagsordningen?")
    one.comment("samradsplikt", "köp eller försäljning", "köp", "Gäller det alla belopp?")
    one.comment("nyproduktion", "400", "400", "Var kommer talet ifrån?")
    one.comment("sociala-kontrakt", "Varje år ska fem", "fem procent", "Göteborg har mer.\nVad har vi råd med?")
    one.comment("front", "Kommunen äger", "äger", "Till hur stor del?")
    one.comment("rekreation", "Gårdar och grönska", "grönska", "Fint ord.")
    one.comment("odling", "Hyresgäster som vill odla", "en lott", "Hur stor?")
    one.file.author = one.name = "Carl Exempelsson"
    one.file.reply(first, "Ja, paragraf 3.")
    one.want("andamal", "Ja, paragraf 3.", "comment")
    one.file.author = one.name = "Cecilia Exempelsson"
    one.move("odling", "Bolaget håller med", "Varje gård ska", "move21")
    one.move("rapport", "Rapporten ska vara", "Bolagets soliditet", "move22")
    one.insert("oversyn", "Direktivet ska ses", "efter", "senast ")
    return one


def david() -> Reviewer:
    """Accepts all changes before sending, and saves with LibreOffice."""
    one = Reviewer("david", "David Exempelsson")
    one.file.tracked = False
    one.replace("andamal", "Bolaget ska bygga", "förvalta", "sköta om")
    one.insert("samradsplikt", "Bolaget ska samråda", "innan", "i god tid ")
    one.strike("samradsplikt", "Samrådet ska dokumenteras i ett protokoll som båda parter undertecknar.")
    one.new("agardialog", "Kommunen och bolaget", "Mötena ska protokollföras.")
    one.replace("nyproduktion", "120", "120", "90")
    one.delete("hyror", "Den lägsta nivån", " än vad underhållet kräver")
    one.insert("trad", "Träd", "", " och buskar")
    one.strike("odling", "Bolaget håller med jord, vatten och redskap.")
    one.insert("rapport", "Bolaget ska senast", "rapport", "kort ")
    one.insert("oversyn", "Direktivet ska ses", "till", "och folkomröstning ")
    one.new("oversyn", "Direktivet ska ses", "Översynen leds av kommunstyrelsen.")
    one.comment("avkastning", "Utdelningen beslutas", "Utdelningen", "Den är för hög.")
    return one


def elsa() -> Reviewer:
    """Another program: bookmarks renamed and styles gone; a pasted clause, and a clause taken away without a trace."""
    one = Reviewer("elsa", "Elsa Exempelsson")
    one.replace("andamal", "Bolaget ska vara en aktiv", "aktiv part", "pådrivande kraft")
    one.strike("samradsplikt", "större ändringar av hyrespolicyn")
    one.insert("sociala-kontrakt", "Varje år ska fem", "kommunen", "den sociala förvaltningen i ")
    one.new("gardar", "Varje gård ska", "Belysningen ska vara god.")
    one.insert("rekreation", "Gårdar och grönska", "", " i staden")
    one.comment("odling", "Hyresgäster som vill odla", "ett år", "Kortare tid!")
    one.comment("avkastning", "Avkastning", "", "Stryk hela?")
    one.file.tracked = False
    one.replace("hyror", "Bolaget ska erbjuda hyresgästerna", "tre nivåer", "två nivåer")
    heading = one.new("avkastning", "Utdelningen beslutas", "Lån", one.file._style(one.file.p("Träd")))
    one.new("avkastning", heading, "Bolaget får låna högst en miljard kronor hos internbanken.")
    for text in ("Årlig rapport", "Bolaget ska senast", "Rapporten ska vara"):
        one.file.strike(text)
    one.want("rapport", "Bolaget ska senast den 1 mars lämna en rapport", "struck")
    return one


REVIEWERS: Mapping[str, Callable[[], Reviewer]] = {
    "anna": anna, "bo": bo, "cecilia": cecilia, "david": david, "elsa": elsa,
}  # fmt: skip


def files() -> dict[str, tuple[Reviewer, bytes]]:
    """Return the five files."""
    found = {}
    for key, make in REVIEWERS.items():
        one = make()
        content = one.file.save()
        found[key] = one, google(content) if key == "elsa" else accepted(content) if key == "david" else content
    return found


def check(one: Reviewer, found: Returned) -> None:
    """Hold what was found against what was done."""
    lost = [wanted for wanted in one.wanted if not any(wanted.is_(proposal) for proposal in found.proposals)]
    assert lost == []
    surplus = [proposal for proposal in found.proposals if not any(wanted.is_(proposal) for wanted in one.wanted)]
    assert surplus == []


def test_the_round_has_more_than_sixty_edits() -> None:
    wanted = [one for made in REVIEWERS.values() for one in made().wanted]

    assert len(wanted) >= 60
    assert {kind for one in wanted for kind in one.kinds} == {"change", "comment", "moved", "new", "struck"}


@pytest.mark.parametrize("reviewer", list(REVIEWERS))
def test_every_edit_of_a_reviewer_is_found_and_nothing_else(reviewer: str) -> None:
    one, content = files()[reviewer]
    found = read_returned(copy(reviewer), content, f"{reviewer}.docx")

    assert found.reviewer == reviewer
    check(one, found)


@pytest.mark.libreoffice
def test_every_edit_is_found_in_files_that_libreoffice_has_saved(tmp_path: Path) -> None:
    made = files()
    (tmp_path / "sparat").mkdir()
    for key in REVIEWERS:
        (tmp_path / f"{key}.docx").write_bytes(made[key][1])
    arguments = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profil", "--headless", "--convert-to", "docx"]
    names = [str(tmp_path / f"{key}.docx") for key in REVIEWERS]
    subprocess.run([*arguments, "--outdir", str(tmp_path / "sparat"), *names], check=True, capture_output=True)
    for key in REVIEWERS:
        content = (tmp_path / "sparat" / f"{key}.docx").read_bytes()
        check(made[key][0], read_returned(copy(key), content, f"{key}.docx"))
