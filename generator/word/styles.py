"""What klausul needs of a template's styles and numbering, and what is missing.

Styles are found by ``w:name``, never by id: a Swedish Word gives the style "heading 1" the id
``Rubrik1`` (ECMA-376 Part 1, 17.7.4.9). Numbering: 17.9.
"""

from __future__ import annotations

import re

from generator.errors import Finding, Place
from generator.word import names, tree
from generator.word.tree import Element, w

HEADINGS = ("heading 1", "heading 2")
ORDERED = "List Number"
BULLETS = "List Bullet"
#: Paragraph styles that every document of ours uses.
PARAGRAPH_STYLES = (
    *HEADINGS,
    "Title",
    "Subtitle",
    "Body Text",
    ORDERED,
    BULLETS,
    "toc 1",
    "toc 2",
    "TOC Heading",
    "klausul tabelltext",
    "klausul tabellrubrik",
)
TABLE_STYLES = ("klausul tabell",)
#: Marks a clause with the municipality's own wording, in templates that have it.
LOCAL = "klausul lokal lydelse"

#: Number format and text of each level we print numbers for: references, HTML and text print the same.
_HEADING_FORMATS = (("decimal", "%1"), ("decimal", "%1.%2"))
_ORDERED_FORMAT = ("lowerLetter", "%1)")
#: The first number in each of the common formats, to show a person what a list looks like.
_FIRST = {"decimal": "1", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}


class StyleSheet:
    """The styles and the numbering of a template, with the questions we ask of them."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        """Read both parts; a template may lack either."""
        self._styles: dict[str, Element] = {}
        self._by_name: dict[tuple[str, str], str] = {}
        for style in () if styles is None else styles.findall(w("style")):
            style_id = tree.value(style, "styleId") or ""
            name = (tree.child_value(style, "name") or "").casefold()
            self._styles.setdefault(style_id, style)
            self._by_name.setdefault((tree.value(style, "type") or "", name), style_id)
        #: What holds for all text that no style says anything of (17.7.5.4).
        self._default = None if styles is None else styles.find(f"{w('docDefaults')}/{w('rPrDefault')}")
        self._abstract: dict[str, Element] = {}
        #: Numbering instances by numId.
        self.instances: dict[str, Element] = {}
        if numbering is not None:
            for element in numbering.findall(w("abstractNum")):
                self._abstract.setdefault(tree.value(element, "abstractNumId") or "", element)
            for element in numbering.findall(w("num")):
                self.instances.setdefault(tree.value(element, "numId") or "", element)

    def ids(self) -> dict[str, str]:
        """Return the ids of paragraph and table styles by their names in small letters."""
        return {name: style for (kind, name), style in self._by_name.items() if kind in ("paragraph", "table")}

    def id(self, name: str, kind: str = "paragraph") -> str | None:
        """Return the id of the style with this name, or None."""
        return self._by_name.get((kind, name.casefold()))

    def known(self, style: str) -> bool:
        """Return whether there is a style with this id."""
        return style in self._styles

    def chain(self, style: str | None) -> list[Element]:
        """Return a style's element and those that it is based on, nearest first."""
        found: list[Element] = []
        while style in self._styles and self._styles[style] not in found:
            found.append(self._styles[style])
            style = tree.child_value(found[-1], "basedOn")
        return found

    def abstract(self, number: str | None) -> tuple[str, Element] | None:
        """Return id and element of the abstract numbering behind a numId."""
        for _ in range(len(self._styles) + 1):
            instance = self.instances.get(number or "")
            found = self._abstract.get(tree.child_value(instance, "abstractNumId") or "")
            if found is None:
                return None
            # A numbering that only points at a numbering style has its levels there (17.9.21).
            pointed = tree.child_value(found, "numStyleLink")
            if pointed is None:
                return tree.value(found, "abstractNumId") or "", found
            number = self.number(pointed)
        return None

    def font(self, style: str | None) -> str:
        """Return the font of a style's text, as drawings name it; empty where nothing is said (17.3.2.26)."""
        for element in [*self.chain(style), self._default]:
            fonts = None if element is None else element.find(f"{w('rPr')}/{w('rFonts')}")
            # A theme's font goes before one that is named.
            theme = tree.value(fonts, "asciiTheme")
            if theme is not None:
                return "+mj-lt" if theme.startswith("major") else "+mn-lt"
            if (name := tree.value(fonts, "ascii")) is not None:
                return name
        return ""

    def number(self, style: str | None) -> str | None:
        """Return the numId that a style gives its paragraphs, itself or by inheritance."""
        return self._number_property(style, "numId")

    def level(self, style: str | None) -> int:
        """Return the level that a style's paragraphs have in their numbering."""
        found = self.abstract(self.number(style))
        for element in () if found is None else found[1].findall(w("lvl")):
            if style is not None and tree.child_value(element, "pStyle") == style:
                return tree.whole(tree.value(element, "ilvl"))
        return tree.whole(self._number_property(style, "ilvl"))

    def _number_property(self, style: str | None, name: str) -> str | None:
        values = (tree.child_value(element, "pPr", "numPr", name) for element in self.chain(style))
        return next((value for value in values if value is not None), None)


