"""The level across the bars of a chart, as a drawing on top of it.

No type of chart puts a line across horizontal bars so that Word and LibreOffice agree on it, but both draw what
lies on a chart. Source: ECMA-376 Part 1, 21.3 (drawings on charts).
"""

from __future__ import annotations

from decimal import Decimal

from generator.model.document import Chart
from generator.prose.charts import Scale, level_label
from generator.word.chart import DRAWINGML, INK, NAMESPACE, SIZE, WHITE
from generator.word.chart_layout import Layout, free, level_room
from generator.word.markup import escape
from generator.word.opc import XML_DECLARATION

_CHART_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"
#: Lines in English metric units: the level, and the white that shows it on a dark bar.
_LINE, _HALO = 19_050, 44_450
_EMU = 36_000
#: Millimetres: how high the name is.
_NAME = 5


def level_part(chart: Chart, scale: Scale, place: Layout, font: str, language: str) -> bytes:
    """Return the part that draws a chart's level: its name, and a line that leaves the figures free.

    Args:
        chart: the chart, which has a level.
        scale: its axis.
        place: where everything is.
        font: as ``chart.chart_part``.
        language: as ``chart.chart_part``.
    """
    across = place.across(scale, Decimal(chart.level_value))
    stretches = [(start, end) for start, end in free(chart, scale, place) if start < end]
    shapes = [_line(place, across, *ends, WHITE, _HALO, "solid") for ends in stretches]
    shapes += [_line(place, across, *ends, INK, _LINE, "sysDash") for ends in stretches]
    shapes.append(_name(chart, scale, place, font, language))
    numbered = "".join(shape.replace("NUMBER", f"{number}", 1) for number, shape in enumerate(shapes, 2))
    return (
        f'{XML_DECLARATION}<c:userShapes xmlns:c="{NAMESPACE}" xmlns:a="{DRAWINGML}" '
        f'xmlns:cdr="{_CHART_DRAWING}">{numbered}</c:userShapes>'
    ).encode()


def _anchored(place: Layout, start: tuple[Decimal, Decimal], end: tuple[Decimal, Decimal], shape: str) -> str:
    """Return a shape between two points, in millimetres."""
    (left, top), (right, bottom) = start, end
    size = (
        f'<a:xfrm><a:off x="{_emu(left)}" y="{_emu(top)}"/>'
        f'<a:ext cx="{_emu(right - left)}" cy="{_emu(bottom - top)}"/></a:xfrm>'
    )
    marks = "".join(
        f"<cdr:{name}><cdr:x>{_share(x, place.width)}</cdr:x>"
        f"<cdr:y>{_share(y, Decimal(place.height))}</cdr:y></cdr:{name}>"
        for name, (x, y) in (("from", start), ("to", end))
    )
    return f"<cdr:relSizeAnchor>{marks}{shape.replace('SIZE', size)}</cdr:relSizeAnchor>"


def _emu(millimetres: Decimal) -> int:
    return round(millimetres * _EMU)


def _share(part: Decimal, whole: Decimal) -> str:
    return f"{part / whole:.5f}"


def _line(
    place: Layout, across: Decimal, start: Decimal, end: Decimal, colour: str, width: int, dash: str
) -> str:  # fmt: skip
    shape = (
        '<cdr:cxnSp macro=""><cdr:nvCxnSpPr><cdr:cNvPr id="NUMBER" name=""/><cdr:cNvCxnSpPr/></cdr:nvCxnSpPr>'
        f'<cdr:spPr>SIZE<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="{width}"><a:solidFill>'
        f'<a:srgbClr val="{colour}"/></a:solidFill><a:prstDash val="{dash}"/></a:ln></cdr:spPr></cdr:cxnSp>'
    )
    return _anchored(place, (across, start), (across, end), shape)


def _name(chart: Chart, scale: Scale, place: Layout, font: str, language: str) -> str:
    left, right = level_room(chart, scale, place)
    typeface = f'<a:latin typeface="{escape(font)}"/>' if font else ""
    look = (
        f'<a:rPr lang="{escape(language)}" sz="{SIZE}"><a:solidFill><a:srgbClr val="{INK}"/></a:solidFill>'
        f"{typeface}</a:rPr>"
    )
    top = Decimal(place.top) - 1 - _NAME
    words = escape(level_label(chart))
    shape = (
        '<cdr:sp macro="" textlink=""><cdr:nvSpPr><cdr:cNvPr id="NUMBER" name=""/><cdr:cNvSpPr txBox="1"/></cdr:nvSpPr>'
        '<cdr:spPr>SIZE<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></cdr:spPr>'
        '<cdr:txBody><a:bodyPr vertOverflow="clip" wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"/>'
        f'<a:lstStyle/><a:p><a:pPr algn="ctr"/><a:r>{look}<a:t>WORDS</a:t></a:r></a:p></cdr:txBody></cdr:sp>'
    )
    return _anchored(place, (left, top), (right, top + _NAME), shape).replace("WORDS", words)
