"""What a paper states in its sentences: demands, and the numbers of well-known quantities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from generator.check.language.text import sentences
from generator.check.passages import Passage, passages
from generator.check.pattern import Pattern
from generator.check.rule import Case
from generator.errors import Finding, Place

#: A number as it stands in running text: 20, 2,5, 1 400. Patterns are bounded, since papers come from anybody.
NUMBER = r"(?:\d{1,3}(?:[ \u00a0]\d{3}){1,5}|\d{1,15})(?:,\d{1,6})?"
_RANGE = rf"{NUMBER}(?:[ \u00a0]?[–-][ \u00a0]?{NUMBER})?"
#: A share of a hundred, not a difference between two.
PERCENT = rf"(?P<number>{_RANGE})[ \u00a0]?(?:%|procent\b(?!enh))(?!-)"
#: The share is of something else than what the sentence began with, or is a change of it.
_NOT_OF = r"(?![ \u00a0]av[ \u00a0](?:lägenhet|bostäd|bestånd|hyresgäst|de[ \u00a0]|alla))"
_NEAR = r"[^.;:,]{0,70}?(?<!\bmed )(?<!\bmed minst )(?<!\bmed högst )"
_SPAN = rf"{NUMBER}(?:(?:[ \u00a0]?[–-][ \u00a0]?|[ \u00a0](?:till|och)[ \u00a0]){NUMBER})?"
#: Dwellings, with at most two words before them: nya, prisvärda nya.
FLATS = r"(?:[a-zåäö]{1,20}[ \u00a0]){0,2}?(?:hyres)?(?:lägenheter|bostäder|hyresrätter)\b"
#: Pieces of the words for dwellings.
HOMES = ("lägenheter", "bostäder", "hyresrätter")
#: Words without which a sentence tells what is, not what is to be.
DEMAND = Pattern(
    r"\b(?:ska|skall|bör|måste|mål\w*|krav\w*|minst|lägst|uppgå|får[^.;:]{0,40}?[ \u00a0](?:högst|inte))\b",
    re.IGNORECASE,
)
#: Words of a sentence that tells what has been.
PAST = Pattern(r"\b(?:var|hade|blev|uppgick|nåddes|byggdes|är i dag|är idag|nuvarande|tidigare)\b", re.IGNORECASE)


class Stated(NamedTuple):
    """A sentence with where it stands."""

    passage: Passage
    #: Offset in the passage's text.
    start: int
    text: str
    #: The sentence in small letters, for a quick look before patterns are tried.
    low: str
    #: The passage with its neighbours.
    near: Sequence[Passage]

    @property
    def around(self) -> str:
        """The text near it, in which something may be explained."""
        return " ".join(other.text for other in self.near if other.line.clause == self.clause)

    @property
    def clause(self) -> str:
        """Instance key of its clause, id in a library; empty where there are no clauses."""
        return self.passage.line.clause

    @property
    def demands(self) -> bool:
        """True where it says what is to be."""
        return DEMAND.search(self.text) is not None and PAST.search(self.text) is None

    def place(self, case: Case, offset: int = 0) -> Place:
        """Return where something in it stands."""
        return self.passage.place(case.paper, self.start + offset)

    def finding(self, case: Case, word: str, match: re.Match[str], **values: object) -> Finding:
        """Return a finding about some of its words, which become the value ``written``."""
        said = {"written": match.group(), **values}
        return Finding(word, self.place(case, match.start()), clause=self.clause, values=said)


class Sought(NamedTuple):
    """A pattern of a demand, with pieces of words in small letters without which it finds nothing."""

    pattern: Pattern
    pieces: tuple[str, ...]
    #: Words of a sentence in which the same phrase speaks of something else.
    other: Pattern | None = None

    def search(self, sentence: Stated) -> re.Match[str] | None:
        """Return what is found in a sentence that says what is to be, or None."""
        if not any(piece in sentence.low for piece in self.pieces):
            return None
        match = self.pattern.search(sentence.text)
        if not match or (self.other and self.other.search(sentence.text)):
            return None
        return match if sentence.demands else None


@lru_cache(maxsize=2)
def stated(case: Case) -> tuple[Stated, ...]:
    """Return the sentences of running text and lists that nobody has described by parameters.

    Of a draft these are the municipality's own wordings; of anything else they are all there are.
    """
    found = _running(case)
    if case.composed:
        own = {item.key for item in case.composed.chosen if item.choice.local}
        found = tuple((passage, low) for passage, low in found if passage.line.clause in own)
    return tuple(one for index in range(len(found)) for one in _split(found, index))


def mentioning(case: Case, pieces: Iterable[str]) -> Iterator[Stated]:
    """Yield the sentences of passages that hold some pieces of words, the library's wordings too.

    Args:
        pieces: in small letters.
    """
    found, sought = _running(case), tuple(pieces)
    for index, (_, low) in enumerate(found):
        if any(piece in low for piece in sought):
            yield from _split(found, index)


@lru_cache(maxsize=2)
def _running(case: Case) -> tuple[tuple[Passage, str], ...]:
    """Return the passages of running text and lists, each also in small letters."""
    return tuple(
        (one, one.text.lower())
        for one in passages(case.paper)
        if one.line.kind in ("paragraph", "item") and not one.line.level
    )


def _split(found: Sequence[tuple[Passage, str]], index: int) -> Iterator[Stated]:
    passage = found[index][0]
    near = [other for other, _ in found[max(index - 2, 0) : index + 3]]
    for sentence in sentences(passage.text):
        yield Stated(passage, sentence.start, sentence.text, sentence.text.lower(), near)


SOLIDITET = Sought(Pattern(rf"\b[Ss]oliditet\w*\b{_NEAR}\b{PERCENT}{_NOT_OF}"), ("soliditet",))
AVKASTNING = Sought(Pattern(rf"\b\w*[Aa]vkastning\w*\b{_NEAR}\b{PERCENT}{_NOT_OF}"), ("avkastning",))
BYGGTAKT = Sought(
    Pattern(
        rf"(?<![\d,–-])\b(?P<number>{_SPAN})[ \u00a0]{FLATS}[ \u00a0](?:per|om|varje)[ \u00a0](?:år|året)\b"
        r"|\b(?:per|varje)[ \u00a0]år\b[^.;:,]{0,40}\b(?:bygg|färdigställ|påbörj)\w*[^.;:,]{0,40}?"
        rf"\b(?P<other>{_SPAN})[ \u00a0]{FLATS}"
    ),
    HOMES,
    # So many homes a year to let, to sell or to repair are no pace of building.
    Pattern(r"\b(?:erbjud|hyra? ut|hyrs|uthyr|förmedla|lämna|fördela|sälj|renover|rusta|upprust)\w*", re.IGNORECASE),
)


def numbers(written: str) -> tuple[Decimal, ...]:
    """Return the numbers of a written one, or of a written range: 100–200."""
    found = re.findall(NUMBER, written)
    return tuple(Decimal(re.sub(r"[ \u00a0]", "", number).replace(",", ".")) for number in found)


def number_of(match: re.Match[str]) -> str:
    """Return the number or range that a pattern of this module found."""
    groups = match.groupdict()
    return str(groups["number"] or groups.get("other") or "")
