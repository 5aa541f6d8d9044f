"""The table of contents of a redline: its cached lines as they were and as they are to be.

The field begins in the first line and ends in the last, whichever document those lines are in: what is not marked
flows on to the next line when its own is taken away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.model.document import ClauseItem, Section
from generator.redline.model import DELETED, INSERTED, KEPT, ClauseChange, Redline, SectionChange, State
from generator.word import annex
from generator.word.markup import escape, field_mark, field_start, run
from generator.word.tracked_marks import Marks
from generator.word.tracked_units import Look, Para, Unit, closed, kept_look

_TAB = "<w:r><w:tab/></w:r>"
_SectionName = Callable[[State, Section], str]
_ClauseName = Callable[[State, ClauseItem], str]


def contents(
    redline: Redline,
    state: State,
    styles: Mapping[str, str],
    marks: Marks,
    section_name: _SectionName,
    clause_name: _ClauseName,
) -> Iterator[Unit]:
    """Yield the lines of the table of contents.

    Args:
        redline: what is compared.
        state: kept where both documents have a table of contents.
        styles: the template's styles.
        section_name: returns the bookmark of a section in OLD or in NEW.
        clause_name: the same of a clause.
    """
    lines: list[Para] = []
    for section in redline.sections:
        lines += _lines(section, styles["toc 1"], marks, section_name, _section_look)
        for clause in section.clauses:
            lines += _lines(clause, styles["toc 2"], marks, clause_name, lambda _: "")
    pages = "" if redline.new.toc_pages else r"\n "
    start, end = field_start(rf' TOC \o "1-2" {pages}\h \z \u '), field_mark("end")
    if state != KEPT:
        start, end = marks.runs(state, start), marks.runs(state, end)
        yield from _framed(lines, start, end)
        return
    whole = [unit for unit in closed(lines, marks) if isinstance(unit, Para)]
    yield from _framed(whole, start, end)


def _framed(lines: list[Para], start: str, end: str) -> list[Para]:
    """Return the lines with the beginning of the field in the first and its end in the last."""
    lines[0] = replace(lines[0], content=start + lines[0].content)
    lines[-1] = replace(lines[-1], content=lines[-1].content + end)
    return lines


def _lines(
    change: SectionChange | ClauseChange,
    style: str,
    marks: Marks,
    name: Callable[[State, Any], str],
    look: Callable[[Any], str],
) -> Iterator[Para]:
    """Yield the line of a heading; one with another title or place is two, deleted and inserted, since it is a link."""
    old = change.old if change.state != INSERTED else None
    new = change.new if change.state != DELETED else None
    if old is None or new is None:
        shown = old or new
        assert shown is not None
        link = _link(change.state, shown, name(change.state, shown), marks)
        yield Para(change.state, (style, look(shown)), link)
        return
    before, after = name(DELETED, old), name(INSERTED, new)
    looks: tuple[Look, Look] = (style, look(old)), (style, look(new))
    if (before, old.title) != (after, new.title):
        yield Para(DELETED, looks[0], _link(DELETED, old, before, marks))
        yield Para(INSERTED, looks[1], _link(INSERTED, new, after, marks))
        return
    number = run(new.number)
    if old.number != new.number:
        number = _number(old.number, new.number, marks)
    content = _linked(after, new.title, f"{number}{_TAB}{run(new.title)}")
    yield Para(KEPT, looks[1], content, kept_look(*looks))


def _number(old: str, new: str, marks: Marks) -> str:
    """Return a number that becomes another one, with what they share kept.

    Both numbers whole would reach past the tab stop before the title, which then stands at the far end of the line.
    """
    first = _shared(old, new)
    last = _shared(old[first:][::-1], new[first:][::-1])
    states = (KEPT, new[:first]), (DELETED, old[first : len(old) - last]), (INSERTED, new[first : len(new) - last])
    pieces = [run(text) if state == KEPT else marks.runs(state, run(text)) for state, text in states if text]
    return "".join([*pieces, run(new[len(new) - last :]) if last else ""])


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


def _link(state: State, item: Section | ClauseItem, anchor: str, marks: Marks) -> str:
    return _linked(anchor, item.title, marks.runs(state, f"{run(item.number)}{_TAB}{run(item.title)}"))


def _linked(anchor: str, title: str, content: str) -> str:
    """Return a link to a heading; the tooltip is what PDF/UA asks of a link."""
    return f'<w:hyperlink w:anchor="{anchor}" w:tooltip="{escape(title)}" w:history="1">{content}</w:hyperlink>'


def _section_look(section: Section) -> str:
    return annex.contents_line() if section.annex else ""
