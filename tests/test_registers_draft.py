"""A draft's registers, read from YAML, CSV and XLSX: every wrong cell is said with its place, and nothing is lost."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from generator.build.extract import inspect
from tests.conftest import Result
from tests.tionde import DRAFT, OMRADEN, PARTER, into, written

Run = Callable[..., Result]
HEAD = PARTER.splitlines()[0]


@pytest.fixture
def build(run: Run, library: Path) -> Callable[..., Result]:
    """Build the draft of an invented kind of document, with some fields in place of its own."""
    into(library)

    def make(to: str = "ut.txt", files: dict[str, str | bytes] | None = None, **fields: Any) -> Result:
        path = written(**fields)
        for name, content in (files or {}).items():
            Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return run("--library", "prov", "build", path, "-o", to, "--force", shared_cache=True)

    return make


def registers(**given: Any) -> dict[str, Any]:
    """Return the draft's registers with some in place of its own; None takes one out."""
    return {name: rows for name, rows in {**DRAFT["registers"], **given}.items() if rows is not None}


def sheet(*rows: list[Any], title: str = "parter", first: str = "") -> bytes:
    """Return a spreadsheet with some rows on a sheet, and another sheet before it where it has a name."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    if first:
        page.title = first
        page = book.create_sheet(title)
    page.title = title
    for row in rows:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            "ett;A;Kommun;2026-13-01",
            "parter.csv:2:4: D2: ”2026-13-01” är text; ska vara ett datum som 2026-11-23 [sheet-kind]",
        ),
        (
            "ett;A;Stat;",
            "parter.csv:2:3: C2: ”Stat” är inget av valen; ska vara ett av valen: Kommun; Bolag [sheet-choice]",
        ),
        ("ett;;Kommun;", "parter.csv:2:2: B2: cellen är tom; fyll i text [sheet-empty]"),
        ("ett;A;Kommun;;och mer",
         "parter.csv:2:5: E2: raden har fler än 4 fält; sätt text med semikolon inom citattecken [sheet-surplus]"),
        (
            "Ett!;A;Kommun;",
            "parter.csv:2:1: A2: ”Ett!” har fel form; ska vara gemena a–z, siffror och bindestreck, högst 36 tecken"
            " [source-form]",
        ),
        (
            "ett;A;Kommun;\nett;B;Bolag;",
            "parter.csv:3:1: A3: ”ett” finns flera gånger; varje id får finnas en gång [source-duplicate-id]",
        ),
    ],
)  # fmt: skip
def test_a_wrong_cell_of_a_text_file_is_said_with_its_place(build: Callable[..., Result], rows: str, said: str) -> None:
    result = build(files={"parter.csv": f"{HEAD}\n{rows}\n"}, registers=registers(ataganden=[]))

    assert (result.code, result.err[0]) == (1, said)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (
            "Titel;Sort",
            "parter.csv:1:1: A1: första raden har ingen av registrets rubriker; de är Kortnamn, Part, Slag av part, "
            "Lämnade [sheet-no-headings]",
        ),
        (
            "Kortnamn;Part;Slag av part;Lämnades",
            "parter.csv:1:4: D1: rubriken ”Lämnades” hör inte till registret; rubrikerna är Kortnamn, Part, Slag av "
            "part, Lämnade; menade du ”Lämnade”? [sheet-unknown-heading]",
        ),
        (
            "id;namn;NAMN;slag",
            "parter.csv:1:3: C1: rubriken ”NAMN” finns i två kolumner; ta bort den ena kolumnen "
            "[sheet-duplicate-heading]",
        ),
        (
            "id;namn",
            "parter.csv:1: kolumnen ”Slag av part” saknas; lägg till den i första raden [sheet-missing-heading]",
        ),
    ],
)
def test_a_wrong_heading_is_said_with_its_place(build: Callable[..., Result], head: str, said: str) -> None:
    result = build(files={"parter.csv": f"{head}\nett;A;B;C\n"})

    assert (result.code, result.err[0]) == (1, said)


def test_a_spreadsheet_is_read_by_its_sheet_with_a_message_for_each_cell(build: Callable[..., Result]) -> None:
    wrong = sheet(["Kortnamn", "Part", "Slag av part", "Lämnade"], ["ett", "A", "Kommun", 7], ["=1+1", "B", "Bolag"])

    result = build(files={"parter.xlsx": wrong}, registers=registers(parter="parter.xlsx"))

    assert result.err[:2] == [
        "parter.xlsx:2:4: parter!D2: ”7” är ett tal; ska vara ett datum som 2026-11-23 [sheet-kind]",
        "parter.xlsx:3:1: parter!A3: cellen innehåller en formel; klistra in värdet i stället, text [sheet-formula]",
    ]


def test_the_three_ways_to_give_a_register_make_the_same_document(build: Callable[..., Result], here: Path) -> None:
    rows = [
        {"id": "kommunen", "namn": "Provby kommun", "slag": "kommun", "lamnade": "2026-03-01"},
        {"id": "bolaget", "namn": "AB Provbostäder", "slag": "bolag"},
    ]
    book = sheet(
        ["id", "namn", "slag", "lamnade"],
        ["kommunen", "Provby kommun", "kommun", datetime.date(2026, 3, 1)],
        ["bolaget", "AB Provbostäder", "bolag"],
        first="Läs mig",
    )
    texts = []
    for parter in ("parter.csv", "parter.xlsx", rows):
        assert build(files={"parter.xlsx": book}, registers=registers(parter=parter)).code == 0
        texts.append((here / "ut.txt").read_text("utf-8"))

    assert texts[0] == texts[1] == texts[2]
    assert "Lämnade: den 1\u00a0mars 2026" in texts[0]


@pytest.mark.parametrize(
    ("name", "row", "said"),
    [
        ("ataganden", {"id": "a", "part": "bolag", "text": "x"},
         "registers.ataganden[0].part: ”bolag” är inte ett tillåtet värde; välj bland kommunen, bolaget"
         "; menade du ”bolaget”? [source-value]"),
        ("ataganden", {"id": "a", "part": "bolaget"},
         "registers.ataganden[0].text: fältet ”text” saknas; det måste finnas [source-missing-field]"),
        ("ataganden", {"id": "a", "part": "bolaget", "text": "x", "mangd": "fem"},
         "registers.ataganden[0].mangd: ”fem” har fel slag; ska vara ett heltal [number-type]"),
        ("falt", {"id": "a", "aspekt": "vardag", "niva": "rymden", "lage": "x"},
         "registers.falt[0].niva: ”rymden” är inte ett tillåtet värde; välj bland nara, stad [source-value]"),
        ("utfall", {"id": "a", "klausul": "etta", "matt": "antal"},
         "registers.utfall[0].klausul: ”etta” är inte ett tillåtet värde; välj bland ett, tva; menade du ”ett”? "
         "[source-value]"),
        ("utfall", {"id": "a", "klausul": "tva", "matt": "antal"},
         "registers.utfall[0].matt: ”antal” är inte ett tillåtet värde; välj bland ko, malar [source-value]"),
        ("omraden", {"id": "norra", "namn": "Norra", "Barn (procent)": 5},
         "registers.omraden: registret ”omraden” saknar raden ”kommunen”, som gäller hela kommunen; lägg till den "
         "[source-register-whole]"),
        ("omraden", {"id": "kommunen", "namn": "Norra", "Barn (procent)": "många"},
         "registers.omraden[0].Barn (procent): ”många” har fel slag; ska vara ett tal [number-type]"),
    ],
)  # fmt: skip
def test_a_wrong_row_of_the_draft_is_said_with_its_place(
    build: Callable[..., Result], name: str, row: dict[str, Any], said: str
) -> None:
    result = build(registers=registers(**{name: [row]}))

    assert result.code == 1
    assert result.err[0].partition(": ")[2] == said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"registers": registers(parter=None)}, "fältet ”parter” saknas; det måste finnas [source-missing-field]"),
        ({"registers": registers(parter=[])},
         "registret ”parter” har inga rader; fyll i minst en [source-register-empty]"),
        ({"registers": registers(parter="saknas.csv")},
         "filen finns inte; ange en .csv eller .xlsx i utkastets mapp [source-register-missing]"),
        ({"registers": registers(parter="../parter.csv")},
         "sökvägen ”../parter.csv” leder ut ur utkastets mapp; ange en fil eller mapp därinne [source-path]"),
        ({"registers": registers(parters=[])},
         "fältet ”parters” finns inte; tillåtna fält är parter, ataganden, omraden, falt, utfall"
         "; menade du ”parter”? [source-unknown-field]"),
        ({"about": None}, "fältet ”about” saknas; det måste finnas [source-missing-field]"),
        ({"about": "saknas.yaml"}, "utkastet finns inte; ange en fil i utkastets mapp [source-about-missing]"),
        ({"about": "tionde.yaml"},
         "utkastet handlar i sista hand om sig självt (tionde.yaml); ange det utkast som dokumentet handlar om "
         "[source-about-circle]"),
    ],
)  # fmt: skip
def test_what_the_draft_lacks_is_said(build: Callable[..., Result], fields: dict[str, Any], said: str) -> None:
    result = build(**fields)

    assert result.code == 1
    assert result.err[0].endswith(said)


def test_a_register_has_no_more_rows_than_a_draft_can_hold(build: Callable[..., Result]) -> None:
    rows = [{"id": f"a{index}", "part": "bolaget", "text": "x"} for index in range(1001)]

    assert (
        build(registers=registers(ataganden=rows))
        .err[0]
        .endswith(
            "registers.ataganden: registret ”ataganden” har 1001 rader; högst 1000 tillåts [source-register-rows]"
        )
    )


def test_a_draft_of_another_kind_than_the_document_can_be_about_is_refused(
    build: Callable[..., Result], here: Path
) -> None:
    other = "contract: annat\nstate: draft\nmunicipality: {name: A}\nclauses: [{id: tva, values: {ko: egen}}]\n"

    result = build(files={"annat.yaml": other}, about="annat.yaml")

    assert result.err == [
        "tionde.yaml:8:8: about: utkastet är av slaget annat; dokumentet kan handla om prov [source-about-kind]"
    ]


def test_registers_and_about_belong_to_kinds_that_have_them(
    run: Run, library: Path, draft: Callable[..., Path]
) -> None:
    path = draft(registers={"parter": []}, about="annat.yaml")

    result = run("--library", "prov", "build", path, "-o", "ut.txt")

    assert [line.partition(": ")[2] for line in result.err] == [
        "registers: dokumenttypen ”prov” har inga register; ta bort registers [source-register-none]",
        "about: dokumenttypen ”prov” handlar inte om något annat utkast; ta bort about [source-about-none]",
    ]


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"id": "bolagets-hus"},
         "clauses[0].id: avsnittet finns en gång för varje rad i registret ”parter”; skriv for med en av nycklarna "
         "kommunen, bolaget [clause-row-missing]"),
        ({"id": "bolagets-hus", "for": "bolag"},
         "clauses[0].for: ”bolag” är inte ett tillåtet värde; välj bland kommunen, bolaget; menade du ”bolaget”? "
         "[source-value]"),
    ],
)  # fmt: skip
def test_a_clause_says_which_row_it_is_for(build: Callable[..., Result], choice: dict[str, Any], said: str) -> None:
    result = build(clauses=[choice])

    assert [line.partition(": ")[2] for line in result.err] == [said]


def test_a_clause_outside_sections_for_rows_is_for_no_row(run: Run, library: Path, draft: Callable[..., Path]) -> None:
    path = draft(clauses=[{"id": "ett", "for": "bolaget"}])

    assert [line.partition(": ")[2] for line in run("--library", "prov", "build", path, "-o", "ut.txt").err] == [
        "clauses[0].for: klausulen ”ett” står i ett avsnitt som bara finns en gång; ta bort for [clause-row-surplus]"
    ]


def test_an_extracted_draft_has_the_rows_and_facts_and_gives_the_same_bytes(
    build: Callable[..., Result], run: Run, here: Path
) -> None:
    assert build("ut.docx").code == 0
    for name in ("parter.csv", "omraden.csv", "direktiv.yaml"):
        (here / name).unlink()

    assert run("extract", "ut.docx", "-o", "igen.yaml").code == 0
    assert run("--library", "prov", "build", "igen.yaml", "-o", "igen.docx", shared_cache=True).code == 0

    assert (here / "igen.docx").read_bytes() == (here / "ut.docx").read_bytes()
    # The measures stand in the order of the file, not of the alphabet.
    text = (here / "igen.yaml").read_text("utf-8")
    assert text.index("Barn med bistånd (procent)") < text.index("Flytt inom året (antal)")


def test_a_document_for_publishing_carries_no_rows(build: Callable[..., Result], run: Run, here: Path) -> None:
    path = written()

    assert run("--library", "prov", "build", path, "-o", "ut.docx", "--publish", shared_cache=True).code == 0

    found = inspect((here / "ut.docx").read_bytes(), "ut.docx").manifest
    assert "draft" not in found
    assert [row["key"] for row in found["clauses"] if not row["id"]][:2] == [
        "ataganden--kommunen",
        "ataganden--bolaget",
    ]


def test_another_file_of_rows_gives_another_document_also_from_the_cache(
    build: Callable[..., Result], here: Path
) -> None:
    assert build().code == 0
    first = (here / "ut.txt").read_text("utf-8")
    assert build(files={"omraden.csv": OMRADEN.replace("12,5", "6")}).code == 0
    second = (here / "ut.txt").read_text("utf-8")

    assert "Norra Provby (fokusområde) | 12,5 (2,5 gånger)" in first
    assert "Norra Provby | 6 (1,2 gånger)" in second


def test_rows_may_change_the_draft_that_a_batch_builds(build: Callable[..., Result], run: Run, here: Path) -> None:
    assert build("ut.docx").code == 0

    assert run("--library", "prov", "sheet", "tionde.yaml", "-o", "ark.xlsx", shared_cache=True).code == 0
    done = run("--library", "prov", "batch", "ark.xlsx", "--draft", "tionde.yaml", "-o", "dokument", shared_cache=True)

    assert done.code == 0
    assert [file.suffix for file in sorted((here / "dokument").glob("*.docx"))] == [".docx"]


_PARTY = "slag: foretag, niva: stodjande, behorighet: firmateckning, lage: ny"
_HEAD = "Kortnamn;Part;Org.nr;Slag av part;Nivå;Behörighet att underteckna;Läge\n"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            f"\n    - {{id: a, namn: A AB, orgnr: 556093-0505, {_PARTY}}}\n",
            "utkast.yaml:7:34: registers.parter[0].orgnr",
        ),
        (" parter.csv\n", "parter.csv:2:3: C2"),
    ],
)
def test_an_organisation_number_in_a_register_has_the_check_digit_that_it_should(
    rows: str, said: str, shipped_run: Run, here: Path
) -> None:
    """The number is made up."""
    Path("parter.csv").write_text(
        f"{_HEAD}a;A AB;556093-0505;Företag;Stödjande;Firmateckning;Ny part\n", encoding="utf-8"
    )
    text = (
        "contract: samhallskontrakt\nstate: draft\nexample: true\nmunicipality: {name: Exempelstads kommun}\n"
        f"registers:\n  parter:{rows}clauses:\n  - id: kontraktets-begrepp\n"
    )
    Path("utkast.yaml").write_text(text, encoding="utf-8")
    wrong = shipped_run("build", "utkast.yaml", "-o", "a.txt")

    assert wrong.code == 1
    assert wrong.err == [
        f"{said}: ”556093-0505” är inget organisationsnummer; ska vara tio siffror med bindestreck där kontrollsiffran "
        "stämmer [source-orgnr]"
    ]
    for name in ("utkast.yaml", "parter.csv"):
        Path(name).write_text(Path(name).read_text("utf-8").replace("556093-0505", "559999-9991"), encoding="utf-8")
    assert shipped_run("build", "utkast.yaml", "-o", "a.txt").code == 0
