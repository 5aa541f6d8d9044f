"""The template language of clause text: names, ``if`` and ``for``, parsed by Jinja's own parser.

Jinja reads the text; nothing of Jinja runs. The syntax tree is turned into plain nested lists of
five kinds (so that a cache can hold them), and whatever is not one of the five is refused:

``["text", characters, line]``, ``["name", name, column, line]``,
``["if", condition, then, else, line]``, ``["for", variable, name, body, line]``; a condition is
``["given", name, column]``, ``["is", name, column, literal]``, ``["not", c]``, ``["and", c, c]`` or
``["or", c, c]``. ``column`` is empty except for a cell of a row in a loop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

Node = list[Any]
Nodes = list[Node]

#: Sentinels are taken from plane 15, which Unicode leaves to private use.
FIRST_SENTINEL = 0xF0000
LAST_SENTINEL = 0xFFFFD
MAX_TEXT_DEPTH = 8

_PRIVATE = re.compile(f"[{chr(FIRST_SENTINEL)}-{chr(LAST_SENTINEL)}]")
_TAG = re.compile(r"\{[{%].*?[}%]\}")
_PLAIN = re.compile(r"\{\{\s*[A-Za-z_]\w*(\.\w+)?\s*\}\}")
_REFERENCE = re.compile(r"\]\(#([^)\s]*)\)")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that the text may not hold. Line and column count from 1 within the text."""

    rule: str
    line: int
    column: int
    #: Values for the message.
    values: tuple[tuple[str, str], ...] = ()


def compile_text(text: str) -> tuple[Nodes, list[Fault]]:
    """Return the nodes of a clause text, and what it may not hold."""
    faults = [_fault("clause-private-use", text, match.start()) for match in _PRIVATE.finditer(text)]
    faults += [_fault("clause-comment", text, match.start()) for match in re.finditer(r"\{#", text)]
    if faults:
        return [], faults
    import jinja2  # imported late: a build that finds its library in the cache never needs it

    try:
        tree = _environment().parse(text)
    except jinja2.TemplateSyntaxError as error:
        return [], [Fault("clause-syntax", error.lineno, 1, (("problem", error.message or ""),))]
    reader = _Reader(text)
    nodes = reader.body(tree.body, 0)
    return nodes, reader.faults


@cache
def _environment() -> Any:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)


def _fault(rule: str, text: str, index: int) -> Fault:
    return Fault(rule, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


class _Reader:
    """Turns Jinja's syntax tree into our nodes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.faults: list[Fault] = []

    def body(self, tree: list[Any], depth: int) -> Nodes:
        nodes: Nodes = []
        if depth > MAX_TEXT_DEPTH and tree:
            self._refuse(tree[0])
            return nodes
        for node in tree:
            kind = type(node).__name__
            if kind == "Output":
                nodes += [self._output(part) for part in node.nodes]
            elif kind == "If":
                nodes.append(self._if(node, depth))
            elif kind == "For":
                nodes.append(self._for(node, depth))
            else:
                self._refuse(node)
        return nodes

    def _refuse(self, node: Any) -> None:
        lines = self.text.split("\n")
        # Some of Jinja's nodes, such as that of autoescape, have no line; what is in them has.
        number = node.lineno or next((inner.lineno for inner in node.iter_child_nodes() if inner.lineno), 1)
        line = lines[number - 1] if number <= len(lines) else ""
        taken = {(fault.line, fault.column) for fault in self.faults}
        for tag in _TAG.finditer(line):
            if not _PLAIN.fullmatch(tag.group()) and (number, tag.start() + 1) not in taken:
                values = (("text", tag.group()),)
                self.faults.append(Fault("clause-template", number, tag.start() + 1, values))
                return
        if not any(taken_line == number for taken_line, _ in taken):
            self.faults.append(Fault("clause-template", number, 1, (("text", line.strip()),)))

    def _output(self, node: Any) -> Node:
        if type(node).__name__ == "TemplateData":
            return ["text", node.data, node.lineno]
        name, column = self._name(node)
        return ["name", name, column, node.lineno]

    def _name(self, node: Any) -> tuple[str, str]:
        kind = type(node).__name__
        if kind == "Name":
            return node.name, ""
        if kind == "Getattr" and type(node.node).__name__ == "Name":
            return node.node.name, node.attr
        self._refuse(node)
        return "", ""

    def _if(self, node: Any, depth: int) -> Node:
        otherwise = self.body(node.else_, depth + 1)
        for branch in reversed(node.elif_):
            inner = self.body(branch.body, depth + 1)
            otherwise = [["if", self._condition(branch.test), inner, otherwise, branch.lineno]]
        return ["if", self._condition(node.test), self.body(node.body, depth + 1), otherwise, node.lineno]

    def _condition(self, node: Any) -> Node:
        kind = type(node).__name__
        if kind in ("Name", "Getattr"):
            return ["given", *self._name(node)]
        if kind == "Not":
            return ["not", self._condition(node.node)]
        if kind in ("And", "Or"):
            return [kind.lower(), self._condition(node.left), self._condition(node.right)]
        if kind == "Compare" and len(node.ops) == 1 and node.ops[0].op in ("eq", "ne"):
            literal = node.ops[0].expr
            if type(literal).__name__ == "Const" and isinstance(literal.value, str | int | bool):
                same = ["is", *self._name(node.expr), literal.value]
                return same if node.ops[0].op == "eq" else ["not", same]
        self._refuse(node)
        return ["given", "", ""]

    def _for(self, node: Any, depth: int) -> Node:
        plain = type(node.target).__name__ == "Name" and type(node.iter).__name__ == "Name"
        if not plain or node.test or node.else_ or node.recursive:
            self._refuse(node)
            return ["text", "", node.lineno]
        return ["for", node.target.name, node.iter.name, self.body(node.body, depth + 1), node.lineno]


@dataclass(frozen=True, slots=True)
class Use:
    """A place where the text uses a name."""

    name: str
    column: str
    #: print, test, compare or loop
    how: str
    line: int
    #: The loop variables in force there, each with the name it runs over.
    loops: tuple[tuple[str, str], ...]
    #: What a comparison compares with.
    literal: object = None


def uses(nodes: Nodes, loops: tuple[tuple[str, str], ...] = ()) -> Iterator[Use]:
    """Yield every use of a name in a text, also under conditions that do not hold now."""
    for node in nodes:
        if node[0] == "name":
            yield Use(node[1], node[2], "print", node[3], loops)
        elif node[0] == "if":
            yield from _condition_uses(node[1], node[4], loops)
            yield from uses(node[2], loops)
            yield from uses(node[3], loops)
        elif node[0] == "for":
            yield Use(node[2], "", "loop", node[4], loops)
            yield from uses(node[3], (*loops, (node[1], node[2])))


def _condition_uses(condition: Node, line: int, loops: tuple[tuple[str, str], ...]) -> Iterator[Use]:
    if condition[0] in ("given", "is"):
        compared = condition[0] == "is"
        how, literal = ("compare", condition[3]) if compared else ("test", None)
        yield Use(condition[1], condition[2], how, line, loops, literal)
    else:
        for part in condition[1:]:
            yield from _condition_uses(part, line, loops)


def references(nodes: Nodes) -> Iterator[str]:
    """Yield the target of every cross-reference in a text, also under conditions that do not hold now."""
    for node in nodes:
        if node[0] == "text":
            yield from _REFERENCE.findall(node[1])
        elif node[0] == "if":
            yield from references(node[2])
            yield from references(node[3])
        elif node[0] == "for":
            yield from references(node[3])
