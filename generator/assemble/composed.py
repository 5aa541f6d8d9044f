"""A draft with all that its document was put together from: what is checked, and what a build writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.draft.load import LoadedDraft
from generator.draft.resolve import Chosen
from generator.errors import Finding, Place
from generator.library.contracts import LoadedContract
from generator.library.load import Library
from generator.model.document import Document


@dataclass(frozen=True, slots=True, eq=False)
class Composed:
    """A draft, the contract and the clauses it means, and the document that they make."""

    loaded: LoadedDraft
    contract: LoadedContract
    library: Library
    chosen: Sequence[Chosen]
    document: Document
    #: What there is to say about it; nothing of it stops the work.
    findings: tuple[Finding, ...]

    def of(self, key: str) -> Chosen:
        """Return the chosen clause with an instance key."""
        return next(item for item in self.chosen if item.key == key)

    def place(self, key: str) -> Place:
        """Return where the draft chooses the clause with an instance key."""
        return self.loaded.source.place(("clauses", self.of(key).choice.index, "id"))
