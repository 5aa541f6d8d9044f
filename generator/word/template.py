"""A municipality's Word template, read once: checked, cleaned and cut at its places.

docxtpl gathers the tags that Word has split over runs, Jinja's parser says what the tags are, and what
is left is strings to join. The template comes from a stranger: nothing in it is ever run.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.errors import DataError, Finding, Place, problem
from generator.word import clean, opc, styles, tags, tree
from generator.word.package import deflated, document_hash, read_package, write_package
from generator.word.parts import Parts
from generator.word.prepared import Numbering, Prepared, Segments
from generator.word.tree import Element, w

__all__ = ["PLACES", "SCALARS", "Prepared", "prepare"]

SCALARS = tags.SCALARS
PLACES = tags.PLACES

#: Fields that fetch from elsewhere, or start programs (ECMA-376 Part 1, 17.16.5).
_FETCHING = {"DDE", "DDEAUTO", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "LINK", "DATABASE"}
_REVISIONS = {w(name) for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")}
#: A4 between margins of 25 mm, for a template that does not say.
_DEFAULT_WIDTH = 9070
_CUT = "klausul-cut"


@dataclass(frozen=True, slots=True)
class Examined:
    """A template that has been looked through."""

    #: The parts that its documents take over.
    parts: Parts
    sheet: styles.StyleSheet
    #: The names that each part with places uses.
    names: Mapping[str, list[str]]
    #: Why it cannot be used; empty for one that can.
    findings: tuple[Finding, ...]


def prepare(data: bytes, name: str) -> Prepared:
    """Return a template made ready for building documents.

    The template's own properties, data parts, comments and thumbnail are left out; the language of its
    default text is set to Swedish; bookmarks with our names or around a place are taken away.

    Args:
        data: the bytes of a .docx or .dotx.
        name: what to call the template in findings.

    Raises:
        DataError: ``source-docx-…`` findings when the file cannot be read, else every ``template-…``
            finding there is.
    """
    read = read_package(data, name)
    examined = examine(read, name)
    if examined.findings:
        raise DataError(examined.findings)
    sheet = examined.sheet
    parts = clean.cleaned(examined.parts)
    segments = _segments(parts, name, examined.names)
    numbering = _numbering(parts, sheet)
    root = tree.parse(parts.data[parts.main])
    links = parts.links(parts.main)
    written = {opc.CONTENT_TYPES, opc.ROOT_RELATIONSHIPS, opc.relationships_part(parts.main), numbering.part}
    copied = sorted(parts.data.keys() - written - segments.keys())
    return Prepared(
        hash=document_hash(read),
        main=parts.main,
        segments=segments,
        styles=sheet.ids(),
        numbering=numbering,
        next_bookmark=_next_bookmark(parts, segments),
        next_relationship=1 + max((tree.whole(link.id.removeprefix("rId")) for link in links), default=0),
        text_width=_text_width(root),
        font=sheet.font(sheet.id("Body Text")),
        content_types=parts.data[opc.CONTENT_TYPES].decode().removesuffix(opc.CONTENT_TYPES_END),
        root_relationships=opc.relationships_xml(parts.links(""), end=False).decode(),
        main_relationships=opc.relationships_xml(links, end=False).decode(),
        ready={part: deflated(parts.data[part]) for part in copied},
    )


def examine(read: Mapping[str, bytes], name: str) -> Examined:
    """Return a template's parts, looked through, with everything that keeps it from being used.

    Args:
        read: the parts as ``read_package`` gives them.
        name: what to call the template in findings.
    """
    given = Parts.of(read)
    parts = clean.without_own_data(given)
    sheet = styles.StyleSheet(parts.tree("styles"), parts.tree("numbering"))
    reader = tags.TagReader(name)
    findings = clean.comments(given, name)
    names: dict[str, list[str]] = {}
    for part in (parts.main, *parts.linked("header"), *parts.linked("footer")):
        root = tree.parse(parts.data[part])
        names[part] = reader.read(root, part == parts.main)
        findings += _unfit(root, name, body=part == parts.main)
    for part in (*parts.linked("footnotes"), *parts.linked("endnotes")):
        reader.refuse(tree.parse(parts.data[part]))
    reader.finish()
    findings += [*reader.findings, *styles.findings(sheet, name), *_untyped(parts, name)]
    return Examined(parts, sheet, names, tuple(findings))


def _untyped(parts: Parts, name: str) -> list[Finding]:
    """Return the parts that nothing is said of; Word does not open a document with such a part."""
    types = opc.content_types(parts.data[opc.CONTENT_TYPES])
    silent = [part for part in parts.data if part != opc.CONTENT_TYPES and not types.of(part)]
    return [Finding("source-docx-content-type", Place(name), values={"part": part}) for part in silent]


def _unfit(root: Element, name: str, *, body: bool) -> list[Finding]:
    """Return what may not stand in a template's text: tracked changes, and fields that fetch."""
    numbers = tree.line_numbers(root) if body else {}
    found: list[Finding] = []
    marks = (mark for mark in root.iter(f"{w('')}*") if mark.tag in _REVISIONS or mark.tag.endswith("Change"))
    if (first := next(marks, None)) is not None:
        place = Place(name, tree.line_of(first, numbers))
        found.append(Finding("template-tracked-changes", place, values={"name": name}))
    if fetching := _fetching(root):
        places = (number for paragraph, number in numbers.items() if _fetching(paragraph))
        values = {"name": name, "field": ", ".join(fetching)}
        found.append(Finding("template-field", Place(name, next(places, 0)), values=values))
    return found


