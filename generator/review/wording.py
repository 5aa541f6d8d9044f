"""A clause's own text, with its parameters, changed where the printed text is to change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice

from generator.model.document import ClauseItem, Inlines, Reference
from generator.review.amend import normal, spots
from generator.review.tokens import alike, tokens

#: Words around a change that are looked for in the clause's text, at most and at least.
_CONTEXT = (8, 5, 3, 2, 1)


def edited_text(source: str, before: ClauseItem, after: ClauseItem) -> str | None:
    """Return a clause's text changed as the printed one is, or None where it cannot be told how.

    The text may be wrong: whoever asks makes the document of it and looks.

    Args:
        source: the text with its parameters, as the clause or the draft has it.
        before: the clause as it prints now.
        after: as it is to print. Paragraphs and items that come or go are left to others.
    """
    old, new = ([_written(content) for _, content in list(spots(clause))[1:]] for clause in (before, after))
    if len(old) != len(new):
        return None
    for one, other in zip(old, new, strict=True):
        for change in _changes(one, other):
            found = _put(source, *change)
            if found is None:
                return None
            source = found
    return source


def _written(content: Inlines) -> str:
    """Return a text with its references as clause text has them."""
    return "".join(f"[](#{part.target})" if isinstance(part, Reference) else part.text for part in content)


def _changes(old: str, new: str) -> Iterator[tuple[list[str], list[str], list[str], str]]:
    """Yield each change of a line: the words before it, what goes, the words after it, and what comes."""
    if normal(old) == normal(new):
        return
    before, after = tokens(old), tokens(new)
    # What is put in keeps its own blanks, and a hard one alone is no change.
    matcher = SequenceMatcher(None, alike(before), alike(after), autojunk=False)
    for kind, low, high, first, last in matcher.get_opcodes():
        if kind != "equal":
            yield before[:low], before[low:high], before[high:], "".join(after[first:last])


def _put(source: str, lead: list[str], gone: list[str], tail: list[str], put: str) -> str | None:
    # A value may stand right beside the words, as a parameter that is not printed so; then the other side tells.
    for sides in ((1, 1), (0, 1), (1, 0)):
        for width in _CONTEXT:
            left, right = lead[max(len(lead) - 2 * width * sides[0], 0) :], tail[: 2 * width * sides[1]]
            pattern = re.compile(f"({_pattern(left)})({_pattern(gone)})({_pattern(right)})")
            found = list(islice(pattern.finditer(source), 2))
            if len(found) == 1:
                low, high = found[0].span(2)
                return source[:low] + put + source[high:]
            if len(found) > 1:
                break
    return None


def _pattern(words: Sequence[str]) -> str:
    """Return what finds some words in a text of ours, where a blank may be the end of a line."""
    return "".join(
        r"\s+" if word.isspace() else r"\s+".join(map(re.escape, word.split())) for word in words
    )  # fmt: skip
