"""A point that no library has: put into a draft when it is accepted, and a draft's own from then on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.review.test_round import edited, klausul, loaded, opened

__all__ = ["klausul", "opened"]
FIRST = "AB Provbostäder ska bygga"
TEXT = "AB Provbostäder ska ha plats för cyklar vid varje hus."


def heading(editor):
    """Return the style of a clause's heading."""
    return editor._style(editor.p("Uthyrning"))


def point(editor, after=FIRST, title="Plats för cyklar", text=TEXT):
    """Write a new point after a paragraph."""
    made = editor.new(after, title, heading(editor))
    return editor.new(made, text, editor._style(editor.p(FIRST)))


def applied(klausul, *names):
    return klausul("review", "apply", "omgang", *names, "--draft", "utkast.yaml")


def test_an_accepted_point_becomes_the_drafts_own(opened, klausul):
    klausul("review", "collect", edited("anna", point), "--round", "omgang")
    before = Path("utkast.yaml").read_text("utf-8")
    done = applied(klausul, "anna-1/1")

    assert (done.code, done.err) == (0, ["Wrote utkast.yaml"])
    assert done.out == ["Plats för cyklar: ny punkt", f"1.2 Plats för cyklar: punkten läggs till: ”{TEXT}”"]
    assert loaded("utkast.yaml")["clauses"][1] == {
        "id": "plats-for-cyklar",
        "own": {
            "section": "boende",
            "title": "Plats för cyklar",
            "text": f"{TEXT}\n",
            "reason": f"Förslag anna-1/1 (Anna Exempelsson) i omgång {opened}.",
        },
    }
    lines = Path("utkast.yaml").read_text("utf-8").splitlines()
    assert [line for line in lines if line in before.splitlines()] == before.splitlines()
    klausul("build", "utkast.yaml", "-o", "a.txt")
    built = Path("a.txt").read_text("utf-8").splitlines()
    assert built[built.index("1.2 Plats för cyklar") :][:4] == ["1.2 Plats för cyklar", TEXT, "", "1.3 Uthyrning"]


def test_two_points_after_the_same_one_keep_their_order_and_get_ids_of_their_own(opened, klausul):
    def two(editor):
        point(editor, point(editor), text="AB Provbostäder ska ha cykelpumpar.")

    klausul("review", "collect", edited("anna", two), "--round", "omgang")
    done = applied(klausul, "anna-1/1", "anna-1/2")

    assert done.code == 0, done.err
    rows = loaded("utkast.yaml")["clauses"]
    assert [row["id"] for row in rows] == ["ett", "plats-for-cyklar", "plats-for-cyklar-2", "tva"]
    assert [row["own"]["text"] for row in rows[1:3]] == [f"{TEXT}\n", "AB Provbostäder ska ha cykelpumpar.\n"]


def test_a_mail_may_write_a_point_with_its_heading_on_a_line_of_its_own(opened, klausul):
    Path("svar.txt").write_text(f"Punkt 1.1: ny punkt efter:\nPlats för cyklar\n{TEXT}\n", encoding="utf-8")
    klausul("review", "collect", "svar.txt", "--round", "omgang", "--reviewer", "anna")
    done = applied(klausul, "anna-1/1")

    assert (done.code, done.out[0]) == (0, "Plats för cyklar: ny punkt")
    assert loaded("utkast.yaml")["clauses"][1]["own"]["text"] == f"{TEXT}\n"


def test_a_point_without_a_heading_is_put_in_by_hand(opened, klausul):
    Path("svar.txt").write_text(f"Punkt 1.1: ny punkt efter: {TEXT}\n", encoding="utf-8")
    klausul("review", "collect", "svar.txt", "--round", "omgang", "--reviewer", "anna")
    before = Path("utkast.yaml").read_bytes()
    done = applied(klausul, "anna-1/1")

    assert (done.code, done.err) == (1, [
        "utkast.yaml: anna-1/1 går inte att föra in i punkt 1.1 (en ny punkt behöver en rubrik på en egen rad och en "
        "text under den); gör ändringen för hand i utkastet [review-by-hand]",
    ])  # fmt: skip
    assert Path("utkast.yaml").read_bytes() == before


def test_a_point_of_the_drafts_own_goes_through_a_round_and_back_out_of_the_file(opened, klausul, run):
    klausul("review", "collect", edited("anna", point), "--round", "omgang")
    applied(klausul, "anna-1/1")
    klausul("review", "open", "utkast.yaml", "--reviewers", "granskare.yaml", "-o", "tva", "--date", "2026-12-01")
    Path("omgang").rename("forsta")
    Path("tva").rename("omgang")

    def change(editor):
        editor.replace("AB Provbostäder ska ha plats", "cyklar", "lastcyklar")

    klausul("review", "collect", edited("rod", change), "--round", "omgang")
    done = applied(klausul, "rod-1/1")
    klausul("build", "utkast.yaml", "-o", "a.docx")
    klausul("extract", "a.docx", "-o", "ut.yaml")
    klausul("build", "ut.yaml", "-o", "b.docx")

    assert done.code == 0, done.err
    assert loaded("utkast.yaml")["clauses"][1]["own"]["text"] == f"{TEXT}\n".replace("cyklar", "lastcyklar")
    assert Path("a.docx").read_bytes() == Path("b.docx").read_bytes()


