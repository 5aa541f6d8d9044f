"""Clause text with values: nodes to characters, with a sentinel wherever a value will stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.prose.template import FIRST_SENTINEL, LAST_SENTINEL, Node, Nodes
from generator.prose.values import Value


@dataclass(slots=True)
class Rendered:
    """Text with sentinels, what each stands for, and which source line each of its lines came from."""

    text: str
    values: list[Value]
    #: Source line, from 1, of each line of ``text``.
    lines: list[int]

    def value(self, sentinel: str) -> Value:
        """Return the value that a sentinel stands for."""
        return self.values[ord(sentinel) - FIRST_SENTINEL]


@dataclass(slots=True)
class _State:
    pieces: list[tuple[str, int]] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)

    def put(self, value: Value, line: int) -> None:
        if FIRST_SENTINEL + len(self.values) > LAST_SENTINEL:
            raise OverflowError("a clause cannot print more than 65,534 values")
        self.pieces.append((chr(FIRST_SENTINEL + len(self.values)), line))
        self.values.append(value)


def evaluate(nodes: Nodes, scope: Mapping[str, Value]) -> Rendered:
    """Return the text that the nodes make of the values in ``scope``.

    Every name the nodes use must be in the scope (the library's rules see to that).
    """
    state = _State()
    _body(nodes, dict(scope), state)
    lines = [1]
    for text, line in state.pieces:
        if lines[-1] < line and not text.startswith("\n"):
            lines[-1] = line
        lines += [line + 1 + more for more in range(text.count("\n"))]
    return Rendered("".join(text for text, _ in state.pieces), state.values, lines)


def _body(nodes: Nodes, scope: dict[str, Value], state: _State) -> None:
    for node in nodes:
        if node[0] == "text":
            state.pieces.append((node[1], node[2]))
        elif node[0] == "name":
            state.put(_lookup(node, scope), node[3])
        elif node[0] == "if":
            _branch(node, scope, state)
        else:
            _loop(node, scope, state)


def _lookup(node: Node, scope: Mapping[str, Value]) -> Value:
    value = scope[node[1]]
    return value.cell(node[2]) if node[2] else value


def _branch(node: Node, scope: dict[str, Value], state: _State) -> None:
    unanswered = _unanswered(node[1], scope)
    if unanswered is None:
        _body(node[2] if _holds(node[1], scope) else node[3], scope, state)
        return
    # The choice has not been made: neither wording may look decided, so the question stands there.
    state.put(unanswered.named(), node[4])
    last = node[2][-1] if node[2] else ["text", ""]
    if last[0] == "text" and last[1].endswith("\n"):
        state.pieces.append(("\n", node[4]))


def _unanswered(condition: Node, scope: Mapping[str, Value]) -> Value | None:
    if condition[0] in ("given", "is"):
        value = _lookup(condition, scope)
        return value if value.missing and not value.optional else None
    return next((found for part in condition[1:] if (found := _unanswered(part, scope))), None)


def _holds(condition: Node, scope: Mapping[str, Value]) -> bool:
    kind = condition[0]
    if kind == "given":
        return _lookup(condition, scope).given
    if kind == "is":
        return bool(_lookup(condition, scope).raw == condition[3])
    if kind == "not":
        return not _holds(condition[1], scope)
    parts = (_holds(part, scope) for part in condition[1:])
    return all(parts) if kind == "and" else any(parts)


def _loop(node: Node, scope: dict[str, Value], state: _State) -> None:
    for item in scope[node[2]].items():
        _body(node[3], {**scope, node[1]: item}, state)
