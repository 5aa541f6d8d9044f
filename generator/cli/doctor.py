"""``klausul doctor``: is everything there that klausul needs, and which versions."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version

import click

from generator import __version__, canonical
from generator.cli import language
from generator.cli.environment import Context, cache_folder, pass_context, soffice
from generator.cli.language import _

VERSION = 1
OK, MISSING, OLD = "ok", "missing", "old"
#: The distributions that klausul needs, with their oldest versions. A test holds them to setup.cfg.
NEEDED = {
    "Babel": "2.12",
    "Cerberus": "1.3.5",
    "click": "8.1.7",
    "docxtpl": "0.17",
    "Jinja2": "3.1",
    "lxml": "4.9",
    "markdown-it-py": "3.0",
    "openpyxl": "3.1",
    "PyYAML": "6.0.1",
}
#: Fonts of the bundled templates, each with the one that has the same widths and stands in for it.
FONTS = (("Calibri", "Carlito"),)


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: whether it is there, and what there is to say."""

    id: str
    state: str
    detail: str


@click.command(help=_("Look at what klausul needs: versions, LibreOffice, fonts, cache, libraries, language."))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=_("How to print it."))
@pass_context
def doctor(context: Context, form: str) -> None:
    """Look at everything; what is missing is said and is no error."""
    checks = list(_checks(context))
    if form == "json":
        click.echo(canonical.dumps({"version": VERSION, "checks": [asdict(check) for check in checks]}))
        return
    words = {OK: _("ok"), MISSING: _("missing"), OLD: _("old")}
    ids = max(len(check.id) for check in checks)
    states = max(map(len, words.values()))
    for check in checks:
        click.echo(f"{check.id:<{ids}}  {words[check.state]:<{states}}  {check.detail}")


def _checks(context: Context) -> Iterator[Check]:
    yield Check("klausul", OK, __version__)
    yield Check("python", OK, f"{platform.python_version()}, {sys.executable}")
    for name, oldest in NEEDED.items():
        yield _dependency(name, oldest)
    yield _office()
    yield from _fonts()
    yield _cache(context)
    yield from _libraries(context)
    yield _language()


def _dependency(name: str, oldest: str) -> Check:
    try:
        found = installed_version(name)
    except PackageNotFoundError:
        return Check(name.lower(), MISSING, _("klausul needs version {oldest} or later").format(oldest=oldest))
    if _numbers(found) < _numbers(oldest):
        needs = _("{found}; klausul needs version {oldest} or later").format(found=found, oldest=oldest)
        return Check(name.lower(), OLD, needs)
    return Check(name.lower(), OK, found)


def _numbers(version: str) -> tuple[int, ...]:
    """Return a version's leading numbers, as far as they go."""
    numbers: list[int] = []
    for part in version.split("."):
        if not part.isdigit():
            break
        numbers.append(int(part))
    return tuple(numbers)


def _office() -> Check:
    from generator.pdf import OLDEST

    program = soffice()
    oldest = ".".join(map(str, OLDEST))
    if program is None:
        text = _("not found; klausul build needs it to write .pdf, version {oldest} or later, and for nothing else")
        return Check("libreoffice", MISSING, text.format(oldest=oldest))
    # It says «LibreOffice 25.2.3.2 520(Build:2)».
    version = re.search(r"LibreOffice\w* ([\d.]+)", _said([program, "--version"]))
    found = version[0] if version else _("the version is not known")
    state = OLD if version and _numbers(version[1])[:2] < OLDEST else OK
    text = _("{found}, {program}; klausul build needs it to write .pdf, version {oldest} or later")
    return Check("libreoffice", state, text.format(found=found, program=program, oldest=oldest))


def _fonts() -> Iterator[Check]:
    program = shutil.which("fc-list")
    if program is None:
        return  # Windows and macOS have no such list, and Word brings its fonts
    families = _said([program, ":", "family"]).replace("\n", ",").split(",")
    there = {family.strip() for family in families}
    for wanted in FONTS:
        found = next((font for font in wanted if font in there), None)
        name = f"font-{wanted[0].lower()}"
        if found:
            yield Check(name, OK, found)
        else:
            needed = _("neither of {fonts} is installed; a PDF made here gets other line breaks than in Word")
            yield Check(name, MISSING, needed.format(fonts=", ".join(wanted)))


def _said(command: list[str]) -> str:
    """Return what a program prints, or nothing where it fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


def _cache(context: Context) -> Check:
    folder = cache_folder()
    if not context.cache:
        return Check("cache", OK, _("switched off with --no-cache"))
    if folder is None:
        return Check("cache", MISSING, _("there is no home folder; every command works everything out anew"))
    files = list(folder.glob("*.json")) if folder.is_dir() else []
    size = sum(path.stat().st_size for path in files) / 1_000_000
    existing = next((path for path in (folder, *folder.parents) if path.is_dir()), folder)
    if not os.access(existing, os.W_OK):
        return Check("cache", MISSING, _("{folder} cannot be written; set KLAUSUL_CACHE").format(folder=folder))
    text = _("{folder}, {count} files, {size} MB").format(folder=folder, count=len(files), size=f"{size:.1f}")
    return Check("cache", OK, text)


def _libraries(context: Context) -> Iterator[Check]:
    from generator.build.overview import lint
    from generator.errors import DataError
    from generator.library.load import load

    places = context.places()
    try:
        library = load(places.libraries, places.store)
        findings = lint(places, None)
    except DataError as error:
        from generator import report

        for line in report.lines(error.findings):
            yield Check("library", MISSING, line)
        return
    for info in library.infos:
        clauses = sum(entry.library == info.name for entry in library.entries)
        text = _("version {version}, clauses: {clauses}").format(version=info.version, clauses=clauses)
        yield Check(f"library-{info.name}", OK, text)
    yield Check("findings", OK, _("{count}; klausul clauses lint shows them").format(count=len(findings)))


def _language() -> Check:
    choice = language.chosen()
    if choice.reason:
        text = _("{language}, by {reason}").format(language=choice.language, reason=choice.reason)
    else:
        text = _("{language}; the system names no language that klausul has").format(language=choice.language)
    return Check("language", OK, text)
