"""A returned Word file read with suspicion: its text with every tracked change, and its comments.

What ``foreign`` reads as accepted is told apart here, with author and date. The same limits hold, and the time
is in proportion to the file.

Source: ECMA-376 Part 1, 17.13.4 (comments), 17.13.5 (tracked changes), 17.13.6 (bookmarks), 22.3 (custom
properties); [MS-DOCX] 2.5.1 (answers to comments).
"""

from __future__ import annotations

from typing import NamedTuple

from generator.errors import DataError, Finding, Place, problem
from generator.model.marked import MarkedFile, WordComment
from generator.word import tree
from generator.word.foreign_look import Look
from generator.word.manifest import read_manifest
from generator.word.marked_comments import comments
from generator.word.marked_walk import MarkedWalk
from generator.word.package import MAX_PARAGRAPHS, examine_package
from generator.word.parts import Parts
from generator.word.tree import Element, w

_TOLD = "source-docx-external"
#: Changes of look and of what is around the text; the text itself is as it was.
_FORMATTING = tuple(
    w(name)
    for name in (
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "tblPrExChange", "trPrChange",
        "tcPrChange", "numberingChange", "cellMerge",
    )
)  # fmt: skip


class MarkedRead(NamedTuple):
    """A file's content, and what there is to say about the file itself."""

    file: MarkedFile
    findings: tuple[Finding, ...]


def read_marked(content: bytes, name: str) -> MarkedRead:
    """Return what a Word file holds, with its changes and comments.

    Args:
        content: the bytes of the file.
        name: what to call it in findings.

    Raises:
        DataError: it is no Word file, it is one that has macros, or looking into it is not safe.
    """
    data, findings = examine_package(content, name)
    if any(finding.rule != _TOLD for finding in findings):
        raise DataError(findings)
    parts = Parts.of(data)
    reader = _Reader(parts, name)
    file, embedded = reader.read()
    fetched = [Finding("source-docx-embedded", Place(name, number)) for number in embedded]
    return MarkedRead(file, (*findings, *fetched))


class _Reader:
    """Reads one file; holds what its parts have in common."""

    def __init__(self, parts: Parts, name: str) -> None:
        self._parts = parts
        self._name = name
        self._walk = MarkedWalk(Look(parts.tree("styles"), parts.tree("numbering")))
        self._formatting = 0

    def read(self) -> tuple[MarkedFile, list[int]]:
        """Return the content, and the paragraphs after which another document is fetched in."""
        root = tree.parse(self._parts.data[self._parts.main])
        walk = self._walk
        self._stories("header")
        self._read(root.find(w("body")), "body", tree.line_numbers(root))
        for kind in ("footnote", "endnote"):
            self._notes(kind)
        self._stories("footer")
        found = comments(self._parts, walk.starts, walk.ends, walk.references)
        return (
            MarkedFile(
                tuple(walk.paragraphs),
                tuple(self._sound(found)),
                self._formatting,
                self._parts.properties(),
                read_manifest(self._parts.data, self._name),
            ),
            walk.embedded,
        )

    def _read(self, root: Element, story: str, numbers: dict[Element, int], number: int = 0) -> None:
        self._walk.read(root, story, numbers, number)
        self._formatting += sum(1 for _ in root.iter(*_FORMATTING))
        if len(self._walk.paragraphs) > MAX_PARAGRAPHS:
            raise problem(
                "source-docx-too-many-paragraphs", self._name, part=self._parts.main, limit=MAX_PARAGRAPHS
            )  # fmt: skip

    def _stories(self, kind: str) -> None:
        for part in self._parts.linked(kind):
            self._read(tree.parse(self._parts.data[part]), kind, {})

    def _notes(self, kind: str) -> None:
        root = self._parts.tree(f"{kind}s")
        for note in () if root is None else root.findall(w(kind)):
            # The other types are the lines that separate notes from text.
            if tree.value(note, "type") in (None, "normal"):
                number = self._walk.notes.get((kind, tree.value(note, "id") or ""), 0)
                self._read(note, "note", {}, number)

    def _sound(self, found: list[WordComment]) -> list[WordComment]:
        if len(found) > MAX_PARAGRAPHS:
            raise problem("source-docx-too-many-paragraphs", self._name, part="comments.xml", limit=MAX_PARAGRAPHS)
        return found
