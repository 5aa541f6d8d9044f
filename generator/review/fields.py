"""Fields of one choice of a draft written anew, with every other line, and all comments, as a person wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from generator.source import Source
from generator.source.write import dump

_Path = tuple[str | int, ...]
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$", re.MULTILINE)
#: What a block scalar begins with, before a comment of its own.
_HEADER = re.compile(r"[|>][-+0-9]*")


def fields(
    source: Source, lines: Sequence[str], path: _Path, row: Mapping[str, Any], stop: int
) -> tuple[int, list[str]] | None:
    """Return the line from which a mapping's lines are exchanged, and what stands there then.

    Fields that are new stand last. None where the mapping is not written one field a line.

    Args:
        lines: those of the draft.
        path: where the mapping is.
        row: what it is to say.
        stop: the line after its last one.
    """
    old = _at(source, path)
    marks = {key: source.mark((*path, key)) for key in old}
    starts = [mark.key[0] - 1 for mark in marks.values() if mark is not None]
    columns = {mark.key[1] - 1 for mark in marks.values() if mark is not None}
    if len(starts) != len(old) or len(columns) != 1 or any(one >= other for one, other in pairwise(starts)):
        return None
    column = columns.pop()
    if any(lines[start][:column].strip(" -") for start in starts):  # a mapping in braces
        return None
    last = _last_line(source, path, old) + 1
    found: list[str] = []
    for (key, value), start, end in zip(old.items(), starts, [*starts[1:], last], strict=True):
        if key not in row or row[key] == value:
            found += lines[start:end] if key in row else []
            continue
        inner = None
        if isinstance(value, dict) and isinstance(row[key], Mapping) and value and row[key]:
            inner = fields(source, lines, (*path, key), row[key], end)
        if inner is not None and inner[0] > start:
            found += [*lines[start : inner[0]], *inner[1]]
        else:
            found += _written(source, lines, (*path, key), row[key], column, (start, end))
    for key, value in row.items():
        if key not in old:
            found += _indented(key, value, " " * column)
    return starts[0], [*found, *lines[last:stop]]


def comments(source: Source) -> Iterator[tuple[int, str]]:
    """Yield a file's comments, each with its line from 0."""
    text = source.text
    # What stands in a value is no comment; its place is kept, so that lines can be counted.
    pieces, at = [], 0
    for start, end in sorted(_values(source, (), source.data)):
        # A comment may stand behind what begins a block scalar.
        header = _HEADER.match(text, start, end)
        low = max(text.find("\n", header.end(), end), header.end()) if header else start
        pieces += [text[at:low], re.sub(r"[^\n]", "x", text[low:end])]
        at = end
    blanked = "".join([*pieces, text[at:]])
    line = before = 0
    for found in _COMMENT.finditer(blanked):
        line += blanked.count("\n", before, found.start())
        before = found.start()
        yield line, found.group().rstrip()


def _values(source: Source, path: _Path, data: Any) -> Iterator[tuple[int, int]]:
    """Yield where each scalar value begins and ends."""
    if isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _values(source, (*path, key), value)
    elif (mark := source.mark(path)) is not None:
        yield mark.start, mark.start + len(source.text[mark.start : mark.end].rstrip())


def _at(source: Source, path: _Path) -> dict[str, Any]:
    data = source.data
    for step in path:
        data = data[step]
    found: dict[str, Any] = data
    return found


def _last_line(source: Source, path: _Path, data: Any) -> int:
    """Return the line, from 0, on which the last value inside a value ends."""
    ends = [end for _, end in _values(source, path, data)]
    mark = source.mark(path)
    end = max(ends, default=mark.start if mark else 0)
    return source.text.count("\n", 0, end)


def _written(
    source: Source, lines: Sequence[str], path: _Path, value: Any, column: int, span: tuple[int, int]
) -> list[str]:
    """Return a field with another value, and the comments that stood at and after the old one."""
    start, end = span
    prefix = lines[start][:column]
    made = _indented(str(path[-1]), value, " " * column)
    mark = source.mark(path)
    after: Sequence[str] = ()
    if mark is not None and not isinstance(_at(source, path[:-1])[str(path[-1])], dict | list):
        old = source.text[mark.start : mark.end].rstrip()
        header = _HEADER.match(old) if mark.style in ("|", ">") else None
        rest = old[header.end() :] if header else source.text[mark.start + len(old) :]
        beside = re.match(r"[ \t]+(#[^\n]*)", rest)
        made[0] += f"  {beside[1]}" if beside else ""
        after = lines[source.text.count("\n", 0, mark.start + len(old)) + 1 : end]
    return [prefix + made[0][column:], *made[1:], *after]


def _indented(key: str, value: Any, indent: str) -> list[str]:
    plain = dict(value) if isinstance(value, Mapping) else value
    return [indent + line if line else "" for line in dump({key: plain}).split("\n")[:-1]]
