"""The text that was sent, made again from the round's own files, and how another one differs from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator import lock as locks
from generator.assemble.composed import Composed
from generator.build.job import Request, compose
from generator.build.places import Places
from generator.model.document import ClauseItem, Document, plain
from generator.review.amend import normal, spots
from generator.review.applying import same
from generator.review.folder import BASE, LOCK
from generator.review.saying import flat
from generator.source import read
from generator.text import block_lines


def base(folder: Path, places: Places) -> Composed:
    """Return what was sent in a round, whatever has become of the library since.

    Raises:
        DataError: the round's files are gone or damaged.
    """
    file, lock = folder / BASE, folder / LOCK
    held = locks.loads(lock.read_bytes(), str(lock))
    return compose(Request(read(str(file), file.read_bytes()), folder, folder, held), places)


def base_document(folder: Path, places: Places) -> Document:
    """Return the document that was sent in a round."""
    return base(folder, places).document


def changes(before: Document, after: Document) -> Iterator[str]:
    """Yield how one text becomes another, a line for each change, in the form that councils use."""
    new = {clause.key: clause for clause in after.clauses()}
    old = {clause.key: clause for clause in before.clauses()}
    for clause in before.clauses():
        if clause.key not in new:
            yield f"{clause.number} {clause.title}: punkten stryks"
        elif not same(clause, new[clause.key]):
            yield from _changed(clause, new[clause.key])
    for clause in after.clauses():
        if clause.key not in old:
            text = " / ".join(line for block in clause.blocks for line in block_lines(block))
            yield f"{clause.number} {clause.title}: punkten läggs till: ”{text}”"
    kept = [clause.key for clause in before.clauses() if clause.key in new]
    order = [clause.key for clause in after.clauses() if clause.key in old]
    if kept != order:
        places = ", ".join(
            f"{old[key].number} blir {new[key].number}" for key in kept if old[key].number != new[key].number
        )
        yield f"Ordningen ändras: {places}"


def _changed(old: ClauseItem, new: ClauseItem) -> Iterator[str]:
    """Yield what differs in one clause: paragraphs that are gone, come or have other words."""
    from difflib import SequenceMatcher

    from generator.review.saying import changed_text

    before, after = ([normal(plain(content)) for _, content in spots(clause)] for clause in (old, new))
    where = f"{old.number} {old.title}"
    for kind, low, high, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        pairs = min(high - low, last - first)
        for one, other in zip(before[low : low + pairs], after[first : first + pairs], strict=True):
            yield f"{where}: {changed_text(one, other)}"
        yield from (f"{where}: stycket ”{flat(text)}” stryks" for text in before[low + pairs : high])
        yield from (f"{where}: ”{flat(text)}” läggs till" for text in after[first + pairs : last])
