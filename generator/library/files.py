"""Which files make up a library, and their bytes."""

from __future__ import annotations

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
    paths = sorted(path for path in folder.rglob("*.yaml") if path.relative_to(folder).parts[0] not in _OTHER)
    if len(paths) > MAX_FILES:
        raise problem("source-too-many-files", label, count=len(paths), limit=MAX_FILES)
    files, findings = [], []
    root = folder.resolve()
    for path in paths:
        relative = path.relative_to(folder)
        name = f"{label}/{relative.as_posix()}"
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            findings.append(Finding("source-outside", Place(name)))
            continue
        try:
            content = path.read_bytes()
        except OSError as error:
            findings.append(Finding("source-unreadable", Place(name), values={"reason": error.strerror or ""}))
            continue
        files.append(File(name, relative.parent.as_posix() if relative.parent.name else "", path.stem, content))
    return files, findings
