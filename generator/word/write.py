"""A Document and a prepared template become a .docx: the same bytes for the same input."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from generator.model.document import Document
from generator.store import Store
from generator.word import annex, opc, properties
from generator.word.blocks import Drawn
from generator.word.body import Content, content
from generator.word.markup import escape, inside_text
from generator.word.package import Piece, inflated, joined, piece, write_package
from generator.word.prepared import Numbering, Prepared, filled

#: Names of the parts of a chart: itself, the drawing of its level, and what links the one to the other.
_CHART_PARTS = ("word/charts/chart%d.xml", "word/drawings/drawing%d.xml", "word/charts/_rels/chart%d.xml.rels")
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
    made = made_parts(document, prepared, custom, content(document, prepared, store))
    return written(made, prepared, manifest, store)


def written(
    made: Mapping[str, bytes], prepared: Prepared, manifest: Sequence[str], store: Store = _NO_STORE
) -> bytes:  # fmt: skip
    """Return a .docx of the parts that ``made_parts`` returned, those of the template and the manifest."""
    ready = {properties.ITEM: joined(_pieces(manifest, store)), **prepared.ready}
    return write_package(made, ready)


def parts(
    document: Document, prepared: Prepared, manifest: Sequence[str], custom: Mapping[str, str]
) -> dict[str, bytes]:
    """Return all parts of the same .docx, undeflated, say for ``package.document_hash``."""
    static = {part: inflated(entry) for part, entry in prepared.ready.items()}
    item = b"".join(piece.raw for piece in _pieces(manifest, _NO_STORE))
    made = made_parts(document, prepared, custom, content(document, prepared, _NO_STORE))
    return static | made | {properties.ITEM: item}


def _pieces(manifest: Sequence[str], store: Store) -> list[Piece]:
    """Return the data part that carries the manifest, piece by piece."""
    start, end = properties.item()
    middle = [
        store.recall("piece", text, lambda text=text: piece(escape(text).encode()), kept=_KEPT_PIECES)  # type: ignore[misc]
        for text in manifest
    ]
    return [piece(start.encode()), *middle, piece(end.encode())]


def made_parts(document: Document, prepared: Prepared, custom: Mapping[str, str], made: Content) -> dict[str, bytes]:
    """Return the parts that differ from document to document.

    Args:
        made: the document's text.
    """
    values = {name: inside_text(value) for name, value in document.scalars}
    values |= {"front": made.front, "body": made.body}
    if missing := {name for pieces in prepared.segments.values() for name in pieces[1::2]} - values.keys():
        raise ValueError(f"the document has no value for {', '.join(sorted(missing))}")
    texts = {part: filled(pieces, values) for part, pieces in prepared.segments.items()}
    texts |= {
        prepared.numbering.part: _numbering(prepared.numbering, made),
        properties.CORE: properties.core(document.properties, document.language),
        properties.APP: properties.app(),
        properties.CUSTOM: properties.custom(custom),
        properties.ITEM_PROPERTIES: properties.item_properties(),
    }
    binary = {part: text.encode() for part, text in texts.items()}
    charts = _charts(made.drawn, document, prepared)
    return binary | charts | _relations(prepared, made.drawn, charts)


def _charts(drawn: Sequence[Drawn], document: Document, prepared: Prepared) -> dict[str, bytes]:
    """Return the parts of the charts, under names that the template has not taken."""
    if not drawn:
        return {}
    from generator.word.chart import chart_part
    from generator.word.chart_level import level_part

    made: dict[str, bytes] = {}
    free = (number for number in count(1) if not {name % number for name in _CHART_PARTS} & prepared.ready.keys())
    for number, picture in zip(free, drawn, strict=False):
        chart, level, links = (name % number for name in _CHART_PARTS)
        about = picture.chart, picture.scale, picture.place, prepared.font, document.language
        link = opc.Relationship("rId1", f"{opc.OFFICE_RELATIONSHIP}chartUserShapes", f"/{level}")
        made[chart] = chart_part(*about, link.id if picture.chart.level_value else "")
        if picture.chart.level_value:
            made |= {level: level_part(*about), links: opc.relationships_xml([link])}
    return made


def _numbering(numbering: Numbering, made: Content) -> str:
    """Return the numbering with one for the annexes, if there are any, and an instance for each list.

    A list with an instance of its own starts at a) (17.9.26).
    """
    added = annexed = ""
    if made.annexes:
        added = annex.abstract(numbering.next_abstract, made.annexes)
        annexed = annex.instance(numbering.next_id, numbering.next_abstract)
    instances = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{numbering.abstract}"/>'
        f'<w:lvlOverride w:ilvl="{numbering.level}"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for number in made.numbers
    )
    return numbering.before + added + numbering.between + annexed + instances + numbering.after


def _relations(prepared: Prepared, drawn: Sequence[Drawn], made: Iterable[str]) -> dict[str, bytes]:
    """Return content types and relationships with those of the parts we add."""
    overrides = "".join(opc.override_xml(part, kind) for part, kind in properties.CONTENT_TYPES.items())
    overrides += "".join(
        opc.override_xml(part, opc.CHART_TYPE if part.startswith("word/charts/") else opc.CHART_DRAWING_TYPE)
        for part in made
        if part.endswith(".xml")
    )
    charts = [part for part in made if part.startswith("word/charts/") and part.endswith(".xml")]
    root = "".join(map(opc.relationship_xml, properties.RELATIONSHIPS))
    kind = f"{opc.OFFICE_RELATIONSHIP}customXml"
    data = opc.Relationship(f"rId{prepared.next_relationship}", kind, f"/{properties.ITEM}")
    own = opc.Relationship("rId1", f"{kind}Props", "itemProps1.xml")
    shown = "".join(
        opc.relationship_xml(opc.Relationship(picture.link, f"{opc.OFFICE_RELATIONSHIP}chart", f"/{part}"))
        for picture, part in zip(drawn, charts, strict=True)
    )
    return {
        opc.CONTENT_TYPES: (prepared.content_types + overrides + opc.CONTENT_TYPES_END).encode(),
        opc.ROOT_RELATIONSHIPS: (prepared.root_relationships + root + opc.RELATIONSHIPS_END).encode(),
        opc.relationships_part(prepared.main): (
            prepared.main_relationships + opc.relationship_xml(data) + shown + opc.RELATIONSHIPS_END
        ).encode(),
        properties.ITEM_RELATIONSHIPS: opc.relationships_xml([own]),
    }
