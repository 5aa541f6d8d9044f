"""A document for each row: the same ones however many processes make them and however often they are stopped."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.sheet import workers
from generator.sheet.record import FOLDER, Record
from generator.sheet.work import Maker
from tests.conftest import DATA, Result

Run = Callable[..., Result]
Draft = Callable[..., Path]
ROWS = 6
#: Runs the command, which ends at once, as when it is killed, when the third file is put in its place.
KILLED = """\
import os, sys
from pathlib import Path
import generator.cli.environment as environment
from generator.cli import main
from generator.sheet.record import Record

grund, when = Path(sys.argv[1]), sys.argv[2]
real = environment.bundled
environment.bundled = lambda kind: real(kind) if kind == "templates" else grund / kind
add, count = Record.add, 0

def adding(record, made, part):
    global count
    count += 1
    if count == 3 and when == "between":
        Path.replace = lambda *_: os._exit(9)
    add(record, made, part)
    if count == 3:
        os._exit(9)

Record.add = adding
main(sys.argv[3:])
"""


def sheet(name: str = "rader.csv", rows: int = ROWS, **changes: dict[int, str]) -> Path:
    """Write a sheet with so many rows, from row 2."""
    keys = {"company.name": "bolag", "clauses.ett.antal": "antal", "clauses.tva.ko": "ko"}
    lines = [";".join(keys)]
    for row in range(2, rows + 2):
        cells = {
            "bolag": f"Bolag {row} AB",
            "antal": str(10 * row),
            "ko": "bolagets egen kö" if row % 2 else "kommunal",
        }
        cells |= {word: changes[word][row] for word in changes if row in changes[word]}
        lines.append(";".join(cells[word] for word in keys.values()))
    Path(name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Path(name)


@pytest.fixture
def many(library: Path, draft: Draft, run: Run) -> Callable[..., Result]:
    """Build the rows of a sheet into the folder ``ut``."""
    path = draft()

    def build(*options: object, output: str = "ut", rows: Path | None = None) -> Result:
        file = rows or (Path("rader.csv") if Path("rader.csv").is_file() else sheet())
        return run("--library", "prov", "batch", file, "--draft", path, "-o", output, *options)

    return build


def content(folder: str) -> dict[str, bytes]:
    """Return the bytes of every file in a folder, the record as well."""
    return {
        str(file.relative_to(folder)): file.read_bytes() for file in sorted(Path(folder).rglob("*")) if file.is_file()
    }


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """Return the documents that have another content than before."""
    return [name for name in after if name.endswith(".docx") and after[name] != before.get(name)]


def times(folder: str = "ut") -> dict[str, int]:
    return {file.name: file.stat().st_mtime_ns for file in Path(folder).glob("*.docx")}


def test_every_row_becomes_a_document_and_a_line_of_the_table(many: Callable[..., Result]) -> None:
    done = many()
    assert (done.code, done.out) == (
        0,
        [
            "Row  File             Findings",
            *(f"  {row}  Bolag {row} AB.docx  –" for row in range(2, 8)),
        ],
    )
    assert done.err == [
        f"Documents: 6 of 6, of which 0 were there already. The table is also in {Path('ut/sammanstallning.csv')}."
    ]
    table = Path("ut/sammanstallning.csv").read_bytes()
    assert table.startswith(
        "\ufeffrad;fil;utfall;fel;varningar;anmärkningar;iakttagelser\r\n2;Bolag 2 AB.docx;klar;0;0;0;\r\n".encode()
    )


def test_a_row_is_the_document_that_its_draft_would_be(many: Callable[..., Result], draft: Draft, run: Run) -> None:
    many()
    company = {"name": "Bolag 3 AB", "orgnr": "556093-0504", "form": "aktiebolag"}
    clauses = [{"id": "ett", "values": {"antal": 30}}, {"id": "tva", "values": {"ko": "egen"}}]
    path = draft("tre.yaml", company=company, clauses=clauses)
    assert run("--library", "prov", "build", path, "-o", "tre.docx").code == 0
    assert Path("tre.docx").read_bytes() == Path("ut/Bolag 3 AB.docx").read_bytes()


def test_two_processes_make_what_one_makes(many: Callable[..., Result]) -> None:
    assert many("--workers", 1, output="en").code == 0
    done = many("--workers", 2, output="tva")
    assert (done.code, len(done.out)) == (0, ROWS + 1)
    assert content("en") == content("tva")


def test_a_bad_row_stops_no_other_and_is_told_by_its_cells(many: Callable[..., Result]) -> None:
    done = many(rows=sheet(antal={3: "många", 5: "0"}, bolag={5: ""}))
    assert done.code == 1
    assert done.err[:3] == [
        "rader.csv:3:2: B3: ”många” är text; ska vara ett heltal från 1 till 5\u00a0000 (bostäder) [sheet-kind]",
        "rader.csv:5:1: A5: cellen är tom; fyll i text [sheet-empty]",
        "rader.csv:5:2: B5: 0 är utanför gränserna; ska vara ett heltal från 1 till 5\u00a0000 (bostäder)"
        " [sheet-bounds]",
    ]
    assert [line.split()[-1] for line in done.out[1:]] == ["–", "1", "–", "2", "–", "–"]
    assert sorted(times()) == [f"Bolag {row} AB.docx" for row in (2, 4, 6, 7)]
    assert '3;;fel;1;0;0;"rader.csv:3:2: B3:' in Path("ut/sammanstallning.csv").read_text(encoding="utf-8-sig")


def test_where_every_row_is_bad_there_is_the_table_alone(many: Callable[..., Result]) -> None:
    done = many(rows=sheet(rows=2, antal={2: "0", 3: "0"}))
    assert (done.code, [file.name for file in Path("ut").iterdir()]) == (1, ["sammanstallning.csv"])


def test_what_the_build_finds_of_a_row_is_told_by_the_cell_it_concerns(
    many: Callable[..., Result], draft: Draft
) -> None:
    rows = "company.form;company.name;fields.diarienummer;clauses.ett.antal\n"
    Path("rader.csv").write_text(rows + "stiftelse;A;1;3\naktiebolag;B;;3\naktiebolag;C;2;\n", encoding="utf-8")
    done = many("--final")
    assert (done.code, [file.name for file in Path("ut").glob("*.docx")]) == (1, [])
    told = [line for line in done.err if line.startswith("rader.csv")]
    assert told == [
        "rader.csv:2:1: A2: dokumentet kan inte byggas: en stiftelse har ingen ägare [process-company-form]",
        "rader.csv:3:3: C3: värdet för [diarienummer] saknas; fyll i det under diarienummer [process-missing-value]",
        "rader.csv:4:4: D4: värdet för [antal bostäder] saknas; fyll i det under ett, values [process-missing-value]",
    ]


@pytest.mark.parametrize("when", ["after", "between"])
def test_a_run_that_was_killed_goes_on_and_ends_as_if_nothing_had_happened(
    when: str, many: Callable[..., Result], here: Path
) -> None:
    assert many(output="hel").code == 0
    arguments = ["--library", "prov", "batch", "rader.csv", "--draft", "utkast.yaml", "-o", "ut", "--workers", "1"]
    root = Path(__file__).resolve().parent.parent
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(DATA / "grund"), when, *arguments],
        env={**os.environ, "PYTHONPATH": str(root)}, check=False, capture_output=True,
    )  # fmt: skip
    assert killed.returncode == 9, killed.stderr
    whole = content("hel")
    half = times()
    assert len(half) == (3 if when == "after" else 2)
    assert changed(whole, content("ut")) == []
    done = many()
    assert done.err[-1].startswith(f"Documents: 6 of 6, of which {len(half)} were there already.")
    assert content("ut") == whole
    assert {name: times()[name] for name in half} == half


def test_ctrl_c_says_how_far_it_came_and_the_next_run_goes_on(
    many: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    do = Maker.do
    with monkeypatch.context() as patch:
        seen: list[int] = []

        def stopping(maker: Maker, task: Any) -> Any:
            seen.append(task.number)
            if len(seen) == 4:
                raise KeyboardInterrupt
            return do(maker, task)

        patch.setattr(Maker, "do", stopping)
        done = many()
    assert (done.code, done.out) == (130, [])
    assert done.err == ["", "Documents done: 3 of 6. The same command goes on where it stopped.", "Stopped."]
    assert many().err[-1].startswith("Documents: 6 of 6, of which 3 were there already.")


def test_only_what_has_changed_is_made_anew(many: Callable[..., Result], library: Path) -> None:
    many()
    first = content("ut")
    done = many(rows=sheet(antal={4: "77"}))
    assert done.err[-1].startswith("Documents: 6 of 6, of which 5 were there already.")
    assert changed(first, content("ut")) == ["Bolag 4 AB.docx"]
    file = library / "boende" / "ett.yaml"
    file.write_text(file.read_text("utf-8").replace("title: Nya bostäder", "title: Fler bostäder"), encoding="utf-8")
    assert many().err[-1].startswith("Documents: 6 of 6, of which 0 were there already.")
    assert len(changed(first, content("ut"))) == ROWS


def test_a_changed_draft_makes_all_anew(many: Callable[..., Result], draft: Draft) -> None:
    many()
    draft(municipality={"name": "Andra kommun"})
    assert many().err[-1].startswith("Documents: 6 of 6, of which 0 were there already.")


def test_a_document_that_somebody_has_edited_is_not_written_over(many: Callable[..., Result]) -> None:
    many()
    edited = Path("ut/Bolag 4 AB.docx")
    edited.write_bytes(b"mitt eget")
    done = many()
    assert done == Result(
        2, [], [f"Error: files in the folder are not as this command made them: {edited}. Give another folder, or"
                " --force to replace them. Files: 1."]
    )  # fmt: skip
    assert edited.read_bytes() == b"mitt eget"
    assert many("--force").code == 0
    assert edited.read_bytes() != b"mitt eget"


def test_a_line_of_the_record_that_was_cut_off_counts_for_nothing(many: Callable[..., Result]) -> None:
    many()
    whole = content("ut")
    record = Path("ut") / FOLDER / "filer.jsonl"
    record.write_bytes(record.read_bytes() + b'{"file":"Bolag 2')
    (Path("ut") / "Bolag 7 AB.docx").unlink()
    assert many().code == 0
    assert content("ut") == whole


def test_a_file_that_cannot_be_written_stops_no_other(many: Callable[..., Result]) -> None:
    Path("ut/Bolag 4 AB.docx").mkdir(parents=True)
    done = many()
    assert (done.code, done.err[0]) == (
        1,
        "rader.csv:4: filen Bolag 4 AB.docx kunde inte skrivas; stäng den i andra program och kör samma kommando igen"
        " [sheet-not-written]",
    )
    assert [name for name in sorted(times()) if name != "Bolag 4 AB.docx"] == [
        f"Bolag {row} AB.docx" for row in (2, 3, 5, 6, 7)
    ]


def test_files_of_rows_that_are_gone_are_named_and_left(many: Callable[..., Result]) -> None:
    many()
    done = many(rows=sheet(rows=4))
    assert done.err[-1] == "Files from before that no row stands for now: Bolag 6 AB.docx, Bolag 7 AB.docx"
    assert len(times()) == ROWS


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("{A} {B}", ["Bolag 2 AB 20.docx", "Bolag 3 AB 30.docx"]),
        ("{draft}-{row}", ["utkast-2.docx", "utkast-3.docx"]),
        ("{clauses.ett.antal}: {C}", ["20- kommunal.docx", "30- bolagets egen kö.docx"]),
    ],
)
def test_names_come_from_a_pattern_of_columns(pattern: str, names: list[str], many: Callable[..., Result]) -> None:
    assert many("--name", pattern, rows=sheet(rows=2)).code == 0
    assert sorted(times()) == names


@pytest.mark.parametrize("pattern", ["{D}", "{company.nme}", "{A", "A}", "{}"])
def test_a_pattern_that_names_no_column_is_wrong_usage(pattern: str, many: Callable[..., Result]) -> None:
    done = many("--name", pattern, rows=sheet(rows=2))
    name = pattern if len(pattern) < 3 and pattern != "{}" else pattern.strip("{}")
    name = {"{A": "{", "A}": "}"}.get(pattern, name)
    assert (done.code, done.out, Path("ut").exists()) == (2, [], False)
    assert done.err == [
        f"Error: --name: {name} is no column of the sheet; what can stand between braces: row, draft, A, B, C, "
        "company.name, clauses.ett.antal, clauses.tva.ko"
    ]


@pytest.mark.parametrize(("form", "start"), [("html", b"<!DOCTYPE html>"), ("txt", b"(UTKAST)"), ("json", b"{")])
def test_rows_become_other_kinds_of_files_as_well(form: str, start: bytes, many: Callable[..., Result]) -> None:
    assert many("--format", form, rows=sheet(rows=1)).code == 0
    assert Path(f"ut/Bolag 2 AB.{form}").read_bytes().startswith(start)


def test_a_sheet_of_another_kind_is_wrong_usage(many: Callable[..., Result]) -> None:
    Path("rader.ods").write_bytes(b"")
    done = many(rows=Path("rader.ods"))
    assert done == Result(2, [], ["Error: rader.ods: the suffix must be one of .xlsx, .csv"])


def test_the_folders_folder_must_be_there(many: Callable[..., Result]) -> None:
    done = many(output=str(Path("ingen/ut")))
    assert done == Result(2, [], ["Error: the folder ingen does not exist"])


def test_a_process_that_fails_is_our_fault(many: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> Iterator[Any]:
        raise workers.WorkerError("a process has gone")
        yield

    monkeypatch.setattr("generator.sheet.batch.results", failing)
    done = many()
    assert (done.code, done.err) == (
        3, ["klausul itself failed (WorkerError). Run the command again with --debug and report what it says."]
    )  # fmt: skip


def test_the_record_tells_our_files_from_others(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"a")
    record = Record(tmp_path)
    assert (record.foreign(["a.docx", "b.docx"]), record.done("a.docx", "k"), record.files()) == (["a.docx"], None, [])
