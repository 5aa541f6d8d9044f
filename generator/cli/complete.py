"""What a shell may complete a word to: the names of clauses and of examples."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.environment import Context
from generator.errors import KlausulError

if TYPE_CHECKING:  # only a shell that asks needs the module
    from click.shell_completion import CompletionItem

    from generator.build.overview import Overview
    from generator.search.facts import Known

#: What stands before an example's name.
EXAMPLE = "example:"


def clause_ids(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
    """Return the ids of clauses, with their titles; nothing where a library has problems."""
    view = _overview(ctx)
    return _items({entry.clause.id: entry.clause.title for entry in view.entries()} if view else {}, incomplete)


def dimensions(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
    """Return the ids of dimensions and areas, with their titles."""
    known = _known(ctx)
    return _items(known.dimensions if known else {}, incomplete)


def contracts(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
    """Return the ids of kinds of documents, with their names."""
    known = _known(ctx)
    return _items(known.contracts if known else {}, incomplete)


def statuses(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
    """Return what a clause's status can be."""
    from generator.search.facts import STATUSES

    return _items(dict.fromkeys(STATUSES, ""), incomplete)


def municipalities(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
    """Return the municipalities that clauses have sources from."""
    known = _known(ctx)
    return _items(dict.fromkeys(known.municipalities, "") if known else {}, incomplete)


def law(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
    """Return ids and abbreviations of acts, and the provisions of an act when one has been typed."""
    known = _known(ctx)
    if known is None:
        return []
    if "/" in incomplete:
        return _items(dict.fromkeys(known.provisions, ""), incomplete)
    # Number, name, title, abbreviations, and wrong numbers, which nobody should be offered.
    names = {short: called[1] for called in known.statutes.values() for short in called[3:] if not short[0].isdigit()}
    return _items({**names, **{act: called[1] for act, called in known.statutes.items()}}, incomplete)


def indicators(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
    """Return the ids of indicators, with their titles."""
    known = _known(ctx)
    return _items(known.indicators if known else {}, incomplete)


def _overview(ctx: click.Context) -> Overview | None:
    """Return what there is to choose from, or None where a library has problems."""
    from generator.build.overview import overview

    options = ctx.find_root().params
    context = Context(tuple(options.get("libraries") or ()), cache=not options.get("no_cache"))
    try:
        return overview(context.places())
    except (KlausulError, OSError):
        return None


def _known(ctx: click.Context) -> Known | None:
    from generator.search.facts import Known, facts

    view = _overview(ctx)
    if view is None:
        return None
    rows = [facts(entry.clause, entry.library, view.contracts) for entry in view.entries()]
    return Known.of(view.library.registers, view.contracts, rows)


def _items(known: Mapping[str, str], incomplete: str) -> list[CompletionItem[Any]]:
    """Return what begins as a word does, whatever its case, each with what it is called."""
    from click.shell_completion import CompletionItem

    begun = incomplete.casefold()
    return [CompletionItem(name, help=known[name]) for name in sorted(known) if name.casefold().startswith(begun)]


def drafts(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
    """Return the names of examples where no file is meant; else leave files to the shell."""
    from click.shell_completion import CompletionItem

    from generator.cli.build import examples

    spelt = EXAMPLE.startswith(incomplete) or incomplete.startswith(EXAMPLE)
    if not spelt or any(Path().glob(f"{incomplete}*") if incomplete.isalpha() else ()):
        return [CompletionItem(incomplete, type="file")]
    return [CompletionItem(f"{EXAMPLE}{name}") for name in examples() if f"{EXAMPLE}{name}".startswith(incomplete)]
