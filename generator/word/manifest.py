"""The manifest inside a Word file: the draft and the lock, so that a document leads back to its source.

It is found by its namespace, never by the name of its part: LibreOffice renumbers data parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers import expat

from generator.errors import problem
from generator.word import opc

#: A name of our own that claims nobody's domain (RFC 8141 would have it registered; XML does not ask).
NAMESPACE = "urn:klausul:manifest:1"


def read_manifest(parts: Mapping[str, bytes], name: str) -> str | None:
    """Return the manifest's text, or None for a file that klausul did not make.

    Args:
        parts: the parts as ``read_package`` gives them.
        name: what to call the file in findings.

    Raises:
        DataError: ``source-docx-manifests`` when the file holds manifests that differ, as it may after
            two documents were pasted together.
    """
    mark = NAMESPACE.encode()
    found = {text for data in parts.values() if mark in data and (text := _text(data)) is not None}
    if len(found) > 1:
        raise problem("source-docx-manifests", name, count=len(found))
    return found.pop() if found else None


def _text(data: bytes) -> str | None:
    """Return the text of a manifest part, or None when the part is something else."""
    tags: list[str] = []
    try:
        opc.scan(data, lambda tag, _attributes: tags.append(tag))
    except opc.UnsafeError:
        return None
    if tags != [f"{NAMESPACE}}}klausul"]:
        return None
    pieces: list[str] = []
    parser = expat.ParserCreate()
    parser.CharacterDataHandler = pieces.append
    parser.Parse(data, True)
    return "".join(pieces)
