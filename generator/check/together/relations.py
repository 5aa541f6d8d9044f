"""Rules on relations between clauses: required ones that are not chosen, conflicts, alternatives, old ids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.assemble.composed import Composed
from generator.check.pattern import Pattern
from generator.check.rule import Case, Rule, needs_draft
from generator.draft.resolve import Chosen
from generator.draft.rules import nodes_of
from generator.errors import Finding
from generator.model.clause import Relation
from generator.prose.template import references

#: How a library says that two alternatives may stand side by side.
_BOTH = Pattern(r"\beller båda\b", re.IGNORECASE)


def requires(case: Case) -> Iterator[Finding]:
    """Yield a finding for each clause that a chosen one needs and the draft has not chosen."""
    assert case.composed
    composed = case.composed
    chosen = {(item.entry.clause.id, item.choice.row) for item in composed.chosen}
    seen: set[tuple[str, str]] = set()
    for item in composed.chosen:
        for relation in item.entry.clause.requires:
            target = _current(composed, relation.clause)
            pair = (item.entry.clause.id, target)
            there = not chosen.isdisjoint({(target, ""), (target, item.choice.row)})
            if there or pair in seen or not _holds_here(composed, item, relation, target):
                continue
            seen.add(pair)
            values = {"id": item.key, "other": target, "reason": _reason(relation)}
            yield Finding("together-requires", composed.place(item.key), _path(item), item.key, values)


def _holds_here(composed: Composed, item: Chosen, relation: Relation, target: str) -> bool:
    """Tell whether a clause needs the other in this kind of document and with the wording it has.

    A clause that has no wording here cannot be chosen. One that is needed because the text refers to it is not
    needed by a local wording that does not: that is what a missing reference tells people to write.
    """
    wording = composed.contract.contract.wording
    others = composed.library.find(target)
    if others and not any(wording in other.clause.text for other in others):
        return False
    if not item.choice.local:
        return True
    names = {relation.clause, target}
    shipped = names & set(references(item.entry.nodes.get(wording, [])))
    local = names & set(references(nodes_of(composed.loaded, composed.contract.contract, item)))
    return not shipped or bool(local)


def conflicts(case: Case) -> Iterator[Finding]:
    """Yield a finding for each two chosen clauses of which one says that it cannot stand with the other."""
    assert case.composed
    for item, other, relation in _pairs(case.composed, "conflicts"):
        values = {"id": item.key, "other": other.key, "reason": _reason(relation)}
        yield Finding("together-conflict", case.composed.place(item.key), _path(item), item.key, values)


def alternatives(case: Case) -> Iterator[Finding]:
    """Yield a finding for each two chosen clauses that are meant to stand in each other's place."""
    assert case.composed
    for item, other, relation in _pairs(case.composed, "alternatives"):
        word = "together-alternatives-both" if _BOTH.search(relation.reason) else "together-alternatives"
        values = {"id": item.key, "other": other.key, "reason": _reason(relation)}
        yield Finding(word, case.composed.place(item.key), _path(item), item.key, values)


def duplicates(case: Case) -> Iterator[Finding]:
    """Yield a finding for each clause that is chosen twice with nothing to tell the two apart."""
    assert case.composed
    before: list[Chosen] = []
    for item in case.composed.chosen:
        twin = next((other for other in before if _same(item, other)), None)
        if twin:
            values = {"id": item.key, "other": twin.key}
            yield Finding("together-duplicate", case.composed.place(item.key), _path(item), item.key, values)
        before.append(item)


def renamed(case: Case) -> Iterator[Finding]:
    """Yield a finding for each clause that the draft calls by an id it no longer has."""
    assert case.composed
    for item in case.composed.chosen:
        new = item.entry.clause.id
        if item.choice.id != new:
            values = {"old": item.choice.id, "new": new}
            yield Finding("together-renamed", case.composed.place(item.key), _path(item), item.key, values)


def _pairs(composed: Composed, kind: str) -> Iterator[tuple[Chosen, Chosen, Relation]]:
    """Yield each two chosen clauses that one of them relates to the other, the later one first, once."""
    order = {item.key: number for number, item in enumerate(composed.chosen)}
    chosen = _first(composed)
    found: dict[tuple[str, str], tuple[Chosen, Chosen, Relation]] = {}
    for item in (one for instances in chosen.values() for one in instances.values()):
        for relation in getattr(item.entry.clause, kind):
            for other in chosen.get(_current(composed, relation.clause), {}).values():
                # What holds for one company does not meet what holds for another.
                apart = item.choice.row and other.choice.row and item.choice.row != other.choice.row
                if apart or other is item:
                    continue
                first, second = sorted((item, other), key=lambda one: order[one.key])
                # Both state it, each from its own side: what the later one says reads best at its place.
                if (first.key, second.key) not in found or item is second:
                    found[first.key, second.key] = (second, first, relation)
    yield from found.values()


def _first(composed: Composed) -> Mapping[str, Mapping[str, Chosen]]:
    """Return the first instance of each clause, by the clause's id and the row that it is for."""
    first: dict[str, dict[str, Chosen]] = {}
    for item in composed.chosen:
        first.setdefault(item.entry.clause.id, {}).setdefault(item.choice.row, item)
    return first


def _current(composed: Composed, name: str) -> str:
    """Return the id that a clause has now."""
    return name if composed.library.find(name) else composed.library.registers.renamed.get(name, name)


def _same(item: Chosen, other: Chosen) -> bool:
    one, two = item.choice, other.choice
    said = (one.values, one.local, one.title, one.row)
    return item.entry is other.entry and said == (two.values, two.local, two.title, two.row)


def _reason(relation: Relation) -> str:
    """Return the reason as it stands in a message: without its full stop."""
    return " ".join(relation.reason.split()).rstrip(".")


def _path(item: Chosen) -> str:
    return f"clauses[{item.choice.index}].id"


RULES = (
    Rule(("together-requires",), requires, needs_draft),
    Rule(("together-conflict",), conflicts, needs_draft),
    Rule(("together-alternatives", "together-alternatives-both"), alternatives, needs_draft),
    Rule(("together-duplicate",), duplicates, needs_draft),
    Rule(("together-renamed",), renamed, needs_draft),
)
