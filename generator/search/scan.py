"""Which files a library consists of and what state they are in, without reading any of them."""

from __future__ import annotations

import hashlib
import marshal
import os
from collections.abc import Iterable
from pathlib import Path

# A search that finds its index in order loads no library, so what the library's loader knows is named here too.
DEFINITION = "definition.yaml"
ABOUT = "library"
REGISTER = "register"
#: Folders of a library that hold other things than clauses.
_OTHER = frozenset({"contracts", "templates"})

#: Name of a file, its size, and the times when it was written and changed.
State = tuple[str, int, int, int]
#: A folder, as messages give it, with the states of its files.
Folder = tuple[str, list[State]]


def scan(libraries: Iterable[tuple[Path, str]], contracts: Iterable[tuple[Path, str]]) -> list[Folder]:
    """Return the state of every file that a search depends on: clauses, registers and contracts.

    A file that is written, replaced, added or taken away changes what is returned: its size, its time
    of writing, or, where both have been put back as they were, its time of change.

    Raises:
        OSError: a folder is not there.
    """
    found: list[Folder] = []
    for folder, label in libraries:
        _look(os.fspath(folder), label, found, _OTHER)
    for folder, label in contracts:
        for file in sorted(folder.glob(f"*/{DEFINITION}")):
            state = file.stat()
            found.append(
                (f"{label}/{file.parent.name}", [(DEFINITION, state.st_size, state.st_mtime_ns, state.st_ctime_ns)])
            )
    return found


def digest(found: list[Folder]) -> str:
    """Return one text for the states of all files."""
    # The quickest way from numbers and texts to bytes; form 0 says the same of the same, however it was made.
    return hashlib.sha256(marshal.dumps(found, 0)).hexdigest()


def states(found: list[Folder]) -> dict[str, str]:
    """Return the state of each file, by the name that messages give it."""
    return {
        f"{folder}/{name}": f"{size} {written} {changed}"
        for folder, files in found
        for name, size, written, changed in files
    }


def _look(folder: str, label: str, found: list[Folder], but: frozenset[str] = frozenset()) -> None:
    # With 10,000 files this is most of a search's time, so it asks the system for as little as it can.
    files: list[State] = []
    folders: list[tuple[str, str]] = []
    with os.scandir(folder) as inside:
        for entry in inside:
            name = entry.name
            if entry.is_dir(follow_symlinks=False):
                if name not in but:
                    folders.append((entry.path, f"{label}/{name}"))
            elif name.endswith(".yaml"):
                try:
                    state = entry.stat()
                except OSError:
                    files.append((name, 0, 0, 0))
                else:
                    files.append((name, state.st_size, state.st_mtime_ns, state.st_ctime_ns))
    found.append((label, files))
    for path, name in sorted(folders):
        _look(path, name, found)
