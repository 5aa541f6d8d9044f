"""Loading: files to validated clauses and registers, through a cache keyed by their content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.errors import DataError, Finding, Place
from generator.library.files import REGISTER, File, read_files, signature
from generator.library.registers import merge, registers
from generator.model.clause import Clause, clause
from generator.model.registers import Registers
from generator.prose.template import Fault, Nodes, compile_text
from generator.source import Source, dotted
from generator.store import Store, key_of

#: [kind, data, nodes by wording] of a file.
Row = list[Any]

#: The file at the top of a library that says what it is called.
ABOUT = "library"
_SCHEMAS = (
    "dimensions", "statutes", "requirements", "indicators", "renamed", "synonyms", "wording", "terms", "decisions",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LibraryInfo:
    """What a library says of itself."""

    name: str
    version: str
    title: str
    license: str


@dataclass(slots=True, eq=False)
class Entry:
    """A clause with where it comes from and its wordings, compiled. Two are equal only as the same object."""

    library: str
    source: Source
    clause: Clause
    #: Wording key to template nodes.
    nodes: Mapping[str, Nodes]
    #: Folder inside the library.
    folder: str = ""
    stem: str = ""


@dataclass(slots=True)
class Library:
    """One or more libraries as one. Shared by all who load it: nobody changes it."""

    infos: tuple[LibraryInfo, ...] = ()
    entries: list[Entry] = field(default_factory=list)
    registers: Registers = field(default_factory=Registers)
    #: Sources of the registers' files, by library and kind, for messages.
    sources: dict[tuple[str, str], Source] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    _index: dict[str, list[Entry]] = field(default_factory=dict)

    def find(self, name: str, library: str = "") -> list[Entry]:
        """Return the entries with an id: none, one, or one from each of several libraries."""
        if len(self._index) == 0:
            for entry in self.entries:
                self._index.setdefault(entry.clause.id, []).append(entry)
        found = self._index.get(name, [])
        return [entry for entry in found if entry.library == library] if library else found


def load(folders: Sequence[tuple[Path, str]], store: Store) -> Library:
    """Return the libraries in some folders as one, the same object as long as no file has changed.

    Problems are collected in ``findings``; only a folder that is missing is raised.

    Args:
        folders: folder and the name that messages give it, the most general library first.
        store: cache for validated data.
    """
    seen = tuple((str(folder), label, _state(folder, store)) for folder, label in folders)
    return store.recall("library", seen, lambda: _load(folders, store), kept=4)


def _state(folder: Path, store: Store) -> object:
    if store.steady:
        return store.recall("state", folder, lambda: signature(folder))
    return signature(folder)


def _load(folders: Sequence[tuple[Path, str]], store: Store) -> Library:
    library = Library()
    tables: dict[str, Registers] = {}
    for folder, label in folders:
        files, unreadable = read_files(folder, label)
        library.findings += unreadable
        rows, findings = _rows(files, folder, label, store)
        library.findings += findings
        if not findings:
            _take(library, tables, files, rows)
    library.registers = merge(tables.values())
    return library


def _rows(files: Sequence[File], folder: Path, label: str, store: Store) -> tuple[list[Row], list[Finding]]:
    """Return the row of each file, and what is wrong with them. Only what has changed is read anew."""
    findings: list[Finding] = []
    keys = [key_of(f"{file.folder}/{file.stem}", file.content) for file in files]

    def make(known: dict[str, Row] | None) -> dict[str, Row]:
        rows = {key: known[key] for key in keys if key in known} if known else {}
        for key, file in zip(keys, files, strict=True):
            if key not in rows:
                row, faults = read_row(Source(file.label, file.content), _kind(file))
                findings.extend(faults)
                if not faults:
                    rows[key] = row
        return known if known is not None and known.keys() == rows.keys() else rows

    rows = store.renew("library", key_of(str(folder.resolve())), make)
    if not findings and all(file.folder or file.stem != ABOUT for file in files):
        findings.append(Finding("source-no-library-file", Place(label)))
    return [rows[key] for key in keys if key in rows], findings


def read_row(source: Source, kind: str) -> tuple[Row, list[Finding]]:
    """Return [kind, data, nodes by wording] of one file, and what is wrong with it."""
    from generator.schema import validate  # imported late: Cerberus is not needed where the cache has the answer

    findings = list(source.findings) or validate(source, kind)
    nodes: dict[str, Nodes] = {}
    if not findings and kind == "clause":
        for wording, text in source.data["text"].items():
            nodes[wording], faults = compile_text(text)
            findings += [located(source, ("text", wording), fault) for fault in faults]
    return [kind, source.data, nodes], findings


def located(source: Source, path: tuple[str | int, ...], fault: Fault) -> Finding:
    """Return a fault in a text as a finding with its place in the file."""
    return Finding(fault.rule, source.inside(path, fault.line, fault.column), dotted(path), values=dict(fault.values))


def _kind(file: File) -> str:
    if file.folder == REGISTER and file.stem in _SCHEMAS:
        return file.stem
    return "library" if not file.folder and file.stem == ABOUT else "clause"


def _take(library: Library, tables: dict[str, Registers], files: Sequence[File], data: Sequence[Row]) -> None:
    """Add a library; one that is already there under the same name gives way to it."""
    info = LibraryInfo(**next(row[1] for row in data if row[0] == "library"))
    library.infos = (*(other for other in library.infos if other.name != info.name), info)
    library.entries = [entry for entry in library.entries if entry.library != info.name]
    library.sources = {key: source for key, source in library.sources.items() if key[0] != info.name}
    registers_data: dict[str, Any] = {}
    for file, (kind, content, nodes) in zip(files, data, strict=True):
        source = Source(file.label, file.content, content)
        if kind == "clause":
            library.entries.append(Entry(info.name, source, clause(content), nodes, file.folder, file.stem))
        else:
            registers_data[kind] = content
            library.sources[info.name, kind] = source
    tables[info.name] = registers(registers_data)


def usable(library: Library) -> Library:
    """Return the library, or raise what is wrong with it.

    Raises:
        DataError: some file has problems.
    """
    if library.findings:
        raise DataError(library.findings)
    return library
