"""What stands inside a paragraph: runs, links, fields, symbols, and pictures with what they hold.

Source: ECMA-376 Part 1, 17.3.2 and 17.3.3 (runs and their content), 17.16 (fields and links), 17.13.5 (changes).
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field, replace

from generator.model.wordfile import Shade, WordPicture
from generator.word import tree
from generator.word.foreign_drawing import alternative, drawing
from generator.word.foreign_fields import Fields, is_contents
from generator.word.foreign_look import AUTOMATIC, UNKNOWN, Look, Style
from generator.word.tree import Element, w

#: What only stands around text or blocks.
AROUND = {w(name) for name in ("ins", "moveTo", "smartTag", "customXml", "dir", "bdo", "sdtContent")}
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
#: What a run holds besides text, and what it reads as.
SIGNS = {
    w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-", w("softHyphen"): "",
}  # fmt: skip
#: Asked of for every element of a text.
_RUN, _LOOK, _TEXT, _LINK, _MARK, _CODE = map(w, ("r", "rPr", "t", "hyperlink", "fldChar", "instrText"))
NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
PICTURES = (w("drawing"), w("pict"), w("object"))
#: Signs of the fonts that Word makes bullets and boxes from; they have no letters of their own.
_SYMBOLS = {
    0xB7: "•", 0xA7: "▪", 0x6C: "●", 0x6E: "■", 0xA8: "□", 0x6F: "□", 0x71: "□", 0xFC: "✓", 0xFE: "☑", 0xFD: "☒",
    0xD8: "➢", 0xE0: "→",
}  # fmt: skip
_PRIVATE = range(0xF000, 0xF100)
_SURROGATES = range(0xD800, 0xE000)


@dataclass(slots=True)
class Cell:
    """What is known of the table around a paragraph."""

    #: Place among the tables, from 1.
    table: int
    #: The colour behind the text, UNKNOWN, or None.
    fill: str | None


@dataclass(slots=True)
class Around:
    """What is around the runs of a paragraph."""

    style: str | None
    fill: str | None
    cell: Cell | None


@dataclass(slots=True)
class Pieces:
    """A paragraph while it is read."""

    number: int
    text: list[str] = field(default_factory=list)
    #: Letters by language, and those that are not bold.
    languages: dict[str, int] = field(default_factory=dict)
    plain: int = 0
    other: bool = False
    changed: bool = False
    contents: bool = False
    links: list[str] = field(default_factory=list)
    shades: dict[Shade, None] = field(default_factory=dict)
    boxes: list[Element] = field(default_factory=list)


class Inline:
    """Reads what stands in paragraphs; pictures and notes gather here."""

    def __init__(self, look: Look, story: str, page: str | None) -> None:
        """Prepare for reading.

        Args:
            look: the file's styles.
            story: as ``WordParagraph.story``.
            page: the colour of the page, UNKNOWN, or None for white.
        """
        self.story = story
        self.fields = Fields()
        #: The marks of fields that are to be minded.
        self.marks: Set[Element] = set()
        self.pictures: list[WordPicture] = []
        #: Number of the paragraph that refers to a note, by its kind and id.
        self.notes: dict[tuple[str, str], int] = {}
        self._look = look
        self._page = page

    def read(self, container: Element, pieces: Pieces, around: Around) -> None:
        """Read what stands in a paragraph, or in something inside it."""
        for child in container:
            if child.tag == _RUN:
                self._run(child, pieces, around)
            elif child.tag in AROUND:
                self.read(child, pieces, around)
            elif child.tag == _LINK:
                self._link(child, pieces, around)
            elif child.tag == w("fldSimple"):
                contents = is_contents(tree.value(child, "instr") or "")
                pieces.contents = pieces.contents or contents
                pieces.other = True
                self.read(child, pieces, around)
            elif child.tag == w("sdt"):
                inside = child.find(w("sdtContent"))
                if inside is not None:
                    pieces.other = True
                    self.read(inside, pieces, around)
            elif child.tag == ALTERNATE:
                for chosen in alternative(child):
                    self.read(chosen, pieces, around)
            elif child.tag in (w("del"), w("moveFrom")):
                pieces.changed = True
            elif child.tag in (f"{MATH}oMath", f"{MATH}oMathPara"):
                pieces.other = True
                pieces.text += [found.text or "" for found in child.iter(f"{MATH}t")]

    def _link(self, element: Element, pieces: Pieces, around: Around) -> None:
        start = len(pieces.text)
        self.read(element, pieces, around)
        _add_link(pieces, start)

    def _run(self, run: Element, pieces: Pieces, around: Around) -> None:
        properties = run.find(_LOOK)
        start = len(pieces.text)
        self._run_content(run, pieces)
        text = "".join(pieces.text[start:])
        letters = len(text) - text.count(" ")
        if not letters or text.isspace():
            return
        look = self._look.run(around.style, properties)
        language = look.language or ""
        pieces.languages[language] = pieces.languages.get(language, 0) + letters
        pieces.plain += 0 if look.bold else letters
        shade = self._shade(look, around)
        if shade is not None and self.story == "body":
            pieces.shades[shade] = None

    def _shade(self, look: Style, around: Around) -> Shade | None:
        """Return the colours of a text that has been given one, if both can be told."""
        if look.colour in (None, AUTOMATIC):
            return None
        fills = (look.fill, around.fill, around.cell.fill if around.cell else None, self._page)
        behind = next((given for given in fills if given), "FFFFFF")
        return None if behind == UNKNOWN else Shade(look.colour or "", behind, look.large())

    def _run_content(self, run: Element, pieces: Pieces) -> None:
        for child in run:
            tag = child.tag
            if tag == _MARK:
                if child in self.marks:
                    self._mark(child, pieces)
            elif tag == _CODE:
                self.fields.tell(child.text or "")
            elif self.fields.hidden:
                continue
            elif tag == _TEXT:
                pieces.text.append((child.text or "").replace("\xad", ""))
            elif tag in SIGNS:
                pieces.text.append(SIGNS[tag])
                # A break between pages or columns needs its paragraph.
                pieces.other = pieces.other or (tag == w("br") and tree.value(child, "type") in ("page", "column"))
            elif tag == w("sym"):
                pieces.text.append(symbol(tree.value(child, "char")))
            elif tag in NOTES:
                pieces.other = True
                self.notes.setdefault((NOTES[tag], tree.value(child, "id") or ""), pieces.number)
            elif tag in PICTURES:
                self._picture(child, pieces)
            elif tag == ALTERNATE:
                for chosen in alternative(child):
                    self._run_content(chosen, pieces)
            elif tag == w("ruby"):
                for base in child.findall(f"{w('rubyBase')}/{w('r')}"):
                    self._run_content(base, pieces)

    def _mark(self, mark: Element, pieces: Pieces) -> None:
        pieces.other = True
        start = self.fields.mark(tree.value(mark, "fldCharType"), len(pieces.text))
        pieces.contents = pieces.contents or self.fields.contents
        if start is not None:
            _add_link(pieces, start)

    def _picture(self, element: Element, pieces: Pieces) -> None:
        found = drawing(element)
        pieces.boxes += found.boxes
        pieces.other = True
        number = pieces.number
        self.pictures += (replace(picture, number=number, story=self.story) for picture in found.pictures)


def _add_link(pieces: Pieces, start: int) -> None:
    text = "".join(pieces.text[start:]).strip()
    if text:
        pieces.links.append(text)


def symbol(code: str | None) -> str:
    """Return the sign that a symbol's hexadecimal code means (17.3.3.30); nothing where it means none."""
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    if number in _PRIVATE:
        return _SYMBOLS.get(number - _PRIVATE.start, chr(number))
    return chr(number) if 0x20 <= number <= 0xFFFD and number not in _SURROGATES else ""
