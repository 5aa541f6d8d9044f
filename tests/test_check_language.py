"""The rules on language: how sentences and words are counted, and what is a demand that nobody answers for."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from generator.check.language.demands import demands
from generator.check.language.rules import LIMIT, RULES
from generator.check.language.text import Count, count, sentences, words
from generator.check.paper import from_text
from generator.check.rule import Case, Fact
from generator.check.statutes.law import Law
from generator.errors import Finding
from generator.report import checks, message
from tests.conftest import DATA, Result
from tests.foreign_files import docx, p, table
from tests.shipped import registers

Run = Callable[..., Result]
DAY = ("--date", "2026-11-23")


@cache
def law() -> Law:
    """Return the law of the registers that are shipped."""
    return Law(registers())


def found(text: str) -> list[Finding | Fact]:
    """Return what the rules say of a text file."""
    case = Case(from_text("a.txt", text), law(), "2026-11-23")
    return [one for rule in RULES for one in rule.look(case)]


def findings(text: str) -> list[Finding]:
    """Return the findings, without LIX."""
    return [one for one in found(text) if isinstance(one, Finding)]


@pytest.mark.parametrize(
    "whole",
    [
        "Enligt 10 kap. 3 § kommunallagen följer bolaget punkt 3.2.",
        "Bolaget ska t.ex. bygga, bl.a. i Exempelstad, dvs. i centrum.",
        "Bl.a. Exempelhem AB deltar.",
        "Se s. 12 och nr. 4.",
        "Kl. 10.30 börjar mötet.",
        "Det kostar ca. 1 050 000 kronor, inkl. moms.",
        "A. Exempelsson och B. C. Provberg deltar.",
        "Högst 30 st. lägenheter m.m. räknas.",
        "Dnr. EX 2026/0001 gäller.",
        "1. Bolaget ska bygga.",
        "2.1. Bolaget ska bygga.",
        "a) Bolaget ska bygga.",
        "Mötet hölls den 3 jan. 2026 i sal B.",
        "Adressen är www.exempelstad.example och talet 3.14 eller 2,5.",
        "Bolaget ska bygga … och sälja.",
    ],
)
def test_an_abbreviation_a_number_or_an_item_ends_no_sentence(whole: str) -> None:
    assert [one.text for one in sentences(whole)] == [whole]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Bolaget bygger. Kommunen betalar!", ["Bolaget bygger.", "Kommunen betalar!"]),
        ("Det kostar 1 050 000 kr. Bolaget betalar.", ["Det kostar 1 050 000 kr.", "Bolaget betalar."]),
        ("Andra deltar m.fl. Kommunen betalar.", ["Andra deltar m.fl.", "Kommunen betalar."]),
        ("De får delta i. Den betalas ut.", ["De får delta i.", "Den betalas ut."]),
        ("Det var år 2025. 30 lägenheter byggdes.", ["Det var år 2025.", "30 lägenheter byggdes."]),
        ("Vem betalar? ”Bolaget.” Ja.", ["Vem betalar?", "”Bolaget.”", "Ja."]),
        ("Se punkt 3.2. Bolaget bygger.", ["Se punkt 3.2.", "Bolaget bygger."]),
        ("1. Bygga. 2. Sälja.", ["1. Bygga.", "2. Sälja."]),
        ("a) Bygga hus. b) Sälja hus.", ["a) Bygga hus.", "b) Sälja hus."]),
        ("Bolaget ska:\n• bygga\n• sälja", ["Bolaget ska:", "• bygga", "• sälja"]),
    ],
)  # fmt: skip
def test_a_sentence_ends_where_a_reader_sees_it_end(text: str, parts: list[str]) -> None:
    assert [one.text for one in sentences(text)] == parts
    assert [text[one.start : one.start + len(one.text)] for one in sentences(text)] == parts


def test_a_number_with_spaces_and_a_value_that_is_not_filled_in_are_a_word_each() -> None:
    assert words("Det kostar 1 050 000 kronor i [prisår] års priser.") == [
        "Det", "kostar", "1 050 000", "kronor", "i", "x", "års", "priser",
    ]  # fmt: skip
    assert len(words("Hyran är 1 480 kr/m², t.ex. för plan- och bygglagen (2010:900) – alltså.")) == 11


def test_lix_is_worked_out_as_by_hand() -> None:
    # 13 words in 2 sentences; long: Kommunstyrelsen, kontrollera, redovisningen, ekonomin, hyreslägenheter.
    text = "Kommunstyrelsen ska kontrollera redovisningen av ekonomin. Bolaget äger 40 hyreslägenheter i norr."
    counted = count(words(one.text) for one in sentences(text))

    assert counted == Count(words=12, sentences=2, long=6)
    # 12 / 2 + 100 * 6 / 12 = 56; Bolaget has seven letters too.
    assert counted.lix == 56
    assert Count().lix == 0


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("En plan ska upprättas senast den 1 mars.", "upprättas"),
        ("Arbetet skall årligen följas upp.", "följas"),
        ("Senast den 31 mars ska en rapport lämnas till kommunstyrelsen.", "lämnas"),
        ("Om målet inte har nåtts ska en ny plan utarbetas.", "utarbetas"),
        ("Varje år ska senast den 1 maj samtliga avtal redovisas.", "redovisas"),
        ("En plan ska upprättas av bolaget.", ""),
        ("En plan ska av bolagets styrelse upprättas.", ""),
        ("En plan ska upprättas genom bolagets försorg.", ""),
        ("Bolaget ska upprätta en plan.", ""),
        ("Bolaget ska visa hur arbetet ska genomföras.", ""),
        ("Planen visar vad som ska redovisas.", ""),
        ("När planen ska redovisas bestämmer styrelsen.", ""),
        ("Det ska finnas en plan.", ""),
        ("Lägenheten ska räknas som ledig och anses uthyrd.", ""),
        ("Lokalerna ska kunna användas av alla.", ""),
        ("Målet ska nås som ett genomsnitt.", ""),
        ("Bristen ska vara åtgärdad inom ett dygn.", ""),
        ("Bolaget bör redovisas.", ""),
        ("Rapporten redovisas varje år.", ""),
    ],
)
def test_a_passive_demand_is_told_only_where_nobody_is_named(sentence: str, verb: str) -> None:
    assert [one.undone for one in demands(sentence) if one.undone] == ([verb] if verb else [])


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("Bolaget ska bygga 30 lägenheter, och kommunen ska lämna mark.", 2),
        ("Bolaget ska bygga och kommunen ska betala.", 2),
        ("Åtgärder ska vidtas och en rapport ska lämnas.", 2),
        ("Parterna åtar sig att bygga och ska redovisa det.", 2),
        ("Bolaget ska bygga; kommunen ska betala; staten ska titta på.", 3),
        ("Bolaget ska bygga, köpa och sälja.", 1),
        ("Bolaget ska visa hur kommunen och bolaget ska samarbeta.", 1),
        ("Det som bolaget ska göra och kommunen ska betala står i listan.", 0),
        ("När bolagets styrelse ska besluta om en plan ska den fråga kommunen.", 0),
        ("Om målet inte har nåtts ska bolaget lämna en plan.", 1),
        ("Varje part åtar sig att redovisa vad den ska göra.", 1),
        ("Bolaget bygger och kommunen betalar.", 0),
    ],
)
def test_demands_are_counted_in_main_clauses_only(sentence: str, number: int) -> None:
    assert len(demands(sentence)) == number


def test_a_sentence_is_long_from_one_word_over_the_limit() -> None:
    assert LIMIT == 30
    assert findings(f"Ord {'ord ' * 28}slut.") == []
    assert [(one.rule, one.values["words"]) for one in findings(f"Ord {'ord ' * 29}slut.")] == [("language-long", 31)]


def test_a_sentence_is_told_by_its_first_words_and_at_its_place() -> None:
    text = (
        "Kort mening. Bolaget ska varje år lämna en redovisning till kommunstyrelsen\n"
        "som visar hur många lägenheter som har byggts, hur många som har sålts, vad de\n"
        "har kostat, vilka som bor i dem och hur länge de har stått tomma under året."
    )

    (long,) = findings(text)

    assert str(long.place) == "a.txt:1:14"
    assert message(long) == (
        "meningen som börjar ”Bolaget ska varje år lämna en …” har 40 ord; "
        "dela den, så att varje mening har högst 30"
    )  # fmt: skip


def test_a_stiff_word_is_told_with_the_plain_one_and_who_says_so() -> None:
    (stiff,) = findings("Bolaget ska lämna erforderliga uppgifter.")

    assert (stiff.rule, stiff.place.column) == ("language-stiff", 19)
    assert message(stiff) == (
        "”erforderliga” är stelt; skriv hellre som behövs eller lämplig "
        "(enligt Malmö stads skrivguide, miljöförvaltningen)"
    )


def test_skall_is_told_once_for_a_paragraph_and_not_where_the_word_is_quoted() -> None:
    said = findings(
        "Bolaget skall bygga. Det skall sälja.\nOrdet ”skall” är gammalt, och hundskall stör.\nSkall det ske?"
    )

    assert [(one.rule, one.place.line, one.values["times"]) for one in said] == [
        ("language-skall", 1, " 2 gånger"),
        ("language-skall", 3, ""),
    ]


def test_no_rule_on_language_is_an_error() -> None:
    graves = {row["severity"] for word, row in checks().items() if word.startswith("language-")}
    finals = [word for word, row in checks().items() if word.startswith("language-") and "final" in row]

    assert (graves, finals) == ({"note", "fact"}, [])


def test_a_papers_headings_and_tables_are_no_sentences(shipped_run: Run, here: Path) -> None:
    heading = f"En rubrik {'som är lång ' * 12}"
    (here / "a.docx").write_bytes(
        docx(
            p(heading, style="Rubrik1"),
            table(("Planen ska upprättas och ska redovisas.", "b"), ("c", "d")),
            p("Bolaget ska bygga hus åt alla."),
        )
    )

    said = shipped_run("check", "a.docx", *DAY)

    assert [line for line in said.out if "[language-" in line and "inte kört" not in line] == [
        "a.docx: LIX är 23 för hela texten (6 ord, 1 mening, 17 procent långa ord); LIX är antalet ord per mening "
        "plus procent ord med fler än sex bokstäver [language-lix]"
    ]


LIBRARY = """\
name: provkommunen
version: 1.0.0
title: Provkommunens bibliotek
license: CC0-1.0
"""
CLAUSE = """\
id: {id}
version: 1.0.0
title: Provklausul
dimensions: [boende]
status: proposed
text:
  agardirektiv: |
    Bolaget ska äga hus och erforderliga lokaler.
    {{% if antal %}}
    Bolaget ska bygga minst {{{{ antal }}}} hus.
    {{% else %}}
    Bolaget ska inte bygga några hus alls.
    {{% endif %}}
