"""What no single broken file can show: folders, locks, documents, rights, and the command's own faults."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build import extract
from generator.build.manifest import loads
from generator.cli import environment
from generator.cli.writers import SUFFIXES
from generator.errors import DataError, Finding, Place, problem, set_of
from generator.library import files
from generator.library.contracts import load_contract
from generator.places import bundled
from generator.report import data, errors, line, lines, message
from generator.store import Store
from tests.conftest import DATA, Result

Run = Callable[..., Result]
Draft = Callable[..., Path]


def said(call: Callable[[], object]) -> list[str]:
    """Return the lines of the findings that a call raises."""
    with pytest.raises(DataError) as caught:
        call()
    return lines(caught.value.findings)


# Folders and files.


def test_a_folder_that_is_not_there_is_refused(run: Run) -> None:
    wanted = Result(1, [], ["finns-inte: mappen finns inte; ange en mapp med klausuler [source-no-folder]"])

    assert run("clauses", "lint", "finns-inte") == wanted
    assert run("--library", "finns-inte", "clauses", "list") == wanted


def test_a_folder_without_library_yaml_is_refused(run: Run, library: Path) -> None:
    (library / "library.yaml").unlink()

    assert run("clauses", "lint", "prov") == Result(
        1,
        [
            "prov: filen library.yaml saknas i mappen; den anger bibliotekets name, version, title och"
            " license [source-no-library-file]"
        ],
        [],
    )


def test_an_empty_folder_is_refused(run: Run, here: Path) -> None:
    (here / "tom").mkdir()

    assert run("clauses", "lint", "tom") == Result(
        1,
        [
            "tom: filen library.yaml saknas i mappen; den anger bibliotekets name, version, title och license"
            " [source-no-library-file]"
        ],
        [],
    )


def test_too_many_files_are_refused(run: Run, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count = len(list(library.rglob("*.yaml")))
    monkeypatch.setattr(files, "MAX_FILES", count)
    assert run("clauses", "lint", "prov").code == 0
    monkeypatch.setattr(files, "MAX_FILES", count - 1)

    assert run("clauses", "lint", "prov") == Result(
        1, [], [f"prov: mappen innehåller {count} filer; högst {count - 1} tillåts [source-too-many-files]"]
    )


def test_a_link_out_of_the_library_is_refused(run: Run, library: Path, here: Path) -> None:
    shutil.copy(library / "boende" / "ett.yaml", here / "utanfor.yaml")
    (library / "boende" / "lank.yaml").symlink_to(here / "utanfor.yaml")

    assert run("clauses", "lint", "prov") == Result(
        1,
        ["prov/boende/lank.yaml: länken pekar utanför biblioteket; lägg filen i mappen [source-outside]"],
        [],
    )


def test_a_link_within_the_library_is_followed(run: Run, library: Path) -> None:
    shutil.move(library / "boende" / "ett.yaml", library / "boende" / "ett.txt")
    (library / "boende" / "ett.yaml").symlink_to(library / "boende" / "ett.txt")

    assert run("clauses", "lint", "prov") == Result(0, [], [])


def test_a_file_that_may_not_be_read_is_said(run: Run, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path.name == "ett.yaml":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)

    assert run("clauses", "lint", "prov") == Result(
        1,
        [
            "prov/boende/ett.yaml: filen kan inte läsas (Permission denied); kontrollera rättigheterna"
            " [source-unreadable]",
        ],
        [],
    )


def test_every_broken_file_of_a_library_is_said_at_once(run: Run, library: Path) -> None:
    (library / "boende" / "ett.yaml").write_bytes(b"\xff")
    (library / "service" / "tre.yaml").write_bytes(b"- 1\n")

    assert run("clauses", "lint", "prov") == Result(
        1,
        [
            "prov/boende/ett.yaml:1:1: filen är inte sparad som UTF-8 (0xFF); spara den som UTF-8 [source-encoding]",
            "prov/service/tre.yaml:1:1: filen innehåller inga fält; den ska bestå av rader med namn: värde"
            " [source-not-mapping]",
        ],
        [],
    )


# Names on the command line.


def test_a_draft_that_is_not_there_is_refused(run: Run) -> None:
    assert run("build", "saknas.yaml", "-o", "ut.docx") == Result(
        1, [], ["saknas.yaml: utkastet finns inte; ange en fil som finns, eller example:TYP/NAMN [source-no-draft]"]
    )


def test_an_example_that_is_not_there_is_refused_with_those_there_are(run: Run) -> None:
    result = run("build", "example:prov/saknas", "-o", "ut.docx")

    assert result.code == 1
    (line_,) = result.err
    assert line_.startswith("example:prov/saknas: exemplet finns inte; välj bland example:agardirektiv/")
    assert line_.endswith(" [source-no-example]")


@pytest.mark.parametrize("name", ["prof", "", "..", "../prov", "prov/"])
def test_a_contract_that_is_not_there_is_refused(name: str) -> None:
    folders = [(DATA / "grund" / "contracts", "contracts")]

    assert said(lambda: load_contract(folders, name, Store(None))) == [
        f"contracts: dokumenttypen ”{name}” finns inte; välj bland annat, prov [source-no-contract]"
    ]


def test_an_unknown_clause_is_not_shown(run: Run, library: Path) -> None:
    assert run("--library", "prov", "clauses", "show", "tvaa") == Result(
        1,
        [],
        [
            "tvaa: klausulen ”tvaa” finns inte i biblioteken grund, prov; se klausul clauses list; menade du ”tva”?"
            " [clause-unknown]"
        ],
    )


# Documents.


@pytest.fixture
def document(run: Run, library: Path, draft: Draft) -> Path:
    """A document that klausul built."""
    assert run("--library", "prov", "build", draft(), "-o", "ut.docx", shared_cache=True).code == 0
    return Path("ut.docx")


def test_a_document_of_ours_is_inspected(run: Run, document: Path) -> None:
    result = run("inspect", document)

    assert (result.code, result.err) == (0, [])
    assert result.out[3:6] == ["Klausuler: 2", "1.1 ett (prov/ett 1.0.0)", "    antal: 100"]


@pytest.mark.parametrize("command", [("inspect",), ("extract", "-o", "igen.yaml")])
def test_a_document_that_is_not_ours_is_refused(command: tuple[str, ...], run: Run, here: Path) -> None:
    shutil.copy(bundled("templates") / "agardirektiv.docx", here / "mall.docx")

    assert run(*command, "mall.docx") == Result(
        1,
        [],
        [
            "mall.docx: filen är inte byggd av klausul, eller så har uppgifterna om dess ursprung tagits bort; ange en"
            " fil som klausul build har skrivit [source-no-manifest]"
        ],
    )
    assert not Path("igen.yaml").exists()


def test_a_published_document_holds_no_draft(run: Run, library: Path, draft: Draft) -> None:
    run("--library", "prov", "build", draft(), "-o", "ut.docx", "--publish", shared_cache=True)

    assert run("inspect", "ut.docx").code == 0
    assert run("extract", "ut.docx", "-o", "igen.yaml") == Result(
        1,
        [],
        [
            "ut.docx: filen innehåller inget utkast: den är byggd med --publish, eller är inget dokument som klausul"
            " har byggt av ett utkast; ange utkastet, eller en fil byggd utan --publish [source-published]"
        ],
    )
    assert not Path("igen.yaml").exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "5",
        "null",
        "{}",
        '{"format": 1}',
        '{"format": 1, "clauses": [{}]}',
        '{"format": 1, "clauses": 5}',
        "[" * 100_000,
    ],
    ids=range(10),
)
def test_a_damaged_manifest_is_refused(text: str) -> None:
    assert said(lambda: loads(text, "ut.docx")) == [
        "ut.docx: dokumentets uppgifter om sitt ursprung är skadade; bygg det på nytt ur utkastet [source-manifest]"
    ]


@pytest.mark.parametrize("version", ["2", "0", '"1"', "null"])
def test_a_manifest_of_another_format_is_refused(version: str) -> None:
    found = {"null": "None"}.get(version, version.strip('"'))

    assert said(lambda: loads(f'{{"format": {version}, "clauses": []}}', "ut.docx")) == [
        f"ut.docx: dokumentets uppgifter har format {found}; denna version av klausul läser format 1"
        " [source-manifest-version]"
    ]


def test_a_good_manifest_is_read() -> None:
    assert loads('{"format": 1, "clauses": []}', "ut.docx") == {"format": 1, "clauses": []}


@pytest.mark.parametrize(
    "draft_in_it", ["5", "{}", '{"clauses": 5}', '{"clauses": [5]}', '{"clauses": [{"local": 5}]}']
)
def test_a_damaged_draft_in_a_document_is_refused(draft_in_it: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f'{{"format": 1, "clauses": [], "lock": {{}}, "draft": {draft_in_it}}}'
    monkeypatch.setattr(extract, "read_package", lambda content, file: {})
    monkeypatch.setattr(extract, "read_manifest", lambda parts, file: text)

    assert said(lambda: extract.extract(b"", "ut.docx")) == [
        "ut.docx: dokumentets uppgifter om sitt ursprung är skadade; bygg det på nytt ur utkastet [source-manifest]"
    ]


# The command.


@pytest.mark.parametrize("suffix", [".rtf", ".doc", ""])
def test_an_output_of_an_unknown_kind_is_wrong_usage(suffix: str, run: Run, draft: Draft) -> None:
    assert run("build", draft(), "-o", f"ut{suffix}") == Result(
        2, [], [f"Error: ut{suffix}: the suffix must be one of {', '.join(SUFFIXES)}"]
    )


def test_an_output_in_a_folder_that_is_not_there_is_wrong_usage(run: Run, draft: Draft) -> None:
    assert run("build", draft(), "-o", "saknas/ut.docx") == Result(2, [], ["Error: the folder saknas does not exist"])


def test_an_output_that_is_a_folder_is_wrong_usage(run: Run, draft: Draft) -> None:
    Path("ut.docx").mkdir()

    assert run("build", draft(), "-o", "ut.docx", "--force") == Result(
        2, [], ["Error: ut.docx is a folder; name a file"]
    )


def test_an_output_that_exists_is_replaced_only_by_force(run: Run, library: Path, draft: Draft) -> None:
    Path("ut.txt").write_bytes(b"mitt arbete")
    command = ("--library", "prov", "build", draft(), "-o", "ut.txt")

    assert run(*command) == Result(2, [], ["Error: ut.txt exists already; give another name, or --force to replace it"])
    assert Path("ut.txt").read_bytes() == b"mitt arbete"
    assert run(*command, "--force", shared_cache=True).code == 0
    assert Path("ut.txt").read_bytes() != b"mitt arbete"


def test_our_own_fault_says_so_and_shows_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(context: environment.Context) -> None:
        raise ZeroDivisionError("hemligt")

    monkeypatch.setattr(environment.Context, "places", fail)

    assert run("clauses", "list") == Result(
        3,
        [],
        ["klausul itself failed (ZeroDivisionError). Run the command again with --debug and report what it says."],
    )
    result = run("--debug", "clauses", "list")
    assert (result.code, result.err[0]) == (3, "Traceback (most recent call last):")


def test_a_disk_that_cannot_be_written_says_so_and_leaves_nothing_half_written(
    run: Run, library: Path, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(beside: Path, path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    command = ("--library", "prov", "build", draft(), "-o", "ut.docx")
    before = sorted(Path().rglob("*"))
    monkeypatch.setattr(Path, "replace", fail)

    assert run(*command) == Result(1, [], ["Error: ut.docx: the disk is full"])
    assert sorted(Path().rglob("*")) == before


def test_lint_as_data_holds_what_lint_as_text_says(run: Run, library: Path) -> None:
    (library / "boende" / "ett.yaml").write_bytes(b"- 1\n")

    assert run("clauses", "lint", "prov", "--format", "json") == Result(
        1,
        [
            '{"findings":[{"clause":"","column":1,"file":"prov/boende/ett.yaml","legal":"","line":1,'
            '"message":"filen innehåller inga fält; den ska bestå av rader med namn: värde",'
            '"rule":"source-not-mapping","severity":"error"}],"version":1}'
        ],
        [],
    )


# Findings.


@pytest.mark.parametrize(
    ("place", "text"), [(Place("a"), "a"), (Place("a", 2), "a:2"), (Place("a", 2, 3), "a:2:3"), (Place("a", 0, 3), "a")]
)
def test_a_place_leaves_out_what_is_not_known(place: Place, text: str) -> None:
    assert str(place) == text


def test_findings_are_said_in_the_order_they_stand() -> None:
    places = [Place("b", 1, 1), Place("a", 10, 1), Place("a", 2, 9), Place("a", 2, 1), Place("a")]
    findings = [Finding("source-tab", place) for place in places]

    said_ = [text.partition(": ")[0] for text in lines(findings)]
    assert said_ == ["a", "a:2:1", "a:2:9", "a:10:1", "b:1:1"]


def test_a_finding_is_said_once() -> None:
    finding = Finding("source-empty", Place("a", 1, 1), values={"field": "b"})
    other = Finding("source-empty", Place("a", 1, 1), values={"field": "c"})

    assert set_of([finding, other, finding]) == [finding, other]
    assert DataError([finding, finding]).findings == (finding,)


def test_an_error_can_be_read_without_its_messages() -> None:
    assert str(problem("source-tab", "a.yaml", 2, 1)) == "a.yaml:2:1: source-tab"


def test_a_path_stands_between_place_and_message() -> None:
    finding = Finding("source-tab", Place("a", 1), "b.c[2]")

    assert line(finding) == "a:1: b.c[2]: raden är indragen med tabb; använd mellanslag [source-tab]"


def test_what_was_meant_is_asked_only_where_there_is_something() -> None:
    with_it = Finding("clause-unknown-relation", Place("a"), values={"id": "b", "meant": "c"})
    without = Finding("clause-unknown-relation", Place("a"), values={"id": "b", "meant": ""})

    assert message(with_it) == f"{message(without)}; menade du ”c”?"


def test_a_value_with_braces_stands_as_it_is_in_a_message() -> None:
    finding = Finding("source-value", Place("a"), values={"value": "{x} {0}", "allowed": "{b}"})

    assert message(finding) == "”{x} {0}” är inte ett tillåtet värde; välj bland {b}"


def test_final_raises_what_may_be_open_in_a_draft() -> None:
    finding = Finding("process-missing-value", Place("a"), values={"label": "b", "where": "c"})

    assert (errors([finding]), errors([finding], final=True)) == ([], [finding])
    assert [data([finding], final)["findings"][0]["severity"] for final in (False, True)] == ["note", "error"]


def test_a_provision_is_given_to_other_programs() -> None:
    finding = Finding("process-unverified", Place("a"), clause="b", values={"provision": "sfs-2010-879/1"})

    row = data([finding])["findings"][0]
    assert (row["legal"], row["clause"]) == ("sfs-2010-879/1", "b")
