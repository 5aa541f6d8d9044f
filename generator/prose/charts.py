"""What every drawing of a Chart needs, whatever it is drawn with: its scale, its words, and how much one picture holds.

Figures are decimal text in a Chart and stay decimal here, so that a picture never depends on binary rounding.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise

from generator.model.document import Bar, Chart
from generator.prose.typography import HARD_SPACE
from generator.prose.values import decimal

#: An axis has about this many steps.
_STEPS = 5
#: A step is one of these times a power of ten.
_NICE = (1, 2, 5, 10)
#: What a label at a bar's end takes of the axis: for each character, and beside it; at most this much in all.
_CHARACTER, _BESIDE, _MOST = Decimal("0.018"), Decimal("0.03"), Decimal("0.4")
#: What is read where a bar has no figure.
NO_FIGURE = "–"


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from ``low`` to ``high``, with room for a label at the end of the longest bar."""

    low: Decimal
    high: Decimal
    step: Decimal

    def share(self, value: Decimal) -> Decimal:
        """Return how far along the axis a value is, 0 at its low end and 1 at its high."""
        return (value - self.low) / (self.high - self.low)


def figure(text: str) -> Decimal | None:
    """Return the figure that decimal text holds; None for an empty one."""
    return Decimal(text) if text else None


def decimal_text(value: Decimal) -> str:
    """Return a figure without exponent and without needless zeros, such as ``12.5``."""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) if value else "0"


def scale(chart: Chart) -> Scale:
    """Return the axis of a chart, which always has zero in it: a bar's length is its figure."""
    figures = [found for bar in chart.bars for text in bar.values if (found := figure(text)) is not None]
    level = figure(chart.level_value)
    low = min([Decimal(0), *figures, *([] if level is None else [level])])
    high = max([Decimal(0), *figures, *([] if level is None else [level])])
    if low == high:
        high = Decimal(1)
    longest = max((len(value_label(chart, text)) for bar in chart.bars for text in bar.shown), default=0)
    room = min(_MOST, _BESIDE + _CHARACTER * longest)
    if figures and max(figures) > 0:
        high = max(high, (max(figures) - room * low) / (1 - room))
    if low < 0:
        low = min(low, (low - room * high) / (1 - room))
    step = _step(high - low)
    return Scale(_rounded(low / step, ROUND_FLOOR) * step, _rounded(high / step, ROUND_CEILING) * step, step)


def _step(span: Decimal) -> Decimal:
    """Return a step of 1, 2 or 5 times a power of ten, about a fifth of the span."""
    raw = span / _STEPS
    power = Decimal(10) ** raw.adjusted()
    return next(nice * power for nice in map(Decimal, _NICE) if nice * power >= raw)


def _rounded(value: Decimal, how: str) -> Decimal:
    return value.to_integral_value(how)


def bar_label(chart: Chart, bar: Bar) -> str:
    """Return what stands at a bar: its label, and in words that it is marked, since looks alone say nothing."""
    return f"{bar.label} ({chart.marked})" if bar.marked and chart.marked else bar.label


def value_label(chart: Chart, shown: str) -> str:
    """Return a figure as it stands at a bar's end: without the unit, which stands at the axis."""
    if not shown:
        return NO_FIGURE
    return shown.removesuffix(chart.unit).rstrip() or shown if chart.unit else shown


def level_label(chart: Chart) -> str:
    """Return the name of the level with its figure by Swedish rules, such as ``Hela kommunen: 8,3 procent``."""
    number = decimal(Decimal(chart.level_value))
    return f"{chart.level}: {number}{HARD_SPACE}{chart.unit}" if chart.unit else f"{chart.level}: {number}"


def sentences(chart: Chart) -> list[str]:
    """Return a chart as lines to read: one a bar with its figures, and the level last."""
    lines = []
    for bar in chart.bars:
        shown = [text or NO_FIGURE for text in bar.shown]
        if len(chart.series) > 1:
            shown = [f"{name} {text}" for name, text in zip(chart.series, shown, strict=True)]
        lines.append(f"{bar_label(chart, bar)}: {'; '.join(shown)}")
    return [*lines, level_label(chart)] if chart.level_value else lines


def pictures(chart: Chart, most: int) -> list[Chart]:
    """Return a chart as the pictures that it takes when one may not have more than ``most`` bars.

    The pictures are numbered in their titles. All have about equally many bars.
    """
    count = max(1, -(-len(chart.bars) // most))
    if count == 1:
        return [chart]
    bounds = [len(chart.bars) * part // count for part in range(count + 1)]
    return [
        replace(chart, title=f"{chart.title} ({number}/{count})", bars=chart.bars[first:end])
        for number, (first, end) in enumerate(pairwise(bounds), 1)
    ]
