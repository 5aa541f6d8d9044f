"""Rules on how long a paper holds: a year or a last day that has passed, a review that should have been made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from generator.check.language.text import Sentence, sentences
from generator.check.passages import Passage
from generator.check.pattern import Pattern
from generator.check.process.days import DAY, YEAR, adopted, holds, last_of
from generator.check.rule import Case, Rule, needs_draft
from generator.check.together.text import body, needs_paper
from generator.errors import Finding
from generator.prose.values import date

_SPACE = r"[ \u00a0]"
#: Beginnings of words without which a passage says nothing of how long a paper holds.
_ABOUT = ("gäll", "Gäll", "GÄLL", "iltig", "avser", "Avser", "evid", "evis", "versyn", "pröv", "ses", "Ses", "års")
_ANY_YEAR = Pattern(r"(?:20|19)\d\d(?!:)", pieces=("20", "19"))
#: The paper itself, or a line of its head.
_PAPER = Pattern(
    r"\b(?:ägar)?direktivet\b|\bsamhällskontraktet\b|\b(?:område|överens)\w*kommelsen\b|\bdokumentet\b"
    rf"|\b(?:detta|denna){_SPACE}(?:ägar)?(?:direktiv|samhällskontrakt|överenskommelse|dokument|ägaranvisning)\b"
    r"|^(?:gäller|giltig\w*)\b",
    re.IGNORECASE,
)
#: The paper is for a year, or for some years: gäller för år 2019, avser verksamhetsåren 2019–2022.
_FOR_YEAR = Pattern(
    rf"\b(?:gäller|avser){_SPACE}(?:endast{_SPACE}|bara{_SPACE})?(?:(?:för|under){_SPACE})?"
    rf"(?:\w*år(?:et|en)?{_SPACE})?(?P<years>(?:19|20)\d\d(?:{_SPACE}?[–-]{_SPACE}?(?:19|20)\d\d)?)(?![\d:-]|{_SPACE}?[–-]\d)"
    rf"(?!{_SPACE}(?:års|(?:och{_SPACE}|eller{_SPACE})?(?:tills|framåt|därefter|följande)))",
    re.IGNORECASE,
    ("gäller", "avser"),
)
#: The paper's name is that of a year.
_OF_YEAR = Pattern(
    rf"\bårlig\w*{_SPACE}ägardirektiv\b[^.]{{0,60}}?(?P<years>{YEAR})|(?P<years_>{YEAR}){_SPACE}års{_SPACE}ägardirektiv\b",
    re.IGNORECASE,
    ("ägardirektiv",),
)
_TITLE = 4
#: A field that names only a year, or some.
_ONLY = Pattern(
    rf"(?:gäller{_SPACE})?(?:(?:för|under){_SPACE})?(?:\w*år(?:et|en)?{_SPACE})?"
    rf"(?P<years>(?:19|20)\d\d(?:{_SPACE}?[–-]{_SPACE}?(?:19|20)\d\d)?)\.?",
    re.IGNORECASE,
)
_UNTIL = (
    rf"(?:till{_SPACE}och{_SPACE}med|t\.?{_SPACE}?o\.?{_SPACE}?m\.?|längst{_SPACE}till|fram{_SPACE}till|till)"
    rf":?{_SPACE}(?:(?:utgången|slutet){_SPACE}av{_SPACE})?(?:den{_SPACE})?(?:år(?:et)?{_SPACE})?"
)
#: gäller till och med den 31 december 2022
_HOLDS = Pattern(
    rf"\b(?:gäller|gälla|giltig\w*|gällande)\b[^.;]{{0,80}}?\b{_UNTIL}(?P<day>{DAY}|{YEAR})",
    re.IGNORECASE,
    ("gäll", "giltig"),
)
_LAST = Pattern(rf"(?:^|\b){_UNTIL}(?P<day>{DAY}|{YEAR})", re.IGNORECASE, ("19", "20"))
_ANY_DAY = Pattern(rf"(?P<day>{DAY}|{YEAR})", pieces=("19", "20"))
#: ska revideras senast 2020; nästa översyn: 2021
_REVIEW = Pattern(
    rf"\b(?:revideras|omprövas|ses{_SPACE}över|aktualitetsprövas|aktualitetsprövning\w*|nästa{_SPACE}(?:revidering|översyn|revision))"
    rf"\b[^.;\d]{{0,30}}?(?P<day>{DAY}|{YEAR})",
    re.IGNORECASE,
    ("revideras", "omprövas", "ses över", "ses\u00a0över", "aktualitetspröv", "nästa"),
)
#: What has been done, and what another paper or a part of this one holds.
_PAST = Pattern(
    r"\b(?:reviderad\w*|reviderat|senaste|ersätter|upphör\w*|tidigare|gällde|visade|gjordes|genomfördes)\b",
    re.IGNORECASE,
)
#: Fields of the head that say how long the document holds, and when it is looked over.
_VALIDITY, _REVIEWED = "giltighet", "aktualitetsprovning"
#: The clause that says how often, and its parameter.
_CLAUSE, _WHEN = "aktualitetsprovning", "tillfalle"
#: Calendar years from the decision to the one in which the review is to be made, by the clause's answer.
_EVERY: Mapping[str, tuple[int, str]] = {"varje_ar": (1, "varje år"), "vartannat_ar": (2, "minst vartannat år")}
_AFTER_ELECTION = "aret_efter_val"
#: A council is elected for four years from 15 October: 5 kap. 9 § kommunallagen (2017:725). One such year is 2022.
_ELECTION, _TERM, _FROM = 2022, 4, "10-15"


def yearly(case: Case) -> Iterator[Finding]:
    """Yield a finding where a paper is for a year, or for some years, that have passed."""
    today = int(case.date[:4])
    if case.composed:
        if not holds(case.composed):
            return
        loaded = case.composed.loaded
        field = str(loaded.draft.fields.get(_VALIDITY) or "").strip()
        match = _ONLY.fullmatch(field) if field else None
        if match and _last_year(match["years"]) < today:
            yield loaded.source.finding("process-yearly-expired", ("fields", _VALIDITY), text=field)
    for line in case.paper.lines[:_TITLE]:
        match = None if line.clause else _OF_YEAR.search(line.text)
        if match and int(match["years"] or match["years_"]) < today:
            place = case.paper.place(line, match.start())
            yield Finding("process-yearly-expired", place, values={"text": match.group()})
            return
    for passage, parts in _dated(case):
        for sentence in parts:
            match = _FOR_YEAR.search(sentence.text)
            if not match or _last_year(match["years"]) >= today:
                continue
            if _PAPER.search(sentence.text) and not _PAST.search(sentence.text):
                place = passage.place(case.paper, sentence.start + match.start())
                values = {"text": match.group()}
                yield Finding("process-yearly-expired", place, clause=passage.line.clause, values=values)


@lru_cache(maxsize=1)
def _dated(case: Case) -> tuple[tuple[Passage, tuple[Sentence, ...]], ...]:
    """Return the passages that may say how long the paper holds, with a year and such a word; and their sentences."""
    may = (one for one in body(case) if any(part in one.text for part in _ABOUT) and _ANY_YEAR.search(one.text))
    return tuple((one, tuple(part for part in sentences(one.text) if _has_year(part.text))) for one in may)


def _has_year(text: str) -> bool:
    return "20" in text or "19" in text


def _last_year(years: str) -> int:
    return int(years[-4:])


def old(case: Case) -> Iterator[Finding]:
    """Yield a finding where the last day of a paper, or the day to look it over, has passed."""
    if case.composed:
        if not holds(case.composed):
            return
        loaded = case.composed.loaded
        for field, pattern in ((_VALIDITY, _LAST), (_REVIEWED, _ANY_DAY)):
            text = str(loaded.draft.fields.get(field) or "")
            match = pattern.search(text)
            if match and "" < last_of(match["day"]) < case.date:
                yield loaded.source.finding("process-old", ("fields", field), text=text.rstrip("."))
    for passage, parts in _dated(case):
        for sentence in parts:
            match = _passed(sentence.text, case.date)
            if match:
                place = passage.place(case.paper, sentence.start + match.start())
                values = {"text": match.group()}
                yield Finding("process-old", place, clause=passage.line.clause, values=values)


def _passed(text: str, today: str) -> re.Match[str] | None:
    for pattern in (_HOLDS, _REVIEW):
        match = pattern.search(text)
        if not match or not "" < last_of(match["day"]) < today or _PAST.search(text):
            continue
        # A line of the head begins with what it is about: Revideras senast 2020.
        if not match.start() or _PAPER.search(text):
            return match
    return None


def review(case: Case) -> Iterator[Finding]:
    """Yield a reminder where an adopted draft shows no decision since the day when it should have been looked over."""
    assert case.composed
    decided = adopted(case.composed)
    for item in case.composed.chosen if decided else ():
        if item.entry.clause.id != _CLAUSE:
            continue
        due, how = _due(str(item.choice.values.get(_WHEN) or ""), decided)
        if due and due < case.date:
            path = ("clauses", item.choice.index, "values", _WHEN)
            source = case.composed.loaded.source
            found = source.finding("process-review-due", path, how=how, decided=date(decided), due=date(due))
            yield found.about(item.key)


def _due(when: str, decided: str) -> tuple[str, str]:
    """Return the last day for the first review after a decision, and how often there is to be one."""
    year = int(decided[:4])
    if when in _EVERY:
        years, how = _EVERY[when]
        return f"{year + years}-12-31", how
    if when != _AFTER_ELECTION:
        return "", ""
    # The first council that was elected after the decision.
    election = year + (_ELECTION - year) % _TERM
    if decided >= f"{election}-{_FROM}":
        election += _TERM
    return f"{election + 1}-12-31", "året efter varje ordinarie val"


RULES = (
    Rule(("process-yearly-expired",), yearly, needs_paper),
    Rule(("process-old",), old, needs_paper),
    Rule(("process-review-due",), review, needs_draft),
)
