"""``klausul review status``, ``report`` and ``list``: what has come back in a round, seen in different ways."""

from __future__ import annotations

from pathlib import Path

import click

from generator import canonical
from generator.cli.environment import Context, pass_context
from generator.cli.language import _
from generator.cli.output import free, note, save
from generator.cli.review_options import DAY, FORMAT, ROUND
from generator.errors import UsageError, problem


@click.command(help=_("Show who has answered the round in DIR, and on which points they want different things."))
@click.argument("folder", metavar="DIR", type=ROUND)
@FORMAT
def status(folder: Path, form: str) -> None:
    """Show how far a round has come."""
    from generator.review import status as state
    from generator.review.folder import decisions, read_round, sheets

    found = read_round(folder)
    read = sheets(folder, found)
    decided = [one for _file, one in decisions(folder)]
    spoken = state.voices(found, read)
    if form == "json":
        click.echo(canonical.dumps(state.data(found, read, spoken, decided)))
    else:
        click.echo("\n".join(state.lines(found, read, spoken, decided)))


@click.command(help=_("Put everything that has come back together, point by point, for the committee."))
@click.argument("folder", metavar="DIR", type=ROUND)
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FILE",
    help=_("The document to write; its suffix chooses the kind: .docx, .pdf, .html or .txt."),
)  # fmt: skip
@click.option("--publish", is_flag=True, help=_("Leave out the views of named persons that are not in minutes."))
@click.option("--force", is_flag=True, help=_("Replace FILE if it exists."))
@DAY
@pass_context
def report(context: Context, folder: Path, output: Path, publish: bool, force: bool, date: str | None) -> None:
    """Write the compilation."""
    from generator.cli.check import day
    from generator.cli.writers import SUFFIXES
    from generator.review.report import reported

    allowed = [suffix for suffix in SUFFIXES if suffix != ".json"]
    suffix = output.suffix.lower()
    if suffix not in allowed:
        raise UsageError(
            _("{file}: the suffix must be one of {allowed}").format(file=output, allowed=", ".join(allowed))
        )
    free(output, force)
    made = reported(folder, context.places(), day(date), publish)
    save(output, SUFFIXES[suffix](made))


@click.command("list", help=_("List the rounds in DIR, or with --registrator the files of each and their marks."))
@click.argument("folder", metavar="DIR", type=ROUND, default=".")
@click.option("--registrator", is_flag=True, help=_("Show what is to be registered: what went out and what came in."))
@FORMAT
def list_(folder: Path, registrator: bool, form: str) -> None:
    """List rounds."""
    from generator.review import registering
    from generator.review.folder import ROUND as NAME
    from generator.review.folder import read_round
    from generator.review.status import columns

    places = [folder] if (folder / NAME).is_file() else sorted(file.parent for file in folder.glob(f"*/{NAME}"))
    if not places:
        raise problem("review-no-rounds", str(folder))
    rounds = [read_round(place) for place in places]
    if form == "json":
        data = [registering.data(found) for found in rounds]
        click.echo(canonical.dumps({"version": 1, "rounds": data}))
    elif registrator:
        for index, found in enumerate(rounds):
            click.echo("\n".join(("", *registering.lines(found)) if index else registering.lines(found)))
    else:
        rows = [
            (str(place), found.opened, found.title, f"{len({one.reviewer for one in found.received})} svar")
            for place, found in zip(places, rounds, strict=True)
        ]
        click.echo("\n".join(columns(rows)))
        note(_("--registrator shows the files of a round."))
