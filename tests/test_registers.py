"""The shipped registers: law, requirements, indicators and words are complete, and say how well they are known."""

from __future__ import annotations

import csv
import re

import pytest

from generator.cli.reading import clause_lines
from generator.library.citation import provisions, section
from tests.conftest import DATA
from tests.shipped import entries, registers, rows, running, table, view

STALE = table("stale.yaml")
#: Indicators that have tricked others, and what a reader must be told (domain facts of November 2026).
TRAPS = {
    "N03926": "25–64 till 25–65",
    "N15424": "N15428",
    "N15428": "N15424",
    "N00973": "dag 90",
    "N31814": "N31816",
    "N31816": "Metoden ändrades 2021",
    "N07410": "fågelvägen",
    "N07418": "fågelvägen",
    "U00454": "Inget planerat publiceringsdatum",
    "N40471": "Inget planerat publiceringsdatum",
    "N40474": "Inget planerat publiceringsdatum",
}


def cited() -> set[str]:
    """Return the acts and provisions that clauses and requirements rest on."""
    named = {name for entry in entries() for name in provisions(entry.clause)}
    return named | {row["provision"] for row in rows("requirements") if row.get("provision")}


def law(name: str) -> dict[str, object]:
    """Return the row of an act or a provision."""
    return dict(registers().provisions.get(name) or registers().statutes[name])


# Statutes


def test_everything_that_is_cited_says_in_one_sentence_what_it_demands() -> None:
    def sentence(name: str) -> bool:
        demands = str(law(name).get("demands", ""))
        # Abbreviations with a full stop inside are those of citations: 26 kap. 1 §.
        return demands.endswith(".") and not re.search(r"(?<!kap)\. [A-ZÅÄÖ]", demands)

    assert sorted(name for name in cited() if not sentence(name)) == []


def test_everything_that_is_cited_says_where_it_was_read_and_when_or_that_it_was_not() -> None:
    acts = registers().statutes
    unsourced = [
        name for name in cited() if not (law(name).get("source") or acts[name.partition("/")[0]].get("source"))
    ]
    undated = [name for name in cited() if law(name)["verified"] and not law(name).get("checked")]

    assert (sorted(unsourced), sorted(undated)) == ([], [])


def test_nothing_read_from_memory_or_from_a_page_is_called_verified() -> None:
    every = {**registers().statutes, **registers().provisions}

    assert [n for n, row in every.items() if row["verified"] and row["evidence"] not in ("SFS", "SFS-reg")] == []


def test_no_provision_whose_text_was_not_read_is_called_verified() -> None:
    assert [n for n, row in registers().provisions.items() if row["verified"] and row["evidence"] != "SFS"] == []


def test_nothing_cited_is_repealed() -> None:
    repealed = [name for name in cited() if registers().statutes[name.partition("/")[0]].get("repealed")]

    assert repealed == []


def test_every_provision_named_in_a_text_is_in_the_register() -> None:
    # As texts name them: 10 kap. 3–5 §§ kommunallagen (2017:725), and after that kommunallagen alone.
    acts = {row["name"]: name for name, row in registers().statutes.items() if not row.get("repealed")}
    named = "|".join(sorted(map(re.escape, acts), key=len, reverse=True))
    citation = re.compile(rf"(?:(\d+ ?[a-z]?) kap\. )?(\d+ ?[a-z]?)(?:[–,]| och )?(\d+)? §§? ({named})")
    unknown, found = [], 0
    for entry in entries():
        for text in (*entry.clause.text.values(), entry.clause.rationale):
            for chapter, first, last, act in citation.findall(text):
                for paragraph in filter(None, (first, last)):
                    found += 1
                    number = f"{chapter}:{paragraph}" if chapter else paragraph
                    provision = f"{acts[act]}/{number.replace(' ', '')}"
                    if provision not in registers().provisions:
                        unknown.append((entry.clause.id, provision))

    assert unknown == []
    assert found > 15


def test_days_of_law_come_in_order() -> None:
    every = {**registers().statutes, **registers().provisions}
    both = [row for row in every.values() if row.get("in_force_from") and row.get("in_force_to")]

    assert [row for row in both if row["in_force_from"] > row["in_force_to"]] == []
    assert [name for name, row in every.items() if row.get("in_force_to") and not row.get("replaced_by")] == []


