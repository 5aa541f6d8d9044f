"""Which files make up a library, and their bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.errors import Finding, Place, problem

#: A library of every Swedish municipality's clauses would be smaller than this.
MAX_FILES = 20_000
REGISTER = "register"
#: Folders inside a library that hold other things than clauses.
_OTHER = frozenset({"contracts", "templates"})


@dataclass(frozen=True, slots=True)
class File:
    """A file of a library."""

    #: As messages name it.
    label: str
    #: Folder inside the library, such as ``boende``; empty at the top.
    folder: str
    stem: str
    content: bytes


def read_files(folder: Path, label: str) -> tuple[list[File], list[Finding]]:
    """Return the YAML files of a library in a fixed order, and what cannot be read.

    Raises:
        DataError: the folder is not there, or holds too many files.
    """
    if not folder.is_dir():
        raise problem("source-no-folder", label)
    found = sorted(_found(folder))
    if len(found) > MAX_FILES:
        raise problem("source-too-many-files", label, count=len(found), limit=MAX_FILES)
    files, findings = [], []
    root = folder.resolve()
    for steps in found:
        path = folder.joinpath(*steps)
        name = "/".join((label, *steps))
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            findings.append(Finding("source-outside", Place(name)))
            continue
        try:
            content = path.read_bytes()
        except OSError as error:
            findings.append(Finding("source-unreadable", Place(name), values={"reason": error.strerror or ""}))
            continue
        files.append(File(name, "/".join(steps[:-1]), path.stem, content))
    return files, findings


def signature(folder: Path) -> frozenset[tuple[object, ...]]:
    """Return what changes when a YAML file of a library is written, added or taken away.

    Reading no file makes it cheap. It is for the time of a process only, where a file would have to be
    written twice within one tick of the file system's clock, and stay as long as it was, to go unnoticed.
    """
    return frozenset(_states(os.fspath(folder), _OTHER))


def _states(folder: str, skipped: frozenset[str]) -> Iterator[tuple[object, ...]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(".yaml"):
                    found = entry.stat()
                    yield entry.path, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
                elif entry.name not in skipped and entry.is_dir(follow_symlinks=False):
                    yield from _states(entry.path, frozenset())
    except OSError as error:
        yield folder, error.errno  # whoever reads the files says what is wrong


def _found(folder: Path) -> Iterator[tuple[str, ...]]:
    """Yield the steps from a library's folder to each of its YAML files; links to folders are not followed."""
    for base, folders, names in os.walk(folder):
        inside = Path(base).relative_to(folder).parts
        if not inside:
            folders[:] = (name for name in folders if name not in _OTHER)
        yield from ((*inside, name) for name in names if name.endswith(".yaml"))
