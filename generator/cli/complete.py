"""What a shell may complete a word to: the names of clauses and of examples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.environment import Context
from generator.errors import KlausulError

if TYPE_CHECKING:  # only a shell that asks needs the module
    from click.shell_completion import CompletionItem

#: What stands before an example's name.
EXAMPLE = "example:"


def clause_ids(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
    """Return the ids of clauses, with their titles; nothing where a library has problems."""
    from click.shell_completion import CompletionItem

    from generator.build.overview import overview

    options = ctx.find_root().params
    context = Context(tuple(options.get("libraries") or ()), cache=not options.get("no_cache"))
    try:
        entries = overview(context.places()).entries()
    except (KlausulError, OSError):
        return []
    titles = {entry.clause.id: entry.clause.title for entry in entries}
    return [CompletionItem(id_, help=titles[id_]) for id_ in sorted(titles) if id_.startswith(incomplete)]


def drafts(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
    """Return the names of examples where no file is meant; else leave files to the shell."""
    from click.shell_completion import CompletionItem

    from generator.cli.build import examples

    spelt = EXAMPLE.startswith(incomplete) or incomplete.startswith(EXAMPLE)
    if not spelt or any(Path().glob(f"{incomplete}*") if incomplete.isalpha() else ()):
        return [CompletionItem(incomplete, type="file")]
    return [CompletionItem(f"{EXAMPLE}{name}") for name in examples() if f"{EXAMPLE}{name}".startswith(incomplete)]
