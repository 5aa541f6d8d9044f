"""Which parameters a text prints or tests, given what has been answered so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.model.parameter import Parameter
from generator.prose.template import Node, Nodes

#: Outcomes that a condition may have; none while the choice has not been made, since the text then
#: prints the question and neither wording.
Outcomes = frozenset[bool]


def relevant(nodes: Nodes, parameters: Mapping[str, Parameter], answers: Mapping[str, Any]) -> frozenset[str]:
    """Return the names of the parameters that the text reaches.

    Args:
        nodes: a compiled clause text.
        parameters: every parameter that the text may use, by name.
        answers: what has been answered, by name; None for what was left open. A name that is not
            there has not been asked yet, and what stands under it is not reached.
    """
    reader = _Reader(parameters, answers)
    reader.walk(nodes, {})
    return frozenset(reader.found)


def is_empty(raw: Any) -> bool:
    """Tell whether a value is left open."""
    return raw is None or raw in ("", [], {})


@dataclass(slots=True)
class _Reader:
    parameters: Mapping[str, Parameter]
    answers: Mapping[str, Any]
    found: set[str] = field(default_factory=set)

    def walk(self, nodes: Nodes, loops: Mapping[str, str]) -> None:
        for node in nodes:
            if node[0] == "name":
                self._meet(loops.get(node[1], node[1]))
            elif node[0] == "if":
                outcomes = self._judge(node[1], loops)
                if True in outcomes:
                    self.walk(node[2], loops)
                if False in outcomes:
                    self.walk(node[3], loops)
            elif node[0] == "for":
                self._loop(node, loops)

    def _meet(self, name: str) -> None:
        if name in self.parameters:
            self.found.add(name)

    def _loop(self, node: Node, loops: Mapping[str, str]) -> None:
        name = loops.get(node[2], node[2])
        self._meet(name)
        # A list left open runs once, over its label, unless it is optional.
        runs = name in self.answers and not (is_empty(self.answers[name]) and self._optional(name))
        if runs:
            self.walk(node[3], {**loops, node[1]: name})

    def _optional(self, name: str) -> bool:
        return name not in self.parameters or self.parameters[name].optional

    def _judge(self, condition: Node, loops: Mapping[str, str]) -> Outcomes:
        kind = condition[0]
        if kind in ("given", "is"):
            return self._test(condition, loops)
        if kind == "not":
            return frozenset(not outcome for outcome in self._judge(condition[1], loops))
        stop = kind == "or"
        first = self._judge(condition[1], loops)
        # What decides by itself leaves the rest unasked; a rest that must be answered prints its label.
        if first == {stop} and all(self._optional(name) for name in _names(condition[2], loops)):
            return first
        second = self._judge(condition[2], loops)
        both = (all if kind == "and" else any) if first and second else None
        return frozenset(both((one, two)) for one in first for two in second) if both else frozenset()

    def _test(self, condition: Node, loops: Mapping[str, str]) -> Outcomes:
        name = loops.get(condition[1], condition[1])
        self._meet(name)
        if condition[1] in loops or name not in self.parameters:
            return frozenset((True, False))  # a row in a loop, or a name of the draft's head
        if name not in self.answers:
            return frozenset()
        raw = self.answers[name]
        if is_empty(raw) and not self._optional(name):
            return frozenset()
        if condition[0] == "is":
            return frozenset((bool(raw == condition[3]),))
        return frozenset((not is_empty(raw) and raw is not False,))


def _names(condition: Node, loops: Mapping[str, str]) -> list[str]:
    if condition[0] in ("given", "is"):
        return [loops.get(condition[1], condition[1])]
    return [name for part in condition[1:] for name in _names(part, loops)]
