"""A clause: a piece of normative text with id, version, parameters, law and sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.model.parameter import Parameter, parameters


@dataclass(frozen=True, slots=True)
class Relation:
    """Another clause that this one needs, contradicts or stands in for."""

    clause: str
    reason: str


@dataclass(frozen=True, slots=True)
class Limit:
    """Something that the clause must not overstep."""

    text: str
    provision: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the clause's history."""

    version: str
    date: str
    what: str
    by: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as its file states it."""

    id: str
    version: str
    title: str
    dimensions: tuple[str, ...]
    #: proposed, reviewed, adopted or retired
    status: str
    #: Wording key (``agardirektiv``) to text.
    text: Mapping[str, str]
    rationale: str
    parameters: Mapping[str, Parameter]
    observed: tuple[Mapping[str, Any], ...]
    basis: tuple[str, ...]
    limits: tuple[Limit, ...]
    satisfies: tuple[str, ...]
    indicators: tuple[str, ...]
    requires: tuple[Relation, ...]
    conflicts: tuple[Relation, ...]
    alternatives: tuple[Relation, ...]
    authority: str
    sources: tuple[Mapping[str, Any], ...]
    example: Mapping[str, Any]
    changes: tuple[Change, ...]
    #: Id of a matrix to its rows, each with the columns where the clause bears on the field.
    bears_on: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    #: Pairs of values, the clause's own or shared ones, of which the first may not come after the second.
    order: tuple[tuple[str, str], ...] = ()
    #: Id of the section where it stands whatever its dimension; only a draft's own clause has one.
    section: str = ""


def clause(data: Mapping[str, Any]) -> Clause:
    """Return the clause that validated data describes."""
    legal = data.get("legal", {})
    return Clause(
        id=data["id"],
        version=data["version"],
        title=data["title"],
        dimensions=tuple(data["dimensions"]),
        status=data["status"],
        text=data["text"],
        rationale=data["rationale"],
        parameters=parameters(data.get("parameters")),
        observed=tuple(data.get("observed", ())),
        basis=tuple(legal.get("basis", ())),
        limits=tuple(Limit(**limit) for limit in legal.get("limits", ())),
        satisfies=tuple(data.get("satisfies", ())),
        indicators=tuple(data.get("indicators", ())),
        requires=_relations(data, "requires"),
        conflicts=_relations(data, "conflicts"),
        alternatives=_relations(data, "alternatives"),
        authority=data.get("authority", "none"),
        sources=tuple(data["sources"]),
        example=data.get("example", {}),
        changes=tuple(Change(**change) for change in data["changes"]),
        bears_on={
            name: {row: tuple(columns) for row, columns in rows.items()}
            for name, rows in data.get("bears_on", {}).items()
        },
        order=tuple((first, last) for first, last in data.get("order", ())),
    )


def own_clause(
    name: str, title: str, section: str, dimensions: tuple[str, ...] = (), satisfies: tuple[str, ...] = ()
) -> Clause:
    """Return a clause that only a draft holds: what the draft says of it, and nothing that a library would add."""
    return Clause(
        id=name, version="", title=title, dimensions=dimensions, status="", text={}, rationale="", parameters={},
        observed=(), basis=(), limits=(), satisfies=satisfies, indicators=(), requires=(), conflicts=(),
        alternatives=(), authority="none", sources=(), example={}, changes=(), section=section,
    )  # fmt: skip


def _relations(data: Mapping[str, Any], kind: str) -> tuple[Relation, ...]:
    return tuple(Relation(**relation) for relation in data.get(kind, ()))
