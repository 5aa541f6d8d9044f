"""What of a clause is looked through: a few texts, and the facts that a hit is shown with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.library.citation import cited, provisions
from generator.library.preview import preview
from generator.model.clause import Clause
from generator.model.contract import Contract
from generator.model.registers import Registers
from generator.prose.template import Nodes
from generator.search.facts import facts
from generator.text import block_lines

#: The registers whose rows are looked through with the clauses that name them.
CITED = ("statutes", "requirements", "indicators")


@dataclass(frozen=True, slots=True)
class Record:
    """A clause as it is searched. Each text is lines; one of them is shown as the place of a hit."""

    title: str
    id: str
    text: str
    rationale: str
    #: What it refers to: law, sources, municipalities, indicators, requirements.
    references: str
    facts: Mapping[str, Any]


def record(
    clause: Clause, nodes: Mapping[str, Nodes], library: str, contracts: Sequence[Contract], registers: Registers
) -> Record:
    """Return a clause as it is searched."""
    return Record(
        title=clause.title,
        id=clause.id,
        text="\n".join(dict.fromkeys(_text(clause, nodes, contracts))),
        rationale="\n".join(line for line in clause.rationale.splitlines() if line),
        references="\n".join(dict.fromkeys(_references(clause, registers))),
        facts=facts(clause, library, contracts),
    )


def _text(clause: Clause, nodes: Mapping[str, Nodes], contracts: Sequence[Contract]) -> Iterator[str]:
    """Yield the sentences of all wordings."""
    for wording in clause.text:
        for block in preview(clause, nodes, wording, contracts):
            for line in block_lines(block):
                yield from _sentences(line)


def _sentences(line: str) -> Iterator[str]:
    """Yield a paragraph's sentences; one that is cut at an abbreviation is only shown shorter."""
    start = 0
    for index, char in enumerate(line):
        if char in ".?!" and line[index + 1 : index + 2] == " " and line[index + 2 : index + 3].isupper():
            yield line[start : index + 1]
            start = index + 2
    yield line[start:]


def _references(clause: Clause, registers: Registers) -> Iterator[str]:
    for provision in provisions(clause):
        statute = registers.statutes.get(provision.partition("/")[0], {})
        yield " ".join((cited(provision, registers), *statute.get("abbreviations", ())))
    yield from (limit.text for limit in clause.limits)
    for source in clause.sources:
        yield ", ".join(str(source[key]) for key in ("municipality", "organisation", "document") if source.get(key))
    yield from _titles(clause.indicators, registers.indicators)
    yield from _titles(clause.satisfies, registers.requirements)


def _titles(names: Iterable[str], register: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for name in names:
        yield f"{name} {register.get(name, {}).get('title', '')}".strip()
