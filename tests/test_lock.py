"""The lock: an old draft is built from what it was built from, until someone asks for the new."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import __version__, lock
from generator.errors import DataError
from generator.lock import Lock, LockedClause
from generator.report import lines
from tests.conftest import Result

Run = Callable[..., Result]
Draft = Callable[..., Path]
LOCK = Path("utkast.lock")
ETT = {"id": "ett", "values": {"antal": 100}}


@pytest.fixture
def build(run: Run, library: Path) -> Callable[..., Result]:
    """Build ``utkast.yaml`` to text or Word."""

    def command(*options: str, output: str = "ut.txt") -> Result:
        return run("--library", "prov", "build", "utkast.yaml", "-o", output, "--force", *options, shared_cache=True)

    return command


Build = Callable[..., Result]


def change(library: Path, clause: str, old: str, new: str) -> None:
    """Replace some words in a clause's file."""
    file = library / f"{clause}.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def text() -> str:
    return Path("ut.txt").read_text(encoding="utf-8")


def locked() -> dict[str, str]:
    """Return the version of each clause in the lock."""
    return {row["id"]: row["version"] for row in json.loads(LOCK.read_text(encoding="utf-8"))["clauses"]}


def test_a_build_writes_a_lock_beside_the_draft(build: Build, draft: Draft, library: Path) -> None:
    draft()

    build()

    data = json.loads(LOCK.read_text(encoding="utf-8"))
    assert (data["version"], data["klausul"]) == (1, __version__)
    assert (data["contract"]["id"], data["contract"]["version"]) == ("prov", "1.0.0")
    assert data["template"]["name"] == "agardirektiv.docx"
    assert [(row["library"], row["id"], row["version"]) for row in data["clauses"]] == [
        ("prov", "ett", "1.0.0"),
        ("prov", "tva", "2.1.0"),
    ]
    assert data["clauses"][0]["source"] == (library / "boende" / "ett.yaml").read_text(encoding="utf-8")


def test_building_again_changes_nothing(build: Build, draft: Draft) -> None:
    draft()
    build(output="ut.docx")
    document, kept, written = Path("ut.docx").read_bytes(), LOCK.read_bytes(), LOCK.stat().st_mtime_ns

    assert build(output="ut.docx") == Result(0, [], ["Wrote ut.docx"])
    assert (Path("ut.docx").read_bytes(), LOCK.read_bytes(), LOCK.stat().st_mtime_ns) == (document, kept, written)


def test_a_changed_clause_is_taken_from_the_lock_and_said(build: Build, draft: Draft, library: Path) -> None:
    draft()
    build()
    before = text()
    change(library, "boende/ett", "ska bygga", "bör bygga")

    assert build() == Result(
        0,
        [],
        [
            "utkast.yaml:14:9: clauses[0].id: klausulen ”ett” har ändrats i biblioteket (låst version 1.0.0,"
            " bibliotekets 1.0.0); bygg med --update-lock för att ta in ändringen [clause-locked]",
            "Wrote ut.txt",
        ],
    )
    assert text() == before


def test_update_lock_takes_the_change_in(build: Build, draft: Draft, library: Path) -> None:
    draft()
    build()
    change(library, "boende/ett", "ska bygga", "bör bygga")
    change(library, "boende/ett", "version: 1.0.0\ntitle", "version: 1.0.1\ntitle")

    assert build("--update-lock") == Result(0, [], ["Wrote ut.txt"])
    assert "bör bygga" in text()
    assert locked() == {"ett": "1.0.1", "tva": "2.1.0"}


def test_a_new_clause_is_added_to_the_lock_and_no_other_is_changed(build: Build, draft: Draft, library: Path) -> None:
    draft(clauses=[ETT])
    build()
    change(library, "boende/ett", "version: 1.0.0\ntitle", "version: 1.0.1\ntitle")

    draft(clauses=[ETT, {"id": "prov/gemensam"}])
    build()

    assert locked() == {"ett": "1.0.0", "gemensam": "1.0.0"}


