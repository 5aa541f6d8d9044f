"""Rows of a register out of a .csv or .xlsx file, and everything that is wrong with them, cell by cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import canonical
from generator.draft.registers import FileRows, among, free_column, heading_fault
from generator.errors import DataError, Finding, Place, problem
from generator.model.register import RegisterPlan, Row
from generator.prose.accepts import MAX_ITEMS
from generator.store import Store, key_of

if TYPE_CHECKING:  # the cells are read only where the cache does not know the file
    from generator.spreadsheet.grid import Grid

#: More than a register of as many rows as there may be takes.
MAX_MEGABYTES = 10


def read_rows(
    file: Path, name: str, plan: RegisterPlan, rules: Mapping[str, Any], store: Store
) -> tuple[list[Row], FileRows]:
    """Return the rows of a file, and where they stand in it.

    Args:
        file: the file.
        name: what messages call it.
        plan: the register.
        rules: the register as the contract's definition states it, which the rows depend on.
        store: what keeps the rows of a file that has been read before.

    Raises:
        DataError: the file is missing or cannot be read, or some of its cells do not fit.
    """
    if file.stat().st_size > MAX_MEGABYTES * 1024**2:
        raise problem("sheet-too-large", name, limit=MAX_MEGABYTES)
    content = file.read_bytes()
    suffix = file.suffix.lower()
    key = key_of(content, suffix, plan.name, canonical.dumps(rules, keep_order=True))
    data = store.get("rows", key, lambda: _read(content, suffix, name, plan))
    return data["rows"], FileRows(name, data["sheet"], data["lines"], data["columns"])


def _read(content: bytes, suffix: str, name: str, plan: RegisterPlan) -> dict[str, Any]:
    from generator.spreadsheet.textfile import read_text
    from generator.spreadsheet.workbook import read_workbook

    grid = read_text(content, name) if suffix == ".csv" else read_workbook(content, name, (plan.name, plan.label))
    columns = _head(grid, plan)
    lines = [line for line in sorted(grid.rows) if line > 1 and any(_full(cell) for cell in grid.rows[line])]
    if len(lines) > MAX_ITEMS:
        raise problem("sheet-too-many-rows", name, count=len(lines), limit=MAX_ITEMS)
    findings: list[Finding] = []
    rows = [_row(grid, line, columns, plan, findings) for line in lines]
    if findings:
        raise DataError(findings)
    return {"rows": rows, "sheet": grid.sheet, "lines": lines, "columns": columns}


def _full(cell: Any) -> bool:
    from generator.spreadsheet.cells import text_of

    return bool(cell.kind) or text_of(cell.value) != ""


def _head(grid: Grid, plan: RegisterPlan) -> dict[str, int]:
    """Return the number of each column by its name; of free columns, by their heading.

    Raises:
        DataError: a heading is unknown, stands twice or is missing.
    """
    from generator.spreadsheet.cells import text_of

    known = {_folded(name): name for name in plan.columns}
    known |= {_folded(column.label): name for name, column in plan.columns.items()}
    headings = {number: _one_line(text_of(cell.value)) for number, cell in enumerate(grid.rows.get(1, ()), 1)}
    headings = {number: heading for number, heading in headings.items() if heading}
    labels = [column.label for column in plan.columns.values()]
    if not any(_folded(heading) in known for heading in headings.values()):
        raise DataError([grid.finding("sheet-no-headings", 1, 1, allowed=", ".join(labels))])
    found: dict[str, int] = {}
    findings: list[Finding] = []
    for number, heading in headings.items():
        name = known.get(_folded(heading), heading if plan.free else "")
        fault = heading_fault(name) if name and name not in plan.columns else None
        if not name:
            findings.append(grid.finding("sheet-unknown-heading", 1, number, heading=heading, **among(heading, labels)))
        elif fault is not None:
            findings.append(grid.finding(fault[0], 1, number, **fault[1]))
        elif name in found:
            findings.append(grid.finding("sheet-duplicate-heading", 1, number, heading=heading))
        else:
            found[name] = number
    for name, column in plan.columns.items():
        if name not in found and not column.optional:
            findings.append(Finding("sheet-missing-heading", Place(grid.file, 1), values={"heading": column.label}))
    if findings:
        raise DataError(findings)
    return found


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _folded(heading: str) -> str:
    return unicodedata.normalize("NFC", _one_line(heading)).casefold()


def _row(grid: Grid, line: int, columns: Mapping[str, int], plan: RegisterPlan, findings: list[Finding]) -> Row:
    from generator.spreadsheet.cells import WrongError, value
    from generator.spreadsheet.column import Column

    row: dict[str, Any] = {}
    for name, number in columns.items():
        parameter = plan.columns.get(name) or free_column(name)
        required = name in plan.columns and not parameter.optional
        column = Column(name, ("registers", plan.name), parameter, parameter.label, "", required)
        try:
            found = value(column, grid.cell(line, number), grid.typed)
        except WrongError as wrong:
            findings.append(grid.finding(wrong.rule, line, number, **wrong.values))
            continue
        # A free column keeps its place among the others where its first cell is open.
        if found is not None or name not in plan.columns:
            row[name] = found
    findings += _surplus(grid, line, sorted(columns.values()))
    return row


def _surplus(grid: Grid, line: int, numbers: Sequence[int]) -> Iterator[Finding]:
    """Yield the first cell that stands under no heading."""
    for number, cell in enumerate(grid.rows[line], 1):
        if number not in numbers and _full(cell):
            yield grid.finding("sheet-surplus", line, number, count=len(numbers))
            return
