"""One row's document: the draft with the row's answers, built as any draft is.

A maker keeps what rows share: the library, the contract, the template, and every text that comes out the
same. It lives in the command's own process, or in one of several (``generator.sheet.workers``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from generator import canonical
from generator import lock as locks
from generator.build.job import Built, Request, build
from generator.build.places import Folder, Places
from generator.draft.load import LoadedDraft, load_draft
from generator.errors import DataError, Finding
from generator.model.draft import draft
from generator.sheet.rows import Changes, changed
from generator.source import Source, read
from generator.store import Store, key_of

#: Objects of one kind that a maker keeps for each clause of the draft, so that memory stays flat.
_PER_CLAUSE = 8
_LEAST = 512


@dataclass(frozen=True, slots=True)
class Job:
    """What all rows have in common. Goes from process to process, so it holds plain things."""

    #: The draft's file as messages name it, its bytes, its folder, and the folder that paths may not leave.
    draft: str
    content: bytes
    folder: Path
    root: Path
    #: The bytes of the draft's lock; None without one.
    lock: bytes | None
    libraries: tuple[Folder, ...]
    contracts: tuple[Folder, ...]
    templates: tuple[Folder, ...]
    #: Folder for klausul's cache.
    cache: Path
    #: What makes a file's bytes of a document; a function of a module.
    write: Callable[[Built], bytes]
    final: bool = False
    publish: bool = False

    def places(self, store: Store) -> Places:
        """Return where things are looked for."""
        return Places(self.libraries, self.contracts, self.templates, store)

    def request(self, source: Source) -> Request:
        """Return the request to build a draft that stands in the job's draft's place."""
        lock = None if self.lock is None else locks.loads(self.lock, str(Path(self.draft).with_suffix(".lock")))
        return Request(source, self.folder, self.root, lock, False, self.final, self.publish)


@dataclass(frozen=True, slots=True)
class Task:
    """A row to make a document of."""

    number: int
    changes: Changes
    #: Where to write it.
    part: Path


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a task."""

    number: int
    #: Hash of the bytes that were written; empty where the row cannot be built.
    sha256: str
    #: Remarks on the document, or what keeps it from being built.
    findings: tuple[Finding, ...]


class Maker:
    """Makes the documents of a job, one after the other."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._store = Store(job.cache, steady=True)
        self._places = job.places(self._store)
        self._base = load_draft(read(job.draft, job.content), self._store)
        self._request = job.request(self._base.source)
        self._store.bound = max(_LEAST, _PER_CLAUSE * len(self._base.draft.clauses))

    def do(self, task: Task) -> Result:
        """Write the document of a row; what is wrong with it comes back as findings.

        Raises:
            OSError: the file cannot be written.
        """
        try:
            built = self._built(task.changes)
        except DataError as error:
            return Result(task.number, "", error.findings)
        content = self._job.write(built)
        task.part.write_bytes(content)
        return Result(task.number, hashlib.sha256(content).hexdigest(), built.findings)

    def _built(self, changes: Changes) -> Built:
        base, source = self._base, self._base.source
        if changes:
            data = changed(source.data, changes)
            # A comment at the end of the draft: other bytes than any other row's, every line where it was.
            row = canonical.digest([list(map(list, changes))])
            source = Source(source.file, self._job.content + f"\n# {row}".encode(), data)
            loaded = LoadedDraft(draft(data), source, base.local)
            # The cells have been checked, so the draft need not be parsed and validated again.
            self._store.recall("draft", (source.file, key_of(source.content)), lambda: loaded, kept=16)
        built = build(replace(self._request, draft=source), self._places)
        if self._request.lock is None:
            # All rows have the same clauses, so the lock of the first is that of the next, with what is kept about it.
            self._request = replace(self._request, lock=built.lock)
        return built
