"""A cell's content as the value of a question, and the value of a draft as a cell's content."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.forms import is_date, is_orgnr, shown
from generator.interview.parse import orgnr, parse
from generator.model.parameter import NUMERIC, Parameter
from generator.prose.accepts import misfits
from generator.prose.values import decimal
from generator.source.decode import first_forbidden
from generator.spreadsheet.column import ORGNR, SEPARATOR, Column, allowed_in

#: As many digits on each side of the point as a draft's file can hold (``generator.source.scalars``).
_DIGITS = 18
_YES, _NO = "ja", "nej"
#: A number that needs no looking for units and spaces: most numbers of a large sheet.
_COUNT = re.compile("0|[1-9][0-9]{0,8}")
#: What a sheet says where a value does not fit; ``sheet-form`` where nothing closer can be said.
_SAID = {"number-bounds": "sheet-bounds", "number-choice": "sheet-choice", "source-orgnr": "source-orgnr"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell."""

    #: None where it is empty; text, numbers, booleans and days as the spreadsheet keeps them.
    value: Any = None
    #: formula or error, where it is one.
    kind: str = ""
    #: True where the spreadsheet shows a hundred times the number, and a percent sign.
    percent: bool = False
    #: The range of cells that it was merged with, such as ``B4:C4``.
    merged: str = ""


EMPTY = Cell()


class WrongError(Exception):
    """A cell does not answer its question: rule word, and values for the message."""

    def __init__(self, rule: str, **values: object) -> None:
        self.rule, self.values = rule, values
        super().__init__(rule)


def content(column: Column, raw: Any) -> Any:
    """Return what stands in a cell for a value of the draft; None for an open one."""
    if raw is None or raw in ("", [], {}):
        return None
    parameter, kind = column.parameter, column.parameter.type
    if kind == "choice":
        return parameter.choices.get(raw, raw)
    if kind == "boolean":
        return _YES if raw else _NO
    if kind == "period":
        return f"{raw['from']}–{raw['to']}"
    if kind == "date":
        return datetime.date.fromisoformat(raw)
    if kind == "list":
        return "\n".join(raw)
    if kind == "table":
        return "\n".join(
            f"{SEPARATOR} ".join(_typed(row.get(name)) for name in parameter.columns).strip() for row in raw
        )
    if kind in NUMERIC or kind == "year":
        return raw
    return str(raw)


def _typed(raw: Any) -> str:
    """Return the value of a table's cell as a person types it."""
    if isinstance(raw, bool):
        return _YES if raw else _NO
    if isinstance(raw, dict):
        return f"{raw['from']}–{raw['to']}"
    return "" if raw is None else decimal(raw) if isinstance(raw, int | Decimal) else str(raw)


def text_of(value: Any) -> str:
    """Return a cell's content as text, as it stands in a file name or a comparison."""
    if value is None:
        return ""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.replace("\r\n", "\n")).strip()
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()[:10]
    if isinstance(value, int | float | Decimal):
        number = _number(value)
        return str(value) if number is None else format(Decimal(number), "f").replace(".", ",")
    return str(value)


def value(column: Column, cell: Cell, typed: bool) -> Any:
    """Return the answer that a cell gives; None for an empty one.

    Args:
        column: what is asked.
        cell: what stands there.
        typed: True where a spreadsheet tells numbers and days from text; False for a file of text.

    Raises:
        WrongError: it does not answer the question.
    """
    if cell.merged:
        raise WrongError("sheet-merged", range=cell.merged, allowed=column.allowed)
    if cell.kind == "formula":
        raise WrongError("sheet-formula", allowed=column.allowed)
    if cell.kind == "error":
        raise WrongError("sheet-error", value=shown(cell.value), allowed=column.allowed)
    raw = text_of(cell.value) if isinstance(cell.value, str) else cell.value
    if raw is None or raw == "":
        if column.required:
            raise WrongError("sheet-empty", allowed=column.allowed)
        return None
    if isinstance(raw, str) and (character := _forbidden(raw, column.parameter.type)):
        raise WrongError("sheet-character", character=character)
    found = _typed_value(column, raw, cell.percent) if typed else _text_value(column, raw)
    for _path, rule, _values in misfits(column.parameter, found):
        kind = _SAID.get(rule, "sheet-form")
        raise WrongError(kind, value=shown(text_of(cell.value)), allowed=column.allowed)
    return found


def _forbidden(text: str, kind: str) -> str | None:
    return first_forbidden(text.replace("\n", "") if kind in ("list", "table") else text)


