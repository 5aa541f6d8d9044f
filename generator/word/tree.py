"""XML parts as lxml trees: the one door to lxml, opened only when a template or a file is read.

lxml has no types of its own, so elements are ``Any`` here and in the modules that walk them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.word.opc import WORD_NS, XML_DECLARATION

#: An lxml element.
Element = Any

_W = f"{{{WORD_NS}}}"


def w(name: str) -> str:
    """Return the full name of an element or attribute of WordprocessingML."""
    return _W + name


def parse(data: bytes) -> Element:
    """Return the root of a part that ``package.read_package`` let through.

    Comments and processing instructions are left out: they say nothing to a reader.
    """
    from lxml import etree  # type: ignore[import-untyped, unused-ignore]

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    return etree.fromstring(data, parser)


def serialise(root: Element) -> bytes:
    """Return the part of a tree."""
    from lxml import etree  # type: ignore[import-untyped, unused-ignore]

    text: str = etree.tostring(root, encoding="unicode")
    return (XML_DECLARATION + text).encode()


def value(element: Element | None, name: str = "val") -> str | None:
    """Return a ``w:`` attribute, or None where the element or the attribute is missing."""
    found: str | None = None if element is None else element.get(_W + name)
    return found


def child_value(element: Element | None, *path: str) -> str | None:
    """Return ``w:val`` of the element that ``path``, a chain of ``w:`` names, leads to."""
    for name in path:
        if element is None:
            return None
        element = element.find(_W + name)
    return value(element)


def whole(text: str | None) -> int:
    """Return the whole number that an attribute holds, 0 for anything else."""
    return int(text) if text is not None and text.isascii() and text.isdecimal() and len(text) < 10 else 0


def paragraph_text(paragraph: Element) -> str:
    """Return the text of a paragraph without that of paragraphs inside it, such as those of a text box."""
    pieces: list[str] = []
    for element in paragraph.iter(w("t"), w("tab"), w("br")):
        if next(element.iterancestors(w("p")), None) is not paragraph:
            continue
        # Tab stops in the paragraph's properties have the name of the tab character's element.
        if element.getparent().tag == w("tabs"):
            continue
        pieces.append(element.text or "" if element.tag == w("t") else " ")
    return "".join(pieces)


def line_numbers(root: Element) -> dict[Element, int]:
    """Return the number of every paragraph, from 1; those of a text box have the number of the paragraph it is in."""
    numbers: dict[Element, int] = {}
    for number, paragraph in enumerate(root.iter(_W + "p"), 1):
        around = next(paragraph.iterancestors(_W + "p"), None)
        numbers[paragraph] = number if around is None else numbers[around]
    return numbers


def line_of(element: Element, numbers: Mapping[Element, int]) -> int:
    """Return the number of the paragraph that an element stands in, or of the first one inside it; else 0."""
    around = element if element.tag == _W + "p" else next(element.iterancestors(_W + "p"), None)
    if around is None:
        around = next(element.iter(_W + "p"), None)
    return 0 if around is None else numbers.get(around, 0)


def paragraphs(root: Element) -> Iterator[Element]:
    """Yield every paragraph, also those in tables and text boxes, in the order they begin."""
    yield from root.iter(w("p"))
