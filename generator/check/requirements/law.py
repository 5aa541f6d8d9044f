"""What a requirement rests on, as it is said in a finding, and whether anybody has read it."""

from __future__ import annotations

from generator.library.citation import cited
from generator.model.registers import Registers


def verified(provision: str, registers: Registers) -> bool:
    """Tell whether somebody has read a provision's own text, and not just that its act exists."""
    row = registers.provisions.get(provision, {})
    return bool(row.get("verified")) and row.get("evidence") != "SFS-reg"


def rests_on(provision: str, force: str, registers: Registers) -> str:
    """Return a provision with the day it was read, to stand last in a clause; the register where there is none.

    Args:
        provision: id in the register, or empty.
        force: ``lag``, ``praxis`` or ``rekommendation``.
    """
    if force != "lag":
        return f"registret, som räknar det som {force}"
    if not provision:
        return "registret, men lagtexten är inte kontrollerad"
    if not verified(provision, registers):
        return f"{cited(provision, registers)}, men lagtexten är inte kontrollerad"
    return f"{cited(provision, registers)}, läst {registers.provisions[provision].get('checked', 'okänd dag')}"
