"""The running text in a block, for those who read text wherever it stands and care for nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.document import Block, Chart, Inlines, ListBlock, Paragraph, Table, Text


def running(block: Block) -> Iterator[Inlines]:
    """Yield the pieces of text: a paragraph, each item of a list, each cell of a table.

    Of a chart it is the title, since its figures stand in the text that it belongs to; of a signature the
    party and each line with what is known of it.
    """
    if isinstance(block, Paragraph):
        yield block.content
    elif isinstance(block, ListBlock):
        yield from block.items
    elif isinstance(block, Table):
        for row in (block.header, *block.rows):
            yield from row
    elif isinstance(block, Chart):
        yield (Text(block.title),)
    else:
        yield (Text(block.party),)
        yield from ((Text(f"{label}: {text}" if text else label),) for label, text in block.lines)
