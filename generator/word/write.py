"""A Document and a prepared template become a .docx: the same bytes for the same input."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.model.document import Document
from generator.word import opc, properties
from generator.word.body import content
from generator.word.markup import inside_text
from generator.word.package import inflated, write_package
from generator.word.prepared import Numbering, Prepared, filled


def write(document: Document, prepared: Prepared, manifest: bytes, custom: Mapping[str, str]) -> bytes:
    """Return the document as the bytes of a .docx.

    Args:
        document: what to write.
        prepared: the template to write it in.
        manifest: canonical JSON, carried along for ``extract``.
        custom: custom document properties.

    Raises:
        ValueError: a text holds a character that XML cannot carry, or the document lacks a value that
            the template has a place for.
    """
    return write_package(_made(document, prepared, manifest, custom), prepared.ready)


def parts(document: Document, prepared: Prepared, manifest: bytes, custom: Mapping[str, str]) -> dict[str, bytes]:
    """Return all parts of the same .docx, undeflated, say for ``package.document_hash``."""
    static = {part: inflated(entry) for part, entry in prepared.ready.items()}
    return static | _made(document, prepared, manifest, custom)


def _made(document: Document, prepared: Prepared, manifest: bytes, custom: Mapping[str, str]) -> dict[str, bytes]:
    """Return the parts that differ from document to document."""
    made = content(document, prepared)
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
        properties.ITEM: properties.item(manifest),
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
