"""Law that a clause names: it must be in the register of statutes, and in force."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.errors import Finding
from generator.library.citation import cited
from generator.library.load import Entry
from generator.model.registers import Registers
from generator.source.tree import Path, dotted

#: An act as it is cited: kommunallagen (2017:725).
_NUMBER = re.compile(r"\((\d{4}:\d+)\)")


def law_findings(entry: Entry, registers: Registers) -> Iterator[Finding]:
    """Yield acts that are repealed, and acts in a clause's texts that the register does not have."""
    clause, source = entry.clause, entry.source
    named: list[tuple[Path, str]] = [(("legal", "basis", index), name) for index, name in enumerate(clause.basis)]
    named += [(("legal", "limits", index, "provision"), limit.provision) for index, limit in enumerate(clause.limits)]
    for path, name in named:
        if _repealed(name, registers):
            yield Finding("clause-repealed", source.place(path), dotted(path), values=_said(name, registers))
    acts = {row["number"]: name for name, row in registers.statutes.items()}
    for wording, text in clause.text.items():
        for match in _NUMBER.finditer(text):
            place = source.find(("text", wording), match[0], text.count("\n", 0, match.start()) + 1)
            act = acts.get(match[1])
            if act is None:
                yield Finding("clause-unknown-act", place, f"text.{wording}", values={"number": match[1]})
            elif _repealed(act, registers):
                yield Finding("clause-repealed", place, f"text.{wording}", values=_said(act, registers))


def _repealed(name: str, registers: Registers) -> bool:
    return bool(registers.statutes.get(name.partition("/")[0], {}).get("repealed"))


def _said(name: str, registers: Registers) -> dict[str, str]:
    """Return what a message says of a repealed act or of a provision in one."""
    act = registers.statutes[name.partition("/")[0]]
    row = registers.provisions.get(name, {})
    instead = row.get("replaced_by") or act.get("replaced_by", ())
    return {"law": cited(name, registers), "instead": " eller ".join(cited(other, registers) for other in instead)}
