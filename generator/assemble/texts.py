"""Texts to blocks: template nodes with their values, Markdown, references. The same for clauses and for sections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.errors import DataError, Finding
from generator.library.markup import markup_findings
from generator.model.codec import block_data, block_from
from generator.model.document import Block
from generator.prose.evaluate import Rendered, evaluate
from generator.prose.fill import fill, targets_in
from generator.prose.markdown import parse
from generator.prose.template import FIRST_SENTINEL, Nodes
from generator.prose.values import Value
from generator.source import Source
from generator.source.tree import Path
from generator.store import Store, key_of

#: Clause id or instance key, as references name it, to instance key and number.
Targets = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Prose:
    """A text with its values, and where it comes from."""

    rendered: Rendered
    source: Source
    path: Path
    #: The clause's instance key, or the contract's id.
    key: str


def blocks_of(texts: Sequence[Prose], targets: Targets, store: Store) -> list[tuple[Block, ...]]:
    """Return each text's blocks. The Markdown is parsed once for the same texts, whatever the values.

    Raises:
        DataError: a text holds what Markdown text of ours may not.
    """
    written = [text.rendered.text for text in texts]

    def make(positions: Sequence[int]) -> list[list[Block]]:
        missing = [texts[position] for position in positions]
        data = store.get("blocks", key_of(text.rendered.text.encode() for text in missing), lambda: _parsed(missing))
        return [[block_from(row) for row in rows] for rows in data]

    blocks = store.recall_all("blocks", written, make)
    findings = [finding for text, found in zip(texts, blocks, strict=True) for finding in _faults(text, found, targets)]
    if findings:
        raise DataError(findings)
    return [fill(found, text.rendered, targets) for text, found in zip(texts, blocks, strict=True)]


def _parsed(texts: Sequence[Prose]) -> list[list[dict[str, object]]]:
    parsed = [(text, parse(text.rendered.text)) for text in texts]
    findings = [
        finding
        for text, found in parsed
        for finding in markup_findings(text.source, text.path, text.rendered, (), found.faults)
    ]
    if findings:
        raise DataError(findings)
    return [[block_data(block) for block in found.blocks] for _, found in parsed]


def _faults(text: Prose, blocks: Sequence[Block], targets: Targets) -> Iterator[Finding]:
    """Yield what depends on the values and on the other clauses, and so is not kept with the parsed text."""
    yield from markup_findings(text.source, text.path, text.rendered, blocks, ())
    for block in blocks:
        for target in targets_in(block):
            if target not in targets:
                yield text.source.finding("clause-reference", text.path, id=text.key, target=target)


def line_of(nodes: Nodes, scope: Mapping[str, Value]) -> str:
    """Return a text of one line, such as the title, with its values."""
    rendered = evaluate(nodes, scope)
    text = rendered.text
    for index, inserted in enumerate(rendered.values):
        text = text.replace(chr(FIRST_SENTINEL + index), inserted.text)
    return text.strip()
