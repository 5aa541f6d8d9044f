"""What commands print: pure functions from data to lines and to JSON-able data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.build.extract import Inspected
from generator.search.facts import PROMISED, Facts
from generator.source.write import scalar

VERSION = 1


def clause_row(facts: Facts) -> dict[str, Any]:
    """Return what other programs are promised of a clause in a list."""
    return {key: facts[key] for key in PROMISED}


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


def inspected_data(found: Inspected) -> dict[str, Any]:
    """Return what a document is made of, for other programs."""
    data = {key: value for key, value in found.manifest.items() if key not in ("format", "draft", "lock")}
    values = {choice.get("as", choice["id"]): choice.get("values", {}) for choice in _choices(found)}
    # What a section has made of a register has a key and a number, but is no clause.
    clauses = [{**row, "values": values.get(row["key"], {})} for row in data["clauses"] if row["id"]]
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
            yield f"    {name}: {_flow(given)}"


def _flow(given: Any) -> str:
    """Return a value on one line, as a draft can hold it."""
    if isinstance(given, dict):
        return "{" + ", ".join(f"{name}: {_flow(value)}" for name, value in given.items()) + "}"
    return f"[{', '.join(map(_flow, given))}]" if isinstance(given, list) else scalar(given)


def _choices(found: Inspected) -> list[dict[str, Any]]:
    choices: list[dict[str, Any]] = found.manifest.get("draft", {}).get("clauses", [])
    return choices
