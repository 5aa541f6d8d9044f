"""The text of one part of a Word file, in the order it is read and as it reads when changes are accepted.

Source: ECMA-376 Part 1, 17.3 (paragraphs and runs), 17.4 (tables), 17.5 (content controls), 17.13.5 (tracked
changes); Part 3, 7 (alternate content). Every element is visited once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.model.wordfile import WordParagraph, WordPicture, WordTable
from generator.word import foreign_look, tree
from generator.word.foreign_drawing import alternative
from generator.word.foreign_fields import Fields, closed_marks
from generator.word.foreign_inline import ALTERNATE, AROUND, Around, Cell, Inline, Pieces
from generator.word.foreign_look import UNKNOWN, Look
from generator.word.tree import Element, w

#: A line to write on is made of these.
_RULE = ("____", "....", "……", "----")


@dataclass(slots=True)
class _Grid:
    """A table while it is read."""

    number: int = 0
    rows: int = 0
    columns: int = 0
    header_rows: int = 0
    text_rows: int = 0
    text_columns: set[int] = field(default_factory=set)
    merged: bool = False
    form: bool = False


class Walk:
    """Reads one part; what it found is in ``paragraphs``, ``tables``, ``pictures``, ``notes`` and ``embedded``."""

    def __init__(self, look: Look, story: str, *, tables: int = 0, background: bool = False) -> None:
        """Prepare for reading.

        Args:
            look: the file's styles.
            story: what the part is, as ``WordParagraph.story`` has it.
            tables: how many tables were found before in the file.
            background: True where the page has a colour of its own.
        """
        self.paragraphs: list[WordParagraph] = []
        self.tables: list[WordTable] = []
        #: Numbers of the paragraphs after which a whole other document is fetched in.
        self.embedded: list[int] = []
        self._look = look
        self._inline = Inline(look, story, UNKNOWN if background else None)
        self._before = tables
        self._numbers: Mapping[Element, int] = {}
        self._contents = 0
        self._carried: Pieces | None = None
        self._last = 0
        self._number = 0

    @property
    def pictures(self) -> list[WordPicture]:
        """The pictures, in the order they are met."""
        return self._inline.pictures

    @property
    def notes(self) -> Mapping[tuple[str, str], int]:
        """Number of the paragraph that refers to a note, by its kind and id."""
        return self._inline.notes

    def read(self, root: Element, numbers: Mapping[Element, int], number: int = 0) -> None:
        """Read what stands in a body, a header or a note.

        Args:
            root: the element whose children are blocks.
            numbers: the paragraphs' numbers; paragraphs that are not among them have ``number``.
            number: see ``numbers``.
        """
        self._numbers, self._number = numbers, number
        self._inline.marks = closed_marks(root)
        self._inline.fields = Fields()
        self._blocks(root, None)

    def _blocks(self, container: Element, cell: Cell | None) -> None:
        """Read paragraphs, tables, and what stands around them."""
        blocks = [*self._unwrapped(container)]
        for index, block in enumerate(blocks):
            if block.tag == w("p"):
                after = blocks[index + 1] if index + 1 < len(blocks) else None
                before = blocks[index - 1] if index else None
                self._paragraph(block, cell, needed=cell is not None or _needed(before, after))
            elif block.tag == w("tbl"):
                self._flush(cell)
                self._table(block)
            elif block.tag == w("altChunk"):
                self.embedded.append(self._last)
            elif block.tag == w("sdt"):
                contents = _is_contents_control(block)
                self._contents += contents
                inside = block.find(w("sdtContent"))
                if inside is not None:
                    self._blocks(inside, cell)
                self._contents -= contents
        self._flush(cell)

    def _unwrapped(self, container: Element) -> Iterator[Element]:
        """Yield blocks, those inside what only stands around them included."""
        for child in container:
            if child.tag in (w("p"), w("tbl"), w("sdt"), w("altChunk")):
                yield child
            elif child.tag in AROUND:
                yield from self._unwrapped(child)
            elif child.tag == ALTERNATE:
                for chosen in alternative(child):
                    yield from self._unwrapped(chosen)

    # Paragraphs.

    def _paragraph(self, element: Element, cell: Cell | None, *, needed: bool) -> None:
        number = self._numbers.get(element, self._number)
        self._last = number or self._last
        pieces = self._carried or Pieces(number)
        self._carried = None
        if not pieces.text:
            pieces.number = number
        properties = element.find(w("pPr"))
        style = tree.child_value(properties, "pStyle")
        pieces.contents = pieces.contents or self._inline.fields.contents
        self._inline.read(element, pieces, Around(style, foreign_look.fill(properties), cell))
        pieces.contents = pieces.contents or self._inline.fields.contents
        mark = None if properties is None else properties.find(w("rPr"))
        if mark is not None and any(mark.find(w(name)) is not None for name in ("del", "moveFrom")):
            # With its mark gone, what is left of it runs on in the next paragraph.
            pieces.changed = True
            self._carried = pieces
            self._boxes(pieces)
            return
        self._add(element, pieces, cell, needed=needed)
        self._boxes(pieces)

    def _add(self, element: Element | None, pieces: Pieces, cell: Cell | None, *, needed: bool) -> None:
        properties = None if element is None else element.find(w("pPr"))
        style = self._look.paragraph(tree.child_value(properties, "pStyle"))
        own = foreign_look.own_level(properties)
        text = "".join(pieces.text)
        empty = not text.strip() and not pieces.other
        section = properties is not None and properties.find(w("sectPr")) is not None
        self.paragraphs.append(
            WordParagraph(
                text=text,
                number=pieces.number,
                story=self._inline.story,
                style=style.name,
                level=(style.level or 0) if own is None else own,
                numbering=self._look.numbering(
                    style,
                    tree.child_value(properties, "numPr", "numId"),
                    tree.child_value(properties, "numPr", "ilvl"),
                ),
                bold=bool(pieces.languages) and not pieces.plain,
                language=max(pieces.languages, key=lambda name: pieces.languages[name], default=""),
                table=cell.table if cell else 0,
                contents=pieces.contents or self._contents > 0 or style.name.startswith("toc "),
                spacing=empty and not needed and not section and not pieces.changed and not pieces.boxes,
                other=pieces.other or section or bool(pieces.boxes),
                links=tuple(pieces.links),
                shades=tuple(pieces.shades),
            )
        )

    def _flush(self, cell: Cell | None) -> None:
        """Write down a paragraph whose mark is gone and that nothing followed."""
        pieces, self._carried = self._carried, None
        if pieces and pieces.text:
            self._add(None, pieces, cell, needed=True)

    def _boxes(self, pieces: Pieces) -> None:
        """Read the text boxes that hang on a paragraph."""
        if not pieces.boxes:
            return
        boxes, pieces.boxes = pieces.boxes, []
        kept = self._inline.fields, self._inline.story, self._carried, self._number
        self._carried, self._number = None, pieces.number
        self._inline.story = "box" if self._inline.story == "body" else self._inline.story
        for box in boxes:
            self._inline.fields = Fields()
            self._blocks(box, None)
        self._inline.fields, self._inline.story, self._carried, self._number = kept

    # Tables.

    def _table(self, table: Element) -> None:
        first = len(self.paragraphs)
        self.tables.append(_NO_TABLE)
        place = len(self.tables)
        properties = table.find(w("tblPr"))
        style = tree.child_value(properties, "tblStyle")
        grid = _Grid()
        for row in _rows(table):
            self._row(row, grid, Cell(self._before + place, UNKNOWN if self._look.lined(style) else None))
        number = self.paragraphs[first].number if len(self.paragraphs) > first else self._last
        self.tables[place - 1] = WordTable(
            number=number,
            story=self._inline.story,
            rows=grid.rows,
            columns=grid.columns,
            header_rows=grid.header_rows,
            text_rows=grid.text_rows,
            text_columns=len(grid.text_columns),
            merged=grid.merged,
            nested=len(self.tables) > place,
            lined=self._look.lined(style) or foreign_look.lined(table),
            form=grid.form,
        )

    def _row(self, row: Element, grid: _Grid, cell: Cell) -> None:
        properties = row.find(w("trPr"))
        if properties is not None and properties.find(w("del")) is not None:
            return
        header = None if properties is None else properties.find(w("tblHeader"))
        if header is not None and foreign_look.on(header) and grid.header_rows == grid.rows:
            grid.header_rows += 1
        column, has_text = tree.whole(tree.child_value(properties, "gridBefore")), False
        for element in _cells(row):
            within = element.find(w("tcPr"))
            span = max(1, tree.whole(tree.child_value(within, "gridSpan")))
            merge = None if within is None else within.find(w("vMerge"))
            grid.merged = grid.merged or span > 1 or merge is not None
            deleted = within is not None and within.find(w("cellDel")) is not None
            # Word shows nothing of a cell that the one above reaches over.
            covered = merge is not None and tree.value(merge) != "restart" and grid.rows > 0
            if not deleted and not covered:
                text = self._cell(element, Cell(cell.table, foreign_look.fill(within) or cell.fill))
                if any(sign.isalnum() for sign in text):
                    has_text = True
                    grid.text_columns.add(column)
                grid.form = grid.form or any(rule in text for rule in _RULE)
            column += span
        grid.rows += 1
        grid.columns = max(grid.columns, column)
        grid.text_rows += has_text

    def _cell(self, element: Element, cell: Cell) -> str:
        first = len(self.paragraphs)
        self._blocks(element, cell)
        return " ".join(paragraph.text for paragraph in self.paragraphs[first:])


_NO_TABLE = WordTable(0, "", 0, 0, 0, 0, 0, False, False, False, False)


def _needed(before: Element | None, after: Element | None) -> bool:
    """Return whether Word wants a paragraph here: after a table, where nothing or another table follows."""
    return after is None or (before is not None and before.tag == w("tbl"))


def _is_contents_control(control: Element) -> bool:
    gallery = tree.child_value(control.find(w("sdtPr")), "docPartObj", "docPartGallery")
    return gallery == "Table of Contents"


def _rows(table: Element) -> Iterator[Element]:
    yield from _inside(table, w("tr"))


def _cells(row: Element) -> Iterator[Element]:
    yield from _inside(row, w("tc"))


def _inside(container: Element, tag: str) -> Iterator[Element]:
    """Yield a table's rows or a row's cells, those in content controls and insertions included."""
    for child in container:
        if child.tag == tag:
            yield child
        elif child.tag == w("sdt"):
            for inside in child.findall(w("sdtContent")):
                yield from _inside(inside, tag)
        elif child.tag in AROUND:
            yield from _inside(child, tag)
        elif child.tag == ALTERNATE:
            for chosen in alternative(child):
                yield from _inside(chosen, tag)
