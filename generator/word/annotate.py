"""Comments put into a Word file at the paragraphs they are about; nothing else in the file changes.

Source: ECMA-376 Part 1, 17.13.4 (comments). Comments have no date, so that the same notes give the same
bytes. Word takes comments in the body only, so a note on a header stands at the first paragraph.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.word import opc, tree
from generator.word.markup import escape, paragraph, run
from generator.word.package import examine_package, unpacked, write_package
from generator.word.parts import Parts
from generator.word.styles import StyleSheet
from generator.word.tree import Element, w

_AUTHOR, _INITIALS = "klausul", "k"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
#: Put before the part's name when a part that is nobody's comments has it.
_PREFIXES = tuple(f"klausul{number}-" for number in range(2001))
#: A relationship id that no program gives of its own accord.
_LINK = "klausulComments"


class Note(NamedTuple):
    """What to say, and the number of the paragraph it is about; 0 for the file as a whole."""

    line: int
    text: str


def annotated(data: bytes, name: str, notes: Sequence[Note]) -> bytes:
    """Return a Word file with a comment for every note, after those it has.

    Args:
        data: the bytes of the file.
        name: what to call the file in findings.
        notes: the comments; the text is that of a single paragraph.

    Raises:
        DataError: the file cannot be looked into.
    """
    examine_package(data, name)
    parts = unpacked(data, name)
    if not notes:
        return write_package(parts, {})
    package = Parts.of(parts)
    body = tree.parse(parts[package.main])
    present = package.linked("comments")
    first = 1 + max((_id(mark) for root in (body, *_roots(package, present)) for mark in _marks(root)), default=-1)
    sheet = StyleSheet(package.tree("styles"), None)
    targets = _paragraphs(body)
    for number, note in enumerate(notes, first):
        _mark(targets.get(note.line, targets[1]), number, sheet)
    comments = "".join(_comment(number, note.text, sheet) for number, note in enumerate(notes, first))
    changed = dict(parts)
    changed[package.main] = tree.serialise(body)
    if present:
        changed[present[0]] = _added(parts[present[0]], comments)
    else:
        changed |= _new_part(package, comments)
    return write_package(changed, {})


def _roots(package: Parts, parts: Sequence[str]) -> list[Element]:
    return [tree.parse(package.data[part]) for part in parts]


def _marks(root: Element) -> list[Element]:
    return [*root.iter(*map(w, ("comment", "commentRangeStart", "commentRangeEnd", "commentReference")))]


def _id(mark: Element) -> int:
    return tree.whole(tree.value(mark, "id"))


def _paragraphs(body: Element) -> dict[int, Element]:
    """Return the body's paragraphs by number; a body without any gets an empty one to hold the comments."""
    numbers = tree.line_numbers(body)
    if not numbers:
        body.find(w("body")).insert(0, body.makeelement(w("p")))
        numbers = tree.line_numbers(body)
    found: dict[int, Element] = {}
    for element, number in numbers.items():
        # A text box's paragraphs have the number of the one around, which comes first.
        found.setdefault(number, element)
    return found


def _mark(target: Element, number: int, sheet: StyleSheet) -> None:
    """Put the beginning, the end and the reference of a comment around a paragraph's content."""
    after_properties = 1 if target.find(w("pPr")) is not None else 0
    target.insert(after_properties, _element(target, "commentRangeStart", number))
    target.append(_element(target, "commentRangeEnd", number))
    reference = target.makeelement(w("r"))
    style = sheet.id("annotation reference", "character")
    if style is not None:
        properties = reference.makeelement(w("rPr"))
        properties.append(reference.makeelement(w("rStyle"), {w("val"): style}))
        reference.append(properties)
    reference.append(_element(target, "commentReference", number))
    target.append(reference)


def _element(near: Element, name: str, number: int) -> Element:
    return near.makeelement(w(name), {w("id"): str(number)})


def _comment(number: int, text: str, sheet: StyleSheet) -> str:
    """Return the element of a comment; the mark in front of its text is what Word itself writes."""
    reference = sheet.id("annotation reference", "character")
    look = f'<w:rPr><w:rStyle w:val="{escape(reference)}"/></w:rPr>' if reference else ""
    content = f"<w:r>{look}<w:annotationRef/></w:r>{run(text)}"
    style = sheet.id("annotation text")
    inside = paragraph(escape(style), content) if style else f"<w:p>{content}</w:p>"
    return f'<w:comment w:id="{number}" w:author="{_AUTHOR}" w:initials="{_INITIALS}">{inside}</w:comment>'


def _comments(comments: str) -> str:
    return f'{opc.XML_DECLARATION}<w:comments xmlns:w="{opc.WORD_NS}">{comments}</w:comments>'


def _added(part: bytes, comments: str) -> bytes:
    root = tree.parse(part)
    for element in tree.parse(_comments(comments).encode()):
        root.append(element)
    return tree.serialise(root)


def _new_part(package: Parts, comments: str) -> dict[str, bytes]:
    """Return a comments part with its content type and the body's link to it."""
    taken = {part.casefold() for part in package.data}
    names = (opc.resolve(package.main, f"{prefix}comments.xml") for prefix in ("", *_PREFIXES))
    name = next(name for name in names if name.casefold() not in taken)
    link = {"Id": _LINK, "Type": f"{opc.OFFICE_RELATIONSHIP}comments", "Target": f"/{name}"}
    links = opc.relationships_part(package.main)
    given = package.data.get(links) or opc.relationships_xml(())
    return {
        name: _comments(comments).encode(),
        opc.CONTENT_TYPES: _appended(
            package.data[opc.CONTENT_TYPES],
            f"{{{opc.CONTENT_TYPES_NS}}}Override",
            {"PartName": f"/{name}", "ContentType": _TYPE},
        ),
        links: _appended(given, f"{{{opc.RELATIONSHIPS_NS}}}Relationship", link),
    }


def _appended(part: bytes, tag: str, attributes: Mapping[str, str]) -> bytes:
    """Return a part with one more element, all else as it was."""
    root = tree.parse(part)
    root.append(root.makeelement(tag, dict(attributes)))
    return tree.serialise(root)
