"""What a command takes from its surroundings: options, folders, the cache. Read here and nowhere else."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.places import bundled

if TYPE_CHECKING:  # a command that only shows its help needs neither YAML nor the cache
    from generator.build.places import Folder, Places
    from generator.store import Store

#: The environment variable with the path of LibreOffice's program.
SOFFICE = "KLAUSUL_SOFFICE"
#: Where LibreOffice's own installers put it, which is not on the path.
_INSTALLED = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
)


@dataclass
class Context:
    """The options that hold for every command."""

    libraries: tuple[Path, ...] = ()
    cache: bool = True
    debug: bool = False
    quiet: bool = False
    verbose: bool = False
    #: True while a document is made that must be settled, where more is an error.
    final: bool = False
    #: The caches that the command has used, for ``--verbose``.
    stores: list[Store] = field(default_factory=list)

    def places(self) -> Places:
        """Return where libraries, contracts and templates are looked for, own ones before the bundled."""
        from generator.build.places import Places

        own = [(path, str(path)) for path in self.libraries]
        return Places(
            libraries=[_bundled("clauses"), *own],
            contracts=[*_inside(own, "contracts"), _bundled("contracts")],
            templates=[*_inside(own, "templates"), _bundled("templates")],
            store=self.store(),
        )

    def store(self) -> Store:
        """Return the cache, or none where the user has switched it off."""
        from generator.store import Store

        store = Store(cache_folder() if self.cache else None)
        self.stores.append(store)
        return store


pass_context = click.make_pass_decorator(Context, ensure=True)


def _bundled(kind: str) -> Folder:
    return bundled(kind), kind


def _inside(folders: list[Folder], kind: str) -> list[Folder]:
    return [(path / kind, f"{label}/{kind}") for path, label in folders]


def soffice() -> str | None:
    """Return LibreOffice's program: the one in KLAUSUL_SOFFICE, else where it is installed, else None."""
    import shutil

    own = os.environ.get(SOFFICE)
    if own:
        return shutil.which(own)
    found = (shutil.which(name) for name in ("soffice", "libreoffice", *_INSTALLED))
    return next((program for program in found if program), None)


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
