"""The steps of a redline, in order: two sides are read, built and compared, and the result is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.build import manifest
from generator.build.extract import extract, inspect
from generator.build.job import Ready, Request, ready
from generator.build.places import Places
from generator.errors import Finding, problem
from generator.model.document import Document
from generator.model.round import ROUND_PROPERTY
from generator.redline import compare
from generator.redline.model import Redline
from generator.source import read
from generator.source.write import dump
from generator.word.prepared import Prepared

if TYPE_CHECKING:
    from generator.word.structure import Read, ReadTable
    from generator.word.tracked_marks import Who


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents, compared, and what NEW is written with."""

    redline: Redline
    new: Ready
    findings: tuple[Finding, ...]


def paired(old: Request, new: Request, places: Places) -> Pair:
    """Return two drafts' documents, compared.

    Raises:
        DataError: one of them makes no document; every problem of the first that does not is in it.
    """
    before, after = ready(old, places), ready(new, places)
    return Pair(compare(before.document, after.document), after, (*before.findings, *after.findings))


def request_of_document(content: bytes, name: str, places: Places) -> Request:
    """Return what a Word document of ours was built from.

    Args:
        content: the bytes of the file.
        name: what to call it in findings.
        places: where the contract's template is looked for.

    Raises:
        DataError: klausul did not make it, it was built with ``--publish``, it was sent out in a round, or its text
            is no longer the one that it was built with.
    """
    text, lock = extract(content, name)
    _unsent(content, name)
    request = Request(read(name, text.encode()), Path(), Path(), lock)
    made = ready(request, places)
    _unchanged(content, name, made)
    return request


def shared(request: Request) -> Request:
    """Return the same draft with the library's clauses as they are now, and none of the municipality's own wording."""
    data = dict(request.draft.data)
    data["clauses"] = [
        {key: value for key, value in choice.items() if key != "local"}
        for choice in data["clauses"]
        if "own" not in choice
    ]
    source = read(request.draft.file, dump(data).encode())
    return replace(request, draft=source, lock=None, update_lock=True)


def tracked(pair: Pair, who: Who, native_moves: bool, places: Places) -> bytes:
    """Return a redline as a Word document with tracked changes."""
    from generator.word.tracked_file import write_redline  # imported late: other forms of a redline do without

    new = pair.new
    pieces = manifest.pieces(new.manifest, new.lock, places.store)
    custom = manifest.properties(new.manifest)
    return write_redline(pair.redline, new.prepared, pieces, custom, places.store, who, native_moves)


def table(pair: Pair, document: Document, places: Places) -> bytes:
    """Return a comparison as a Word document in landscape.

    Args:
        document: what ``redline.comparison`` made of the pair.
    """
    from generator.word.landscape import landscape
    from generator.word.write import write

    return write(document, landscape(pair.new.prepared), ["{}"], {}, places.store)


def _unsent(content: bytes, name: str) -> None:
    """Make sure that a file is no copy of a round, which has more on its first page than the draft says.

    Raises:
        DataError: it is one.
    """
    from generator.word.package import read_package
    from generator.word.parts import Parts

    sent = Parts.of(read_package(content, name)).properties().get(ROUND_PROPERTY)
    if sent:
        raise problem("source-docx-sent", name, round=sent)


def _unchanged(content: bytes, name: str, made: Ready) -> None:
    """Make sure that a file says what its manifest says it says.

    Raises:
        DataError: it does not; the finding names the first place that differs.
    """
    from generator.word.package import read_package
    from generator.word.revisions import accept_all
    from generator.word.structure import structure

    told = inspect(content, name).manifest["clauses"]
    if _hashes(told) != _hashes(made.manifest["clauses"]):
        raise problem("source-docx-manifest-text", name)
    found = list(_lines(structure(accept_all(read_package(content, name)))))
    expected = list(_lines(structure(_parts(made.document, made.prepared))))
    if found == expected:
        return
    place = ""
    for one, two in zip(found, expected, strict=False):
        place = two[0] or place
        if one != two:
            break
    raise problem("source-docx-edited", name, place=place or made.document.front.title)


def _parts(document: Document, prepared: Prepared) -> Mapping[str, bytes]:
    from generator.word.write import parts

    return parts(document, prepared, ["{}"], {})


def _hashes(rows: Sequence[Mapping[str, Any]]) -> list[tuple[object, object]]:
    return [(row["key"], row["text"]) for row in rows]


def _lines(body: Sequence[Read | ReadTable]) -> Iterator[tuple[str, str]]:
    """Yield the lines of a file, and with each heading its text; the table of contents is Word's to update."""
    from generator.word.structure import Read

    for unit in body:
        if isinstance(unit, Read):
            text = " ".join(unit.text.split())
            if text and not unit.style.startswith("toc"):
                heading = unit.style.startswith("heading")
                yield text if heading else "", f"{unit.label} {text}"
        else:
            for row in unit:
                cells = (" ".join(paragraph.text for paragraph in cell) for cell in row)
                yield "", " | ".join(" ".join(cell.split()) for cell in cells)
