"""Contracts: found in a library's ``contracts`` folder or among the bundled ones, read and checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.errors import DataError, Finding, problem
from generator.library.definition import definition_findings, front_names
from generator.library.kinds import KINDS, row_names, rows_of, texts
from generator.library.load import located
from generator.library.usage import name_faults, row_faults
from generator.model.contract import Contract, contract
from generator.prose.template import Nodes, compile_text
from generator.source import Source, dotted, read
from generator.source.tree import Path as Place
from generator.store import Store, key_of

DEFINITION = "definition.yaml"
#: Texts of a contract that hold names.
TEXTS = ("title", "subtitle", "preamble")


@dataclass(frozen=True, slots=True, eq=False)
class LoadedContract:
    """A contract with its file and its texts, compiled. Two are equal only as the same object."""

    contract: Contract
    source: Source
    #: ``title``, ``subtitle``, ``preamble``, and the sections' texts (``generator.library.kinds``), to template nodes.
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
        plan = contract(source.data)
        for key in TEXTS:
            nodes[key], faults = _text(source, plan, (key,), source.data.get(key, ""), ())
            findings += faults
        for index, section in enumerate(plan.sections):
            own = (*row_names(plan, section), *KINDS[section.kind].names)
            for key, path, text in texts(index, section):
                nodes[key], faults = _text(source, plan, path, text, own)
                findings += faults
    if findings:
        raise DataError(findings)
    return [source.data, nodes]


def _text(source: Source, plan: Contract, path: Place, text: str, own: Iterable[str]) -> tuple[Nodes, list[Finding]]:
    """Return the nodes of a text of the contract, and what is wrong with it; ``own`` are further names it may use."""
    nodes, faults = compile_text(text)
    if faults:
        return nodes, [located(source, path, fault) for fault in faults]
    names = [*plan.names, *own]
    wrong = [*name_faults(nodes, plan.values, names), *row_faults(nodes, rows_of(plan), own)]
    return nodes, [
        Finding(fault.rule, source.find(path, fault.token, fault.line), dotted(path), values=fault.values)
        for fault in wrong
    ]


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
    yield from definition_findings(source, plan)
    known = {"field": plan.fields, "decision": plan.decisions, "name": front_names(plan)}
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
