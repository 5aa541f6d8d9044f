"""Write the golden texts of the shipped examples and clauses. Review the difference before committing it.

Run from anywhere: ``python tools/make_golden.py``.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden" / "examples"


def main() -> None:
    """Write a text file for each example."""
    # The tool runs from a checkout that need not be installed.
    sys.path.insert(0, str(ROOT))
    from generator.cli.main import main as klausul

    for draft in sorted((ROOT / "contracts").glob("*/examples/*.yaml")):
        target = GOLDEN / f"{draft.stem}.txt"
        name = f"example:{draft.parent.parent.name}/{draft.stem}"
        try:
            klausul(["--no-cache", "build", name, "-o", str(target), "--force"])
        except SystemExit as done:
            if done.code:
                raise
    sys.path.insert(0, str(ROOT / "tools"))
    import clause_texts

    clause_texts.main()


if __name__ == "__main__":
    main()
