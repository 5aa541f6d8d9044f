"""Reading a sheet in a spreadsheet (.xlsx) that may come from anyone.

The file is looked through before openpyxl, which reads the cells, gets it: sizes, names of parts, and XML
without DOCTYPE, nested no deeper than it should be. Nothing outside the file is ever fetched, and no
formula is worked out.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from generator.errors import DataError, problem
from generator.spreadsheet.cells import EMPTY, Cell
from generator.spreadsheet.grid import MAX_COLUMNS, MAX_MEGABYTES, MAX_ROWS, ROWS, Grid, number
from generator.word import opc
from generator.word.package import unpacked

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RANGE = re.compile("([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
#: Cells in merged ranges that are looked at; whoever merges more is told of the first ones.
_MERGED = 10_000
#: What to say of a file whose package is refused, by the word that it is refused with for Word.
_REFUSED = {
    "encrypted": "sheet-encrypted", "too-large": "sheet-too-large", "part-too-large": "sheet-too-large",
    "ratio": "sheet-too-large", "doctype": "sheet-doctype",
}  # fmt: skip
#: A file may name a row that no spreadsheet has, and openpyxl would count its way there.
_LAST_ROW = 1_048_576
#: Parts that other programs write as they like, and nothing here reads.
_OTHERS = ("customxml/", "xl/drawings/")


def read_workbook(data: bytes, name: str, wanted: Sequence[str] = (ROWS,)) -> Grid:
    """Return the cells of a sheet with one of the wanted names, or of the first sheet where none has.

    Raises:
        DataError: the file is no spreadsheet that is safe to read.
    """
    if data.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise problem("sheet-encrypted" if encrypted else "sheet-old-format", name)
    if not data.startswith(b"PK"):
        raise problem("sheet-not-zip", name)
    merged = _examined(data, name)
    import openpyxl  # imported late: only a spreadsheet needs it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl leaves out, such as drawings
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            sheets = {sheet.title: sheet for sheet in book.worksheets}
            sheet = next((sheets[title] for title in wanted if title in sheets), None) or next(iter(sheets.values()))
            sheet.reset_dimensions()  # a file may say that it has a million columns
            rows = dict(_rows(sheet, name))
            ranges = merged.get(sheet._worksheet_path, [])
    except DataError:
        raise
    # What openpyxl raises for XML that is no spreadsheet is not documented as one class.
    except Exception as error:
        raise problem("sheet-damaged", name) from error
    return Grid(name, sheet.title, rows, typed=True, merged=_cells(ranges))


def _examined(data: bytes, name: str) -> dict[str, list[str]]:
    """Return the merged ranges of each part of a package that is safe to read."""
    merged: dict[str, list[str]] = {}
    try:
        for part, content in unpacked(data, name).items():
            found: list[str] = []
            if _is_xml(part, content):
                opc.scan(content, partial(_merge, found))
            merged[part] = found
    except opc.UnsafeError as unsafe:
        raise problem(_REFUSED.get(unsafe.rule.removeprefix("source-docx-"), "sheet-damaged"), name) from unsafe
    except DataError as refused:
        rule = refused.findings[0].rule.removeprefix("source-docx-")
        raise problem(_REFUSED.get(rule, "sheet-damaged"), name, limit=MAX_MEGABYTES) from refused
    return merged


def _is_xml(part: str, content: bytes) -> bool:
    # A part need not be called .xml to be read as such.
    named = part.casefold().endswith((".xml", ".rels")) or content[:100].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"
    return named and not part.casefold().startswith(_OTHERS)


def _merge(found: list[str], tag: str, given: Mapping[str, str]) -> None:
    if tag == f"{_WORKBOOK}}}mergeCell":
        found.append(given.get("ref", ""))


def _rows(sheet: Any, name: str) -> Iterator[tuple[int, Sequence[Cell]]]:
    """Yield the rows with content, with their numbers."""
    kept = 0
    for count, cells in enumerate(sheet.iter_rows(), 1):
        row = tuple(_cell(cell) for cell in cells[:MAX_COLUMNS])
        while row and row[-1] is EMPTY:
            row = row[:-1]
        if row:
            kept += 1
            yield count, row
        if kept > 2 * MAX_ROWS or count >= _LAST_ROW:
            raise problem("sheet-too-many-rows", name, count=kept, limit=MAX_ROWS)


def _cell(cell: Any) -> Cell:
    found = cell.value
    if found is None:
        return EMPTY
    if cell.data_type == "f":
        return Cell(str(found), "formula")
    if cell.data_type == "e":
        return Cell(str(found), "error")
    shown = cell.number_format or ""
    percent = cell.data_type == "n" and "%" in re.sub(r'"[^"]*"|\\.', "", shown)
    return Cell(found, percent=percent)


def _cells(ranges: Sequence[str]) -> dict[tuple[int, int], str]:
    """Return the cells of some ranges, by row and column, each with its range."""
    found: dict[tuple[int, int], str] = {}
    for said in ranges:
        ends = _RANGE.fullmatch(said)
        for row in range(int(ends[2]), int(ends[4]) + 1) if ends else ():
            for column in range(number(ends[1]), number(ends[3]) + 1) if ends else ():
                found[row, column] = said
                if len(found) >= _MERGED:
                    return found
    return found
