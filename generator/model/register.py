"""Registers: tables whose rows a draft gives, such as the parties; and matrices, whose fields clauses bear on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.model.parameter import Parameter, parameters

#: A row as data: a value for each column that has one.
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RegisterPlan:
    """A register as a contract plans it."""

    name: str
    label: str
    #: The column that names a row.
    key: str
    columns: Mapping[str, Parameter]
    #: The column that is printed where another register names a row of this one.
    show: str = ""
    optional: bool = False
    #: Column to the register whose row it names.
    of: Mapping[str, str] = field(default_factory=dict)
    #: What further columns hold, ``number``; empty where there may be none.
    free: str = ""
    #: The column of shares that make up a whole (``of``), and the one that names each whole (``each``).
    shares: Mapping[str, str] = field(default_factory=dict)


def register_plans(data: Mapping[str, Mapping[str, Any]] | None) -> dict[str, RegisterPlan]:
    """Return a contract's registers by name from validated data."""
    return {name: _plan(name, rules) for name, rules in (data or {}).items()}


def _plan(name: str, rules: Mapping[str, Any]) -> RegisterPlan:
    plain = {
        column: {key: value for key, value in given.items() if key != "of"}
        for column, given in rules["columns"].items()
    }
    of = {column: given["of"] for column, given in rules["columns"].items() if "of" in given}
    columns = parameters(plain)
    key = rules["key"]
    texts = (column for column, parameter in columns.items() if column != key and parameter.type == "text")
    show = rules.get("show") or next(texts, key)
    return RegisterPlan(
        name,
        rules["label"],
        key,
        columns,
        show,
        rules.get("optional", False),
        of,
        rules.get("free", ""),
        rules.get("shares", {}),
    )


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix: titles of its rows and columns by their ids."""

    rows: Mapping[str, str]
    columns: Mapping[str, str]


def matrices(data: Mapping[str, Mapping[str, Any]] | None) -> dict[str, Matrix]:
    """Return a contract's matrices by id from validated data."""
    return {name: Matrix(_titles(rules["rows"]), _titles(rules["columns"])) for name, rules in (data or {}).items()}


def _titles(fields: list[Mapping[str, Any]]) -> dict[str, str]:
    return {row["id"]: row["title"] for row in fields}
