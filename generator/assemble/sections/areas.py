"""Areas of a municipality against the whole of it: which are focus areas, a table, and a chart for each measure.

An area is a focus area where enough measures are at least a factor times the whole municipality's; both
numbers are the draft's. Nothing here says that the factor is right.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

from generator.assemble.sections.work import DASH, Made, Work, text
from generator.draft.registers import free_columns, number
from generator.model.document import Bar, Block, Chart, Inlines, Table, Text
from generator.model.parameter import Parameter
from generator.model.register import Row
from generator.prose.values import Value, decimal, enumeration, value

_TENTH = Decimal("0.1")
#: More than the largest number of a draft by the smallest has.
_DIGITS = 80


@dataclass(frozen=True, slots=True)
class _Found:
    """The areas, and what was found among them."""

    areas: list[Row]
    whole: Row
    measures: list[Parameter]
    #: Position of each focus area among the areas.
    focus: frozenset[int]
    names: dict[str, Value]


def prints(work: Work) -> bool:
    """Tell whether there is an area beside the whole municipality."""
    return any(row[work.register.key] != work.rules["whole"] for row in work.rows())


def make(work: Work) -> Made:
    """Return the text on how areas were chosen, the table, and the charts."""
    found = _found(work)
    said = work.prose("chosen" if found.focus or found.names["focus"].missing else "none", **found.names)
    charts = [_chart(work, found, measure) for measure in found.measures]
    blocks: tuple[Block, ...] = (*said, _table(work, found), *charts)
    return Made(blocks)


def _factor(work: Work) -> Decimal | None:
    return number(work.scope[work.rules["factor"]].raw)


def _found(work: Work) -> _Found:
    rows, key, name = work.rows(), work.register.key, work.rules["whole"]
    whole = next(row for row in rows if row[key] == name)
    areas = [row for row in rows if row is not whole]
    measures = free_columns(work.register, rows)
    factor = _factor(work)
    least = number(work.scope[work.rules["least"]].raw) if "least" in work.rules else Decimal(1)
    reached = [sum(_reaches(measure, row, whole, factor) for measure in measures) for row in areas]
    enough = factor is not None and least is not None
    focus = frozenset(index for index, count in enumerate(reached) if enough and count and count >= (least or 0))
    chosen = enumeration([_name(work, areas[index]) for index in sorted(focus)])
    open_value = next((work.scope[work.rules[one]] for one in ("factor", "least") if _missing(work, one)), None)
    names = {
        "focus": open_value.named() if open_value else Value(chosen, chosen),
        "count": open_value.named() if open_value else Value(str(len(focus)), len(focus)),
        "whole": text(_name(work, whole)),
    }
    return _Found(areas, whole, measures, focus, names)


def _missing(work: Work, key: str) -> bool:
    return key in work.rules and work.scope[work.rules[key]].missing


def _reaches(measure: Parameter, row: Row, whole: Row, factor: Decimal | None) -> bool:
    own, mean = number(row.get(measure.name)), number(whole.get(measure.name))
    # Nothing is a number of times of nothing.
    if factor is None or own is None or mean is None or mean <= 0:
        return False
    with localcontext(prec=_DIGITS):
        return own >= factor * mean


def _name(work: Work, row: Row) -> str:
    return work.value(work.rules["name"], row).text


def _table(work: Work, found: _Found) -> Table:
    label = work.register.columns[work.rules["name"]].label
    # The heading as the register has it, with the unit in its parenthesis.
    header: tuple[Inlines, ...] = ((Text(label),), *((Text(measure.name),) for measure in found.measures))
    rows: list[tuple[Inlines, ...]] = []
    for index, row in enumerate((*found.areas, found.whole)):
        name = _name(work, row)
        said = f"{name} ({work.line('marked')})" if index in found.focus else name
        cells = ((Text(_cell(work, measure, row, found.whole)),) for measure in found.measures)
        rows.append(((Text(said),), *cells))
    return Table(header, tuple(rows), (False, *(True for _ in found.measures)))


def _cell(work: Work, measure: Parameter, row: Row, whole: Row) -> str:
    own, mean = number(row.get(measure.name)), number(whole.get(measure.name))
    if own is None:
        return DASH
    figure = decimal(own)
    if row is whole or mean is None or mean <= 0:
        return figure
    with localcontext(prec=_DIGITS):
        times = (own / mean).quantize(_TENTH, ROUND_HALF_UP)
    return f"{figure} ({decimal(times)} {work.word('times')})"


def _chart(work: Work, found: _Found, measure: Parameter) -> Chart:
    names = {**found.names, "measure": text(measure.label), "unit": text(measure.unit)}
    bars = tuple(
        Bar(_name(work, row), (_plain(measure, row),), (_shown(measure, row),), marked=index in found.focus)
        for index, row in enumerate(found.areas)
    )
    level = _plain(measure, found.whole)
    return Chart(
        title=work.word("chart", **names),
        alternative=work.word("alternative", **names),
        unit=measure.unit,
        series=(measure.label,),
        bars=bars,
        level=_name(work, found.whole) if level else "",
        level_value=level,
        marked=work.line("marked") if found.focus else "",
    )


def _plain(measure: Parameter, row: Row) -> str:
    found = number(row.get(measure.name))
    return "" if found is None else format(found, "f")


def _shown(measure: Parameter, row: Row) -> str:
    found = value(measure, row.get(measure.name))
    return DASH if found.missing else found.text
