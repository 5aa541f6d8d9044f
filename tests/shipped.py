"""The shipped library, read once for the tests that look at it as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generator.build.overview import Overview, overview
from generator.build.places import Places
from generator.library.load import Entry
from generator.model.registers import Registers
from generator.places import bundled
from generator.source import read
from generator.store import Store
from tests.conftest import DATA


@cache
def _cache() -> TemporaryDirectory[str]:
    """A cache of this process, gone with it: without one, nothing that was read is remembered."""
    return TemporaryDirectory(prefix="klausul-tests-")


@cache
def places() -> Places:
    """Return the folders that are shipped, with a store that reads each file once."""
    folders = {kind: [(bundled(kind), kind)] for kind in ("clauses", "contracts", "templates")}
    return Places(folders["clauses"], folders["contracts"], folders["templates"], Store(Path(_cache().name)))


@cache
def view() -> Overview:
    """Return the library with its contracts."""
    return overview(places())


def entries() -> list[Entry]:
    """Return the clauses."""
    return view().entries()


def registers() -> Registers:
    """Return the registers."""
    return view().library.registers


def rows(register: str) -> list[dict[str, Any]]:
    """Return the rows of a register in the order of its file."""
    source = view().library.sources["klausul", register]
    found: list[dict[str, Any]] = source.data[register]
    return found


def texts() -> Iterator[tuple[str, str, str]]:
    """Yield id, wording and text of every wording."""
    for entry in entries():
        for wording, text in entry.clause.text.items():
            yield entry.clause.id, wording, text


def running(text: str) -> str:
    """Return a text without the tags of the template."""
    return re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", text)


def table(name: str) -> Any:
    """Return what a data file of the tests says."""
    file = Path(DATA / name)
    return read(name, file.read_bytes()).data
