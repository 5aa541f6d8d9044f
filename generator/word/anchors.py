"""Where the clauses of a document stand in its Word file, by their bookmarks."""

from __future__ import annotations

from generator.word import tree
from generator.word.package import read_package
from generator.word.parts import Parts
from generator.word.tree import w


def bookmarked_lines(content: bytes, name: str) -> dict[str, int]:
    """Return the number of the paragraph that each bookmark begins in, as ``tree.line_numbers`` counts them.

    Args:
        content: the bytes of the file.
        name: what to call it in findings.

    Raises:
        DataError: the file cannot be read.
    """
    package = Parts.of(read_package(content, name))
    root = tree.parse(package.data[package.main])
    found: dict[str, int] = {}
    for element, number in tree.line_numbers(root).items():
        for mark in element.iter(w("bookmarkStart")):
            found.setdefault(tree.value(mark, "name") or "", number)
    return found
