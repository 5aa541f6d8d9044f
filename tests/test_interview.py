"""The interview's core: what is asked next, how an answer is read and checked, and the draft that comes of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import DataError
from generator.interview.answers import draft_faults, from_answers
from generator.interview.check import line_fault, refusal, whole_fault
from generator.interview.draft import commented, draft_data
from generator.interview.explain import clause_lines, explain
from generator.interview.parse import numbers, orgnr, parse
from generator.interview.plan import Plan, gaps, plan, tensions
from generator.interview.questions import Answers, Question, chosen, next_question
from generator.interview.relevant import relevant
from generator.interview.state import State, dumps, loads
from generator.interview.steps import Done, Step, advance
from generator.library.contracts import contract_ids, load_contract
from generator.library.load import load, usable
from generator.model.parameter import Parameter
from generator.places import bundled
from generator.prose.template import compile_text
from generator.report import message
from generator.source import read
from generator.store import Store
from tests.conftest import DATA

EXAMPLES = sorted(bundled("contracts").glob("*/examples/*.yaml"))
KINDS_OF = contract_ids([(bundled("contracts"), "contracts")])

HEAD: Answers = {
    "municipality.name": "Provby kommun",
    "company.name": "AB Provbostäder",
    "company.form": "aktiebolag",
    "company.orgnr": None,
    "fields.diarienummer": None,
    "fields.galler_fran": None,
    "replaces.document": None,
}
KINDS = {
    "text": {}, "integer": {"unit": "bostäder", "min": 1, "max": 5000}, "decimal": {},
    "percent": {"min": 0, "max": 100},
    "money": {"min": 0}, "date": {}, "year": {"min": 2000, "max": 2100}, "period": {},
    "choice": {"choices": {"egen": "bolagets egen kö", "kommunal": "kommunens kö"}}, "boolean": {}, "area": {},
}  # fmt: skip


def parameter(kind: str, **more: Any) -> Parameter:
    """Return a parameter of a type."""
    return Parameter("namn", kind, "etikett", **{**KINDS.get(kind, {}), **more})


def small(folder: Path) -> Plan:
    """Return what can be asked with a copy of the small library."""
    store = Store(None)
    contract = load_contract([(DATA / "grund" / "contracts", "contracts")], "prov", store)
    return plan(contract, usable(load([(folder, "prov")], store)))


@pytest.fixture(scope="module")
def prov() -> Plan:
    return small(DATA / "prov")


@pytest.fixture(scope="module")
def shipped() -> dict[str, Plan]:
    """What can be asked about each contract that is shipped, by its id."""
    store = Store(None)
    library = usable(load([(bundled("clauses"), "clauses")], store))
    return {name: plan(load_contract([(bundled("contracts"), "contracts")], name, store), library) for name in KINDS_OF}


@pytest.fixture
def real(shipped: dict[str, Plan]) -> Plan:
    """What can be asked about the contract that addresses a company."""
    return shipped["agardirektiv"]


@pytest.fixture(params=KINDS_OF)
def each(request: pytest.FixtureRequest, shipped: dict[str, Plan]) -> Plan:
    """What can be asked about one shipped contract after the other."""
    return shipped[request.param]


@pytest.fixture
def edited(tmp_path: Path) -> Callable[..., Plan]:
    """A function that returns the small library's plan with lines added to files."""

    def make(**additions: str) -> Plan:
        folder = Path(shutil.copytree(DATA / "prov", tmp_path / "prov"))
        for name, lines in additions.items():
            file = next(folder.rglob(f"{name}.yaml"))
            file.write_text(file.read_text("utf-8") + lines, "utf-8")
        return small(folder)

    return make


def following(whole: Plan, answers: Answers, **given: Any) -> list[str]:
    """Answer everything that is asked, with None where nothing is given, and return the questions' keys."""
    asked: list[str] = []
    while question := next_question(whole, answers):
        asked.append(question.key)
        answers[question.key] = given.get(question.key.replace(".", "_").replace("-", "_"))
    return asked


def until(whole: Plan, key: str, answers: Answers) -> Question:
    """Answer None until a question comes, and return it."""
    while (question := next_question(whole, answers)) and question.key != key:
        answers[question.key] = None
    assert question is not None
    return question


# What is asked


