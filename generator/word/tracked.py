"""A redline as the two pieces of WordprocessingML that a template has places for, with tracked changes.

Accepting every change gives NEW, rejecting every change gives OLD: text, structure and automatic numbers.
What only sets pages, such as the widths of a table's columns, is NEW's in both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from generator.model.document import ClauseItem, Section, Table
from generator.redline.model import (
    DELETED,
    INSERTED,
    KEPT,
    ClauseChange,
    Redline,
    SectionChange,
    State,
    WholeChange,
)
from generator.store import Store
from generator.word import annex
from generator.word.blocks import SEPARATOR, Description
from generator.word.body import BodyWriter, Content
from generator.word.markup import bookmarked, clause_bookmark, run, section_bookmark
from generator.word.prepared import Prepared
from generator.word.tracked_blocks import Looks, TrackedBlocks, block_of
from generator.word.tracked_comments import Comments
from generator.word.tracked_contents import contents
from generator.word.tracked_marks import Marks, Who, numbered, past_clause, past_section
from generator.word.tracked_units import Look, Para, Raw, Unit, at_headings, before_tables, closed, kept_look, rendered

T = TypeVar("T")
#: Styles whose paragraphs have numbers or signs.
_NUMBERED = ("heading 1", "heading 2", "list number", "list bullet")


class Tracked(NamedTuple):
    """What goes into a template and beside it."""

    content: Content
    #: The comments part; empty without any.
    comments: str
    #: numIds of lists that need a numbering of their own.
    apart: tuple[int, ...]


def tracked(redline: Redline, prepared: Prepared, store: Store, who: Who, native_moves: bool = False) -> Tracked:
    """Return a redline as paragraphs and tables for a template's places.

    Args:
        redline: two documents, compared.
        prepared: NEW's template.
        store: what keeps clauses that have been written before.
        who: whose changes they are, and when they were made.
        native_moves: True to write moves as Word does, instead of as a deletion and an insertion.

    Raises:
        ValueError: a text holds a character that XML cannot carry, or a key is too long for a bookmark.
    """
    writer = _Tracked(redline, prepared, store, who, native_moves)
    front, body = numbered([writer.tracked_front(), writer.tracked_body()], writer.first_mark)
    made = Content(front, body, tuple(writer.blocks.numbers), writer.annexes, tuple(writer.blocks.drawn))
    return Tracked(made, writer.comments.part(), writer.apart)


class _Tracked(BodyWriter):
    """Writes a redline as a document is written, and the marks with it."""

    def __init__(self, redline: Redline, prepared: Prepared, store: Store, who: Who, native_moves: bool) -> None:
        old, new = redline.old, redline.new
        super().__init__(replace(new, sections=(*old.sections, *new.sections)), prepared, store)
        self._document = new
        self._redline = redline
        self._native = native_moves
        self._marks = Marks(who)
        self._separator: Look = (self._text, SEPARATOR)
        self._tracked = TrackedBlocks(self.blocks, self._marks, redline.away, self._separator)
        self.comments = Comments(who)
        places = sum(1 + len(section.clauses) for document in (old, new) for section in document.sections)
        #: Ids of marks come after those of bookmarks and of moves.
        self._first_move = self._bookmark + 2 * places
        self._moves = {
            change.new.key: number
            for number, change in enumerate(change for change in redline.clauses() if change.within is not None)
            if change.new is not None
        }
        self.first_mark = self._first_move + 2 * len(self._moves)
        self._ids = {section.id for section in new.sections}
        self._stay = {
            change.old.id
            for change in redline.sections
            if change.old is not None and change.new is not None and change.old.id == change.new.id
        }

    @property
    def apart(self) -> tuple[int, ...]:
        """The numIds of lists that need a numbering of their own."""
        return tuple(self._tracked.apart)

    def tracked_front(self) -> str:
        """Return title, header box, preamble and table of contents."""
        change, new = self._redline.front, self._document.front
        story: list[Unit] = [Para(KEPT, (self._styles["title"], ""), self._tracked.line(change.title))]
        if change.subtitle:
            line = self._tracked.line(change.subtitle.line)
            story.append(Para(change.subtitle.state, (self._styles["subtitle"], ""), line))
        if change.box and change.box.state == KEPT:
            story.append(self._tracked.table(change.box, Description(new.caption, new.title)))
        elif change.box:
            front = self._redline.old.front if change.box.state == DELETED else new
            story += self._tracked.units(
                [change.box], Looks(self._text, self._text, front.title, front.title)
            )  # fmt: skip
        looks = Looks(self._text, self._text, self._redline.old.front.title, new.title)
        story += self._tracked.units(change.preamble, looks, change.box is not None)
        story += self._contents_units()
        return self._rendered(story)

    def _contents_units(self) -> Iterator[Unit]:
        states = [
            state
            for state, document in ((DELETED, self._redline.old), (INSERTED, self._redline.new))
            if document.sections
        ]  # fmt: skip
        if states:
            state: State = KEPT if len(states) == 2 else states[0]
            line = self._tracked.line(self._redline.front.contents)
            yield Para(state, (self._styles["toc heading"], ""), line)
            yield from contents(self._redline, state, self._styles, self._marks, self.section_name, self.clause_name)

    def tracked_body(self) -> str:
        """Return the sections with their clauses."""
        story: list[Unit] = []
        for section in self._redline.sections:
            story += self._section(section)
        ends: set[State] = {
            state
            for state, document in ((DELETED, self._redline.old), (INSERTED, self._redline.new))
            if _ends_with_table(document.sections)
        }
        story += self._tracked.separator(ends)
        return self._rendered(story, ends=True)

    def _rendered(self, story: Sequence[Unit], ends: bool = False) -> str:
        """Return a story in WordprocessingML; ``ends`` is True for one that nothing has to follow."""
        numbered_styles = frozenset(self._styles[name] for name in _NUMBERED)
        whole = before_tables(at_headings(story, self._marks), self._marks, numbered_styles)
        # A paragraph whose mark was turned is followed by one that is kept, so each step sees what is whole.
        return rendered(closed(whole, self._marks) if ends else whole, self._marks, self._separator)

    def _section(self, change: SectionChange) -> Iterator[Unit]:
        bookmarks = [self.section_name(state, section) for state, section in _sides(change.old, change.new)]
        old, new = self._section_look(change.old), self._section_look(change.new)
        line = self._tracked.line(change.title)
        yield self._heading_unit(change.state, "heading 1", (old, new), line, bookmarks)
        titles = [section.title if section else "" for section in (change.old, change.new)]
        yield from self._tracked.units(change.blocks, Looks(self._text, self._text, titles[0], titles[1]))
        for clause in change.clauses:
            yield from self._clause_units(clause, change)

    def _section_look(self, section: Section | None) -> str:
        if section is None:
            return ""
        page = "<w:pageBreakBefore/>" if section.new_page else ""
        return page + (annex.link(self._annex, 0) if section.annex else "")

    def _clause_units(self, change: ClauseChange, section: SectionChange) -> Iterator[Unit]:
        if not change.touched and (same := self._unchanged(change, section)):
            yield Raw(KEPT, same)
            return
        native = self._native and change.moved and _whole_move(change)
        found = list(self._changed(change, section, native))
        if native:
            key = change.new.key if change.new else ""
            number = self._first_move + 2 * self._moves[key] + (change.state == INSERTED)
            start, end = self._marks.move(change.state, f"flytt{self._moves[key] + 1}", number)
            assert isinstance(found[0], Para)
            found[0] = replace(found[0], before=start)
            assert isinstance(found[-1], Para)
            found[-1] = replace(found[-1], after=end)
        yield from found

    def _unchanged(self, change: ClauseChange, section: SectionChange) -> str:
        """Return a clause that is the same in both documents as it is written otherwise; nothing for any other."""
        old, new = change.old, change.new
        if old is None or new is None or section.old is None or section.new is None:
            return ""
        same = (old.key, old.title, old.local, section.old.annex) == (new.key, new.title, new.local, section.new.annex)
        whole = any(isinstance(block, WholeChange) for block in change.blocks)
        return self._clause(new, section.new) if same and not whole else ""

    def _changed(self, change: ClauseChange, section: SectionChange, native: bool) -> Iterator[Unit]:
        # The other half of a move stands in another section, with a number of that section's kind.
        own = [item if state in (KEPT, change.state) or change.state == KEPT else None for state, item in _both(change)]
        old, new = own
        marks = [
            annex.link(self._annex, 1) if item is not None and around is not None and around.annex else ""
            for item, around in ((old, section.old), (new, section.new))
        ]
        bookmarks = [self.clause_name(state, item) for state, item in _sides(old, new)]
        runs = self._tracked.line(change.title)
        if native:
            runs = self._marks.runs(change.state, run(_title(old or new)), moved=True)
        elif change.within is not None and change.old is not None and new is not None:
            comment = self.comments.add(_told(change.old, change.within.touched))
            runs = self._marks.runs(INSERTED, comment + run(new.title))
        heading = self._heading_unit(change.state, "heading 2", (marks[0], marks[1]), runs, bookmarks)
        yield replace(heading, moved=native, travels=change.moved)
        looks = Looks(self._clause_style(old), self._clause_style(new), _title(old), _title(new))
        yield from self._tracked.units(change.blocks, looks, moved=native)

    def _clause_style(self, clause: ClauseItem | None) -> str:
        return self._local if clause is not None and clause.local else self._text

    def _heading_unit(self, state: State, style: str, looks: tuple[str, str], line: str, names: list[str]) -> Para:
        """Return a heading inside its bookmarks: where its key is another one in NEW, it has two."""
        for name in dict.fromkeys(names):
            line = bookmarked(line, name, self._bookmark)
            self._bookmark += 1
        kind = self._styles[style]
        old, new = (kind, looks[0]), (kind, looks[1])
        if state == KEPT:
            return Para(state, new, line, kept_look(old, new))
        return Para(state, old if state == DELETED else new, line)

    def section_name(self, state: State, section: Section) -> str:
        """Return the bookmark of a section of OLD (``deleted``) or of NEW."""
        past = state == DELETED and section.id in self._ids and section.id not in self._stay
        return past_section(section.id) if past else section_bookmark(section.id)

    def clause_name(self, state: State, clause: ClauseItem) -> str:
        """Return the bookmark of a clause of OLD (``deleted``) or of NEW."""
        past = state == DELETED and clause.key in self._redline.away
        return past_clause(clause.key) if past else clause_bookmark(clause.key)


def _both(change: ClauseChange) -> tuple[tuple[State, ClauseItem | None], tuple[State, ClauseItem | None]]:
    return (DELETED, change.old), (INSERTED, change.new)


def _sides(old: T | None, new: T | None) -> Iterator[tuple[State, T]]:
    """Yield what stands in OLD and what stands in NEW, for the documents that have it."""
    if old is not None:
        yield DELETED, old
    if new is not None:
        yield INSERTED, new


def _told(old: ClauseItem, edited: bool) -> str:
    """Return what a comment says of a clause that has moved."""
    return f"Flyttad hit från punkt {old.number}" + (", och ändrad." if edited else ", utan andra ändringar.")


def _title(clause: ClauseItem | None) -> str:
    return "" if clause is None else clause.title


def _whole_move(change: ClauseChange) -> bool:
    """Tell whether a move can be written as Word does: the same text in both places, and nothing but paragraphs."""
    old, new = change.old, change.new
    if old is None or new is None or (old.title, old.blocks) != (new.title, new.blocks):
        return False
    return not any(
        isinstance(block_of(block, change.state), Table) or isinstance(block, WholeChange) for block in change.blocks
    )


def _ends_with_table(sections: tuple[Section, ...]) -> bool:
    if not sections:
        return False
    *_, last = (sections[-1].blocks, *(clause.blocks for clause in sections[-1].clauses))
    return bool(last) and isinstance(last[-1], Table)
