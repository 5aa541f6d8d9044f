"""Findings that belong together: the lines of a clause, the cells of a row, and both ends of a move."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.model.marked import Cell, MarkedParagraph
from generator.model.review import Edit
from generator.redline.words import bag, likeness
from generator.review.amend import CELLS
from generator.review.returned.items import Item, say
from generator.review.returned.places import Map
from generator.review.returned.sent import plain

#: A text with fewer words may stand in two places by chance.
_TELLING = 4
#: A clause that is struck here and stands there again with this much of its words has moved.
_SAME_CLAUSE = 0.8
_LINES = "\n"


def gathered(items: Iterable[Item], paragraphs: Sequence[MarkedParagraph], map_: Map) -> list[Item]:
    """Return the findings with those as one that are one to a reader, in the order of the file."""
    found = sorted(items, key=lambda item: item.order)
    found = _rows(found, paragraphs, map_)
    found = _new_clauses(found, map_)
    found = _whole_clauses(found, map_, "struck")
    found = _whole_clauses(found, map_, "moved")
    found = _named_moves(found)
    return _moves_by_text(found)


def _one(items: Sequence[Item], between: str) -> Item:
    """Return several findings as the first of them."""
    first = items[0]
    edits: list[Edit] = []
    offset = 0
    for item in items:
        edits += (replace(edit, offset=edit.offset + offset) for edit in item.edits)
        offset += len(item.before) + len(between) if item.before else 0
    first.edits = tuple(edits)
    first.before = between.join(item.before for item in items if item.before)
    first.after = between.join(item.after for item in items if item.after)
    for item in items[1:]:
        first.moves |= item.moves
        first.note += [note for note in item.note if note not in first.note]
    return first


def _replaced(items: Sequence[Item], merged: Iterable[Sequence[Item]], between: str) -> list[Item]:
    """Return the findings with some of them put together."""
    gone: set[int] = set()
    for group in merged:
        _one(group, between)
        gone.update(id(item) for item in group[1:])
    return [item for item in items if id(item) not in gone]


def _rows(items: list[Item], paragraphs: Sequence[MarkedParagraph], map_: Map) -> list[Item]:
    """Put together the cells of rows that are new or struck as a whole."""
    sizes: dict[str, dict[tuple[int, int], int]] = {"new": {}, "struck": {}}
    for paragraph in paragraphs:
        if paragraph.cell.table and any(span.text.strip() for span in paragraph.spans):
            _count(sizes["new"], paragraph.cell)
    for line in map_.sent.lines:
        if line.cell.table:
            _count(sizes["struck"], line.cell)
    rows: dict[tuple[object, ...], list[Item]] = {}
    for item in items:
        if item.cell.table and item.kind in sizes:
            rows.setdefault((item.kind, item.cell.table, item.cell.row, item.author, item.tracked), []).append(item)
    whole = [
        row
        for (kind, table, number, *_), row in rows.items()
        if len(row) > 1 and len(row) == sizes[str(kind)].get((table, number), 0)  # type: ignore[arg-type]
    ]
    return _replaced(items, whole, CELLS)


def _count(sizes: dict[tuple[int, int], int], cell: Cell) -> None:
    sizes[cell.table, cell.row] = sizes.get((cell.table, cell.row), 0) + 1


def _new_clauses(items: list[Item], map_: Map) -> list[Item]:
    """Put together new headings and what is new under them."""
    kept = sorted(place for group in map_.groups for place in group.old if group.plain)
    silent = {map_.groups[index].old[0] for index in range(len(map_.groups)) if map_.line_of(index) is None
              and map_.groups[index].plain}  # fmt: skip
    kept = [place for place in kept if place not in silent]
    runs: list[list[Item]] = []
    current: dict[tuple[str, bool], list[Item]] = {}
    for item in items:
        whose = (item.author, item.tracked)
        if item.kind != "new":
            continue
        if item.level:
            current[whose] = [item]
            runs.append(current[whose])
        elif whose in current:
            last = current[whose][-1].order[0]
            if bisect_left(kept, last + 1) == bisect_left(kept, item.order[0]):
                current[whose].append(item)
            else:
                del current[whose]
    for run in runs:
        run[0].whole = True
    return _replaced(items, runs, _LINES)


def _whole_clauses(items: list[Item], map_: Map, kind: str) -> list[Item]:
    """Put together the lines of clauses that are struck or moved as a whole."""
    clauses: dict[tuple[str, str, bool], list[Item]] = {}
    for item in items:
        if item.kind == kind and item.where.place == "clause":
            clauses.setdefault((item.where.key, item.author, item.tracked), []).append(item)
    whole = []
    for (key, _, _), found in clauses.items():
        lines = {plain(map_.sent.lines[index].text) for index in map_.sent.parts["clause", key]}
        if lines <= {plain(part) for item in found for part in item.before.split(CELLS)} | {
            plain(item.before) for item in found
        }:
            found.sort(key=lambda item: (item.where.line, item.order))
            found[0].whole = True
            whole.append(found)
    return _replaced(items, whole, _LINES)


def _named_moves(items: list[Item]) -> list[Item]:
    """Put together what the file itself calls the two ends of a move."""
    ends: dict[tuple[str, str], tuple[list[Item], list[Item]]] = {}
    for item in items:
        for name, kind in item.moves.items():
            if name:
                ends.setdefault((item.author, name), ([], []))[kind == "to"].append(item)
    gone: set[int] = set()
    for both in ends.values():
        sources, places = ([item for item in end if id(item) not in gone] for end in both)
        if not sources or not places:
            continue
        alone = all(item.kind == "struck" for item in sources) and all(item.kind == "new" for item in places)
        if alone and len(sources) == len(places):
            for source, place in zip(sources, places, strict=True):
                _moved(source, place)
                gone.add(id(place))
            continue
        for source in sources:
            source.kind, source.target = "moved", places[0].where
        for place in places:
            where = sources[0].where
            place.note.append(say("review-moved-here", number=where.number or where.heading))
    return [item for item in items if id(item) not in gone]


def _moved(source: Item, place: Item) -> None:
    """Make a struck text and the new one that it became into a move."""
    source.kind, source.after, source.target = "moved", place.after, place.where
    source.edits += place.edits
    source.whole = source.whole and place.whole
    source.note += [note for note in place.note if note not in source.note]


def _moves_by_text(items: list[Item]) -> list[Item]:
    """Put together what somebody struck in one place and wrote in another."""
    struck: dict[tuple[str, bool, str], list[Item]] = {}
    clauses: dict[tuple[str, bool], list[Item]] = {}
    for item in items:
        if item.kind == "struck":
            struck.setdefault((item.author, item.tracked, plain(item.before)), []).append(item)
            if item.whole:
                clauses.setdefault((item.author, item.tracked), []).append(item)
    gone: set[int] = set()
    for item in items:
        if item.kind != "new" or not (item.whole or len(item.after.split()) >= _TELLING):
            continue
        sources = struck.get((item.author, item.tracked, plain(item.after)), [])
        source = next((one for one in sources if one.kind == "struck"), None)
        if source is None and item.whole:
            source = _likest(item, clauses.get((item.author, item.tracked), ()))
        if source is not None:
            _moved(source, item)
            gone.add(id(item))
    return [item for item in items if id(item) not in gone]


def _likest(item: Item, sources: Sequence[Item]) -> Item | None:
    """Return the struck clause that a new one is, if any."""
    words = bag([item.after])
    found = [(likeness(words, bag([one.before])), one) for one in sources if one.kind == "struck"]
    best = max(found, key=lambda row: row[0], default=(0.0, None))
    return best[1] if best[0] >= _SAME_CLAUSE else None
