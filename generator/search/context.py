"""Where a hit stands: the line of a clause that holds most of what was looked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.swedish import WORD


@dataclass(frozen=True, slots=True)
class Context:
    """A line of a clause, with the places in it of the words that made it fit."""

    #: text, rationale or references
    where: str
    line: str
    #: Beginning and end of each word.
    marks: tuple[tuple[int, int], ...]

    def cut(self, width: int) -> Context:
        """Return the line no longer than ``width``, around its first hit."""
        if len(self.line) <= width:
            return self
        first, last = self.marks[0] if self.marks else (0, 0)
        start = max(0, min(first - width // 3, len(self.line) - width)) if last > width - 1 else 0
        if start:
            # Begin with a whole word, and leave room for the mark of what was left out.
            start = self.line.find(" ", start, first) + 1 or start
        before = "…" if start else ""
        room = width - len(before)
        line = self.line[start : start + room]
        if start + room < len(self.line):
            line = f"{line[: room - 1].rstrip()}…"
        marks = ((low - start + len(before), high - start + len(before)) for low, high in self.marks)
        kept = tuple((low, high) for low, high in marks if low >= len(before) and high <= len(before) + len(line))
        return Context(self.where, before + line, kept)


def context(texts: Sequence[tuple[str, str]], words: frozenset[str]) -> Context:
    """Return the line with most of the words: of the first text that has any, or else the first line there is.

    Args:
        texts: name and text of what may be shown, the best first.
        words: words in lower case.
    """
    for where, text in texts:
        found = [Context(where, line, _marks(line, words)) for line in text.splitlines()]
        best = max(found, key=_different, default=None)
        if best and best.marks:
            return best
    where, text = texts[0]
    return Context(where, text.partition("\n")[0], ())


def _marks(line: str, words: frozenset[str]) -> tuple[tuple[int, int], ...]:
    return tuple(word.span() for word in WORD.finditer(line) if word[0].lower() in words)


def _different(found: Context) -> int:
    return len({found.line[low:high].lower() for low, high in found.marks})
