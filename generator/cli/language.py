"""The language of the command's own messages. Findings and documents are always Swedish."""

from __future__ import annotations

import gettext
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent.parent / "locale"


def _(message: str) -> str:
    """Return a message in the user's language."""
    return gettext.translation("klausul", _FOLDER, fallback=True).gettext(message)
