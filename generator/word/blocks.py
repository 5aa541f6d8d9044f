"""Blocks as WordprocessingML: paragraphs, lists that restart, tables with a header row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from generator.model.document import Block, Inlines, ListBlock, Paragraph, Table, plain
from generator.word.markup import escape, paragraph, runs
from generator.word.prepared import Prepared

#: Keeps what leads in to a list or a table on the same page as its first line.
_KEEP_NEXT = "<w:keepNext/>"
#: Two tables in a row grow together in Word, and one that ends the document gets a paragraph of full
#: height after it; this one is a twentieth of a point high.
_SEPARATOR = '<w:spacing w:before="0" w:after="0" w:line="1" w:lineRule="exact"/>'
#: The header row is formatted as such (17.4.56, 17.4.7); the rest of the table has no special parts.
_LOOK = (
    '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
    'w:noHBand="1" w:noVBand="1"/>'
)
#: A table with no more rows than this is not divided between pages.
_SHORT = 10
#: Characters: the least a column has room for, and where longer text stops making it wider.
_NARROW, _WIDE = 4, 40
#: Twentieths of a point: a broad letter of bold ten-point text, and what a cell's margins take.
_CHARACTER, _PADDING = 120, 230
#: Where a line may break; hard spaces hold figures together.
_BREAKABLE = re.compile("[ \t\n\r]+")


@dataclass(frozen=True, slots=True)
class Description:
    """What a screen reader says before a table: its name and what it holds."""

    title: str
    summary: str


class BlockWriter:
    """Writes blocks and remembers the numbering instances that their lists were given."""

    def __init__(self, prepared: Prepared) -> None:
        """Number lists from the template's first free numId."""
        self.numbers: list[int] = []
        self._first_number = prepared.numbering.next_id
        self._level = prepared.numbering.level
        self._width = prepared.text_width
        style = prepared.styles
        self._ordered, self._bullet = style["list number"], style["list bullet"]
        self._table, self._cell, self._header = (
            style["klausul tabell"],
            style["klausul tabelltext"],
            style["klausul tabellrubrik"],
        )
        self._text = style["body text"]

    def blocks(self, blocks: Sequence[Block], style: str, title: str) -> str:
        """Return blocks one after the other.

        Args:
            blocks: what to write.
            style: id of the style of running text.
            title: the heading they stand under; it names their tables.
        """
        pieces: list[str] = []
        for block, after in zip_longest(blocks, blocks[1:]):
            if isinstance(block, Paragraph):
                keep = "" if after is None or isinstance(after, Paragraph) else _KEEP_NEXT
                pieces.append(paragraph(style, runs(block.content), keep))
            elif isinstance(block, ListBlock):
                pieces.append(self._list(block))
            else:
                pieces.append(self.table(block, Description(title, ", ".join(map(plain, block.header)))))
                if isinstance(after, Table):
                    pieces.append(self.separator())
        return "".join(pieces)

    def separator(self) -> str:
        """Return the paragraph that Word demands between two tables and after a last one."""
        return paragraph(self._text, "", _SEPARATOR)

    def _list(self, block: ListBlock) -> str:
        if not block.ordered:
            return "".join(paragraph(self._bullet, runs(item)) for item in block.items)
        number = self._first_number + len(self.numbers)
        self.numbers.append(number)
        link = f'<w:numPr><w:ilvl w:val="{self._level}"/><w:numId w:val="{number}"/></w:numPr>'
        return "".join(paragraph(self._ordered, runs(item), link) for item in block.items)

    def table(self, table: Table, description: Description) -> str:
        """Return a table as wide as the text, with alt text and a header row that repeats (17.4)."""
        widths = _widths(table, self._width)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        last = len(table.rows) - 1
        whole = len(table.rows) <= _SHORT
        rows = [self._row(table.header, table.numeric, widths, self._header, "<w:tblHeader/>")]
        for index, row in enumerate(table.rows):
            keep = _KEEP_NEXT if whole and index < last else ""
            rows.append(self._row(row, table.numeric, widths, self._cell, keep=keep))
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._table}"/><w:tblW w:w="{self._width}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/>{_LOOK}<w:tblCaption w:val="{_attribute(description.title)}"/>'
            f'<w:tblDescription w:val="{_attribute(description.summary)}"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )

    def _row(
        self,
        cells: Sequence[Inlines],
        numeric: Sequence[bool],
        widths: Sequence[int],
        style: str,
        header: str = "",
        *,
        keep: str = "",
    ) -> str:
        pieces = [f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>"]
        for content, right, width in zip(cells, numeric, widths, strict=True):
            look = keep + ('<w:jc w:val="right"/>' if right else "")
            pieces.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>')
            pieces += (paragraph(style, runs(content), look), "</w:tc>")
        pieces.append("</w:tr>")
        return "".join(pieces)


def _attribute(text: str) -> str:
    """Return ``text`` for an attribute, where a line break would be read as a blank."""
    return escape(" ".join(text.split()))


def _widths(table: Table, total: int) -> list[int]:
    """Return column widths that fill ``total``: room for the longest word, and more for longer text."""
    columns = [[plain(cell) for cell in column] for column in zip(table.header, *table.rows, strict=True)]
    least = [_least(cells) for cells in columns]
    if sum(least) > total:
        widths = [total * width // sum(least) for width in least]
    else:
        wanted = [max(1, min(max(map(len, cells)), _WIDE)) for cells in columns]
        spare = total - sum(least)
        widths = [width + spare * want // sum(wanted) for width, want in zip(least, wanted, strict=True)]
    widths[-1] += total - sum(widths)
    return widths


def _least(cells: Sequence[str]) -> int:
    """Return the width that a column needs for its longest word to stay in one piece."""
    longest = max((len(word) for cell in cells for word in _BREAKABLE.split(cell)), default=0)
    return _PADDING + _CHARACTER * max(longest, _NARROW)
