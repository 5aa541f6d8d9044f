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
#: Characters in a title at most.
_TITLED = 100
#: How a paper about a document begins: minutes, a letter to those who decide.
_OTHER = re.compile(
    r"(?:\w{0,20}protokoll|tjansteskrivelse|kallelse|foredragningslista|yttrande|remiss|missiv|motion|interpellation)\b"
)
#: How a line begins that speaks of a document: a case in minutes, what a mail is about.
_ABOUT = re.compile(r"§|>|(?:fran|till|amne|kopia|sv|vb|re|fw)\s?:|arende\b")
#: What may stand before the articles' name in their own title.
_TITLE = r"^[\W\d]*(?:forslag till )?(?:ny |reviderad )?"


def kind_of(paper: Paper, requirements: Mapping[str, Row]) -> str:
    """Return what a paper calls itself first: a kind of document with requirements, the articles, or nothing.

    A kind's id is its name without dots and rings, so the paper's own words are read the same way; a hyphen of the
    id may be a space in the name. The articles are named in every other paper, so they count only where a line
    begins with them; and a kind of document is named in minutes and mail about it, so it counts only in a title.
    """
    # A kind with nothing to look for, such as a directive for several companies, goes by what it is a kind of.
    kinds = {row["contract"]: None for row in requirements.values() if row.get("words")}
    any_kind = "|".join(re.escape(kind).replace(r"\-", "[ -]") for kind in kinds) or "(?!)"
    names = re.compile(rf"{_TITLE}({ARTICLES})|\b({any_kind})")
    for line in paper.lines[:_HEAD]:
        text = folded(line.text)
        found = names.search(text)
        if found and (found[1] or _is_title(text, found.start(2))):
            return found[1] or found[2].replace(" ", "-")
        if _OTHER.match(text):
            return ""
    return ""


def _is_title(text: str, start: int) -> bool:
    """Tell whether a line that names a kind of document at an offset is the title of one."""
    begins = not re.search(r"\w", text[:start])
    return not _ABOUT.match(text) and (begins or (len(text) <= _TITLED and not text.endswith((".", "?", "!", ","))))


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
