"""Findings as text and as data. The wording comes from ``findings.yaml``; formatting changes nothing."""

from __future__ import annotations

import pathlib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from generator.errors import Finding

VERSION = 1
#: What the severities are called.
SEVERITIES = {"error": "fel", "warning": "varning", "note": "anmärkning"}
#: What stops or disturbs the work as soon as it is met.
_FINDINGS = pathlib.Path(__file__).with_name("findings.yaml")
#: What the checks look for: a file for each family of rules.
_CHECKS = pathlib.Path(__file__).with_name("check")


@cache
def wording() -> Mapping[str, Mapping[str, Any]]:
    """Return severity and message of what stops or disturbs the work, by rule word."""
    return _read(_FINDINGS)


@cache
def checks() -> Mapping[str, Mapping[str, Any]]:
    """Return severity, message and explanation of what ``klausul check`` looks for, by rule word."""
    return {word: row for file in sorted(_CHECKS.rglob("*.yaml")) for word, row in _read(file).items()}


def _of(rule: str) -> Mapping[str, Any]:
    return wording().get(rule) or checks()[rule]


def _read(file: pathlib.Path) -> Mapping[str, Mapping[str, Any]]:
    import yaml  # imported late: most commands find nothing

    # Our own files, which a test reads as strictly as anybody's; places in them are of no use here.
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: Mapping[str, Mapping[str, Any]] = yaml.load(file.read_bytes(), loader)
    return data


def severity(finding: Finding, final: bool = False) -> str:
    """Return error, warning or note; ``final`` raises what may be open in a draft only."""
    rule = _of(finding.rule)
    grave: str = rule.get("final", rule["severity"]) if final else rule["severity"]
    return grave


def message(finding: Finding) -> str:
    """Return what is wrong and what is allowed, in Swedish."""
    text = _of(finding.rule)["message"].format_map(dict(finding.values))
    meant = finding.values.get("meant")
    return f"{text}; menade du ”{meant}”?" if meant else text


def line(finding: Finding, mark: str = "") -> str:
    """Return ``file:line:column: path: what is wrong; what is allowed [rule]``, with a mark after the place."""
    path = f"{finding.path}: " if finding.path else ""
    return f"{finding.place}: {mark}{path}{message(finding)} [{finding.rule}]"


def lines(findings: Iterable[Finding]) -> list[str]:
    """Return a line for each finding, sorted by place."""
    return [line(finding) for finding in sorted(findings, key=Finding.order)]


def data(findings: Iterable[Finding], final: bool = False) -> dict[str, Any]:
    """Return findings as the JSON that other programs read (docs/json.md)."""
    return {
        "version": VERSION,
        "findings": [
            {
                "rule": finding.rule,
                "severity": severity(finding, final),
                "message": message(finding),
                "file": finding.place.file,
                "line": finding.place.line,
                "column": finding.place.column,
                "clause": finding.clause,
                "legal": str(finding.values.get("provision", "")),
            }
            for finding in sorted(findings, key=Finding.order)
        ],
    }


def errors(findings: Iterable[Finding], final: bool = False) -> list[Finding]:
    """Return the findings that stop the work."""
    return [finding for finding in findings if severity(finding, final) == "error"]
