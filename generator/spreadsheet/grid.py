"""A sheet as it was read: cells by row and column, whichever kind of file they came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.errors import Finding, Place
from generator.spreadsheet.cells import EMPTY, Cell

#: The name of the sheet with the rows, among the sheets of a file.
ROWS = "Rader"
#: What stands in the first column of the rows that are not answers: keys, headings, help.
KEYS, HEADINGS, HELP = "nycklar", "rubriker", "hjälp"
#: More rows than any municipality has documents.
MAX_ROWS = 10_000
#: More than a sheet of that many rows takes, whatever kind of file it is.
MAX_MEGABYTES = 50
#: As many columns as a draft of thousands of clauses has.
MAX_COLUMNS = 16_384


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a sheet."""

    #: As messages name it.
    file: str
    #: The sheet's name; empty in a file of text.
    sheet: str
    #: Rows by their number, from 1; those without content may be missing.
    rows: dict[int, Sequence[Cell]]
    #: True where numbers and days are told from text.
    typed: bool
    #: Merged cells by row and column, each with its range.
    merged: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def cell(self, row: int, column: int) -> Cell:
        """Return the cell at a row and a column, both from 1."""
        cells = self.rows.get(row, ())
        found = cells[column - 1] if column <= len(cells) else EMPTY
        merged = self.merged.get((row, column)) if self.merged else None
        return replace(found, merged=merged) if merged else found

    def finding(self, rule: str, row: int, column: int, /, **values: object) -> Finding:
        """Return a finding about a cell."""
        return Finding(rule, Place(self.file, row, column), self.name(row, column), values=values)

    def name(self, row: int, column: int) -> str:
        """Return a cell's name, as Excel says it: ``Rader!C7``."""
        return f"{self.sheet}!{letters(column)}{row}" if self.sheet else f"{letters(column)}{row}"


def letters(column: int) -> str:
    """Return a column's letters: 1 is A, 27 is AA."""
    said = ""
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(ord("A") + rest) + said
    return said


def number(said: str) -> int:
    """Return the number of the column that some letters name; 0 for other text."""
    total = 0
    for letter in said:
        if not "A" <= letter <= "Z":
            return 0
        total = total * 26 + ord(letter) - ord("A") + 1
    return total
