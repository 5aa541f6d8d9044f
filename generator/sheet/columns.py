"""The columns of a draft's sheet: one for each question, with the words that a clerk reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.assemble.composed import Composed
from generator.draft.rules import nodes_of
from generator.interview.parse import unit_of
from generator.model.contract import Contract
from generator.model.parameter import Parameter
from generator.prose.template import uses
from generator.source.tree import Path
from generator.spreadsheet.column import ORGNR, Column

_PARTIES = {
    "municipality.name": ("Kommun", "Vad heter kommunen?"),
    "company.name": ("Bolag", "Vad heter bolaget?"),
    "company.form": ("Bolagsform", "Vilken juridisk form har bolaget?"),
    "company.orgnr": ("Organisationsnummer", "Vilket organisationsnummer har bolaget?"),
    "company.parent": ("Moderbolag", "Vad heter moderbolaget, om kommunen äger bolaget genom ett sådant?"),
}
_REPLACES = ("Ersätter", "Vad heter det dokument som ersätts, om det finns ett?")
#: The two parts of a sum that is given with the year of its prices.
AMOUNT, PRICE_YEAR = "amount", "price_year"


def columns(composed: Composed) -> list[Column]:
    """Return the columns of a draft's sheet, in the order of the interview."""
    contract, draft = composed.contract.contract, composed.loaded.draft
    found = [*_parties(contract, draft.company), *_fields(contract, draft.state, draft.fields), *_replaces(contract)]
    for name in _shared(composed):
        found += _split(f"values.{name}", ("values", name), contract.values[name], "")
    for item in composed.chosen:
        clause, choice = item.entry.clause, item.choice
        used = {use.name for use in uses(nodes_of(composed.loaded, contract, item))}
        for name, parameter in clause.parameters.items():
            if name in used or name in choice.values:
                path = ("clauses", choice.index, "values", name)
                found += _split(f"clauses.{item.key}.{name}", path, parameter, choice.title or clause.title)
    return found


def _parties(contract: Contract, company: Mapping[str, Any]) -> Iterator[Column]:
    yield _party("municipality.name", required=True)
    if not contract.company_forms:
        return
    yield _party("company.name", required=True)
    forms = {name: form.label for name, form in contract.company_forms.items()}
    yield _party("company.form", required=True, choices=forms)
    for place in (ORGNR, "company.parent"):
        if place in contract.names.values() or company.get(place.partition(".")[2]):
            yield _party(place)


def _party(place: str, required: bool = False, choices: Mapping[str, str] | None = None) -> Column:
    heading, question = _PARTIES[place]
    party, _, name = place.partition(".")
    parameter = Parameter(name, "choice" if choices else "text", heading, choices=choices or {})
    return Column(place, (party, name), parameter, heading, question, required)


def _fields(contract: Contract, state: str, given: Mapping[str, Any]) -> Iterator[Column]:
    """Yield the header fields, but for those that wait for a decision that has not been taken."""
    decided = contract.states[state].decided
    waiting = {name for key, kind in contract.decisions.items() if key not in decided for name in kind.fields}
    for name, parameter in contract.fields.items():
        if name not in waiting or name in given:
            yield from _split(f"fields.{name}", ("fields", name), parameter, "")


def _replaces(contract: Contract) -> Iterator[Column]:
    if not any(row.kind == "replaces" for row in contract.rows):
        return
    heading, question = _REPLACES
    yield Column(
        "replaces.document", ("replaces", "document"), Parameter("document", "text", heading), heading, question
    )
    for name, kind in contract.decisions.items():
        parts = [("date", "date", "dag", "Vilken dag?")]
        parts += [("paragraph", "text", "paragraf", "Vilken paragraf i protokollet?")] if kind.paragraph else []
        for part, type_, label, asked in parts:
            path = ("replaces", "decisions", name, part)
            title = f"{heading}, {kind.label[:1].lower()}{kind.label[1:]}: {label}"
            yield Column(".".join(path), path, Parameter(part, type_, label), title, f"{kind.label}: {asked.lower()}")


def _shared(composed: Composed) -> list[str]:
    """Return the contract's shared values that some text uses, or the draft gives."""
    contract, loaded = composed.contract.contract, composed.loaded
    used = {use.name for nodes in composed.contract.nodes.values() for use in uses(nodes)}
    for item in composed.chosen:
        own = item.entry.clause.parameters
        used |= {use.name for use in uses(nodes_of(loaded, contract, item)) if use.name not in own}
    return [name for name in contract.values if name in used or name in loaded.draft.values]


def _split(key: str, path: Path, parameter: Parameter, title: str) -> Iterator[Column]:
    """Yield the column of a parameter, or the two of a sum with the year of its prices."""
    question = " ".join((parameter.question or parameter.label).split())
    heading = _heading(title, parameter.label, unit_of(parameter))
    if parameter.type == "money" and parameter.price_year:
        plain = replace(parameter, price_year=False)
        yield Column(f"{key}.{AMOUNT}", path, plain, heading, question, part=AMOUNT)
        year = Parameter(PRICE_YEAR, "year", "prisår")
        words = _heading(title, f"{parameter.label}, prisår", "")
        yield Column(f"{key}.{PRICE_YEAR}", path, year, words, "I vilket års priser?", part=PRICE_YEAR)
    else:
        yield Column(key, path, parameter, heading, question)


def _heading(title: str, label: str, unit: str) -> str:
    words = f"{title}: {label}" if title else f"{label[:1].upper()}{label[1:]}"
    return f"{words} ({unit})" if unit else words
