"""The text of a Word file in the order it stands, under the tracked changes that it stands under.

Source: ECMA-376 Part 1, 17.3 (paragraphs and runs), 17.4 (tables), 17.13 (comments, changes, bookmarks, and what a
move is named). Every element is visited once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.model.marked import OBJECT, Cell, Mark, MarkedParagraph, Span, Spot
from generator.word import foreign_look, tree
from generator.word.foreign_drawing import alternative, drawing
from generator.word.foreign_fields import Fields, closed_marks, is_contents
from generator.word.foreign_inline import ALTERNATE, AROUND, MATH, NOTES, PICTURES, SIGNS, symbol
from generator.word.foreign_look import Look
from generator.word.tree import Element, w

#: What says that something was put in or taken out, by what it stands on.
_TEXT = {w("ins"): "ins", w("del"): "del", w("moveFrom"): "from", w("moveTo"): "to"}
_CELLS = {w("cellIns"): "ins", w("cellDel"): "del"}
_AROUND = AROUND | set(_TEXT)
_WORDS = (w("t"), w("delText"))
#: Ours; the rest are for tables of contents and the like.
_BOOKMARK = "kl_"
_RANGES = {
    w("moveFromRangeStart"): "from", w("moveToRangeStart"): "to",
    w("moveFromRangeEnd"): "from", w("moveToRangeEnd"): "to",
}  # fmt: skip
_STARTS = (w("moveFromRangeStart"), w("moveToRangeStart"))


@dataclass(slots=True)
class _Pieces:
    """A paragraph while it is read."""

    spans: list[Span] = field(default_factory=list)
    length: int = 0
    bookmarks: list[str] = field(default_factory=list)
    contents: bool = False
    boxes: list[tuple[Element, tuple[Mark, ...]]] = field(default_factory=list)

    def add(self, text: str, marks: tuple[Mark, ...], result: bool) -> None:
        """Add text; what stands under the same changes is one span."""
        if not text:
            return
        self.length += len(text)
        self.spans.append(Span(text, marks, result))


class MarkedWalk:
    """Reads the parts of one file; what it found is in its public attributes."""

    def __init__(self, look: Look) -> None:
        """Prepare for reading a file with these styles."""
        self.paragraphs: list[MarkedParagraph] = []
        #: Numbers of the paragraphs after which a whole other document is fetched in.
        self.embedded: list[int] = []
        #: Where comments begin, end and have their sign, by their ids.
        self.starts: dict[str, Spot] = {}
        self.ends: dict[str, Spot] = {}
        self.references: dict[str, Spot] = {}
        #: Number of the paragraph that refers to a note, by its kind and id.
        self.notes: dict[tuple[str, str], int] = {}
        self._look = look
        self._tables = 0
        self._containers = 0
        self._story = ""
        self._number = 0
        self._numbers: Mapping[Element, int] = {}
        self._fields = Fields()
        self._marks: set[Element] = set()
        self._contents = 0
        #: Open ranges of moves, by kind and id.
        self._moves: dict[str, dict[str, str]] = {"from": {}, "to": {}}
        #: Names and comments that stand between paragraphs and belong to the next.
        self._bookmarks: list[str] = []
        self._waiting: list[str] = []

    def read(self, root: Element, story: str, numbers: Mapping[Element, int], number: int = 0) -> None:
        """Read what stands in a body, a header or a note.

        Args:
            root: the element whose children are blocks.
            story: what it is, as ``WordParagraph.story``.
            numbers: the paragraphs' numbers; paragraphs that are not among them have ``number``.
            number: see ``numbers``.
        """
        self._story, self._numbers, self._number = story, numbers, number
        self._marks = closed_marks(root)
        self._fields = Fields()
        self._moves = {"from": {}, "to": {}}
        container = 0 if story == "body" else self._inner()
        self._blocks(root, Cell(), container, ())
        for name in self._waiting:
            self.starts.setdefault(name, Spot(max(len(self.paragraphs) - 1, 0), 0))
        self._waiting, self._bookmarks = [], []

    def _inner(self) -> int:
        self._containers += 1
        return self._containers

    # Blocks.

    def _blocks(self, around: Element, cell: Cell, container: int, marks: tuple[Mark, ...]) -> None:
        for child in around:
            tag = child.tag
            if tag == w("p"):
                self._paragraph(child, cell, container, marks)
            elif tag == w("tbl"):
                self._table(child, marks)
            elif tag == w("sdt"):
                contents = _is_contents_control(child)
                self._contents += contents
                for inside in child.findall(w("sdtContent")):
                    self._blocks(inside, cell, container, marks)
                self._contents -= contents
            elif tag in _AROUND:
                self._blocks(child, cell, container, self._under(child, marks))
            elif tag == ALTERNATE:
                for chosen in alternative(child):
                    self._blocks(chosen, cell, container, marks)
            elif tag == w("altChunk"):
                self.embedded.append(self.paragraphs[-1].number if self.paragraphs else 0)
            else:
                self._between(child)

    def _between(self, element: Element) -> None:
        """Take what stands between paragraphs, between rows or between cells."""
        tag = element.tag
        if tag == w("bookmarkStart"):
            self._bookmarks += _bookmark(element)
        elif tag == w("commentRangeStart"):
            self._waiting.append(tree.value(element, "id") or "")
        elif tag == w("commentRangeEnd"):
            last = len(self.paragraphs) - 1
            length = sum(len(span.text) for span in self.paragraphs[last].spans) if self.paragraphs else 0
            self.ends.setdefault(tree.value(element, "id") or "", Spot(max(last, 0), length))
        elif tag in _RANGES:
            self._range(element)

    def _range(self, element: Element) -> None:
        """Take the beginning or the end of what is moved (17.13.5.24, 17.13.5.28)."""
        kind, identity = _RANGES[element.tag], tree.value(element, "id") or ""
        if element.tag in _STARTS:
            self._moves[kind][identity] = tree.value(element, "name") or ""
        else:
            self._moves[kind].pop(identity, None)

    def _table(self, table: Element, marks: tuple[Mark, ...]) -> None:
        self._tables += 1
        place = self._tables
        for count, (row, outer) in enumerate(self._inside(table, w("tr"), marks), 1):
            properties = row.find(w("trPr"))
            within = outer if properties is None else self._said(properties, _TEXT, outer)
            for column, (element, around) in enumerate(self._inside(row, w("tc"), within), 1):
                own = element.find(w("tcPr"))
                inner = around if own is None else self._said(own, _CELLS, around)
                self._blocks(element, Cell(place, count, column), self._inner(), inner)

    def _inside(
        self, container: Element, tag: str, marks: tuple[Mark, ...]
    ) -> Iterator[tuple[Element, tuple[Mark, ...]]]:
        """Yield a table's rows or a row's cells, with the changes they stand under."""
        for child in container:
            if child.tag == tag:
                yield child, marks
            elif child.tag == w("sdt"):
                for inside in child.findall(w("sdtContent")):
                    yield from self._inside(inside, tag, marks)
            elif child.tag in _AROUND:
                yield from self._inside(child, tag, self._under(child, marks))
            elif child.tag == ALTERNATE:
                for chosen in alternative(child):
                    yield from self._inside(chosen, tag, marks)
            else:
                self._between(child)

    # Marks.

    def _under(self, element: Element, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        kind = _TEXT.get(element.tag)
        return marks if kind is None else self._with(marks, element, kind)

    def _said(self, properties: Element, kinds: Mapping[str, str], marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        """Return the marks with those that some properties say."""
        for child in properties:
            if child.tag in kinds:
                marks = self._with(marks, child, kinds[child.tag])
        return marks

    def _with(self, marks: tuple[Mark, ...], element: Element, kind: str) -> tuple[Mark, ...]:
        author = tree.value(element, "author") or ""
        # A row that was put in has runs that were: that is one change.
        if any(mark.kind == kind and mark.author == author for mark in marks):
            return marks
        opened = self._moves.get(kind)
        move = next(reversed(opened.values()), "") if opened else ""
        return (*marks, Mark(kind, author, tree.value(element, "date") or "", move))

    # Paragraphs.

    def _paragraph(self, element: Element, cell: Cell, container: int, marks: tuple[Mark, ...]) -> None:
        number = self._numbers.get(element, self._number)
        place = len(self.paragraphs)
        pieces = _Pieces(bookmarks=self._bookmarks)
        self._bookmarks = []
        for name in self._waiting:
            self.starts.setdefault(name, Spot(place, 0))
        self._waiting = []
        pieces.contents = self._fields.contents
        properties = element.find(w("pPr"))
        self._content(element, pieces, marks, number)
        pieces.contents = pieces.contents or self._fields.contents
        mark = None if properties is None else properties.find(w("rPr"))
        end = marks if mark is None else self._said(mark, _TEXT, marks)
        style = self._look.paragraph(tree.child_value(properties, "pStyle"))
        own = foreign_look.own_level(properties)
        self.paragraphs.append(
            MarkedParagraph(
                spans=_joined(pieces.spans),
                end=_named(end, pieces.spans),
                number=number,
                story=self._story,
                style=style.name,
                level=(style.level or 0) if own is None else own,
                numbering=self._look.numbering(
                    style,
                    tree.child_value(properties, "numPr", "numId"),
                    tree.child_value(properties, "numPr", "ilvl"),
                ),
                contents=pieces.contents or self._contents > 0 or style.name.startswith("toc "),
                cell=cell,
                container=container,
                bookmarks=tuple(pieces.bookmarks),
            )
        )
        self._boxes(pieces, number)

    def _boxes(self, pieces: _Pieces, number: int) -> None:
        """Read the text boxes that hang on a paragraph."""
        if not pieces.boxes:
            return
        kept = self._fields, self._story, self._number
        self._number = number
        self._story = "box" if self._story == "body" else self._story
        for box, marks in pieces.boxes:
            self._fields = Fields()
            self._blocks(box, Cell(), self._inner(), marks)
        self._fields, self._story, self._number = kept

    def _content(self, container: Element, pieces: _Pieces, marks: tuple[Mark, ...], number: int) -> None:
        """Read what stands in a paragraph, or in something inside it."""
        for child in container:
            tag = child.tag
            if tag == w("r"):
                self._run(child, pieces, marks, number)
            elif tag in _AROUND:
                self._content(child, pieces, self._under(child, marks), number)
            elif tag == w("hyperlink"):
                self._content(child, pieces, marks, number)
            elif tag == w("fldSimple"):
                pieces.contents = pieces.contents or is_contents(tree.value(child, "instr") or "")
                start = len(pieces.spans)
                self._content(child, pieces, marks, number)
                pieces.spans[start:] = [span._replace(field=True) for span in pieces.spans[start:]]
            elif tag == w("sdt"):
                for inside in child.findall(w("sdtContent")):
                    self._content(inside, pieces, marks, number)
            elif tag == ALTERNATE:
                for chosen in alternative(child):
                    self._content(chosen, pieces, marks, number)
            elif tag in (f"{MATH}oMath", f"{MATH}oMathPara"):
                pieces.add("".join(found.text or "" for found in child.iter(f"{MATH}t")), marks, result=False)
            elif tag == w("bookmarkStart"):
                pieces.bookmarks += _bookmark(child)
            elif tag == w("commentRangeStart"):
                self._spot(self.starts, child, pieces)
            elif tag == w("commentRangeEnd"):
                self._spot(self.ends, child, pieces)
            elif tag in _RANGES:
                self._range(child)

    def _spot(self, spots: dict[str, Spot], element: Element, pieces: _Pieces) -> None:
        spots.setdefault(tree.value(element, "id") or "", Spot(len(self.paragraphs), pieces.length))

    def _run(self, run: Element, pieces: _Pieces, marks: tuple[Mark, ...], number: int) -> None:
        fields = self._fields
        for child in run:
            tag = child.tag
            if tag == w("fldChar"):
                if child in self._marks:
                    fields.mark(tree.value(child, "fldCharType"), pieces.length)
                    pieces.contents = pieces.contents or fields.contents
            elif tag == w("instrText"):
                fields.tell(child.text or "")
            elif tag == w("commentReference"):
                self._spot(self.references, child, pieces)
            elif fields.hidden:
                continue
            elif tag in _WORDS:
                pieces.add((child.text or "").replace("\xad", ""), marks, fields.result)
            elif tag in SIGNS:
                pieces.add(SIGNS[tag], marks, fields.result)
            elif tag == w("sym"):
                pieces.add(symbol(tree.value(child, "char")), marks, fields.result)
            elif tag in NOTES:
                self.notes.setdefault((NOTES[tag], tree.value(child, "id") or ""), number)
            elif tag in PICTURES:
                found = drawing(child)
                pieces.boxes += [(box, marks) for box in found.boxes]
                pieces.add(OBJECT * len(found.pictures), marks, result=False)
            elif tag == ALTERNATE:
                for chosen in alternative(child):
                    self._run(chosen, pieces, marks, number)
            elif tag == w("ruby"):
                for base in child.findall(f"{w('rubyBase')}/{w('r')}"):
                    self._run(base, pieces, marks, number)


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Return the spans with neighbours under the same changes as one."""
    found: list[tuple[list[str], Span]] = []
    for span in spans:
        if found and found[-1][1].marks == span.marks and found[-1][1].field == span.field:
            found[-1][0].append(span.text)
        else:
            found.append(([span.text], span))
    return tuple(span._replace(text="".join(texts)) for texts, span in found)


def _named(end: tuple[Mark, ...], spans: list[Span]) -> tuple[Mark, ...]:
    """Return the marks of a paragraph's end; a move's name stands inside the paragraph, after its properties."""
    names = {mark.kind: mark.move for span in spans for mark in span.marks if mark.move}
    return tuple(mark._replace(move=mark.move or names.get(mark.kind, "")) for mark in end)


def _bookmark(element: Element) -> list[str]:
    name = tree.value(element, "name") or ""
    return [name] if name.startswith(_BOOKMARK) else []


def _is_contents_control(control: Element) -> bool:
    gallery = tree.child_value(control.find(w("sdtPr")), "docPartObj", "docPartGallery")
    return gallery == "Table of Contents"
