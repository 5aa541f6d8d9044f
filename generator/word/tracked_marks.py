"""Marks of tracked changes: who made them, and what is put around runs and at the ends of paragraphs and rows.

Source: ECMA-376 Part 1, 17.13.5. Ids are given last, in document order, so every mark is written with a
placeholder that no text can hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

from generator.redline.model import DELETED, INSERTED, KEPT, State
from generator.word.markup import clause_bookmark, escape, section_bookmark

#: Stands for an id until all are given; XML cannot hold it, so nothing else is it.
_ID = "\0"
#: What runs hold when they are deleted, for what they hold otherwise (17.3.3.7, 17.16.13).
_DELETED = (
    ("<w:t ", "<w:delText "),
    ("</w:t>", "</w:delText>"),
    ("<w:instrText ", "<w:delInstrText "),
    ("</w:instrText>", "</w:delInstrText>"),
)
_REFERENCE = re.compile(r" REF (kl_\w+) ")
#: Content that is marked and content that is not: marks are never inside one another.
_MARKED = re.compile("<w:(ins|del|moveFrom|moveTo) [^>]*[^/>]>(.*?)</w:\\1>", re.DOTALL)


class Who(NamedTuple):
    """Who the changes are by, and when they were made: ``2026-11-23T00:00:00Z``, or empty for no time at all."""

    author: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """Writes the marks of one author."""

    who: Who

    @property
    def attributes(self) -> str:
        """The attributes that every mark has."""
        date = f' w:date="{escape(self.who.date)}"' if self.who.date else ""
        return f'w:id="{_ID}" w:author="{escape(self.who.author)}"{date}'

    def runs(self, state: State, runs: str, moved: bool = False) -> str:
        """Return some runs as they are marked; what is moved is no deleted text and keeps its elements (17.13.5.22)."""
        if state == KEPT or not runs:
            return runs
        if moved:
            name = "moveFrom" if state == DELETED else "moveTo"
            return f"<w:{name} {self.attributes}>{runs}</w:{name}>"
        if state == INSERTED:
            return f"<w:ins {self.attributes}>{runs}</w:ins>"
        return f"<w:del {self.attributes}>{as_deleted(runs)}</w:del>"

    def end(self, state: State, moved: bool = False) -> str:
        """Return the properties of a paragraph's mark."""
        if state == KEPT:
            return ""
        names = ("moveFrom", "moveTo") if moved else ("del", "ins")
        return f"<w:rPr><w:{names[state == INSERTED]} {self.attributes}/></w:rPr>"

    def both(self) -> str:
        """Return the properties of a paragraph's mark that is inserted and deleted, and so in neither document."""
        return f"<w:rPr><w:ins {self.attributes}/><w:del {self.attributes}/></w:rPr>"

    def row(self, state: State) -> str:
        """Return the property of a row that is deleted or inserted (17.13.5.12, 17.13.5.17)."""
        return "" if state == KEPT else f"<w:{'del' if state == DELETED else 'ins'} {self.attributes}/>"

    def was(self, style: str, properties: str) -> str:
        """Return what a paragraph's style and properties were (17.13.5.29)."""
        return f'<w:pPrChange {self.attributes}><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr></w:pPrChange>'

    def move(self, state: State, name: str, number: int) -> tuple[str, str]:
        """Return the beginning and the end of a place that something has moved from or to (17.13.5.23, 17.13.5.27)."""
        kind = "moveFrom" if state == DELETED else "moveTo"
        rest = self.attributes.removeprefix(f'w:id="{_ID}"')
        start = f'<w:{kind}RangeStart w:id="{number}" w:name="{name}"{rest}/>'
        return start, f'<w:{kind}RangeEnd w:id="{number}"/>'


def as_deleted(runs: str) -> str:
    """Return runs with the elements that deleted text has."""
    for present, deleted in _DELETED:
        runs = runs.replace(present, deleted)
    return runs


def only(state: State, content: str) -> str:
    """Return a paragraph's content without marks, as it is in OLD (``deleted``) or in NEW (``inserted``)."""
    kinds = ("del", "moveFrom") if state == DELETED else ("ins", "moveTo")
    found = _MARKED.sub(lambda mark: mark[2] if mark[1] in kinds else "", content)
    for present, deleted in _DELETED:
        found = found.replace(deleted, present)
    return found


def past_clause(key: str) -> str:
    """Return the name of a bookmark where a clause was that stands elsewhere now; as long as its name there."""
    return f"ko_{clause_bookmark(key).removeprefix('kl_')}"


def past_section(section: str) -> str:
    """Return the name of a bookmark where a section was that stands elsewhere now."""
    return f"ko_{section_bookmark(section).removeprefix('kl_')}"


def past_references(runs: str, names: frozenset[str]) -> str:
    """Return runs of OLD whose references to bookmarks of these names lead to where those clauses were."""
    if not names:
        return runs
    return _REFERENCE.sub(
        lambda found: f" REF ko_{found[1].removeprefix('kl_')} " if found[1] in names else found[0], runs
    )


def numbered(texts: list[str], first: int) -> list[str]:
    """Return texts with an id for every mark, in the order they stand."""
    numbers = count(first)
    return [re.sub(_ID, lambda _: str(next(numbers)), text) for text in texts]
