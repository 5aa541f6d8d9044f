"""The shipped library as a whole: its clauses fit together, and each reads as it should."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

import pytest

from generator.build.overview import lint
from generator.library.load import Entry
from generator.model.document import Paragraph
from generator.prose.template import uses
from tests import shipped
from tests.shipped import entries, registers, running, table, texts, view
from tools.clause_texts import GOLDEN, blocks
from tools.clause_texts import texts as golden

#: Two texts of a wording that share more of their runs of three words than this are near-duplicates.
ALIKE = 0.15
#: What only those who enter into an agreement with each other have.
_JOINT = re.compile(r"\b(parterna|åtar sig|samverkansrådet|åtagandelistan|stormötet|byggherren|områdesgruppen)\b", re.I)
#: Words for what only the other kind of document has.
FOREIGN = {
    "agardirektiv": re.compile(r"\b(samverkansrådet|åtagandelistan|partsregistret|stormötet|åtar sig)\b", re.I),
    "samhallskontrakt": re.compile(r"\b(bolaget|bolagets|bolagsstämman|ägardirektivet|lekmannarevisorn?)\b", re.I),
    "omradesoverenskommelse": re.compile(
        r"\b(bolaget|bolagets|bostadsföretagen|fastighetsägarna|bolagsstämman|ägardirektivet|samhällskontraktet"
        r"|samverkansrådet|processledaren|stormötet|åtagandelistan|byggherren)\b",
        re.I,
    ),
    "markanvisningsvillkor": re.compile(
        r"\b(bolaget|bolagets|parterna|bostadsföretaget|bostadsföretagen|bolagsstämman|ägardirektivet"
        r"|samhällskontraktet|överenskommelsen|samverkansrådet|områdesgruppen|åtagandelistan)\b",
        re.I,
    ),
    "tjansteskrivelse": _JOINT,
    "arsprovning": _JOINT,
    "social-konsekvensbeskrivning": _JOINT,
}
#: Documents about the whole of social sustainability, with something to choose in each of its six dimensions.
WHOLE = ("agardirektiv", "samhallskontrakt", "omradesoverenskommelse")


def test_lint_has_nothing_to_say_of_the_shipped_library() -> None:

    assert lint(shipped.places(), None) == []


def test_there_are_clauses_for_whole_documents_in_every_dimension() -> None:
    held = {(entry.clause.dimensions[0], wording) for entry in entries() for wording in entry.clause.text}
    six = [name for name, row in registers().dimensions.items() if row.get("number")]

    assert [(d, wording) for d in six for wording in WHOLE if (d, wording) not in held] == []


def test_every_id_resolves() -> None:
    known = {entry.clause.id for entry in entries()}
    named = [
        (entry.clause.id, relation.clause)
        for entry in entries()
        for kind in ("requires", "conflicts", "alternatives")
        for relation in getattr(entry.clause, kind)
    ]

    assert [pair for pair in named if pair[1] not in known or pair[0] == pair[1]] == []
    assert [pair for pair, count in Counter(named).items() if count > 1] == []


@pytest.mark.parametrize("kind", ["conflicts", "alternatives"])
def test_what_two_clauses_are_to_each_other_stands_in_both(kind: str) -> None:
    pairs = {(e.clause.id, relation.clause) for e in entries() for relation in getattr(e.clause, kind)}

    assert {(there, here) for here, there in pairs} == pairs


def test_no_clause_conflicts_with_one_that_it_requires() -> None:
    both = [
        entry.clause.id
        for entry in entries()
        if {r.clause for r in entry.clause.requires} & {r.clause for r in entry.clause.conflicts}
    ]

    assert both == []


def test_no_clause_requires_itself_in_the_end() -> None:
    needs = {entry.clause.id: {relation.clause for relation in entry.clause.requires} for entry in entries()}
    while free := {name for name, others in needs.items() if not others & set(needs)}:
        needs = {name: others for name, others in needs.items() if name not in free}

    assert needs == {}


def test_every_parameter_is_used_and_has_an_example() -> None:
    for entry in entries():
        used = {use.name for nodes in entry.nodes.values() for use in uses(nodes)}
        assert set(entry.clause.parameters) - used == set(), entry.clause.id
        assert set(entry.clause.parameters) == set(entry.clause.example), entry.clause.id


def test_a_wording_uses_only_the_names_of_its_documents() -> None:
    contracts = {contract.wording: contract for contract in view().contracts}
    for entry in entries():
        for wording, nodes in entry.nodes.items():
            contract = contracts[wording]
            known = {*contract.names, *contract.values, *entry.clause.parameters}
            loops = {name for use in uses(nodes) for name, _ in use.loops}
            assert {use.name for use in uses(nodes)} - known - loops == set(), entry.clause.id


def test_a_wording_says_nothing_of_what_only_the_other_documents_have() -> None:
    found = [
        (name, wording, match[0])
        for name, wording, text in texts()
        for match in FOREIGN[wording].finditer(running(text))
    ]

    assert found == []


def test_every_clause_has_a_place_in_the_documents_of_its_wordings() -> None:
    homeless = []
    for entry in entries():
        for contract in view().contracts:
            named = {name for section in contract.sections for name in section.clauses}
            areas = {section.dimension for section in contract.sections}
            placed = entry.clause.id in named or areas & set(entry.clause.dimensions)
            if contract.wording in entry.clause.text and not placed:
                homeless.append((entry.clause.id, contract.id))

    assert homeless == []


def test_every_example_gives_its_golden_text() -> None:
    kept = {file.name: file.read_text("utf-8") for file in GOLDEN.glob("*.txt")}
    made = golden()

    assert sorted(kept) == sorted(made), "run python tools/make_golden.py"
    assert [name for name in made if kept[name] != made[name]] == [], "run python tools/make_golden.py"


def test_an_example_fills_every_place() -> None:
    # The golden texts name a wording, and the clause that a reference points at, in brackets.
    names = {contract.wording for contract in view().contracts} | {entry.clause.id for entry in entries()}
    bracketed = {(file, name) for file, text in golden().items() for name in re.findall(r"\[([^\]]*)", text)}

    assert [(file, name) for file, name in sorted(bracketed) if name not in names] == []


def paragraphs(entry: Entry, wording: str) -> int:
    """Return how many paragraphs an example has, beside its lists and tables."""
    return sum(isinstance(block, Paragraph) for block in blocks(entry, wording, view().contracts))


def test_a_text_has_one_to_four_paragraphs() -> None:
    long = [
        (entry.clause.id, wording)
        for entry in entries()
        for wording in entry.clause.text
        if not 1 <= paragraphs(entry, wording) <= 4
    ]

    assert long == []


def test_near_duplicates_are_known_and_have_a_reason() -> None:
    known = {(row["wording"], *sorted(row["clauses"])): row["reason"] for row in table("near_duplicates.yaml")["pairs"]}
    found = set()
    for wording in FOREIGN:
        runs = {name: three(text) for name, kind, text in texts() if kind == wording}
        for one, other in combinations(sorted(runs), 2):
            if len(runs[one] & runs[other]) > ALIKE * len(runs[one] | runs[other]):
                found.add((wording, one, other))

    assert found == set(known), "shorten one of them, or list the pair in tests/data/near_duplicates.yaml"
    assert all(reason.endswith(".") for reason in known.values())


def three(text: str) -> set[tuple[str, ...]]:
    """Return the runs of three words in a text."""
    words = re.findall(r"\w+", running(text).lower())
    return set(zip(words, words[1:], words[2:], strict=False))


def test_every_clause_names_a_source_or_is_our_own_proposal() -> None:
    def named(source: dict[str, object]) -> bool:
        return source.get("proposal") == "klausul" or bool(source.get("document") and source.get("grade"))

    assert [e.clause.id for e in entries() if not all(map(named, map(dict, e.clause.sources)))] == []


def test_a_proposal_of_ours_has_no_other_source_beside_it() -> None:
    mixed = [
        entry.clause.id
        for entry in entries()
        if len(entry.clause.sources) > 1 and any("proposal" in source for source in entry.clause.sources)
    ]

    assert mixed == []


def test_no_clause_is_shipped_as_more_than_a_proposal() -> None:
    assert {entry.clause.status for entry in entries()} == {"proposed"}


def test_texts_say_ska_and_never_skall() -> None:
    said = [e.clause.id for e in entries() if re.search(r"\bskall\b", e.source.text, re.IGNORECASE)]

    assert said == []


def test_titles_differ_and_do_not_end_with_a_full_stop() -> None:
    titles = [entry.clause.title for entry in entries()]

    assert [title for title, count in Counter(map(str.casefold, titles)).items() if count > 1] == []
    assert [title for title in titles if title.endswith(".")] == []


def test_a_sentence_stands_on_a_line_of_its_own() -> None:
    # Abbreviations in citations end with a full stop: 10 kap. 3 §. So do headings of lists: 1.
    together = [
        (name, line.strip())
        for name, _, text in texts()
        for line in running(text).split("\n")
        if re.search(r"(?<!kap)(?<!\d)\. [A-ZÅÄÖ]", line)
    ]

    assert together == []
