"""An answer in parts: an amount and its price year, the items of a list, the cells of a table.

A question is answered by one or more steps. What has been given so far is a flat list, which can be
kept in a file and taken back one step at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.model.parameter import Parameter


@dataclass(frozen=True, slots=True)
class Step:
    """One line to ask for."""

    #: What fits on the line.
    parameter: Parameter
    #: value, amount, price_year, item or cell
    kind: str
    #: Which item or row it is, from 1.
    number: int = 1
    #: True where an empty line will not do.
    required: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """The whole answer."""

    value: Any


def advance(parameter: Parameter, given: Sequence[Any], required: bool = False) -> Step | Done:
    """Return the next line to ask for, or the answer when nothing more is needed.

    Args:
        parameter: what is asked for.
        given: the values of the lines so far; None for an empty one.
        required: True where the answer may not be left open.
    """
    if parameter.type == "list":
        return _list(parameter, given)
    if parameter.type == "table":
        return _table(parameter, given)
    if parameter.type == "money" and parameter.price_year:
        return _price(parameter, given)
    return Done(given[0]) if given else Step(parameter, "value", required=required)


def _price(parameter: Parameter, given: Sequence[Any]) -> Step | Done:
    if not given:
        return Step(replace(parameter, price_year=False), "amount")
    if given[0] is None:
        return Done(None)
    if len(given) == 1:
        return Step(Parameter("price_year", "year", parameter.label), "price_year", required=True)
    return Done({"amount": given[0], "price_year": given[1]})


def _list(parameter: Parameter, given: Sequence[Any]) -> Step | Done:
    if given and given[-1] is None:
        return Done(list(given[:-1]) or None)
    return Step(Parameter(parameter.name, "text", parameter.label), "item", len(given) + 1)


def _table(parameter: Parameter, given: Sequence[Any]) -> Step | Done:
    names = list(parameter.columns)
    row, column = divmod(len(given), len(names))
    # An empty first cell ends the table.
    if column == 1 % len(names) and given and given[-1] is None:
        kept = given[:-1]
        rows = [kept[start : start + len(names)] for start in range(0, len(kept), len(names))]
        return Done([_row(names, cells) for cells in rows] or None)
    return Step(parameter.columns[names[column]], "cell", row + 1)


def _row(names: Sequence[str], cells: Sequence[Any]) -> dict[str, Any]:
    return {name: cell for name, cell in zip(names, cells, strict=True) if cell is not None}
