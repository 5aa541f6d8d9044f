"""The last step: sentinels become values, and references get their numbers. Nothing is parsed here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from generator.model.blocks import running
from generator.model.document import Block, Inline, Inlines, ListBlock, Paragraph, Reference, Table, Text
from generator.prose.evaluate import Rendered
from generator.prose.template import FIRST_SENTINEL, LAST_SENTINEL
from generator.prose.values import Value

_SENTINEL = re.compile(f"([{chr(FIRST_SENTINEL)}-{chr(LAST_SENTINEL)}])")


def fill(blocks: Iterable[Block], rendered: Rendered, targets: Mapping[str, tuple[str, str]]) -> tuple[Block, ...]:
    """Return blocks with the values in place of the sentinels.

    Args:
        blocks: what Markdown made of ``rendered.text``.
        targets: clause id or instance key, as references name it, to (instance key, number).
    """

    def inlines(content: Inlines) -> Inlines:
        return tuple(part for inline in content for part in _inline(inline, rendered, targets))

    return tuple(_block(block, rendered, inlines) for block in blocks)


def alone(block: Block, rendered: Rendered) -> Value | None:
    """Return the table that a paragraph consists of, if it is nothing but a table's name."""
    if isinstance(block, Paragraph) and len(block.content) == 1:
        (part,) = block.content
        if isinstance(part, Text) and _SENTINEL.fullmatch(part.text):
            value = rendered.value(part.text)
            return value if value.columns else None
    return None


def sentinels(block: Block, rendered: Rendered) -> Iterable[Value]:
    """Yield the values that a block prints."""
    for content in running(block):
        for part in content:
            for mark in _SENTINEL.findall(part.text) if isinstance(part, Text) else ():
                yield rendered.value(mark)


def targets_in(block: Block) -> Iterable[str]:
    """Yield the targets of the cross-references in a block."""
    for content in running(block):
        yield from (part.target for part in content if isinstance(part, Reference))


def _block(block: Block, rendered: Rendered, inlines: Callable[[Inlines], Inlines]) -> Block:
    if isinstance(block, Paragraph):
        table = alone(block, rendered)
        return _table(table) if table else Paragraph(inlines(block.content))
    if isinstance(block, ListBlock):
        return ListBlock(block.ordered, tuple(inlines(item) for item in block.items))
    if not isinstance(block, Table):
        # Charts and signatures are made of data, and have no names in them.
        return block
    assert isinstance(block, Table)  # Markdown makes no other
    rows = tuple(tuple(inlines(cell) for cell in row) for row in block.rows)
    return Table(tuple(inlines(cell) for cell in block.header), rows, block.numeric)


def _inline(inline: Inline, rendered: Rendered, targets: Mapping[str, tuple[str, str]]) -> Iterable[Inline]:
    if isinstance(inline, Reference):
        key, number = targets[inline.target]
        yield Reference(key, number, inline.bold, inline.italic)
        return
    joined = ""
    for piece in _SENTINEL.split(inline.text):
        value = rendered.value(piece) if _SENTINEL.fullmatch(piece) else None
        if value is None or not value.missing:
            joined += piece if value is None else value.text
            continue
        if joined:
            yield Text(joined, inline.bold, inline.italic)
        joined = ""
        yield Text(value.text, inline.bold, inline.italic, missing=True)
    if joined:
        yield Text(joined, inline.bold, inline.italic)


def _table(value: Value) -> Table:
    header: tuple[Inlines, ...] = tuple((Text(label),) for label in value.columns)
    rows = tuple(tuple(_cell(cell) for cell in row.values()) for row in value.rows)
    return Table(header, rows, value.numeric)


def _cell(value: Value) -> Inlines:
    return (Text(value.text, missing=value.missing),)
