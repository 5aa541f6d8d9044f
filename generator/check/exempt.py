"""Exemptions: what a draft has decided to live with, why, who said so and until when. Always shown."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

from generator.check.rule import Case, Rule, needs_draft
from generator.errors import Finding
from generator.report import checks


class Exempted(NamedTuple):
    """A finding that does not count, and why."""

    finding: Finding
    reason: str
    by: str
    #: ISO date of the last day on which it does not count.
    until: str


def exempted(
    case: Case, findings: Sequence[Finding], known: Collection[str]
) -> tuple[list[Finding], list[Exempted], list[Finding]]:
    """Return the findings that count, those that do not, and what there is to say about the exemptions.

    An exemption whose last day has passed, or whose rule there is not, exempts nothing.

    Args:
        known: the rules that can be exempted.
    """
    valid: dict[str, Mapping[str, Any]] = {}
    said: list[Finding] = []
    found = {finding.rule for finding in findings}
    for index, row in _rows(case):
        fault = _fault(case, index, row, found, known)
        if fault:
            said.append(fault)
        else:
            valid.setdefault(row["rule"], row)
    kept = [finding for finding in findings if finding.rule not in valid]
    away = [
        Exempted(finding, why["reason"], why["by"], why["until"])
        for finding in findings
        if (why := valid.get(finding.rule))
    ]
    return kept, away, said


def _rows(case: Case) -> Iterator[tuple[int, Mapping[str, Any]]]:
    if case.composed:
        yield from enumerate(case.composed.loaded.source.data.get("exempt", ()))


def _fault(
    case: Case, index: int, row: Mapping[str, Any], found: Collection[str], known: Collection[str]
) -> Finding | None:
    assert case.composed
    source, rule = case.composed.loaded.source, row["rule"]
    if rule not in known:
        close = get_close_matches(rule, sorted(known), 1)
        path = ("exempt", index, "rule")
        return source.finding("process-exempt-unknown", path, name=rule, meant=close[0] if close else "")
    if row["until"] < case.date:
        return source.finding("process-exempt-expired", ("exempt", index, "until"), name=rule, until=row["until"])
    if rule not in found:
        fact = checks()[rule]["severity"] == "fact"
        because = "regeln ger bara en upplysning, som inte är något fel" if fact else "regeln hittade inget"
        return source.finding("process-exempt-unused", ("exempt", index, "rule"), name=rule, because=because)
    return None


#: Nothing is looked for here: the engine asks ``exempted`` when every other rule has been run.
RULES = (
    Rule(
        ("process-exempt-expired", "process-exempt-unknown", "process-exempt-unused"), lambda _case: (), needs_draft
    ),
)  # fmt: skip
