"""A municipality's colours and logo in a template that has been made ready; the template's file stays as it is.

Sources: ECMA-376 Part 1, 17.3.2.6 (text colour), 17.3.4 (borders), 20.4.2.8 (inline drawings), 20.2 (pictures).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator import colour
from generator.word import opc, styles, tree
from generator.word.markup import escape
from generator.word.package import deflated, inflated
from generator.word.picture import Picture
from generator.word.prepared import Numbering, Prepared, drawing_ids
from generator.word.tree import Element, w

#: Styles whose text gets the colour of headings, and those whose text gets the accent.
_HEADINGS = ("title", "heading 1", "heading 2", "toc heading")
_ACCENTED = ("header", "footer")
_TABLE_HEADING = "klausul tabellrubrik"
#: Styles whose border lines get the accent.
_LINED = ("title", "heading 1", "header", "footer", "klausul lokal lydelse")
_THEME = ("themeColor", "themeTint", "themeShade")
#: What follows the colour among a run's properties, and the run's properties in a style (17.3.2.28, 17.7.4.17).
_AFTER_COLOUR = (
    "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText",
    "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange",
)  # fmt: skip
_AFTER_RUN = ("tblPr", "trPr", "tcPr", "tblStylePr")

_EMU = 36_000  # in a millimetre
_TWIPS = 1440 / 25.4  # in a millimetre
#: Twentieths of a point: the space under a logo, and what its line takes below the letters' foot.
_GAP, _DESCENT = 120, 60
_MEDIA = "word/media/klausul-logo"
_LINK = "klausulLogo"
_DRAWINGML = "http://schemas.openxmlformats.org/drawingml/2006"
_RELATIONS = opc.OFFICE_RELATIONSHIP.removesuffix("/")


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture with the size it is to have, in millimetres."""

    data: bytes
    picture: Picture
    alt: str
    width: float
    height: float


def coloured(prepared: Prepared, colours: Mapping[str, str]) -> Prepared:
    """Return a template with colours of one's own.

    Args:
        prepared: the template.
        colours: ``heading`` and ``accent``, or one of them, each as ``#1F3A4D``.
    """
    chosen = {name: value.lstrip("#").upper() for name, value in colours.items()}
    heading, accent = chosen.get("heading"), chosen.get("accent")
    ready = dict(prepared.ready)
    for part in (part for part in _linked(prepared, "styles")[:1] if part in ready):
        root = tree.parse(inflated(ready[part]))
        found = {tree.value(style, "styleId"): style for style in root.findall(w("style"))}
        by_name = {name: found[style] for name, style in prepared.styles.items() if style in found}
        if heading:
            _colour_headings(by_name, heading, styles.StyleSheet(root, None))
        if accent:
            _colour_lines(by_name, accent)
        ready[part] = deflated(tree.serialise(root))
    segments = dict(prepared.segments)
    for part in (*_linked(prepared, "header"), *_linked(prepared, "footer")):
        if accent and part in segments:
            segments[part] = tuple(_relined(piece, accent) for piece in segments[part])
    numbering = _renumbered(prepared, heading) if heading else prepared.numbering
    return replace(prepared, ready=ready, segments=segments, numbering=numbering)


def _linked(prepared: Prepared, kind: str) -> list[str]:
    links = opc.relationships((prepared.main_relationships + opc.RELATIONSHIPS_END).encode())
    return [opc.resolve(prepared.main, link.target) for link in links if link.kind == kind]


def _colour_headings(by_name: Mapping[str, Element], heading: str, sheet: styles.StyleSheet) -> None:
    for name in _HEADINGS:
        if name in by_name:
            _set_text(by_name[name], heading)
    row = styles.first_row(sheet)
    fill = tree.value(None if row is None else row.find(f"{w('tcPr')}/{w('shd')}"), "fill") or ""
    behind = fill if re.fullmatch("[0-9A-Fa-f]{6}", fill) else colour.WHITE
    if _TABLE_HEADING in by_name:
        # The header row is shaded, and what can be read on white need not be on that.
        readable = colour.contrast(heading, behind) >= colour.ENOUGH
        _set_text(by_name[_TABLE_HEADING], heading if readable else "auto")


def _colour_lines(by_name: Mapping[str, Element], accent: str) -> None:
    for name in _ACCENTED:
        if name in by_name:
            _set_text(by_name[name], accent)
    for name in _LINED:
        borders = by_name[name].find(f"{w('pPr')}/{w('pBdr')}") if name in by_name else None
        _set_lines([] if borders is None else borders, accent)
    table = by_name.get(styles.TABLE_STYLES[0])
    if table is not None:
        # The thin lines between rows stay as they are.
        _set_lines((line for borders in table.iter(w("tblBorders")) for line in borders if not _inside(line)), accent)
        _set_lines((line for borders in table.iter(w("tcBorders")) for line in borders), accent)


def _inside(line: Element) -> bool:
    return line.tag in (w("insideH"), w("insideV"))


def _set_lines(lines: Iterable[Element], value: str) -> None:
    for line in lines:
        if tree.value(line) not in ("nil", "none"):
            _paint(line, "color", value)


def _set_text(style: Element, value: str) -> None:
    """Set the colour of a style's text, at the place that the schema has for it."""
    properties = _child(style, "rPr", _AFTER_RUN)
    _paint(_child(properties, "color", _AFTER_COLOUR), "val", value)