def test_the_id_of_an_act_is_its_number() -> None:
    assert [row["id"] for row in rows("statutes") if row["id"] != f"sfs-{row['number'].replace(':', '-')}"] == []


def test_acts_in_force_stand_before_repealed_ones() -> None:
    repealed = [bool(row.get("repealed")) for row in rows("statutes")]

    assert repealed == sorted(repealed)


def test_provisions_stand_in_the_order_of_the_act() -> None:
    def place(number: str) -> list[tuple[int, str]]:
        return [(int(digits), letter) for digits, letter in re.findall(r"(\d+)([a-z]*)", number)]

    unsorted = [
        act["id"]
        for act in rows("statutes")
        if (found := [place(row["section"]) for row in act.get("provisions", ())]) != sorted(found)
    ]

    assert unsorted == []


@pytest.mark.parametrize(("old", "new"), STALE["repealed"].items())
def test_a_repealed_act_points_at_the_one_in_force(old: str, new: str) -> None:
    act = registers().statutes[old]

    assert (act["repealed"], act["replaced_by"]) == (True, [new])
    assert not registers().statutes[new].get("repealed")


@pytest.mark.parametrize(("old", "new"), STALE["moved"].items())
def test_a_provision_of_a_repealed_act_points_at_where_it_stands_now(old: str, new: str) -> None:
    assert registers().provisions[old]["replaced_by"] == [new]
    assert new in registers().provisions


def test_every_repealed_act_is_on_the_list_of_stale_ones() -> None:
    assert {row["id"] for row in rows("statutes") if row.get("repealed")} == set(STALE["repealed"])


def test_a_renumbered_provision_knows_what_it_was_called() -> None:
    missing = [
        row
        for row in STALE["renumbered"]
        if (row["section"], row["until"])
        not in [
            (former["section"], former["in_force_to"])
            for former in registers().provisions[f"{row['act']}/{row['now']}"].get("formerly", ())
        ]
    ]

    assert missing == []


@pytest.mark.parametrize(("number", "act"), STALE["misprints"].items())
def test_a_misprinted_number_is_known(number: str, act: str) -> None:
    assert number in registers().statutes[act]["misprints"]
    assert number not in [row["number"] for row in rows("statutes")]


def test_a_provision_is_written_as_it_is_cited() -> None:
    assert section("sfs-1970-994/12:18d") == "12 kap. 18 d §"


# Requirements


def test_every_requirement_on_the_document_itself_is_answered_by_a_clause() -> None:
    wordings = {contract.id: contract.wording for contract in view().contracts}
    answered = {
        (name, wording) for entry in entries() for name in entry.clause.satisfies for wording in entry.clause.text
    }
    open_ones = [
        row["id"]
        for row in rows("requirements")
        if row["paper"] == row["contract"] and (row["id"], wordings[row["contract"]]) not in answered
    ]

    assert open_ones == []


def test_a_clause_answers_requirements_only_of_documents_that_it_can_stand_in() -> None:
    wordings = {contract.id: contract.wording for contract in view().contracts}
    known = registers().requirements
    wrong = [
        (entry.clause.id, name)
        for entry in entries()
        for name in entry.clause.satisfies
        if wordings[known[name]["contract"]] not in entry.clause.text
    ]

    assert wrong == []


def test_no_clause_claims_to_do_what_only_the_articles_of_association_can() -> None:
    papers = {row["id"] for row in rows("requirements") if row["paper"] == "bolagsordning"}

    assert [e.clause.id for e in entries() if papers & set(e.clause.satisfies)] == []


def test_a_requirement_of_law_names_its_provision() -> None:
    assert [row["id"] for row in rows("requirements") if row["force"] == "lag" and not row.get("provision")] == []


# Indicators


def test_indicators_of_kolada_are_those_of_the_list_of_march_2026() -> None:
    with (DATA / "indicators.csv").open(encoding="utf-8") as file:
        listed = {row["id"]: row for row in csv.DictReader(file)}
    ours = {row["id"]: row for row in rows("indicators") if row["kind"] == "kolada"}

    assert sorted(set(ours) - set(listed)) == []
    assert [name for name, row in ours.items() if row["title"] != listed[name]["title"]] == []
    assert [name for name, row in ours.items() if row["continues"] != (listed[name]["published_again"] == "yes")] == []


