"""What a draft covers: its clauses by section and dimension, and the requirements with what answers to them.

Pure: nothing here says that something is enough. An empty field is no fault, and a lawyer judges what law demands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.assemble.composed import Composed
from generator.library.citation import checked, cited
from generator.library.load import Entry
from generator.model.contract import Contract, SectionPlan
from generator.model.document import ClauseItem, Document
from generator.model.registers import Registers

VERSION = 1
#: Papers where a requirement is answered that the document itself cannot answer, with what stands above them.
ELSEWHERE = {
    "bolagsordning": "Krav som hör hemma i bolagsordningen",
    "beslut": "Krav som besvaras genom beslut",
    "annat": "Krav på annat än dokumentets innehåll",
}
OWN = "Krav på dokumentet"
#: So many clauses are named with their titles; more are named by their numbers.
NAMED = 4
#: What a reader has to know of an account.
REMARKS = (
    "En klausul som hör till flera dimensioner räknas i var och en.",
    "Ett tomt fält är inget fel: ett bostadsbolag kan till exempel inte köra bussar.",
    "Klausulerna säger själva vilka krav de svarar mot, och ingen har prövat om svaret räcker. "
    "En jurist avgör vad lagen kräver.",
)


def answerable(row: Mapping[str, Any]) -> bool:
    """Tell whether a clause is to answer to a requirement: it is not on another paper, nor on the text as a whole."""
    return row["paper"] not in ELSEWHERE and not row.get("whole")


def concerns(row: Mapping[str, Any], contract: Contract) -> bool:
    """Tell whether a requirement is on a kind of document, or on the kind whose wordings it uses.

    A directive for several companies has to answer to all that is asked of one for a single company.
    """
    return row["contract"] in (contract.id, contract.wording)


@dataclass(frozen=True, slots=True)
class Area:
    """A dimension or an area, with the draft's clauses there."""

    id: str
    title: str
    description: str
    #: What stands above its column: the dimension's number, else its first letter.
    mark: str
    #: Clauses by the section's id, in the document's order. A clause may belong to several areas.
    sections: Mapping[str, tuple[ClauseItem, ...]]

    @property
    def clauses(self) -> tuple[ClauseItem, ...]:
        """All its clauses in the document's order."""
        return tuple(clause for clauses in self.sections.values() for clause in clauses)


@dataclass(frozen=True, slots=True)
class Place:
    """A section as the contract plans it."""

    plan: SectionPlan
    #: Its number in the document; empty where the draft has no clause there.
    number: str
    #: How many clauses the draft has there.
    count: int
    #: Its id and its title in the document, where those are not the plan's: a section for a row of a register.
    own_id: str = ""
    heading: str = ""

    @property
    def id(self) -> str:
        """The section's id in the document."""
        return self.own_id or self.plan.id

    @property
    def name(self) -> str:
        """The section's title, without its number."""
        return self.heading or self.plan.title

    @property
    def title(self) -> str:
        """Number and title."""
        return f"{self.number} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class Demand:
    """A requirement, with the draft's clauses that answer to it."""

    id: str
    row: Mapping[str, Any]
    #: The provision as it is cited, such as ``6 kap. 9 § kommunallagen (2017:725)``; may be empty.
    cited: str
    #: A sentence that says whether the provision's text has been read; empty where there is none.
    read: str
    clauses: tuple[ClauseItem, ...]

    @property
    def source(self) -> str:
        """Force and provision: how much the requirement weighs, and what it rests on."""
        force: str = self.row["force"]
        if not self.cited:
            return force
        return f"{force}, {self.cited}" if force == "lag" else f"{force}, jämför {self.cited}"

    @property
    def answer(self) -> str:
        """What there is to say of the answer, in Swedish."""
        named = [f"{clause.number} {clause.title}" for clause in self.clauses]
        if len(named) > NAMED:
            named = [", ".join(clause.number for clause in self.clauses)]
        if self.whole:
            return f"Gäller hela texten. {'; '.join(named)}".strip()
        if named:
            return "; ".join(named)
        return "Ingen klausul, och det krävs inte av dokumentet." if self.elsewhere else "Ingen klausul."

    @property
    def whole(self) -> bool:
        """True where it asks something of the whole text, so that no single clause need answer to it."""
        return bool(self.row.get("whole"))

    @property
    def elsewhere(self) -> bool:
        """True where another paper is to answer to it."""
        return self.row["paper"] in ELSEWHERE

    @property
    def missing(self) -> bool:
        """True where the document is to answer to it and no clause does."""
        return answerable(self.row) and not self.clauses


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a draft covers."""

    title: str
    subtitle: str
    #: Id and name of the kind of document.
    contract: str
    kind: str
    #: ISO date of the account.
    date: str
    count: int
    places: tuple[Place, ...]
    areas: tuple[Area, ...]
    demands: tuple[Demand, ...]


def groups(found: Coverage) -> Iterator[tuple[str, list[Demand]]]:
    """Yield the requirements by the paper that is to answer to them, each with a heading; empty groups are left out."""
    for paper, heading in (("", OWN), *ELSEWHERE.items()):
        rows = [demand for demand in found.demands if (demand.row["paper"] if demand.elsewhere else "") == paper]
        if rows:
            yield heading, rows


def counted(count: int) -> str:
    """Return a number of clauses in words."""
    return {0: "inga klausuler", 1: "1 klausul"}.get(count, f"{count} klausuler")


def coverage(composed: Composed, date: str) -> Coverage:
    """Return what a draft covers.

    Args:
        date: ISO date that the account is to bear.
    """
    document, contract = composed.document, composed.contract.contract
    places = tuple(place for plan in contract.sections if plan.kind == "clauses" for place in _places(plan, document))
    return Coverage(
        title=document.front.title,
        subtitle=document.front.subtitle,
        contract=contract.id,
        kind=contract.name,
        date=date,
        count=sum(bool(clause.id) for clause in document.clauses()),
        places=places,
        areas=areas(composed),
        demands=demands(composed),
    )


def _places(plan: SectionPlan, document: Document) -> Iterator[Place]:
    """Yield a section as it stands in the document; one for each row that there is one for."""
    if not plan.per:
        found = next((section for section in document.sections if section.id == plan.id), None)
        heading = found.title if found else ""
        yield Place(plan, found.number if found else "", len(found.clauses) if found else 0, heading=heading)
        return
    for section in document.sections:
        if section.id.startswith(f"{plan.id}--"):
            yield Place(plan, section.number, len(section.clauses), section.id, section.title)


def areas(composed: Composed) -> tuple[Area, ...]:
    """Return every dimension and area of the register, with the draft's clauses there."""
    dimensions = {item.key: item.entry.clause.dimensions for item in composed.chosen}
    found: list[Area] = []
    for name, row in composed.library.registers.dimensions.items():
        sections = {}
        for section in composed.document.sections:
            clauses = tuple(clause for clause in section.clauses if name in dimensions.get(clause.key, ()))
            if clauses:
                sections[section.id] = clauses
        mark = str(row.get("number") or row["title"][:1].upper())
        found.append(Area(name, row["title"], row["description"], mark, sections))
    return tuple(found)


