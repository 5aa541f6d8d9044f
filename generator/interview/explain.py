"""What there is to know before answering: a clause's text and reasons, a definition, values seen elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.interview.plan import Candidate, Plan
from generator.interview.questions import Question, clause_answers, known
from generator.model.parameter import Parameter
from generator.prose.accepts import misfits
from generator.prose.evaluate import evaluate
from generator.prose.fill import fill
from generator.prose.markdown import parse
from generator.prose.template import references
from generator.prose.values import Value, value
from generator.text import block_lines


def explain(plan: Plan, question: Question, answers: Mapping[str, Any]) -> Iterator[str]:
    """Yield what there is to know about a question; nothing where there is no more than the question itself."""
    if question.group == "clause" and question.candidate is not None:
        yield from _definition(question.parameter)
        yield from _observed(question.candidate, question.parameter)
        yield from ("", *_paragraphs(question.candidate.entry.clause.rationale))
    elif question.group == "requires" and question.candidate is not None:
        yield from clause_lines(plan, question.candidate, answers)
    elif question.group in ("parties", "replaces") and not question.parameter.choices:
        from generator.schema.dictionary import rules_at  # imported late: Cerberus comes with it

        yield rules_at("draft", tuple(question.key.split(".")))["meta"]["help"]
    else:
        yield from _definition(question.parameter)


def clause_lines(plan: Plan, candidate: Candidate, answers: Mapping[str, Any]) -> Iterator[str]:
    """Yield a clause as it is read before it is chosen: its text, why it is there, and what goes with it."""
    clause = candidate.entry.clause
    yield from (clause.title, "", *_text(plan, candidate, answers))
    yield from ("", "Bakgrund", *_paragraphs(clause.rationale))
    titles = {other.id: other.title for other in plan.candidates.values()}
    for kind, word in (("requires", "Kräver"), ("conflicts", "Går inte ihop med"), ("alternatives", "Alternativ")):
        for relation in getattr(clause, kind):
            if _elsewhere(plan, relation.clause):
                continue
            yield ""
            yield f"{word}: {titles.get(relation.clause, relation.clause)}. {relation.reason}"


def _elsewhere(plan: Plan, name: str) -> bool:
    """Tell whether a clause is one for other kinds of documents only."""
    found = plan.library.find(plan.library.registers.renamed.get(name, name))
    return bool(found) and all(plan.contract.wording not in entry.clause.text for entry in found)


def _paragraphs(prose: str) -> Iterator[str]:
    """Yield paragraphs, which files hold with one sentence on a line, with an empty line between them."""
    for index, paragraph in enumerate(prose.strip().split("\n\n")):
        yield from ("",) if index else ()
        yield " ".join(paragraph.split())


def _text(plan: Plan, candidate: Candidate, answers: Mapping[str, Any]) -> Iterator[str]:
    """Yield the wording with the answers so far, and with bracketed labels for the rest."""
    given = clause_answers(plan, candidate, answers)
    scope = {name: value(parameter, given.get(name)) for name, parameter in known(plan, candidate).items()}
    for name, place in plan.contract.names.items():
        said = answers.get(place)
        scope.setdefault(name, Value(str(said), said) if said else Value(f"[{name}]", missing=True))
    rendered = evaluate(candidate.nodes, scope)
    titles = {other.id: other.title for other in plan.candidates.values()}
    targets = {name: (name, f"”{titles.get(name, name)}”") for name in references(candidate.nodes)}
    for index, block in enumerate(fill(parse(rendered.text).blocks, rendered, targets)):
        yield from ("",) if index else ()
        yield from block_lines(block)


def _definition(parameter: Parameter) -> Iterator[str]:
    if parameter.definition:
        yield " ".join(parameter.definition.split())


def _observed(candidate: Candidate, parameter: Parameter) -> Iterator[str]:
    """Yield the values of other municipalities, each with where it comes from."""
    plain = replace(parameter, price_year=False)
    for row in candidate.entry.clause.observed:
        if row["parameter"] != parameter.name:
            continue
        raw = row["value"]
        seen = str(raw) if any(misfits(plain, raw)) else value(plain, raw).text
        note = f" {row['note']}" if row.get("note") else ""
        yield f"Förekommer: {seen} ({row['municipality']} {row['year']}).{note}"
        yield row["url"]  # on a line of its own, so that a terminal takes it for a link
