"""``klausul clauses``: look at, search and check clause libraries."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import canonical
from generator.cli.complete import clause_ids
from generator.cli.environment import Context, pass_context
from generator.cli.language import _
from generator.cli.narrow import narrowing, unknown, wanted
from generator.cli.output import coloured, finding_lines, note, width
from generator.errors import DataError, problem

if TYPE_CHECKING:  # only a search needs it
    from generator.build.searching import Found

_FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help=_("How to print it.")
)


@click.group(help=_("Look at, search and check the clause library."))
def clauses() -> None:
    """Group the commands on clauses."""


@clauses.command("list", help=_("List the clauses, by dimension."))
@narrowing
@_FORMAT
@pass_context
def list_(context: Context, /, form: str, **options: str | None) -> None:
    """List clauses."""
    from generator.build.overview import overview
    from generator.cli.show import VERSION, clause_row, clause_table
    from generator.search.facts import Known, facts
    from generator.search.filters import UnknownValueError, matcher

    view = overview(context.places())
    found = [facts(entry.clause, entry.library, view.contracts) for entry in view.entries()]
    asked = wanted(options)
    if asked:
        try:
            fits = matcher(asked, Known.of(view.library.registers, view.contracts, found))
        except UnknownValueError as error:
            raise unknown(error) from error
        found = [row for row in found if fits(row)]
    rows = [clause_row(row) for row in found]
    if form == "json":
        click.echo(canonical.dumps({"version": VERSION, "clauses": rows}))
    elif rows:
        click.echo("\n".join(clause_table(rows, width())))
    else:
        note(_("No clause fits."))


@clauses.command(help=_("Search the clauses, in their texts and in what they rest on."))
@click.argument("words", nargs=-1, required=True)
@narrowing
@click.option(
    "--limit", type=click.IntRange(1), default=10, show_default=True, help=_("How many clauses to show at most.")
)
@_FORMAT
@pass_context
def search(context: Context, /, words: tuple[str, ...], limit: int, form: str, **options: str | None) -> None:
    """Search clauses."""
    from generator.build.searching import search as look
    from generator.cli.found import found_data, found_lines
    from generator.search.filters import UnknownValueError

    try:
        found = look(context.places(), " ".join(words), wanted(options), limit)
    except UnknownValueError as error:
        raise unknown(error) from error
    if form == "json":
        click.echo(canonical.dumps(found_data(found)))
        return
    for line in found_lines(found, width(), coloured(sys.stdout)):
        click.echo(line)
    _remarks(found, " ".join(words))


def _remarks(found: Found, typed: str) -> None:
    """Say what a person should know of what was found."""
    for word, near in found.unknown:
        if near:
            said = _("No clause has {word}. Did you mean {near}?")
            note(said.format(word=word, near=", ".join(near)))
        else:
            note(_("No clause has {word}.").format(word=word))
    if not found.hits and not found.unknown:
        note(_("Nothing was found for {words}.").format(words=typed))
    elif found.hits and found.partly:
        note(_("No clause has all the words; these have some of them."))
    more = found.count - len(found.hits)
    if more:
        note(_("{count} more; a higher --limit shows them.").format(count=more))


@clauses.command(help=_("Show a clause as a person reads it."))
@click.argument("name", metavar="ID", shell_complete=clause_ids)
@pass_context
def show(context: Context, name: str) -> None:
    """Show a clause."""
    from difflib import get_close_matches

    from generator.build.overview import overview
    from generator.cli.reading import clause_lines

    view = overview(context.places())
    library, _slash, plain = name.rpartition("/")
    found = view.library.find(view.library.registers.renamed.get(plain, plain), library)
    if not found:
        close = get_close_matches(plain, [entry.clause.id for entry in view.library.entries], 1)
        libraries = ", ".join(info.name for info in view.library.infos)
        raise problem("clause-unknown", name, id=plain, libraries=libraries, meant=close[0] if close else "")
    for index, entry in enumerate(found):
        if index:
            click.echo()
        click.echo("\n".join(clause_lines(entry, view.library, view.contracts)))


@clauses.command(help=_("Check a clause library: the bundled one, or the one in PATH."))
@click.argument("path", required=False, type=click.Path(path_type=Path))
@_FORMAT
@pass_context
def lint(context: Context, path: Path | None, form: str) -> None:
    """Check a library."""
    from generator import report
    from generator.build.overview import lint as look

    findings = look(context.places(), path)
    if form == "json":
        click.echo(canonical.dumps(report.data(findings)))
    else:
        for line in finding_lines(findings, sys.stdout):
            click.echo(line)
    if report.errors(findings):
        raise DataError([])
