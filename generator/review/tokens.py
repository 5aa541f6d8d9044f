"""Texts as the words and marks that are compared: a number with its thousands is one word, all blanks are alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from generator.prose.typography import HARD_SPACE

#: ``12 000``, a word, a blank, or a mark. More groups of thousands than these are no number.
_TOKEN = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,6}(?!\w)|\w+|\s+|[^\w\s]")


def tokens(text: str) -> list[str]:
    """Return the words of a text and what stands between them, as they are written."""
    return _TOKEN.findall(text)


def alike(found: list[str]) -> list[str]:
    """Return words with their blanks alike: hard ones are ours, and other programs change them."""
    return [re.sub(r"\s+" if token.isspace() and "\n" not in token else r"[^\S\n]", " ", token) for token in found]


def starts(words: Sequence[str]) -> list[int]:
    """Return where each of some words begins in the text that they make up, and where the last one ends."""
    return [0, *accumulate(map(len, words))]


def bound(token: str) -> str:
    """Return a word as we print it: the thousands of a number stand on one line."""
    return token.replace(" ", HARD_SPACE) if token[:1].isdigit() else token
