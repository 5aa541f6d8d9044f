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
from generator.word.tracked_file import write_redline
from generator.word.tracked_marks import Who
from generator.word.write import write
from tests.redline_pairs import pair

STORE = Store(None)
SEEDS = range(40)
#: The system's Python, which has LibreOffice's own library.
PYTHON = "/usr/bin/python3"


@pytest.fixture(scope="module")
def papers(tmp_path_factory) -> Path:
    """Forty pairs of documents with their redlines, ten of them with Word's own moves."""
    folder = tmp_path_factory.mktemp("papers")
    prepared = prepared_template((bundled("templates") / "agardirektiv.docx").read_bytes(), "agardirektiv.docx", STORE)
    for seed in SEEDS:
        old, new = pair(Random(seed))
        native = seed % 4 == 3
        who = Who("klausul", "2026-11-23T00:00:00Z" if native else "")
        content = write_redline(compare(old, new), prepared, ["{}"], {}, STORE, who, native)
        (folder / f"{seed}.redline.docx").write_bytes(content)
        for name, document in (("old", old), ("new", new)):
            (folder / f"{seed}.{name}.docx").write_bytes(write(document, prepared, ["{}"], {}))
    return folder


@pytest.mark.validator
@pytest.mark.parametrize("seed", SEEDS)
def test_the_open_xml_sdk_has_nothing_against_a_redline(seed, papers, validate, tmp_path):
    assert validate((papers / f"{seed}.redline.docx").read_bytes(), tmp_path) == []


@pytest.fixture(scope="module")
def office(papers, tmp_path_factory) -> Path:
    """The folder with what LibreOffice makes of each file."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing; tools/test.sh installs it"
    script = Path(__file__).with_name("office_revisions.py")
    profile = tmp_path_factory.mktemp("profile").as_uri()
    command = [PYTHON, script, program, profile, papers]
    subprocess.run(command, check=True, capture_output=True, timeout=900)
    return papers


@pytest.mark.libreoffice
@pytest.mark.parametrize("seed", SEEDS)
def test_libreoffice_makes_either_document_of_a_redline(seed, office):
    for made, document in (("accepted", "new"), ("rejected", "old")):
        found = lines(office / f"{seed}.redline.{made}.txt")
        assert found == lines(office / f"{seed}.{document}.plain.txt"), made


def lines(file: Path) -> list[str]:
    """Return the lines that say something, with automatic numbers.

    LibreOffice leaves an empty paragraph where a whole table goes together with the text before it.
    """
    text = file.read_text("utf-8-sig")
    return [" ".join(line.split()) for line in text.splitlines() if re.search(r"\w", line)]
