"""What has been made in a folder: which files, of what, and with what to say about them.

A line is written before a file is put in its place, so that whoever kills the command leaves no file
that the next one takes for somebody else's work. A file that is not as it was made has been edited.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator import canonical
from generator.files import write_whole

#: The folder for the record and for files that are not whole yet.
FOLDER = ".klausul"
_RECORD = "filer.jsonl"
_PART = ".del"
_FORMAT = 1

#: A severity and a line that says something about a document.
Said = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made."""

    file: str
    #: Hash of everything it was made of.
    key: str
    #: Hash of its bytes.
    sha256: str
    said: tuple[Said, ...]


class Record:
    """The files that have been made in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._inside = folder / FOLDER
        self._file = self._inside / _RECORD
        self._latest: dict[str, Made] = {}
        #: Every hash that a file has had by our hand.
        self._hashes: dict[str, set[str]] = {}
        for made in _read(self._file):
            self._take(made)

    def files(self) -> list[str]:
        """Return the names of all files that were made and are still there."""
        return [file for file in self._latest if (self._folder / file).is_file()]

    def done(self, file: str, key: str) -> Made | None:
        """Return what was made, if a file is there as it was made of the same."""
        made = self._latest.get(file)
        return made if made and made.key == key and _hash(self._folder / file) == made.sha256 else None

    def foreign(self, files: Iterable[str]) -> list[str]:
        """Return those files that are there, but not as they were made here."""
        found = []
        for file in files:
            now = _hash(self._folder / file)
            if now is not None and now not in self._hashes.get(file, ()):
                found.append(file)
        return found

    def begin(self) -> None:
        """Make the folder, and take away what a run that was broken off has left.

        Raises:
            OSError: the folder cannot be written.
        """
        self._inside.mkdir(parents=True, exist_ok=True)
        for part in self._inside.glob(f"*{_PART}"):
            part.unlink(missing_ok=True)
        with self._file.open("ab+") as record:
            record.seek(0)
            if record.read()[-1:] not in (b"", b"\n"):
                record.write(b"\n")  # after a line that was cut off

    def part(self, number: int) -> Path:
        """Return where the file of a row is written before it is put in its place."""
        return self._inside / f"{number}{_PART}"

    def add(self, made: Made, part: Path) -> None:
        """Note that a file has been made, and put it in its place.

        Raises:
            OSError: it cannot be put there; what was there before is still known.
        """
        with self._file.open("ab") as record:
            record.write(_line(made))
        try:
            part.replace(self._folder / made.file)
        except OSError:
            part.unlink(missing_ok=True)
            raise
        self._take(made)

    def finish(self) -> None:
        """Write the record anew, with what holds now: the same however often the work was broken off."""
        if not self._inside.is_dir():
            return  # nothing has been made
        kept = sorted(self._latest.values(), key=lambda made: made.file)
        write_whole(self._file, b"".join(_line(made) for made in kept if (self._folder / made.file).is_file()))

    def _take(self, made: Made) -> None:
        self._latest[made.file] = made
        self._hashes.setdefault(made.file, set()).add(made.sha256)


def _line(made: Made) -> bytes:
    data = {"version": _FORMAT, "file": made.file, "key": made.key, "sha256": made.sha256, "said": list(made.said)}
    return f"{canonical.dumps(data)}\n".encode()


def _read(file: Path) -> list[Made]:
    try:
        lines = file.read_bytes().splitlines()
    except OSError:
        return []
    found = []
    for line in lines:
        try:
            row = json.loads(line)
            if row["version"] == _FORMAT:
                said = tuple((str(severity), str(text)) for severity, text in row["said"])
                found.append(Made(str(row["file"]), str(row["key"]), str(row["sha256"]), said))
        except (ValueError, KeyError, TypeError):
            continue  # cut off in the middle: the file it was about was not put in its place
    return found


def _hash(file: Path) -> str | None:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return None
