"""Room for each party of a register to sign."""

from __future__ import annotations

from generator.assemble.sections.work import Made, Work
from generator.model.document import Signature
from generator.model.register import Row


def prints(work: Work) -> bool:
    """Tell whether there is anybody to sign."""
    return bool(work.rows())


def make(work: Work) -> Made:
    """Return a block for each row: the party, and the lines with what is known of them."""
    return Made(tuple(_signature(work, row) for row in work.rows()))


def _signature(work: Work, row: Row) -> Signature:
    return Signature(
        work.value(work.rules["party"], row).text,
        tuple((line["label"], _known(work, line.get("column", ""), row)) for line in work.rules["lines"]),
    )


def _known(work: Work, column: str, row: Row) -> str:
    value = work.value(column, row) if column else None
    return "" if value is None or value.missing else value.text