def first_row(sheet: StyleSheet) -> Element | None:
    """Return what our table style says of its first row (17.7.6), or None."""
    for element in sheet.chain(sheet.id(TABLE_STYLES[0], "table")):
        for part in element.findall(w("tblStylePr")):
            if tree.value(part, "type") == "firstRow":
                return part
    return None


def findings(sheet: StyleSheet, template: str) -> list[Finding]:
    """Return what the template lacks: styles, numbered headings, and lists that number as we do."""
    missing = [name for name in PARAGRAPH_STYLES if sheet.id(name) is None]
    missing += [name for name in TABLE_STYLES if sheet.id(name, "table") is None]
    found = [_finding("template-style-missing", template, name) for name in missing]
    if not set(HEADINGS) & set(missing):
        found += _headings(sheet, template)
    for name in (ORDERED, BULLETS):
        if name not in missing:
            found += _list(sheet, name, template)
    return found


def _headings(sheet: StyleSheet, template: str) -> list[Finding]:
    """Check that both headings are linked to one multilevel numbering, each at its own level."""
    found: list[Finding] = []
    first = sheet.abstract(sheet.number(sheet.id(HEADINGS[0])))
    for level, name in enumerate(HEADINGS):
        style = sheet.id(name)
        abstract = sheet.abstract(sheet.number(style))
        element = None if abstract is None else level_of(abstract[1], level)
        if (
            abstract is None
            or first is None
            or abstract[0] != first[0]
            or (tree.child_value(element, "pStyle") != style)
        ):
            found.append(_finding("template-heading-numbering", template, name))
        else:
            found += _format(element, _HEADING_FORMATS[level], name, template)
    return found


def _list(sheet: StyleSheet, name: str, template: str) -> list[Finding]:
    """Check that a list style numbers its paragraphs, the ordered one with a), b), c)."""
    style = sheet.id(name)
    abstract = sheet.abstract(sheet.number(style))
    element = None if abstract is None else level_of(abstract[1], sheet.level(style))
    if element is None:
        return [_finding("template-list-numbering", template, name)]
    return _format(element, _ORDERED_FORMAT, name, template) if name == ORDERED else []


def _format(level: Element, expected: tuple[str, str], style: str, template: str) -> list[Finding]:
    """Check how a level prints its number. A full stop after it is let through: REF leaves it out."""
    kind = tree.child_value(level, "numFmt") or "decimal"
    text = (tree.child_value(level, "lvlText") or "").strip()
    if (kind, text.removesuffix(".")) == expected:
        return []
    values = {"expected": expected[1], "found": f"{text} ({kind})"}
    values |= {"example": _example(*expected), "seen": _example(kind, text)}
    return [_finding("template-number-format", template, style, **values)]


def _example(kind: str, text: str) -> str:
    """Return the first number that a level prints, such as ``1.1``, or its text where we cannot say."""
    first = _FIRST.get(kind)
    return text if first is None else re.sub("%[1-9]", first, text)


def level_of(abstract: Element, level: int) -> Element | None:
    """Return one level of an abstract numbering, or None."""
    for element in abstract.findall(w("lvl")):
        if tree.value(element, "ilvl") == str(level):
            return element
    return None


def _finding(rule: str, template: str, style: str, **values: object) -> Finding:
    values = {"name": template, "style": style, "shown": names.shown(style), **values}
    return Finding(rule, Place(template), values=values)
