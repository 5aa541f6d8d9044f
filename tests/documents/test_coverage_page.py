"""What a draft covers, in a browser: axe-core finds no fault, and the page fits a phone."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.build.job import Request, compose
from generator.coverage import coverage
from generator.html.coverage import coverage_page
from generator.places import bundled
from generator.source import read
from tests import shipped
from tests.documents.conftest import EXAMPLES

HERE = Path(__file__).parent
#: Every page is of the same make: one with many sections, one with areas as well, one with few requirements.
PAGES = [file for file in EXAMPLES if file.stem in ("exempelhem", "kungalv-2027", "konsekvenser-exempelbyn")]


def page(file: Path) -> str:
    composed = compose(Request(read(file.name, file.read_bytes()), file.parent, bundled("contracts")), shipped.places())
    return coverage_page(coverage(composed, "2026-11-23"))


@pytest.mark.browser
def test_axe_finds_no_fault_and_the_page_fits_a_phone(tmp_path):
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    assert chromium, "Chromium is missing; tools/test.sh installs it"
    assert len(PAGES) == 3
    made = [tmp_path / f"{file.stem}.html" for file in PAGES]
    for file, target in zip(PAGES, made, strict=True):
        target.write_text(page(file), encoding="utf-8")
    command = ["node", HERE / "browser.cjs", chromium, *made]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    seen = dict(zip((file.stem for file in made), map(json.loads, done.stdout.splitlines()), strict=True))
    assert {name: found["violations"] for name, found in seen.items() if found["violations"]} == {}
    assert [name for name, found in seen.items() if (found["wide"], found["requests"]) != (0, 1)] == []
    assert min(found["passes"] for found in seen.values()) > 15
