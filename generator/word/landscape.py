"""A template turned on its side, for a table that needs the width."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.word.package import deflated, inflated
from generator.word.prepared import Prepared

_SIZE = re.compile(r"<w:pgSz\b[^>]*/>")
_WIDTH, _HEIGHT = re.compile(r'\bw:w="(\d+)"'), re.compile(r'\bw:h="(\d+)"')


def landscape(prepared: Prepared) -> Prepared:
    """Return the template with its last section in landscape (ECMA-376 Part 1, 17.6.13).

    One that is in landscape already, or says nothing of its size, is returned as it is.
    """
    body = list(prepared.segments[prepared.main])
    at = next((index for index in range(len(body) - 1, -1, -2) if _SIZE.search(body[index])), None)
    if at is None:
        return prepared
    size = _SIZE.findall(body[at])[-1]
    wide, high = _WIDTH.search(size), _HEIGHT.search(size)
    if not wide or not high or int(wide[1]) >= int(high[1]):
        return prepared
    before, after = body[at].rsplit(size, 1)
    turned = f'<w:pgSz w:w="{high[1]}" w:h="{wide[1]}" w:orient="landscape"/>'
    body[at] = before + turned + after
    width = prepared.text_width + int(high[1]) - int(wide[1])
    # What stands at the right edge of headers and footers does so by a tab stop there (17.3.1.37).
    edge = re.compile(rf'(<w:tab w:val="right"(?: w:leader="\w+")? w:pos="){prepared.text_width}("/>)')

    def widened(text: str) -> str:
        return edge.sub(rf"\g<1>{width}\g<2>", text)

    segments = {part: tuple(map(widened, pieces)) for part, pieces in prepared.segments.items()}
    segments[prepared.main] = tuple(body)
    ready = dict(prepared.ready)
    for part in (part for part in ready if part.endswith("/styles.xml")):
        ready[part] = deflated(widened(inflated(ready[part]).decode()).encode())
    return replace(prepared, segments=segments, text_width=width, ready=ready)
