"""A draft's file with some of its choices changed, and every other line as a person wrote it."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from generator.review.fields import comments, fields
from generator.source import Source, read
from generator.source.write import dump, scalar

#: Place of a clause that the draft does not have yet.
NEW = -1


def with_clauses(source: Source, clauses: Sequence[tuple[int, Mapping[str, Any]]]) -> tuple[str, bool]:
    """Return the text of a draft with other clauses, and whether its lines and comments could be kept.

    Args:
        source: the draft.
        clauses: for each clause that is to stand there, its place among those that do now and what it is to
            say, or NEW. A clause that is left out goes.
    """
    data = copy.deepcopy(source.data)
    data["clauses"] = [dict(row) for _, row in clauses]
    for by_field in (True, False):
        text = _pieced(source, clauses, by_field)
        if text is not None and _says(text, data):
            return text, not _lost(source, text, {index for index, _ in clauses})
    return dump(data), False


def with_value(source: Source, path: tuple[str | int, ...], value: Any) -> tuple[str, bool]:
    """Return the text of a draft with another value at a place, and whether its lines could be kept."""
    data = copy.deepcopy(source.data)
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    mark = source.mark(path)
    if mark is not None and not isinstance(value, dict | list):
        old = source.text[mark.start : mark.end]
        text = source.text[: mark.start] + scalar(value) + source.text[mark.start + len(old.rstrip()) :]
        if _says(text, data):
            return text, True
    return dump(data), False


def with_values(source: Source, values: Sequence[tuple[tuple[str | int, ...], Any]]) -> tuple[str, bool]:
    """Return the text of a draft with other values at some places, and whether its lines could be kept."""
    text, kept = source.text, True
    for path, value in values:
        text, one = with_value(read(source.file, text.encode("utf-8", "surrogatepass")), path, value)
        kept = kept and one
    return text, kept


def _says(text: str, data: Any) -> bool:
    made = read("", text.encode("utf-8", "surrogatepass"))
    return not made.findings and bool(made.data == data)


def _lost(source: Source, text: str, kept: AbstractSet[int]) -> bool:
    """Tell whether a new text has lost comments other than those of clauses that have gone."""
    lines = source.text.split("\n")
    starts = _starts(source, lines) or []
    gone: set[int] = set()
    for index, (start, stop) in enumerate(zip(starts, [*starts[1:], _end(lines, starts[-1])], strict=True)):
        gone.update(range(start, stop) if index not in kept else ())
    before = Counter(words for line, words in comments(source) if line not in gone)
    return bool(before - Counter(words for _, words in comments(read("", text.encode("utf-8", "surrogatepass")))))


def _starts(source: Source, lines: Sequence[str]) -> list[int] | None:
    """Return the line that each item of the list begins on, with its comments; None where it is no such list."""
    starts: list[int] = []
    for index in range(len(source.data["clauses"])):
        mark = source.mark(("clauses", index))
        if mark is None or not lines[mark.line - 1].lstrip().startswith("- "):
            return None
        starts.append(_with_comments(lines, mark.line - 1))
    return starts if starts and len(set(starts)) == len(starts) else None


def _pieced(source: Source, clauses: Sequence[tuple[int, Mapping[str, Any]]], by_field: bool) -> str | None:
    """Return the text put together of the pieces of the list; None where it is not written one item a line.

    Args:
        by_field: True to write only the fields of an item that differ, False to write all of it.
    """
    lines = source.text.split("\n")
    starts = _starts(source, lines)
    if starts is None:
        return None
    end = _end(lines, starts[-1])
    stops = [*starts[1:], end]
    pieces = [lines[start:stop] for start, stop in zip(starts, stops, strict=True)]
    # A new one is indented as the others, whose comments it does not take.
    model = next(line for line in pieces[0] if line.lstrip().startswith("- "))
    found: list[str] = []
    for index, row in clauses:
        if index == NEW:
            found += _written([model], row)
        else:
            same = row == source.data["clauses"][index]
            made = fields(source, lines, ("clauses", index), row, stops[index]) if by_field and not same else None
            if made is not None:
                found += [*lines[starts[index] : made[0]], *made[1]]
            else:
                found += pieces[index] if same else _written(pieces[index], row)
    return "\n".join([*lines[: starts[0]], *found, *lines[end:]])


def _with_comments(lines: Sequence[str], at: int) -> int:
    """Return the line on which an item begins with the comments over it; deeper ones are of the item before."""
    indent = len(lines[at]) - len(lines[at].lstrip())
    while at and re.match(rf" {{1,{max(indent, 1)}}}#", lines[at - 1]):
        at -= 1
    return at


def _end(lines: Sequence[str], start: int) -> int:
    """Return the line after the last item: the first one with a field of the draft itself, or the file's end."""
    for at in range(start + 1, len(lines)):
        line = lines[at]
        if line.strip() and not line.startswith((" ", "-")):
            return at
    at = len(lines)
    while at > start + 1 and not lines[at - 1].strip():
        at -= 1
    return at


def _written(piece: Sequence[str], row: Mapping[str, Any]) -> list[str]:
    """Return an item anew, under the comments that stood over it and with the same indentation."""
    first = next(at for at, line in enumerate(piece) if line.lstrip().startswith("- "))
    indent = piece[first][: len(piece[first]) - len(piece[first].lstrip())]
    made = dump({"clauses": [dict(row)]}).split("\n")[1:-1]
    blank = [line for line in piece[-1:] if not line.strip()]
    return [*piece[:first], *(f"{indent}{line[2:]}" if line else line for line in made), *blank]
