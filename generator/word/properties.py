"""The small parts beside the text: document properties, and the manifest's data part.

Source: ECMA-376 Part 2, clause 10 (core properties); Part 1, 22.2 and 22.3 (extended and custom
properties) and 22.5 (custom XML data storage).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.word.manifest import NAMESPACE
from generator.word.markup import escape
from generator.word.opc import OFFICE_RELATIONSHIP, XML_DECLARATION, Relationship

CORE, APP, CUSTOM = "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"
ITEM, ITEM_PROPERTIES = "customXml/item1.xml", "customXml/itemProps1.xml"
ITEM_RELATIONSHIPS = "customXml/_rels/item1.xml.rels"

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument"

#: Content types of the parts made here.
CONTENT_TYPES = {
    CORE: "application/vnd.openxmlformats-package.core-properties+xml",
    APP: f"{_OFFICE_TYPE}.extended-properties+xml",
    CUSTOM: f"{_OFFICE_TYPE}.custom-properties+xml",
    ITEM: "application/xml",
    ITEM_PROPERTIES: f"{_OFFICE_TYPE}.customXmlProperties+xml",
}
#: The package's links to its properties. The ids are ours alone: the template's links were dropped.
RELATIONSHIPS = (
    Relationship("klausulCore", f"{_PACKAGE}/relationships/metadata/core-properties", CORE),
    Relationship("klausulApp", f"{OFFICE_RELATIONSHIP}extended-properties", APP),
    Relationship("klausulCustom", f"{OFFICE_RELATIONSHIP}custom-properties", CUSTOM),
)

#: The element of each core property, by the name a Document has for it.
_ELEMENTS = {
    "title": "dc:title",
    "subject": "dc:subject",
    "author": "dc:creator",
    "creator": "dc:creator",
    "keywords": "cp:keywords",
    "description": "dc:description",
    "category": "cp:category",
    "language": "dc:language",
    "created": "dcterms:created",
    "modified": "dcterms:modified",
}
#: Format id of custom properties; Word numbers them from 2.
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_ID = 2
#: Names the data part; it may be any GUID and is the same in every file of ours.
_ITEM_ID = "{6B1C5A3E-3C0B-4E55-9B0E-2D3F7F0C9A11}"


def core(properties: Sequence[tuple[str, str]], language: str) -> str:
    """Return the core properties.

    Args:
        properties: pairs of name and value; an empty value is left out. Dates are written as
            ``2026-11-23`` or with a time, and stand only where the document gives them.
        language: the document's language, such as ``sv-SE``.

    Raises:
        ValueError: a property has a name that core properties lack, or is given twice.
    """
    given = [*properties, *([] if "language" in dict(properties) else [("language", language)])]
    elements: dict[str, str] = {}
    for name, value in given:
        element = _ELEMENTS.get(name)
        if element is None or element in elements:
            raise ValueError(f"core property {name!r} is unknown or given twice")
        if value:
            elements[element] = _core_element(element, value)
    return (
        f'{XML_DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{''.join(elements.values())}</cp:coreProperties>"
    )


def _core_element(element: str, value: str) -> str:
    if not element.startswith("dcterms:"):
        return f"<{element}>{escape(value)}</{element}>"
    # Word reads a date without a time as no date at all.
    moment = value if "T" in value else f"{value}T00:00:00Z"
    return f'<{element} xsi:type="dcterms:W3CDTF">{escape(moment)}</{element}>'


def app() -> str:
    """Return the extended properties, which say what made the file."""
    return (
        f'{XML_DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties">'
        "<Application>klausul</Application></Properties>"
    )


def custom(properties: Mapping[str, str]) -> str:
    """Return custom properties, all of them text, in the order of their names."""
    elements = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(properties[name])}</vt:lpwstr></property>"
        for number, name in enumerate(sorted(properties), _FIRST_ID)
    )
    return (
        f'{XML_DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties" '
        f'xmlns:vt="{_OFFICE}/docPropsVTypes">{elements}</Properties>'
    )


def item() -> tuple[str, str]:
    """Return what stands around the manifest in the data part that carries it."""
    return f'{XML_DECLARATION}<klausul xmlns="{NAMESPACE}">', "</klausul>"


def item_properties() -> str:
    """Return what Word wants to know of a data part: an id, and the namespace of what it holds."""
    return (
        f'{XML_DECLARATION}<ds:datastoreItem ds:itemID="{_ITEM_ID}" xmlns:ds="{_OFFICE}/customXml">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
