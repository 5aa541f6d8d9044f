"""A municipality's draft: read, resolved against library and lock, and checked against its contract."""

from generator.draft.load import LoadedDraft, load_draft
from generator.draft.resolve import Chosen, resolve

__all__ = ["Chosen", "LoadedDraft", "load_draft", "resolve"]
