"""A draft against the library and its contract: what may be chosen, named, worded and left open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.draft import load_draft
from generator.draft.rules import draft_findings
from generator.library.contracts import load_contract
from generator.library.load import Library
from generator.places import bundled
from generator.report import lines
from generator.source import read
from generator.source.write import dump
from generator.store import Store
from tests.conftest import Result, draft_data

Run = Callable[..., Result]
Draft = Callable[..., Path]
ETT = {"id": "ett", "values": {"antal": 100}}
TVA = {"id": "tva", "values": {"ko": "kommunal"}}


@pytest.fixture
def built(library: Path, run: Run, draft: Draft) -> Callable[..., tuple[Result, list[str]]]:
    """Build a draft with some fields to text; return what the command said and the document's lines."""

    def build(*options: str, **fields: Any) -> tuple[Result, list[str]]:
        path = draft(**fields)
        result = run("--library", "prov", "build", path, "-o", "ut.txt", "--force", *options, shared_cache=True)
        output = Path("ut.txt")
        return result, output.read_text(encoding="utf-8").splitlines() if output.is_file() else []

    return build


Built = Callable[..., tuple[Result, list[str]]]


def test_a_good_draft_is_built(built: Built) -> None:
    result, document = built()

    assert result == Result(0, [], ["Wrote ut.txt"])
    assert document == [
        "(UTKAST)",
        "Provdirektiv för AB Provbostäder",
        "Provby kommun",
        "",
        "Dokumenttyp: Provdirektiv",
        "Läge: Utkast",
        "Bolag: AB Provbostäder",
        "diarienummer: KS 2026/1",
        "Beslutat av fullmäktige: [datum och paragraf]",
        "Fastställt av stämman: [datum]",
        "",
        "Detta direktiv riktar sig till AB Provbostäder.",
        "",
        "1 Boende",
        "",
        "1.1 Nya bostäder",
        "AB Provbostäder ska bygga 100\u00a0bostäder till och med år 2030.",
        "",
        "1.2 Uthyrning",
        "Bolaget ska hyra ut bostäderna i 1.1 genom kommunens bostadskö.",
    ]


def test_clauses_stand_in_the_draft_s_order_within_their_section(built: Built) -> None:
    _, document = built(clauses=[{"id": "tre"}, TVA, ETT])

    headings = [line for line in document if line[:2] in ("1.", "2.")]
    assert headings == ["1.1 Uthyrning", "1.2 Nya bostäder", "2.1 Lokaler"]
    assert "Bolaget ska hyra ut bostäderna i 1.2 genom kommunens bostadskö." in document


def test_a_section_without_clauses_has_no_number(built: Built) -> None:
    _, document = built(clauses=[{"id": "tre"}])

    assert "1 Service" in document


def test_an_unknown_clause_is_said_with_the_one_that_was_meant(built: Built) -> None:
    result, _ = built(clauses=[ETT, {"id": "tvaa"}, {"id": "okand"}])

    assert result == Result(
        1,
        [],
        [
            "utkast.yaml:17:9: clauses[1].id: klausulen ”tvaa” finns inte i biblioteken grund, prov;"
            " se klausul clauses list; menade du ”tva”? [clause-unknown]",
            "utkast.yaml:18:9: clauses[2].id: klausulen ”okand” finns inte i biblioteken grund, prov;"
            " se klausul clauses list [clause-unknown]",
        ],
    )


def test_an_id_in_two_libraries_must_name_one(built: Built) -> None:
    result, _ = built(clauses=[{"id": "gemensam"}])

    assert result == Result(
        1,
        [],
        [
            "utkast.yaml:14:9: clauses[0].id: ”gemensam” finns i flera bibliotek;"
            " skriv ett av grund/gemensam, prov/gemensam [clause-ambiguous]"
        ],
    )


@pytest.mark.parametrize("name", ["grund", "prov"])
def test_a_library_in_front_of_the_id_names_one(name: str, built: Built) -> None:
    result, document = built(clauses=[{"id": f"{name}/gemensam"}])

    assert result.code == 0
    assert "1.1 Gemensam text" in document


