"""Lists whose first item is in one document only.

LibreOffice forgets that a list starts at a) when the item that said so is taken away. Such a list gets a numbering
of its own, which nothing else counts in (ECMA-376 Part 1, 17.9.1).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

#: What ties a numbering to a style, a gallery or another numbering.
_TIES = re.compile("<w:(?:nsid|tmpl|name|styleLink|numStyleLink|pStyle) [^>]*/>")
#: Tells Word that two numberings are not the same one (17.9.15).
_NSID = 0x4B6C4300


def with_own(numbering: str, numbers: Sequence[int]) -> str:
    """Return a numbering part in which some instances have a numbering of their own.

    Args:
        numbering: the part, as ``write`` makes it.
        numbers: numIds of the lists.
    """
    used = [int(number) for number in re.findall(r'w:abstractNumId="(\d+)"', numbering)]
    copies: list[str] = []
    for index, number in enumerate(numbers):
        own = max(used) + 1 + index
        instance = re.search(rf'<w:num w:numId="{number}"><w:abstractNumId w:val="(\d+)"/>', numbering)
        assert instance is not None
        given = re.search(
            rf'<w:abstractNum\b[^>]*w:abstractNumId="{instance[1]}"[^>]*>(.*?)</w:abstractNum>', numbering, re.DOTALL
        )
        assert given is not None
        inside = f'<w:nsid w:val="{_NSID + index:08X}"/>{_TIES.sub("", given[1])}'
        copies.append(f'<w:abstractNum w:abstractNumId="{own}">{inside}</w:abstractNum>')
        numbering = numbering.replace(
            instance[0], f'<w:num w:numId="{number}"><w:abstractNumId w:val="{own}"/>'
        )  # fmt: skip
    at = re.search(r"<w:num\b", numbering)
    assert at is not None
    return f"{numbering[: at.start()]}{''.join(copies)}{numbering[at.start() :]}"
