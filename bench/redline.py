"""``python -m bench.redline``: redlines of the reference work, against plain builds of the same size.

Both Documents are ready, as in a process that compares many. Processor time is counted, which other work on the
machine disturbs less. In the pair every fourth clause differs: words in a paragraph, an item or row, a new clause,
one that is gone, one that has moved.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from statistics import median

from bench import reference
from generator.build.job import Ready, Request, ready
from generator.build.manifest import pieces, properties
from generator.build.places import Places
from generator.cli.environment import Context
from generator.model.document import Block, ClauseItem, Document, ListBlock, Paragraph, Section, Table, Text
from generator.redline import compare
from generator.source import read
from generator.word.tracked_file import write_redline
from generator.word.tracked_marks import Who
from generator.word.write import write

SIZES = (60, 600)
RUNS = 7
#: Of how many clauses one differs.
_PAIRS = ((4, "every fourth clause differs"), (1, "every clause differs"))
#: The limits that issue 6 sets: times a plain build of 60 clauses, and 600 clauses times 60.
SLOWER, LONGER = 3.0, 15.0


def changed(document: Document, every: int = 4) -> Document:
    """Return a document in which some clauses differ: one in ``every``, and all of them for 1."""
    rng = Random(reference.SEED)
    sections: list[Section] = []
    moving: list[ClauseItem] = []
    for section in document.sections:
        clauses: list[ClauseItem] = [replace(clause, key=clause.key) for clause in moving]
        moving = []
        for clause in section.clauses:
            kind = rng.randrange(8) if not rng.randrange(every) else -1
            if kind == 0:
                continue
            if kind == 1:
                moving.append(clause)
                continue
            if kind == 2:
                clauses.append(replace(clause, key=f"{clause.key}-ny", id=f"{clause.id}-ny", title="En ny punkt"))
            clauses.append(
                clause if kind < 0 else replace(clause, blocks=tuple(_edited(rng, b) for b in clause.blocks))
            )
        sections.append(replace(section, clauses=tuple(clauses)))
    return replace(document, sections=tuple(_numbered(sections)))


def _edited(rng: Random, block: Block) -> Block:
    if isinstance(block, Paragraph):
        parts = list(block.content)
        first = parts[0]
        if isinstance(first, Text):
            words = first.text.split(" ")
            words[rng.randrange(len(words))] = "ändrat"
            parts[0] = replace(first, text=" ".join(words))
        return Paragraph(tuple(parts))
    if isinstance(block, ListBlock):
        return replace(block, items=(*block.items[1:], (Text("en ny sak"),)))
    return replace(block, rows=block.rows[1:]) if isinstance(block, Table) else block


def _numbered(sections: list[Section]) -> list[Section]:
    found: list[Section] = []
    for section in sections:
        clauses = (replace(item, number=f"{section.number}.{at}") for at, item in enumerate(section.clauses, 1))
        found.append(replace(section, clauses=tuple(clauses)))
    return found


def main() -> None:
    """Measure and print."""
    times: dict[int, float] = {}
    for size in SIZES:
        with tempfile.TemporaryDirectory(prefix="klausul-bench-") as name:
            made, places, build = _prepared(Path(name), size)
            plain = _middle(build)
            for every, what in _PAIRS[: 2 if size == SIZES[0] else 1]:
                old, new = made.document, changed(made.document, every)
                took = _middle(partial(_redline, old, new, made, places))
                times.setdefault(size, took)
                print(
                    f"{size} clauses, {what}: build {plain * 1000:.0f} ms, redline {took * 1000:.0f} ms, "
                    f"{took / plain:.2f} times"
                )
    print(f"600 clauses: {times[600] / times[60]:.1f} times 60 (limit {LONGER:g}); limit beside a build: {SLOWER:g}")


def _prepared(folder: Path, size: int) -> tuple[Ready, Places, Callable[[], object]]:
    work = reference.write(folder, size)
    places = Context(libraries=(work.library,) if work.library else ()).places()

    def request() -> Request:
        return Request(read(work.draft.name, work.draft.read_bytes()), folder, folder)

    def build() -> bytes:
        made = ready(request(), places)
        manifest = pieces(made.manifest, made.lock, places.store)
        return write(made.document, made.prepared, manifest, properties(made.manifest), places.store)

    return ready(request(), places), places, build


def _redline(old: Document, new: Document, made: Ready, places: Places) -> bytes:
    manifest = pieces(made.manifest, made.lock, places.store)
    custom = properties(made.manifest)
    return write_redline(compare(old, new), made.prepared, manifest, custom, places.store, Who("klausul"))


def _middle(run: Callable[[], object]) -> float:
    """Return the median of the seconds of processor time that something takes, warm."""
    run()
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        run()
        taken.append(time.process_time() - start)
    return median(taken)


if __name__ == "__main__":
    main()
