"""A template made ready: all that a build needs of it, in plain data that a cache can keep.

Nothing here knows docxtpl, Jinja or lxml, so a build with a cached template never imports them.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from generator.word.package import Ready

#: A part cut at its places: literal XML at even indexes, the name of a value at odd ones.
Segments = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbering part, cut where new numberings and new instances of one go, and what the instances point at."""

    part: str
    #: Up to the last abstract numbering, from there up to the last instance, and the rest.
    before: str
    between: str
    after: str
    #: The abstract numbering of the ordered list style, and the level the style uses.
    abstract: str
    level: int
    #: The first numId that no instance of the template has.
    next_id: int
    #: The first free id of an abstract numbering.
    next_abstract: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A template, checked and cut up, so that filling it is joining strings."""

    #: SHA-256 of the template's parts.
    hash: str
    #: Name of the part that holds the body, nearly always ``word/document.xml``.
    main: str
    #: The body, the headers and the footers.
    segments: Mapping[str, Segments]
    #: Style ids by style name in small letters; a Swedish Word names ids ``Rubrik1`` but keeps the name.
    styles: Mapping[str, str]
    numbering: Numbering
    #: The first bookmark id that the template does not use.
    next_bookmark: int
    #: The first free number for a relationship id in the main part, ``rId…``.
    next_relationship: int
    #: Width between the margins of the last section, in twentieths of a point.
    text_width: int
    #: The font of running text, for what is drawn; ``+mn-lt`` or ``+mj-lt`` for one of the theme's, empty if unsaid.
    font: str
    #: Content types, the package's relationships and the main part's, each without its last tag.
    content_types: str
    root_relationships: str
    main_relationships: str
    #: The parts that are copied as they are.
    ready: Mapping[str, Ready]

    def to_json(self) -> dict[str, object]:
        """Return the template as data that ``json`` can write."""
        numbering = {name: getattr(self.numbering, name) for name in Numbering.__slots__}
        plain = {name: getattr(self, name) for name in Prepared.__slots__}
        ready = {
            part: [entry.crc, entry.size, binascii.b2a_base64(entry.data, newline=False).decode()]
            for part, entry in self.ready.items()
        }
        segments = {part: list(pieces) for part, pieces in self.segments.items()}
        plain |= {"numbering": numbering, "ready": ready, "segments": segments, "styles": dict(self.styles)}
        return plain

    @classmethod
    def from_json(cls, data: object) -> Prepared:
        """Return what ``to_json`` was given.

        Raises:
            ValueError: the data has another shape, as a cache written by another version may have.
        """
        try:
            return cls(**_read(data))
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("not a prepared template") from error


def _read(data: object) -> dict[str, Any]:
    """Return the arguments of Prepared, made from the data that ``to_json`` gave."""
    if not isinstance(data, Mapping):
        raise TypeError("not a mapping")
    arguments: dict[str, Any] = {name: data[name] for name in Prepared.__slots__}
    arguments["numbering"] = Numbering(**data["numbering"])
    arguments["segments"] = {part: tuple(pieces) for part, pieces in data["segments"].items()}
    arguments["ready"] = {
        part: Ready(crc, size, binascii.a2b_base64(packed)) for part, (crc, size, packed) in data["ready"].items()
    }
    return arguments


def drawing_ids(segments: Iterable[Segments]) -> Iterator[int]:
    """Yield ids that no drawing of the template has (ECMA-376 Part 1, 20.4.2.5)."""
    used = (
        int(found)
        for pieces in segments
        for piece in pieces
        for found in re.findall(r'docPr [^>]*\bid="(\d{1,9})"', piece)
    )
    return count(1 + max(used, default=0))


def filled(segments: Segments, values: Mapping[str, str]) -> str:
    """Return a part's text with ``values``, which are already XML, in its places.

    Raises:
        KeyError: there is no value for a place.
    """
    pieces = list(segments)
    pieces[1::2] = [values[name] for name in segments[1::2]]
    return "".join(pieces)
