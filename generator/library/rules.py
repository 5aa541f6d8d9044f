"""What must hold in a library: each clause by itself, and all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from generator.errors import Finding
from generator.library.language import Language
from generator.library.law import law_findings
from generator.library.load import Entry, Library
from generator.library.markup import markup_findings
from generator.library.usage import name_faults
from generator.model.contract import Contract
from generator.model.parameter import DAYS, NUMERIC, Parameter
from generator.model.registers import Registers
from generator.prose.accepts import misfits
from generator.prose.evaluate import evaluate
from generator.prose.markdown import parse
from generator.prose.template import Nodes, references, uses
from generator.prose.values import Value, value
from generator.source import Source
from generator.source.tree import Path, dotted

_SYMMETRIC = ("conflicts", "alternatives")


def library_findings(library: Library, contracts: Sequence[Contract]) -> list[Finding]:
    """Return everything that is wrong in a library, beyond what each file's schema says."""
    found: list[Finding] = []
    language = Language(library.registers)
    for entry in library.entries:
        for rule in (_place, _known, _relations, _history, _parameters, _example):
            found += [finding.about(entry.clause.id) for finding in rule(entry, library)]
        for wording, nodes in entry.nodes.items():
            found += [finding.about(entry.clause.id) for finding in _text(entry, wording, nodes, library, contracts)]
        laws = law_findings(entry, library.registers)
        for more in (
            _unused(entry),
            _bearing(entry, contracts),
            _order(entry, contracts),
            laws,
            language.findings(entry),
        ):
            found += [finding.about(entry.clause.id) for finding in more]
    found += _cycles(library)
    found += _renamed(library)
    found += _registers(library)
    return found


def _place(entry: Entry, library: Library) -> Iterator[Finding]:
    clause, source = entry.clause, entry.source
    if clause.id != entry.stem:
        yield source.finding("clause-file-name", ("id",), id=clause.id, name=f"{entry.stem}.yaml")
    if clause.dimensions[0] != entry.folder:
        yield source.finding("clause-folder", ("dimensions", 0), dimension=clause.dimensions[0], folder=entry.folder)
    same = [other for other in library.find(clause.id, entry.library) if other is not entry]
    if same and same[0].source.file < source.file:
        yield source.finding("clause-duplicate-id", ("id",), id=clause.id, other=same[0].source.file)


def _known(entry: Entry, library: Library) -> Iterator[Finding]:
    registers, clause = library.registers, entry.clause
    for index, name in enumerate(clause.dimensions):
        yield from _in(entry, ("dimensions", index), name, registers.dimensions, "dimensions")
    for index, name in enumerate(clause.satisfies):
        yield from _in(entry, ("satisfies", index), name, registers.requirements, "requirements")
    for index, name in enumerate(clause.indicators):
        yield from _in(entry, ("indicators", index), name, registers.indicators, "indicators")
    law = {**registers.statutes, **registers.provisions}
    for index, name in enumerate(clause.basis):
        yield from _in(entry, ("legal", "basis", index), name, law, "statutes")
    for index, limit in enumerate(clause.limits):
        if limit.provision:
            yield from _in(entry, ("legal", "limits", index, "provision"), limit.provision, law, "statutes")
    for index, observation in enumerate(clause.observed):
        if observation["parameter"] not in clause.parameters:
            allowed = ", ".join(clause.parameters) or "inga"
            path = ("observed", index, "parameter")
            name = observation["parameter"]
            yield entry.source.finding("clause-undeclared-name", path, name=name, allowed=allowed, meant="")


def _in(entry: Entry, path: Path, name: str, known: Mapping[str, Any], register: str) -> Iterator[Finding]:
    if name not in known:
        close = get_close_matches(name, list(known), 1)
        yield entry.source.finding(
            "clause-not-in-register", path, id=name, register=register, meant=close[0] if close else ""
        )


