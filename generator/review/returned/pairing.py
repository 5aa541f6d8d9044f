"""Which paragraph of a returned file is which of those that were sent, before any tracked change.

First bookmarks and equal texts that stand in the same order, then what reads alike between them. What is equal
and stands elsewhere has moved. The work is in proportion to the file: only short stretches are compared all with all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.model.marked import Cell
from generator.redline.align import aligned, increasing
from generator.redline.words import likeness
from generator.review.returned.groups import Group
from generator.review.returned.sent import Sent, SentLine

#: Less alike than this is unknown. Of paragraphs of ours with half of their words replaced, about one in thirty is
#: missed by it and one in a hundred mistaken for another (tests/review/test_likeness.py).
LEAST = 0.5
#: A text with fewer words than this says too little of where it came from.
_TELLING = 4
#: Stretches with more pairs than this are not compared all with all.
_MOST = 10_000

_Unit = SentLine | Group


@dataclass(slots=True)
class Pairing:
    """Lines as sent and paragraphs as returned, by their places."""

    #: By the place of the group.
    sent: dict[int, int]
    #: Groups whose text was recognised by likeness, with how alike they are.
    alike: dict[int, float] = field(default_factory=dict)
    #: Groups that stand where the line stood and have nothing of it left.
    rewritten: set[int] = field(default_factory=set)
    #: Groups that are lines from elsewhere.
    moved: dict[int, int] = field(default_factory=dict)
    #: Tables and rows as sent, by those in the returned file.
    rows: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


def paired(sent: Sent, found: Sequence[Group]) -> Pairing:
    """Return which group is which line; a group without text is none."""
    lines = sent.lines
    equal = _equal(lines, found)
    named = _named(sent, found, equal)
    anchors = increasing(sorted({**equal, **named}.items()))
    result = Pairing({group: line for line, group in anchors})
    first = second = 0
    for line, group in (*anchors, (len(lines), len(found))):
        _between(lines, found, range(first, line), range(second, group), result)
        first, second = line + 1, group + 1
    _cells(lines, found, result)
    _elsewhere(sent, found, {**equal, **named}, result)
    return result


def _equal(lines: Sequence[SentLine], found: Sequence[Group]) -> dict[int, int]:
    """Return the lines that stand as often in both, in turn, with their groups."""
    here, there = _places(lines), _places(found)
    return {
        line: group
        for text, places in here.items()
        if len(places) == len(there.get(text, ()))
        for line, group in zip(places, there[text], strict=True)
    }


def _places(units: Sequence[_Unit]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index, unit in enumerate(units):
        if unit.plain:
            found.setdefault(unit.plain, []).append(index)
    return found


def _named(sent: Sent, found: Sequence[Group], equal: Mapping[int, int]) -> dict[int, int]:
    """Return the headings whose bookmarks tell where they are, though their text is another."""
    known = {line.plain for line in sent.lines}
    taken = set(equal.values())
    named: dict[int, int] = {}
    for index, group in enumerate(found):
        if not group.plain or group.plain in known or index in taken:
            continue
        # A bookmark that has drifted to a paragraph of another clause, or of no heading, says nothing.
        lines = [line for name in group.bookmarks if (line := sent.bookmarks.get(name)) is not None]
        if len(lines) == 1 and lines[0] not in equal and lines[0] not in named and _same_kind(sent, lines[0], group):
            named[lines[0]] = index
    return named


def _same_kind(sent: Sent, line: int, group: Group) -> bool:
    one = sent.lines[line]
    return one.level == group.level or likeness(one.words, group.words) >= LEAST


def _between(
    lines: Sequence[SentLine], found: Sequence[Group], here: range, there: range, result: Pairing
) -> None:  # fmt: skip
    """Pair what stands between two pairs."""
    groups = [index for index in there if found[index].plain]
    if not here or not groups or len(here) * len(groups) > _MOST:
        return
    pairs = aligned([_Plain(lines[i]) for i in here], [_Plain(found[j]) for j in groups], _alike, LEAST)
    old: list[int] = []
    new: list[int] = []
    for one, other in pairs:
        if one is None or other is None:
            old += [] if one is None else [here[one]]
            new += [] if other is None else [groups[other]]
            continue
        _positional(lines, found, old, new, result)
        old, new = [], []
        result.sent[groups[other]] = here[one]
        alike = _alike(_Plain(lines[here[one]]), _Plain(found[groups[other]]))
        if alike < 1:
            result.alike[groups[other]] = alike
    _positional(lines, found, old, new, result)


def _positional(
    lines: Sequence[SentLine], found: Sequence[Group], old: Sequence[int], new: Sequence[int], result: Pairing
) -> None:
    """Pair paragraphs that have nothing in common, where as many of the same kinds stand in the same place."""
    if len(old) != len(new) or len({(lines[i].place, lines[i].key) for i in old}) != 1:
        return
    kinds = [(bool(lines[i].level), bool(lines[i].cell.table)) for i in old]
    if kinds == [(bool(found[j].level), bool(found[j].cell.table)) for j in new]:
        result.sent.update(zip(new, old, strict=True))
        result.rewritten.update(new)


def _cells(lines: Sequence[SentLine], found: Sequence[Group], result: Pairing) -> None:
    """Pair cells that stand in the same column of rows that are known by other cells."""
    rows = result.rows
    for place, line in result.sent.items():
        one, other = lines[line].cell, found[place].cell
        if one.table and other.table:
            rows[other.table, other.row] = one.table, one.row
    taken = set(result.sent.values())
    free = {line.cell: index for index, line in enumerate(lines) if line.cell.table and index not in taken}
    for index, group in enumerate(found):
        row = rows.get((group.cell.table, group.cell.row))
        if row is None or not group.plain or index in result.sent:
            continue
        own = free.pop(Cell(*row, group.cell.column), None)
        if own is not None:
            result.sent[index] = own
            result.alike[index] = likeness(lines[own].words, group.words)


class _Plain:
    """A line or a group that equals what has the same text."""

    __slots__ = ("unit",)

    def __init__(self, unit: _Unit) -> None:
        self.unit = unit

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Plain) and self.unit.plain == other.unit.plain

    def __hash__(self) -> int:
        return hash(self.unit.plain)


def _alike(one: _Plain, other: _Plain) -> float:
    if bool(one.unit.cell.table) != bool(other.unit.cell.table):
        return 0.0
    return 1.0 if one == other else min(likeness(one.unit.words, other.unit.words), 0.99)


def _elsewhere(sent: Sent, found: Sequence[Group], equal: Mapping[int, int], result: Pairing) -> None:
    """Find what is the same and stands elsewhere."""
    lines = set(result.sent.values())
    for line, group in equal.items():
        if line not in lines and group not in result.sent and _telling(sent, line, found[group]):
            result.moved[group] = line
    for group, line in sorted(result.moved.items()):
        if not sent.lines[line].line:
            _rest(sent, found, group, line, result)


def _rest(sent: Sent, found: Sequence[Group], heading: int, line: int, result: Pairing) -> None:
    """Find what is left of a clause whose heading has moved, and that was changed on the way."""
    own = sent.lines[line]
    lost = {*sent.parts[own.place, own.key]} - {*result.sent.values(), *result.moved.values()}
    groups: list[int] = []
    for index in range(heading + 1, len(found)):
        taken = index in result.sent or (
            index in result.moved and sent.lines[result.moved[index]].key != own.key
        )  # fmt: skip
        if taken or found[index].level:
            break
        groups += [index] if found[index].plain and index not in result.moved else []
    if not lost or not groups or len(lost) * len(groups) > _MOST:
        return
    here = sorted(lost)
    pairs = aligned([_Plain(sent.lines[i]) for i in here], [_Plain(found[j]) for j in groups], _alike, LEAST)
    for one, other in pairs:
        if one is not None and other is not None:
            result.moved[groups[other]] = here[one]
            result.alike[groups[other]] = _alike(_Plain(sent.lines[here[one]]), _Plain(found[groups[other]]))


def _telling(sent: Sent, line: int, group: Group) -> bool:
    one = sent.lines[line]
    heading = any(sent.bookmarks.get(name) == line for name in group.bookmarks)
    return heading or one.level > 0 or one.words.total() >= _TELLING


def unmatched(count: int, pairing: Pairing) -> Iterator[int]:
    """Yield the lines that no group is."""
    known = {*pairing.sent.values(), *pairing.moved.values()}
    return (line for line in range(count) if line not in known)
