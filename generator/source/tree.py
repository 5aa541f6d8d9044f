"""YAML events to plain data, with the place of every key and value.

One pass over the events, without recursion, so depth is checked before anything is nested.
Anchors, aliases, tags, merge keys and further documents are refused: they hide text or cost memory.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.errors import Finding, Place
from generator.source.decode import first_forbidden
from generator.source.scalars import ambiguous, resolve

if TYPE_CHECKING:
    import yaml

Path = tuple[str | int, ...]

MAX_DEPTH = 20
MAX_NODES = 50_000

# The parser's own English, and the rule that says it in Swedish.
_SYNTAX = (
    ("mapping values are not allowed", "source-colon"),
    ("found character that cannot start any token", "source-character"),
    ("found a tab character", "source-tab"),
    ("found unexpected end of stream", "source-quote"),
    ("did not find expected ',' or", "source-bracket"),
    ("expected ',' or", "source-bracket"),
    ("did not find expected '-' indicator", "source-indent"),
    ("did not find expected key", "source-indent"),
    ("expected <block end>", "source-indent"),
    ("could not find expected ':'", "source-missing-colon"),
)


@dataclass(slots=True)
class Mark:
    """Where a node stands (from 1), where it begins in the text (from 0), and how it was written."""

    line: int
    column: int
    start: int
    end: int
    style: str
    #: Place of the key in front of the value, the value's own place where there is none.
    key: tuple[int, int]


@dataclass(slots=True)
class Tree:
    """What a YAML text says."""

    data: Any = None
    marks: dict[Path, Mark] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class _Frame:
    node: Any
    path: Path
    key: str | None = None
    key_place: tuple[int, int] = (0, 0)
    #: True inside the value of a refused key, which is read and thrown away.
    thrown: bool = False
    #: True when the key just read is refused.
    refused: bool = False
    lines: dict[str, int] = field(default_factory=dict)


def parse(text: str, file: str) -> Tree:
    """Return the tree of a YAML text, with every problem that could be found in one pass."""
    import yaml  # imported late: a build that finds everything in the cache parses nothing

    loader: Any = getattr(yaml, "CLoader", yaml.Loader)
    builder = _Builder(text, file)
    try:
        for event in yaml.parse(text, Loader=loader):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as error:
        builder.tree.findings.append(_syntax(error, text, file))
    except yaml.YAMLError:
        builder.tree.findings.append(Finding("source-syntax", Place(file, 1, 1), values={"problem": "YAML"}))
    return builder.tree


class _Builder:
    """Takes the parser's events one by one."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.tree = Tree()
        self.stack: list[_Frame] = []
        self.documents = self.nodes = 0

    def take(self, event: Any) -> bool:
        """Take one event; return False when nothing after it is worth reading."""
        kind = type(event).__name__
        if kind == "ScalarEvent":
            return self._scalar(event)
        if kind in ("MappingStartEvent", "SequenceStartEvent"):
            return self._open(event, {} if kind == "MappingStartEvent" else [])
        if kind in ("MappingEndEvent", "SequenceEndEvent"):
            self.stack.pop()
        elif kind == "AliasEvent":
            self._report("source-alias", event, name=f"*{event.anchor}")
            self._place_value(None, event)
        elif kind == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                self._report("source-documents", event)
                return False
        return True

    def _report(self, rule: str, event: Any, **values: object) -> None:
        mark = event.start_mark
        place = Place(self.file, mark.line + 1, mark.column + 1)
        path = dotted(self.stack[-1].path) if self.stack else ""
        self.tree.findings.append(Finding(rule, place, path, values=values))

    def _guard(self, event: Any) -> None:
        if event.anchor:
            self._report("source-alias", event, name=f"&{event.anchor}")
        if event.tag and event.tag != "!":
            self._report("source-tag", event, tag=event.tag)

    def _open(self, event: Any, node: Any) -> bool:
        self._guard(event)
        if len(self.stack) >= MAX_DEPTH:
            self._report("source-too-deep", event, limit=MAX_DEPTH)
            return False
        frame = self.stack[-1] if self.stack else None
        if frame is not None and isinstance(frame.node, dict) and frame.key is None:
            # `text: {{ kommun }}` without quotes is a mapping used as a key.
            self._report("source-braces", event)
            return False
        path, drop = self._place_value(node, event)
        self.stack.append(_Frame(node, path, thrown=drop))
        return True

    def _scalar(self, event: Any) -> bool:
        self._guard(event)
        if event.style == '"' and (character := first_forbidden(event.value)):
            # Written as an escape; what stands as itself was found when the file was decoded.
            self._report("source-control-character", event, character=character)
        frame = self.stack[-1] if self.stack else None
        if frame is not None and isinstance(frame.node, dict) and frame.key is None:
            self._key(event, frame)
            return True
        value: Any = event.value
        if not event.style:
            if ambiguous(value):
                self._report("source-leading-zero", event, text=value)
            if re.search(r"\s", value) and self._hidden_comment(event):
                self._report("source-comment", event, text=value)
            value = resolve(value)
        self._place_value(value, event)
        return self.nodes <= MAX_NODES

    def _hidden_comment(self, event: Any) -> bool:
        # In unquoted prose YAML cuts everything from " #", without a word: the end of a sentence is lost.
        rest = self.text[event.end_mark.index : self.text.find("\n", event.end_mark.index)]
        return rest.lstrip(" \t").startswith("#")

    def _key(self, event: Any, frame: _Frame) -> None:
        key = event.value
        frame.key, frame.key_place = key, (event.start_mark.line + 1, event.start_mark.column + 1)
        if key == "<<" and not event.style:
            self._report("source-merge-key", event)
        if key in frame.lines:
            self._report("source-duplicate-key", event, key=key, line=frame.lines[key])
            frame.refused = True
        else:
            frame.lines[key] = event.start_mark.line + 1

    def _place_value(self, value: Any, event: Any) -> tuple[Path, bool]:
        """Put a value where the reader stands; return its path, and whether it is thrown away."""
        self.nodes += 1
        if self.nodes == MAX_NODES + 1:
            self._report("source-too-many", event, limit=MAX_NODES)
        start, end = event.start_mark, event.end_mark
        key_place = (start.line + 1, start.column + 1)
        drop = False
        if not self.stack:
            path: Path = ()
            self.tree.data = value
        else:
            frame = self.stack[-1]
            if isinstance(frame.node, list):
                path, drop = (*frame.path, len(frame.node)), frame.thrown
                frame.node.append(value)
            else:
                assert frame.key is not None
                path, key_place = (*frame.path, frame.key), frame.key_place
                drop = frame.thrown or frame.refused
                if not drop:
                    frame.node[frame.key] = value
                frame.key, frame.refused = None, False
        if not drop:
            style = getattr(event, "style", None) or ""
            self.tree.marks[path] = Mark(start.line + 1, start.column + 1, start.index, end.index, style, key_place)
        return path, drop


def _syntax(error: yaml.MarkedYAMLError, text: str, file: str) -> Finding:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    problem = error.problem or ""
    rule = next((rule for part, rule in _SYNTAX if part in problem), "source-syntax")
    lines = text.split("\n")
    found = lines[line][column : column + 1] if line < len(lines) else ""
    if rule == "source-character" and found == "\t":
        rule = "source-tab"
    if rule == "source-bracket" and found == ":" and error.context_mark and error.context_mark.line == line:
        rule = "source-colon"
    if rule in ("source-quote", "source-bracket") and error.context_mark:
        # The parser points at where it gave up; the person wants the quote or bracket that was never closed.
        line, column = error.context_mark.line, error.context_mark.column
    values = {"character": found, "problem": problem}
    return Finding(rule, Place(file, line + 1, column + 1), values=values)


def dotted(path: Path) -> str:
    """Return a path as people write it: ``parameters.andel.choices[2]``."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text
