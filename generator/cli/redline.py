"""``klausul redline``: what differs between two documents, in the form that those who decide are used to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.complete import drafts
from generator.cli.environment import Context, pass_context
from generator.cli.language import _
from generator.cli.output import free, remarks, save
from generator.errors import UsageError

if TYPE_CHECKING:
    from generator.build.job import Request
    from generator.build.places import Places
    from generator.build.redlining import Pair

_SUFFIXES = (".docx", ".html", ".pdf", ".txt")
#: Stands in the comparison table, which is Swedish.
_LIBRARY = "klausulbibliotekets lydelse"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?")


@click.command(help=_("Show what differs between OLD and NEW: drafts, examples, or Word documents that klausul built."))
@click.argument("papers", metavar="OLD NEW", nargs=-1, shell_complete=drafts)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
    help=_(
        "What to write: .docx with tracked changes, .html, .pdf with the comparison table, "
        "or .txt with the list of amendments."
    ),
)  # fmt: skip
@click.option(
    "--against-library", is_flag=True,
    help=_("Take one draft, and as OLD the same draft in the library's present wording, without its own."),
)  # fmt: skip
@click.option(
    "--table", is_flag=True, help=_("Write the comparison table: present wording, proposed wording, comment.")
)
@click.option("--list", "listing", is_flag=True, help=_("Print the list of amendments, point by point."))
@click.option("--author", default="klausul", show_default=True, help=_("Whose the tracked changes are."))
@click.option("--date", metavar="YYYY-MM-DD", help=_("When the changes were made; no date is written if not given."))
@click.option(
    "--native-moves", is_flag=True,
    help=_("Write moves as Word's own, instead of as a deletion and an insertion with a comment; needs --date."),
)  # fmt: skip
@click.option("--force", is_flag=True, help=_("Replace FILE if it exists."))
@pass_context
def redline(
    context: Context,
    papers: Sequence[str],
    output: Path | None,
    against_library: bool,
    table: bool,
    listing: bool,
    author: str,
    date: str | None,
    native_moves: bool,
    force: bool,
) -> None:
    """Compare two documents."""
    from generator.build.redlining import paired, shared

    _check(papers, output, against_library, table, listing, author, date, native_moves)
    if output is not None:
        free(output, force)
    places = context.places()
    new = _request(papers[-1], places)
    old = shared(new) if against_library else _request(papers[0], places)
    pair = paired(old, new, places)
    remarks(pair.findings)
    names = (_LIBRARY if against_library else Path(papers[0]).name, Path(papers[-1]).name)
    if output is not None:
        save(output, _written(pair, output, names, table, author, date, native_moves, places))
    if listing:
        from generator.redline.amendments import listed

        click.echo(listed(pair.redline), nl=False)


def _check(
    papers: Sequence[str],
    output: Path | None,
    against_library: bool,
    table: bool,
    listing: bool,
    author: str,
    date: str | None,
    native_moves: bool,
) -> None:
    """Refuse what cannot be meant.

    Raises:
        UsageError: with the words for it.
    """
    if against_library and len(papers) != 1:
        raise UsageError(_("--against-library takes exactly one draft"))
    if not against_library and len(papers) != 2:
        raise UsageError(_("name two documents to compare, OLD and NEW"))
    if output is None and not listing:
        raise UsageError(_("name the file to write with -o, or print the amendments with --list"))
    if output is not None and output.suffix.lower() not in _SUFFIXES:
        allowed = ", ".join(_SUFFIXES)
        raise UsageError(_("{file}: the suffix must be one of {allowed}").format(file=output, allowed=allowed))
    if table and (output is None or output.suffix.lower() == ".txt"):
        raise UsageError(_("--table needs a file to write: .docx, .html or .pdf"))
    if date is not None and not _is_moment(date):
        raise UsageError(_("--date {date} is no day; write it as 2026-11-23").format(date=date))
    if native_moves and date is None:
        raise UsageError(_("--native-moves needs --date, since Word's moves must have one"))
    if not author.strip():
        raise UsageError(_("--author may not be empty"))


def _is_moment(text: str) -> bool:
    """Tell whether a text is a day, or a moment in UTC."""
    import datetime

    try:
        return bool(_MOMENT.fullmatch(text)) and bool(datetime.datetime.fromisoformat(text))
    except ValueError:
        return False


def _request(paper: str, places: Places) -> Request:
    """Return what a paper was, or is, built from: a draft, an example, a lock beside its draft, a document of ours."""
    from generator.build.redlining import request_of_document
    from generator.cli.build import request_of

    path = Path(paper)
    if path.suffix.lower() == ".docx":
        return request_of_document(path.read_bytes(), paper, places)
    if path.suffix.lower() == ".lock":
        return request_of(str(path.with_suffix(".yaml")))
    return request_of(paper)


def _written(
    pair: Pair,
    output: Path,
    names: tuple[str, str],
    table: bool,
    author: str,
    date: str | None,
    native_moves: bool,
    places: Places,
) -> bytes:
    """Return the file to write, by its suffix."""
    suffix = output.suffix.lower()
    if suffix == ".txt":
        from generator.redline.amendments import listed

        return listed(pair.redline).encode()
    if table or suffix == ".pdf":
        return _table(pair, suffix, names, places)
    if suffix == ".html":
        from generator.html.redline import redline_page

        return redline_page(pair.redline).encode()
    from generator.build.redlining import tracked
    from generator.word.tracked_marks import Who

    moment = f"{date}T00:00:00Z" if date and "T" not in date else date or ""
    return tracked(pair, Who(author, moment), native_moves, places)


def _table(pair: Pair, suffix: str, names: tuple[str, str], places: Places) -> bytes:
    from generator.build.redlining import table as written
    from generator.redline.comparison import comparison

    document = comparison(pair.redline, *names)
    if suffix == ".html":
        from generator.html import page

        return page(document).encode()
    content = written(pair, document, places)
    if suffix == ".docx":
        return content
    from generator.cli.writers import as_pdf

    return as_pdf(content)
