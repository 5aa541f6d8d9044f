"""klausul in this process: the whole build from the draft's bytes to the written file."""

from __future__ import annotations

from pathlib import Path

from bench.work import Work
from generator.build.job import Built, Request, build
from generator.cli.build import draft_path, project_root, read_lock
from generator.cli.environment import Context
from generator.source import read


class Builder:
    """Builds a work again and again, as a program that makes many documents does."""

    def __init__(self, work: Work) -> None:
        self._path = draft_path(work.draft)
        self._lock = self._path.with_suffix(".lock") if work.library else None
        self._root = project_root(self._path)
        self._places = Context(libraries=(Path(work.library),) if work.library else ()).places()
        self._company = work.company.encode()

    def build(self, output: Path, number: int = 0) -> Built:
        """Write the document; with a number, of another draft than any other number's."""
        content = self._path.read_bytes()
        if number:
            content = content.replace(self._company, b"Bolag %d AB" % number)
        draft = read(self._path.name, content)
        built = build(
            Request(draft, self._path.parent, self._root, read_lock(self._lock, self._places.store)), self._places
        )
        output.write_bytes(built.content)
        return built
