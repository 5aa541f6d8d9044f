"""A redline as a web page: what is struck and what is added, told by lines, by elements and in words."""

from __future__ import annotations

from collections.abc import Iterator

from generator.html.frame import shell
from generator.html.markup import blocks, changed, clause_anchor, escape, inlines, own_page, section_anchor
from generator.model.document import letter
from generator.redline.marked import marked
from generator.redline.model import (
    DELETED,
    INSERTED,
    KEPT,
    BlockChange,
    ClauseChange,
    Item,
    Line,
    ListChange,
    ParagraphChange,
    Redline,
    Row,
    SectionChange,
    TableChange,
    block_differs,
)

_CONTENTS, _TITLE = "andringar", "titel"
_SKIP = "Hoppa till ändringarna"
_KEY = "Det som är struket står med ett streck över. Det som är tillagt är understruket."
_SAME = "Texterna är lika. Det finns inga ändringar."
_COLUMN = ' scope="col"'
_LABELS = {DELETED: "Stryks", INSERTED: "Ny"}


def redline_page(redline: Redline) -> str:
    """Return a redline as a self-contained HTML page. The same redline gives the same page."""
    new = redline.new
    title = f"Ändringar: {new.front.title}"
    return shell(
        new.language.partition("-")[0],
        title,
        ("style.css", "redline.css"),
        _body(redline),
        (_CONTENTS, _SKIP),
        dict(new.scalars).get("municipality", ""),
    )


def _body(redline: Redline) -> Iterator[str]:
    front = redline.front
    mark = dict(redline.new.scalars).get("mark")
    yield "<header>"
    if mark:
        yield f'<p class="mark">{escape(mark)}</p>'
    yield f'<h1 id="{_TITLE}">{_words(front.title)}</h1>'
    if front.subtitle:
        yield f'<p class="subtitle">{_words(front.subtitle.line)}</p>'
    yield from ("</header>", "<main>")
    yield from _summary(redline)
    if front.box:
        yield _table(front.box, _TITLE)
    yield from (_block(block, _TITLE) for block in front.preamble)
    for section in redline.sections:
        yield from _section(section)
    yield from ("</main>",)


def _summary(redline: Redline) -> Iterator[str]:
    touched = [change for change in redline.clauses() if change.touched]
    yield f'<nav aria-labelledby="{_CONTENTS}">'
    yield f'<h2 id="{_CONTENTS}" tabindex="-1">Ändrade punkter</h2>'
    if not touched:
        yield f"<p>{_SAME}</p>"
    else:
        yield f"<p>{_KEY}</p>"
        yield '<ol role="list">'
        for change in touched:
            shown = change.old if change.state == DELETED else change.new
            assert shown is not None
            said = _label(change) or "Ändrad"
            name = f'<span class="label">{escape(shown.number)} </span>{escape(shown.title)}'
            yield f'<li><a href="#{_anchor(change)}">{name}: {escape(said)}</a></li>'
        yield "</ol>"
    yield "</nav>"


def _anchor(change: ClauseChange) -> str:
    """Return the id of a clause; what is deleted has one of its own, since what has moved stands twice."""
    shown = change.old if change.state == DELETED else change.new
    assert shown is not None
    anchor = clause_anchor(shown.key)
    return escape(f"struken-{anchor}" if change.state == DELETED else anchor)


def _label(change: ClauseChange) -> str:
    """Return what becomes of a clause as a whole; empty where only words in it change, or nothing."""
    if change.moved and change.old is not None and change.new is not None:
        if change.state == DELETED:
            return f"Flyttas till punkt {change.new.number}"
        return f"Flyttad från punkt {change.old.number}"
    return _LABELS.get(change.state, "")


