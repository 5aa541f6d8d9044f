"""A document of ours with its inner links written the way that LibreOffice keeps them.

LibreOffice 25.2 drops a link inside the file that has a tooltip, and so the whole table of contents, and
describes a cross-reference by the name of its bookmark. It keeps a link that a relationship holds, also
one to ``#bookmark``, and its tooltip becomes what PDF/UA asks for: a description that a person can hear
(ISO 14289-1, 7.18.5). Word gets the ordinary document; this one is only ever made into a PDF.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.word import opc
from generator.word.markup import field_mark
from generator.word.package import read_package, write_package

_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINK = r'<w:hyperlink w:anchor="([^"]+)" w:tooltip="([^"]*)"[^>]*>'
_LOOK = r"(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?"
_CODE = rf'<w:r>{_LOOK}<w:instrText xml:space="preserve"> REF (\w+) \\[rn] \\h </w:instrText></w:r>'
_TEXT = rf"<w:r>{_LOOK}<w:t[^>]*>([^<]*)</w:t></w:r>"


def linked(data: bytes, name: str) -> bytes:
    """Return a document of ours, its links and cross-references held by relationships.

    Args:
        data: the bytes of a .docx that klausul has built.
        name: what messages call it.

    Raises:
        DataError: the file cannot be read.
    """
    parts = read_package(data, name)
    main = opc.main_part(parts) or ""
    targets: dict[str, str] = {}
    body = _relinked(parts[main].decode("utf-8"), targets)
    relations = opc.relationships_part(main)
    links = opc.relationships(parts[relations]) if relations in parts else []
    added = (
        opc.Relationship(identity, f"{opc.OFFICE_RELATIONSHIP}hyperlink", f"#{anchor}", True)
        for anchor, identity in targets.items()
    )
    changed = {main: body.encode(), relations: opc.relationships_xml([*links, *added])}
    return write_package({**parts, **changed}, {})


def _relinked(body: str, targets: dict[str, str]) -> str:
    """Return the body with every inner link changed; ``targets`` gets the id of each one's relationship."""

    def start(anchor: str, tooltip: str) -> str:
        identity = targets.setdefault(anchor, f"klausul{len(targets) + 1}")
        return f'<w:hyperlink xmlns:r="{_NAMESPACE}" r:id="{identity}" w:tooltip="{tooltip}">'

    titles: Mapping[str, str] = dict(re.findall(_LINK, body))
    body = re.sub(_LINK, lambda link: start(link[1], link[2]), body)

    def reference(field: re.Match[str]) -> str:
        anchor, result, number = field[1], field[2], field[3]
        described = " ".join(filter(None, (number, titles.get(anchor))))
        return f"{start(anchor, described)}{result}</w:hyperlink>"

    return re.sub(_field(), reference, body)


def _field() -> str:
    """Return the pattern of a cross-reference as ``markup`` writes it: its bookmark, its run, its text."""
    begin, separate, end = (_mark(kind) for kind in ("begin", "separate", "end"))
    return f"{begin}{_CODE}{separate}({_TEXT}){end}"


def _mark(kind: str) -> str:
    return re.escape(field_mark(kind)).replace("<w:r>", f"<w:r>{_LOOK}")
