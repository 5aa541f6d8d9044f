"""Passages: a paper's text in the pieces that a reader sees, also where a text file breaks its lines by hand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from generator.check.pattern import Pattern
from generator.errors import Place
from generator.model.paper import Line, Paper

#: Characters in a line that may have been broken because it was full.
_FULL = 50
#: How a line ends that goes on in the next, and how the next begins.
_OPEN = Pattern(r"[^.!?:;]$|\bkap\.$")
_GOES_ON = Pattern(r"[a-zåäö(§]|\d+[\s.,]?(?:[a-z]\s)?(?:§|kap)")


class Passage(NamedTuple):
    """A paragraph, a heading, an item or a cell."""

    text: str
    #: The paper's lines that it consists of; more than one only for a text file.
    lines: tuple[Line, ...]
    #: Where each line begins in the text.
    starts: tuple[int, ...] = (0,)

    @property
    def line(self) -> Line:
        """The first of its lines."""
        return self.lines[0]

    def place(self, paper: Paper, offset: int = 0) -> Place:
        """Return where in a paper something stands that begins at an offset in the text."""
        index = bisect_right(self.starts, offset) - 1
        return paper.place(self.lines[index], offset - self.starts[index])


@lru_cache(maxsize=4)
def passages(paper: Paper) -> tuple[Passage, ...]:
    """Return a paper's passages in order."""
    return tuple(_passages(paper))


def _passages(paper: Paper) -> Iterator[Passage]:
    held: list[Line] = []
    for line in paper.lines:
        if held and not _joined(held[-1], line):
            yield _passage(held)
            held = []
        held.append(line)
    if held:
        yield _passage(held)


def _joined(first: Line, second: Line) -> bool:
    """Tell whether a line goes on in the next. In a Word file a paragraph is whole, and has no column."""
    return bool(
        first.column
        and second.number == first.number + 1
        and first.kind == second.kind == "paragraph"
        and len(first.text) >= _FULL
        and _OPEN.search(first.text)
        and _GOES_ON.match(second.text)
    )


def _passage(lines: list[Line]) -> Passage:
    if len(lines) == 1:
        return Passage(lines[0].text, (lines[0],))
    starts, end = [], 0
    for line in lines:
        starts.append(end)
        end += len(line.text) + 1
    return Passage(" ".join(line.text for line in lines), tuple(lines), tuple(starts))
