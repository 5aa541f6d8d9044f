"""What an interview can be about: a contract with the clauses that it can use, section by section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.assemble.scope import any_row_scope
from generator.assemble.texts import line_of
from generator.coverage import answerable, concerns
from generator.draft.rules import sections_of
from generator.library.contracts import LoadedContract
from generator.library.kinds import text_name
from generator.library.load import Entry, Library
from generator.model.clause import Relation
from generator.model.contract import Contract, SectionPlan
from generator.prose.template import Nodes, uses
from generator.prose.values import value


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause that can be chosen."""

    #: As the draft names it: the id, behind its library's name where two libraries share the id.
    key: str
    entry: Entry
    #: The wording that the contract uses, compiled.
    nodes: Nodes

    @property
    def id(self) -> str:
        """The clause's id."""
        return self.entry.clause.id

    @property
    def title(self) -> str:
        """The clause's title."""
        return self.entry.clause.title


@dataclass(frozen=True, slots=True)
class Part:
    """A section with the clauses that can stand in it."""

    section: SectionPlan
    #: The section's heading; where there is one for each row of a register, with labels in the row's places.
    title: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class Plan:
    """Everything that the interview may ask about."""

    loaded: LoadedContract
    library: Library
    parts: tuple[Part, ...]

    @property
    def contract(self) -> Contract:
        """The kind of document."""
        return self.loaded.contract

    @property
    def state(self) -> str:
        """The state of a new draft: the first of the contract's."""
        return next(iter(self.contract.states))

    @cached_property
    def candidates(self) -> Mapping[str, Candidate]:
        """All clauses that can be chosen, by key, in the document's order."""
        return {candidate.key: candidate for part in self.parts for candidate in part.candidates}

    @cached_property
    def by_id(self) -> Mapping[str, Candidate]:
        """The clauses by their id alone; the first where two libraries share it."""
        return {candidate.id: candidate for candidate in reversed(list(self.candidates.values()))}

    def shared_names(self, chosen: Sequence[Candidate]) -> list[str]:
        """Return the contract's shared values that the chosen clauses, or the front page, use."""
        texts = [*self.loaded.nodes.values(), *(candidate.nodes for candidate in chosen)]
        used = {use.name for nodes in texts for use in uses(nodes)}
        own = {name for candidate in chosen for name in candidate.entry.clause.parameters}
        return [name for name in self.contract.values if name in used - own]


def plan(loaded: LoadedContract, library: Library) -> Plan:
    """Return what can be asked about a contract with a library."""
    contract = loaded.contract
    usable = [e for e in library.entries if contract.wording in e.clause.text and e.clause.status != "retired"]
    place_of = sections_of(contract)
    by_section: dict[int, list[Candidate]] = {}
    for entry in usable:
        position = place_of(entry.clause)
        if position is not None:
            shared = len(library.find(entry.clause.id)) > 1
            key = f"{entry.library}/{entry.clause.id}" if shared else entry.clause.id
            by_section.setdefault(position, []).append(Candidate(key, entry, entry.nodes[contract.wording]))
    parts = [
        Part(section, _title(loaded, section), tuple(sorted(found, key=_order(section))))
        for section, found in ((contract.sections[position], found) for position, found in sorted(by_section.items()))
    ]
    return Plan(loaded, library, tuple(parts))


def _title(loaded: LoadedContract, section: SectionPlan) -> str:
    nodes = loaded.nodes.get(text_name(section, "title"))
    if nodes is None:
        return section.title
    scope = {name: value(parameter, None) for name, parameter in loaded.contract.values.items()}
    return line_of(nodes, {**scope, **any_row_scope(loaded.contract, section)})


def _order(section: SectionPlan) -> Any:
    """Return the key that sorts a section's clauses: listed ones as listed, then the others by title."""
    listed = {name: index for index, name in enumerate(section.clauses)}
    return lambda candidate: (listed.get(candidate.id, len(listed)), candidate.title.casefold(), candidate.key)


@dataclass(frozen=True, slots=True)
class Tension:
    """Two chosen clauses that do not go together, or that settle the same thing in two ways."""

    #: conflicts or alternatives
    kind: str
    one: Candidate
    other: Candidate
    reason: str


def tensions(chosen: Sequence[Candidate]) -> list[Tension]:
    """Return the pairs among the chosen clauses that contradict or stand in for each other, each once."""
    by_id = {candidate.id: candidate for candidate in chosen}
    found: dict[tuple[str, frozenset[str]], Tension] = {}
    for kind in ("conflicts", "alternatives"):
        for candidate in chosen:
            relations: tuple[Relation, ...] = getattr(candidate.entry.clause, kind)
            for relation in relations:
                if relation.clause in by_id:
                    pair = (kind, frozenset((candidate.id, relation.clause)))
                    found.setdefault(pair, Tension(kind, candidate, by_id[relation.clause], relation.reason))
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Gap:
    """A requirement on the document that no chosen clause answers to."""

    row: Mapping[str, Any]
    #: Clauses in the library that answer to it.
    clauses: tuple[Candidate, ...]


def gaps(whole: Plan, chosen: Sequence[str]) -> list[Gap]:
    """Return the requirements on this kind of document that no chosen clause satisfies.

    Args:
        whole: the plan.
        chosen: ids of the chosen clauses.
    """
    satisfied = {
        name for entry in whole.library.entries if entry.clause.id in chosen for name in entry.clause.satisfies
    }
    answering = whole.candidates.values()
    return [
        Gap(row, tuple(candidate for candidate in answering if name in candidate.entry.clause.satisfies))
        for name, row in whole.library.registers.requirements.items()
        if concerns(row, whole.contract) and answerable(row) and name not in satisfied
    ]
