"""The reference work: a directive of any size with its own library, the same on every machine.

Sixty clauses in twelve sections, two to four paragraphs a clause, some lists, one table and ten
variables. Header box, table of contents, header and footer are those of the shipped contract and its
template. The words mean nothing: only their number and form matter here.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.places import bundled
from generator.source import read
from generator.source.write import dump

SEED = 20261123
SECTIONS = 12
#: The name that warm runs change from document to document.
COMPANY = "Referensbostäder AB"

_WORDS = [
    "bolaget", "kommunen", "ska", "varje", "år", "redovisa", "målen", "för", "styrelsen", "bostäder", "hyresgäster",
    "områden", "samråd", "ekonomi", "förvaltning", "underhåll", "trygghet", "service", "gårdar", "lokaler",
    "uppföljning", "ansvar", "samarbete", "nämnden", "beslut", "plan", "budget", "utveckling", "boende", "inflytande",
    "i", "till", "med", "och", "samt", "enligt", "inom", "över",
]  # fmt: skip
_SHARED = {
    "malar": {"type": "year", "label": "målår"},
    "andel": {"type": "percent", "label": "andel"},
    "belopp": {"type": "money", "label": "belopp", "price_year": True},
    "start": {"type": "date", "label": "startdag"},
    "omraden": {"type": "list", "label": "områden"},
    "form": {"type": "choice", "label": "form", "choices": {"samrad": "samråd", "skrift": "skrivelse"}},
}
_OWN = {
    "antal": {"type": "integer", "label": "antal", "question": "Hur många?", "unit": "lägenheter"},
    "yta": {"type": "area", "label": "yta", "question": "Hur stor yta?"},
    "tid": {"type": "period", "label": "tid", "question": "Vilken tid?"},
    "ansvarig": {"type": "text", "label": "ansvarig", "question": "Vem ansvarar?"},
}
_SHARED_VALUES = {
    "malar": 2030,
    "andel": 25,
    "belopp": {"amount": 1250000, "price_year": 2026},
    "start": "2027-01-01",
    "omraden": ["Norra & södra området", "Centrum", "Stationsbyn"],
    "form": "samrad",
}
_OWN_VALUES = {"antal": 12000, "yta": 1500, "tid": {"from": 2027, "to": 2030}, "ansvarig": "fastighetschefen"}

#: What the reference contract has of its own; all else is the shipped contract's.
_CONTRACT = {"id": "referens", "name": "Referensdirektiv", "wording": "referens", "values": _SHARED}


@dataclass(frozen=True, slots=True)
class Work:
    """A draft to build, with the library that it needs."""

    draft: Path
    #: The library's folder; None for the bundled one alone.
    library: Path | None


def write(folder: Path, size: int) -> Work:
    """Write the reference work with ``size`` clauses to a folder; a multiple of twelve."""
    rng = random.Random(SEED)
    library = folder / "library"
    names = [f"avsnitt-{number}" for number in range(1, SECTIONS + 1)]
    dimensions = [{"id": name, "title": _title(rng), "group": "alla", "description": _title(rng)} for name in names]
    sections = [{"id": d["id"], "title": d["title"], "kind": "clauses", "dimension": d["id"]} for d in dimensions]
    register = {"groups": [{"id": "alla", "title": "Alla"}], "dimensions": dimensions}
    about = {"name": "referens", "version": "1.0.0", "title": "Referensbiblioteket", "license": "CC0-1.0"}
    _save(library / "library.yaml", about)
    _save(library / "register" / "dimensions.yaml", register)
    shipped = bundled("contracts") / "agardirektiv" / "definition.yaml"
    contract = {**read(shipped.name, shipped.read_bytes()).data, **_CONTRACT, "sections": sections}
    _save(library / "contracts" / "referens" / "definition.yaml", contract)
    choices = []
    for index in range(size):
        clause = _clause(rng, index, names[index * SECTIONS // size], size)
        _save(library / clause["dimensions"][0] / f"{clause['id']}.yaml", clause)
        values = {name: _OWN_VALUES[name] for name in clause["parameters"]}
        choices.append({"id": clause["id"], **({"values": values} if values else {})})
    _save(folder / "draft.yaml", _draft(choices))
    return Work(folder / "draft.yaml", library)


def _draft(choices: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "contract": "referens",
        "state": "draft",
        "municipality": {"name": "Referensbo kommun"},
        "company": {"name": COMPANY, "orgnr": "000000-0000", "form": "aktiebolag"},
        "fields": {"diarienummer": "KS 2026/60"},
        "values": _SHARED_VALUES,
        "clauses": choices,
    }


def _clause(rng: random.Random, index: int, section: str, size: int) -> dict[str, Any]:
    # Four clauses, spread over the sections, have a parameter of their own; one has the table.
    own = {name: rules for at, (name, rules) in enumerate(_OWN.items()) if index == (2 * at + 1) * size // 8}
    return {
        "id": f"klausul-{index + 1}",
        "version": "1.0.0",
        "title": _title(rng),
        "dimensions": [section],
        "status": "proposed",
        "text": {"referens": "\n".join(_text(rng, index, list(own), with_table=index == size // 3))},
        "parameters": own,
        "rationale": f"{_sentence(rng)}\n",
        "sources": [{"proposal": "klausul"}],
        "example": {name: _OWN_VALUES[name] for name in own},
        "changes": [{"version": "1.0.0", "date": "2026-11-23", "what": "Första versionen", "by": "klausul"}],
    }


def _text(rng: random.Random, index: int, own: list[str], with_table: bool) -> Iterator[str]:
    """Yield the lines of a clause's text, one sentence a line."""
    used = [*own, list(_SHARED)[index % len(_SHARED)]]
    for number in range(rng.randint(2, 4)):
        if number:
            yield ""
        yield from (_sentence(rng) for _ in range(rng.randint(2, 4)))
        if number < len(used):
            yield f"Detta gäller {{{{ {used[number]} }}}} enligt 6 kap. 9 § **kommunallagen** (2017:725)."
    if index % 5 == 2:
        sign = "1." if index % 2 else "-"
        yield from ("", *(f"{sign} {_title(rng).lower()}" for _ in range(4)))
    if with_table:
        yield from ("", "| Mål | Ansvarig | Antal |", "| --- | --- | ---: |")
        yield from (f"| {_title(rng)} | {rng.choice(_WORDS)} | {rng.randint(10, 99)} |" for _ in range(8))
    yield ""


def _sentence(rng: random.Random) -> str:
    return f"{' '.join(rng.choices(_WORDS, k=rng.randint(8, 18)))}.".capitalize()


def _title(rng: random.Random) -> str:
    return " ".join(rng.choices(_WORDS, k=3)).capitalize()


def _save(file: Path, data: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(dump(data), encoding="utf-8", newline="\n")
