"""The answers in a sheet, row by row, and everything that is wrong with them, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.errors import DataError, Finding, Place, problem
from generator.sheet.columns import AMOUNT, PRICE_YEAR
from generator.source.tree import Path, dotted
from generator.spreadsheet.cells import EMPTY, Cell, WrongError, content, text_of, value
from generator.spreadsheet.column import Column
from generator.spreadsheet.grid import HEADINGS, HELP, KEYS, MAX_ROWS, ROWS, Grid

#: What a row changes in the draft: places in its data with their values, None to leave one open.
Changes = tuple[tuple[Path, Any], ...]
_REPLACES: Path = ("replaces", "document")
_DECISIONS: Path = ("replaces", "decisions")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of answers."""

    number: int
    changes: Changes
    #: What its cells show, by the column's key.
    shown: Mapping[str, str]
    #: What is wrong with it; then there is no document.
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """What a sheet answers."""

    grid: Grid
    #: Columns of the draft by their number in the sheet.
    columns: Mapping[int, Column]
    rows: tuple[Row, ...]


def answers(grid: Grid, columns: Sequence[Column], data: Mapping[str, Any]) -> Answers:
    """Return the answers that a sheet gives.

    A column that the sheet lacks leaves the draft's own value; an empty cell leaves the value open.

    Args:
        grid: the sheet.
        columns: the draft's columns.
        data: the draft's data.

    Raises:
        DataError: the sheet as a whole cannot be read by this draft.
    """
    places = _head(grid, {column.key: column for column in columns})
    reader = _Reader(grid, [_asked(number, column, data) for number, column in places.items()], data)
    rows = tuple(reader.row(row) for row in _filled(grid, places))
    if not rows:
        raise problem("sheet-no-rows", grid.file)
    return Answers(grid, places, rows)


def _head(grid: Grid, known: Mapping[str, Column]) -> dict[int, Column]:
    """Return the draft's columns by their numbers in the sheet, by the keys in its first row."""
    keys = {number: text_of(cell.value) for number, cell in enumerate(grid.rows.get(1, ()), 1)}
    keys = {number: key for number, key in keys.items() if key and key != KEYS}
    if not known.keys() & set(keys.values()):
        raise problem("sheet-no-keys", grid.file, sheet=grid.sheet or ROWS)
    places: dict[int, Column] = {}
    findings = []
    for number, key in keys.items():
        if key not in known:
            findings.append(grid.finding("sheet-unknown-column", 1, number, key=key))
        elif known[key] in places.values():
            findings.append(grid.finding("sheet-duplicate-column", 1, number, key=key))
        else:
            places[number] = known[key]
    if findings:
        raise DataError(findings)
    return places


def _filled(grid: Grid, places: Mapping[int, Column]) -> list[int]:
    """Return the numbers of the rows that answer something."""
    marked = text_of(grid.cell(1, 1).value) == KEYS
    found, findings = [], []
    for row in sorted(grid.rows):
        mark = text_of(grid.cell(row, 1).value) if marked else ""
        if row == 1 or (row, mark) in ((2, HEADINGS), (3, HELP)):
            continue
        if mark:
            findings.append(grid.finding("sheet-mark", row, 1, mark=mark))
        elif any(not _is_empty(grid.cell(row, number)) for number in places):
            found.append(row)
    if findings:
        raise DataError(findings)
    if len(found) > MAX_ROWS:
        raise problem("sheet-too-many-rows", grid.file, count=len(found), limit=MAX_ROWS)
    return found


