"""The text of a redline as paragraphs and tables, each in both documents or in one of them.

A paragraph whose mark is deleted flows together with the one after it (ECMA-376 Part 1, 17.13.5.15), and so
does one whose insertion is rejected. So nothing has to follow them but a paragraph or table of its own document;
only at the end of a story something must, and there ``closed`` turns the marks around.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.redline.model import DELETED, INSERTED, KEPT, State
from generator.word.tracked_marks import Marks, only

#: A style and the properties beside it.
Look = tuple[str, str]

_UNIT = re.compile("<w:tbl>.*?</w:tbl>|<w:p>.*?</w:p>", re.DOTALL)
_PARAGRAPH = re.compile('<w:p><w:pPr><w:pStyle w:val="([^"]*)"/>(.*?)</w:pPr>(.*)</w:p>', re.DOTALL)
_IN_TABLE = re.compile('<w:p><w:pPr><w:pStyle w:val="([^"]*)"/>(.*?)</w:pPr>(.*?)</w:p>', re.DOTALL)
_BOOKMARK = re.compile("<w:bookmark(?:Start|End) [^>]*/>")
#: Where a page breaks is no change of the text, and is NEW's.
_LAYOUT = "<w:keepNext/>"
#: A paragraph's own numbering, and none (17.9.18).
_NUMBER = re.compile("<w:numPr>.*?</w:numPr>")
_NO_NUMBER = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph."""

    #: Of its mark; what is in it has marks of its own.
    state: State
    look: Look
    content: str
    #: How it looked in OLD, where that is something else.
    was: Look | None = None
    #: True for half of a move as Word knows it.
    moved: bool = False
    #: True for the heading of a clause that has moved.
    travels: bool = False
    #: Range marks before and after it.
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Raw:
    """Finished XML: a table, or paragraphs and tables that are kept as they are."""

    state: State
    xml: str


Unit = Para | Raw


def kept_look(old: Look, new: Look) -> Look | None:
    """Return how a kept paragraph looked in OLD, or None where it looks the same."""
    same = old[0] == new[0] and old[1].replace(_LAYOUT, "") == new[1].replace(_LAYOUT, "")
    return None if same else old


def units(state: State, xml: str, marks: Marks, moved: bool = False) -> list[Unit]:
    """Return paragraphs and tables of ours, written as if nothing was tracked, marked as a whole."""
    found: list[Unit] = []
    for text in _UNIT.findall(xml):
        paragraph = _PARAGRAPH.fullmatch(text)
        if paragraph is None:
            found.append(Raw(state, table(state, text, marks)))
        else:
            style, properties, content = paragraph.groups()
            found.append(Para(state, (style, properties), marks.runs(state, content, moved), moved=moved))
    return found


def table(state: State, xml: str, marks: Marks) -> str:
    """Return a table, or rows of one, marked as a whole."""
    if state == KEPT:
        return xml
    rows = xml.replace("</w:trPr>", f"{marks.row(state)}</w:trPr>")
    return _IN_TABLE.sub(
        lambda found: rendered_paragraph(Para(state, (found[1], found[2]), marks.runs(state, found[3])), marks), rows
    )


def closed(story: Sequence[Unit], marks: Marks) -> list[Unit]:
    """Return a story whose last paragraph has a mark that is kept, since no program can take that one away.

    Both documents end with a paragraph. Where both last ones are new or gone, they become one; where one
    document goes on after the last paragraph of the other, that one's end is what was deleted or inserted.
    """
    found = list(story)
    end = next((index for index in range(len(found), 0, -1) if found[index - 1].state == KEPT), 0)
    gone = [index for index in range(end, len(found)) if found[index].state == DELETED]
    come = [index for index in range(end, len(found)) if found[index].state == INSERTED]
    if gone and come:
        last, new = found[gone[-1]], found[come[-1]]
        if isinstance(last, Para) and isinstance(new, Para):
            joined = replace(new, state=KEPT, content=last.content + new.content, was=kept_look(last.look, new.look))
            joined = replace(joined, before=last.before + new.before, after=last.after + new.after)
            rest = [unit for index, unit in enumerate(found) if index not in (gone[-1], come[-1])]
            return [*rest, joined]
    elif (gone or come) and end:
        return _ended(found, end, marks)
    return found


def before_tables(story: Sequence[Unit], marks: Marks, numbered: frozenset[str]) -> list[Unit]:
    """Return a story in which the paragraph before a table keeps its mark where that can be had unseen.

    LibreOffice leaves the first of the paragraphs that it takes away before a table, empty. So the end of the text
    before a table is treated as the end of a story, if that makes no paragraph look otherwise. Where it would, what
    LibreOffice leaves has no number at least; it takes the number of what was deleted away by itself.

    Args:
        numbered: ids of the styles whose paragraphs have numbers or signs.
    """
    found: list[Unit] = []
    text: list[Unit] = []
    for unit in story:
        if isinstance(unit, Para):
            text.append(unit)
            continue
        if unit.xml.startswith("<w:tbl>"):
            found += _before_table(text, marks, numbered)
            text = []
        text.append(unit)
        if unit.xml.endswith("</w:tbl>"):
            found += text
            text = []
    return [*found, *text]


def at_headings(story: Sequence[Unit], marks: Marks) -> list[Unit]:
    """Return a story in which what is new or gone at the end of a section takes the end of the paragraph before it.

    LibreOffice makes moves of its own of what is deleted in one place and inserted in another, and when it settles
    them, a paragraph of another kind that follows gets the look of the one that goes. So nothing that goes is to be
    followed by one, where that can be had unseen.
    """
    found: list[Unit] = []
    for unit in story:
        first = _spread(unit)[0] if isinstance(unit, Raw) and unit.xml.startswith("<w:p>") else unit
        if unit.state == KEPT and isinstance(first, Para):
            found = _before_other(found, first, marks)
        found.append(unit)
    return found


