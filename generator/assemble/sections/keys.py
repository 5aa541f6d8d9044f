"""Keys of what has no key of its own: sections for rows, and items that a section makes of rows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.draft.rules import MAX_KEY

#: As long as a section's id may be.
_MAX_SECTION = 34
_OTHER = re.compile("[^a-z0-9]+")


class Keys:
    """Gives each thing a key that no other in the document has, and that a bookmark's name can be made of."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._items = set(taken)
        self._sections: set[str] = set()

    def item(self, section: str, row: str) -> str:
        """Return the key of an item: ``ataganden--kommunen``."""
        return _fresh(f"{section}--{_plain(row)}", MAX_KEY, self._items)

    def section(self, section: str, row: str) -> str:
        """Return the id of a section: its own where there is one for all rows, else ``bolaget--exempelhem``."""
        return _fresh(f"{section}--{_plain(row)}" if row else section, _MAX_SECTION, self._sections)


def _plain(row: str) -> str:
    # A key is an id already; what rows are grouped by may be any text.
    return _OTHER.sub("-", row.casefold()).strip("-") or "rad"


def _fresh(wanted: str, longest: int, taken: set[str]) -> str:
    """Return a key that is not taken, and take it: what is wanted, cut, with a number after it where needed."""
    found, count = wanted[:longest], 1
    while found in taken:
        count += 1
        ending = f"-{count}"
        found = f"{wanted[: longest - len(ending)]}{ending}"
    taken.add(found)
    return found
