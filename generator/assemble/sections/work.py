"""What every kind of section needs: its plan, the rows, and its texts with their values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from generator.assemble.scope import cell_value
from generator.assemble.texts import Prose, Targets, blocks_of, line_of
from generator.library.contracts import LoadedContract
from generator.library.kinds import text_name
from generator.model.contract import SectionPlan
from generator.model.document import Block, Inlines, Table, Text
from generator.model.draft import Draft
from generator.model.parameter import NUMERIC
from generator.model.register import RegisterPlan, Row
from generator.prose.evaluate import evaluate
from generator.prose.values import Value
from generator.store import Store

#: Stands in a cell that may be empty and is.
DASH = "–"


@dataclass(frozen=True, slots=True)
class Item:
    """A heading with what stands under it, before it has a number."""

    #: What its key is made of, together with the section's id.
    row: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What a section prints, after its introduction."""

    blocks: tuple[Block, ...] = ()
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """A section to be made."""

    loaded: LoadedContract
    draft: Draft
    plan: SectionPlan
    #: Names with their values, those of the row among them where the section is one for each row.
    scope: Mapping[str, Value]
    store: Store
    targets: Targets = field(default_factory=dict)

    @property
    def rules(self) -> Mapping[str, Any]:
        """The keys of the section's kind."""
        return self.plan.rules

    @property
    def facts(self) -> Mapping[str, Any]:
        """What is known of the draft that the document is about."""
        return self.draft.facts

    @property
    def register(self) -> RegisterPlan:
        """The section's register."""
        return self.loaded.contract.registers[self.rules["register"]]

    def rows(self) -> list[Row]:
        """Return the rows of the section's register that it prints."""
        where = self.rules.get("where", {})
        rows = self.draft.rows(self.register.name)
        return [row for row in rows if all(row.get(column) in values for column, values in where.items())]

    def value(self, column: str, row: Row) -> Value:
        """Return the value of a cell."""
        return cell_value(self.loaded.contract, self.draft, self.register, column, row)

    def cell(self, column: str, row: Row) -> Inlines:
        """Return a cell as it stands in a table."""
        found = self.value(column, row)
        return (Text(DASH if found.missing else found.text),)

    def table(self, columns: list[str], rows: list[Row]) -> Table:
        """Return some rows as a table with the columns' labels above them."""
        plans = [self.register.columns[name] for name in columns]
        header: tuple[Inlines, ...] = tuple((Text(plan.label),) for plan in plans)
        cells = tuple(tuple(self.cell(name, row) for name in columns) for row in rows)
        return Table(header, cells, tuple(plan.type in NUMERIC for plan in plans))

    def prose(self, key: str, **more: Value) -> tuple[Block, ...]:
        """Return one of the section's texts as blocks.

        Raises:
            DataError: it holds what Markdown text of ours may not.
        """
        name = text_name(self.plan, key)
        if name not in self.loaded.nodes:
            return ()
        rendered = evaluate(self.loaded.nodes[name], {**self.scope, **more})
        index = self.loaded.contract.sections.index(self.plan)
        path = ("sections", index, key)
        text = Prose(rendered, self.loaded.source, path, self.loaded.contract.id)
        return blocks_of([text], self.targets, self.store)[0]

    def line(self, *path: str, **more: Value) -> str:
        """Return one of the section's texts on one line, such as a word or the title."""
        nodes = self.loaded.nodes.get(text_name(self.plan, *path))
        text: Any = self.plan.title if path == ("title",) else self.rules
        for step in path if path != ("title",) else ():
            text = text[step]
        said = str(text) if nodes is None else line_of(nodes, {**self.scope, **more})
        # Line breaks of the file; a hard space stays.
        return re.sub("[ \n]+", " ", said).strip(" ")

    def word(self, key: str, **more: Value) -> str:
        """Return one of the section's words."""
        return self.line("words", key, **more)


def text(*said: str) -> Value:
    """Return a value that prints as some words."""
    return Value(" ".join(said), " ".join(said))


def prints(work: Work) -> bool:
    """Tell whether a section of another kind than clauses has anything to print."""
    found: bool = _kind(work.plan.kind).prints(work)
    return found


def make(work: Work) -> Made:
    """Return what a section of another kind than clauses prints.

    Raises:
        DataError: one of its texts holds what Markdown text of ours may not.
    """
    found: Made = _kind(work.plan.kind).make(work)
    return found


def _kind(name: str) -> Any:
    # A document of clauses alone reads none of them.
    return import_module(f"generator.assemble.sections.{name}")
