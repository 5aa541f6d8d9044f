"""The JSON projection: a whole Document as data for other programs. ``docs/json.md`` describes it."""

from __future__ import annotations

from typing import Any

from generator import canonical
from generator.model.codec import block_data
from generator.model.document import ClauseItem, Document, Front, Section

VERSION = 1


def document_json(document: Document) -> str:
    """Return a document as a line of canonical JSON: the same document gives the same text."""
    return canonical.dumps(document_data(document)) + "\n"


def document_data(document: Document) -> dict[str, Any]:
    """Return a document as dicts and lists; nothing of it is left out."""
    return {
        "version": VERSION,
        "contract": document.contract,
        "language": document.language,
        "scalars": dict(document.scalars),
        "front": _front(document.front),
        "sections": [_section(section) for section in document.sections],
        "toc_pages": document.toc_pages,
        "properties": dict(document.properties),
    }


def _front(front: Front) -> dict[str, Any]:
    rows = [{"label": row.label, "value": row.value.text, "missing": row.value.missing} for row in front.rows]
    return {
        "title": front.title,
        "subtitle": front.subtitle,
        "caption": front.caption,
        "value_caption": front.value_caption,
        "rows": rows,
        "preamble": [block_data(block) for block in front.preamble],
        "contents": front.contents,
    }


def _section(section: Section) -> dict[str, Any]:
    clauses = [_clause(clause) for clause in section.clauses]
    return {
        "id": section.id,
        "number": section.number,
        "title": section.title,
        "annex": section.annex,
        "new_page": section.new_page,
        "blocks": [block_data(block) for block in section.blocks],
        "clauses": clauses,
    }


def _clause(clause: ClauseItem) -> dict[str, Any]:
    return {
        "key": clause.key,
        "id": clause.id,
        "library": clause.library,
        "version": clause.version,
        "number": clause.number,
        "title": clause.title,
        "local": clause.local,
        "blocks": [block_data(block) for block in clause.blocks],
    }
