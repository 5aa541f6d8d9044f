"""A draft against the sections of its contract that are more than clauses: rows, fields and targets that must exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.draft.load import LoadedDraft
from generator.draft.registers import Given, among, register_findings
from generator.errors import Finding
from generator.model.contract import Contract, SectionPlan


def givens(loaded: LoadedDraft, contract: Contract) -> dict[str, Given]:
    """Return the draft's registers whose rows are there, by name; a file that has not been read has none."""
    return {
        name: Given(contract.registers[name], rows, loaded.source, loaded.files.get(name))
        for name, rows in loaded.draft.registers.items()
        if name in contract.registers and not isinstance(rows, str)
    }


def register_faults(loaded: LoadedDraft, contract: Contract) -> Iterator[Finding]:
    """Yield what is wrong with the draft's registers, and with what it is about."""
    draft, source = loaded.draft, loaded.source
    if not contract.registers and draft.registers:
        yield source.finding("source-register-none", ("registers",), at_key=True, contract=contract.id)
    for name in draft.registers:
        if contract.registers and name not in contract.registers:
            said = among(name, list(contract.registers))
            yield source.finding("source-unknown-field", ("registers", name), at_key=True, field=name, **said)
    for name, plan in contract.registers.items():
        if not plan.optional and name not in draft.registers:
            where = ("registers",) if draft.registers else ()
            yield source.finding("source-missing-field", where, field=name if where else f"registers.{name}")
    if contract.about is None and draft.about:
        yield source.finding("source-about-none", ("about",), at_key=True, contract=contract.id)
    elif contract.about is not None and not draft.about:
        yield source.finding("source-missing-field", (), field="about")
    facts, wrong = draft.facts, False
    if facts and contract.about and facts["contract"] not in contract.about:
        wrong = True
        allowed = ", ".join(contract.about)
        yield source.finding("source-about-kind", ("about",), contract=facts["contract"], allowed=allowed)
    given = givens(loaded, contract)
    unread = {name for name, rows in draft.registers.items() if isinstance(rows, str)}
    for one in given.values():
        for finding in register_findings(one, given, unread):
            wrong = True
            yield finding
    if wrong:
        return
    for section in contract.sections:
        register = given.get(section.rules.get("register", ""))
        if register is not None and register.rows and section.kind in _CHECKS:
            yield from _CHECKS[section.kind](section, register, contract, loaded)


def _areas(section: SectionPlan, given: Given, contract: Contract, loaded: LoadedDraft) -> Iterator[Finding]:
    if section.rules["whole"] not in given.keys():  # noqa: SIM118 - a method, not a mapping's keys
        said = {"register": given.plan.name, "whole": section.rules["whole"]}
        yield loaded.source.finding("source-register-whole", ("registers", given.plan.name), **said)


def _matrix(section: SectionPlan, given: Given, contract: Contract, loaded: LoadedDraft) -> Iterator[Finding]:
    matrix, rules = contract.matrices[section.rules["matrix"]], section.rules
    sides = ((rules["row_key"], list(matrix.rows)), (rules["column_key"], list(matrix.columns)))
    seen: set[tuple[object, ...]] = set()
    for index, row in enumerate(given.rows):
        field = tuple(row.get(column) for column, _ in sides)
        for column, known in sides:
            if row.get(column) not in known:
                yield given.unknown(index, column, known)
        if field in seen:
            yield given.finding("source-duplicate-id", index, sides[1][0], id=", ".join(map(str, field)))
        seen.add(field)


def _outcome(section: SectionPlan, given: Given, contract: Contract, loaded: LoadedDraft) -> Iterator[Finding]:
    facts, rules = loaded.draft.facts, section.rules
    if not facts:
        return
    clauses = {clause["key"]: clause for clause in facts["clauses"]}
    for index, row in enumerate(given.rows):
        clause = clauses.get(row.get(rules["clause"]))
        if clause is None:
            yield given.unknown(index, rules["clause"], list(clauses))
            continue
        known = targets(clause, facts)
        if row.get(rules["parameter"]) not in known:
            yield given.unknown(index, rules["parameter"], list(known))


def targets(clause: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return the values that a clause of the other document sets, its own before those that its clauses share."""
    own, shared = clause.get("values", {}), facts.get("values", {})
    return {**own, **{name: value for name, value in shared.items() if name not in own}}


_CHECKS = {"areas": _areas, "matrix": _matrix, "outcome": _outcome}


def row_keys(loaded: LoadedDraft, contract: Contract, register: str) -> Sequence[str]:
    """Return the keys of a register's rows."""
    plan = contract.registers.get(register)
    return [str(row.get(plan.key)) for row in loaded.draft.rows(register)] if plan else []
