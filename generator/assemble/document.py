"""The assembly itself: sections and clauses in order, numbers, values, references."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.assemble import front
from generator.assemble.scope import shared_scope, values_of
from generator.draft.load import LoadedDraft
from generator.draft.resolve import Chosen
from generator.draft.rules import nodes_of, section_of, targets_of
from generator.library.contracts import LoadedContract
from generator.model.codec import block_data, block_from
from generator.model.document import Block, ClauseItem, Document, Front, Paragraph, Section, Text
from generator.prose.evaluate import Rendered, evaluate
from generator.prose.fill import fill
from generator.prose.markdown import parse
from generator.store import Store, key_of

LANGUAGE = "sv-SE"


def assemble(loaded_contract: LoadedContract, chosen: Sequence[Chosen], loaded: LoadedDraft, store: Store) -> Document:
    """Return the document that a draft makes of a contract and its clauses.

    The draft and its clauses have been checked (``generator.draft.rules``), so nothing can be missing
    but values; those print as bracketed labels.
    """
    contract, draft = loaded_contract.contract, loaded.draft
    shared = shared_scope(contract, draft)
    placed = _placed(loaded_contract, chosen)
    numbers = {item.key: f"{section}.{position}" for section, _, items in placed for position, item in items}
    targets = {name: (key, numbers[key]) for name, key in targets_of(chosen).items()}

    texts = [evaluate(loaded_contract.nodes["preamble"], shared)]
    for item in chosen:
        scope = {**shared, **values_of(item.entry.clause.parameters, item.choice.values)}
        texts.append(evaluate(nodes_of(loaded, contract, item), scope))
    preamble, *blocks = _blocks(texts, targets, store)
    written = {item.key: content for item, content in zip(chosen, blocks, strict=True)}

    if contract.local_note and any(item.choice.local for item in chosen):
        preamble = (*preamble, Paragraph((Text(contract.local_note),)))
    title = front.line_of(loaded_contract.nodes["title"], shared)
    subtitle = front.line_of(loaded_contract.nodes["subtitle"], shared)
    rows = tuple(front.rows(contract, draft))
    sections = tuple(
        Section(
            contract.sections[plan].id,
            str(section),
            contract.sections[plan].title,
            tuple(_item(item, numbers[item.key], written[item.key]) for _, item in items),
        )
        for section, plan, items in placed
    )
    return Document(
        contract=contract.id,
        language=LANGUAGE,
        scalars=tuple(front.scalars(contract, draft, title, subtitle).items()),
        front=Front(title, subtitle, contract.caption, rows, preamble, contract.contents),
        sections=sections,
        toc_pages=contract.toc_pages,
        properties=tuple(front.properties(contract, draft, title).items()),
    )


def _placed(loaded: LoadedContract, chosen: Sequence[Chosen]) -> list[tuple[int, int, list[tuple[int, Chosen]]]]:
    """Return (section number, position in the contract, numbered clauses) of each section that has any."""
    contract = loaded.contract
    by_section: dict[int, list[Chosen]] = {}
    for item in chosen:
        section = section_of(contract, item.entry.clause.id, item.entry.clause.dimensions)
        assert section is not None  # clause_findings has refused the draft otherwise
        by_section.setdefault(section, []).append(item)
    return [(number, plan, list(enumerate(by_section[plan], 1))) for number, plan in enumerate(sorted(by_section), 1)]


def _item(item: Chosen, number: str, blocks: tuple[Block, ...]) -> ClauseItem:
    clause, choice = item.entry.clause, item.choice
    title = choice.title or clause.title
    local = bool(choice.local)
    return ClauseItem(item.key, clause.id, item.entry.library, clause.version, number, title, blocks, local)


def _blocks(texts: Sequence[Rendered], targets: Mapping[str, tuple[str, str]], store: Store) -> list[tuple[Block, ...]]:
    """Return each text's blocks. The Markdown is parsed once for the same texts, whatever the values."""
    key = key_of(text.text.encode() for text in texts)
    data = store.get("blocks", key, lambda: [[block_data(b) for b in parse(text.text).blocks] for text in texts])
    return [fill(map(block_from, rows), text, targets) for rows, text in zip(data, texts, strict=True)]
