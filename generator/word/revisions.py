"""Tracked changes accepted or rejected, all of them, in every part with running text.

A walk of our own, because no library takes all of them (ECMA-376 Part 1, 17.13.5): insertions, deletions and moves
of runs, of paragraph marks, of rows and cells, the properties that things had before, and numbers. Works on files
of any program, and in time that is in proportion to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.word import tree
from generator.word.parts import Parts
from generator.word.tree import Element, w

_STORIES = ("header", "footer", "footnotes", "endnotes", "comments")
_INS, _DEL, _FROM, _TO = w("ins"), w("del"), w("moveFrom"), w("moveTo")
_P, _PPR, _RPR, _TC, _TR, _TBL = w("p"), w("pPr"), w("rPr"), w("tc"), w("tr"), w("tbl")
#: Elements that only say where a change or a move begins and ends.
_RANGES = {
    w(f"{kind}{end}")
    for kind in (
        "moveFromRange", "moveToRange", "customXmlInsRange", "customXmlDelRange", "customXmlMoveFromRange",
        "customXmlMoveToRange",
    )
    for end in ("Start", "End")
}  # fmt: skip
#: What changed, and the element that holds what it was.
_CHANGES = {
    w(f"{kind}Change"): w(kind)
    for kind in ("pPr", "rPr", "sectPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr")
}  # fmt: skip
_DELETED_TEXT = {w("delText"): w("t"), w("delInstrText"): w("instrText")}
#: Marks beside the text, which make no paragraph a full one.
_BESIDE = {
    _PPR, w("bookmarkStart"), w("bookmarkEnd"), w("proofErr"), w("permStart"), w("permEnd"),
    w("commentRangeStart"), w("commentRangeEnd"),
}  # fmt: skip
_PASSED = _BESIDE | _RANGES
#: What holds paragraphs and tables one after the other without being one.
_AROUND = {w("sdt"), w("sdtContent"), w("customXml")}
#: Stands where a mark is taken away until paragraphs flow together.
_GONE = "gone"


def accept_all(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a Word file with every tracked change accepted.

    Args:
        parts: the parts as ``read_package`` gives them.

    Raises:
        ValueError: there is no document in them.
    """
    return _resolved(parts, accept=True)


