"""docxtpl as its manual uses it. As a script, ``TEMPLATE CONTEXT OUTPUT``: a process that only fills."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate


def fill(template: str, context: Mapping[str, Any], output: str) -> None:
    """Fill a template, with escaping on, since texts hold ``&``."""
    word = DocxTemplate(template)
    word.render(context, autoescape=True)
    word.save(output)


if __name__ == "__main__":
    fill(sys.argv[1], json.loads(Path(sys.argv[2]).read_bytes()), sys.argv[3])
