"""Which sections and clauses of two documents are the same, which stay where they are, and which have moved.

A clause is the same where its key is. What is left in a section is paired by how alike it reads, so that a
clause that was given another key, or that another clause took the place of word for word, is not lost sight of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.model.blocks import running
from generator.model.document import ClauseItem, Document, Section, plain
from generator.redline.align import aligned, increasing
from generator.redline.model import DELETED, State
from generator.redline.words import bag, likeness

#: Clauses with different keys are the same clause only if they share this much of their words.
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything stands."""

    #: Positions of the sections that are in both documents and in the same order there.
    sections: tuple[tuple[int, int], ...]
    #: For each of those, by OLD's id: positions of the clauses that stay.
    clauses: Mapping[str, Sequence[tuple[int, int]]]
    #: Clauses by their keys, in both documents.
    _old: Mapping[str, ClauseItem]
    _new: Mapping[str, ClauseItem]
    #: Keys of OLD's clauses that stand elsewhere in NEW.
    moved: frozenset[str]
    #: Keys of OLD's clauses whose bookmark is another clause's in NEW: those moved, and those paired otherwise.
    away: frozenset[str]

    def elsewhere(self, state: State, key: str) -> ClauseItem | None:
        """Return where a clause of one document that has moved stands in the other; None for one that has not."""
        if key not in self.moved:
            return None
        return self._new[key] if state == DELETED else self._old[key]


def places(old: Document, new: Document) -> Places:
    """Return where the sections and clauses of two documents stand."""
    before = {clause.key: clause for clause in old.clauses()}
    after = {clause.key: clause for clause in new.clauses()}
    sections = _sections(old.sections, new.sections)
    clauses = {
        old.sections[one].id: _clauses(old.sections[one].clauses, new.sections[two].clauses, before, after)
        for one, two in sections
    }
    staying = set()
    paired = set()
    for one, two in sections:
        for first, second in clauses[old.sections[one].id]:
            keys = old.sections[one].clauses[first].key, new.sections[two].clauses[second].key
            paired |= {keys[0], keys[1]} if keys[0] != keys[1] else set()
            staying |= {keys[0]} if keys[0] == keys[1] else set()
    both = before.keys() & after.keys()
    moved = frozenset(both - staying - paired)
    return Places(tuple(sections), clauses, before, after, moved, frozenset(both - staying))


def _sections(old: Sequence[Section], new: Sequence[Section]) -> list[tuple[int, int]]:
    """Return the sections that are in both, by id or else by title, as many as keep their order."""
    by_id = {section.id: index for index, section in enumerate(new)}
    pairs = {index: by_id[section.id] for index, section in enumerate(old) if section.id in by_id}
    taken = set(pairs.values())
    by_title = {section.title: index for index, section in enumerate(new) if index not in taken}
    for index, section in enumerate(old):
        if index not in pairs and section.title in by_title:
            pairs[index] = by_title.pop(section.title)
    return increasing(list(pairs.items()))


def _clauses(
    old: Sequence[ClauseItem],
    new: Sequence[ClauseItem],
    before: Mapping[str, ClauseItem],
    after: Mapping[str, ClauseItem],
) -> list[tuple[int, int]]:
    """Return the clauses of a section that stay in it: those with the same key, then those that read alike."""
    at = {clause.key: index for index, clause in enumerate(new)}
    anchors = increasing([(index, at[clause.key]) for index, clause in enumerate(old) if clause.key in at])
    found: list[tuple[int, int]] = []
    first = second = 0
    for one, two in (*anchors, (len(old), len(new))):
        # Only clauses that are nowhere in the other document: a clause that has moved is itself.
        left = [index for index in range(first, one) if old[index].key not in after]
        right = [index for index in range(second, two) if new[index].key not in before]
        found += _alike(old, new, left, right)
        if one < len(old):
            found.append((one, two))
        first, second = one + 1, two + 1
    return found


def _alike(
    old: Sequence[ClauseItem], new: Sequence[ClauseItem], left: Sequence[int], right: Sequence[int]
) -> list[tuple[int, int]]:
    if not left or not right:
        return []
    words = {id(clause): bag(_texts(clause)) for clause in (*(old[i] for i in left), *(new[i] for i in right))}
    pairs = aligned(
        [old[index] for index in left],
        [new[index] for index in right],
        lambda one, two: likeness(words[id(one)], words[id(two)]),
        _ALIKE,
    )
    return [(left[one], right[two]) for one, two in pairs if one is not None and two is not None]


def _texts(clause: ClauseItem) -> list[str]:
    return [clause.title, *(plain(content) for block in clause.blocks for content in running(block))]
