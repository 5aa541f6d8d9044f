"""How the interview puts its questions: headings, questions, and what an answer looks like."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator

from generator.cli.language import _
from generator.interview.parse import unit_of
from generator.interview.plan import Candidate, Plan
from generator.interview.questions import Answers, Question, chosen
from generator.interview.steps import Step
from generator.model.parameter import Number, Parameter
from generator.prose.values import decimal

#: Longer lines are hard to read, however wide the window is.
_WIDEST = 88


def heading(plan: Plan, question: Question, answers: Answers) -> str:
    """Return what the question is a part of, and how far it is."""
    if question.group == "clause" and question.candidate is not None:
        picked = [candidate.key for candidate in chosen(plan, answers)]
        return _("{title} (clause {number} of {count})").format(
            title=question.candidate.title, number=picked.index(question.candidate.key) + 1, count=len(picked)
        )
    if question.group == "section" and question.part is not None:
        return _("{title} (section {number} of {count}): which clauses?").format(
            title=question.part.title, number=plan.parts.index(question.part) + 1, count=len(plan.parts)
        )
    return {
        "parties": _("Municipality and company") if plan.contract.company_forms else _("Municipality"),
        "fields": plan.contract.caption,
        "replaces": _("What the document replaces"),
        "files": _("What the document takes from other files"),
        "requires": _("Clauses that other clauses need"),
        "values": _("Values that several clauses share"),
    }[question.group]


def question_lines(question: Question) -> Iterator[str]:
    """Yield the question, with everything that can be chosen."""
    parameter = question.parameter
    if question.group == "section" and question.part is not None:
        candidates = question.part.candidates
        yield from (f"{number:>3}  {_title(candidate)}" for number, candidate in enumerate(candidates, 1))
    elif question.group == "requires" and question.candidate is not None:
        for candidate, relation in question.needed_by:
            yield _("{title} needs {other}: {reason}").format(
                title=candidate.title, other=question.candidate.title, reason=relation.reason
            )
        yield _("Add {title}?").format(title=question.candidate.title)
    else:
        yield _asked(question)
        yield from (f"{number:>3}  {text}" for number, text in enumerate(parameter.choices.values(), 1))
    hint = "; ".join(_hints(question))
    if hint:
        yield f"({hint})"


def _title(candidate: Candidate) -> str:
    """Return a clause's title, with its library where another one has a clause with the same id."""
    return candidate.title if candidate.key == candidate.id else f"{candidate.title} ({candidate.entry.library})"


def _asked(question: Question) -> str:
    key, label = question.key, question.parameter.label
    if question.group == "replaces" and key.endswith(".date"):
        return _("{decision}: on which day?").format(decision=label)
    if question.group == "replaces" and key.endswith(".paragraph"):
        return _("{decision}: which paragraph of the minutes?").format(decision=label)
    if question.group == "files" and key != "about":
        return _("{register}: in which file, .csv or .xlsx?").format(register=label)
    own = {
        "about": _("Which draft is the document about? The path of its file."),
        "municipality.name": _("What is the municipality called?"),
        "company.name": _("What is the company called?"),
        "company.form": _("What legal form does the company have?"),
        "company.orgnr": _("What is the company's organisation number?"),
        "company.parent": _("What is the parent company called, if the municipality owns the company through one?"),
        "replaces.document": _("What is the document called that this one replaces, if it replaces any?"),
    }
    return own.get(key) or question.parameter.question or label


def _hints(question: Question) -> Iterator[str]:
    parameter = question.parameter
    if question.group == "section":
        count = len(question.part.candidates) if question.part else 0
        if count > 1:
            yield _("numbers, such as 1 3, or alla; ? and a number shows the clause; Enter for none")
        else:
            yield _("1 to take it; ? shows it; Enter for none")
        return
    if unit_of(parameter):
        yield unit_of(parameter)
    yield from _bounds(parameter)
    form = {
        "date": _("a day, such as 2026-11-23"),
        "period": _("a period, such as 2027-2030"),
        "boolean": _("ja or nej"),
        "choice": _("a number"),
        "list": _("one on each line, an empty line ends"),
        "table": _("row by row, an empty first cell ends"),
    }.get(parameter.type)
    if form:
        yield form
    if question.key == "company.orgnr":
        yield _("ten digits, such as 556093-0504")
    if parameter.type not in ("list", "table") and not question.required:
        yield _("Enter if there is none") if _may_be_none(question) else _("Enter leaves it open")


def _may_be_none(question: Question) -> bool:
    return question.parameter.optional or question.group == "replaces" or question.key == "company.parent"


def _bounds(parameter: Parameter) -> Iterator[str]:
    low, high = parameter.min, parameter.max
    if low is not None and high is not None:
        yield _("from {low} to {high}").format(low=_number(parameter, low), high=_number(parameter, high))
    elif low is not None:
        yield _("at least {low}").format(low=_number(parameter, low))
    elif high is not None:
        yield _("at most {high}").format(high=_number(parameter, high))


def _number(parameter: Parameter, number: Number) -> str:
    return str(number) if parameter.type == "year" else decimal(number)


def line_prompt(step: Step) -> str:
    """Return what stands in front of the cursor."""
    if step.kind == "price_year":
        return _("In the prices of which year? ")
    if step.kind == "item":
        return f"{step.number}> "
    if step.kind == "cell":
        bounds = ", ".join(filter(None, (unit_of(step.parameter), *_bounds(step.parameter))))
        return (
            f"{step.number}. {step.parameter.label} ({bounds})> "
            if bounds
            else f"{step.number}. {step.parameter.label}> "
        )
    return "> "


def wrapped(text: str) -> str:
    """Return a paragraph in lines that fit the window; an indented one stays indented."""
    width = max(40, min(shutil.get_terminal_size().columns, _WIDEST))
    indent = " " * (5 if text.startswith("  ") else 0)
    # An address is not broken, so that it can be followed.
    return "\n".join(
        textwrap.wrap(text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    )
