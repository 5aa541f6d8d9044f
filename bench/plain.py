"""The other side: an ordinary docxtpl template with loops, and a context in which every text is ready.

The template is klausul's own with loops in the places of its two pieces, so that both sides carry the
same styles, header and footer. docxtpl gets plain strings: no bold, links, bookmarks or numbering of
lists, which klausul writes too, so what it is asked to do is rather less.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument

from generator.model.document import Block, Document, ListBlock, Paragraph, plain


def context(document: Document) -> dict[str, Any]:
    """Return what a document says as dicts, lists and strings, the scalars of the template among it."""
    front = document.front
    return {
        **dict(document.scalars),
        "title": front.title,
        "subtitle": front.subtitle,
        "caption": front.caption,
        "value_caption": front.value_caption,
        "rows": [{"label": row.label, "value": row.value.text} for row in front.rows],
        "preamble": [_block(block) for block in front.preamble],
        "contents": front.contents,
        "sections": [
            {
                "number": section.number,
                "title": section.title,
                "clauses": [
                    {"number": clause.number, "title": clause.title, "blocks": [_block(b) for b in clause.blocks]}
                    for clause in section.clauses
                ],
            }
            for section in document.sections
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": plain(block.content)}
    if isinstance(block, ListBlock):
        return {"kind": "ordered" if block.ordered else "dash", "entries": [plain(item) for item in block.items]}
    rows = [{"cells": [plain(cell) for cell in row]} for row in block.rows]
    return {"kind": "table", "header": [plain(cell) for cell in block.header], "rows": rows}


def template(base: Path, file: Path) -> None:
    """Write the docxtpl template: python-docx takes the places out of klausul's and puts loops in."""
    word = docx.Document(str(base))
    for paragraph in list(word.paragraphs):
        word.element.body.remove(paragraph._element)
    word.add_paragraph("{{ title }}", "Title")
    _when(word, "subtitle", "{{ subtitle }}", "Subtitle")
    _box(word)
    _blocks(word, "preamble")
    word.add_paragraph("{{ contents }}", "TOC Heading")
    for style, loop in (("toc 1", "section in sections"), ("toc 2", "clause in section.clauses")):
        _tag(word, f"for {loop}")
        word.add_paragraph(f"{{{{ {loop.split()[0]}.number }}}}\t{{{{ {loop.split()[0]}.title }}}}", style)
    _tag(word, "endfor")
    _tag(word, "endfor")
    _tag(word, "for section in sections")
    word.add_paragraph("{{ section.title }}", "Heading 1")
    _tag(word, "for clause in section.clauses")
    word.add_paragraph("{{ clause.title }}", "Heading 2")
    _blocks(word, "clause.blocks")
    _tag(word, "endfor")
    _tag(word, "endfor")
    word.save(str(file))


def _tag(word: WordDocument, tag: str) -> None:
    word.add_paragraph(f"{{%p {tag} %}}", "Body Text")


def _when(word: WordDocument, condition: str, text: str, style: str) -> None:
    _tag(word, f"if {condition}")
    word.add_paragraph(text, style)
    _tag(word, "endif")


def _box(word: WordDocument) -> None:
    table = word.add_table(rows=4, cols=2)
    for row, texts in zip(
        table.rows,
        (
            ("{{ caption }}", "{{ value_caption }}"),
            ("{%tr for row in rows %}", ""),
            ("{{ row.label }}", "{{ row.value }}"),
            ("{%tr endfor %}", ""),
        ),
        strict=True,
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def _blocks(word: WordDocument, blocks: str) -> None:
    """Add the loop over some blocks, with a branch for each kind."""
    _tag(word, f"for block in {blocks}")
    _tag(word, "if block.kind == 'paragraph'")
    word.add_paragraph("{{ block.text }}", "Body Text")
    for kind, style in (("ordered", "List Number"), ("dash", "List Bullet")):
        _tag(word, f"elif block.kind == '{kind}'")
        _tag(word, "for entry in block.entries")
        word.add_paragraph("{{ entry }}", style)
        _tag(word, "endfor")
    _tag(word, "else")
    _table(word)
    _tag(word, "endif")
    _tag(word, "endfor")


def _table(word: WordDocument) -> None:
    table = word.add_table(rows=4, cols=3)
    texts = (
        ("{%tc for cell in block.header %}", "{{ cell }}", "{%tc endfor %}"),
        ("{%tr for row in block.rows %}", "", ""),
        ("{%tc for cell in row.cells %}", "{{ cell }}", "{%tc endfor %}"),
        ("{%tr endfor %}", "", ""),
    )
    for row, line in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text