def test_the_head_comes_first_and_the_form_before_the_number(prov: Plan) -> None:
    asked = following(prov, {}, sections_boende=["gemensam"])

    assert asked[:7] == list(HEAD)
    assert asked[7:] == ["sections.boende", "sections.service"]


def test_the_decisions_about_a_replaced_document_are_asked_for_when_there_is_one(prov: Plan) -> None:
    asked = following(
        prov, {}, replaces_document="Direktivet", replaces_decisions_council_date="2021-03-15", sections_boende=["ett"]
    )

    assert [key for key in asked if key.startswith("replaces.")] == [
        "replaces.document",
        "replaces.decisions.council.date",
        "replaces.decisions.council.paragraph",
        "replaces.decisions.general_meeting.date",
    ]


def test_fields_that_wait_for_a_decision_are_not_asked_for_in_a_new_draft(real: Plan) -> None:
    asked = following(real, {}, sections_bolaget_och_kommunen=["begrepp"])

    fields = [key for key in asked if key.startswith("fields.")]
    assert "fields.galler_fran" in fields
    assert not {"fields.justerat", "fields.anslaget", "fields.laga_kraft"} & set(fields)


def test_a_shared_value_is_asked_for_once_and_only_when_a_chosen_clause_uses_it(prov: Plan) -> None:
    assert "values.malar" not in following(prov, dict(HEAD), sections_boende=["gemensam"])
    assert following(prov, dict(HEAD), sections_boende=["ett", "gemensam"]).count("values.malar") == 1


def test_clauses_are_offered_in_the_contracts_order_without_retired_ones(prov: Plan) -> None:
    offered = {part.section.id: [candidate.id for candidate in part.candidates] for part in prov.parts}

    assert offered == {"boende": ["gemensam", "ett", "tva"], "service": ["tre"]}


def test_a_required_clause_is_offered_with_the_reason_and_then_asked_about(prov: Plan) -> None:
    answers = {**HEAD, "sections.boende": ["tva"], "sections.service": None}

    question = next_question(prov, answers)

    assert question is not None and question.key == "requires.ett" and question.required
    assert [(by.id, relation.reason) for by, relation in question.needed_by] == [
        ("tva", "Hänvisar till de nya bostäderna.")
    ]
    answers["requires.ett"] = True
    assert [candidate.id for candidate in chosen(prov, answers)] == ["ett", "tva"]
    assert following(prov, answers) == ["values.malar", "clauses.ett.antal", "clauses.tva.ko"]


def test_a_required_clause_may_be_refused(prov: Plan) -> None:
    answers = {**HEAD, "sections.boende": ["tva"], "sections.service": None, "requires.ett": False}

    assert following(prov, answers) == ["clauses.tva.ko"]


def test_the_last_section_must_be_answered_when_nothing_has_been_chosen(prov: Plan) -> None:
    answers = {**HEAD, "sections.boende": None}
    last = next_question(prov, answers)
    assert last is not None and last.required
    fault = whole_fault(last, None, prov)
    assert fault is not None and fault.rule == "source-empty"

    answers["sections.boende"] = ["ett"]
    last = next_question(prov, answers)
    assert last is not None and not last.required


def test_what_stands_under_a_condition_is_asked_only_when_it_holds(prov: Plan) -> None:
    base = {**HEAD, "sections.boende": None}
    yes = following(prov, dict(base), sections_service=["tre"], clauses_tre_avgift=True)
    no = following(prov, dict(base), sections_service=["tre"], clauses_tre_avgift=False)
    open_ = following(prov, dict(base), sections_service=["tre"])

    assert "clauses.tre.sats" in yes
    assert "clauses.tre.sats" not in no
    assert "clauses.tre.sats" not in open_


