"""A document of ours as lines of text, read from its XML: what a reader sees, numbers included.

Read from the file and not from the Document, so that it shows what Word will show.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generator.model.document import letter
from generator.word import tree
from generator.word.foreign_drawing import drawing
from generator.word.package import read_package
from generator.word.parts import Parts
from generator.word.styles import StyleSheet, level_of
from generator.word.tree import Element, w

#: What every bullet is shown as, whatever its sign and font.
_BULLET = "–"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def project(data: bytes, name: str) -> list[str]:
    """Return one line a paragraph, with automatic numbers; ``cell | cell`` for a table's rows.

    Lines of headers and footers come first and last, behind ``header: `` and ``footer: ``. A chart is its
    alternative text, behind ``chart: ``. Paragraphs without text have no line.

    Raises:
        DataError: the file cannot be read, as in ``read_package``.
    """
    parts = Parts.of(read_package(data, name))
    numbers = Numbers(StyleSheet(parts.tree("styles"), parts.tree("numbering")))
    lines = [f"header: {line}" for part in parts.linked("header") for line in _part(parts, part, numbers)]
    body = tree.parse(parts.data[parts.main]).find(w("body"))
    lines += _lines(body, numbers)
    lines += [f"footer: {line}" for part in parts.linked("footer") for line in _part(parts, part, numbers)]
    return lines


def _part(parts: Parts, part: str, numbers: Numbers) -> Iterator[str]:
    return _lines(tree.parse(parts.data[part]), numbers)


def _lines(container: Element, numbers: Numbers) -> Iterator[str]:
    """Yield the lines of a body, a header, or a content control."""
    for child in container:
        if child.tag == w("p"):
            line = _line(child, numbers)
            if line:
                yield line
            yield from (f"chart: {said}" for said in _charts(child))
        elif child.tag == w("tbl"):
            for row in child.iter(w("tr")):
                yield " | ".join(" ".join(_lines(cell, numbers)) for cell in row.findall(w("tc")))
        elif child.tag in (w("sdt"), w("sdtContent")):
            yield from _lines(child, numbers)


def _line(paragraph: Element, numbers: Numbers) -> str:
    label = numbers.label(paragraph)
    text = tree.paragraph_text(paragraph).strip(" ")
    return f"{label} {text}" if label else text


def _charts(paragraph: Element) -> Iterator[str]:
    """Yield what the charts in a paragraph say of themselves."""
    for element in paragraph.iter(w("drawing")):
        for picture in drawing(element).pictures:
            if picture.kind == "chart":
                yield picture.description


class Numbers:
    """Counts numbered paragraphs as Word does (17.9): instances of one numbering share its counters."""

    def __init__(self, sheet: StyleSheet) -> None:
        self._sheet = sheet
        self._counters: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[str, int]] = set()
        #: What styles say, which many paragraphs ask for.
        self._styled: dict[str | None, tuple[str | None, int]] = {}

    def label(self, paragraph: Element) -> str:
        """Return the number of the next paragraph; empty for one that has none."""
        number, level = self._position(paragraph)
        found = self._sheet.abstract(number)
        if number is None or found is None:
            return ""
        key, abstract = found
        shown = level_of(abstract, level)
        if tree.child_value(shown, "numFmt") == "bullet":
            return _BULLET
        counters = self._counters.setdefault(key, {})
        start = self._restart(number, level)
        if start is not None:
            counters[level] = start
        else:
            counters[level] = counters[level] + 1 if level in counters else _start(abstract, level)
        for deeper in [other for other in counters if other > level]:
            del counters[deeper]
        return _written(abstract, shown, counters)

    def _position(self, paragraph: Element) -> tuple[str | None, int]:
        """Return the numId and level of a paragraph: its own, or those of its style."""
        style = tree.child_value(paragraph, "pPr", "pStyle")
        own = tree.child_value(paragraph, "pPr", "numPr", "numId")
        if own is None:
            if style not in self._styled:
                self._styled[style] = self._sheet.number(style), self._sheet.level(style)
            return self._styled[style]
        return own, tree.whole(tree.child_value(paragraph, "pPr", "numPr", "ilvl"))

    def _restart(self, number: str, level: int) -> int | None:
        """Return where an instance starts anew, the first time it is met."""
        if (number, level) in self._restarted:
            return None
        self._restarted.add((number, level))
        for override in self._sheet.instances[number].findall(w("lvlOverride")):
            start = tree.child_value(override, "startOverride")
            if tree.value(override, "ilvl") == str(level) and start is not None:
                return tree.whole(start)
        return None


def _start(abstract: Element, level: int) -> int:
    found = tree.child_value(level_of(abstract, level), "start")
    return 0 if found is None else tree.whole(found)


def _written(abstract: Element, level: Element | None, counters: dict[int, int]) -> str:
    """Return a level's text with the counters that it names, ``%1`` for the first level."""

    def counter(found: re.Match[str]) -> str:
        index = int(found[1]) - 1
        kind = tree.child_value(level_of(abstract, index), "numFmt") or "decimal"
        value = counters.get(index, _start(abstract, index))
        return _FORMATS.get(kind, str)(value)

    return re.sub("%([1-9])", counter, tree.child_value(level, "lvlText") or "")


def _letters(value: int) -> str:
    return letter(value - 1) if value > 0 else ""


def _roman(value: int) -> str:
    pieces: list[str] = []
    for size, sign in _ROMAN:
        pieces.append(sign * (value // size))
        value %= size
    return "".join(pieces)


#: Number formats by their names in 17.18.59; unknown ones are shown as figures.
_FORMATS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "none": lambda _value: "",
}