def test_a_draft_may_bring_its_own_library(run: Run, draft: Draft, library: Path) -> None:
    path = draft(libraries=["prov"], clauses=[ETT])

    assert run("build", path, "-o", "ut.txt") == Result(0, [], ["Wrote ut.txt"])


def test_as_names_a_second_use_of_a_clause(built: Built) -> None:
    clauses = [ETT, {"id": "ett", "as": "ett-till", "title": "Fler bostäder", "values": {"antal": 1}}, TVA]

    _, document = built(clauses=clauses)

    assert "1.2 Fler bostäder" in document
    assert "AB Provbostäder ska bygga 1\u00a0bostad till och med år 2030." in document


def test_an_old_id_still_finds_its_clause(built: Built) -> None:
    result, document = built(clauses=[{"id": "gammal", "values": {"antal": 100}}, TVA])

    assert result.code == 0
    assert "Bolaget ska hyra ut bostäderna i 1.1 genom kommunens bostadskö." in document


def test_a_local_wording_replaces_the_library_s(built: Built) -> None:
    local = {"text": "{{ bolag }} ska, enligt [](#tva), bygga {{ antal }}.\n", "reason": "Kortare."}

    _, document = built(clauses=[{**ETT, "local": local}, TVA])

    assert "AB Provbostäder ska, enligt 1.2, bygga 100\u00a0bostäder." in document


def test_a_reason_for_a_local_wording_is_not_printed(built: Built) -> None:
    local = {"text": "Bolaget ska bygga.\n", "reason": "Ett hemligt skäl."}

    _, document = built(clauses=[{"id": "ett", "local": local}])

    assert not any("hemligt" in line for line in document)


def test_a_local_wording_may_leave_out_a_reference(built: Built) -> None:
    local = {"text": "Bolaget ska hyra ut genom {{ ko }}.\n", "reason": "Utan hänvisning."}

    result, document = built(clauses=[{**TVA, "local": local}])

    assert result.code == 0
    assert "Bolaget ska hyra ut genom kommunens kö." in document


@pytest.mark.parametrize("ko", ["kommunal", "egen", None])
def test_a_reference_must_have_its_target_also_in_a_branch_not_taken(ko: str | None, built: Built) -> None:
    result, _ = built(clauses=[{"id": "tva", "values": {"ko": ko}}])

    assert result == Result(
        1,
        [],
        [
            "utkast.yaml:14:9: clauses[0].id: klausulen ”tva” hänvisar till ”ett”, som inte finns i utkastet;"
            " lägg till den eller skriv en egen lydelse utan hänvisningen [clause-reference]"
        ],
    )


def test_an_unlinted_library_s_text_is_checked_when_it_is_used(built: Built, library: Path) -> None:
    file = library / "boende" / "ett.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("{{ antal }}", "{{ okand }}"), encoding="utf-8")

    result, _ = built(clauses=[ETT])

    assert result == Result(
        1,
        [],
        [
            "prov/boende/ett.yaml:8:30: text.prov: ”okand” är inte deklarerat;"
            " tillåtna namn är antal, bolag, kommun, malar, orgnr [clause-undeclared-name]"
        ],
    )


