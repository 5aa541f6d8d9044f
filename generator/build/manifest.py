"""What a document carries of its own making: the draft and the lock, or only ids and hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from generator import __version__, canonical
from generator.errors import problem
from generator.lock import Lock
from generator.model.contract import Contract
from generator.model.document import ClauseItem, Document
from generator.store import Store
from generator.text import block_lines

FORMAT = 1
_NO_STORE = Store(None)
#: What a document never carries: paths, the company's economy, exemptions.
_PRIVATE = frozenset({"libraries", "template", "logo", "figures", "exempt"})
_DRAFT_ORDER = (
    "contract",
    "library",
    "state",
    "example",
    "colours",
    "municipality",
    "company",
    "fields",
    "decisions",
    "replaces",
    "values",
    "about",
    "registers",
    "trail",
    "clauses",
)
_CHOICE_ORDER = ("id", "as", "for", "title", "values", "local")
#: Stands for a reason in a draft that was taken out of a document.
WITHHELD = "Skälet följer inte med dokumentet."


def manifest(
    document: Document,
    contract: Contract,
    draft: Mapping[str, Any],
    lock: Lock,
    publish: bool,
    store: Store = _NO_STORE,
) -> dict[str, Any]:
    """Return the manifest of a document.

    Args:
        draft: the draft's data, as its file states it.
        store: what keeps the hashes of texts that have been seen before.
        publish: True to leave out everything but ids, versions and hashes.
    """
    data: dict[str, Any] = {
        "format": FORMAT,
        "klausul": __version__,
        "contract": {"id": contract.id, "version": contract.version},
        "template": {"name": lock.template, "sha256": lock.template_sha256},
        "clauses": [_clause(clause, store) for clause in document.clauses()],
    }
    if not publish:
        data["draft"] = canonical_draft(draft)
        data["lock"] = lock.data()
    return data


def pieces(data: Mapping[str, Any], lock: Lock, store: Store) -> list[str]:
    """Return a manifest's canonical JSON, one piece for each member.

    Args:
        data: the manifest.
        lock: the lock it holds. Most of the text is its clauses, which documents share.
        store: what keeps the text of a lock that has been seen before.
    """
    found = []
    for index, name in enumerate(sorted(data)):
        known = (
            store.recall_about("lock text", lock, "", lambda: canonical.dumps(lock.data())) if name == "lock" else ""
        )
        found += ["," if index else "{", f'"{name}":', known or canonical.dumps(data[name])]
    return [*found, "}"]


def _clause(clause: ClauseItem, store: Store) -> dict[str, Any]:
    return {
        "key": clause.key,
        "id": clause.id,
        "library": clause.library,
        "version": clause.version,
        "number": clause.number,
        "local": clause.local,
        "text": store.recall_about("hash", clause.blocks, clause.title, lambda: text_hash(clause)),
    }


def text_hash(clause: ClauseItem) -> str:
    """Return the SHA-256 of a clause as it is read: its title and its lines, without its number."""
    lines = [clause.title, *(line for block in clause.blocks for line in block_lines(block))]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def canonical_draft(draft: Mapping[str, Any]) -> dict[str, Any]:
    """Return a draft's data without what a document never carries."""
    data = {key: value for key, value in draft.items() if key not in _PRIVATE}
    data["clauses"] = [_choice(choice) for choice in draft["clauses"]]
    if "registers" in draft:
        data["registers"] = {name: _packed(rows) for name, rows in draft["registers"].items()}
    return data


def _packed(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return rows with their columns in order, which the sorted keys of canonical JSON would lose."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return {"columns": columns, "rows": [[row.get(name) for name in columns] for row in rows]}


def _unpacked(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]


def _choice(choice: Mapping[str, Any]) -> dict[str, Any]:
    if "local" not in choice:
        return dict(choice)
    return {**choice, "local": {"text": choice["local"]["text"]}}


def draft_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the draft that a manifest holds, in the form and order of a draft file."""
    draft = _ordered(data["draft"], _DRAFT_ORDER)
    draft["clauses"] = [
        _ordered(
            {**choice, "local": {**choice["local"], "reason": WITHHELD}} if "local" in choice else choice, _CHOICE_ORDER
        )
        for choice in draft["clauses"]
    ]
    if "registers" in draft:
        draft["registers"] = {name: _unpacked(table) for name, table in draft["registers"].items()}
    return draft


def _ordered(data: Mapping[str, Any], order: Sequence[str]) -> dict[str, Any]:
    return {key: data[key] for key in (*order, *(key for key in data if key not in order)) if key in data}


def properties(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the manifest in short, for the file's custom properties, which outlive more programs."""
    clauses = " ".join(f"{row['key']}@{row['version']}:{row['text'][:12]}" for row in data["clauses"] if row["id"])
    return {"klausul": data["klausul"], "klausul-dokumenttyp": data["contract"]["id"], "klausul-klausuler": clauses}


def loads(text: str, file: str) -> dict[str, Any]:
    """Return a manifest from its text.

    Raises:
        DataError: it is no manifest, or one of a later format.
    """
    try:
        data = canonical.loads(text)
        if data["format"] != FORMAT:
            raise problem("source-manifest-version", file, found=data["format"], known=FORMAT)
        for row in data["clauses"]:
            for name in ("key", "id", "library", "version", "number", "text"):
                if not isinstance(row[name], str):
                    raise TypeError(name)
        checked: dict[str, Any] = data
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise problem("source-manifest", file) from error
    return checked
