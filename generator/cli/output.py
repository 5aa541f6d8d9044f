"""Where a command's results go."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.language import _
from generator.errors import UsageError
from generator.files import write_whole


def free(path: Path, force: bool) -> None:
    """Make sure that a file may be written: there is a folder for it, and nobody's work is overwritten.

    Raises:
        UsageError: there is no such folder, or the file exists and ``--force`` was not given.
    """
    if not path.parent.is_dir():
        raise UsageError(_("the folder {folder} does not exist").format(folder=path.parent))
    if path.is_dir():
        raise UsageError(_("{file} is a folder; name a file").format(file=path))
    if path.exists() and not force:
        raise UsageError(_("{file} exists already; give another name, or --force to replace it").format(file=path))


def save(path: Path, content: bytes) -> None:
    """Write a result in one step and say so."""
    write_whole(path, content)
    note(_("Wrote {file}").format(file=path))


def note(message: str) -> None:
    """Say something to the person; results alone go to standard output."""
    click.echo(message, err=True)
