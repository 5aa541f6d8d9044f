"""Amendments that come down to one value: which parameter of the draft, and which value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from generator.assemble.composed import Composed
from generator.draft.resolve import Chosen
from generator.model.document import ClauseItem, plain
from generator.model.parameter import NUMERIC, Parameter
from generator.prose.values import value
from generator.review.amend import normal, spots

_NUMBER = re.compile(r"[-\u2212]?\d(?:[\d\s]*\d)?(?:,\d+)?")
_DAY = re.compile(r"(?:den )?(\d{1,2}) ([a-zåäö]+) (\d{4})")
_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip


def candidates(
    now: Composed, chosen: Chosen, before: ClauseItem, after: ClauseItem
) -> Iterator[tuple[tuple[str | int, ...], Any, str]]:
    """Yield values that may make a clause print as is wanted: the place in the draft, the value, its label.

    They may be wrong: whoever asks makes the document of each and looks.
    """
    old = [normal(plain(content)) for _, content in spots(before)]
    new = [normal(plain(content)) for _, content in spots(after)]
    differing = [pair for pair in zip(old, new, strict=False) if pair[0] != pair[1]]
    if len(old) != len(new) or not differing:
        return
    one, other = differing[0]
    own = (("clauses", chosen.choice.index, "values"), chosen.entry.clause.parameters, chosen.choice.values)
    shared = (("values",), now.contract.contract.values, now.loaded.draft.values)
    for path, parameters, given in (own, shared):
        yield from _of(path, parameters, given, one, other)


def _of(
    path: tuple[str | int, ...],
    parameters: Mapping[str, Parameter],
    given: Mapping[str, Any],
    one: str,
    other: str,
) -> Iterator[tuple[tuple[str | int, ...], Any, str]]:
    for name, parameter in parameters.items():
        raw = given.get(name)
        if raw is None or parameter.type == "table":
            continue
        if parameter.type == "list":
            yield from _items((*path, name), parameter, raw, one, other)
            continue
        shown = normal(value(parameter, raw).text)
        for place in _places(one, shown):
            head, tail = one[:place], one[place + len(shown) :]
            if other.startswith(head) and other.endswith(tail) and len(other) >= len(head) + len(tail):
                found = other[len(head) : len(other) - len(tail)]
                read = _raw(parameter, raw, found)
                if read is not None and normal(value(parameter, read).text) == found:
                    inside = (*path, name, "amount") if isinstance(read, dict) and "amount" in read else (*path, name)
                    yield inside, read["amount"] if isinstance(read, dict) else read, parameter.label


def _items(
    path: tuple[str | int, ...], parameter: Parameter, raw: Sequence[Any], one: str, other: str
) -> Iterator[tuple[tuple[str | int, ...], Any, str]]:
    """Yield items of a list that may have become other ones."""
    for index, item in enumerate(raw):
        shown = normal(str(item))
        for place in _places(one, shown):
            head, tail = one[:place], one[place + len(shown) :]
            if other.startswith(head) and other.endswith(tail) and len(other) > len(head) + len(tail):
                yield (*path, index), other[len(head) : len(other) - len(tail)], parameter.label


def _places(text: str, part: str) -> Iterator[int]:
    at = text.find(part) if part else -1
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _raw(parameter: Parameter, now: Any, text: str) -> Any:
    """Return the value that prints as a text, or None where there is none."""
    kind = parameter.type
    if kind == "choice":
        return next((key for key, words in parameter.choices.items() if normal(words) == text), None)
    if kind == "text":
        return text or None
    if kind == "date":
        return _day(text)
    if kind == "money" and isinstance(now, dict):
        amount = _number(text)
        return None if amount is None else {**now, "amount": amount}
    if kind in NUMERIC or kind == "year":
        return _number(text)
    return None


def _number(text: str) -> int | Decimal | None:
    found = _NUMBER.match(text)
    if found is None:
        return None
    digits = re.sub(r"\s", "", found.group()).replace("\u2212", "-").replace(",", ".")
    return Decimal(digits) if "." in digits else int(digits)


def _day(text: str) -> str | None:
    found = _DAY.fullmatch(text)
    if found is None or found[2] not in _MONTHS:
        return None
    return f"{found[3]}-{_MONTHS.index(found[2]) + 1:02d}-{int(found[1]):02d}"
