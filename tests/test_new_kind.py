"""A tenth kind of document, made in files alone: every kind of section, in every form of output."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assemble.sections.keys import Keys
from generator.assemble.sections.work import Work
from generator.interview.check import whole_fault
from generator.interview.draft import commented, draft_data
from generator.interview.plan import plan
from generator.interview.questions import Answers, Question, next_question
from generator.library.contracts import LoadedContract, from_source, load_contract
from generator.library.kinds import COMMON, KINDS
from generator.library.load import load, usable
from generator.model.draft import draft as draft_of
from generator.model.parameter import Parameter
from generator.schema import dictionary
from generator.source import read
from generator.store import Store
from tests.conftest import DATA, Result
from tests.tionde import DRAFT, into, written

Run = Callable[..., Result]
DEFINITION = (DATA / "tionde" / "definition.yaml").read_text("utf-8")


@pytest.fixture
def lines(run: Run, library: Path, here: Path) -> Callable[..., list[str]]:
    """Build the draft with some fields in place of its own, and return the document's lines."""
    into(library)

    def make(**fields: Any) -> list[str]:
        path = written(**fields)
        result = run("--library", "prov", "build", path, "-o", "ut.txt", "--force", shared_cache=True)
        assert (result.code, result.err) == (0, ["Wrote ut.txt"])
        return (here / "ut.txt").read_text("utf-8").splitlines()

    return make


def after(lines: list[str], heading: str) -> list[str]:
    """Return the lines under a heading, to the next empty one."""
    rest = lines[lines.index(heading) + 1 :]
    return rest[: rest.index("")] if "" in rest else rest


@pytest.mark.parametrize("suffix", ["docx", "html", "txt", "json"])
def test_a_kind_of_document_takes_no_python(run: Run, library: Path, here: Path, suffix: str) -> None:
    into(library)
    path = written()

    assert run("--library", "prov", "clauses", "lint", "prov", shared_cache=True).code == 0
    result = run("--library", "prov", "build", path, "-o", f"ut.{suffix}", shared_cache=True)

    assert (result.code, (here / f"ut.{suffix}").stat().st_size > 1000) == (0, True)


@pytest.mark.parametrize("command", ["check", "coverage"])
def test_commands_read_a_document_with_more_than_clauses(run: Run, library: Path, command: str) -> None:
    into(library)

    result = run("--library", "prov", command, written(), "--date", "2026-11-23", shared_cache=True)

    assert result.code == 0


def test_a_section_for_each_row_has_the_rows_title_text_and_clauses(lines: Callable[..., list[str]]) -> None:
    found = lines()

    assert after(found, "1 Vad Provby kommun gör") == ["Här står vad som gäller Provby kommun i Provby kommun."]
    assert after(found, "1.1 Vad som görs") == ["Provby kommun bygger 1 hus genom sitt bolag, se 2.1."]
    assert after(found, "2.2 Vad som görs") == ["AB Provbostäder bygger 4 hus, se 2.1."]


def test_a_table_is_grouped_in_the_order_of_the_other_register(lines: Callable[..., list[str]]) -> None:
    found = lines()

    assert after(found, "3.1 Provby kommun") == ["Åtagande | Mängd", "planlägga mark | –"]
    assert after(found, "3.2 AB Provbostäder") == [
        "Åtagande | Mängd", "bygga | 5\u00a0lägenheter", "hyra ut | 1\u00a0200\u00a0lägenheter"
    ]  # fmt: skip


def test_areas_are_compared_with_the_whole_municipality(lines: Callable[..., list[str]]) -> None:
    found = after(lines(), "4 Områden")

    assert found[:6] == [
        "Av områdena valdes 2 som når 2 gånger talet för Provby: Norra Provby och Södra Provby.",
        "Område | Barn med bistånd (procent) | Flytt inom året (antal)",
        "Norra Provby (fokusområde) | 12,5 (2,5 gånger) | 900 (0,9 gånger)",
        "Södra Provby (fokusområde) | 4 (0,8 gånger) | 2\u00a0500 (2,5 gånger)",
        "Västra Provby | – | –",
        "Provby | 5 | 1\u00a0000",
    ]


