"""What a command takes from its surroundings: options, folders, the cache. Read here and nowhere else."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from generator.build.places import Folder, Places
from generator.places import bundled
from generator.store import Store


@dataclass
class Context:
    """The options that hold for every command."""

    libraries: tuple[Path, ...] = ()
    cache: bool = True
    debug: bool = False

    def places(self) -> Places:
        """Return where libraries, contracts and templates are looked for, own ones before the bundled."""
        own = [(path, str(path)) for path in self.libraries]
        return Places(
            libraries=[_bundled("clauses"), *own],
            contracts=[*_inside(own, "contracts"), _bundled("contracts")],
            templates=[*_inside(own, "templates"), _bundled("templates")],
            store=self.store(),
        )

    def store(self) -> Store:
        """Return the cache, or none where the user has switched it off."""
        return Store(cache_folder() if self.cache else None)


pass_context = click.make_pass_decorator(Context, ensure=True)


def _bundled(kind: str) -> Folder:
    return bundled(kind), kind


def _inside(folders: list[Folder], kind: str) -> list[Folder]:
    return [(path / kind, f"{label}/{kind}") for path, label in folders]


def cache_folder() -> Path | None:
    """Return the user's cache folder, by the custom of the system, or None where there is no home."""
    own = os.environ.get("KLAUSUL_CACHE")
    if own:
        return Path(own)
    try:
        if sys.platform == "win32":
            base = os.environ.get("LOCALAPPDATA")
            return Path(base) / "klausul" / "cache" if base else None
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Caches" / "klausul"
        base = os.environ.get("XDG_CACHE_HOME")
        return (Path(base) if base else Path.home() / ".cache") / "klausul"
    except RuntimeError:
        return None
