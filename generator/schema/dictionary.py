"""The field dictionary in ``fields.yaml``: read once, expanded to plain Cerberus schemas."""

from __future__ import annotations

import pathlib
from functools import cache
from typing import Any

from generator.source import read
from generator.source.tree import Path

_FILE = pathlib.Path(__file__).with_name("fields.yaml")

Rules = dict[str, Any]
#: Name of a schema to its fields, each with its Cerberus rules and ``meta``.
Dictionary = dict[str, dict[str, Rules]]


@cache
def dictionary() -> Dictionary:
    """Return every schema, with ``use`` expanded; nested schemas stay names."""
    data = read(_FILE.name, _FILE.read_bytes()).data
    shared = data.pop("rules")
    return {name: {key: _expand(rules, shared) for key, rules in fields.items()} for name, fields in data.items()}


def _expand(rules: Rules, shared: dict[str, Rules]) -> Rules:
    base = shared[rules["use"]] if "use" in rules else {}
    own = {key: value for key, value in rules.items() if key != "use"}
    merged: Rules = {**base, **own}
    if "meta" in base or "meta" in own:
        merged["meta"] = {**base.get("meta", {}), **own.get("meta", {})}
    for key in ("schema", "keysrules", "valuesrules"):
        if isinstance(merged.get(key), dict):
            merged[key] = _expand(merged[key], shared)
    return merged


def rules_at(schema: str, path: Path) -> Rules:
    """Return the rules of the value at ``path`` in a file of the given schema."""
    rules: Rules = {"type": "dict", "schema": schema}
    for step in path:
        inner = rules.get("schema")
        rules = (
            dictionary()[inner].get(str(step), {}) if isinstance(inner, str) else inner or rules.get("valuesrules", {})
        )
    return rules


def fields_at(schema: str, path: Path) -> list[str]:
    """Return the names of the fields that the mapping at ``path`` may hold."""
    inner = rules_at(schema, path).get("schema")
    return list(dictionary()[inner]) if isinstance(inner, str) else []
