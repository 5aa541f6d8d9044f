"""Hard spaces where a line break would hurt: inside a reference to the law, and before a number."""

from __future__ import annotations

import re

HARD_SPACE = "\u00a0"
#: 6 kap. 9 §, 3–5 §§, § 28, 2 a §.
_BOUND = re.compile(r"(?<=\d) (?=kap\.|§|[a-z] §)|(?<=\d [a-z]) (?=§)|(?<=kap\.) (?=\d)|(?<=§) (?=\d)")
_BEFORE_NUMBER = re.compile(r"(?<=\b[Pp]unkt) $")


def bind(text: str) -> str:
    """Return clause text with hard spaces inside references to the law."""
    return _BOUND.sub(HARD_SPACE, text)


def bind_before_number(text: str) -> str:
    """Return the text in front of a cross-reference, bound to the number that follows."""
    return _BEFORE_NUMBER.sub(HARD_SPACE, text)
