"""Sentences and words as a reader counts them, and the readability index LIX."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.check.pattern import Pattern

#: Abbreviations that the sentence goes on after, whatever letter the next word begins with.
_GOES_ON = Pattern(
    r"(?:(?i:t\.ex|bl\.a|d\.?v\.?s|s\.k|f\.d|p\.g\.a|fr\.o\.m|f\.n|kap|s|sid|p|pkt|nr|ca|c:a|kl|resp|inkl|exkl|jfr?"
    r"|prop|dir|bet|r?skr|ang|avs|tel|obs|dnr|rev|jan|feb|mar|apr|aug|sept?|okt|nov|dec|sfs|ex|bl|fr)|[A-ZÅÄÖ])$"
)
#: Abbreviations that a sentence may also end with, and then the next word has a capital.
_MAY_END = Pattern(
    r"(?i:m\.m|m\.fl|etc|o\.?s\.?v|o\.d|e\.d|o|dyl|kr|mkr|tkr|mnkr|milj|mån|tr|t\.o\.m|forts|st|max|min|ev|art)$"
)
#: The end of a sentence: a mark, perhaps a closing quotation mark or bracket, and what the next begins with.
_END = Pattern(r"[.!?…][”\"'’)\]]?(?P<gap>\s+)(?=[\"”’'(\[]?[A-ZÅÄÖÉ\d–§]|\(?[a-z]\)\s)")
#: What ends a sentence wherever it stands: the end of a line, a tab, the mark of an item.
_STOP = Pattern(r"[\n\t\x0b\x0c]+|\s[•·]\s")
_STOPS = frozenset("\n\t\x0b\x0c•·")
#: What stands right before a full stop.
_BEFORE = Pattern(r"(?P<word>[\w.:/-]*)$")
#: The number or letter of an item: 1. or a) or 2.1.
_ITEM = Pattern(r"\s*(?:\(?\d{1,3}(?:\.\d{1,3})*[.)]|\(?[a-zA-Z][.)])\s*$")
#: A value that nobody has filled in counts as a word.
_OPEN = Pattern(r"\[[^\[\]]*\]")
_WORD = Pattern(r"\d{1,3}(?:[ \u00a0]\d{3})+(?![\d\w])|\w+(?:[-–:.,/’']\w+)*")
#: A word is long with more letters than this.
_LONG = 6


class Sentence(NamedTuple):
    """A sentence, and where in the text it begins."""

    start: int
    text: str


class Count(NamedTuple):
    """What LIX is worked out from."""

    words: int = 0
    sentences: int = 0
    long: int = 0

    @property
    def lix(self) -> int:
        """Words per sentence plus long words per hundred words, rounded to a whole number; 0 without words."""
        if not self.words or not self.sentences:
            return 0
        return int(self.words / self.sentences + 100 * self.long / self.words + 0.5)


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph, in order."""
    begin = 0
    for stop in _STOP.finditer(text) if _STOPS & set(text) else ():
        yield from _sentences(text, begin, stop.start())
        begin = stop.end()
    yield from _sentences(text, begin, len(text))


def _sentences(text: str, start: int, stop: int) -> Iterator[Sentence]:
    for match in _END.finditer(text, start, stop):
        if _ends(text, start, match.start()):
            yield Sentence(start, text[start : match.start("gap")])
            start = match.end()
    if text[start:stop].strip():
        yield Sentence(start, text[start:stop])


def _ends(text: str, start: int, stop: int) -> bool:
    """Tell whether the mark at an offset ends the sentence that began at another."""
    if text[stop] != ".":
        return True
    if _ITEM.match(text[start : stop + 1]):
        return False
    near = _BEFORE.search(text[max(stop - 40, start) : stop])
    word = near["word"].strip(".") if near else ""
    following = text[stop + 1 :].lstrip()[:1]
    return not _GOES_ON.match(word) and (following.isupper() or not _MAY_END.match(word))


def words(text: str) -> list[str]:
    """Return the words of a text; a number with spaces in it is one, and so is a value that is not filled in."""
    return _WORD.findall(_OPEN.sub("x", text))


def _letters(word: str) -> int:
    return sum(map(str.isalpha, word))


def count(sentences_words: Iterable[list[str]]) -> Count:
    """Return what LIX is worked out from, from the words of each sentence."""
    number, ends, long = 0, 0, 0
    for found in sentences_words:
        number += len(found)
        ends += bool(found)
        long += sum(len(word) > _LONG and (word.isalpha() or _letters(word) > _LONG) for word in found)
    return Count(number, ends, long)
