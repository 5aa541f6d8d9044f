"""A clause as a person reads it: everything that its file and the registers say of it, in Swedish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.library.citation import checked, cited, demands, remarks
from generator.library.load import Entry, Library
from generator.library.preview import preview
from generator.library.relations import relations
from generator.library.trail import decision_line, decisions_on
from generator.library.words import AUTHORITIES, STATUSES, bounds, kind_of, source_line
from generator.model.contract import Contract
from generator.text import block_lines


def clause_lines(entry: Entry, library: Library, contracts: Sequence[Contract]) -> Iterator[str]:
    """Yield a clause: text, questions, reasons, law, sources, relations, indicators, history."""
    clause = entry.clause
    registers = library.registers
    yield clause.title
    yield f"{clause.id}, version {clause.version}, {STATUSES[clause.status]}, bibliotek {entry.library}"
    titles = (registers.dimensions.get(name, {}).get("title", name) for name in clause.dimensions)
    yield f"Dimensioner: {'; '.join(titles)}"
    if clause.authority in AUTHORITIES:
        yield AUTHORITIES[clause.authority]
    names = {contract.wording: contract.name for contract in contracts}
    for wording in clause.text:
        yield from ("", f"Lydelse: {names.get(wording, wording)}")
        for block in preview(clause, entry.nodes, wording, contracts):
            yield from block_lines(block)
    yield from _parameters(entry)
    yield from ("", "Bakgrund", *clause.rationale.strip().split("\n"))
    yield from _law(entry, library)
    yield from _register("Krav som klausulen svarar mot", clause.satisfies, registers.requirements, "text")
    yield from _indicators(entry, library)
    yield from _relations(entry, library)
    yield from _decisions(entry, library)
    yield from ("", "Källor", *(f"– {source_line(source)}" for source in clause.sources))
    yield from ("", "Historia", *(f"– {c.version}, {c.date}, {c.by}: {c.what}" for c in clause.changes))


def _parameters(entry: Entry) -> Iterator[str]:
    clause = entry.clause
    if clause.parameters:
        yield from ("", "Att fylla i")
    for name, parameter in clause.parameters.items():
        yield f"– {name} ({kind_of(parameter)}): {parameter.question}"
        within = bounds(parameter)
        if within:
            yield f"  {within}"
        if parameter.choices:
            yield f"  Välj bland: {'; '.join(parameter.choices.values())}"
        if parameter.columns:
            yield f"  Kolumner: {', '.join(column.label for column in parameter.columns.values())}"
        if parameter.definition:
            yield f"  {' '.join(parameter.definition.split())}"
        for observation in clause.observed:
            if observation["parameter"] == name:
                seen = f"{observation['municipality']} {observation['year']}, {observation['url']}"
                yield f"  Förekommer: {observation['value']} ({seen})"
                if observation.get("note"):
                    yield f"  {observation['note']}"


def _law(entry: Entry, library: Library) -> Iterator[str]:
    clause = entry.clause
    if clause.basis or clause.limits:
        yield from ("", "Rättsligt (vad som hittats; en jurist avgör)")
    said: set[str] = set()
    for name in clause.basis:
        yield f"– Grund: {cited(name, library.registers)}"
        yield from _provision(name, library, said)
    for limit in clause.limits:
        yield f"– Gräns: {limit.text}"
        if limit.provision:
            yield f"  {cited(limit.provision, library.registers)}"
            yield from _provision(limit.provision, library, said)


def _provision(name: str, library: Library, said: set[str]) -> Iterator[str]:
    """Yield what a provision demands, how well that is known, and what is to know of its act; each once."""
    if name in said:
        return
    said.add(name)
    registers = library.registers
    demanded = demands(name, registers)
    yield from (f"  {line}" for line in (demanded, checked(name, registers)) if line)
    act = name.partition("/")[0]
    for about in dict.fromkeys((name, act)):
        if about == name or about not in said:
            said.add(about)
            yield from (f"  {line}" for line in remarks(about, registers))


def _register(title: str, names: Sequence[str], register: Mapping[str, Mapping[str, Any]], key: str) -> Iterator[str]:
    if names:
        yield from ("", title)
    for name in names:
        row = register.get(name, {})
        yield f"– {row.get('title', name)}"
        if row.get(key):
            yield f"  {row[key]}"


def _indicators(entry: Entry, library: Library) -> Iterator[str]:
    if entry.clause.indicators:
        yield from ("", "Mått")
    for name in entry.clause.indicators:
        row = library.registers.indicators.get(name, {})
        unit = f", {row['unit']}" if row.get("unit") else ""
        yield f"– {name}: {row.get('title', '')}{unit}"
        yield from (f"  {' '.join(row[key].split())}" for key in ("definition", "note") if row.get(key))
        if row.get("continues") is False:
            yield "  Inget nytt publiceringsdatum är känt."


def _decisions(entry: Entry, library: Library) -> Iterator[str]:
    rows = decisions_on(entry.clause.id, library.registers)
    if rows:
        yield from ("", "Beslut")
    for row in rows:
        yield f"– {decision_line(row)}"
        yield from (f"  {line}" for line in row.get("text", ()))


def _relations(entry: Entry, library: Library) -> Iterator[str]:
    found = relations(entry.clause, library)
    if found:
        yield from ("", "Andra klausuler")
    for relation in found:
        yield f"– {relation.kind}: {relation.clause}. {relation.reason}"
