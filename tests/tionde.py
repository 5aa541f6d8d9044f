"""A kind of document that nobody has made before, in files alone: what its tests share."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from generator.places import bundled
from generator.source.write import dump
from tests.conftest import DATA, draft_data

PARTER = """Kortnamn;Part;Slag av part;Lämnade
kommunen;Provby kommun;Kommun;2026-03-01
bolaget;AB Provbostäder;Bolag;
"""
OMRADEN = """Kortnamn;Område;Barn med bistånd (procent);Flytt inom året (antal)
kommunen;Provby;5;1000
norra;Norra Provby;12,5;900
sodra;Södra Provby;4;2500
vastra;Västra Provby;;
"""
DRAFT: dict[str, Any] = {
    "contract": "tionde",
    "state": "draft",
    "municipality": {"name": "Provby kommun"},
    "values": {"faktor": 2, "antal_matt": 1},
    "about": "direktiv.yaml",
    "registers": {
        "parter": "parter.csv",
        "ataganden": [
            {"id": "a", "part": "bolaget", "text": "bygga", "mangd": 5},
            {"id": "b", "part": "kommunen", "text": "planlägga mark"},
            {"id": "c", "part": "bolaget", "text": "hyra ut", "mangd": 1200},
        ],
        "omraden": "omraden.csv",
        "falt": [{"id": "a", "aspekt": "vardag", "niva": "nara", "lage": "Få lekplatser."}],
        "utfall": [
            {"id": "a", "klausul": "ett", "matt": "antal", "utfall": 80, "kommentar": "Färre än målet."},
            {"id": "b", "klausul": "ett", "matt": "malar"},
        ],
    },
    "clauses": [
        {"id": "bolagets-hus", "for": "bolaget", "values": {"hus": 3}},
        {"id": "rad", "as": "kommunens-rad", "for": "kommunen", "values": {"hus": 1}},
        {"id": "bolagets-hus", "as": "kommunens-hus", "for": "kommunen", "values": {"hus": 1}},
        {"id": "rad", "as": "bolagets-rad", "for": "bolaget", "values": {"hus": 4}},
    ],
}


def into(library: Path) -> None:
    """Put the kind of document, its clauses and its template into a library."""
    folder = library / "contracts" / "tionde"
    folder.mkdir(parents=True)
    shutil.copy(DATA / "tionde" / "definition.yaml", folder)
    for clause in (DATA / "tionde" / "boende").iterdir():
        shutil.copy(clause, library / "boende")
    (library / "templates").mkdir()
    shutil.copy(bundled("templates") / "agardirektiv.docx", library / "templates" / "tionde.docx")
    one = library / "boende" / "ett.yaml"
    text = one.read_text(encoding="utf-8")
    one.write_text(text.replace("rationale:", "bears_on: {verkan: {vardag: [nara, stad]}}\nrationale:"), "utf-8")


def written(**fields: Any) -> Path:
    """Write the draft with all that it takes from other files, with some fields in place of its own."""
    Path("parter.csv").write_text(PARTER, encoding="utf-8")
    Path("omraden.csv").write_text(OMRADEN, encoding="utf-8")
    Path("direktiv.yaml").write_text(dump(draft_data()), encoding="utf-8")
    path = Path("tionde.yaml")
    data = {**DRAFT, **fields}
    path.write_text(dump({name: value for name, value in data.items() if value is not None}), encoding="utf-8")
    return path
