"""The page of commands, docs/commands.md, made from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator

import click

from generator.cli.language import _
from generator.cli.main import root

_TOP = """\
# Kommandon

*Sidan är gjord ur programmet med `python tools/make_docs.py`; ändra texterna i `generator/cli/`.*

"""


def walk() -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its whole name, in the order of the work, groups before what they hold."""
    yield from _walk("klausul", root())


def _walk(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        with click.Context(command, info_name=name) as context:
            for inner in command.list_commands(context):
                found = command.get_command(context, inner)
                if found is not None:
                    yield from _walk(f"{name} {inner}", found)


def page() -> str:
    """Return the page, in the language that is in use."""
    return _TOP + "\n".join(_section(name, command) for name, command in walk())


def _section(name: str, command: click.Command) -> str:
    with click.Context(command, info_name=name) as context:
        usage = " ".join([name, *command.collect_usage_pieces(context)])
        lines = [f"## {name}", "", command.help or "", "", "```", usage, "```", ""]
        options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
        rows = [record for option in options if (record := option.get_help_record(context))]
    if rows:
        lines += [f"| {_('option')} | {_('does')} |", "| --- | --- |"]
        lines += [f"| `{_cell(option)}` | {_cell(text)} |" for option, text in rows] + [""]
    if command.epilog:
        lines += [command.epilog, ""]
    return "\n".join(lines)


def _cell(text: str) -> str:
    # Two spaces are Click's, between a text and what it adds to it.
    return text.replace("|", "\\|").replace("  [", " [")
