"""Answers kept in a file between two sittings, and taken back as far as they still fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from generator import canonical
from generator.interview.check import fits, fitting_lines
from generator.interview.plan import Plan
from generator.interview.questions import Answers, next_question

FORMAT = 1
#: Some hundred answers are a few kilobytes.
MAX_BYTES = 1_000_000
#: As many as a file can hold on each side of the point (``generator.source.scalars``).
_DIGITS = 18


@dataclass(slots=True)
class State:
    """Where an interview stands."""

    answers: Answers = field(default_factory=dict)
    #: Lines of the question that is being answered, where an answer takes several.
    lines: list[Any] = field(default_factory=list)


def dumps(plan: Plan, state: State) -> str:
    """Return a state as the text of its file."""
    answers = [[key, value] for key, value in state.answers.items()]
    return canonical.dumps(
        {"version": FORMAT, "contract": plan.contract.id, "answers": answers, "lines": state.lines}, keep_order=True
    )


def loads(content: bytes, plan: Plan) -> tuple[State, int]:
    """Return the state that a file holds, and how many of its answers no longer fit.

    The answers are given again one by one, so a library that has changed since asks what it now
    needs to know.

    Raises:
        ValueError: the file holds no answers for this kind of document.
    """
    answers, lines = _read(content, plan)
    state = State()
    for key, value in answers:
        question = next_question(plan, state.answers)
        if question is None or question.key != key or not fits(question, value, plan):
            break
        state.answers[key] = value
    lost = len(answers) - len(state.answers)
    question = next_question(plan, state.answers)
    if not lost and question is not None:
        state.lines = fitting_lines(question, lines)
    return state, lost


def _read(content: bytes, plan: Plan) -> tuple[Sequence[tuple[str, Any]], list[Any]]:
    if len(content) > MAX_BYTES:
        raise ValueError("too large")
    try:
        data = canonical.loads(content.decode())
        usable = _holds_plain_numbers(data)
    except RecursionError as error:
        raise ValueError("too deep") from error
    if not usable:
        raise ValueError("a number that no draft can hold")
    if not isinstance(data, dict) or (data.get("version"), data.get("contract")) != (FORMAT, plan.contract.id):
        raise ValueError("another kind of file")
    pairs, lines = data.get("answers"), data.get("lines")
    if not isinstance(pairs, list) or not isinstance(lines, list):
        raise ValueError("another kind of file")
    if not all(isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str) for pair in pairs):
        raise ValueError("another kind of file")
    return [(key, value) for key, value in pairs], lines


def _holds_plain_numbers(data: Any) -> bool:
    """Tell whether every number is one that a draft's file can hold; 1e999999 would be very long in it."""
    if isinstance(data, dict):
        return all(map(_holds_plain_numbers, data.values()))
    if isinstance(data, list):
        return all(map(_holds_plain_numbers, data))
    if isinstance(data, Decimal):
        exponent = data.as_tuple().exponent
        return isinstance(exponent, int) and -_DIGITS <= exponent <= 0 and abs(data) < 10**_DIGITS
    return not isinstance(data, float) and (not isinstance(data, int) or abs(data) < 10**_DIGITS)
