"""Goals that fight each other: the projection against a table worked by hand, and what is said without figures."""

from __future__ import annotations

import json
import operator
import re
import zipfile
from collections.abc import Callable, Mapping
from decimal import ROUND_FLOOR, Decimal
from pathlib import Path
from typing import Any

import pytest

from generator import canonical
from generator.check.goals.plan import BASE, BUILDING
from generator.check.goals.projection import Closing, closing, project
from generator.model.figures import LABELS, Figures, figures
from generator.schema import dictionary
from generator.source import read
from tests.conftest import DATA, Result

Run = Callable[..., Result]
DAY = ("--date", "2026-11-23")
SHEET = DATA / "projection.yaml"
SIGNS = {"+": operator.add, "-": operator.sub, "x": operator.mul, "/": operator.truediv}
HEAD = """\
contract: agardirektiv
state: draft
municipality: {name: Exempelstads kommun}
company: {name: Exempelhem AB, form: aktiebolag}
values: {malar: 2028}
clauses:
  - id: soliditet
    values: {niva: 20}
  - id: nya-lagenheter
    values: {antal_min: 20, period: {from: 2027, to: 2028}, avrakning: arsvis}
"""
GIVEN: dict[str, Any] = {
    "year": 2025, "equity": 100_000_000, "total_assets": 500_000_000, "flats": 600, "yearly_result": 5_000_000,
    "depreciation": 10_000_000, "cost_per_flat": 2_000_000, "write_down_share": 10, "loan_share": 80,
}  # fmt: skip


def sheet() -> list[Mapping[str, Any]]:
    """Return the cases of the hand-worked table."""
    cases: list[Mapping[str, Any]] = read(SHEET.name, SHEET.read_bytes()).data["cases"]
    return cases


def of(**changes: Any) -> Figures:
    """Return the figures of the tests with some changes; None takes one out."""
    return figures({"figures": {key: value for key, value in {**GIVEN, **changes}.items() if value is not None}})


def checked(run: Run, text: str, *options: str) -> Result:
    """Check a draft."""
    Path("utkast.yaml").write_text(text, encoding="utf-8")
    return run("check", "utkast.yaml", *DAY, *options)


def lines(said: Result, rule: str) -> list[str]:
    """Return the lines of a rule."""
    return [line for line in said.out if line.endswith(f"[{rule}]")]


@pytest.mark.parametrize("case", sheet(), ids=lambda case: case["name"])
def test_every_cell_is_that_of_the_table_worked_by_hand(case: Mapping[str, Any]) -> None:
    rows = project(figures(case), {int(year): flats for year, flats in case["pace"].items()}, case["last"])

    for row, hand in zip(rows, case["rows"], strict=True):
        ratio = None if row.ratio is None else row.ratio.quantize(Decimal("0.01"), ROUND_FLOOR)
        made = {
            "year": row.year, "flats": row.flats, "investment": row.investment, "write_down": row.write_down,
            "equity_change": row.equity_change, "loans": row.loans, "equity": row.equity, "assets": row.assets,
            "ratio": ratio,
        }  # fmt: skip
        assert made == {name: hand[name] for name in made}


@pytest.mark.parametrize("case", sheet(), ids=lambda case: case["name"])
def test_the_steps_in_the_table_give_its_cells(case: Mapping[str, Any]) -> None:
    steps = [(row["year"], name, step) for row in case["rows"] for name, step in row["steps"].items()]

    wrong = []
    for year, name, step in steps:
        left, _, right = step.partition(" = ")
        total = Decimal(right.replace(" ", ""))
        if worked(left) != total or (name in case["rows"][0] and cell(case, year, name) != total):
            wrong.append((year, name, step))
    assert (wrong, steps != []) == ([], True)


def cell(case: Mapping[str, Any], year: int, name: str) -> Decimal:
    """Return a cell of the hand-worked table."""
    (row,) = (row for row in case["rows"] if row["year"] == year)
    return Decimal(row[name])


def worked(text: str) -> Decimal:
    """Return what a step comes to: numbers with + - x / and, for a ratio, hundredths rounded downwards."""
    if text.startswith("max "):
        return max(worked(part) for part in text.removeprefix("max ").split(" | "))
    parts = re.split(r" ([+x/-]) ", text)
    total = Decimal(parts[0].replace(" ", ""))
    for sign, part in zip(parts[1::2], parts[2::2], strict=True):
        total = SIGNS[sign](total, Decimal(part.replace(" ", "")))
    return total.quantize(Decimal("0.01"), ROUND_FLOOR) if "/" in text else total


