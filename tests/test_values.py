"""Values as they print, and whether they fit their parameter."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from generator.errors import Finding, Place
from generator.forms import is_date, is_orgnr, shown
from generator.model.parameter import Parameter
from generator.prose.accepts import misfits
from generator.prose.values import enumeration, value
from generator.report import message

H = "\u00a0"
LONG = f"123{H}456{H}789{H}012{H}345{H}678,123456789012345678"
PERIOD = "{from: …, to: …} med årtal eller datum"
COLUMNS = {"namn": Parameter("namn", "text", "Lokal"), "antal": Parameter("antal", "integer", "Platser", min=1)}


def printed(kind: str, raw: Any, **more: Any) -> str:
    return value(Parameter("p", kind, "värde", **more), raw).text


def said(kind: str, raw: Any, **more: Any) -> list[tuple[tuple[str | int, ...], str]]:
    found = misfits(Parameter("p", kind, "värde", **more), raw)
    return [(path, message(Finding(rule, Place("f"), values=values))) for path, rule, values in found]


@pytest.mark.parametrize(
    ("kind", "raw", "text"),
    [
        ("money", 1_050_000_000, f"1{H}050{H}000{H}000{H}kronor"),
        ("money", Decimal("0.50"), f"0,50{H}kronor"),
        ("percent", Decimal("0.35"), f"0,35{H}procent"),
        ("percent", 30, f"30{H}procent"),
        ("decimal", Decimal("20.0"), "20,0"),
        ("decimal", Decimal("-1.5"), "\u22121,5"),
        ("decimal", Decimal("123456789012345678.123456789012345678"), LONG),
        ("integer", 0, "0"),
        ("integer", 999, "999"),
        ("integer", 10_000, f"10{H}000"),
        ("integer", 999_999_999_999_999_999, f"999{H}999{H}999{H}999{H}999{H}999"),
        ("area", Decimal("120.5"), f"120,5{H}kvadratmeter"),
        ("year", 2026, "2026"),
        ("date", "2021-01-25", f"den 25{H}januari 2021"),
        ("date", "2026-05-01", f"den 1{H}maj 2026"),
        ("period", {"from": 2021, "to": 2025}, "2021–2025"),
        ("period", {"from": "2021-01-25", "to": "2025-12-31"}, f"den 25{H}januari 2021 till den 31{H}december 2025"),
        ("boolean", True, "ja"),
        ("boolean", False, "nej"),
        ("list", ["a"], "a"),
        ("list", ["a", "b"], "a och b"),
        ("list", ["a", "b", "c"], "a, b och c"),
        ("text", "en text", "en text"),
        ("text", "  {{ 7*7 }} *AB* ", "  {{ 7*7 }} *AB* "),
    ],
)  # fmt: skip
def test_a_value_prints_by_swedish_rules(kind: str, raw: object, text: str) -> None:
    assert printed(kind, raw) == text


def test_a_unit_stands_after_a_hard_space() -> None:
    assert printed("integer", 40_000, unit="bostäder", unit_one="bostad") == f"40{H}000{H}bostäder"


@pytest.mark.parametrize(
    ("number", "text"), [(1, "bostad"), (Decimal("1.0"), "bostad"), (0, "bostäder"), (2, "bostäder"), (-1, "bostäder")]
)
def test_one_has_a_unit_of_its_own(number: int | Decimal, text: str) -> None:
    assert printed("decimal", number, unit="bostäder", unit_one="bostad").endswith(f"{H}{text}")


def test_a_unit_replaces_that_of_the_type() -> None:
    assert printed("money", 5, unit="miljoner kronor") == f"5{H}miljoner kronor"


def test_a_price_prints_its_year() -> None:
    raw = {"amount": 1_500_000, "price_year": 2026}

    assert printed("money", raw, price_year=True) == f"1{H}500{H}000{H}kronor i 2026 års priser"


def test_a_choice_prints_the_text_of_its_key() -> None:
    assert printed("choice", "b", choices={"a": "det ena", "b": "det andra"}) == "det andra"


@pytest.mark.parametrize("raw", [None, "", [], {}])
def test_a_missing_value_prints_its_label_in_brackets(raw: object) -> None:
    found = value(Parameter("p", "text", "antal bostäder"), raw)

    assert (found.text, found.missing, found.given) == ("[antal bostäder]", True, False)


@pytest.mark.parametrize("raw", [0, Decimal("0.0"), False])
def test_zero_and_no_are_values(raw: object) -> None:
    kind = "boolean" if raw is False else "decimal"

    assert value(Parameter("p", kind, "värde"), raw).missing is False


def test_a_table_has_a_cell_for_each_column() -> None:
    found = value(Parameter("p", "table", "lokaler", columns=COLUMNS), [{"namn": "Torget"}, {"antal": 12}])

    assert found.columns == ("Lokal", "Platser")
    assert found.numeric == (False, True)
    assert [[cell.text for cell in row.values()] for row in found.rows] == [["Torget", "[Platser]"], ["[Lokal]", "12"]]


def test_an_empty_enumeration_is_empty() -> None:
    assert enumeration([]) == ""


@pytest.mark.parametrize(
    ("kind", "raw", "text"),
    [
        ("text", 5, "”5” har fel slag; ska vara text"),
        ("text", ["a"], "”['a']” har fel slag; ska vara text"),
        ("integer", "5", "”5” har fel slag; ska vara ett heltal"),
        ("integer", Decimal("5.0"), "”5.0” har fel slag; ska vara ett heltal"),
        ("integer", True, "”true” har fel slag; ska vara ett heltal"),
        ("decimal", "0,35", "”0,35” har fel slag; ska vara ett tal"),
        ("percent", "30 %", "”30 %” har fel slag; ska vara ett tal i procent"),
        ("money", "1 000", "”1 000” har fel slag; ska vara ett belopp"),
        ("area", {}, "”{}” har fel slag; ska vara en yta i tal"),
        ("year", "2026", "”2026” har fel slag; ska vara ett årtal"),
        ("date", "2026-02-30", "”2026-02-30” har fel slag; ska vara ett datum som 2026-11-23"),
        ("date", "20260228", "”20260228” har fel slag; ska vara ett datum som 2026-11-23"),
        ("date", 2026, "”2026” har fel slag; ska vara ett datum som 2026-11-23"),
        ("boolean", "ja", "”ja” har fel slag; ska vara true eller false"),
        ("boolean", 1, "”1” har fel slag; ska vara true eller false"),
        ("choice", "c", "”c” är inget av valen; välj bland a, b"),
        ("choice", ["a"], "”['a']” är inget av valen; välj bland a, b"),
        ("choice", {"a": 1}, "”{'a': 1}” är inget av valen; välj bland a, b"),
        ("period", 2026, f"”2026” har fel slag; ska vara {PERIOD}"),
        ("period", {"from": 2026}, f"”{{'from': 2026}}” har fel slag; ska vara {PERIOD}"),
        ("period", {"from": 2026, "to": "2027-01-01"}, f"”2026, 2027-01-01” har fel slag; ska vara {PERIOD}"),
        ("period", {"from": True, "to": False}, f"”True, False” har fel slag; ska vara {PERIOD}"),
        ("list", "a, b", "”a, b” har fel slag; ska vara en lista"),
        ("table", "a", "”a” har fel slag; ska vara en lista av rader"),
        ("text", "a\x07", "tecknet U+0007 kan inte stå i ett dokument; ta bort det"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused(kind: str, raw: object, text: str) -> None:
    more = {"choices": {"a": "A", "b": "B"}} if kind == "choice" else {"columns": COLUMNS} if kind == "table" else {}

    assert said(kind, raw, **more) == [((), text)]


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("text", "5"),
        ("integer", -5),
        ("decimal", Decimal("0.35")),
        ("percent", 30),
        ("money", Decimal("0.5")),
        ("area", 0),
        ("year", 2026),
        ("date", "2024-02-29"),
        ("boolean", False),
        ("choice", "a"),
        ("period", {"from": 2026, "to": 2026}),
        ("period", {"from": "2026-01-01", "to": "2026-01-02"}),
        ("list", ["a", "b"]),
        ("list", []),
        ("table", [{"namn": "Torget", "antal": 1}, {}]),
        ("integer", None),
        ("integer", ""),
    ],
)
def test_a_value_that_fits_or_is_missing_is_taken(kind: str, raw: object) -> None:
    more = {"choices": {"a": "A", "b": "B"}} if kind == "choice" else {"columns": COLUMNS} if kind == "table" else {}

    assert said(kind, raw, **more) == []


@pytest.mark.parametrize(
    ("low", "high", "raw", "text"),
    [
        (1, None, 0, "0 är utanför gränserna; ska vara minst 1"),
        (None, 100, Decimal("100.5"), "100.5 är utanför gränserna; ska vara högst 100"),
        (0, 100, -1, "-1 är utanför gränserna; ska vara minst 0 och högst 100"),
    ],
)
def test_a_number_outside_the_bounds_is_refused(low: int | None, high: int | None, raw: Any, text: str) -> None:
    assert said("decimal", raw, min=low, max=high) == [((), text)]


@pytest.mark.parametrize("raw", [1, 100, Decimal("1.0")])
def test_the_bounds_themselves_are_inside(raw: Any) -> None:
    assert said("decimal", raw, min=1, max=100) == []


def test_faults_in_a_list_and_a_table_have_their_paths() -> None:
    assert said("list", ["a", "", 5]) == [
        ((1,), "”” har fel slag; ska vara text"),
        ((2,), "”5” har fel slag; ska vara text"),
    ]
    assert said("table", [{"yta": 1}, "rad", {"antal": 0}], columns=COLUMNS) == [
        ((0, "yta"), "kolumnen ”yta” finns inte; tillåtna kolumner är namn, antal"),
        ((1,), "”rad” har fel slag; ska vara en rad med namn, antal"),
        ((2, "antal"), "0 är utanför gränserna; ska vara minst 1"),
    ]


def test_a_price_without_its_year_is_refused() -> None:
    assert said("money", 5, price_year=True) == [((), "”5” har fel slag; ska vara {amount: belopp, price_year: årtal}")]
    assert said("money", {"amount": "5", "price_year": "2026"}, price_year=True) == [
        (("amount",), "”5” har fel slag; ska vara ett belopp"),
        (("price_year",), "”2026” har fel slag; ska vara ett årtal"),
    ]


def test_a_list_of_a_thousand_items_is_the_longest() -> None:
    assert said("list", ["a"] * 1_000) == []
    assert len(said("list", ["a"] * 1_001)) == 1


@pytest.mark.parametrize("text", ["556093-0504", "212000-1439"])
def test_a_number_with_the_right_check_digit_is_an_organisationsnummer(text: str) -> None:
    assert is_orgnr(text)


@pytest.mark.parametrize(
    "text", ["556093-0505", "5560930504", "556093 0504", "55609-30504", "556093-05044", "", "５５６０９３-0504"]
)
def test_anything_else_is_not(text: str) -> None:
    assert not is_orgnr(text)


@pytest.mark.parametrize(
    ("text", "answer"),
    [("2024-02-29", True), ("2023-02-29", False), ("2024-2-29", False), ("2024-W09-4", False), (20240229, False)],
)
def test_a_date_is_a_calendar_day_written_in_full(text: object, answer: bool) -> None:
    assert is_date(text) is answer


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    assert said("period", {"from": 2027, "to": 2026}) == [
        ((), "perioden börjar 2027 och slutar 2026; den ska sluta när den börjar, eller senare")
    ]


def test_a_long_value_is_shortened_in_a_message() -> None:
    assert shown("x" * 60) == "x" * 60
    assert shown("x" * 61) == "x" * 57 + "…"
    assert shown("a\n b") == "a b"
