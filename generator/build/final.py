"""What must be settled, or known, before a document is final."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.draft.load import LoadedDraft
from generator.draft.resolve import Chosen
from generator.errors import Finding
from generator.library.load import Library
from generator.model.blocks import running
from generator.model.contract import Contract
from generator.model.document import Block, Document, Text


def open_points(document: Document, contract: Contract, loaded: LoadedDraft) -> Iterator[Finding]:
    """Yield the values that are missing in a document. A decision not yet taken is not one of them."""
    source = loaded.source
    decisions = {kind.label for kind in contract.decisions.values()}
    for row in document.front.rows:
        if row.value.missing and row.label not in decisions:
            yield source.finding("process-missing-value", ("fields",), label=row.value.text, where=row.label)
    shared = {f"[{parameter.label}]": name for name, parameter in contract.values.items()}
    positions = {choice.key: choice.index for choice in loaded.draft.clauses}
    for section in document.sections:
        # What a section makes of registers and of another draft has nothing of its own to be filled in.
        for label in dict.fromkeys(_missing(section.blocks)):
            if label in shared:
                where = f"values.{shared[label]}"
                yield source.finding("process-missing-value", ("values",), label=label, where=where)
    for clause in document.clauses():
        for label in dict.fromkeys(_missing(clause.blocks) if clause.id else ()):
            path = ("values",) if label in shared else ("clauses", positions[clause.key], "values")
            where = f"values.{shared[label]}" if label in shared else f"{clause.key}, values"
            yield source.finding("process-missing-value", path, label=label, where=where).about(clause.id)


def _missing(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        for content in running(block):
            yield from (part.text for part in content if isinstance(part, Text) and part.missing)


def standing(chosen: Sequence[Chosen], loaded: LoadedDraft, library: Library) -> Iterator[Finding]:
    """Yield what a lawyer must know of the clauses themselves: retired, not reviewed, law not verified."""
    for item in chosen:
        clause, path = item.entry.clause, ("clauses", item.choice.index, "id")
        if clause.status == "retired":
            yield loaded.source.finding("process-retired", path, id=clause.id).about(clause.id)
        elif clause.status == "proposed":
            yield loaded.source.finding("process-proposed", path).about(clause.id)
        for provision in clause.basis:
            row = library.registers.provisions.get(provision) or library.registers.statutes.get(provision)
            if row is not None and not row["verified"]:
                yield loaded.source.finding("process-unverified", path, provision=provision).about(clause.id)
