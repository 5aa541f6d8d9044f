"""What the styles and the numbering of somebody else's Word file come to, each style worked out once.

Source: ECMA-376 Part 1, 17.7 (styles), 17.9 (numbering), 17.3.1.20 (outline level), 17.3.2.20 (languages).
``styles.StyleSheet`` asks the same of templates, which are few and small; here the cost has to stay in
proportion to the file, also where somebody has based a hundred thousand styles on each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.word import tree
from generator.word.tree import Element, w

_OFF = ("0", "false", "off")
#: What a Swedish program may call the styles that Word has built in (17.7.4.9 has the English names).
_ENGLISH = {
    "rubrik": "title",
    "underrubrik": "subtitle",
    "beskrivning": "caption",
    "innehållsförteckningsrubrik": "toc heading",
}
_HEADING = re.compile(r"(?:heading|rubrik) ?([1-9])")
_CONTENTS = re.compile(r"(?:toc|innehåll) ?([1-9])")
_RGB = re.compile("[0-9A-Fa-f]{6}")
#: The sixteen colours of the highlighter (17.18.40).
_HIGHLIGHT = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "darkBlue": "00008B", "darkCyan": "008B8B",
    "darkGray": "A9A9A9", "darkGreen": "006400", "darkMagenta": "8B008B", "darkRed": "8B0000",
    "darkYellow": "808000", "green": "00FF00", "lightGray": "D3D3D3", "magenta": "FF00FF", "red": "FF0000",
    "white": "FFFFFF", "yellow": "FFFF00",
}  # fmt: skip
#: Half-points, where nothing says otherwise (17.3.2.38).
_SIZE = 20
_LARGE, _LARGE_BOLD = 36, 28
#: Stands for a background that cannot be told from the file.
UNKNOWN = "?"
#: Black or white, whichever is told apart from what is behind it.
AUTOMATIC = "auto"
#: What run properties are read for, and the attributes that say it.
_TOLD = {w(name) for name in ("rStyle", "lang", "b", "sz", "highlight", "color", "shd")}
_VALUE, _FILL = w("val"), w("fill")
_Said = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it inherits. None where nothing is said."""

    name: str = ""
    #: Outline level from 1; 0 for running text.
    level: int | None = None
    number: str | None = None
    number_level: int = 0
    bold: bool | None = None
    language: str | None = None
    #: Six hexadecimal digits, or AUTOMATIC.
    colour: str | None = None
    #: Half-points.
    size: int | None = None
    #: The colour behind the text, or UNKNOWN.
    fill: str | None = None
    lined: bool = False

    def over(self, below: Style) -> Style:
        """Return this style with what it leaves open taken from another one."""
        return replace(
            self,
            bold=below.bold if self.bold is None else self.bold,
            language=below.language if self.language is None else self.language,
            colour=below.colour if self.colour is None else self.colour,
            size=below.size if self.size is None else self.size,
            fill=below.fill if self.fill is None else self.fill,
        )

    def large(self) -> bool:
        """Return whether WCAG 2.1 calls text of this size large."""
        size = _SIZE if self.size is None else self.size
        return size >= (_LARGE_BOLD if self.bold else _LARGE)


