"""Swedish words for looking things up: which words a text holds, and what the forms of a word have in common.

The stem is a key, not a word to be read: every inflected form of a noun, and nearly every one of a verb
or an adjective, gets the same. The common Snowball stemmer was tried and gives more than one for many of
the words that matter here: kontrakt and kontraktet, bostad and bostaden, mötesplats and mötesplatser.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
#: Endings of inflected forms, the longest first. They are taken off one after the other, since one form's
#: ending can stand on another's: revisorerna, revisorer, revisor.
_ENDINGS = (
    "aren", "arna", "erna", "orna", "ade", "are", "ena", "orn", "an", "ar", "en", "er", "et", "na", "or", "a", "e", "s",
)  # fmt: skip
#: Endings that become others: allmännyttigt as allmännyttig, kommunalt as kommunal; miljön as miljö.
_CHANGED = (("ellt", "ell"), ("igt", "ig"), ("alt", "al"), ("ivt", "iv"), ("skt", "sk"), ("ggt", "gg"), ("jön", "jö"))
#: Plurals with another vowel: bostäder of bostad.
_UMLAUT = (("städ", "stad"), ("länd", "land"), ("händ", "hand"), ("stränd", "strand"), ("böck", "bok"))
#: Words that only look like forms of others.
_WHOLE = frozenset({"efter", "eller", "före", "innan", "nära", "sedan", "under", "utan", "varje", "över"})
_SHORTEST = 3


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, in their order."""
    return [word.lower() for word in WORD.findall(unicodedata.normalize("NFC", text))]


def folded(text: str) -> str:
    """Return a text as someone writes it who has neither capitals nor dots and rings: motesplats."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return what the forms of a word in lower case have in common."""
    while word not in _WHOLE:
        shorter = _shorter(word)
        if shorter == word:
            return word
        word = shorter
    return word


def _shorter(word: str) -> str:
    for ending, instead in _CHANGED:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            return word.removesuffix(ending) + instead
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            left = word.removesuffix(ending)
            return _plain_vowel(left) if ending in ("er", "erna") else left
    return word


def _plain_vowel(left: str) -> str:
    for changed, plain in _UMLAUT:
        if left.endswith(changed):
            return left.removesuffix(changed) + plain
    return left