@pytest.mark.parametrize(
    ("text", "answers", "reached"),
    [
        ("{{ a }} {{ b }}", {}, "a b"),
        ("{% if a %}{{ b }}{% else %}{{ c }}{% endif %}", {}, "a"),
        ("{% if a %}{{ b }}{% else %}{{ c }}{% endif %}", {"a": 1}, "a b"),
        ("{% if a %}{{ b }}{% else %}{{ c }}{% endif %}", {"a": None}, "a"),
        ("{% if o %}{{ b }}{% else %}{{ c }}{% endif %}", {"o": None}, "c o"),
        ("{% if o %}{{ b }}{% else %}{{ c }}{% endif %}", {}, "o"),
        ("{% if ja %}{{ b }}{% else %}{{ c }}{% endif %}", {"ja": False}, "c ja"),
        ("{% if not ja %}{{ b }}{% else %}{{ c }}{% endif %}", {"ja": False}, "b ja"),
        ('{% if val == "x" %}{{ b }}{% elif val == "y" %}{{ c }}{% endif %}', {"val": "y"}, "c val"),
        ('{% if val != "x" %}{{ b }}{% endif %}', {"val": "x"}, "val"),
        ('{% if val == "x" and o %}{{ b }}{% else %}{{ c }}{% endif %}', {"val": "y"}, "c val"),
        ('{% if val == "x" and o %}{{ b }}{% else %}{{ c }}{% endif %}', {"val": "x"}, "o val"),
        ('{% if val == "x" and o %}{{ b }}{% endif %}', {"val": "x", "o": "1"}, "b o val"),
        ('{% if val == "x" and a %}{{ b }}{% else %}{{ c }}{% endif %}', {"val": "y"}, "a val"),
        ('{% if val == "x" or o %}{{ b }}{% endif %}', {"val": "x"}, "b val"),
        ("{% for r in rader %}{{ r.x }}{{ b }}{% endfor %}", {}, "rader"),
        ("{% for r in rader %}{{ r.x }}{{ b }}{% endfor %}", {"rader": None}, "b rader"),
        ("{% for r in o %}{{ b }}{% endfor %}", {"o": []}, "o"),
        (
            "{% for r in rader %}{% if r.x %}{{ b }}{% else %}{{ c }}{% endif %}{% endfor %}",
            {"rader": [{}]},
            "b c rader",
        ),
        ("{% if kommun %}{{ b }}{% else %}{{ c }}{% endif %}", {}, "b c"),
    ],
)
def test_relevant_names_follow_the_conditions_as_the_text_is_printed(text: str, answers: Answers, reached: str) -> None:
    nodes, faults = compile_text(text)
    kinds = {"ja": "boolean", "val": "choice", "rader": "table"}
    names = ["a", "b", "c", "ja", "val", "rader"]
    parameters = {name: Parameter(name, kinds.get(name, "text"), name) for name in names}
    parameters["o"] = Parameter("o", "text", "o", optional=True)

    assert not faults
    assert sorted(relevant(nodes, parameters, answers)) == reached.split()


# How an answer is read


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("text", "  två ord ", "två ord"),
        ("text", "", None),
        ("integer", "1 050", 1050),
        ("integer", "1\u00a0050", 1050),
        ("integer", "12 bostäder", 12),
        ("integer", "1 05", "1 05"),
        ("integer", "007", "007"),
        ("integer", "elva", "elva"),
        ("decimal", "0,35", Decimal("0.35")),
        ("decimal", "0.35", Decimal("0.35")),
        ("decimal", "-2,0", Decimal("-2.0")),
        ("decimal", "\u22125", -5),
        ("decimal", "25.000", "25.000"),
        ("decimal", "0.125", Decimal("0.125")),
        ("percent", "5 %", 5),
        ("percent", "5,5 procent", Decimal("5.5")),
        ("money", "1 050 000 kr", 1050000),
        ("money", "25000 kronor", 25000),
        ("area", "1 200 kvm", 1200),
        ("year", "2030", 2030),
        ("date", "2021-01-25", "2021-01-25"),
        ("date", "25 januari 2021", "2021-01-25"),
        ("date", "den 1 Mars 2021", "2021-03-01"),
        ("date", "30 februari 2021", "30 februari 2021"),
        ("date", "25/1", "25/1"),
        ("period", "2027-2030", {"from": 2027, "to": 2030}),
        ("period", "2027 – 2030", {"from": 2027, "to": 2030}),
        ("period", "2027 till 2030", {"from": 2027, "to": 2030}),
        ("period", "2026-01-01 - 2026-12-31", {"from": "2026-01-01", "to": "2026-12-31"}),
        ("period", "2026 - 2027-01-01", "2026 - 2027-01-01"),
        ("choice", "2", "kommunal"),
        ("choice", "EGEN", "egen"),
        ("choice", "kommunens kö", "kommunal"),
        ("choice", "3", "3"),
        ("choice", "0", "0"),
        ("boolean", "Ja", True),
        ("boolean", "n", False),
        ("boolean", "kanske", "kanske"),
    ],
)
def test_a_line_is_read_as_its_type(kind: str, typed: str, value: Any) -> None:
    found = parse(parameter(kind), typed)

    assert (found, type(found)) == (value, type(value))


