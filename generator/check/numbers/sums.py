"""Rules on numbers together: started or finished flats, one quantity set twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.check.pattern import Pattern
from generator.check.quantities import Quantity, quantities
from generator.check.rule import Case, Rule, needs_draft
from generator.check.stated import (
    BYGGTAKT,
    FLATS,
    NUMBER,
    SOLIDITET,
    Stated,
    mentioning,
    number_of,
    numbers,
    stated,
)
from generator.errors import Finding
from generator.prose.values import decimal, value
from generator.source.tree import dotted

#: Of what a number is counted: flats that are begun, or flats that are ready.
_GAP = r"(?:[ \u00a0](?!(?:en|ett|av|för|om)\b)[\wåäö–-]+){0,5}?[ \u00a0]"
_WILL = r"(?:[ \u00a0](?:ska|skall|bör|ha))*[ \u00a0]"
_STARTED = Pattern(rf"\b(?:påbörja|byggstarta)\b{_GAP}{FLATS}|{FLATS}{_WILL}(?:påbörja|byggstarta)t?s\b", re.IGNORECASE)
_FINISHED = Pattern(rf"\bfärdigställa\b{_GAP}{FLATS}|{FLATS}{_WILL}(?:färdigställa?t?s|bli färdiga)\b", re.IGNORECASE)
#: Pieces of the words without which nothing of this is found.
_VERBS = ("påbörja", "byggstarta", "färdigställ", "färdiga")
_EITHER = Pattern(
    r"\b(?:påbörjas?|byggstartas?) (?:eller|alternativt) färdigställas?\b"
    r"|\bfärdigställas? (?:eller|alternativt) (?:påbörjas?|byggstartas?)\b",
    re.IGNORECASE,
)
_COUNTED_FLATS = Pattern(rf"\b{NUMBER}[ \u00a0]{FLATS}")
#: Words that say that a number holds for another time or another company.
_OTHER_TIME = Pattern(
    r"\b(?:på (?:\w+ )?sikt|långsikt\w*|fram till|därefter|till dess|dessförinnan|koncern\w*|moderbolag\w*|"
    r"dotterbolag\w*|från|därunder|understig\w*|aldrig)\b",
    re.IGNORECASE,
)
_YEAR = Pattern(r"\b(?:19|20)\d\d\b")
#: What the quantities that two clauses may set differently are called.
_NAMES = {
    "soliditet": "soliditet",
    "byggtakt": "nya lägenheter per år",
    "byggtakt-hogst": "högsta antal nya lägenheter per år",
    "avkastning": "avkastning",
}


def started(case: Case) -> Iterator[Finding]:
    """Yield a finding where flats are counted when they are begun in one place, when they are ready in another."""
    begun: list[tuple[Stated, re.Match[str]]] = []
    ready: list[tuple[Stated, re.Match[str]]] = []
    for sentence in mentioning(case, _VERBS):
        if not sentence.demands:
            continue
        begins, ends = _STARTED.search(sentence.text), _FINISHED.search(sentence.text)
        if match := _EITHER.search(sentence.text):
            yield sentence.finding(case, "number-started-finished", match, other="")
        elif begins and not ends:
            begun.append((sentence, begins))
        elif ends and not begins:
            ready.append((sentence, ends))
    if begun and ready and any(_COUNTED_FLATS.search(sentence.text) for sentence, _ in (*begun, *ready)):
        (sentence, begins), (_, ends) = begun[0], ready[0]
        yield sentence.finding(
            case, "number-started-finished", begins, other=f", eftersom det också står ”{ends.group()}”"
        )


def same(case: Case) -> Iterator[Finding]:
    """Yield a finding for each quantity that two clauses of a draft set differently for the same company."""
    assert case.composed
    known: dict[tuple[str, str], Quantity] = {}
    for quantity in quantities(case.composed):
        if quantity.name not in _NAMES:
            continue
        first = known.setdefault((quantity.name, quantity.item.choice.row), quantity)
        if first.raw != quantity.raw and first.item is not quantity.item:
            values = {
                "what": _NAMES[quantity.name], "value": _written(quantity), "other": _written(first),
                "clause": first.item.key,
            }  # fmt: skip
            place = case.composed.loaded.source.place(quantity.path)
            yield Finding("number-same-quantity", place, dotted(quantity.path), quantity.item.key, values)


def _written(quantity: Quantity) -> str:
    """Return a quantity's value without the unit that its name holds already."""
    paced = quantity.name.startswith("byggtakt") and quantity.number is not None
    return decimal(quantity.raw) if paced else value(quantity.parameter, quantity.raw).text


def same_in_text(case: Case) -> Iterator[Finding]:
    """Yield a finding for each quantity that two sentences set differently, or a sentence and a clause's value."""
    set_by = {one.name: one for one in quantities(case.composed)} if case.composed else {}
    for name, sought in (("soliditet", SOLIDITET), ("byggtakt", BYGGTAKT)):
        found = [
            (sentence, match)
            for sentence in stated(case)
            if (match := sought.search(sentence)) and not _OTHER_TIME.search(sentence.text)
        ]
        if name in set_by and found:
            yield from _against(case, name, found[0], set_by[name])
        for (first, before), (second, after) in pairwise(found):
            if numbers(number_of(before)) != numbers(number_of(after)) and _same_time(first, second):
                place = second.place(case, after.start())
                values = {"written": after.group(), "other": before.group()}
                yield Finding("number-same-unsure", place, clause=second.clause, values=values)


def _against(case: Case, name: str, found: tuple[Stated, re.Match[str]], quantity: Quantity) -> Iterator[Finding]:
    sentence, match = found
    number = numbers(number_of(match))
    if quantity.number is None or number[0] == quantity.number or sentence.clause == quantity.item.key:
        return
    other = f"{_NAMES[name]}: {_written(quantity)} (klausulen {quantity.item.key})"
    values = {"written": match.group(), "other": other}
    yield Finding("number-same-unsure", sentence.place(case, match.start()), clause=sentence.clause, values=values)


def _same_time(first: Stated, second: Stated) -> bool:
    """Tell whether two sentences may speak of the same year."""
    years = [set(_YEAR.findall(sentence.text)) for sentence in (first, second)]
    return not (years[0] and years[1]) or bool(years[0] & years[1])


RULES = (
    Rule(("number-started-finished",), started),
    Rule(("number-same-quantity",), same, needs_draft),
    Rule(("number-same-unsure",), same_in_text),
)
