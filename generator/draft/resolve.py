"""Which clauses a draft means: the locked ones first, then the library's."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from difflib import get_close_matches

from generator.draft.load import LoadedDraft
from generator.errors import DataError, Finding
from generator.library.load import Entry, Library, read_row
from generator.lock import Lock, LockedClause
from generator.model.clause import clause, own_clause
from generator.model.draft import Choice, Own
from generator.source import Source
from generator.store import Store, key_of


@dataclass(frozen=True, slots=True)
class Chosen:
    """A clause that the draft has chosen, with the text it stands for."""

    choice: Choice
    entry: Entry

    @property
    def key(self) -> str:
        """The instance key."""
        return self.choice.key


def resolve(
    loaded: LoadedDraft, library: Library, lock: Lock | None, store: Store
) -> tuple[list[Chosen], list[Finding]]:
    """Return the clauses of a draft in its order, and notes on what the lock holds back.

    Args:
        lock: the draft's lock; None to take every clause from the library.

    Raises:
        DataError: a clause is in no library, or in several.
    """
    chosen, faults, notes = [], [], []
    for choice in loaded.draft.clauses:
        path = ("clauses", choice.index, "id")
        name = library.registers.renamed.get(choice.id, choice.id) if not library.find(choice.id) else choice.id
        entries = library.find(name, choice.library)
        if choice.own:
            if entries:
                taken = entries[0].library
                notes.append(loaded.source.finding("clause-own-taken", path, id=choice.id, library=taken))
            chosen.append(Chosen(choice, _own_entry(choice, choice.own, loaded.source, store)))
            continue
        locked = lock.find(choice.id, choice.library) or lock.find(name, choice.library) if lock else []
        if len(locked) > 1 or (not locked and len(entries) > 1):
            names = [clause.library for clause in locked] or [entry.library for entry in entries]
            allowed = ", ".join(f"{name}/{choice.id}" for name in names)
            faults.append(loaded.source.finding("clause-ambiguous", path, id=choice.id, allowed=allowed))
        elif locked:
            held = locked[0]
            current = next((e for e in entries if e.library == held.library), None)
            same = current if current and _text_of(current) == held.source else None
            if current and not same:
                now = current.clause.version
                notes.append(
                    loaded.source.finding("clause-locked", path, id=choice.id, locked=held.version, current=now)
                )
            # A clause that has not changed was read with its library; only another is read from the lock.
            chosen.append(Chosen(choice, same or _locked_entry(held, store)))
        elif entries:
            chosen.append(Chosen(choice, entries[0]))
        else:
            faults.append(_unknown(loaded, library, choice))
    if faults:
        raise DataError(faults)
    return chosen, notes


def _unknown(loaded: LoadedDraft, library: Library, choice: Choice) -> Finding:
    written, known = choice.id, [entry.clause.id for entry in library.entries]
    if choice.library:
        written, known = f"{choice.library}/{choice.id}", [f"{e.library}/{e.clause.id}" for e in library.entries]
    close = get_close_matches(written, known, 1)
    libraries = ", ".join(info.name for info in library.infos)
    path = ("clauses", choice.index, "id")
    meant = close[0] if close else ""
    return loaded.source.finding("clause-unknown", path, id=written, libraries=libraries, meant=meant)


def _own_entry(choice: Choice, said: Own, source: Source, store: Store) -> Entry:
    """Return an entry of no library for a clause whose text stands in the draft alone."""
    own = own_clause(choice.id, choice.title, said.section, said.dimensions, said.satisfies)
    return store.recall("own", (source.file, own.id, own.title, said), lambda: Entry("", source, own, {}), kept=64)


def _locked_entry(locked: LockedClause, store: Store) -> Entry:
    source = Source(f"{locked.library}/{locked.id}", locked.source.encode("utf-8", "surrogatepass"))

    def make() -> object:
        row, findings = read_row(source, "clause")
        if findings:
            raise DataError(findings)
        return row

    _, data, nodes = store.get("clause", key_of(source.content), make)
    return Entry(locked.library, Source(source.file, source.content, data), clause(data), nodes)


def lock_clause(chosen: Chosen, wording: str) -> LockedClause:
    """Return what the lock keeps of a chosen clause."""
    entry = chosen.entry
    used = chosen.choice.local or entry.clause.text.get(wording, "")
    digest = hashlib.sha256(used.encode()).hexdigest()
    return LockedClause(entry.library, entry.clause.id, entry.clause.version, digest, _text_of(entry))


def _text_of(entry: Entry) -> str:
    # The decoded text, so that Windows line ends make no difference to a lock.
    return entry.source.text
