"""``klausul check``: what would be regretted after the vote."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.complete import EXAMPLE, drafts
from generator.cli.environment import Context, pass_context
from generator.cli.language import _
from generator.cli.output import finding_lines, note
from generator.errors import DataError, UsageError

if TYPE_CHECKING:
    from generator.build.checking import Against
    from generator.check.engine import Report

_DRAFT = (".yaml", ".yml")
_WORD = ".docx"
_PAPER = (_WORD, ".txt")


@click.command(help=_("Find what would be regretted after the vote in drafts, libraries, .docx and .txt files."))
@click.argument("paths", metavar="PATH...", nargs=-1, shell_complete=drafts)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=_("How to print it."))
@click.option("--final", is_flag=True, help=_("Take as an error what may be open in a draft only."))
@click.option(
    "--articles", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
    help=_("The company's articles of association (bolagsordning), a .docx or .txt file."),
)  # fmt: skip
@click.option(
    "--annotate", type=click.Path(path_type=Path), metavar="OUT.docx",
    help=_("Write a copy of the .docx file with every finding as a comment at its paragraph."),
)  # fmt: skip
@click.option("--force", is_flag=True, help=_("Replace OUT.docx if it exists."))
@click.option("--date", metavar="YYYY-MM-DD", help=_("The day to check for; today if not given."))
@click.option("--explain", metavar="RULE", help=_("Say what a rule looks for and why, and check nothing."))
@pass_context
def check(
    context: Context,
    paths: Sequence[str],
    form: str,
    final: bool,
    articles: Path | None,
    annotate: Path | None,
    force: bool,
    date: str | None,
    explain: str | None,
) -> None:
    """Check papers."""
    from generator.build.checking import Against, read_paper

    if explain is not None:
        click.echo("\n".join(_explained(explain)))
        return
    if not paths:
        raise UsageError(_("name at least one draft, library, .docx or .txt file to check"))
    if annotate is not None:
        _ready(annotate, paths, force)
    against = Against(context.places(), day(date), read_paper(articles) if articles else None)
    context.final = final
    reports = [_report(path, against, final) for path in paths]
    _show(reports, form, final, context.verbose)
    _hint(paths)
    if annotate is not None:
        from generator.cli.comments import write

        write(Path(paths[0]).read_bytes(), paths[0], reports[0].findings, annotate, final)
    _stop(reports, final)


def _ready(output: Path, paths: Sequence[str], force: bool) -> None:
    """Make sure that there is one Word file to comment, and a place for the copy."""
    from generator.cli.comments import ready

    if len(paths) != 1 or Path(paths[0]).suffix.lower() != _WORD or Path(paths[0]).is_dir():
        raise UsageError(_("--annotate needs exactly one PATH, and that one a .docx file"))
    ready(output, Path(paths[0]), force)


def _hint(paths: Sequence[str]) -> None:
    """Say where the rules that need a draft can have one from."""
    from generator.build.checking import holds_draft

    for path in paths:
        file = Path(path)
        if file.suffix.lower() == _WORD and file.is_file() and holds_draft(file):
            command = shlex.join(["klausul", "extract", path, "-o", file.with_suffix(_DRAFT[0]).name])
            note(
                _("{file} holds the draft it was built from; to check that too: {command}").format(
                    file=path, command=command
                )
            )


def _report(path: str, against: Against, final: bool) -> Report:
    from generator.build.checking import check_draft, check_library, check_paper
    from generator.cli.build import request_of

    file = Path(path)
    suffix = file.suffix.lower()
    if file.is_dir():
        return check_library(file, against)
    if suffix in _PAPER:
        return check_paper(file, against)
    if suffix not in _DRAFT and not path.startswith(EXAMPLE):
        allowed = ", ".join((*_DRAFT, *_PAPER))
        raise UsageError(
            _("{file}: the suffix must be one of {allowed}, or the path that of a library's folder").format(
                file=path, allowed=allowed
            )
        )
    return check_draft(request_of(path), against, final)


def day(given: str | None) -> str:
    """Return the day to check for; the clock is read here and nowhere else."""
    import datetime

    if given is None:
        return datetime.date.today().isoformat()
    try:
        return datetime.date.fromisoformat(given).isoformat()
    except ValueError as error:
        raise UsageError(_("--date {date} is no day; write it as 2026-11-23").format(date=given)) from error


def _explained(rule: str) -> Sequence[str]:
    from difflib import get_close_matches

    from generator.check.explain import page, words

    if rule not in words():
        close = get_close_matches(rule, list(words()), 1)
        meant = _(" Did you mean '{close}'?").format(close=close[0]) if close else ""
        raise UsageError(_("there is no rule '{rule}' among the checks.").format(rule=rule) + meant)
    return list(page(rule))


def _show(reports: Sequence[Report], form: str, final: bool, full: bool) -> None:
    from generator import canonical
    from generator.check.report import after, as_data, closing, summary

    if form == "json":
        click.echo(canonical.dumps(as_data(reports, final)))
        return
    for report in reports:
        for line in (*finding_lines(report.findings, sys.stdout, final), *after(report, full)):
            click.echo(line)
    for line in (summary(reports, final), *closing(reports)):
        note(line)


def _stop(reports: Sequence[Report], final: bool) -> None:
    from generator.report import errors

    if errors((finding for report in reports for finding in report.findings), final):
        raise DataError([])
