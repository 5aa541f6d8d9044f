"""A Word file with its tracked changes and comments: who put in what, who took out what, and who said what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

#: Stands in a text for a picture, a chart or an embedded object.
OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"


class Mark(NamedTuple):
    """One tracked change around a text or at the end of a paragraph."""

    #: ins, del, from or to; the last two are the ends of a move.
    kind: str
    author: str = ""
    #: As the file has it, such as ``2026-11-24T10:00:00Z``; empty where it has none.
    date: str = ""
    #: What ties the ends of a move together; empty for other changes.
    move: str = ""

    @property
    def adds(self) -> bool:
        """Return whether what it stands around was put in."""
        return self.kind in ("ins", "to")


class Span(NamedTuple):
    """A stretch of text under the same changes."""

    text: str
    #: Outermost first: a deletion inside somebody's insertion has both.
    marks: tuple[Mark, ...] = ()
    #: True for the result of a field, which a program may work out anew.
    field: bool = False


class Cell(NamedTuple):
    """Where in a table a paragraph stands; all count from 1, and 0 is outside tables."""

    table: int = 0
    row: int = 0
    column: int = 0


#: Where a paragraph stands that is in no table.
OUTSIDE = Cell()


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph as it stands in the file, whatever was put in or taken out."""

    spans: tuple[Span, ...]
    #: The changes of its end. A paragraph whose end was put in is one with the next if that is rejected.
    end: tuple[Mark, ...] = ()
    #: As ``WordParagraph`` has them.
    number: int = 0
    story: str = "body"
    style: str = ""
    level: int = 0
    numbering: str = ""
    contents: bool = False
    cell: Cell = OUTSIDE
    #: What it stands in: 0 for the body, another figure for each cell, text box, note, header and footer.
    container: int = 0
    #: Names of the bookmarks that begin in it.
    bookmarks: tuple[str, ...] = ()


class Spot(NamedTuple):
    """A place in the text: a paragraph's place in ``MarkedFile.paragraphs``, and how many characters into it."""

    paragraph: int
    offset: int


@dataclass(frozen=True, slots=True)
class WordComment:
    """A comment, or an answer to one."""

    id: str
    author: str
    date: str
    #: Its paragraphs are lines.
    text: str
    #: Id of the comment that it answers; empty for none.
    parent: str = ""
    #: The text that it hangs on; None for one that hangs on nothing in the file.
    start: Spot | None = None
    end: Spot | None = None


@dataclass(frozen=True, slots=True)
class MarkedFile:
    """A whole file: headers first, then the body with its text boxes, notes, and footers last."""

    paragraphs: tuple[MarkedParagraph, ...]
    comments: tuple[WordComment, ...]
    #: Tracked changes of look only.
    formatting: int
    #: Custom properties that are text, by name.
    properties: dict[str, str]
    #: Text of klausul's manifest; None without one.
    manifest: str | None
