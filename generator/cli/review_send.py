"""``klausul review open`` and ``collect``: copies go out to reviewers, and what they send back is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.complete import drafts
from generator.cli.environment import Context, pass_context
from generator.cli.language import _
from generator.cli.output import note, remarks
from generator.cli.review_options import DAY, FILE, ROUND
from generator.errors import UsageError

if TYPE_CHECKING:  # for its name only
    from generator.model.document import ClauseItem


@click.command("open", help=_("Begin a round: a copy of DRAFT for each reviewer, in a new folder DIR."))
@click.argument("draft", shell_complete=drafts)
@click.option("--reviewers", "reviewers_file", required=True, type=FILE, metavar="FILE", help=_("Who is to review."))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help=_("The folder of the round; made if it is not there."),
)  # fmt: skip
@click.option("--shared", is_flag=True, help=_("Make one copy that all reviewers write in."))
@click.option("--html", is_flag=True, help=_("Make also a page for each reviewer to answer in a browser."))
@DAY
@click.option("--force", is_flag=True, help=_("Replace a round in DIR, as long as nothing has come back."))
@pass_context
def open_(
    context: Context,
    draft: str,
    reviewers_file: Path,
    output: Path,
    shared: bool,
    html: bool,
    date: str | None,
    force: bool,
) -> None:
    """Begin a round."""
    from generator.build.job import build
    from generator.cli.build import draft_path, request_of
    from generator.cli.check import day
    from generator.review.folder import ROUND as NAME
    from generator.review.folder import SENT, read_reviewers
    from generator.review.opening import opened

    if shared and html:
        raise UsageError(_("--html makes a page for each reviewer, so it cannot be used with --shared"))
    when = day(date)
    _free(output, force)
    reviewers = read_reviewers(reviewers_file)
    request, places = request_of(draft), context.places()
    built = build(request, places)
    remarks(built.findings)
    made = opened(built, draft_path(draft).name, reviewers, when, shared)
    if html:
        from generator.build.job import compose
        from generator.review.page import with_pages

        made = with_pages(made, compose(request, places))
    _write(output, made.files)
    note(_("The files to send lie in {folder}").format(folder=output / SENT))
    note(_("Wrote {file}").format(file=output / NAME))


def _free(folder: Path, force: bool) -> None:
    """Make sure that a round may be begun in a folder, and that nobody's answers are lost."""
    from generator.review.folder import ROUND as NAME
    from generator.review.folder import read_round

    if not folder.is_dir() and not folder.absolute().parent.is_dir():
        raise UsageError(_("the folder {folder} does not exist").format(folder=folder.parent))
    if not folder.is_dir():
        return
    if not (folder / NAME).is_file():
        if any(folder.iterdir()) and not force:
            raise UsageError(
                _("{folder} is not empty; give another folder, or --force to put the round there").format(folder=folder)
            )
        return
    if not force:
        raise UsageError(
            _("{folder} holds a round already; give another folder, or --force to replace it").format(folder=folder)
        )
    if read_round(folder).received:
        raise UsageError(
            _("answers have come to the round in {folder}, so it is not replaced; give another folder").format(
                folder=folder
            )
        )


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a round's files; its own comes last, so that a folder without it is no round."""
    from generator.files import write_whole

    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)


@click.command(help=_("Read what has come back: .docx files, .txt files with a mail's text, .json from the page."))
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option(
    "--round", "folder", type=ROUND, metavar="DIR", help=_("The folder of the round, if the files lie elsewhere.")
)
@click.option("--reviewer", metavar="ID", help=_("Whose the files are, where they do not say."))
@DAY
@click.option(
    "--record",
    type=click.Choice(["arbetsmaterial", "inkommen"]),
    help=_("How to mark the files; by reviewer if not given."),
)
@click.option("--diarienummer", metavar="NUMBER", help=_("The number that the files have in the diary."))
@click.option("--force", is_flag=True, help=_("Read a file again that has been read, in the place of what was read."))
@pass_context
def collect(
    context: Context,
    files: Sequence[Path],
    folder: Path | None,
    reviewer: str | None,
    date: str | None,
    record: str | None,
    diarienummer: str | None,
    force: bool,
) -> None:
    """Read returned files."""
    from generator.cli.check import day
    from generator.review.base import base_document
    from generator.review.collecting import Marks, collected
    from generator.review.folder import read_round

    place = folder or _around(files)
    found = read_round(place)
    if reviewer is not None and found.reviewer(reviewer) is None:
        known = ", ".join(one.id for one in found.reviewers)
        raise UsageError(_("there is no reviewer '{id}'; choose from {known}").format(id=reviewer, known=known))
    marks = Marks(day(date), reviewer or "", record or "", diarienummer or "")

    def clauses() -> dict[str, ClauseItem]:
        return {clause.key: clause for clause in base_document(place, context.places()).clauses()}

    result = collected(place, found, files, marks, clauses, force)
    remarks(result.findings)
    _write(place, result.files)
    for name, count in result.counts.items():
        note(_("{file}: {count} proposals and comments").format(file=name, count=count))


def _around(files: Sequence[Path]) -> Path:
    """Return the nearest folder around the files that holds a round, else the current one."""
    from generator.review.folder import ROUND as NAME

    for parent in files[0].absolute().parents:
        if (parent / NAME).is_file():
            return parent
    if not Path(NAME).is_file():
        raise UsageError(_("no round lies around {file}; name its folder with --round").format(file=files[0]))
    return Path()
