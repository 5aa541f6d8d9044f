"""Comments that a redline writes to its own changes (ECMA-376 Part 1, 17.13.4)."""

from __future__ import annotations

from generator.word import opc
from generator.word.markup import escape, run
from generator.word.tracked_marks import Who

#: Where the part is, what it is, and what the document's link to it is called.
PART = "word/comments.xml"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
LINK = "klausulComments"


class Comments:
    """The comments of one redline; they have no time of their own."""

    def __init__(self, who: Who) -> None:
        """Write comments by somebody."""
        self._author = escape(who.author)
        self._initials = escape(who.author[:1].upper())
        self._written: list[str] = []

    def add(self, text: str) -> str:
        """Return the run of a new comment's sign.

        It is to stand before the content that the comment is about, and without marks around that: LibreOffice
        leaves the paragraph when an insertion is rejected in which they stand, or that ends with the sign.
        """
        number = len(self._written)
        self._written.append(
            f'<w:comment w:id="{number}" w:author="{self._author}" w:initials="{self._initials}">'
            f"<w:p><w:r><w:annotationRef/></w:r>{run(text)}</w:p></w:comment>"
        )
        return f'<w:r><w:commentReference w:id="{number}"/></w:r>'

    def part(self) -> str:
        """Return the comments part; empty where there are no comments."""
        if not self._written:
            return ""
        return f'{opc.XML_DECLARATION}<w:comments xmlns:w="{opc.WORD_NS}">{"".join(self._written)}</w:comments>'
