"""Blocks as the Markdown of clause text, for a wording that a municipality has amended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from generator.model.document import Block, Inline, Inlines, ListBlock, Paragraph, Reference, Table
from generator.prose.typography import HARD_SPACE, bind, bind_before_number

_SPECIAL = re.compile(r"([\\`*_\[\]<>&|])")
#: What begins a list, a heading or a line elsewhere than in running text.
_START = re.compile(r"^(\d+)([.)])|^([#+=~-])")
#: Where a sentence ends; each stands on a line of its own in clause files.
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-ZÅÄÖ])")


def markdown(blocks: Sequence[Block]) -> str:
    """Return blocks as text of ours; reading it gives the same blocks, with their hard blanks.

    Raises:
        ValueError: a block cannot be written in clause text.
    """
    return "\n\n".join(map(_block, blocks)) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return "\n".join(map(_started, _SENTENCE.split(_inlines(block.content))))
    if isinstance(block, ListBlock):
        mark = "1." if block.ordered else "-"
        return "\n".join(f"{mark} {_started(_inlines(item))}" for item in block.items)
    if isinstance(block, Table):
        rule = " | ".join("---:" if right else "---" for right in block.numeric)
        rows = [" | ".join(map(_inlines, row)) for row in (block.header, *block.rows)]
        return "\n".join(f"| {row} |" for row in (rows[0], rule, *rows[1:]))
    raise ValueError("no Markdown for this block")


def _started(line: str) -> str:
    return _START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", line)


def _inlines(content: Inlines) -> str:
    return "".join(
        _inline(part, isinstance(after, Reference)) for part, after in zip_longest(content, content[1:])
    )  # fmt: skip


def _inline(part: Inline, numbered: bool) -> str:
    """Return a piece of text; ``numbered`` is True where a reference follows it."""
    if isinstance(part, Reference):
        text = f"[](#{part.target})"
    else:
        text = _SPECIAL.sub(r"\\\1", _blanks(part.text, numbered))
        if re.search(r"\{[{%#]", text):
            raise ValueError("template marks cannot stand in clause text")
    if not (part.bold or part.italic) or not text.strip():
        return text
    mark = "**" * part.bold + "*" * part.italic
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}{mark}{text.strip()}{mark}{trail}"


def _blanks(text: str, numbered: bool) -> str:
    """Return a text with ordinary blanks, and hard ones only where reading it would not set them again."""
    soft = re.sub(r"\s", " ", text)
    read = bind_before_number(bind(soft)) if numbered else bind(soft)
    return "".join(
        HARD_SPACE if old == HARD_SPACE != again else one for one, old, again in zip(soft, text, read, strict=True)
    )
