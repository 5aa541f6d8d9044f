"""Writing a draft's sheet: a spreadsheet with a column for each question, the same bytes for the same draft."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from generator.model.parameter import NUMERIC, Parameter
from generator.sheet.rows import own_value
from generator.spreadsheet.cells import content
from generator.spreadsheet.column import Column
from generator.spreadsheet.grid import HEADINGS, HELP, KEYS, ROWS, letters
from generator.word.package import unpacked, write_package

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

_GUIDE, _CHOICES = "Så gör du", "Val"
#: The rows that Excel helps with and keeps wrong values out of.
_FIRST, _LAST = 4, 2_003
#: Excel's limits on what it says at a cell.
_TITLE, _PROMPT, _ERROR = 32, 255, 225
_WIDTHS = {"text": 28, "list": 36, "table": 40, "choice": 28, "date": 14, "year": 12, "boolean": 12}
_FORMATS = {"date": "yyyy-mm-dd", "year": "0", "integer": "#,##0", "decimal": "General", "percent": "General",
            "money": "#,##0.##", "area": "General"}  # fmt: skip
#: Text, also where Excel would see a number or a day in what is typed.
_TEXT = "@"
_TYPES = {"integer": "whole", "year": "whole", "date": "date"}
#: What Excel is told where a number has no bound.
_FAR = 10**15
_CLOCK = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_LINES = (
    "Varje rad i bladet Rader blir ett dokument. Den första raden har utkastets värden; ändra den eller ta bort den.",
    "En tom cell lämnar värdet öppet. Det står då inom hakparentes i dokumentet.",
    "Vad som ska stå i en kolumn står under rubriken och visas när cellen är markerad.",
    "Skriv värden, inte formler, och slå inte ihop celler.",
    "Ny rad inom en cell: Alt+Enter. I en tabell är varje rad i cellen en rad, med semikolon mellan fälten.",
    "Tar du bort en kolumn gäller utkastets värde för alla rader. Egna kolumner läses inte.",
    "Rad 1 och kolumn A är dolda. De säger vilken fråga kolumnen svarar på; rubrikerna får du ändra.",
)


def book(columns: Sequence[Column], data: Mapping[str, Any], title: str) -> bytes:
    """Return a spreadsheet with a row of a draft's own values.

    Args:
        columns: the draft's columns.
        data: the draft's data.
        title: what the file is called in its properties.
    """
    import openpyxl  # imported late: only a spreadsheet needs it

    workbook = openpyxl.Workbook()
    workbook.properties.title, workbook.properties.creator = title, "klausul"
    workbook.properties.language = "sv-SE"
    sheet = workbook.active
    sheet.title = ROWS
    _guide(workbook)
    choices = workbook.create_sheet(_CHOICES)
    choices.sheet_state = "hidden"
    _marks(sheet)
    for number, column in enumerate(columns, 2):
        _column(sheet, number, column, own_value(data, column), choices)
    sheet.row_dimensions[1].hidden = True
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = f"C{_FIRST}"
    packed = io.BytesIO()
    workbook.save(packed)
    parts = unpacked(packed.getvalue(), title)
    # The clock of whoever made it says nothing about the sheet.
    parts["docProps/core.xml"] = _CLOCK.sub(b"", parts["docProps/core.xml"])
    return write_package(parts, {})


def _guide(workbook: Workbook) -> None:
    from openpyxl.styles import Alignment

    sheet = workbook.create_sheet(_GUIDE)
    sheet.column_dimensions["A"].width = 100
    for number, line in enumerate(_LINES, 1):
        cell = sheet.cell(number, 1, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _marks(sheet: Worksheet) -> None:
    for row, mark in enumerate((KEYS, HEADINGS, HELP), 1):
        sheet.cell(row, 1, mark)


def _column(sheet: Worksheet, number: int, column: Column, raw: Any, choices: Worksheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    kind, letter = column.parameter.type, letters(number)
    form = _FORMATS.get(kind, _TEXT)
    _text(sheet, 1, number, column.key)
    heading, help_ = _text(sheet, 2, number, column.heading), _text(sheet, 3, number, column.help)
    heading.font, heading.fill = Font(bold=True), PatternFill("solid", fgColor="FFE7E6E6")
    heading.alignment = help_.alignment = Alignment(wrap_text=True, vertical="top")
    value = content(column, raw)
    cell = sheet.cell(_FIRST, number)
    if isinstance(value, str):
        # Also what begins with an equals sign is text here.
        cell.value, cell.data_type = value, "s"
    elif value is not None:
        cell.value = value
    cell.number_format = form
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    look = sheet.column_dimensions[letter]
    look.width, look.number_format = _WIDTHS.get(kind, 18), form
    look.alignment = Alignment(wrap_text=True, vertical="top")
    rule = _validation(column, choices)
    rule.add(f"{letter}{_FIRST}:{letter}{_LAST}")
    sheet.add_data_validation(rule)


def _text(sheet: Worksheet, row: int, number: int, text: str) -> Any:
    cell = sheet.cell(row, number)
    cell.value, cell.data_type = text, "s"
    return cell


def _validation(column: Column, choices: Worksheet) -> DataValidation:
    """Return what Excel says at a column's cells, and what it keeps out of them."""
    from openpyxl.worksheet.datavalidation import DataValidation

    parameter, kind = column.parameter, column.parameter.type
    rule = DataValidation(allow_blank=not column.required, showInputMessage=True, showErrorMessage=True)
    rule.promptTitle, rule.prompt = _cut(column.heading, _TITLE), _cut(column.help, _PROMPT)
    rule.errorTitle, rule.error = "Värdet passar inte", _cut(f"Här ska stå {column.allowed}.", _ERROR)
    if kind in ("choice", "boolean"):
        words = list(parameter.choices.values()) if kind == "choice" else ["ja", "nej"]
        rule.type, rule.formula1 = "list", _listed(choices, words)
    elif kind in NUMERIC or kind in _TYPES:
        rule.type, rule.operator = _TYPES.get(kind, "decimal"), "between"
        rule.formula1, rule.formula2 = _bounds(parameter)
    return rule


def _bounds(parameter: Parameter) -> tuple[str, str]:
    if parameter.type == "date":
        return "1", "2958465"  # the days that Excel counts, to the year 9999
    low = -_FAR if parameter.min is None else parameter.min
    return f"{low:f}" if not isinstance(low, int) else str(low), str(_FAR if parameter.max is None else parameter.max)


def _listed(choices: Worksheet, words: Sequence[str]) -> str:
    """Put words in a column of the hidden sheet; return where they stand. A list in the rule itself holds few."""
    number = choices.max_column + 1 if choices.cell(1, 1).value else 1
    for row, word in enumerate(words, 1):
        _text(choices, row, number, word)
    letter = letters(number)
    return f"'{_CHOICES}'!${letter}$1:${letter}${len(words)}"


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
