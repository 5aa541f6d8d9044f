"""What two Documents have become together: the one structure that every form of a redline is a projection of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.model.document import Block, ClauseItem, Document, Inlines, Section, Table

State = Literal["kept", "deleted", "inserted"]
KEPT: State = "kept"
DELETED: State = "deleted"
INSERTED: State = "inserted"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of running text that is in both documents, or in one of them."""

    state: State
    content: Inlines


#: A paragraph, a title, an item or a cell, in reading order; what was deleted stands before what took its place.
Line = tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """A paragraph; one that is kept may have other words in it."""

    state: State
    line: Line


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list."""

    state: State
    line: Line


@dataclass(frozen=True, slots=True)
class ListChange:
    """A list; one that is kept may have other items."""

    state: State
    ordered: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    state: State
    cells: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class TableChange:
    """A table; one that is kept has as many columns, and may have other rows. The header is a row like the others."""

    state: State
    rows: tuple[Row, ...]
    old: Table | None
    new: Table | None

    @property
    def shown(self) -> Table:
        """The table whose columns it has: NEW's, where there is one."""
        found = self.new or self.old
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class WholeChange:
    """A block that is not looked into, such as a chart."""

    state: State
    block: Block


BlockChange = ParagraphChange | ListChange | TableChange | WholeChange


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause. One that has moved stands twice: deleted at its old place and inserted at its new one."""

    state: State
    #: The clause in OLD and in NEW; a moved one has both in both places.
    old: ClauseItem | None
    new: ClauseItem | None
    title: Line
    blocks: tuple[BlockChange, ...]
    #: Where a moved clause is inserted: what differs in it, as if it had stayed. None for every other change.
    within: ClauseChange | None = None

    @property
    def moved(self) -> bool:
        """True for either half of a move."""
        return self.state != KEPT and self.old is not None and self.new is not None

    @property
    def touched(self) -> bool:
        """True where title or text differs, or the clause is in one document or place only."""
        return self.state != KEPT or differs(self.title) or any(map(block_differs, self.blocks))


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section with the clauses of both documents, in the order they are to be read."""

    state: State
    old: Section | None
    new: Section | None
    title: Line
    blocks: tuple[BlockChange, ...]
    clauses: tuple[ClauseChange, ...]

    @property
    def shown(self) -> Section:
        """The section as it is in NEW, or in OLD where NEW has none."""
        found = self.new or self.old
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class FrontChange:
    """What stands before the first section."""

    title: Line
    #: None where neither document has one.
    subtitle: ParagraphChange | None
    #: The header box as a table of two columns; None where neither document has one.
    box: TableChange | None
    preamble: tuple[BlockChange, ...]
    contents: Line


@dataclass(frozen=True, slots=True)
class Redline:
    """Two documents and everything that differs between them."""

    old: Document
    new: Document
    front: FrontChange
    sections: tuple[SectionChange, ...]
    #: Keys of OLD's clauses whose name in a file belongs to another place in NEW: those that have moved.
    away: frozenset[str]

    def clauses(self) -> tuple[ClauseChange, ...]:
        """Return all clauses in the order they stand."""
        return tuple(clause for section in self.sections for clause in section.clauses)


def differs(line: Line) -> bool:
    """Tell whether a line has words that only one document has."""
    return any(segment.state != KEPT for segment in line)


def block_differs(block: BlockChange) -> bool:
    """Tell whether anything in a block is in one document only."""
    if block.state != KEPT:
        return True
    if isinstance(block, ParagraphChange):
        return differs(block.line)
    if isinstance(block, ListChange):
        return any(item.state != KEPT or differs(item.line) for item in block.items)
    if isinstance(block, TableChange):
        return any(row.state != KEPT or any(map(differs, row.cells)) for row in block.rows)
    return False


def side(line: Line, state: State) -> Inlines:
    """Return the text of a line in OLD (``deleted``) or in NEW (``inserted``)."""
    return tuple(part for segment in line if segment.state in (KEPT, state) for part in segment.content)
