"""The options that narrow a list of clauses, the same wherever clauses are listed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

import click

from generator.cli import complete
from generator.cli.language import _
from generator.errors import UsageError

if TYPE_CHECKING:  # a command that only shows its help needs none of it
    from generator.search.filters import UnknownValueError, Wanted

#: So many names are listed in a message.
_MOST = 12

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--dimension", metavar="DIMENSION", shell_complete=complete.dimensions,
        help=_("Only the clauses of this dimension."),
    ),
    click.option(
        "--contract", metavar="CONTRACT", shell_complete=complete.contracts,
        help=_("Only the clauses that this kind of document can use."),
    ),
    click.option(
        "--status", metavar="STATUS", shell_complete=complete.statuses, help=_("Only the clauses with this status.")
    ),
    click.option(
        "--municipality", metavar="MUNICIPALITY", shell_complete=complete.municipalities,
        help=_("Only the clauses that have something from this municipality."),
    ),
    click.option(
        "--law", metavar="LAW", shell_complete=complete.law,
        help=_("Only the clauses that cite this act or provision, such as KL or \"KL 6:9\"."),
    ),
    click.option(
        "--indicator", metavar="INDICATOR", shell_complete=complete.indicators,
        help=_("Only the clauses that are followed up with this indicator."),
    ),
)  # fmt: skip


def narrowing(command: F) -> F:
    """Give a command the options that narrow a list."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def wanted(options: dict[str, str | None]) -> Wanted:
    """Return what the options ask for."""
    from generator.search.filters import Wanted

    return Wanted(**{field.name: (options.get(field.name) or "").strip() for field in fields(Wanted)})


def unknown(error: UnknownValueError) -> UsageError:
    """Return what to say of something that no clause can have."""
    messages = {
        "dimension": _("there is no dimension {value}"),
        "contract": _("there is no kind of document {value}"),
        "status": _("there is no status {value}"),
        "municipality": _("no clause has anything from {value}"),
        "law": _("the register has no act {value}"),
        "provision": _("the register has no such provision: {value}"),
        "indicator": _("the register has no indicator {value}"),
    }
    said = messages[error.kind].format(value=error.value)
    if error.meant:
        return UsageError(_("{said}; did you mean {meant}?").format(said=said, meant=error.meant))
    if not 0 < len(error.known) <= _MOST or error.kind in ("law", "municipality", "indicator"):
        return UsageError(said)
    return UsageError(_("{said}; choose from {known}").format(said=said, known=", ".join(error.known)))
