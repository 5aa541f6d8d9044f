"""Papers to check: a plain text, an assembled document, a library's clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.assemble.composed import Composed
from generator.check.language.text import sentences
from generator.check.pattern import Pattern
from generator.errors import Place
from generator.library.load import Entry, Library
from generator.library.preview import preview
from generator.model.blocks import running
from generator.model.contract import Contract
from generator.model.document import Block, ListBlock, Paragraph, plain
from generator.model.paper import Line, Paper

#: Lines at a paper's beginning that may say when it was decided, and those among which a day alone is its date.
_HEAD = 60
_TOP = 10
_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mars|april|maj|juni|juli|aug(?:usti)?|sep(?:t|tember)?|okt(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_SPACE = r"[ \u00a0]"
#: A day, or a month: 2012-05-14, den 14 maj 2012, 14/5 2012, maj 2012. Each form has a year of its own.
_DAY = (
    rf"(?<![\d:])(?:(?P<iso>(?:19|20)\d\d)-\d\d-\d\d|(?:\d{{1,2}}{_SPACE})?{_MONTH}{_SPACE}(?P<month>(?:19|20)\d\d)"
    rf"|\d{{1,2}}/\d{{1,2}}[ \u00a0-](?P<slash>(?:19|20)\d\d))(?![\d:])"
)
_MADE = (
    r"(?:antag(?:en|et|na|its?)|antogs?|besluta(?:d|ts?|des?)|fastställ(?:d|ts?|da|des?)|upprätta(?:d|ts?|des?)"
    r"|revidera(?:d|ts?|des?))"
)
_NAMED = (
    rf"(?:\b{_MADE}\b|\b(?:besluts?|(?:besluts|antagande|dokument|sammanträdes)?datum)\b"
    r"|(?:^|(?:direktiv|dokument|avtal|kontrakt)(?:et)?[ \u00a0])gäller från\b)"
)
#: No words of a goal may stand between what was done and when: fastställd plan till 2030-12-31 is none.
_UNTIL = r"(?:(?!\b(?:till|senast|före|innan|att|om|inför|mål\w*|plan\w*)\b)[^;!?]){0,70}?"
_DECIDED = Pattern(rf"{_NAMED}{_UNTIL}{_DAY}", re.IGNORECASE)
_DECIDED_AFTER = Pattern(rf"{_DAY}{_UNTIL}\b{_MADE}\b", re.IGNORECASE)
#: A year alone has nothing but who decided before it.
_DECIDED_YEAR = Pattern(
    rf"{_NAMED}[ \u00a0:]+(?:(?:och med|av|i|på|vid)[ \u00a0](?:\w+[ \u00a0]){{0,3}})?(?:år[ \u00a0])?"
    r"(?P<year>(?:19|20)\d\d)(?![\d:/-])",
    re.IGNORECASE,
)
_DATE_ALONE = Pattern(rf"(?:\w*(?:kontor|förvaltning)\w*[ \u00a0])?(?:den[ \u00a0])?{_DAY}", re.IGNORECASE)
_WILL = Pattern(r"\b(?:ska|skall|skulle|bör|måste|senast)\b", re.IGNORECASE)


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
    """Return the year in which a paper says that it was decided, the latest of several; else 0.

    A year that something is to be reached by is none, whatever else its sentence speaks of.
    """
    return max((year for number, line in enumerate(lines[:_HEAD]) for year in _years(line, number < _TOP)), default=0)


def _years(line: Line, top: bool) -> Iterator[int]:
    alone = _DATE_ALONE.fullmatch(line.text) if top and line.kind != "cell" else None
    if alone:
        yield _year(alone)
    for sentence in sentences(line.text):
        will = _WILL.search(sentence.text)
        told = sentence.text[: will.start()] if will else sentence.text
        for pattern in (_DECIDED, _DECIDED_AFTER, _DECIDED_YEAR):
            yield from (_year(match) for match in pattern.finditer(told))


def _year(match: re.Match[str]) -> int:
    return next(int(year) for year in match.groups() if year)


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
