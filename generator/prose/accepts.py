"""Whether a value fits its parameter; bounds only keep out typing errors."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from generator.forms import is_date, is_orgnr, shown
from generator.model.parameter import NUMERIC, Parameter
from generator.source.decode import first_forbidden
from generator.source.tree import Path

#: What a value of each type is called to a person.
KINDS = {
    "text": "text", "integer": "ett heltal", "decimal": "ett tal", "percent": "ett tal i procent",
    "money": "ett belopp", "date": "ett datum som 2026-11-23", "year": "ett årtal",
    "period": "{from: …, to: …} med årtal eller datum", "choice": "ett av valen", "list": "en lista",
    "table": "en lista av rader", "boolean": "true eller false", "area": "en yta i tal",
}  # fmt: skip
_WHOLE = frozenset({"integer", "year"})
MAX_ITEMS = 1_000

#: Path below the value, rule word, values for the message.
Misfit = tuple[Path, str, dict[str, object]]


def misfits(parameter: Parameter, raw: Any) -> Iterator[Misfit]:
    """Yield what is wrong with a value; nothing for one that is missing (None or empty)."""
    if raw is None or raw == "":
        return
    kind = parameter.type
    if kind == "list":
        yield from _list(parameter, raw)
    elif kind == "table":
        yield from _table(parameter, raw)
    elif kind == "period":
        yield from _period(parameter, raw)
    elif kind == "money" and parameter.price_year:
        yield from _price(parameter, raw)
    elif kind == "choice":
        if not isinstance(raw, str) or raw not in parameter.choices:
            yield (), "number-choice", {"value": shown(raw), "allowed": ", ".join(parameter.choices)}
    elif kind in NUMERIC or kind == "year":
        yield from _number(parameter, raw)
    elif not _is(kind, raw):
        yield _wrong(kind, raw)
    elif kind == "text" and (character := first_forbidden(raw)):
        yield (), "source-control-character", {"character": character}
    elif parameter.form == "orgnr" and not is_orgnr(raw):
        yield (), "source-orgnr", {"value": shown(raw)}


def _is(kind: str, raw: Any) -> bool:
    if kind == "boolean":
        return isinstance(raw, bool)
    if kind == "date":
        return is_date(raw)
    return isinstance(raw, str)


def _wrong(kind: str, raw: Any, path: Path = (), wanted: str = "") -> Misfit:
    return path, "number-type", {"value": shown(raw), "wanted": wanted or KINDS[kind]}


def _number(parameter: Parameter, raw: Any) -> Iterator[Misfit]:
    allowed = int if parameter.type in _WHOLE else (int, Decimal)
    if isinstance(raw, bool) or not isinstance(raw, allowed):
        yield _wrong(parameter.type, raw)
        return
    low, high = parameter.min, parameter.max
    if (low is not None and raw < low) or (high is not None and raw > high):
        bounds = " och ".join(
            f"{word} {bound}" for word, bound in (("minst", low), ("högst", high)) if bound is not None
        )
        yield (), "number-bounds", {"value": raw, "bounds": bounds}


def _price(parameter: Parameter, raw: Any) -> Iterator[Misfit]:
    if not isinstance(raw, dict) or set(raw) != {"amount", "price_year"}:
        yield _wrong("money", raw, wanted="{amount: belopp, price_year: årtal}")
        return
    for path, rule, values in _number(parameter, raw["amount"]):
        yield ("amount", *path), rule, values
    if not isinstance(raw["price_year"], int) or isinstance(raw["price_year"], bool):
        yield _wrong("year", raw["price_year"], ("price_year",))


def _period(parameter: Parameter, raw: Any) -> Iterator[Misfit]:
    if not isinstance(raw, dict) or set(raw) != {"from", "to"}:
        yield _wrong("period", raw)
        return
    first, last = raw["from"], raw["to"]
    years = all(isinstance(end, int) and not isinstance(end, bool) for end in (first, last))
    if not years and not all(_is("date", end) for end in (first, last)):
        yield _wrong("period", f"{first}, {last}")
    elif first > last:
        yield (), "number-period", {"first": first, "last": last}


def _list(parameter: Parameter, raw: Any) -> Iterator[Misfit]:
    if not isinstance(raw, list) or len(raw) > MAX_ITEMS:
        yield _wrong("list", raw)
        return
    for index, item in enumerate(raw):
        if not isinstance(item, str) or not item:
            yield _wrong("text", item, (index,))
        elif character := first_forbidden(item):
            yield (index,), "source-control-character", {"character": character}


def _table(parameter: Parameter, raw: Any) -> Iterator[Misfit]:
    if not isinstance(raw, list) or len(raw) > MAX_ITEMS:
        yield _wrong("table", raw)
        return
    for index, row in enumerate(raw):
        if not isinstance(row, dict):
            yield _wrong("table", row, (index,), "en rad med " + ", ".join(parameter.columns))
            continue
        for name in row:
            if name not in parameter.columns:
                allowed = ", ".join(parameter.columns)
                yield (index, name), "number-unknown-column", {"column": name, "allowed": allowed}
        for name, column in parameter.columns.items():
            for path, rule, values in misfits(column, row.get(name)):
                yield (index, name, *path), rule, values