def test_areas_say_when_none_is_chosen_and_ask_for_a_factor_that_is_not_given(
    lines: Callable[..., list[str]],
) -> None:
    none = after(lines(values={"faktor": 3, "antal_matt": 1}), "4 Områden")[0]
    unanswered = after(lines(values={"antal_matt": 1}), "4 Områden")[0]
    both = after(lines(values={"faktor": 2, "antal_matt": 2}), "4 Områden")[0]

    assert none == both.replace(" 2 ", " 3 ") == "Inget område når 3 gånger talet för Provby."
    assert unanswered == "Av områdena valdes [faktor] som når [faktor] gånger talet för Provby: [faktor]."


def test_a_matrix_shows_the_clauses_of_the_other_draft(lines: Callable[..., list[str]]) -> None:
    found = lines()

    assert after(found, "5.1 Vardagsliv") == [
        "Närmiljö | Bedömning", "Läget | Få lekplatser.", "Klausuler | 1.1 Nya bostäder",
        "Stad | Bedömning", "Klausuler | 1.1 Nya bostäder",
    ]  # fmt: skip
    assert after(found, "5.2 Sammanfattning") == ["Aspekt | Närmiljö | Stad", "Vardagsliv | 1.1 | 1.1", "Hälsa | – | –"]


def test_outcomes_stand_beside_the_targets_of_the_other_draft(lines: Callable[..., list[str]]) -> None:
    found = after(lines(), "6 Utfall")

    assert found[:3] == [
        "Mål | Målvärde | Utfall | Kommentar",
        "1.1 Nya bostäder: antal bostäder | 100\u00a0bostäder | 80\u00a0bostäder | Färre än målet.",
        "1.1 Nya bostäder: målår | 2030 | – | –",
    ]


def test_annexes_have_numbers_of_their_own(lines: Callable[..., list[str]]) -> None:
    found = lines()

    assert after(found, "Bilaga 1 Innehållet i Provdirektiv för AB Provbostäder") == [
        "Nummer | Rubrik", "1 | Boende", "1.1 | Nya bostäder", "1.2 | Uthyrning"
    ]  # fmt: skip
    assert found[found.index("Bilaga 2 Underskrifter") + 1] == "Provby kommun"


def test_the_clauses_of_an_annex_are_numbered_with_its_letter(lines: Callable[..., list[str]], library: Path) -> None:
    file = library / "contracts" / "tionde" / "definition.yaml"
    file.write_text(file.read_text("utf-8").replace("group: part", "group: part\n    annex: true"), "utf-8")

    found = lines()

    assert "Bilaga 1 Åtaganden" in found
    assert after(found, "B1.2 AB Provbostäder")[1] == "bygga | 5\u00a0lägenheter"
    assert "3 Områden" in found


def test_a_section_with_nothing_to_print_is_left_out(lines: Callable[..., list[str]]) -> None:
    registers = {name: rows for name, rows in DRAFT["registers"].items() if name in ("parter", "ataganden")}

    found = lines(registers=registers, clauses=[])

    headings = [line for line in found if re.match(r"(\d|Bilaga \d) ", line)]
    assert headings[:2] == ["1 Åtaganden", "2 Verkan"]
    assert headings[-1] == "Bilaga 2 Underskrifter"
    assert "4 Områden" not in found


def test_rows_can_be_chosen_by_a_columns_values(lines: Callable[..., list[str]], library: Path) -> None:
    file = library / "contracts" / "tionde" / "definition.yaml"
    file.write_text(file.read_text("utf-8").replace("party: namn", "party: namn\n    where: {slag: [bolag]}"), "utf-8")

    found = lines()

    assert found[found.index("Bilaga 2 Underskrifter") + 1] == "AB Provbostäder"


