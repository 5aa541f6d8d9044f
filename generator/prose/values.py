"""Values as they are printed, by Swedish rules (Myndigheternas skrivregler; Unicode CLDR sv)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, localcontext
from functools import cache, lru_cache
from typing import Any

from generator.model.parameter import NUMERIC, Number, Parameter
from generator.prose.typography import HARD_SPACE

#: As many as a file can hold (``generator.source.scalars``: 18 on each side), and some more.
_DIGITS = 40
_DEFAULT_UNITS = {"percent": "procent", "money": "kronor", "area": "kvadratmeter"}


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter's value, ready to be printed."""

    #: As it prints; the bracketed label while it is missing.
    text: str
    #: As the draft states it; None while it is missing.
    raw: Any = None
    missing: bool = False
    #: True where the text asks whether there is a value.
    optional: bool = False
    #: For a table: column labels, rows of cells, and which columns are numbers.
    columns: tuple[str, ...] = ()
    rows: tuple[Mapping[str, Value], ...] = ()
    numeric: tuple[bool, ...] = ()
    #: For a list: its items.
    parts: tuple[Value, ...] = field(default=())

    @property
    def given(self) -> bool:
        """True where ``{% if name %}`` holds."""
        return not self.missing and self.raw is not False

    def cell(self, column: str) -> Value:
        """Return a cell of a row in a loop."""
        return self if self.missing else self.rows[0][column]

    def items(self) -> Iterable[Value]:
        """Return what a loop runs over; a missing list runs once, over its bracketed label."""
        if self.missing:
            return () if self.optional else (self,)
        return self.parts or tuple(Value("", row, rows=(row,)) for row in self.rows)

    def named(self) -> Value:
        """Return the value as a missing one."""
        return replace(self, missing=True)


def value(parameter: Parameter, raw: Any) -> Value:
    """Return a parameter's value as it prints. ``raw`` fits the parameter, or is None."""
    if raw is None or raw == "" or raw == [] or raw == {}:
        return Value(f"[{parameter.label}]", None, missing=True, optional=parameter.optional)
    if parameter.type == "list":
        parts = tuple(Value(str(item), item) for item in raw)
        return Value(enumeration([part.text for part in parts]), raw, parts=parts)
    if parameter.type == "table":
        rows = tuple({name: value(column, row.get(name)) for name, column in parameter.columns.items()} for row in raw)
        columns = tuple(column.label for column in parameter.columns.values())
        numeric = tuple(column.type in NUMERIC for column in parameter.columns.values())
        return Value("", raw, columns=columns, rows=rows, numeric=numeric)
    return Value(_text(parameter, raw), raw)


def _text(parameter: Parameter, raw: Any) -> str:
    kind = parameter.type
    if kind == "choice":
        return parameter.choices[raw]
    if kind == "date":
        return date(raw)
    if kind == "period":
        return period(raw["from"], raw["to"])
    if kind == "boolean":
        return "ja" if raw else "nej"
    if kind == "money" and parameter.price_year:
        return f"{_quantity(parameter, raw['amount'])} i {raw['price_year']} års priser"
    if kind in NUMERIC:
        return _quantity(parameter, raw)
    return str(raw)


def _quantity(parameter: Parameter, number: Number) -> str:
    unit = parameter.unit or _DEFAULT_UNITS.get(parameter.type, "")
    if number == 1 and parameter.unit_one:
        unit = parameter.unit_one
    digits = decimal(number)
    return f"{digits}{HARD_SPACE}{unit}" if unit else digits


def decimal(number: Number) -> str:
    """Return a number with comma, and hard spaces between thousands from 10 000 on: 0,35; 1 050 000.

    Every digit that was written is kept: 20,0 stays 20,0.
    """
    return _decimal(format(number, "f") if isinstance(number, Decimal) else str(number))


@lru_cache(maxsize=4096)
def _decimal(written: str) -> str:
    """Return a number as it prints; in a batch nearly every one has been printed before."""
    from babel.numbers import format_decimal  # imported late: many commands print no number

    with localcontext(prec=_DIGITS):
        text: str = format_decimal(Decimal(written), format=_pattern(len(written.partition(".")[2])), locale=_swedish())
    # Babel leaves the hyphen of the pattern; CLDR's minus sign for Swedish is U+2212.
    return text.replace("-", "\u2212")


@lru_cache(maxsize=64)
def _pattern(digits: int) -> Any:
    """Return Babel's pattern for a number with so many decimals, which takes it longer to read than to use."""
    from babel.numbers import parse_pattern

    return parse_pattern(f"#,##0.{'0' * digits}" if digits else "#,##0")


@cache
def _swedish() -> Any:
    from babel import Locale

    return Locale("sv", "SE")


@lru_cache(maxsize=1024)
def date(iso: str) -> str:
    """Return an ISO date as ``den 25 januari 2021``."""
    from babel.dates import format_date

    text: str = format_date(datetime.date.fromisoformat(iso), "d\u00a0MMMM y", locale="sv_SE")
    return f"den {text}"


def period(first: int | str, last: int | str) -> str:
    """Return a period of years or of days."""
    if isinstance(first, int) and isinstance(last, int):
        return f"{first}–{last}"
    start = date(first) if isinstance(first, str) else str(first)
    end = date(last) if isinstance(last, str) else str(last)
    return f"{start} till {end}"


def enumeration(parts: list[str]) -> str:
    """Return items as a running list: a, b och c."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} och {parts[-1]}"
