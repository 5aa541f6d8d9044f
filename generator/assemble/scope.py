"""The names that a text may use, with the values they have in a draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model.contract import Contract
from generator.model.draft import Draft
from generator.model.parameter import Parameter
from generator.prose.values import Value, value

#: Stands in brackets while the draft does not give a name.
_LABELS = {"name": "namn", "orgnr": "organisationsnummer", "parent": "moderbolag"}


def shared_scope(contract: Contract, draft: Draft) -> dict[str, Value]:
    """Return the names that every text of the document may use."""
    scope = {name: named(draft, place) for name, place in contract.names.items()}
    return {**scope, **values_of(contract.values, draft.values)}


def named(draft: Draft, place: str) -> Value:
    """Return a fact of a party, such as ``company.name``."""
    text = draft.named(place)
    key = place.partition(".")[2]
    return Value(text, text) if text else Value(f"[{_LABELS.get(key, key)}]", missing=True)


def values_of(parameters: Mapping[str, Parameter], given: Mapping[str, Any]) -> dict[str, Value]:
    """Return parameters with the values that a draft gives them."""
    return {name: value(parameter, given.get(name)) for name, parameter in parameters.items()}
