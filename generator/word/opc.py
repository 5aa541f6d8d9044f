"""The package format around a Word document: content types, relationships and safe XML reading.

Source: ECMA-376 Part 2 (Open Packaging Conventions). Works on bytes; nothing here opens a file.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple
from xml.parsers import expat

from generator.word.markup import escape

XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CONTENT_TYPES = "[Content_Types].xml"
ROOT_RELATIONSHIPS = "_rels/.rels"

_PACKAGE_NS = "http://schemas.openxmlformats.org/package/2006"
RELATIONSHIPS_NS = f"{_PACKAGE_NS}/relationships"
CONTENT_TYPES_NS = f"{_PACKAGE_NS}/content-types"
#: Relationship types of transitional documents, what Word has written since 2007.
OFFICE_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#: The same of "Strict Open XML", which few programs write and which names everything otherwise.
STRICT_RELATIONSHIP = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
WORD_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DOCUMENT_TYPE = f"{_WORD_TYPE}.document.main+xml"
TEMPLATE_TYPE = f"{_WORD_TYPE}.template.main+xml"
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
CHART_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml"

RELATIONSHIPS_END = "</Relationships>"
CONTENT_TYPES_END = "</Types>"

#: lxml gives up at 256 levels; real documents stay below 60.
MAX_DEPTH = 200


class UnsafeError(ValueError):
    """The XML is not read; ``rule`` says why."""

    def __init__(self, rule: str) -> None:
        self.rule = rule
        super().__init__(rule)


class Relationship(NamedTuple):
    """A link from one part to another part, or to something outside the file."""

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """The last word of the type, such as ``hyperlink``."""
        return self.type.rpartition("/")[2]


class ContentTypes(NamedTuple):
    """What each part is: by file suffix, and by part name where that is not enough."""

    defaults: dict[str, str]
    overrides: dict[str, str]

    def of(self, part: str) -> str:
        """Return the content type of ``part``; empty when none is given."""
        given = self.overrides.get(part.casefold())
        return given or self.defaults.get(part.rpartition(".")[2].casefold(), "")


def scan(data: bytes, start: Callable[[str, dict[str, str]], object]) -> None:
    """Read XML once, calling ``start`` with ``namespace}name`` and attributes of every element.

    Raises:
        UnsafeError: for a DOCTYPE (entities hide behind it), an encoding other than UTF-8 (two readers may
            disagree on what it says), nesting that overruns other readers, or XML that is not well-formed.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4]:
        raise UnsafeError("source-docx-encoding")
    depth = 0

    def declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.casefold() not in ("utf-8", "utf8", "us-ascii", "ascii"):
            raise UnsafeError("source-docx-encoding")

    def doctype(*_: object) -> None:
        raise UnsafeError("source-docx-doctype")

    def opened(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise UnsafeError("source-docx-too-deep")
        start(tag, attributes)

    def closed(_tag: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate(namespace_separator="}")
    parser.XmlDeclHandler = declaration
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UnsafeError("source-docx-malformed") from error


def relationships(data: bytes) -> list[Relationship]:
    """Return the relationships of a ``.rels`` part. Raises UnsafeError as ``scan`` does."""
    found: list[Relationship] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == f"{RELATIONSHIPS_NS}}}Relationship":
            external = attributes.get("TargetMode", "").casefold() == "external"
            get = attributes.get
            found.append(Relationship(get("Id", ""), get("Type", ""), get("Target", ""), external))

    scan(data, start)
    return found


def content_types(data: bytes) -> ContentTypes:
    """Return the content types of a package. Raises UnsafeError as ``scan`` does."""
    types = ContentTypes({}, {})

    def start(tag: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("ContentType", "")
        if tag == f"{CONTENT_TYPES_NS}}}Default":
            types.defaults[attributes.get("Extension", "").casefold()] = kind
        elif tag == f"{CONTENT_TYPES_NS}}}Override":
            types.overrides[attributes.get("PartName", "").lstrip("/").casefold()] = kind

    scan(data, start)
    return types


def relationships_part(part: str) -> str:
    """Return the name of the part that holds the relationships of ``part``."""
    folder, _, name = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")


def resolve(part: str, target: str) -> str:
    """Return the name of the part that ``target`` means when it is written in ``part``."""
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def main_part(parts: Mapping[str, bytes]) -> str | None:
    """Return the name of the part that holds the document's body, or None."""
    names = {part.casefold(): part for part in parts}
    for link in relationships(parts.get(ROOT_RELATIONSHIPS, b"<none/>")):
        if link.type == f"{OFFICE_RELATIONSHIP}officeDocument" and not link.external:
            return names.get(resolve("", link.target).casefold())
    return None


def relationships_xml(links: Iterable[Relationship], end: bool = True) -> bytes:
    """Return a ``.rels`` part; without ``end`` the last tag is left out, so that more can be added."""
    written = "".join(map(relationship_xml, links))
    text = f'{XML_DECLARATION}<Relationships xmlns="{RELATIONSHIPS_NS}">{written}'
    return (text + RELATIONSHIPS_END if end else text).encode()


def relationship_xml(link: Relationship) -> str:
    """Return the element of one relationship."""
    mode = ' TargetMode="External"' if link.external else ""
    where = f'Id="{escape(link.id)}" Type="{escape(link.type)}" Target="{escape(link.target)}"'
    return f"<Relationship {where}{mode}/>"


def content_types_xml(types: ContentTypes) -> str:
    """Return the content types without their last tag, so that more can be added."""
    defaults = "".join(
        f'<Default Extension="{escape(suffix)}" ContentType="{escape(kind)}"/>'
        for suffix, kind in sorted(types.defaults.items())
    )
    overrides = "".join(override_xml(part, kind) for part, kind in sorted(types.overrides.items()))
    return f'{XML_DECLARATION}<Types xmlns="{CONTENT_TYPES_NS}">{defaults}{overrides}'


def override_xml(part: str, kind: str) -> str:
    """Return the element that gives one part its content type."""
    return f'<Override PartName="/{escape(part)}" ContentType="{escape(kind)}"/>'
