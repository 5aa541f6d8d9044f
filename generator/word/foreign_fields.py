"""Fields in the text of a Word file: what they show is text, what they are told is not (17.16.18)."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.word import tree
from generator.word.tree import Element, w

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: Fields whose result is a list of headings, of pictures or of places in the text.
_CONTENTS = ("TOC", "TOA", "INDEX")


def closed_marks(root: Element) -> set[Element]:
    """Return the marks of the fields that have both a beginning and an end.

    A mark without its twin is passed by: else a single one would make the rest of the file unread.
    """
    found: set[Element] = set()
    opened: list[list[Element]] = []
    for mark in root.iter(w("fldChar")):
        if next(mark.iterancestors(w("del"), w("moveFrom"), _FALLBACK), None) is not None:
            continue
        kind = tree.value(mark, "fldCharType")
        if kind == "begin":
            opened.append([mark])
        elif opened and kind == "separate":
            opened[-1].append(mark)
        elif opened and kind == "end":
            found.update((*opened.pop(), mark))
    return found


def is_contents(code: str) -> bool:
    """Return whether a field's code makes a table of contents or an index."""
    return code.split(maxsplit=1)[:1] in ([name] for name in _CONTENTS)


@dataclass(slots=True)
class _Field:
    code: list[str] = field(default_factory=list)
    #: True until the mark after which the result begins.
    telling: bool = True
    contents: bool = False
    #: Where in the paragraph's text a link begins; None for other fields.
    link: int | None = None


class Fields:
    """The fields that stand open at a place in the text."""

    def __init__(self) -> None:
        """Begin outside every field."""
        self._open: list[_Field] = []
        self._telling = 0
        self._contents = 0
        self._linked = False

    @property
    def hidden(self) -> bool:
        """True where text is part of what a field is told."""
        return self._telling > 0

    @property
    def contents(self) -> bool:
        """True inside a table of contents."""
        return self._contents > 0

    @property
    def result(self) -> bool:
        """True where text is worked out by a field, such as a cross-reference; a link's text is not."""
        return bool(self._open) and self._open[-1].link is None

    def tell(self, code: str) -> None:
        """Take a piece of a field's code."""
        if self._open and self._open[-1].telling:
            self._open[-1].code.append(code)

    def mark(self, kind: str | None, at: int) -> int | None:
        """Take a mark; return where the link began that it ends, or None.

        Args:
            kind: begin, separate or end.
            at: the number of pieces of text so far in the paragraph.
        """
        if kind == "begin":
            self._open.append(_Field())
            self._telling += 1
        elif kind == "separate" and self._open:
            self._separate(self._open[-1], at)
        elif kind == "end" and self._open:
            return self._end(self._open.pop())
        return None

    def _separate(self, current: _Field, at: int) -> None:
        if not current.telling:
            return
        current.telling = False
        self._telling -= 1
        code = "".join(current.code)
        current.contents = is_contents(code)
        self._contents += current.contents
        # A link inside a link is part of it; else a heap of them would be read over and over.
        if code.split(maxsplit=1)[:1] == ["HYPERLINK"] and not self._linked:
            self._linked, current.link = True, at

    def _end(self, ended: _Field) -> int | None:
        self._telling -= ended.telling
        self._contents -= ended.contents
        self._linked = self._linked and ended.link is None
        return ended.link
