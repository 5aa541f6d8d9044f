"""A Chart as a picture in the page itself: no script, nothing fetched, as wide as there is room.

Lengths along the bars are per cent of the width and all else is in pixels, so that the text is as large on a phone
as on paper; labels stand above their bars. Bars differ by fill and pattern, never by hue.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from generator.model.document import Chart
from generator.prose.charts import Scale, bar_label, figure, level_label, pictures, scale, value_label

#: Pixels: a line of text, a bar, what is between bars and between groups of them, and a sample in the key.
_LINE, _BAR, _APART, _BETWEEN, _SAMPLE = 20, 16, 2, 8, 26
#: Characters of a label on a line: what a narrow phone has room for.
_WRAP = 34
#: Per cent of the width to the right of the axis: for each character of a figure, besides, and at most.
_CHARACTER, _BESIDE, _MOST = Decimal("1.3"), 2, Decimal(30)
#: Bars of one picture: so many fit a page of paper.
_BARS = 20
#: What a pattern holds, in a square of eight pixels; the third series and those after it have one each.
_PATTERNS = (
    '<path d="M-2 2 2-2M0 8 8 0M6 10 10 6" stroke="currentColor" stroke-width="1.5"/>',
    '<circle cx="4" cy="4" r="1.6" fill="currentColor"/>',
    '<path d="M0 2H8M0 6H8" stroke="currentColor" stroke-width="1.5"/>',
    '<path d="M0 0 8 8M0 8 8 0" stroke="currentColor"/>',
)


def chart(drawn: Chart, name: str) -> str:
    """Return a chart with its title, as the pictures that it takes.

    Args:
        drawn: the chart.
        name: what ids in it begin with; unique on the page.
    """
    axis = scale(drawn)
    parts = pictures(drawn, max(1, _BARS // max(1, len(drawn.series))))
    return "\n".join(_figure(part, axis, f"{name}-{number}") for number, part in enumerate(parts, 1))


def _figure(part: Chart, axis: Scale, name: str) -> str:
    unit = f" ({html.escape(part.unit)})" if part.unit else ""
    picture = _Picture(part, axis, name)
    picture.draw()
    return "\n".join(
        [
            '<figure class="chart">',
            f"<figcaption><strong>{html.escape(part.title)}</strong>{unit}</figcaption>",
            f'<svg role="img" aria-labelledby="{name}-t {name}-d" width="100%" height="{picture.bottom}">',
            f'<title id="{name}-t">{html.escape(part.title)}</title>',
            f'<desc id="{name}-d">{html.escape(part.alternative)}</desc>',
            *picture.lines,
            "</svg>",
            "</figure>",
        ]
    )


@dataclass(slots=True)
class _Picture:
    """A picture while it is drawn, from top to bottom."""

    chart: Chart
    axis: Scale
    name: str
    lines: list[str] = field(default_factory=list)
    bottom: int = 0

    def draw(self) -> None:
        """Draw the key and the bars."""
        split = len(self.chart.series) == 1 and bool(self.chart.marked) and any(bar.marked for bar in self.chart.bars)
        looks = ["m1", "solid"] if split else ["solid", "white", "m1", "m2", "m3", "m4"]
        used = [*range(2)] if split else [*range(len(self.chart.series))]
        needed = {looks[number % len(looks)] for number in used}
        patterns = [
            f'<pattern id="{self.name}-m{number}" width="8" height="8" patternUnits="userSpaceOnUse">'
            f'<rect width="8" height="8" fill="#fff"/>{inside}</pattern>'
            for number, inside in enumerate(_PATTERNS, 1)
            if f"m{number}" in needed
        ]
        if patterns:
            self.lines.append(f"<defs>{''.join(patterns)}</defs>")
        self._key([looks[number % len(looks)] for number in used], split)
        for bar in self.chart.bars:
            self._label(bar_label(self.chart, bar))
            own = [looks[bar.marked]] if split else [looks[number % len(looks)] for number in used]
            self._bars(own, bar.values, bar.shown, thick=bar.marked and not split)

    def _key(self, looks: Sequence[str], split: bool) -> None:
        names = [*self.chart.series, *([self.chart.marked] if split else [])]
        for look, name in zip(looks, names, strict=True) if len(names) > 1 else ():
            self._box("0", str(self.bottom + 3), "18", "14", look)
            self._text(_SAMPLE, self.bottom + 15, name)
            self.bottom += _LINE
        if self.chart.level_value:
            middle = self.bottom + _LINE // 2
            self.lines.append(_dashes("0", "18", middle, middle))
            self._text(_SAMPLE, self.bottom + 15, level_label(self.chart))
            self.bottom += _LINE
        self.bottom += _BETWEEN // 2 if self.bottom else 0

    def _label(self, label: str) -> None:
        for line in textwrap.wrap(label, _WRAP) or [""]:
            self._text(0, self.bottom + 15, line)
            self.bottom += _LINE

    def _bars(self, looks: Sequence[str], values: Sequence[str], shown: Sequence[str], *, thick: bool) -> None:
        top = self.bottom
        figures: list[str] = []
        zero = self._share(Decimal(0))
        for look, value, text in zip(looks, values, shown, strict=True):
            found = figure(value)
            end = zero if found is None else self._share(found)
            if found is not None:
                left, width = min(zero, end), abs(end - zero)
                self._box(f"{left:.2f}%", str(self.bottom), f"{width:.2f}%", str(_BAR), look, thick=thick)
            anchor = ' dx="-6" text-anchor="end"' if end < zero else ' dx="6"'
            words = html.escape(value_label(self.chart, text))
            figures.append(f'<text class="figure" x="{end:.2f}%" y="{self.bottom + 13}"{anchor}>{words}</text>')
            self.bottom += _BAR + _APART
        self._zero(top)
        if self.chart.level_value:
            at = f"{self._share(Decimal(self.chart.level_value)):.2f}%"
            self.lines.append(_dashes(at, at, top - 3, self.bottom + 1))
        self.lines += figures
        self.bottom += _BETWEEN

    def _zero(self, top: int) -> None:
        """Draw where the bars begin, beside each group of them: a line all the way would cross labels."""
        at = f"{self._share(Decimal(0)):.2f}%"
        ends = f'x1="{at}" x2="{at}" y1="{top - 3}" y2="{self.bottom + 1}"'
        self.lines.append(f'<line {ends} stroke="currentColor"/>')

    def _share(self, value: Decimal) -> Decimal:
        longest = max((len(value_label(self.chart, text)) for bar in self.chart.bars for text in bar.shown), default=0)
        return self.axis.share(value) * (100 - min(_MOST, _BESIDE + _CHARACTER * longest))

    def _box(self, x: str, y: str, width: str, height: str, look: str, *, thick: bool = False) -> None:
        fill = {"solid": "currentColor", "white": "#fff"}.get(look, f"url(#{self.name}-{look})")
        line = ' stroke-width="3"' if thick else ""
        self.lines.append(
            f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}" stroke="currentColor"{line}/>'
        )

    def _text(self, x: int, y: int, words: str) -> None:
        self.lines.append(f'<text x="{x}" y="{y}">{html.escape(words)}</text>')


def _dashes(x1: str, x2: str, y1: int, y2: int) -> str:
    """Return a dashed line with white around it, so that it is seen on a dark bar."""
    where = f'x1="{x1}" x2="{x2}" y1="{y1}" y2="{y2}"'
    white = f'<line {where} stroke="#fff" stroke-width="5"/>'
    return f'{white}<line {where} stroke="#000" stroke-width="2" stroke-dasharray="5 3"/>'
