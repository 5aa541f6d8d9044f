"""Comments in a Word file, the answers to them, and where they hang.

Source: ECMA-376 Part 1, 17.13.4; [MS-DOCX] 2.5.1 (``commentsExtended``: which comment an answer answers).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.model.marked import Spot, WordComment
from generator.word import tree
from generator.word.parts import Parts
from generator.word.tree import Element, w

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
#: What is not part of what a comment says: its sign, and what was taken out of it.
_TEXTS = (w("t"), w("tab"), w("br"), w("cr"), w("noBreakHyphen"))
_GONE = (w("del"), w("moveFrom"))


def comments(
    parts: Parts, starts: Mapping[str, Spot], ends: Mapping[str, Spot], references: Mapping[str, Spot]
) -> list[WordComment]:
    """Return the comments of a file in the order of its comments part.

    Args:
        parts: the file's parts.
        starts: where comments begin, by id.
        ends: where they end.
        references: where they have their sign, for those without a beginning.
    """
    root = parts.tree("comments")
    parents = _parents(parts)
    owners: dict[str, str] = {}
    found: list[tuple[WordComment, str]] = []
    for element in () if root is None else root.findall(w("comment")):
        identity = tree.value(element, "id") or ""
        paragraphs = element.findall(f".//{w('p')}")
        names = [name for name in (paragraph.get(f"{_W14}paraId") for paragraph in paragraphs) if name]
        # The last paragraph's id stands for the comment.
        own = names[-1] if names else ""
        owners.update(dict.fromkeys(names, identity))
        start = starts.get(identity) or references.get(identity) or ends.get(identity)
        comment = WordComment(
            identity,
            tree.value(element, "author") or "",
            tree.value(element, "date") or "",
            "\n".join(_text(paragraph) for paragraph in paragraphs).strip(),
            start=start,
            end=(ends.get(identity) or references.get(identity) or start) if start else None,
        )
        found.append((comment, own))
    return [_answering(comment, owners.get(parents.get(own, ""), "")) for comment, own in found]


def _answering(comment: WordComment, parent: str) -> WordComment:
    return replace(comment, parent=parent) if parent and parent != comment.id else comment


def _text(paragraph: Element) -> str:
    pieces = [
        (element.text or "" if element.tag == w("t") else "-" if element.tag == w("noBreakHyphen") else " ")
        for element in paragraph.iter(*_TEXTS)
        if element.getparent().tag == w("r") and next(element.iterancestors(*_GONE), None) is None
    ]
    return "".join(pieces).strip()


def _parents(parts: Parts) -> dict[str, str]:
    """Return the paragraph id of the comment that a comment answers, by its own."""
    root = parts.tree("commentsExtended")
    found: dict[str, str] = {}
    for element in () if root is None else root.iter(f"{_W15}commentEx"):
        parent = element.get(f"{_W15}paraIdParent")
        if parent:
            found[element.get(f"{_W15}paraId") or ""] = parent
    return found
