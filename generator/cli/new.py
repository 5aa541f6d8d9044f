"""``klausul new``: an interview, or a file of answers, becomes a draft."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click

from generator import report
from generator.cli.environment import Context, pass_context
from generator.cli.language import _
from generator.cli.output import free, note, save
from generator.errors import DataError, UsageError
from generator.interview.plan import Plan
from generator.interview.questions import Answers
from generator.interview.state import State
from generator.source import read

#: Put behind the draft's name: the answers so far.
KEPT = ".svar"
#: So many of the clauses that answer to a requirement are named.
NAMED = 5


@click.command(help=_("Write a draft of a CONTRACT, such as agardirektiv, by answering questions."))
@click.argument("contract")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FILE",
    help=_("The draft to write, such as utkast.yaml."),
)  # fmt: skip
@click.option(
    "--answers", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
    help=_("Take the answers from FILE, YAML with any part of a draft, and ask nothing."),
)  # fmt: skip
@click.option("--restart", is_flag=True, help=_("Forget the answers of an interview that was interrupted."))
@click.option("--force", is_flag=True, help=_("Replace FILE if it exists."))
@pass_context
def new(context: Context, contract: str, output: Path, answers: Path | None, restart: bool, force: bool) -> None:
    """Write a draft."""
    from generator.interview.plan import plan as make
    from generator.library.contracts import load_contract
    from generator.library.load import load, usable

    free(output, force)
    places = context.places()
    loaded = load_contract(places.contracts, contract, places.store)
    plan = make(loaded, usable(load(places.libraries, places.store)))
    if not plan.parts:
        raise UsageError(_("no clause in the libraries can stand in {contract}").format(contract=contract))
    command = shlex.join(["klausul", *(word for path in context.libraries for word in ("--library", str(path)))])
    if answers is not None:
        _from_file(plan, answers, output)
    else:
        again = f"{command} {shlex.join(['new', contract, '-o', str(output)])}{' --force' if force else ''}"
        _interview(plan, output, restart, again)
    document = shlex.join(["build", str(output), "-o", str(output.with_suffix(".docx"))])
    note(_("Build the document with: {command}").format(command=f"{command} {document}"))


def _from_file(plan: Plan, file: Path, output: Path) -> None:
    from generator.interview.answers import from_answers
    from generator.interview.draft import commented

    data = from_answers(read(str(file), file.read_bytes()), plan)
    save(output, commented(plan, data).encode())
    _say_gaps(plan, [choice["id"].rpartition("/")[2] for choice in data["clauses"]])


def _interview(plan: Plan, output: Path, restart: bool, again: str) -> None:
    from generator.cli.asking import ClosedError, Interview, say

    kept = output.with_name(output.name + KEPT)
    if restart:
        kept.unlink(missing_ok=True)
    state = _resumed(plan, kept)
    say([_("? explains a question, tillbaka goes back to the one before. Ctrl-C stops, and the answers are kept.")])
    try:
        answers = Interview(plan, state, kept, output).run()
        _write(plan, answers, output, kept)
    except KeyboardInterrupt:
        click.echo()
        _say_kept(kept, again)
        raise click.exceptions.Abort from None
    except DataError:
        _say_kept(kept, again)
        raise
    except ClosedError:
        if sys.stdin.isatty():  # Ctrl-D at a terminal means the same as Ctrl-C
            click.echo()
            _say_kept(kept, again)
            raise click.exceptions.Abort from None
        _say_kept(kept, again)
        raise UsageError(
            _("standard input has ended, and nobody can answer; give the answers in a file with --answers")
        ) from None


def _say_kept(kept: Path, again: str) -> None:
    if kept.is_file():
        message = _("The answers so far are kept in {file}. Go on where you stopped with: {command}")
        click.echo(message.format(file=kept, command=again), err=True)


def _resumed(plan: Plan, kept: Path) -> State:
    """Return the answers of an interview that was interrupted, as far as they still fit."""
    from generator.cli.prompts import wrapped
    from generator.interview.state import loads

    if not kept.is_file():
        return State()
    try:
        state, lost = loads(kept.read_bytes(), plan)
    except ValueError:
        raise UsageError(
            _("{file} does not hold answers for {contract}; begin anew with --restart").format(
                file=kept, contract=plan.contract.id
            )
        ) from None
    message = _("Going on where you stopped. Answers kept in {file}: {count}. --restart begins anew.")
    click.echo(wrapped(message.format(file=kept, count=len(state.answers))))
    if lost:
        message = _("The clauses have changed since then. Answers that no longer fit: {count}.")
        click.echo(wrapped(message.format(count=lost)))
    return state


def _write(plan: Plan, answers: Answers, output: Path, kept: Path) -> None:
    """Write the draft, and say what a build will say of it.

    Raises:
        DataError: the draft cannot be built as it stands; it is written all the same.
    """
    from generator.interview.answers import draft_faults
    from generator.interview.draft import commented, draft_data
    from generator.interview.questions import chosen

    click.echo()
    picked = chosen(plan, answers)
    text = commented(plan, draft_data(plan, answers))
    _say_gaps(plan, [candidate.id for candidate in picked])
    save(output, text.encode())
    kept.unlink(missing_ok=True)
    faults = report.errors(draft_faults(read(str(output), text.encode()), plan))
    if faults:
        note(_("The draft is written, but cannot be built until this is put right:"))
        raise DataError(faults)


def _say_gaps(plan: Plan, chosen: list[str]) -> None:
    """Print the requirements that no chosen clause answers to, as information."""
    from generator.cli.prompts import wrapped
    from generator.interview.plan import gaps

    found = gaps(plan, chosen)
    if not found:
        return
    click.echo(_("Requirements on the document that no chosen clause answers to (for your information):"))
    for gap in found:
        titles = "; ".join(candidate.title for candidate in gap.clauses[:NAMED]) or "–"
        if len(gap.clauses) > NAMED:
            titles = _("{clauses}, and {count} more").format(clauses=titles, count=len(gap.clauses) - NAMED)
        line = _("  – {title} ({force}); clauses that answer to it: {clauses}")
        click.echo(wrapped(line.format(title=gap.row["title"], force=gap.row["force"], clauses=titles)))
