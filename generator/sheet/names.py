"""File names from a pattern such as ``{company.name} {B}``: safe on every system, no two alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from generator.errors import DataError, Finding, Place
from generator.sheet.rows import Answers, Row
from generator.spreadsheet.grid import letters

#: Names for the number of the row and for the draft, beside those of columns.
ROW, DRAFT = "row", "draft"
#: Leaves room for a folder's path on Windows, and for å, ä and ö in two bytes.
_LONGEST = 100
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
#: What Windows takes for a device, whatever the suffix.
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_NAME = re.compile(r"\{([^{}]*)\}")


def unknown(pattern: str, answers: Answers) -> list[str]:
    """Return the names in a pattern that mean nothing for a sheet, and braces that are not closed."""
    known = _known(answers)
    found = [name for name in _NAME.findall(pattern) if name not in known]
    return found + re.findall("[{}]", _NAME.sub("", pattern))


def allowed(answers: Answers) -> list[str]:
    """Return the names that a pattern for a sheet may hold."""
    return list(_known(answers))


def _known(answers: Answers) -> dict[str, str]:
    """Return the names that a pattern may hold, each with the key of its column, empty for none."""
    by_key = {column.key: column.key for column in answers.columns.values()}
    by_letter = {letters(number): column.key for number, column in answers.columns.items()}
    return {ROW: "", DRAFT: "", **by_letter, **by_key}


def file_names(pattern: str, suffix: str, draft: str, answers: Answers) -> dict[int, str]:
    """Return the name of each row's file, by the number of the row.

    Rows that have something wrong get none.

    Args:
        pattern: text with names of columns in braces; ``unknown`` finds none in it.
        suffix: of the files, with its point.
        draft: the draft's name.
        answers: the sheet.

    Raises:
        DataError: a row gives no name, or two rows give the same.
    """
    known = _known(answers)
    names: dict[int, str] = {}
    taken: dict[str, int] = {}
    findings: list[Finding] = []
    for row in answers.rows:
        if row.findings:
            continue
        values = {ROW: str(row.number), DRAFT: draft, **{name: row.shown[key] for name, key in known.items() if key}}
        stem = safe(_NAME.sub(lambda found: values[found[1]], pattern))  # noqa: B023 - used at once
        folded = unicodedata.normalize("NFC", stem.casefold())
        if not stem:
            findings.append(_finding(answers, row, "sheet-no-name", pattern=pattern))
        elif folded in taken:
            findings.append(_finding(answers, row, "sheet-same-name", name=stem + suffix, row=taken[folded]))
        else:
            taken[folded] = row.number
            names[row.number] = stem + suffix
    if findings:
        raise DataError(findings)
    return names


def _finding(answers: Answers, row: Row, rule: str, /, **values: object) -> Finding:
    return Finding(rule, Place(answers.grid.file, row.number), values=values)


def safe(text: str) -> str:
    """Return a text as the stem of a file's name on any system; empty where nothing is left of it."""
    name = unicodedata.normalize("NFC", " ".join(_UNSAFE.sub("-", text).split()))
    # Points hide a file or end its name, and spreadsheets take the other signs for a formula's beginning.
    name = name.lstrip(".=+-@ ")[:_LONGEST].rstrip(". -")
    return f"{name}_" if _DEVICES.fullmatch(name) else name


def stale(files: Sequence[str], names: Mapping[int, str]) -> list[str]:
    """Return the files that belong to no row."""
    kept = set(names.values())
    return sorted(file for file in files if file not in kept)
