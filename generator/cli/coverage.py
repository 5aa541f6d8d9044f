"""``klausul coverage``: which dimensions and requirements a draft covers."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.complete import drafts
from generator.cli.environment import Context, pass_context
from generator.cli.language import _
from generator.cli.output import free, save, width
from generator.errors import UsageError

if TYPE_CHECKING:
    from generator.coverage import Coverage

#: What the account can be written as.
_SUFFIXES = (".html", ".json")
#: A column of numbers, and the least room for a section's title.
_COLUMN, _TITLE = 4, 10


@click.command(help=_("Show which dimensions and requirements the clauses of DRAFT cover."))
@click.argument("draft", shell_complete=drafts)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
    help=_("Write it to a file instead; its suffix chooses the kind: .html or .json."),
)  # fmt: skip
@click.option("--force", is_flag=True, help=_("Replace FILE if it exists."))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=_("How to print it."))
@click.option("--date", metavar="YYYY-MM-DD", help=_("The day that the account bears; today if not given."))
@pass_context
def coverage(context: Context, draft: str, output: Path | None, force: bool, form: str, date: str | None) -> None:
    """Show what a draft covers."""
    from generator import canonical
    from generator.build.job import compose
    from generator.cli.build import request_of
    from generator.cli.check import day
    from generator.coverage import coverage as account
    from generator.coverage import coverage_data
    from generator.html.coverage import coverage_page

    if output is not None:
        if output.suffix.lower() not in _SUFFIXES:
            allowed = ", ".join(_SUFFIXES)
            raise UsageError(_("{file}: the suffix must be one of {allowed}").format(file=output, allowed=allowed))
        free(output, force)
    found = account(compose(request_of(draft), context.places()), day(date))
    if output is not None:
        page = output.suffix.lower() == ".html"
        save(output, (coverage_page(found) if page else f"{canonical.dumps(coverage_data(found))}\n").encode())
    elif form == "json":
        click.echo(canonical.dumps(coverage_data(found)))
    else:
        click.echo("\n".join(coverage_lines(found, width())))


def coverage_lines(found: Coverage, columns: int | None) -> Iterator[str]:
    """Yield an account as lines of text.

    Args:
        columns: how many characters a line has room for; None where it need not be broken.
    """
    from generator.coverage import REMARKS, counted, groups

    yield from _wrapped(found.title, columns)
    yield from _wrapped(f"Täckning {found.date}, {counted(found.count)}", columns)
    yield ""
    yield from _grid(found, columns)
    for area in found.areas:
        yield ""
        yield from _wrapped(f"{area.mark}  {area.title}: {counted(len(area.clauses))}", columns, "", "   ")
        names = "; ".join(f"{clause.number} {clause.title}" for clause in area.clauses)
        yield from _wrapped(names, columns, "   ", "   ")
    for heading, rows in groups(found):
        yield from ("", heading)
        for demand in rows:
            yield from _wrapped(f"{demand.row['title']} ({demand.source})", columns, "– ", "  ")
            yield from _wrapped(demand.answer, columns, "  ", "  ")
            if demand.row["force"] == "lag":
                yield from _wrapped(demand.read, columns, "  ", "  ")
    yield ""
    for remark in REMARKS:
        yield from _wrapped(remark, columns)


def _grid(found: Coverage, columns: int | None) -> Iterator[str]:
    """Yield the table: a row for each section, a column for each dimension."""
    total = "Alla avsnitt"
    widest = max(len(title) for title in (total, *(place.title for place in found.places)))
    room = max((columns or widest + _COLUMN * len(found.areas)) - _COLUMN * len(found.areas), _TITLE)
    first = min(widest, room)
    rows = [("", [area.mark for area in found.areas])]
    for place in found.places:
        counts = [len(area.sections.get(place.id, ())) for area in found.areas]
        rows.append((place.title, [str(count) if count else "–" for count in counts]))
    rows.append((total, [str(len(area.clauses)) for area in found.areas]))
    for title, cells in rows:
        cut = title if len(title) <= first else f"{title[: first - 1].rstrip()}…"
        yield f"{cut:<{first}}{''.join(f'{cell:>{_COLUMN}}' for cell in cells)}".rstrip()


def _wrapped(text: str, columns: int | None, first: str = "", rest: str = "") -> list[str]:
    """Return a text as lines with what stands before the first and the others; none for no text."""
    if columns is None:
        return [f"{first}{text}"] if text else []
    return textwrap.wrap(
        text, max(columns, 20), initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )  # fmt: skip
