"""Swedish words for what clause files say in keys: status, kinds of values, sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model.parameter import NUMERIC, Parameter

STATUSES = {
    "proposed": "förslag",
    "reviewed": "granskad av jurist",
    "adopted": "beslutad någonstans",
    "retired": "ska inte användas mer",
}
AUTHORITIES = {
    "myndighetsutovning": "Rör myndighetsutövning, som parterna inte kan lova något om.",
    "fullmaktige": "Rör beslut som hör till fullmäktige och som parterna inte kan lova något om.",
}
KINDS = {
    "text": "text", "integer": "heltal", "decimal": "tal", "percent": "procent", "money": "kronor", "date": "datum",
    "year": "år", "period": "period", "choice": "val", "list": "lista", "table": "tabell", "boolean": "ja eller nej",
    "area": "kvadratmeter",
}  # fmt: skip
GRADES = {
    "A": "avtalet eller direktivet självt, eller en myndighets sida om det",
    "B": "beslut, praxis eller rapport",
    "C": "utländsk motsvarighet eller eget förslag",
}


def kind_of(parameter: Parameter) -> str:
    """Return what kind of value a parameter takes, with its unit."""
    kind = KINDS[parameter.type]
    kind = f"{kind}, {parameter.unit}" if parameter.unit else kind
    return f"{kind}, kan utelämnas" if parameter.optional else kind


def bounds(parameter: Parameter) -> str:
    """Return the values that are taken, which are there to catch slips; nothing where all are."""
    from generator.prose.values import decimal

    def shown(number: Any) -> str:
        return decimal(number) if parameter.type in NUMERIC else str(number)

    low, high = parameter.min, parameter.max
    if low is not None and high is not None:
        return f"{shown(low)} till {shown(high)} godtas."
    if low is not None:
        return f"Minst {shown(low)} godtas."
    return f"Högst {shown(high)} godtas." if high is not None else ""


def source_line(source: Mapping[str, Any], address: bool = True) -> str:
    """Return a source on one line: who, what, when, where, and what kind of source it is."""
    if "proposal" in source:
        return "Eget förslag av klausul"
    grade = f"{source['grade']} ({GRADES[source['grade']]})" if source.get("grade") else "saknas"
    who = source.get("municipality") or source.get("organisation")
    where = source.get("url") if address else None
    parts = (who, source.get("document"), source.get("year"), where, f"grad {grade}")
    return ", ".join(str(part) for part in parts if part)
