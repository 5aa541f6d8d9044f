"""The headings of the draft that the document is about, such as in an annex to it."""

from __future__ import annotations

from generator.assemble.sections.work import Made, Work
from generator.model.document import Inlines, Table, Text


def prints(work: Work) -> bool:
    """Tell whether the other draft has a section."""
    return bool(work.facts and work.facts["sections"])


def make(work: Work) -> Made:
    """Return a table of numbers and titles: each section in bold, with its clauses under it."""
    rows: list[tuple[Inlines, ...]] = []
    for section in work.facts["sections"]:
        rows.append(((Text(section["number"], bold=True),), (Text(section["title"], bold=True),)))
        rows += [
            ((Text(clause["number"]),), (Text(clause["title"]),))
            for clause in work.facts["clauses"]
            if clause["section"] == section["number"]
        ]
    header: tuple[Inlines, ...] = ((Text(work.word("number")),), (Text(work.word("title")),))
    return Made((Table(header, tuple(rows), (False, False)),))
