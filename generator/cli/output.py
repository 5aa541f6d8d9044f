"""Where a command's results go, and how much is said about them."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from generator.cli.environment import Context
from generator.cli.language import _
from generator.errors import UsageError

if TYPE_CHECKING:
    from generator.errors import Finding

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}


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
    from generator.files import write_whole

    write_whole(path, content)
    note(_("Wrote {file}").format(file=path))


def note(message: str) -> None:
    """Say something to the person, unless ``--quiet``; results alone go to standard output."""
    if not _options().quiet:
        click.echo(message, err=True)


def detail(message: str) -> None:
    """Say something that only ``--verbose`` asks for."""
    if _options().verbose:
        click.echo(message, err=True)


def account(context: Context) -> None:
    """Say how much the cache had of what was read, if ``--verbose`` asks for it."""
    if not context.verbose:
        return
    words = {
        "blocks": _("parsed text"),
        "clause": _("locked clause"),
        "contract": _("kind of document"),
        "draft": _("draft"),
        "library": _("library"),
        "template": _("template"),
    }
    used: Counter[tuple[str, bool]] = sum((store.used for store in context.stores), Counter())
    for there, message in ((True, _("From the cache: {what}")), (False, _("Read and checked anew: {what}"))):
        kinds = [f"{words.get(kind, kind)} {count}" for (kind, had), count in sorted(used.items()) if had is there]
        if kinds:
            click.echo(message.format(what=", ".join(kinds)), err=True)


def remarks(findings: Iterable[Finding], final: bool = False) -> None:
    """Say what there is to say about a result that was made all the same, unless ``--quiet``."""
    if not _options().quiet:
        for line in finding_lines(findings, sys.stderr, final):
            click.echo(line, err=True)


def finding_lines(findings: Iterable[Finding], stream: TextIO, final: bool = False) -> Iterator[str]:
    """Yield a line for each finding, as it is shown on a stream.

    On a terminal the severity's word stands in each line, coloured unless NO_COLOR is set. Other programs
    get the lines without it, and ``--format json`` where they need it.
    """
    from generator import report
    from generator.errors import Finding

    for finding in sorted(findings, key=Finding.order):
        if not stream.isatty():
            yield report.line(finding)
            continue
        severity = report.severity(finding, final)
        word = report.SEVERITIES[severity]
        if coloured(stream):
            word = click.style(word, fg=_COLOURS[severity], bold=True)
        yield report.line(finding, f"{word}: ")


def coloured(stream: TextIO) -> bool:
    """Tell whether colours may be used: on a terminal that has them, unless NO_COLOR is set (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int | None:
    """Return how many characters a line of a table has room for, or None where it need not be cut."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def reason(error: OSError) -> str:
    """Return why a file could not be read or written, in the user's language."""
    known = {
        errno.EACCES: _("no permission, or another program has the file open"),
        errno.EPERM: _("no permission, or another program has the file open"),
        errno.ENOENT: _("there is no such file or folder"),
        errno.EISDIR: _("it is a folder, not a file"),
        errno.ENOTDIR: _("part of the path is a file, not a folder"),
        errno.ENOSPC: _("the disk is full"),
        errno.EDQUOT: _("the disk is full"),
        errno.EROFS: _("the disk can only be read"),
        errno.ENAMETOOLONG: _("the name is too long"),
        errno.ELOOP: _("the links lead in a circle"),
        errno.EIO: _("the disk does not answer as it should"),
    }
    number = error.errno or 0
    return known.get(number) or _("the system reports error {number}").format(number=number)


def _options() -> Context:
    current = click.get_current_context(silent=True)
    found = current.find_object(Context) if current else None
    return found or Context()