def _is_empty(cell: Cell) -> bool:
    return not cell.kind and text_of(cell.value) == ""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A column with what the draft itself answers, worked out once for all rows."""

    number: int
    column: Column
    #: The draft's value, and what stands in a cell for it.
    raw: Any
    kept: Any
    text: str

    def answer(self, cell: Cell, said: str, typed: bool) -> Any:
        """Return what a cell answers: the draft's own value where it shows that one.

        Raises:
            WrongError: it does not answer the question.
        """
        if cell is EMPTY and self.kept is None and not self.column.required:
            return self.raw
        plain = isinstance(cell.value, str) and not (cell.kind or cell.merged)
        if plain and said == self.text != "" and (not typed or isinstance(self.kept, str)):
            return self.raw  # also what no cell can hold otherwise, such as a line break in a list's item
        found = value(self.column, cell, typed)
        # A number has the digits that the draft wrote it with, and what is open stays as it is.
        return self.raw if found == self.raw or (found is None and self.kept is None) else found


def _asked(number: int, column: Column, data: Mapping[str, Any]) -> _Asked:
    raw = own_value(data, column)
    kept = content(column, raw)
    return _Asked(number, column, raw, kept, text_of(kept))


@dataclass(slots=True)
class _Reader:
    """Reads the rows of a sheet."""

    grid: Grid
    asked: Sequence[_Asked]
    data: Mapping[str, Any]
    #: Number of the column that answers a place in the draft's data, or a part of it.
    at: dict[tuple[Path, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.at = {(asked.column.path, asked.column.part): asked.number for asked in self.asked}

    def row(self, row: int) -> Row:
        """Return a row's answers, and what is wrong with them."""
        given: dict[Path, Any] = {}
        parts: dict[Path, dict[str, Any]] = {}
        shown: dict[str, str] = {}
        findings: list[Finding] = []
        for asked in self.asked:
            cell, column = self.grid.cell(row, asked.number), asked.column
            shown[column.key] = said = text_of(cell.value)
            try:
                found = asked.answer(cell, said, self.grid.typed)
            except WrongError as wrong:
                findings.append(self.grid.finding(wrong.rule, row, asked.number, **wrong.values))
                continue
            if column.part:
                parts.setdefault(column.path, {})[column.part] = found
            elif found is not asked.raw:
                given[column.path] = found
        findings += self._sums(row, parts, given)
        findings += self._surplus(row)
        findings += self._replaced(row, given)
        changes = tuple((path, found) for path, found in given.items() if found != _at(self.data, path))
        return Row(row, changes, shown, tuple(findings))

    def _sums(self, row: int, parts: Mapping[Path, dict[str, Any]], given: dict[Path, Any]) -> Iterator[Finding]:
        """Put the two parts of a sum together; yield what lacks one of them."""
        for path, found in parts.items():
            old = _at(self.data, path) or {}
            whole = {part: found.get(part, old.get(part)) for part in (AMOUNT, PRICE_YEAR)}
            # A part whose cell is wrong has been reported.
            if sum((path, part) in self.at for part in whole) > len(found):
                continue
            missing = [part for part, raw in whole.items() if raw is None]
            if len(missing) == 1:
                number = self.at.get((path, missing[0])) or next(self.at[path, part] for part in found)
                yield self.grid.finding("sheet-price-year", row, number)
            given[path] = None if missing else whole

    def _surplus(self, row: int) -> Iterator[Finding]:
        """Yield the first cell of a file of text that stands outside every column: a semicolon too many, say."""
        width = len(self.grid.rows[1])
        for number, cell in enumerate(self.grid.rows[row][width:] if not self.grid.typed else (), width + 1):
            if not _is_empty(cell):
                yield self.grid.finding("sheet-surplus", row, number, count=width)
                return

    def _replaced(self, row: int, given: dict[Path, Any]) -> Iterator[Finding]:
        """Leave out what is replaced where nothing is; yield that a decision is named without its document."""
        if (_REPLACES, "") not in self.at or given.get(_REPLACES, _at(self.data, _REPLACES)):
            return
        decisions = [path for path, _ in self.at if path[:2] == _DECISIONS]
        if any(given.get(path, _at(self.data, path)) for path in decisions):
            number = self.at[_REPLACES, ""]
            column = next(asked.column for asked in self.asked if asked.number == number)
            yield self.grid.finding("sheet-empty", row, number, allowed=column.allowed)
        else:
            given[_REPLACES[:1]] = None


def own_value(data: Mapping[str, Any], column: Column) -> Any:
    """Return the draft's own value of a column."""
    raw = _at(data, column.path)
    return raw.get(column.part) if column.part and isinstance(raw, dict) else raw


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step] if isinstance(step, int) else (data or {}).get(step)
    return data


def changed(data: dict[str, Any], changes: Changes) -> dict[str, Any]:
    """Return a draft's data with what a row changes; the draft's own stays as it is."""
    fresh = dict(data)
    for path, found in changes:
        _set(fresh, path, found)
    return fresh


def _set(holder: dict[Any, Any], path: Path, found: Any) -> None:
    key, rest = path[0], path[1:]
    if not rest:
        if found is None:
            holder.pop(key, None)
        else:
            holder[key] = found
        return
    inner = holder.get(key)
    if isinstance(inner, list):  # the clauses, each a mapping
        index, below = rest[0], rest[1:]
        assert isinstance(index, int)
        items = list(inner)
        items[index] = dict(items[index])
        _set(items[index], below, found)
        holder[key] = items
        return
    fresh = dict(inner or {})
    _set(fresh, rest, found)
    # Nothing is said by an empty mapping, and some may not be empty.
    if fresh:
        holder[key] = fresh
    else:
        holder.pop(key, None)


def about_cell(answers: Answers, row: int, finding: Finding) -> Finding:
    """Return a finding of a row's build about the cell that it concerns; as it is where it concerns none."""
    path = finding.path
    for number, column in answers.columns.items():
        own = dotted(column.path)
        # What is missing is told by its label, and the place in the draft where it would stand.
        label = f"[{column.parameter.label}]" == finding.values.get("label") and dotted(column.path[:-1]) == path
        if label or path == own or path.startswith((f"{own}.", f"{own}[")):
            place = Place(answers.grid.file, row, number)
            return Finding(finding.rule, place, answers.grid.name(row, number), finding.clause, finding.values)
    return finding
