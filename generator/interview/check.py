"""Whether an answer fits, said in the words of the findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from generator.errors import Finding, Place
from generator.forms import is_orgnr, shown
from generator.interview.plan import Plan
from generator.interview.questions import Question
from generator.interview.steps import Done, Step, advance
from generator.model.parameter import Parameter
from generator.prose.accepts import misfits
from generator.prose.values import decimal
from generator.source.scalars import resolve
from generator.source.tree import dotted

#: How a value of each type is typed here, where a file has another form.
_WANTED = {
    "boolean": "ja eller nej", "period": "en period som 2027-2030", "decimal": "ett tal som 0,35",
    "percent": "ett tal som 0,35", "money": "ett belopp som 25 000", "area": "ett tal som 1 200",
}  # fmt: skip
_NOWHERE = Place("")


def line_fault(step: Step, raw: Any, typed: str) -> Finding | None:
    """Return what is wrong with one line of an answer, or None.

    Args:
        step: what was asked for.
        raw: what the line was read as.
        typed: the line itself, for the message.
    """
    return next(_misfits(step.parameter, raw, typed), None)


def whole_fault(question: Question, value: Any, plan: Plan) -> Finding | None:
    """Return what is wrong with a whole answer, or None. A refused company form is no fault of the answer."""
    if question.group == "section" and value is not None:
        return _section_fault(question, value)
    if value is None:
        return Finding("source-empty", _NOWHERE, values={"field": question.key}) if question.required else None
    fault = next(_misfits(question.parameter, value, shown(value)), None)
    if fault is None and question.group == "files":
        return _file_fault(question, value)
    if fault is None and question.key == "company.orgnr" and not is_orgnr(value):
        return Finding("source-orgnr", _NOWHERE, values={"value": shown(value)})
    return fault


def refusal(question: Question, value: Any, plan: Plan, file: str) -> Finding | None:
    """Return why there can be no such document for a company of this form, or None."""
    form = plan.contract.company_forms.get(value) if question.key == "company.form" else None
    if form is None or not form.refusal:
        return None
    return Finding("process-company-form", Place(file), question.key, values={"reason": form.refusal})


def fits(question: Question, value: Any, plan: Plan) -> bool:
    """Tell whether an answer that was kept in a file can be taken as it is."""
    return whole_fault(question, value, plan) is None and refusal(question, value, plan, "") is None


def fitting_lines(question: Question, given: list[Any]) -> list[Any]:
    """Return the lines of a half-given answer, as far as they fit the question."""
    kept: list[Any] = []
    if question.group == "section":
        return kept
    for raw in given:
        step = advance(question.parameter, kept, question.required)
        if isinstance(step, Done) or line_fault(step, raw, shown(raw)) or (raw is None and step.required):
            break
        kept.append(raw)
    # A whole answer would have been kept as one.
    return kept if isinstance(advance(question.parameter, kept, question.required), Step) else []


def _file_fault(question: Question, value: str) -> Finding | None:
    """Return what is wrong with the path of a file; whether there is one is seen when the draft is built."""
    from generator.schema.dictionary import rules_at  # imported late: Cerberus comes with it

    rules = rules_at("draft", tuple(question.key.split(".")))
    if re.fullmatch(rules["regex"], value):
        return None
    return Finding("source-form", _NOWHERE, values={"value": shown(value), "form": rules["meta"]["form"]})


def _section_fault(question: Question, value: Any) -> Finding | None:
    keys = [candidate.key for candidate in question.part.candidates] if question.part else []
    strange = [key for key in value if key not in keys] if isinstance(value, list) else [value]
    if value and not strange:
        return None
    return choice_fault(shown(strange[0]) if strange else "", len(keys))


def choice_fault(word: str, count: int) -> Finding:
    """Return the finding for a word that names none of ``count`` numbered clauses."""
    allowed = f"1–{count} och alla" if count > 1 else "1"
    return Finding("number-choice", _NOWHERE, values={"value": word, "allowed": allowed})


def _misfits(parameter: Parameter, raw: Any, typed: str) -> Iterator[Finding]:
    for path, rule, values in misfits(parameter, raw):
        said = dict(values)
        if not path:
            said |= {"value": typed} if "value" in said else {}
            if rule == "number-type" and parameter.type in _WANTED:
                said["wanted"] = _WANTED[parameter.type]
            if "bounds" in said and parameter.type != "year":
                said["bounds"] = " ".join(_swedish(word) for word in str(said["bounds"]).split())
        yield Finding(rule, _NOWHERE, dotted(path), values=said)


def _swedish(word: str) -> str:
    """Return a word of a message, a number with comma and hard spaces between thousands."""
    number = resolve(word)
    return decimal(number) if isinstance(number, int | Decimal) and not isinstance(number, bool) else word
