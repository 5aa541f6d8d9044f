"""Blocks as plain data and back, for caches, hashes and the JSON output."""

from __future__ import annotations

from typing import Any

from generator.model.document import Block, Inline, Inlines, ListBlock, Paragraph, Reference, Table, Text


def block_data(block: Block) -> dict[str, Any]:
    """Return a block as dicts and lists."""
    if isinstance(block, Paragraph):
        return {"paragraph": _inlines(block.content)}
    if isinstance(block, ListBlock):
        return {"list": "ordered" if block.ordered else "dash", "items": [_inlines(item) for item in block.items]}
    rows = [[_inlines(cell) for cell in row] for row in (block.header, *block.rows)]
    return {"table": rows, "numeric": list(block.numeric)}


def block_from(data: dict[str, Any]) -> Block:
    """Return the block that ``block_data`` made the data of."""
    if "paragraph" in data:
        return Paragraph(_inlines_from(data["paragraph"]))
    if "list" in data:
        return ListBlock(data["list"] == "ordered", tuple(_inlines_from(item) for item in data["items"]))
    header, *rows = [tuple(_inlines_from(cell) for cell in row) for row in data["table"]]
    return Table(header, tuple(rows), tuple(data["numeric"]))


def _inlines(content: Inlines) -> list[dict[str, Any]]:
    return [_inline(part) for part in content]


def _inline(part: Inline) -> dict[str, Any]:
    look = {name: True for name in ("bold", "italic", "missing") if getattr(part, name, False)}
    if isinstance(part, Reference):
        return {"reference": part.target, "number": part.number, **look}
    return {"text": part.text, **look}


def _inlines_from(data: list[dict[str, Any]]) -> Inlines:
    return tuple(_inline_from(part) for part in data)


def _inline_from(part: dict[str, Any]) -> Inline:
    look = {name: True for name in ("bold", "italic") if part.get(name)}
    if "reference" in part:
        return Reference(part["reference"], part["number"], **look)
    return Text(part["text"], missing=part.get("missing", False), **look)
