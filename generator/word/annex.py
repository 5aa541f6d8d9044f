"""The numbering of annexes: a list of its own, so that no template needs to have one.

Headings of annexes and of what stands in them keep their styles, and with those their looks and their place in the
table of contents; a numbering of their own takes the place of the style's (ECMA-376 Part 1, 17.3.1.19, 17.9).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.model.document import Section
from generator.word.markup import escape

#: Twentieths of a point: where a heading's text begins, behind its number.
_INDENTS = (1361, 851)
#: The same on a line of the table of contents.
_CONTENTS = 1134
#: Tells Word that two numberings are not the same one (17.9.15); any number that no template of ours has.
_NSID = "4B6C4201"


def levels(sections: Sequence[Section]) -> tuple[str, ...]:
    """Return the texts of the levels in a document's annexes, such as ``Bilaga %1`` and ``B%1.%2``; none without any.

    The words are those of the document's own numbers.

    Raises:
        ValueError: a number is not made as the model has it.
    """
    annexes = [section for section in sections if section.annex]
    if not annexes:
        return ()
    first = _pattern(annexes[0].number, r"(.*?)\d+", r"\1%1")
    items = [clause.number for section in annexes for clause in section.clauses]
    return (first, _pattern(items[0], r"(.*?)\d+(\D+)\d+", r"\1%1\2%2")) if items else (first,)


def _pattern(number: str, form: str, text: str) -> str:
    if not re.fullmatch(form, number) or "%" in number:
        raise ValueError(f"an annex cannot be numbered {number!r}")
    return re.sub(form, text, number)


def abstract(number: int, texts: Sequence[str]) -> str:
    """Return the numbering that prints these texts, one a level."""
    made = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{escape(text)}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{indent}" w:hanging="{indent}"/></w:pPr></w:lvl>'
        for level, (text, indent) in enumerate(zip(texts, _INDENTS, strict=False))
    )
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{_NSID}"/><w:multiLevelType w:val="multilevel"/>'
        f"{made}</w:abstractNum>"
    )


def instance(number: int, kind: int) -> str:
    """Return the instance that headings are linked to."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/></w:num>'


def link(number: int, level: int) -> str:
    """Return what gives a heading its number."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def contents_line() -> str:
    """Return what a line of the table of contents needs, since ``Bilaga 1`` is longer than ``1``."""
    tab = f'<w:tabs><w:tab w:val="left" w:pos="{_CONTENTS}"/></w:tabs>'
    return f'{tab}<w:ind w:left="{_CONTENTS}" w:hanging="{_CONTENTS}"/>'
