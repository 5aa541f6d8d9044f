"""``klausul review decide``, ``apply`` and ``trail``: what was decided, and what it does to the draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.environment import Context, pass_context
from generator.cli.language import _
from generator.cli.output import free, note, remarks, save
from generator.cli.review_options import FILE, ROUND
from generator.errors import DataError, UsageError, problem

if TYPE_CHECKING:  # for their names only
    from generator.model.review import Proposal
    from generator.model.round import Decision, Round
    from generator.source import Source

BODIES = ("bolagsstyrelse", "ksau", "ks", "kf", "bolagsstamma")


@click.command(help=_("Record a decision in the matter, and show what it means for each clause."))
@click.argument("folder", metavar="DIR", type=ROUND)
@click.option("--file", "given", type=FILE, metavar="FILE", help=_("The decision as a file, with its yrkanden."))
@click.option(
    "--body", type=click.Choice(BODIES, case_sensitive=False),
    help=_("Who decided, where there is no FILE: nothing but the text as it was sent."),
)  # fmt: skip
@click.option("--date", metavar="YYYY-MM-DD", help=_("The day of the meeting."))
@click.option("--paragraph", metavar="NUMBER", help=_("The paragraph in the minutes."))
@click.option(
    "--result", type=click.Choice(["bifall", "avslag", "bordlaggning", "aterremiss"]), help=_("How the matter ended.")
)
@click.option(
    "--decided", multiple=True, metavar="TEXT", help=_("A sentence of the decision; may be given several times.")
)
@click.option("--force", is_flag=True, help=_("Replace the body's decision of that day."))
def decide(
    folder: Path,
    given: Path | None,
    body: str | None,
    date: str | None,
    paragraph: str | None,
    result: str | None,
    decided: Sequence[str],
    force: bool,
) -> None:
    """Record a decision."""
    from generator.model.round import decision_data, decision_from
    from generator.review.deciding import derived, lines
    from generator.review.folder import DECISIONS, checked, decisions, read_round
    from generator.source.write import dump

    found = read_round(folder)
    options = {"body": body, "date": date, "paragraph": paragraph, "result": result, "decided": list(decided)}
    if given is not None and any(options.values()):
        raise UsageError(_("--file holds the whole decision; the other options are for a decision without a file"))
    source = checked(given, "decision_record") if given is not None else _stated(options)
    decision = decision_from(source.data)
    earlier = [one for _file, one in decisions(folder)]
    made, findings = derived(decision, found, earlier, _proposals(folder, found), source)
    target = folder / DECISIONS / f"{made.date}-{made.body}.yaml"
    if target.exists() and not force:
        raise UsageError(_("{file} exists already; --force replaces it").format(file=target))
    remarks(findings)
    target.parent.mkdir(exist_ok=True)
    save(target, dump(decision_data(made)).encode())
    click.echo("\n".join(lines(made)))


def _stated(options: Mapping[str, Any]) -> Source:
    """Return a decision that was stated by options, as if it had stood in a file."""
    from generator.schema import validate
    from generator.source import read
    from generator.source.write import dump

    if not (options["body"] and options["date"]):
        raise UsageError(_("give --file, or --body and --date"))
    data = {key: value for key, value in options.items() if value}
    source = read("decide", dump(data).encode())
    findings = list(source.findings) or validate(source, "decision_record")
    if findings:
        raise DataError(findings)
    return source


def _proposals(folder: Path, found: Round) -> dict[str, Proposal]:
    """Return every proposal of a round by what it is called."""
    from generator.review.folder import sheets

    return {sheet.id(one): one for sheet in sheets(folder, found) for one in sheet.proposals}


@click.command(help=_("Put accepted amendments into DRAFT: proposals such as anna-1/3, or what a decision carried."))
@click.argument("folder", metavar="DIR", type=ROUND)
@click.argument("proposals", metavar="PROPOSAL", nargs=-1)
@click.option("--draft", required=True, type=FILE, metavar="DRAFT", help=_("The draft to change."))
@click.option("--decision", metavar="FILE", help=_("A decision of the round: put in what it carried."))
@click.option(
    "--done", is_flag=True, help=_("They are in DRAFT already, by hand: record only the text that was decided.")
)
@click.option("--dry-run", is_flag=True, help=_("Show what would change, and write nothing."))
@pass_context
def apply(
    context: Context,
    folder: Path,
    proposals: Sequence[str],
    draft: Path,
    decision: str | None,
    done: bool,
    dry_run: bool,
) -> None:
    """Put amendments into a draft."""
    from generator.build.job import compose
    from generator.cli.build import request_of
    from generator.review.applying import applied
    from generator.review.folder import decisions, read_round
    from generator.review.guarding import guard

    if bool(proposals) == bool(decision):
        raise UsageError(_("name proposals, or a decision with --decision"))
    if done and not decision:
        raise UsageError(_("--done needs --decision"))
    found, places = read_round(folder), context.places()
    decided = decisions(folder)
    request = request_of(str(draft))
    chosen = _decision(folder, decided, decision) if decision else None
    guard(compose(request, places), decided, chosen)
    if done and chosen:
        _record(context, folder, decided, chosen, request, dry_run)
        return
    amendments, reason = _amendments(folder, found, proposals, chosen)
    made = applied(request, places, amendments, reason)
    if not made.kept:
        remarks([_lost(draft)])
    _show(made.done, made.before, made.after)
    if dry_run:
        note(_("Nothing was written."))
        return
    save(draft, made.text.encode())
    if chosen:
        _fix(chosen, made.after)


def _amendments(
    folder: Path, found: Round, names: Sequence[str], chosen: tuple[Path, Decision] | None
) -> tuple[list[tuple[str, Proposal]], Callable[[Sequence[str]], str]]:
    """Return what is to be put in, and why."""
    from generator.review.accepted import accepted, reason_of
    from generator.review.collecting import sent
    from generator.review.folder import sheets
    from generator.review.status import voices

    known = _proposals(folder, found)
    if chosen:
        file, decision = chosen
        content = sent(folder, found, found.copies[0], str(file))
        return accepted(decision, found, known, content, str(file)), lambda names: reason_of(decision, names)
    for name in names:
        if name not in known:
            raise problem("review-no-proposal", str(folder), id=name)
    who = {voice.id: voice.who for voice in voices(found, sheets(folder, found))}

    def reason(of: Sequence[str]) -> str:
        said = ", ".join(f"{name} ({who[name]})" if name in who else name for name in of)
        return f"Förslag {said} i omgång {found.id}."

    return [(name, known[name]) for name in names], reason


def _decision(folder: Path, decided: Sequence[tuple[Path, Decision]], named: str) -> tuple[Path, Decision]:
    """Return the decision of a round that a path, or a file's name, names."""
    wanted = Path(named).name.removesuffix(".yaml")
    for file, one in decided:
        if file.stem == wanted:
            return file, one
    raise problem("review-decision-unknown", named)


