"""How a text uses names: each must be declared, and used as its type allows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from generator.model.parameter import Parameter
from generator.prose.template import Nodes, Use, uses

_LOOPED = frozenset({"list", "table"})


@dataclass(frozen=True, slots=True)
class NameFault:
    """A name that is used wrongly."""

    rule: str
    #: The words to look for in the text, on this line of it or after.
    token: str
    line: int
    values: Mapping[str, object]


def name_faults(nodes: Nodes, known: Mapping[str, Parameter], plain: Iterable[str]) -> Iterator[NameFault]:
    """Yield what is wrong with the names in a text.

    Args:
        known: parameters by name, the clause's own and the contract's.
        plain: further names that hold text, such as ``kommun``.
    """
    texts = frozenset(plain)
    for use in uses(nodes):
        loops = dict(use.loops)
        name = loops.get(use.name, use.name)
        parameter = known.get(name)
        if use.name in texts and use.name not in loops:
            if use.how == "loop" or use.column:
                yield _misused(use, "text")
        elif parameter is None:
            allowed = [*known, *texts]
            close = get_close_matches(use.name, allowed, 1)
            values = {"name": use.name, "allowed": ", ".join(sorted(allowed)), "meant": close[0] if close else ""}
            yield NameFault("clause-undeclared-name", use.name, use.line, values)
        else:
            yield from _typed(use, parameter, looped=use.name in loops)


def row_faults(nodes: Nodes, rows: Iterable[str], here: Iterable[str]) -> Iterator[NameFault]:
    """Yield the names of a register's row that stand where there is no such row.

    Args:
        rows: all names of rows.
        here: those that mean something where the text stands.
    """
    strange = frozenset(rows) - frozenset(here)
    for use in uses(nodes) if strange else ():
        if use.name in strange and use.name not in dict(use.loops):
            yield NameFault("clause-row-name", use.name, use.line, {"name": use.name})


def _typed(use: Use, parameter: Parameter, looped: bool) -> Iterator[NameFault]:
    kind = parameter.type
    if looped and kind == "table":
        if not use.column:
            yield _misused(use, "table")
        elif use.column not in parameter.columns:
            allowed = ", ".join(parameter.columns)
            values = {"name": f"{use.name}.{use.column}", "allowed": allowed, "meant": ""}
            yield NameFault("clause-undeclared-name", f"{use.name}.{use.column}", use.line, values)
    elif use.column or (use.how, kind) == ("print", "boolean") or (use.how == "loop" and kind not in _LOOPED):
        yield _misused(use, kind)
    elif use.how == "compare" and kind == "choice" and use.literal not in parameter.choices:
        said = {"value": str(use.literal), "allowed": ", ".join(parameter.choices), "name": use.name}
        yield NameFault("clause-comparison", str(use.literal), use.line, said)


def _misused(use: Use, kind: str) -> NameFault:
    token = f"{use.name}.{use.column}" if use.column else use.name
    return NameFault("clause-type-use", token, use.line, {"name": token, "type": kind})
