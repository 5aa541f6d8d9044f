"""Pieces of HTML as strings: escaped text, inlines, lists, tables."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence

from generator.html.chart import chart
from generator.model.document import (
    Block,
    Chart,
    Inline,
    Inlines,
    ListBlock,
    Paragraph,
    Reference,
    Signature,
    Table,
    letter,
)

_BREAK = re.compile("\r\n|[\r\n]")
_COLUMN = ' scope="col"'
#: Said of a line to write on.
_TO_FILL_IN = "fylls i för hand"

#: What returns the address that a cross-reference leads to, from the instance key of its target.
Link = Callable[[str], str]


def escape(text: str) -> str:
    """Return ``text`` fit for element content and for double-quoted attributes."""
    return html.escape(text)


def css_string(text: str) -> str:
    """Return ``text`` as a quoted CSS string that is safe inside ``<style>`` (CSS Syntax 4.3.7).

    All but ASCII letters and digits is written as a number, so that neither a quote nor ``</style>`` can end it.
    """
    escaped = (char if char.isascii() and char.isalnum() else f"\\{ord(char):x} " for char in text)
    return f'"{"".join(escaped)}"'


def clause_anchor(key: str) -> str:
    """Return the id of the clause with this instance key."""
    return f"klausul-{key}"


def own_page(key: str) -> str:
    """Return the address of a clause on the page itself."""
    return f"#{clause_anchor(key)}"


def section_anchor(section: str) -> str:
    """Return the id of the section with this id."""
    return f"avsnitt-{section}"


def inlines(content: Inlines, link: Link = own_page) -> str:
    """Return inlines with their look; a missing value is marked, and has its brackets in the text."""
    return "".join(_inline(part, link) for part in content)


def _inline(part: Inline, link: Link) -> str:
    if isinstance(part, Reference):
        found = f'<a href="{escape(link(part.target))}">{escape(part.number)}</a>'
    else:
        found = _BREAK.sub("<br>", escape(part.text))
        if part.missing:
            found = f"<mark>{found}</mark>"
        if part.change:
            found = changed(part.change, found)
    if part.italic:
        found = f"<em>{found}</em>"
    return f"<strong>{found}</strong>" if part.bold else found


def changed(change: str, content: str) -> str:
    """Return what only one of two texts has; said in words to those who hear the page (HTML 4.7)."""
    element, said = ("del", "struket") if change == "deleted" else ("ins", "tillagt")
    return (
        f'<{element}><span class="unseen">[{said}: </span>{content}<span class="unseen">] </span></{element}>'
    )  # fmt: skip


def blocks(content: Sequence[Block], named_by: str, link: Link = own_page) -> str:
    """Return blocks one after the other, each on lines of its own.

    Args:
        named_by: id of the heading they stand under; it names their tables.
        link: where their cross-references lead.
    """
    return "".join(f"{_block(block, named_by, place, link)}\n" for place, block in enumerate(content, 1))


def _block(block: Block, named_by: str, place: int, link: Link) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{inlines(block.content, link)}</p>"
    if isinstance(block, ListBlock):
        return _list(block, link)
    if isinstance(block, Chart):
        return chart(block, f"{named_by}-diagram-{place}")
    if isinstance(block, Signature):
        return _signature(block)
    return _table(block, named_by, link)


def _list(block: ListBlock, link: Link) -> str:
    if not block.ordered:
        items = "".join(f"\n<li>{inlines(item, link)}</li>" for item in block.items)
        return f"<ul>{items}\n</ul>"
    # The label is text: a browser leaves its own labels out of what is copied, and "3.2 b" must be found.
    # The stylesheet takes the browser's own away, and the role keeps the list a list in Safari then.
    items = "".join(
        f'\n<li><span class="label">{letter(index)}) </span>{inlines(item, link)}</li>'
        for index, item in enumerate(block.items)
    )
    return f'<ol type="a" role="list">{items}\n</ol>'


def _signature(block: Signature) -> str:
    """Return a party with its lines; who hears the page is told that a line is there to be filled in."""
    lines = [f'<div class="signature" role="group" aria-label="{escape(block.party)}">']
    lines.append(f"<p><strong>{escape(block.party)}</strong></p>")
    for label, text in block.lines:
        rule = f'<span class="rule"><span class="unseen">({_TO_FILL_IN})</span></span>'
        value = f'<span class="known">{_BREAK.sub("<br>", escape(text))}</span>' if text else rule
        lines.append(f'<p><span class="what">{escape(label)}:</span> {value}</p>')
    return "\n".join([*lines, "</div>"])


def _table(table: Table, named_by: str, link: Link) -> str:
    """Return a table inside a group that a keyboard can scroll, since a wide table is wider than a phone."""
    lines = [
        f'<div class="table" role="group" aria-labelledby="{named_by}" tabindex="0">',
        f'<table aria-labelledby="{named_by}">',
        f"<thead>\n<tr>{_cells(table.header, table.numeric, link, 'th', _COLUMN)}</tr>\n</thead>",
        "<tbody>",
        *(f"<tr>{_cells(row, table.numeric, link, 'td')}</tr>" for row in table.rows),
        "</tbody>",
        "</table>",
        "</div>",
    ]
    return "\n".join(lines)


def _cells(row: Sequence[Inlines], numeric: Sequence[bool], link: Link, element: str, attributes: str = "") -> str:
    looks = (f'{attributes} class="number"' if right else attributes for right in numeric)
    cells = zip(row, looks, strict=True)
    return "".join(f"<{element}{look}>{inlines(cell, link)}</{element}>" for cell, look in cells)
