"""The words that Click puts in help texts by itself, in the user's language."""

from __future__ import annotations

import copy
import re
from typing import Any, TypeVar

import click

from generator.cli.language import _

C = TypeVar("C", bound=click.Command)


def dress(command: C) -> C:
    """Put a command's placeholders, such as ``DRAFT`` and ``[OPTIONS]``, in the user's language.

    Click makes them from the names in the code and asks no catalogue.
    """
    if command.help and not command.short_help:
        # Click would cut the first sentence to 45 characters in a group's list.
        command.short_help = re.split(r"(?<=\.)\s", command.help)[0]
    if command.options_metavar:
        command.options_metavar = _("[OPTIONS]")
    for parameter in command.params:
        word = metavar(parameter)
        if word:
            parameter.metavar = word
        if isinstance(parameter.type, type(click.INT) | type(click.FLOAT)):
            # Click's types are shared by all who use it.
            parameter.type = copy.copy(parameter.type)
            parameter.type.name = _number(parameter.type.name)
    if isinstance(command, click.Group):
        command.subcommand_metavar = _("COMMAND [ARGS]...")
        for inner in command.commands.values():
            dress(inner)
    return command


def metavar(parameter: click.Parameter) -> str:
    """Return the word that stands for a parameter's value, or nothing where Click's own is in no language."""
    listed = isinstance(parameter.type, click.Choice | click.DateTime)
    if parameter.metavar:
        return _(parameter.metavar)
    if isinstance(parameter, click.Argument):
        if listed:
            return ""
        word = _((parameter.name or "").upper())
        word = word if parameter.required else f"[{word}]"
        return word if parameter.nargs == 1 else f"{word}..."
    flag = isinstance(parameter, click.Option) and (parameter.is_flag or parameter.count)
    if flag or listed:
        return ""
    return _value(parameter.type)


def _value(kind: click.ParamType[Any]) -> str:
    if isinstance(kind, click.Path | click.File):
        return _("FILE")
    if isinstance(kind, type(click.INT) | type(click.FLOAT)):
        return _("NUMBER")
    return _("TEXT")


def _number(name: str) -> str:
    whole = name.startswith("integer")
    return _("whole number") if whole else _("number")