def test_a_clause_that_the_draft_no_longer_has_leaves_the_lock(build: Build, draft: Draft) -> None:
    draft()
    build()
    draft(clauses=[ETT])
    build()

    assert locked() == {"ett": "1.0.0"}


def test_a_clause_that_the_library_no_longer_has_is_still_built(build: Build, draft: Draft, library: Path) -> None:
    draft(clauses=[ETT])
    build()
    before = text()
    (library / "boende" / "ett.yaml").unlink()

    assert build() == Result(0, [], ["Wrote ut.txt"])
    assert text() == before


def test_a_clause_under_an_old_id_is_taken_from_the_lock(build: Build, draft: Draft, library: Path) -> None:
    draft(clauses=[{**ETT, "id": "gammal"}])
    build()
    before = text()
    change(library, "boende/ett", "ska bygga", "bör bygga")

    build()

    assert text() == before


def test_an_old_document_is_built_again_byte_for_byte_after_the_library_has_changed(
    build: Build, draft: Draft, library: Path
) -> None:
    draft()
    build(output="ut.docx")
    before, kept = Path("ut.docx").read_bytes(), LOCK.read_bytes()
    for name in ("boende/ett", "boende/tva"):
        change(library, name, "status: reviewed", "status: retired")
    change(library, "boende/tva", "Bolaget ska hyra ut bostäderna i", "Bolaget hyr ut bostäderna i")

    build(output="ut.docx")

    assert (Path("ut.docx").read_bytes(), LOCK.read_bytes()) == (before, kept)


def test_a_draft_taken_out_of_a_document_builds_the_same_document(build: Build, draft: Draft, run: Run) -> None:
    draft()
    build(output="ut.docx")
    before = Path("ut.docx").read_bytes()

    assert run("extract", "ut.docx", "-o", "igen.yaml") == Result(0, [], ["Wrote igen.yaml", "Wrote igen.lock"])
    assert run("build", "igen.yaml", "-o", "igen.docx").code == 0
    assert Path("igen.lock").read_bytes() == LOCK.read_bytes()
    assert Path("igen.docx").read_bytes() == before


def test_the_contract_is_taken_from_the_lock(build: Build, draft: Draft) -> None:
    draft(clauses=[ETT])
    build()
    data = json.loads(LOCK.read_text(encoding="utf-8"))
    data["contract"]["source"] = data["contract"]["source"].replace("title: Provdirektiv för", "title: Äldre för")
    LOCK.write_text(json.dumps(data), encoding="utf-8")

    build()
    assert "Äldre för AB Provbostäder" in text()
    build("--update-lock")
    assert "Provdirektiv för AB Provbostäder" in text()


def test_a_changed_template_is_said(build: Build, draft: Draft) -> None:
    draft(clauses=[ETT])
    build()
    data = json.loads(LOCK.read_text(encoding="utf-8"))
    data["template"]["sha256"] = "0" * 64
    LOCK.write_text(json.dumps(data), encoding="utf-8")

    assert build() == Result(
        0,
        [],
        [
            "utkast.yaml:1:1: mallen templates/agardirektiv.docx har ändrats sedan låset skrevs; bygg med --update-lock"
            " för att skriva in den i låset [process-template-changed]",
            "Wrote ut.txt",
        ],
    )


def test_a_refused_build_leaves_the_lock_as_it_was(build: Build, draft: Draft) -> None:
    draft()
    build()
    kept = LOCK.read_bytes()
    draft(state="okand")

    assert build("--update-lock").code == 1
    assert LOCK.read_bytes() == kept


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"5",
        b"null",
        b'"text"',
        b"\xff\xfe{}",
        b"[" * 100_000,
        b"{}",
        b'{"version": 1}',
        b'{"version": 1, "klausul": "1", "contract": {}, "template": {}, "clauses": []}',
        b'{"version": 1, "klausul": "1", "contract": {"id": "a", "version": "1", "source": 5},'
        b' "template": {"name": "a", "sha256": "b"}, "clauses": []}',
        b'{"version": 1, "klausul": "1", "contract": {"id": "a", "version": "1", "source": ""},'
        b' "template": {"name": "a", "sha256": "b"}, "clauses": [5]}',
        b'{"version": 1, "klausul": "1", "contract": {"id": "a", "version": "1", "source": ""},'
        b' "template": {"name": "a", "sha256": "b"}, "clauses": 5}',
    ],
)
def test_a_damaged_lock_is_refused(content: bytes, build: Build, draft: Draft) -> None:
    draft()
    LOCK.write_bytes(content)

    assert build() == Result(
        1, [], ["utkast.lock: filen är inget lås från klausul; ta bort den, så skrivs ett nytt lås [source-lock]"]
    )
    assert LOCK.read_bytes() == content
    assert not Path("ut.txt").exists()


