"""A cache on disk for what is costly to work out again: plain data by kind and key.

Keys are hashes of everything the result depends on, klausul's version among it. A cache that cannot
be read or written is as good as none; it never changes a result.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from generator import __version__, canonical
from generator.files import write_whole


class Store:
    """A folder of files, each JSON behind its hash, or no cache at all."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        #: How often each kind was asked for, and was there or not.
        self.used: Counter[tuple[str, bool]] = Counter()

    def get(self, kind: str, key: str, make: Callable[[], Any]) -> Any:
        """Return the data of a kind and key, made and kept if it is not there.

        ``make`` may return None for what must not be kept.
        """
        if self.folder is None:
            self.used[kind, False] += 1
            return make()
        file = self.folder / f"{kind}-{key}.json"
        try:
            data = _opened(file.read_bytes())
            self.used[kind, True] += 1
            return data
        except (OSError, ValueError, RecursionError):
            self.used[kind, False] += 1
            data = make()
        if data is not None:
            self._keep(file, canonical.dumps(data, keep_order=True).encode())
        return data

    def _keep(self, file: Path, content: bytes) -> None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, hashlib.sha256(content).digest() + content)
        except OSError:
            return


def _opened(kept: bytes) -> Any:
    """Return the data of a cache file, which begins with the hash of the rest.

    Raises:
        ValueError: the file is not as it was written.
    """
    size = hashlib.sha256().digest_size
    if hashlib.sha256(kept[size:]).digest() != kept[:size]:
        raise ValueError("damaged")
    return canonical.loads(kept[size:])


def key_of(*parts: bytes | str | Iterable[bytes]) -> str:
    """Return a key for some inputs, together with klausul's version."""
    total = hashlib.sha256(__version__.encode())
    for part in parts:
        pieces = [part.encode()] if isinstance(part, str) else [part] if isinstance(part, bytes) else list(part)
        for piece in pieces:
            total.update(len(piece).to_bytes(8, "big"))
            total.update(piece)
    return total.hexdigest()
