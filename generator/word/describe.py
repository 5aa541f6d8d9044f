"""A template with properties that say what it is and how to work with it; the rest is untouched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.word import opc, properties
from generator.word.package import read_package, write_package

_LANGUAGE = "sv-SE"
_OWN = {"core-properties", "extended-properties", "custom-properties"}


def described(data: bytes, name: str, core: Sequence[tuple[str, str]], custom: Mapping[str, str]) -> bytes:
    """Return a template with these properties in the place of those it has.

    A build leaves a template's properties out, so they reach nobody but those who work with the template.

    Args:
        data: the bytes of the template.
        name: what to call it in findings.
        core: core properties by name, such as ``title``.
        custom: custom properties.

    Raises:
        DataError: the template cannot be read.
    """
    parts = read_package(data, name)
    links = opc.relationships(parts[opc.ROOT_RELATIONSHIPS])
    going = {opc.resolve("", link.target).casefold() for link in links if link.kind in _OWN}
    kept = {part: content for part, content in parts.items() if part.casefold() not in going}
    types = opc.content_types(parts[opc.CONTENT_TYPES])
    made = {
        properties.CORE: properties.core(core, _LANGUAGE),
        properties.APP: properties.app(),
        properties.CUSTOM: properties.custom(custom),
    }
    overrides = {part: types.of(part) for part in kept if part.casefold() in types.overrides}
    overrides |= {part: properties.CONTENT_TYPES[part] for part in made}
    listing = opc.content_types_xml(opc.ContentTypes(types.defaults, overrides)) + opc.CONTENT_TYPES_END
    staying = [link for link in links if link.kind not in _OWN]
    changed = {part: text.encode() for part, text in made.items()}
    changed[opc.CONTENT_TYPES] = listing.encode()
    changed[opc.ROOT_RELATIONSHIPS] = opc.relationships_xml([*staying, *properties.RELATIONSHIPS])
    return write_package(kept | changed, {})
