"""What is said of a clause in a list, and what a list can be narrowed by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # a search that finds its index in order loads no library
    from generator.model.clause import Clause
    from generator.model.contract import Contract
    from generator.model.registers import Registers

#: What other programs are promised of a clause in a list, see docs/json.md.
PROMISED = ("id", "title", "dimensions", "contracts", "status", "version", "library")
STATUSES = ("proposed", "reviewed", "adopted", "retired")

Facts = Mapping[str, Any]


def facts(clause: Clause, library: str, contracts: Iterable[Contract]) -> dict[str, Any]:
    """Return what a list shows of a clause, and what it can be narrowed by."""
    from generator.library.citation import provisions

    seen = [*clause.sources, *clause.observed]
    return {
        "id": clause.id,
        "title": clause.title,
        "dimensions": list(clause.dimensions),
        "contracts": [contract.id for contract in contracts if contract.wording in clause.text],
        "status": clause.status,
        "version": clause.version,
        "library": library,
        "municipalities": list(dict.fromkeys(row["municipality"] for row in seen if row.get("municipality"))),
        "law": provisions(clause),
        "indicators": list(clause.indicators),
    }


@dataclass(frozen=True, slots=True)
class Known:
    """What a list of clauses can be narrowed by: ids, and the other names that people use."""

    dimensions: Mapping[str, str]
    contracts: Mapping[str, str]
    municipalities: Sequence[str]
    #: Id of an act to everything it is called.
    statutes: Mapping[str, Sequence[str]]
    provisions: Sequence[str]
    indicators: Mapping[str, str]

    @staticmethod
    def of(registers: Registers, contracts: Iterable[Contract], rows: Iterable[Facts]) -> Known:
        """Return what is known in libraries with these registers and clauses."""
        return Known(
            dimensions={name: row["title"] for name, row in registers.dimensions.items()},
            contracts={contract.id: contract.name for contract in contracts},
            municipalities=sorted({name for row in rows for name in row["municipalities"]}),
            statutes={name: _called(row) for name, row in registers.statutes.items()},
            provisions=list(registers.provisions),
            indicators={name: row["title"] for name, row in registers.indicators.items()},
        )


def _called(statute: Mapping[str, Any]) -> list[str]:
    return [
        statute["number"],
        statute["name"],
        statute["title"],
        *statute.get("abbreviations", ()),
        *statute.get("misprints", ()),
    ]
