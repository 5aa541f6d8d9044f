"""Several kinds of documents that share one library: one that addresses a company, and one that does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.assemble.front import scalars
from generator.build.overview import lint
from generator.build.places import Places
from generator.cli import main
from generator.cli.new import NAMED
from generator.cli.prompts import heading
from generator.draft.load import load_draft
from generator.interview.answers import draft_faults, from_answers
from generator.interview.draft import commented, draft_data
from generator.interview.explain import clause_lines
from generator.interview.plan import Plan, plan
from generator.interview.questions import Answers, next_question
from generator.library.contracts import load_contract
from generator.library.load import load, usable
from generator.report import lines
from generator.source import read
from generator.store import Store
from tests.conftest import DATA, Result

Run = Callable[..., Result]
Draft = Callable[..., Path]

#: A draft of the kind of document that addresses no company.
ALONE: dict[str, Any] = {
    "contract": "annat",
    "company": None,
    "fields": None,
    "values": None,
    "clauses": [{"id": "tva", "values": {"ko": "egen"}}],
}
#: A clause with a parameter for each wording, and one for both.
BOTH = """\
id: bada
version: 1.0.0
title: Båda
dimensions: [boende]
status: reviewed
text:
  prov: |
    Bolaget bygger {{ antal }} i {{ plats }}.
  annat: |
    Parterna träffas den {{ dag }} i {{ plats }}.
parameters:
  antal: {type: integer, label: antal hus, question: Hur många?, deadline: malar}
  dag: {type: date, label: mötesdag, question: Vilken dag?}
  plats: {type: text, label: plats, question: Var?}
rationale: |
  Skäl.
