"""A redline as a .docx with tracked changes: the same bytes for the same input.

The file carries NEW's manifest, since it is NEW that it becomes when its changes are accepted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.redline.model import Redline
from generator.store import Store
from generator.word import opc
from generator.word.prepared import Prepared
from generator.word.tracked import tracked
from generator.word.tracked_comments import LINK, PART, TYPE
from generator.word.tracked_lists import with_own
from generator.word.tracked_marks import Who
from generator.word.write import made_parts, written


def write_redline(
    redline: Redline,
    prepared: Prepared,
    manifest: Sequence[str],
    custom: Mapping[str, str],
    store: Store,
    who: Who,
    native_moves: bool = False,
) -> bytes:
    """Return a redline as the bytes of a .docx.

    Args:
        redline: two documents, compared.
        prepared: NEW's template.
        manifest: NEW's, as ``write.write`` takes it.
        custom: custom document properties.
        store: what keeps clauses that have been written before.
        who: whose changes they are, and when they were made.
        native_moves: True to write moves as Word does.

    Raises:
        ValueError: as ``write.write``.
    """
    found = tracked(redline, prepared, store, who, native_moves)
    made = made_parts(redline.new, prepared, custom, found.content)
    if found.apart:
        part = prepared.numbering.part
        made[part] = with_own(made[part].decode(), found.apart).encode()
    if found.comments:
        links = opc.relationships_part(prepared.main)
        link = opc.relationship_xml(opc.Relationship(LINK, f"{opc.OFFICE_RELATIONSHIP}comments", f"/{PART}"))
        made |= {
            PART: found.comments.encode(),
            opc.CONTENT_TYPES: _before(made[opc.CONTENT_TYPES], opc.CONTENT_TYPES_END, opc.override_xml(PART, TYPE)),
            links: _before(made[links], opc.RELATIONSHIPS_END, link),
        }
    return written(made, prepared, manifest, store)


def _before(part: bytes, end: str, more: str) -> bytes:
    """Return a part of ours with more in it before its last tag."""
    return part.removesuffix(end.encode()) + more.encode() + end.encode()
