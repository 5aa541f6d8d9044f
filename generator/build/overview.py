"""The library as a whole: what there is, and whether it is in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.build.places import Places
from generator.errors import Finding, set_of
from generator.library.contracts import LoadedContract, contract_ids, load_contract
from generator.library.load import Entry, Library, load, usable
from generator.library.rules import library_findings
from generator.library.sections import section_findings
from generator.model.contract import Contract


@dataclass(frozen=True, slots=True)
class Overview:
    """A library with the contracts that use it."""

    library: Library
    contracts: Sequence[Contract]

    def entries(self) -> list[Entry]:
        """Return the clauses by dimension, in the register's order, then by title."""
        order = {name: index for index, name in enumerate(self.library.registers.dimensions)}
        return sorted(
            self.library.entries,
            key=lambda entry: (order.get(entry.clause.dimensions[0], len(order)), entry.clause.title.casefold()),
        )


def overview(places: Places) -> Overview:
    """Return the libraries as one, with all contracts.

    Raises:
        DataError: a library or a contract has problems.
    """
    return Overview(usable(load(places.libraries, places.store)), contracts(places))


def contracts(places: Places) -> list[Contract]:
    """Return all contracts that can be found.

    Raises:
        DataError: a contract has problems.
    """
    names = contract_ids(places.contracts)
    return [load_contract(places.contracts, name, places.store).contract for name in names]


def with_library(places: Places, path: Path) -> Places:
    """Return places with one more library, which may have kinds of documents and templates of its own in it."""
    label = str(path)
    return replace(
        places,
        libraries=[*places.libraries, (path, label)],
        contracts=[(path / "contracts", f"{label}/contracts"), *places.contracts],
        templates=[(path / "templates", f"{label}/templates"), *places.templates],
    )


def lint(places: Places, path: Path | None) -> list[Finding]:
    """Return everything that is wrong in a library.

    Args:
        path: the library's folder; None for those in ``places``. The bundled one stands behind a
            municipality's own, whose clauses may name what is in it.
    """
    around = with_library(places, path) if path else places
    library = load(around.libraries, places.store)
    folders = around.contracts
    findings = library.findings or _fitting(
        library, [load_contract(folders, name, places.store) for name in contract_ids(folders)]
    )
    within = f"{path}/" if path else ""
    return [
        finding
        for finding in set_of(findings)
        if finding.place.file.startswith(within) or finding.place.file == str(path)
    ]


def _fitting(library: Library, loaded: Sequence[LoadedContract]) -> list[Finding]:
    found = library_findings(library, [one.contract for one in loaded])
    return [*found, *section_findings(library, loaded)]
