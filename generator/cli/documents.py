"""``klausul inspect`` and ``klausul extract``: what is inside a document, and the draft out of it again."""

from __future__ import annotations

from pathlib import Path

import click

from generator import canonical
from generator.cli.environment import Context, pass_context
from generator.cli.language import _
from generator.cli.output import free, save

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(help=_("Show what FILE, a Word document that klausul built, is made of."))
@click.argument("file", type=_FILE)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=_("How to print it."))
def inspect(file: Path, form: str) -> None:
    """Show what is inside a document."""
    from generator.build.extract import inspect as look
    from generator.cli.show import inspected_data, inspected_lines

    found = look(file.read_bytes(), str(file))
    if form == "json":
        click.echo(canonical.dumps(inspected_data(found)))
    else:
        click.echo("\n".join(inspected_lines(found)))


@click.command(help=_("Take the draft and the lock out of FILE, a Word document that klausul built."))
@click.argument("file", type=_FILE)
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="DRAFT",
    help=_("The draft to write; the lock is written beside it."),
)  # fmt: skip
@click.option("--force", is_flag=True, help=_("Replace the files if they exist."))
@pass_context
def extract(context: Context, file: Path, output: Path, force: bool) -> None:
    """Take the draft out of a document."""
    from generator.build.extract import extract as take

    text, lock = take(file.read_bytes(), str(file))
    beside = output.with_suffix(".lock")
    for path in (output, beside):
        free(path, force)
    save(output, text.encode())
    save(beside, lock.dumps().encode())