sources: [{proposal: klausul}]
example: {antal: 5, dag: 2026-05-01, plats: Torget}
changes: [{version: 1.0.0, date: 2026-01-15, what: Första versionen, by: prov}]
"""


def kind(name: str, folder: Path = DATA / "prov") -> Plan:
    """Return what can be asked about a kind of document with a library."""
    store = Store(None)
    contract = load_contract([(DATA / "grund" / "contracts", "contracts")], name, store)
    return plan(contract, usable(load([(folder, "prov")], store)))


def asked(whole: Plan, **given: Any) -> tuple[list[str], Answers]:
    """Answer everything that is asked, with None where nothing is given; return the keys and the answers."""
    answers: Answers = {}
    while question := next_question(whole, answers):
        answers[question.key] = given.get(question.key.replace(".", "_"))
    return list(answers), answers


def test_a_document_that_addresses_no_company_asks_for_none() -> None:
    keys, _ = asked(kind("annat"), sections_boende=["tva"])

    assert keys == ["municipality.name", "sections.boende", "clauses.tva.ko"]


@pytest.mark.parametrize(("name", "said"), [("annat", "Municipality"), ("prov", "Municipality and company")])
def test_the_first_heading_names_those_who_are_asked_about(name: str, said: str) -> None:
    whole = kind(name)
    question = next_question(whole, {})

    assert question is not None
    assert heading(whole, question, {}) == said


def test_a_draft_without_a_company_is_for_the_municipality() -> None:
    whole = kind("annat")
    _, answers = asked(whole, municipality_name="Provby kommun", sections_boende=["tva"], clauses_tva_ko="egen")
    data = draft_data(whole, answers)

    text = commented(whole, data)

    assert text.startswith("# Annat papper för Provby kommun.\n")
    assert "company" not in data
    source = read("utkast.yaml", text.encode())
    assert source.data == data
    assert draft_faults(source, whole) == []
    assert from_answers(source, whole) == data


def test_a_document_without_a_company_is_built_and_gives_its_draft_back(run: Run, library: Path, draft: Draft) -> None:
    path = draft(**ALONE)

    assert run("--library", "prov", "build", path, "-o", "ut.docx").code == 0
    assert run("--library", "prov", "extract", "ut.docx", "-o", "igen.yaml").code == 0
    assert read("", Path("igen.yaml").read_bytes()).data == read("", path.read_bytes()).data


def test_a_templates_place_for_the_company_is_empty_where_there_is_none(draft: Draft) -> None:
    path = draft(**ALONE)
    loaded = load_draft(read(str(path), path.read_bytes()), Store(None))

    places = scalars(kind("annat").contract, loaded.draft, "", "")

    assert (places["company"], places["orgnr"], places["municipality"]) == ("", "", "Provby kommun")


def test_a_required_clause_without_the_wording_is_neither_asked_for_nor_shown() -> None:
    keys, _ = asked(kind("prov"), sections_boende=["tva"])
    others, answers = asked(kind("annat"), sections_boende=["tva"])

    def told(name: str) -> bool:
        whole = kind(name)
        return any(line.startswith("Kräver: ") for line in clause_lines(whole, whole.candidates["tva"], answers))

    assert ("requires.ett" in keys, "requires.ett" in others) == (True, False)
    assert (told("prov"), told("annat")) == (True, False)


def test_a_parameter_of_another_wording_is_neither_asked_for_nor_missing(run: Run, library: Path, draft: Draft) -> None:
    (library / "boende" / "bada.yaml").write_text(BOTH, "utf-8")
    keys, _ = asked(kind("annat", library), sections_boende=["bada"])
    others, _ = asked(kind("prov", library), sections_boende=["bada"])
    path = draft(**{**ALONE, "clauses": [{"id": "bada"}]})

    result = run("--library", "prov", "build", path, "-o", "ut.docx", "--final")

    assert [key for key in keys if key.startswith("clauses.")] == ["clauses.bada.dag", "clauses.bada.plats"]
    assert [key for key in others if key.startswith("clauses.")] == ["clauses.bada.antal", "clauses.bada.plats"]
    assert result.code == 1
    assert result.err == [
        f"utkast.yaml:6:5: clauses[0].values: värdet för [{label}] saknas; fyll i det under bada, values"
        " [process-missing-value]"
        for label in ("mötesdag", "plats")
    ]


def test_a_deadline_counts_only_in_the_wordings_that_use_the_parameter(run: Run, library: Path) -> None:
    # ``malar`` is a value that only the documents with the wording prov share.
    (library / "boende" / "bada.yaml").write_text(BOTH, "utf-8")

    assert run("clauses", "lint", "prov") == Result(0, [], [])


@pytest.mark.parametrize(
    ("ring", "rounds"),
    [
        ({"a": ("prov", "annat", "b"), "b": ("annat", "tredje", "c"), "c": ("tredje", "prov", "a")}, 0),
        ({"a": ("prov", "annat", "b"), "b": ("annat", "prov", "c"), "c": ("tredje", "prov", "a")}, 3),
    ],
)
def test_clauses_need_themselves_only_within_documents_of_one_wording(
    ring: dict[str, tuple[str, str, str]], rounds: int, library: Path
) -> None:
    third = library / "contracts" / "tredje"
    third.mkdir(parents=True)
    definition = (DATA / "grund" / "contracts" / "annat" / "definition.yaml").read_text("utf-8")
    third.joinpath("definition.yaml").write_text(definition.replace("annat", "tredje", 2), "utf-8")
    for name, (one, other, needed) in ring.items():
        text = BOTH.replace("id: bada", f"id: {name}").replace(", deadline: malar", "")
        text = text.replace("  prov:", "  EN:").replace("  annat:", f"  {other}:").replace("  EN:", f"  {one}:")
        text += f"requires: [{{clause: {needed}, reason: Skäl.}}]\n"
        (library / "boende" / f"{name}.yaml").write_text(text, "utf-8")
    places = Places([], [(DATA / "grund" / "contracts", "contracts")], [], Store(None))

    said = lines(lint(places, Path("prov")))

    assert [line.rpartition("[")[2] for line in said] == ["clause-requires-cycle]"] * rounds


def test_a_shipped_document_without_a_company_is_begun_from_answers(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = "municipality: {name: Provby kommun}\nclauses: [{id: kontraktets-begrepp}, {id: rattslig-status}]\n"
    Path("svar.yaml").write_text(given, "utf-8")

    with pytest.raises(SystemExit) as stopped:
        main(["--no-cache", "new", "samhallskontrakt", "--answers", "svar.yaml", "-o", "utkast.yaml"])

    said = " ".join(capsys.readouterr().out.split())
    assert stopped.value.code == 0
    data = read("", Path("utkast.yaml").read_bytes()).data
    assert data == {"contract": "samhallskontrakt", "state": "draft", **read("", given.encode()).data}
    assert "– Syfte (praxis); clauses that answer to it: Samhällskontraktets syfte –" in said
    assert "rättsliga verkan" not in said
    # Nearly every clause is a commitment, and only the first few are named.
    _, _, rest = said.partition("Vad varje part åtar sig (praxis); clauses that answer to it: ")
    listed, _, _ = rest.partition(" more")
    assert listed.count(";") == NAMED - 1