def test_the_json_tells_charts_and_signatures_from_tables(run: Run, library: Path, here: Path) -> None:
    into(library)
    assert run("--library", "prov", "build", written(), "-o", "ut.json", shared_cache=True).code == 0

    text = json.dumps(json.loads((here / "ut.json").read_text("utf-8")))

    assert ('"chart"' in text, '"signature"' in text) == (True, True)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("per: parter", "per: partner",
         "sections[0].per: ”partner” är inte ett tillåtet värde; välj bland parter, ataganden, omraden, falt, utfall; "
         "menade du ”parter”? [source-value]"),
        ("group: part\n", "group: parten\n",
         "sections[1].group: ”parten” är inte ett tillåtet värde; välj bland id, part, text, mangd; menade du ”part”? "
         "[source-value]"),
        ("group: part\n", "party: part\n",
         "sections[1].party: ”party” används inte i ett avsnitt av slaget table; tillåtna är id, title, kind, annex, "
         "new_page, intro, register, columns, group, upright, where [source-section-key]"),
        ("    factor: faktor\n", "",
         "sections[2]: fältet ”factor” saknas; det måste finnas [source-missing-field]"),
        ("factor: faktor", "factor: arende",
         "sections[2].factor: ”arende” är inte ett tillåtet värde; välj bland faktor, antal_matt [source-value]"),
        ("    free: number\n", "",
         "sections[2].register: registret ”omraden” har inga fria kolumner; skriv free: number i registret "
         "[source-section-free]"),
        ("matrix: verkan", "matrix: verkar",
         "sections[3].matrix: ”verkar” är inte ett tillåtet värde; välj bland verkan; menade du ”verkan”? "
         "[source-value]"),
        ("words: {number: Nummer, title: Rubrik}", "words: {number: Nummer, aspect: Rubrik}",
         "sections[5].words: fältet ”title” saknas; det måste finnas [source-missing-field]"),
        ("of: parter", "of: partner",
         "registers.ataganden.columns.part.of: ”partner” är inte ett tillåtet värde; välj bland parter, ataganden, "
         "omraden, falt, utfall; menade du ”parter”? [source-value]"),
        ("parter:\n    label: Partsregister\n    key: id", "parter:\n    label: Partsregister\n    key: slag",
         "registers.parter.columns.slag: kolumnen kan inte vara nyckel; den ska ha slaget text och får inte "
         "vara optional [source-register-key]"),
        ("Parterna åtar sig följande.", "{{ part }} åtar sig följande.",
         "sections[1].intro: ”part” är en uppgift i en rad i ett register; den finns bara i ett avsnitt med per, där "
         "registret har kolumnen [clause-row-name]"),
        ("row.slag", "row.sort",
         "names.slag: ”row.sort” är inte ett tillåtet värde; välj bland municipality.name, about.title, "
         "about.contract, about.municipality, about.company, about.orgnr, about.state, about.mark, row.id, row.namn, "
         "row.slag, row.lamnade; menade du ”row.slag”? [source-value]"),
        ("{id: halsa, title: Hälsa}", "{id: vardag, title: Hälsa}",
         "matrices.verkan.rows[1].id: ”vardag” finns flera gånger; varje id får finnas en gång [source-duplicate-id]"),
        ("about: {contracts: [prov]}\n", "",
         "sections[4].kind: fältet ”about” saknas; det måste finnas [source-missing-field]"),
    ],
)  # fmt: skip
def test_a_fault_of_the_definition_is_said_with_its_place(
    run: Run, library: Path, old: str, new: str, said: str
) -> None:
    into(library)
    assert old in DEFINITION
    (library / "contracts" / "tionde" / "definition.yaml").write_text(DEFINITION.replace(old, new), "utf-8")

    result = run("--library", "prov", "clauses", "lint", "prov")

    assert result.code == 1
    assert said in [line.partition(": ")[2] for line in result.err]


def test_a_clause_may_bear_only_on_fields_that_there_are(run: Run, library: Path) -> None:
    into(library)
    clause = library / "boende" / "ett.yaml"
    clause.write_text(clause.read_text("utf-8").replace("[nara, stad]", "[nara, rymd]"), "utf-8")

    (line,) = run("--library", "prov", "clauses", "lint", "prov").out[:1]

    assert line.partition(": ")[2].startswith("bears_on.verkan.vardag[1]: ”rymd” är inte ett tillåtet värde; ")


def test_every_key_of_a_section_is_used_by_some_kind() -> None:
    used = {key for kind in KINDS.values() for key in (*kind.required, *kind.optional)} | set(COMMON)
    words = {word for kind in KINDS.values() for word in kind.words} | {"comment"}

    assert used == set(dictionary()["section"])
    assert words == set(dictionary()["section_words"])
    assert list(KINDS) == dictionary()["section"]["kind"]["allowed"]


