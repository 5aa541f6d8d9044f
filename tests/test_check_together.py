"""Clauses together: what each rule sees, and what it leaves alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from generator.build.checking import Against, check_draft, check_paper
from generator.build.job import Request
from generator.check.engine import Report
from generator.check.paper import from_text
from generator.check.rule import Case
from generator.check.statutes.law import Law
from generator.check.together.alike import repeated
from generator.check.together.numbers import missing, typed_numbers
from generator.check.together.references import may_be_empty
from generator.check.together.rules import RULES
from generator.check.together.terms import stems, unused
from generator.errors import Finding
from generator.places import bundled
from generator.prose.template import compile_text
from generator.report import message
from generator.source import read
from tests import shipped
from tests.conftest import Result
from tests.foreign_files import LONG, TITLE, docx, numbered, p

Run = Callable[..., Result]
DAY = "2026-11-23"
EXAMPLES = sorted(bundled("contracts").glob("*/examples/*.yaml"))
WORDS = {word for rule in RULES for word in rule.words}
HEAD = """\
contract: agardirektiv
state: draft
municipality: {name: Exempelstads kommun}
company: {name: Exempelhem AB, form: aktiebolag}
"""
#: A paper whose sections and points have typed numbers.
NUMBERED = """\
1. Uppdrag
1.1 Bostäder
Bolaget ska äga och förvalta hyreslägenheter.
2. Ekonomi
2.1 Soliditet
Soliditeten ska hållas.
2.2 Avkastning
Bolaget ska ge avkastning.
3. Uppföljning
"""


def of_draft(content: str) -> list[Finding]:
    """Return what the family says of a draft."""
    source = read("utkast.yaml", content.encode())
    here = Path.cwd()
    report = check_draft(Request(source, here, here), Against(shipped.places(), DAY))
    assert report.law_checked, report.findings
    return of(report)


def of(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.rule in WORDS]


def text_case(content: str) -> Case:
    return Case(from_text("a.txt", content), Law(shipped.registers()), DAY)


def chosen(*clauses: str) -> str:
    return HEAD + "clauses:\n" + "".join(f"  - id: {clause}\n" for clause in clauses)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: f"{file.parent.parent.name}/{file.stem}")
def test_our_own_examples_hold_together(file: Path) -> None:
    report = check_draft(
        Request(read(file.name, file.read_bytes()), file.parent, bundled("contracts")), Against(shipped.places(), DAY)
    )  # fmt: skip

    assert [(found.rule, message(found)) for found in of(report)] == []


def test_a_conflict_that_both_clauses_state_is_told_once_at_the_later_one() -> None:
    first, last = "tak-forsorjningsstod", "inkomstkrav"

    (found,) = [one for one in of_draft(chosen(first, "begrepp", last)) if one.rule == "together-conflict"]

    assert (found.clause, found.values["other"]) == (last, first)


def test_two_clauses_that_stand_alone_in_their_own_documents_do_not_conflict() -> None:
    assert of_draft(chosen("begrepp", "andel-sociala-kontrakt")) == []


def test_values_alone_tell_two_instances_apart() -> None:
    twins = "  - {id: gardsdag, as: gardsdag-%s, values: {antal: %d, dagar: 45}}\n"
    head = HEAD + "clauses:\n"

    assert of_draft(head + twins % ("norra", 1) + twins % ("sodra", 2)) == []
    assert [one.rule for one in of_draft(head + twins % ("norra", 1) + twins % ("sodra", 1))] == ["together-duplicate"]


@pytest.mark.parametrize(
    "text",
    [
        "Bolaget ska följa punkt 2.1.",
        "Bolaget ska följa punkterna 1.1, 2.1 och 2.2.",
        "Se avsnitt 3.",
        "Enligt avsnitt 12 i EN 301 549 gäller krav.",
        "Enligt punkt 9.4 i bolagsordningen ska fullmäktige ta ställning.",
        "Enligt bolagsordningens punkt 9.4 ska fullmäktige ta ställning.",
        "Enligt 10 kap. 3 § punkt 4.1 kommunallagen ska fullmäktige ta ställning.",
        "Enligt 5 § punkt 2 får pengar föras över.",
        "Uppfyll punkt 5 i listan ovan.",
        "Hyran höjs från punkt 9.4 till 9.8 procent i finanspolicyn.",
        "Kraven i avsnitt 5 kap. plan- och bygglagen.",
        "Det hände 12.4 och kostade 9.4 kronor.",
    ],
)
def test_a_number_that_is_there_or_is_another_paper_s_is_left_alone(text: str) -> None:
    assert list(missing(text_case(f"{NUMBERED}{text}\n"))) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Bolaget ska följa punkt 4.7.", "4.7"),
        ("Bolaget ska följa punkten 2.3 ovan.", "2.3"),
        ("Se avsnitt 12.", "12"),
        ("Se Avsnitt 2.9 i detta ägardirektiv.", "2.9"),
        ("Punkterna 1.1–1.3 gäller.", "1.3"),
        ("Ägardirektivets punkt 4.7 gäller.", "4.7"),
    ],
)
def test_a_number_that_is_nowhere_is_found(text: str, number: str) -> None:
    (found,) = missing(text_case(f"{NUMBERED}{text}\n"))

    assert (found.rule, found.values["number"], found.place.line) == ("together-number-gone", number, 10)


@pytest.mark.parametrize(
    "text",
    [
        "Uppdrag\nBolaget ska bygga enligt punkt 4.7 och avsnitt 12.\n",
        # A list that somebody numbered by hand is no sections.
        "Uppdrag\n1. bygga\n2. förvalta\n3. sälja\nBolaget ska följa avsnitt 12.\n",
        "1. Uppdrag\n2. Ekonomi\nBolaget ska följa avsnitt 12.\n",
        # Sections that begin at 4 are a piece of something longer.
        "4. Uppdrag\nText.\n5. Ekonomi\nText.\n6. Hyror\nBolaget ska följa avsnitt 12.\n",
    ],
)
def test_without_typed_numbers_nothing_is_missing_and_that_is_said(text: str) -> None:
    (rule,) = [rule for rule in RULES if rule.words == ("together-number-gone",)]

    assert list(missing(text_case(text))) == []
    assert rule.lacks(text_case(text)) == "skrivna nummer framför rubrikerna"


def test_numbers_that_word_works_out_are_not_guessed_at(here: Path) -> None:
    def heads(typed: Sequence[str], properties: str) -> bytes:
        sections = [part for head in typed for part in (p(head, style="Rubrik1", properties=properties), LONG)]
        return docx(TITLE, *sections, p("Bolaget ska följa avsnitt 12."))

    def found(content: bytes) -> list[str]:
        Path("a.docx").write_bytes(content)
        report = check_paper(Path("a.docx"), Against(shipped.places(), DAY))
        return [finding.rule for finding in of(report) if finding.rule == "together-number-gone"]

    typed = ["1. Uppdrag", "2. Ekonomi", "3. Hyror"]
    assert found(heads(typed, "")) == ["together-number-gone"]
    assert found(heads(typed, numbered(2))) == []


def test_paragraphs_may_be_the_points() -> None:
    text = (
        "1. Uppdrag\n1.1 Bolaget ska bygga.\n1.2 Bolaget ska förvalta.\n2. Ekonomi\n2.1 Bolaget ska följa punkt 1.3.\n"
    )

    assert [found.values["number"] for found in missing(text_case(text))] == ["1.3"]


def test_a_table_of_contents_is_not_taken_for_a_second_set_of_sections() -> None:
    contents = "1. Uppdrag ..... 2\n2. Ekonomi ..... 3\n3. Uppföljning ..... 4\n"

    assert typed_numbers(text_case(contents + NUMBERED)).sections


def test_a_long_text_takes_a_time_in_proportion_to_it() -> None:
    """A stranger's file that would take minutes were it not."""
    for piece in (".", "…", ". ", "... ", ".1", "1\n", "a\n\n", "1.1\n", "se punkt 3.2 ", "§ avsnitt 3 "):
        case = text_case(piece * (60_000 // len(piece)))
        list(missing(case))
        list(repeated(case))


def test_short_lines_cells_and_names_may_stand_twice() -> None:
    line = "Exempelstads kommun äger samtliga aktier i Exempelhem AB och Exempelvatten AB, org.nr 000000-0000\n"

    assert list(repeated(text_case(line * 3 + "Bolaget ska bygga.\nBolaget ska bygga.\n"))) == []


def test_the_same_text_filled_in_for_two_areas_is_meant_to_repeat() -> None:
    block = "{} Exempelbyn\nBolaget ska ordna {} gårdsdagar om året i {} Exempelbyn tillsammans med hyresgästerna.\n"
    block += "Bolaget ska varje år redovisa för kommunstyrelsen hur många som kom och vad de ville ändra på gården.\n"

    text = block.format("Norra", "en", "Norra") + block.format("Södra", "två", "Södra")
    assert list(repeated(text_case(text))) == []


def test_a_passage_that_stands_three_times_is_told_once() -> None:
    line = (
        "Bolaget ska varje år redovisa för kommunstyrelsen hur det har arbetat med boendeinflytande i alla områden.\n"
    )

    assert [found.place.line for found in repeated(text_case(line * 3))] == [2]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Exempelhem AB, nedan kallat bolaget, ägs av kommunen.\nBolagets hus ska vara bra.", []),
        ("Exempelhem AB, nedan kallat bolaget, ska bygga så att bolaget växer.", []),
        ("Alla kallas nedan tillsammans parterna.\nParternas arbete följs upp.", []),
        ("Exempelhem AB kallas i fortsättningen ”Hemmet”.\nBolaget ska bygga.", ["Hemmet"]),
        ("Exempelhem AB (nedan ”Bolaget”) ska bygga hus åt Bolagets hyresgäster.", []),
        ("Det som står nedan gäller alla.\nFöljande gäller nedan: ingenting.", []),
    ],
)
def test_a_word_counts_as_used_in_any_form(text: str, terms: list[str]) -> None:
    assert [found.values["term"] for found in unused(text_case(text))] == terms