@pytest.mark.parametrize("case", [case for case in sheet() if "closing" in case], ids=lambda case: case["name"])
def test_each_way_to_close_the_gap_is_worked_out_by_itself(case: Mapping[str, Any]) -> None:
    pace = {int(year): flats for year, flats in case["pace"].items()}
    hand = case["closing"]

    found = closing(figures(case), pace, case["last"], Decimal(case["goal"]))

    assert found == Closing(Decimal(hand["capital"]), hand["sold"], hand["fewer"], hand["later"])


def test_each_way_to_close_the_gap_does_close_it_and_a_little_less_does_not() -> None:
    known = of(sale_price_per_flat=900_000, book_value_per_flat=500_000)
    pace, goal = {2027: 20, 2028: 20}, Decimal(20)
    found = closing(known, pace, 2028, goal)
    assert found.sold and found.fewer is not None and found.later

    def short(pace: Mapping[int, int], last: int = 2028, **more: Any) -> bool:
        given = of(sale_price_per_flat=900_000, book_value_per_flat=500_000, **more)
        return project(given, pace, last)[-1].short(goal)

    def capital(amount: Decimal) -> dict[str, Any]:
        return {"capital_injections": [{"year": 2028, "amount": amount}]}

    def sold(number: int) -> dict[str, Any]:
        return {"sales": [{"year": 2028, "price": 900_000 * number, "book_value": 500_000 * number}]}

    assert (short(pace, **capital(found.capital)), short(pace, **capital(found.capital - 1))) == (False, True)
    assert (short(pace, **sold(found.sold)), short(pace, **sold(found.sold - 1))) == (False, True)
    slower = [dict.fromkeys(pace, number) for number in (found.fewer, found.fewer + 1)]
    assert [short(one) for one in slower] == [False, True]
    assert (short(pace, found.later), short(pace, found.later - 1)) == (False, True)


def test_the_exempelhem_example_shows_the_projection_with_its_assumptions(shipped_run: Run) -> None:
    said = shipped_run("check", "example:agardirektiv/exempelhem", *DAY)

    start = said.out.index(next(line for line in said.out if "vid högst 60" in line and "[goals-projection]" in line))
    assert [line.split()[0] for line in said.out[start + 2 : start + 7]] == ["2026", "2027", "2028", "2029", "2030"]
    assert said.out[start + 6].split()[-6:] == ["6,8", "106,0", "231,2", "1", "465,2", "15,7"]
    assert lines(said, "goals-gap") == [
        "example:agardirektiv/exempelhem:85:9: uträkningen ger soliditeten 15,7 procent år 2030 vid högst 60 nya "
        "lägenheter per år 2027–2030, och målet är 18 procent; läs antagandena och bestäm hur målen ska gå ihop "
        "[goals-gap]"
    ]
    assert len(lines(said, "goals-projection")) == 2 and len(lines(said, "goals-assumptions")) == 1
    assert lines(said, "goals-conflict") == lines(said, "goals-figures") == []


def test_the_alingsas_example_reports_the_conflict_and_names_what_is_missing(shipped_run: Run) -> None:
    said = shipped_run("check", "example:agardirektiv/alingsas-2016", *DAY)

    assert lines(said, "goals-conflict") == [
        "example:agardirektiv/alingsas-2016:25:9: soliditet 20 procent och 100–200 nya lägenheter per år är satta "
        "tillsammans, och inget i utkastet säger hur det ska betalas; låt bolaget räkna på målen tillsammans, fyll i "
        "figures eller skriv in en klausul om finansiering [goals-conflict]"
    ]
    assert lines(said, "goals-figures") == [
        "example:agardirektiv/alingsas-2016:25:9: för att räkna ut soliditeten år för år saknas bokslutsår (year), "
        "eget kapital (equity), balansomslutning (total_assets), resultat per år (yearly_result), avskrivningar per "
        "år (depreciation), kostnad för en ny lägenhet (cost_per_flat), andel av nya hus som skrivs ned "
        "(write_down_share), andel av nya hus som lånas (loan_share), målår för soliditeten (eller horizon); be "
        "bolaget om uppgifterna och skriv dem under figures, som aldrig följer med dokumentet [goals-figures]"
    ]
    lacking = "inte kört, eftersom bolagets siffror (figures) saknas: goals-projection"
    assert [line for line in said.out if lacking in line] != []


@pytest.mark.parametrize("name", [*BASE, *BUILDING])
def test_a_figure_that_is_missing_is_named(name: str, shipped_run: Run, here: Path) -> None:
    given = {key: value for key, value in GIVEN.items() if key != name}

    said = checked(shipped_run, f"{HEAD}figures: {canonical.dumps(given)}\n")

    (line,) = lines(said, "goals-figures")
    assert f" saknas {LABELS[name]} ({name}); be bolaget" in line
    assert [row for row in said.out if f"eftersom {LABELS[name]} ({name}) saknas: goals-projection" in row] != []
    assert lines(said, "goals-projection") == []


