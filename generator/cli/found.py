"""What a search prints: pure functions from what was found to lines and to JSON-able data."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from generator.search.facts import PROMISED

if TYPE_CHECKING:  # for their names only
    from generator.build.searching import Found
    from generator.search.context import Context

VERSION = 1
#: A line where nobody has said how long it may be.
_WIDTH = 110


def found_data(found: Found) -> dict[str, Any]:
    """Return what was found, for other programs."""
    rows = [
        {
            **{key: hit.facts[key] for key in PROMISED},
            "score": Decimal(format(hit.score, ".3f")),
            "context": {"where": hit.context.where, "line": hit.context.line},
        }
        for hit in found.hits
    ]
    unknown = [{"word": word, "meant": list(near)} for word, near in found.unknown]
    return {"version": VERSION, "clauses": rows, "count": found.count, "partly": found.partly, "unknown": unknown}


def found_lines(found: Found, width: int | None, coloured: bool) -> Iterator[str]:
    """Yield two lines for each clause: what it is, and where what was looked for stands in it."""
    ids = max((len(hit.facts["id"]) for hit in found.hits), default=0)
    titles = max((len(hit.facts["title"]) for hit in found.hits), default=0)
    for hit in found.hits:
        facts = hit.facts
        line = f"{facts['id']:<{ids}}  {facts['title']:<{titles}}  {', '.join(facts['dimensions'])}"
        yield line if width is None or len(line) <= width else f"{line[: max(width - 1, 0)].rstrip()}…"
        yield f"    {_marked(hit.context.cut(max((width or _WIDTH) - 4, 20)), coloured)}"


def _marked(context: Context, coloured: bool) -> str:
    """Return the line, with the words that were looked for in bold where there is bold."""
    if not coloured:
        return context.line
    pieces, at = [], 0
    for low, high in context.marks:
        pieces += [context.line[at:low], click.style(context.line[low:high], bold=True)]
        at = high
    return "".join([*pieces, context.line[at:]])
