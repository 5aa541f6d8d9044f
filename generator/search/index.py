"""The index: clauses and their words in SQLite, kept beside what it was made from and brought up to date.

FTS5 holds the words as they are written. The forms of a word, the compounds it is part of and its
synonyms are looked up among the library's own words when somebody searches, so that what is indexed of
one clause never depends on another.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import __version__, canonical
from generator.swedish import folded, stem

if TYPE_CHECKING:  # a search that finds its index in order loads no library
    from generator.search.record import Record

#: Raised when the tables change, or the words in them: an index with another number is made anew.
SHAPE = f"2 {__version__}"
#: Texts of a clause that are looked through, and what a word weighs in each.
COLUMNS = {"title": 24.0, "id": 8.0, "text": 1.0, "rationale": 0.5, "refs": 0.25}

_NAMES = ", ".join(COLUMNS)
_PLACES = ", ".join("?" * len(COLUMNS))
_TABLES = f"""
CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS file (name TEXT PRIMARY KEY, state TEXT, digest TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS clause (number INTEGER PRIMARY KEY, file TEXT, facts TEXT, {_NAMES});
CREATE INDEX IF NOT EXISTS clause_file ON clause (file);
CREATE TABLE IF NOT EXISTS municipality (file TEXT, name TEXT);
CREATE INDEX IF NOT EXISTS municipality_file ON municipality (file);
CREATE TABLE IF NOT EXISTS word (word TEXT PRIMARY KEY, stem TEXT, plain TEXT, clauses INTEGER) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS word_stem ON word (stem);
CREATE INDEX IF NOT EXISTS word_plain ON word (plain);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5
    ({_NAMES}, content='clause', content_rowid='number', tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE IF NOT EXISTS vocabulary USING fts5vocab ('words', 'row');
"""


class Index:
    """An index in a file, or in memory where there can be no file."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.db = self._opened(path)

    @staticmethod
    def _opened(path: Path | None) -> sqlite3.Connection:
        """Return a connection to an index of this shape, empty if there was none that can be used."""
        if path is not None:
            for _attempt in range(2):
                db = None
                try:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    db = _connected(str(path))
                    _shaped(db)
                    return db
                except (OSError, sqlite3.Error) as error:
                    if db is not None:
                        db.close()
                    if not broken(error) or not _removed(path):
                        break
        db = _connected(":memory:")
        _shaped(db)
        return db

    def restart(self, error: Exception) -> None:
        """Begin with an empty index: in the same file where the file was damaged, else in memory."""
        self.db.close()
        if self.path is not None and not (broken(error) and _removed(self.path)):
            self.path = None
        self.db = self._opened(self.path)

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def value(self, key: str) -> Any:
        """Return something the index was told to keep, or None."""
        found = self.db.execute("SELECT value FROM about WHERE key = ?", (key,)).fetchone()
        return canonical.loads(found[0]) if found else None

    def keep(self, key: str, value: Any) -> None:
        """Keep something of the library as a whole."""
        text = canonical.dumps(value, keep_order=True)
        self.db.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (key, text))

    def files(self) -> dict[str, tuple[str, str]]:
        """Return state and digest of every file that the index was made from."""
        return {name: (state, digest) for name, state, digest in self.db.execute("SELECT * FROM file")}

    def municipalities(self) -> list[str]:
        """Return the municipalities that clauses have something from."""
        return [name for (name,) in self.db.execute("SELECT DISTINCT name FROM municipality ORDER BY name")]

    @contextmanager
    def change(self) -> Iterator[None]:
        """Change the index as a whole, or not at all."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._count()
        except BaseException:
            with suppress(sqlite3.Error):
                self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    def clear(self) -> None:
        """Forget every clause and file."""
        self.db.execute("INSERT INTO words (words) VALUES ('delete-all')")
        for table in ("clause", "file", "about", "municipality"):
            self.db.execute(f"DELETE FROM {table}")
        self.keep("shape", SHAPE)

    def forget(self, file: str) -> None:
        """Forget the clause of a file, and the file."""
        self.db.execute(
            f"INSERT INTO words (words, rowid, {_NAMES}) SELECT 'delete', number, {_NAMES} FROM clause WHERE file = ?",
            (file,),
        )
        self.db.execute("DELETE FROM clause WHERE file = ?", (file,))
        self.db.execute("DELETE FROM municipality WHERE file = ?", (file,))
        self.db.execute("DELETE FROM file WHERE name = ?", (file,))

    def add(self, file: str, found: Record) -> None:
        """Take in a clause."""
        texts = (found.title, found.id.replace("-", " "), found.text, found.rationale, found.references)
        facts = canonical.dumps(found.facts, keep_order=True)
        added = self.db.execute(
            f"INSERT INTO clause (file, facts, {_NAMES}) VALUES (?, ?, {_PLACES})", (file, facts, *texts)
        )
        self.db.executemany(
            "INSERT INTO municipality VALUES (?, ?)", ((file, name) for name in found.facts["municipalities"])
        )
        self.db.execute(f"INSERT INTO words (rowid, {_NAMES}) VALUES (?, {_PLACES})", (added.lastrowid, *texts))

    def note(self, states: Mapping[str, str], digests: Mapping[str, str]) -> None:
        """Remember the state of files, and of those that were read their digest."""
        rows = ((name, state, digests.get(name, "")) for name, state in states.items())
        self.db.executemany("INSERT OR REPLACE INTO file VALUES (?, ?, ?)", rows)

    def _count(self) -> None:
        """Bring the table of words up to date with the words that there are."""
        had = dict(self.db.execute("SELECT word, clauses FROM word"))
        have = dict(self.db.execute("SELECT term, doc FROM vocabulary"))
        self.db.executemany("DELETE FROM word WHERE word = ?", ((word,) for word in had.keys() - have.keys()))
        changed = ((word, count) for word, count in have.items() if had.get(word) != count)
        self.db.executemany("INSERT OR REPLACE INTO word VALUES (?, ?, ?, ?)", _rows(changed))


def _rows(counts: Iterable[tuple[str, int]]) -> Iterator[tuple[str, str, str, int]]:
    for word, count in counts:
        stemmed = stem(word)
        yield word, stemmed, folded(stemmed), count


def _connected(name: str) -> sqlite3.Connection:
    # Transactions are begun by ``change`` alone.
    db = sqlite3.connect(name, timeout=5, isolation_level=None)
    db.execute("PRAGMA temp_store = MEMORY")
    return db


def _shaped(db: sqlite3.Connection) -> None:
    """Make sure that the tables are there.

    Raises:
        sqlite3.DatabaseError: they are those of another version, or this is no database.
    """
    if not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        # Another process may be at the same thing: the first to come makes them, for both.
        shape = f"INSERT OR REPLACE INTO about VALUES ('shape', '{canonical.dumps(SHAPE)}');"
        db.executescript(f"BEGIN IMMEDIATE; {_TABLES} {shape} COMMIT;")
    found = db.execute("SELECT value FROM about WHERE key = 'shape'").fetchone()
    if not found or canonical.loads(found[0]) != SHAPE:
        raise sqlite3.DatabaseError("another shape")


def broken(error: Exception) -> bool:
    """Tell whether a file is no index of this version, and not one that cannot be reached just now."""
    if not isinstance(error, sqlite3.Error):
        # What an index of ours keeps can always be read.
        return isinstance(error, ValueError)
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    # The lower eight bits are the kind of error (SQLite, Result and Error Codes).
    return code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


def _removed(path: Path) -> bool:
    try:
        for file in (path, path.with_name(f"{path.name}-journal")):
            file.unlink(missing_ok=True)
    except OSError:
        return False
    return True
