"""What a draft's clauses set of the company's economy, read from the ``quantity`` of their parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from generator.assemble.composed import Composed
from generator.draft.resolve import Chosen
from generator.draft.rules import nodes_of
from generator.model.parameter import Parameter
from generator.prose.template import uses
from generator.source.tree import Path


class Years(NamedTuple):
    """The years that a parameter gives: one, or the first and the last of a period."""

    first: int
    last: int
    #: Where the draft says so.
    path: Path
    #: What the parameter is called.
    label: str


class Quantity(NamedTuple):
    """A quantity that a clause sets, with its value."""

    #: As ``quantity`` in the clause, such as soliditet.
    name: str
    item: Chosen
    parameter: Parameter
    #: The value as the draft states it.
    raw: Any
    #: When it is to be reached, where the draft says so.
    years: Years | None

    @property
    def path(self) -> Path:
        """Where the draft gives the value."""
        return ("clauses", self.item.choice.index, "values", self.parameter.name)

    @property
    def number(self) -> Decimal | None:
        """The value as a number, where it is one."""
        return Decimal(self.raw) if isinstance(self.raw, int | Decimal) and not isinstance(self.raw, bool) else None


@lru_cache(maxsize=2)
def quantities(composed: Composed) -> tuple[Quantity, ...]:
    """Return the quantities that a draft's clauses set, in their order; those without a value are not set.

    A value that the municipality's own wording leaves out is not set either.
    """
    return tuple(_quantities(composed))


def _quantities(composed: Composed) -> Iterator[Quantity]:
    for item in composed.chosen:
        declared = [parameter for parameter in item.entry.clause.parameters.values() if parameter.quantity]
        if not declared:
            continue
        printed = {use.name for use in uses(nodes_of(composed.loaded, composed.contract.contract, item))}
        for parameter in declared:
            raw = item.choice.values.get(parameter.name)
            if raw in (None, "", [], {}) or parameter.name not in printed:
                continue
            if parameter.quantity_for and raw not in parameter.quantity_for:
                continue
            years = years_of(composed, item, parameter.deadline)
            yield Quantity(parameter.quantity, item, parameter, raw, years)


def years_of(composed: Composed, item: Chosen, name: str) -> Years | None:
    """Return the years that the parameter with a name gives in a clause, or the draft's shared value; else None."""
    own = item.entry.clause.parameters
    if name in own:
        return _years(own[name], item.choice.values, ("clauses", item.choice.index, "values", name))
    shared = composed.contract.contract.values
    return _years(shared[name], composed.loaded.draft.values, ("values", name)) if name in shared else None


def _years(parameter: Parameter, values: Mapping[str, Any], path: Path) -> Years | None:
    raw = values.get(parameter.name)
    ends = (raw["from"], raw["to"]) if parameter.type == "period" and raw else (raw, raw)
    if parameter.type not in ("year", "period", "date") or ends[0] is None:
        return None
    first, last = (int(str(end)[:4]) for end in ends)
    return Years(first, last, path, parameter.label)
