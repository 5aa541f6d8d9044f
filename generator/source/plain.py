"""A text file that somebody else wrote: read whatever Windows or a PDF's text made of it."""

from __future__ import annotations

import re
import unicodedata

from generator.errors import problem

#: A directive is some tens of kilobytes as text; more than this is another kind of file.
MAX_BYTES = 10_000_000
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
#: Page breaks and other control characters, which say nothing; line ends and tabs stay.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


def plain_text(data: bytes, file: str) -> str:
    """Return the text of a file in UTF-8, UTF-16 with a byte order mark, or else Windows-1252.

    Raises:
        DataError: the file is too large.
    """
    if len(data) > MAX_BYTES:
        raise problem("source-too-large", file, size=len(data), limit=MAX_BYTES)
    if data[:2] in _UTF16:
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    # A page break stands where a line ends.
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return unicodedata.normalize("NFC", _CONTROL.sub(" ", text))
