"""A page in front of a finished document, and custom properties that tell its copies apart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from generator.word import properties
from generator.word.markup import escape, paragraph, run
from generator.word.package import read_package, write_package
from generator.word.parts import Parts
from generator.word.styles import StyleSheet

#: Parts are written by us, so the body's tag has this prefix.
_BODY = re.compile(rb"<w:body(\s[^>]*)?>")
_NEW_PAGE = '<w:r><w:br w:type="page"/></w:r>'


def prefaced(
    content: bytes, name: str, title: str, lines: Sequence[tuple[str, str]], custom: Mapping[str, str]
) -> bytes:
    """Return a document of ours with a page in front, and with further custom properties.

    Args:
        content: the bytes of the document.
        name: what to call it in findings.
        title: heading of the page, in the look of the one over the table of contents: no number, not in the contents.
        lines: the name of a style and the text of each paragraph on the page.
        custom: properties beside those that the document has.

    Raises:
        DataError: the document cannot be read.
    """
    parts = read_package(content, name)
    package = Parts.of(parts)
    sheet = StyleSheet(package.tree("styles"), None)
    page = [paragraph(_style(sheet, "TOC Heading"), run(title))]
    page += [paragraph(_style(sheet, style), run(text)) for style, text in lines]
    page[-1] = page[-1].removesuffix("</w:p>") + f"{_NEW_PAGE}</w:p>"
    body = _BODY.sub(lambda found: found.group() + "".join(page).encode(), parts[package.main], count=1)
    known = package.properties()
    return write_package(
        parts | {package.main: body, properties.CUSTOM: properties.custom({**known, **custom}).encode()}, {}
    )


def _style(sheet: StyleSheet, name: str) -> str:
    return escape(sheet.id(name) or sheet.id("Body Text") or "")
