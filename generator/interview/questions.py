"""What to ask next: the first question that the answers so far make relevant and that has no answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.interview.plan import Candidate, Part, Plan
from generator.interview.relevant import relevant
from generator.model.clause import Relation
from generator.model.parameter import Parameter

#: Answers by the key of their question, in the order they were given. None is a value left open.
Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """A thing to ask."""

    #: Unique, such as ``clauses.snabbslant.belopp``.
    key: str
    #: parties, fields, replaces, files, section, requires, values or clause
    group: str
    #: What a fitting answer is. A section's answer is a list of the keys of clauses.
    parameter: Parameter
    #: False where the answer may be left open.
    required: bool = False
    #: The section whose clauses are offered.
    part: Part | None = None
    #: The clause asked about: whose value it is, or which one may have to be added.
    candidate: Candidate | None = None
    #: Chosen clauses that need it, each with the reason.
    needed_by: tuple[tuple[Candidate, Relation], ...] = field(default=())


def next_question(plan: Plan, answers: Mapping[str, Any]) -> Question | None:
    """Return what to ask next; None when everything has been asked."""
    return next((question for question in _open(plan, answers) if question.key not in answers), None)


def chosen(plan: Plan, answers: Mapping[str, Any]) -> list[Candidate]:
    """Return the clauses that have been chosen so far, in the document's order."""
    keys = {key for part in plan.parts for key in answers.get(f"sections.{part.section.id}") or ()}
    keys |= {name.removeprefix("requires.") for name in answers if name.startswith("requires.") and answers[name]}
    return [candidate for key, candidate in plan.candidates.items() if key in keys]


def _open(plan: Plan, answers: Mapping[str, Any]) -> Iterator[Question]:
    """Yield questions in order. What follows an unanswered one may change with its answer."""
    yield from _parties(plan)
    for name in asked_fields(plan):
        yield Question(f"fields.{name}", "fields", plan.contract.fields[name])
    yield from _replaces(plan, answers)
    yield from _files(plan)
    generating = any(section.kind != "clauses" for section in plan.contract.sections)
    for part in plan.parts:
        section = Parameter(part.section.id, "clauses", part.title)
        # A document of clauses alone has at least one.
        last = not generating and part is plan.parts[-1] and not chosen(plan, answers)
        yield Question(f"sections.{part.section.id}", "section", section, last, part=part)
    yield from _requires(plan, answers)
    picked = chosen(plan, answers)
    for name in plan.shared_names(picked):
        yield Question(f"values.{name}", "values", plan.contract.values[name])
    for candidate in picked:
        yield from _values(plan, candidate, answers)


def _parties(plan: Plan) -> Iterator[Question]:
    contract = plan.contract
    yield Question("municipality.name", "parties", Parameter("name", "text", ""), required=True)
    if not contract.company_forms:
        return
    yield Question("company.name", "parties", Parameter("name", "text", ""), required=True)
    forms = {name: form.label for name, form in contract.company_forms.items()}
    # The form comes before the number: for some forms there is no such document.
    yield Question("company.form", "parties", Parameter("form", "choice", "", choices=forms), required=True)
    places = contract.names.values()
    for place in ("company.orgnr", "company.parent"):
        if place in places:
            yield Question(place, "parties", Parameter(place.partition(".")[2], "text", ""))


def asked_fields(plan: Plan) -> list[str]:
    """Return the header fields of a new draft: those that do not wait for a decision not yet taken."""
    contract = plan.contract
    decided = contract.states[plan.state].decided
    waiting = {name for key, kind in contract.decisions.items() if key not in decided for name in kind.fields}
    return [name for name in contract.fields if name not in waiting]


def _replaces(plan: Plan, answers: Mapping[str, Any]) -> Iterator[Question]:
    if not any(row.kind == "replaces" for row in plan.contract.rows):
        return
    yield Question("replaces.document", "replaces", Parameter("document", "text", ""))
    if not answers.get("replaces.document"):
        return
    for name, kind in plan.contract.decisions.items():
        key = f"replaces.decisions.{name}"
        yield Question(f"{key}.date", "replaces", Parameter("date", "date", kind.label))
        if kind.paragraph and answers.get(f"{key}.date"):
            yield Question(f"{key}.paragraph", "replaces", Parameter("paragraph", "text", kind.label))


def _files(plan: Plan) -> Iterator[Question]:
    """Yield a question for each file that the draft takes something from; a register is never asked for row by row."""
    if plan.contract.about is not None:
        yield Question("about", "files", Parameter("about", "text", ""))
    for name, register in plan.contract.registers.items():
        yield Question(f"registers.{name}", "files", Parameter(name, "text", register.label))


def _requires(plan: Plan, answers: Mapping[str, Any]) -> Iterator[Question]:
    """Yield a question for each clause that a chosen one requires and that is not chosen."""
    picked = chosen(plan, answers)
    have = {candidate.id for candidate in picked}
    missing: dict[str, list[tuple[Candidate, Relation]]] = {}
    for candidate in picked:
        for relation in candidate.entry.clause.requires:
            name = plan.library.registers.renamed.get(relation.clause, relation.clause)
            if name in plan.by_id and name not in have:
                missing.setdefault(name, []).append((candidate, relation))
    for name, needs in missing.items():
        wanted = plan.by_id[name]
        add = Parameter(wanted.key, "boolean", wanted.title)
        yield Question(f"requires.{wanted.key}", "requires", add, True, candidate=wanted, needed_by=tuple(needs))


def _values(plan: Plan, candidate: Candidate, answers: Mapping[str, Any]) -> Iterator[Question]:
    given = clause_answers(plan, candidate, answers)
    reached = relevant(candidate.nodes, known(plan, candidate), given)
    for name, parameter in candidate.entry.clause.parameters.items():
        if name in reached:
            yield Question(f"clauses.{candidate.key}.{name}", "clause", parameter, candidate=candidate)


def known(plan: Plan, candidate: Candidate) -> dict[str, Parameter]:
    """Return the parameters that a clause's text may use: the contract's and its own."""
    return {**plan.contract.values, **candidate.entry.clause.parameters}


def clause_answers(plan: Plan, candidate: Candidate, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return what has been answered of the names that a clause's text may use."""
    own = candidate.entry.clause.parameters
    places = {name: f"values.{name}" for name in plan.contract.values}
    places |= {name: f"clauses.{candidate.key}.{name}" for name in own}
    return {name: answers[key] for name, key in places.items() if key in answers}
