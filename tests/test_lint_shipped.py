"""Faults planted in a copy of the shipped library, one at a time: the check finds each, at its place.

The copy holds the registers whole and the clauses of ``KEPT``, which name no others. That makes a check
fast, and what it says of them is the same.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.cli import environment, main
from generator.places import bundled
from tests.conftest import DATA, Result

ONE = "boende/andel-sociala-kontrakt"
OTHER = "boende/minska-sociala-kontrakt"
GOAL = "ekonomi/soliditet"
PLAIN = "uppfoljning/arkiv"
KEPT = (ONE, OTHER, GOAL, PLAIN, "boende/varsam-renovering", "styrning/begrepp")


@dataclass(frozen=True)
class Fault:
    """What is changed in a file, and what is then said of it."""

    file: str
    old: str
    new: str
    #: Pairs of words in the changed file, with ^ before the place, and what is said of that place. LINE is the
    #: line before it.
    said: tuple[tuple[str, str], ...]
    #: Where the file is put instead.
    moved: str = ""


FAULTS = {
    "unknown provision": Fault(
        PLAIN, "basis: [sfs-1990-782/2a]", "basis: [sfs-1990-782/2b]",
        (("basis: [^sfs", "legal.basis[0]: ”sfs-1990-782/2b” finns inte i registret statutes; lägg till raden i "
          "registret eller rätta id:t; menade du ”sfs-1990-782/2a”? [clause-not-in-register]"),),
    ),
    "unknown provision as a limit": Fault(
        GOAL, '{provision: "sfs-2005-551/8:4"', '{provision: "sfs-2005-551/88:4"',
        (('{provision: ^"sfs-2005-551/88:4"', "legal.limits[1].provision: ”sfs-2005-551/88:4” finns inte i registret "
          "statutes; lägg till raden i registret eller rätta id:t; menade du ”sfs-2005-551/8:4”? "
          "[clause-not-in-register]"),),
    ),
    "repealed act": Fault(
        PLAIN, "basis: [sfs-1990-782/2a]", "basis: [sfs-2001-453]",
        (("basis: [^sfs", "legal.basis[0]: socialtjänstlagen (2001:453) är upphävd; hänvisa till socialtjänstlagen "
          "(2025:400) [clause-repealed]"),),
    ),
    "unknown act in a text": Fault(
        PLAIN, "arkivlagen (1990:782)", "arkivlagen (1990:728)",
        (("arkivlagen ^(1990:728)", "text.agardirektiv: författningen 1990:728 finns inte i registret statutes; lägg "
          "till den där eller rätta numret [clause-unknown-act]"),),
    ),
    "unknown indicator": Fault(
        ONE, "indicators: [egen-sociala-kontrakt]", "indicators: [egen-social-kontrakt]",
        (("indicators: [^egen", "indicators[0]: ”egen-social-kontrakt” finns inte i registret indicators; lägg "
          "till raden i "
          "registret eller rätta id:t; menade du ”egen-sociala-kontrakt”? [clause-not-in-register]"),),
    ),
    "unknown requirement": Fault(
        PLAIN, "satisfies: [arkiv]", "satisfies: [arkivering]",
        (("satisfies: [^arkivering", "satisfies[0]: ”arkivering” finns inte i registret requirements; lägg till "
          "raden i "
          "registret eller rätta id:t; menade du ”arkiv”? [clause-not-in-register]"),),
    ),
    "unknown dimension": Fault(
        PLAIN, "dimensions: [uppfoljning]", "dimensions: [uppfoljning, kultur]",
        (("uppfoljning, ^kultur", "dimensions[1]: ”kultur” finns inte i registret dimensions; lägg till raden i "
          "registret eller rätta id:t [clause-not-in-register]"),),
    ),
    "missing side of a relation": Fault(
        PLAIN, "authority: none\n", "alternatives: [{clause: soliditet, reason: Annat.}]\nauthority: none\n",
        (("{clause: ^soliditet", "alternatives[0].clause: ”soliditet” nämner inte klausulen under alternatives; skriv "
          "det i båda [clause-one-sided]"),),
    ),
    "unknown relation": Fault(
        PLAIN, "authority: none\n", "requires: [{clause: arkivet, reason: Behövs.}]\nauthority: none\n",
        (("{clause: ^arkivet", "requires[0].clause: klausulen ”arkivet” finns inte i biblioteket; rätta id:t; menade "
          "du ”arkiv”? [clause-unknown-relation]"),),
    ),
    "requires cycle": Fault(
        PLAIN, "authority: none\n", "requires: [{clause: arkiv, reason: Behövs.}]\nauthority: none\n",
        (("requires: ^[{", "requires: klausulen kräver till slut sig själv; ta bort ett requires i kedjan "
          "[clause-requires-cycle]"),),
    ),
    "unused parameter": Fault(
        PLAIN, "    {% if regler %}\n    Bolaget ska också följa {{ regler }}.\n    {% endif %}\n", "",
        (("^regler:\n    type: text", "parameters.regler: parametern ”regler” används inte i någon lydelse; ta "
          "bort den "
          "eller använd den [clause-unused-parameter]"),),
    ),
    "undeclared name": Fault(
        PLAIN, "följa {{ regler }}", "följa {{ reglr }}",
        (("{{ ^reglr", "text.agardirektiv: ”reglr” är inte deklarerat; tillåtna namn är basar, bolag, kommun, malar, "
          "orgnr, regler; menade du ”regler”? [clause-undeclared-name]"),),
    ),
    "a company in a contract between parties": Fault(
        OTHER, "Parternas gemensamma mål är att", "{{ bolag }} har som mål att",
        (("{{ ^bolag }}", "text.samhallskontrakt: ”bolag” är inte deklarerat; tillåtna namn är basar, basvarde, "
          "boendeformer, faktor, kommun, malar, minskning, minsta_matt, omradesar, omradeskalla, "
          "partsregisterdag [clause-undeclared-name]"),),
    ),
    "missing example value": Fault(
        GOAL, "  niva: 18\n", "",
        (("^example:", "example: parametern ”niva” saknar värde i example; varje parameter ska ha ett "
          "[clause-no-example]"),),
    ),
    "example out of bounds": Fault(
        GOAL, "  niva: 18\n", "  niva: 118\n",
        (("niva: ^118", "example.niva: 118 är utanför gränserna; ska vara minst 0 och högst 100 "
          "[number-bounds]"),),
    ),
    "stray term": Fault(
        PLAIN, "Verkställande direktören ska utse", "VD ska utse",
        (("^VD ska", "text.agardirektiv: ”VD” används inte här; skriv ”verkställande direktören”, eftersom "
          "förkortningar "
          "skrivs ut [language-term]"),),
    ),
    "stray term of one kind of document": Fault(
        OTHER, "    Parternas gemensamma mål", "    Bostadsbolagens och de andra parternas mål",
        (("^Bostadsbolagens", "text.samhallskontrakt: ”Bostadsbolagens” används inte här; skriv ”bostadsföretagen”, "
          "eftersom parterna kan vara både kommunala och privata företag [language-term]"),),
    ),
    "skall": Fault(
        PLAIN, "Bolaget ska samråda", "Bolaget skall samråda",
        (("Bolaget ^skall", "text.agardirektiv: ”skall” används inte här; skriv ”ska”, eftersom Regeringskansliet "
          "skriver ska sedan 2007 [language-term]"),),
    ),
    "skall in a reason": Fault(
        PLAIN, "  Mot klausulen talar att skyldigheten", "  Det skall sägas att skyldigheten",
        (("Det ^skall", "rationale: ”skall” används inte här; skriv ”ska”, eftersom Regeringskansliet skriver "
          "ska sedan "
          "2007 [language-term]"),),
    ),
    "id that another clause has": Fault(
        PLAIN, "id: arkiv", "id: soliditet",
        (("id: ^soliditet", "id: klausulen ”soliditet” finns redan i kopia/ekonomi/soliditet.yaml; varje id får finnas "
          "en gång [clause-duplicate-id]"),
         ("id: ^soliditet", "id: id ”soliditet” stämmer inte med filnamnet arkiv.yaml; de ska vara lika "
          "[clause-file-name]")),
    ),
    "file in the wrong folder": Fault(
        PLAIN, "", "",
        (("dimensions: [^uppfoljning", "dimensions[0]: första dimensionen är ”uppfoljning” men filen ligger i mappen "
          "”styrning”; de ska vara lika [clause-folder]"),), moved="styrning/arkiv",
    ),
    "invalid YAML": Fault(
        PLAIN, "title: Arkiv", "title: Arkiv: regler",
        (("Arkiv^: regler", "kolon följt av mellanslag står i en text utan citattecken; sätt texten inom citattecken "
          "eller i ett block med | [source-colon]"),),
    ),
    "duplicate key": Fault(
        PLAIN, "authority: none\n", "authority: none\nauthority: none\n",
        (("none\n^authority: none", "fältet ”authority” finns redan på rad LINE; varje fält får finnas en gång "
          "[source-duplicate-key]"),),
    ),
    "prose that is no block": Fault(
        PLAIN, "rationale: |\n  Bolagets handlingar", "rationale: >\n  Bolagets handlingar",
        (("rationale: ^>", "rationale: texten i ”rationale” står inte i ett block; skriv | efter kolonet och texten på "
          "raderna under, en mening per rad [source-prose]"),),
    ),
    "missing source": Fault(
        PLAIN, "sources:\n  - {proposal: klausul}\n", "",
        (("^id: arkiv", "fältet ”sources” saknas; det måste finnas [source-missing-field]"),),
    ),
    "source without a document": Fault(
        PLAIN, "{proposal: klausul}", "{municipality: Ale kommun}",
        (("- ^{municipality: Ale", "sources[0]: källan anger varken document med municipality eller "
          "organisation, eller "
          "proposal; skriv varifrån innehållet kommer [clause-source]"),),
    ),
    "unknown wording": Fault(
        PLAIN, "  agardirektiv: |", "  agardirektivet: |",
        (("^agardirektivet: |", "text.agardirektivet: ingen dokumenttyp använder lydelsen ”agardirektivet”; "
          "tillåtna är "
          "agardirektiv, arsprovning, markanvisningsvillkor, omradesoverenskommelse, samhallskontrakt, "
          "social-konsekvensbeskrivning, tjansteskrivelse [clause-unknown-wording]"),),
    ),
    "title that is too long": Fault(
        PLAIN, "title: Arkiv", "title: " + "Arkiv och handlingar " * 4 + "till",
        (("title: ^Arkiv", "title: längden är 88; ska vara högst 80 [source-length]"),),
    ),
    "unknown field": Fault(
        PLAIN, "authority: none", "autority: none",
        (("^autority", "autority: fältet ”autority” finns inte; tillåtna fält är alternatives, authority, bears_on, "
          "changes, conflicts, dimensions, example, id, indicators, legal, observed, order, parameters, rationale, "
          "requires, satisfies, sources, status, text, title, version; menade du ”authority”? "
          "[source-unknown-field]"),),
    ),
    "unknown status": Fault(
        PLAIN, "status: proposed", "status: klar",
        (("status: ^klar", "status: ”klar” är inte ett tillåtet värde; välj bland proposed, reviewed, adopted, retired "
          "[source-value]"),),
    ),
    "date that is none": Fault(
        PLAIN, "date: 2026-11-23", "date: 2026-11-31",
        (("date: ^2026-11-31", "changes[0].date: ”2026-11-31” har fel slag; ska vara ett datum som 2026-11-23 "
          "[source-type]"),),
    ),
    "version without a history": Fault(
        PLAIN, "version: 1.0.0\ntitle", "version: 1.1.0\ntitle",
        (("version: ^1.1.0", "version: version 1.1.0 saknas i changes; skriv en rad om vad som ändrades "
          "[clause-history]"),),
    ),
    "markup that is not taken": Fault(
        PLAIN, "    Bolaget ska ha en aktuell plan", "    # Plan\n\n    Bolaget ska ha en aktuell plan",
        (("^# Plan", "text.agardirektiv: rubriker kan inte användas i klausultext; tillåtet är stycken, listor "
          "i en nivå "
          "med 1. eller -, tabeller, **fet**, *kursiv* och [](#klausul-id) [clause-markup]"),),
    ),
    "row that points at nothing": Fault(
        "register/statutes", "replaced_by: [sfs-2010-879]", "replaced_by: [sfs-2010-880]",
        (("replaced_by: [^sfs-2010-880", "statutes[45].replaced_by[0]: ”sfs-2010-880” finns inte i registret statutes; "
          "lägg till raden i registret eller rätta id:t [clause-not-in-register]"),),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the copy in it, as ``kopia``."""
    folder = tmp_path_factory.mktemp("bibliotek")
    shutil.copytree(bundled("clauses"), folder / "kopia")
    for file in (folder / "kopia").glob("*/*.yaml"):
        if file.parent.name != "register" and f"{file.parent.name}/{file.stem}" not in KEPT:
            file.unlink()
    return folder


