"""Rules on references by number: ”se punkt 4.7” where there is no such number, or where it is typed by hand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.assemble.composed import Composed
from generator.check.passages import Passage
from generator.check.pattern import Pattern
from generator.check.rule import Case, Rule, needs_draft
from generator.check.together.text import body, inlines
from generator.errors import Finding
from generator.model.document import Text

_NUMBER = r"\d{1,2}(?:\.\d{1,2})+"
#: Points have two numbers or more: with one, ”punkt 2” is as often an item of a list, or of a law.
_POINT = Pattern(
    rf"\b(?:punkt(?:en|erna)?|avsnitt(?:et|en)?|kapitel|rubrik(?:en)?|stycke(?:t)?)[ \u00a0]"
    rf"(?P<numbers>{_NUMBER}(?:(?:,|[ \u00a0]och|[ \u00a0]eller|[ \u00a0]samt|[ \u00a0]?[–-]|[ \u00a0]till)"
    rf"[ \u00a0]?{_NUMBER})*)(?![\d.]*\d)",
    re.IGNORECASE,
)
_SECTION = Pattern(
    r"\bavsnitt(?:et)?[ \u00a0](?P<numbers>\d{1,2})(?![\d.,:]*\d|[ \u00a0]?§|[ \u00a0]kap)", re.IGNORECASE
)
#: Characters within which words belong together.
_NEAR = 80
#: Words after and before that make it another document's number.
_ELSEWHERE = Pattern(r"[^.;]{0,20}?\b(?:i|av|till|enligt|ur)[ \u00a0](?!detta\b|denna\b|det här\b|ovan|nedan)\w")
_SELF = Pattern(
    r"[^.;]{0,20}?\b(?:i|av|till|ur)[ \u00a0](?:\w+[ \u00a0])?"
    r"(?:(?:ägar)?direktivet|samhällskontraktet|dokumentet)\b"
)
_GENITIVE = Pattern(r"\b(?P<of>\w{3,}s)[ \u00a0]$")
_OWN = ("direktivets", "kontraktets", "dokumentets")
#: A law's section stands right before its points.
_LAW = Pattern(r"(?:§|kap\.?|artikel[ \u00a0]\d+)[^.;]{0,25}$", re.IGNORECASE)

#: A number that somebody typed at the beginning of a line; and such a line where it is a heading.
_TYPED = Pattern(r"(?:§[ \u00a0]?)?(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)]?(?=[ \u00a0]+\S)")
_HEADING = 80
#: A line of a table of contents: dots, and a page.
_CONTENTS = Pattern(r"(?:\.\.\.|…|\. \.)[ \u00a0]*\d+$")
#: So many headings, and points in headings, must have typed numbers before a missing one says anything.
_ENOUGH = 3


class Typed(NamedTuple):
    """The numbers that somebody else's paper has typed in front of its headings and paragraphs."""

    #: Every number at the beginning of a line.
    every: frozenset[str]
    #: True where sections are numbered 1, 2, 3 to the last, and where they have numbered points.
    sections: bool
    points: bool

    def has(self, number: str) -> bool:
        """Return whether the paper has a number, or a point under it."""
        return number in self.every or any(other.startswith(f"{number}.") for other in self.every)


class _Reference(NamedTuple):
    number: str
    written: str
    start: int


def missing(case: Case) -> Iterator[Finding]:
    """Yield a finding for each number that a text refers to and the paper does not have."""
    if case.composed:
        for key, reference in _written(case.composed):
            if reference.number not in _numbers(case.composed):
                yield _finding("together-number-gone", case.composed, key, reference, "")
        return
    typed = typed_numbers(case)
    for passage in body(case):
        for reference in _references(passage.text):
            deep = "." in reference.number
            if (typed.points if deep else typed.sections) and not typed.has(reference.number):
                values = {"written": reference.written, "number": reference.number}
                yield Finding("together-number-gone", passage.place(case.paper, reference.start), values=values)


def by_hand(case: Case) -> Iterator[Finding]:
    """Yield a finding for each number in a draft that stands for a clause now, but will not follow it."""
    assert case.composed
    for key, reference in _written(case.composed):
        if target := _numbers(case.composed).get(reference.number):
            yield _finding("together-number-typed", case.composed, key, reference, target)


