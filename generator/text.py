"""The text projection: one line a paragraph, with all numbers, for reading, searching and comparing."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.document import Block, Chart, Document, ListBlock, Paragraph, Table, letter, plain

#: A line to write on.
_RULE = "_" * 32


def text(document: Document) -> str:
    """Return a document as plain text."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    front = document.front
    mark = dict(document.scalars).get("mark")
    if mark:
        yield f"({mark})"
    yield front.title
    if front.subtitle:
        yield front.subtitle
    yield ""
    for row in front.rows:
        yield f"{row.label}: {row.value.text}"
    yield ""
    for block in front.preamble:
        yield from block_lines(block)
    for section in document.sections:
        yield ""
        yield f"{section.number} {section.title}"
        for block in section.blocks:
            yield from block_lines(block)
        for clause in section.clauses:
            yield ""
            yield f"{clause.number} {clause.title}"
            for block in clause.blocks:
                yield from block_lines(block)


def block_lines(block: Block) -> Iterator[str]:
    """Yield the lines of a block: a paragraph, each item of a list, each row of a table.

    A chart is its title and its figures, a signature the party and what is to be filled in.
    """
    if isinstance(block, Paragraph):
        yield plain(block.content)
    elif isinstance(block, ListBlock):
        for index, item in enumerate(block.items):
            yield f"{letter(index) + ')' if block.ordered else '–'} {plain(item)}"
    elif isinstance(block, Table):
        for row in (block.header, *block.rows):
            yield " | ".join(plain(cell) for cell in row)
    elif isinstance(block, Chart):
        from generator.prose.charts import sentences  # imported late: few documents have one

        yield f"{block.title} ({block.unit})" if block.unit else block.title
        yield from sentences(block)
    else:
        yield block.party
        yield from (f"{label}: {known or _RULE}" for label, known in block.lines)
