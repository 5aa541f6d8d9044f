"""The assembled document: the one structure that every output is a projection of.

A Document holds resolved, numbered, formatted content and nothing of files, Word or Click.
All classes are frozen, so a Document can be shared, compared and hashed.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Labels of list items; the twenty-seventh is aa, the next bb, as Word numbers them.
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Text:
    """A run of characters with one look."""

    text: str
    bold: bool = False
    italic: bool = False
    #: A declared value that nobody has given yet; ``text`` is then the bracketed label.
    missing: bool = False
    #: In a comparison, ``deleted`` or ``inserted``: only the one or the other text has it. Never said by colour.
    change: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference to a clause, which prints the clause's number."""

    #: Instance key of the clause referred to.
    target: str
    #: The number it prints, such as ``3.2``.
    number: str
    bold: bool = False
    italic: bool = False


Inline = Text | Reference
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A one-level list; an ordered one is lettered and starts again at a)."""

    ordered: bool
    items: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; every row has as many cells as the header."""

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    #: True for a column of numbers, which is set to the right.
    numeric: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A category of a chart with its figure in each series."""

    label: str
    #: One figure a series, as a decimal number in text, such as ``12.5``; empty where there is none.
    values: tuple[str, ...]
    #: The same figures as they are read, such as ``12,5 procent``.
    shown: tuple[str, ...]
    #: True for a bar that stands out, such as a focus area; said in words too, never by its look alone.
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Horizontal bars, drawn in Word and on the page, with a text that says the same."""

    #: Stands over the picture.
    title: str
    #: What the picture shows, for those who do not see it.
    alternative: str
    #: What the figures count, such as ``procent``; stands at the axis.
    unit: str
    #: Names of the series; one or several, one bar each in every category.
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    #: A level drawn across the bars, such as the mean: its name and its figure as decimal text; empty without one.
    level: str = ""
    level_value: str = ""
    #: What the marked bars are, for the key, such as ``fokusområde``; empty where none is marked.
    marked: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Room for one party to sign: its name, and lines to fill in by hand."""

    party: str
    #: What each line is for, and what is known of it; an empty text is a line to write on.
    lines: tuple[tuple[str, str], ...]


Block = Paragraph | ListBlock | Table | Chart | Signature


@dataclass(frozen=True, slots=True)
class ClauseItem:
    """A clause as it stands in the document."""

    #: Instance key: unique in the document, the bookmark's name is made from it.
    key: str
    #: Id of the clause in its library.
    id: str
    #: Name of the library it was taken from; empty for a text that only this draft holds.
    library: str
    version: str
    #: Number in the document, such as ``3.2``.
    number: str
    title: str
    blocks: tuple[Block, ...]
    #: True where the municipality's own wording replaces the library's.
    local: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section or an annex, with its clauses.

    What a document makes of its draft's registers, such as a party's commitments, stands in items of
    ``clauses`` without ``id``, and what belongs to the whole section in ``blocks``.
    """

    id: str
    #: Number in the document, such as ``3``, or ``Bilaga 1`` of an annex, whose clauses are ``B1.1``, ``B1.2``.
    number: str
    title: str
    clauses: tuple[ClauseItem, ...]
    #: Stands between the heading and the first clause.
    blocks: tuple[Block, ...] = ()
    annex: bool = False
    #: True where it begins on a page of its own.
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class FrontRow:
    """A line of the header box: what it is, and the value or the bracketed label."""

    label: str
    value: Text


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the first section."""

    title: str
    subtitle: str
    #: Heading of the header box's first column, and so of the box; and of its second.
    caption: str
    value_caption: str
    rows: tuple[FrontRow, ...]
    #: The preamble under the box.
    preamble: tuple[Block, ...]
    #: Heading of the table of contents.
    contents: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document, ready to be written as Word, HTML or text."""

    contract: str
    language: str
    #: Values for the places of a template, such as ``title``, ``municipality``, ``mark``.
    scalars: tuple[tuple[str, str], ...]
    front: Front
    sections: tuple[Section, ...]
    #: True where Word is to fill in page numbers in the table of contents.
    toc_pages: bool
    #: Core properties of the file: title, subject, keywords, author; dates only from the draft.
    properties: tuple[tuple[str, str], ...]

    def clauses(self) -> tuple[ClauseItem, ...]:
        """Return all clauses in the order they stand."""
        return tuple(clause for section in self.sections for clause in section.clauses)


def letter(index: int) -> str:
    """Return the label of list item ``index`` (from 0) without the parenthesis: a, b ... z, aa, bb.

    Word's ``lowerLetter`` repeats the letter (z, aa, bb); this follows Word, since Word prints it
    (ECMA-376 Part 1, 17.18.59 ST_NumberFormat).
    """
    return _LETTERS[index % 26] * (index // 26 + 1)


def plain(content: Inlines) -> str:
    """Return the characters of some inlines as they are read, without their look."""
    return "".join(part.text if isinstance(part, Text) else part.number for part in content)
