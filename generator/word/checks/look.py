"""A template's styles: can everyone read them, do programs see what they are.

Source: ECMA-376 Part 1, 17.7 (styles), 17.3.1.20 (outline level), 17.8 (fonts), 20.1.6.9 (theme).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import colour
from generator.errors import Finding, Place
from generator.word import names, styles, tree
from generator.word.template import Examined
from generator.word.tree import Element, w

#: Fonts that Windows or Office for the desktop have had for many years, or that come with LibreOffice.
_COMMON_FONTS = {
    "aptos", "aptos display", "arial", "arial black", "arial narrow", "bahnschrift", "book antiqua",
    "bookman old style", "calibri", "calibri light", "cambria", "cambria math", "candara", "carlito",
    "century gothic", "century schoolbook", "comic sans ms", "consolas", "constantia", "corbel", "courier new",
    "franklin gothic book", "franklin gothic medium", "garamond", "georgia", "gill sans mt", "impact",
    "liberation sans", "liberation serif", "lucida sans unicode", "microsoft sans serif", "palatino linotype",
    "segoe ui", "segoe ui light", "segoe ui semibold", "segoe ui semilight", "symbol", "tahoma",
    "times new roman", "trebuchet ms", "tw cen mt", "verdana", "wingdings",
}  # fmt: skip
_LANGUAGE = "sv-SE"
_DRAWINGML = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_COLOUR = "[0-9A-Fa-f]{6}"
_BLACK = "000000"
#: Outline level of running text: none.
_NO_LEVEL = 9


class Look:
    """What a template's styles come to when inheritance is followed."""

    def __init__(self, examined: Examined) -> None:
        self.sheet = examined.sheet
        root = examined.parts.tree("styles")
        defaults = None if root is None else root.find(w("docDefaults"))
        none: list[Element] = []
        self._defaults = none if defaults is None else [*defaults]
        self._theme = examined.parts.tree("theme")

    def property(self, style: str | None, path: str, *attributes: str) -> dict[str, str]:
        """Return the given attributes of a property, such as ``w:rPr/w:color``, from where it is set first."""
        for element in (*self.sheet.chain(style), *self._defaults):
            found = element.find(path)
            values = {} if found is None else {name: tree.value(found, name) for name in attributes}
            if any(values.values()):
                return {name: value for name, value in values.items() if value}
        return {}

    def colour(self, style: str | None) -> str:
        """Return the colour of a style's text. A theme colour's value stands beside it; automatic is black."""
        return rgb(self.property(style, f"{w('rPr')}/{w('color')}", "val").get("val")) or _BLACK

    def background(self, style: str | None) -> str:
        """Return the colour that a style's paragraphs have behind their text."""
        return rgb(self.property(style, f"{w('pPr')}/{w('shd')}", "fill").get("fill")) or colour.WHITE

    def level(self, style: str | None) -> int:
        """Return the outline level of a style, from 0; 9 for running text."""
        found = self.property(style, f"{w('pPr')}/{w('outlineLvl')}", "val").get("val")
        return _NO_LEVEL if found is None else tree.whole(found)

    def font(self, style: str | None) -> str:
        """Return the name of a style's font, or an empty text."""
        found = self.property(style, f"{w('rPr')}/{w('rFonts')}", "asciiTheme", "ascii")
        theme = found.get("asciiTheme")
        return self._theme_font(theme) if theme else found.get("ascii", "")

    def _theme_font(self, name: str) -> str:
        kind = "majorFont" if name.startswith("major") else "minorFont"
        found = None if self._theme is None else next(self._theme.iter(_DRAWINGML + kind), None)
        latin = None if found is None else found.find(f"{_DRAWINGML}latin")
        return "" if latin is None else str(latin.get("typeface") or "")

    def header_fill(self) -> str:
        """Return the colour behind the header row of our table style."""
        row = styles.first_row(self.sheet)
        shading = None if row is None else row.find(f"{w('tcPr')}/{w('shd')}")
        return rgb(tree.value(shading, "fill")) or colour.WHITE


def rgb(value: str | None) -> str | None:
    """Return a colour's six digits, or None for ``auto`` and what is no colour."""
    return value.upper() if value and re.fullmatch(_COLOUR, value) else None


