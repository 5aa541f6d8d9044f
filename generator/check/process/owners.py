"""Rules on owners: several that must say the same, and a parent company between the municipality and the company."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.language.text import sentences
from generator.check.passages import Passage, passages
from generator.check.pattern import Pattern
from generator.check.process.days import DAY, HEAD, iso
from generator.check.rule import Case, Rule, needs_draft
from generator.check.together.text import body, by_clause, needs_paper
from generator.errors import Finding
from generator.prose.values import enumeration

#: Words that say that the company has several owners.
_SHARED = Pattern(
    r"\b(?:är|som)[ \u00a0](?:ett[ \u00a0])?delägt\b|\bsamäg[td]\w*\b|\bäg[se]r?[ \u00a0](?:gemensamt|tillsammans)\b"
    r"|\bgemensamt[ \u00a0]äg[tds]\w*\b|\bägarkommuner\w*\b|\bdelägarkommuner\w*\b",
    re.IGNORECASE,
)
#: Beginnings of the same words, to see fast that there is none.
_MAY = ("elägt", "amäg", "emensamt", "illsammans", "garkommun")
_OWNS = Pattern(
    r"\b(?:ägs|ägd|ägt|ägda|äger|ägare|ägarna|delägare|delägarna)\b",
    re.IGNORECASE,
    ("ägs", "ägd", "ägt", "äger", "ägar"),
)
#: A name of one word, or of more: Lilla Edets, Upplands Väsby. A capital that begins a sentence begins no name.
_WORD = r"[A-ZÅÄÖ][\wé-]+"
_NAME = (
    rf"(?:(?:(?<=[a-zåäö,][ \u00a0])\b{_WORD}"
    rf"|\b(?:Lilla|Stora|Nya|Gamla|Norra|Södra|Östra|Västra|Övre|Nedre|Upplands))[ \u00a0])?\b{_WORD}"
)
#: Härryda, Mölndals, Lerums och Kungälvs kommuner; Bollnäs kommun och Ovanåkers kommun.
_MANY = Pattern(rf"(?P<names>(?:{_NAME},[ \u00a0]){{0,20}}{_NAME}[ \u00a0]och[ \u00a0]{_NAME}[ \u00a0]kommuner)\b")
_ONE = Pattern(rf"(?P<name>{_NAME}[ \u00a0](?:kommun|stad))\b")
_OTHERS = Pattern(r"\b(?:ägdes|ägde|tidigare|inte)\b", re.IGNORECASE)
_COUNCIL = Pattern(rf"(?:kommunfullmäktige\w*|\bKF)\b(?:(?!bolagsstämm)[^.;]){{0,60}}?(?P<day>{DAY})", re.IGNORECASE)
#: The requirement that all owners adopt the same text.
_SAME_TEXT = "samma-text-flera-agare"
#: Lines at a paper's end where decisions may stand.
_TAIL = 15


def joint(case: Case) -> Iterator[Finding]:
    """Yield a finding for somebody else's paper that names several owners and fewer decisions of councils."""
    for passage, start, owners in () if case.composed else _named(case):
        days = _decided(case)
        if 0 < days < len(owners):
            values = {"owners": enumeration(owners), "count": len(owners), "days": days}
            yield Finding("process-joint", passage.place(case.paper, start), values=values)
            return


def owners(case: Case) -> Iterator[Finding]:
    """Yield a reminder where a paper says that the company has several owners.

    A draft with a clause that answers to it, by saying that all adopt the same text, needs no reminder.
    """
    if any(True for _ in joint(case)):
        return
    if case.composed and any(_SAME_TEXT in item.entry.clause.satisfies for item in case.composed.chosen):
        return
    for passage in body(case):
        if match := _shared(passage.text):
            place = passage.place(case.paper, match.start())
            yield Finding("process-owners", place, clause=passage.line.clause, values={"text": match.group()})
            return
    for passage, start, found in _named(case):
        values = {"text": enumeration(found)}
        yield Finding("process-owners", passage.place(case.paper, start), clause=passage.line.clause, values=values)
        return


def _shared(text: str) -> re.Match[str] | None:
    return _SHARED.search(text) if any(part in text for part in _MAY) else None


def _named(case: Case) -> Iterator[tuple[Passage, int, list[str]]]:
    """Yield each sentence that names several municipalities as owners, with their names as they are written."""
    for passage in body(case):
        if not _OWNS.search(passage.text) or len(_municipalities(passage.text)) < 2:
            continue
        for sentence in sentences(passage.text):
            found = _municipalities(sentence.text) if _OWNS.search(sentence.text) else []
            if len(found) > 1 and not _OTHERS.search(sentence.text):
                yield passage, sentence.start, found


def _municipalities(text: str) -> list[str]:
    if text.count("kommun") + text.count("stad") < 2 and "kommuner" not in text:
        return []
    if many := _MANY.search(text):
        return re.split(r",[ \u00a0]|[ \u00a0]och[ \u00a0]", many["names"])
    return list(dict.fromkeys(match["name"] for match in _ONE.finditer(text)))


def _decided(case: Case) -> int:
    """Return how many days a paper names on which a council decided."""
    near = [
        passage.text for passage in passages(case.paper)
        if passage.line.number <= HEAD or passage.line.number >= case.paper.lines[-_TAIL:][0].number
    ]  # fmt: skip
    return len({iso(match["day"]) + text[match.end() :][:8] for text in near for match in _COUNCIL.finditer(text)})


def parent(case: Case) -> Iterator[Finding]:
    """Yield a finding where a draft names a parent company and no text says how the decision goes through it."""
    assert case.composed
    loaded = case.composed.loaded
    owner = str(loaded.draft.company.get("parent") or "")
    if not owner:
        return
    for text in by_clause(case).values():
        if "moderbolag" in text.casefold() or owner.casefold() in text.casefold():
            return
    yield loaded.source.finding("process-parent", ("company", "parent"), parent=owner)


def _needs_decisions(case: Case) -> str:
    if case.composed:
        # The draft has room for one municipality's decision, so the others' cannot be looked for.
        shared = any(_shared(line.text) for line in case.paper.lines)
        return "uppgift om de andra ägarnas beslut" if shared else ""
    return needs_paper(case)


RULES = (
    Rule(("process-owners",), owners, needs_paper),
    Rule(("process-joint",), joint, _needs_decisions),
    Rule(("process-parent",), parent, needs_draft),
)
