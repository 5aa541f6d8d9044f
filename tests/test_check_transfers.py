"""Value transfers: what a text demands, and the cap worked out as the register describes it."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from generator.check.transfers.rules import cap_of
from generator.model.figures import Figures
from generator.report import checks
from tests.conftest import Result

Run = Callable[..., Result]
DAY = ("--date", "2026-11-23")
DRAFT = """\
contract: agardirektiv
state: draft
municipality: {name: Exempelstads kommun}
company: {name: Exempelhem AB, form: aktiebolag}
clauses:
  - id: vardeoverforingar
    values: {linje: grans}
"""


def found(run: Run, text: str, rule: str = "transfer-limit") -> list[str]:
    """Return the words that a rule points at in a text of others."""
    Path("papper.txt").write_text(text, encoding="utf-8")
    said = run("check", "papper.txt", *DAY)
    return [line.split("”")[1] for line in said.out if line.endswith(f"[{rule}]")]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Utdelningen ska vara 3 procent av insatt kapital.", "Utdelningen ska vara 3 procent"),
        ("Bolaget ska lämna ett koncernbidrag om 2,5 mnkr per år.", "koncernbidrag om 2,5 mnkr"),
        ("Bolaget ska årligen lämna 20 miljoner kronor som utdelning.", "20 miljoner kronor som utdelning"),
        ("Värdeöverföringen får uppgå till 500 000 kronor.", "Värdeöverföringen får uppgå till 500 000 kronor"),
        (
            "Koncernbidrag ska lämnas med genomsnittlig statslåneränta plus 1 procentenhet.",
            "Koncernbidrag ska lämnas med genomsnittlig statslåneränta plus 1 procentenhet",
        ),
        ("En avkastning på 4 procent ska lämnas till kommunen.", "avkastning på 4 procent"),
    ],
)
def test_a_transfer_with_a_number_is_pointed_at(text: str, written: str, shipped_run: Run, here: Path) -> None:
    assert found(shipped_run, f"{text}\n") == [written]


@pytest.mark.parametrize(
    "text",
    [
        "Bolaget ska lämna utdelning.",
        "Utdelningen uppgick till 3 procent år 2011.",
        "Bolaget ska inte lämna utdelning med mer än 3 procent.",
        "Bolagets avkastning ska vara 4 procent på totalt kapital.",
        "Utdelningen ska vara högst 3 procent, dock alltid inom lagens gräns.",
        "Utdelningen ska vara 3 procent, om det ryms enligt 3 § lagen (2010:879).",
        "Bolaget ska betala en borgensavgift på 0,35 procent.",
        "Bolaget ska dela ut 300 lägenheter till kommunen.",
    ],
)
def test_what_is_no_demand_of_an_amount_is_left_alone(text: str, shipped_run: Run, here: Path) -> None:
    assert found(shipped_run, f"{text}\n") == []


def test_the_exceptions_named_anywhere_are_enough(shipped_run: Run, here: Path) -> None:
    text = "Utdelningen ska vara 3 procent.\n\nBolaget ska bygga.\n\n"

    assert found(shipped_run, f"{text}Det andra sägs i 2 § lagen (2010:879).\n") != []
    assert found(shipped_run, f"{text}Överskott av försäljning regleras i 4 § lagen (2010:879).\n") == []


@pytest.mark.parametrize(
    ("capital", "rate", "result", "cap"),
    [
        (100_000_000, "2.5", 20_000_000, 3_500_000),  # 100 000 000 x 3,5 / 100, below half of 20 000 000
        (100_000_000, "2.5", 6_000_000, 3_000_000),  # half of 6 000 000 is lower
        (100_000_000, "0.03", 20_000_000, 1_030_000),  # the rate of financial year 2019: 1,03 percent of the capital
        (100_000_000, "-1.5", 20_000_000, 0),  # less than nothing is nothing
        (100_000_000, "2.5", -4_000_000, 0),
        (0, "2.5", 20_000_000, 0),
    ],
)
def test_the_cap_is_the_lower_of_two_and_never_below_nothing(capital: int, rate: str, result: int, cap: int) -> None:
    known = Figures(capital_paid=capital, statslaneranta=Decimal(rate), last_result=result)

    assert cap_of(known).amount == cap


def test_the_cap_names_its_provision_and_what_it_lacks(shipped_run: Run, here: Path) -> None:
    figures = "figures: {capital_paid: 100000000, statslaneranta: 2.5, last_result: 6000000, transfers: 4000000}\n"
    Path("utkast.yaml").write_text(DRAFT + figures, encoding="utf-8")
    data = json.loads(shipped_run("check", "utkast.yaml", *DAY, "--format", "json").out[0])
    Path("utkast.yaml").write_text(DRAFT + "figures: {capital_paid: 1}\n", encoding="utf-8")
    said = shipped_run("check", "utkast.yaml", *DAY)

    (over,) = (one for one in data["findings"] if one["rule"] == "transfer-over-cap")
    (cap,) = (one for one in data["facts"] if one["rule"] == "transfer-cap")
    assert (over["legal"], over["severity"], over["line"]) == ("sfs-2010-879/3", "note", 8)
    assert cap["rows"][-1] == ["Det lägre av dem, lägst noll", "3\u00a0000\u00a0000 kronor"]
    lacking = "genomsnittlig statslåneränta (statslaneranta), föregående års resultat (last_result)"
    assert f"utkast.yaml: inte kört, eftersom {lacking} saknas: transfer-cap, transfer-over-cap" in said.out


def test_unread_law_gives_no_more_than_a_note_and_says_so() -> None:
    rules = {rule: row for rule, row in checks().items() if rule.startswith("transfer-")}

    assert {row["severity"] for row in rules.values()} == {"note", "fact"}
    assert [rule for rule, row in rules.items() if "lagtexten är inte kontrollerad" not in row["message"]] == []
