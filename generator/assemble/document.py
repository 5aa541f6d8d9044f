"""The assembly itself: sections and clauses in order, numbers, values, references."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from generator import canonical
from generator.assemble import front
from generator.assemble.scope import row_scope, shared_scope, values_of
from generator.assemble.sections.keys import Keys
from generator.assemble.sections.work import Made, Work, make, prints
from generator.assemble.texts import Prose, Targets, blocks_of, line_of
from generator.draft.load import LoadedDraft
from generator.draft.resolve import Chosen
from generator.draft.rules import nodes_of, sections_of, targets_of, text_place
from generator.library.contracts import LoadedContract
from generator.library.kinds import rows_of
from generator.model.contract import SectionPlan
from generator.model.document import Block, ClauseItem, Document, Front, Paragraph, Section, Text
from generator.prose.evaluate import evaluate
from generator.prose.template import Nodes, references, uses
from generator.prose.values import Value
from generator.store import Store

LANGUAGE = "sv-SE"
#: What an annex is called, before its number, and what its clauses' numbers begin with.
_ANNEX, _IN_ANNEX = "Bilaga", "B"


@dataclass(frozen=True, slots=True)
class _Part:
    """A section that has something to print, with its number."""

    plan: SectionPlan
    number: str
    #: What the numbers of its clauses begin with.
    prefix: str
    #: The names that its texts and clauses may use.
    scope: Mapping[str, Value]
    items: tuple[Chosen, ...] = ()
    #: Key of the row that it is for; empty where there is one for all.
    row: str = ""

    def numbered(self) -> Iterator[tuple[str, Chosen]]:
        """Yield its clauses with their numbers."""
        for position, item in enumerate(self.items, 1):
            yield f"{self.prefix}.{position}", item


def assemble(loaded_contract: LoadedContract, chosen: Sequence[Chosen], loaded: LoadedDraft, store: Store) -> Document:
    """Return the document that a draft makes of a contract and its clauses.

    The draft and its clauses have been checked (``generator.draft.rules``), so nothing can be missing
    but values; those print as bracketed labels.

    Raises:
        DataError: a text holds what Markdown text of ours may not.
    """
    contract, draft = loaded_contract.contract, loaded.draft
    shared = shared_scope(contract, draft)
    parts = _numbered(_parts(loaded_contract, chosen, loaded, shared, store))
    numbers = {item.key: number for part in parts for number, item in part.numbered()}
    targets = {name: (key, numbers[key]) for name, key in targets_of(chosen).items()}
    scopes = {item.key: part.scope for part in parts for item in part.items}

    opening = Prose(
        evaluate(loaded_contract.nodes["preamble"], shared), loaded_contract.source, ("preamble",), contract.id
    )
    (preamble,) = blocks_of([opening], targets, store)

    def written_of(positions: Sequence[int]) -> list[tuple[Block, ...]]:
        texts = []
        for item in map(chosen.__getitem__, positions):
            scope = {**scopes[item.key], **values_of(item.entry.clause.parameters, item.choice.values)}
            rendered = evaluate(nodes_of(loaded, contract, item), scope)
            texts.append(Prose(rendered, *text_place(loaded, contract, item), item.key))
        return blocks_of(texts, targets, store)

    keys = _keys(loaded_contract, chosen, loaded, shared, scopes, targets, store)
    written = dict(zip((item.key for item in chosen), store.recall_all("written", keys, written_of), strict=True))

    if contract.local_note and any(item.choice.local for item in chosen):
        preamble = (*preamble, Paragraph((Text(contract.local_note),)))
    title = line_of(loaded_contract.nodes["title"], shared)
    subtitle = line_of(loaded_contract.nodes["subtitle"], shared)
    rows = tuple(front.rows(contract, draft))
    known = Keys(item.key for item in chosen)
    sections = tuple(
        _section(
            part,
            Work(loaded_contract, draft, part.plan, part.scope, store, targets),
            tuple(_item(item, number, written[item.key]) for number, item in part.numbered()),
            known,
        )
        for part in parts
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


def _parts(
    loaded_contract: LoadedContract,
    chosen: Sequence[Chosen],
    loaded: LoadedDraft,
    shared: Mapping[str, Value],
    store: Store,
) -> Iterator[_Part]:
    """Yield the sections that have something to print, in the contract's order and without numbers."""
    contract, draft = loaded_contract.contract, loaded.draft
    place_of = sections_of(contract)
    by_section: dict[tuple[int, str], list[Chosen]] = {}
    for item in chosen:
        section = place_of(item.entry.clause, item.choice.row)
        assert section is not None  # clause_findings has refused the draft otherwise
        by_section.setdefault((section, item.choice.row), []).append(item)
    for index, plan in enumerate(contract.sections):
        if plan.kind != "clauses":
            if prints(Work(loaded_contract, draft, plan, shared, store)):
                yield _Part(plan, "", "", shared)
        elif plan.per:
            for row in draft.rows(plan.per):
                key = str(row[contract.registers[plan.per].key])
                if (index, key) in by_section:
                    scope = {**shared, **row_scope(contract, draft, plan, row)}
                    yield _Part(plan, "", "", scope, tuple(by_section[index, key]), key)
        elif (index, "") in by_section:
            yield _Part(plan, "", "", shared, tuple(by_section[index, ""]))


