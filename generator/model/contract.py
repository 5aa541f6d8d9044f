"""A contract: what a kind of document consists of. All of it is data in ``contracts/<id>/``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.model.parameter import Parameter, parameters
from generator.model.register import Matrix, RegisterPlan, matrices, register_plans

#: The keys of a section that every kind, or the kind ``clauses``, has; the others are its kind's own rules.
_SECTION = frozenset({"id", "title", "kind", "clauses", "dimension", "per", "annex", "new_page", "intro"})


@dataclass(frozen=True, slots=True)
class DecisionKind:
    """A decision that the document needs."""

    label: str
    body: str
    #: What the body did, in the past tense, as it is printed: beslutade, fastställde.
    verb: str
    #: True where the paragraph of the minutes is to be given.
    paragraph: bool
    #: Header fields that have no answer until the decision has been taken.
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """A stage in the document's life."""

    label: str
    #: Stands on every page.
    mark: str = ""
    #: Decisions that must have been recorded, and those that must not.
    decided: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontLine:
    """A row of the header box: which of the draft's facts it shows."""

    #: field, decision, name, replaces, document or state
    kind: str
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class CompanyForm:
    """A legal form, with the reason where the document cannot be given to it."""

    label: str
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A section as the contract plans it: listed clauses, those of a dimension, or what its kind makes of the draft."""

    id: str
    title: str
    kind: str
    clauses: tuple[str, ...] = ()
    dimension: str = ""
    #: The register of whose rows each gets a section of its own; empty for one section.
    per: str = ""
    annex: bool = False
    new_page: bool = False
    #: Stands before the rest.
    intro: str = ""
    #: The keys of its kind, as the definition states them (``generator.assemble.sections``).
    rules: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contract:
    """A kind of document."""

    id: str
    version: str
    name: str
    wording: str
    template: str
    toc_pages: bool
    title: str
    subtitle: str
    subject: str
    keywords: str
    preamble: str
    #: Said after the preamble where a clause has a local wording.
    local_note: str
    contents: str
    example_mark: str
    #: Name that every clause may use, to the place in the draft where it stands.
    names: Mapping[str, str]
    values: Mapping[str, Parameter]
    fields: Mapping[str, Parameter]
    decisions: Mapping[str, DecisionKind]
    states: Mapping[str, State]
    #: Headings of the header box's two columns.
    caption: str
    value_caption: str
    rows: tuple[FrontLine, ...]
    #: Empty where the document addresses no company.
    company_forms: Mapping[str, CompanyForm]
    sections: tuple[SectionPlan, ...]
    #: What a draft fills with rows, by name.
    registers: Mapping[str, RegisterPlan] = field(default_factory=dict)
    matrices: Mapping[str, Matrix] = field(default_factory=dict)
    #: Kinds of documents that this one is about, empty for any; None where it is about no other.
    about: tuple[str, ...] | None = None


def contract(data: Mapping[str, Any]) -> Contract:
    """Return the contract that validated data describes."""
    front = data["front"]
    return Contract(
        id=data["id"],
        version=data["version"],
        name=data["name"],
        wording=data["wording"],
        template=data["template"],
        toc_pages=data.get("toc_pages", False),
        title=data["title"],
        subtitle=data.get("subtitle", ""),
        subject=data.get("subject", ""),
        keywords=data.get("keywords", ""),
        preamble=data.get("preamble", ""),
        local_note=data.get("local_note", ""),
        contents=data["contents"],
        example_mark=data["example_mark"],
        names=data["names"],
        values=parameters(data.get("values")),
        fields=parameters(data.get("fields")),
        decisions={name: _decision_kind(kind) for name, kind in data.get("decisions", {}).items()},
        states={name: _state(state) for name, state in data["states"].items()},
        caption=front["columns"][0],
        value_caption=front["columns"][1],
        rows=tuple(_row(row) for row in front["rows"]),
        company_forms={name: CompanyForm(**form) for name, form in data.get("company_forms", {}).items()},
        sections=tuple(_section(section) for section in data["sections"]),
        registers=register_plans(data.get("registers")),
        matrices=matrices(data.get("matrices")),
        about=tuple(data["about"]["contracts"]) if "about" in data else None,
    )


def _decision_kind(data: Mapping[str, Any]) -> DecisionKind:
    return DecisionKind(**{**data, "fields": tuple(data.get("fields", ()))})


def _state(data: Mapping[str, Any]) -> State:
    decided, undecided = tuple(data.get("decided", ())), tuple(data.get("undecided", ()))
    return State(data["label"], data.get("mark", ""), decided, undecided)


def _row(data: Mapping[str, Any]) -> FrontLine:
    kind, key = next((kind, value) for kind, value in data.items() if kind != "label")
    return FrontLine(kind, key if isinstance(key, str) else "", data.get("label", ""))


def _section(data: Mapping[str, Any]) -> SectionPlan:
    clauses, dimension = tuple(data.get("clauses", ())), data.get("dimension", "")
    rules = {key: value for key, value in data.items() if key not in _SECTION}
    return SectionPlan(
        data["id"],
        data["title"],
        data["kind"],
        clauses,
        dimension,
        data.get("per", ""),
        data.get("annex", False),
        data.get("new_page", False),
        data.get("intro", ""),
        rules,
    )
