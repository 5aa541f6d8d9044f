"""Rules on language: stiff words, skall, demands without an actor, long sentences, several demands in one, LIX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.check.language_demands import demands
from generator.check.language_text import Count, Sentence, count, sentences, words
from generator.check.passages import Passage, passages
from generator.check.rule import Case, Fact, Rule
from generator.errors import Finding, Place
from generator.library.language import Language

#: A sentence may have this many words before it is called long: the issue of the checks sets the limit.
LIMIT = 30
_SKALL = re.compile(r"(?<![\w”\"'])[Ss]kall(?![\w”\"'])(?!\s*/)")
#: A paragraph of a text file that is running text or an item, not a heading or a cell.
_RUNNING = re.compile(r"[.!?:;][”\"’')]?\s*$|^\s*(?:[-–•·*]|\(?\w{1,3}[.)])\s")
_FULL_STOP = re.compile(r"\w[.!?][”\"’')]?(?:\s|$)")


#: What a library's wordings say of when a part of them is printed.
_WHEN = re.compile(r"\[(?:om [^\[\]]*?|annars):\s|(?<=[.!?:])\]+")


@dataclass(frozen=True, slots=True)
class _Running:
    """A paragraph or an item, with its sentences and the words of each."""

    passage: Passage
    sentences: tuple[tuple[Sentence, list[str]], ...]


@lru_cache(maxsize=2)
def _running(case: Case) -> tuple[_Running, ...]:
    """Return the paragraphs and items of a paper, without headings and cells."""
    found = []
    for one in passages(case.paper):
        if one.line.kind in ("paragraph", "item") and not one.line.level:
            passage = replace(one, text=_WHEN.sub("\n", one.text)) if case.library else one
            found.append(_Running(passage, tuple((part, words(part.text)) for part in sentences(passage.text))))
    return tuple(found)


def look_at_words(case: Case) -> Iterator[Finding]:
    """Yield a finding for each stiff word, and for each paragraph with "skall"; lint says it of a library."""
    if case.library:
        return
    language = Language(case.law.registers)
    forms = language.narrowed("\n".join(line.text for line in case.paper.lines))
    for passage in passages(case.paper):
        for match, values in language.stiff(passage.text, forms):
            yield _finding("language-stiff", case, passage, match.start(), values)
        old = list(_SKALL.finditer(passage.text)) if "kall" in passage.text else []
        if old:
            times = f" {len(old)} gånger" if len(old) > 1 else ""
            yield _finding("language-skall", case, passage, old[0].start(), {"written": old[0][0], "times": times})


def look_at_sentences(case: Case) -> Iterator[Finding]:
    """Yield what there is to say of each sentence: its length and its demands."""
    for running in _running(case):
        for sentence, found in running.sentences:
            yield from _sentence(case, running.passage, sentence, len(found))


def _sentence(case: Case, passage: Passage, sentence: Sentence, length: int) -> Iterator[Finding]:
    made = demands(sentence.text)
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
    texts: dict[tuple[str, str], list[list[str]]] = {}
    whole_sentence = False
    for running in _running(case):
        line, text = running.passage.line, running.passage.text
        if line.clause or line.kind == "item" or _RUNNING.search(text):
            texts.setdefault((line.clause, line.wording), []).extend(found for _, found in running.sentences)
            whole_sentence = whole_sentence or _FULL_STOP.search(text) is not None
    if not whole_sentence:
        return
    counts = {key: count(several) for key, several in texts.items()}
    every = counts.values()
    whole = Count(*(sum(getattr(one, name) for one in every) for name in ("words", "sentences", "long")))
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


RULES = (
    Rule(("language-stiff", "language-skall"), look_at_words),
    Rule(("language-passive", "language-long", "language-many"), look_at_sentences),
    Rule(("language-lix",), look_at_lix),
)
