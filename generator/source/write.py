"""Data to YAML that our own strict reader takes back unchanged."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from generator.source.scalars import ambiguous, resolve

# Letters, digits and harmless marks, not beginning or ending with what YAML reads otherwise.
_PLAIN = re.compile(r"[^\W_]([\w .,()§/–-]*[\w.)])?")
_BLOCK = re.compile(r"[^\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")


def dump(data: Any) -> str:
    """Return data of dicts, lists and scalars as YAML, keys in the order they have."""
    return "\n".join(_mapping(data, 0)) + "\n"


def _mapping(data: dict[str, Any], depth: int) -> Iterator[str]:
    indent = "  " * depth
    for key, value in data.items():
        name = scalar(key)
        if isinstance(value, dict) and value:
            yield f"{indent}{name}:"
            yield from _mapping(value, depth + 1)
        elif isinstance(value, list) and value:
            yield f"{indent}{name}:"
            yield from _items(value, depth + 1)
        elif isinstance(value, str) and _is_block(value):
            yield f"{indent}{name}: |"
            yield from (f"{indent}  {line}" if line else "" for line in value[:-1].split("\n"))
        else:
            yield f"{indent}{name}: {scalar(value)}"


def _items(data: list[Any], depth: int) -> Iterator[str]:
    indent = "  " * depth
    for item in data:
        if isinstance(item, dict) and item:
            lines = list(_mapping(item, depth + 1))
            yield f"{indent}- {lines[0].lstrip(' ')}"
            yield from lines[1:]
        elif isinstance(item, list) and item:
            yield f"{indent}-"
            yield from _items(item, depth + 1)
        else:
            yield f"{indent}- {scalar(item)}"


def _is_block(value: str) -> bool:
    """Tell whether a text can stand in a literal block: lines, ended by exactly one line break."""
    return (
        value.endswith("\n")
        and not value.endswith("\n\n")
        and not value.startswith((" ", "\n"))
        and bool(_BLOCK.fullmatch(value))
        and all(line == line.rstrip() for line in value.split("\n"))
    )


def scalar(value: Any) -> str:
    """Return a scalar, quoted where it would be read as something else."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dict | list):
        return "{}" if isinstance(value, dict) else "[]"
    text = str(value)
    if _PLAIN.fullmatch(text) and isinstance(resolve(text), str) and not ambiguous(text):
        return text
    # A JSON string is a double-quoted YAML scalar; characters beyond ASCII stand as they are.
    quoted = json.dumps(text, ensure_ascii=False)
    return (
        quoted.replace("\x7f", "\\x7f")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
        .replace("\ufeff", "\\ufeff")
    )
