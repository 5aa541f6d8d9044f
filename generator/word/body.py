"""A Document as the two pieces of WordprocessingML that a template has places for.

Nothing but strings is built here; what the strings name, styles and numbering, the template holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.document import Chart, ClauseItem, Document, Section, Table, Text
from generator.store import Store
from generator.word import annex
from generator.word.blocks import BlockWriter, Description, Drawn
from generator.word.markup import (
    bookmarked,
    clause_bookmark,
    escape,
    field_mark,
    field_start,
    paragraph,
    run,
    section_bookmark,
)
from generator.word.prepared import Prepared

_TAB = "<w:r><w:tab/></w:r>"


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into a template: XML for its two places, and what this XML uses besides the template's own."""

    front: str
    body: str
    #: The numIds of lists.
    numbers: tuple[int, ...]
    #: The texts of the levels of the annexes' numbering, whose numId is the first free one; none without annexes.
    annexes: tuple[str, ...] = ()
    drawn: tuple[Drawn, ...] = ()


def content(document: Document, prepared: Prepared, store: Store) -> Content:
    """Return a document as paragraphs and tables for a template's places.

    Args:
        document: what to write.
        prepared: the template.
        store: what keeps clauses that have been written before.

    Raises:
        ValueError: a text holds a character that XML cannot carry, or a key is too long for a bookmark.
    """
    writer = BodyWriter(document, prepared, store)
    front, body = writer.front(), writer.body()
    return Content(front, body, tuple(writer.blocks.numbers), writer.annexes, tuple(writer.blocks.drawn))


class BodyWriter:
    """Writes one document; holds the counters that run through it."""

    def __init__(self, document: Document, prepared: Prepared, store: Store) -> None:
        self.annexes = annex.levels(document.sections)
        self._annex = prepared.numbering.next_id
        self._reserved = 1 if self.annexes else 0
        self.blocks = BlockWriter(prepared, self._reserved)
        self._document = document
        self._styles = prepared.styles
        self._bookmark = prepared.next_bookmark
        text = self._styles["body text"]
        self._text = text
        self._local = self._styles.get("klausul lokal lydelse", text)
        self._store = store
        self._template = prepared.hash

    def front(self) -> str:
        """Return title, header box, preamble and table of contents."""
        front = self._document.front
        pieces = [paragraph(self._styles["title"], run(front.title))]
        if front.subtitle:
            pieces.append(paragraph(self._styles["subtitle"], run(front.subtitle)))
        if front.rows:
            pieces.append(self._box())
            if front.preamble and isinstance(front.preamble[0], Table):
                pieces.append(self.blocks.separator())
        pieces.append(self.blocks.blocks(front.preamble, self._text, front.title))
        pieces.append(self._contents())
        return "".join(pieces)

    def _box(self) -> str:
        front = self._document.front
        header = ((Text(front.caption),), (Text(front.value_caption),))
        rows = tuple(((Text(row.label),), (row.value,)) for row in front.rows)
        table = Table(header, rows, (False, False))
        return self.blocks.table(table, Description(front.caption, front.title))

    def _contents(self) -> str:
        r"""Return the table of contents as a field whose lines are already right (17.16.5.68 TOC).

        ``\o "1-2"`` takes both heading levels, ``\n`` leaves out page numbers, ``\h`` makes links,
        ``\z`` hides page numbers in web view, ``\u`` honours outline levels. With page numbers the field
        lacks ``\n`` only: nobody knows the pages before Word has set the text, so until someone updates
        the field its lines have none.
        """
        entries = self._entries()
        if not entries:
            return ""
        pages = "" if self._document.toc_pages else r"\n "
        style, line, look = entries[0]
        entries[0] = style, field_start(rf' TOC \o "1-2" {pages}\h \z \u ') + line, look
        style, line, look = entries[-1]
        entries[-1] = style, line + field_mark("end"), look
        heading = paragraph(self._styles["toc heading"], run(self._document.front.contents))
        return heading + "".join(paragraph(style, line, look) for style, line, look in entries)

    def _entries(self) -> list[tuple[str, str, str]]:
        """Return style, content and own properties of each line in the table of contents."""
        entries: list[tuple[str, str, str]] = []
        first, second = self._styles["toc 1"], self._styles["toc 2"]
        for section in self._document.sections:
            look = annex.contents_line() if section.annex else ""
            entries.append((first, self._entry(section, section_bookmark(section.id)), look))
            entries += ((second, self._entry(clause, clause_bookmark(clause.key)), "") for clause in section.clauses)
        return entries

    def _entry(self, item: Section | ClauseItem, bookmark: str) -> str:
        """Return a line that links to its heading; the tooltip is what PDF/UA asks of a link."""
        return (
            f'<w:hyperlink w:anchor="{bookmark}" w:tooltip="{escape(item.title)}" w:history="1">'
            f"{run(item.number)}{_TAB}{run(item.title)}</w:hyperlink>"
        )

    def body(self) -> str:
        """Return the numbered sections with their clauses."""
        pieces: list[str] = []
        for section in self._document.sections:
            look = "<w:pageBreakBefore/>" if section.new_page else ""
            look += annex.link(self._annex, 0) if section.annex else ""
            pieces.append(self._heading("heading 1", section.title, section_bookmark(section.id), look))
            pieces.append(self.blocks.blocks(section.blocks, self._text, section.title))
            pieces += (self._clause(clause, section) for clause in section.clauses)
        if self._ends_with_table():
            pieces.append(self.blocks.separator())
        return "".join(pieces)

    def _ends_with_table(self) -> bool:
        sections = self._document.sections
        if not sections:
            return False
        *_, last = (sections[-1].blocks, *(clause.blocks for clause in sections[-1].clauses))
        return bool(last) and isinstance(last[-1], Table)

    def _clause(self, clause: ClauseItem, section: Section) -> str:
        numbers, bookmark = self.blocks.numbers, self._bookmark
        first = len(numbers)

        def make() -> tuple[str, list[int]]:
            look = annex.link(self._annex, 1) if section.annex else ""
            heading = self._heading("heading 2", clause.title, clause_bookmark(clause.key), look)
            style = self._local if clause.local else self._text
            return heading + self.blocks.blocks(clause.blocks, style, clause.title), numbers[first:]

        if any(isinstance(block, Chart) for block in clause.blocks):
            # Its relationship depends on the charts before it, and on what the template got besides its own.
            return make()[0]
        # The same clause after other clauses has other numbers in it, and so is another one.
        key = (self._template, bookmark, first, clause.key, clause.title, clause.local, self._reserved, section.annex)
        text, used = self._store.recall_about("word", clause.blocks, key, make)
        numbers[first:] = used
        self._bookmark = bookmark + 1
        return text

    def _heading(self, style: str, title: str, bookmark: str, look: str = "") -> str:
        """Return a heading inside its bookmark; its number comes from the style, but for those of annexes."""
        number = self._bookmark
        self._bookmark += 1
        return paragraph(self._styles[style], bookmarked(run(title), bookmark, number), look)
