"""The search: words as they were typed, their forms, synonyms and compounds, and how well clauses fit them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generator.search.index import COLUMNS, Index
from generator.swedish import WORD, folded, stem

#: How much a word found counts, by how it is akin to the one typed.
EXACT, INFLECTED, FOLDED, SYNONYM, LAST, PART, SPLIT, BEGINS = 1.0, 0.9, 0.8, 0.7, 0.6, 0.45, 0.45, 0.35
#: Letters between the parts of a compound: kvarter-s-lokal, gat-u-kontor, utred-ning.
_JOINTS = ("", "s", "e", "es", "a", "o", "u")
#: A shorter word is not looked for inside others.
_SHORTEST_PART = 4
#: So many compounds of one word are enough.
_MOST = 60
_RANK = f"bm25(words, {', '.join(map(str, COLUMNS.values()))})"

#: Number of a clause to how well it fits.
Fits = dict[int, float]


@dataclass(frozen=True, slots=True)
class Term:
    """A word that was typed, or several that are one expression, with what else would do."""

    typed: tuple[str, ...]
    instead: tuple[tuple[str, ...], ...] = ()


@dataclass(slots=True)
class Matches:
    """The clauses that fit, best first."""

    #: Numbers of clauses, and how well each fits.
    order: list[tuple[int, float]] = field(default_factory=list)
    #: Words of the library that made them fit.
    words: frozenset[str] = frozenset()
    #: True where no clause has everything that was typed, so that these have some of it.
    partly: bool = False
    #: What was typed and is nowhere in the library.
    unknown: tuple[str, ...] = ()


class Search:
    """A search in an index."""

    def __init__(self, index: Index) -> None:
        self._db = index.db
        self._synonyms: list[list[str]] = index.value("synonyms") or []
        self._strengths: dict[str, Fits] = {}

    @cached_property
    def _total(self) -> int:
        count: int = self._db.execute("SELECT count(*) FROM clause").fetchone()[0]
        return count

    def find(self, typed: str) -> Matches:
        """Return the clauses that fit what was typed: those with all of it, or else those with most."""
        self._strengths = {}
        # What makes every other clause fit tells nothing, unless nothing else was typed.
        found = [(term, self._term(term)) for term in self._terms(typed)]
        telling = [(term, fits) for term, fits in found if len(fits) * 2 <= self._total] or found
        unknown = tuple(" ".join(term.typed) for term, fits in found if not fits)
        known = [fits for _, fits in telling if fits]
        everywhere = set.intersection(*map(set, known)) if known and len(known) == len(telling) else set()
        scores: dict[int, tuple[int, float]] = {}
        for fits in known:
            # Okapi BM25's weight of a rare word, kept above zero.
            rare = math.log(1 + (self._total - len(fits) + 0.5) / (len(fits) + 0.5))
            for number, strength in fits.items():
                if not everywhere or number in everywhere:
                    count, score = scores.get(number, (0, 0.0))
                    scores[number] = count + 1, score + rare * strength
        order = sorted(scores, key=lambda number: (scores[number], -number), reverse=True)
        words = frozenset(self._strengths)
        return Matches(
            [(number, scores[number][1]) for number in order], words, bool(known) and not everywhere, unknown
        )

    def near(self, word: str) -> list[str]:
        """Return words of the library that look like one that it does not have."""
        from difflib import get_close_matches

        rows = self._db.execute(
            "SELECT word FROM word WHERE length(word) BETWEEN ? AND ? ORDER BY clauses DESC, word",
            (max(len(word) - 2, 3), len(word) + 2),
        )
        plain: dict[str, str] = {}
        for (known,) in rows:
            # An id is written without dots and rings; the word that it comes from is the one to show.
            if folded(known) != known or known not in plain:
                plain[folded(known)] = known
        close = get_close_matches(folded(word), list(plain), 6, 0.8)
        by_stem = {stem(plain[name]): plain[name] for name in reversed(close)}
        return list(reversed(by_stem.values()))[:3]

    def _terms(self, typed: str) -> Iterator[Term]:
        """Yield what was typed, with synonyms; expressions that are in the register are kept together."""
        words = WORD.findall(typed)
        at = 0
        while at < len(words):
            length, group = self._group(words[at:])
            taken = words[at : at + length]
            instead = [tuple(map(str.lower, WORD.findall(other))) for other in group]
            mine = tuple(map(str.lower, taken))
            yield Term(mine, tuple(other for other in instead if other != mine))
            at += length

    def _group(self, words: Sequence[str]) -> tuple[int, list[str]]:
        """Return how many of the first words are an expression with synonyms, and the synonyms."""
        best: tuple[int, list[str]] = (1, [])
        for group in self._synonyms:
            for expression in group:
                parts = WORD.findall(expression)
                if (len(parts) > best[0] or (len(parts) == 1 and not best[1])) and _same(parts, words[: len(parts)]):
                    best = (len(parts), group)
        return best

    def _term(self, term: Term) -> Fits:
        # What is in every other clause tells nothing where there are other words for it: SKA is no ska.
        fits = dict(self._together(term.typed, common=not term.instead))
        for other in term.instead:
            self._better(fits, self._together(other, common=False, inside=False), SYNONYM)
        if len(term.typed) == 1:
            for parts in self._splits(stem(term.typed[0])):
                self._better(fits, self._together(parts, inside=False), SPLIT)
        return fits

    @staticmethod
    def _better(fits: Fits, others: Fits, factor: float) -> None:
        for number, strength in others.items():
            if strength * factor > fits.get(number, 0.0):
                fits[number] = strength * factor

    def _together(self, words: Iterable[str], common: bool = True, inside: bool = True) -> Fits:
        """Return the clauses with all of some words.

        Args:
            common: False for none where each of the words is in every other clause.
            inside: True to look for the words inside compounds too.
        """
        found = [self._word(word, inside) for word in words]
        if not found or (not common and all(len(fits) * 2 > self._total for fits in found)):
            return {}
        if len(found) == 1:
            return found[0]
        everywhere = set.intersection(*map(set, found))
        return {number: sum(fits[number] for fits in found) / len(found) for number in everywhere}

    def _word(self, word: str, inside: bool) -> Fits:
        fits: Fits = {}
        for form, factor in self._forms(word, inside).items():
            if factor < FOLDED and len(fits) * 2 > self._total:
                # Compounds would add little to a word that is in every other clause, and take long.
                break
            self._better(fits, self._strength(form), factor)
        return fits

    def _strength(self, form: str) -> Fits:
        """Return how strongly each clause has a word, between 0 and 2.2, whether the word is rare or not."""
        if form not in self._strengths:
            rows = self._db.execute(f"SELECT rowid, {_RANK} FROM words WHERE words MATCH ?", (f'"{form}"',)).fetchall()
            # bm25() is the strength times this weight of a rare word, which is for _term as a whole to have.
            rare = math.log((self._total - len(rows) + 0.5) / (len(rows) + 0.5))
            rare = rare if rare > 0 else 1e-6
            self._strengths[form] = {number: -rank / rare for number, rank in rows}
        return self._strengths[form]

    def _forms(self, word: str, inside: bool) -> dict[str, float]:
        """Return the words of the library that a word may stand for, and how much each counts."""
        word, stemmed = word.lower(), stem(word.lower())
        found: dict[str, float] = {}
        if self._db.execute("SELECT 1 FROM word WHERE word = ?", (word,)).fetchone():
            found[word] = EXACT
        for (other,) in self._db.execute("SELECT word FROM word WHERE stem = ?", (stemmed,)):
            found.setdefault(other, INFLECTED)
        if folded(word) == word:
            for (other,) in self._db.execute("SELECT word FROM word WHERE plain = ?", (stemmed,)):
                found.setdefault(other, FOLDED)
        column = "plain" if folded(word) == word else "stem"
        if inside and len(stemmed) >= _SHORTEST_PART and not stemmed.isdigit():
            rows = self._db.execute(
                f"SELECT word, {column} FROM word WHERE instr({column}, ?) ORDER BY clauses DESC, word", (stemmed,)
            )
            parts = ((other, self._part(stemmed, whole, column)) for other, whole in rows if other not in found)
            akin = [(other, factor) for other, factor in parts if factor]
            found |= dict(sorted(akin, key=lambda pair: -pair[1])[:_MOST])
        return found

    def _part(self, part: str, whole: str, column: str) -> float:
        """Return how much a word counts that holds another, both as stems: as its head, as a part, or not."""
        at = whole.find(part)
        before, after = whole[:at], whole[at + len(part) :]
        if (not before or self._joined(before, column)) and (not after or self._joins(after, column)):
            return LAST if not after else PART
        return BEGINS if not before else 0.0

    def _joined(self, text: str, column: str) -> bool:
        """Tell whether a text is a word of the library and a joint."""
        heads = [text.removesuffix(joint) for joint in _JOINTS if text.endswith(joint)]
        return self._known([head for head in heads if len(head) >= 2], column)

    def _joins(self, text: str, column: str) -> bool:
        """Tell whether a text is a joint and a word of the library."""
        tails = [text.removeprefix(joint) for joint in _JOINTS if text.startswith(joint)]
        return self._known([tail for tail in tails if len(tail) >= 3], column)

    def _known(self, stems: Sequence[str], column: str) -> bool:
        places = ", ".join("?" * len(stems))
        query = f"SELECT 1 FROM word WHERE {column} IN ({places}) OR word IN ({places}) LIMIT 1"
        return bool(stems) and self._db.execute(query, (*stems, *stems)).fetchone() is not None

    def _splits(self, whole: str) -> Iterator[tuple[str, str]]:
        """Yield the two words of the library that a compound may consist of, the longest last part first."""
        for at in range(3, len(whole) - _SHORTEST_PART + 1):
            last = whole[at:]
            if self._known([last], "stem") and self._joined(whole[:at], "stem"):
                yield next(head for joint in _JOINTS if (head := whole[:at].removesuffix(joint))), last


def _same(parts: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether typed words are an expression; an abbreviation in capitals must be typed so."""
    return len(parts) == len(words) and all(
        word == part if part.isupper() else stem(word.lower()) == stem(part.lower())
        for part, word in zip(parts, words, strict=True)
    )
