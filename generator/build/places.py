"""Where things are looked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.store import Store

#: A folder, and the name that messages give it.
Folder = tuple[Path, str]


@dataclass(frozen=True, slots=True)
class Places:
    """Folders of libraries (the most general first), contracts and templates (the first match wins)."""

    libraries: Sequence[Folder]
    contracts: Sequence[Folder]
    templates: Sequence[Folder]
    store: Store
