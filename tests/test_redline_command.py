"""``klausul redline``: what it takes, what it writes, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.word.package import read_package, write_package
from generator.word.revisions import accept_all
from tests.conftest import draft_data


@pytest.fixture
def two(library, draft):
    """Two drafts of the same document that differ in a figure."""
    draft("gammal.yaml")
    clauses = [
        {"id": "ett", "values": {"antal": 200}},
        {"id": "tva", "values": {"ko": "kommunal"}},
    ]
    draft("ny.yaml", clauses=clauses)


AMENDMENTS = [
    "Ändringar i Prov för AB Provbostäder",
    "",
    "Numren på punkter och stycken är de i den nuvarande lydelsen, om inget annat sägs.",
    "",
    "1. I punkt 1.1 första stycket ersätts ”100” med ”200”.",
]


def body(file: str) -> str:
    return read_package(Path(file).read_bytes(), file)["word/document.xml"].decode()


def test_the_suffix_chooses_the_form(two, run):
    for name, start in (("r.docx", b"PK"), ("r.html", b"<!DOCTYPE html>"), ("r.txt", "Ändringar".encode())):
        result = run("--library", "prov", "redline", "gammal.yaml", "ny.yaml", "-o", name)
        assert (result.code, result.err) == (0, [f"Wrote {name}"])
        assert Path(name).read_bytes().startswith(start)
    assert Path("r.txt").read_text("utf-8").splitlines()[4] == AMENDMENTS[4]


def test_the_list_is_printed(two, run):
    result = run("--library", "prov", "redline", "gammal.yaml", "ny.yaml", "--list")

    assert result.code == 0
    assert result.out[2:5] == AMENDMENTS[2:]


def test_no_time_is_written_that_was_not_given(two, run):
    run("--library", "prov", "redline", "gammal.yaml", "ny.yaml", "-o", "r.docx")
    assert "w:date" not in body("r.docx")
    assert 'w:author="klausul"' in body("r.docx")

    run(
        "--library",
        "prov",
        "redline",
        "gammal.yaml",
        "ny.yaml",
        "-o",
        "d.docx",
        "--author",
        "KS",
        "--date",
        "2026-11-23",
    )
    assert 'w:author="KS" w:date="2026-11-23T00:00:00Z"' in body("d.docx")


def test_the_table_is_written_in_landscape_and_as_a_page(two, run):
    run("--library", "prov", "redline", "gammal.yaml", "ny.yaml", "-o", "t.docx", "--table")
    run("--library", "prov", "redline", "gammal.yaml", "ny.yaml", "-o", "t.html", "--table")

    assert 'w:orient="landscape"' in body("t.docx")
    assert '<w:rPr><w:b/><w:strike/></w:rPr><w:t xml:space="preserve">100</w:t>' in body("t.docx")
    assert '<w:rPr><w:b/><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">200</w:t>' in body("t.docx")
    assert "Föreslagen lydelse" in Path("t.html").read_text("utf-8")


def test_documents_of_ours_give_what_their_drafts_give(two, run):
    for name in ("gammal", "ny"):
        assert run("--library", "prov", "build", f"{name}.yaml", "-o", f"{name}.docx").code == 0

    run("--library", "prov", "redline", "gammal.yaml", "ny.yaml", "-o", "a.docx")
    result = run("redline", "gammal.docx", "ny.docx", "-o", "b.docx")

    assert (result.code, result.err) == (0, ["Wrote b.docx"])
    assert Path("a.docx").read_bytes() == Path("b.docx").read_bytes()


def test_a_redline_can_be_compared_again_as_what_it_becomes(two, run):
    run("--library", "prov", "redline", "gammal.yaml", "ny.yaml", "-o", "r.docx")

    result = run("--library", "prov", "redline", "ny.yaml", "r.docx", "--list")

    assert result.out[2:] == ["Texterna är lika. Det finns inga ändringar."]
    assert (
        "<w:ins " not in accept_all(read_package(Path("r.docx").read_bytes(), "r.docx"))["word/document.xml"].decode()
    )


def test_a_document_that_was_edited_is_refused(two, run):
    run("--library", "prov", "build", "gammal.yaml", "-o", "gammal.docx")
    parts = read_package(Path("gammal.docx").read_bytes(), "gammal.docx")
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"ska bygga", "bör bygga".encode())
    Path("gammal.docx").write_bytes(write_package(parts, {}))

    result = run("--library", "prov", "redline", "gammal.docx", "ny.yaml", "-o", "r.docx")

    assert result.code == 1
    assert result.err == [
        "gammal.docx: texten har ändrats sedan filen byggdes, först vid ”Nya bostäder”; läs in ändringarna med "
        "klausul review collect, eller jämför en fil som ingen har ändrat [source-docx-edited]"
    ]
    assert not Path("r.docx").exists()


def test_a_document_whose_manifest_was_tampered_with_is_refused(two, run):
    run("--library", "prov", "build", "gammal.yaml", "-o", "gammal.docx")
    parts = read_package(Path("gammal.docx").read_bytes(), "gammal.docx")
    item = parts["customXml/item1.xml"]
    assert item.count(b"&quot;antal&quot;:100") == 1
    parts["customXml/item1.xml"] = item.replace(b"&quot;antal&quot;:100", b"&quot;antal&quot;:101")
    Path("gammal.docx").write_bytes(write_package(parts, {}))

    result = run("--library", "prov", "redline", "gammal.docx", "ny.yaml", "-o", "r.docx")

    assert result.code == 1
    assert result.err == [
        "gammal.docx: uppgifterna i filen om vad den byggdes av stämmer inte med varandra; bygg om filen från "
        "utkastet, eller läs in ändringarna med klausul review collect [source-docx-manifest-text]"
    ]


def test_a_published_document_is_refused(two, run):
    run("--library", "prov", "build", "gammal.yaml", "-o", "gammal.docx", "--publish")

    assert run("redline", "gammal.docx", "ny.yaml", "-o", "r.docx").code == 1


def test_a_draft_against_the_library_shows_its_own_wording(library, draft, run):
    own = {"text": "Bolaget ska bygga många bostäder.\n", "reason": "Så."}
    clauses = [
        {
            "id": "ett",
            "values": {"antal": 100},
            "local": own,
        },
        draft_data()["clauses"][1],
    ]
    draft("eget.yaml", clauses=clauses)

    result = run("--library", "prov", "redline", "--against-library", "eget.yaml", "--list")

    assert result.code == 0
    assert "   Bolaget ska bygga många bostäder." in result.out


def test_a_lock_means_the_draft_beside_it(two, run):
    run("--library", "prov", "build", "gammal.yaml", "-o", "gammal.docx")

    assert run("--library", "prov", "redline", "gammal.lock", "ny.yaml", "--list").out[4] == AMENDMENTS[4]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gammal.yaml", "-o", "r.docx"], "name two documents to compare, OLD and NEW"),
        (["gammal.yaml", "ny.yaml"], "name the file to write with -o, or print the amendments with --list"),
        (["gammal.yaml", "ny.yaml", "-o", "r.odt"], "r.odt: the suffix must be one of .docx, .html, .pdf, .txt"),
        (["gammal.yaml", "ny.yaml", "-o", "r.txt", "--table"], "--table needs a file to write: .docx, .html or .pdf"),
        (["gammal.yaml", "ny.yaml", "--against-library", "--list"], "--against-library takes exactly one draft"),
        (
            ["gammal.yaml", "ny.yaml", "-o", "r.docx", "--native-moves"],
            "--native-moves needs --date, since Word's moves must have one",
        ),
        (
            ["gammal.yaml", "ny.yaml", "-o", "r.docx", "--date", "i dag"],
            "--date i dag is no day; write it as 2026-11-23",
        ),
        (["gammal.yaml", "ny.yaml", "-o", "r.docx", "--author", " "], "--author may not be empty"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(arguments, message, two, run):
    result = run("--library", "prov", "redline", *arguments)

    assert (result.code, result.err) == (2, [f"Error: {message}"])


def test_an_existing_file_is_kept_without_force(two, run):
    Path("r.txt").write_text("min")

    result = run("--library", "prov", "redline", "gammal.yaml", "ny.yaml", "-o", "r.txt")

    assert result.code == 2
    assert Path("r.txt").read_text() == "min"
    assert run("--library", "prov", "redline", "gammal.yaml", "ny.yaml", "-o", "r.txt", "--force").code == 0
