"""Pictures: what kind they are and how large, told by their bytes and never by their names.

Sources: PNG, W3C Recommendation, 5 (chunks) and 11.2.2 (IHDR); JPEG, ITU-T T.81, annex B (markers).
"""

from __future__ import annotations

import struct
import zlib
from typing import NamedTuple

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
#: Start-of-frame markers; C4, C8 and CC among them mean something else.
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
#: Markers without a length: restarts, and one for temporary use.
_BARE = {0x01, *range(0xD0, 0xD8)}
_SCAN, _END = 0xDA, 0xD9
#: No logo has more; a larger picture takes gigabytes to unpack.
_MAX_SIDE = 10_000


class Picture(NamedTuple):
    """A picture's suffix, content type, and size in pixels."""

    suffix: str
    content_type: str
    width: int
    height: int


def picture(data: bytes) -> Picture | None:
    """Return what a picture is, or None for anything but a whole PNG or JPEG of reasonable size."""
    if data.startswith(_PNG):
        kind, size = ("png", "image/png"), _png_size(data)
    elif data.startswith(_JPEG):
        kind, size = ("jpeg", "image/jpeg"), _jpeg_size(data)
    else:
        return None
    if size is None or not all(0 < side <= _MAX_SIDE for side in size):
        return None
    return Picture(*kind, *size)


def _png_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG whose chunks are whole."""
    at, size, pixels = len(_PNG), None, False
    while at + 12 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        if at + 12 + length > len(data):
            return None
        content = data[at + 8 : at + 8 + length]
        if zlib.crc32(name + content) != struct.unpack_from(">I", data, at + 8 + length)[0]:
            return None
        if name == b"IHDR" and length == 13 and at == len(_PNG):
            size = struct.unpack_from(">II", content)
        pixels = pixels or name == b"IDAT"
        if name == b"IEND":
            return size if pixels else None
        at += 12 + length
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height of a JPEG that ends as one."""
    at, size = 2, None
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or marker in _BARE:
            at += 1 if marker == 0xFF else 2
            continue
        length = struct.unpack_from(">H", data, at + 2)[0]
        if marker in _FRAMES and at + 9 <= len(data):
            height, width = struct.unpack_from(">HH", data, at + 5)
            size = width, height
        if marker == _SCAN:
            # Some programs write a few bytes after the end.
            return size if bytes((0xFF, _END)) in data[-1024:] else None
        at += 2 + length
    return None
