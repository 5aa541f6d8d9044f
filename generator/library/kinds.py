"""The kinds of sections there are: which keys each uses. What each prints is in ``generator.assemble.sections``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.contract import Contract, SectionPlan
from generator.source.tree import Path


@dataclass(frozen=True, slots=True)
class Kind:
    """What a section of a kind states, beside what every section may."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    #: Keys that name a column of the section's register, or several.
    columns: tuple[str, ...] = ()
    #: Words that it prints.
    words: tuple[str, ...] = ()
    #: Names that its own texts may use, beside those of the contract.
    names: tuple[str, ...] = ()
    #: True where it says something of the draft that the document is about, and cannot do without one.
    about: bool = False


KINDS = {
    "clauses": Kind(optional=("clauses", "dimension", "per")),
    "table": Kind(("register", "columns"), ("group", "upright", "where"), ("columns", "group", "where")),
    "signatures": Kind(("register", "party", "lines"), ("where",), ("party", "lines", "where")),
    "areas": Kind(
        ("register", "name", "whole", "factor", "chosen", "none", "marked", "words"),
        ("least",),
        ("name",),
        ("times", "chart", "alternative"),
        ("focus", "count", "whole", "measure", "unit"),
    ),
    "matrix": Kind(
        ("register", "matrix", "row_key", "column_key", "cells", "none", "words"),
        (),
        ("row_key", "column_key", "cells"),
        ("aspect", "content", "clauses", "summary", "open"),
    ),
    "outcome": Kind(
        ("register", "clause", "parameter", "outcome", "words"),
        ("comment",),
        ("clause", "parameter", "outcome", "comment"),
        ("goal", "target", "outcome", "chart", "alternative"),
        ("unit",),
        about=True,
    ),
    "about_clauses": Kind(("words",), words=("number", "title"), about=True),
}
#: The keys that every kind has.
COMMON = ("id", "title", "kind", "annex", "new_page", "intro")
#: Texts of a section that hold Markdown; the others are one line.
PROSE = ("intro", "chosen", "none")
#: Texts of a section that may hold names without being prose.
LINES = ("title", "marked")


def texts(index: int, section: SectionPlan) -> Iterator[tuple[str, Path, str]]:
    """Yield the texts of a section that names may stand in: what each is called among the nodes, its path, it itself.

    A line without braces is not among them: it is printed as it stands.
    """
    given = {"title": section.title, "intro": section.intro, **section.rules}
    found: list[tuple[tuple[str, ...], str]] = [((key,), given[key]) for key in (*LINES, *PROSE) if given.get(key)]
    found += [(("words", key), text) for key, text in section.rules.get("words", {}).items()]
    for path, text in found:
        if path[-1] in PROSE or "{" in text:
            yield text_name(section, *path), ("sections", index, *path), text


def text_name(section: SectionPlan, *path: str) -> str:
    """Return what a text of a section is called among a contract's nodes."""
    return ".".join(("sections", section.id, *path))


def rows_of(contract: Contract) -> dict[str, str]:
    """Return the names that stand for something in a row of a register, each with the column."""
    return {name: place.partition(".")[2] for name, place in contract.names.items() if place.partition(".")[0] == "row"}


def row_names(contract: Contract, section: SectionPlan) -> dict[str, str]:
    """Return the names of rows that a section's texts and clauses may use, each with its column."""
    columns = contract.registers[section.per].columns if section.per in contract.registers else {}
    return {name: column for name, column in rows_of(contract).items() if column in columns}
