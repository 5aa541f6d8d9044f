"""Writing files so that nothing is ever half-written."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and put it there in one step, so that it is old or new, never half.

    Raises:
        OSError: the folder cannot be written.
    """
    # Not by tempfile, which makes the file for its owner only and takes longer to import than to use.
    beside = path.with_name(f".{path.name}-{os.urandom(8).hex()}")
    try:
        with beside.open("xb") as file:
            file.write(content)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
