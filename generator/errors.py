"""What can go wrong, and how it is said: one exception tree, and the findings it carries.

A finding is data: a rule word, a place and the values its message needs. The Swedish wording
stands in ``findings.yaml``, so that a message is changed without touching code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands. Lines and columns count from 1; 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return ``file:line:column``, without the parts that are not known."""
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a check."""

    #: Rule word, such as ``source-unknown-field``; the family comes first.
    rule: str
    place: Place
    #: What in the file it concerns, such as ``parameters.andel.type``; may be empty.
    path: str = ""
    #: Id of the clause concerned; may be empty.
    clause: str = ""
    #: Values for the message in findings.yaml.
    values: Mapping[str, object] = field(default_factory=dict)

    def order(self) -> tuple[Place, str, str]:
        """Return the key that findings are sorted by."""
        return (self.place, self.path, self.rule)

    def about(self, clause: str) -> Finding:
        """Return the same finding, said of ``clause``."""
        return replace(self, clause=clause)


class KlausulError(Exception):
    """Anything that klausul itself raises."""


class DataError(KlausulError):
    """The data has problems; carries every one of them (exit 1)."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = tuple(sorted(set_of(findings), key=Finding.order))
        super().__init__("; ".join(f"{f.place}: {f.rule}" for f in self.findings))


class UsageError(KlausulError):
    """The command was used in a way that cannot work (exit 2); the message is English source text."""


def set_of(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings without repetitions, in their first order."""
    seen: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        key = (finding.rule, finding.place, finding.path, tuple(sorted(map(str, finding.values.items()))))
        seen.setdefault(key, finding)
    return list(seen.values())


def problem(rule: str, file: str, /, line: int = 0, column: int = 0, path: str = "", **values: object) -> DataError:
    """Return a DataError with a single finding, ready to be raised."""
    return DataError([Finding(rule, Place(file, line, column), path, values=values)])
