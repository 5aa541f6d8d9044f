"""Write docs/klausuler/, the clause library as web pages. A test holds the two together.

Run from anywhere: ``python tools/make_catalogue_pages.py``; make_docs.py runs it too.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "docs" / "klausuler"


def main() -> None:
    """Write the pages, and take away those of areas that are gone."""
    made = pages()
    PAGES.mkdir(exist_ok=True)
    for name, content in made.items():
        (PAGES / name).write_text(content, encoding="utf-8", newline="\n")
    for file in PAGES.glob("*.html"):
        if file.name not in made:
            file.unlink()
    print(f"{PAGES.relative_to(ROOT)}: {len(made)} pages")


def pages() -> dict[str, str]:
    """Return the pages of the bundled library by the names of their files."""
    # The tool runs from a checkout that need not be installed.
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    from generator.build.overview import overview
    from generator.build.places import Places
    from generator.html.catalogue import pages as made
    from generator.places import bundled
    from generator.store import Store

    folders = {kind: [(bundled(kind), kind)] for kind in ("clauses", "contracts", "templates")}
    view = overview(Places(folders["clauses"], folders["contracts"], folders["templates"], Store(None)))
    return made(view.library, view.contracts)


if __name__ == "__main__":
    main()
