"""A draft's registers: rows read from a file or given in the draft, and what is wrong with them, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from generator.errors import Finding, Place
from generator.forms import shown
from generator.model.parameter import Parameter
from generator.model.register import RegisterPlan, Row
from generator.prose.accepts import MAX_ITEMS, misfits
from generator.source import Source, dotted
from generator.source.decode import first_forbidden

#: Longer than any heading of a column.
MAX_HEADING = 200
#: So many keys are named in a message.
_NAMED = 12
#: What a row's key may be: it stands in bookmarks and in the draft's ``for``.
_KEY = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_FORM = "gemena a–z, siffror och bindestreck, högst 36 tecken"
_LONGEST = 36
_UNIT = re.compile(r"(.*\S)\s*\(([^()]+)\)")


@dataclass(frozen=True, slots=True)
class FileRows:
    """Where the rows of a register stand in the file that they were read from."""

    #: As messages name it, and the sheet's name; that is empty in a file of text.
    file: str
    sheet: str
    #: The number of each row in the file, and of each column.
    lines: Sequence[int]
    columns: Mapping[str, int]

    def place(self, row: int, column: str) -> tuple[Place, str]:
        """Return a cell's place, and its name as Excel says it."""
        line = self.lines[row]
        number = self.columns.get(column, 0)
        if not number:
            return Place(self.file, line), ""
        name = f"{_letters(number)}{line}"
        return Place(self.file, line, number), f"{self.sheet}!{name}" if self.sheet else name


def _letters(column: int) -> str:
    said = ""
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(ord("A") + rest) + said
    return said


@dataclass(frozen=True, slots=True)
class Given:
    """The rows of a register as a draft gives them, and where each of their cells stands."""

    plan: RegisterPlan
    rows: Sequence[Row]
    source: Source
    file: FileRows | None = None

    def finding(self, rule: str, row: int, column: str, /, **values: object) -> Finding:
        """Return a finding about a cell."""
        if self.file is not None:
            place, path = self.file.place(row, column)
            return Finding(rule, place, path, values=values)
        steps = ("registers", self.plan.name, row, column)
        return Finding(rule, self.source.place(steps), dotted(steps), values=values)

    def keys(self) -> dict[str, Row]:
        """Return the rows by their keys."""
        return {str(row.get(self.plan.key)): row for row in self.rows}

    def unknown(self, row: int, column: str, known: Sequence[str]) -> Finding:
        """Return the finding for a cell that should name one of some known things."""
        value = str(self.rows[row].get(column))
        return self.finding("source-value", row, column, value=shown(value), **among(value, known))


def among(value: str, known: Sequence[str]) -> dict[str, Any]:
    """Return values for a message that names what is known, and what may have been meant."""
    close = get_close_matches(value, known, 1)
    named = [*known[:_NAMED], *(["…"] if len(known) > _NAMED else [])]
    return {"allowed": ", ".join(named) or "inga", "meant": close[0] if close else ""}


def register_findings(given: Given, all_given: Mapping[str, Given], unread: Container[str] = ()) -> Iterator[Finding]:
    """Yield what is wrong with the rows of a register.

    Args:
        given: the register.
        all_given: all the draft's registers by name, whose rows this one's may name.
        unread: registers whose rows stand in files that have not been read, so that any row may be there.
    """
    plan, rows = given.plan, given.rows
    base = ("registers", plan.name)
    if len(rows) > MAX_ITEMS:
        count = len(rows)
        yield given.source.finding("source-register-rows", base, register=plan.name, count=count, limit=MAX_ITEMS)
        return
    if not rows and not plan.optional:
        yield given.source.finding("source-register-empty", base, register=plan.name)
    seen: set[str] = set()
    for index, row in enumerate(rows):
        if given.file is None:
            yield from _given_row(given, index, row)
        key = row.get(plan.key)
        if not isinstance(key, str) or not key:
            continue
        if not _KEY.fullmatch(key) or len(key) > _LONGEST:
            yield given.finding("source-form", index, plan.key, value=shown(key), form=_FORM)
        elif key in seen:
            yield given.finding("source-duplicate-id", index, plan.key, id=key)
        seen.add(key)
        for column, target in plan.of.items():
            if target in unread:
                continue
            other = all_given.get(target)
            known = list(other.keys()) if other else []
            if row.get(column) not in (None, "") and row[column] not in known:
                yield given.unknown(index, column, known)


def _given_row(given: Given, index: int, row: Row) -> Iterator[Finding]:
    """Yield what is wrong with a row that stands in the draft; those of files have been checked cell by cell."""
    plan = given.plan
    for name, raw in row.items():
        column = plan.columns.get(name)
        if column is None and not plan.free:
            allowed = ", ".join(plan.columns)
            yield given.finding("number-unknown-column", index, name, column=shown(name), allowed=allowed)
            continue
        if column is None and (fault := heading_fault(name)):
            yield given.finding(fault[0], index, name, **fault[1])
        for _, rule, values in misfits(column or free_column(name), raw):
            yield given.finding(rule, index, name, **values)
    for name, column in plan.columns.items():
        if not column.optional and row.get(name) in (None, ""):
            yield given.finding("source-missing-field", index, name, field=name)


def heading_fault(heading: str) -> tuple[str, dict[str, Any]] | None:
    """Return what is wrong with the heading of a free column: rule word and values; None where it can be printed."""
    if character := first_forbidden(heading):
        return "source-control-character", {"character": character}
    if not 0 < len(heading) <= MAX_HEADING:
        return "source-length", {"length": len(heading), "bound": f"högst {MAX_HEADING}"}
    return None


def free_column(heading: str) -> Parameter:
    """Return the column that a heading makes: its words, and the unit in the parenthesis at its end."""
    found = _UNIT.fullmatch(heading)
    label, unit = (found[1], found[2].strip()) if found else (heading, "")
    return Parameter(heading, "decimal", label, unit=unit, optional=True)


def free_columns(plan: RegisterPlan, rows: Sequence[Row]) -> list[Parameter]:
    """Return the free columns of some rows, in the order they come."""
    names = dict.fromkeys(name for row in rows for name in row if name not in plan.columns)
    return [free_column(name) for name in names]


def number(raw: Any) -> Decimal | None:
    """Return a cell's number; None for one that is open."""
    return None if raw is None or isinstance(raw, str | bool) else Decimal(raw)
