"""Make the spreadsheets of the shipped examples: each from the .csv of the same name beside it.

A spreadsheet cannot be reviewed, a file of text can; so the text is what is edited, and a test holds the two
together. Run from anywhere: ``python tools/make_example_sheets.py``.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
#: The spreadsheets, each with the name of its sheet.
SHEETS = {ROOT / "contracts/samhallskontrakt/examples/kungalv-2027/ataganden.xlsx": "ataganden"}

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def sheet(text: str, name: str) -> bytes:
    """Return a spreadsheet with one sheet that holds what a file of text holds, numbers as numbers.

    Args:
        text: rows with semicolons between the cells.
        name: of the sheet.
    """
    from generator.word.package import write_package

    rows = csv.reader(io.StringIO(text), delimiter=";")
    lines = "".join(f'<row r="{number}">{_cells(number, cells)}</row>' for number, cells in enumerate(rows, 1))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}">'
        f'<sheets><sheet name="{escape(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>',
    }
    return write_package({part: (_HEAD + content).encode() for part, content in parts.items()}, {})


def _relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_DOCUMENT}/{kind}" Target="{target}"/></Relationships>'
    )


def _cells(row: int, cells: list[str]) -> str:
    return "".join(_cell(f"{chr(ord('A') + column)}{row}", text) for column, text in enumerate(cells) if text)


def _cell(place: str, text: str) -> str:
    if re.fullmatch(r"-?\d+(,\d+)?", text):
        return f'<c r="{place}"><v>{text.replace(",", ".")}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def main() -> None:
    """Write each spreadsheet beside its text."""
    for target, name in SHEETS.items():
        target.write_bytes(sheet(target.with_suffix(".csv").read_text("utf-8"), name))
        print(target.relative_to(ROOT))


if __name__ == "__main__":
    # The tool runs from a checkout that need not be installed.
    sys.path.insert(0, str(ROOT))
    main()
