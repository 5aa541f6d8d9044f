"""Law as it is cited and shown: the provision, what it demands, and whether the text has been read."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.clause import Clause
from generator.model.registers import Registers


def section(provision: str) -> str:
    """Return chapter and paragraph of ``sfs-2017-725/6:9`` as they are cited; nothing for a whole act."""
    return _cited(provision.partition("/")[2])


def _cited(section: str) -> str:
    chapter, _, paragraph = section.rpartition(":")
    if not paragraph:
        return ""
    return f"{_lettered(chapter)} kap. {_lettered(paragraph)} §" if chapter else f"{_lettered(paragraph)} §"


def _lettered(number: str) -> str:
    """Return 2a as 2 a, the way statutes write it."""
    return f"{number[:-1]} {number[-1]}" if number[-1:].isalpha() else number


def cited(provision: str, registers: Registers) -> str:
    """Return a provision or an act as it is cited: 6 kap. 9 § kommunallagen (2017:725)."""
    act = provision.partition("/")[0]
    statute = registers.statutes.get(act, {})
    name = f"{statute['name']} ({statute['number']})" if statute else act
    return f"{section(provision)} {name}".strip()


def demands(name: str, registers: Registers) -> str:
    """Return what a provision or an act demands, as the register puts it; nothing where it does not."""
    row = registers.provisions.get(name) or registers.statutes.get(name, {})
    return str(row.get("demands", ""))


def remarks(name: str, registers: Registers) -> Iterator[str]:
    """Yield what must be known about an act or a provision: until when, what replaces it, and notes.

    What holds for an act is said of the act, and not of each provision in it.
    """
    row = registers.provisions.get(name) or registers.statutes.get(name, {})
    if row.get("repealed"):
        yield "Lagen är upphävd."
    if row.get("in_force_to"):
        yield f"Gäller till och med {row['in_force_to']}."
    if row.get("replaced_by"):
        yield f"Ersätts av {', '.join(cited(other, registers) for other in row['replaced_by'])}."
    for former in row.get("formerly", ()):
        yield f"Betecknades {_cited(former['section'])} till och med {former['in_force_to']}."
    if row.get("note"):
        yield " ".join(str(row["note"]).split())


def checked(name: str, registers: Registers) -> str:
    """Return in a sentence whether the text of an act or a provision has been read, and as of which day."""
    row = registers.provisions.get(name) or registers.statutes.get(name.partition("/")[0], {})
    day = f" {row['checked']}" if row.get("checked") else ""
    if not row.get("verified"):
        return "Lagtexten är inte kontrollerad."
    if row.get("evidence") == "SFS-reg":
        return f"Uppgifterna är kontrollerade i författningsregistret{day}, inte i lagtexten."
    return f"Lagtexten kontrollerad{day}."


def provisions(clause: Clause) -> list[str]:
    """Return what a clause cites, its basis before its limits, each once."""
    limits = (limit.provision for limit in clause.limits if limit.provision)
    return list(dict.fromkeys((*clause.basis, *limits)))
