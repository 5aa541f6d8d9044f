"""Pairs of small documents that differ in every way that two drafts can: made by chance, from any source of chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from generator.model.document import (
    Block,
    ClauseItem,
    Document,
    Front,
    FrontRow,
    Inline,
    Inlines,
    ListBlock,
    Paragraph,
    Reference,
    Section,
    Signature,
    Table,
    Text,
)

WORDS = (
    "bolaget", "ska", "bör", "varje", "år", "redovisa", "12\u00a0000", "25", "procent", "hyresgäster", "R&D", "<b>",
    "”nej”", "a-b", "1,5", "och", "kommunen,", "mål.", "å", "före\nefter",
)  # fmt: skip
KEYS = ("ett", "tva", "tre-a", "fyra", "fem")
SECTIONS = ("bostader", "ekonomi", "uppfoljning")


def pair(rng: Random) -> tuple[Document, Document]:
    """Return an old and a new document, which have most of their clauses in common."""
    texts = {key: (words(rng, 1, 3), blocks(rng)) for key in KEYS}
    return document(rng, texts), document(rng, {key: changed(rng, *text) for key, text in texts.items()})


def ordinary_pair(rng: Random) -> tuple[Document, Document]:
    """Return a pair as drafts make them: clauses of paragraphs, with a list or a table between two of them.

    What LibreOffice cannot settle is left out: clauses that move, and tables that come and go with their clause.
    """
    texts = {key: (f"{key} {words(rng, 1, 2)}", ordinary(rng)) for key in KEYS}
    later = {key: (title, tuple(edited(rng, block) for block in found)) for key, (title, found) in texts.items()}
    return tuple(plain_document(rng, known) for known in (texts, later))  # type: ignore[return-value]


def ordinary(rng: Random) -> tuple[Block, ...]:
    """Return paragraphs, and between the last two of them a list, a table or nothing."""
    paragraphs = [Paragraph(inlines(rng)) for _ in range(rng.randrange(1, 4))]
    if len(paragraphs) > 1 and rng.randrange(2):
        items = tuple(inlines(rng) for _ in range(rng.randrange(2, 5)))
        between: Block = ListBlock(bool(rng.randrange(2)), items)
        if not rng.randrange(3):
            between = Table(((Text("Mål"),), (Text("Antal"),)), tuple((item, item) for item in items), (False, True))
        return (*paragraphs[:-1], between, paragraphs[-1])
    return tuple(paragraphs)


def plain_document(rng: Random, texts: dict[str, tuple[str, tuple[Block, ...]]]) -> Document:
    """Return a document of most of the clauses, each in its own section and order."""
    sections: list[Section] = []
    for at, name in enumerate(SECTIONS):
        keys = [key for index, key in enumerate(KEYS) if index * len(SECTIONS) // len(KEYS) == at and rng.randrange(5)]
        if keys or not at:
            number = len(sections) + 1
            clauses = (clause(rng, key, f"{number}.{at}", *texts[key]) for at, key in enumerate(keys or KEYS[:1], 1))
            clauses = tuple(replace(one, local=False) for one in clauses)
            sections.append(Section(name, str(number), name.capitalize(), clauses))
    return around(rng, numbered(tuple(sections)))


def numbered(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return sections whose references print the numbers of their targets."""
    numbers = {item.key: item.number for section in sections for item in section.clauses}
    return tuple(
        replace(section, clauses=tuple(replace(c, blocks=told(c.blocks, numbers)) for c in section.clauses))
        for section in sections
    )


def changed(rng: Random, title: str, found: tuple[Block, ...]) -> tuple[str, tuple[Block, ...]]:
    """Return a clause's title and blocks, the same or others."""
    kind = rng.randrange(5)
    if kind < 2:
        return title, found
    if kind == 2:
        return words(rng, 1, 3), blocks(rng)
    return title, tuple(edited(rng, block) for block in found if rng.randrange(6)) or blocks(rng)


def edited(rng: Random, block: Block) -> Block:
    """Return a block of the same kind with other words, items or rows."""
    if isinstance(block, Paragraph):
        return Paragraph(other(rng, block.content))
    if isinstance(block, ListBlock):
        items = [other(rng, item) if rng.randrange(2) else item for item in block.items]
        return ListBlock(block.ordered, tuple(without_one(rng, items, inlines)))
    if isinstance(block, Table):
        size = len(block.header)
        rows = [tuple(other(rng, cell) for cell in row) if rng.randrange(2) else row for row in block.rows]
        return replace(block, rows=tuple(without_one(rng, rows, lambda rng: tuple(inlines(rng) for _ in range(size)))))
    return block


def without_one(rng, parts, make):
    """Return parts with one less, one more, or neither."""
    kind = rng.randrange(4)
    at = rng.randrange(len(parts))
    if kind == 0 and len(parts) > 1:
        return [*parts[:at], *parts[at + 1 :]]
    if kind == 1:
        return [*parts[:at], make(rng), *parts[at:]]
    return parts