@pytest.fixture
def check(shipped: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[], Result]:
    """Run the command on the copy, with the shipped contracts and a small library behind it."""
    monkeypatch.chdir(shipped)
    monkeypatch.setenv("KLAUSUL_LANG", "en")
    monkeypatch.setattr(
        environment, "bundled", lambda kind: DATA / "grund" / kind if kind == "clauses" else bundled(kind)
    )

    def command() -> Result:
        with pytest.raises(SystemExit) as stopped:
            main(["--no-cache", "clauses", "lint", "kopia"])
        out, err = capsys.readouterr()
        assert isinstance(stopped.value.code, int)
        return Result(stopped.value.code, out.splitlines(), err.splitlines())

    return command


def place(file: str, content: str, words: str) -> str:
    """Return file:line:column of the ^ in some words of a file, from 1."""
    before, after = words.split("^")
    assert content.count(before + after) >= 1
    index = content.index(before + after) + len(before)
    return f"kopia/{file}.yaml:{content.count(chr(10), 0, index) + 1}:{index - content.rfind(chr(10), 0, index)}"


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_at_its_place(name: str, shipped: Path, check: Callable[[], Result]) -> None:
    fault = FAULTS[name]
    path = shipped / "kopia" / f"{fault.file}.yaml"
    original = path.read_text("utf-8")
    assert fault.old in original
    planted = original.replace(fault.old, fault.new, 1)
    put = path if not fault.moved else shipped / "kopia" / f"{fault.moved}.yaml"
    path.unlink()
    put.write_text(planted, encoding="utf-8")
    try:
        result = check()
    finally:
        put.unlink()
        path.write_text(original, encoding="utf-8")

    expected = []
    for words, said in fault.said:
        where = place(fault.moved or fault.file, planted, words)
        expected.append(f"{where}: {said}".replace("LINE", str(int(where.split(":")[1]) - 1)))
    assert result == Result(1, expected, [])


def test_a_stiff_word_is_remarked_upon_and_stops_nothing(shipped: Path, check: Callable[[], Result]) -> None:
    path = shipped / "kopia" / f"{PLAIN}.yaml"
    original = path.read_text("utf-8")
    changed = original.replace("Bolaget ska samråda", "Bolaget ska tillse samråd och samråda")
    path.write_text(changed, encoding="utf-8")
    try:
        result = check()
    finally:
        path.write_text(original, encoding="utf-8")

    assert result.code == 0
    assert result.out == [
        f"{place(PLAIN, changed, 'Bolaget ska ^tillse')}: text.agardirektiv: ”tillse” är stelt; skriv hellre se till "
        "(enligt Malmö stads skrivguide, miljöförvaltningen) [language-plain]"
    ]


def test_the_copy_itself_is_in_order(check: Callable[[], Result]) -> None:
    assert check() == Result(0, [], [])
