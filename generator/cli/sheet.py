"""``klausul sheet``: a draft's questions as a spreadsheet, for ``klausul batch`` to read."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.complete import drafts
from generator.cli.environment import Context, pass_context
from generator.cli.language import _
from generator.cli.output import free, note, save
from generator.errors import UsageError


@click.command(help=_("Write a spreadsheet with a column for each question of DRAFT, for klausul batch."))
@click.argument("draft", shell_complete=drafts)
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FILE.xlsx",
    help=_("The spreadsheet to write."),
)  # fmt: skip
@click.option("--force", is_flag=True, help=_("Replace FILE.xlsx if it exists."))
@pass_context
def sheet(context: Context, draft: str, output: Path, force: bool) -> None:
    """Write a sheet."""
    from generator.build.job import compose
    from generator.cli.build import draft_path, request_of
    from generator.sheet.book import book
    from generator.sheet.columns import columns

    if output.suffix.lower() != ".xlsx":
        raise UsageError(_("{file}: the suffix must be one of {allowed}").format(file=output, allowed=".xlsx"))
    free(output, force)
    composed = compose(request_of(draft), context.places())
    found = columns(composed)
    save(
        output, book(found, composed.loaded.source.data, f"{composed.contract.contract.name}: {draft_path(draft).stem}")
    )
    note(_("Columns: {count}. Each row becomes a document with: {command}").format(
        count=len(found), command=f"klausul batch {output} --draft {draft} -o DIR"
    ))  # fmt: skip
