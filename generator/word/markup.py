"""Pieces of WordprocessingML as strings: escaped text, runs, paragraphs, fields.

Strings instead of a tree, because joining ready pieces is what makes a build fast; every value passes
``escape`` on its way in. Element order follows ECMA-376 Part 1, 17.3 (paragraphs and runs).
"""

from __future__ import annotations

import re

from generator.model.document import Inlines, Reference, Text

#: What no XML 1.0 document may hold (section 2.2, Char). Written as what is wrong and not as what is
#: right, because a class that reaches past U+FFFF takes ten times longer to compile.
_WRONG = "\ud800-\udfff\ufffe\uffff"
_FORBIDDEN = f"[\x00-\x08\x0b\x0c\x0e-\x1f{_WRONG}]"
#: Whatever cannot stand as it is. Most texts hold none of it, and one look tells.
_SPECIAL = re.compile(f'[\x00-\x1f"&<>{_WRONG}]')
_BREAKS = "\r\n|[\r\n\t]"
#: Word cuts longer bookmark names, which breaks every reference to them.
_BOOKMARK_LIMIT = 40

_TEXT_START = '<w:t xml:space="preserve">'


def escape(text: str) -> str:
    """Return ``text`` fit for element content and for double-quoted attributes.

    Raises:
        ValueError: the text holds a character that XML cannot carry.
    """
    if not _SPECIAL.search(text):
        return text
    if wrong := re.search(_FORBIDDEN, text):
        raise ValueError(f"character U+{ord(wrong.group()):04X} cannot stand in XML")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def inside_text(text: str) -> str:
    """Return ``text`` for inside a ``w:t``; breaks and tabs get the elements that Word has for them."""
    return re.sub(_BREAKS, _break, escape(text)) if _SPECIAL.search(text) else text


def _break(found: re.Match[str]) -> str:
    element = "<w:tab/>" if found.group() == "\t" else "<w:br/>"
    return f"</w:t>{element}{_TEXT_START}"


def run(text: str, properties: str = "") -> str:
    """Return a run of text; ``properties`` is the inside of its ``w:rPr``."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{look}{_TEXT_START}{inside_text(text)}</w:t></w:r>"


def runs(content: Inlines) -> str:
    """Return the runs of some inlines; a missing value is highlighted, a reference becomes a field."""
    return "".join([text_run(part) if isinstance(part, Text) else _reference(part) for part in content])


def text_run(part: Text) -> str:
    """Return the run of a text. A missing value keeps its brackets: colour is never the only sign."""
    look = _look(part.bold or bool(part.change), part.italic)
    if part.change == "deleted":
        look += "<w:strike/>"
    if part.missing:
        look += '<w:highlight w:val="yellow"/>'
    return run(part.text, look + '<w:u w:val="single"/>' if part.change == "inserted" else look)


def _look(bold: bool, italic: bool) -> str:
    return ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")


def _reference(part: Reference) -> str:
    r"""Return a REF field: ``\r`` prints the paragraph's number, ``\h`` makes it a link (17.16.5.51).

    ``\r`` puts the number of the level above before one that begins with a word: ``Bilaga 1B1.1``. What stands in
    an annex has ``\n``, which prints the number as it stands at the heading.
    """
    look = _look(part.bold, part.italic)
    switch = "r" if part.number[:1].isdigit() else "n"
    instruction = rf" REF {clause_bookmark(part.target)} \{switch} \h "
    return field_start(instruction, look) + run(part.number, look) + field_mark("end", look)


def field_start(instruction: str, properties: str = "") -> str:
    """Return the runs that open a complex field (17.16.18); its result and an end mark must follow."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    code = f'<w:r>{look}<w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r>'
    return field_mark("begin", properties) + code + field_mark("separate", properties)


def field_mark(kind: str, properties: str = "") -> str:
    """Return the run of a field character: ``begin``, ``separate`` or ``end``."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:fldChar w:fldCharType="{kind}"/></w:r>'


def paragraph(style: str, content: str, properties: str = "") -> str:
    """Return a paragraph in the style with this id; ``properties`` follow ``w:pStyle`` in its ``w:pPr``."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def bookmarked(content: str, name: str, number: int) -> str:
    """Return ``content`` inside a bookmark (17.13.6)."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def clause_bookmark(key: str) -> str:
    """Return the name of the bookmark at the clause with this instance key."""
    return _bookmark("kl_", key)


def section_bookmark(section: str) -> str:
    """Return the name of the bookmark at the section with this id."""
    return _bookmark("kl__", section)


def _bookmark(prefix: str, key: str) -> str:
    name = prefix + key.replace("-", "_")
    if len(name) > _BOOKMARK_LIMIT:
        raise ValueError(f"bookmark name {name!r} is longer than {_BOOKMARK_LIMIT} characters")
    return name