def used(sheet: styles.StyleSheet) -> dict[str, str]:
    """Return the styles that our documents' text is set in, by the names they have in files, to their ids."""
    wanted = [(name, "paragraph") for name in (*styles.PARAGRAPH_STYLES, styles.LOCAL, "header", "footer")]
    found = {name: sheet.id(name, kind) for name, kind in (*wanted, ("Hyperlink", "character"))}
    return {name: style for name, style in found.items() if style is not None}


def findings(examined: Examined, name: str) -> list[Finding]:
    """Return what is doubtful in a template's styles."""
    look = Look(examined)
    place = Place(name)
    found = [
        *_outline(look),
        *_contrast(look),
        *_table(look),
        *_local(look),
        *_language(look),
        *_fonts(look, examined),
    ]
    return [Finding(rule, place, values={"name": name, **values}) for rule, values in found]


Doubt = tuple[str, dict[str, object]]


def _outline(look: Look) -> Iterator[Doubt]:
    """Yield headings without their outline level, and running text that has one: the TOC field would list it."""
    for name, style in used(look.sheet).items():
        level = look.level(style)
        values: dict[str, object] = {"style": name, "shown": names.shown(name)}
        if name in styles.HEADINGS and level != styles.HEADINGS.index(name):
            yield "template-outline", {**values, "level": styles.HEADINGS.index(name) + 1}
        elif name not in styles.HEADINGS and level < _NO_LEVEL:
            yield "template-outline-text", {**values, "level": level + 1}


def _contrast(look: Look) -> Iterator[Doubt]:
    for name, style in used(look.sheet).items():
        front, behind = look.colour(style), look.background(style)
        if name == "klausul tabellrubrik" and behind == colour.WHITE:
            behind = look.header_fill()
        ratio = colour.contrast(front, behind)
        if ratio < colour.ENOUGH:
            values = {"colour": front, "background": behind, "ratio": colour.shown(ratio)}
            yield "template-contrast", {"style": name, "shown": names.shown(name), **values}


def _table(look: Look) -> Iterator[Doubt]:
    name = styles.TABLE_STYLES[0]
    if look.sheet.id(name, "table") is None:
        return
    row = styles.first_row(look.sheet)
    if row is None or not any(len(part) for part in row):
        yield "template-table-header", {"style": name}


def _local(look: Look) -> Iterator[Doubt]:
    """Yield the style of local wording when it lacks the line in the margin that documents speak of."""
    edge = f"{w('pPr')}/{w('pBdr')}/{w('left')}"
    style = look.sheet.id(styles.LOCAL)
    line = look.property(style, edge, "val").get("val") if style else None
    if line in (None, "nil", "none"):
        yield "template-local-style", {"style": styles.LOCAL}


def _language(look: Look) -> Iterator[Doubt]:
    path = f"{w('rPr')}/{w('lang')}"
    given = look.property(None, f"{w('rPr')}/{w('lang')}", "val").get("val", "")
    if given != _LANGUAGE:
        yield "template-language", {"found": given or "inte angivet"}
    for name, style in used(look.sheet).items():
        own = next((tree.value(found) for e in look.sheet.chain(style) if (found := e.find(path)) is not None), None)
        if own is not None and not own.startswith("sv"):
            yield "template-style-language", {"style": name, "shown": names.shown(name), "found": own}


def _fonts(look: Look, examined: Examined) -> Iterator[Doubt]:
    """Yield fonts that are not in the file and do not come with Word."""
    table = examined.parts.tree("fontTable")
    embedded = {
        (tree.value(font, "name") or "").casefold()
        for font in ([] if table is None else table.findall(w("font")))
        if any(child.tag.startswith(w("embed")) for child in font)
    }
    fonts = {font: name for name, style in used(look.sheet).items() if (font := look.font(style))}
    for part in (*examined.parts.linked("header"), *examined.parts.linked("footer")):
        for direct in tree.parse(examined.parts.data[part]).iter(w("rFonts")):
            fonts |= {font: part for font in (tree.value(direct, "ascii"),) if font}
    for font in sorted(fonts):
        if font.casefold() not in _COMMON_FONTS | embedded:
            yield "template-font", {"font": font}