@given(st.sampled_from(sorted(KINDS)), st.text(max_size=20))
def test_any_line_is_read_or_refused(kind: str, typed: str) -> None:
    step = Step(parameter(kind), "value")
    raw = parse(step.parameter, typed)

    fault = line_fault(step, raw, typed)

    assert fault is None or message(fault)


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("integer", "elva", "”elva” har fel slag; ska vara ett heltal"),
        ("integer", "0,5", "”0,5” har fel slag; ska vara ett heltal"),
        ("integer", "5 001", "5 001 är utanför gränserna; ska vara minst 1 och högst 5\u00a0000"),
        ("percent", "120", "120 är utanför gränserna; ska vara minst 0 och högst 100"),
        ("percent", "många", "”många” har fel slag; ska vara ett tal som 0,35"),
        ("decimal", "1,2,3", "”1,2,3” har fel slag; ska vara ett tal som 0,35"),
        ("money", "25.000", "”25.000” har fel slag; ska vara ett belopp som 25 000"),
        ("money", "-5", "-5 är utanför gränserna; ska vara minst 0"),
        ("area", "stor", "”stor” har fel slag; ska vara ett tal som 1 200"),
        ("year", "i år", "”i år” har fel slag; ska vara ett årtal"),
        ("year", "1999", "1999 är utanför gränserna; ska vara minst 2000 och högst 2100"),
        ("date", "2021-02-30", "”2021-02-30” har fel slag; ska vara ett datum som 2026-11-23"),
        ("period", "2030-2027", "perioden börjar 2030 och slutar 2027; den ska sluta när den börjar, eller senare"),
        ("period", "länge", "”länge” har fel slag; ska vara en period som 2027-2030"),
        ("choice", "3", "”3” är inget av valen; välj bland egen, kommunal"),
        ("boolean", "kanske", "”kanske” har fel slag; ska vara ja eller nej"),
        ("text", "a\x07", "tecknet U+0007 kan inte stå i ett dokument; ta bort det"),
    ],
)
def test_a_wrong_answer_is_said_in_the_words_of_the_findings(kind: str, typed: str, said: str) -> None:
    step = Step(parameter(kind), "value")

    fault = line_fault(step, parse(step.parameter, typed), typed)

    assert fault is not None
    assert message(fault) == said


@pytest.mark.parametrize(
    ("typed", "positions", "strange"),
    [
        ("1 3", [0, 2], ""),
        ("3,1;1", [0, 2], ""),
        ("2-4", [1, 2, 3], ""),
        ("2 – 3", [1, 2], ""),
        ("alla", [0, 1, 2, 3], ""),
        ("c-d 1", [0, 2], ""),
        ("", [], ""),
        ("5", [], "5"),
        ("0", [], "0"),
        ("3-2", [], "3-2"),
        ("1 x", [], "x"),
    ],
)
def test_clauses_are_chosen_by_number_range_or_name(typed: str, positions: list[int], strange: str) -> None:
    assert numbers(typed, ["a", "b", "c-d", "e"]) == (positions, strange)


def test_an_orgnr_gets_its_hyphen_and_its_check_digit_is_checked(prov: Plan) -> None:
    question = until(prov, "company.orgnr", {})

    assert orgnr("5560930504") == "556093-0504"
    assert whole_fault(question, "556093-0504", prov) is None
    fault = whole_fault(question, "556093-0505", prov)
    assert fault is not None
    assert message(fault) == (
        "”556093-0505” är inget organisationsnummer; ska vara tio siffror med bindestreck där kontrollsiffran stämmer"
    )


def test_a_form_that_cannot_have_the_document_is_refused_in_the_contracts_words(prov: Plan) -> None:
    question = until(prov, "company.form", {})

    assert refusal(question, "aktiebolag", prov, "utkast.yaml") is None
    found = refusal(question, "stiftelse", prov, "utkast.yaml")
    assert found is not None
    assert message(found) == "dokumentet kan inte byggas: en stiftelse har ingen ägare"


