"""Reading a draft: YAML to validated choices, with own wordings compiled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.draft.registers import FileRows
from generator.errors import DataError
from generator.library.load import located
from generator.model.draft import Draft, draft
from generator.prose.template import Nodes, compile_text
from generator.source import Source
from generator.store import Store, key_of


@dataclass(frozen=True, slots=True)
class LoadedDraft:
    """A draft with its file, and the nodes of its local wordings by position in the list."""

    draft: Draft
    source: Source
    local: dict[int, Nodes]
    #: Where the rows stand that were read from files, by the register's name.
    files: Mapping[str, FileRows] = field(default_factory=dict)


def load_draft(source: Source, store: Store) -> LoadedDraft:
    """Return the draft that a file states.

    Raises:
        DataError: the file has problems as YAML or against the schema.
    """
    key = key_of(source.content)

    def make() -> LoadedDraft:
        data, nodes = store.get("draft", key, lambda: _checked(source))
        local = {int(index): tree for index, tree in nodes.items()}
        return LoadedDraft(draft(data), Source(source.file, source.content, data), local)

    return store.recall("draft", (source.file, key), make, kept=16)


def _checked(source: Source) -> list[Any]:
    from generator.schema import validate  # imported late: Cerberus is not needed where the cache has the answer

    findings = list(source.findings) or validate(source, "draft")
    nodes: dict[str, Nodes] = {}
    if not findings:
        for index, choice in enumerate(source.data["clauses"]):
            for field in choice.keys() & {"local", "own"}:
                nodes[str(index)], faults = compile_text(choice[field]["text"])
                findings += [located(source, ("clauses", index, field, "text"), fault) for fault in faults]
    if findings:
        raise DataError(findings)
    return [source.data, nodes]
