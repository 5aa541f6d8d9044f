"""Pictures, shapes and text boxes in a Word file, in both ways of writing them.

Source: ECMA-376 Part 1, 20.4 (drawings in text) and Part 4, 19 (VML); Part 3, 7 (alternate content);
[MS-ODRAWXML] 2.29 (the mark of a decoration).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.model.wordfile import WordPicture
from generator.word.tree import Element, w

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
#: Elements that say what a drawing is; later ones give way to earlier ones.
_KINDS = {
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "chart",
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart": "chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "diagram",
    f"{_OFFICE}OLEObject": "object",
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic": "picture",
    f"{_VML}imagedata": "picture",
}
#: Vocabularies that Word knows begin with one of these; of any other it takes the fallback.
_KNOWN = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/")
_OFF = ("0", "false", "off")


def alternative(element: Element) -> Iterator[Element]:
    """Yield the one of some alternatives that Word shows: the first that it knows, else the fallback."""
    for child in element:
        if child.tag == f"{_COMPATIBILITY}Choice":
            names = [child.nsmap.get(prefix, "") for prefix in (child.get("Requires") or "").split()]
            if names and all(name.startswith(_KNOWN) for name in names):
                yield child
                return
        elif child.tag == f"{_COMPATIBILITY}Fallback":
            yield child
            return


@dataclass(slots=True)
class Drawing:
    """What a drawing holds; numbers and stories are for the caller to fill in."""

    pictures: list[WordPicture] = field(default_factory=list)
    #: Elements with the paragraphs of text boxes.
    boxes: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class _Facts:
    """What is said of one drawing, wherever in it."""

    kinds: set[str] = field(default_factory=set)
    name: str = ""
    description: str = ""
    decorative: bool = False
    #: True where Word does not show it at all.
    hidden: bool = False


def drawing(element: Element) -> Drawing:
    """Return the pictures and the text boxes of a drawing, a VML picture or an embedded object."""
    found = Drawing()
    facts = _Facts()
    _look(element, facts, found)
    kind = next((kind for kind in _KINDS.values() if kind in facts.kinds), None)
    if kind is not None and not facts.hidden:
        picture = WordPicture(0, "", kind, facts.name, " ".join(facts.description.split()), facts.decorative)
        found.pictures.append(picture)
    return found


def _look(element: Element, facts: _Facts, found: Drawing) -> None:
    """Read an element and what is inside it, but not the text of text boxes."""
    tag = element.tag
    if tag == w("txbxContent"):
        found.boxes.append(element)
        return
    if tag == f"{_COMPATIBILITY}AlternateContent":
        for chosen in alternative(element):
            _look(chosen, facts, found)
        return
    if tag in _KINDS:
        facts.kinds.add(_KINDS[tag])
    if tag == f"{_DRAWING}docPr":
        facts.name = facts.name or element.get("name") or ""
        facts.description = facts.description or element.get("descr") or element.get("title") or ""
        facts.hidden = facts.hidden or element.get("hidden") in ("1", "true")
    elif tag.startswith(_VML):
        facts.name = facts.name or element.get("id") or ""
        facts.description = facts.description or element.get("alt") or ""
    elif tag == _DECORATIVE:
        facts.decorative = facts.decorative or element.get("val") not in (None, *_OFF)
    for child in element:
        _look(child, facts, found)
