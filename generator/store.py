"""A cache for what is costly to work out again: plain data on disk, and objects for the process's time.

Keys hold everything the result depends on; on disk klausul's version is among it. A cache that cannot
be read or written is as good as none; it never changes a result.
"""

from __future__ import annotations

import hashlib
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from generator import __version__, canonical
from generator.files import write_whole

#: Objects of one kind that a process keeps; the one that was asked for longest ago gives way. A document of
#: 6,000 clauses fits, and twice.
KEPT = 16_384

T = TypeVar("T")
_ABSENT: Any = object()


class Store:
    """A folder of files, each JSON behind its hash, or no cache at all."""

    def __init__(self, folder: Path | None, steady: bool = False) -> None:
        self.folder = folder
        #: True where files are taken to stay as they are for the store's time, as those that many documents share.
        self.steady = steady
        #: Objects of one kind that are kept at most, whatever is asked for.
        self.bound = KEPT
        self._objects: dict[str, OrderedDict[Hashable, Any]] = {}
        #: How often each kind was asked for, and was there or not.
        self.used: Counter[tuple[str, bool]] = Counter()

    def get(self, kind: str, key: str, make: Callable[[], Any]) -> Any:
        """Return the data of a kind and key, made and kept if it is not there.

        ``make`` may return None for what must not be kept.
        """
        return self.renew(kind, key, lambda known: make() if known is None else known)

    def renew(self, kind: str, key: str, make: Callable[[Any], Any]) -> Any:
        """Return the data of a kind and key, which ``make`` is shown as it is, or None, and may put other data for.

        Unlike with ``get`` the key need not hold everything the data depends on; ``make`` sees to that.
        """
        file = None if self.folder is None else self.folder / f"{kind}-{key}.json"
        known = _opened(file) if file else None
        data = make(known)
        self.used[kind, known is not None and data is known] += 1
        if file and data is not None and data is not known:
            self._keep(file, canonical.dumps(data, keep_order=True).encode())
        return data

    def recall(self, kind: str, key: Hashable, make: Callable[[], T], kept: int = KEPT) -> T:
        """Return what ``make`` returned when this store was asked for the kind and key before.

        For objects that nobody changes: whoever asks gets the same one. A process that makes many
        documents reads and works out once what they share.

        Args:
            kept: how many objects of the kind are kept.
        """
        if self.folder is None:
            return make()
        objects = self._objects.setdefault(kind, OrderedDict())
        found: T = objects.get(key, _ABSENT)
        if found is not _ABSENT:
            objects.move_to_end(key)
            return found
        found = objects[key] = make()
        while len(objects) > min(kept, self.bound):
            objects.popitem(last=False)
        return found

    def recall_all(
        self, kind: str, keys: Sequence[Hashable], make: Callable[[Sequence[int]], Sequence[T]], kept: int = KEPT
    ) -> list[T]:
        """Return an object for each key, as ``recall`` does; ``make`` gets the positions of those to make."""
        if self.folder is None:
            return list(make(range(len(keys))))
        objects = self._objects.setdefault(kind, OrderedDict())
        found: list[T] = [objects.get(key, _ABSENT) for key in keys]
        missing = [position for position, known in enumerate(found) if known is _ABSENT]
        for position, made in zip(missing, make(missing) if missing else (), strict=True):
            found[position] = objects[keys[position]] = made
        for key in keys:
            objects.move_to_end(key)
        while len(objects) > max(min(kept, self.bound), len(keys)):
            objects.popitem(last=False)
        return found

    def recall_about(self, kind: str, thing: object, key: Hashable, make: Callable[[], T]) -> T:
        """Return what ``recall`` does for what is made of one object, which is told by its identity.

        Looking at a whole tree of blocks to see whether it is a known one would cost as much as using it.
        """
        # What is kept holds the object, so nothing else can get its identity meanwhile.
        return self.recall(kind, (id(thing), key), lambda: (thing, make()))[1]

    def _keep(self, file: Path, content: bytes) -> None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, hashlib.sha256(content).digest() + content)
        except OSError:
            return


def _opened(file: Path) -> Any:
    """Return the data of a cache file, which begins with the hash of the rest; None if it is not as it was written."""
    size = hashlib.sha256().digest_size
    try:
        kept = file.read_bytes()
        if hashlib.sha256(kept[size:]).digest() == kept[:size]:
            return canonical.loads(kept[size:])
    except (OSError, ValueError, RecursionError):
        pass
    return None


def key_of(*parts: bytes | str | Iterable[bytes]) -> str:
    """Return a key for some inputs, together with klausul's version."""
    total = hashlib.sha256(__version__.encode())
    for part in parts:
        pieces = [part.encode()] if isinstance(part, str) else [part] if isinstance(part, bytes) else list(part)
        for piece in pieces:
            total.update(len(piece).to_bytes(8, "big"))
            total.update(piece)
    return total.hexdigest()
