"""The lines of a changed block as they are read in one of the documents."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.document import plain
from generator.redline.marked import lines_of
from generator.redline.model import BlockChange, State


def lines_of_block(block: BlockChange, state: State) -> Iterator[str]:
    """Yield the lines of a block in OLD (``deleted``) or in NEW (``inserted``)."""
    yield from map(plain, lines_of((block,), state))