def _relations(entry: Entry, library: Library) -> Iterator[Finding]:
    for kind in ("requires", *_SYMMETRIC):
        for index, relation in enumerate(getattr(entry.clause, kind)):
            path = (kind, index, "clause")
            others = library.find(relation.clause)
            if not others:
                close = get_close_matches(relation.clause, [other.clause.id for other in library.entries], 1)
                meant = close[0] if close else ""
                yield entry.source.finding("clause-unknown-relation", path, id=relation.clause, meant=meant)
            elif kind == "requires" and not any(set(entry.clause.text) & set(o.clause.text) for o in others):
                wording, allowed = ", ".join(entry.clause.text), ", ".join(others[0].clause.text)
                yield entry.source.finding(
                    "clause-no-wording", path, id=relation.clause, wording=wording, allowed=allowed
                )
            elif kind in _SYMMETRIC:
                back = [r.clause for other in others for r in getattr(other.clause, kind)]
                if entry.clause.id not in back:
                    yield entry.source.finding("clause-one-sided", path, kind=kind, other=relation.clause)


def _history(entry: Entry, library: Library) -> Iterator[Finding]:
    clause = entry.clause
    if clause.version not in [change.version for change in clause.changes]:
        yield entry.source.finding("clause-history", ("version",), version=clause.version)
    for index, source in enumerate(clause.sources):
        if "proposal" not in source and not (
            "document" in source and ("municipality" in source or "organisation" in source)
        ):
            yield entry.source.finding("clause-source", ("sources", index))


def _parameters(entry: Entry, library: Library) -> Iterator[Finding]:
    for name, parameter in entry.clause.parameters.items():
        path: Path = ("parameters", name)
        for key, kind in (("choices", "choice"), ("columns", "table")):
            if parameter.type == kind and not getattr(parameter, key):
                yield entry.source.finding("source-missing-field", path, at_key=True, field=key)
            elif parameter.type != kind and getattr(parameter, key):
                yield entry.source.finding("clause-parameter-keys", path, key=key, type=parameter.type, kind=kind)
        low, high = parameter.min, parameter.max
        if (low is not None or high is not None) and parameter.type not in (*NUMERIC, "year"):
            yield entry.source.finding("clause-parameter-bounds", path, type=parameter.type)
        elif low is not None and high is not None and low > high:
            yield entry.source.finding("clause-parameter-order", path, low=low, high=high)
        for key, known in _shares(parameter, entry.clause.parameters):
            if parameter.shares[key] not in known:
                yield _unknown(entry, (*path, "shares", key), parameter.shares[key], known)
        if not parameter.question:
            yield entry.source.finding("source-missing-field", path, at_key=True, field="question")


def _shares(table: Parameter, others: Mapping[str, Parameter]) -> Iterator[tuple[str, Mapping[str, Parameter]]]:
    """Yield each key of a table's shares that is given, with what it may name."""
    known = {
        "of": {name: column for name, column in table.columns.items() if column.type == "percent"},
        "each": table.columns,
        "rest": {name: other for name, other in others.items() if other.type == "percent"},
    }
    yield from ((key, known[key]) for key in table.shares)


def _example(entry: Entry, library: Library) -> Iterator[Finding]:
    clause = entry.clause
    for name, raw in clause.example.items():
        if name not in clause.parameters:
            allowed = ", ".join(clause.parameters) or "inga"
            yield entry.source.finding(
                "clause-unknown-parameter", ("example", name), at_key=True, field=name, allowed=allowed, meant=""
            )
            continue
        for path, rule, said in misfits(clause.parameters[name], raw):
            place = ("example", name, *path)
            yield Finding(rule, entry.source.place(place), dotted(place), values=said)
    for name, parameter in clause.parameters.items():
        if name not in clause.example and not parameter.optional:
            yield entry.source.finding("clause-no-example", ("example",), at_key=True, name=name)


