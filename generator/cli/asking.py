"""The interview at the terminal: shows a question, reads a line, and keeps the answers after each one."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from generator import report
from generator.cli.language import _
from generator.cli.output import coloured
from generator.cli.prompts import heading, line_prompt, question_lines, wrapped
from generator.errors import DataError, Finding
from generator.files import write_whole
from generator.interview.check import choice_fault, line_fault, refusal, whole_fault
from generator.interview.explain import clause_lines, explain
from generator.interview.parse import numbers, orgnr, parse
from generator.interview.plan import Plan, tensions
from generator.interview.questions import Answers, Question, chosen, next_question
from generator.interview.state import State, dumps
from generator.interview.steps import Done, Step, advance

_BACK = frozenset({"tillbaka", "back", "<"})
#: Stands where bytes were that are no text.
_UNREADABLE = "\ufffd"


class ClosedError(Exception):
    """Standard input has ended before the interview."""


class Interview:
    """One sitting."""

    def __init__(self, plan: Plan, state: State, kept: Path, output: Path) -> None:
        self.plan, self.state, self.kept, self.output = plan, state, kept, output
        self.heading = ""
        self._ready()

    @staticmethod
    def _ready() -> None:
        # What is no text in the terminal's encoding is answered with a question, not with a crash.
        with contextlib.suppress(AttributeError, ValueError):
            sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401 - makes the arrow keys work in input()

    def run(self) -> Answers:
        """Ask until nothing is left to ask; return the answers.

        Raises:
            ClosedError: standard input has ended.
            DataError: an answer means that there can be no such document.
        """
        while question := next_question(self.plan, self.state.answers):
            self._show(question)
            self._answer(question)
        return self.state.answers

    def _show(self, question: Question) -> None:
        title = heading(self.plan, question, self.state.answers)
        click.echo()
        if title != self.heading:
            self.heading = title
            click.echo(click.style(wrapped(title), bold=True) if coloured(sys.stdout) else wrapped(title))
            click.echo()
        say(question_lines(question))

    def _answer(self, question: Question) -> None:
        """Read lines until the question is answered, or left for the one before."""
        if self.state.lines:
            self._repeat(question)
        while True:
            step = advance(question.parameter, self.state.lines, question.required)
            if isinstance(step, Done):
                if self._take(question, step.value):
                    return
                self.state.lines.clear()
                continue
            line = read(line_prompt(step)).strip()
            if line.casefold() in _BACK:
                if self._back():
                    return
            elif line.startswith("?"):
                self._help(question, line[1:].strip())
            elif _UNREADABLE in line:
                say([_("That line could not be read as text. Type it again.")])
            else:
                self._line(question, step, line)

    def _repeat(self, question: Question) -> None:
        """Show the lines that were given before the interview was interrupted."""
        for count, raw in enumerate(self.state.lines):
            step = advance(question.parameter, self.state.lines[:count], question.required)
            if isinstance(step, Step):
                click.echo(f"{line_prompt(step)}{'' if raw is None else raw}")

    def _line(self, question: Question, step: Step, line: str) -> None:
        if question.group == "section" and question.part is not None:
            keys = [candidate.key for candidate in question.part.candidates]
            picked, strange = numbers(line, keys)
            fault = choice_fault(strange, len(keys)) if strange else None
            raw: Any = [keys[index] for index in picked] or None
        else:
            raw = orgnr(line) if question.key == "company.orgnr" else parse(step.parameter, line)
            fault = line_fault(step, raw, line)
        if fault is not None:
            wrong(fault)
        elif raw is None and step.required:
            say([_("This must be answered. Type tillbaka to go back, or stop with Ctrl-C.")])
        else:
            self.state.lines.append(raw)
            if isinstance(advance(question.parameter, self.state.lines, question.required), Step):
                self._keep()

    def _take(self, question: Question, value: Any) -> bool:
        """Keep a whole answer; return False where it does not fit."""
        refused = refusal(question, value, self.plan, str(self.output))
        if refused is not None:
            raise DataError([refused])
        fault = whole_fault(question, value, self.plan)
        if fault is not None:
            wrong(fault)
            return False
        before = {pair(found) for found in tensions(chosen(self.plan, self.state.answers))}
        self.state.answers[question.key] = value
        self.state.lines.clear()
        self._keep()
        if question.group in ("section", "requires"):
            self._say_tensions(before)
        return True

    def _say_tensions(self, before: set[tuple[str, str, str]]) -> None:
        for found in tensions(chosen(self.plan, self.state.answers)):
            if pair(found) in before:
                continue
            text = (
                _("{one} and {other} do not go together: {reason}")
                if found.kind == "conflicts"
                else _("{one} and {other} settle the same thing in different ways: {reason}")
            )
            say([text.format(one=found.one.title, other=found.other.title, reason=found.reason)])

    def _back(self) -> bool:
        """Take back the last line; return True where that leads to another question."""
        if self.state.lines:
            self.state.lines.pop()
            self._keep()
            return False
        if not self.state.answers:
            say([_("This is the first question.")])
            return False
        self.state.answers.popitem()
        self._keep()
        return True

    def _help(self, question: Question, about: str) -> None:
        lines: list[str] = []
        if question.group == "section" and question.part is not None:
            candidates = question.part.candidates
            about = about or ("1" if len(candidates) == 1 else "")
            picked, strange = numbers(about, [candidate.key for candidate in candidates])
            if strange:
                wrong(choice_fault(strange, len(candidates)))
                return
            for index in picked:
                lines += ["", *clause_lines(self.plan, candidates[index], self.state.answers)]
            lines = lines or [_("Type ? and the number of a clause, such as ? 1, to read it.")]
        else:
            lines += explain(self.plan, question, self.state.answers)
        say(lines or [_("There is nothing more to say about this.")])
        click.echo()

    def _keep(self) -> None:
        write_whole(self.kept, dumps(self.plan, self.state).encode())


def pair(found: Any) -> tuple[str, str, str]:
    """Return what makes a tension the same as another."""
    return found.kind, found.one.key, found.other.key


def read(prompt: str) -> str:
    """Return the next line.

    Raises:
        ClosedError: standard input has ended.
    """
    try:
        line = input(prompt)
    except EOFError as error:
        raise ClosedError from error
    if not sys.stdin.isatty():
        click.echo()  # nobody pressed Enter on the screen
    return line


def say(lines: Iterable[str]) -> None:
    """Print lines that fit the window."""
    for line in lines:
        click.echo(wrapped(line))


def wrong(finding: Finding) -> None:
    """Say what is wrong with an answer."""
    message = report.message(finding)
    click.echo(wrapped(f"! {message[:1].upper()}{message[1:]}."))
