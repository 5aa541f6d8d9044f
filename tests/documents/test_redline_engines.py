"""Other programs read a redline as we do: the Open XML SDK, LibreOffice, and a second engine for tracked changes."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest

from generator.build.job import prepared_template
from generator.places import bundled
from generator.redline import compare
from generator.store import Store
from generator.word import tree
from generator.word.package import read_package, write_package
from generator.word.revisions import accept_all, reject_all
from generator.word.tracked_file import write_redline
from generator.word.tracked_marks import Who
from generator.word.write import write
from tests.redline_pairs import ordinary_pair, pair

STORE = Store(None)
SEEDS = range(40)
#: LibreOffice cannot settle two of the first forty-two: it loses the end of a paragraph where the one after it goes
#: and stands before a table, or begins a list.
ORDINARY = [seed for seed in range(42) if seed not in (10, 28)]
#: The system's Python, which has LibreOffice's own library.
PYTHON = "/usr/bin/python3"
#: A comment's sign stands for a move and is none of the text.
COMMENT = re.compile(rb"<w:r><w:commentReference [^>]*/></w:r>")


def redlined(old, new, prepared, native: bool) -> bytes:
    who = Who("klausul", "2026-11-23T00:00:00Z" if native else "")
    return write_redline(compare(old, new), prepared, ["{}"], {}, STORE, who, native)


@pytest.fixture(scope="module")
def prepared():
    return prepared_template((bundled("templates") / "agardirektiv.docx").read_bytes(), "agardirektiv.docx", STORE)


@pytest.mark.validator
@pytest.mark.parametrize("seed", SEEDS)
def test_the_open_xml_sdk_has_nothing_against_a_redline(seed, prepared, validate, tmp_path):
    assert validate(redlined(*pair(Random(seed)), prepared, seed % 4 == 3), tmp_path) == []


@pytest.fixture(scope="module")
def office(prepared, tmp_path_factory) -> Path:
    """A folder with what LibreOffice makes of forty redlines and of their documents."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing; tools/test.sh installs it"
    folder = tmp_path_factory.mktemp("papers")
    for seed in ORDINARY:
        old, new = ordinary_pair(Random(seed))
        (folder / f"{seed}.redline.docx").write_bytes(redlined(old, new, prepared, native=False))
        for name, document in (("old", old), ("new", new)):
            (folder / f"{seed}.{name}.docx").write_bytes(write(document, prepared, ["{}"], {}))
    script = Path(__file__).with_name("office_revisions.py")
    profile = tmp_path_factory.mktemp("profile").as_uri()
    subprocess.run([PYTHON, script, program, profile, folder], check=True, capture_output=True, timeout=900)
    return folder


@pytest.mark.libreoffice
def test_libreoffice_makes_either_document_of_forty_redlines(office):
    wrong = [
        f"{seed} {made}"
        for seed in ORDINARY
        for made, document in (("accepted", "new"), ("rejected", "old"))
        if lines(office / f"{seed}.redline.{made}.txt") != lines(office / f"{seed}.{document}.plain.txt")
    ]
    assert wrong == []


def lines(file: Path) -> list[str]:
    """Return the lines that say something, with automatic numbers.

    LibreOffice leaves an empty paragraph where a whole table goes together with the text before it.
    """
    text = file.read_text("utf-8-sig")
    return [" ".join(line.split()) for line in text.splitlines() if re.search(r"\w", line)]


@pytest.fixture(scope="session")
def engine():
    """A function that compares two files with Docxodus, and returns its redline and how many changes it found."""
    from python_redlines import DocxodusEngine

    program = DocxodusEngine().extracted_binaries_path

    def run(old: bytes, new: bytes, folder: Path) -> tuple[bytes, int]:
        files = [folder / name for name in ("one.docx", "two.docx", "redline.docx")]
        files[0].write_bytes(old)
        files[1].write_bytes(new)
        # How a paragraph is kept together with others is NEW's in both, and no change of the text.
        command = [program, *files, "--no-detect-format-changes"]
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=180)
        found = re.search(r"(\d+) revision", done.stdout)
        assert found, done.stdout
        return files[2].read_bytes() if files[2].exists() else b"", int(found[1])

    return run


@pytest.mark.validator
@pytest.mark.parametrize("seed", SEEDS)
def test_a_second_engine_finds_no_difference_between_what_a_redline_becomes_and_its_document(
    seed, prepared, engine, tmp_path
):
    old, new = pair(Random(seed))
    files = read_package(redlined(old, new, prepared, seed % 4 == 3), "redline.docx")
    settled = (accept_all if seed % 2 else reject_all)(files)
    body = COMMENT.sub(b"", settled["word/document.xml"])
    # Where a clause was before it moved, its bookmark has another name.
    settled["word/document.xml"] = body.replace(b'"ko_', b'"kl_').replace(b" REF ko_", b" REF kl_")
    document = write(new if seed % 2 else old, prepared, ["{}"], {})

    _, changes = engine(document, write_package(settled, {}), tmp_path)

    assert changes == 0


@pytest.mark.validator
@pytest.mark.parametrize("seed", range(4))
def test_a_redline_by_a_second_engine_becomes_either_document_in_our_reader(seed, prepared, engine, tmp_path):
    documents = [write(document, prepared, ["{}"], {}) for document in pair(Random(seed))]

    redline, changes = engine(*documents, tmp_path)

    assert changes > 0
    files = read_package(redline, "redline.docx")
    for settled, document in ((reject_all(files), documents[0]), (accept_all(files), documents[1])):
        assert texts(settled) == texts(read_package(document, "document.docx"))


def texts(files) -> list[str]:
    """Return the words of a file's body, whatever paragraphs and cells they stand in."""
    paragraphs = tree.parse(files["word/document.xml"]).iter(tree.w("p"))
    return [word for paragraph in paragraphs for word in tree.paragraph_text(paragraph).split()]