# Answers of several lines


def whole(wanted: Parameter, *lines: Any) -> Any:
    """Return the answer that some lines make; each but the last leaves a line to ask for."""
    given_: list[Any] = []
    for line in lines:
        assert isinstance(advance(wanted, given_), Step)
        given_.append(line)
    done = advance(wanted, given_)
    assert isinstance(done, Done)
    return done.value


def test_an_amount_is_followed_by_its_price_year() -> None:
    price = parameter("money", price_year=True)

    assert whole(price, 100, 2026) == {"amount": 100, "price_year": 2026}
    assert whole(price, None) is None
    year = advance(price, [100])
    assert isinstance(year, Step) and year.required and year.parameter.type == "year"


def test_a_list_ends_with_an_empty_line() -> None:
    assert whole(parameter("list"), "a", "b", None) == ["a", "b"]
    assert whole(parameter("list"), None) is None


def test_a_table_is_asked_row_by_row_and_ends_with_an_empty_first_cell() -> None:
    columns = {"namn": Parameter("namn", "text", "Lokal"), "antal": Parameter("antal", "integer", "Platser")}
    table = parameter("table", columns=columns)

    assert whole(table, "Torget", 12, "Gården", None, None) == [{"namn": "Torget", "antal": 12}, {"namn": "Gården"}]
    assert whole(table, None) is None
    second = advance(table, ["Torget", 12])
    assert isinstance(second, Step) and (second.number, second.parameter.label) == (2, "Lokal")


# What there is to know


OBSERVED = """
observed:
  - {parameter: antal, value: 1, municipality: Ale kommun, year: 2021, url: "https://example.org/ale"}
  - {parameter: antal, value: 20000, municipality: Lerum, year: 2020, url: "https://example.org/lerum", note: Beslutat.}
"""


def test_a_value_is_explained_with_its_reasons_and_with_values_that_have_a_source(edited: Callable[..., Plan]) -> None:
    library = edited(ett=OBSERVED)
    answers = {**HEAD, "sections.boende": ["ett"], "sections.service": None, "values.malar": None}
    question = next_question(library, answers)
    assert question is not None and question.key == "clauses.ett.antal"

    assert list(explain(library, question, answers)) == [
        "Förekommer: 1\u00a0bostad (Ale kommun 2021).",
        "https://example.org/ale",
        "Förekommer: 20000 (Lerum 2020). Beslutat.",
        "https://example.org/lerum",
        "",
        "Kommunen behöver bostäder.",
    ]


def test_a_clause_is_shown_with_its_text_its_reasons_and_what_it_requires(prov: Plan) -> None:
    assert list(clause_lines(prov, prov.candidates["tva"], {"clauses.tva.ko": "kommunal"})) == [
        "Uthyrning",
        "",
        "Bolaget ska hyra ut bostäderna i ”Nya bostäder” genom kommunens bostadskö.",
        "",
        "Bakgrund",
        "Kön avgör vem som får en bostad.",
        "",
        "Kräver: Nya bostäder. Hänvisar till de nya bostäderna.",
    ]


def test_every_shipped_clause_can_be_shown_and_every_question_explained(each: Plan) -> None:
    answers: Answers = {}
    while question := next_question(each, answers):
        list(explain(each, question, answers))
        every = [candidate.key for candidate in question.part.candidates] if question.part else None
        answers[question.key] = True if question.group == "requires" else every
    for candidate in each.candidates.values():
        assert next(iter(clause_lines(each, candidate, {}))) == candidate.title


def test_clauses_that_conflict_are_named_once(edited: Callable[..., Plan]) -> None:
    conflicting = edited(
        gemensam="conflicts: [{clause: ett, reason: Säger emot.}]\n",
        ett="conflicts: [{clause: gemensam, reason: Emot.}]\n",
    )

    found = tensions(list(conflicting.candidates.values()))

    assert [(item.kind, item.one.id, item.other.id, item.reason) for item in found] == [
        ("conflicts", "gemensam", "ett", "Säger emot.")
    ]


def test_requirements_that_no_chosen_clause_satisfies_are_found_with_the_clauses_that_would(real: Plan) -> None:
    found = {gap.row["id"]: [candidate.id for candidate in gap.clauses] for gap in gaps(real, ["begrepp"])}

    assert "direktivratt" in found["direktivratt"]
    assert "andamal-i-bolagsordning" not in found  # belongs in another paper
    assert "direktivratt" not in {gap.row["id"] for gap in gaps(real, ["direktivratt"])}


