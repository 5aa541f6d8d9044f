"""A Word file as its readers meet it: paragraphs, tables and pictures, whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.paper import Line

#: Shorter words stand in any text.
_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True)
class Shade:
    """A colour that text has, and the colour behind it; six hexadecimal digits each."""

    front: str
    behind: str
    #: At least 18 points, or 14 if bold: what WCAG 2.1 calls large-scale text.
    large: bool


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph as it reads when every tracked change is accepted."""

    #: Tabs and line breaks are kept as such.
    text: str
    #: Number of the body's paragraph, from 1. A text box has that of the paragraph it hangs on, a note that of
    #: the paragraph that refers to it; 0 for headers and footers.
    number: int
    #: body, box (a text box), note (a footnote or an endnote), header or footer
    story: str = "body"
    #: The style's name in small letters and in English where Word has it built in: ``heading 1``.
    style: str = ""
    #: Outline level, 1 to 9; 0 for running text.
    level: int = 0
    #: What Word itself prints in front of it: number, bullet, or nothing.
    numbering: str = ""
    #: True where all of the text is bold.
    bold: bool = False
    #: The language that most of the text is marked with, such as ``sv-SE``; empty where none is.
    language: str = ""
    #: Place in ``WordFile.tables``, from 1, of the table that it stands in; 0 outside tables.
    table: int = 0
    #: True for a line of a table of contents.
    contents: bool = False
    #: True for an empty paragraph that neither Word nor the text needs: it is there for the distance.
    spacing: bool = False
    #: True where it holds something else than text: a picture, a field, a break, a formula.
    other: bool = False
    #: The texts that are links.
    links: tuple[str, ...] = ()
    #: Colours that parts of the text have been given, where what is behind them is known.
    shades: tuple[Shade, ...] = ()


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table; merged cells count once, in their first place."""

    #: Number of the paragraph that it begins with.
    number: int
    story: str
    rows: int
    columns: int
    #: Rows at the top that are marked as header rows.
    header_rows: int
    #: Rows and columns that hold text in some cell.
    text_rows: int
    text_columns: int
    #: True where cells reach over several columns or rows.
    merged: bool
    #: True where another table stands inside it.
    nested: bool
    #: True where it has lines or shading; a table without is often there for the layout.
    lined: bool
    #: True where a cell holds a line to write on.
    form: bool


@dataclass(frozen=True, slots=True)
class WordPicture:
    """A picture, a chart, a diagram or an object of another program."""

    number: int
    story: str
    #: picture, chart, diagram or object
    kind: str
    #: What Word calls it: ``Bild 3``.
    name: str
    #: Its alternative text; empty where it has none.
    description: str
    decorative: bool


@dataclass(frozen=True, slots=True)
class WordFile:
    """A whole file: headers first, then the body with its text boxes, notes, and footers last."""

    #: The title among the file's properties.
    title: str
    paragraphs: tuple[WordParagraph, ...]
    tables: tuple[WordTable, ...] = ()
    pictures: tuple[WordPicture, ...] = ()

    def lines(self) -> tuple[Line, ...]:
        """Return the text, a line for each paragraph that has any; the table of contents only repeats it."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[Line]:
        for paragraph in self.paragraphs:
            text = paragraph.text.replace("\t", " ").replace("\n", " ").strip()
            if text and not paragraph.contents:
                yield Line(text, paragraph.number, kind=self._kind(paragraph), level=paragraph.level)

    def _kind(self, paragraph: WordParagraph) -> str:
        if paragraph.level:
            return "heading"
        # A table with one column is a frame around running text.
        if paragraph.table and self.tables[paragraph.table - 1].columns > 1:
            return "cell"
        return "item" if paragraph.numbering else "paragraph"

    def title_shown(self) -> bool:
        """Return whether any word of the title stands in the text; True for a title of short words only."""
        words = set(_WORD.findall(self.title.casefold()))
        return not words or any(words & set(_WORD.findall(paragraph.text.casefold())) for paragraph in self.paragraphs)
