"""What a text may not hold, which shows only when Markdown has been read: said of the file it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.errors import Finding
from generator.library.load import located
from generator.model.document import Block
from generator.prose.evaluate import Rendered
from generator.prose.fill import alone, sentinels
from generator.prose.template import Fault
from generator.source import Source
from generator.source.tree import Path


def markup_findings(
    source: Source, path: Path, rendered: Rendered, blocks: Iterable[Block], faults: Iterable[Fault]
) -> Iterator[Finding]:
    """Yield what Markdown refused in a text, and tables that are not alone in their paragraph.

    Args:
        rendered: the text with its values.
        blocks: what Markdown made of ``rendered.text``.
        faults: what Markdown refused in it.
    """
    for fault in faults:
        line = rendered.lines[min(fault.line, len(rendered.lines)) - 1]
        yield located(source, path, Fault(fault.rule, line, fault.column, fault.values))
    if any(inserted.columns for inserted in rendered.values):
        for block in blocks:
            if alone(block, rendered) is None and any(inserted.columns for inserted in sentinels(block, rendered)):
                yield source.finding("clause-table-place", path)
