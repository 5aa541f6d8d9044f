"""Write the pages in docs/ that are made from the program's own data. A test holds the two together.

Run from anywhere: ``python tools/make_docs.py``.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Write the pages."""
    # The tool runs from a checkout that need not be installed.
    sys.path.insert(0, str(ROOT))
    from generator.check.explain import document as checks
    from generator.cli import language
    from generator.schema.page import page as fields

    # Help texts are translated when a command is imported, so the language is chosen first.
    language.install(language.Choice("sv"))
    from generator.cli.page import page as commands

    for name, page in (("fields", fields), ("commands", commands), ("kontroller", checks)):
        target = ROOT / "docs" / f"{name}.md"
        target.write_text(page(), encoding="utf-8")
        print(target.relative_to(ROOT))
    sys.path.insert(0, str(ROOT / "tools"))
    import make_catalogue_pages

    make_catalogue_pages.main()


if __name__ == "__main__":
    main()
