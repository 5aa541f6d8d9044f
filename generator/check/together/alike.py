"""Rules on texts that repeat each other: two clauses that say nearly the same, a passage that stands twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from generator.check.pattern import Pattern
from generator.check.rule import Case, Rule, needs_draft
from generator.check.together.text import body, by_clause, needs_foreign
from generator.errors import Finding

#: Words in a row that are compared; and how many of the shorter text's runs must stand in the other.
_RUN = 4
_ALIKE = 0.7
#: Runs are first compared from words of so many letters on, and so large a share of those must agree.
_LONG = 8
_LIKELY = 0.5
#: A text with fewer runs says too little to be called a copy.
_FEWEST = 12
#: A passage with fewer words, such as a name or a line of a form, may well stand twice.
_WORDS = 12
#: So large a share of the different words of two passages, of so many at least, makes them one text filled in twice.
_NEAR, _SOME = 0.5, 5
_WORD = Pattern(r"\w+")


def nearly_same(case: Case) -> Iterator[Finding]:
    """Yield a finding for each two different clauses of a draft whose printed texts are nearly the same."""
    assert case.composed
    composed = case.composed
    texts = {key: _WORD.findall(text.lower()) for key, text in by_clause(case).items()}
    clause = {item.key: item.entry for item in composed.chosen}
    order = {key: number for number, key in enumerate(clause)}
    for first, second in sorted(_candidates(texts), key=lambda pair: [order[key] for key in pair]):
        one, other = _runs(texts[first]), _runs(texts[second])
        least = min(len(one), len(other))
        common = len(one & other)
        # The same clause for two areas or companies is meant to read alike.
        if least < _FEWEST or common < _ALIKE * least or clause[first] is clause[second]:
            continue
        earlier, later = sorted((first, second), key=order.__getitem__)
        values = {"id": later, "other": earlier, "share": round(100 * common / least)}
        path = f"clauses[{composed.of(later).choice.index}].id"
        yield Finding("together-duplicate-text", composed.place(later), path, later, values)


def _candidates(texts: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Yield each two texts that may be nearly the same: those that have many of their runs from a long word on."""
    holders: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    least: dict[str, int] = {}
    for key, found in texts.items():
        runs = {tuple(found[at : at + _RUN]) for at, word in enumerate(found) if len(word) >= _LONG}
        least[key] = len(runs)
        for run in runs:
            holders[run].append(key)
    shared = Counter(pair for keys in holders.values() if len(keys) > 1 for pair in combinations(sorted(keys), 2))
    for (one, other), common in shared.items():
        if common >= _LIKELY * min(least[one], least[other]):
            yield one, other


def _runs(found: Sequence[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(zip(*(found[start:] for start in range(_RUN)), strict=False))


def repeated(case: Case) -> Iterator[Finding]:
    """Yield a finding for each passage of somebody else's paper that stands there word for word before."""
    passages = body(case)
    found = [_WORD.findall(passage.text.lower()) for passage in passages]
    seen: dict[tuple[str, ...], int] = {}
    told: set[tuple[str, ...]] = set()
    for index, passage in enumerate(passages):
        same = tuple(found[index])
        # A page's header in a text file, a form's labels and a table's cells repeat, but are no sentences.
        if passage.line.kind not in ("paragraph", "item") or len(same) < _WORDS or not passage.text.endswith("."):
            continue
        first = seen.setdefault(same, index)
        if first != index and same not in told and not _filled_in_twice(found, first, index):
            told.add(same)
            line = passages[first].line
            where = f"rad {line.number}" if line.column else f"stycke {line.number}"
            start = " ".join(passage.text.split()[:6])
            yield Finding("together-repeated", passage.place(case.paper), values={"text": f"{start} …", "first": where})


def _filled_in_twice(found: Sequence[Sequence[str]], first: int, second: int) -> bool:
    """Tell whether two passages are of one text for two areas or companies: their neighbours are alike too."""
    for step in (-1, 1):
        one, other = first + step, second + step
        while one >= 0 and other < len(found) and found[one] == found[other]:
            one, other = one + step, other + step
        if one >= 0 and other < len(found):
            here, there = set(found[one]), set(found[other])
            if len(here & there) >= _NEAR * max(len(here), len(there)) and min(len(here), len(there)) >= _SOME:
                return True
    return False


RULES = (
    Rule(("together-duplicate-text",), nearly_same, needs_draft),
    Rule(("together-repeated",), repeated, needs_foreign),
)
