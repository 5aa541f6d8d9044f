"""A .docx file as a mapping from part names to bytes: read with suspicion, written alike every time.

Reading: the file may come from anyone, so sizes, names and links are checked before anything is
parsed (ECMA-376 Part 2 for names and physical packages). Writing: our own zip writer, because
``zipfile`` writes the clock into every entry and cannot copy a part that is already deflated.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from generator.errors import DataError, Finding, Place, problem
from generator.word import opc

if TYPE_CHECKING:
    import zipfile

MAX_PARTS = 2_000
MAX_TOTAL = 50 * 1024 * 1024
MAX_XML = 20 * 1024 * 1024
MAX_PARAGRAPHS = 50_000
MAX_RATIO = 100
#: Below this size no ratio is suspicious: a page of blanks shrinks a thousandfold.
_RATIO_FLOOR = 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Central directory entries are counted before zipfile makes an object of each one.
_ENTRY = b"PK\x01\x02"
_STORED, _DEFLATED = 0, 8
_ATTRIBUTES = r"(?:\s+[\w.:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*"
#: Compiled where it is used, which a build never does.
_ATTACHED = rf"<(?:[\w.-]+:)?attachedTemplate{_ATTRIBUTES}(?:/>|>\s*</[\w.:-]+\s*>)".encode()

#: 1 January 1980, the first day a zip entry can have.
_DATE = 0x0021
_UTF8_NAME = 0x0800


class Ready(NamedTuple):
    """A part that is already deflated: what a zip entry says of it, and the deflated bytes."""

    crc: int
    size: int
    data: bytes


def read_package(data: bytes, name: str) -> dict[str, bytes]:
    """Return the parts of a .docx or .dotx, in the order of their names.

    Links out of the file: hyperlinks stay; the link to an attached template, which Word writes into
    most office documents, is taken away together with the element that uses it; every other one (linked
    images, sub-documents, mail-merge sources) is refused, because programs fetch it without asking.

    Args:
        data: the bytes of the file.
        name: what to call the file in findings.

    Raises:
        DataError: one or more ``source-docx-…`` findings that say why the file is not read.
    """
    parts, findings = examine_package(data, name)
    if findings:
        raise DataError(findings)
    return parts


def examine_package(data: bytes, name: str) -> tuple[dict[str, bytes], list[Finding]]:
    """Return parts that are safe to look into, and the findings for which the file is refused all the same.

    For checks that are to say everything at once: macros and links to elsewhere do not keep them from
    reading the rest.

    Raises:
        DataError: one or more ``source-docx-…`` findings that say why the file cannot be looked into.
    """
    if data.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise problem("source-docx-encrypted" if encrypted else "source-docx-old-format", name)
    if not data.startswith(b"PK"):
        raise problem("source-docx-not-zip", name)
    parts = dict(sorted(_unpack(data, name).items()))
    _check_xml(parts, name)
    findings = _check_kind(parts, name)
    kept, links = _without_links(parts, name)
    return kept, [*findings, *links]


def unpacked(data: bytes, name: str) -> dict[str, bytes]:
    """Return the parts of a file that ``examine_package`` has read, as they are in it.

    Raises:
        DataError: as ``read_package``.
    """
    return _unpack(data, name)


def _unpack(data: bytes, name: str) -> dict[str, bytes]:
    """Return the entries of the zip file; raise DataError for one that breaks a limit."""
    import zipfile

    if data.count(_ENTRY) > 10 * MAX_PARTS:
        raise problem("source-docx-too-many-parts", name, limit=MAX_PARTS)
    # What zipfile raises for bytes that only look like a zip file is not documented as one class.
    broken = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError)
    try:
        with _opened(data) as archive:
            infos = archive.infolist()
            _check_entries(infos, name)
            return dict(_contents(archive, infos, len(data), name))
    except (*broken, NotImplementedError, RuntimeError) as error:
        raise problem("source-docx-damaged", name) from error


def _opened(data: bytes) -> zipfile.ZipFile:
    import io
    import zipfile

    return zipfile.ZipFile(io.BytesIO(data))


def _check_entries(infos: list[zipfile.ZipInfo], name: str) -> None:
    """Refuse entries by what the directory says of them: number, names, encryption, method."""
    if len(infos) > MAX_PARTS:
        raise problem("source-docx-too-many-parts", name, limit=MAX_PARTS)
    place = Place(name)
    findings: list[Finding] = []
    seen: set[str] = set()
    for info in infos:
        # orig_filename is the name before zipfile cuts it at a NUL, where two readers may disagree.
        part = info.orig_filename
        if not _safe_name(part):
            findings.append(Finding("source-docx-part-name", place, values={"part": ascii(part)}))
        elif part.casefold() in seen:
            findings.append(Finding("source-docx-duplicate-part", place, values={"part": part}))
        seen.add(part.casefold())
        if info.flag_bits & 1:
            findings.append(Finding("source-docx-encrypted", place))
        elif info.compress_type not in (_STORED, _DEFLATED):
            findings.append(Finding("source-docx-compression", place, values={"part": part}))
    if findings:
        raise DataError(findings)


def _safe_name(part: str) -> bool:
    """Return whether the name stays inside the package on every system."""
    steps = part.removesuffix("/").split("/")
    strange = any(char in '\\:*?"<>|' or not char.isprintable() for char in part)
    return not strange and not any(step in ("", ".", "..") for step in steps)


def _contents(
    archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], packed: int, name: str
) -> Iterator[tuple[str, bytes]]:
    """Yield each part's name and bytes, reading no more than the limits allow: headers can lie."""
    total = 0
    for info in infos:
        part = info.orig_filename
        if part.endswith("/"):
            continue
        xml = part.casefold().endswith((".xml", ".rels"))
        with archive.open(info) as entry:
            content = entry.read(min(MAX_XML if xml else MAX_TOTAL, MAX_TOTAL - total) + 1)
        total += len(content)
        if xml and len(content) > MAX_XML:
            raise problem("source-docx-part-too-large", name, part=part, limit=MAX_XML // 1024**2)
        if total > MAX_TOTAL:
            raise problem("source-docx-too-large", name, limit=MAX_TOTAL // 1024**2)
        if total > max(_RATIO_FLOOR, MAX_RATIO * packed):
            raise problem("source-docx-ratio", name, limit=MAX_RATIO)
        yield part, content


def _check_xml(parts: Mapping[str, bytes], name: str) -> None:
    """Refuse parts that are not well-formed, plain UTF-8 XML, and bodies with too many paragraphs."""
    findings: list[Finding] = []
    types = opc.ContentTypes({}, {})
    # Content types first: they tell which parts are XML whatever their names end in.
    for part in (opc.CONTENT_TYPES, *parts):
        if part not in parts or not _is_xml(part, types):
            continue
        paragraphs = 0

        def start(tag: str, _attributes: dict[str, str]) -> None:
            nonlocal paragraphs
            paragraphs += tag == f"{opc.WORD_NS}}}p"

        try:
            if part == opc.CONTENT_TYPES:
                types = opc.content_types(parts[part])
            opc.scan(parts[part], start)
        except opc.UnsafeError as unsafe:
            # Other programs write their own data parts in UTF-16; nothing of ours reads those.
            if unsafe.rule == "source-docx-encoding" and part.startswith("customXml/"):
                continue
            findings.append(Finding(unsafe.rule, Place(name), values={"part": part}))
        if paragraphs > MAX_PARAGRAPHS:
            values = {"part": part, "limit": MAX_PARAGRAPHS}
            findings.append(Finding("source-docx-too-many-paragraphs", Place(name), values=values))
    if findings:
        raise DataError(findings)


def _is_xml(part: str, types: opc.ContentTypes) -> bool:
    return part.casefold().endswith((".xml", ".rels")) or types.of(part).casefold().endswith("xml")


def _check_kind(parts: Mapping[str, bytes], name: str) -> list[Finding]:
    """Refuse what is a proper package but not a Word document; return what it may not hold: macros."""
    types = opc.content_types(parts.get(opc.CONTENT_TYPES, b"<none/>"))
    kinds = {types.of(part) for part in parts}
    macros = any("macroEnabled" in kind or "vbaProject" in kind for kind in kinds)
    macros = macros or any(part.casefold().endswith("vbaproject.bin") for part in parts)
    findings = [Finding("source-docx-macros", Place(name))] if macros else []
    links = opc.relationships(parts.get(opc.ROOT_RELATIONSHIPS, b"<none/>"))
    if any(link.type.startswith(opc.STRICT_RELATIONSHIP) for link in links):
        raise DataError([*findings, Finding("source-docx-strict", Place(name))])
    main = opc.main_part(parts)
    # A document with macros is said to be another kind of document; what it holds is the same.
    ours = main is not None and (macros or types.of(main) in (opc.DOCUMENT_TYPE, opc.TEMPLATE_TYPE))
    if main is None or not ours or not _has_body(parts[main]):
        raise DataError(findings or [Finding("source-docx-no-body", Place(name))])
    return findings


def _has_body(data: bytes) -> bool:
    elements: list[str] = []
    opc.scan(data, lambda tag, _attributes: elements.append(tag) if len(elements) < 3 else None)
    return elements[:1] == [f"{opc.WORD_NS}}}document"] and f"{opc.WORD_NS}}}body" in elements


def _without_links(parts: dict[str, bytes], name: str) -> tuple[dict[str, bytes], list[Finding]]:
    """Return the parts without links out of the file, and those links that programs follow."""
    findings: list[Finding] = []
    kept = dict(parts)
    for part, data in parts.items():
        if not part.casefold().endswith(".rels"):
            continue
        links = opc.relationships(data)
        outward = [link for link in links if link.external and link.kind != "hyperlink"]
        for link in outward:
            if link.kind != "attachedTemplate":
                values = {"kind": link.kind, "target": link.target}
                findings.append(Finding("source-docx-external", Place(name), values=values))
        if outward:
            kept[part] = opc.relationships_xml(link for link in links if link not in outward)
            owner = part.replace("_rels/", "").removesuffix(".rels")
            if owner in kept:
                kept[owner] = re.sub(_ATTACHED, b"", kept[owner])
    return kept, findings


#: An empty last block: pieces end without one.
_LAST_BLOCK = b"\x03\x00"


def deflated(data: bytes) -> Ready:
    """Return a part as it will lie in the zip file: raw deflate, zlib's level 1.

    The fastest level: a document is a fifth larger than with level 6, and takes a third of the time.
    """
    packer = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Ready(zlib.crc32(data), len(data), packer.compress(data) + packer.flush())


class Piece(NamedTuple):
    """A piece of a part, deflated by itself, so that it can be kept and stand in many documents."""

    raw: bytes
    packed: bytes


def piece(raw: bytes) -> Piece:
    """Return a piece that ends at a byte's border, as pieces that are put together must (RFC 1951, 3.2.4)."""
    packer = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Piece(raw, packer.compress(raw) + packer.flush(zlib.Z_FULL_FLUSH))


def joined(pieces: Iterable[Piece]) -> Ready:
    """Return the part that some pieces make together."""
    crc, size, packed = 0, 0, []
    for part in pieces:
        crc, size = zlib.crc32(part.raw, crc), size + len(part.raw)
        packed.append(part.packed)
    return Ready(crc, size, b"".join((*packed, _LAST_BLOCK)))


def inflated(ready: Ready) -> bytes:
    """Return the bytes that ``deflated`` was given."""
    return zlib.decompress(ready.data, -zlib.MAX_WBITS)


def write_package(parts: Mapping[str, bytes], ready: Mapping[str, Ready]) -> bytes:
    """Return a zip file of the parts: the same bytes for the same parts and the same zlib.

    Content types and the package's relationships come first, as programs that read a stream expect,
    then the parts by name.

    Args:
        parts: parts to deflate.
        ready: parts that are already deflated and are copied as they are; no name may be in both.

    Raises:
        ValueError: a part is given twice.
    """
    if twice := parts.keys() & ready.keys():
        raise ValueError(f"parts given twice: {sorted(twice)}")
    first = {opc.CONTENT_TYPES: 0, opc.ROOT_RELATIONSHIPS: 1}
    names = sorted((*parts, *ready), key=lambda part: (first.get(part, 2), part))
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name in names:
        entry = ready[name] if name in ready else deflated(parts[name])
        label = name.encode()
        flags = 0 if name.isascii() else _UTF8_NAME
        common = struct.pack(
            "<5H3L2H", 20, flags, _DEFLATED, 0, _DATE, entry.crc, len(entry.data), entry.size, len(label), 0
        )
        body += (b"PK\x03\x04", common, label, entry.data)
        where = struct.pack("<3H2L", 0, 0, 0, 0, offset)
        directory += (_ENTRY, struct.pack("<H", 20), common, where, label)
        offset += 4 + len(common) + len(label) + len(entry.data)
    size = sum(map(len, directory))
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(names), len(names), size, offset, 0)
    return b"".join((*body, *directory, end))


def document_hash(parts: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of part names and contents: what stays equal when the zip file differs."""
    digest = hashlib.sha256()
    for name in sorted(parts):
        for piece in (name.encode(), parts[name]):
            digest.update(struct.pack("<Q", len(piece)))
            digest.update(piece)
    return digest.hexdigest()