def _text(
    entry: Entry, wording: str, nodes: Nodes, library: Library, contracts: Sequence[Contract]
) -> Iterator[Finding]:
    path: Path = ("text", wording)
    users = [contract for contract in contracts if contract.wording == wording]
    if contracts and not users:
        allowed = ", ".join(sorted({contract.wording for contract in contracts}))
        yield entry.source.finding("clause-unknown-wording", path, at_key=True, wording=wording, allowed=allowed)
        return
    shared: dict[str, Parameter] = {name: p for contract in users for name, p in contract.values.items()}
    names = {name for contract in users for name in contract.names}
    parameters = {**shared, **entry.clause.parameters}
    faults = list(name_faults(nodes, parameters, names))
    for fault in faults:
        place = entry.source.find(path, fault.token, fault.line)
        yield Finding(fault.rule, place, f"text.{wording}", values=fault.values)
    for target in sorted(set(references(nodes))):
        if not library.find(target):
            place = entry.source.find(path, f"(#{target})")
            values = {"id": target, "meant": ""}
            yield Finding("clause-unknown-relation", place, f"text.{wording}", values=values)
        elif not any(wording in other.clause.text for other in library.find(target)):
            # Nothing that has this wording can refer to a clause that no document with it can hold.
            allowed = ", ".join(library.find(target)[0].clause.text)
            place = entry.source.find(path, f"(#{target})")
            values = {"id": target, "wording": wording, "allowed": allowed}
            yield Finding("clause-no-wording", place, f"text.{wording}", values=values)
        elif target not in [relation.clause for relation in entry.clause.requires]:
            place = entry.source.find(path, f"(#{target})")
            yield Finding("clause-reference-requires", place, f"text.{wording}", values={"id": target})
    used = {use.name for use in uses(nodes)}
    for name, parameter in entry.clause.parameters.items():
        for key in ("baseline", "deadline"):
            other = getattr(parameter, key) if name in used else None
            if other and other not in parameters:
                allowed = ", ".join(parameters)
                path = ("parameters", name, key)
                yield entry.source.finding("clause-undeclared-name", path, name=other, allowed=allowed, meant="")
    if not faults:
        plain = {name: Value(f"[{name}]", name) for name in names}
        yield from _markup(entry, path, nodes, parameters, plain)


def _markup(
    entry: Entry, path: Path, nodes: Nodes, parameters: Mapping[str, Parameter], plain: Mapping[str, Value]
) -> Iterator[Finding]:
    """Yield what Markdown finds, with the example's values and with none."""
    for given in (entry.clause.example, {}):
        scope = {**plain, **{name: _sample(parameter, given.get(name)) for name, parameter in parameters.items()}}
        rendered = evaluate(nodes, scope)
        parsed = parse(rendered.text)
        yield from markup_findings(entry.source, path, rendered, parsed.blocks, parsed.faults)


def _sample(parameter: Parameter, raw: Any) -> Value:
    # A misfit has a finding of its own.
    return value(parameter, None if any(misfits(parameter, raw)) else raw)


def _unused(entry: Entry) -> Iterator[Finding]:
    names = {use.name for nodes in entry.nodes.values() for use in uses(nodes)}
    for name in entry.clause.parameters:
        if name not in names:
            yield entry.source.finding("clause-unused-parameter", ("parameters", name), at_key=True, name=name)


def _bearing(entry: Entry, contracts: Sequence[Contract]) -> Iterator[Finding]:
    """Yield fields of matrices that the clause bears on and no contract has."""
    known = {name: matrix for contract in contracts for name, matrix in contract.matrices.items()}
    for name, rows in entry.clause.bears_on.items() if contracts else ():
        if name not in known:
            yield _unknown(entry, ("bears_on", name), name, known)
            continue
        for row, columns in rows.items():
            if row not in known[name].rows:
                yield _unknown(entry, ("bears_on", name, row), row, known[name].rows)
            for index, column in enumerate(columns):
                if column not in known[name].columns:
                    yield _unknown(entry, ("bears_on", name, row, index), column, known[name].columns)


