"""The names that a text may use, with the values they have in a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.library.kinds import row_names
from generator.model.contract import Contract, SectionPlan
from generator.model.draft import Draft
from generator.model.parameter import Parameter
from generator.model.register import RegisterPlan, Row
from generator.prose.values import Value, value

#: Stands in brackets while the draft does not give a name.
_LABELS = {
    "name": "namn", "orgnr": "organisationsnummer", "parent": "moderbolag", "title": "titel", "company": "bolag",
    "contract": "dokumenttyp", "municipality": "kommun", "state": "läge", "mark": "märkning",
}  # fmt: skip
#: What another draft need not have, so that a text may ask for it with ``if``.
_PERHAPS = frozenset({"about.company", "about.orgnr", "about.mark"})


def shared_scope(contract: Contract, draft: Draft) -> dict[str, Value]:
    """Return the names that every text of the document may use."""
    scope = {name: named(draft, place) for name, place in contract.names.items() if not place.startswith("row.")}
    return {**scope, **values_of(contract.values, draft.values)}


def named(draft: Draft, place: str) -> Value:
    """Return a fact of a party, such as ``company.name``."""
    text = draft.named(place)
    key = place.partition(".")[2]
    return Value(text, text) if text else Value(f"[{_LABELS.get(key, key)}]", missing=True, optional=place in _PERHAPS)


def values_of(parameters: Mapping[str, Parameter], given: Mapping[str, Any]) -> dict[str, Value]:
    """Return parameters with the values that a draft gives them."""
    return {name: value(parameter, given.get(name)) for name, parameter in parameters.items()}


def row_scope(contract: Contract, draft: Draft, section: SectionPlan, row: Row) -> dict[str, Value]:
    """Return the names of a row, in a section that there is one of for each row."""
    plan = contract.registers[section.per]
    return {
        name: cell_value(contract, draft, plan, column, row) for name, column in row_names(contract, section).items()
    }


def any_row_scope(contract: Contract, section: SectionPlan) -> dict[str, Value]:
    """Return the names of a row while nobody knows which: bracketed labels."""
    columns = contract.registers[section.per].columns if section.per else {}
    return {name: value(columns[column], None) for name, column in row_names(contract, section).items()}


def cell_value(contract: Contract, draft: Draft, plan: RegisterPlan, column: str, row: Row) -> Value:
    """Return a cell of a register as it prints; a cell that names another row prints what that row is called."""
    target = plan.of.get(column)
    found = value(plan.columns[column], row.get(column))
    if target is None or found.missing:
        return found
    other = contract.registers[target]
    named_row = next((one for one in draft.rows(target) if one.get(other.key) == row[column]), None)
    if named_row is None or other.show == other.key:
        return found
    return replace(value(other.columns[other.show], named_row.get(other.show)), raw=row[column])
