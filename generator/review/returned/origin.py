"""Whether a returned file is one that was sent out in the round, untouched but for the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.errors import problem
from generator.model.marked import MarkedFile
from generator.model.round import REVIEWER_PROPERTY, ROUND_PROPERTY

#: What the round's id looks like; it stands in the text of the first page as well, which outlives any program.
_ID = re.compile(r"\b[0-9a-f]{12}-\d{4}-\d{2}-\d{2}\b")
_OURS = "klausul"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a returned file comes from."""

    round: str
    #: Empty for a shared copy, and where a program has removed it.
    reviewer: str
    #: True where the manifest is as it was sent.
    manifest: bool


def origin_of(sent: MarkedFile, returned: MarkedFile, name: str) -> Origin:
    """Return where a returned file comes from.

    What says what was sent is the manifest and the custom properties of our own. A program may lose either, and
    renumber the part that the manifest stands in; but nobody who only edits the text changes what they say, and a
    change in any of them is called tampering. Only whose copy it is may differ from the copy that it is read against.

    Args:
        sent: the copy that was sent out.
        returned: the file that came back.
        name: what to call it in findings.

    Raises:
        DataError: it belongs to no round or to another one, or its manifest has been changed.
    """
    here = round_of(sent) or ""
    there = returned.properties.get(ROUND_PROPERTY) or _written(returned, here)
    if not there or not here:
        raise problem("review-none", name)
    if there != here:
        raise problem("review-other-round", name, found=there, round=here)
    if returned.manifest is not None and returned.manifest != sent.manifest:
        raise problem("review-tampered", name)
    ours = {
        key: text for key, text in returned.properties.items() if key.startswith(_OURS) and key != REVIEWER_PROPERTY
    }
    if any(sent.properties.get(key) != text for key, text in ours.items()):
        raise problem("review-tampered", name)
    return Origin(there, returned.properties.get(REVIEWER_PROPERTY, ""), returned.manifest is not None)


def round_of(file: MarkedFile) -> str | None:
    """Return the id of the round that a file says it belongs to."""
    return file.properties.get(ROUND_PROPERTY) or _written(file)


def _written(file: MarkedFile, wanted: str = "") -> str | None:
    """Return the round's id as it stands in the text; the wanted one before any other."""
    found = [
        match
        for paragraph in file.paragraphs
        if paragraph.story == "body"
        for match in _ID.findall("".join(span.text for span in paragraph.spans if not any(m.adds for m in span.marks)))
    ]
    return wanted if wanted in found else next(iter(found), None)