def _record(
    context: Context,
    folder: Path,
    decided: Sequence[tuple[Path, Decision]],
    chosen: tuple[Path, Decision],
    request: Any,
    dry_run: bool,
) -> None:
    """Note the text that was decided, where a person has put the amendments in."""
    from generator.build.job import compose
    from generator.review.base import base_document
    from generator.review.deciding import latest
    from generator.review.guarding import undone, untouched

    document = compose(request, context.places()).document
    before = base_document(folder, context.places())
    table = latest(chosen[1], [one for _file, one in decided])
    file = request.draft.file
    findings = [*undone(chosen[1], table, before, document, file), *untouched(chosen[1], before, document, file)]
    if findings:
        raise DataError(findings)
    _show((), before, document)
    if dry_run:
        note(_("Nothing was written."))
    else:
        _fix(chosen, document)


def _fix(chosen: tuple[Path, Decision], document: Any) -> None:
    from generator.model.round import decision_data
    from generator.review.guarding import fixed
    from generator.source.write import dump

    file, decision = chosen
    save(file, dump(decision_data(fixed(decision, document))).encode())


def _show(done: Sequence[str], before: Any, after: Any) -> None:
    from generator.review.base import changes

    for line in (*done, *changes(before, after)):
        click.echo(line)


def _lost(draft: Path) -> Any:
    from generator.errors import Finding, Place

    return Finding("review-comments-lost", Place(str(draft)))


@click.command(help=_("Write what was decided on each clause, as a register for a library or a draft's annex."))
@click.argument("folder", metavar="DIR", type=ROUND)
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FILE",
    help=_("The register decisions.yaml; rows of other decisions in it stay."),
)  # fmt: skip
@pass_context
def trail(context: Context, folder: Path, output: Path) -> None:
    """Write the decision trail."""
    from generator.review.trail import merged, rows
    from generator.source.write import dump

    if output.suffix != ".yaml":
        raise UsageError(_("{file}: the suffix must be one of {allowed}").format(file=output, allowed=".yaml"))
    free(output, True)
    data = merged(output, rows(folder, context.places()))
    save(output, dump(data).encode())
