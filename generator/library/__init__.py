"""Clause libraries, their registers, and the contracts they hold."""

from generator.library.load import Entry, Library, LibraryInfo, load

__all__ = ["Entry", "Library", "LibraryInfo", "load"]
