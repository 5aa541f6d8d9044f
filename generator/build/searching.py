"""Searching the libraries: an index in the cache that knows when it is out of date."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Container, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from generator import canonical
from generator.build.places import Places
from generator.search.context import Context, context
from generator.search.facts import Facts, Known
from generator.search.filters import Wanted, matcher
from generator.search.index import Index
from generator.search.query import Matches, Search
from generator.search.scan import ABOUT, REGISTER, digest, scan, states

#: Above this part of all files, reading the library as a whole is quicker than file by file.
_MANY = 0.2


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause that fits."""

    facts: Facts
    score: float
    context: Context


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found."""

    #: The best of them.
    hits: Sequence[Hit]
    #: How many there are in all.
    count: int
    #: True where these have only some of what was typed.
    partly: bool
    #: What was typed and is nowhere in the library, and what may have been meant.
    unknown: Sequence[tuple[str, Sequence[str]]]


def search(places: Places, typed: str, wanted: Wanted, limit: int) -> Found:
    """Return the clauses that fit some words, best first.

    The index is kept in the cache and brought up to date first. Where it is damaged it is made anew, and
    where it cannot be written it is made in memory.

    Raises:
        DataError: a library or a contract has problems.
        UnknownValueError: the search is narrowed by something that there is not.
    """
    folder = places.store.folder
    index = Index(folder / f"search-{_name(places)}.sqlite" if folder else None)
    try:
        try:
            return _searched(index, places, typed, wanted, limit)
        except (sqlite3.Error, ValueError) as error:
            index.restart(error)
            return _searched(index, places, typed, wanted, limit)
    finally:
        index.close()


def _name(places: Places) -> str:
    """Return what tells one set of folders from another."""
    folders = [(label, str(folder.absolute())) for folder, label in (*places.libraries, *places.contracts)]
    return hashlib.sha256(repr(folders).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _searched(index: Index, places: Places, typed: str, wanted: Wanted, limit: int) -> Found:
    refresh(index, places)
    searching = Search(index)
    matches = searching.find(typed)
    chosen = matches.order
    if wanted:
        fits = matcher(wanted, Known(**{**index.value("known"), "municipalities": index.municipalities()}))
        facts = _facts(index, dict(chosen))
        chosen = [(number, score) for number, score in chosen if fits(facts[number])]
    unknown = [(word, searching.near(word)) for word in matches.unknown]
    return Found(list(_hits(index, chosen[:limit], matches)), len(chosen), matches.partly, unknown)


def _facts(index: Index, some: Container[int]) -> dict[int, dict[str, Any]]:
    rows = index.db.execute("SELECT number, facts FROM clause")
    return {number: canonical.loads(facts) for number, facts in rows if number in some}


def _hits(index: Index, chosen: Sequence[tuple[int, float]], matches: Matches) -> Iterator[Hit]:
    for number, score in chosen:
        facts, text, rationale, refs = index.db.execute(
            "SELECT facts, text, rationale, refs FROM clause WHERE number = ?", (number,)
        ).fetchone()
        texts = (("text", text), ("rationale", rationale), ("references", refs))
        yield Hit(canonical.loads(facts), round(score, 3), context(texts, matches.words))


def refresh(index: Index, places: Places) -> int:
    """Bring an index up to date; return how many files were read for it.

    Raises:
        DataError: a library or a contract has problems.
    """
    try:
        scanned = scan(places.libraries, places.contracts)
    except OSError:
        # What cannot be looked through is said by those who load it, each time anew.
        return _anew(index, places, {}, "")
    total = digest(scanned)
    if index.value("state") == total:
        return 0
    found = states(scanned)
    had = index.files()
    stale = [name for name, state in found.items() if had.get(name, ("", ""))[0] != state]
    gone = [name for name in had if name not in found]
    if not had or len(stale) > _MANY * len(found) or not all(_is_clause(name, places) for name in (*stale, *gone)):
        return _anew(index, places, found, total)
    return _some(index, places, found, total, stale, gone)


def _is_clause(name: str, places: Places) -> bool:
    """Tell whether a file holds a clause, whose change concerns no other."""
    inside = [name.removeprefix(f"{label}/") for _, label in places.libraries if name.startswith(f"{label}/")]
    contract = any(name.startswith(f"{label}/") for _, label in places.contracts)
    return not contract and all(not rest.startswith(f"{REGISTER}/") and rest != f"{ABOUT}.yaml" for rest in inside)


def _anew(index: Index, places: Places, found: dict[str, str], total: str) -> int:
    """Make the index of everything there is, read as every other command reads it."""
    from generator.build.overview import overview
    from generator.search.record import CITED, record

    view = overview(places)
    library = view.library
    rows = [
        (entry.source, record(entry.clause, entry.nodes, entry.library, view.contracts, library.registers))
        for entry in library.entries
    ]
    known = asdict(Known.of(library.registers, view.contracts, [row.facts for _, row in rows]))
    digests = {source.file: _digest(source.content) for source, _ in rows}
    with index.change():
        index.clear()
        for source, row in rows:
            index.add(source.file, row)
        index.note(found, digests)
        index.keep("known", known)
        index.keep("registers", {name: getattr(library.registers, name) for name in CITED})
        index.keep("synonyms", [list(row["words"]) for row in library.registers.synonyms.values()])
        abouts = {source.file: name for (name, kind), source in library.sources.items() if kind == ABOUT}
        index.keep("libraries", abouts)
        index.keep("state", total)
    return len(found)


def _some(
    index: Index, places: Places, found: dict[str, str], total: str, stale: Sequence[str], gone: Sequence[str]
) -> int:
    """Take in the clauses that have changed, and those only."""
    from generator.build.overview import contracts
    from generator.library.load import read_row
    from generator.model.clause import clause
    from generator.model.registers import Registers
    from generator.search.record import record
    from generator.source import Source

    had = index.files()
    names = index.value("libraries")
    folders = {label: folder for folder, label in places.libraries}
    fresh: list[tuple[str, str, Any]] = []
    tables = None
    read = 0
    for file in stale:
        label = next(label for label in folders if file.startswith(f"{label}/"))
        library = names.get(f"{label}/{ABOUT}.yaml")
        if library is None:
            # Another folder has taken the place of this library.
            continue
        path = folders[label] / file.removeprefix(f"{label}/")
        try:
            content = path.read_bytes()
        except OSError:
            return _anew(index, places, found, total)
        read += 1
        if had.get(file, ("", ""))[1] == _digest(content):
            continue
        row, faults = read_row(Source(file, content), "clause")
        if faults or _outside(path, folders[label]):
            return _anew(index, places, found, total)
        if tables is None:
            tables = Registers(**index.value("registers")), contracts(places)
        fresh.append((file, _digest(content), record(clause(row[1]), row[2], library, tables[1], tables[0])))
    with index.change():
        for file in (*gone, *(file for file, _, _ in fresh)):
            index.forget(file)
        for file, _, row in fresh:
            index.add(file, row)
        kept = {file: had.get(file, ("", ""))[1] for file in stale}
        index.note({file: found[file] for file in stale}, {**kept, **{file: made for file, made, _ in fresh}})
        index.keep("state", total)
    return read


def _outside(path: Path, folder: Path) -> bool:
    return path.is_symlink() and not path.resolve().is_relative_to(folder.resolve())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