def other(rng: Random, content: Inlines) -> Inlines:
    """Return inlines with a word more, less or changed."""
    found: list[Inline] = []
    for part in content:
        if isinstance(part, Text) and not part.missing and rng.randrange(2):
            split = part.text.split(" ")
            split[rng.randrange(len(split))] = words(rng, 1, 2)
            part = replace(part, text=" ".join(split))
        found.append(part)
    return tuple(found)


def document(rng: Random, texts: dict[str, tuple[str, tuple[Block, ...]]]) -> Document:
    """Return a document of some of the clauses, in some order."""
    placed: dict[str, list[str]] = {section: [] for section in SECTIONS}
    for index, key in enumerate(KEYS):
        # Most often where the other document has it.
        at = index * len(SECTIONS) // len(KEYS) if rng.randrange(4) else rng.randrange(len(SECTIONS))
        if rng.randrange(6):
            keys = placed[SECTIONS[at]]
            keys.insert(len(keys) if rng.randrange(4) else rng.randrange(len(keys) + 1), key)
    if not any(placed.values()):
        placed[SECTIONS[0]].append(KEYS[0])
    sections: list[Section] = []
    for name, keys in placed.items():
        if keys:
            number = len(sections) + 1
            clauses = tuple(clause(rng, key, f"{number}.{at}", *texts[key]) for at, key in enumerate(keys, 1))
            sections.append(Section(name, str(number), name.capitalize(), clauses))
    return around(rng, numbered(tuple(sections)))


def clause(rng: Random, key: str, number: str, title: str, found: tuple[Block, ...]) -> ClauseItem:
    """Return a clause; one in eight has the municipality's own wording."""
    return ClauseItem(key, key, "prov", "1.0.0", number, title, found, local=not rng.randrange(8))


def around(rng: Random, sections: tuple[Section, ...]) -> Document:
    """Return a document around its sections."""
    labels = [label for label in ("Bolag", "Status", "Diarienummer") if rng.randrange(4)]
    rows = tuple(FrontRow(label, Text(words(rng, 1, 2), missing=not rng.randrange(3))) for label in labels)
    preamble = (Paragraph((Text(words(rng, 2, 5)),)),) if rng.randrange(3) else ()
    front = Front(
        f"Direktiv {words(rng, 1, 2)}", words(rng, 0, 2), "Om dokumentet", "Uppgift", rows, preamble, "Innehåll"
    )  # fmt: skip
    scalars = tuple((name, "x") for name in ("title", "municipality", "diarienummer", "mark", "state", "company"))
    return Document("prov", "sv-SE", scalars, front, sections, False, (("title", "Direktiv"),))


def told(found: tuple[Block, ...], numbers: dict[str, str]) -> tuple[Block, ...]:
    """Return blocks whose references print the right numbers; those to clauses that are not there become text."""

    def said(content: Inlines) -> Inlines:
        return tuple(
            part
            if isinstance(part, Text)
            else replace(part, number=numbers[part.target])
            if part.target in numbers
            else Text("utgår")
            for part in content
        )

    def block(one: Block) -> Block:
        if isinstance(one, Paragraph):
            return Paragraph(said(one.content))
        if isinstance(one, ListBlock):
            return ListBlock(one.ordered, tuple(map(said, one.items)))
        if isinstance(one, Table):
            return replace(one, rows=tuple(tuple(map(said, row)) for row in one.rows))
        return one

    return tuple(map(block, found))


def blocks(rng: Random) -> tuple[Block, ...]:
    """Return one to three blocks."""
    return tuple(one_block(rng) for _ in range(rng.randrange(1, 4)))


def one_block(rng: Random) -> Block:
    """Return a paragraph more often than a list, a table or a signature."""
    kind = rng.randrange(8)
    if kind < 4:
        return Paragraph(inlines(rng))
    if kind < 6:
        return ListBlock(kind == 4, tuple(inlines(rng) for _ in range(rng.randrange(1, 4))))
    if kind == 6:
        size = rng.randrange(2, 4)
        rows = tuple(tuple(inlines(rng) for _ in range(size)) for _ in range(rng.randrange(1, 4)))
        header = tuple((Text(name),) for name in ("Mål", "Ansvarig", "Antal")[:size])
        return Table(header, rows, (False,) * (size - 1) + (True,))
    return Signature(words(rng, 1, 2), (("Ort och datum", ""), ("Namn", words(rng, 1, 2))))


def inlines(rng: Random) -> Inlines:
    """Return words, and now and then a look, a missing value or a reference."""
    found: list[Inline] = [Text(words(rng, 1, 6))]
    kind = rng.randrange(6)
    if kind == 0:
        found.append(Text(f" {words(rng, 1, 2)}", bold=True))
    elif kind == 1:
        found += (Text(" punkt\u00a0"), Reference(rng.choice(KEYS), "0"))
    elif kind == 2:
        found.append(Text("[andel]", missing=True))
    return tuple(found)


def words(rng: Random, least: int, most: int) -> str:
    """Return some words."""
    return " ".join(choices(rng, WORDS, rng.randrange(least, most + 1)))


def choices(rng: Random, among: Sequence[str], count: int) -> list[str]:
    """Return ``count`` of some words."""
    return [among[rng.randrange(len(among))] for _ in range(count)]
