"""Findings as comments in a copy of the Word file that they are about."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.cli.language import _
from generator.cli.output import free, save
from generator.errors import Finding, UsageError


def ready(output: Path, file: Path, force: bool) -> None:
    """Make sure that a copy of a file may be written.

    Raises:
        UsageError: the copy would have another suffix, its folder is not there, or it exists already.
    """
    if output.suffix.lower() != file.suffix.lower():
        raise UsageError(_("{file}: the suffix must be one of {allowed}").format(file=output, allowed=file.suffix))
    free(output, force)


def write(content: bytes, file: str, findings: Iterable[Finding], output: Path, final: bool = False) -> None:
    """Write a copy of a Word file with a comment for each finding, at its paragraph.

    Args:
        content: the bytes of the file.
        file: what the findings call it. One that is about another file stands at the first paragraph.
        findings: what to say.
        output: the copy.
        final: as for ``report.severity``.

    Raises:
        DataError: the file cannot be looked into.
    """
    from generator import report
    from generator.word.annotate import Note, annotated

    notes = []
    for finding in sorted(findings, key=Finding.order):
        ours = finding.place.file == file
        text = f"{report.SEVERITIES[report.severity(finding, final)]}: {report.message(finding)} [{finding.rule}]"
        notes.append(Note(finding.place.line, text) if ours else Note(0, f"{finding.place}: {text}"))
    save(output, annotated(content, file, notes))