def _typed_value(column: Column, raw: Any, percent: bool) -> Any:
    """Return the value of a spreadsheet's cell, where a number is a number and a day a day."""
    kind = column.parameter.type
    if kind in NUMERIC or kind == "year":
        number = None if isinstance(raw, bool) else _number(raw)
        if number is not None and percent:
            number = _plain(Decimal(number) * 100) if kind == "percent" else None
        if number is None or (kind in ("integer", "year") and not isinstance(number, int)):
            raise _kind(column, raw, percent)
        return number
    if kind == "date":
        if not isinstance(raw, datetime.date) or _clock(raw):
            raise _kind(column, raw)
        return raw.isoformat()[:10]
    if kind == "boolean" and isinstance(raw, bool):
        return raw
    # An amount of digits in a cell for text, such as the number of a paragraph, is that text.
    if isinstance(raw, int) and not isinstance(raw, bool) and not percent:
        raw = str(raw)
    if not isinstance(raw, str):
        raise _kind(column, raw, percent)
    return _text_value(column, raw)


def _text_value(column: Column, text: str) -> Any:
    """Return the value that a text means."""
    parameter, kind = column.parameter, column.parameter.type
    if column.key == ORGNR:
        number = orgnr(text) or ""
        if not is_orgnr(number):
            raise WrongError("sheet-form", value=shown(text), allowed=column.allowed)
        return number
    if kind == "text":
        return text
    if kind == "list":
        return _lines(text)
    if kind == "table":
        return [_row(parameter, line, number) for number, line in enumerate(_lines(text), 1)]
    found = _answer(parameter, text)
    if found is None:
        rule = {"choice": "sheet-choice", "period": "sheet-form"}.get(kind)
        raise WrongError(rule, value=shown(text), allowed=column.allowed) if rule else _kind(column, text)
    return found


def _answer(parameter: Parameter, text: str) -> Any:
    """Return the value that a text means, or None where it means none of the parameter's type."""
    kind = parameter.type
    if kind == "choice":
        # Not by its number, which nobody sees in a sheet.
        words = text.casefold()
        return next(
            (key for key, said in parameter.choices.items() if words in (key.casefold(), said.casefold())), None
        )
    if (kind in NUMERIC or kind == "year") and _COUNT.fullmatch(text):
        return int(text)
    found = parse(parameter, text)
    good = {"boolean": isinstance(found, bool), "period": isinstance(found, dict), "date": is_date(found)}
    wanted = good.get(kind, not isinstance(found, str) or kind == "text")
    whole = kind not in ("integer", "year") or isinstance(found, int)
    return found if wanted and whole else None


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _row(parameter: Parameter, line: str, number: int) -> dict[str, Any]:
    """Return a row of a table that stands on one line of a cell."""
    names, parts = list(parameter.columns), [part.strip() for part in line.split(SEPARATOR)]
    if len(parts) != len(names):
        form = f"{SEPARATOR} ".join(column.label for column in parameter.columns.values())
        raise WrongError("sheet-table", line=number, count=len(parts), wanted=len(names), form=form)
    row: dict[str, Any] = {}
    for name, part in zip(names, parts, strict=True):
        column = parameter.columns[name]
        found = _answer(column, part) if part else None
        if part and (found is None or any(misfits(column, found))):
            values = {"line": number, "column": column.label, "allowed": allowed_in(column)}
            raise WrongError("sheet-table-cell", value=shown(part), **values)
        if found is not None:
            row[name] = found
    return row


def _number(raw: Any) -> int | Decimal | None:
    """Return a number that a draft can hold, or None for what is none."""
    if not isinstance(raw, int | float | Decimal):
        return None
    try:
        # The shortest text that means the same binary number is the one that was typed.
        return _plain(Decimal(repr(raw) if isinstance(raw, float) else raw))
    except ArithmeticError:
        return None


def _plain(number: Decimal) -> int | Decimal | None:
    if not number.is_finite() or abs(number) >= 10**_DIGITS:
        return None
    if number == number.to_integral_value():
        return int(number)
    exponent = number.normalize().as_tuple().exponent
    return number.normalize() if isinstance(exponent, int) and exponent >= -_DIGITS else None


def _clock(raw: Any) -> bool:
    return isinstance(raw, datetime.datetime) and raw.time() != datetime.time()


def _kind(column: Column, raw: Any, percent: bool = False) -> WrongError:
    """Return what to say of a cell whose content is of another kind than what is asked for."""
    if isinstance(raw, str):
        said = "text"
    elif isinstance(raw, bool):
        said = "sant eller falskt"
    elif isinstance(raw, datetime.date):
        said = "ett datum med klockslag" if _clock(raw) else "ett datum"
    elif isinstance(raw, datetime.time | datetime.timedelta):
        said = "ett klockslag"
    elif percent:
        said = "ett tal i procent"
    elif column.parameter.type not in NUMERIC | {"year"}:
        said = "ett tal"
    else:
        said = "ett tal med för många siffror" if _number(raw) is None else "ett tal med decimaler"
    return WrongError("sheet-kind", value=shown(text_of(raw)), kind=said, allowed=column.allowed)