def _child(parent: Element, name: str, after: Iterable[str]) -> Element:
    """Return a child by its name; one that is made stands before those in ``after``."""
    found = parent.find(w(name))
    if found is None:
        found = parent.makeelement(w(name))
        following = {w(other) for other in after}
        place = next((index for index, other in enumerate(parent) if other.tag in following), len(parent))
        parent.insert(place, found)
    return found


def _paint(element: Element, attribute: str, value: str) -> None:
    element.set(w(attribute), value)
    for theme in _THEME:
        element.attrib.pop(w(theme), None)


def _relined(xml: str, accent: str) -> str:
    """Return a piece of a header or footer with its paragraphs' border lines in another colour."""
    borders = "<w:pBdr>.*?</w:pBdr>"
    return re.sub(borders, lambda found: _recoloured(found.group(), "w:color", accent), xml, flags=re.DOTALL)


def _recoloured(xml: str, attribute: str, value: str) -> str:
    plain = re.sub(rf'\sw:(?:{"|".join(_THEME)})="[^"]*"', "", xml)
    return re.sub(rf'{attribute}="[^"]*"', f'{attribute}="{value}"', plain)


def _renumbered(prepared: Prepared, heading: str) -> Numbering:
    """Return the numbering with headings' numbers in the headings' colour, where they have one of their own."""
    ids = [prepared.styles[name] for name in _HEADINGS if name in prepared.styles]
    linked = "|".join(f'<w:pStyle w:val="{re.escape(escape(style))}"' for style in ids)

    def level(found: re.Match[str]) -> str:
        xml = found.group()
        if not re.search(linked, xml):
            return xml
        return re.sub("<w:color [^>]*>", lambda mark: _recoloured(mark.group(), "w:val", heading), xml)

    before = re.sub(r"<w:lvl\b.*?</w:lvl>", level, prepared.numbering.before, flags=re.DOTALL)
    return replace(prepared.numbering, before=before)


def headers(prepared: Prepared) -> list[str]:
    """Return the parts of a template where a logo can stand."""
    linked = dict.fromkeys(_linked(prepared, "header"))
    return [part for part in linked if "<w:hdr" in prepared.segments.get(part, ("",))[0]]


def with_logo(prepared: Prepared, logo: Logo) -> Prepared:
    """Return a template with a logo in a paragraph of its own, first in every header.

    The top margin grows by as much as the header, so that the text keeps its distance from it.
    """
    part = f"{_MEDIA}.{logo.picture.suffix}"
    ready = {**prepared.ready, part: deflated(logo.data)}
    segments = dict(prepared.segments)
    ids = drawing_ids(prepared.segments.values())
    for header in headers(prepared):
        first, *rest = segments[header]
        start = first.index(">", first.index("<w:hdr")) + 1
        segments[header] = (first[:start] + _paragraph(logo, next(ids), prepared) + first[start:], *rest)
        links = opc.relationships_part(header)
        given = opc.relationships(inflated(ready[links])) if links in ready else []
        link = opc.Relationship(_LINK, f"{opc.OFFICE_RELATIONSHIP}image", f"/{part}")
        ready[links] = deflated(opc.relationships_xml([*given, link]))
    lower = round(logo.height * _TWIPS) + _GAP + _DESCENT
    segments[prepared.main] = tuple(_lowered(piece, lower) for piece in segments[prepared.main])
    types = prepared.content_types + _content_type(prepared, part, logo.picture)
    return replace(prepared, ready=ready, segments=segments, content_types=types)


def _lowered(xml: str, lower: int) -> str:
    """Return a piece of the body with larger margins at the top; a negative one is fixed (17.6.11)."""

    def margins(found: re.Match[str]) -> str:
        return re.sub(r'(?<=\bw:top="-)\d+|(?<=\bw:top=")\d+', lambda n: str(int(n.group()) + lower), found.group())

    return re.sub("<w:pgMar [^>]*>", margins, xml)


def _content_type(prepared: Prepared, part: str, picture: Picture) -> str:
    """Return the element that says what the picture is, unless the template says it of all such files."""
    known = opc.content_types((prepared.content_types + opc.CONTENT_TYPES_END).encode()).defaults
    given = known.get(picture.suffix)
    if given == picture.content_type:
        return ""
    if given is None:
        return f'<Default Extension="{picture.suffix}" ContentType="{picture.content_type}"/>'
    return opc.override_xml(part, picture.content_type)


def _paragraph(logo: Logo, number: int, prepared: Prepared) -> str:
    style = prepared.styles.get("header")
    named = f'<w:pStyle w:val="{escape(style)}"/>' if style else ""
    size = f'cx="{round(logo.width * _EMU)}" cy="{round(logo.height * _EMU)}"'
    alt = escape(" ".join(logo.alt.split()))
    return (
        f'<w:p><w:pPr>{named}<w:spacing w:before="0" w:after="{_GAP}" w:line="240" w:lineRule="auto"/></w:pPr>'
        "<w:r><w:drawing>"
        f'<wp:inline xmlns:wp="{_DRAWINGML}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="{number}" name="Logotyp" descr="{alt}"/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_DRAWINGML}/main" noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic xmlns:a="{_DRAWINGML}/main">'
        f'<a:graphicData uri="{_DRAWINGML}/picture"><pic:pic xmlns:pic="{_DRAWINGML}/picture">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Logotyp" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip xmlns:r="{_RELATIONS}" r:embed="{_LINK}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )
