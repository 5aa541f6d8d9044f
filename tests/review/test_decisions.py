"""What a decision is about, and what becomes of it: on the right points, once, and only where it is in the text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.model.document import ClauseItem, Paragraph, Text
from generator.model.review import Proposal
from generator.review.amend import CannotAmendError, changed_on_the_way
from generator.word.tree import w
from tests.review.test_round import FIRST, REVIEWERS, answered, decision, edited, loaded
from tests.review.test_round_refusals import klausul, opened, plain, sent

__all__ = ["klausul", "opened", "sent"]
FILE = "omgang/beslut/2026-12-08-ks.yaml"


def motion(name="y1", **fields):
    """Return a carried amendment."""
    return {"id": name, "kind": "andring", "mover": "Blå gruppen", "result": "bifall", **fields}


def outcomes():
    return {one["key"]: one["outcome"] for one in loaded(FILE)["clauses"]}


def applied(klausul, *options):
    return klausul("review", "apply", "omgang", "--decision", "2026-12-08-ks", "--draft", "utkast.yaml", *options)


def test_a_motion_is_about_the_points_of_its_proposals(opened, klausul):
    answered(klausul, opened)
    done = klausul("review", "decide", "omgang", "--file", decision(motions=[motion(proposals=["rod-1/1"])]))

    assert (done.code, done.out[1]) == (0, "y1 Blå gruppen, ändring i punkt 1.1: bifallet")
    assert outcomes() == {"ett": "amended", "tva": "as_sent"}


def test_a_proposal_about_another_point_than_the_motion_names_is_refused(opened, klausul):
    answered(klausul, opened)
    given = decision(motions=[motion(points=["1.2"], proposals=["rod-1/1"])])
    done = klausul("review", "decide", "omgang", "--file", given)

    assert (done.code, [line.partition(": ")[2] for line in done.err]) == (1, [
        "motions[0].proposals[0]: förslaget ”rod-1/1” gäller punkt 1.1, som inte står bland yrkandets points; rätta "
        "det ena, eller utelämna points [review-decision-other-point]",
    ])  # fmt: skip
    assert not Path(FILE).exists()


def test_words_that_change_a_point_which_the_motion_does_not_name_are_not_put_in(opened, klausul):
    klausul("review", "decide", "omgang", "--file", decision(motions=[motion(text="Punkt 1.1: byt 100 mot 150.")]))
    before = Path("utkast.yaml").read_bytes()
    done = applied(klausul)

    assert (done.code, done.err) == (1, [
        f"{FILE}: yrkandet ”y1” ändrar punkt 1.1, som inte står bland dess points; rätta beslutet och notera det igen "
        "med klausul review decide --force [review-decision-beside]",
    ])  # fmt: skip
    assert Path("utkast.yaml").read_bytes() == before


@pytest.mark.parametrize("options", [(), ("--done",)])
def test_what_has_been_put_in_is_not_put_in_again(opened, klausul, options):
    answered(klausul, opened)
    klausul("review", "decide", "omgang", "--file", decision())
    assert applied(klausul).code == 0
    before = Path("utkast.yaml").read_bytes(), Path(FILE).read_bytes()
    again = applied(klausul, *options)

    assert (again.code, again.out, again.err) == (1, [], [
        f"{FILE}: ändringarna är redan införda och den beslutade texten fastställd; en ändring därefter kräver ett "
        "nytt beslut (noterades protokollet fel: klausul review decide --force) [review-decision-applied]",
    ])  # fmt: skip
    assert (Path("utkast.yaml").read_bytes(), Path(FILE).read_bytes()) == before


def test_a_draft_where_nothing_has_been_done_is_not_recorded_as_done(opened, klausul):
    answered(klausul, opened)
    struck = motion("y2", kind="avslag", points=["1.2"])
    klausul("review", "decide", "omgang", "--file", decision(motions=[motion(proposals=["rod-1/1"]), struck]))
    before = Path(FILE).read_bytes()
    done = applied(klausul, "--done")

    assert (done.code, done.out, done.err) == (1, [], [
        "utkast.yaml: punkt 1.1 Nya bostäder är oförändrad i utkastet, men beslutet ändrar den; för in ändringen, "
        "eller ange rätt utkast [review-done-same]",
        "utkast.yaml: punkt 1.2 Uthyrning finns kvar i utkastet, men beslutet stryker den; stryk den, eller ange rätt "
        "utkast [review-done-stands]",
    ])  # fmt: skip
    assert Path(FILE).read_bytes() == before


def test_what_an_earlier_decision_changed_is_not_what_the_later_one_changes(opened, klausul):
    answered(klausul, opened)
    klausul("review", "decide", "omgang", "--file", decision())
    assert applied(klausul).code == 0
    more = motion(points=["1.1"], text="Punkt 1.1: byt 150 mot 170.")
    klausul("review", "decide", "omgang", "--file", decision(motions=[more], body="kf", date="2026-12-14"))
    done = klausul("review", "apply", "omgang", "--decision", "2026-12-14-kf", "--draft", "utkast.yaml", "--done")

    assert (done.code, done.err) == (1, [
        "utkast.yaml: punkt 1.1 Nya bostäder är oförändrad i utkastet, men beslutet ändrar den; för in ändringen, "
        "eller ange rätt utkast [review-done-same]",
    ])  # fmt: skip


def test_a_decision_that_is_put_in_by_hand_leaves_alone_what_an_earlier_one_changed(opened, klausul):
    answered(klausul, opened)
    klausul("review", "decide", "omgang", "--file", decision())
    assert applied(klausul).code == 0
    more = motion(points=["1.2"], text="Skriv om punkten.")
    klausul("review", "decide", "omgang", "--file", decision(motions=[more], body="kf", date="2026-12-14"))
    text = Path("utkast.yaml").read_text("utf-8").replace("ko: kommunal", "ko: egen")
    Path("utkast.yaml").write_text(text.replace("antal: 150", "antal: 100"), "utf-8")
    command = ("review", "apply", "omgang", "--decision", "2026-12-14-kf", "--draft", "utkast.yaml", "--done")
    back = klausul(*command)
    Path("utkast.yaml").write_text(text, "utf-8")

    assert (back.code, back.err) == (1, [
        "utkast.yaml: punkt 1.1 Nya bostäder är ändrad i utkastet utan att beslutet rör den; återställ den, eller ange "
        "rätt utkast [review-done-differs]",
    ])  # fmt: skip
    assert klausul(*command).code == 0


def test_a_point_that_another_one_is_moved_past_is_not_done_by_that(klausul, draft):
    own = {"section": "boende", "title": "Cyklar", "text": "Plats för cyklar.\n", "reason": "Prov."}
    first, second = {"id": "ett", "values": {"antal": 100}}, {"id": "tva", "values": {"ko": "kommunal"}}
    third = {"id": "cyklar", "own": own}
    draft(clauses=[first, second, third])
    Path("granskare.yaml").write_text(REVIEWERS, "utf-8")
    klausul("review", "open", "utkast.yaml", "--reviewers", "granskare.yaml", "-o", "omgang", "--date", "2026-11-23")
    words = motion(points=["1.1"], text="Skriv om punkten.")
    moves = motion("y2", points=["1.3"], text="Flytta punkt 1.3 till efter 1.1.")
    assert klausul("review", "decide", "omgang", "--file", decision(motions=[words, moves])).code == 0
    draft(clauses=[first, third, second])
    done = applied(klausul, "--done")

    assert (done.code, done.err) == (1, [
        "utkast.yaml: punkt 1.1 Nya bostäder är oförändrad i utkastet, men beslutet ändrar den; för in ändringen, "
        "eller ange rätt utkast [review-done-same]",
    ])  # fmt: skip


def test_an_amendment_that_strikes_a_point_has_it_as_struck(opened, klausul):
    klausul("review", "collect", edited("anna", lambda e: e.strike_clause("Uthyrning")), "--round", "omgang")
    klausul("review", "decide", "omgang", "--file", decision(motions=[motion(proposals=["anna-1/1"])]))
    done = applied(klausul)

    assert done.code == 0, done.err
    assert outcomes() == {"ett": "as_sent", "tva": "rejected"}


def test_the_reason_names_the_motions_about_the_point_and_no_others(opened, klausul):
    answered(klausul, opened)
    motions = [motion(proposals=["rod-1/1"]), motion("y2", mover="Gröna gruppen", proposals=["gron-1/2"])]
    klausul("review", "decide", "omgang", "--file", decision(motions=motions))
    assert applied(klausul).code == 0

    first, second = loaded("utkast.yaml")["clauses"]
    assert first["values"] == {"antal": 150}
    assert second["local"]["reason"] == "Kommunstyrelsen 2026-12-08 § 214, yrkande y2 (Gröna gruppen)."


def test_a_decision_waits_for_the_amendments_of_the_one_before(opened, klausul):
    answered(klausul, opened)
    klausul("review", "decide", "omgang", "--file", decision())
    waits = plain(klausul)
    assert (waits.code, Path("omgang/beslut/2026-12-14-kf.yaml").exists()) == (1, False)
    assert applied(klausul).code == 0
    assert plain(klausul).code == 0


def silently(editor):
    """Change the first clause and move it to after the second, without tracking."""
    editor.tracked = False
    editor.replace(FIRST, "100", "150")
    editor.move(editor.clause("Nya bostäder"), "Bolaget ska hyra ut", "")


def by_word(editor):
    """Move the first clause to after the second as Word does, and change it where it now stands."""
    editor.move(editor.clause("Nya bostäder"), "Bolaget ska hyra ut", "move1")
    moved = [one for one in editor._paragraphs() if FIRST in editor._said(one)][-1]
    editor._part(moved, "100").find(w("t")).text = "150"


@pytest.mark.parametrize("change", [silently, by_word])
def test_words_that_are_changed_in_a_point_that_is_moved_are_changed_too(opened, klausul, change):
    klausul("review", "collect", edited("anna", change), "--round", "omgang")
    klausul("review", "report", "omgang", "-o", "s.txt", "--date", "2026-12-02")
    told = next(line for line in Path("s.txt").read_text("utf-8").splitlines() if line.startswith("Anna Exempelsson ["))
    done = klausul("review", "apply", "omgang", "anna-1/1", "--draft", "utkast.yaml")

    assert told.split(" | ")[1] == (
        "punkten flyttas till efter 1.2 Uthyrning; ”ska bygga 100” ersätts med ”ska bygga 150”"
    )
    assert (done.code, done.err) == (0, ["Wrote utkast.yaml"])
    assert done.out == [
        "1.1 Nya bostäder: värdet ”antal bostäder” är ändrat",
        "1.1 Nya bostäder: flyttad",
        "1.1 Nya bostäder: ”ska bygga 100” ersätts med ”ska bygga 150”",
        "Ordningen ändras: 1.1 blir 1.2, 1.2 blir 1.1",
    ]
    assert [row["id"] for row in loaded("utkast.yaml")["clauses"]] == ["tva", "ett"]


def test_a_point_that_is_moved_and_divided_otherwise_is_put_in_by_hand():
    clause = ClauseItem("ett", "ett", "prov", "1.0.0", "1.1", "Nya bostäder", (Paragraph((Text("Bygg."),)),))
    moved = Proposal("1", "moved", clause="ett", whole=True, before="Nya bostäder\nBygg.")

    assert changed_on_the_way(clause, moved) == changed_on_the_way(clause, replace(moved, after=moved.before)) == []
    with pytest.raises(CannotAmendError) as refused:
        changed_on_the_way(clause, replace(moved, after="Nya bostäder\nBygg.\nHyr ut."))
    assert refused.value.why == "punkten är både flyttad och ändrad i sin indelning"