@pytest.mark.parametrize("version", ["2", "0", '"1"', "null"])
def test_a_lock_of_another_format_is_refused(version: str, build: Build, draft: Draft) -> None:
    draft()
    LOCK.write_text(f'{{"version": {version}}}', encoding="utf-8")

    found = json.loads(version)
    assert build() == Result(
        1,
        [],
        [
            f"utkast.lock: låset har format {found}; denna version av klausul läser format 1 [source-lock-version]",
        ],
    )


def test_a_locked_clause_that_is_damaged_is_refused(build: Build, draft: Draft) -> None:
    draft(clauses=[ETT])
    build()
    data = json.loads(LOCK.read_text(encoding="utf-8"))
    data["clauses"][0]["source"] = "id: ett\n"
    LOCK.write_text(json.dumps(data), encoding="utf-8")

    result = build()

    assert result.code == 1
    assert "prov/ett:1:1: fältet ”title” saknas; det måste finnas [source-missing-field]" in result.err


def test_a_lock_survives_being_written_and_read() -> None:
    clauses = (LockedClause("prov", "ett", "1.0.0", "ab" * 32, "text: ”å” 🏡\n\u2028\n"),)
    kept = Lock("prov", "1.0.0", "id: prov\n", "a.docx", "cd" * 32, clauses)

    assert lock.loads(kept.dumps().encode(), "a.lock") == kept


def test_a_lock_finds_a_clause_by_id_and_library() -> None:
    clauses = tuple(LockedClause(name, "ett", "1.0.0", "", "") for name in ("a", "b"))
    kept = Lock("prov", "1.0.0", "", "a.docx", "", clauses)

    assert kept.find("ett") == list(clauses)
    assert kept.find("ett", "b") == [clauses[1]]
    assert kept.find("tva") == []


def test_a_lock_from_a_document_is_checked_like_one_from_a_file() -> None:
    with pytest.raises(DataError) as caught:
        lock.from_data({"version": 1, "clauses": []}, "a.docx")

    assert lines(caught.value.findings) == [
        "a.docx: filen är inget lås från klausul; ta bort den, så skrivs ett nytt lås [source-lock]"
    ]


def test_a_build_without_a_cache_gives_the_same_bytes(build: Build, draft: Draft, run: Run) -> None:
    path = draft()
    build(output="ut.docx")

    assert run("--library", "prov", "build", path, "-o", "utan.docx") == Result(0, [], ["Wrote utan.docx"])
    assert Path("utan.docx").read_bytes() == Path("ut.docx").read_bytes()


def test_a_damaged_cache_is_as_good_as_none(draft: Draft, run: Run, library: Path) -> None:
    command = ("--library", "prov", "build", draft(), "-o", "ut.docx", "--force")
    run(*command, cache=True)
    before = Path("ut.docx").read_bytes()
    kept = sorted(Path("cache").iterdir())
    for index, path in enumerate(kept):
        path.write_bytes((b"", b"{", b"[" * 100_000)[index % 3])

    assert run(*command, cache=True) == Result(0, [], ["Wrote ut.docx"])
    assert len(kept) > 3
    assert Path("ut.docx").read_bytes() == before


def test_a_document_holds_no_time_of_its_making(build: Build, draft: Draft) -> None:
    draft(clauses=[ETT])
    build(output="ut.docx")

    with zipfile.ZipFile("ut.docx") as document:
        assert {entry.date_time for entry in document.infolist()} == {(1980, 1, 1, 0, 0, 0)}
