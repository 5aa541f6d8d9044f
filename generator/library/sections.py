"""Whether the sections of a contract name clauses that the library has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from generator.errors import Finding
from generator.library.contracts import LoadedContract
from generator.library.load import Library


def section_findings(library: Library, contracts: Sequence[LoadedContract]) -> Iterator[Finding]:
    """Yield the places where a contract names a clause or a dimension that cannot stand there.

    A build asks for no such thing: a library may lack clauses that a contract has a place for. What is
    shipped together must fit together.
    """
    for loaded in contracts:
        contract, source = loaded.contract, loaded.source
        for index, section in enumerate(contract.sections):
            known = library.registers.dimensions
            if section.dimension and section.dimension not in known:
                close = get_close_matches(section.dimension, list(known), 1)
                place, meant = ("sections", index, "dimension"), close[0] if close else ""
                name, register = section.dimension, "dimensions"
                yield source.finding("clause-not-in-register", place, id=name, register=register, meant=meant)
            for position, name in enumerate(section.clauses):
                path = ("sections", index, "clauses", position)
                entries = library.find(name)
                if not entries:
                    close = get_close_matches(name, [entry.clause.id for entry in library.entries], 1)
                    yield source.finding("clause-unknown-relation", path, id=name, meant=close[0] if close else "")
                elif not any(contract.wording in entry.clause.text for entry in entries):
                    wording, allowed = contract.wording, ", ".join(entries[0].clause.text)
                    yield source.finding("clause-no-wording", path, id=name, wording=wording, allowed=allowed)
