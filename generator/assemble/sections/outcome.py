"""How it went with the goals that another draft sets: a table, and a chart for each unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.assemble.sections.work import DASH, Made, Work, text
from generator.draft.registers import number
from generator.draft.sections import targets
from generator.model.document import Bar, Block, Chart, Inlines, Table, Text
from generator.model.register import Row
from generator.prose.typography import HARD_SPACE
from generator.prose.values import decimal


@dataclass(frozen=True, slots=True)
class _Goal:
    """A goal with its outcome."""

    title: str
    target: Mapping[str, Any]
    row: Row

    @property
    def unit(self) -> str:
        """What the goal counts."""
        return str(self.target.get("unit", ""))


def prints(work: Work) -> bool:
    """Tell whether there is a goal to follow up."""
    return bool(work.facts and work.rows())


def make(work: Work) -> Made:
    """Return the table of goals and outcomes, and the charts."""
    goals = [_goal(work, row) for row in work.rows()]
    units: dict[str, list[_Goal]] = {}
    for goal in goals:
        if "number" in goal.target and number(goal.row.get(work.rules["outcome"])) is not None:
            units.setdefault(goal.unit, []).append(goal)
    charts = tuple(_chart(work, unit, members) for unit, members in units.items())
    blocks: tuple[Block, ...] = (_table(work, goals), *charts)
    return Made(blocks)


def _goal(work: Work, row: Row) -> _Goal:
    rules = work.rules
    clause = next(one for one in work.facts["clauses"] if one["key"] == row[rules["clause"]])
    target = targets(clause, work.facts)[row[rules["parameter"]]]
    title, label = clause["title"], target["label"]
    # A clause with one goal often has its name.
    said = title if title.casefold() == label.casefold() else f"{title}: {label}"
    return _Goal(f"{clause['number']} {said}", target, row)


def _table(work: Work, goals: list[_Goal]) -> Table:
    names = ["goal", "target", "outcome", *(["comment"] if "comment" in work.rules else [])]
    header: tuple[Inlines, ...] = tuple((Text(work.word(name)),) for name in names)
    rows: list[tuple[Inlines, ...]] = []
    for goal in goals:
        target = Text(goal.target["text"], missing=goal.target.get("missing", False))
        cells: list[Inlines] = [(Text(goal.title),), (target,), (Text(_outcome(work, goal)),)]
        rows.append((*cells, *((work.cell(work.rules[name], goal.row)) for name in names[3:])))
    numeric = (False, True, True, False)
    return Table(header, tuple(rows), numeric[: len(names)])


def _outcome(work: Work, goal: _Goal) -> str:
    """Return the outcome with the unit of the goal, where the register's column has none of its own."""
    name = work.rules["outcome"]
    raw = goal.row.get(name)
    if number(raw) is None:
        return DASH
    column = work.register.columns[name]
    if column.unit or column.type in ("percent", "money") or not goal.unit:
        return work.value(name, goal.row).text
    return _shown(raw, goal.unit)


def _shown(raw: Any, unit: str) -> str:
    digits = decimal(raw)
    return f"{digits}{HARD_SPACE}{unit}" if unit else digits


def _chart(work: Work, unit: str, goals: list[_Goal]) -> Chart:
    names = {"unit": replace(text(unit), missing=not unit, optional=True)}
    bars = tuple(
        Bar(
            goal.title,
            (_plain(goal.target["number"]), _plain(goal.row[work.rules["outcome"]])),
            (goal.target["text"], _outcome(work, goal)),
        )
        for goal in goals
    )
    series = (work.word("target"), work.word("outcome"))
    return Chart(work.word("chart", **names), work.word("alternative", **names), unit, series, bars)


def _plain(raw: Any) -> str:
    found = number(raw)
    return "" if found is None else format(found, "f")
