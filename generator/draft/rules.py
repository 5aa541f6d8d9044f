"""A draft against its contract and its clauses: everything that must hold before it is assembled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from generator import colour
from generator.draft.load import LoadedDraft
from generator.draft.registers import among
from generator.draft.resolve import Chosen
from generator.draft.sections import register_faults, row_keys
from generator.errors import Finding
from generator.library.kinds import row_names, rows_of
from generator.library.load import Library
from generator.library.usage import NameFault, name_faults, row_faults
from generator.model.clause import Clause
from generator.model.contract import Contract, SectionPlan
from generator.model.draft import Choice
from generator.model.parameter import Parameter
from generator.prose.accepts import misfits
from generator.prose.template import Nodes, references
from generator.source import Source
from generator.source.tree import Path, dotted
from generator.store import Store

#: Word keeps 40 characters of a bookmark's name; ``kl_`` takes three.
MAX_KEY = 36
_NO_STORE = Store(None)


def draft_findings(loaded: LoadedDraft, contract: Contract, library: Library) -> Iterator[Finding]:
    """Yield what is wrong with the draft's head and its own points, whatever clauses it chooses."""
    draft, source = loaded.draft, loaded.source
    if draft.state not in contract.states:
        yield _unknown(loaded, "source-value", ("state",), draft.state, contract.states, at_key=False)
    yield from _company(loaded, contract)
    yield from _values(loaded, ("fields",), draft.fields, contract.fields)
    yield from _values(loaded, ("values",), draft.values, contract.values)
    yield from _own_points(loaded, library)
    for name, value in draft.colours.items():
        ratio = colour.contrast(value.lstrip("#"), colour.WHITE)
        if ratio < colour.ENOUGH:
            yield source.finding("template-colour", ("colours", name), value=value, ratio=colour.shown(ratio))
    for base, decisions in ((("decisions",), draft.decisions), (("replaces", "decisions"), draft.replaced)):
        for name in decisions:
            if name not in contract.decisions:
                yield _unknown(loaded, "source-unknown-field", (*base, name), name, contract.decisions)
    state = contract.states.get(draft.state)
    for name in state.decided if state else ():
        if not draft.decisions.get(name) or not draft.decisions[name].date:
            kind = contract.decisions[name]
            yield source.finding("process-undecided", ("state",), state=draft.state, body=kind.body)
    for name in state.undecided if state else ():
        if name in draft.decisions and draft.decisions[name].date:
            kind = contract.decisions[name]
            yield source.finding("process-decided", ("decisions", name, "date"), state=draft.state, body=kind.body)
    if contract.registers or contract.about is not None or draft.registers or draft.about:
        yield from register_faults(loaded, contract)
    if not draft.clauses and all(section.kind == "clauses" for section in contract.sections):
        yield source.finding("source-length", ("clauses",), length=0, bound="minst 1")
    versions = {info.name: info.version for info in library.infos}
    for name, condition in draft.library.items():
        if name in versions and not _meets(versions[name], condition):
            version = versions[name]
            path = ("library", name)
            yield source.finding("process-library-version", path, library=name, version=version, condition=condition)


def _own_points(loaded: LoadedDraft, library: Library) -> Iterator[Finding]:
    """Yield what an own point says that it belongs to or answers to, and that no register has."""
    registers = library.registers
    for choice in loaded.draft.clauses:
        if choice.own is None:
            continue
        said = (("dimensions", choice.own.dimensions, registers.dimensions),
                ("satisfies", choice.own.satisfies, registers.requirements))  # fmt: skip
        for field, names, known in said:
            for index, name in enumerate(names):
                if name not in known:
                    path = ("clauses", choice.index, "own", field, index)
                    yield loaded.source.finding("source-value", path, value=name, **among(name, list(known)))


def _company(loaded: LoadedDraft, contract: Contract) -> Iterator[Finding]:
    company, forms, source = loaded.draft.company, contract.company_forms, loaded.source
    if not forms:
        if "company" in source.data:
            yield source.finding("process-company", ("company",), at_key=True, contract=contract.id)
    elif not company:
        yield source.finding("source-missing-field", (), field="company")
    elif company["form"] not in forms:
        yield _unknown(loaded, "source-value", ("company", "form"), company["form"], forms, at_key=False)
    elif forms[company["form"]].refusal:
        reason = forms[company["form"]].refusal
        yield source.finding("process-company-form", ("company", "form"), reason=reason)


