"""The lock: exactly which clauses, contract and template a draft was built from, with their full source.

A library keeps one version of a clause; the lock is what makes an old document rebuildable.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator import __version__, canonical
from generator.errors import problem

FORMAT = 1


@dataclass(frozen=True, slots=True)
class LockedClause:
    """A clause as it was when the draft was built."""

    library: str
    id: str
    version: str
    #: SHA-256 of the wording that was used.
    wording: str
    #: The clause file's text.
    source: str


@dataclass(frozen=True, slots=True)
class Lock:
    """What a draft was built from."""

    contract_id: str
    contract_version: str
    contract_source: str
    template: str
    template_sha256: str
    clauses: tuple[LockedClause, ...]
    klausul: str = field(default=__version__)
    _index: dict[str, list[LockedClause]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def find(self, name: str, library: str = "") -> list[LockedClause]:
        """Return the locked clauses with an id, of one library or of any."""
        if not self._index:
            for clause in self.clauses:
                self._index.setdefault(clause.id, []).append(clause)
        return [clause for clause in self._index.get(name, ()) if library in ("", clause.library)]

    def data(self) -> dict[str, Any]:
        """Return the lock as plain data."""
        return {
            "version": FORMAT,
            "klausul": self.klausul,
            "contract": {"id": self.contract_id, "version": self.contract_version, "source": self.contract_source},
            "template": {"name": self.template, "sha256": self.template_sha256},
            "clauses": [
                {"library": c.library, "id": c.id, "version": c.version, "wording": c.wording, "source": c.source}
                for c in self.clauses
            ],
        }

    def dumps(self) -> str:
        """Return the lock file's text: JSON that git can show the changes of."""
        return json.dumps(self.data(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def from_data(data: Any, file: str) -> Lock:
    """Return the lock that some data states.

    Raises:
        DataError: the data is no lock, or one of a later format.
    """
    try:
        if data["version"] != FORMAT:
            raise problem("source-lock-version", file, found=data["version"], known=FORMAT)
        contract, template = data["contract"], data["template"]
        return Lock(
            _text(contract, "id"),
            _text(contract, "version"),
            _text(contract, "source"),
            _text(template, "name"),
            _text(template, "sha256"),
            tuple(_clause(row) for row in data["clauses"]),
            _text(data, "klausul"),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise problem("source-lock", file) from error


def loads(content: bytes, file: str) -> Lock:
    """Return the lock that a file holds.

    Raises:
        DataError: the file is no lock.
    """
    try:
        data = canonical.loads(content)
    except (ValueError, RecursionError) as error:
        raise problem("source-lock", file) from error
    return from_data(data, file)


def _clause(row: Mapping[str, Any]) -> LockedClause:
    names = ("library", "id", "version", "wording", "source")
    return LockedClause(*(_text(row, name) for name in names))


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data[key]
    if not isinstance(value, str):
        raise TypeError(key)
    return value
