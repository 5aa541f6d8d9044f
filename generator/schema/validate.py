"""Validation of a file's data against the field dictionary, every problem with its place.

Cerberus does the work; its errors are taken as structures (code, path, constraint, value), never as
its English sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import ClassVar

import cerberus
from cerberus import errors as codes
from cerberus.errors import BaseErrorHandler, ValidationError

from generator import canonical
from generator.errors import Finding
from generator.forms import is_date, is_orgnr, shown
from generator.schema.dictionary import dictionary, fields_at, rules_at
from generator.source import Source
from generator.source.tree import Path

# What a value is called to a person who does not program.
_TYPES = {
    "string": "text", "integer": "ett heltal", "number": "ett tal", "list": "en lista",
    "dict": "fält med värden", "boolean": "true eller false", "isodate": "ett datum som 2026-11-23",
}  # fmt: skip


class _Collect(BaseErrorHandler):  # type: ignore[misc]
    """An error handler that hands back the structures it was given."""

    def __call__(self, errors: Iterable[ValidationError]) -> list[ValidationError]:
        return list(errors)


class _DayKind(type):
    """Makes a calendar day a type to Cerberus, which asks ``isinstance`` only."""

    def __instancecheck__(cls, value: object) -> bool:
        return is_date(value)


class _Day(metaclass=_DayKind):
    """A text that is a calendar day."""


class _Validator(cerberus.Validator):  # type: ignore[misc]
    """Cerberus with our types, and rules that need the file's form."""

    types_mapping: ClassVar = {
        **cerberus.Validator.types_mapping,
        "number": cerberus.TypeDefinition("number", (int, Decimal), (bool,)),
        "isodate": cerberus.TypeDefinition("isodate", (_Day,), ()),
    }

    def _validate_regex(self, pattern: str, field: str, value: object) -> None:
        """{'type': 'string'}"""  # noqa: D415 - Cerberus reads the rule's own schema here
        # Cerberus adds a $, which lets a line break at the end through.
        if isinstance(value, str) and not re.fullmatch(pattern, value):
            self._error(field, codes.REGEX_MISMATCH)

    def _validate_prose(self, constraint: bool, field: str, value: object) -> None:
        """{'type': 'boolean'}"""  # noqa: D415 - Cerberus reads the rule's own schema here
        source = self._config["source"]
        mark = source.mark((*self.document_path, field)) if source else None
        # Without its file nobody can say how a text was written.
        if constraint and isinstance(value, str) and (source is None or (mark is not None and mark.style != "|")):
            self._error(field, "prose")

    def _validate_schema(self, schema: object, field: str, value: object) -> None:
        """{'type': ['dict', 'string'], 'anyof': [{'check_with': 'schema'}, {'check_with': 'bulk_schema'}]}"""  # noqa: D415 - Cerberus reads the rule's own schema here
        # A long list of small mappings is most of a draft. Each is tried by itself, and only once for
        # the same content; where one does not fit, Cerberus goes through the list and finds the places.
        named = schema.get("schema") if isinstance(schema, Mapping) else None
        items = value if isinstance(value, list) and isinstance(named, str) else [None]
        if not all(isinstance(item, dict) and _fits(str(named), canonical.dumps(item)) for item in items):
            super()._validate_schema(schema, field, value)

    def _validate_orgnr(self, constraint: bool, field: str, value: object) -> None:
        """{'type': 'boolean'}"""  # noqa: D415 - Cerberus reads the rule's own schema here
        if constraint and isinstance(value, str) and not is_orgnr(value):
            self._error(field, "orgnr")


@cache
def _ready() -> None:
    for name, fields in dictionary().items():
        cerberus.schema_registry.add(name, fields)


@cache
def _validator_for(schema: str, placed: bool = True) -> _Validator:
    """Return the validator for a schema; ``placed`` ones are told the file before each use."""
    _ready()
    return _Validator(cerberus.schema_registry.get(schema), error_handler=_Collect(), source=None)


