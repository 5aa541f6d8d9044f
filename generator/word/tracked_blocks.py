"""Blocks of a redline as units: what is whole is written as ever and marked, what differs inside is put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.model.document import Block, ListBlock, Paragraph, Table, plain
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
    side,
)
from generator.word.blocks import BlockWriter, Description, lead, together
from generator.word.markup import clause_bookmark, runs
from generator.word.tracked_marks import Marks, past_references
from generator.word.tracked_units import Look, Para, Raw, Unit, kept_look, table, units


class Looks(NamedTuple):
    """Styles of running text, and headings for tables, in OLD and in NEW."""

    old: str
    new: str
    old_title: str
    new_title: str


class TrackedBlocks:
    """Writes blocks of a redline."""

    def __init__(self, blocks: BlockWriter, marks: Marks, away: frozenset[str], separator: Look) -> None:
        """Write with a writer of ordinary blocks.

        Args:
            away: keys of clauses that have moved; OLD's references to them lead to where they were.
            separator: the look of a paragraph between two tables.
        """
        self._blocks = blocks
        self._marks = marks
        self._names = frozenset(map(clause_bookmark, away))
        self._separator = separator
        #: numIds of lists that need a numbering of their own.
        self.apart: list[int] = []

    def line(self, line: Line) -> str:
        """Return the runs of a line, with their marks."""
        return "".join(
            self._marks.runs(
                segment.state,
                past_references(runs(segment.content), self._names)
                if segment.state == DELETED
                else runs(segment.content),
            )
            for segment in line
        )

    def units(
        self, changes: Sequence[BlockChange], looks: Looks, after_table: bool = False, moved: bool = False
    ) -> Iterator[Unit]:
        """Yield blocks one after the other.

        Args:
            looks: of the text they stand in.
            after_table: True where both documents have a table right before them.
            moved: True for the two halves of a move as Word knows it.
        """
        tables = {DELETED: after_table, INSERTED: after_table}
        for index, change in enumerate(changes):
            sides = (DELETED, INSERTED) if change.state == KEPT else (change.state,)
            if isinstance(change, TableChange):
                yield from self.separator({state for state in sides if tables[state]})
            yield from self._unit(changes, index, looks, moved)
            tables |= dict.fromkeys(sides, isinstance(change, TableChange))

    def separator(self, states: set[State]) -> Iterator[Unit]:
        """Yield the paragraph between two tables, or after a last one, for the documents that have it."""
        if states:
            state: State = KEPT if len(states) == 2 else states.pop()
            yield Para(state, self._separator, "")

    def table(self, change: TableChange, description: Description) -> Unit:
        """Return a table whose rows and cells differ."""
        shown = change.shown
        start, widths = self._blocks.table_start(shown, description)
        short = together(shown)
        pieces = [start]
        for index, row in enumerate(change.rows):
            numeric = change.old.numeric if row.state == DELETED and change.old else shown.numeric
            keep = short and 0 < index < len(change.rows) - 1
            if row.state == KEPT:
                pieces.append(
                    self._blocks.row(map(self.line, row.cells), numeric, widths, header=index == 0, keep=keep)
                )
            else:
                cells = [runs(side(cell, row.state)) for cell in row.cells]
                if row.state == DELETED:
                    cells = [past_references(cell, self._names) for cell in cells]
                whole = self._blocks.row(cells, numeric, widths, header=index == 0, keep=keep)
                pieces.append(table(row.state, whole, self._marks))
        return Raw(KEPT, f"{''.join(pieces)}</w:tbl>")

    def _unit(self, changes: Sequence[BlockChange], index: int, looks: Looks, moved: bool) -> Iterator[Unit]:
        change = changes[index]
        if isinstance(change, ParagraphChange) and change.state == KEPT:
            old = looks.old, self._lead(changes, index, DELETED)
            new = looks.new, self._lead(changes, index, INSERTED)
            yield Para(KEPT, new, self.line(change.line), kept_look(old, new))
        elif isinstance(change, ListChange) and change.state == KEPT:
            look = self._blocks.list_look(change.ordered)
            if change.ordered and change.items[0].state != KEPT:
                self.apart.append(self._blocks.numbers[-1])
            yield from (Para(item.state, look, self.line(item.line)) for item in change.items)
        elif isinstance(change, TableChange) and change.state == KEPT:
            yield self.table(change, _description(change.shown, looks.new_title))
        else:
            yield from self._whole(changes, index, looks, moved)

    def _whole(self, changes: Sequence[BlockChange], index: int, looks: Looks, moved: bool) -> Iterator[Unit]:
        """Yield a block that is in one document, or is not looked into, from what it is written as otherwise."""
        change = changes[index]
        state = change.state
        own = DELETED if state == DELETED else INSERTED
        block = block_of(change, own)
        style, title = (looks.old, looks.old_title) if state == DELETED else (looks.new, looks.new_title)
        if isinstance(block, Paragraph):
            content = runs(block.content)
            look = style, self._lead(changes, index, own)
            if state == DELETED:
                content = past_references(content, self._names)
            yield Para(state, look, self._marks.runs(state, content, moved), moved=moved)
            return
        xml = self._blocks.blocks((block,), style, title)
        if state == DELETED:
            xml = past_references(xml, self._names)
        for unit in units(state, xml, self._marks, moved):
            if isinstance(unit, Para) and state == KEPT and looks.old != looks.new and unit.look[0] == looks.new:
                yield replace(unit, was=(looks.old, unit.look[1]))
            else:
                yield unit

    def _lead(self, changes: Sequence[BlockChange], index: int, state: State) -> str:
        """Return what keeps a paragraph together with what follows it in one of the documents."""
        block = block_of(changes[index], state)
        following = (change for change in changes[index + 1 :] if change.state in (KEPT, state))
        after = next(following, None)
        assert isinstance(block, Paragraph)
        return lead(block, None if after is None else block_of(after, state))


def block_of(change: BlockChange, state: State) -> Block:
    """Return a block as it is in OLD (``deleted``) or in NEW (``inserted``)."""
    if isinstance(change, ParagraphChange):
        return Paragraph(side(change.line, state))
    if isinstance(change, ListChange):
        items = (item for item in change.items if item.state in (KEPT, state))
        return ListBlock(change.ordered, tuple(side(item.line, state) for item in items))
    if isinstance(change, TableChange):
        found = change.old if state == DELETED else change.new
        assert found is not None
        return found
    return change.block


def _description(shown: Table, title: str) -> Description:
    return Description(title, ", ".join(map(plain, shown.header)))
