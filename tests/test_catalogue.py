"""The catalogue of clauses in a browser: what its pages say, where their links lead, and that they stand alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from itertools import pairwise
from pathlib import Path

import pytest

from generator.build.overview import Overview, overview
from generator.build.places import Places
from generator.html.catalogue import pages
from generator.store import Store
from tests.conftest import DATA


@pytest.fixture
def view(library: Path) -> Overview:
    """The small library."""
    return overview(Places([(library, "prov")], [(DATA / "grund" / "contracts", "contracts")], [], Store(None)))


@pytest.fixture
def made(view: Overview) -> Mapping[str, str]:
    """Its pages."""
    return pages(view.library, view.contracts)


def test_there_is_a_page_for_each_area_and_for_law_and_indicators(made):
    assert sorted(made) == [
        "boende.html", "delaktighet.html", "index.html", "lagar.html", "matt.html", "service.html"
    ]  # fmt: skip


def test_the_index_counts_the_clauses_of_each_area(made):
    found = re.findall(r'<a href="(\w+\.html)">([^<]+)</a>\n<span class="count">\(([^)]+)\)', made["index.html"])
    assert found == [
        ("boende.html", "1. Boende", "3 klausuler"),
        ("service.html", "2. Service", "2 klausuler"),
        ("delaktighet.html", "Delaktighet", "1 klausul"),
    ]


def test_every_clause_stands_once_and_every_link_leads_to_a_place(made, view):
    places = {name: re.findall(r' id="([^"]+)"', text) for name, text in made.items()}
    assert [name for name, ids in places.items() if len(ids) != len(set(ids))] == []
    clauses = [anchor for ids in places.values() for anchor in ids if anchor.startswith("klausul-")]
    assert sorted(clauses) == sorted(f"klausul-{entry.clause.id}" for entry in view.library.entries)
    lost = []
    for name, text in made.items():
        for address in re.findall(r'href="(?!https?:)([^"]*)"', text):
            file, _, anchor = address.partition("#")
            if anchor not in ["", *places.get(file or name, [])] or (file and file not in made):
                lost.append((name, address))
    assert lost == []


def test_values_are_labels_in_brackets_and_never_examples(made):
    text = made["boende.html"]
    assert (
        "<p><mark>[bolag]</mark> ska bygga <mark>[antal bostäder]</mark> till och med år <mark>[målår]</mark>.</p>"
    ) in text
    assert ">100<" not in text


def test_a_reference_is_a_link_with_the_other_clauses_title(made):
    assert '<a href="boende.html#klausul-ett">”Nya bostäder”</a>' in made["boende.html"]


def test_a_clause_says_which_law_it_rests_on_and_the_law_which_clauses(made):
    link = '<li>Grund: <a href="lagar.html#sfs-2017-725-6-9">6 kap. 9 § kommunallagen (2017:725)</a>. '
    assert f"{link}Styrelsen har uppsikt.\n" in made["boende.html"]
    _, _, law = made["lagar.html"].partition('<h3 id="sfs-2017-725-6-9">6 kap. 9 §</h3>')
    assert law.startswith(
        "\n<p>Styrelsen har uppsikt.</p>\n"
        '<p class="about">Lagtexten kontrollerad 2025-09-01.</p>\n'
        '<p>Klausuler:</p>\n<ul>\n<li><a href="boende.html#klausul-ett">Nya bostäder</a></li>\n</ul>\n'
    )


def test_a_clause_shows_its_relations_from_both_ends(made):
    assert 'Krävs av: <a href="boende.html#klausul-tva">Uthyrning</a>' in made["boende.html"]
    assert 'Kräver: <a href="boende.html#klausul-ett">Nya bostäder</a>' in made["boende.html"]


def test_a_clause_of_two_areas_is_listed_in_both(made):
    assert '<li><a href="boende.html#klausul-tva">Uthyrning</a></li>' in made["service.html"]


def test_headings_come_in_order_and_a_page_is_swedish_with_landmarks(made):
    for text in made.values():
        levels = [int(level) for level in re.findall(r"<h([1-6])", text)]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert text.startswith('<!DOCTYPE html>\n<html lang="sv">\n')
        assert '<a class="skip" href="#innehall">Hoppa till innehållet</a>' in text
        assert all(f"<{mark}" in text for mark in ("header", 'main id="innehall"', "nav", "footer"))


def test_a_page_has_no_script_and_fetches_nothing(made):
    for text in made.values():
        assert re.findall(r"<(?:script|link|img|iframe|object|embed|form|base)\b|\bsrc=|url\(|@import", text) == []
        assert "default-src 'none'" in text


def test_any_text_is_text(library):
    hostile = '<script>alert("1")</script> & åäö'
    file = library / "boende" / "ett.yaml"
    text = file.read_text("utf-8")
    for plain in ("title: Nya bostäder", "question: Hur många?", "by: prov"):
        key = plain.partition(":")[0]
        text = text.replace(plain, f"{key}: '{hostile}'")
    file.write_text(text.replace("Kommunen behöver bostäder.", hostile), encoding="utf-8")
    view = overview(Places([(library, "prov")], [(DATA / "grund" / "contracts", "contracts")], [], Store(None)))
    made = pages(view.library, view.contracts)
    assert made["boende.html"].count(escape(hostile)) >= 4
    assert all("<script" not in page for page in made.values())


def test_the_same_library_gives_the_same_pages(made, view):
    assert pages(view.library, view.contracts) == made
