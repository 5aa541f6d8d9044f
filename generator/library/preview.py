"""A clause's wording as it reads before anybody has filled it in: labels for values, and every alternative.

A document shows one alternative, or the question where nobody has answered it. Who reads the library
must see them all, each in brackets with what it depends on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from generator.model.clause import Clause
from generator.model.contract import Contract
from generator.model.document import Block
from generator.model.parameter import Parameter
from generator.prose.evaluate import Rendered, evaluate
from generator.prose.fill import fill, targets_in
from generator.prose.markdown import parse
from generator.prose.template import FIRST_SENTINEL, Node, Nodes
from generator.prose.values import Value, value

#: What brackets are in the scope, where no name of a file can be.
_OPEN, _CLOSE = "(", ")"


def preview(
    clause: Clause,
    nodes: Mapping[str, Nodes],
    wording: str,
    contracts: Iterable[Contract],
    named: Callable[[str], str] = "[{}]".format,
) -> tuple[Block, ...]:
    """Return the blocks of a wording, with labels in brackets in the places of values.

    Args:
        contracts: the kinds of documents there are; their names and shared values may stand in the text.
        named: what a reference to a clause, given by its id, prints.
    """
    users = [contract for contract in contracts if contract.wording == wording]
    parameters = {name: shared for contract in users for name, shared in contract.values.items()}
    parameters |= clause.parameters
    scope = {name: Value(f"[{name}]", missing=True) for contract in users for name in contract.names}
    # A list that may be left out is shown all the same.
    scope |= {name: value(replace(parameter, optional=False), None) for name, parameter in parameters.items()}
    scope[_CLOSE] = Value("]", _CLOSE, missing=True)
    rendered = _bracketed(evaluate(_all(nodes[wording], parameters, scope), scope))
    blocks = parse(rendered.text).blocks
    targets = {name: (name, named(name)) for block in blocks for name in targets_in(block)}
    return fill(blocks, rendered, targets)


def _all(nodes: Nodes, parameters: Mapping[str, Parameter], scope: dict[str, Value]) -> Nodes:
    """Return nodes without choices: each alternative in brackets, after what it depends on."""
    found: Nodes = []
    for node in nodes:
        if node[0] == "for":
            found.append([*node[:3], _all(node[3], parameters, scope), *node[4:]])
        elif node[0] == "if":
            for condition, body in ((_said(node[1], parameters), node[2]), ("annars", node[3])):
                if body:
                    opening = f"{_OPEN}{condition}"
                    scope[opening] = Value(f"[{condition}: ", _OPEN, missing=True)
                    line: int = node[4]
                    found += [_name(opening, line), *_all(body, parameters, scope), _name(_CLOSE, line)]
        else:
            found.append(node)
    return found


def _name(name: str, line: int) -> Node:
    return ["name", name, "", line]


def _said(condition: Node, parameters: Mapping[str, Parameter]) -> str:
    return f"om {_stated(condition, parameters, False)}"


def _stated(condition: Node, parameters: Mapping[str, Parameter], denied: bool) -> str:
    """Return a condition in words."""
    kind = condition[0]
    if kind == "not":
        return _stated(condition[1], parameters, not denied)
    if kind in ("and", "or"):
        # Neither both is the same as not the one or not the other.
        word = "och" if (kind == "and") is not denied else "eller"
        return f" {word} ".join(_stated(part, parameters, denied) for part in condition[1:])
    parameter = parameters.get(condition[1])
    label = parameter.label if parameter else condition[1]
    no = "inte " if denied else ""
    if kind == "is":
        chosen = parameter.choices.get(condition[3], condition[3]) if parameter else condition[3]
        return f"{label} {no}är ”{chosen}”"
    if parameter and parameter.type == "boolean":
        return f"svaret är {'nej' if denied else 'ja'} på ”{label}”"
    return f"{label} {no}anges"


def _bracketed(rendered: Rendered) -> Rendered:
    """Put brackets around what they hold: after the sign of a list, before the end of a line."""
    marks: dict[str, str] = {_OPEN: "", _CLOSE: ""}
    for index, known in enumerate(rendered.values):
        if known.missing and known.raw in marks:
            marks[known.raw] += chr(FIRST_SENTINEL + index)
    opening, closing = (f"[{marks[kind]}]+" if marks[kind] else r"(?!)" for kind in (_OPEN, _CLOSE))
    text = re.sub(rf"({opening})(\s*\n)", r"\2\1", rendered.text)
    text = re.sub(rf"((?: +\|)?\n+)({closing})", r"\2\1", text)
    text = re.sub(rf"(?m)^({opening})((?:\d+\.|-|\|) +)", r"\2\1", text)
    return replace(rendered, text=text)
