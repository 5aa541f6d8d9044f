"""Lines of a redline as ordinary text with marks, for pages and tables that know no tracked changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.model.document import Inline, Inlines, Reference, Text, letter, plain
from generator.redline.model import (
    DELETED,
    INSERTED,
    KEPT,
    BlockChange,
    Line,
    ListChange,
    ParagraphChange,
    State,
    TableChange,
)
from generator.text import block_lines

#: What each kind of list item begins with.
_DASH = "– "


def marked(line: Line, states: tuple[State, ...] = (DELETED, INSERTED)) -> Inlines:
    """Return a line as text in which words of one document only are marked.

    Args:
        line: what to mark.
        states: whose words are wanted besides those in both documents.
    """
    return tuple(
        _marked(part, segment.state)
        for segment in line
        if segment.state == KEPT or segment.state in states
        for part in segment.content
    )


def _marked(part: Inline, state: State) -> Inline:
    if state == KEPT:
        return part
    if isinstance(part, Reference):
        # A reference that is marked is read and not followed: its target may be in the other document.
        return Text(part.number, part.bold, part.italic, change=state)
    return replace(part, change=state)


def lines_of(blocks: tuple[BlockChange, ...], state: State) -> Iterator[Inlines]:
    """Yield the lines that OLD (``deleted``) or NEW (``inserted``) has, with what only it has marked."""
    for block in blocks:
        if block.state not in (KEPT, state):
            continue
        if isinstance(block, ParagraphChange):
            yield marked(block.line, (state,))
        elif isinstance(block, ListChange):
            items = [item for item in block.items if item.state in (KEPT, state)]
            for index, item in enumerate(items):
                label = f"{letter(index)}) " if block.ordered else _DASH
                yield (Text(label), *marked(item.line, (state,)))
        elif isinstance(block, TableChange):
            for row in block.rows:
                if row.state in (KEPT, state):
                    yield _joined([marked(cell, (state,)) for cell in row.cells], " | ")
        else:
            change = "" if block.state == KEPT else state
            yield from ((Text(line, change=change),) for line in block_lines(block.block))


def joined(lines: Iterator[Inlines] | list[Inlines]) -> Inlines:
    """Return lines as one text with breaks between them."""
    return _joined([line for line in lines if plain(line)], "\n")


def _joined(pieces: list[Inlines], between: str) -> Inlines:
    found: list[Inline] = []
    for index, piece in enumerate(pieces):
        if index:
            found.append(Text(between))
        found += piece
    return tuple(found)
