"""The Markdown of clause text: paragraphs, one-level lists, tables, bold, italics, cross-references.

markdown-it-py reads all of CommonMark, so that what is not ours is recognised and refused with its
line instead of being printed as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from generator.model.document import Block, Inline, Inlines, ListBlock, Paragraph, Reference, Table, Text
from generator.prose.template import Fault
from generator.prose.typography import bind, bind_before_number

#: What the tokens that we refuse are called in a message.
_REFUSED = {
    "heading_open": "rubriker", "fence": "kodblock", "code_block": "indragna kodblock", "hr": "linjer",
    "blockquote_open": "citat", "html_block": "HTML", "html_inline": "HTML", "code_inline": "kod",
    "image": "bilder", "hardbreak": "hårda radbrytningar",
}  # fmt: skip

_CELL_END = re.compile(r"(?<!\\)\|")


@dataclass(slots=True)
class Parsed:
    """Blocks of a text, and what it may not hold (lines count from 1 in the text parsed)."""

    blocks: tuple[Block, ...]
    faults: list[Fault]


def parse(text: str) -> Parsed:
    """Return the blocks of a text. References carry their target; their numbers come later."""
    reader = _Reader(_parser().parse(text), text)
    blocks = reader.blocks()
    return Parsed(tuple(blocks), reader.faults)


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt  # imported late: a cached build never needs it

    # Link definitions are switched off: they would take a line that begins with [x]: out of the text.
    return MarkdownIt("commonmark").enable("table").disable("reference")


class _Reader:
    """Walks markdown-it's flat token list."""

    def __init__(self, tokens: list[Any], text: str) -> None:
        self.tokens = tokens
        self.text = text
        self.at = 0
        self.faults: list[Fault] = []

    def blocks(self) -> list[Block]:
        found: list[Block] = []
        while self.at < len(self.tokens):
            token = self._next()
            if token.type == "paragraph_open":
                found.append(Paragraph(self._inline()))
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                found.append(self._list(token))
            elif token.type == "table_open":
                found.append(self._table())
            elif token.type in _REFUSED:
                self._refuse(token, _REFUSED[token.type])
        return found

    def _next(self) -> Any:
        self.at += 1
        return self.tokens[self.at - 1]

    def _refuse(self, token: Any, what: str) -> None:
        line = token.map[0] + 1 if token.map else 1
        self.faults.append(Fault("clause-markup", line, 1, (("what", what),)))

    def _inline(self) -> Inlines:
        token = self._next()
        self.at += 1  # the closing token
        return self._inlines(token)

    def _list(self, opening: Any) -> ListBlock:
        ordered = opening.type == "ordered_list_open"
        if opening.markup not in (".", "-") or (ordered and opening.attrs.get("start", 1) != 1):
            self._refuse(opening, "andra listtecken än 1. och -")
        items: list[Inlines] = []
        closing = opening.type.replace("_open", "_close")
        while (token := self._next()).type != closing:
            if token.type == "list_item_open":
                items.append(self._item(token))
        return ListBlock(ordered, tuple(items))

    def _item(self, opening: Any) -> Inlines:
        content: Inlines = ()
        depth = paragraphs = 0
        before = len(self.faults)
        while True:
            token = self._next()
            if token.type == "list_item_close" and depth == 0:
                break
            depth += token.nesting
            if token.type == "inline" and depth == 1:
                paragraphs += 1
                content = content or self._inlines(token)
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                self._refuse(token, "listor i listor")
            elif token.type in _REFUSED:
                self._refuse(token, _REFUSED[token.type])
            elif token.type == "table_open":
                self._refuse(token, "tabeller i listor")
        if paragraphs > 1:
            self._refuse(opening, "flera stycken i en listpunkt")
        if not paragraphs and len(self.faults) == before:
            self._refuse(opening, "tomma listpunkter")
        return content

    def _table(self) -> Table:
        rows: list[list[Inlines]] = []
        numeric: tuple[bool, ...] = ()
        while (token := self._next()).type != "table_close":
            if token.type == "tr_open":
                self._width(token, len(numeric))
                rows.append([])
            elif token.type == "th_open":
                numeric = (*numeric, "right" in (token.attrs.get("style") or ""))
            elif token.type == "inline":
                rows[-1].append(self._inlines(token))
        header, *body = rows
        return Table(tuple(header), tuple(tuple(row) for row in body), numeric)

    def _width(self, row: Any, columns: int) -> None:
        """Refuse a row that is wider than the header: the cells too many would fall away without a word."""
        if row.map and columns:
            cells = _CELL_END.split(self.text.split("\n")[row.map[0]].strip())
            if len(cells) - (not cells[0]) - (not cells[-1]) > columns:
                self._refuse(row, "rader med fler celler än tabellens rubrikrad")

    def _inlines(self, token: Any) -> Inlines:
        found: list[Inline] = []
        bold = italic = False
        children = iter(token.children or ())
        for child in children:
            if child.type == "strong_open" or child.type == "strong_close":
                bold = child.type == "strong_open"
            elif child.type == "em_open" or child.type == "em_close":
                italic = child.type == "em_open"
            elif child.type == "text":
                _append(found, Text(bind(child.content), bold, italic))
            elif child.type == "softbreak":
                _append(found, Text(" ", bold, italic))
            elif child.type == "link_open":
                self._reference(token, child, children, found, bold, italic)
            elif child.type in _REFUSED:
                self._refuse(token, _REFUSED[child.type])
        return tuple(found)

    def _reference(self, token: Any, link: Any, children: Any, found: list[Inline], bold: bool, italic: bool) -> None:
        inside = []
        for child in children:
            if child.type == "link_close":
                break
            inside.append(child)
        address = link.attrs.get("href", "")
        if re.fullmatch(r"#[a-z0-9-]+", address) and not inside:
            if found and isinstance(found[-1], Text):
                found[-1] = replace(found[-1], text=bind_before_number(found[-1].text))
            found.append(Reference(address[1:], "", bold, italic))
        else:
            self._refuse(token, "andra länkar än [](#klausul-id)")


def _append(found: list[Inline], part: Text) -> None:
    """Append a run, joined to the one before it where the look is the same."""
    last = found[-1] if found else None
    if isinstance(last, Text) and (last.bold, last.italic) == (part.bold, part.italic):
        found[-1] = Text(last.text + part.text, part.bold, part.italic)
    elif part.text:
        found.append(part)
