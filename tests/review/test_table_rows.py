"""Rows of a table that reviewers put in and strike, put into the draft."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.review.test_round import REVIEWERS, edited, klausul, loaded

__all__ = ["klausul"]
TEXT = """\
Bolaget ska följa tabellen.

| Fråga | Antal |
| --- | ---: |
| Hus | 3 |
| Gårdar | 5 |
"""


@pytest.fixture
def opened(klausul, draft) -> None:
    """A round on a draft whose second clause has a table."""
    rows = [{"id": "ett", "values": {"antal": 100}}, {"id": "tva", "local": {"text": TEXT, "reason": "Prov."}}]
    draft(clauses=rows)
    Path("granskare.yaml").write_text(REVIEWERS, encoding="utf-8")
    done = klausul(
        "review", "open", "utkast.yaml", "--reviewers", "granskare.yaml", "-o", "omgang", "--date", "2026-11-23"
    )
    assert done.code == 0, done.err


def applied(klausul, change, *names):
    klausul("review", "collect", edited("anna", change), "--round", "omgang")
    return klausul("review", "apply", "omgang", *names, "--draft", "utkast.yaml")


def table() -> list[str]:
    text = loaded("utkast.yaml")["clauses"][1]["local"]["text"]
    return [line for line in text.splitlines() if line.startswith("|")]


@pytest.mark.parametrize(
    ("change", "rows"),
    [
        (lambda e: e.new_row("Hus", "Portar", "7"), ["| Hus | 3 |", "| Portar | 7 |", "| Gårdar | 5 |"]),
        (lambda e: e.new_row("Gårdar", "Portar", "7"), ["| Hus | 3 |", "| Gårdar | 5 |", "| Portar | 7 |"]),
        (lambda e: e.strike_row("Hus"), ["| Gårdar | 5 |"]),
    ],
    ids=["between", "last", "struck"],
)
def test_a_row_that_is_put_in_or_struck_is_put_into_the_draft(opened, klausul, change, rows):
    done = applied(klausul, change, "anna-1/1")

    assert done.code == 0, done.err
    assert table() == ["| Fråga | Antal |", "| --- | ---: |", *rows]


def test_a_row_is_struck_while_another_comes_and_a_third_is_changed(opened, klausul):
    def change(editor):
        editor.new_row("Hus", "Portar", "7")
        editor.strike_row("Hus")
        editor.replace("Gårdar", "Gårdar", "Torg")

    done = applied(klausul, change, "anna-1/1", "anna-1/2", "anna-1/3")

    assert done.code == 0, done.err
    assert table()[2:] == ["| Portar | 7 |", "| Torg | 5 |"]


def test_a_table_whose_last_row_goes_is_no_table_any_more(opened, klausul):
    def change(editor):
        editor.strike_row("Hus")
        editor.strike_row("Gårdar")

    done = applied(klausul, change, "anna-1/1", "anna-1/2")

    assert (done.code, table()) == (0, []), done.err


def test_a_cell_alone_is_not_struck(opened, klausul):
    done = applied(klausul, lambda e: e.strike("Gårdar"), "anna-1/1")

    assert (done.code, done.err) == (1, [
        "utkast.yaml: anna-1/1 går inte att föra in i punkt 1.2 (celler i en tabell stryks för hand, om det inte är en "
        "hel rad); gör ändringen för hand i utkastet [review-by-hand]",
    ])  # fmt: skip
