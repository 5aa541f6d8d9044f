"""``klausul batch``: a document for each row of a sheet."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import language
from generator.cli.complete import EXAMPLE, drafts
from generator.cli.environment import Context, cache_folder, pass_context
from generator.cli.language import _
from generator.cli.output import finding_lines, note
from generator.cli.writers import SUFFIXES
from generator.errors import DataError, Finding, UsageError, problem, set_of

if TYPE_CHECKING:
    from generator.assemble.composed import Composed
    from generator.sheet.batch import Outcome
    from generator.sheet.record import Record
    from generator.sheet.rows import Answers
    from generator.sheet.work import Job

_FORMATS = [suffix.removeprefix(".") for suffix in SUFFIXES]
#: A further process takes a second or so before its first document.
_ROWS_PER_PROCESS = 50
#: Where nothing can be drawn, a line stands for so many documents.
_STEP = 100
#: So many names stand in a message.
_NAMED = 5


@click.command(help=_("Build a document for each row of SHEET, a file .xlsx or .csv that klausul sheet has begun."))
@click.argument("sheet", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--draft", required=True, shell_complete=drafts, metavar="DRAFT",
    help=_("The draft that the rows answer to, a file or example:TYPE/NAME."),
)  # fmt: skip
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help=_("The folder for the documents; made if it is not there."),
)  # fmt: skip
@click.option(
    "--name", "pattern", metavar="PATTERN",
    help=_("The documents' names, such as '{B} {C}' with the letters of columns; {row} is the row, {draft} the draft."),
)  # fmt: skip
@click.option("--format", "form", type=click.Choice(_FORMATS), default="docx", help=_("What to build."))
@click.option(
    "--workers", type=click.IntRange(1, 64),
    help=_("How many processes build; as many as there are cores, if there are rows for them."),
)  # fmt: skip
@click.option("--final", is_flag=True, help=_("Refuse what is not settled: missing values, decisions that do not fit."))
@click.option("--publish", is_flag=True, help=_("Embed only ids, versions and hashes in the documents."))
@click.option("--force", is_flag=True, help=_("Replace files in DIR that were not made here, or have been edited."))
@pass_context
def batch(
    context: Context,
    sheet: Path,
    draft: str,
    output: Path,
    pattern: str | None,
    form: str,
    workers: int | None,
    final: bool,
    publish: bool,
    force: bool,
) -> None:
    """Build many documents."""
    from generator.sheet.batch import SUMMARY, shared_key, summary
    from generator.sheet.record import Record

    if not output.is_dir() and not output.absolute().parent.is_dir():
        raise UsageError(_("the folder {folder} does not exist").format(folder=output.parent))
    context.final = final
    suffix = f".{form}"
    with _cache(context) as cache:
        job, composed = _job(context, draft, cache, suffix, final, publish)
        answers = _answers(sheet, composed)
        names = _names(pattern, suffix, job, composed, answers)
        record = Record(output)
        _refuse_foreign(record, output, [*names.values()], force)
        _say([finding for row in answers.rows for finding in row.findings], final)
        output.mkdir(exist_ok=True)
        count = workers or _workers(len(names))
        found = _made(answers, names, record, job, shared_key(composed, job, suffix), count)
    record.finish()
    from generator.files import write_whole

    write_whole(output / SUMMARY, summary(found))
    _say_found(found, {row.number for row in answers.rows if row.findings})
    _show(found, output, record, names)
    if any(not outcome.file for outcome in found):
        raise DataError([])


@contextlib.contextmanager
def _cache(context: Context) -> Iterator[Path]:
    """Give the cache's folder; one for the time being where the user wants none, since rows share so much."""
    folder = cache_folder() if context.cache else None
    if folder is not None:
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="klausul-", ignore_cleanup_errors=True) as name:
        yield Path(name)


def _job(context: Context, draft: str, cache: Path, suffix: str, final: bool, publish: bool) -> tuple[Job, Composed]:
    from generator.build.job import compose
    from generator.cli.build import draft_path, project_root
    from generator.sheet.work import Job
    from generator.source import read

    path = draft_path(draft)
    places = context.places()
    # An example has none, as when it is built.
    lock = None if draft.startswith(EXAMPLE) else path.with_suffix(".lock")
    held = lock.read_bytes() if lock and lock.is_file() else None
    job = Job(
        draft, path.read_bytes(), path.parent, project_root(path), held,
        tuple(places.libraries), tuple(places.contracts), tuple(places.templates), cache, SUFFIXES[suffix], final,
        publish,
    )  # fmt: skip
    return job, compose(job.request(read(job.draft, job.content)), places)


def _answers(sheet: Path, composed: Composed) -> Answers:
    from generator.sheet.columns import columns
    from generator.sheet.rows import answers
    from generator.spreadsheet.grid import MAX_MEGABYTES
    from generator.spreadsheet.textfile import read_text
    from generator.spreadsheet.workbook import read_workbook

    readers = {".xlsx": read_workbook, ".csv": read_text}
    reader = readers.get(sheet.suffix.lower())
    if reader is None:
        allowed = ", ".join(readers)
        raise UsageError(_("{file}: the suffix must be one of {allowed}").format(file=sheet, allowed=allowed))
    if sheet.stat().st_size > MAX_MEGABYTES * 1024**2:
        raise problem("sheet-too-large", str(sheet), limit=MAX_MEGABYTES)
    return answers(reader(sheet.read_bytes(), str(sheet)), columns(composed), composed.loaded.source.data)


