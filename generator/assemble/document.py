"""The assembly itself: sections and clauses in order, numbers, values, references."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import canonical
from generator.assemble import front
from generator.assemble.scope import shared_scope, values_of
from generator.draft.load import LoadedDraft
from generator.draft.resolve import Chosen
from generator.draft.rules import nodes_of, sections_of, targets_of, text_place
from generator.errors import DataError, Finding
from generator.library.contracts import LoadedContract
from generator.library.markup import markup_findings
from generator.model.codec import block_data, block_from
from generator.model.document import Block, ClauseItem, Document, Front, Paragraph, Section, Text
from generator.prose.evaluate import Rendered, evaluate
from generator.prose.fill import fill, targets_in
from generator.prose.markdown import parse
from generator.prose.template import Nodes, references, uses
from generator.prose.values import Value
from generator.source import Source
from generator.source.tree import Path
from generator.store import Store, key_of

LANGUAGE = "sv-SE"


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with its values, and where it comes from."""

    rendered: Rendered
    source: Source
    path: Path
    #: The clause's instance key, or the contract's id.
    key: str


def assemble(loaded_contract: LoadedContract, chosen: Sequence[Chosen], loaded: LoadedDraft, store: Store) -> Document:
    """Return the document that a draft makes of a contract and its clauses.

    The draft and its clauses have been checked (``generator.draft.rules``), so nothing can be missing
    but values; those print as bracketed labels.

    Raises:
        DataError: a text holds what Markdown text of ours may not.
    """
    contract, draft = loaded_contract.contract, loaded.draft
    shared = shared_scope(contract, draft)
    placed = _placed(loaded_contract, chosen)
    numbers = {item.key: f"{section}.{position}" for section, _, items in placed for position, item in items}
    targets = {name: (key, numbers[key]) for name, key in targets_of(chosen).items()}

    opening = _Text(
        evaluate(loaded_contract.nodes["preamble"], shared), loaded_contract.source, ("preamble",), contract.id
    )
    (preamble,) = _blocks([opening], targets, store)

    def make(positions: Sequence[int]) -> list[tuple[Block, ...]]:
        texts = []
        for item in map(chosen.__getitem__, positions):
            scope = {**shared, **values_of(item.entry.clause.parameters, item.choice.values)}
            rendered = evaluate(nodes_of(loaded, contract, item), scope)
            texts.append(_Text(rendered, *text_place(loaded, contract, item), item.key))
        return _blocks(texts, targets, store)

    keys = _keys(loaded_contract, chosen, loaded, shared, targets, store)
    written = dict(zip((item.key for item in chosen), store.recall_all("written", keys, make), strict=True))

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
        front=Front(title, subtitle, contract.caption, contract.value_caption, rows, preamble, contract.contents),
        sections=sections,
        toc_pages=contract.toc_pages,
        properties=tuple(front.properties(contract, draft, title).items()),
    )


def _placed(loaded: LoadedContract, chosen: Sequence[Chosen]) -> list[tuple[int, int, list[tuple[int, Chosen]]]]:
    """Return (section number, position in the contract, numbered clauses) of each section that has any."""
    place_of = sections_of(loaded.contract)
    by_section: dict[int, list[Chosen]] = {}
    for item in chosen:
        section = place_of(item.entry.clause)
        assert section is not None  # clause_findings has refused the draft otherwise
        by_section.setdefault(section, []).append(item)
    return [(number, plan, list(enumerate(by_section[plan], 1))) for number, plan in enumerate(sorted(by_section), 1)]


def _keys(
    contract: LoadedContract,
    chosen: Sequence[Chosen],
    loaded: LoadedDraft,
    shared: Mapping[str, Value],
    targets: Mapping[str, tuple[str, str]],
    store: Store,
) -> list[Hashable]:
    """Return for each clause all that its blocks depend on, so that equal ones are made once."""
    said = {name: (name, value.text, value.missing, canonical.dumps(value.raw)) for name, value in shared.items()}
    keys: list[Hashable] = []
    for item in chosen:
        nodes, local = nodes_of(loaded, contract.contract, item), item.choice.local

        def make(nodes: Nodes = nodes) -> tuple[list[str], list[str]]:
            names = sorted({use.name for use in uses(nodes)} & shared.keys())
            return names, sorted(set(references(nodes)))

        names, needed = store.recall("names", (contract, item.entry, local), make)
        key = (contract, item.entry, local, canonical.dumps(item.choice.values))
        keys.append((*key, *(said[name] for name in names), *((name, targets.get(name)) for name in needed)))
    return keys


def _item(item: Chosen, number: str, blocks: tuple[Block, ...]) -> ClauseItem:
    clause, choice = item.entry.clause, item.choice
    title = choice.title or clause.title
    local = bool(choice.local)
    return ClauseItem(item.key, clause.id, item.entry.library, clause.version, number, title, blocks, local)


def _blocks(texts: Sequence[_Text], targets: Mapping[str, tuple[str, str]], store: Store) -> list[tuple[Block, ...]]:
    """Return each text's blocks. The Markdown is parsed once for the same texts, whatever the values."""
    written = [text.rendered.text for text in texts]

    def make(positions: Sequence[int]) -> list[list[Block]]:
        missing = [texts[position] for position in positions]
        data = store.get("blocks", key_of(text.rendered.text.encode() for text in missing), lambda: _parsed(missing))
        return [[block_from(row) for row in rows] for rows in data]

    blocks = store.recall_all("blocks", written, make)
    findings = [finding for text, found in zip(texts, blocks, strict=True) for finding in _faults(text, found, targets)]
    if findings:
        raise DataError(findings)
    return [fill(found, text.rendered, targets) for text, found in zip(texts, blocks, strict=True)]


def _parsed(texts: Sequence[_Text]) -> list[list[dict[str, object]]]:
    parsed = [(text, parse(text.rendered.text)) for text in texts]
    findings = [
        finding
        for text, found in parsed
        for finding in markup_findings(text.source, text.path, text.rendered, (), found.faults)
    ]
    if findings:
        raise DataError(findings)
    return [[block_data(block) for block in found.blocks] for _, found in parsed]


def _faults(text: _Text, blocks: Sequence[Block], targets: Mapping[str, tuple[str, str]]) -> Iterator[Finding]:
    """Yield what depends on the values and on the other clauses, and so is not kept with the parsed text."""
    yield from markup_findings(text.source, text.path, text.rendered, blocks, ())
    for block in blocks:
        for target in targets_in(block):
            if target not in targets:
                yield text.source.finding("clause-reference", text.path, id=text.key, target=target)
