"""A Word file of ours as structure: paragraphs with style, number, text and look, and tables of such paragraphs.

Two files with the same structure read the same and number the same, however their XML is cut into runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.word import tree
from generator.word.parts import Parts
from generator.word.project import Numbers
from generator.word.styles import StyleSheet
from generator.word.tree import Element, w

_LOOKS = ("b", "i", "highlight")


class Read(NamedTuple):
    """A paragraph."""

    #: Name of its style.
    style: str
    #: Its number or bullet, such as ``3.2`` or ``a)``; empty without one.
    label: str
    #: Adjustment and page break, where the paragraph has its own.
    look: tuple[str, ...]
    #: Pieces of text, each with its look; a field stands as its instruction, before its result.
    pieces: tuple[tuple[str, ...], ...]
    bookmarks: tuple[str, ...]

    @property
    def text(self) -> str:
        """The text as it is read, without its number."""
        return "".join(piece[0] for piece in self.pieces if piece[1:2] != ("field",))


#: A table: rows of cells of paragraphs.
ReadTable = tuple[tuple[tuple[Read, ...], ...], ...]


def structure(parts: Mapping[str, bytes]) -> list[Read | ReadTable]:
    """Return the body of a Word file, paragraph by paragraph and table by table.

    Args:
        parts: the parts as ``read_package`` gives them.

    Raises:
        ValueError: there is no document in them.
    """
    package = Parts.of(parts)
    sheet = StyleSheet(package.tree("styles"), package.tree("numbering"))
    reader = _Reader(sheet)
    return list(reader.read(tree.parse(parts[package.main]).find(w("body"))))


class _Reader:
    def __init__(self, sheet: StyleSheet) -> None:
        self._numbers = Numbers(sheet)
        self._names = {style: name for name, style in sheet.ids().items()}

    def read(self, container: Element) -> Iterator[Read | ReadTable]:
        for child in container:
            if child.tag == w("p"):
                yield self._paragraph(child)
            elif child.tag == w("tbl"):
                yield tuple(
                    tuple(self._cell(cell) for cell in row.findall(w("tc")))
                    for row in child.findall(w("tr"))
                )  # fmt: skip
            elif child.tag in (w("sdt"), w("sdtContent")):
                yield from self.read(child)

    def _cell(self, cell: Element) -> tuple[Read, ...]:
        return tuple(self._paragraph(paragraph) for paragraph in cell.findall(w("p")))

    def _paragraph(self, paragraph: Element) -> Read:
        properties = paragraph.find(w("pPr"))
        style = tree.child_value(properties, "pStyle") or ""
        look = [
            name for name in ("pageBreakBefore",) if properties is not None and properties.find(w(name)) is not None
        ]
        look += [value for value in (tree.child_value(properties, "jc"),) if value]
        bookmarks = tuple(tree.value(mark, "name") or "" for mark in paragraph.iter(w("bookmarkStart")))
        label = self._numbers.label(paragraph)
        return Read(self._names.get(style, style), label, tuple(look), tuple(_pieces(paragraph)), bookmarks)


def _pieces(paragraph: Element) -> Iterator[tuple[str, ...]]:
    """Yield the text, pieces of the same look together."""
    text = ""
    look: tuple[str, ...] = ()
    for run in paragraph.iter(w("r")):
        properties = run.find(w("rPr"))
        own = tuple(name for name in _LOOKS if properties is not None and properties.find(w(name)) is not None)
        link = run.getparent()
        if link.tag == w("hyperlink"):
            own = (*own, tree.value(link, "anchor") or "", tree.value(link, "tooltip") or "")
        for child in run:
            if child.tag == w("fldChar") or child.tag == w("instrText"):
                if text:
                    yield (text, *look)
                text = ""
                yield (tree.value(child, "fldCharType") or child.text or "", "field", *own)
                continue
            piece = _text(child)
            if piece and own != look:
                if text:
                    yield (text, *look)
                text, look = "", own
            text += piece
    if text:
        yield (text, *look)


def _text(child: Element) -> str:
    if child.tag == w("t"):
        return child.text or ""
    if child.tag == w("tab"):
        return "\t"
    if child.tag == w("br"):
        return "\n"
    return "[bild]" if child.tag == w("drawing") else ""
