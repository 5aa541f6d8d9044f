"""A Word file that somebody else wrote, read with suspicion: for checks, for what comes back, for import.

What is read, and in what order: headers, the body with its text boxes, footnotes and endnotes, footers. It reads
as when every tracked change is accepted. Not read: comments, the text of charts, diagrams and embedded objects,
and a whole document that Word fetches in when the file is opened, which gives a finding.

Numbers: a paragraph of the body has the number that ``tree.line_numbers`` gives it, so that a comment can be put
there; a text box has that of the paragraph it hangs on, a note that of the paragraph that refers to it. Headers
and footers have 0, which is the file.

The time and the memory that it takes are in proportion to the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.errors import DataError, Finding, Place, problem
from generator.model.wordfile import WordFile, WordParagraph, WordPicture, WordTable
from generator.word import opc, tree
from generator.word.foreign_look import Look
from generator.word.foreign_walk import Walk
from generator.word.package import MAX_PARAGRAPHS, examine_package
from generator.word.parts import Parts
from generator.word.tree import Element, w

#: Links out of the file are nothing to somebody who only reads it, but the reader has to know of them.
_TOLD = "source-docx-external"
_RELATION = f"{{{opc.OFFICE_RELATIONSHIP.removesuffix('/')}}}id"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


class Foreign(NamedTuple):
    """A file's content, and what there is to say about the file itself."""

    word: WordFile
    findings: tuple[Finding, ...]


def read_foreign(content: bytes, name: str) -> Foreign:
    """Return what a Word file holds.

    Args:
        content: the bytes of the file.
        name: what to call it in findings.

    Raises:
        DataError: it is no Word file, it is one that has macros, or looking into it is not safe.
    """
    parts, findings = examine_package(content, name)
    if any(finding.rule != _TOLD for finding in findings):
        raise DataError(findings)
    return _Reader(Parts.of(parts), name).read(findings)


class _Reader:
    """Reads one file; holds what its parts have in common."""

    def __init__(self, parts: Parts, name: str) -> None:
        self._parts = parts
        self._name = name
        self._look = Look(parts.tree("styles"), parts.tree("numbering"))
        self._paragraphs: list[WordParagraph] = []
        self._tables: list[WordTable] = []
        self._pictures: list[WordPicture] = []
        self._count = 0

    def read(self, findings: list[Finding]) -> Foreign:
        """Return the file's content."""
        root = tree.parse(self._parts.data[self._parts.main])
        self._around(root, "header")
        body = self._walk("body", background=root.find(w("background")) is not None)
        self._read(body, root.find(w("body")), tree.line_numbers(root))
        self._take(body)
        for kind in ("footnote", "endnote"):
            self._notes(kind, body)
        self._around(root, "footer")
        fetched = [Finding("source-docx-embedded", Place(self._name, number)) for number in body.embedded]
        word = WordFile(
            _title(self._parts), tuple(self._paragraphs), tuple(self._tables), tuple(self._pictures)
        )  # fmt: skip
        return Foreign(word, (*findings, *fetched))

    def _walk(self, story: str, *, background: bool = False) -> Walk:
        return Walk(self._look, story, tables=len(self._tables), background=background)

    def _read(self, walk: Walk, root: Element, numbers: Mapping[Element, int], number: int = 0) -> None:
        """Read something. The limit for the paragraphs of one part holds for all that is read together."""
        before = len(walk.paragraphs)
        walk.read(root, numbers, number)
        self._count += len(walk.paragraphs) - before
        if self._count > MAX_PARAGRAPHS:
            raise problem(
                "source-docx-too-many-paragraphs", self._name, part=self._parts.main, limit=MAX_PARAGRAPHS
            )  # fmt: skip

    def _take(self, walk: Walk) -> None:
        """Add what a walk found."""
        self._paragraphs += walk.paragraphs
        self._tables += walk.tables
        self._pictures += walk.pictures

    def _around(self, root: Element, kind: str) -> None:
        """Read the headers or the footers that some section uses, each text once."""
        links = {link.id: opc.resolve(self._parts.main, link.target) for link in self._parts.links(self._parts.main)}
        used = dict.fromkeys(links.get(mark.get(_RELATION) or "") for mark in root.iter(w(f"{kind}Reference")))
        seen: set[tuple[str, ...]] = set()
        for part in self._parts.linked(kind):
            if part not in used:
                continue
            walk = self._walk(kind)
            self._read(walk, tree.parse(self._parts.data[part]), {})
            text = tuple(paragraph.text for paragraph in walk.paragraphs)
            # The first page, odd and even pages, and each section have their own, most often alike.
            if text not in seen:
                seen.add(text)
                self._take(walk)

    def _notes(self, kind: str, body: Walk) -> None:
        root = self._parts.tree(f"{kind}s")
        walk = self._walk("note")
        for note in () if root is None else root.findall(w(kind)):
            # The other types are the lines that separate notes from text.
            if tree.value(note, "type") in (None, "normal"):
                self._read(walk, note, {}, body.notes.get((kind, tree.value(note, "id") or ""), 0))
        self._take(walk)


def _title(parts: Parts) -> str:
    """Return the title among the file's properties."""
    return next((text.strip() for text in _titles(parts) if text.strip()), "")


def _titles(parts: Parts) -> Iterator[str]:
    for link in parts.links(""):
        part = opc.resolve("", link.target)
        # Only parts with this ending were looked into when the package was.
        if link.kind == "core-properties" and part in parts.data and part.casefold().endswith(".xml"):
            yield from (element.text or "" for element in tree.parse(parts.data[part]).iter(_TITLE))
