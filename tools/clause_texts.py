"""Write tests/golden/clauses/, the text of every clause with its example's values. A test compares the two.

Run from anywhere: ``python tools/clause_texts.py``; make_golden.py runs it too.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
# The tool runs from a checkout that need not be installed.
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from generator.library.load import Entry
    from generator.model.contract import Contract
    from generator.model.document import Block

GOLDEN = ROOT / "tests" / "golden" / "clauses"
#: What stands in the places of a contract's names and shared values. All of it is made up.
NAMES = {
    "kommun": "Exempelstads kommun", "bolag": "AB Exempelhem", "orgnr": "556093-0504", "dokumentlage": "Utkast",
    "dokument": "Ägardirektiv för AB Exempelhem", "direktiv": "Ägardirektiv för AB Exempelhem",
}  # fmt: skip
VALUES = {
    "malar": 2030, "basar": 2026, "omradesnamn": "Exempelbyn", "faktor": 2, "minsta_matt": 2, "ar": 2025,
    "plats": "Exempelbyn",
}  # fmt: skip


def main() -> None:
    """Write a file for each clause, and take away those of clauses that are gone."""
    made = texts()
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name, content in made.items():
        (GOLDEN / name).write_text(content, encoding="utf-8", newline="\n")
    for file in GOLDEN.glob("*.txt"):
        if file.name not in made:
            file.unlink()
    print(f"{GOLDEN.relative_to(ROOT)}: {len(made)} files")


def texts() -> dict[str, str]:
    """Return the text of every bundled clause, in each of its wordings, by the name of its file."""
    from generator.build.overview import overview
    from generator.build.places import Places
    from generator.places import bundled
    from generator.store import Store

    folders = {kind: [(bundled(kind), kind)] for kind in ("clauses", "contracts", "templates")}
    view = overview(Places(folders["clauses"], folders["contracts"], folders["templates"], Store(None)))
    return {f"{entry.clause.id}.txt": "\n".join(_lines(entry, view.contracts)) + "\n" for entry in view.entries()}


def _lines(entry: Entry, contracts: Sequence[Contract]) -> Iterator[str]:
    from generator.text import block_lines

    yield entry.clause.title
    for wording in entry.clause.text:
        yield from ("", f"[{wording}]")
        for block in blocks(entry, wording, contracts):
            yield from block_lines(block)


def blocks(entry: Entry, wording: str, contracts: Sequence[Contract]) -> tuple[Block, ...]:
    """Return the blocks of a wording, with the example's values."""
    from generator.prose.evaluate import evaluate
    from generator.prose.fill import fill, targets_in
    from generator.prose.markdown import parse
    from generator.prose.values import Value, value

    contract = next(contract for contract in contracts if contract.wording == wording)
    scope = {name: Value(NAMES[name], NAMES[name]) for name in contract.names}
    scope |= {name: value(parameter, VALUES.get(name)) for name, parameter in contract.values.items()}
    clause = entry.clause
    scope |= {name: value(parameter, clause.example.get(name)) for name, parameter in clause.parameters.items()}
    rendered = evaluate(entry.nodes[wording], scope)
    parsed = parse(rendered.text).blocks
    targets = {name: (name, f"[{name}]") for block in parsed for name in targets_in(block)}
    return fill(parsed, rendered, targets)


if __name__ == "__main__":
    main()
