"""Single findings in a returned file, before those that belong together are put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.errors import Finding, Place
from generator.model.document import Text, plain
from generator.model.marked import OUTSIDE, Cell, MarkedParagraph
from generator.model.review import Edit
from generator.redline.model import DELETED, KEPT
from generator.redline.words import compared
from generator.report import message
from generator.review.returned import groups as marks
from generator.review.returned.groups import BREAK, Token
from generator.review.returned.places import Map, Where
from generator.review.returned.sent import plain as as_compared

#: What is gone comes after everything that stands in the paragraph before it.
_LAST = 1_000


@dataclass(slots=True)
class Item:
    """What one author wants with one paragraph."""

    #: Order in the returned file.
    order: tuple[int, int]
    kind: str
    where: Where
    before: str = ""
    after: str = ""
    author: str = ""
    edits: tuple[Edit, ...] = ()
    tracked: bool = True
    #: Of a heading that is new: its level.
    level: int = 0
    #: Where in the returned file's tables something new stands, in what was sent something struck.
    cell: Cell = OUTSIDE
    #: Names of moves, each with ``from`` or ``to``.
    moves: dict[str, str] = field(default_factory=dict)
    whole: bool = False
    target: Where | None = None
    note: list[str] = field(default_factory=list)

    @property
    def date(self) -> str:
        """Return the last day that somebody worked on it."""
        return max((edit.date for edit in self.edits), default="")


def say(rule: str, **values: object) -> str:
    """Return a remark in Swedish."""
    text = message(Finding(rule, Place(""), values=values))
    return text[0].upper() + text[1:] + "."


def of_groups(paragraphs: Sequence[MarkedParagraph], map_: Map) -> Iterator[Item]:
    """Yield everything that differs, in the order of the returned file; what is struck without a trace comes last."""
    for index, group in enumerate(map_.groups):
        yield from _new(paragraphs, map_, index)
        if group.plain:
            line = map_.line_of(index)
            if line is None and group.plain in map_.sent.contents and not _marked(paragraphs, group.old):
                # The table of contents, of a program that does not tell.
                continue
            if line is None:
                yield from _inserted(paragraphs, map_, index)
            else:
                yield from _changed(paragraphs, map_, index, line)
    yield from _gone(map_)


def _marked(paragraphs: Sequence[MarkedParagraph], places: Sequence[int]) -> bool:
    return any(span.marks for place in places for span in paragraphs[place].spans)


def _changed(paragraphs: Sequence[MarkedParagraph], map_: Map, index: int, line: int) -> Iterator[Item]:
    """Yield what authors changed in a paragraph that was sent, and what was changed without tracking."""
    group, sent = map_.groups[index], map_.sent.lines[line]
    where = map_.of_group(index) or map_.beside(index)
    found = marks.renewed(marks.tokens(paragraphs, group.old), sent.fields)
    base = "".join(token.text for token in found if token.base)
    silent = index in map_.pairing.moved or as_compared(base) != sent.plain
    end = paragraphs[group.old[-1]].end
    moved = index in map_.pairing.moved
    if silent:
        item = Item((group.old[0], 0), "moved" if moved else "change", where, sent.text, base, tracked=False)
        if moved:
            item.target = map_.beside(index)
        item.edits = tuple(_silent_edits(sent.text, base, "", ""))
        item.note += [say("review-rewritten")] if index in map_.pairing.rewritten else []
        item.note += _likeness(map_, index)
        yield item
    tail = [Token("", end)]
    for number, author in enumerate(marks.authors([*found, *tail]), 1):
        allies = marks.allied(found, author)
        after = marks.wanted(found, author, allies)
        joined = _joined(paragraphs, group.old[-1], author) and bool(after.strip())
        edits = tuple(marks.edits(found, author))
        if silent or len(base) != len(sent.text):
            date = max((edit.date for edit in edits), default="")
            edits = tuple(_silent_edits(sent.text, after, author, date))
        if joined:
            mark = next(mark for mark in end if mark.author == author and not mark.adds)
            edits += (Edit("deleted", BREAK, len(sent.text), author, mark.date),)
        if not edits:
            continue
        item = Item((group.old[0], number), "change" if after.strip() else "struck", where, sent.text, after, author)
        item.edits, item.cell = edits, sent.cell
        item.moves = marks.moves(found, author)
        item.note += [say("review-built-on", author=name) for name in sorted(allies - {author})]
        item.note += [say("review-joined")] if joined else []
        item.note += [say("review-silent")] if silent else []
        item.note += _likeness(map_, index)
        if item.kind == "struck":
            item.after = ""
        yield item


def _joined(paragraphs: Sequence[MarkedParagraph], place: int, author: str) -> bool:
    """Tell whether an author wants a paragraph to run on in a later one that has text left."""

    def gone(at: int) -> bool:
        return any(mark.author == author and not mark.adds for mark in paragraphs[at].end)

    if not gone(place):
        return False
    container = paragraphs[place].container
    for at in range(place + 1, len(paragraphs)):
        if paragraphs[at].container != container:
            return False
        found = marks.tokens(paragraphs, [at])
        if marks.wanted(found, author, marks.allied(found, author)).strip():
            return True
        if not gone(at):
            return False
    return False


def _likeness(map_: Map, index: int) -> list[str]:
    alike = map_.pairing.alike.get(index)
    where = map_.of_group(index)
    if where is not None and where.found_by == "similarity" and alike is not None:
        return [say("review-unsure", percent=round(100 * alike))]
    return [say("review-unplaced")] if where is not None and where.place == "unplaced" else []


def _silent_edits(before: str, after: str, author: str, date: str) -> Iterator[Edit]:
    """Yield what differs between two texts, word by word."""
    offset = 0
    for segment in compared((Text(before),), (Text(after),)):
        text = plain(segment.content)
        if segment.state == KEPT:
            offset += len(text)
        elif segment.state == DELETED:
            yield Edit("deleted", text, offset, author, date)
            offset += len(text)
        else:
            yield Edit("inserted", text, offset, author, date)


def _new(paragraphs: Sequence[MarkedParagraph], map_: Map, index: int) -> Iterator[Item]:
    """Yield the paragraphs that were put in beside a paragraph, or by themselves."""
    group = map_.groups[index]
    for place in group.new:
        found = marks.tokens(paragraphs, [place])
        whose = marks.authors(found)
        owner = next((mark.author for token in found for mark in token.marks if mark.adds), "")
        # After the text it belongs to, or before it.
        inside = map_.of_group(index) if group.old and place > group.old[0] and index in map_.pairing.sent else None
        where = inside or map_.beside(index)
        for number, author in enumerate(whose):
            allies = marks.allied(found, author) | {owner}
            after = marks.wanted(found, author, allies)
            edits = tuple(marks.edits(found, author))
            if not after.strip() or not edits:
                continue
            empty = map_.empty_cell(paragraphs[place].cell)
            item = Item((place, number), "change" if empty else "new", empty or where, "", after, author, edits)
            item.level, item.cell = paragraphs[place].level, paragraphs[place].cell
            item.moves = marks.moves(found, author)
            item.note += [say("review-built-on", author=name) for name in sorted(allies - {author})]
            item.note += [say("review-unplaced")] if where.place == "unplaced" else []
            yield item


def _inserted(paragraphs: Sequence[MarkedParagraph], map_: Map, index: int) -> Iterator[Item]:
    """Yield a paragraph that was not sent and is not tracked, and what authors changed in it with tracking."""
    group = map_.groups[index]
    found = marks.tokens(paragraphs, group.old)
    where = map_.beside(index)
    for number, author in enumerate(["", *marks.authors(found)]):
        allies = marks.allied(found, author)
        edits = tuple(marks.edits(found, author)) if number else (Edit("inserted", group.text, 0),)
        if not edits:
            continue
        after = marks.wanted(found, author, allies) if number else group.text
        empty = map_.empty_cell(group.cell)
        item = Item((group.old[0], number), "change" if empty else "new", empty or where, "", after, author, edits)
        item.tracked = number > 0
        item.level, item.cell = group.level, group.cell
        item.moves = marks.moves(found, author) if number else {}
        item.note += [say("review-silent")] if number else []
        item.note += [say("review-built-on", author=name) for name in sorted(allies - {author}) if number]
        item.note += [say("review-unplaced")] if where.place == "unplaced" else []
        yield item


def _gone(map_: Map) -> Iterator[Item]:
    """Yield the lines that are gone without a trace, each after the line before it."""
    place = -1
    for index, line in enumerate(map_.sent.lines):
        group = map_.standing(index)
        if group is not None:
            place = map_.groups[group].old[0]
        elif map_.back(index) is None:
            where = map_.of_line(index)
            # That nothing is left of a clause is told by what was sent.
            where = replace(where, found_by="manifest") if where.found_by == "none" else where
            item = Item((place, _LAST + index), "struck", where, line.text, "", tracked=False, cell=line.cell)
            item.edits = (Edit("deleted", line.text, 0),)
            yield item