def test_a_horizon_shows_more_years_and_the_goal_is_still_that_of_its_own_year(shipped_run: Run, here: Path) -> None:
    said = checked(shipped_run, f"{HEAD}figures: {canonical.dumps({**GIVEN, 'horizon': 2031})}\n")

    years = [line.split()[0] for line in said.out if re.match(r"  20\d\d ", line)]
    assert years == ["2026", "2027", "2028", "2029", "2030", "2031"]
    assert [re.findall(r"år (20\d\d) vid", line) for line in lines(said, "goals-gap")] == [["2028"]]


def test_a_soliditet_alone_is_projected_without_figures_for_building(shipped_run: Run, here: Path) -> None:
    given = {key: GIVEN[key] for key in BASE}
    text = HEAD[: HEAD.index("  - id: nya")] + f"figures: {canonical.dumps(given)}\n"

    said = checked(shipped_run, text)

    assert [line.split()[1:] for line in said.out if re.match(r"  20\d\d ", line)] == [
        ["0", "0,0", "0,0", "5,0", "0,0", "105,0", "505,0", "20,7"],
        ["0", "0,0", "0,0", "5,0", "0,0", "110,0", "510,0", "21,5"],
        ["0", "0,0", "0,0", "5,0", "0,0", "115,0", "515,0", "22,3"],
    ]
    assert lines(said, "goals-projection") == [
        "utkast.yaml:9:1: soliditeten år för år utan nya lägenheter, i miljoner kronor; en uträkning med antagandena "
        "nedan, ingen prognos [goals-projection]"
    ]


def test_assets_that_run_out_give_no_ratio_and_no_fault(shipped_run: Run, here: Path) -> None:
    given = {**GIVEN, "sales": [{"year": 2027, "price": 0, "book_value": 900_000_000}]}

    said = checked(shipped_run, f"{HEAD}figures: {canonical.dumps(given)}\n")

    (row,) = (line.split() for line in said.out if line.startswith("  2028 "))
    assert (said.code, row[-1]) == (0, "–")
    assert "ger soliditeten – procent år 2028" in lines(said, "goals-gap")[0]
    assert lines(said, "goals-closing") == []


def test_figures_are_in_no_output(shipped_run: Run, here: Path) -> None:
    marks = (b"98765432100", b"45678912300", b"98\xc2\xa0765", b"45\xc2\xa0678")
    given = {**GIVEN, "equity": 45_678_912_300, "total_assets": 98_765_432_100}
    Path("utkast.yaml").write_text(f"{HEAD}figures: {canonical.dumps(given)}\n", encoding="utf-8")

    for suffix in ("docx", "html", "txt", "json"):
        assert shipped_run("build", "utkast.yaml", "-o", f"ut.{suffix}").code == 0
    assert shipped_run("extract", "ut.docx", "-o", "tillbaka.yaml").code == 0

    with zipfile.ZipFile("ut.docx") as package:
        written = {name: package.read(name) for name in package.namelist()}
    written |= {str(path): path.read_bytes() for path in Path().glob("ut.*") if path.suffix != ".docx"}
    written |= {name: Path(name).read_bytes() for name in ("tillbaka.yaml", "utkast.lock")}
    assert {(name, mark) for name, content in written.items() for mark in marks if mark in content} == set()
    assert b"\nfigures" not in written["tillbaka.yaml"] and b'"figures"' not in written["ut.json"]


def test_every_figure_has_a_name_and_is_read() -> None:
    fields = dictionary()["figures"]

    assert set(fields) == set(LABELS) == set(Figures._fields)


def test_an_unknown_figure_and_a_text_are_refused(shipped_run: Run, here: Path) -> None:
    said = checked(shipped_run, f"{HEAD}figures: {{equty: 1, year: i fjol}}\n")

    assert [line for line in (*said.out, *said.err) if "figures" in line and "inte kört" not in line] == [
        "utkast.yaml:11:11: figures.equty: fältet ”equty” finns inte; tillåtna fält är "
        f"{', '.join(sorted(LABELS))}; menade du ”equity”? [source-unknown-field]",
        "utkast.yaml:11:27: figures.year: ”i fjol” har fel slag; ska vara ett heltal [source-type]",
    ]


def test_the_facts_stand_in_the_json(shipped_run: Run, here: Path) -> None:
    said = checked(shipped_run, f"{HEAD}figures: {canonical.dumps(GIVEN)}\n", "--format", "json")

    facts = {fact["rule"]: fact for fact in json.loads(said.out[0])["facts"] if fact["rule"].startswith("goals")}
    assert set(facts) == {"goals-projection", "goals-assumptions", "goals-closing"}
    assert all(len(row) == len(fact["columns"]) for fact in facts.values() for row in fact["rows"])
    assert facts["goals-projection"]["rows"][-1][-3:] == ["107,0", "571,0", "18,7"]
