"""Two whole documents compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from generator.model.blocks import running
from generator.model.document import Block, ClauseItem, Document, Front, Inlines, Reference, Section, Table, Text
from generator.redline.align import merged
from generator.redline.blocks import compared_blocks, whole_blocks
from generator.redline.model import (
    DELETED,
    INSERTED,
    KEPT,
    BlockChange,
    ClauseChange,
    FrontChange,
    Line,
    ParagraphChange,
    Redline,
    SectionChange,
    State,
    TableChange,
)
from generator.redline.places import Places, places
from generator.redline.table import by_first_cell, compared_tables, whole_table
from generator.redline.words import compared, whole


def compare(old: Document, new: Document) -> Redline:
    """Return two documents as one structure. The same documents give the same structure."""
    return _Comparison(old, new).made()


class _Comparison:
    """Compares two documents; holds what is known of where their clauses stand."""

    def __init__(self, old: Document, new: Document) -> None:
        self._old = old
        self._new = new
        self._places: Places = places(old, new)
        self._away = self._places.away

    def made(self) -> Redline:
        """Return the structure."""
        return Redline(self._old, self._new, self._front(), tuple(self._sections()), self._away)

    def _front(self) -> FrontChange:
        old, new = self._old.front, self._new.front
        return FrontChange(
            _words(old.title, new.title),
            _optional(old.subtitle, new.subtitle),
            _box(old, new, self._away),
            self._blocks(old.preamble, new.preamble),
            _words(old.contents, new.contents),
        )

    def _sections(self) -> Iterator[SectionChange]:
        olds, news = self._old.sections, self._new.sections
        for one, two in merged(self._places.sections, len(olds), len(news)):
            if one is None:
                assert two is not None
                yield self._whole(INSERTED, None, news[two])
            elif two is None:
                yield self._whole(DELETED, olds[one], None)
            else:
                yield self._kept(olds[one], news[two])

    def _kept(self, old: Section, new: Section) -> SectionChange:
        anchors = self._places.clauses[old.id]
        clauses = tuple(self._clauses(old.clauses, new.clauses, anchors))
        blocks = self._blocks(old.blocks, new.blocks)
        return SectionChange(KEPT, old, new, _words(old.title, new.title), blocks, clauses)

    def _whole(self, state: State, old: Section | None, new: Section | None) -> SectionChange:
        shown = old or new
        assert shown is not None
        clauses = tuple(self._lone(state, clause) for clause in shown.clauses)
        blocks = whole_blocks(state, shown.blocks)
        return SectionChange(state, old, new, _whole_words(state, shown.title), blocks, clauses)

    def _clauses(
        self, olds: Sequence[ClauseItem], news: Sequence[ClauseItem], anchors: Sequence[tuple[int, int]]
    ) -> Iterator[ClauseChange]:
        for one, two in merged(anchors, len(olds), len(news)):
            if one is None:
                assert two is not None
                yield self._lone(INSERTED, news[two])
            elif two is None:
                yield self._lone(DELETED, olds[one])
            else:
                yield self._same(olds[one], news[two])

    def _same(self, old: ClauseItem, new: ClauseItem) -> ClauseChange:
        return ClauseChange(
            KEPT, old, new, _words(old.title, new.title), self._blocks(old.blocks, new.blocks)
        )  # fmt: skip

    def _lone(self, state: State, clause: ClauseItem) -> ClauseChange:
        """Return a clause that is in one document only, or at another place in the other."""
        elsewhere = self._places.elsewhere(state, clause.key)
        title, blocks = _whole_words(state, clause.title), whole_blocks(state, clause.blocks)
        if state == DELETED:
            return ClauseChange(state, clause, elsewhere, title, blocks)
        within = None if elsewhere is None else self._same(elsewhere, clause)
        return ClauseChange(state, elsewhere, clause, title, blocks, within)

    def _blocks(self, old: Sequence[Block], new: Sequence[Block]) -> tuple[BlockChange, ...]:
        if old == new and not _refers(old, self._away):
            return whole_blocks(KEPT, new)
        return compared_blocks(old, new, self._away)


def _refers(blocks: Sequence[Block], away: AbstractSet[str]) -> bool:
    """Tell whether some blocks refer to a clause that has moved."""
    return bool(away) and any(
        isinstance(part, Reference) and part.target in away
        for block in blocks
        for content in running(block)
        for part in content
    )


def _words(old: str, new: str) -> Line:
    return compared(_text(old), _text(new))


def _whole_words(state: State, text: str) -> Line:
    return whole(state, _text(text))


def _text(text: str) -> Inlines:
    return (Text(text),) if text else ()


def _optional(old: str, new: str) -> ParagraphChange | None:
    if old and new:
        return ParagraphChange(KEPT, _words(old, new))
    if old or new:
        state = DELETED if old else INSERTED
        return ParagraphChange(state, _whole_words(state, old or new))
    return None


def _box(old: Front, new: Front, away: AbstractSet[str]) -> TableChange | None:
    before, after = _box_table(old), _box_table(new)
    if before and after:
        return compared_tables(before, after, away, by_first_cell)
    if before or after:
        state = DELETED if before else INSERTED
        table = before or after
        assert table is not None
        return whole_table(state, table)
    return None


def _box_table(front: Front) -> Table | None:
    """Return the header box as the table it is written as."""
    if not front.rows:
        return None
    rows = tuple(((Text(row.label),), (row.value,)) for row in front.rows)
    return Table(((Text(front.caption),), (Text(front.value_caption),)), rows, (False, False))
