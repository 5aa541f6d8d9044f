"""A register's rows as a table, or as a table for each value of a column, such as each party's commitments."""

from __future__ import annotations

from generator.assemble.sections.work import DASH, Item, Made, Work
from generator.model.document import Block, Table
from generator.model.register import Row


def prints(work: Work) -> bool:
    """Tell whether there is a row to print."""
    return bool(work.rows())


def make(work: Work) -> Made:
    """Return the table, or an item for each value of the column that rows are grouped by."""
    rows, columns, group = work.rows(), list(work.rules["columns"]), work.rules.get("group")
    if group is None:
        return Made(_tables(work, columns, rows))
    columns = [name for name in columns if name != group]
    return Made(
        items=tuple(
            Item(str(key), title, _tables(work, columns, found)) for key, title, found in _groups(work, group, rows)
        )
    )


def _tables(work: Work, columns: list[str], rows: list[Row]) -> tuple[Block, ...]:
    """Return the rows as one table, or each as a table of its own where a row is too long to lie down."""
    if not work.rules.get("upright"):
        return (work.table(columns, rows),)
    return tuple(_upright(work.table(columns, [row])) for row in rows)


def _upright(table: Table) -> Table:
    """Return a table of one row with its columns as rows; the first of them is the header."""
    first, *rest = zip(table.header, table.rows[0], strict=True)
    return Table(first, tuple(rest), (False, False))


def _groups(work: Work, column: str, rows: list[Row]) -> list[tuple[object, str, list[Row]]]:
    """Return the values of a column with their rows.

    They come in the order of the choices, or of the register that they name, else as the rows do.
    """
    found: dict[object, list[Row]] = {key: [] for key in work.register.columns[column].choices}
    target = work.register.of.get(column)
    if target is not None:
        key = work.loaded.contract.registers[target].key
        found = {row[key]: [] for row in work.draft.rows(target)}
    for row in rows:
        found.setdefault(row.get(column), []).append(row)
    return [(key, _title(work, column, members[0]), members) for key, members in found.items() if members]


def _title(work: Work, column: str, row: Row) -> str:
    value = work.value(column, row)
    return DASH if value.missing else value.text
