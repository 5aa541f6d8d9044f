"""What a document knows of the draft that it is about: facts, so that it stands on its own without that draft."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from generator.assemble.composed import Composed
from generator.assemble.scope import named
from generator.draft.resolve import Chosen
from generator.interview.parse import unit_of
from generator.model.parameter import NUMERIC, Parameter
from generator.prose.values import value


def facts(composed: Composed) -> dict[str, Any]:
    """Return what there is to know of a draft that has been put together, as the schema ``about_facts`` says it."""
    document, contract, draft = composed.document, composed.contract.contract, composed.loaded.draft
    scalars = dict(document.scalars)
    chosen = {item.key: item for item in composed.chosen}
    found = {
        "title": document.front.title,
        "subtitle": document.front.subtitle,
        "contract": contract.id,
        "kind": contract.name,
        "municipality": named(draft, "municipality.name").text,
        "company": draft.named("company.name"),
        "orgnr": draft.named("company.orgnr"),
        "state": contract.states[draft.state].label,
        "mark": scalars["mark"],
    }
    return {
        **{name: text for name, text in found.items() if text},
        "sections": [{"number": section.number, "title": section.title} for section in document.sections],
        "clauses": [
            {
                "section": section.number,
                "number": clause.number,
                "title": clause.title,
                **_chosen(chosen[clause.key]),
            }
            for section in document.sections
            for clause in section.clauses
            if clause.id
        ],
        "values": {name: _value(parameter, draft.values.get(name)) for name, parameter in contract.values.items()},
    }


def _chosen(item: Chosen) -> dict[str, Any]:
    clause, given = item.entry.clause, item.choice.values
    found: dict[str, Any] = {"key": item.key, "id": clause.id}
    if clause.parameters:
        found["values"] = {name: _value(parameter, given.get(name)) for name, parameter in clause.parameters.items()}
    if clause.bears_on:
        found["bears_on"] = {
            name: {row: list(columns) for row, columns in rows.items()} for name, rows in clause.bears_on.items()
        }
    return found


def _value(parameter: Parameter, raw: Any) -> dict[str, Any]:
    shown = value(parameter, raw)
    found: dict[str, Any] = {"label": parameter.label, "text": shown.text}
    if shown.missing:
        return {**found, "missing": True}
    number = raw["amount"] if parameter.type == "money" and parameter.price_year else raw
    if parameter.type in NUMERIC and isinstance(number, int | Decimal):
        unit = unit_of(parameter)
        found |= {"number": number, **({"unit": unit} if unit else {})}
    return found
