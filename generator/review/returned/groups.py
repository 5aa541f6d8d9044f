"""A returned file's paragraphs as they were before every tracked change, and as each author wants them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from generator.model.marked import Cell, Mark, MarkedParagraph
from generator.model.review import Edit
from generator.redline.words import bag
from generator.review.returned.sent import plain

BREAK = "\n"


class Token(NamedTuple):
    """A stretch of text under the same changes, or the end of a paragraph."""

    text: str
    marks: tuple[Mark, ...]
    field: bool = False

    @property
    def base(self) -> bool:
        """Return whether it was there before every tracked change."""
        return not any(mark.adds for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Group:
    """One paragraph as it was; in the file it may have become several, or have new ones beside it."""

    #: Places of its paragraphs in the file. Those with none of its text are new.
    old: tuple[int, ...]
    new: tuple[int, ...]
    text: str
    plain: str
    words: Counter[str]
    level: int
    cell: Cell
    bookmarks: tuple[str, ...]


def grouped(
    paragraphs: Sequence[MarkedParagraph], stories: Sequence[str], contents: AbstractSet[str], sent: AbstractSet[str]
) -> list[Group]:
    """Return the paragraphs of some stories.

    LibreOffice may call the end of the paragraph after a new one new, and not that of the new one. What was sent as
    two paragraphs is therefore never one that somebody has split.

    Args:
        paragraphs: those of the whole file.
        stories: as ``MarkedParagraph.story``.
        contents: texts of the table of contents, which only repeats the text and is left out.
        sent: texts of the lines that were sent.
    """
    found: list[Group] = []
    waiting: list[int] = []
    text = ""
    for index, paragraph in enumerate(paragraphs):
        own = plain(_base(paragraph))
        if paragraph.story not in stories or paragraph.contents or own in contents:
            continue
        apart = waiting and paragraphs[waiting[-1]].container != paragraph.container
        if waiting and (apart or (own in sent and text in sent)):
            found.append(_group(paragraphs, waiting))
            waiting, text = [], ""
        waiting.append(index)
        text = text or own
        if not any(mark.adds for mark in paragraph.end):
            found.append(_group(paragraphs, waiting))
            waiting, text = [], ""
    if waiting:
        found.append(_group(paragraphs, waiting))
    return found


def _group(paragraphs: Sequence[MarkedParagraph], places: Sequence[int]) -> Group:
    old = tuple(place for place in places if _base(paragraphs[place]).strip())
    new = tuple(place for place in places if place not in old)
    text = "".join(_base(paragraphs[place]) for place in old)
    first = paragraphs[old[0] if old else places[0]]
    # An insertion before the text of a paragraph may have taken its bookmark along.
    bookmarks = tuple(name for place in places for name in paragraphs[place].bookmarks)
    return Group(old, new, text, plain(text), bag([text]), first.level, first.cell, bookmarks)


def _base(paragraph: MarkedParagraph) -> str:
    return "".join(span.text for span in paragraph.spans if not any(mark.adds for mark in span.marks))


def tokens(paragraphs: Sequence[MarkedParagraph], places: Sequence[int]) -> list[Token]:
    """Return the text of some paragraphs that were one; the ends between them are tokens too."""
    found: list[Token] = []
    for index, place in enumerate(places):
        if index:
            found.append(Token(BREAK, _added(paragraphs[places[index - 1]].end)))
        found += (Token(span.text, span.marks, span.field) for span in paragraphs[place].spans)
    return found


def _added(end: tuple[Mark, ...]) -> tuple[Mark, ...]:
    return end or (Mark("ins"),)


def renewed(found: Sequence[Token], fields: Sequence[str]) -> list[Token]:
    """Return tokens with the field results that were sent: a program may have worked them out anew."""
    if sum(token.field and token.base for token in found) != len(fields):
        return list(found)
    rest = iter(fields)
    return [token._replace(text=next(rest)) if token.field and token.base else token for token in found]


def authors(found: Iterable[Token]) -> list[str]:
    """Return who changed something, in the order it is met."""
    return list(dict.fromkeys(mark.author for token in found for mark in token.marks))


def allied(found: Sequence[Token], author: str) -> set[str]:
    """Return the author and those whose insertions the author changed."""
    touched = (token for token in found if any(mark.author == author for mark in token.marks))
    return {author} | {mark.author for token in touched for mark in token.marks if mark.adds}


def wanted(found: Iterable[Token], author: str, allies: AbstractSet[str]) -> str:
    """Return the text as an author wants it, on top of what the allies put in."""
    return "".join(token.text for token in found if _stays(token, author, allies))


def _stays(token: Token, author: str, allies: AbstractSet[str]) -> bool:
    return all(mark.author in allies if mark.adds else mark.author != author for mark in token.marks)


def edits(found: Sequence[Token], author: str) -> Iterator[Edit]:
    """Yield what an author put in and took out; offsets count in the text as it was."""
    offset = 0
    waiting: Edit | None = None
    for token in found:
        edit = _edit(token, author, offset)
        offset += len(token.text) * token.base
        if edit is None:
            # Another's insertion leaves no gap in the text as it was.
            if token.base and waiting is not None:
                yield waiting
                waiting = None
        elif waiting is not None and _continues(waiting, edit):
            waiting = Edit(waiting.kind, waiting.text + edit.text, waiting.offset, author, edit.date)
        else:
            if waiting is not None:
                yield waiting
            waiting = edit
    if waiting is not None:
        yield waiting


def _edit(token: Token, author: str, offset: int) -> Edit | None:
    own = [mark for mark in token.marks if mark.author == author]
    gone = next((mark for mark in own if not mark.adds), None)
    came = next((mark for mark in own if mark.adds), None)
    # What somebody put in and took out again is nothing.
    if not token.text or not own or (gone and came):
        return None
    mark = gone or came
    return mark and Edit("deleted" if gone else "inserted", token.text, offset, author, mark.date)


def _continues(before: Edit, edit: Edit) -> bool:
    end = before.offset + (len(before.text) if before.kind == "deleted" else 0)
    return (before.kind, before.date, end) == (edit.kind, edit.date, edit.offset)


def moves(found: Iterable[Token], author: str) -> dict[str, str]:
    """Return the names of an author's moves that text belongs to, each with ``from`` or ``to``."""
    marks = (mark for token in found for mark in token.marks if mark.author == author)
    return {mark.move: mark.kind for mark in marks if mark.kind in ("from", "to")}
