"""Whether two documents say the same: their text from the XML, by paragraph and table cell."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from difflib import unified_diff
from itertools import islice
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n"}
_SHOWN = 20


def difference(first: Path, second: Path) -> list[str]:
    """Return what differs between the texts of two files, nothing where they are the same."""
    lines = unified_diff(text(first), text(second), "klausul", "docxtpl", lineterm="", n=1)
    return list(islice(lines, _SHOWN))


def text(file: Path) -> list[str]:
    """Return a line for each paragraph with text, and for each table cell, of body, headers and footers.

    Numbers that Word counts are in neither; a paragraph without text, which klausul puts after a table
    as Word demands, is no line.
    """
    with zipfile.ZipFile(file) as package:
        names = sorted(
            name
            for name in package.namelist()
            if name == "word/document.xml" or name.startswith(("word/header", "word/footer"))
        )
        return [line for name in names for line in _lines(fromstring(package.read(name)))]


def _lines(container: Element) -> Iterator[str]:
    for child in container:
        if child.tag == f"{_W}tc":
            yield "cell: " + " / ".join(_lines(child))
        elif child.tag == f"{_W}p":
            if line := "".join(_characters(child)):
                yield line
        else:
            yield from _lines(child)


def _characters(paragraph: Element) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == f"{_W}t":
            yield element.text or ""
        elif element.tag in _MARKS and not element.get(f"{_W}pos"):
            yield _MARKS[element.tag]
