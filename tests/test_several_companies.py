"""Directives for several companies and for several owners: what holds for one company, and what for all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.assemble.composed import Composed
from generator.build.checking import Against, check_draft
from generator.build.job import Request, compose
from generator.coverage import demands
from generator.errors import Finding
from generator.model.document import ClauseItem, Table, plain
from generator.places import bundled
from generator.source import read
from generator.spreadsheet.workbook import read_workbook
from tests import shipped
from tools.make_example_sheets import SHEETS, sheet

TODAY = "2026-11-23"
GROUP = """\
contract: gemensamt-agardirektiv
state: draft
municipality: {name: Exempelstads kommun}
registers:
  bolag:
    - {id: ett, namn: Exempelhem AB, slag: bostadsbolag, agare: Exempelstads kommun, andel: 100}
    - {id: tva, namn: Exempelstads Lokaler AB, slag: annat, agare: Exempelstads kommun, andel: 100}
  stammor:
    - {nr: s1, bolag: ett, rostar: Exempelstads kommun, ombud: kommunfullmäktige, instruktion: rösta ja}
clauses:
"""


def request(draft: str) -> Request:
    return Request(read("utkast.yaml", draft.encode()), Path.cwd(), Path.cwd())


def composed(*clauses: str) -> Composed:
    return compose(request(GROUP + "".join(f"  - {clause}\n" for clause in clauses)), shipped.places())


def found(*clauses: str, head: str = GROUP) -> list[Finding]:
    draft = head + "".join(f"  - {clause}\n" for clause in clauses)
    return list(check_draft(request(draft), Against(shipped.places(), TODAY)).findings)


def rules(findings: list[Finding], *families: str) -> list[str]:
    return [finding.rule for finding in findings if finding.rule.startswith(families)]


def headings(document: Composed) -> Mapping[str, list[str]]:
    return {section.title: [clause.title for clause in section.clauses] for section in document.document.sections}


def test_a_clause_for_a_company_stands_in_its_section_though_others_have_it_in_common() -> None:
    said = headings(
        composed("{id: direktivratt}", "{id: arkiv, as: arkiv-ett, for: ett}", "{id: arkiv, as: arkiv-tva}")
    )

    assert said["Kommunens direktivrätt"] == ["Direktivrätten och dess gränser"]
    assert (said["Särskilt för Exempelhem AB"], said["Revision, handlingar och arkiv"]) == (["Arkiv"], ["Arkiv"])
    assert "Särskilt för Exempelstads Lokaler AB" not in said


def test_the_companys_name_is_that_of_the_row() -> None:
    document = composed("{id: begrepp, as: ord-ett, for: ett}", "{id: begrepp, as: ord-tva, for: tva}").document

    assert [_meaning(clause, "bolaget") for clause in document.clauses()] == [
        "Exempelhem AB",
        "Exempelstads Lokaler AB",
    ]


def _meaning(clause: ClauseItem, word: str) -> str:
    tables = [block for block in clause.blocks if isinstance(block, Table)]
    return next(plain(row[1]) for table in tables for row in table.rows if plain(row[0]) == word)


def test_a_companys_name_cannot_be_used_for_all_companies() -> None:
    said = found("{id: begrepp}")

    assert [finding.rule for finding in said][:1] == ["clause-row-missing"]


@pytest.mark.parametrize(("second", "told"), [("ett", ["together-alternatives"]), ("tva", [])])
def test_alternatives_for_different_companies_stand_side_by_side(second: str, told: list[str]) -> None:
    said = found("{id: kommunala-principer, for: ett}", f"{{id: principer-utanfor-bostader, for: {second}}}")

    assert rules(said, "together-alternatives") == told


@pytest.mark.parametrize(("second", "told"), [("ett", ["together-duplicate"]), ("tva", [])])
def test_the_same_clause_for_different_companies_is_no_duplicate(second: str, told: list[str]) -> None:
    said = found("{id: affarsmassighet, as: a, for: ett}", f"{{id: affarsmassighet, as: b, for: {second}}}")

    assert rules(said, "together-duplicate") == told


@pytest.mark.parametrize(("second", "told"), [("ett", ["number-same-quantity"]), ("tva", [])])
def test_two_companies_may_have_different_soliditet(second: str, told: list[str]) -> None:
    said = found(
        "{id: soliditet, as: a, for: ett, values: {niva: 20}}",
        f"{{id: soliditet, as: b, for: {second}, values: {{niva: 25}}}}",
    )

    assert rules(said, "number-same-quantity") == told


@pytest.mark.parametrize(("second", "told"), [("ett", ["goals-conflict"]), ("tva", [])])
def test_one_companys_building_does_not_pull_against_anothers_soliditet(second: str, told: list[str]) -> None:
    said = found(
        "{id: soliditet, for: ett, values: {niva: 20}}",
        f"{{id: nya-lagenheter, for: {second}, values: {{antal_min: 20, antal_max: 40}}}}",
    )

    assert rules(said, "goals-conflict") == told


def test_a_directive_for_several_companies_answers_to_what_one_for_a_single_company_does() -> None:
    asked = {demand.id for demand in demands(composed("{id: direktivratt}"))}
    contracts = {row["contract"] for row in shipped.rows("requirements") if row["id"] in asked}

    assert contracts == {"agardirektiv", "gemensamt-agardirektiv"}


@pytest.mark.parametrize(
    ("clauses", "told"),
    [
        (["{id: bolaget-i-kommunen, values: {agande: delagt}}"], ["process-owners"]),
        (["{id: bolaget-i-kommunen, values: {agande: delagt}}", "{id: agare-tillsammans}"], []),
    ],
)
def test_a_clause_that_makes_all_owners_adopt_one_text_needs_no_reminder_of_it(
    clauses: list[str], told: list[str]
) -> None:
    head = GROUP.partition("registers:")[0].replace("gemensamt-agardirektiv", "agardirektiv")
    head += "company: {name: Exempelhem AB, form: aktiebolag}\nclauses:\n"

    assert rules(found(*clauses, head=head), "process-owners") == told


def test_an_indicator_sheet_stands_upright_and_commitments_come_in_the_order_of_the_dimensions() -> None:
    file = bundled("contracts") / "samhallskontrakt" / "examples" / "kungalv-2027.yaml"
    whole = compose(Request(read(file.name, file.read_bytes()), file.parent, file.parent), shipped.places()).document
    sections = {section.title: section for section in whole.sections}

    (first,) = sections["Indikatorblad"].clauses[0].blocks
    assert isinstance(first, Table)
    assert plain(first.header[0]) == "Mått och id"
    assert [plain(row[0]) for row in first.rows][:3] == ["Mål", "Definition", "De som räknas"]
    assert [clause.title for clause in sections["Åtagandelista"].clauses] == [
        "Välfungerande boende och livsmiljöer",
        "Rekreation: natur, fritid och kultur",
        "Service och kollektivtrafik över tid och rum",
        "Delaktighet",
        "Mötesplatser",
        "Sammanlänkande stråk",
    ]


@pytest.mark.parametrize("target", SHEETS, ids=lambda path: path.stem)
def test_an_examples_spreadsheet_holds_what_its_text_says(target: Path) -> None:
    content = target.with_suffix(".csv").read_text("utf-8")

    assert target.read_bytes() == sheet(content, SHEETS[target]), "run python tools/make_example_sheets.py"
    grid = read_workbook(target.read_bytes(), target.name)
    assert len(grid.rows) == len(content.splitlines())
