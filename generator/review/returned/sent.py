"""What was sent, as the lines that a returned file is held against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from generator.model.marked import Cell, MarkedFile, MarkedParagraph
from generator.redline.words import bag

#: Bookmarks of clauses and of sections (``generator.word.markup``); ids have hyphens where names have low lines.
_CLAUSE, _SECTION = "kl_", "kl__"


@dataclass(frozen=True, slots=True)
class SentLine:
    """A paragraph, an item or a cell as it was sent."""

    #: clause, section or front
    place: str
    #: Instance key of the clause or id of the section; empty in the front.
    key: str
    #: Number and title of the clause or the section.
    number: str
    heading: str
    #: Its place in the clause, from 0 for the heading.
    line: int
    text: str
    #: The text as it is compared.
    plain: str
    words: Counter[str]
    #: Outline level of a heading, else 0.
    level: int
    cell: Cell
    #: The texts of the fields in it, in order.
    fields: tuple[str, ...] = ()
    numbering: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A whole document as it was sent."""

    lines: tuple[SentLine, ...]
    #: Lines of each clause and section, by place and key.
    parts: Mapping[tuple[str, str], tuple[int, ...]]
    #: The line at which each bookmark stands.
    bookmarks: Mapping[str, int]
    #: Texts of the table of contents, for files of programs that do not tell that it is one.
    contents: frozenset[str] = frozenset()
    #: Cells without text, which count as lines.
    empty: Mapping[Cell, SentLine] = field(default_factory=dict)


def plain(text: str) -> str:
    """Return a text as it is compared: kinds of blanks say nothing."""
    import unicodedata

    return " ".join(unicodedata.normalize("NFC", text).split())


def sent_lines(file: MarkedFile, rows: list[dict[str, Any]]) -> Sent:
    """Return what a file of ours holds.

    Args:
        file: the file that was sent.
        rows: the clauses of its manifest.
    """
    numbers = {row["key"]: row["number"] for row in rows}
    everything = [*_lines(file, numbers)]
    lines = _numbered([line for line in everything if line.plain])
    parts: dict[tuple[str, str], list[int]] = {}
    for index, line in enumerate(lines):
        parts.setdefault((line.place, line.key), []).append(index)
    names = {
        (_SECTION if place == "section" else _CLAUSE) + key.replace("-", "_"): found[0]
        for (place, key), found in parts.items()
        if place != "front"
    }
    contents = {plain("".join(span.text for span in one.spans)) for one in file.paragraphs if one.contents}
    return Sent(
        tuple(lines),
        {key: tuple(found) for key, found in parts.items()},
        names,
        frozenset(contents),
        {line.cell: line for line in everything if not line.plain},
    )


def _lines(file: MarkedFile, numbers: Mapping[str, str]) -> Iterator[SentLine]:
    place, key, heading, count = "front", "", "", 0
    for paragraph in file.paragraphs:
        if paragraph.story not in ("body", "box") or paragraph.contents:
            continue
        text = "".join(span.text for span in paragraph.spans)
        for name in paragraph.bookmarks:
            place, key, heading, count = *_named(name), text, 0
        if plain(text) or paragraph.cell.table:
            number = numbers.get(key, "") if place == "clause" else ""
            yield _line(paragraph, text, (place, key, number, heading, count))
            count += 1


def _line(paragraph: MarkedParagraph, text: str, where: tuple[str, str, str, str, int]) -> SentLine:
    fields = tuple(span.text for span in paragraph.spans if span.field)
    return SentLine(
        *where, text, plain(text), bag([text]), paragraph.level, paragraph.cell, fields, paragraph.numbering
    )  # fmt: skip


def _named(bookmark: str) -> tuple[str, str]:
    if bookmark.startswith(_SECTION):
        return "section", bookmark.removeprefix(_SECTION).replace("_", "-")
    return "clause", bookmark.removeprefix(_CLAUSE).replace("_", "-")


def _numbered(lines: list[SentLine]) -> list[SentLine]:
    """Return the lines with numbers for sections, which are the beginning of those of their clauses."""
    number, found = "", []
    for line in reversed(lines):
        if line.place == "clause":
            number = line.number.rpartition(".")[0]
        elif line.place == "section" and not line.line:
            found.append(replace(line, number=number))
            number = ""
            continue
        found.append(replace(line, number=number) if line.place == "section" else line)
    return found[::-1]