def reject_all(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a Word file with every tracked change rejected.

    Args:
        parts: the parts as ``read_package`` gives them.

    Raises:
        ValueError: there is no document in them.
    """
    return _resolved(parts, accept=False)


def _resolved(parts: Mapping[str, bytes], accept: bool) -> dict[str, bytes]:
    package = Parts.of(parts)
    stories = [package.main, *(part for kind in _STORIES for part in package.linked(kind))]
    roots = {part: tree.parse(parts[part]) for part in stories}
    for root in roots.values():
        _Resolver(accept).resolve(root)
    referred = {
        tree.value(mark, "id") for root in roots.values() for mark in root.iter(w("commentReference"))
    }  # fmt: skip
    for part in package.linked("comments"):
        _drop_comments(roots, part, referred)
    return {**parts, **{part: tree.serialise(root) for part, root in roots.items()}}


def _drop_comments(roots: Mapping[str, Element], part: str, referred: set[str | None]) -> None:
    """Take away the comments that nothing refers to any more, and what is left of their ranges."""
    for comment in list(roots[part]):
        if comment.tag == w("comment") and tree.value(comment, "id") not in referred:
            roots[part].remove(comment)
    for root in roots.values():
        for mark in list(root.iter(w("commentRangeStart"), w("commentRangeEnd"))):
            if tree.value(mark, "id") not in referred:
                _cut(mark)


class _Resolver:
    """Accepts or rejects everything in one part."""

    def __init__(self, accept: bool) -> None:
        self._gone = (_DEL, _FROM) if accept else (_INS, _TO)
        self._stays = (_INS, _TO) if accept else (_DEL, _FROM)
        self._cells = (w("cellDel"), w("cellIns")) if accept else (w("cellIns"), w("cellDel"))
        self._accept = accept

    def resolve(self, root: Element) -> None:
        """Change the tree."""
        self._properties(root)
        self._rows(root)
        self._marks(root)
        self._runs(root)
        for mark in list(root.iter(*_RANGES)):
            _cut(mark)
        if not self._accept:
            for text in root.iter(*_DELETED_TEXT):
                text.tag = _DELETED_TEXT[text.tag]
        _flow(root)
        for link in list(root.iter(w("hyperlink"))):
            if len(link) == 0:
                _cut(link)

    def _properties(self, root: Element) -> None:
        """Drop what properties were, or put it back in their place."""
        for change in list(root.iter(*_CHANGES)):
            current = change.getparent()
            was = change.find(_CHANGES[change.tag])
            current.remove(change)
            if self._accept:
                continue
            # What the record of a change never holds stays: marks, and the section that ends with a paragraph.
            keep = {_RPR, w("sectPr"), w("ins"), w("del"), w("headerReference"), w("footerReference")}
            kept = [child for child in current if child.tag in keep and (current.tag != _RPR or child.tag != _RPR)]
            if current.tag == _RPR:
                kept = [child for child in current if child.tag in (_INS, _DEL, _FROM, _TO)]
            before = [child for child in kept if child.tag not in (_RPR, w("sectPr"))]
            after = [child for child in kept if child.tag in (_RPR, w("sectPr"))]
            given = [] if was is None else list(was)
            if current.tag == w("trPr"):
                before, after = [], before
            for child in list(current):
                current.remove(child)
            for child in (*before, *given, *after):
                current.append(child)
        for change in list(root.iter(w("numberingChange"))):
            change.getparent().remove(change)

    def _rows(self, root: Element) -> None:
        """Take away rows and cells, and the tables that have none left."""
        for row in list(root.iter(_TR)):
            properties = row.find(w("trPr"))
            if properties is None:
                continue
            gone = any(properties.find(name) is not None for name in self._gone)
            for mark in [child for child in properties if child.tag in (_INS, _DEL)]:
                properties.remove(mark)
            if gone:
                _cut(row)
        for cell in list(root.iter(_TC)):
            properties = cell.find(w("tcPr"))
            if properties is None:
                continue
            gone = properties.find(self._cells[0]) is not None
            for mark in [child for child in properties if child.tag in self._cells]:
                properties.remove(mark)
            if gone:
                row = cell.getparent()
                _cut(cell)
                if row.find(_TC) is None and not any(child.tag in _AROUND for child in row):
                    _cut(row)
        for found in list(root.iter(_TBL)):
            if next(found.iter(_TC), None) is None:
                _cut(found)

    def _marks(self, root: Element) -> None:
        """Settle the marks of paragraphs, and note those that are gone."""
        for paragraph in root.iter(_P):
            properties = paragraph.find(_PPR)
            look = None if properties is None else properties.find(_RPR)
            if look is None:
                continue
            gone = any(look.find(name) is not None for name in self._gone)
            for mark in [child for child in look if child.tag in (_INS, _DEL, _FROM, _TO)]:
                look.remove(mark)
            if len(look) == 0:
                properties.remove(look)
            if gone:
                paragraph.set(_GONE, "")
        for number in list(root.iter(w("numPr"))):
            mark = number.find(_INS)
            if mark is not None:
                number.remove(mark)
                if not self._accept:
                    number.getparent().remove(number)

    def _runs(self, root: Element) -> None:
        """Take away what is gone, and put what stays in the place of its mark; the innermost first."""
        for element in list(root.iter(*self._gone)):
            _cut(element)
        for element in [*root.iter(*self._stays)][::-1]:
            parent = element.getparent()
            at = parent.index(element)
            parent[at : at + 1] = list(element)


def _flow(root: Element) -> None:
    """Let the content of paragraphs whose mark is gone flow on to the next one."""
    for container in {paragraph.getparent() for paragraph in root.iter(_P) if paragraph.get(_GONE) is not None}:
        waiting: list[Element] = []
        for child in list(container):
            if child.tag == _P and child.get(_GONE) is not None:
                waiting += _left(child)
                del child.attrib[_GONE]
                if not _fits(child, container):
                    _put(waiting, child)
                    waiting = []
                else:
                    container.remove(child)
            elif child.tag == _P and waiting:
                _put(waiting, child)
                waiting = []


def _left(paragraph: Element) -> list[Element]:
    """Return what is left in a paragraph; the bookmarks of one that is empty are gone with what they marked."""
    content = [child for child in paragraph if child.tag != _PPR]
    if any(child.tag not in _BESIDE for child in content):
        return content
    opened = {tree.value(child, "id") for child in content if child.tag == w("bookmarkStart")}
    closed = {tree.value(child, "id") for child in content if child.tag == w("bookmarkEnd")}
    marks = (w("bookmarkStart"), w("bookmarkEnd"))
    return [child for child in content if child.tag not in marks or tree.value(child, "id") not in opened & closed]


def _fits(paragraph: Element, container: Element) -> bool:
    """Tell whether a paragraph can be taken away: something takes what is left in it, or nothing is."""
    following = paragraph.getnext()
    while following is not None and following.tag in _PASSED:
        following = following.getnext()
    if following is not None and following.tag == _P:
        return True
    empty = all(child.tag in _BESIDE for child in paragraph)
    # A cell and a story end with a paragraph; before a table, what is empty leaves without a trace.
    return empty and following is not None and following.tag in (_TBL, *_AROUND)


def _put(content: Iterable[Element], paragraph: Element) -> None:
    """Put content at the beginning of a paragraph, and what was in it after that."""
    at = 1 if paragraph.find(_PPR) is not None else 0
    own = list(paragraph)[at:]
    for child in own:
        paragraph.remove(child)
    for child in (*content, *own):
        paragraph.append(child)


def _cut(element: Element) -> None:
    element.getparent().remove(element)
