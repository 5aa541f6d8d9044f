"""Running text compared word by word.

Compared are words with their look, so that a word that has become bold is deleted and inserted. Crumbs are
swept up: a lone kept word between two changes makes a change harder to read, not easier.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from difflib import SequenceMatcher
from typing import NamedTuple

from generator.model.document import Inline, Inlines, Reference, Text, plain
from generator.redline.model import DELETED, INSERTED, KEPT, Line, Segment, State

#: A figure with its hard spaces and decimals, a word with its hyphens, blanks, or any other character.
_TOKEN = re.compile(r"\d(?:[\d\u00a0.,]*\d)?|\w+(?:-\w+)*|\s+|.", re.DOTALL)
_WORD = re.compile(r"\w")
#: Texts that share fewer of their words than this are replaced as a whole.
_ALIKE = 0.25
#: A kept piece of no more words than this is a crumb, if the changes around it are longer.
_CRUMB = 2

#: Kept or changed: the tokens of OLD and NEW from where to where.
_Stretch = tuple[bool, int, int, int, int]


class _Look(NamedTuple):
    """Characters that are bold or italic or both."""

    text: str
    bold: bool
    italic: bool


class _Away(NamedTuple):
    """A reference of OLD to a clause that stands elsewhere in NEW, which equals nothing in NEW."""

    part: Reference


#: A word or what stands between words, as it is or with its look; or what is not looked into.
_Token = str | _Look | _Away | Reference | Text


def compared(old: Inlines, new: Inlines, away: AbstractSet[str] = frozenset()) -> Line:
    """Return two texts as one line.

    Args:
        old: the text as it was.
        new: the text as it is to be.
        away: keys of clauses that have moved; a reference to one of them is never kept.
    """
    if old == new and not (away and any(isinstance(part, Reference) and part.target in away for part in old)):
        return whole(KEPT, new)
    before, after = _tokens(old, away), _tokens(new)
    stretches = _swept(_stretches(before, after), before, after)
    return tuple(_segments(stretches, before, after))


def whole(state: State, content: Inlines) -> Line:
    """Return a text that is altogether kept, deleted or inserted, as a line."""
    return (Segment(state, content),) if plain(content) else ()


def bag(texts: Iterable[str]) -> Counter[str]:
    """Return how often each word is in some texts, to tell quickly how alike they are."""
    return Counter(word for text in texts for word in re.findall(r"\w+", text.casefold()))


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return how much two bags of words have in common, from 0 to 1."""
    total = one.total() + other.total()
    if not total:
        return 1.0
    if len(one) > len(other):
        one, other = other, one
    return 2 * sum(min(count, other[word]) for word, count in one.items() if word in other) / total


def _tokens(content: Inlines, away: AbstractSet[str] = frozenset()) -> list[_Token]:
    found: list[_Token] = []
    for part in content:
        if isinstance(part, Reference):
            found.append(_Away(part) if part.target in away else part)
        elif part.missing:
            found.append(part)
        elif part.bold or part.italic:
            found += (_Look(word, part.bold, part.italic) for word in _TOKEN.findall(part.text))
        else:
            found += _TOKEN.findall(part.text)
    return found


def _read(token: _Token) -> str:
    """Return a token's characters."""
    if isinstance(token, str):
        return token
    if isinstance(token, _Away):
        return token.part.number
    return token.number if isinstance(token, Reference) else token.text


def _is_word(token: _Token) -> bool:
    return _WORD.search(_read(token)) is not None


def _stretches(before: list[_Token], after: list[_Token]) -> list[_Stretch]:
    """Return what is kept and what is changed, in turns."""
    # Most of two texts is most often the same, and what is left is compared as numbers, which takes the least time.
    first, last = _ends(before, after)
    numbers: dict[_Token, int] = {}
    old = [numbers.setdefault(token, len(numbers)) for token in before[first : len(before) - last]]
    new = [numbers.setdefault(token, len(numbers)) for token in after[first : len(after) - last]]
    ends = sum(map(_is_word, before[:first])) + sum(map(_is_word, before[len(before) - last :]))
    if not _alike(ends, old, new, list(numbers)):
        return [(False, 0, len(before), 0, len(after))]
    # Blanks are no reason to keep anything: they are everywhere, and looking each of them up is what takes time.
    blanks = {number for token, number in numbers.items() if _read(token).isspace()}
    matcher = SequenceMatcher(blanks.__contains__, old, new, autojunk=False)
    middle = [
        (tag == "equal", one + first, two + first, three + first, four + first)
        for tag, one, two, three, four in matcher.get_opcodes()
    ]
    start = [(True, 0, first, 0, first)] if first else []
    end = [(True, len(before) - last, len(before), len(after) - last, len(after))] if last else []
    return _together([*start, *middle, *end])