def _order(entry: Entry, contracts: Sequence[Contract]) -> Iterator[Finding]:
    """Yield names in the clause's order that are no values, or that cannot be compared."""
    users = [contract for contract in contracts if contract.wording in entry.clause.text]
    shared = {name: parameter for contract in users for name, parameter in contract.values.items()}
    known = {name: one for name, one in {**shared, **entry.clause.parameters}.items() if one.type in {*NUMERIC, *DAYS}}
    for number, names in enumerate(entry.clause.order if contracts else ()):
        # A number is compared with a number, and a day with a day or a year.
        times = known[names[0]].type in DAYS if names[0] in known else None
        alike = known if times is None else {name for name, one in known.items() if (one.type in DAYS) == times}
        for index, name in enumerate(names):
            if name not in alike:
                yield _unknown(entry, ("order", number, index), name, alike)


def _unknown(entry: Entry, path: Path, value: str, known: Iterable[str]) -> Finding:
    names = list(known)
    close = get_close_matches(value, names, 1)
    said = {"value": value, "allowed": ", ".join(names) or "inga", "meant": close[0] if close else ""}
    at_key = isinstance(path[-1], str) and path[0] == "bears_on"
    return entry.source.finding("source-value", path, at_key=at_key, **said)


def _cycles(library: Library) -> Iterator[Finding]:
    """Yield a finding for each clause that in the end requires itself, in the documents of some wording."""
    wordings = dict.fromkeys(wording for entry in library.entries for wording in entry.clause.text)
    # What a document cannot hold for want of the wording, it does not require.
    needs = {
        (entry.clause.id, wording): [(relation.clause, wording) for relation in entry.clause.requires]
        for entry in library.entries
        for wording in entry.clause.text
    }
    for entry in library.entries:
        if any(_reaches(needs, (entry.clause.id, wording)) for wording in wordings):
            yield entry.source.finding("clause-requires-cycle", ("requires",)).about(entry.clause.id)


def _reaches(needs: Mapping[tuple[str, str], list[tuple[str, str]]], start: tuple[str, str]) -> bool:
    """Tell whether something needs itself, through others or at once."""
    seen: set[tuple[str, str]] = set()
    waiting = list(needs.get(start, ()))
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += needs.get(one, ())
    return start in seen


def _renamed(library: Library) -> Iterator[Finding]:
    for (_, kind), source in library.sources.items():
        for index, row in enumerate(source.data["renamed"] if kind == "renamed" else ()):
            if library.find(row["old"]):
                yield source.finding("clause-renamed-living", ("renamed", index, "old"), id=row["old"])
            if not library.find(row["new"]):
                yield source.finding("clause-unknown-relation", ("renamed", index, "new"), id=row["new"], meant="")


def _registers(library: Library) -> Iterator[Finding]:
    """Yield ids that stand twice in a register, and rows that point at nothing."""
    registers = library.registers
    for (_, kind), source in library.sources.items():
        if kind in ("renamed", "library"):
            continue
        for table, rows in source.data.items():
            yield from _twice(source, (table,), "id", rows)
            for index, row in enumerate(rows):
                yield from _law(source, (table, index), row, registers)
                if table == "wording" and row["source"] not in registers.wording_sources:
                    path: Path = (table, index, "source")
                    yield source.finding("clause-not-in-register", path, id=row["source"], register="wording", meant="")


def _twice(source: Source, path: Path, key: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, row in enumerate(rows):
        if row[key] in seen:
            yield source.finding("source-duplicate-id", (*path, index, key), id=row[key])
        seen.add(row[key])


def _law(source: Source, path: Path, row: Mapping[str, Any], registers: Registers) -> Iterator[Finding]:
    """Yield what a row of a register says of law that the register of statutes does not have."""
    named = [((*path, "replaced_by", index), target) for index, target in enumerate(row.get("replaced_by", ()))]
    if row.get("provision"):
        named.append(((*path, "provision"), row["provision"]))
    for place, target in named:
        if target not in registers.statutes and target not in registers.provisions:
            yield source.finding("clause-not-in-register", place, id=target, register="statutes", meant="")
    provisions = row.get("provisions", ())
    yield from _twice(source, (*path, "provisions"), "section", provisions)
    for index, provision in enumerate(provisions):
        yield from _law(source, (*path, "provisions", index), provision, registers)
