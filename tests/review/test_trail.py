"""The decision trail of a text whose points have come, gone and got other numbers, and the document that carries it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.source.write import dump
from tests.review.test_new_points import TEXT, point
from tests.review.test_round import decision, edited, loaded
from tests.review.test_round_refusals import DECIDED, klausul, opened, plain, sent

__all__ = ["klausul", "opened", "sent"]
ADDS = {"id": "y1", "kind": "tillagg", "mover": "Blå gruppen", "result": "bifall", "proposals": ["anna-1/1"]}
STRIKES = {"id": "y2", "kind": "avslag", "mover": "Röda gruppen", "result": "bifall", "points": ["1.2"]}


@pytest.fixture
def decided(opened, klausul):
    """A function that decides with some yrkanden, puts them in, and writes the draft as one that is in force."""

    def settle(*motions):
        klausul("review", "collect", edited("anna", point), "--round", "omgang")
        klausul("review", "decide", "omgang", "--file", decision(motions=list(motions)))
        done = klausul("review", "apply", "omgang", "--decision", "2026-12-08-ks", "--draft", "utkast.yaml")
        assert done.code == 0, done.err
        assert plain(klausul).code == 0
        assert klausul("review", "trail", "omgang", "-o", "beslutat.yaml").code == 0
        in_force(loaded("utkast.yaml")["clauses"])

    return settle


def in_force(clauses):
    """Write the draft with some clauses as one that is in force, with its trail."""
    data = {**loaded("utkast.yaml"), "state": "in_force", "decisions": DECIDED, "trail": "beslutat.yaml"}
    Path("gallande.yaml").write_text(dump({**data, "clauses": clauses}), "utf-8")


def annex(klausul):
    """Return the rows of the annex's tables."""
    done = klausul("build", "gallande.yaml", "-o", "gallande.txt")
    assert done.code == 0, done.err
    text = Path("gallande.txt").read_text("utf-8").splitlines()
    return [line for line in text[text.index("Bilaga 1 Beslut om dokumentet") :] if " | " in line]


def test_a_point_that_was_added_is_in_the_annex_and_the_others_have_the_numbers_they_got(decided, klausul):
    decided(ADDS)

    assert annex(klausul) == [
        "Punkt | Beslut | Yrkanden",
        "1.1 | som den skickades ut | –",
        "1.2 | tillagd | tillägg (Blå gruppen)",
        "1.3 (1.2 i utskicket) | som den skickades ut | –",
        "Punkt | Beslut | Yrkanden",
        "1.1 | som den skickades ut | –",
        "1.2 | som den skickades ut | –",
        "1.3 (1.2 i utskicket) | som den skickades ut | –",
    ]
    added = next(row for row in loaded("beslutat.yaml")["decisions"] if row["outcome"] == "added")
    assert added["text"] == ["Plats för cyklar", TEXT]


def test_the_compilation_shows_a_point_that_was_added(decided, klausul):
    decided(ADDS)
    klausul("review", "report", "omgang", "-o", "s.txt", "--date", "2026-12-20")
    text = Path("s.txt").read_text("utf-8").splitlines()
    at = text.index("Tillagda punkter")

    assert text[at + 1 : at + 3] == ["1.2 Plats för cyklar", TEXT]
    assert text.count("Tillagda punkter") == 1  # the later decision found it in the text


def test_a_point_that_was_struck_is_named_by_the_number_that_it_had(decided, klausul):
    decided(ADDS, STRIKES)

    assert annex(klausul) == [
        "Punkt | Beslut | Yrkanden",
        "1.1 | som den skickades ut | –",
        "1.2 | tillagd | tillägg (Blå gruppen)",
        "1.2 i utskicket | utgår | avslag (Röda gruppen)",
        "Punkt | Beslut | Yrkanden",
        "1.1 | som den skickades ut | –",
        "1.2 | som den skickades ut | –",
    ]


def without(clauses):
    """Leave the added point out."""
    return [row for row in clauses if "own" not in row]


def with_another(clauses):
    """Add a point that nobody has decided."""
    return [*clauses, {**clauses[1], "id": "smygpunkt"}]


WHOLE = (
    "trail: dokumentets text är en annan än den som Kommunfullmäktige beslutade den 2026-12-14: en punkt har kommit "
    "till, tagits bort eller flyttats, eller text utanför punkterna är ändrad; bygg det utkast som beslutet gäller, "
    "eller ta upp ändringen som ett nytt ärende [process-trail-whole]"
)


@pytest.mark.parametrize("change", [without, with_another])
def test_a_decided_document_with_other_points_is_not_built(decided, klausul, change):
    decided(ADDS)
    in_force(change(loaded("utkast.yaml")["clauses"]))
    done = klausul("build", "gallande.yaml", "-o", "gallande.txt")

    assert (done.code, [line.partition(": ")[2] for line in done.err]) == (1, [WHOLE])
    assert not Path("gallande.txt").exists()


def test_an_added_point_with_other_words_than_were_decided_is_not_built(decided, klausul):
    decided(ADDS)
    clauses = loaded("utkast.yaml")["clauses"]
    clauses[1]["own"]["text"] = "Bolaget ska ha plats för bilar.\n"
    in_force(clauses)
    done = klausul("build", "gallande.yaml", "-o", "gallande.txt")

    assert (done.code, [line.partition(": ")[2] for line in done.err]) == (1, [
        "clauses[1].id: punkt 1.2 har en annan lydelse än den som Kommunfullmäktige beslutade den 2026-12-14; "
        "återställ den, eller ta upp ändringen som ett nytt ärende [process-trail-differs]",
    ])  # fmt: skip


def test_a_point_that_was_added_by_hand_is_recorded_too(opened, klausul):
    by_words = {key: value for key, value in ADDS.items() if key != "proposals"} | {"text": "Lägg till en punkt."}
    klausul("review", "decide", "omgang", "--file", decision(motions=[by_words]))
    data = loaded("utkast.yaml")
    own = {"section": "boende", "title": "Plats för cyklar", "text": f"{TEXT}\n", "reason": "Beslut."}
    data["clauses"].insert(1, {"id": "plats-for-cyklar", "own": own})
    Path("utkast.yaml").write_text(dump(data), "utf-8")
    done = klausul("review", "apply", "omgang", "--decision", "2026-12-08-ks", "--draft", "utkast.yaml", "--done")

    assert done.code == 0, done.err
    rows = [(one["key"], one["outcome"]) for one in loaded("omgang/beslut/2026-12-08-ks.yaml")["clauses"]]
    assert rows == [("ett", "as_sent"), ("tva", "as_sent"), ("plats-for-cyklar", "added")]
