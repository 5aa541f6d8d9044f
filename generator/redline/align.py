"""Which parts of one sequence are which of another: those with the same name, and those that read alike."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T")
#: Positions in OLD and in NEW; None where the other has no such part.
Pair = tuple[int | None, int | None]
#: More comparisons than this are not made: parts that are equal are then found, and no others.
_MOST = 10_000


def increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the most pairs that stand in the same order in both sequences (Fredman 1975).

    Args:
        pairs: positions in OLD and in NEW; each position stands in one pair at most.
    """
    ordered = sorted(pairs)
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, new) in enumerate(ordered):
        place = bisect_left(tails, new)
        tails[place:] = [new] if place == len(tails) else [new, *tails[place + 1 :]]
        ends[place:] = [index] if place == len(ends) else [index, *ends[place + 1 :]]
        before.append(ends[place - 1] if place else -1)
    found: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        found.append(ordered[index])
        index = before[index]
    return found[::-1]


def merged(anchors: Sequence[tuple[int, int]], olds: int, news: int) -> Iterator[Pair]:
    """Yield all positions in reading order: before each anchor what only OLD has, and then what only NEW has.

    Args:
        anchors: pairs in the same order in both.
        olds: how many parts OLD has.
        news: how many parts NEW has.
    """
    first = second = 0
    for old, new in (*anchors, (olds, news)):
        yield from ((index, None) for index in range(first, old))
        yield from ((None, index) for index in range(second, new))
        if old < olds:
            yield old, new
        first, second = old + 1, new + 1


def aligned(old: Sequence[T], new: Sequence[T], likeness: Callable[[T, T], float], least: float) -> list[Pair]:
    """Return the parts in reading order, those together that are equal or read alike.

    Args:
        likeness: how alike two parts are, from 0 to 1.
        least: what is less alike than this is something else.
    """
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    anchors = [(index, index) for index in range(first)]
    middle, other = old[first : len(old) - last], new[first : len(new) - last]
    anchors += ((first + one, first + two) for one, two in _best(middle, other, likeness, least))
    anchors += ((len(old) - index, len(new) - index) for index in range(last, 0, -1))
    return list(merged(anchors, len(old), len(new)))


def _best(
    old: Sequence[T], new: Sequence[T], likeness: Callable[[T, T], float], least: float
) -> list[tuple[int, int]]:  # fmt: skip
    """Return the pairs, in order, whose likenesses have the greatest sum (Needleman and Wunsch 1970)."""
    if not old or not new:
        return []
    if len(old) * len(new) > _MOST:
        blocks = _equal(old, new)
        return [(one + step, two + step) for one, two, size in blocks for step in range(size)]
    gains = [
        [gain if (gain := likeness(one, two)) >= least else -1.0 for two in new]
        for one in old
    ]  # fmt: skip
    sums = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        row, below, gain_row = sums[i], sums[i + 1], gains[i]
        for j in range(len(new) - 1, -1, -1):
            best = max(below[j], row[j + 1])
            row[j] = max(best, below[j + 1] + gain_row[j]) if gain_row[j] >= 0 else best
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if gains[i][j] >= 0 and sums[i][j] == sums[i + 1][j + 1] + gains[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif sums[i][j] == sums[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _equal(old: Sequence[T], new: Sequence[T]) -> list[tuple[int, int, int]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(block.a, block.b, block.size) for block in matcher.get_matching_blocks()]
