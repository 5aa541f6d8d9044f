"""Papers to check: a plain text, an assembled document, a library's clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.assemble.composed import Composed
from generator.check.pattern import Pattern
from generator.errors import Place
from generator.library.load import Entry, Library
from generator.library.preview import preview
from generator.model.blocks import running
from generator.model.contract import Contract
from generator.model.document import Block, ListBlock, Paragraph, plain
from generator.model.paper import Line, Paper

#: Lines at a paper's beginning that may say when it was decided.
_HEAD = 60
_DECIDED = Pattern(r"\b(antag|anta[st]|besluta|beslut|fastställ|gäller från|datum|upprätta)", re.IGNORECASE)
_YEAR = Pattern(r"(?<![\d:])(?:19|20)\d\d(?![\d:])")


def from_text(file: str, text: str) -> Paper:
    """Return a plain text as a paper: a line of the file is a paragraph."""
    lines = tuple(
        Line(line.strip(), number, 1 + len(line) - len(line.lstrip()))
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip()
    )
    return foreign(file, lines)


def foreign(file: str, lines: tuple[Line, ...]) -> Paper:
    """Return a paper that klausul did not make, from its lines."""

    def locate(line: Line, offset: int) -> Place:
        return Place(file, line.number, line.column + offset if line.column else 0)

    return Paper(file, lines, year_of(lines), locate)


def year_of(lines: Sequence[Line]) -> int:
    """Return the year in which a paper says that it was decided, the latest of several; else 0."""
    years = [
        int(year) for line in lines[:_HEAD] if _DECIDED.search(line.text) for year in _YEAR.findall(line.text)
    ]  # fmt: skip
    return max(years, default=0)


def from_composed(composed: Composed) -> Paper:
    """Return an assembled document as a paper; its places are those of the clauses in the draft."""

    def locate(line: Line, _offset: int) -> Place:
        return composed.place(line.clause) if line.clause else Place(composed.loaded.source.file)

    dates = [decision.date for decision in composed.loaded.draft.decisions.values() if decision.date]
    lines = tuple(_document_lines(composed))
    return Paper(composed.loaded.source.file, lines, max((int(date[:4]) for date in dates), default=0), locate)


def _document_lines(composed: Composed) -> Iterator[Line]:
    document = composed.document
    for block in document.front.preamble:
        yield from (Line(text, kind=kind) for kind, text in _texts(block))
    for section in document.sections:
        yield Line(section.title, kind="heading", level=1)
        for block in section.blocks:
            yield from (Line(text, kind=kind) for kind, text in _texts(block))
        for clause in section.clauses:
            # What a section makes of its registers is no clause of the draft.
            key = clause.key if clause.id else ""
            yield Line(clause.title, clause=key, kind="heading", level=2)
            for block in clause.blocks:
                yield from (Line(text, clause=key, kind=kind) for kind, text in _texts(block))


def from_library(name: str, library: Library, entries: Sequence[Entry], contracts: Sequence[Contract]) -> Paper:
    """Return the wordings of some clauses as a paper, each as it reads before anybody has filled it in."""
    known = {entry.clause.id: entry for entry in entries}

    def locate(line: Line, _offset: int) -> Place:
        return known[line.clause].source.place(("text", line.wording))

    lines = tuple(line for entry in entries for line in _entry_lines(entry, contracts))
    return Paper(name, lines, 0, locate)


def _entry_lines(entry: Entry, contracts: Sequence[Contract]) -> Iterator[Line]:
    for wording in entry.clause.text:
        yield Line(entry.clause.title, clause=entry.clause.id, wording=wording, kind="heading", level=2)
        for block in preview(entry.clause, entry.nodes, wording, contracts):
            yield from (Line(text, clause=entry.clause.id, wording=wording, kind=kind) for kind, text in _texts(block))


def _texts(block: Block) -> Iterator[tuple[str, str]]:
    if isinstance(block, Paragraph):
        yield "paragraph", plain(block.content)
    elif isinstance(block, ListBlock):
        yield from (("item", plain(item)) for item in block.items)
    else:
        yield from (("cell", plain(content)) for content in running(block))
