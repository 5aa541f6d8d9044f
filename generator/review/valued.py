"""Amendments that come down to values: which parameters of the draft, and which values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from generator.assemble.composed import Composed
from generator.draft.resolve import Chosen
from generator.model.document import ClauseItem, plain
from generator.model.parameter import NUMERIC, Parameter
from generator.prose.values import value
from generator.review.amend import normal, spots
from generator.review.tokens import starts, tokens

_NUMBER = re.compile(r"[-\u2212]?\d(?:[\d\s]*\d)?(?:,\d+)?")
_DAY = re.compile(r"(?:den )?(\d{1,2}) ([a-zåäö]+) (\d{4})")
_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip
#: Place of a value in the draft.
_Path = tuple[str | int, ...]


class NewValue(NamedTuple):
    """A value that a draft is to have: where, which, and what it is called."""

    path: _Path
    value: Any
    label: str


def candidates(now: Composed, chosen: Chosen, before: ClauseItem, after: ClauseItem) -> Iterator[NewValue]:
    """Yield values of which one may make a clause print as is wanted.

    They may be wrong: whoever asks makes the document of each and looks.
    """
    differing = [pair for pair in _pairs(before, after) if pair[0] != pair[1]]
    if not differing:
        return
    one, other = differing[0]
    for path, parameters, given in _given(now, chosen):
        yield from _of(path, parameters, given, one, other)


def together(now: Composed, chosen: Chosen, before: ClauseItem, after: ClauseItem) -> Iterator[list[NewValue]]:
    """Yield sets of values that may make a clause print as is wanted, or bring it nearer; the largest first.

    A value is among them only if it has become another one wherever it stood.
    """
    pairs = list(_pairs(before, after))
    lines = [_Line(one, other) for one, other in pairs if one != other]
    texts = [one for one, _ in pairs]
    sets = [
        [found for name, parameter in parameters.items() for found in _new(path, name, parameter, given, texts, lines)]
        for path, parameters, given in _given(now, chosen)
    ]
    own, shared = sets
    if shared:
        yield [*own, *shared]
    if own:
        yield own


def _given(now: Composed, chosen: Chosen) -> Iterator[tuple[_Path, Mapping[str, Parameter], Mapping[str, Any]]]:
    """Yield the parameters that a clause may print with their values: its own, and those of the whole draft."""
    yield ("clauses", chosen.choice.index, "values"), chosen.entry.clause.parameters, chosen.choice.values
    yield ("values",), now.contract.contract.values, now.loaded.draft.values


def _pairs(before: ClauseItem, after: ClauseItem) -> Iterator[tuple[str, str]]:
    """Yield each line of a clause as it is and as it is to be; none where lines come or go."""
    old, new = ([normal(plain(content)) for _, content in spots(clause)] for clause in (before, after))
    if len(old) == len(new):
        yield from zip(old, new, strict=True)


class _Line:
    """A line as it is and as it is to be, and which place in the one is which in the other."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        before, after = tokens(old), tokens(new)
        begins, ends = starts(before), starts(after)
        self._stretches = [
            (kind == "equal", begins[low], begins[high], ends[first], ends[last])
            for kind, low, high, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        ]

    def became(self, at: int, end: int) -> str | None:
        """Return what has become of a stretch of the line; None where that cannot be told."""
        # What is put in right beside the stretch is no part of it.
        first, last = max(self._at(at), default=-1), min(self._at(end), default=-1)
        return self.new[first:last] if 0 <= first <= last else None

    def _at(self, place: int) -> Iterator[int]:
        for equal, low, high, first, last in self._stretches:
            if equal and low <= place <= high:
                yield first + place - low
            elif place == low:
                yield first
            if not equal and place == high:
                yield last


def _new(
    path: _Path,
    name: str,
    parameter: Parameter,
    given: Mapping[str, Any],
    texts: Sequence[str],
    lines: Sequence[_Line],
) -> Iterator[NewValue]:
    """Yield the value that a parameter has become, or the items of a list that have become others."""
    raw = given.get(name)
    if raw is None or parameter.type == "table":
        return
    parts = enumerate(raw) if parameter.type == "list" else ((None, raw),)
    for index, part in parts:
        shown = normal(str(part) if index is not None else value(parameter, part).text)
        found = {one.became(at, at + len(shown)) for one in lines for at in _places(one.old, shown)}
        standing = sum(len(list(_places(text, shown))) for text in texts)
        changed = sum(len(list(_places(one.old, shown))) for one in lines)
        if len(found) != 1 or standing != changed or not (words := found.pop()) or words == shown:
            continue
        if index is not None:
            yield NewValue((*path, name, index), words, parameter.label)
        else:
            yield from _value((*path, name), parameter, part, words)


def _value(path: _Path, parameter: Parameter, raw: Any, words: str) -> Iterator[NewValue]:
    """Yield the value that prints as some words, if there is one."""
    read = _raw(parameter, raw, words)
    if read is not None and normal(value(parameter, read).text) == words:
        amount = isinstance(read, dict) and "amount" in read
        yield NewValue((*path, "amount") if amount else path, read["amount"] if amount else read, parameter.label)


def _of(
    path: _Path,
    parameters: Mapping[str, Parameter],
    given: Mapping[str, Any],
    one: str,
    other: str,
) -> Iterator[NewValue]:
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
                yield from _value((*path, name), parameter, raw, other[len(head) : len(other) - len(tail)])


def _items(path: _Path, parameter: Parameter, raw: Sequence[Any], one: str, other: str) -> Iterator[NewValue]:
    """Yield items of a list that may have become other ones."""
    for index, item in enumerate(raw):
        shown = normal(str(item))
        for place in _places(one, shown):
            head, tail = one[:place], one[place + len(shown) :]
            if other.startswith(head) and other.endswith(tail) and len(other) > len(head) + len(tail):
                yield NewValue((*path, index), other[len(head) : len(other) - len(tail)], parameter.label)


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
