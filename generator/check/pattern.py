"""Patterns that are compiled when they are first needed: a paper calls for few of all that the rules look for."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator


class Pattern:
    """A regular expression that takes no time until a text may hold what it looks for.

    Compiling the rules' patterns would take longer than running the rules.
    """

    __slots__ = ("_compiled", "_flags", "_pieces", "_written")

    def __init__(self, written: str, flags: int = 0, pieces: tuple[str, ...] = ()) -> None:
        """Take an expression and its flags as ``re.compile`` does.

        Args:
            pieces: pieces of words in small letters, without which there is nothing to be found in a text.
        """
        self._written = written
        self._flags = flags
        self._pieces = pieces
        self._compiled: re.Pattern[str] | None = None

    def _of(self, text: str) -> re.Pattern[str] | None:
        """Return the pattern, or None where a text has nothing for it."""
        if self._pieces:
            low = text.lower()
            if not any(piece in low for piece in self._pieces):
                return None
        if self._compiled is None:
            self._compiled = re.compile(self._written, self._flags)
        return self._compiled

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the first place from an offset on, or None."""
        pattern = self._of(text)
        return pattern.search(text, start) if pattern else None

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return what stands at an offset, or None."""
        pattern = self._of(text)
        return pattern.match(text, start) if pattern else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the whole text as a match, or None."""
        pattern = self._of(text)
        return pattern.fullmatch(text) if pattern else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Yield each place from one offset to another."""
        pattern = self._of(text)
        return pattern.finditer(text, start, end) if pattern else iter(())

    def findall(self, text: str) -> list[str]:
        """Return what is found at each place; the pattern has one group at most."""
        pattern = self._of(text)
        return pattern.findall(text) if pattern else []

    def sub(self, instead: str, text: str) -> str:
        """Return the text with something else at each place."""
        pattern = self._of(text)
        return pattern.sub(instead, text) if pattern else text
