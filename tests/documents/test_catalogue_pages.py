"""The catalogue's pages in a browser: axe-core finds no fault, and they fit a phone."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tools.make_catalogue_pages import pages

HERE = Path(__file__).parent
#: One page of each kind, and two of clauses: axe takes half a minute for the longest, and clauses are all made alike.
LOOKED_AT = ("index.html", "lagar.html", "matt.html", "ekonomi.html", "strak.html")


@pytest.mark.browser
def test_axe_finds_no_fault_in_the_catalogue_and_it_fits_a_phone(tmp_path):
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    assert chromium, "Chromium is missing; tools/test.sh installs it"
    made = {name: content for name, content in pages().items() if name in LOOKED_AT}
    assert sorted(made) == sorted(LOOKED_AT)
    for name, content in made.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    files = [tmp_path / name for name in made]
    command = ["node", HERE / "browser.cjs", chromium, *files]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    seen = dict(zip(made, map(json.loads, done.stdout.splitlines()), strict=True))
    assert {name: page["violations"] for name, page in seen.items() if page["violations"]} == {}
    assert [name for name, page in seen.items() if (page["wide"], page["requests"]) != (0, 1)] == []
    assert min(page["passes"] for page in seen.values()) > 15
