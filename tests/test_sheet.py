"""A draft's sheet: what it asks, what its cells may hold, and what is said of those that do not fit."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from generator.errors import DataError
from generator.places import bundled
from generator.report import lines
from generator.sheet.names import safe
from generator.spreadsheet.cells import Cell, WrongError, content, text_of, value
from generator.spreadsheet.column import Column
from generator.spreadsheet.textfile import read_text
from generator.spreadsheet.workbook import read_workbook
from tests.conftest import Result

Run = Callable[..., Result]
Draft = Callable[..., Path]
EXAMPLES = [
    f"example:{path.parent.parent.name}/{path.stem}" for path in sorted(bundled("contracts").glob("*/examples/*.yaml"))
]
#: One of each kind of value that the small library lacks.
EVERY = {
    "dag": {"type": "date", "label": "dag", "question": "Vilken dag?"},
    "andel": {"type": "percent", "label": "andel", "question": "Hur stor andel?", "min": 0, "max": 100},
    "belopp": {"type": "money", "label": "belopp", "question": "Hur mycket?", "price_year": True},
    "tid": {"type": "period", "label": "tid", "question": "När?"},
    "ort": {"type": "text", "label": "ort", "question": "Var?"},
    "saker": {"type": "list", "label": "saker", "question": "Vilka?"},
    "mote": {"type": "boolean", "label": "möte", "question": "Möte?"},
    "delar": {
        "type": "table", "label": "delar", "question": "Vilka delar?",
        "columns": {"namn": {"type": "text", "label": "Namn"}, "tal": {"type": "decimal", "label": "Tal", "max": 9}},
    },
}  # fmt: skip
VALUES: dict[str, Any] = {
    "dag": "2027-01-01", "andel": 25, "belopp": {"amount": 25000, "price_year": 2026},
    "tid": {"from": 2027, "to": 2030}, "ort": "Torget", "saker": ["ett", "två"], "mote": True,
    "delar": [{"namn": "A", "tal": 1}, {"namn": "B"}],
}  # fmt: skip
CLAUSE = """\
id: allt
version: 1.0.0
title: Allt
dimensions: [boende]
status: reviewed
text:
  prov: |
    Den {{ dag }}, {{ andel }}, {{ belopp }}, {{ tid }}, {{ ort }}, {{ saker }}.
    {% if mote %}Möte.{% endif %}

    {% for rad in delar %}
    - {{ rad.namn }} {{ rad.tal }}
    {% endfor %}
parameters:
"""
END = """\
rationale: |
  Skäl.
