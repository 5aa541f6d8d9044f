"""What somebody who is to take a position on a clause needs beside its text: why, law, sources, what has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.assemble.composed import Composed
from generator.draft.resolve import Chosen
from generator.library.citation import checked, cited, demands, remarks
from generator.library.words import STATUSES, source_line
from generator.model.registers import Registers

_LOCAL = "Kommunen har en egen lydelse i stället för bibliotekets."
_OWN = "Punkten är kommunens egen och finns inte i något bibliotek."


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of background, as lines of text."""

    title: str
    lines: tuple[str, ...]
    #: True for paragraphs of running text, which are no list.
    running: bool = False


def background(composed: Composed, key: str) -> tuple[Part, ...]:
    """Return what is to know of a clause, in the order that it is asked for; what does not exist is left out."""
    chosen = next((item for item in composed.chosen if item.key == key), None)
    if chosen is None:
        return ()
    registers = composed.library.registers
    clause = chosen.entry.clause
    parts = (
        Part("Varför", tuple(" ".join(part.split()) for part in clause.rationale.strip().split("\n\n")), True),
        Part("Rättsligt (vad som hittats; en jurist avgör)", tuple(_law(chosen, registers))),
        Part("Källor", tuple(source_line(source) for source in clause.sources)),
        Part("Vad som har ändrats", tuple(_changes(chosen))),
    )
    return tuple(part for part in parts if part.lines)


def _law(chosen: Chosen, registers: Registers) -> Iterator[str]:
    clause = chosen.entry.clause
    for name in clause.basis:
        yield _joined(f"Grund: {cited(name, registers)}.", name, registers)
    for limit in clause.limits:
        about = f"Gräns: {limit.text}"
        if limit.provision:
            yield _joined(f"{about} ({cited(limit.provision, registers)})", limit.provision, registers)
        else:
            yield about


def _joined(about: str, name: str, registers: Registers) -> str:
    said = (about, demands(name, registers), checked(name, registers), *remarks(name, registers))
    return " ".join(part for part in said if part)


def _changes(chosen: Chosen) -> Iterator[str]:
    clause = chosen.entry.clause
    if chosen.choice.own:
        yield _OWN
        return
    if chosen.choice.local:
        yield _LOCAL
    yield f"Klausulen {clause.id}, version {clause.version}, {STATUSES[clause.status]}."
    yield from (f"Version {one.version}, {one.date}, {one.by}: {one.what}" for one in clause.changes)
