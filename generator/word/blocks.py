"""Blocks as WordprocessingML: paragraphs, lists that restart, tables with a header row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from generator.model.document import Block, Chart, ListBlock, Paragraph, Signature, Table, plain
from generator.word.markup import escape, paragraph, runs
from generator.word.prepared import Prepared, drawing_ids

if TYPE_CHECKING:
    from generator.prose.charts import Scale
    from generator.word.chart_layout import Layout

#: Keeps what leads in to a list or a table on the same page as its first line.
_KEEP_NEXT = "<w:keepNext/>"
#: A longer paragraph cannot be kept whole with what follows: LibreOffice then lets go of the heading above
#: it, which is left alone at the foot of the page. Widow control is enough for it.
_LEAD = 200
#: Two tables in a row grow together in Word, and one that ends the document gets a paragraph of full
#: height after it; this one is six points high.
SEPARATOR = '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>'
#: The header row is formatted as such (17.4.56, 17.4.7); the rest of the table has no special parts.
_LOOK = (
    '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
    'w:noHBand="1" w:noVBand="1"/>'
)
#: A table with no more rows than this is not divided between pages, if no cell has more characters than this.
_SHORT, _TALL = 10, 300
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


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture that needs a chart part: its relationship's id, what it shows, its axis and its layout."""

    link: str
    chart: Chart
    scale: Scale
    place: Layout


class BlockWriter:
    """Writes blocks and remembers the numbering instances that their lists were given, and the charts."""

    def __init__(self, prepared: Prepared, reserved: int = 0) -> None:
        """Number lists from the template's first free numId, after those that are ``reserved``."""
        self.numbers: list[int] = []
        self.drawn: list[Drawn] = []
        self._prepared = prepared
        self._first_number = prepared.numbering.next_id + reserved
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
        self._first_drawing = 0

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
                pieces.append(paragraph(style, runs(block.content), lead(block, after)))
            elif isinstance(block, ListBlock):
                pieces.append(self._list(block))
            elif isinstance(block, Chart):
                pieces.append(self._chart(block, style))
            elif isinstance(block, Signature):
                from generator.word.drawn import signature  # imported late: few documents have one

                pieces.append(signature(block, self._width, style))
            else:
                pieces.append(self.table(block, Description(title, ", ".join(map(plain, block.header)))))
                if isinstance(after, Table):
                    pieces.append(self.separator())
        return "".join(pieces)

    def _chart(self, whole: Chart, style: str) -> str:
        """Return a chart as the pictures that it takes."""
        from generator.prose.charts import pictures, scale
        from generator.word.chart_layout import layout, most
        from generator.word.drawn import picture

        if not self.drawn:
            self._first_drawing = next(drawing_ids(self._prepared.segments.values()))
        pieces: list[str] = []
        caption = self._prepared.styles.get("caption", style)
        for part in pictures(whole, most(whole)):
            place = layout(part, self._width)
            link = f"rId{self._prepared.next_relationship + 1 + len(self.drawn)}"
            number = self._first_drawing + len(self.drawn)
            self.drawn.append(Drawn(link, part, scale(whole), place))
            pieces.append(picture(part, link, number, (self._width, place.height), style, caption))
        return "".join(pieces)

    def separator(self) -> str:
        """Return the paragraph that Word demands between two tables and after a last one."""
        return paragraph(self._text, "", SEPARATOR)

    def _list(self, block: ListBlock) -> str:
        style, link = self.list_look(block.ordered)
        return "".join(paragraph(style, runs(item), link) for item in block.items)

    def list_look(self, ordered: bool) -> tuple[str, str]:
        """Return the style and the properties of the items of a new list, which starts at a)."""
        if not ordered:
            return self._bullet, ""
        number = self._first_number + len(self.numbers)
        self.numbers.append(number)
        return self._ordered, f'<w:numPr><w:ilvl w:val="{self._level}"/><w:numId w:val="{number}"/></w:numPr>'

    def table(self, table: Table, description: Description) -> str:
        """Return a table as wide as the text, with alt text and a header row that repeats (17.4)."""
        start, widths = self.table_start(table, description)
        last = len(table.rows) - 1
        whole = together(table)
        rows = [self.row(map(runs, table.header), table.numeric, widths, header=True)]
        for index, row in enumerate(table.rows):
            rows.append(self.row(map(runs, row), table.numeric, widths, keep=whole and index < last))
        return f"{start}{''.join(rows)}</w:tbl>"

    def table_start(self, table: Table, description: Description) -> tuple[str, list[int]]:
        """Return what stands before a table's first row, and the widths of its columns."""
        widths = _widths(table, self._width)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        start = (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._table}"/><w:tblW w:w="{self._width}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/>{_LOOK}<w:tblCaption w:val="{_attribute(description.title)}"/>'
            f'<w:tblDescription w:val="{_attribute(description.summary)}"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>"
        )
        return start, widths

    def row(
        self,
        contents: Iterable[str],
        numeric: Sequence[bool],
        widths: Sequence[int],
        *,
        header: bool = False,
        keep: bool = False,
    ) -> str:
        """Return a row of a table; ``contents`` are the runs of its cells."""
        style, first = (self._header, "<w:tblHeader/>") if header else (self._cell, "")
        pieces = [f"<w:tr><w:trPr><w:cantSplit/>{first}</w:trPr>"]
        for content, right, width in zip(contents, numeric, widths, strict=True):
            look = (_KEEP_NEXT if keep else "") + ('<w:jc w:val="right"/>' if right else "")
            pieces.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>')
            pieces += (paragraph(style, content, look), "</w:tc>")
        pieces.append("</w:tr>")
        return "".join(pieces)


def together(table: Table) -> bool:
    """Tell whether a table is small enough to stand on one page, undivided."""
    return len(table.rows) <= _SHORT and all(len(plain(cell)) <= _TALL for row in table.rows for cell in row)


def lead(block: Paragraph, after: Block | None) -> str:
    """Return the property that keeps a paragraph with what follows, where it leads in to that."""
    leads = after is not None and not isinstance(after, Paragraph)
    return _KEEP_NEXT if leads and len(plain(block.content)) <= _LEAD else ""


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