# The draft


def test_the_draft_has_titles_and_questions_as_comments_and_open_values_commented_out(prov: Plan) -> None:
    answers = {**HEAD, "company.orgnr": "556093-0504", "replaces.document": "Direktivet"}
    following(prov, answers, sections_boende=["ett", "tva"], clauses_ett_antal=100)
    text = commented(prov, draft_data(prov, answers))

    assert text.splitlines()[5:] == [
        "contract: prov",
        "library:",
        '  prov: ">=1.2"',
        "state: draft",
        "municipality:",
        "  name: Provby kommun",
        "company:",
        "  name: AB Provbostäder",
        "  orgnr: 556093-0504",
        "  form: aktiebolag",
        "# fields:",
        "#   diarienummer: (Vilket?)",
        "#   galler_fran: (Från när? Som 2026-11-23.)",
        "replaces:",
        "  document: Direktivet",
        "# values:",
        "#   malar: (Vilket år?)",
        "clauses:",
        "  # BOENDE",
        "  # Nya bostäder",
        "  - id: ett",
        "    values:",
        "      # Hur många? I bostäder.",
        "      antal: 100",
        "  # Uthyrning",
        "  - id: tva",
        "    # values:",
        "    #   ko: (Vilken kö? Ett av: kommunal, egen.)",
    ]
    assert draft_faults(read("utkast.yaml", text.encode()), prov) == []


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_every_example_can_come_as_answers_and_loses_nothing(file: Path, shipped: dict[str, Plan]) -> None:
    whole = shipped[file.parent.parent.name]
    source = read(file.name, file.read_bytes())

    text = commented(whole, from_answers(source, whole))

    assert read("utkast.yaml", text.encode()).data == source.data


def test_all_shipped_clauses_with_their_examples_make_a_draft_without_faults(each: Plan) -> None:
    answers: Answers = {}
    while question := next_question(each, answers):
        value: Any = {"company.form": "aktiebolag", "municipality.name": "K", "company.name": "B"}.get(question.key)
        if question.part:
            value = [candidate.key for candidate in question.part.candidates]
        elif question.group == "clause" and question.candidate:
            value = question.candidate.entry.clause.example.get(question.parameter.name)
        elif question.group == "requires":
            value = True
        elif question.group == "files":
            value = "utkast.yaml" if question.key == "about" else "rader.csv"
        assert whole_fault(question, value, each) is None
        answers[question.key] = value
    data = draft_data(each, answers)

    source = read("utkast.yaml", commented(each, data).encode())

    assert source.data == data
    # Which row a clause is for cannot be asked before there are rows; a comment asks for it.
    assert [fault for fault in draft_faults(source, each) if fault.rule != "clause-row-missing"] == []


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cn"]), min_size=1, max_size=40))
def test_any_name_survives_the_draft(prov: Plan, name: str) -> None:
    answers = {**HEAD, "company.name": name, "sections.boende": ["gemensam"], "sections.service": None}
    data = draft_data(prov, answers)

    found = read("utkast.yaml", commented(prov, data).encode()).data

    assert found["municipality"] == data["municipality"]
    assert len(found) == len(data)


def test_a_line_break_in_a_name_does_not_end_a_comment(prov: Plan) -> None:
    answers = {**HEAD, "company.name": "AB\ncontract: annat", "sections.boende": ["gemensam"], "sections.service": None}
    data = draft_data(prov, answers)

    assert read("utkast.yaml", commented(prov, data).encode()).data == data


# Answers in a file


def faults_of(text: str, whole_: Plan) -> list[str]:
    """Return what is wrong with a file of answers."""
    with pytest.raises(DataError) as error:
        from_answers(read("svar.yaml", text.encode()), whole_)
    return [f"{finding.place} {finding.rule}" for finding in error.value.findings]


PARTIES = "municipality: {name: Provby}\ncompany: {name: AB Prov, form: aktiebolag}\n"


