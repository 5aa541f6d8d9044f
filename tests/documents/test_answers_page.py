"""A reviewer's page in a browser: answered with the keyboard alone, saved, read in again, and read by the command."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.review.page import policy, script
from tests.review.test_round import REVIEWERS, loaded

HERE = Path(__file__).parent


@pytest.fixture
def pages(run, library, draft):
    """A round with a page for each reviewer, and the command."""
    draft()
    Path("granskare.yaml").write_text(REVIEWERS, encoding="utf-8")

    def command(*arguments: object):
        return run("--library", "prov", *arguments, shared_cache=True)

    assert command("review", "open", "utkast.yaml", "--reviewers", "granskare.yaml", "-o", "omgang",
                   "--date", "2026-11-23", "--html").code == 0  # fmt: skip
    return command


def test_the_page_fetches_nothing_and_runs_only_its_own_script(pages):
    page = Path("omgang/utskick/gron.html").read_text("utf-8")

    assert page.count("<script>") == 1
    assert f"<script>\n{script()}\n</script>" in page
    assert policy().startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy().partition("style-src")[0]
    assert re.findall(r'\s(?:src|action|on\w+|style)="', page) == []


def test_what_a_draft_says_is_never_markup_on_the_page(pages, draft):
    draft("elak.yaml", municipality={"name": '<script>alert(1)</script> & "kommun"'})
    pages("review", "open", "elak.yaml", "--reviewers", "granskare.yaml", "-o", "elak", "--html")
    page = Path("elak/utskick/gron.html").read_text("utf-8")

    assert page.count("<script>") == 1
    assert "alert(1)" not in page.replace("&lt;script&gt;alert(1)&lt;/script&gt;", "")


@pytest.mark.browser
def test_the_page_is_answered_with_the_keyboard_alone(pages, here):
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    assert chromium, "Chromium is missing; tools/test.sh installs it"
    page = here / "omgang" / "utskick" / "gron.html"
    text = page.read_text("utf-8")
    command = ["node", HERE / "answers.cjs", chromium, page, here]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)

    assert page.read_text("utf-8") == text
    assert (seen["violations"], seen["errors"], seen["invisible"]) == ([], [], [])
    assert (seen["wide"], seen["requests"], seen["skip"]) == (0, 1, "Hoppa till första punkten")
    assert seen["status"] == (
        "Svaret på 2 punkter är sparat i filen gron.json. Skicka filen till den som bad om svaret."
    )
    assert (seen["restored"]["name"], seen["restored"]["shown"]) == ("Nils Exempelsson", True)
    assert seen["restored"]["wording"].endswith(" Tillagt med tangentbordet.")

    assert pages("review", "collect", "gron.json", "--round", "omgang", "--date", "2026-12-01").code == 0
    proposals = loaded("omgang/svar/gron-1.yaml")["proposals"]
    assert [(one["kind"], one.get("clause", ""), one.get("comment", "")) for one in proposals] == [
        ("comment", "", "Bra i stort."),
        ("comment", "ett", "Tillstyrker punkten."),
        ("change", "tva", "Det blir tydligare så."),
    ]
    assert proposals[2]["after"].endswith("bostadskö. Tillagt med tangentbordet.")
