"""Rules on shares that make up a whole: in tables and registers that say so (``shares``), and in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from generator.assemble.composed import Composed
from generator.check.pattern import Pattern
from generator.check.rule import Case, Rule, needs_draft
from generator.check.stated import PERCENT, numbers, stated
from generator.errors import Finding
from generator.model.parameter import Parameter
from generator.prose.values import decimal
from generator.source.tree import Path, dotted

_WHOLE = Decimal(100)
#: Words that say that shares make up a whole.
_DIVIDED = Pattern(r"\bfördel|\btillsammans (?:blir )?100|\bsammanlagt 100", re.IGNORECASE)
#: A share that does not say how much the whole is.
_OPEN = Pattern(
    r"\b(?:minst|högst|lägst|cirka|ca|omkring|ungefär|upp till|rest\w+|övriga|varav|av dessa|från|mellan)\b", re.I
)
_ANY_PERCENT = Pattern(rf"(?<![\d,–-]){PERCENT}")


def shares(case: Case) -> Iterator[Finding]:
    """Yield a finding for each whole of a draft whose shares do not sum to a hundred."""
    assert case.composed
    composed = case.composed
    for item in composed.chosen:
        parameters = item.entry.clause.parameters
        for table in parameters.values():
            rows = item.choice.values.get(table.name)
            if table.shares and rows:
                rest = parameters.get(table.shares.get("rest", ""))
                left = item.choice.values.get(rest.name) if rest else None
                path: Path = ("clauses", item.choice.index, "values", table.name)
                more = f" och {rest.label}" if rest and left is not None else ""
                for what, total in _sums(table.shares, table.columns, rows, left):
                    yield _finding(composed, path, item.key, f"{table.label}, {what}{more}", total)
    for register in composed.contract.contract.registers.values():
        rows = composed.loaded.draft.rows(register.name)
        if register.shares and rows:
            label = register.label[0].lower() + register.label[1:]
            for what, total in _sums(register.shares, register.columns, rows, None):
                yield _finding(composed, ("registers", register.name), "", f"{label}, {what}", total)


def _finding(composed: Composed, path: Path, clause: str, what: str, total: Decimal) -> Finding:
    place = composed.loaded.source.place(path)
    return Finding("number-shares", place, dotted(path), clause, {"what": what, "sum": decimal(total)})


def _sums(
    plan: Mapping[str, str], columns: Mapping[str, Parameter], rows: Sequence[Mapping[str, Any]], left: Any
) -> Iterator[tuple[str, Decimal]]:
    """Yield what is divided, and the sum of its shares, where they are all given and are no whole.

    Args:
        left: the share that no row has, or None.
    """
    name = plan["of"]
    label = columns[name].label[0].lower() + columns[name].label[1:]
    wholes: dict[str, tuple[str, list[Any]]] = {}
    for row in rows:
        each = str(row.get(plan["each"]) or "").strip() if "each" in plan else ""
        wholes.setdefault(each.lower(), (each, []))[1].append(row.get(name))
    for each, cells in wholes.values():
        if any(cell is None or isinstance(cell, str) for cell in cells):
            continue
        given = [*cells, *([left] if left is not None else [])]
        if not _whole(given):
            said = f"{label} för {each}" if each else label
            yield said, sum((Decimal(cell) for cell in given), Decimal(0))


def _whole(cells: Sequence[Any]) -> bool:
    given = [Decimal(cell) for cell in cells]
    total = sum(given, Decimal(0))
    # Three equal shares written as 33 or 33,3 are a whole; nothing else is rounded.
    step = max(Decimal(1).scaleb(_exponent(cell)) for cell in given)
    return total == _WHOLE or (len(set(given)) == 1 and abs(_WHOLE - total) <= len(given) * step / 2)


def _exponent(cell: Decimal) -> int:
    exponent = cell.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def shares_in_text(case: Case) -> Iterator[Finding]:
    """Yield a finding for each sentence that divides something into shares that do not sum to a hundred."""
    for sentence in stated(case):
        if "%" not in sentence.low and "procent" not in sentence.low:
            continue
        if not _DIVIDED.search(sentence.text) or _OPEN.search(sentence.text):
            continue
        found = list(_ANY_PERCENT.finditer(sentence.text))
        given = [numbers(match["number"]) for match in found]
        total = sum((row[0] for row in given), Decimal(0))
        if (
            len(given) < 2
            or any(len(row) != 1 for row in given)
            or total == _WHOLE
            or _whole([row[0] for row in given])
        ):
            continue
        if len(given) == 2 and total < _WHOLE:
            continue  # what is left over may go without saying
        written = ", ".join(match.group() for match in found)
        place = sentence.place(case, found[0].start())
        values = {"written": written, "sum": decimal(total)}
        yield Finding("number-shares-unsure", place, clause=sentence.clause, values=values)


RULES = (
    Rule(("number-shares",), shares, needs_draft),
    Rule(("number-shares-unsure",), shares_in_text),
)