def test_answers_may_leave_out_what_the_command_knows(prov: Plan) -> None:
    data = from_answers(read("svar.yaml", f"{PARTIES}clauses: [{{id: ett}}]\n".encode()), prov)

    assert (data["contract"], data["state"]) == ("prov", "draft")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- a\n", ["svar.yaml:1:1 source-not-mapping"]),
        ("", ["svar.yaml:1:1 source-not-mapping"]),
        ("a: b: c\n", ["svar.yaml:1:5 source-colon"]),
        (f"{PARTIES}contract: annat\nclauses: [{{id: ett}}]\n", ["svar.yaml:3:11 source-value"]),
        (f"{PARTIES}libraries: [x]\nclauses: [{{id: ett}}]\n", ["svar.yaml:3:1 source-unknown-field"]),
        (PARTIES, ["svar.yaml:1:1 source-missing-field"]),
        (f"{PARTIES}clauses: [{{id: ettan}}]\n", ["svar.yaml:3:16 clause-unknown"]),
        (f"{PARTIES}clauses: [{{id: tva}}]\n", ["svar.yaml:3:16 clause-reference"]),
        (f"{PARTIES}clauses:\n  - {{id: ett, values: {{antal: många}}}}\n", ["svar.yaml:4:31 number-type"]),
        (
            "municipality: {name: P}\ncompany: {name: S, form: stiftelse}\nclauses: [{id: ett}]\n",
            ["svar.yaml:2:26 process-company-form"],
        ),
    ],
)
def test_wrong_answers_are_found_at_their_place_in_the_file(text: str, found: list[str], prov: Plan) -> None:
    assert faults_of(text, prov) == found


# Kept answers


def test_kept_answers_come_back_with_the_lines_of_a_half_given_one(prov: Plan) -> None:
    answers = {**HEAD, "sections.boende": None, "sections.service": ["tre"]}
    state = State(answers, ["hyresgäster", "föreningar"])

    assert loads(dumps(prov, state).encode(), prov) == (state, 0)


def test_decimals_are_kept_with_their_digits(prov: Plan) -> None:
    answers = {**HEAD, "sections.boende": None, "sections.service": ["tre"], "clauses.tre.parter": None}
    answers |= {"clauses.tre.dag": None, "clauses.tre.belopp": {"amount": Decimal("1.50"), "price_year": 2026}}

    back, lost = loads(dumps(prov, State(answers)).encode(), prov)

    assert lost == 0
    assert str(back.answers["clauses.tre.belopp"]["amount"]) == "1.50"


def test_answers_that_no_longer_fit_are_asked_again(prov: Plan, edited: Callable[..., Plan]) -> None:
    answers = {**HEAD, "sections.boende": ["ett"], "sections.service": None, "values.malar": 2030}
    kept = dumps(prov, State(answers)).encode().replace(b'["ett"]', b'["borta"]')

    state, lost = loads(kept, prov)

    assert (list(state.answers), lost) == (list(HEAD), 3)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[", b"\xff\xfe", b"[]", b"{}", b"null", b"[" * 100_000, b" " * 1_000_001,
        b'{"version":1,"contract":"annat","answers":[],"lines":[]}',
        b'{"version":1,"contract":"prov","answers":{},"lines":[]}',
        b'{"version":1,"contract":"prov","answers":[["a"]],"lines":[]}',
        b'{"version":1,"contract":"prov","answers":[[1,2]],"lines":[]}',
        b'{"version":1,"contract":"prov","answers":[["a",1e999999999]],"lines":[]}',
        b'{"version":1,"contract":"prov","answers":[["a",NaN]],"lines":[]}',
    ],
)  # fmt: skip
def test_a_file_that_holds_no_answers_is_refused(content: bytes, prov: Plan) -> None:
    with pytest.raises(ValueError):
        loads(content, prov)


@given(st.recursive(st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5), st.lists, max_leaves=5))
def test_strange_values_among_kept_answers_are_asked_again(prov: Plan, value: Any) -> None:
    answers = {**HEAD, "sections.boende": ["ett"], "sections.service": ["tre"], "values.malar": None}
    for key in (*answers, "clauses.ett.antal", "clauses.tre.parter"):
        pairs = [[name, value if name == key else given_] for name, given_ in answers.items()]
        data = {"version": 1, "contract": "prov", "answers": pairs, "lines": [value]}
        state, _ = loads(json.dumps(data).encode(), prov)
        assert list(state.answers) == [name for name, _ in pairs][: len(state.answers)]