def _numbered(parts: Iterator[_Part]) -> list[_Part]:
    """Return the sections with their numbers: annexes are counted by themselves."""
    counts = {True: 0, False: 0}
    found = []
    for part in parts:
        annex = part.plan.annex
        counts[annex] += 1
        number = counts[annex]
        said, prefix = (f"{_ANNEX} {number}", f"{_IN_ANNEX}{number}") if annex else (str(number), str(number))
        found.append(replace(part, number=said, prefix=prefix))
    return found


def _keys(
    contract: LoadedContract,
    chosen: Sequence[Chosen],
    loaded: LoadedDraft,
    shared: Mapping[str, Value],
    scopes: Mapping[str, Mapping[str, Value]],
    targets: Targets,
    store: Store,
) -> list[Hashable]:
    """Return for each clause all that its blocks depend on, so that equal ones are made once."""
    said = _said(shared)
    known = shared.keys() | rows_of(contract.contract)
    keys: list[Hashable] = []
    for item in chosen:
        nodes, local = nodes_of(loaded, contract.contract, item), item.choice.local

        def make(nodes: Nodes = nodes) -> tuple[list[str], list[str]]:
            names = sorted({use.name for use in uses(nodes)} & known)
            return names, sorted(set(references(nodes)))

        names, needed = store.recall("names", (contract, item.entry, local), make)
        here = said if scopes[item.key] is shared else _said({name: scopes[item.key][name] for name in names})
        given = tuple((name, _told(raw)) for name, raw in item.choice.values.items())
        key = (contract, item.entry, local, given)
        keys.append((*key, *(here[name] for name in names), *((name, targets.get(name)) for name in needed)))
    return keys


def _said(scope: Mapping[str, Value]) -> dict[str, Hashable]:
    return {name: (name, value.text, value.missing, _told(value.raw)) for name, value in scope.items()}


def _told(raw: Any) -> Hashable:
    """Return what tells a parameter's value from every other; 20.0 is another value than 20, since it prints so."""
    if raw is None or type(raw) in (str, int):  # not a bool, which equals 0 or 1
        return raw  # type: ignore[no-any-return]
    return str(raw) if isinstance(raw, Decimal) else canonical.dumps(raw)


def _section(part: _Part, work: Work, clauses: tuple[ClauseItem, ...], known: Keys) -> Section:
    plan = part.plan
    made = Made() if plan.kind == "clauses" else make(work)
    items = tuple(
        ClauseItem(known.item(plan.id, item.row), "", "", "", f"{part.prefix}.{position}", item.title, item.blocks)
        for position, item in enumerate(made.items, 1)
    )
    return Section(
        known.section(plan.id, part.row),
        part.number,
        work.line("title"),
        (*clauses, *items),
        (*work.prose("intro"), *made.blocks),
        plan.annex,
        plan.new_page,
    )


def _item(item: Chosen, number: str, blocks: tuple[Block, ...]) -> ClauseItem:
    clause, choice = item.entry.clause, item.choice
    title = choice.title or clause.title
    local = bool(choice.local)
    return ClauseItem(item.key, clause.id, item.entry.library, clause.version, number, title, blocks, local)