class Look:
    """Styles by id, and numberings by numId."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        """Read both parts; a file may lack either."""
        self._elements: dict[str, Element] = {}
        self._known: dict[str, Style] = {}
        self._runs: dict[tuple[str | None, tuple[_Said, ...]], Style] = {}
        self._numbering = _Numbering(numbering)
        self._default: str | None = None
        for element in () if styles is None else styles.findall(w("style")):
            identity = tree.value(element, "styleId") or ""
            self._elements.setdefault(identity, element)
            if tree.value(element, "type") == "paragraph" and on(element, "default"):
                self._default = self._default or identity
        defaults = None if styles is None else styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        self._defaults = Style() if defaults is None else run_look(defaults)

    def paragraph(self, style: str | None) -> Style:
        """Return a paragraph style; the default one where there is none with this id."""
        known = style if style in self._elements else self._default
        return Style() if known is None else self._resolved(known)

    def run(self, style: str | None, properties: Element | None) -> Style:
        """Return how text looks that has a paragraph style and properties of its own; alike runs are asked of once."""
        said = () if properties is None else tuple(_said(properties))
        key = (style, said)
        if key not in self._runs:
            character = tree.child_value(properties, "rStyle")
            own = self._resolved(character) if character is not None and character in self._elements else Style()
            below = own.over(self.paragraph(style)).over(self._defaults)
            self._runs[key] = below if properties is None else run_look(properties).over(below)
        return self._runs[key]

    def lined(self, style: str | None) -> bool:
        """Return whether a table style gives lines or shading."""
        return style is not None and style in self._elements and self._resolved(style).lined

    def numbering(self, style: Style, number: str | None, level: str | None) -> str:
        """Return what Word prints in front of a paragraph: number, bullet or nothing.

        Args:
            style: the paragraph's style.
            number: the paragraph's own numId, or None.
            level: its own level, or None.
        """
        if number is None:
            return self._numbering.kind(style.number, style.number_level, self)
        return self._numbering.kind(number, tree.whole(level), self)

    def number_of(self, style: str) -> str | None:
        """Return the numId of a numbering style."""
        return self._resolved(style).number if style in self._elements else None

    def _resolved(self, style: str) -> Style:
        """Return a style with what it inherits; one that is based on itself inherits nothing from there."""
        waiting: list[str] = []
        met: set[str] = set()
        current: str | None = style
        while current is not None and current in self._elements and current not in self._known and current not in met:
            waiting.append(current)
            met.add(current)
            current = tree.child_value(self._elements[current], "basedOn")
        below = self._known.get(current, Style()) if current is not None and current not in met else Style()
        for identity in reversed(waiting):
            below = self._known[identity] = self._own(identity, below)
        return self._known[style]

    def _own(self, identity: str, below: Style) -> Style:
        element = self._elements[identity]
        properties, name = element.find(w("pPr")), _name(tree.child_value(element, "name") or "")
        level = _level(properties, name)
        number = tree.child_value(properties, "numPr", "numId")
        at = self._numbering.style_level(identity)
        if at is None:
            given = tree.child_value(properties, "numPr", "ilvl")
            at = below.number_level if given is None else tree.whole(given)
        own = element.find(w("rPr"))
        look = (Style() if own is None else run_look(own)).over(below)
        return replace(
            look,
            name=name,
            level=below.level if level is None else level,
            number=below.number if number is None else number,
            number_level=at,
            fill=look.fill if (shade := fill(properties)) is None else shade,
            lined=below.lined or lined(element),
        )


class _Numbering:
    """What stands in front of the paragraphs of each numbering (17.9)."""

    def __init__(self, root: Element | None) -> None:
        self._abstract: dict[str, dict[int, str]] = {}
        self._links: dict[str, str] = {}
        self._instances: dict[str, tuple[str, dict[int, str]]] = {}
        self._levels: dict[str, int] = {}
        for element in () if root is None else root.findall(w("abstractNum")):
            identity = tree.value(element, "abstractNumId") or ""
            self._abstract.setdefault(identity, dict(self._read(element)))
            link = tree.child_value(element, "numStyleLink")
            if link is not None:
                self._links.setdefault(identity, link)
        for element in () if root is None else root.findall(w("num")):
            changed = {
                level: kind for override in element.findall(w("lvlOverride")) for level, kind in self._read(override)
            }
            abstract = tree.child_value(element, "abstractNumId") or ""
            self._instances.setdefault(tree.value(element, "numId") or "", (abstract, changed))

    def _read(self, element: Element) -> Iterator[tuple[int, str]]:
        for level in element.findall(w("lvl")):
            at = tree.whole(tree.value(level, "ilvl"))
            style = tree.child_value(level, "pStyle")
            if style is not None:
                self._levels.setdefault(style, at)
            yield at, _kind(level)

    def style_level(self, style: str) -> int | None:
        """Return the level that a numbering has given to a style, or None."""
        return self._levels.get(style)

    def kind(self, number: str | None, level: int, look: Look) -> str:
        """Return number, bullet or nothing for a numId; 0 means none (17.9.18)."""
        met: set[str] = set()
        while number is not None and number in self._instances and number not in met:
            met.add(number)
            abstract, changed = self._instances[number]
            if level in changed:
                return changed[level]
            if abstract not in self._links:
                return self._abstract.get(abstract, {}).get(level, "")
            # A numbering that only points at a numbering style has its levels there (17.9.21).
            number = look.number_of(self._links[abstract])
        return ""


def _kind(level: Element) -> str:
    form = tree.child_value(level, "numFmt") or "decimal"
    if form == "bullet":
        return "bullet"
    return "" if form == "none" or not (tree.child_value(level, "lvlText") or "").strip() else "number"


def _name(given: str) -> str:
    """Return a style's name in small letters, in English where Word has it built in."""
    name = given.casefold().strip()
    if found := _HEADING.fullmatch(name):
        return f"heading {found[1]}"
    if found := _CONTENTS.fullmatch(name):
        return f"toc {found[1]}"
    return _ENGLISH.get(name, name)


