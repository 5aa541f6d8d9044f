"""Canonical JSON: sorted keys, no spaces, decimals with the digits they were written with.

The same data gives the same bytes, which is what hashes, manifests and locks rest on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

_in_order = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_sorted = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def dumps(data: Any, keep_order: bool = False) -> str:
    """Return data of dicts, lists, strings, numbers, booleans and None as canonical JSON.

    Args:
        keep_order: True to leave keys in the order they have, for a cache: the order of a table's
            columns means something.
    """
    pieces: list[str] = []
    _write(data, pieces, list if keep_order else sorted, _in_order if keep_order else _sorted)
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


def _write(
    data: Any, pieces: list[str], order: Callable[[Iterable[str]], list[str]], encode: Callable[[Any], str]
) -> None:
    if isinstance(data, Decimal):
        pieces.append(format(data, "f"))
        return
    try:
        # The encoder in C is many times faster, and says so where it meets a Decimal.
        pieces.append(encode(data))
        return
    except TypeError:
        if not isinstance(data, dict | list | tuple):
            raise
    if isinstance(data, dict):
        pieces.append("{")
        for index, key in enumerate(order(data)):
            pieces.append(f"{',' if index else ''}{encode(key)}:")
            _write(data[key], pieces, order, encode)
        pieces.append("}")
    else:
        pieces.append("[")
        for index, item in enumerate(data):
            if index:
                pieces.append(",")
            _write(item, pieces, order, encode)
        pieces.append("]")
