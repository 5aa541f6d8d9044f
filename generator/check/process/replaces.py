"""Rules on what a paper replaces: named without its decisions, or by other decisions in another place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.check.language.text import sentences
from generator.check.pattern import Pattern
from generator.check.process.days import DAY, YEAR
from generator.check.rule import Case, Rule, needs_draft
from generator.check.together.text import body, needs_paper
from generator.errors import Finding
from generator.model.draft import Decision
from generator.prose.values import date

_EARLIER = r"(?:tidigare|föregående|äldre|nuvarande|gällande|befintlig[at]?)"
#: ersätter tidigare ägardirektiv; ersätter kommunens nuvarande direktiv för bolaget
_REPLACES = Pattern(
    rf"\bersätter[ \u00a0](?:\w+[ \u00a0]){{0,3}}?{_EARLIER}[ \u00a0](?:\w+[ \u00a0]){{0,2}}?"
    r"(?:ägar)?(?:direktiv\w*|samhällskontrakt\w*|ägaranvisning\w*|överenskommelse\w*|dokument\w*)",
    re.IGNORECASE,
)
_NAMED = Pattern(rf"{DAY}|{YEAR}|§|\[[^\]]+\]|\bdnr\b|\bdiarienummer\b", re.IGNORECASE)
#: The clause that says what is replaced, and its parameters for the decisions on it, by the contract's names.
_CLAUSE = "tidigare-direktiv"
_DAYS = {"council": "beslutsdag", "general_meeting": "stamma"}
_PARAGRAPHS = {"council": "paragraf"}


def nothing(case: Case) -> Iterator[Finding]:
    """Yield a finding where a paper replaces another and says neither when nor where that was decided."""
    if case.composed:
        loaded = case.composed.loaded
        named = any(decision.date for decision in loaded.draft.replaced.values())
        if loaded.draft.replaces and not named and not _NAMED.search(loaded.draft.replaces):
            yield loaded.source.finding("process-replaces", ("replaces", "document"), text=loaded.draft.replaces)
    for passage in body(case):
        if "rsätter" not in passage.text or _NAMED.search(passage.text):
            continue
        for sentence in sentences(passage.text):
            if match := _REPLACES.search(sentence.text):
                place = passage.place(case.paper, sentence.start + match.start())
                values = {"text": match.group()}
                yield Finding("process-replaces", place, clause=passage.line.clause, values=values)


def differs(case: Case) -> Iterator[Finding]:
    """Yield a finding where a draft's head and its clause name different decisions on what is replaced."""
    assert case.composed
    loaded = case.composed.loaded
    for item in case.composed.chosen if loaded.draft.replaces else ():
        if item.entry.clause.id != _CLAUSE:
            continue
        for name, decision in loaded.draft.replaced.items():
            for path, here, there in _two(item.choice.values, name, decision):
                place = ("clauses", item.choice.index, "values", path)
                found = loaded.source.finding("process-replaces-differs", place, here=here, there=there)
                yield found.about(item.key)


def _two(values: Mapping[str, Any], name: str, decision: Decision) -> Iterator[tuple[str, str, str]]:
    """Yield a parameter with what the clause and the head say, where both say something and not the same."""
    day, paragraph = _DAYS.get(name, ""), _PARAGRAPHS.get(name, "")
    written = str(values.get(day) or "")
    if written and decision.date and written != decision.date:
        yield day, date(written), date(decision.date)
    written = str(values.get(paragraph) or "").strip("§ \u00a0")
    if written and decision.paragraph and written != decision.paragraph.strip("§ \u00a0"):
        yield paragraph, f"§ {written}", f"§ {decision.paragraph}"


RULES = (
    Rule(("process-replaces",), nothing, needs_paper),
    Rule(("process-replaces-differs",), differs, needs_draft),
)
