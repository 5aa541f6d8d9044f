"""Running rules: each says what it needs, and one that cannot be run says so instead of being silent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.check.exempt import RULES, Exempted, exempted
from generator.check.rule import Case, Fact, Rule
from generator.errors import Finding, set_of


class Report(NamedTuple):
    """What the rules found, and which of them had nothing to go by."""

    file: str
    #: ISO date of the check, and the date to which the law was read; empty where nothing was.
    date: str
    law_checked: str
    findings: tuple[Finding, ...]
    facts: tuple[Fact, ...] = ()
    exempted: tuple[Exempted, ...] = ()
    #: Rules that were not run, by what was lacking.
    skipped: tuple[tuple[str, tuple[str, ...]], ...] = ()


def check(case: Case, rules: Sequence[Rule], findings: Iterable[Finding] = ()) -> Report:
    """Return what some rules say of a case.

    Args:
        findings: what is already known of it, which no exemption touches.
    """
    found: list[Finding] = []
    facts: list[Fact] = []
    skipped: dict[str, list[str]] = {}
    for rule in rules:
        missing = rule.lacks(case)
        if missing:
            skipped.setdefault(missing, []).extend(rule.words)
            continue
        for one in rule.look(case):
            if isinstance(one, Fact):
                facts.append(one)
            else:
                found.append(one)
    fixed = {word for rule in RULES for word in rule.words}
    kept, away, said = exempted(case, set_of(found), {word for rule in rules for word in rule.words} - fixed)
    every = sorted([*set_of(findings), *kept, *said], key=Finding.order)
    lacking = tuple((missing, tuple(words)) for missing, words in skipped.items())
    checked = case.law.checked()
    return Report(case.paper.file, case.date, checked, tuple(every), tuple(facts), tuple(away), lacking)
