"""Tables compared row by row, and their cells word by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from generator.model.document import Inlines, Table, plain
from generator.redline.align import aligned
from generator.redline.model import DELETED, INSERTED, KEPT, Line, Row, State, TableChange
from generator.redline.words import bag, compared, likeness, whole

#: Rows that share fewer of their words than this are one deleted and one inserted.
_ALIKE = 0.4
#: What a first cell that is the same adds: it is what a row is called.
_NAMED = 0.5


class _Known(NamedTuple):
    """A row with its words."""

    cells: tuple[Inlines, ...]
    words: Counter[str]


def compared_tables(
    old: Table, new: Table, away: AbstractSet[str], likeness_of: Callable[[_Known, _Known], float] | None = None
) -> TableChange:
    """Return two tables with as many columns as one.

    Args:
        away: keys of clauses that have moved; a reference to one of them is never kept.
        likeness_of: how alike two rows are; by their words if not given.
    """
    header = Row(KEPT, _cells(old.header, new.header, away))
    before, after = list(map(_known, old.rows)), list(map(_known, new.rows))
    rows = [header]
    for one, two in aligned(before, after, likeness_of or _likeness, _ALIKE):
        if one is None:
            assert two is not None
            rows.append(_whole_row(INSERTED, new.rows[two]))
        elif two is None:
            rows.append(_whole_row(DELETED, old.rows[one]))
        else:
            rows.append(Row(KEPT, _cells(old.rows[one], new.rows[two], away)))
    return TableChange(KEPT, tuple(rows), old, new)


def whole_table(state: State, table: Table) -> TableChange:
    """Return a table that is altogether kept, deleted or inserted."""
    rows = tuple(_whole_row(state, row) for row in (table.header, *table.rows))
    return TableChange(state, rows, None if state == INSERTED else table, None if state == DELETED else table)


def by_first_cell(one: _Known, other: _Known) -> float:
    """Return 1 for rows that are called the same: those of a box, where a label says what a value is."""
    return float(plain(one.cells[0]) == plain(other.cells[0]))


def _known(cells: tuple[Inlines, ...]) -> _Known:
    return _Known(cells, bag(map(plain, cells)))


def _likeness(one: _Known, other: _Known) -> float:
    alike = likeness(one.words, other.words)
    named = plain(one.cells[0]) == plain(other.cells[0]) != ""
    return _NAMED + alike * (1 - _NAMED) if named else alike


def _cells(old: Sequence[Inlines], new: Sequence[Inlines], away: AbstractSet[str]) -> tuple[Line, ...]:
    return tuple(compared(one, two, away) for one, two in zip(old, new, strict=True))


def _whole_row(state: State, cells: Sequence[Inlines]) -> Row:
    return Row(state, tuple(whole(state, cell) for cell in cells))
