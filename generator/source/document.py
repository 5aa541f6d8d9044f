"""A YAML file that has been read: its data, and where everything in it stands."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from generator.errors import Finding, Place
from generator.source.decode import decode, line_column
from generator.source.tree import Mark, Path, Tree, dotted, parse


class Source:
    """A file's content. Positions are worked out when they are asked for.

    Reading from a cache gives the data at once; a place is needed only when something is wrong,
    and then the same bytes are parsed again.
    """

    def __init__(self, file: str, content: bytes, data: Any = None) -> None:
        self.file = file
        self.content = content
        self._data = data

    @cached_property
    def _decoded(self) -> tuple[str, list[Finding]]:
        return decode(self.content, self.file)

    @cached_property
    def _tree(self) -> Tree:
        text, findings = self._decoded
        if findings:
            return Tree(findings=findings)
        return parse(text, self.file)

    @property
    def text(self) -> str:
        """The file's text, with Unix line ends and NFC characters."""
        return self._decoded[0]

    @property
    def data(self) -> Any:
        """What the file says, as dicts, lists and scalars."""
        return self._tree.data if self._data is None else self._data

    @property
    def findings(self) -> list[Finding]:
        """What is wrong with the file as YAML."""
        return self._tree.findings

    def mark(self, path: Path) -> Mark | None:
        """Return where a value stands, or the nearest thing around it."""
        marks = self._tree.marks
        while path and path not in marks:
            path = path[:-1]
        return marks.get(path)

    def place(self, path: Path, key: bool = False) -> Place:
        """Return the place of a value, or of its key."""
        mark = self.mark(path)
        if mark is None:
            return Place(self.file, 1, 1)
        line, column = mark.key if key else (mark.line, mark.column)
        return Place(self.file, line, column)

    def inside(self, path: Path, line: int, column: int) -> Place:
        """Return the place of a line and column (from 1) inside a block scalar's value."""
        mark = self.mark(path)
        if mark is None or mark.style not in "|>" or not mark.style:
            return self.place(path)
        lines = self.text.split("\n")
        first = mark.line  # the line after the indicator, counted from 0
        width = next((len(row) - len(row.lstrip(" ")) for row in lines[first:] if row.strip()), 0)
        return Place(self.file, first + line, width + column)

    def find(self, path: Path, needle: str, line: int = 1) -> Place:
        """Return where some words stand inside a value, the value's own place if they do not.

        Args:
            line: the line of a block scalar's value, from 1, to look from.
        """
        mark = self.mark(path)
        if mark is not None:
            start = mark.start
            for _ in range(line if mark.style in ("|", ">") else 0):
                start = self.text.find("\n", start) + 1
            # Whole words only: ``antal`` does not stand in ``antalet``.
            words = re.compile(rf"(?<!\w){re.escape(needle)}(?!\w)")
            if found := words.search(self.text, start, mark.end):
                return Place(self.file, *line_column(self.text, found.start()))
        return self.place(path)

    def finding(self, rule: str, path: Path, /, *, at_key: bool = False, **values: object) -> Finding:
        """Return a finding about a value, or about its key."""
        return Finding(rule, self.place(path, at_key), dotted(path), values=values)


def read(file: str, content: bytes) -> Source:
    """Return the source of a file's bytes. Problems are in ``findings``; nothing is raised."""
    return Source(file, content)
