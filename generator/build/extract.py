"""Out of a document again: what it is made of, and the draft and the lock it was built from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator import lock
from generator.build.manifest import draft_of, loads
from generator.errors import problem
from generator.lock import Lock
from generator.source.write import dump
from generator.word.manifest import read_manifest
from generator.word.package import document_hash, read_package


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a document says of itself."""

    manifest: Mapping[str, Any]
    #: SHA-256 over part names and uncompressed bytes: the same on every machine.
    hash: str


def inspect(content: bytes, file: str) -> Inspected:
    """Return what a document of ours is made of.

    Raises:
        DataError: the file cannot be read, or klausul did not make it.
    """
    parts = read_package(content, file)
    text = read_manifest(parts, file)
    if text is None:
        raise problem("source-no-manifest", file)
    return Inspected(loads(text, file), document_hash(parts))


def extract(content: bytes, file: str) -> tuple[str, Lock]:
    """Return the draft file's text and the lock that a document was built from.

    Raises:
        DataError: the file cannot be read, klausul did not make it, or it was built with ``--publish``.
    """
    data = inspect(content, file).manifest
    if "draft" not in data or "lock" not in data:
        raise problem("source-published", file)
    try:
        draft = draft_of(data)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise problem("source-manifest", file) from error
    return dump(draft), lock.from_data(data["lock"], file)
