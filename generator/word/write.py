"""A Document and a prepared template become a .docx: the same bytes for the same input."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.model.document import Document
from generator.store import Store
from generator.word import opc, properties
from generator.word.body import content
from generator.word.markup import escape, inside_text
from generator.word.package import Piece, inflated, joined, piece, write_package
from generator.word.prepared import Numbering, Prepared, filled

_NO_STORE = Store(None)
#: Pieces of manifests that a process keeps. A lock, which most of them are, takes a hundred kilobytes.
_KEPT_PIECES = 64


def write(
    document: Document, prepared: Prepared, manifest: Sequence[str], custom: Mapping[str, str], store: Store = _NO_STORE
) -> bytes:
    """Return the document as the bytes of a .docx.

    Args:
        document: what to write.
        prepared: the template to write it in.
        manifest: canonical JSON, carried along for ``extract``, in pieces of which some may be those of
            other documents.
        custom: custom document properties.
        store: what keeps clauses that have been written before.

    Raises:
        ValueError: a text holds a character that XML cannot carry, or the document lacks a value that
            the template has a place for.
    """
    ready = {properties.ITEM: joined(_pieces(manifest, store)), **prepared.ready}
    return write_package(_made(document, prepared, custom, store), ready)


def parts(
    document: Document, prepared: Prepared, manifest: Sequence[str], custom: Mapping[str, str]
) -> dict[str, bytes]:
    """Return all parts of the same .docx, undeflated, say for ``package.document_hash``."""
    static = {part: inflated(entry) for part, entry in prepared.ready.items()}
    item = b"".join(piece.raw for piece in _pieces(manifest, _NO_STORE))
    return static | _made(document, prepared, custom, _NO_STORE) | {properties.ITEM: item}


def _pieces(manifest: Sequence[str], store: Store) -> list[Piece]:
    """Return the data part that carries the manifest, piece by piece."""
    start, end = properties.item()
    middle = [
        store.recall("piece", text, lambda text=text: piece(escape(text).encode()), kept=_KEPT_PIECES)  # type: ignore[misc]
        for text in manifest
    ]
    return [piece(start.encode()), *middle, piece(end.encode())]


def _made(document: Document, prepared: Prepared, custom: Mapping[str, str], store: Store) -> dict[str, bytes]:
    """Return the parts that differ from document to document."""
    made = content(document, prepared, store)
    values = {name: inside_text(value) for name, value in document.scalars}
    values |= {"front": made.front, "body": made.body}
    if missing := {name for pieces in prepared.segments.values() for name in pieces[1::2]} - values.keys():
        raise ValueError(f"the document has no value for {', '.join(sorted(missing))}")
    texts = {part: filled(pieces, values) for part, pieces in prepared.segments.items()}
    texts |= {
        prepared.numbering.part: _numbering(prepared.numbering, made.numbers),
        properties.CORE: properties.core(document.properties, document.language),
        properties.APP: properties.app(),
        properties.CUSTOM: properties.custom(custom),
        properties.ITEM_PROPERTIES: properties.item_properties(),
    }
    binary = {part: text.encode() for part, text in texts.items()}
    return binary | _relations(prepared)


def _numbering(numbering: Numbering, numbers: Iterable[int]) -> str:
    """Return the numbering with an instance for each list, so that every list starts at a) (17.9.26)."""
    instances = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{numbering.abstract}"/>'
        f'<w:lvlOverride w:ilvl="{numbering.level}"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for number in numbers
    )
    return numbering.before + instances + numbering.after


def _relations(prepared: Prepared) -> dict[str, bytes]:
    """Return content types and relationships with those of the parts we add."""
    overrides = "".join(opc.override_xml(part, kind) for part, kind in properties.CONTENT_TYPES.items())
    root = "".join(map(opc.relationship_xml, properties.RELATIONSHIPS))
    kind = f"{opc.OFFICE_RELATIONSHIP}customXml"
    data = opc.Relationship(f"rId{prepared.next_relationship}", kind, f"/{properties.ITEM}")
    own = opc.Relationship("rId1", f"{kind}Props", "itemProps1.xml")
    return {
        opc.CONTENT_TYPES: (prepared.content_types + overrides + opc.CONTENT_TYPES_END).encode(),
        opc.ROOT_RELATIONSHIPS: (prepared.root_relationships + root + opc.RELATIONSHIPS_END).encode(),
        opc.relationships_part(prepared.main): (
            prepared.main_relationships + opc.relationship_xml(data) + opc.RELATIONSHIPS_END
        ).encode(),
        properties.ITEM_RELATIONSHIPS: opc.relationships_xml([own]),
    }