def test_forms_of_a_word_have_the_same_stem() -> None:
    assert stems("kommunens stormöten") == stems("Kommunen stormötet")


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("{% if a %}\nText.\n{% endif %}\n", True),
        ("{% if a %}\nText.\n{% else %}\nAnnan text.\n{% endif %}\n", False),
        ("{% for a in b %}\n- {{ a }}\n{% endfor %}\n", True),
        ("{{ a }}\n", False),
        ("{% if a %}\nText.\n{% elif b %}\nMer.\n{% endif %}\n", True),
        ("Text.\n{% if a %}\nMer.\n{% endif %}\n", False),
    ],
)
def test_a_text_that_hangs_on_answers_alone_may_be_empty(text: str, empty: bool) -> None:
    nodes, faults = compile_text(text)

    assert (may_be_empty(nodes), faults) == (empty, [])


def test_the_library_s_own_list_of_words_is_not_held_against_a_draft() -> None:
    assert of_draft(chosen("begrepp", "arkiv")) == []


def test_a_paper_that_is_the_common_one_is_not_told_of_itself(shipped_run: Run) -> None:
    title = "Gemensamt ägardirektiv för Exempelstads bolag"
    Path("a.txt").write_text(f"{title}\n\nDetta gemensamma ägardirektiv gäller alla bolag.\n", encoding="utf-8")

    said = shipped_run("check", "a.txt", "--date", DAY).out

    assert [line for line in said if re.search(r"\[together-levels\]$", line)] == []
