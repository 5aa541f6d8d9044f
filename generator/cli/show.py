"""What commands print: pure functions from data to lines and to JSON-able data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.build.extract import Inspected
from generator.library.load import Entry, Library
from generator.model.contract import Contract
from generator.prose.evaluate import evaluate
from generator.prose.fill import fill
from generator.prose.markdown import parse
from generator.prose.values import Value, value
from generator.text import block_lines

VERSION = 1


def clause_row(entry: Entry, contracts: Sequence[Contract]) -> dict[str, Any]:
    """Return a clause as lists show it."""
    clause = entry.clause
    return {
        "id": clause.id,
        "title": clause.title,
        "dimensions": list(clause.dimensions),
        "contracts": [contract.id for contract in contracts if contract.wording in clause.text],
        "status": clause.status,
        "version": clause.version,
        "library": entry.library,
    }


def clause_table(rows: Sequence[Mapping[str, Any]], width: int | None = None) -> Iterator[str]:
    """Yield a line for each clause, under its dimension; titles are cut where lines have a width."""
    ids = max((len(row["id"]) for row in rows), default=0)
    dimension = ""
    for row in rows:
        if row["dimensions"][0] != dimension:
            dimension = row["dimensions"][0]
            yield f"{dimension}:"
        line = f"  {row['id']:<{ids}}  {row['title']}"
        yield line if width is None or len(line) <= width else f"{line[: max(width - 1, 0)].rstrip()}…"


def clause_lines(entry: Entry, library: Library, contracts: Sequence[Contract]) -> Iterator[str]:
    """Yield a clause as a person reads it: text, questions, reasons, law, sources, history."""
    clause = entry.clause
    yield f"{clause.title}"
    yield f"{clause.id}, version {clause.version}, {clause.status}, {entry.library}"
    yield f"Dimensioner: {', '.join(clause.dimensions)}"
    for wording in clause.text:
        yield from ("", f"Lydelse ({wording})", *_wording(entry, wording, contracts))
    if clause.parameters:
        yield from ("", "Att fylla i")
        for name, parameter in clause.parameters.items():
            yield f"– {name} ({parameter.type}): {parameter.question}"
    for observation in clause.observed:
        seen = f"{observation['value']} ({observation['municipality']} {observation['year']}, {observation['url']})"
        yield f"  Förekommer: {observation['parameter']} = {seen}"
    yield from ("", "Bakgrund", *clause.rationale.strip().split("\n"))
    yield from _law(entry, library)
    yield from ("", "Källor", *(f"– {_source(source)}" for source in clause.sources))
    for kind, title in (("requires", "Kräver"), ("conflicts", "Går inte ihop med"), ("alternatives", "Alternativ")):
        for relation in getattr(clause, kind):
            yield f"{title}: {relation.clause}. {relation.reason}"
    yield from ("", "Historia", *(f"– {c.version}, {c.date}, {c.by}: {c.what}" for c in clause.changes))


def _wording(entry: Entry, wording: str, contracts: Sequence[Contract]) -> Iterable[str]:
    users = [contract for contract in contracts if contract.wording == wording]
    scope = {name: Value(f"[{name}]", missing=True) for contract in users for name in contract.names}
    for parameters in [*(contract.values for contract in users), entry.clause.parameters]:
        scope |= {name: value(parameter, None) for name, parameter in parameters.items()}
    rendered = evaluate(entry.nodes[wording], scope)
    blocks = parse(rendered.text).blocks
    targets = {relation.clause: (relation.clause, f"[{relation.clause}]") for relation in entry.clause.requires}
    return [line for block in fill(blocks, rendered, targets) for line in block_lines(block)]


def _law(entry: Entry, library: Library) -> Iterator[str]:
    clause = entry.clause
    if clause.basis or clause.limits:
        yield from ("", "Rättsligt (vad som hittats; en jurist avgör)")
    for name in clause.basis:
        yield f"– Grund: {provision_line(name, library)}"
    for limit in clause.limits:
        where = f" ({provision_line(limit.provision, library)})" if limit.provision else ""
        yield f"– Gräns: {limit.text}{where}"


def provision_line(name: str, library: Library) -> str:
    """Return a provision as it is cited, with the day it was checked."""
    act, _, section = name.partition("/")
    statute = library.registers.statutes.get(act, {})
    chapter, _, paragraph = section.rpartition(":")
    cited = f"{chapter} kap. {paragraph} § " if chapter else f"{section} § " if section else ""
    row = library.registers.provisions.get(name, statute)
    if row.get("verified"):
        checked = f"lagtexten kontrollerad {row['checked']}" if row.get("checked") else "lagtexten kontrollerad"
    else:
        checked = "lagtexten är inte kontrollerad"
    return f"{cited}{statute.get('name', act)} ({statute.get('number', '')}), {checked}"


def _source(source: Mapping[str, Any]) -> str:
    if "proposal" in source:
        return "eget förslag av klausul"
    who = source.get("municipality") or source.get("organisation")
    parts = [
        who,
        source.get("document"),
        source.get("year"),
        source.get("url"),
        f"grad {source.get('grade', 'saknas')}",
    ]
    return ", ".join(str(part) for part in parts if part)


def inspected_data(found: Inspected) -> dict[str, Any]:
    """Return what a document is made of, for other programs."""
    data = {key: value for key, value in found.manifest.items() if key not in ("format", "draft", "lock")}
    values = {choice.get("as", choice["id"]): choice.get("values", {}) for choice in _choices(found)}
    clauses = [{**row, "values": values.get(row["key"], {})} for row in data["clauses"]]
    return {
        "version": VERSION,
        **data,
        "clauses": clauses,
        "hash": found.hash,
        "published": "draft" not in found.manifest,
    }


def inspected_lines(found: Inspected) -> Iterator[str]:
    """Yield what a document is made of, as a person reads it."""
    data = inspected_data(found)
    yield f"Dokumenttyp: {data['contract']['id']} {data['contract']['version']}"
    yield f"Byggt med klausul {data['klausul']}, mall {data['template']['name']}"
    yield f"Dokumentets kontrollsumma: {data['hash']}"
    yield f"Klausuler: {len(data['clauses'])}"
    for row in data["clauses"]:
        local = ", lokal lydelse" if row.get("local") else ""
        yield f"{row['number']} {row['key']} ({row['library']}/{row['id']} {row['version']}{local})"
        for name, given in row["values"].items():
            yield f"    {name}: {given}"


def _choices(found: Inspected) -> list[dict[str, Any]]:
    choices: list[dict[str, Any]] = found.manifest.get("draft", {}).get("clauses", [])
    return choices