def test_an_unlinted_library_s_markup_is_refused_and_not_dropped(built: Built, library: Path) -> None:
    file = library / "boende" / "ett.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("    {{ bolag", "    > {{ bolag"), encoding="utf-8")

    result, document = built(clauses=[ETT])

    assert document == []
    assert result == Result(
        1,
        [],
        [
            "prov/boende/ett.yaml:8:5: text.prov: citat kan inte användas i klausultext; tillåtet är stycken,"
            " listor i en nivå med 1. eller -, tabeller, **fet**, *kursiv* och [](#klausul-id) [clause-markup]"
        ],
    )


def test_several_faults_are_all_said_at_once(built: Built) -> None:
    result, _ = built(
        state="klar",
        company={"name": "AB", "form": "stiftelse"},
        fields={"diarienummer": 5},
        clauses=[{"id": "ett", "values": {"antal": 0}}, {"id": "ett"}],
    )

    assert [line.rpartition(" ")[2] for line in result.err] == [
        "[source-value]",
        "[process-company-form]",
        "[number-type]",
        "[clause-duplicate-key]",
        "[number-bounds]",
        "[clause-duplicate-key]",
    ]


def real_head(**fields: Any) -> list[str]:
    """Return what is said of a draft's head against the bundled owner directive."""
    source = read("utkast.yaml", dump({**draft_data(), "contract": "agardirektiv", **fields}).encode())
    contract = load_contract([(bundled("contracts"), "contracts")], "agardirektiv", Store(None)).contract
    return lines(draft_findings(load_draft(source, Store(None)), contract, Library()))


def test_a_stiftelse_cannot_be_given_an_owner_directive() -> None:
    assert real_head(company={"name": "Stiftelsen Provbostäder", "form": "stiftelse"}) == [
        "utkast.yaml:7:9: company.form: dokumentet kan inte byggas: en stiftelse har ingen ägare och kan inte få ett"
        " ägardirektiv; ändamål och ramar hör hemma i stiftelseförordnandet (10 kap. 6 § kommunallagen (2017:725),"
        " text kontrollerad 2025-09-01), i övrigt i avtal eller överenskommelse; en jurist avgör [process-company-form]"
    ]


def test_an_ekonomisk_forening_cannot_be_given_an_owner_directive() -> None:
    assert real_head(company={"name": "Provbostäder ek. för.", "form": "ekonomisk-forening"}) == [
        "utkast.yaml:7:9: company.form: dokumentet kan inte byggas: ett ägardirektiv fastställs av bolagsstämman i ett"
        " aktiebolag; i en ekonomisk förening styr kommunen genom stadgar, föreningsstämma och avtal; en jurist avgör"
        " [process-company-form]"
    ]


def test_an_aktiebolag_can_be_given_an_owner_directive() -> None:
    assert real_head() == []


def test_a_state_without_its_decisions_is_warned_of_and_refused_when_final(built: Built) -> None:
    said = [
        "utkast.yaml:2:8: state: läget är ”in_force”, men beslut av fullmäktige saknas; fyll i beslutet eller ändra"
        " läget [process-undecided]",
        "utkast.yaml:2:8: state: läget är ”in_force”, men beslut av stämman saknas; fyll i beslutet eller ändra"
        " läget [process-undecided]",
    ]

    assert built(state="in_force")[0] == Result(0, [], [*said, "Wrote ut.txt"])
    assert built("--final", state="in_force")[0] == Result(1, [], said)


def test_a_state_with_decisions_it_should_not_have_is_warned_of_and_refused_when_final(built: Built) -> None:
    decisions = {"council": {"date": "2026-01-15", "paragraph": 28}}
    said = (
        "decisions.council.date: läget är ”draft”, men beslut av fullmäktige är ifyllt; ändra läget eller ta bort"
        " beslutet [process-decided]"
    )

    result, document = built(decisions=decisions)
    assert (result.code, [line.partition(": ")[2] for line in result.err]) == (0, [said, ""])
    assert document != []
    result, _ = built("--final", decisions=decisions)
    assert (result.code, [line.partition(": ")[2] for line in result.err]) == (1, [said])


def test_a_state_with_its_decisions_is_final(built: Built) -> None:
    decisions = {"council": {"date": "2026-01-15", "paragraph": 28}, "general_meeting": {"date": "2026-03-01"}}

    result, document = built("--final", state="in_force", decisions=decisions)

    assert result == Result(0, [], ["Wrote ut.txt"])
    assert "Beslutat av fullmäktige: den 15\u00a0januari 2026, §\u00a028" in document
    assert "Fastställt av stämman: den 1\u00a0mars 2026" in document


def test_missing_values_may_stand_in_a_draft_and_not_in_a_final_document(built: Built) -> None:
    fields: dict[str, Any] = {"values": {}, "fields": {}, "clauses": [{"id": "ett"}]}

    result, document = built(**fields)
    assert result == Result(0, [], ["Wrote ut.txt"])
    assert "AB Provbostäder ska bygga [antal bostäder] till och med år [målår]." in document
    assert built("--final", **fields)[0] == Result(
        1,
        [],
        [
            "utkast.yaml:9:9: fields: värdet för [diarienummer] saknas; fyll i det under diarienummer"
            " [process-missing-value]",
            "utkast.yaml:10:9: values: värdet för [målår] saknas; fyll i det under values.malar"
            " [process-missing-value]",
            "utkast.yaml:12:5: clauses[0].values: värdet för [antal bostäder] saknas; fyll i det under ett, values"
            " [process-missing-value]",
        ],
    )


def test_a_retired_clause_is_not_final(built: Built) -> None:
    fem = {"id": "fem", "local": {"text": "Bolaget verkar för bussar.\n", "reason": "Behövs här."}}
    result, _ = built("--final", clauses=[fem])

    assert result == Result(
        1,
        [],
        [
            "utkast.yaml:14:9: clauses[0].id: klausulen ”fem” är tagen ur bruk (retired); välj en annan"
            " [process-retired]",
        ],
    )


def test_what_a_lawyer_must_know_is_noted_in_a_final_document(built: Built) -> None:
    tre = {
        "id": "tre",
        "values": {
            "parter": ["kommunen"],
            "dag": "2026-03-01",
            "belopp": {"amount": 5, "price_year": 2026},
            "avgift": False,
            "tid": {"from": 2026, "to": 2030},
            "yta": 5,
            "lokaler": [{"namn": "Torget", "antal": 1}],
        },
    }
    result, _ = built("--final", clauses=[tre])

    assert result.err == [
        "utkast.yaml:14:9: clauses[0].id: klausulen har status proposed och är inte granskad av jurist; en jurist avgör"
        " om den kan användas [process-proposed]",
        "utkast.yaml:14:9: clauses[0].id: bestämmelsen sfs-2010-879/1 är inte kontrollerad mot lagtexten; en jurist"
        " avgör [process-unverified]",
        "Wrote ut.txt",
    ]


@pytest.mark.parametrize("condition", [">=1.2", ">=1.2.0", ">=1", ">=0.9.9", "1.2", "==1.2.0", "==1.2", "==1"])
def test_a_condition_that_the_library_meets_is_taken(condition: str, built: Built) -> None:
    assert built(library={"prov": condition})[0].code == 0


@pytest.mark.parametrize("condition", [">=1.2.1", ">=1.10", ">=2", "1.3", "==1.1", "==1.2.1", "==2"])
def test_a_condition_that_the_library_does_not_meet_is_refused(condition: str, built: Built) -> None:
    result, _ = built(library={"prov": condition})

    (line,) = result.err
    assert line.partition(": ")[2] == (
        f"library.prov: biblioteket prov har version 1.2.0; utkastet kräver {condition} [process-library-version]"
    )


@pytest.mark.parametrize("path", ["../annan", "/etc", "prov/../..", "lank"])
def test_a_path_that_leads_out_of_the_folder_is_refused(path: str, built: Built, here: Path) -> None:
    (here / "lank").symlink_to(here.parent)

    result, _ = built(libraries=[path])

    (line,) = result.err
    assert line.partition(": ")[2] == (
        f"libraries: sökvägen ”{path}” leder ut ur utkastets mapp; ange en fil eller mapp därinne [source-path]"
    )


def test_a_project_file_widens_the_folder_to_the_project(run: Run, draft: Draft, library: Path) -> None:
    Path("utkast").mkdir()
    path = draft("utkast/a.yaml", libraries=["../prov"], clauses=[ETT])

    assert run("build", path, "-o", "ut.txt").code == 1
    Path("klausul.yaml").write_text("", encoding="utf-8")
    assert run("build", path, "-o", "ut.txt").code == 0


def test_an_own_template_inside_the_folder_is_used(built: Built, here: Path) -> None:
    (here / "mallar").mkdir()
    (here / "mallar" / "egen.docx").write_bytes((bundled("templates") / "agardirektiv.docx").read_bytes())

    assert built(template="mallar/egen.docx")[0].code == 0
    assert built(template="mallar/saknas.docx")[0].err == [
        "mallar/saknas.docx: mallen finns inte; lägg den i mappen templates eller ange en egen med template i utkastet"
        " [template-not-found]"
    ]
