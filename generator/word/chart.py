"""A Chart as a chart part of DrawingML: horizontal bars that Word and LibreOffice draw from the figures in it.

Source: ECMA-376 Part 1, 21.2 (charts) and 20.1 (fills and lines). Figures and words are literals in the part, so
there is no workbook to carry along; Word then draws the chart and lets its looks be changed, but not its figures.

Read in grey and on paper: bars differ by fill, pattern and outline and never by hue, what stands out says so in its
label, and every line and outline has a contrast of at least 4.5:1 against the white behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from generator.model.document import Bar, Chart
from generator.prose.charts import Scale, bar_label, decimal_text, figure, value_label
from generator.word.chart_layout import Layout, is_split, key
from generator.word.markup import escape
from generator.word.opc import OFFICE_RELATIONSHIP, XML_DECLARATION

NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWINGML = "http://schemas.openxmlformats.org/drawingml/2006/main"

INK, _GREY, _PALE, WHITE = "262626", "595959", "BFBFBF", "FFFFFF"
#: Hundredths of a point.
SIZE = 900
#: Ids of the axes.
_CATEGORIES, _VALUES = 111_111_101, 111_111_102
#: Per cent of a bar's thickness: between two groups, between the bars of a group, and over each other.
_GAP, _APART, _WHOLE = 60, 0, 100
#: Lines in English metric units: an outline, and that of a marked bar among several series.
_THIN, _THICK = 9525, 28575


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _pattern(name: str) -> str:
    colours = f'<a:fgClr><a:srgbClr val="{_GREY}"/></a:fgClr><a:bgClr><a:srgbClr val="{WHITE}"/></a:bgClr>'
    return f'<a:pattFill prst="{name}">{colours}</a:pattFill>'


def _looks(fill: str, width: int = _THIN, line: str = INK) -> str:
    return f'<c:spPr>{fill}<a:ln w="{width}">{_solid(line)}</a:ln></c:spPr>'


#: Fills of the series, one after the other: they differ in grey and in black and white.
_FILLS = (
    _solid(_GREY), _solid(WHITE), _pattern("wdUpDiag"), _pattern("smCheck"), _pattern("dkHorz"), _pattern("pct25"),
)  # fmt: skip
_PLAIN, _MARKED = _pattern("wdUpDiag"), _solid(INK)


class _Series(NamedTuple):
    """Bars of one look, with a figure or nothing in each category."""

    name: str
    figures: Sequence[Decimal | None]
    #: What stands at the bars' ends; nothing where no label is to be.
    shown: Sequence[str]
    looks: str
    #: Places of the bars that have a thick outline.
    thick: Sequence[int] = ()


def chart_part(chart: Chart, scale: Scale, place: Layout, font: str, language: str, level: str = "") -> bytes:
    """Return the part that draws a chart.

    Args:
        chart: what to draw.
        scale: its axis, which it may share with other pictures.
        place: where everything is.
        font: of its text; empty for that of the document's theme.
        language: of its text, such as ``sv-SE``.
        level: id of the relationship to the drawing of its level; empty where it has none.

    Raises:
        ValueError: a text holds a character that XML cannot carry.
    """
    typeface = f'<a:latin typeface="{escape(font)}"/>' if font else ""
    look = f'<a:defRPr sz="{SIZE}">{_solid(INK)}{typeface}</a:defRPr>'
    text = (
        f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{look}</a:pPr>"
        f'<a:endParaRPr lang="{escape(language)}"/></a:p></c:txPr>'
    )
    legend = f'<c:legend><c:legendPos val="b"/>{_at(place, *place.key)}<c:overlay val="0"/></c:legend>'
    over = f'<c:userShapes xmlns:r="{OFFICE_RELATIONSHIP.removesuffix("/")}" r:id="{level}"/>' if level else ""
    axes = _at(place, place.left, Decimal(place.top), place.inside, Decimal(place.bars), inner=True)
    xml = (
        f'{XML_DECLARATION}<c:chartSpace xmlns:c="{NAMESPACE}" xmlns:a="{DRAWINGML}"><c:date1904 val="0"/>'
        f'<c:lang val="{escape(language)}"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea>{axes}{_plot(chart, language)}{_axes(chart, scale, place, language)}</c:plotArea>"
        f'{legend if key(chart) else ""}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr>{_solid(WHITE)}<a:ln><a:noFill/></a:ln></c:spPr>{text}{over}</c:chartSpace>"
    )
    return xml.encode()


def _at(place: Layout, *where: Decimal, inner: bool = False) -> str:
    """Return where something is: left, top, and width and height if they are said (21.2.2.88).

    Args:
        where: millimetres.
        inner: True for the rectangle of the axes, without the words beside it.
    """
    whole = (place.width, Decimal(place.height)) * 2
    target = '<c:layoutTarget val="inner"/>' if inner else ""
    modes = "".join(f'<c:{name}Mode val="edge"/>' for name in "xy")
    shares = zip("xywh", where, whole, strict=False)
    sizes = "".join(f'<c:{name} val="{part / all_of_it:.5f}"/>' for name, part, all_of_it in shares)
    return f"<c:layout><c:manualLayout>{target}{modes}{sizes}</c:manualLayout></c:layout>"


def _plot(chart: Chart, language: str) -> str:
    """Return the bars. Marked ones and others lie in one place, of which each takes its own."""
    labels = [bar_label(chart, bar) for bar in chart.bars]
    drawn = "".join(_series(one, labels, number, language) for number, one in enumerate(_bars(chart)))
    overlap = _WHOLE if is_split(chart) else _APART
    return (
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>{drawn}'
        f'<c:gapWidth val="{_GAP}"/><c:overlap val="{overlap}"/>'
        f'<c:axId val="{_CATEGORIES}"/><c:axId val="{_VALUES}"/></c:barChart>'
    )


def _bars(chart: Chart) -> Iterator[_Series]:
    if is_split(chart):
        yield _one(chart, chart.series[0], [not bar.marked for bar in chart.bars], _looks(_PLAIN))
        yield _one(chart, chart.marked, [bar.marked for bar in chart.bars], _looks(_MARKED))
        return
    thick = [place for place, bar in enumerate(chart.bars) if bar.marked]
    for number, name in enumerate(chart.series):
        figures = [figure(bar.values[number]) for bar in chart.bars]
        shown = [value_label(chart, bar.shown[number]) for bar in chart.bars]
        yield _Series(name, figures, shown, _looks(_FILLS[number % len(_FILLS)]), thick)


def _one(chart: Chart, name: str, held: Sequence[bool], looks: str) -> _Series:
    """Return the bars of a single series that some are held of."""

    def of(bar: Bar, here: bool) -> tuple[Decimal | None, str]:
        return (figure(bar.values[0]), value_label(chart, bar.shown[0])) if here else (None, "")

    pairs = [of(bar, here) for bar, here in zip(chart.bars, held, strict=True)]
    return _Series(name, [found for found, _ in pairs], [shown for _, shown in pairs], looks)


def _series(series: _Series, labels: Sequence[str], number: int, language: str) -> str:
    thick = "".join(
        f'<c:dPt><c:idx val="{place}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"{series.looks.replace(f'{_THIN}', f'{_THICK}')}</c:dPt>"
        for place in series.thick
    )
    words = "".join(f'<c:pt idx="{place}"><c:v>{escape(label)}</c:v></c:pt>' for place, label in enumerate(labels))
    figures = "".join(
        f'<c:pt idx="{place}"><c:v>{decimal_text(found)}</c:v></c:pt>'
        for place, found in enumerate(series.figures)
        if found is not None
    )
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:v>{escape(series.name)}</c:v></c:tx>'
        f'{series.looks}<c:invertIfNegative val="0"/>{thick}{_labels(series, language)}'
        f'<c:cat><c:strLit><c:ptCount val="{len(labels)}"/>{words}</c:strLit></c:cat>'
        f'<c:val><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(labels)}"/>{figures}</c:numLit>'
        "</c:val></c:ser>"
    )


#: What a label may show besides its own text.
_ONLY_VALUE = (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
#: White behind the text, where a level would run through it.
_BEHIND = f"<c:spPr>{_solid(WHITE)}<a:ln><a:noFill/></a:ln></c:spPr>"


def _labels(series: _Series, language: str) -> str:
    """Return the labels at the bars' ends, as they are to be read: a program's own would follow its language."""
    own = "".join(
        f'<c:dLbl><c:idx val="{place}"/><c:tx>{_rich(shown, language)}</c:tx>{_BEHIND}<c:dLblPos val="outEnd"/>'
        f"{_ONLY_VALUE}</c:dLbl>"
        for place, (shown, found) in enumerate(zip(series.shown, series.figures, strict=True))
        if shown and found is not None
    )
    if not own:
        return '<c:dLbls><c:delete val="1"/></c:dLbls>'
    return f'<c:dLbls>{own}{_BEHIND}<c:dLblPos val="outEnd"/>{_ONLY_VALUE}</c:dLbls>'


def _rich(text: str, language: str, properties: str = "") -> str:
    run = f'<a:r><a:rPr lang="{escape(language)}" sz="{SIZE}"{properties}/><a:t>{escape(text)}</a:t></a:r>'
    return f"<c:rich><a:bodyPr/><a:lstStyle/><a:p>{run}</a:p></c:rich>"


def _axes(chart: Chart, scale: Scale, place: Layout, language: str) -> str:
    """Return the axes: the first bar on top, and the figures below the last one."""
    line = f'<c:spPr><a:ln w="{_THIN}">{_solid(_GREY)}</a:ln></c:spPr>'
    grid = f'<c:majorGridlines><c:spPr><a:ln w="6350">{_solid(_PALE)}</a:ln></c:spPr></c:majorGridlines>'
    unit = _rich(chart.unit, language, ' b="0"')
    title = f'<c:title><c:tx>{unit}</c:tx>{_at(place, *place.unit)}<c:overlay val="0"/></c:title>' if chart.unit else ""
    form, ticks = _format(scale)
    return (
        f'<c:catAx><c:axId val="{_CATEGORIES}"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>{line}'
        f'<c:crossAx val="{_VALUES}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{_VALUES}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{decimal_text(scale.high)}"/><c:min val="{decimal_text(scale.low)}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="b"/>{grid}{title}'
        f'<c:numFmt formatCode="{escape(form)}" sourceLinked="0"/><c:majorTickMark val="out"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="{ticks}"/>{line}<c:crossAx val="{_CATEGORIES}"/>'
        f'<c:crosses val="max"/><c:crossBetween val="between"/>'
        f'<c:majorUnit val="{decimal_text(scale.step)}"/></c:valAx>'
    )


def _format(scale: Scale) -> tuple[str, str]:
    """Return how figures stand at the axis, and where: nowhere when a program would write them by its own language.

    Only whole numbers read alike whatever the language; a format cannot say which sign the decimals get.
    """
    if scale.step % 1:
        return "General", "none"
    blank = "\N{NO-BREAK SPACE}"
    large = f'[>=1000000]#"{blank}"000"{blank}"000;[>=1000]#"{blank}"000;0'
    return (large if scale.low >= 0 and scale.high >= 1000 else "0"), "nextTo"
