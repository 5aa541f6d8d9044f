"""A matrix of aspects and levels: what the draft says of each field, and which clauses of another draft bear on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.assemble.sections.work import DASH, Item, Made, Work
from generator.model.document import Block, Inlines, ListBlock, Table, Text
from generator.model.register import Matrix, Row
from generator.prose.values import enumeration

_Field = tuple[str, str]


def prints(work: Work) -> bool:
    """Tell whether there is a field to say anything of."""
    return bool(work.rows() or _bearing(work))


def make(work: Work) -> Made:
    """Return an item for each aspect with a table for each level, the summary, and the fields left open."""
    matrix = work.loaded.contract.matrices[work.rules["matrix"]]
    said = {(str(row[work.rules["row_key"]]), str(row[work.rules["column_key"]])): row for row in work.rows()}
    bearing = _bearing(work)
    items = []
    for aspect, title in matrix.rows.items():
        fields = [(aspect, level) for level in matrix.columns]
        blocks = tuple(
            _field(work, matrix, field, said.get(field), bearing.get(field, []))
            for field in fields
            if field in said or field in bearing
        )
        if blocks:
            items.append(Item(aspect, title, blocks))
    summary: tuple[Block, ...] = (_summary(work, matrix, bearing),)
    items.append(Item("summary", work.word("summary"), summary))
    left = _left(matrix, bearing)
    if left:
        items.append(Item("open", work.word("open"), (ListBlock(False, left),)))
    return Made(items=tuple(items))


def _bearing(work: Work) -> dict[_Field, list[Mapping[str, Any]]]:
    """Return the clauses of the other draft by the fields that they bear on, in their order."""
    matrix = work.loaded.contract.matrices[work.rules["matrix"]]
    found: dict[_Field, list[Mapping[str, Any]]] = {}
    for clause in work.facts.get("clauses", ()):
        for aspect, levels in clause.get("bears_on", {}).get(work.rules["matrix"], {}).items():
            for level in levels:
                if aspect in matrix.rows and level in matrix.columns:
                    found.setdefault((aspect, level), []).append(clause)
    return found


def _left(matrix: Matrix, bearing: Mapping[_Field, list[Mapping[str, Any]]]) -> tuple[Inlines, ...]:
    """Return the fields that no clause bears on, a line for each aspect that has one."""
    found = {
        title: [level for key, level in matrix.columns.items() if (aspect, key) not in bearing]
        for aspect, title in matrix.rows.items()
    }
    return tuple(
        (Text(f"{title}:", bold=True), Text(f" {enumeration(levels)}")) for title, levels in found.items() if levels
    )


def _field(work: Work, matrix: Matrix, field: _Field, row: Row | None, clauses: list[Mapping[str, Any]]) -> Table:
    header: tuple[Inlines, ...] = ((Text(matrix.columns[field[1]]),), (Text(work.word("content")),))
    rows: list[tuple[Inlines, ...]] = []
    for name in work.rules["cells"] if row is not None else ():
        rows.append(((Text(work.register.columns[name].label),), work.cell(name, row or {})))
    named = "; ".join(f"{clause['number']} {clause['title']}" for clause in clauses) or work.line("none")
    rows.append(((Text(work.word("clauses")),), (Text(named),)))
    return Table(header, tuple(rows), (False, False))


def _summary(work: Work, matrix: Matrix, bearing: Mapping[_Field, list[Mapping[str, Any]]]) -> Table:
    header: tuple[Inlines, ...] = ((Text(work.word("aspect")),), *((Text(title),) for title in matrix.columns.values()))
    rows: list[tuple[Inlines, ...]] = []
    for aspect, title in matrix.rows.items():
        cells = (bearing.get((aspect, level), []) for level in matrix.columns)
        numbers = (", ".join(clause["number"] for clause in found) or DASH for found in cells)
        rows.append(((Text(title),), *((Text(said),) for said in numbers)))
    return Table(header, tuple(rows), tuple(False for _ in header))
