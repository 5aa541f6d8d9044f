"""What a rule is: what it looks at, what it needs, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from generator.assemble.composed import Composed
from generator.check.statutes.law import Law
from generator.errors import Finding, Place
from generator.library.load import Library
from generator.model.contract import Contract
from generator.model.paper import Paper
from generator.store import Store

if TYPE_CHECKING:  # a draft or a text is checked without knowing what a Word file is
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
    #: Where what a text tells by itself is kept from run to run; None where nothing is.
    store: Store | None = None


class Fact(NamedTuple):
    """Something worked out that is neither right nor wrong, for the reader to know."""

    #: Word in the wording of a family, with severity ``fact``.
    rule: str
    place: Place
    clause: str = ""
    values: Mapping[str, object] = MappingProxyType({})
    #: Rows of a table under the columns that the wording names.
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


class Rule(NamedTuple):
    """A rule, or several that look at the same thing together."""

    #: The words that it may give, all in the wording of its family.
    words: tuple[str, ...]
    look: Callable[[Case], Iterable[Finding | Fact]]
    #: Returns what is lacking for the rule to be run, in Swedish and small letters; empty where nothing is.
    lacks: Callable[[Case], str] = needs_text