def clause_findings(
    loaded: LoadedDraft, contract: Contract, chosen: Sequence[Chosen], store: Store = _NO_STORE
) -> Iterator[Finding]:
    """Yield what is wrong with the draft's choice of clauses and their values.

    Args:
        store: what keeps how texts that have been seen before use their names.
    """
    place_of = sections_of(contract)
    rows = rows_of(contract)
    counts = Counter(item.key for item in chosen)
    targets = targets_of(chosen)
    for item in chosen:
        choice, clause = item.choice, item.entry.clause
        path: Path = ("clauses", choice.index)
        if counts[item.key] > 1:
            named = (*path, "as" if choice.key != choice.id else "id")
            yield loaded.source.finding("clause-duplicate-key", named, key=item.key)
        if len(item.key) > MAX_KEY:
            yield loaded.source.finding("source-length", (*path, "id"), length=len(item.key), bound=f"högst {MAX_KEY}")
        yield from _values(loaded, (*path, "values"), choice.values, clause.parameters)
        # A library need not have been linted, and a local wording cannot be.
        nodes = nodes_of(loaded, contract, item)

        position = place_of(clause, choice.row)
        section = None if position is None else contract.sections[position]
        here = row_names(contract, section) if section and rows else {}

        def faults(
            nodes: Nodes = nodes, known: Mapping[str, Parameter] = clause.parameters, here: Mapping[str, str] = here
        ) -> list[NameFault]:
            wrong = name_faults(nodes, {**contract.values, **known}, contract.names)
            return [*wrong, *row_faults(nodes, rows, here)]

        for fault in store.recall_about("faults", contract, (item.entry, choice.local), faults):
            source, text_path = text_place(loaded, contract, item)
            place = source.find(text_path, fault.token, fault.line)
            yield Finding(fault.rule, place, dotted(text_path), clause.id, fault.values)
        if choice.index not in loaded.local and contract.wording not in clause.text:
            allowed = ", ".join(clause.text)
            yield loaded.source.finding(
                "clause-no-wording", (*path, "id"), id=clause.id, wording=contract.wording, allowed=allowed
            )
        yield from _row(loaded, contract, section, item.choice) if section else ()
        if section is None and choice.own:
            known = among(clause.section, [one.id for one in contract.sections if one.kind == "clauses"])
            yield loaded.source.finding("source-value", (*path, "own", "section"), value=clause.section, **known)
        elif section is None:
            yield loaded.source.finding(
                "clause-no-section", (*path, "id"), id=clause.id, dimension=clause.dimensions[0]
            )
        for target in sorted(set(references(nodes))):
            if target not in targets:
                yield loaded.source.finding("clause-reference", (*path, "id"), id=item.key, target=target)


def _row(loaded: LoadedDraft, contract: Contract, section: SectionPlan, choice: Choice) -> Iterator[Finding]:
    """Yield what is wrong with the row that a clause is chosen for."""
    path: Path = ("clauses", choice.index)
    if not section.per:
        if choice.row:
            yield loaded.source.finding("clause-row-surplus", (*path, "for"), at_key=True, id=choice.id)
        return
    keys = row_keys(loaded, contract, section.per)
    if not choice.row:
        given = loaded.draft.registers.get(section.per, ())
        allowed = f"i {given}" if isinstance(given, str) else among("", keys)["allowed"]
        yield loaded.source.finding("clause-row-missing", (*path, "id"), register=section.per, allowed=allowed)
    elif choice.row not in keys and not isinstance(loaded.draft.registers.get(section.per, ()), str):
        yield loaded.source.finding("source-value", (*path, "for"), value=choice.row, **among(choice.row, keys))


def nodes_of(loaded: LoadedDraft, contract: Contract, item: Chosen) -> Nodes:
    """Return the template nodes of the wording that the draft uses of a clause."""
    return loaded.local.get(item.choice.index) or item.entry.nodes.get(contract.wording, [])


def text_place(loaded: LoadedDraft, contract: Contract, item: Chosen) -> tuple[Source, Path]:
    """Return the file and the path in it where the wording stands that the draft uses of a clause."""
    if item.choice.index in loaded.local:
        return loaded.source, item.choice.wording_path
    return item.entry.source, ("text", contract.wording)


def targets_of(chosen: Sequence[Chosen]) -> dict[str, str]:
    """Return what a reference may name, to the instance key it means.

    An instance key names itself; a clause's id names its only instance.
    """
    keys = {item.key: item.key for item in chosen}
    ids = Counter(item.entry.clause.id for item in chosen)
    return {**{item.entry.clause.id: item.key for item in chosen if ids[item.entry.clause.id] == 1}, **keys}


def sections_of(contract: Contract) -> Callable[..., int | None]:
    """Return what tells the position of the section where a clause stands, or None for nowhere.

    A clause that is chosen for a row (``for``) stands in the row's section, whether or not that section lists it:
    the same clause may hold for all in one place and for one company in another. A draft's own clause names its
    section.
    """
    named = {section.id: index for index, section in enumerate(contract.sections) if section.kind == "clauses"}
    listed: dict[tuple[bool, str], int] = {}
    by_dimension: dict[tuple[bool, str], int] = {}
    of_rows: int | None = None
    for index, section in enumerate(contract.sections):
        per = bool(section.per)
        by_dimension.setdefault((per, section.dimension), index)
        of_rows = index if per and of_rows is None else of_rows
        for clause in section.clauses:
            listed.setdefault((per, clause), index)

    def place(clause: Clause, row: str = "") -> int | None:
        if clause.section:
            return named.get(clause.section)
        for per in (True, False) if row else (False, True):
            found = listed.get((per, clause.id), by_dimension.get((per, clause.dimensions[0])))
            if found is None and per and row:
                found = of_rows
            if found is not None:
                return found
        return None

    return place


def _values(
    loaded: LoadedDraft, base: Path, values: Mapping[str, Any], known: Mapping[str, Parameter]
) -> Iterator[Finding]:
    for name, raw in values.items():
        if name not in known:
            yield _unknown(loaded, "clause-unknown-parameter", (*base, name), name, known)
            continue
        for path, rule, said in misfits(known[name], raw):
            place = (*base, name, *path)
            yield Finding(rule, loaded.source.place(place), dotted(place), values=said)


def _unknown(
    loaded: LoadedDraft, rule: str, path: Path, name: str, known: Mapping[str, Any], at_key: bool = True
) -> Finding:
    close = get_close_matches(name, list(known), 1)
    allowed, meant = ", ".join(known) or "inga", close[0] if close else ""
    return loaded.source.finding(rule, path, at_key=at_key, field=name, value=name, allowed=allowed, meant=meant)


def _meets(version: str, condition: str) -> bool:
    exact = condition.startswith("==")
    wanted = [int(number) for number in condition.lstrip("=>").split(".")]
    have = [int(number) for number in version.split(".")]
    return have[: len(wanted)] == wanted if exact else have >= wanted