def _section(section: SectionChange) -> Iterator[str]:
    shown = section.shown
    anchor = section_anchor(shown.id) if section.state != DELETED else f"struket-{section_anchor(shown.id)}"
    old, new = (found.number if found else "" for found in (section.old, section.new))
    label = f" {_said(_LABELS[section.state])}" if section.state != KEPT else ""
    yield "<section>"
    yield f'<h2 id="{escape(anchor)}">{_number(old, new, section.state)}{_words(section.title)}{label}</h2>'
    yield from (_block(block, escape(anchor)) for block in section.blocks)
    for clause in section.clauses:
        yield from _clause(clause)
    yield "</section>"


def _clause(change: ClauseChange) -> Iterator[str]:
    anchor = _anchor(change)
    old, new = (found.number if found else "" for found in (change.old, change.new))
    label = f" {_said(text)}" if (text := _label(change)) else ""
    kind = f" {change.state}" if change.state != KEPT else " touched" if change.touched else ""
    yield f'<section class="clause{kind}">'
    yield f'<h3 id="{anchor}">{_number(old, new, change.state)}{_words(change.title)}{label}</h3>'
    yield '<div class="text">'
    yield from (_block(block, anchor) for block in change.blocks)
    yield from ("</div>", "</section>")


def _said(text: str) -> str:
    return f'<span class="said">{escape(text)}</span>'


def _number(old: str, new: str, state: str) -> str:
    """Return a heading's number; one that is another afterwards stands struck before it."""
    if state == DELETED:
        return f'<span class="label">{escape(old)} </span>'
    if state == INSERTED or old == new:
        return f'<span class="label">{escape(new)} </span>'
    return f'<span class="label">{changed(DELETED, escape(old))} {changed(INSERTED, escape(new))} </span>'


def _words(line: Line) -> str:
    return inlines(marked(line), own_page)


def _block(block: BlockChange, named_by: str) -> str:
    if isinstance(block, ParagraphChange):
        return f"<p>{_words(block.line)}</p>"
    if isinstance(block, ListChange):
        return _list(block)
    if isinstance(block, TableChange):
        return _table(block, named_by)
    whole = blocks((block.block,), named_by)
    if block_differs(block):
        said = _said("Stryks" if block.state == DELETED else "Nytt")
        return f'<div class="{block.state}">\n<p>{said}</p>\n{whole}</div>'
    return whole.rstrip("\n")


def _list(block: ListChange) -> str:
    if not block.ordered:
        items = "".join(f"\n<li>{_words(item.line)}</li>" for item in block.items)
        return f"<ul>{items}\n</ul>"
    items = "".join(
        f'\n<li><span class="label">{label} </span>{_words(item.line)}</li>' for label, item in _lettered(block)
    )
    return f'<ol type="a" role="list">{items}\n</ol>'


def _lettered(block: ListChange) -> Iterator[tuple[str, Item]]:
    """Yield items with their letters: NEW's, but OLD's for what is deleted."""
    old = new = 0
    for item in block.items:
        yield f"{letter(old if item.state == DELETED else new)})", item
        old += item.state != INSERTED
        new += item.state != DELETED


def _table(table: TableChange, named_by: str) -> str:
    header, *rows = table.rows
    numeric = table.shown.numeric
    lines = [
        f'<div class="table" role="group" aria-labelledby="{named_by}" tabindex="0">',
        f'<table aria-labelledby="{named_by}">',
        f"<thead>\n<tr>{_cells(header, numeric, 'th', _COLUMN)}</tr>\n</thead>",
        "<tbody>",
        *(f"<tr>{_cells(row, numeric, 'td')}</tr>" for row in rows),
        "</tbody>",
        "</table>",
        "</div>",
    ]
    return "\n".join(lines)


def _cells(row: Row, numeric: tuple[bool, ...], element: str, attributes: str = "") -> str:
    looks = (f'{attributes} class="number"' if right else attributes for right in numeric)
    return "".join(f"<{element}{look}>{_words(cell)}</{element}>" for cell, look in zip(row.cells, looks, strict=True))
