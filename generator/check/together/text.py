"""What the rules on clauses together, and on process, need of any paper: who wrote it, and its text by clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from generator.check.passages import Passage, passages
from generator.check.rule import Case
from generator.model.blocks import running
from generator.model.document import Block, Inlines
from generator.model.paper import Paper


def needs_paper(case: Case) -> str:
    """Say that a paper to be decided on is lacking: a library has clauses of many, that never stand together."""
    return "utkast eller dokument" if case.library else ""


def needs_foreign(case: Case) -> str:
    """Say that a paper that klausul did not make is lacking."""
    return "dokument från någon annan" if case.composed or case.library else ""


def body(case: Case) -> tuple[Passage, ...]:
    """Return a paper's passages without the headers and footers of a Word file, which only repeat."""
    return _body(case.paper)


@lru_cache(maxsize=1)
def _body(paper: Paper) -> tuple[Passage, ...]:
    # One rule after the other asks for those of the same paper.
    return tuple(passage for passage in passages(paper) if passage.line.number or passage.line.clause)


def by_clause(case: Case) -> Mapping[str, str]:
    """Return the text of a draft's clauses by instance key, without their headings."""
    texts: dict[str, list[str]] = {}
    for line in case.paper.lines:
        if line.clause and line.kind != "heading":
            texts.setdefault(line.clause, []).append(line.text)
    return {key: "\n".join(lines) for key, lines in texts.items()}


def inlines(block: Block) -> Iterator[Inlines]:
    """Yield the pieces of running text in a block: a paragraph, each item of a list, each cell of a table."""
    return running(block)
