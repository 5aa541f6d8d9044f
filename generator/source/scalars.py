"""Plain scalars by YAML 1.2's core schema, so that ``no``, ``12:30`` and dates stay text."""

from __future__ import annotations

import re
from decimal import Decimal

Scalar = None | bool | int | Decimal | str

_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+(\.[0-9]*)?")


def resolve(text: str) -> Scalar:
    """Return the value of an unquoted scalar. Decimals keep every digit that was written."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    return text


def ambiguous(text: str) -> bool:
    """Tell whether programs read the scalar differently: 012 is 10, 12 or text."""
    return bool(_LEADING_ZERO.fullmatch(text))