sources: [{proposal: klausul}]
changes: [{version: 1.0.0, date: 2026-01-15, what: Första versionen, by: prov}]
"""


@pytest.fixture
def every(library: Path, draft: Draft) -> Path:
    """A draft with a value of every kind."""
    from generator.source.write import dump

    rows = "".join(f"  {line}\n" for line in dump(EVERY).splitlines())
    example = "".join(f"  {line}\n" for line in dump(VALUES).splitlines())
    clause = f"{CLAUSE}{rows}{END}example:\n{example}"
    (library / "boende" / "allt.yaml").write_text(clause, encoding="utf-8")
    return draft(clauses=[{"id": "ett", "values": {"antal": 100}}, {"id": "allt", "values": VALUES}])


@pytest.fixture
def sheet(every: Path, run: Run) -> Path:
    """The sheet of that draft."""
    assert run("--library", "prov", "sheet", every, "-o", "rader.xlsx").code == 0
    return Path("rader.xlsx")


def cells(file: Path) -> dict[str, Any]:
    """Return the first row's values by the columns' keys."""
    keys, _, _, row = openpyxl.load_workbook(file)["Rader"].iter_rows(min_row=1, max_row=4, values_only=True)
    return dict(zip(keys, row, strict=True))


def edited(file: Path, **changes: Any) -> None:
    """Write values into cells, such as B4."""
    book = openpyxl.load_workbook(file)
    for name, found in changes.items():
        book["Rader"][name] = found
    book.save(file)


def test_a_sheet_has_a_column_for_each_question_and_a_row_with_the_drafts_values(sheet: Path) -> None:
    assert cells(sheet) == {
        "nycklar": None,
        "municipality.name": "Provby kommun",
        "company.name": "AB Provbostäder",
        "company.form": "Aktiebolag",
        "company.orgnr": "556093-0504",
        "fields.diarienummer": "KS 2026/1",
        "fields.galler_fran": None,
        "replaces.document": None,
        "replaces.decisions.council.date": None,
        "replaces.decisions.council.paragraph": None,
        "replaces.decisions.general_meeting.date": None,
        "values.malar": 2030,
        "clauses.ett.antal": 100,
        "clauses.allt.dag": datetime.datetime(2027, 1, 1),
        "clauses.allt.andel": 25,
        "clauses.allt.belopp.amount": 25000,
        "clauses.allt.belopp.price_year": 2026,
        "clauses.allt.tid": "2027–2030",
        "clauses.allt.ort": "Torget",
        "clauses.allt.saker": "ett\ntvå",
        "clauses.allt.mote": "ja",
        "clauses.allt.delar": "A; 1\nB;",
    }


def test_headings_and_help_say_what_is_asked_in_which_unit_and_within_which_bounds(sheet: Path) -> None:
    page = openpyxl.load_workbook(sheet)["Rader"]
    said = {page.cell(1, number).value: number for number in range(1, page.max_column + 1)}
    column = said["clauses.ett.antal"]
    assert page.cell(2, column).value == "Nya bostäder: antal bostäder (bostäder)"
    assert page.cell(3, column).value == "Hur många? Ett heltal från 1 till 5\u00a0000 (bostäder). Får vara tom."
    assert page.cell(3, said["company.form"]).value == (
        "Vilken juridisk form har bolaget? Ett av valen: Aktiebolag; Stiftelse."
    )
    assert page.row_dimensions[1].hidden
    assert page.column_dimensions["A"].hidden


def test_choices_are_drop_downs_and_numbers_and_days_are_kept_within_bounds(sheet: Path) -> None:
    rules = {str(rule.sqref): rule for rule in openpyxl.load_workbook(sheet)["Rader"].data_validations.dataValidation}
    form, count, day = rules["D4:D2003"], rules["M4:M2003"], rules["N4:N2003"]
    assert (form.type, form.formula1) == ("list", "'Val'!$A$1:$A$2")
    assert (count.type, count.operator, count.formula1, count.formula2) == ("whole", "between", "1", "5000")
    assert (day.type, day.allow_blank, day.prompt) == (
        "date",
        True,
        "Vilken dag? Ett datum som 2026-11-23. Får vara tom.",
    )


def test_the_same_draft_gives_the_same_bytes(sheet: Path, every: Path, run: Run) -> None:
    assert run("--library", "prov", "sheet", every, "-o", "igen.xlsx").code == 0
    assert Path("igen.xlsx").read_bytes() == sheet.read_bytes()
    assert b"dcterms:modified" not in zipfile.ZipFile(sheet).read("docProps/core.xml")


def test_a_sheet_that_is_there_is_not_written_over(sheet: Path, every: Path, run: Run) -> None:
    done = run("--library", "prov", "sheet", every, "-o", sheet)
    assert done == Result(2, [], ["Error: rader.xlsx exists already; give another name, or --force to replace it"])
    assert run("--library", "prov", "sheet", every, "-o", sheet, "--force").code == 0


def test_a_sheet_is_an_xlsx(every: Path, run: Run) -> None:
    done = run("--library", "prov", "sheet", every, "-o", "rader.ods")
    assert done == Result(2, [], ["Error: rader.ods: the suffix must be one of .xlsx"])


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_row_of_a_new_sheet_makes_the_drafts_own_document(example: str, shipped_run: Run) -> None:
    assert shipped_run("build", example, "-o", "utkast.docx").code == 0
    assert shipped_run("sheet", example, "-o", "rader.xlsx").code == 0
    assert shipped_run("batch", "rader.xlsx", "--draft", example, "-o", "ut", "--name", "{row}").code == 0
    assert Path("ut/4.docx").read_bytes() == Path("utkast.docx").read_bytes()


def test_every_wrong_cell_gets_a_message_with_its_place_and_what_is_allowed(sheet: Path, every: Path, run: Run) -> None:
    page = openpyxl.load_workbook(sheet)
    rows = page["Rader"]
    rows["B4"] = None
    rows["D4"] = "Handelsbolag"
    rows["E4"] = "556093-0505"
    rows["L4"] = 1999
    rows["M4"] = "många"
    rows["N4"] = "2027-01-01"
    rows["O4"] = "=10+15"
    rows["Q4"] = None
    rows["R4"] = "nästa år"
    rows["S4"] = datetime.date(2027, 3, 1)
    rows["V4"] = "A; 10"
    rows["B5"], rows["C5"], rows["D5"] = "Provby kommun", "AB Två", "Aktiebolag"
    rows["M5"], rows["V5"] = 2.5, "A"
    rows.merge_cells("S5:T5")
    rows["B6"], rows["C6"], rows["D6"] = "Provby kommun", "AB Tre", "aktiebolag"
    page.save(sheet)

    done = run("--library", "prov", "batch", sheet, "--draft", every, "-o", "ut")

    assert done.err[:-1] == [
        "rader.xlsx:4:2: Rader!B4: cellen är tom; fyll i text [sheet-empty]",
        "rader.xlsx:4:4: Rader!D4: ”Handelsbolag” är inget av valen; ska vara ett av valen: Aktiebolag; Stiftelse"
        " [sheet-choice]",
        "rader.xlsx:4:5: Rader!E4: ”556093-0505” har fel form; ska vara ett organisationsnummer, tio siffror som"
        " 556093-0504 [sheet-form]",
        "rader.xlsx:4:12: Rader!L4: 1999 är utanför gränserna; ska vara ett årtal från 2000 till 2100 [sheet-bounds]",
        "rader.xlsx:4:13: Rader!M4: ”många” är text; ska vara ett heltal från 1 till 5\u00a0000 (bostäder)"
        " [sheet-kind]",
        "rader.xlsx:4:14: Rader!N4: ”2027-01-01” är text; ska vara ett datum som 2026-11-23 [sheet-kind]",
        "rader.xlsx:4:15: Rader!O4: cellen innehåller en formel; klistra in värdet i stället, ett tal från 0 till"
        " 100 (procent) [sheet-formula]",
        "rader.xlsx:4:17: Rader!Q4: beloppet och dess prisår hör ihop; fyll i båda, eller töm båda [sheet-price-year]",
        "rader.xlsx:4:18: Rader!R4: ”nästa år” har fel form; ska vara en period som 2027–2030 [sheet-form]",
        "rader.xlsx:4:19: Rader!S4: ”2027-03-01” är ett datum; ska vara text [sheet-kind]",
        "rader.xlsx:4:22: Rader!V4: ”10” på rad 1 i cellen passar inte under Tal; ska vara ett tal, högst 9"
        " [sheet-table-cell]",
        "rader.xlsx:5:13: Rader!M5: ”2,5” är ett tal med decimaler; ska vara ett heltal från 1 till"
        " 5\u00a0000 (bostäder) [sheet-kind]",
        "rader.xlsx:5:19: Rader!S5: cellen är sammanslagen med andra (S5:T5); dela cellerna och skriv i var och en text"
        " [sheet-merged]",
        "rader.xlsx:5:20: Rader!T5: cellen är sammanslagen med andra (S5:T5); dela cellerna och skriv i var och en en"
        " sak på varje rad i cellen [sheet-merged]",
        "rader.xlsx:5:22: Rader!V5: rad 1 i cellen har antalet fält 1, inte 2; skriv den som Namn; Tal [sheet-table]",
    ]
    assert done.code == 1
    assert [line.split() for line in done.out] == [
        ["Row", "File", "Findings"],
        ["4", "–", "errors:", "11"],
        ["5", "–", "errors:", "4"],
        ["6", "AB", "Tre.docx", "–"],
    ]


def column(**rules: Any) -> Column:
    from generator.model.parameter import parameters

    parameter = parameters({"namn": {"label": "namn", **rules}})["namn"]
    return Column("values.namn", ("values", "namn"), parameter, "Namn", "Vad?")


@pytest.mark.parametrize(
    ("kind", "cell", "found"),
    [
        ("percent", Cell(0.07, percent=True), 7),
        ("percent", Cell(7), 7),
        ("decimal", Cell(0.29), "0.29"),
        ("integer", Cell(3.0), 3),
        ("text", Cell(28), "28"),
        ("date", Cell(datetime.datetime(2027, 1, 1)), "2027-01-01"),
        ("boolean", Cell(False), False),
        ("boolean", Cell("Nej"), False),
        ("list", Cell(" ett \r\n\r\ntvå"), ["ett", "två"]),
        ("period", Cell("2027-2030"), {"from": 2027, "to": 2030}),
    ],
)
def test_what_a_clerk_sees_in_a_cell_is_what_is_read(kind: str, cell: Cell, found: Any) -> None:
    read = value(column(type=kind), cell, typed=True)
    assert (str(read) if isinstance(found, str) else read) == found


@pytest.mark.parametrize(
    ("kind", "cell", "rule", "said"),
    [
        ("integer", Cell(0.25, percent=True), "sheet-kind", "ett tal i procent"),
        ("integer", Cell(True), "sheet-kind", "sant eller falskt"),
        ("decimal", Cell(1e300), "sheet-kind", "ett tal med för många siffror"),
        ("decimal", Cell(float("nan")), "sheet-kind", "ett tal med för många siffror"),
        ("date", Cell(datetime.datetime(2027, 1, 1, 12, 30)), "sheet-kind", "ett datum med klockslag"),
        ("date", Cell(46023), "sheet-kind", "ett tal"),
        ("text", Cell(datetime.time(9, 30)), "sheet-kind", "ett klockslag"),
        ("text", Cell(0.5), "sheet-kind", "ett tal"),
        ("boolean", Cell("kanske"), "sheet-kind", "text"),
    ],
)
def test_a_cell_of_another_kind_is_not_guessed_at(kind: str, cell: Cell, rule: str, said: str) -> None:
    with pytest.raises(WrongError) as wrong:
        value(column(type=kind), cell, typed=True)
    assert (wrong.value.rule, wrong.value.values["kind"]) == (rule, said)


def test_an_error_that_a_formula_has_left_is_found_in_its_cell(sheet: Path, every: Path, run: Run) -> None:
    edited(sheet, M4="#N/A")
    done = run("--library", "prov", "batch", sheet, "--draft", every, "-o", "ut")
    assert (done.code, done.err[0]) == (
        1,
        "rader.xlsx:4:13: Rader!M4: cellen visar felet #N/A; ska vara ett heltal från 1 till 5\u00a0000 (bostäder)"
        " [sheet-error]",
    )


def test_a_character_that_no_document_can_hold_is_found_in_its_cell(every: Path, run: Run) -> None:
    Path("rader.csv").write_text("company.name;clauses.allt.ort\nProv AB;a\x0bb\n", encoding="utf-8")
    done = run("--library", "prov", "batch", "rader.csv", "--draft", every, "-o", "ut")
    assert (done.code, done.err[0]) == (
        1, "rader.csv:2:2: B2: tecknet U+000B kan inte stå i ett dokument; ta bort det [sheet-character]"
    )  # fmt: skip


def batched(rows: str | bytes, every: Path, run: Run, name: str = "rader.csv") -> list[str]:
    """Return what is said of a sheet that is no sheet of the draft."""
    Path(name).write_bytes(rows.encode() if isinstance(rows, str) else rows)
    done = run("--library", "prov", "batch", name, "--draft", every, "-o", "ut")
    assert done.code == 1
    assert not Path("ut").exists()
    return done.err


HEAD = "municipality.name;company.name;clauses.ett.antal\n"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("Kommun;Bolag\nProvby;Prov AB\n", "rader.csv: första raden i bladet ”Rader” har inga nycklar till utkastets"
         " frågor; gör ett nytt ark med klausul sheet [sheet-no-keys]"),
        ("company.name;clauses.borta.antal\nProv AB;3\n", "rader.csv:1:2: B1: nyckeln ”clauses.borta.antal” hör inte"
         " till någon fråga i utkastet; ta bort kolumnen, eller gör ett nytt ark med klausul sheet"
         " [sheet-unknown-column]"),
        ("company.name;company.name\nProv AB;Prov AB\n", "rader.csv:1:2: B1: nyckeln ”company.name” finns i två"
         " kolumner; ta bort den ena kolumnen [sheet-duplicate-column]"),
        (HEAD, "rader.csv: arket har inga svar; fyll i minst en rad under rubrikerna [sheet-no-rows]"),
        ("nycklar;company.name\nrubriker;Bolag\n;Prov AB\nhjälp;Två AB\n", "rader.csv:4:1: A4: raden är märkt ”hjälp”"
         " i den dolda kolumnen A och läses inte som en rad; töm cellen [sheet-mark]"),
        (HEAD + "Provby;Prov AB;3\nProvby;prov ab;4\n", "rader.csv:3: filnamnet ”prov ab.docx” är detsamma som för"
         " rad 2; ange ett mönster med --name som skiljer raderna åt [sheet-same-name]"),
        (HEAD + "Provby;...;3\n", "rader.csv:2: raden ger inget filnamn med mönstret ”{company.name}”; fyll i kolumnen,"
         " eller ange ett annat mönster med --name [sheet-no-name]"),
        (HEAD + 'Provby;"Prov;3\n', "rader.csv: rad 2 kan inte läsas som fält med semikolon emellan; ett citattecken"
         " kan vara öppet, spara filen på nytt som CSV i Excel [sheet-text]"),
        (HEAD.encode() + b"\x81\x8d;a;b\n", "rader.csv: filen är ingen text i UTF-8 eller Windows teckenkod; spara den"
         " i Excel som CSV UTF-8 [sheet-encoding]"),
        (HEAD + "Provby;Prov AB;3\n" * 10_001, "rader.csv: arket har 10001 rader; högst 10000 tillåts"
         " [sheet-too-many-rows]"),
    ],
)  # fmt: skip
def test_a_sheet_that_is_not_the_drafts_stops_everything(rows: str | bytes, said: str, every: Path, run: Run) -> None:
    assert batched(rows, every, run) == [said]


def test_a_text_file_has_decimal_commas_swedish_dates_and_either_encoding(every: Path, run: Run) -> None:
    rows = "company.name;clauses.allt.andel;clauses.allt.dag;clauses.allt.delar\nÅ;12,5 %;den 1 mars 2027;Ö; 1\n"
    Path("rader.csv").write_bytes(rows.encode("cp1252"))
    done = run("--library", "prov", "batch", "rader.csv", "--draft", every, "-o", "ut")
    assert done.err[1] == (
        "rader.csv:2:5: E2: raden har fler än 4 fält; sätt text med semikolon inom citattecken [sheet-surplus]"
    )
    Path("rader.csv").write_bytes(rows.replace("Ö; 1", '"Ö; 1,5"').encode("utf-8-sig"))
    assert run("--library", "prov", "batch", "rader.csv", "--draft", every, "-o", "ut", "--format", "txt").code == 0
    text = Path("ut/Å.txt").read_text(encoding="utf-8")
    assert "mars 2027, 12,5\u00a0procent, 25\u00a0000\u00a0kronor" in text
    assert "Ö 1,5" in text


def packed(**parts: bytes) -> bytes:
    """Return a zip file with parts of a workbook, others than those of a good one."""
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    good = zipfile.ZipFile(book)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in good.namelist():
            archive.writestr(name, parts.pop(name, good.read(name)))
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
OPEN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"hej", "filen är inget kalkylark; spara den som Excelarbetsbok (.xlsx) [sheet-not-zip]"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "filen är sparad i Excels gamla format (.xls); spara den som .xlsx"
         " [sheet-old-format]"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "filen är krypterad eller"
         " skyddad med lösenord; ta bort lösenordet i Excel och spara filen [sheet-encrypted]"),
        (b"PK\x03\x04", "filen är skadad eller inget kalkylark som går att läsa; öppna den i Excel och spara den på"
         " nytt som .xlsx [sheet-damaged]"),
        (packed(**{SHEET: b"<!DOCTYPE x>" + OPEN}), "filen innehåller en DOCTYPE, som kan dölja innehåll; öppna den i"
         " Excel och spara den på nytt [sheet-doctype]"),
        (packed(**{"xl/bomb.bin": b"0" * 30_000_000}), "filens innehåll är större än 50 MB; ta bort bilder och tomma"
         " rader, eller dela upp arket [sheet-too-large]"),
        (packed(**{SHEET: OPEN + b'<row r="99999999999"/></sheetData></worksheet>'}), "arket har 0 rader; högst 10000"
         " tillåts [sheet-too-many-rows]"),
        (packed(**{SHEET: OPEN + b'<row r="x"/></sheetData></worksheet>'}), "filen är skadad eller inget kalkylark som"
         " går att läsa; öppna den i Excel och spara den på nytt som .xlsx [sheet-damaged]"),
    ],
    ids=["text", "xls", "locked", "cut", "doctype", "bomb", "far row", "no row"],
)  # fmt: skip
def test_a_hostile_file_is_refused_before_its_cells_are_read(data: bytes, said: str) -> None:
    with pytest.raises(DataError) as wrong:
        read_workbook(data, "rader.xlsx")
    assert lines(wrong.value.findings) == [f"rader.xlsx: {said}"]


def test_a_large_text_file_is_refused() -> None:
    with pytest.raises(DataError) as wrong:
        read_text(b";" * 51 * 1024**2, "rader.csv")
    assert [finding.rule for finding in wrong.value.findings] == ["sheet-too-large"]


def test_a_column_or_a_heading_of_ones_own_changes_nothing(sheet: Path, every: Path, run: Run) -> None:
    page = openpyxl.load_workbook(sheet)
    page["Rader"]["C2"] = "Vårt eget ord"
    page["Rader"].insert_cols(2)
    page["Rader"]["B4"] = "=1+1"
    page.save(sheet)
    done = run("--library", "prov", "batch", sheet, "--draft", every, "-o", "ut")
    assert (done.code, [file.name for file in Path("ut").glob("*.docx")]) == (0, ["AB Provbostäder.docx"])


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("AB Å/Ä: Ö?", "AB Å-Ä- Ö"),
        ("../../etc/passwd", "-..-etc-passwd".lstrip("-.")),
        ("con", "con_"),
        ("LPT1.txt", "LPT1.txt_"),
        ("=SUMMA(A1)", "SUMMA(A1)"),
        (" . ", ""),
        ("A\u030a", "Å"),
        ("x" * 300, "x" * 100),
    ],
)
def test_file_names_are_safe_on_every_system(text: str, stem: str) -> None:
    assert safe(text) == stem


def test_a_draft_value_that_no_cell_can_hold_otherwise_is_read_back_as_it_was() -> None:
    from generator.sheet.rows import answers
    from generator.spreadsheet.grid import Grid

    listed = column(type="list")
    data = {"values": {"namn": ["första\nraden", "andra"]}}
    rows = {1: (Cell("values.namn"),), 2: (Cell(text_of(content(listed, data["values"]["namn"]))),)}
    found = answers(Grid("rader.xlsx", "Rader", rows, typed=True), [listed], data)
    assert [row.changes for row in found.rows] == [()]