@lru_cache(maxsize=16_384)
def _fits(schema: str, item: str) -> bool:
    """Return whether a mapping, given as canonical JSON, fits a schema wherever it stands."""
    validator = _validator_for(schema, placed=False)
    return bool(validator.validate(canonical.loads(item), normalize=False))


def validate(source: Source, schema: str) -> list[Finding]:
    """Return everything in a file that its schema does not allow.

    Args:
        source: a file that was read without problems.
        schema: name of a schema in the field dictionary, such as ``clause``.
    """
    if not isinstance(source.data, dict):
        return [source.finding("source-not-mapping", (), kind=schema)]
    validator = _validator_for(schema)
    validator._config["source"] = source
    validator.validate(source.data, normalize=False)
    return [_finding(source, schema, error) for error in _leaves(validator.errors)]


def _leaves(errors: Iterable[ValidationError]) -> Iterable[ValidationError]:
    for error in errors:
        if error.is_group_error and error.child_errors:
            yield from _leaves(error.child_errors)
        else:
            yield error


def _finding(source: Source, schema: str, error: ValidationError) -> Finding:
    path: Path = tuple(error.document_path)
    code, value, limit = error.code, error.value, error.constraint
    if code == codes.UNKNOWN_FIELD.code:
        known = sorted(fields_at(schema, path[:-1]))
        meant = _meant(path[-1], known)
        return source.finding(
            "source-unknown-field", path, at_key=True, field=path[-1], allowed=", ".join(known), meant=meant
        )
    if code == codes.REQUIRED_FIELD.code:
        return source.finding("source-missing-field", path[:-1], at_key=True, field=path[-1])
    if code == codes.DEPENDENCIES_FIELD.code:
        return source.finding("source-missing-field", path[:-1], at_key=True, field=error.info[0])
    if code == codes.EXCLUDES_FIELD.code:
        given = source.data
        for step in path[:-1]:
            given = given[step]
        beside = ", ".join(name for name in limit if name in given)
        return source.finding("source-excludes", path, at_key=True, field=path[-1], others=beside)
    if value is None:
        return source.finding("source-empty", path, at_key=True, field=_last(path))
    if code == codes.BAD_TYPE.code:
        kinds = [limit] if isinstance(limit, str) else limit
        wanted = " eller ".join(dict.fromkeys(_TYPES[kind] for kind in kinds))
        return source.finding("source-type", path, value=shown(value), wanted=wanted)
    if code == codes.UNALLOWED_VALUE.code:
        meant = _meant(value, limit)
        return source.finding("source-value", path, value=shown(value), allowed=", ".join(limit), meant=meant)
    if code == codes.REGEX_MISMATCH.code:
        rules = rules_at(schema, path[:-1])["keysrules"] if _is_key(error) else rules_at(schema, path)
        form = rules.get("meta", {}).get("form", limit)
        return source.finding("source-form", path, at_key=_is_key(error), value=shown(value), form=form)
    if code in (codes.MIN_VALUE.code, codes.MAX_VALUE.code):
        word = "minst" if code == codes.MIN_VALUE.code else "högst"
        return source.finding("source-bounds", path, value=shown(value), bound=f"{word} {limit}")
    if code in (codes.MIN_LENGTH.code, codes.MAX_LENGTH.code):
        word = "minst" if code == codes.MIN_LENGTH.code else "högst"
        return source.finding("source-length", path, at_key=_is_key(error), length=len(value), bound=f"{word} {limit}")
    if error.info == ("prose",):
        return source.finding("source-prose", path, field=_last(path))
    if error.info == ("orgnr",):
        return source.finding("source-orgnr", path, value=shown(value))
    raise AssertionError(f"no message for Cerberus error {code:#x}")  # a rule in fields.yaml without one


def _meant(value: object, known: Iterable[str]) -> str:
    close = get_close_matches(str(value), list(known), 1)
    return close[0] if close else ""


def _is_key(error: ValidationError) -> bool:
    return "keysrules" in error.schema_path


def _last(path: Path) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")
