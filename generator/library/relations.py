"""A clause's relations to others, seen from both ends."""

from __future__ import annotations

from dataclasses import dataclass

from generator.library.load import Library
from generator.model.clause import Clause

#: What a relation is called from the clause that states it; and from the other, where only one states it.
_STATED = {"requires": "Kräver", "conflicts": "Går inte ihop med", "alternatives": "Alternativ"}
_MET = {"requires": "Krävs av", "conflicts": "Går inte ihop med", "alternatives": "Alternativ"}


@dataclass(frozen=True, slots=True)
class Seen:
    """A relation as it is shown."""

    #: What it is, in words.
    kind: str
    #: Id of the other clause.
    clause: str
    reason: str


def relations(clause: Clause, library: Library) -> list[Seen]:
    """Return the relations that a clause states, and then those that others state to it."""
    stated = [
        Seen(word, relation.clause, relation.reason)
        for kind, word in _STATED.items()
        for relation in getattr(clause, kind)
    ]
    known = {(seen.kind, seen.clause) for seen in stated}
    met = [
        Seen(word, entry.clause.id, relation.reason)
        for kind, word in _MET.items()
        for entry in library.entries
        for relation in getattr(entry.clause, kind)
        if relation.clause == clause.id and (word, entry.clause.id) not in known
    ]
    return [*stated, *dict.fromkeys(met)]