parameters:
  antal: {{type: integer, label: antal hus, question: Hur många hus?, unit: hus, optional: true, min: 1}}
rationale: |
  Klausulen finns för att prova kontrollerna.
sources: [{{proposal: klausul}}]
changes: [{{version: 1.0.0, date: 2026-11-23, what: Första versionen, by: klausul}}]
"""


def test_a_library_is_told_once_and_its_conditions_are_no_sentences(shipped_run: Run, here: Path) -> None:
    folder = here / "prov" / "boende"
    folder.mkdir(parents=True)
    (here / "prov" / "library.yaml").write_text(LIBRARY, encoding="utf-8")
    for number in range(12):
        name = f"klausul-{number:02}"
        (folder / f"{name}.yaml").write_text(CLAUSE.format(id=name), encoding="utf-8")

    data = json.loads(shipped_run("check", "prov", *DAY, "--format", "json").out[0])

    rules = [one["rule"] for one in data["findings"] if one["rule"].startswith("language-")]
    assert rules == ["language-plain"] * 12
    (lix,) = [one for one in data["facts"] if one["rule"] == "language-lix"]
    # 20 words in 3 sentences; long: Bolaget three times, erforderliga, lokaler: 7 + 25.
    assert lix["rows"] == [[f"klausul-{number:02}, agardirektiv", "20", "3", "32"] for number in range(12)]


def test_ordinary_prose_has_nothing_to_be_told_of() -> None:
    text = (DATA / "prosa.txt").read_text(encoding="utf-8")

    assert [one for one in findings(text) if one.rule != "language-stiff"] == []


def test_our_own_example_reads_well(shipped_run: Run) -> None:
    said = shipped_run("check", "example:agardirektiv/exempelhem", *DAY)

    assert [line for line in said.out if "[language-" in line and "inte kört" not in line] == [
        line for line in said.out if line.endswith("[language-lix]")
    ]


def test_lix_is_told_of_each_clause_of_a_draft(shipped_run: Run) -> None:
    data = json.loads(shipped_run("check", "example:agardirektiv/exempelhem", *DAY, "--format", "json").out[0])

    (lix,) = [one for one in data["facts"] if one["rule"] == "language-lix"]
    assert lix["columns"] == ["klausul", "ord", "meningar", "LIX"]
    assert {"gardsdag-norra", "gardsdag-sodra", "soliditet"} < {row[0] for row in lix["rows"]}
    assert [row for row in lix["rows"] if not all(cell.isdigit() for cell in row[1:])] == []


def test_a_long_text_takes_a_time_in_proportion_to_it() -> None:
    """A stranger's file that would take hours were it not."""
    for piece in ("ska ", "a. ", "t.ex. ", "[a] ", "1 000 ", "som ska, ", "ska en ", "(", "• ", "åtar sig "):
        findings(piece * (200_000 // len(piece)))