def _together(stretches: list[_Stretch]) -> list[_Stretch]:
    """Return stretches with kept ones that follow each other as one."""
    found: list[_Stretch] = []
    for stretch in stretches:
        if found and found[-1][0] and stretch[0]:
            found[-1] = (True, found[-1][1], stretch[2], found[-1][3], stretch[4])
        else:
            found.append(stretch)
    return found


def _ends(before: list[_Token], after: list[_Token]) -> tuple[int, int]:
    """Return how many tokens are the same at the beginning and at the end."""
    most = min(len(before), len(after))
    first = 0
    while first < most and before[first] == after[first]:
        first += 1
    last = 0
    while last < most - first and before[-1 - last] == after[-1 - last]:
        last += 1
    return first, last


def _alike(ends: int, old: list[int], new: list[int], tokens: list[_Token]) -> bool:
    """Tell whether two texts share enough of their words to be compared at all.

    Args:
        ends: how many words are the same at the beginning and at the end.
        old: numbers of the other tokens.
        new: the same of NEW.
        tokens: what the numbers are.
    """
    words = [_is_word(token) for token in tokens]
    shared = Counter(number for number in old if words[number]) & Counter(number for number in new if words[number])
    total = 2 * ends + sum(words[number] for number in (*old, *new))
    return not total or 2 * (ends + shared.total()) >= _ALIKE * total


def _swept(stretches: list[_Stretch], before: list[_Token], after: list[_Token]) -> Iterator[_Stretch]:
    """Yield the stretches with crumbs made part of the changes around them."""
    waiting: _Stretch | None = None
    for index, stretch in enumerate(stretches):
        if waiting is None or (stretch[0] and not _is_crumb(stretches, index, before, after)):
            if waiting is not None:
                yield waiting
                waiting = None
            if stretch[0]:
                yield stretch
            else:
                waiting = stretch
        else:
            waiting = (False, waiting[1], stretch[2], waiting[3], stretch[4])
    if waiting is not None:
        yield waiting


def _is_crumb(stretches: Sequence[_Stretch], index: int, before: list[_Token], after: list[_Token]) -> bool:
    """Tell whether a kept piece between two changes is too short to be worth keeping."""
    if not 0 < index < len(stretches) - 1:
        return False
    _, first, last, _, _ = stretches[index]
    words = sum(map(_is_word, before[first:last]))
    if not words:
        # A full stop between two sentences that are both changed belongs to them; so does a blank.
        return True
    around = [
        max(sum(map(_is_word, before[old:old_end])), sum(map(_is_word, after[new:new_end])))
        for _, old, old_end, new, new_end in (stretches[index - 1], stretches[index + 1])
    ]
    return words <= _CRUMB and words < min(around)


def _segments(stretches: Iterable[_Stretch], before: list[_Token], after: list[_Token]) -> Iterator[Segment]:
    for kept, first, last, start, end in stretches:
        if kept:
            yield Segment(KEPT, _joined(after[start:end]))
            continue
        if last > first:
            yield Segment(DELETED, _joined(before[first:last]))
        if end > start:
            yield Segment(INSERTED, _joined(after[start:end]))


def _joined(tokens: Sequence[_Token]) -> Inlines:
    """Return tokens as inlines, words of the same look together."""
    found: list[Inline] = []
    pieces: list[str] = []
    look = (False, False)
    for token in tokens:
        if isinstance(token, str | _Look):
            text, own = (token, (False, False)) if isinstance(token, str) else (token.text, (token.bold, token.italic))
            if own != look and pieces:
                found.append(Text("".join(pieces), *look))
                pieces = []
            look = own
            pieces.append(text)
            continue
        if pieces:
            found.append(Text("".join(pieces), *look))
            pieces = []
        found.append(token.part if isinstance(token, _Away) else token)
    if pieces:
        found.append(Text("".join(pieces), *look))
    return tuple(found)
