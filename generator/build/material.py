"""What a draft takes from other files as data: the rows of its registers, and what it knows of the draft it is about.

They stand in the draft's data from here on, so that a document carries all that it was made of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.build.registers import read_rows
from generator.draft.load import LoadedDraft
from generator.draft.registers import FileRows
from generator.errors import DataError, Finding
from generator.library.contracts import LoadedContract
from generator.model.draft import draft
from generator.source import Source
from generator.source.tree import Path as SourcePath
from generator.store import Store


def with_material(
    loaded: LoadedDraft,
    contract: LoadedContract,
    inside: Callable[[str, SourcePath], Path],
    about: Callable[[Path, str], Mapping[str, Any]],
    store: Store,
) -> LoadedDraft:
    """Return a draft with rows and facts in the place of the files that it names.

    Args:
        loaded: the draft.
        contract: its kind of document.
        inside: what gives the file at a path of the draft, which may not lead out of its project.
        about: what gives the facts of another draft: its file, and the name that messages give it.
        store: what keeps rows that have been read before.

    Raises:
        DataError: a file cannot be used; every problem that could be found is in it.
    """
    named = {name: given for name, given in loaded.draft.registers.items() if isinstance(given, str)}
    path = loaded.draft.about if isinstance(loaded.draft.about, str) else ""
    if not named and not path:
        return loaded
    findings: list[Finding] = []
    rows: dict[str, Any] = {}
    files: dict[str, FileRows] = {}
    facts: Mapping[str, Any] = {}
    for name, relative in named.items():
        # A register that the contract does not have is said of the draft itself.
        if name in contract.contract.registers:
            try:
                rows[name], files[name] = _rows(loaded, contract, name, relative, inside, store)
            except DataError as error:
                findings += error.findings
    if path and contract.contract.about is not None:
        try:
            facts = _facts(loaded.source, path, inside, about)
        except DataError as error:
            findings += error.findings
    if findings:
        raise DataError(findings)
    source = loaded.source
    data = {**source.data}
    if rows:
        data["registers"] = {**data["registers"], **rows}
    if facts:
        data["about"] = dict(facts)
    return replace(loaded, draft=draft(data), source=_with(source, data), files=files)


def _with(source: Source, data: dict[str, Any]) -> Source:
    """Return a file that says other data, with every line where it was."""
    return Source(source.file, source.content, data)


def _rows(
    loaded: LoadedDraft,
    contract: LoadedContract,
    name: str,
    relative: str,
    inside: Callable[[str, SourcePath], Path],
    store: Store,
) -> tuple[list[Any], FileRows]:
    path = ("registers", name)
    file = inside(relative, path)
    if not file.is_file():
        raise DataError([loaded.source.finding("source-register-missing", path)])
    plan, rules = contract.contract.registers[name], contract.source.data["registers"][name]
    return read_rows(file, relative, plan, rules, store)


def _facts(
    source: Source,
    relative: str,
    inside: Callable[[str, SourcePath], Path],
    about: Callable[[Path, str], Mapping[str, Any]],
) -> Mapping[str, Any]:
    file = inside(relative, ("about",))
    if not file.is_file():
        raise DataError([source.finding("source-about-missing", ("about",))])
    return about(file, relative)
