"""Rules on what a reference or a heading leads to: clauses that have no text, or none for this kind of document."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.assemble.composed import Composed
from generator.check.rule import Case, Rule, needs_draft, needs_library
from generator.check.together.text import needs_foreign
from generator.draft.rules import nodes_of, targets_of
from generator.errors import Finding
from generator.library.load import Entry
from generator.prose.template import Node, Nodes, references
from generator.prose.values import enumeration
from generator.source.tree import dotted

if TYPE_CHECKING:
    from generator.model.wordfile import WordFile, WordParagraph

#: Headings under which something other than text of the body may stand.
_APART = ("bilag", "underskrift", "innehåll")
#: So many clauses are named.
_NAMED = 4
#: So many letters at the end of a title differ from form to form: register, registret.
_ENDING = 2


def empty(case: Case) -> Iterator[Finding]:
    """Yield a finding for each clause of a draft that prints as a heading alone."""
    assert case.composed
    composed = case.composed
    for key in _bare_clauses(composed):
        path = f"clauses[{composed.of(key).choice.index}].id"
        yield Finding("together-section-empty", composed.place(key), path, key, {"id": key})


def gone(case: Case) -> Iterator[Finding]:
    """Yield a finding for each reference to a clause that has no text, now or under some answers."""
    if case.library:
        yield from (finding for finding in _in_library(case) if finding.rule == "together-reference-gone")
    elif case.composed and (bare := _bare_clauses(case.composed)):
        composed = case.composed
        targets = targets_of(composed.chosen)
        for item in composed.chosen:
            for name in dict.fromkeys(references(nodes_of(composed.loaded, composed.contract.contract, item))):
                if (key := targets.get(name)) in bare:
                    values = {"id": item.key, "other": key, "when": "med svaren i utkastet"}
                    path = f"clauses[{item.choice.index}].id"
                    yield Finding("together-reference-gone", composed.place(item.key), path, item.key, values)


def annexes(case: Case) -> Iterator[Finding]:
    """Yield a finding for each annex that a clause names and that the draft has no rows for."""
    assert case.composed
    composed = case.composed
    printed = {section.id.partition("--")[0] for section in composed.document.sections}
    for section in composed.contract.contract.sections:
        register = section.rules.get("register", section.per)
        if not section.annex or not register or section.id in printed:
            continue
        # Its title in any form, and with other words before it: partsregistret, i bilagan Områdesanalys.
        title = re.compile(rf"(?<!\w){re.escape(section.title[:-_ENDING])}\w{{1,{_ENDING + 2}}}(?!\w)", re.IGNORECASE)
        keys = {line.clause for line in case.paper.lines if line.clause and title.search(line.text)}
        naming = [clause for clause in composed.document.clauses() if clause.key in keys]
        if naming:
            numbers = [clause.number for clause in naming[:_NAMED]] + ["fler"] * (len(naming) > _NAMED)
            values = {"annex": section.title, "register": register, "numbers": enumeration(numbers)}
            key = naming[0].key
            path = f"clauses[{composed.of(key).choice.index}].id"
            yield Finding("together-annex-gone", composed.place(key), path, key, values)


def _bare_clauses(composed: Composed) -> list[str]:
    return [clause.key for clause in composed.document.clauses() if clause.id and not clause.blocks]


def no_wording(case: Case) -> Iterator[Finding]:
    """Yield a finding for each reference in a library to a clause that the same kind of document cannot have."""
    yield from (finding for finding in _in_library(case) if finding.rule == "together-reference-wording")


def _in_library(case: Case) -> Iterator[Finding]:
    assert case.library
    for name in dict.fromkeys(line.clause for line in case.paper.lines):
        for entry in case.library.find(name):
            if entry.source.file.startswith(f"{case.paper.file}/"):
                yield from _of_entry(case, entry)


def _of_entry(case: Case, entry: Entry) -> Iterator[Finding]:
    assert case.library
    for wording, nodes in entry.nodes.items():
        for name in dict.fromkeys(references(nodes)):
            others = case.library.find(name)
            texts = [other.nodes[wording] for other in others if wording in other.nodes]
            values = {"id": entry.clause.id, "other": name, "wording": wording, "when": "med vissa svar"}
            path = ("text", wording)
            if others and not texts:
                word = "together-reference-wording"
            elif texts and all(may_be_empty(text) for text in texts):
                word = "together-reference-gone"
            else:
                continue
            place = entry.source.find(path, f"#{name}")
            yield Finding(word, place, dotted(path), entry.clause.id, values)


def may_be_empty(nodes: Nodes) -> bool:
    """Return whether a text has nothing that is printed whatever the answers are."""
    return all(_may_be_empty(node) for node in nodes)


def _may_be_empty(node: Node) -> bool:
    if node[0] == "text":
        return not node[1].strip()
    if node[0] == "if":
        return may_be_empty(node[2]) or may_be_empty(node[3])
    return bool(node[0] == "for")


def headings(case: Case) -> Iterator[Finding]:
    """Yield a finding for each heading of a Word file that another of the same rank or a higher one follows at once."""
    assert case.word
    body = [
        paragraph for paragraph in case.word.paragraphs
        if paragraph.story == "body" and not paragraph.contents and (paragraph.text.strip() or paragraph.other)
    ]  # fmt: skip
    shown = {picture.number for picture in case.word.pictures} | {table.number for table in case.word.tables}
    # What stands first is the paper's own title.
    for index, (paragraph, after) in enumerate(pairwise(body)):
        if index and _bare(paragraph, after, shown):
            heading = " ".join(paragraph.text.split())
            place = case.paper.place(next(line for line in case.paper.lines if line.number == paragraph.number))
            yield Finding("together-heading-alone", place, values={"heading": heading})


def _bare(paragraph: WordParagraph, after: WordParagraph, shown: Container[int]) -> bool:
    plain = paragraph.text.strip() and not paragraph.other and not paragraph.table
    return bool(
        paragraph.level
        and plain
        and 0 < after.level <= paragraph.level
        and not any(number in shown for number in range(paragraph.number, after.number))
        and not paragraph.text.strip().lower().startswith(_APART)
    )


def _needs_headings(case: Case) -> str:
    if lacking := needs_foreign(case):
        return lacking
    return "" if case.word and _levels(case.word) > 1 else "rubriker i en Wordfil"


def _levels(word: WordFile) -> int:
    return sum(1 for paragraph in word.paragraphs if paragraph.level)


def _needs_clauses(case: Case) -> str:
    return "" if case.composed or case.library else "utkast eller bibliotek"


RULES = (
    Rule(("together-section-empty",), empty, needs_draft),
    Rule(("together-reference-gone",), gone, _needs_clauses),
    Rule(("together-annex-gone",), annexes, needs_draft),
    Rule(("together-reference-wording",), no_wording, needs_library),
    Rule(("together-heading-alone",), headings, _needs_headings),
)
