"""Rules on decisions: taken in the wrong order, on a day that has not come, or too new to be final."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.check.pattern import Pattern
from generator.check.process.days import DAY, head, holds, is_proposal, iso, later, order
from generator.check.rule import Case, Rule, needs_draft
from generator.check.together.text import needs_paper
from generator.errors import Finding
from generator.model.contract import DecisionKind
from generator.model.draft import Decision
from generator.prose.values import date
from generator.source.tree import Path

#: Field of the head that says when the decision became final, and from when the document holds.
_FINAL, _FROM = "laga_kraft", "galler_fran"
#: The field that says when the approval of the minutes was announced, from which the time runs.
_ANNOUNCED = "anslaget"
#: Days in which a decision can be appealed: three weeks, 13 kap. 5 § kommunallagen (2017:725).
_APPEAL = 21
_APPEAL_PROVISION = "sfs-2017-725/13:5"
#: States in which the appeal is known already.
_KNOWN = frozenset({"appealed", "draft", "referred_back"})

_BODIES = r"kommunfullmäktige|bolagsstämm|årsstämm|kommunstyrels|\bKF\b|\bKS\b"
_COUNCIL = Pattern(rf"(?:kommunfullmäktige\w*|\bKF)\b(?:(?!{_BODIES})[^.;]){{0,60}}?(?P<day>{DAY})", re.IGNORECASE)
_MEETING = Pattern(rf"(?:bolagsstämma\w*|årsstämma\w*)\b(?:(?!{_BODIES})[^.;]){{0,60}}?(?P<day>{DAY})", re.IGNORECASE)
#: What may be about another paper, or another decision on this one.
_OTHER = Pattern(
    r"ersätt|tidigare|upphör|ändra|ändring|revider|tillägg|föregående|förslag|föreslå|årsredovisning", re.IGNORECASE
)
_DECIDED = Pattern(
    r"\b(?:antag(?:en|et|na)|besluta(?:d|t)|fastställ(?:d|t|da))\b"
    rf"(?:[ \u00a0:]+(?:den[ \u00a0])?|[^.;\d]{{0,60}}?(?:fullmäktige|stämma|\bKF\b)[^.;]{{0,40}}?)(?P<day>{DAY})",
    re.IGNORECASE,
)
#: A sentence about what is to come.
_TO_COME = Pattern(r"\b(?:ska|skall|förslag\w*|föreslå\w*|utkast\w*|kommer|planera\w*|avses|bör)\b", re.IGNORECASE)


def disorder(case: Case) -> Iterator[Finding]:
    """Yield a finding for each decision with an earlier date than one that it comes after."""
    if case.composed is None:
        yield from _order_elsewhere(case)
        return
    loaded, contract = case.composed.loaded, case.composed.contract.contract
    kinds = contract.decisions
    bases: tuple[tuple[Path, Mapping[str, Decision]], ...] = (
        (("decisions",), loaded.draft.decisions), (("replaces", "decisions"), loaded.draft.replaced),
    )  # fmt: skip
    for base, decisions in bases:
        for before, after in order(contract):
            first, day = (decisions.get(name, Decision()).date for name in (before, after))
            if first and day and day < first:
                what, other = f"beslut av {kinds[after].body}", f"beslut av {kinds[before].body}"
                yield _disorder(case, (*base, after, "date"), (what, day), (other, first))
    for name, kind in kinds.items():
        decided = loaded.draft.decisions.get(name, Decision()).date
        dates = [(f"beslut av {kind.body}", decided)] if decided else []
        for field, day in _days(case, kind):
            label = contract.fields[field].label
            if dates and day < dates[-1][1]:
                yield _disorder(case, ("fields", field), (label, day), dates[-1])
            dates.append((label, day))


def _days(case: Case, kind: DecisionKind) -> Iterator[tuple[str, str]]:
    """Yield the days in the head that a decision leads to, in their order."""
    assert case.composed
    for field in kind.fields:
        day = case.composed.loaded.draft.fields.get(field)
        if day and case.composed.contract.contract.fields[field].type == "date":
            yield field, str(day)


def _disorder(case: Case, path: Path, what: tuple[str, str], other: tuple[str, str]) -> Finding:
    assert case.composed
    return case.composed.loaded.source.finding(
        "process-date-order", path, what=what[0], day=date(what[1]), other=other[0], first=date(other[1])
    )


def _order_elsewhere(case: Case) -> Iterator[Finding]:
    """Yield a finding where a paper names one day for the council and an earlier one for the general meeting."""
    days: dict[str, set[str]] = {"council": set(), "meeting": set()}
    where = None
    for passage in head(case):
        if _OTHER.search(passage.text):
            continue
        days["council"] |= {iso(match["day"]) for match in _COUNCIL.finditer(passage.text)}
        for match in _MEETING.finditer(passage.text):
            days["meeting"].add(iso(match["day"]))
            where = where or (passage, match)
    if where and all(len(found) == 1 and "" not in found for found in days.values()):
        (council,), (meeting,) = days["council"], days["meeting"]
        if meeting < council:
            passage, match = where
            values = {
                "what": "beslut av bolagsstämman", "day": date(meeting),
                "other": "beslut av kommunfullmäktige", "first": date(council),
            }  # fmt: skip
            yield Finding("process-date-order", passage.place(case.paper, match.start()), values=values)


def future(case: Case) -> Iterator[Finding]:
    """Yield a finding for each decision that is said to have been taken on a day that has not come."""
    if case.composed is None:
        yield from _future_elsewhere(case)
        return
    loaded, contract = case.composed.loaded, case.composed.contract.contract
    # A decision that the state rules out is told of before the checks.
    ruled_out = contract.states[loaded.draft.state].undecided
    bases: tuple[tuple[Path, Mapping[str, Decision]], ...] = (
        (("decisions",), {name: one for name, one in loaded.draft.decisions.items() if name not in ruled_out}),
        (("replaces", "decisions"), loaded.draft.replaced),
    )
    for base, decisions in bases:
        for name, decision in decisions.items():
            if decision.date > case.date:
                what = f"beslut av {contract.decisions[name].body}"
                yield _early(case, (*base, name, "date"), what, decision.date)
    for kind in contract.decisions.values():
        for field, day in _days(case, kind):
            # When a decision becomes final is known before the day has come.
            if field != _FINAL and day > case.date:
                yield _early(case, ("fields", field), contract.fields[field].label, day)


def _early(case: Case, path: Path, what: str, day: str) -> Finding:
    assert case.composed
    source, today = case.composed.loaded.source, date(case.date)
    return source.finding("process-date-future", path, what=what, day=date(day), today=today)


def _future_elsewhere(case: Case) -> Iterator[Finding]:
    if is_proposal(case):
        return
    for passage in head(case):
        if _TO_COME.search(passage.text):
            continue
        for match in _DECIDED.finditer(passage.text):
            day = iso(match["day"])
            if day > case.date:
                place = passage.place(case.paper, match.start())
                values = {"what": f"”{match.group()}”", "day": date(day), "today": date(case.date)}
                yield Finding("process-date-future", place, values=values)


def before(case: Case) -> Iterator[Finding]:
    """Yield a finding where a document is to hold from a day before the last decision on it."""
    assert case.composed
    draft, contract = case.composed.loaded.draft, case.composed.contract.contract
    start = str(draft.fields.get(_FROM) or "")
    pairs = list(order(contract))
    # The decision that no other comes after is the one by which the document begins to hold.
    last = {after for _, after in pairs} - {before for before, _ in pairs}
    day, name = max(((draft.decisions.get(name, Decision()).date, name) for name in last), default=("", ""))
    if start and day > start:
        body, decided = contract.decisions[name].body, date(day)
        source = case.composed.loaded.source
        yield source.finding("process-valid-before", ("fields", _FROM), day=date(start), body=body, decided=decided)


def final(case: Case) -> Iterator[Finding]:
    """Yield a reminder where a municipal decision is so new that it may still be appealed."""
    assert case.composed
    loaded, contract = case.composed.loaded, case.composed.contract.contract
    if loaded.draft.state in _KNOWN or not holds(case.composed):
        return
    for name, kind in contract.decisions.items():
        decided = loaded.draft.decisions.get(name, Decision()).date
        # Only a municipal body's minutes are given with a paragraph.
        if not kind.paragraph or not decided or decided > case.date:
            continue
        known = _FINAL in kind.fields and str(loaded.draft.fields.get(_FINAL) or "")
        announced = str(loaded.draft.fields.get(_ANNOUNCED) or "") if _ANNOUNCED in kind.fields else ""
        counted = announced or decided
        if counted <= case.date <= later(counted, _APPEAL) and not (known and known <= case.date):
            what = f"justeringen anslogs {date(announced)}" if announced else f"beslutet är från {date(decided)}"
            path = ("decisions", name, "date")
            yield loaded.source.finding(
                "process-not-final", path, body=kind.body, what=what, provision=_APPEAL_PROVISION
            )


RULES = (
    Rule(("process-date-order",), disorder, needs_paper),
    Rule(("process-date-future",), future, needs_paper),
    Rule(("process-valid-before",), before, needs_draft),
    Rule(("process-not-final",), final, needs_draft),
)
