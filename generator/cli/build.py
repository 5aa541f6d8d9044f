"""``klausul build``: a draft becomes a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import lock as locks
from generator.cli.complete import EXAMPLE, drafts
from generator.cli.environment import Context, pass_context
from generator.cli.language import _
from generator.cli.output import detail, free, note, reason, remarks, save
from generator.cli.writers import SUFFIXES
from generator.errors import UsageError, problem
from generator.files import write_whole
from generator.lock import Lock
from generator.places import bundled
from generator.source import read

if TYPE_CHECKING:
    from generator.build.job import Built, Request
    from generator.build.places import Places
    from generator.store import Store

PROJECT = "klausul.yaml"


@click.command(help=_("Build a document from DRAFT, a file or example:TYPE/NAME."))
@click.argument("draft", shell_complete=drafts)
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FILE",
    help=_("The document to write; its suffix chooses the kind: .docx, .pdf, .html, .txt or .json."),
)  # fmt: skip
@click.option("--force", is_flag=True, help=_("Replace FILE if it exists."))
@click.option("--final", is_flag=True, help=_("Refuse what is not settled: missing values, decisions that do not fit."))
@click.option("--publish", is_flag=True, help=_("Embed only ids, versions and hashes in the document."))
@click.option(
    "--update-lock", is_flag=True, help=_("Take every clause, the contract and the template as they are now.")
)
@click.option(
    "--annotated", is_flag=True,
    help=_("Put a Word comment at each clause: why, law, sources, what has changed, and open findings."),
)  # fmt: skip
@click.option("--date", metavar="YYYY-MM-DD", help=_("The day that --annotated checks for; today if not given."))
@pass_context
def build(
    context: Context,
    draft: str,
    output: Path,
    force: bool,
    final: bool,
    publish: bool,
    update_lock: bool,
    annotated: bool,
    date: str | None,
) -> None:
    """Build a document."""
    from generator.build.job import Request
    from generator.build.job import build as make

    writer = SUFFIXES.get(output.suffix.lower())
    if writer is None:
        allowed = ", ".join(SUFFIXES)
        raise UsageError(_("{file}: the suffix must be one of {allowed}").format(file=output, allowed=allowed))
    if annotated and (publish or output.suffix.lower() != ".docx"):
        raise UsageError(_("--annotated needs a .docx, and cannot be used with --publish"))
    free(output, force)
    context.final = final
    path = draft_path(draft)
    lock_path = None if draft.startswith(EXAMPLE) else path.with_suffix(".lock")
    lock = read_lock(lock_path)
    detail(_("Draft: {file}").format(file=path))
    if lock is not None:
        detail(_("Lock: {file}").format(file=lock_path))
    request = Request(
        read(draft, path.read_bytes()), path.parent, project_root(path), lock, update_lock, final, publish
    )
    places = context.places()
    built = make(request, places)
    remarks(built.findings, final)
    save(output, _annotated(built, request, places, date) if annotated else writer(built))
    if lock_path is not None and built.lock != lock:
        _write_lock(lock_path, built.lock)


def _annotated(built: Built, request: Request, places: Places, date: str | None) -> bytes:
    from generator.build.annotating import annotated_copy
    from generator.build.checking import Against
    from generator.build.job import compose
    from generator.cli.check import day

    return annotated_copy(built, compose(request, places), Against(places, day(date)), request.draft.file)


def request_of(draft: str) -> Request:
    """Return what a draft's name asks to be built: the draft with its lock. An example has no lock.

    Raises:
        DataError: there is no such file or example, or its lock is none.
    """
    from generator.build.job import Request

    path = draft_path(draft)
    lock = None if draft.startswith(EXAMPLE) else read_lock(path.with_suffix(".lock"))
    return Request(read(draft, path.read_bytes()), path.parent, project_root(path), lock)


def draft_path(draft: str) -> Path:
    """Return the file that a draft's name means.

    Raises:
        DataError: there is no such file or example.
    """
    if not draft.startswith(EXAMPLE):
        if not Path(draft).is_file():
            raise problem("source-no-draft", draft)
        return Path(draft)
    names = examples()
    name = draft.removeprefix(EXAMPLE)
    if name not in names:
        raise problem("source-no-example", draft, allowed=", ".join(f"{EXAMPLE}{known}" for known in names))
    return names[name]


def examples() -> dict[str, Path]:
    """Return the shipped examples by their names, such as agardirektiv/alebyggen."""
    files = sorted(bundled("contracts").glob("*/examples/*.yaml"))
    return {f"{file.parent.parent.name}/{file.stem}": file for file in files}


def read_lock(path: Path | None, store: Store | None = None) -> Lock | None:
    """Return the lock in a file, or None where there is none.

    Args:
        store: what keeps a lock that many documents share.

    Raises:
        DataError: the file is no lock.
    """
    if path is None or not path.is_file():
        return None
    content = path.read_bytes()
    if store is None:
        return locks.loads(content, str(path))
    return store.recall("lock", (str(path), content), lambda: locks.loads(content, str(path)), kept=4)


def project_root(draft: Path) -> Path:
    """Return the folder that a draft's paths may not leave: the nearest with klausul.yaml, else its own."""
    folder = draft.resolve().parent
    return next((parent for parent in (folder, *folder.parents) if (parent / PROJECT).is_file()), folder)


def _write_lock(path: Path, lock: Lock) -> None:
    try:
        write_whole(path, lock.dumps().encode())
    except OSError as error:
        note(_("The lock {file} could not be written: {reason}").format(file=path, reason=reason(error)))
