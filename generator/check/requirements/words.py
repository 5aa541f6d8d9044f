"""Requirements looked for by words, in papers that have no clauses: a cautious search that may miss and mislead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from generator.model.paper import Paper
from generator.swedish import folded

Row = Mapping[str, Any]
#: The longest run of characters in a word, and what the word looks like.
_Word = tuple[str, re.Pattern[str]]
#: Lines at a paper's beginning that may say what kind of paper it is.
_HEAD = 15
ARTICLES = "bolagsordning"
#: What may stand before the articles' name in their own title.
_TITLE = r"^[\W\d]*(?:forslag till )?(?:ny |reviderad )?"


def kind_of(paper: Paper, requirements: Mapping[str, Row]) -> str:
    """Return what a paper calls itself first: a kind of document with requirements, the articles, or nothing.

    A kind's id is its name without dots and rings, so the paper's own words are read the same way; a hyphen of the
    id may be a space in the name. The articles are named in every other paper, so they count only where a line
    begins with them.
    """
    # A kind with nothing to look for, such as a directive for several companies, goes by what it is a kind of.
    kinds = {row["contract"]: None for row in requirements.values() if row.get("words")}
    any_kind = "|".join(re.escape(kind).replace(r"\-", "[ -]") for kind in kinds) or "(?!)"
    names = re.compile(rf"{_TITLE}({ARTICLES})|\b({any_kind})")
    for line in paper.lines[:_HEAD]:
        if found := names.search(folded(line.text)):
            return found[1] or found[2].replace(" ", "-")
    return ""


def not_found(paper: Paper, rows: Iterable[Row]) -> Iterator[tuple[Row, str]]:
    """Yield each requirement with what its words do not find in a paper.

    A requirement without words is not looked for.
    """
    lines = [line.text.lower() for line in paper.lines]
    for row in rows:
        for item in row.get("words", ()):
            if not any(_stands(lines, _spelt(phrase)) for phrase in item["any"]):
                yield row, item["what"]


def _stands(lines: Sequence[str], words: Sequence[_Word]) -> bool:
    # Nearly every line is told apart by the characters alone, which is much faster than the pattern.
    return any(all(part in line and pattern.search(line) for part, pattern in words) for line in lines)


@lru_cache(maxsize=1024)
def _spelt(phrase: str) -> tuple[_Word, ...]:
    """Return what each word of a phrase looks like; ``*`` stands for whatever else the word holds."""
    return tuple(
        (max(word.split("*"), key=len), re.compile(rf"\b{re.escape(word)}\b".replace(r"\*", r"\w*")))
        for word in phrase.lower().split()
    )
