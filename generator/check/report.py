"""What a check found, as text and as data; formatting changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.check.engine import Report
from generator.check.exempt import Exempted
from generator.check.rule import Fact
from generator.report import SEVERITIES, checks, data, message, severity

_NOBODY = "Ingen jurist har läst den här listan. Den säger vad som har hittats; en jurist avgör vad det betyder."

#: How many of the rules that were not run for the same reason are named in short.
_SOME = 3


def after(report: Report, full: bool = False) -> Iterator[str]:
    """Yield what stands after a paper's findings, as lines of text.

    Args:
        full: True where long tables and every rule that was not run are to be there.
    """
    for fact in report.facts:
        yield from _fact_lines(fact, full)
    for one in report.exempted:
        why = f"undantaget till och med {one.until} av {one.by}: {one.reason}"
        yield f"{one.finding.place}: {message(one.finding)} ({why}) [{one.finding.rule}]"
    for missing, words in report.skipped:
        some = len(words) if full else _SOME
        more = f" och {len(words) - some} till (--verbose visar alla)" if len(words) > some else ""
        yield f"{report.file}: inte kört, eftersom {missing} saknas: {', '.join(words[:some])}{more}"


def closing(reports: Iterable[Report]) -> Iterator[str]:
    """Yield what stands last, whatever was found."""
    days = sorted({report.law_checked for report in reports if report.law_checked})
    if days:
        yield f"Registret över lagar är läst mot lagtexten till och med {days[0]}, utom där annat sägs."
    yield _NOBODY


def summary(reports: Iterable[Report], final: bool = False) -> str:
    """Return how many findings there are of each kind, in Swedish."""
    counts = Counter(severity(finding, final) for report in reports for finding in report.findings)
    return ", ".join(f"{SEVERITIES[name]}: {counts[name]}" for name in SEVERITIES).capitalize() + "."


def _fact_lines(fact: Fact, full: bool) -> Iterator[str]:
    yield f"{fact.place}: {said(fact)} [{fact.rule}]"
    if fact.rows and (full or not checks()[fact.rule].get("detail")):
        yield from table([checks()[fact.rule]["columns"], *fact.rows])


def said(fact: Fact) -> str:
    """Return what a fact says, in Swedish."""
    text: str = checks()[fact.rule]["message"]
    return text.format_map(dict(fact.values))


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table, first column to the left and the others to the right."""
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        yield f"  {'  '.join(cells).rstrip()}"


def as_data(reports: Sequence[Report], final: bool = False) -> dict[str, Any]:
    """Return reports as the JSON that other programs read (docs/json.md)."""
    return {
        **data((finding for report in reports for finding in report.findings), final),
        "exempted": [_exempted(one) for report in reports for one in report.exempted],
        "facts": [_fact(fact) for report in reports for fact in report.facts],
        "skipped": [
            {"file": report.file, "missing": missing, "rules": list(words)}
            for report in reports
            for missing, words in report.skipped
        ],
        "law_checked": min((report.law_checked for report in reports if report.law_checked), default=""),
        "date": reports[0].date if reports else "",
    }


def _exempted(one: Exempted) -> Mapping[str, Any]:
    finding = data([one.finding])["findings"][0]
    return {**finding, "reason": one.reason, "by": one.by, "until": one.until}


def _fact(fact: Fact) -> Mapping[str, Any]:
    return {
        "rule": fact.rule,
        "message": said(fact),
        "file": fact.place.file,
        "line": fact.place.line,
        "column": fact.place.column,
        "clause": fact.clause,
        "columns": list(checks()[fact.rule].get("columns", ())),
        "rows": [list(row) for row in fact.rows],
    }
