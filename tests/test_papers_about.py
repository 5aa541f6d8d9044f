"""Papers about another draft: the covering paper, the yearly review and the social impact assessment, as shipped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.assemble.composed import Composed
from generator.build.job import Request, compose
from generator.model.document import Block, Chart, ListBlock, Section, Table, plain
from generator.model.register import Matrix
from generator.places import bundled
from generator.source import read
from generator.source.write import dump
from generator.text import text
from tests import shipped

CONTRACTS = bundled("contracts")
MATRIX = "social-konsekvens"


def composed(file: Path, **changed: Any) -> Composed:
    """Return an example as it is, or with other fields."""
    source = read(file.name, file.read_bytes())
    if changed:
        source = read(file.name, dump({**source.data, **changed}).encode())
    return compose(Request(source, file.parent, CONTRACTS), shipped.places())


@cache
def built(kind: str, name: str) -> Composed:
    return composed(CONTRACTS / kind / "examples" / f"{name}.yaml")


def section(of: Composed, name: str) -> Section:
    return next(one for one in of.document.sections if one.id == name)


def tables(blocks: tuple[Block, ...]) -> list[list[list[str]]]:
    """Return the tables among some blocks as texts, the header first."""
    return [
        [[plain(cell) for cell in row] for row in (block.header, *block.rows)]
        for block in blocks
        if isinstance(block, Table)
    ]


def matrix_of() -> Matrix:
    """Return the matrix as the kind of document has it."""
    return next(one for one in shipped.view().contracts if MATRIX in one.matrices).matrices[MATRIX]


def fields() -> dict[str, list[str]]:
    """Return what the clauses of the assessed directive say that they bear on: aspect and level to their numbers."""
    directive = composed(CONTRACTS / "agardirektiv" / "examples" / "exempelhem.yaml")
    plan = matrix_of()
    bears = {entry.clause.id: entry.clause.bears_on.get(MATRIX, {}) for entry in shipped.entries()}
    found: dict[str, list[str]] = {}
    for clause in directive.document.clauses():
        for aspect, levels in bears[clause.id].items():
            for level in levels:
                found.setdefault(f"{plan.rows[aspect]}/{plan.columns[level]}", []).append(clause.number)
    return found


def test_the_assessment_lists_for_each_field_the_clauses_that_bear_on_it() -> None:
    matrix = section(built("social-konsekvensbeskrivning", "konsekvenser-exempelbyn"), "matris")
    listed = {}
    for item in matrix.clauses[:5]:
        for table in tables(item.blocks):
            told = table[-1][1]
            numbers = [one.split(" ", 1)[0] for one in told.split("; ")]
            listed[f"{item.title}/{table[0][0]}"] = [] if told == "Ingen punkt i dokumentet berör fältet." else numbers

    assert {field: numbers for field, numbers in listed.items() if numbers} == fields()
    assert sum(not numbers for numbers in listed.values()) == 2


def test_the_summary_has_every_field_and_the_fields_that_no_clause_bears_on_are_named() -> None:
    summary, left = section(built("social-konsekvensbeskrivning", "konsekvenser-exempelbyn"), "matris").clauses[5:]
    ((header, *rows),) = tables(summary.blocks)
    told = {f"{row[0]}/{level}": cell for row in rows for level, cell in zip(header[1:], row[1:], strict=True)}
    known = fields()

    assert told == {field: ", ".join(known.get(field, ["–"])) for field in told}
    assert len(told) == 25
    (block,) = left.blocks
    assert isinstance(block, ListBlock)
    assert [plain(item) for item in block.items] == [
        "Sammanhållen stad: Byggnad och plats, Stad och Region",
        "Samspel, lek och lärande: Stad och Region",
        "Vardagsliv: Region",
        "Identitet: Byggnad och plats, Stadsdel, Stad och Region",
        "Hälsa och säkerhet: Stad och Region",
    ]


def test_clauses_bear_only_on_fields_that_the_matrix_has() -> None:
    plan = matrix_of()
    wrong = [
        f"{entry.clause.id}: {aspect}/{level}"
        for entry in shipped.entries()
        for aspect, levels in entry.clause.bears_on.get(MATRIX, {}).items()
        for level in levels
        if aspect not in plan.rows or level not in plan.columns
    ]

    assert wrong == []
    assert {name for entry in shipped.entries() for name in entry.clause.bears_on} == {MATRIX}


def test_the_covering_paper_takes_names_and_clauses_from_the_draft_it_is_about() -> None:
    paper = built("tjansteskrivelse", "agardirektiv-exempelhem")
    directive = composed(CONTRACTS / "agardirektiv" / "examples" / "exempelhem.yaml").document
    ((header, *rows),) = tables(section(paper, "punkter").blocks)

    assert paper.document.front.title == f"Tjänsteskrivelse: {directive.front.title}"
    assert header == ["Punkt", "Rubrik"]
    assert rows == [
        row
        for part in directive.sections
        for row in [[part.number, part.title], *([clause.number, clause.title] for clause in part.clauses)]
    ]


def test_the_council_and_the_board_get_clauses_of_their_own_as_the_municipality_writes_them() -> None:
    file = CONTRACTS / "tjansteskrivelse" / "examples" / "agardirektiv-exempelhem.yaml"
    clauses = read(file.name, file.read_bytes()).data["clauses"]
    points = [
        {**one, "values": {**one["values"], "form": "punkter", "satser": [{"nr": 3, "text": "Organet beslutar."}]}}
        if one["id"].startswith("forslag-till-")
        else one
        for one in clauses
    ]
    sentence = "anta Ägardirektiv för Exempelhem AB enligt bilaga 1"

    as_att = text(built("tjansteskrivelse", "agardirektiv-exempelhem").document).splitlines()
    as_points = text(composed(file, clauses=points).document).splitlines()

    assert f"– att {sentence}" in as_att
    assert "Kommunstyrelsen beslutar för egen del" in as_att
    assert f"1 | Kommunfullmäktige antar {sentence.removeprefix('anta ')}." in as_points
    assert as_points.count("3 | Organet beslutar.") == 2


@pytest.mark.parametrize("key", ["provning-mot-andamalet", "provning-mot-befogenheterna", "arsprovningens-beslut"])
def test_what_the_board_thinks_of_the_year_is_asked_for_and_never_given(key: str) -> None:
    review = built("arsprovning", "exempelhem-2027")
    clause = next(one for one in review.document.clauses() if one.key == key)
    said = text(review.document)
    parameters = shipped.view().library.find(key)[0].clause.parameters

    assert f"{clause.number} {clause.title}" in said
    asked = [
        name for name, parameter in parameters.items() if not parameter.optional and f"[{parameter.label}]" in said
    ]
    assert asked == (["andamal", "befogenheter"] if key == "arsprovningens-beslut" else ["bedomning"])


def test_outcomes_stand_beside_the_targets_of_the_directive_in_a_table_and_a_picture_for_each_unit() -> None:
    blocks = section(built("arsprovning", "exempelhem-2027"), "mal").blocks
    ((header, *rows),) = tables(blocks)
    charts = [block for block in blocks if isinstance(block, Chart)]

    assert header == ["Mål", "Målvärde", "Utfall", "Kommentar"]
    assert rows[1][:3] == [
        "6.2 Trygghetsbesiktning av bostadshus: andel bostadshus som besiktigas",
        "50\u00a0procent",
        "41\u00a0procent",
    ]
    assert rows[6] == ["12.1 Soliditet", "18\u00a0procent", "16,4\u00a0procent", "Målet gäller år 2030."]
    assert [(chart.unit, len(chart.bars)) for chart in charts] == [
        ("", 1),
        ("procent", 5),
        ("kvadratmeter", 1),
        ("timmar om dagen", 1),
    ]
    assert charts[1].series == ("Målvärde", "Utfall")
    assert charts[0].alternative == (
        "Liggande staplar visar målvärde och utfall för varje mål som räknas i antal. Samma tal står i tabellen."
    )