def _level(properties: Element | None, name: str) -> int | None:
    """Return the outline level that a style states, or has by being a built-in heading."""
    stated = own_level(properties)
    if stated is None and name.startswith("heading ") and len(name) == 9:
        return int(name[-1])
    return stated


def own_level(properties: Element | None) -> int | None:
    """Return the outline level that paragraph properties state, from 1; 0 for running text, else None."""
    stated = tree.child_value(properties, "outlineLvl")
    if stated is None:
        return None
    return tree.whole(stated) + 1 if tree.whole(stated) < 9 else 0


def _said(properties: Element) -> Iterator[_Said]:
    """Yield all that ``run_look`` and the search for a character style read."""
    for element in properties:
        if element.tag in _TOLD:
            yield element.tag, element.get(_VALUE), element.get(_FILL)


def run_look(properties: Element) -> Style:
    """Return what run properties say of themselves."""
    language = tree.child_value(properties, "lang")
    bold, size = properties.find(w("b")), tree.child_value(properties, "sz")
    highlight = tree.child_value(properties, "highlight")
    return Style(
        bold=None if bold is None else on(bold),
        # ``x-none`` means that no language is to be used.
        language="" if language == "x-none" else language,
        colour=_colour(tree.child_value(properties, "color")),
        size=None if size is None else tree.whole(size),
        fill=_HIGHLIGHT.get(highlight or "") or fill(properties),
    )


def _colour(value: str | None) -> str | None:
    """Return a colour, AUTOMATIC, or None where nothing is said."""
    return AUTOMATIC if value == AUTOMATIC else rgb(value)


def fill(properties: Element | None) -> str | None:
    """Return the colour that shading puts behind text, UNKNOWN for a pattern, or None."""
    shading = None if properties is None else properties.find(w("shd"))
    if shading is None:
        return None
    if tree.value(shading) not in ("clear", "nil", None):
        return UNKNOWN
    return rgb(tree.value(shading, "fill"))


def rgb(value: str | None) -> str | None:
    """Return a colour in capitals, or None for ``auto`` and anything else that is no colour."""
    return value.upper() if value and _RGB.fullmatch(value) else None


def on(element: Element, name: str = "val") -> bool:
    """Return whether a switch is on; one without a value is, except for attributes such as ``default``."""
    value = tree.value(element, name)
    return name == "val" if value is None else value not in _OFF


def lined(element: Element) -> bool:
    """Return whether a table, or a table style, draws lines or shading anywhere."""
    for borders in element.iter(w("tblBorders"), w("tcBorders")):
        if any(tree.value(border) not in ("nil", "none", None) for border in borders):
            return True
    return any(rgb(tree.value(shading, "fill")) for shading in element.iter(w("shd")))
