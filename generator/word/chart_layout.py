"""Where everything is in the picture of a chart: worked out once, since a line across the bars must meet their axis.

Sizes are those of nine-point text. All places are shares of the picture, as DrawingML has them (ECMA-376 Part 1,
21.2.2.95 and 21.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.model.document import Chart
from generator.prose.charts import Scale, bar_label, figure, level_label, value_label

#: Millimetres: a bar, what is between two groups of bars, a line of text, and what is around it.
_BAR, _BETWEEN, _LINE, _AROUND = 5, 3, 4, 2
#: Millimetres: the figures at the axis, its title or the lack of one, a line of the key, and the least above and
#: beside the bars.
_FIGURES, _TITLE, _UNTITLED, _KEY, _EDGE, _RIGHT = 6, 9, 3, 7, 2, 6
#: Millimetres: a character, what an entry of the key has beside its text, and the most that labels take.
_CHARACTER, _ENTRY, _LABELS = Decimal("1.75"), 8, Decimal(62)
#: What the bars of one picture may be together, so that it and its title have room on any page of A4.
_MOST = 165
_TWIPS = Decimal(1440) / Decimal("25.4")


@dataclass(frozen=True, slots=True)
class Layout:
    """The places in a picture, in millimetres."""

    width: Decimal
    height: int
    #: The rectangle that the axes make.
    left: Decimal
    top: int
    right: Decimal
    bars: int
    #: How much of a group's room its bars take.
    thick: Decimal
    #: Where the unit begins, from left and top, and the rectangle of the key: left, top, width and height.
    unit: tuple[Decimal, Decimal]
    key: tuple[Decimal, Decimal, Decimal, Decimal]

    @property
    def inside(self) -> Decimal:
        """The length of the axis."""
        return self.width - self.left - self.right

    def across(self, scale: Scale, value: Decimal) -> Decimal:
        """Return where a figure of the axis is, in millimetres from the left."""
        return self.left + self.inside * scale.share(value)


def is_split(chart: Chart) -> bool:
    """Return whether marked bars are a series of their own, which is how they get an entry in the key."""
    return len(chart.series) == 1 and bool(chart.marked) and any(bar.marked for bar in chart.bars)


def key(chart: Chart) -> list[str]:
    """Return the entries of the key; there is none where it would say nothing."""
    if is_split(chart):
        return [*chart.series, chart.marked]
    return list(chart.series) if len(chart.series) > 1 else []


def _room(chart: Chart) -> int:
    """Return the height of a group of bars, all alike: what the bars or the longest label takes."""
    lines = -(-_longest(chart) * _CHARACTER // _LABELS)
    return max(_BAR * len(chart.series) + _BETWEEN, int(lines) * _LINE + _AROUND)


def _longest(chart: Chart) -> int:
    return max((len(bar_label(chart, bar)) for bar in chart.bars), default=0)


def most(chart: Chart) -> int:
    """Return how many bars one picture may have."""
    return max(1, _MOST // _room(chart))


def layout(chart: Chart, width: int) -> Layout:
    """Return the places in the picture of a chart.

    Args:
        chart: what is drawn, whole or a part.
        width: of the text, in twentieths of a point.
    """
    whole = width / _TWIPS
    labels = min(_longest(chart) * _CHARACTER + _AROUND * 2, _LABELS, whole * 2 / 5)
    top = _EDGE + (_LINE + _AROUND if chart.level_value else 0)
    bars = _room(chart) * max(1, len(chart.bars))
    inside = whole - labels - _RIGHT
    axis = Decimal(top + bars + _FIGURES)
    unit = (labels + max(Decimal(0), inside - len(chart.unit) * _CHARACTER) / 2, axis)
    words = sum((len(name) * _CHARACTER + _ENTRY for name in key(chart)), Decimal(0))
    lines = _KEY * int(-(-words // whole))
    keys = (
        max(Decimal(0), whole - words) / 2,
        axis + (_TITLE if chart.unit else _UNTITLED),
        min(words, whole),
        Decimal(lines),
    )
    height = int(keys[1]) + lines + _AROUND
    thick = Decimal(_BAR * len(chart.series)) / _room(chart)
    return Layout(whole, height, labels, top, Decimal(_RIGHT), bars, thick, unit, keys)


def free(chart: Chart, scale: Scale, place: Layout) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield the stretches where the level can be drawn, from top to bottom, where it crosses no figure.

    Each begins and ends a number of millimetres from the top.
    """
    level = place.across(scale, Decimal(chart.level_value))
    group = Decimal(place.bars) / max(1, len(chart.bars))
    start = Decimal(place.top) - 1
    for number, bar in enumerate(chart.bars):
        if any(_covers(chart, scale, place, *pair, level) for pair in zip(bar.values, bar.shown, strict=True)):
            middle = place.top + group * (number + Decimal("0.5"))
            end = middle - group * place.thick / 2
            yield start, end
            start = middle + group * place.thick / 2
    yield start, Decimal(place.top + place.bars)


def _covers(chart: Chart, scale: Scale, place: Layout, value: str, shown: str, level: Decimal) -> bool:
    """Return whether the figure at a bar's end stands where the level is."""
    found = figure(value)
    if found is None:
        return False
    end, room = place.across(scale, found), len(value_label(chart, shown)) * _CHARACTER + _AROUND
    return end - room - 1 <= level <= end + 1 if found < 0 else end - 1 <= level <= end + room + 1


def level_room(chart: Chart, scale: Scale, place: Layout) -> tuple[Decimal, Decimal]:
    """Return where the name of the level begins and ends above the bars, as near its line as there is room."""
    room = len(level_label(chart)) * _CHARACTER + _AROUND * 3
    middle = place.across(scale, Decimal(chart.level_value))
    start = max(Decimal(0), min(middle - room / 2, place.width - room))
    return start, min(start + room, place.width)