def _names(pattern: str | None, suffix: str, job: Job, composed: Composed, answers: Answers) -> dict[int, str]:
    from generator.sheet.names import DRAFT, ROW, allowed, file_names, unknown

    keys = {column.key for column in answers.columns.values()}
    pattern = pattern or ("{company.name}" if "company.name" in keys else f"{{{DRAFT}}}-{{{ROW}}}")
    strange = unknown(pattern, answers)
    if strange:
        raise UsageError(
            _("--name: {name} is no column of the sheet; what can stand between braces: {allowed}").format(
                name=strange[0], allowed=", ".join(allowed(answers))
            )
        )
    try:
        return file_names(pattern, suffix, Path(job.draft).stem, answers)
    except DataError as error:
        raise DataError([*error.findings, *(one for row in answers.rows for one in row.findings)]) from error


def _refuse_foreign(record: Record, output: Path, names: Sequence[str], force: bool) -> None:
    foreign = record.foreign(names)
    if foreign and not force:
        shown = ", ".join(str(output / name) for name in foreign[:_NAMED])
        message = _(
            "files in the folder are not as this command made them: {files}. Give another folder, or --force to "
            "replace them. Files: {count}."
        )
        raise UsageError(message.format(files=shown, count=len(foreign)))


def _workers(rows: int) -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, rows // _ROWS_PER_PROCESS))


def _made(
    answers: Answers, names: dict[int, str], record: Record, job: Job, shared: str, workers: int
) -> list[Outcome]:
    """Make the documents; say how far it is, and where to go on when it is broken off."""
    from generator.sheet.batch import outcomes

    found: list[Outcome] = []
    ready = partial(language.install, language.chosen())
    steps = outcomes(answers, names, record, job, shared, workers, ready)
    try:
        with contextlib.closing(steps):  # type: ignore[type-var]
            for outcome in _progress(steps, len(answers.rows)):
                found.append(outcome)
    except KeyboardInterrupt:
        done = sum(bool(outcome.file) for outcome in found)
        click.echo(err=True)
        note(_("Documents done: {done} of {count}. The same command goes on where it stopped.").format(
            done=done, count=len(names)
        ))  # fmt: skip
        raise click.exceptions.Abort from None
    return sorted(found, key=lambda outcome: outcome.number)


def _progress(steps: Iterator[Outcome], count: int) -> Iterator[Outcome]:
    options = click.get_current_context().find_object(Context)
    if sys.stderr.isatty() and not (options and options.quiet):
        with click.progressbar(steps, length=count, label=_("Documents"), file=sys.stderr) as bar:
            yield from bar
        return
    for number, outcome in enumerate(steps, 1):
        yield outcome
        if number % _STEP == 0:
            note(_("Rows done: {done} of {count}").format(done=number, count=count))


def _say(findings: Sequence[Finding], final: bool) -> None:
    for line in finding_lines(set_of(findings), sys.stderr, final):
        click.echo(line, err=True)


def _show(found: Sequence[Outcome], output: Path, record: Record, names: dict[int, str]) -> None:
    """Print the table of rows."""
    from generator.sheet.batch import SUMMARY
    from generator.sheet.names import stale

    rows = [(_("Row"), _("File"), _("Findings")), *(_line(outcome) for outcome in found)]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    for number, file, said in rows:
        click.echo(f"{number:>{widths[0]}}  {file:<{widths[1]}}  {said}".rstrip())
    done = [outcome for outcome in found if outcome.file]
    kept = sum(outcome.kept for outcome in done)
    note(_("Documents: {done} of {count}, of which {kept} were there already. The table is also in {file}.").format(
        done=len(done), count=len(found), kept=kept, file=output / SUMMARY
    ))  # fmt: skip
    old = stale(record.files(), names)
    if old:
        shown = ", ".join(old[:_NAMED]) + (", …" if len(old) > _NAMED else "")
        note(_("Files from before that no row stands for now: {files}").format(files=shown))


def _say_found(found: Sequence[Outcome], told: set[int]) -> None:
    """Print what builds have found, each thing once: most of it holds for every document."""
    options = click.get_current_context().find_object(Context)
    quiet = bool(options and options.quiet)
    # What is wrong in a row's cells has been told before the work began.
    built = [outcome for outcome in found if outcome.number not in told]
    lines = dict.fromkeys(said for outcome in built for said in outcome.said if said[0] == "error" or not quiet)
    for _severity, line in lines:
        click.echo(line, err=True)


def _line(outcome: Outcome) -> tuple[str, str, str]:
    words = {"error": _("errors: {count}"), "warning": _("warnings: {count}"), "note": _("notes: {count}")}
    counts = {severity: outcome.count(severity) for severity in words}
    said = ", ".join(words[severity].format(count=count) for severity, count in counts.items() if count)
    return str(outcome.number), outcome.file or "–", said or "–"
