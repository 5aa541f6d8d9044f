"""What a draft plans: the soliditet that it asks for and when, and how many flats are built each year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from generator.assemble.composed import Composed
from generator.check.goals.projection import BASE, BUILDING, Year, project
from generator.check.quantities import Quantity, quantities
from generator.model.figures import Figures, figures, labels
from generator.prose.values import decimal


class Pace(NamedTuple):
    """A pace of building."""

    #: Flats per year.
    number: int
    #: Flats by year.
    flats: Mapping[int, int]
    #: As it is said: vid minst 30 nya lägenheter per år 2027–2030.
    said: str


#: Where a draft sets no pace.
NOTHING = Pace(0, {}, "utan nya lägenheter")


class Plan(NamedTuple):
    """What a draft asks for."""

    #: Instance key of the clause that sets the soliditet, or the pace where none does.
    clause: str = ""
    #: Soliditet in percent to be reached, and held until then; None where none is set.
    goal: Decimal | None = None
    floor: Decimal | None = None
    #: The target year, 0 where it is not known; and the last year of the projection.
    target: int = 0
    last: int = 0
    paces: tuple[Pace, ...] = ()

    def project(self, known: Figures, pace: Pace) -> tuple[Year, ...]:
        """Return the projection at a pace."""
        return project(known, pace.flats, self.last)

    def goals(self, rows: Sequence[Year]) -> Iterator[tuple[Year, Decimal, str]]:
        """Yield the first year below the floor, where there is one, and the target year, with what they ask for."""
        if self.floor is not None:
            floor = self.floor
            early = (row for row in rows if row.year < self.target and row.short(floor))
            yield from ((row, floor, "golvet fram till målåret") for row in list(early)[:1])
        if self.goal is not None:
            goal = self.goal
            yield from ((row, goal, "målet") for row in rows if row.year == self.target)


def plan_of(composed: Composed) -> Plan:
    """Return what a draft plans."""
    found: dict[str, Quantity] = {}
    for one in quantities(composed):
        found.setdefault(one.name, one)
    known = figures(composed.loaded.source.data)
    ratio, floor, least = found.get("soliditet"), found.get("soliditet-golv"), found.get("byggtakt")
    target = ratio.years.last if ratio and ratio.years else 0
    first = ratio or least
    last = max(target, known.horizon or 0)
    return Plan(
        clause=first.item.key if first else "",
        goal=ratio.number if ratio else None,
        floor=floor.number if floor else None,
        target=target,
        last=last,
        paces=tuple(_paces(least, found.get("byggtakt-hogst"), (known.year or 0) + 1, last)),
    )


def _paces(least: Quantity | None, most: Quantity | None, first: int, last: int) -> Iterator[Pace]:
    if least is None or least.number is None:
        return
    years = least.years
    start, end = (years.first, years.last) if years else (first, last)
    ends = [("minst", least.number)]
    if most and most.number is not None and most.number != least.number:
        ends.append(("högst", most.number))
    for word, number in ends:
        flats = int(number)
        when = f" {start}–{end}" if start < end else f" {start}" if start else ""
        said = f"vid {word} {decimal(flats)} nya lägenheter per år{when}"
        yield Pace(flats, dict.fromkeys(range(max(start, first), min(end, last) + 1), flats), said)


def missing(known: Figures, plan: Plan) -> str:
    """Return what the projection lacks, as it is called; empty where nothing is."""
    lacking = known.missing((*BASE, *(BUILDING if plan.paces else ())))
    parts = [labels(lacking)] if lacking else []
    if not plan.last:
        parts.append("målår för soliditeten (eller horizon)")
    elif known.year is not None and plan.last <= known.year:
        parts.append("ett målår efter bokslutet")
    return ", ".join(parts)
