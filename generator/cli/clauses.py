"""``klausul clauses``: look at and check clause libraries."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator import canonical, report
from generator.cli.complete import clause_ids
from generator.cli.environment import Context, pass_context
from generator.cli.language import _
from generator.cli.output import finding_lines, width
from generator.errors import DataError, problem

_FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help=_("How to print it.")
)


@click.group(help=_("Look at and check the clause library."))
def clauses() -> None:
    """Group the commands on clauses."""


@clauses.command("list", help=_("List the clauses, by dimension."))
@click.option("--dimension", metavar="DIMENSION", help=_("Only the clauses of this dimension."))
@click.option("--contract", metavar="CONTRACT", help=_("Only the clauses that this kind of document can use."))
@click.option("--status", metavar="STATUS", help=_("Only the clauses with this status."))
@_FORMAT
@pass_context
def list_(context: Context, dimension: str | None, contract: str | None, status: str | None, form: str) -> None:
    """List clauses."""
    from generator.build.overview import overview
    from generator.cli.show import VERSION, clause_row, clause_table

    view = overview(context.places())
    rows = [clause_row(entry, view.contracts) for entry in view.entries()]
    rows = [
        row
        for row in rows
        if (not dimension or dimension in row["dimensions"])
        and (not contract or contract in row["contracts"])
        and (not status or status == row["status"])
    ]
    if form == "json":
        click.echo(canonical.dumps({"version": VERSION, "clauses": rows}))
    else:
        click.echo("\n".join(clause_table(rows, width())))


@clauses.command(help=_("Show a clause as a person reads it."))
@click.argument("name", metavar="ID", shell_complete=clause_ids)
@pass_context
def show(context: Context, name: str) -> None:
    """Show a clause."""
    from difflib import get_close_matches

    from generator.build.overview import overview
    from generator.cli.show import clause_lines

    view = overview(context.places())
    library, _slash, plain = name.rpartition("/")
    found = view.library.find(view.library.registers.renamed.get(plain, plain), library)
    if not found:
        close = get_close_matches(plain, [entry.clause.id for entry in view.library.entries], 1)
        libraries = ", ".join(info.name for info in view.library.infos)
        raise problem("clause-unknown", name, id=plain, libraries=libraries, meant=close[0] if close else "")
    for entry in found:
        click.echo("\n".join(clause_lines(entry, view.library, view.contracts)))


@clauses.command(help=_("Check a clause library: the bundled one, or the one in PATH."))
@click.argument("path", required=False, type=click.Path(path_type=Path))
@_FORMAT
@pass_context
def lint(context: Context, path: Path | None, form: str) -> None:
    """Check a library."""
    from generator.build.overview import lint as look

    findings = look(context.places(), path)
    if form == "json":
        click.echo(canonical.dumps(report.data(findings)))
    else:
        for line in finding_lines(findings, sys.stdout):
            click.echo(line)
    if report.errors(findings):
        raise DataError([])
