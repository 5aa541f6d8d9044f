"""Bytes to text: UTF-8 only, composed characters (NFC), and no character that Word cannot hold."""

from __future__ import annotations

import re
import unicodedata

from generator.errors import Finding, Place

#: A file of one clause or draft is a few kilobytes; more than this is a mistake or an attack.
MAX_BYTES = 1_000_000

# XML 1.0 (2.2 Char) forbids the control characters, surrogates and the two non-characters; U+0085,
# U+2028 and U+2029 are line breaks to YAML 1.1 parsers but not to people, so they are refused as well.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes, file: str) -> tuple[str, list[Finding]]:
    """Return the text of a file with Unix line ends and NFC characters, and what is wrong with it.

    A byte order mark and Windows line ends are accepted, since Notepad writes them.
    """
    if len(data) > MAX_BYTES:
        return "", [Finding("source-too-large", Place(file), values={"size": len(data), "limit": MAX_BYTES})]
    if data[:2] in _UTF16 or (b"\x00" in data[:4] and len(data) > 3):
        return "", [Finding("source-encoding", Place(file, 1, 1), values={"byte": "UTF-16"})]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        byte = f"0x{data[error.start]:02X}"
        return "", [Finding("source-encoding", Place(file, line, column), values={"byte": byte})]
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text, forbidden(text, file)


def forbidden(text: str, file: str) -> list[Finding]:
    """Return a finding for every character that no file of ours may hold."""
    findings = []
    for match in _FORBIDDEN.finditer(text):
        line, column = line_column(text, match.start())
        values = {"character": f"U+{ord(match.group()):04X}"}
        findings.append(Finding("source-control-character", Place(file, line, column), values=values))
    return findings


def first_forbidden(text: str) -> str | None:
    """Return the first forbidden character of a value as ``U+XXXX``, or None."""
    match = _FORBIDDEN.search(text)
    return f"U+{ord(match.group()):04X}" if match else None


def line_column(text: str, index: int) -> tuple[int, int]:
    """Return line and column, from 1, of a place in a text."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
