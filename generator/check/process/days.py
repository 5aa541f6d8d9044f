"""Days as they are written in papers, and the head of a paper, where the decisions on it stand."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from generator.assemble.composed import Composed
from generator.check.passages import Passage, passages
from generator.check.pattern import Pattern
from generator.check.rule import Case
from generator.model.contract import Contract

_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip
#: A day: 2021-01-25, den 25 januari 2021.
DAY = (
    r"(?:(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?![\d-])"
    rf"|(?<!\d)\d{{1,2}}[ \u00a0](?:{'|'.join(_MONTHS)})[ \u00a0](?:19|20)\d\d(?!\d))"
)
YEAR = r"(?<![\d:.-])(?:19|20)\d\d(?![\d:-])"
#: Lines at a paper's beginning where it may say who decided on it and when.
HEAD = 60
#: States in which a document no longer holds.
ENDED = frozenset({"replaced", "revoked", "ended", "withdrawn"})
#: Words of a paper that nobody has decided on.
_PROPOSAL = Pattern(r"\b(?:förslag\w*|utkast\w*|remissversion\w*|arbetsmaterial)\b", re.IGNORECASE)
_PROPOSAL_LINES = 12


def iso(text: str) -> str:
    """Return a day that ``DAY`` matches as YYYY-MM-DD; empty where there is no such day."""
    parts = text.replace("\u00a0", " ").split()
    if len(parts) == 3:
        text = f"{parts[2]}-{_MONTHS.index(parts[1].lower()) + 1:02}-{int(parts[0]):02}"
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def last_of(text: str) -> str:
    """Return the last day of what ``DAY`` or ``YEAR`` matches, as YYYY-MM-DD; empty where there is none."""
    return f"{text}-12-31" if re.fullmatch(r"\d{4}", text) else iso(text)


def later(day: str, days: int) -> str:
    """Return the day that comes a number of days after another; both as YYYY-MM-DD."""
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days)).isoformat()


def head(case: Case) -> Iterator[Passage]:
    """Yield the first passages of somebody else's paper, where its decisions stand."""
    for passage in passages(case.paper):
        if passage.line.number > HEAD:
            break
        yield passage


def is_proposal(case: Case) -> bool:
    """Return whether somebody else's paper says at its beginning that it is a proposal."""
    return any(_PROPOSAL.search(line.text) for line in case.paper.lines[:_PROPOSAL_LINES])


def order(contract: Contract) -> Iterator[tuple[str, str]]:
    """Yield each two decisions of which the second comes after the first.

    The states tell: where one decision has been taken and another has not, the other comes later. Two parties
    that decide each for itself have no order.
    """
    pairs = {
        (before, after) for state in contract.states.values() for before in state.decided for after in state.undecided
    }
    names = list(contract.decisions)
    yield from sorted(pairs, key=lambda pair: (names.index(pair[0]), names.index(pair[1])))


def holds(composed: Composed) -> bool:
    """Return whether a draft is still to be decided on, or holds: it has not been replaced or ended."""
    return composed.loaded.draft.state not in ENDED


def adopted(composed: Composed) -> str:
    """Return the day of the latest decision on a draft that has been through all of them; else empty."""
    draft, contract = composed.loaded.draft, composed.contract.contract
    decisions = [draft.decisions.get(name) for name in contract.decisions]
    if not holds(composed) or not all(decision and decision.date for decision in decisions):
        return ""
    return max((decision.date for decision in decisions if decision), default="")
