"""A template without what belongs to the template alone: its properties, data, bookmarks, questions."""

from __future__ import annotations

from collections.abc import Mapping

from generator.errors import Finding, Place
from generator.word import opc, tree
from generator.word.parts import Parts
from generator.word.tree import Element, w

#: Document properties and data that describe the template, not the document; a signature that no longer
#: holds; comments, which are refused unless there are none in the part.
_DROPPED = {
    "core-properties",
    "extended-properties",
    "custom-properties",
    "thumbnail",
    "origin",
    "customXml",
    "comments",
    "commentsExtended",
    "commentsIds",
    "commentsExtensible",
    "people",
}
_LANGUAGE = "sv-SE"


def comments(parts: Parts, name: str) -> list[Finding]:
    """Return ``template-comments`` where there are any: they are not meant for the template's documents."""
    commented = any(tree.parse(parts.data[part]).find(w("comment")) is not None for part in parts.linked("comments"))
    if not commented:
        return []
    body = tree.parse(parts.data[parts.main])
    first = next(body.iter(w("commentRangeStart"), w("commentReference")), None)
    line = 0 if first is None else tree.line_of(first, tree.line_numbers(body))
    return [Finding("template-comments", Place(name, line), values={"name": name})]


def without_own_data(parts: Parts) -> Parts:
    """Return the parts that a document is to take over from its template."""
    kept = dict(parts.data)
    for part in ("", parts.main):
        if links := parts.links(part):
            staying = (link for link in links if link.kind not in _DROPPED)
            kept[opc.relationships_part(part)] = opc.relationships_xml(staying)
    return Parts(_reachable(kept), parts.main)


def _reachable(data: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts that relationships lead to from the package's root; others serve nothing."""
    names = {part.casefold(): part for part in data}
    kept = {opc.CONTENT_TYPES, opc.ROOT_RELATIONSHIPS}
    waiting = [("", opc.ROOT_RELATIONSHIPS)]
    while waiting:
        owner, links = waiting.pop()
        for link in opc.relationships(data[links]):
            part = names.get(opc.resolve(owner, link.target).casefold())
            if link.external or part is None or part in kept:
                continue
            kept.add(part)
            own = opc.relationships_part(part)
            if own in data:
                kept.add(own)
                waiting.append((part, own))
    return {part: content for part, content in data.items() if part in kept}


def cleaned(parts: Parts) -> Parts:
    """Return the parts with language, settings, bookmarks and content types as documents need them.

    The default text gets the language Swedish, by which a screen reader chooses its voice. The question
    that Word asks when fields are to be updated goes. Bookmarks go that have our names or that would lose
    one end when a place is replaced. A .dotx becomes a .docx.
    """
    data = dict(parts.data)
    body = tree.parse(data[parts.main])
    _drop_bookmarks(body)
    data[parts.main] = tree.serialise(body)
    for part in parts.linked("styles"):
        root = tree.parse(data[part])
        _set_language(root)
        data[part] = tree.serialise(root)
    for part in parts.linked("settings"):
        root = tree.parse(data[part])
        for element in [*root.findall(w("updateFields")), *root.findall(w("attachedTemplate"))]:
            root.remove(element)
        data[part] = tree.serialise(root)
    data[opc.CONTENT_TYPES] = _content_types(data, parts.main)
    return Parts(data, parts.main)


def _content_types(data: Mapping[str, bytes], main: str) -> bytes:
    """Return the content types of the parts that are left."""
    given = opc.content_types(data[opc.CONTENT_TYPES])
    overrides = {main: opc.DOCUMENT_TYPE}
    for part in data:
        kind = given.of(part)
        usual = given.defaults.get(part.rpartition(".")[2].casefold())
        if kind != usual and part not in (main, opc.CONTENT_TYPES):
            overrides[part] = kind
    return (opc.content_types_xml(opc.ContentTypes(given.defaults, overrides)) + opc.CONTENT_TYPES_END).encode()


def _drop_bookmarks(root: Element) -> None:
    going: set[str | None] = set()
    for start in root.iter(w("bookmarkStart")):
        if (tree.value(start, "name") or "").startswith(("kl_", "_GoBack")):
            going.add(tree.value(start, "id"))
    for paragraph in tree.paragraphs(root):
        if "{{p " in tree.paragraph_text(paragraph):
            marks = paragraph.iter(w("bookmarkStart"), w("bookmarkEnd"))
            going.update(tree.value(mark, "id") for mark in marks)
    for mark in [*root.iter(w("bookmarkStart"), w("bookmarkEnd"))]:
        if tree.value(mark, "id") in going:
            mark.getparent().remove(mark)


def _set_language(root: Element) -> None:
    element = root
    for name in ("docDefaults", "rPrDefault", "rPr"):
        found = element.find(w(name))
        if found is None:
            found = element.makeelement(w(name))
            # The schema wants defaults before everything else.
            element.insert(0, found)
        element = found
    language = element.find(w("lang"))
    if language is None:
        language = element.makeelement(w("lang"))
        element.append(language)
    language.set(w("val"), _LANGUAGE)