def _before_other(found: list[Unit], following: Para, marks: Marks) -> list[Unit]:
    end = next((index for index in range(len(found), 0, -1) if found[index - 1].state == KEPT), 0)
    run = found[end:]
    if not end or not run or len({unit.state for unit in run}) == 2:
        return found
    whole = all(isinstance(unit, Para) and not unit.moved for unit in run)
    first, last, kept = run[0], run[-1], _spread(found[end - 1])[-1]
    if not whole or not (isinstance(first, Para) and isinstance(last, Para) and isinstance(kept, Para)):
        return found
    if first.look[0] == following.look[0] or kept.was is not None:
        return found
    # A changed look shows as a change of its own. What is new may have one; what is gone only in a move, and not
    # that of a heading, which its text would be shown in.
    heading = kept.look[0] == following.look[0]
    travels = not heading and any(isinstance(unit, Para) and unit.travels for unit in run)
    if first.state == DELETED and not travels and kept_look(kept.look, last.look) is not None:
        return found
    return _ended(found, end, marks)


def _before_table(text: list[Unit], marks: Marks, numbered: frozenset[str]) -> list[Unit]:
    if not text or text[-1].state == KEPT:
        return text
    end = next((index for index in range(len(text), 0, -1) if text[index - 1].state == KEPT), 0)
    states = {unit.state for unit in text[end:]}
    last = text[-1]
    if len(states) == 2:
        return closed(text, marks)
    kept = _spread(text[end - 1])[-1] if end else None
    if isinstance(kept, Para) and isinstance(last, Para):
        looks = (kept.was or kept.look, kept.look), (kept.look, last.look)
        if all(kept_look(*pair) is None for pair in looks):
            return closed(text, marks)
    first = text[end]
    if not isinstance(first, Para) or first.state == DELETED or first.look[0] not in numbered:
        return text
    unnumbered = first.look[0], _NUMBER.sub("", first.look[1]) + _NO_NUMBER
    return [*text[:end], replace(first, was=unnumbered), *text[end + 1 :]]


def _ended(found: list[Unit], end: int, marks: Marks) -> list[Unit]:
    """Return a story of which one document ends with the unit before ``end``, and the other goes on."""
    found[end - 1 : end] = _spread(found[end - 1])
    end = next(index for index in range(len(found), 0, -1) if found[index - 1].state == KEPT)
    kept, last = found[end - 1], found[-1]
    if not isinstance(kept, Para) or not isinstance(last, Para):
        return found
    state = last.state
    old, new = kept.was or kept.look, kept.look
    # The mark that stays is the last one: what it looks like is what the end of each document looks like.
    looks = (new, kept_look(last.look, new)) if state == DELETED else (last.look, kept_look(old, last.look))
    if any(isinstance(unit, Raw) for unit in found[end:]):
        # Nothing can flow past a table. The end of the document that is shorter is told anew after it.
        return [
            *found[: end - 1],
            _other_end(kept, state, old if state == DELETED else new, marks),
            *found[end:-1],
            replace(
                last, state=KEPT, look=looks[0], was=looks[1], content=last.content + _same_end(kept, state, marks)
            ),
        ]
    flowing = replace(kept, state=state, look=old if state == DELETED else new, was=None)
    ending = replace(last, state=KEPT, look=looks[0], was=looks[1])
    return [*found[: end - 1], flowing, *found[end:-1], ending]


def _other_end(kept: Para, state: State, look: Look, marks: Marks) -> Para:
    """Return what was the last kept paragraph as the longer document has it."""
    content = _BOOKMARK.sub("", only(state, kept.content))
    return replace(kept, state=state, look=look, was=None, content=marks.runs(state, content))


def _same_end(kept: Para, state: State, marks: Marks) -> str:
    """Return the content of the last kept paragraph as the shorter document has it."""
    other = INSERTED if state == DELETED else DELETED
    content = only(other, kept.content)
    bookmarks = "".join(_BOOKMARK.findall(content))
    return bookmarks + marks.runs(other, _BOOKMARK.sub("", content))


def _spread(unit: Unit) -> list[Unit]:
    """Return the paragraphs and tables of something finished, one by one."""
    if isinstance(unit, Para):
        return [unit]
    found: list[Unit] = []
    for text in _UNIT.findall(unit.xml):
        paragraph = _PARAGRAPH.fullmatch(text)
        found.append(
            Para(unit.state, (paragraph[1], paragraph[2]), paragraph[3]) if paragraph else Raw(unit.state, text)
        )
    return found


def rendered(story: Iterable[Unit], marks: Marks, separator: Look) -> str:
    """Return a story as WordprocessingML.

    Args:
        separator: the look of a paragraph between two tables, which would grow together without it.
    """
    pieces: list[str] = []
    for unit in story:
        if isinstance(unit, Para):
            pieces += (unit.before, rendered_paragraph(unit, marks), unit.after)
            continue
        if unit.xml.startswith("<w:tbl>") and pieces and pieces[-1].endswith("</w:tbl>"):
            style, properties = separator
            pieces.append(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}{marks.both()}</w:pPr></w:p>')
        pieces.append(unit.xml)
    return "".join(pieces)


def rendered_paragraph(unit: Para, marks: Marks) -> str:
    """Return a paragraph with its mark."""
    style, properties = unit.look
    was = marks.was(*unit.was) if unit.was else ""
    end = marks.end(unit.state, unit.moved)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}{end}{was}</w:pPr>{unit.content}</w:p>'
