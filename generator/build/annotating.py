"""A document with a comment at each clause for those who are to decide: why, law, sources, changes, open findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.assemble.composed import Composed
from generator.build.background import background
from generator.build.checking import Against, check_composed
from generator.build.job import Built
from generator.errors import Finding
from generator.model.document import ClauseItem
from generator.report import SEVERITIES, message, severity

_FOUND = "Att ta ställning till"


def annotated_copy(built: Built, composed: Composed, against: Against, name: str) -> bytes:
    """Return the Word file of a document with a comment at each of its clauses.

    Args:
        composed: what the document was put together from.
        against: what the findings are found with.
        name: what to call the file in findings.
    """
    from generator.word.anchors import bookmarked_lines
    from generator.word.annotate import Note, annotated
    from generator.word.markup import clause_bookmark

    report = check_composed(composed, against)
    places = bookmarked_lines(built.content, name)
    notes = []
    for clause in built.document.clauses():
        text = "\n".join(_lines(clause, composed, report.findings))
        line = places.get(clause_bookmark(clause.key), 0)
        if text and line:
            notes.append(Note(line, text))
    return annotated(built.content, name, notes)


def _lines(clause: ClauseItem, composed: Composed, findings: Sequence[Finding]) -> Iterator[str]:
    for part in background(composed, clause.key):
        yield from (f"{part.title}:", *(line if part.running else f"– {line}" for line in part.lines))
    mine = [finding for finding in findings if finding.clause and finding.clause in (clause.key, clause.id)]
    if mine:
        yield f"{_FOUND}:"
        said = (f"– {SEVERITIES[severity(one)]}: {message(one)} [{one.rule}]" for one in mine)
        yield from dict.fromkeys(said)
