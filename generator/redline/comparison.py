"""The comparison that politicians read: Nuvarande lydelse, Föreslagen lydelse, Kommentar (jämförelsetabell).

An ordinary Document with one table, a row for each clause that differs, so that the ordinary writers print it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.model.document import Block, Document, FrontRow, Inlines, Paragraph, Reference, Table, Text, plain
from generator.redline.marked import joined, lines_of, marked
from generator.redline.model import (
    DELETED,
    INSERTED,
    KEPT,
    BlockChange,
    ClauseChange,
    Line,
    Redline,
    SectionChange,
    State,
    block_differs,
    differs,
)

_TITLE = "Jämförelsetabell"
_HEADER = ("Nuvarande lydelse", "Föreslagen lydelse", "Kommentar")
_KEY = (
    "Tabellen visar de punkter som skiljer sig åt. Ord som bara finns i den nuvarande lydelsen är i fet stil och "
    "överstrukna. Ord som bara finns i den föreslagna lydelsen är i fet stil och understrukna."
)
_SAME = "Texterna är lika. Det finns inga ändringar."
_NOTHING = "–"


def comparison(redline: Redline, old_name: str = "", new_name: str = "") -> Document:
    """Return the comparison as a document.

    Args:
        redline: two documents, compared.
        old_name: what the present text is, such as ``utkast.yaml``; not told if empty.
        new_name: the same of the proposed one.
    """
    rows = tuple(tuple(map(_printed, cells)) for cells in _rows(redline))
    text = _KEY if rows else _SAME
    blocks: tuple[Block, ...] = (Paragraph((Text(text),)),)
    if rows:
        header = tuple((Text(name),) for name in _HEADER)
        blocks = (*blocks, Table(header, rows, (False,) * len(header)))
    new = redline.new
    facts = ((_HEADER[0], old_name), (_HEADER[1], new_name))
    front = replace(
        new.front,
        title=_TITLE,
        subtitle=new.front.title,
        rows=tuple(FrontRow(label, Text(name)) for label, name in facts if name),
        preamble=blocks,
    )
    properties = {**dict(new.properties), "title": f"{_TITLE}: {new.front.title}"}
    return replace(new, front=front, sections=(), properties=tuple(properties.items()))


_Cells = tuple[Inlines, Inlines, Inlines]


def _rows(redline: Redline) -> Iterator[_Cells]:
    front = redline.front
    if differs(front.title):
        yield _both(front.title, "Dokumentets rubrik.")
    if front.subtitle and (front.subtitle.state != KEPT or differs(front.subtitle.line)):
        yield _both(front.subtitle.line, "Underrubriken.")
    if front.box and block_differs(front.box):
        changed = tuple(
            row for row in front.box.rows[1:] if row.state != KEPT or any(map(differs, row.cells))
        )  # fmt: skip
        box = replace(front.box, rows=changed)
        yield _texts((box,), f"Rutan ”{front.box.shown.header[0][0].text}”.")  # type: ignore[union-attr]
    if any(map(block_differs, front.preamble)):
        yield _texts(tuple(filter(block_differs, front.preamble)), "Inledningen.")
    for section in redline.sections:
        yield from _section(section)


def _section(section: SectionChange) -> Iterator[_Cells]:
    if section.state != KEPT or differs(section.title) or any(map(block_differs, section.blocks)):
        said = {DELETED: "Avsnittet stryks.", INSERTED: "Nytt avsnitt."}.get(
            section.state, "Avsnittets rubrik eller text."
        )
        yield (
            _side(section.old.number if section.old else "", section.title, section.blocks, DELETED),
            _side(section.new.number if section.new else "", section.title, section.blocks, INSERTED),
            (Text(said),),
        )
    for clause in section.clauses:
        if row := _clause(clause):
            yield row


def _clause(change: ClauseChange) -> _Cells | None:
    """Return the row of a clause; none for one that is the same, or is told where it has moved to."""
    shown = change.within or change
    if not change.touched or (change.state == DELETED and change.moved):
        return None
    old = _side(change.old.number if change.old else "", shown.title, shown.blocks, DELETED)
    new = _side(change.new.number if change.new else "", shown.title, shown.blocks, INSERTED)
    return old, new, (Text(_said(change)),)


def _said(change: ClauseChange) -> str:
    old, new = change.old, change.new
    if old is None:
        return "Ny punkt."
    if new is None:
        return "Punkten stryks."
    if change.within is not None:
        return f"Flyttas från punkt {old.number}" + (" och ändras." if change.within.touched else ", i övrigt lika.")
    what = [
        word
        for word, found in (("rubrik", differs(change.title)), ("text", any(map(block_differs, change.blocks))))
        if found
    ]
    return f"Ändrad {' och '.join(what)}."


def _side(number: str, title: Line, blocks: tuple[BlockChange, ...], state: State) -> Inlines:
    """Return a heading and its text as one of the documents has them; a dash where it has none."""
    heading = marked(title, (state,))
    if not plain(heading):
        return (Text(_NOTHING),)
    bold = tuple(replace(part, bold=True) for part in heading)
    return joined([(Text(f"{number} ", bold=True), *bold), *lines_of(blocks, state)])


def _both(line: Line, said: str) -> _Cells:
    return _or_dash(marked(line, (DELETED,))), _or_dash(marked(line, (INSERTED,))), (Text(said),)


def _texts(blocks: tuple[BlockChange, ...], said: str) -> _Cells:
    sides = (joined(list(lines_of(blocks, state))) for state in (DELETED, INSERTED))
    old, new = map(_or_dash, sides)
    return old, new, (Text(said),)


def _printed(content: Inlines) -> Inlines:
    """Return a text with the numbers of its references as text: what they refer to has no place in the table."""
    return tuple(
        Text(part.number, part.bold, part.italic) if isinstance(part, Reference) else part for part in content
    )  # fmt: skip


def _or_dash(content: Inlines) -> Inlines:
    return content or (Text(_NOTHING),)