def _fetching(root: Element) -> list[str]:
    """Return the names of fields that fetch. A code may be split over runs, so the whole is looked at."""
    code = "".join(element.text or "" for element in root.iter(w("instrText")))
    simple = " ".join(tree.value(element, "instr") or "" for element in root.iter(w("fldSimple")))
    return sorted({word.upper() for word in f"{code} {simple}".split()} & _FETCHING)


def _segments(parts: Parts, name: str, names: Mapping[str, Sequence[str]]) -> dict[str, Segments]:
    """Return the text parts cut at their names, by way of docxtpl."""
    sources = _sources(parts, name)
    jinja = tags.environment()
    found: dict[str, Segments] = {}
    findings: list[Finding] = []
    for part, source in sources.items():
        cut = tags.segments(source, names.get(part, ()), jinja)
        # docxtpl and we write Word's usual prefix, which a part may in principle give to something else.
        if cut is None or f'xmlns:w="{opc.WORD_NS}"' not in source:
            values = {"name": name, "part": part}
            findings.append(Finding("template-part-unusable", Place(name), values=values))
        else:
            found[part] = cut
    if findings:
        raise DataError(findings)
    return found


def _sources(parts: Parts, name: str) -> dict[str, str]:
    """Return the XML of body, headers and footers with tags gathered as docxtpl gathers them."""
    from docxtpl import DocxTemplate  # type: ignore[import-untyped, unused-ignore]

    template: Any = DocxTemplate(io.BytesIO(write_package(parts.data, {})))
    try:
        template.init_docx()
        root = tree.parse(parts.data[parts.main])
        sources = {parts.main: _around(root, template.patch_xml(template.get_xml()))}
        for uri in (template.HEADER_URI, template.FOOTER_URI):
            for _, part in template.get_headers_footers(uri):
                patched = template.patch_xml(template.get_part_xml(part))
                sources[str(part.partname).lstrip("/")] = opc.XML_DECLARATION + patched
    # python-docx meets a damaged package with whatever error lies nearest; all mean the same here.
    except Exception as error:
        raise problem("template-part-unusable", name, name=name, part=parts.main) from error
    return sources


def _around(root: Element, body: str) -> str:
    """Return the whole body part: docxtpl works on ``w:body`` alone."""
    empty = root.makeelement(w("body"))
    root.replace(root.find(w("body")), empty)
    empty.text = _CUT
    before, after = tree.serialise(root).decode().split(_CUT)
    opening = before.rindex("<")
    closing = after.index(">") + 1
    return before[:opening] + body + after[closing:]


def _numbering(parts: Parts, sheet: styles.StyleSheet) -> Numbering:
    """Return the numbering part, cut after its last numbering and after its last instance.

    The schema fixes the order: numberings, then instances (17.9.17).
    """
    part = parts.linked("numbering")[0]
    root = tree.parse(parts.data[part])
    style = sheet.id(styles.ORDERED)
    abstract = sheet.abstract(sheet.number(style))
    assert abstract is not None, "checked by styles.findings"
    kinds, instances = root.findall(w("abstractNum")), root.findall(w("num"))
    # Where there are no instances, both marks stand after the last numbering.
    for last in (kinds[-1], [*kinds, *instances][-1]):
        last.addnext(root.makeelement(_CUT))
    before, between, after = tree.serialise(root).decode().split(f"<{_CUT}/>")
    next_id, next_abstract = (
        1 + max((tree.whole(tree.value(one, name)) for one in found), default=0)
        for found, name in ((instances, "numId"), (kinds, "abstractNumId"))
    )
    return Numbering(part, before, between, after, abstract[0], sheet.level(style), next_id, next_abstract)


def _next_bookmark(parts: Parts, segments: Mapping[str, Segments]) -> int:
    """Return a bookmark id above all in the body, the headers and the footers, which share them."""
    roots = (tree.parse(parts.data[part]) for part in segments)
    ids = (tree.whole(tree.value(mark, "id")) for root in roots for mark in root.iter(w("bookmarkStart")))
    return 1 + max(ids, default=0)


def _text_width(root: Element) -> int:
    """Return the width of the last section's text column (17.6.13, 17.6.11, 17.6.4)."""
    section = root.find(f"{w('body')}/{w('sectPr')}")
    if section is None:
        return _DEFAULT_WIDTH
    size, margins, columns = (section.find(w(name)) for name in ("pgSz", "pgMar", "cols"))
    if size is None or margins is None:
        return _DEFAULT_WIDTH
    sides = sum(tree.whole(tree.value(margins, side)) for side in ("left", "right", "gutter"))
    count = max(1, tree.whole(tree.value(columns, "num")))
    gaps = (count - 1) * tree.whole(tree.value(columns, "space"))
    width = (tree.whole(tree.value(size, "w")) - sides - gaps) // count
    return width if width > 0 else _DEFAULT_WIDTH
