"""Blocks compared: which paragraph, list and table became which, and what differs in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from generator.model.blocks import running
from generator.model.document import Block, Inlines, ListBlock, Paragraph, Table, plain
from generator.redline.align import aligned
from generator.redline.model import (
    DELETED,
    INSERTED,
    KEPT,
    BlockChange,
    Item,
    ListChange,
    ParagraphChange,
    State,
    WholeChange,
)
from generator.redline.table import compared_tables, whole_table
from generator.redline.words import bag, compared, likeness, whole

#: Paragraphs that share fewer of their words than this are one deleted and one inserted.
_ALIKE = 0.4
#: Lists and tables have more to tell them by than their words: what they are.
_ALIKE_WHOLE = 0.2


class _Known(NamedTuple):
    """A block with its words."""

    block: Block
    words: Counter[str]


class _KnownItem(NamedTuple):
    """An item of a list with its words."""

    content: Inlines
    words: Counter[str]


def compared_blocks(old: Sequence[Block], new: Sequence[Block], away: AbstractSet[str]) -> tuple[BlockChange, ...]:
    """Return the blocks of two texts as one sequence.

    Args:
        away: keys of clauses that have moved; a reference to one of them is never kept.
    """
    before, after = list(map(_known, old)), list(map(_known, new))
    found: list[BlockChange] = []
    for one, two in aligned(before, after, _likeness, _ALIKE):
        if one is None:
            assert two is not None
            found.append(whole_block(INSERTED, new[two]))
        elif two is None:
            found.append(whole_block(DELETED, old[one]))
        else:
            found.append(_compared(old[one], new[two], away))
    return tuple(found)


def whole_blocks(state: State, blocks: Sequence[Block]) -> tuple[BlockChange, ...]:
    """Return blocks that are altogether kept, deleted or inserted."""
    return tuple(whole_block(state, block) for block in blocks)


def whole_block(state: State, block: Block) -> BlockChange:
    """Return a block that is altogether kept, deleted or inserted."""
    if isinstance(block, Paragraph):
        return ParagraphChange(state, whole(state, block.content))
    if isinstance(block, ListBlock):
        return ListChange(state, block.ordered, tuple(Item(state, whole(state, item)) for item in block.items))
    if isinstance(block, Table):
        return whole_table(state, block)
    return WholeChange(state, block)


def _known(block: Block) -> _Known:
    return _Known(block, bag(plain(content) for content in running(block)))


def _likeness(one: _Known, other: _Known) -> float:
    """Return how alike two blocks are; 0 for those that cannot be one block with changes in it."""
    if type(one.block) is not type(other.block):
        return 0.0
    if isinstance(one.block, Paragraph):
        return likeness(one.words, other.words)
    if isinstance(one.block, ListBlock) and isinstance(other.block, ListBlock):
        fit = one.block.ordered is other.block.ordered
    elif isinstance(one.block, Table) and isinstance(other.block, Table):
        fit = len(one.block.header) == len(other.block.header)
    else:
        return float(one.block == other.block)
    alike = likeness(one.words, other.words)
    # Counted as alike enough, and still less than a pair that has more in common.
    return _ALIKE + alike * (1 - _ALIKE) if fit and alike >= _ALIKE_WHOLE else 0.0


def _compared(old: Block, new: Block, away: AbstractSet[str]) -> BlockChange:
    if isinstance(old, Paragraph) and isinstance(new, Paragraph):
        return ParagraphChange(KEPT, compared(old.content, new.content, away))
    if isinstance(old, ListBlock) and isinstance(new, ListBlock):
        return ListChange(KEPT, new.ordered, _items(old, new, away))
    if isinstance(old, Table) and isinstance(new, Table):
        return compared_tables(old, new, away)
    return WholeChange(KEPT, new)


def _items(old: ListBlock, new: ListBlock, away: AbstractSet[str]) -> tuple[Item, ...]:
    before = [_KnownItem(item, bag([plain(item)])) for item in old.items]
    after = [_KnownItem(item, bag([plain(item)])) for item in new.items]
    found: list[Item] = []
    for one, two in aligned(before, after, lambda a, b: likeness(a.words, b.words), _ALIKE):
        if one is None:
            assert two is not None
            found.append(Item(INSERTED, whole(INSERTED, new.items[two])))
        elif two is None:
            found.append(Item(DELETED, whole(DELETED, old.items[one])))
        else:
            found.append(Item(KEPT, compared(old.items[one], new.items[two], away)))
    return tuple(found)