@given(
    st.lists(st.text("abcdefghij-", min_size=1, max_size=50), unique=True, max_size=20),
    st.text("abc", min_size=1, max_size=34),
)
def test_keys_are_unique_and_fit_a_bookmark(rows: list[str], section: str) -> None:
    keys = Keys(["ett", "tva"])

    found = [keys.item(section, row) for row in rows] + [keys.item(section, row) for row in rows]

    assert len(set(found)) == len(found)
    assert all(re.fullmatch("[a-z0-9-]{1,36}", key) for key in found)
    assert len({keys.section(section, row) for row in rows}) == len(rows)


def loaded() -> LoadedContract:
    """Return the invented kind of document."""
    return from_source(read("definition.yaml", DEFINITION.encode()), Store(None))


@given(st.lists(st.decimals(-(10**17), 10**17, places=3), min_size=2, max_size=6), st.decimals(0, 10**17, places=3))
def test_any_numbers_of_areas_can_be_compared(figures: list[Any], factor: Any) -> None:
    from generator.assemble.sections import make
    from generator.prose.values import Value

    contract = loaded()
    rows = [{"id": f"o{index}", "namn": f"O{index}", "Mått": figure} for index, figure in enumerate(figures)]
    rows[0]["id"] = "kommunen"
    plan = next(section for section in contract.contract.sections if section.kind == "areas")
    draft = draft_of({**DRAFT, "registers": {"omraden": rows}, "clauses": []})
    scope = {"faktor": Value(str(factor), factor), "antal_matt": Value("1", 1)}

    made = make(Work(contract, draft, plan, scope, Store(None)))

    table, chart = made.blocks[-2:]
    assert len(table.rows) == len(figures)  # type: ignore[union-attr]
    assert (
        [bool(bar.marked) for bar in chart.bars]
        == [  # type: ignore[union-attr]
            figures[0] > 0 and figure >= factor * figures[0] for figure in figures[1:]
        ]
    )


def test_the_interview_asks_for_files_and_leaves_a_place_for_each(library: Path) -> None:
    into(library)
    whole = plan(load_contract([(library / "contracts", "contracts")], "tionde", Store(None)),
                 usable(load([(library, "prov")], Store(None))))  # fmt: skip
    given = {"municipality.name": "Provby kommun", "about": "direktiv.yaml", "registers.parter": "parter.csv",
             "sections.par": ["rad"]}  # fmt: skip
    answers: Answers = {}
    while question := next_question(whole, answers):
        answers[question.key] = given.get(question.key)

    data = draft_data(whole, answers)
    text = commented(whole, data)

    assert [key for key in answers if key.startswith(("about", "registers"))] == [
        "about", "registers.parter", "registers.ataganden", "registers.omraden", "registers.falt", "registers.utfall"
    ]  # fmt: skip
    assert (data["about"], data["registers"]) == ("direktiv.yaml", {"parter": "parter.csv"})
    assert "  # ataganden: (Åtaganden. En fil .csv eller .xlsx.)" in text.splitlines()
    assert "    # for: (Nyckeln för en rad i Partsregister.)" in text.splitlines()
    assert read("utkast.yaml", text.encode()).data == data


@pytest.mark.parametrize(
    ("key", "value", "form"),
    [
        ("about", "direktiv.docx", "en sökväg som slutar på .yaml"),
        ("registers.parter", "parter.pdf", "en sökväg som slutar på .csv eller .xlsx, eller en lista med rader"),
    ],
)
def test_the_interview_takes_only_files_that_can_be_read(library: Path, key: str, value: str, form: str) -> None:
    into(library)
    whole = plan(load_contract([(library / "contracts", "contracts")], "tionde", Store(None)),
                 usable(load([(library, "prov")], Store(None))))  # fmt: skip

    fault = whole_fault(Question(key, "files", Parameter("x", "text", "x")), value, whole)

    assert fault is not None
    assert (fault.rule, fault.values["form"]) == ("source-form", form)