def test_a_decided_point_of_the_drafts_own_is_a_row_without_a_version(opened, klausul):
    klausul("review", "collect", edited("anna", point), "--round", "omgang")
    applied(klausul, "anna-1/1")
    klausul("review", "open", "utkast.yaml", "--reviewers", "granskare.yaml", "-o", "tva", "--date", "2026-12-01")
    done = klausul("review", "decide", "tva", "--body", "kf", "--date", "2026-12-14", "--paragraph", "7")
    trail = klausul("review", "trail", "tva", "-o", "beslut.yaml")

    assert (done.code, trail.code) == (0, 0), (done.err, trail.err)
    rows = [(row["clause"], row.get("version", "")) for row in loaded("beslut.yaml")["decisions"]]
    assert rows == [("ett", "1.0.0"), ("plats-for-cyklar", ""), ("tva", "2.1.0")]


@pytest.mark.parametrize(
    ("own", "beside", "said"),
    [
        ({"section": "hus"}, {}, "clauses[0].own.section: ”hus” är inte ett tillåtet värde; välj bland boende, "
         "service [source-value]"),
        ({}, {"values": {"antal": 1}}, "clauses[0].own: ”own” kan inte stå tillsammans med values; ta bort det som "
         "inte ska gälla [source-excludes]"),
        ({"text": "Bolaget ska {{ bygga }}.\n"}, {}, "clauses[0].own.text: ”bygga” är inte deklarerat; tillåtna namn "
         "är"),
    ],
)  # fmt: skip
def test_a_faulty_point_of_the_drafts_own_is_refused_with_its_place(own, beside, said, klausul, draft):
    row = {"section": "boende", "title": "Cyklar", "text": "Plats för cyklar.\n", "reason": "Prov.", **own}
    draft(clauses=[{"id": "cyklar", "own": row, **beside}])
    done = klausul("build", "utkast.yaml", "-o", "a.txt")

    assert (done.code, len(done.err)) == (1, 1)
    assert said in done.err[0]


def test_a_library_that_has_the_id_too_is_told_of(klausul, draft):
    own = {"section": "boende", "title": "Cyklar", "text": "Plats för cyklar.\n", "reason": "Prov."}
    draft(clauses=[{"id": "ett", "own": own}])
    done = klausul("build", "utkast.yaml", "-o", "a.txt")

    assert done.code == 0
    assert [line.partition("clauses[0].id: ")[2] for line in done.err if "clause-own-taken" in line] == [
        "biblioteket prov har också en klausul ”ett”, men utkastets egen text gäller; ge den egna punkten ett annat id "
        "om det är två saker [clause-own-taken]"
    ]
    assert "1.1 Cyklar" in Path("a.txt").read_text("utf-8")


def test_an_own_point_counts_where_it_says_that_it_belongs(klausul, draft):
    own = {"section": "boende", "title": "Cyklar", "text": "Plats för cyklar.\n", "reason": "Prov."}
    draft(clauses=[{"id": "cyklar", "own": {**own, "dimensions": ["service"], "satisfies": ["bygga"]}}])
    told = json.loads(klausul("coverage", "utkast.yaml", "--date", "2026-11-23", "--format", "json").out[0])
    here = [{"key": "cyklar", "number": "1.1", "title": "Cyklar"}]

    assert {one["id"]: one["sections"] for one in told["dimensions"]} == {
        "boende": [], "service": [{"id": "boende", "clauses": here}], "delaktighet": [],
    }  # fmt: skip
    assert [(one["id"], one["clauses"]) for one in told["requirements"]] == [("bygga", here)]


def test_an_own_point_that_belongs_to_what_no_register_has_is_refused(klausul, draft):
    own = {"section": "boende", "title": "Cyklar", "text": "Plats för cyklar.\n", "reason": "Prov."}
    draft(clauses=[{"id": "cyklar", "own": {**own, "dimensions": ["service", "boenda"], "satisfies": ["nagot"]}}])
    done = klausul("build", "utkast.yaml", "-o", "a.txt")

    assert (done.code, done.err) == (1, [
        "utkast.yaml:23:11: clauses[0].own.dimensions[1]: ”boenda” är inte ett tillåtet värde; "
        "välj bland boende, service, delaktighet; menade du ”boende”? [source-value]",
        "utkast.yaml:25:11: clauses[0].own.satisfies[0]: ”nagot” är inte ett tillåtet värde; "
        "välj bland bygga [source-value]",
    ])  # fmt: skip
