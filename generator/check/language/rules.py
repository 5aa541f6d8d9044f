"""Rules on language: stiff words, skall, demands without an actor, long sentences, several demands in one, LIX."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from generator.check.kept import each
from generator.check.language.demands import Demand, demands
from generator.check.language.text import Count, Sentence, count, sentences, words
from generator.check.passages import Passage, passages
from generator.check.pattern import Pattern
from generator.check.rule import Case, Fact, Rule
from generator.errors import Finding, Place
from generator.library.language import Language

#: A sentence may have this many words before it is called long: the issue of the checks sets the limit.
LIMIT = 30
_SKALL = Pattern(r"(?<![\w”\"'])[Ss]kall(?![\w”\"'])(?!\s*/)")
#: A paragraph of a text file that is running text or an item, not a heading or a cell.
_RUNNING = Pattern(r"[.!?:;][”\"’')]?\s*$|^\s*(?:[-–•·*]|\(?\w{1,3}[.)])\s")
_FULL_STOP = Pattern(r"\w[.!?][”\"’')]?(?:\s|$)")


#: What a library's wordings say of when a part of them is printed.
_WHEN = Pattern(r"\[(?:om [^\[\]]*?|annars):\s|(?<=[.!?:])\]+")


class _Told(NamedTuple):
    """A sentence with its length and its demands."""

    sentence: Sentence
    counted: Count
    demands: tuple[Demand, ...]


class _Running(NamedTuple):
    """A paragraph or an item, with its sentences."""

    passage: Passage
    sentences: tuple[_Told, ...]


@lru_cache(maxsize=2)
def _running(case: Case) -> tuple[_Running, ...]:
    """Return the paragraphs and items of a paper, without headings and cells."""
    found = [one for one in passages(case.paper) if one.line.kind in ("paragraph", "item") and not one.line.level]
    if case.library:
        found = [one._replace(text=_WHEN.sub("\n", one.text)) for one in found]
    rows = each(case, "sentences", "", [one.text for one in found], lambda text: list(_taken_apart(text)))
    return tuple(
        _Running(passage, tuple(_told(passage.text, *row) for row in told))
        for passage, told in zip(found, rows, strict=True)
    )


def _taken_apart(text: str) -> Iterator[list[Any]]:
    """Yield each sentence of a paragraph as ``_told`` takes it."""
    for sentence in sentences(text):
        counted = count([words(sentence.text)])
        made = [list(demand) for demand in demands(sentence.text)]
        yield [sentence.start, sentence.start + len(sentence.text), list(counted), made]


def _told(text: str, start: int, end: int, counted: Sequence[int], made: Sequence[Sequence[Any]]) -> _Told:
    return _Told(Sentence(start, text[start:end]), Count(*counted), tuple(Demand(*row) for row in made))


def look_at_words(case: Case) -> Iterator[Finding]:
    """Yield a finding for each stiff word, and for each paragraph with "skall"; lint says it of a library."""
    if case.library:
        return
    language = Language(case.law.registers)
    forms = language.narrowed(case.paper.text)
    for passage in passages(case.paper):
        for match, values in language.stiff(passage.text, forms):
            yield _finding("language-stiff", case, passage, match.start(), values)
        old = list(_SKALL.finditer(passage.text)) if "skall" in passage.text or "Skall" in passage.text else []
        if old:
            times = f" {len(old)} gånger" if len(old) > 1 else ""
            yield _finding("language-skall", case, passage, old[0].start(), {"written": old[0][0], "times": times})


def look_at_sentences(case: Case) -> Iterator[Finding]:
    """Yield what there is to say of each sentence: its length and its demands."""
    for running in _running(case):
        for told in running.sentences:
            yield from _sentence(case, running.passage, told)


def _sentence(case: Case, passage: Passage, told: _Told) -> Iterator[Finding]:
    sentence, made, length = told.sentence, told.demands, told.counted.words
    if length <= LIMIT and len(made) < 2 and not any(demand.undone for demand in made):
        return
    start = _beginning(sentence.text)
    if length > LIMIT:
        values = {"start": start, "words": length, "limit": LIMIT}
        yield _finding("language-long", case, passage, sentence.start, values)
    if len(made) > 1:
        values = {"start": start, "number": len(made)}
        yield _finding("language-many", case, passage, sentence.start, values)
    for demand in made:
        if demand.undone:
            values = {"start": start, "verb": demand.undone}
            yield _finding("language-passive", case, passage, sentence.start + demand.start, values)


def _finding(word: str, case: Case, passage: Passage, offset: int, values: Mapping[str, object]) -> Finding:
    return Finding(word, passage.place(case.paper, offset), clause=passage.line.clause, values=values)


def _beginning(text: str) -> str:
    """Return the first words of a sentence, so that it can be found."""
    first = text.split(" ")
    return " ".join(first) if len(first) < 8 else f"{' '.join(first[:6]).rstrip(',;:')} …"


def look_at_lix(case: Case) -> Iterator[Fact]:
    """Yield LIX of the whole text and, where there are clauses, of each."""
    texts: dict[tuple[str, str], list[Count]] = {}
    whole_sentence = False
    for running in _running(case):
        line, text = running.passage.line, running.passage.text
        if line.clause or line.kind == "item" or _RUNNING.search(text):
            texts.setdefault((line.clause, line.wording), []).extend(told.counted for told in running.sentences)
            whole_sentence = whole_sentence or _FULL_STOP.search(text) is not None
    if not whole_sentence:
        return
    counts = {key: _sum(several) for key, several in texts.items()}
    whole = _sum(counts.values())
    values = {
        "lix": whole.lix,
        "words": whole.words,
        "sentences": "1 mening" if whole.sentences == 1 else f"{whole.sentences} meningar",
        "long": round(100 * whole.long / whole.words),
    }
    rows = tuple(
        (f"{name}, {wording}" if wording else name, str(one.words), str(one.sentences), str(one.lix))
        for (name, wording), one in counts.items()
        if name
    )
    yield Fact("language-lix", Place(case.paper.file), values=values, rows=rows)


def _sum(counts: Iterable[Count]) -> Count:
    found = list(counts)
    return Count(*(sum(getattr(one, name) for one in found) for name in Count._fields))


RULES = (
    Rule(("language-stiff", "language-skall"), look_at_words),
    Rule(("language-passive", "language-long", "language-many"), look_at_sentences),
    Rule(("language-lix",), look_at_lix),
)
