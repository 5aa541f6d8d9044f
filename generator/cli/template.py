"""``klausul template``: a municipality's own Word template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from generator.cli.comments import ready
from generator.cli.environment import Context, pass_context
from generator.cli.language import _
from generator.cli.output import finding_lines, free, note, save
from generator.errors import DataError, Finding, UsageError


@click.group(help=_("Make and check a municipality's own Word template."))
def template() -> None:
    """Group the commands on templates."""


@template.command(help=_("Write a copy of the template of CONTRACT, such as agardirektiv, to restyle in Word."))
@click.argument("contract")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FILE.docx",
    help=_("The template to write."),
)  # fmt: skip
@click.option("--force", is_flag=True, help=_("Replace FILE if it exists."))
@pass_context
def new(context: Context, contract: str, output: Path, force: bool) -> None:
    """Write a template to start from."""
    from generator.build.templates import new_template

    if output.suffix.lower() != ".docx":
        raise UsageError(_("{file}: the suffix must be one of {allowed}").format(file=output, allowed=".docx"))
    free(output, force)
    save(output, new_template(contract, context.places()))
    click.echo("\n".join(_guide(output)))


def _guide(output: Path) -> Iterator[str]:
    """Yield what may be changed in a template and what must stay."""
    yield _("In Word you may change:")
    yield "– " + _("how the styles look: font, size, colour, spacing")
    yield "– " + _("headers and footers, with a logo that has alternative text")
    yield "– " + _("margins, on A4 paper")
    yield "– " + _("text of your own before and after the places, such as a cover")
    yield _("Leave as they are:")
    yield "– " + _("the places {front} and {body}, each alone in its paragraph").format(
        front="{{p front }}", body="{{p body }}"
    )
    yield "– " + _("the names of the styles, also those that begin with klausul")
    yield "– " + _("the numbering of the headings (1, 1.1) and of the lists (a, b, c)")
    yield "– " + _("the place {mark} in the header, which marks drafts and examples").format(mark="{{ mark }}")
    yield _("Check it with: {command}").format(command=f"klausul template check {output}")
    yield _("Use it by writing in the draft: {line}").format(line=f"template: {output.name}")


@template.command(help=_("Say what is wrong with FILE, a Word template, all at once."))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE.docx")
@click.option(
    "--annotate", type=click.Path(path_type=Path), metavar="OUT.docx",
    help=_("Write a copy of the template with every finding as a comment at its place."),
)  # fmt: skip
@click.option("--force", is_flag=True, help=_("Replace OUT.docx if it exists."))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=_("How to print it."))
def check(file: Path, annotate: Path | None, force: bool, form: str) -> None:
    """Check a template."""
    import sys

    from generator import canonical, report
    from generator.word.check import check as look

    if annotate is not None:
        ready(annotate, file, force)
    content = file.read_bytes()
    findings = look(content, str(file))
    if form == "json":
        click.echo(canonical.dumps(report.data(findings)))
    else:
        for line in finding_lines(findings, sys.stdout):
            click.echo(line)
    note(_summary(findings))
    if annotate is not None:
        _annotate(content, file, findings, annotate)
    if report.errors(findings):
        raise DataError([])


def _summary(findings: Iterable[Finding]) -> str:
    from generator import report

    counts = Counter(map(report.severity, findings))
    if not counts:
        return _("Nothing is wrong with the template.")
    return _("Errors: {errors}. Warnings: {warnings}. Notes: {notes}.").format(
        errors=counts["error"], warnings=counts["warning"], notes=counts["note"]
    )


def _annotate(content: bytes, file: Path, findings: Iterable[Finding], output: Path) -> None:
    from generator.cli.comments import write

    try:
        write(content, str(file), findings, output)
    except DataError:
        # What keeps the file from being read has been said.
        note(_("{file} cannot be read, so no comments were written.").format(file=file))