def _finding(word: str, composed: Composed, key: str, reference: _Reference, target: str) -> Finding:
    values = {"written": reference.written, "number": reference.number, "target": target}
    return Finding(word, composed.place(key), f"clauses[{composed.of(key).choice.index}].id", key, values)


def _numbers(composed: Composed) -> dict[str, str]:
    """Return what each number of a draft's document stands for: a section's title or a clause's key."""
    numbers = {section.number: section.title for section in composed.document.sections}
    return numbers | {
        clause.number: clause.key if clause.id else clause.title for clause in composed.document.clauses()
    }


def _written(composed: Composed) -> Iterator[tuple[str, _Reference]]:
    """Yield the references of a draft that are written out; those that klausul numbers are no text."""
    for clause in composed.document.clauses():
        for block in clause.blocks if clause.id else ():
            for content in inlines(block):
                text = "".join(part.text if isinstance(part, Text) else "\ufffc" for part in content)
                yield from ((clause.key, reference) for reference in _references(text))


def _references(text: str) -> Iterator[_Reference]:
    if "unkt" not in text and "vsnitt" not in text and "apitel" not in text and "ubrik" not in text:
        return
    for pattern in (_POINT, _SECTION):
        for match in pattern.finditer(text):
            start, end = match.span()
            if not _foreign(text[max(start - _NEAR, 0) : start], text[end : end + _NEAR]):
                for number in re.findall(r"\d+(?:\.\d+)*", match["numbers"]):
                    yield _Reference(number, match.group(), match.start())


def _foreign(before: str, after: str) -> bool:
    """Tell whether a number belongs to another document, by the words around it."""
    if _SELF.match(after):
        return False
    owner = _GENITIVE.search(before)
    if owner and not owner["of"].lower().endswith(_OWN):
        return True
    return bool(_ELSEWHERE.match(after) or _LAW.search(before))


def typed_numbers(case: Case) -> Typed:
    """Return the numbers that somebody else's paper has typed."""
    passages = [passage for passage in body(case) if not _CONTENTS.search(passage.text)]
    numbered = [(passage, match["number"]) for passage in passages if (match := _TYPED.match(passage.text))]
    headed = any(passage.line.kind == "heading" for passage in passages)
    heads = [number for passage, number in numbered if _is_heading(passage, headed)]
    tops = {int(number) for number in heads if "." not in number}
    every = frozenset(number for _, number in numbered)
    points = {number for number in every if "." in number and int(number.partition(".")[0]) in tops}
    # The items of a list are numbered too, but have no points of their own and follow each other.
    sections = len(points) >= _ENOUGH or _followed(passages, {id(passage) for passage, _ in numbered})
    sure = sections and tops == set(range(1, len(tops) + 1)) and not _automatic(case)
    return Typed(every, sure and len(tops) >= _ENOUGH, sure and len(points) >= _ENOUGH)


def _is_heading(passage: Passage, headed: bool) -> bool:
    if headed:
        return passage.line.kind == "heading"
    return len(passage.text) <= _HEADING and not passage.text.endswith((".", ";", ",", ":"))


def _followed(passages: Sequence[Passage], numbered: Collection[int]) -> bool:
    """Tell whether most numbered lines have text under them."""
    alone = [
        id(after) not in numbered
        for passage, after in pairwise(passages)
        if id(passage) in numbered
    ]  # fmt: skip
    return 2 * sum(alone) >= len(alone)


def _automatic(case: Case) -> bool:
    """Tell whether Word numbers something by itself: those numbers are nowhere in the text."""
    return case.word is not None and any(
        paragraph.numbering not in ("", "bullet") and paragraph.story == "body" for paragraph in case.word.paragraphs
    )


def _needs_numbers(case: Case) -> str:
    if case.library:
        return "utkast eller dokument"
    if case.composed:
        return ""
    typed = typed_numbers(case)
    return "" if typed.sections or typed.points else "skrivna nummer framför rubrikerna"


RULES = (
    Rule(("together-number-gone",), missing, _needs_numbers),
    Rule(("together-number-typed",), by_hand, needs_draft),
)