def test_our_own_indicators_say_how_they_are_counted() -> None:
    own = [row for row in rows("indicators") if row["kind"] == "own"]

    assert [row["id"] for row in own if not row.get("definition") or not row["id"].startswith("egen-")] == []
    assert [row["id"] for row in rows("indicators") if row["id"].startswith("egen-") != (row["kind"] == "own")] == []


def test_indicators_stand_in_order_those_of_kolada_first() -> None:
    keys = [(row["kind"] == "own", row["id"]) for row in rows("indicators")]

    assert keys == sorted(keys)


@pytest.mark.parametrize(("name", "told"), TRAPS.items())
def test_a_trap_is_told_of(name: str, told: str) -> None:
    assert told in registers().indicators[name]["note"]


def test_an_index_is_told_apart_from_a_share() -> None:
    indexes = [row for row in rows("indicators") if row.get("unit") == "index"]

    assert [row["id"] for row in indexes if "inte procent" not in row["note"]] == []
    assert len(indexes) == 7


def test_a_series_without_a_next_day_says_so() -> None:
    ended = [row for row in rows("indicators") if row.get("continues") is False]

    assert [row["id"] for row in ended if "upphört" not in row["note"]] == []
    assert [e.clause.id for e in entries() if {row["id"] for row in ended} & set(e.clause.indicators)] == []


def test_a_clause_shown_tells_of_the_traps_of_its_indicators() -> None:
    silent, seen = [], 0
    for entry in entries():
        notes = [registers().indicators[name].get("note") for name in entry.clause.indicators]
        for note in filter(None, notes):
            seen += 1
            if f"  {' '.join(note.split())}" not in clause_lines(entry, view().library, view().contracts):
                silent.append(entry.clause.id)

    assert silent == []
    assert seen > 10


def test_an_indicator_of_both_documents_is_not_defined_for_one_of_them_only() -> None:
    # The clauses that use the first three name another indicator for the other document, and the last tells
    # who is asked in an owner directive.
    told_apart = {"egen-gronomrade", "egen-odlingslotter", "egen-motesplats-besok", "egen-boendedialoger"}
    narrow = []
    for row in rows("indicators"):
        users = [entry.clause.text for entry in entries() if row["id"] in entry.clause.indicators]
        both = len({wording for text in users for wording in text}) == 2
        said = f"{row['title']} {row.get('definition', '')}".lower()
        if row["kind"] == "own" and both and ("bolag" in said or "ägardirektiv" in said):
            narrow += [] if "samhällskontrakt" in said or row["id"] in told_apart else [row["id"]]

    assert narrow == []


# Words


def test_every_stiff_word_has_a_named_source_that_is_used() -> None:
    sources = registers().wording_sources
    used = {row["source"] for row in rows("wording")}

    assert used == set(sources)
    assert [name for name, row in sources.items() if not row.get("url") and name != "klausul"] == []
    assert not any("svarta listan" in row["name"].lower() for row in sources.values())


def test_rows_of_words_stand_in_order() -> None:
    for register in ("wording", "terms"):
        names = [row["id"] for row in rows(register)]
        assert names == sorted(names)


def test_no_form_stands_in_two_rows() -> None:
    forms = [form for row in rows("wording") for form in row["stiff"]]
    forms += [form for row in rows("terms") for form in row["variants"]]

    assert sorted(form for form in set(forms) if forms.count(form) > 1) == []


def test_a_term_is_for_wordings_that_there_are() -> None:
    wordings = {contract.wording for contract in view().contracts}

    assert [row["id"] for row in rows("terms") if not set(row.get("wordings", wordings)) <= wordings] == []


def test_a_term_or_a_plain_word_is_itself_neither_stray_nor_stiff() -> None:
    forms = {form.rstrip("*") for row in rows("wording") for form in row["stiff"]}
    said = " ".join(running(row["plain"]) for row in rows("wording"))

    assert sorted(form for form in forms if re.search(rf"(?<!\w){re.escape(form)}(?!\w)", said)) == []
