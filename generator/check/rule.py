"""What a rule is: what it looks at, what it needs, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from generator.assemble.composed import Composed
from generator.check.law import Law
from generator.errors import Finding, Place
from generator.library.load import Library
from generator.model.contract import Contract
from generator.model.paper import Paper
from generator.model.wordfile import WordFile


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """What is checked, and what it is checked against."""

    paper: Paper
    law: Law
    #: ISO date of the check.
    date: str
    #: A draft of ours with its document; None for anything else.
    composed: Composed | None = None
    #: A library under check, with the contracts that use it; None for anything else.
    library: Library | None = None
    contracts: tuple[Contract, ...] = ()
    #: The articles of association (bolagsordning), where they were given.
    articles: Paper | None = None
    #: The paper as a Word file; None for anything else.
    word: WordFile | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """Something worked out that is neither right nor wrong, for the reader to know."""

    #: Word in checks.yaml, with severity ``fact``.
    rule: str
    place: Place
    clause: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    #: Rows of a table under the columns that checks.yaml names.
    rows: tuple[tuple[str, ...], ...] = ()


def needs_draft(case: Case) -> str:
    """Say that a draft is lacking."""
    return "" if case.composed else "utkast"


def needs_library(case: Case) -> str:
    """Say that a library is lacking."""
    return "" if case.library else "bibliotek"


def needs_text(_case: Case) -> str:
    """Lack nothing: every case has a text."""
    return ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, or several that look at the same thing together."""

    #: The words that it may give, all in checks.yaml.
    words: tuple[str, ...]
    look: Callable[[Case], Iterable[Finding | Fact]]
    #: Returns what is lacking for the rule to be run, in Swedish and small letters; empty where nothing is.
    lacks: Callable[[Case], str] = needs_text
