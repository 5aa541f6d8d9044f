"""A clause's own text, with its parameters, changed where the printed text is to change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from generator.model.document import ClauseItem, Inlines, Reference
from generator.review.amend import normal, spots

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
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
    old = [normal(_written(content)) for _, content in list(spots(before))[1:]]
    new = [normal(_written(content)) for _, content in list(spots(after))[1:]]
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
    if old == new:
        return
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    for kind, low, high, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield before[:low], before[low:high], before[high:], "".join(after[first:last])


def _put(source: str, lead: list[str], gone: list[str], tail: list[str], put: str) -> str | None:
    for width in _CONTEXT:
        left, right = lead[-2 * width :], tail[: 2 * width]
        pattern = re.compile(f"({_pattern(left)})({_pattern(gone)})({_pattern(right)})")
        found = list(pattern.finditer(source))
        if len(found) == 1:
            low, high = found[0].span(2)
            return source[:low] + put + source[high:]
        if len(found) > 1:
            return None
    return None


def _pattern(tokens: Sequence[str]) -> str:
    """Return what finds some words in a text of ours, where a blank may be the end of a line."""
    return "".join(r"\s+" if token.isspace() else re.escape(token) for token in tokens)
