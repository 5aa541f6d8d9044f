"""Contracts: found in a library's ``contracts`` folder or among the bundled ones, read and checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.errors import DataError, Finding, problem
from generator.library.load import located
from generator.library.usage import name_faults
from generator.model.contract import Contract, contract
from generator.prose.template import Nodes, compile_text
from generator.source import Source, read
from generator.store import Store, key_of

DEFINITION = "definition.yaml"
#: Texts of a contract that hold names.
TEXTS = ("title", "subtitle", "preamble")
#: Places in a draft that a contract may name, and those of the company, where there is one.
_PLACES = ("municipality.name",)
_COMPANY_PLACES = ("company.name", "company.orgnr", "company.form", "company.parent")


@dataclass(frozen=True, slots=True, eq=False)
class LoadedContract:
    """A contract with its file and its texts, compiled. Two are equal only as the same object."""

    contract: Contract
    source: Source
    #: ``title``, ``subtitle``, ``preamble`` to template nodes.
    nodes: dict[str, Nodes]


def contract_ids(folders: Iterable[tuple[Path, str]]) -> list[str]:
    """Return the ids of all contracts in some folders, sorted."""
    return sorted({file.parent.name for folder, _ in folders for file in folder.glob(f"*/{DEFINITION}")})


def load_contract(folders: Sequence[tuple[Path, str]], name: str, store: Store) -> LoadedContract:
    """Return a contract by its id.

    Args:
        folders: folders of contracts and what messages call them, the first to hold the id wins.
        name: the contract's id.
        store: cache for validated data.

    Raises:
        DataError: no such contract, or its file has problems.
    """
    for folder, label in folders:
        file = folder / name / DEFINITION
        if name and "/" not in name and file.is_file():
            return from_source(read(f"{label}/{name}/{DEFINITION}", file.read_bytes()), store)
    label = folders[0][1] if folders else ""
    raise problem("source-no-contract", label, contract=name, known=", ".join(contract_ids(folders)))


def from_source(source: Source, store: Store) -> LoadedContract:
    """Return the contract that a definition file states.

    Raises:
        DataError: the file has problems.
    """
    key = key_of(source.content)

    def make() -> LoadedContract:
        data, nodes = store.get("contract", key, lambda: _checked(source))
        return LoadedContract(contract(data), Source(source.file, source.content, data), nodes)

    return store.recall("contract", (source.file, key), make)


def _checked(source: Source) -> list[object]:
    from generator.schema import validate  # imported late: Cerberus is not needed where the cache has the answer

    findings = list(source.findings) or validate(source, "contract")
    nodes: dict[str, Nodes] = {}
    if not findings:
        findings = list(_rules(source))
        for key in TEXTS:
            nodes[key], faults = compile_text(source.data.get(key, ""))
            findings += [located(source, (key,), fault) for fault in faults]
            plan = contract(source.data)
            if not faults:
                findings += [
                    Finding(fault.rule, source.find((key,), fault.token, fault.line), key, values=fault.values)
                    for fault in name_faults(nodes[key], plan.values, plan.names)
                ]
    if findings:
        raise DataError(findings)
    return [source.data, nodes]


def _rules(source: Source) -> Iterable[Finding]:
    plan = contract(source.data)
    counts = Counter(section.id for section in plan.sections)
    listed = Counter(clause for section in plan.sections for clause in section.clauses)
    for index, section in enumerate(plan.sections):
        if counts[section.id] > 1:
            yield source.finding("source-duplicate-id", ("sections", index, "id"), id=section.id)
        for position, clause in enumerate(section.clauses):
            if listed[clause] > 1:
                yield source.finding("source-duplicate-id", ("sections", index, "clauses", position), id=clause)
    places = (*_PLACES, *_COMPANY_PLACES) if plan.company_forms else _PLACES
    for key, place in plan.names.items():
        if place not in places:
            yield source.finding("source-value", ("names", key), value=place, allowed=", ".join(places), meant="")
    known = {"field": plan.fields, "decision": plan.decisions, "name": plan.names}
    for index, row in enumerate(plan.rows):
        names = known.get(row.kind)
        if names is not None and row.key not in names:
            allowed = ", ".join(names)
            path = ("front", "rows", index, row.kind)
            yield source.finding("source-value", path, value=row.key, allowed=allowed, meant="")
    for name, kind in plan.decisions.items():
        for position, key in enumerate(kind.fields):
            if key not in plan.fields:
                field = ("decisions", name, "fields", position)
                yield source.finding("source-value", field, value=key, allowed=", ".join(plan.fields), meant="")
    for name, state in plan.states.items():
        for decision in (*state.decided, *state.undecided):
            if decision not in plan.decisions:
                allowed = ", ".join(plan.decisions)
                yield source.finding("source-value", ("states", name), value=decision, allowed=allowed, meant="")
