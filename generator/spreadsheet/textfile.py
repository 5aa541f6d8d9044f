"""Reading a sheet that is saved as text: semicolons between the cells, as Excel does it in Sweden."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from generator.errors import problem
from generator.spreadsheet.cells import EMPTY, Cell
from generator.spreadsheet.grid import MAX_COLUMNS, MAX_MEGABYTES, MAX_ROWS, Grid

#: Longer than any answer.
_FIELD = 1_000_000


def read_text(data: bytes, name: str) -> Grid:
    """Return the cells of a .csv file, in UTF-8 or in Windows' code page for western languages.

    Raises:
        DataError: the file is too large, or no text.
    """
    if len(data) > MAX_MEGABYTES * 1024**2:
        raise problem("sheet-too-large", name, limit=MAX_MEGABYTES)
    csv.field_size_limit(_FIELD)
    lines = csv.reader(io.StringIO(_decoded(data, name), newline=""), delimiter=";", strict=True)
    rows: dict[int, Sequence[Cell]] = {}
    try:
        for number, line in enumerate(lines, 1):
            if number > 2 * MAX_ROWS or len(line) > MAX_COLUMNS:
                raise problem("sheet-too-many-rows", name, count=number, limit=MAX_ROWS)
            if any(line):
                rows[number] = tuple(Cell(text) if text else EMPTY for text in line)
    except csv.Error as error:
        raise problem("sheet-text", name, row=lines.line_num) from error
    return Grid(name, "", rows, typed=False)


def _decoded(data: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise problem("sheet-encoding", name)
