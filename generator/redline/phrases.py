"""The Swedish words that say where in a clause something stands and what is changed there, as councils write it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.model.document import Reference, plain
from generator.redline.model import DELETED, INSERTED, KEPT, Line, Segment, side

_ORDINALS = (
    *("första", "andra", "tredje", "fjärde", "femte", "sjätte"),
    *("sjunde", "åttonde", "nionde", "tionde", "elfte", "tolfte"),
)
#: A line with more changes than this is told as a whole, and so is one with less kept than this share.
_MOST = 3
_KEPT = 0.4
#: Words of context that are given at most where a changed word stands more than once.
_CONTEXT = 6


class Turn(NamedTuple):
    """One change in a line: what goes, what comes, and what stands right before it."""

    gone: str
    come: str
    before: str
    after: str


def ordinal(index: int) -> str:
    """Return ``första``, ``andra`` ... for a position from 0; figures from the thirteenth."""
    return _ORDINALS[index] if index < len(_ORDINALS) else f"{index + 1}:e"


def quoted(text: str) -> str:
    """Return a text in Swedish quotation marks, on one line."""
    return f"”{' '.join(text.split())}”"


def consequential(line: Line) -> bool:
    """Tell whether nothing differs in a line but numbers of references, which follow from other changes."""
    changed = [segment for segment in line if segment.state != KEPT]
    return bool(changed) and all(map(_is_number, changed)) and _targets(line, DELETED) == _targets(line, INSERTED)


def _is_number(segment: Segment) -> bool:
    return all(isinstance(part, Reference) for part in segment.content)


def _targets(line: Line, state: str) -> list[str]:
    return [
        part.target
        for segment in line
        if segment.state == state
        for part in segment.content
        if isinstance(part, Reference)
    ]


def rewritten(line: Line) -> bool:
    """Tell whether so much differs in a line that it is best told as a whole."""
    kept = sum(len(plain(segment.content)) for segment in line if segment.state == KEPT)
    longest = max(len(plain(side(line, DELETED))), len(plain(side(line, INSERTED))), 1)
    return len(list(_turns(line))) > _MOST or kept < _KEPT * longest


def sentences(line: Line, where: str) -> Iterator[str]:
    """Yield what is changed in a line, a sentence each.

    Args:
        line: a line that is in both documents.
        where: where it stands, such as ``punkt 3.2 andra stycket``.
    """
    old = plain(side(line, DELETED))
    for turn in _turns(line):
        yield f"I {where} {_told(turn, old)}."


def _turns(line: Line) -> Iterator[Turn]:
    """Yield the changes of a line, a deletion and the insertion in its place as one."""
    before = gone = come = ""
    for segment in (*line, Segment(KEPT, ())):
        text = plain(segment.content)
        if segment.state == DELETED:
            gone += text
        elif segment.state == INSERTED:
            come += text
        else:
            if gone or come:
                yield Turn(gone, come, before, text)
                before += gone
            before += text
            gone = come = ""


def _told(turn: Turn, old: str) -> str:
    gone, come = turn.gone, turn.come
    if not come.strip():
        return f"stryks {quoted(gone)}" + ("" if old.count(gone.strip()) == 1 else _place(turn))
    if not gone.strip():
        return f"läggs {quoted(come)} till{_place(turn)}"
    if old.count(gone.strip()) > 1 and (context := _words_before(turn.before)):
        return f"ersätts {quoted(f'{context} {gone.strip()}')} med {quoted(f'{context} {come.strip()}')}"
    return f"ersätts {quoted(gone)} med {quoted(come)}"


def _place(turn: Turn) -> str:
    """Return where in the line something goes or comes."""
    if before := _words_before(turn.before):
        return f" efter {quoted(before)}"
    after = " ".join(turn.after.split()[:_CONTEXT])
    return f" före {quoted(after)}" if after else ""


def _words_before(text: str) -> str:
    """Return the last words before a change: of the same sentence, as few as tell the place."""
    words = text.split()
    for count in range(1, min(len(words), _CONTEXT) + 1):
        found = " ".join(words[-count:])
        if len(re.findall(re.escape(found), " ".join(words))) == 1 and len(found) > 2:
            return found
    return " ".join(words[-_CONTEXT:])


def enumeration(words: Sequence[str]) -> str:
    """Return ``a, b och c``."""
    return f"{', '.join(words[:-1])} och {words[-1]}" if len(words) > 1 else "".join(words)
