"""Where a clause has been decided: by whom, when, in which document and on which wording."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.model.registers import Registers

#: What a decision meant for a clause.
OUTCOMES = {
    "as_sent": "som den skickades ut",
    "amended": "ändrad",
    "rejected": "utgår",
    "postponed": "bordlagd med ärendet",
    "referred_back": "återremitterad med ärendet",
    "not_adopted": "inte antagen, eftersom ärendet avslogs",
    "added": "tillagd",
}
#: What makes two rows the same decision on the same clause.
SAME = ("clause", "municipality", "document", "body", "date", "number")


def decisions_on(clause: str, registers: Registers) -> Sequence[Mapping[str, Any]]:
    """Return the decisions on a clause of a library, the latest first."""
    rows = [
        row
        for row in registers.decisions.values()
        if row.get("version") and registers.renamed.get(row["clause"], row["clause"]) == clause
    ]
    return sorted(rows, key=lambda row: str(row["date"]), reverse=True)


def decided_number(row: Mapping[str, Any]) -> str:
    """Return the number that the clause has in the text that was decided."""
    return str(row.get("decided_number") or row["number"])


def decision_line(row: Mapping[str, Any]) -> str:
    """Return a decision on one line: who, when, where in the minutes, what about, and how it ended."""
    from generator.prose.values import date

    paragraph = f" § {row['paragraph']}" if row.get("paragraph") else ""
    number = f", {row['diarienummer']}" if row.get("diarienummer") else ""
    motions = f" efter yrkande om {'; '.join(row['motions'])}" if row.get("motions") else ""
    outcome = f"{OUTCOMES[row['outcome']]}{motions}"
    return (
        f"{row['body']}, {row['municipality']}, {date(row['date'])}{paragraph}{number}: "
        f"{row['document']}, punkt {decided_number(row)} (version {row['version']}): {outcome}."
    )
