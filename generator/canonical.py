"""Canonical JSON: sorted keys, no spaces, decimals with the digits they were written with.

The same data gives the same bytes, which is what hashes, manifests and locks rest on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

_scalar = json.JSONEncoder(ensure_ascii=False).encode


def dumps(data: Any, keep_order: bool = False) -> str:
    """Return data of dicts, lists, strings, numbers, booleans and None as canonical JSON.

    Args:
        keep_order: True to leave keys in the order they have, for a cache: the order of a table's
            columns means something.
    """
    pieces: list[str] = []
    _write(data, pieces, list if keep_order else sorted)
    return "".join(pieces)


def loads(text: str | bytes) -> Any:
    """Return what a JSON text says; numbers with a decimal point become Decimal.

    Raises:
        ValueError: the text is not JSON.
    """
    return json.loads(text, parse_float=Decimal)


def digest(data: Any) -> str:
    """Return the SHA-256 of data's canonical JSON, in hexadecimal."""
    return hashlib.sha256(dumps(data).encode()).hexdigest()


def _write(data: Any, pieces: list[str], order: Callable[[Iterable[str]], list[str]]) -> None:
    if isinstance(data, dict):
        pieces.append("{")
        for index, key in enumerate(order(data)):
            pieces.append(f"{',' if index else ''}{_scalar(key)}:")
            _write(data[key], pieces, order)
        pieces.append("}")
    elif isinstance(data, list | tuple):
        pieces.append("[")
        for index, item in enumerate(data):
            if index:
                pieces.append(",")
            _write(item, pieces, order)
        pieces.append("]")
    elif isinstance(data, Decimal):
        pieces.append(format(data, "f"))
    else:
        pieces.append(_scalar(data))
