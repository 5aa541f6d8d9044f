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


class _Token(NamedTuple):
    """A word, what stands between words, or a reference."""

    part: Inline
    #: True for a reference of OLD to a clause that stands elsewhere in NEW, which equals nothing in NEW.
    away: bool = False


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
            found.append(_Token(part, part.target in away))
        elif part.missing:
            found.append(_Token(part))
        else:
            found += (_Token(Text(word, part.bold, part.italic)) for word in _TOKEN.findall(part.text))
    return found


def _blank(token: _Token) -> bool:
    return isinstance(token.part, Text) and token.part.text.isspace()


def _is_word(token: _Token) -> bool:
    return isinstance(token.part, Reference) or _WORD.search(token.part.text) is not None


def _stretches(before: list[_Token], after: list[_Token]) -> list[_Stretch]:
    """Return what is kept and what is changed, in turns."""
    words = [bag([_read(token) for token in tokens]) for tokens in (before, after)]
    if likeness(*words) < _ALIKE:
        return [(False, 0, len(before), 0, len(after))]
    # Blanks are no reason to keep anything: they are everywhere, and looking each of them up is what takes time.
    matcher = SequenceMatcher(_blank, before, after, autojunk=False)
    return [
        (tag == "equal", first, last, start, end)
        for tag, first, last, start, end in matcher.get_opcodes()
    ]  # fmt: skip


def _read(token: _Token) -> str:
    return token.part.number if isinstance(token.part, Reference) else token.part.text


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
    look: Text | None = None

    def close() -> None:
        if look is not None:
            found.append(Text("".join(pieces), look.bold, look.italic))
        pieces.clear()

    for token in tokens:
        part = token.part
        if isinstance(part, Reference) or part.missing:
            close()
            look = None
            found.append(part)
        else:
            if look is None or (part.bold, part.italic) != (look.bold, look.italic):
                close()
                look = part
            pieces.append(part.text)
    close()
    return tuple(found)
