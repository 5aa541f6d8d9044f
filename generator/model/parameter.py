"""A parameter: what a municipality fills in, and within which bounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

Number = int | Decimal
#: Types whose values are quantities, set to the right in a table.
NUMERIC = frozenset({"integer", "decimal", "percent", "money", "area"})
#: Types whose values are times.
DAYS = frozenset({"date", "year"})


@dataclass(frozen=True, slots=True)
class Parameter:
    """A typed value of a clause, of the document's head, or a column of a table."""

    name: str
    #: text, integer, decimal, percent, money, date, year, period, choice, list, table, boolean, area
    type: str
    #: Stands in brackets while the value is missing.
    label: str
    question: str = ""
    unit: str = ""
    #: The unit when the number is 1.
    unit_one: str = ""
    min: Number | None = None
    max: Number | None = None
    #: Key of a choice to the text it prints.
    choices: Mapping[str, str] = field(default_factory=dict)
    #: Columns of a table.
    columns: Mapping[str, Parameter] = field(default_factory=dict)
    #: True where a sum of money is given with the year of its prices.
    price_year: bool = False
    optional: bool = False
    #: What a text has to be: orgnr; empty for any text.
    form: str = ""
    definition: str = ""
    baseline: str = ""
    deadline: str = ""
    #: What of the company's economy it sets, such as soliditet; empty for nothing that checks know of.
    quantity: str = ""
    #: The keys of a choice that set the quantity; empty where every value does.
    quantity_for: Sequence[str] = ()
    #: Of a table: the column of shares that make up a whole (``of``), the column that names each whole (``each``),
    #: and the parameter with the share that no row has (``rest``); empty where there is no such column.
    shares: Mapping[str, str] = field(default_factory=dict)
    #: Key of a choice to what has to be seen to before it is decided on.
    cautions: Mapping[str, str] = field(default_factory=dict)


def parameters(data: Mapping[str, Mapping[str, Any]] | None) -> dict[str, Parameter]:
    """Return parameters by name from validated data."""
    return {name: _parameter(name, rules) for name, rules in (data or {}).items()}


def _parameter(name: str, rules: Mapping[str, Any]) -> Parameter:
    plain = {key: value for key, value in rules.items() if key != "columns"}
    return Parameter(name=name, columns=parameters(rules.get("columns")), **plain)
