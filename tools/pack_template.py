"""Pack the bundled templates: every folder in templates/ becomes the .docx of the same name.

A .docx cannot be reviewed, its XML parts can; so the parts are what is edited, and a test holds the two
together. Run from anywhere: ``python tools/pack_template.py``.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"


def parts(folder: Path) -> dict[str, bytes]:
    """Return the parts that lie in ``folder``, by their names in the package."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def main() -> None:
    """Write each template beside its folder."""
    # The tool runs from a checkout that need not be installed.
    sys.path.insert(0, str(ROOT))
    from generator.word.package import write_package

    for folder in sorted(path for path in TEMPLATES.iterdir() if path.is_dir()):
        target = folder.with_suffix(".docx")
        target.write_bytes(write_package(parts(folder), {}))
        print(target.relative_to(ROOT))


if __name__ == "__main__":
    main()
