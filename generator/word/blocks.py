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
#: A longer paragraph cannot be kept whole with what follows: LibreOffice then lets go of the heading above
#: it, which is left alone at the foot of the page. Widow control is enough for it.
_LEAD = 200
#: Two tables in a row grow together in Word, and one that ends the document gets a paragraph of full
#: height after it; this one is six points high.
_SEPARATOR = '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>'
#: The header row is formatted as such (17.4.56, 17.4.7); the rest of the table has no special parts.
_LOOK = (
    '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
    'w:noHBand="1" w:noVBand="1"/>'
)
#: A table with no more rows than this is not divided between pages.
_SHORT = 10
#: Characters: the least a column has room for, and where longer text stops making it wider.
_NARROW, _WIDE = 4, 60
#: Twentieths of a point: a broad letter of bold ten-point text, and what a cell's margins take.
_CHARACTER, _PADDING = 100, 240
#: Letters that are about three fifths broader than a character.
_BROAD = re.compile("[mwMW@%]")
#: Where a line may break; hard spaces hold figures together.
_BREAKABLE = "[ \t\n\r]+"


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
                leads = after is not None and not isinstance(after, Paragraph)
                keep = _KEEP_NEXT if leads and len(plain(block.content)) <= _LEAD else ""
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
    """Return column widths that fill ``total``.

    Every column gets room for its longest word; what is left goes to the columns whose text is longer.
    """
    columns = [[plain(cell) for cell in column] for column in zip(table.header, *table.rows, strict=True)]
    least = [_PADDING + _CHARACTER * max(_NARROW, *map(_longest_word, cells)) for cells in columns]
    whole = [_PADDING + _CHARACTER * min(_WIDE, max(map(len, cells))) for cells in columns]
    spare = total - sum(least)
    if spare <= 0:
        shares, widths = least, [0] * len(least)
        spare = total
    else:
        shares, widths = [max(0, more - few) for more, few in zip(whole, least, strict=True)], least
        if sum(shares) == 0:
            shares = least
    widths = [width + spare * share // sum(shares) for width, share in zip(widths, shares, strict=True)]
    widths[-1] += total - sum(widths)
    return widths


def _longest_word(text: str) -> int:
    """Return the room that the longest word takes, in characters; the broadest letters take more than one."""
    return max((len(word) + (3 * len(_BROAD.findall(word)) + 4) // 5 for word in re.split(_BREAKABLE, text)), default=0)
