"""Where the bundled data lies."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def bundled(kind: str) -> Path:
    """Return the bundled folder ``clauses``, ``contracts`` or ``templates``.

    It lies inside the package when klausul is installed, and beside it in a checkout.
    """
    inside = _PACKAGE / kind
    return inside if inside.is_dir() else _PACKAGE.parent / kind