def demands(composed: Composed) -> tuple[Demand, ...]:
    """Return every requirement on the draft's kind of document and what is around it, in the register's order."""
    registers = composed.library.registers
    satisfies = {item.key: item.entry.clause.satisfies for item in composed.chosen}
    answers: dict[str, list[ClauseItem]] = {}
    for clause in composed.document.clauses():
        for name in satisfies.get(clause.key, ()):
            answers.setdefault(name, []).append(clause)
    return tuple(
        _demand(name, row, registers, answers.get(name, ()))
        for name, row in registers.requirements.items()
        if concerns(row, composed.contract.contract)
    )


def _demand(name: str, row: Mapping[str, Any], registers: Registers, clauses: Sequence[ClauseItem]) -> Demand:
    provision = row.get("provision", "")
    said = (cited(provision, registers), checked(provision, registers)) if provision else ("", "")
    return Demand(name, row, *said, tuple(clauses))


def offered(composed: Composed, demand: Demand) -> list[Entry]:
    """Return the clauses in the libraries that would answer to a requirement, in the order of their titles."""
    wording = composed.contract.contract.wording
    found = [
        entry
        for entry in composed.library.entries
        if demand.id in entry.clause.satisfies and wording in entry.clause.text and entry.clause.status != "retired"
    ]
    return sorted(found, key=lambda entry: entry.clause.title)


def coverage_data(found: Coverage) -> dict[str, Any]:
    """Return what a draft covers as the JSON that other programs read (docs/json.md)."""
    return {
        "version": VERSION,
        "date": found.date,
        "contract": found.contract,
        "title": found.title,
        "subtitle": found.subtitle,
        "count": found.count,
        "sections": [
            {"id": place.id, "number": place.number, "title": place.name, "count": place.count}
            for place in found.places
        ],
        "dimensions": [
            {
                "id": area.id,
                "title": area.title,
                "count": len(area.clauses),
                "sections": [
                    {"id": section, "clauses": [_clause(clause) for clause in clauses]}
                    for section, clauses in area.sections.items()
                ],
            }
            for area in found.areas
        ],
        "requirements": [_requirement(demand) for demand in found.demands],
    }


def _clause(clause: ClauseItem) -> dict[str, str]:
    return {"key": clause.key, "number": clause.number, "title": clause.title}


def _requirement(demand: Demand) -> dict[str, Any]:
    row = demand.row
    return {
        "id": demand.id,
        "title": row["title"],
        "text": row["text"],
        "force": row["force"],
        "binds": row["binds"],
        "paper": row["paper"],
        "provision": row.get("provision", ""),
        "cited": demand.cited,
        "read": demand.read,
        "whole": demand.whole,
        "missing": demand.missing,
        "clauses": [_clause(clause) for clause in demand.clauses],
    }
