"""A rule on values of a clause that contradict each other: the least above the most, the last day before the first."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from generator.assemble.composed import Composed
from generator.check.rule import Case, Rule, needs_draft
from generator.draft.resolve import Chosen
from generator.draft.rules import nodes_of
from generator.errors import Finding
from generator.model.parameter import DAYS, Parameter
from generator.prose.template import uses
from generator.prose.values import value
from generator.source.tree import Path, dotted


def order(case: Case) -> Iterator[Finding]:
    """Yield a finding for each two values of a draft that come in the wrong order, as ``order`` of a clause says."""
    assert case.composed
    for item in case.composed.chosen:
        if not item.entry.clause.order:
            continue
        printed = {use.name for use in uses(nodes_of(case.composed.loaded, case.composed.contract.contract, item))}
        for names in item.entry.clause.order:
            first, last = (_given(case.composed, item, name, name in printed) for name in names)
            if first and last and _after(first, last):
                yield _finding(case.composed, item, first, last)


_Given = tuple[Parameter, Any, Path]


def _given(composed: Composed, item: Chosen, name: str, printed: bool) -> _Given | None:
    """Return a value of a clause that its text prints, or a shared value; None where there is none."""
    own, shared = item.entry.clause.parameters, composed.contract.contract.values
    if name in own:
        raw = item.choice.values.get(name) if printed else None
        found: _Given = own[name], raw, ("clauses", item.choice.index, "values", name)
    elif name in shared:
        found = shared[name], composed.loaded.draft.values.get(name), ("values", name)
    else:
        return None
    return None if found[1] is None or isinstance(found[1], dict) else found


def _after(first: _Given, last: _Given) -> bool:
    """Tell whether one value comes after another; a day and a year are compared by the year."""
    (one, low, _), (other, high, _) = first, last
    if one.type not in DAYS:
        return Decimal(low) > Decimal(high)
    length = None if one.type == other.type == "date" else 4
    return str(low)[:length] > str(high)[:length]


def _finding(composed: Composed, item: Chosen, first: _Given, last: _Given) -> Finding:
    (one, low, path), (other, high, _) = first, last
    values = {
        "label": one.label, "value": value(one, low).text, "other": other.label, "limit": value(other, high).text,
        "than": "senare" if one.type in DAYS else "större",
    }  # fmt: skip
    return Finding("number-order", composed.loaded.source.place(path), dotted(path), item.key, values)


RULES = (Rule(("number-order",), order, needs_draft),)
