"""Mails and letters: what is understood becomes a change, all else a comment, and nothing is guessed or dropped."""

from __future__ import annotations

import pytest

from generator.report import message
from generator.review.mail import read_mail
from tests.review.paper import ROUND, copy
from tests.review.reading import applied, short


def said(text: str) -> list[str]:
    return [short(one) for one in read_mail(copy(), text, "mejl.txt", "anna").proposals]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Punkt 4.2: stryk andra stycket.",
         "struck rapport/2: Rapporten ska vara skriven så att den som bor i bolagets hus förstår den."),
        ("Lägg till i 3.1: Bolaget ska lyssna på de boende.", "new gardar/3: Bolaget ska lyssna på de boende."),
        ("Punkt 1.2 b: ersätt dotterbolag med bolag", "change samradsplikt/3: -dotterbolag +bolag"),
        ("Punkt 1.2 b): stryk", "struck samradsplikt/3: nya dotterbolag"),
        ("Punkt 1.2: stryk c", "struck samradsplikt/4: större ändringar av hyrespolicyn"),
        ("2.2 Ändra ”fem procent” till ”tio procent”.", "change sociala-kontrakt/1: -fem procent +tio procent"),
        ("Pkt 1.3: stryk ordet \"Kallelse\"", "change agardialog/2: -Kallelse "),
        ("§ 2.1 byt ut 400 mot 450", "change nyproduktion/7: -400 +450"),
        ("Stryk ”aktiv” i punkt 1.1.", "change andamal/2: - aktiv"),
        ("I punkt 1.1 ska ”aktiv” strykas", None),
        ("Punkt 2.3: lägg till ”alltid” efter ”ska erbjuda”.", "change hyror/1: + alltid"),
        ("Punkt 2.3: infoga ”alltid” före ”minst”", "change hyror/1: +alltid "),
        ("Punkt 1.1: ersätt första stycket med: Bolaget ska bygga.",
         "change andamal/1: -Bolaget ska bygga och förvalta bostäder för kommunens invånare. +Bolaget ska bygga."),
        ("Träd: stryk ”nya”", "change trad/1: - nya"),
        ("Ny punkt efter 3.2: Lekplatser ska finnas.", "new whole  > trad: Lekplatser ska finnas."),
    ],
)  # fmt: skip
def test_instructions(text: str, found: str | None) -> None:
    expected = f"comment andamal/0: “” {text} (anna) [style]" if found is None else f"{found} (silent) [style]"

    assert said(text) == [expected]


def test_whole_clauses_are_struck_and_moved() -> None:
    struck, moved = read_mail(copy(), "Stryk punkt 3.2.\nFlytta 4.3 till efter 4.1", "mejl.txt", "anna").proposals

    assert (struck.kind, struck.clause, struck.whole, struck.before.split("\n")[0]) == ("struck", "trad", True, "Träd")
    assert (moved.kind, moved.clause, moved.whole, moved.target) == ("moved", "oversyn", True, "avkastning")


def test_several_instructions_and_reasons_in_one_point() -> None:
    text = "Punkt 1.3: stryk ordet ”Kallelse”, och ersätt fyra veckor med sex veckor\n"
    text += "Punkt 2.2: Stryk ”lediga”. För dyrt!"

    assert said(text) == [
        "change agardialog/2: -Kallelse  (silent) [style]",
        "change agardialog/2: -fyra veckor +sex veckor (silent) [style]",
        "change sociala-kontrakt/1: - lediga (silent) [style]",
        "comment sociala-kontrakt/0: “” För dyrt! (anna) [style]",
    ]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Punkt 1.1: stryk ”Bolaget ska”", "”Bolaget ska” står här på flera ställen; "),
        ("Punkt 1.1: stryk ”månen”", "”månen” står inte här; "),
        ("Punkt 1.1 d: stryk", "Det finns inte en enda punkt d här; "),
        ("Punkt 1.1: flytta till efter 9.9", "Flytten till 9.9 går inte att läsa ut; "),
        ("Punkt 1.1: stryk nionde stycket", "”nionde stycket” står inte här; "),
    ],
)
def test_what_cannot_be_done_is_a_comment_that_says_why(text: str, note: str) -> None:
    (found,) = read_mail(copy(), text, "mejl.txt", "anna").proposals

    assert (found.kind, found.clause, found.comment) == ("comment", "andamal", text)
    assert found.note == f"{note}läs vad som sägs och ändra för hand."


def test_what_names_no_point_is_unplaced_and_what_is_not_understood_is_a_comment() -> None:
    text = "Hej!\nTack för utskicket.\n\nPunkt 2: för få lägenheter\nPunkt 3.1: Fint.\n2026 blir ett bra år.\n\n/Anna"
    found = read_mail(copy(), text, "mejl.txt", "anna").proposals

    assert [(one.place, one.clause, one.comment) for one in found] == [
        ("unplaced", "", "Hej!\nTack för utskicket."),
        ("section", "boende", "Punkt 2: för få lägenheter"),
        ("clause", "gardar", "Punkt 3.1: Fint.\n2026 blir ett bra år."),
        ("unplaced", "", "/Anna"),
    ]


def test_a_line_that_names_another_point_is_about_that_point() -> None:
    text = "Punkt 4.3: Bra.\nVi yrkar avslag på punkt 3.1.\nPunkt 2.1, tabellen: Byt 400 mot 450\n"
    text += "2) 3.2 - Stryk punkten.\n3) Punkterna 1.2 och 1.3 bör slås samman.\nByt ”Bolaget” i hela dokumentet.\n"
    text += "Punkt 2.2: Fint.\nDet bör stå kvar i punkt 2.2 också.\n\nVi har talat om\npunkten 1.1."
    found = read_mail(copy(), text, "mejl.txt", "anna").proposals

    assert [(one.kind, one.clause, one.comment, one.note) for one in found] == [
        ("comment", "oversyn", "Punkt 4.3: Bra.", ""),
        ("comment", "gardar", "Vi yrkar avslag på punkt 3.1.", ""),
        ("comment", "nyproduktion", "Punkt 2.1, tabellen: Byt 400 mot 450", ""),
        ("struck", "trad", "", ""),
        ("comment", "samradsplikt", "3) Punkterna 1.2 och 1.3 bör slås samman.",
         "Här nämns också 1.3; läs vad som sägs och ändra för hand."),
        ("comment", "", "Byt ”Bolaget” i hela dokumentet.", ""),
        ("comment", "sociala-kontrakt", "Punkt 2.2: Fint.\nDet bör stå kvar i punkt 2.2 också.", ""),
        ("comment", "", "Vi har talat om", ""),
        ("comment", "andamal", "punkten 1.1.", ""),
    ]  # fmt: skip


def test_new_text_may_refer_to_a_point() -> None:
    text = "Ny punkt efter 3.2: Lekplatser\nLekplatser ska finnas enligt punkt 3.1.\nVi yrkar avslag på punkt 1.1."

    assert said(text) == [
        "new whole  > trad: Lekplatser\nLekplatser ska finnas enligt punkt 3.1. (silent) [style]",
        "comment andamal/0: “” Vi yrkar avslag på punkt 1.1. (anna) [style]",
    ]


@pytest.mark.parametrize("text", ["Punkt 99.1: stryk", "Vi vill stryka punkt 99.1.", "99.1: stryk", "Stryk 99.1"])
def test_a_point_that_was_not_sent_is_unplaced(text: str) -> None:
    _, found = read_mail(copy(), f"Punkt 3.1: Fint.\n{text}", "mejl.txt", "anna").proposals

    assert (found.kind, found.place, found.clause, found.comment) == ("comment", "unplaced", "", text)
    assert found.note == "Punkt 99.1 finns inte i utskicket; ta reda på vilken punkt som menas."


@pytest.mark.parametrize("text", ["Stryk hela punkt 3.2", "Stryk punkt 3.2", "Punkt 3.2 utgår.", "Stryk hela 3.2"])
def test_a_whole_point_is_struck(text: str) -> None:
    (found,) = read_mail(copy(), text, "mejl.txt", "anna").proposals

    assert (found.kind, found.clause, found.whole) == ("struck", "trad", True)


def test_what_is_quoted_from_an_earlier_mail_is_counted() -> None:
    found = read_mail(copy(), "Punkt 3.1: Fint.\n> Hej Anna,\n> vad tycker du?\n", "mejl.txt", "anna")

    assert (len(found.proposals), found.round, found.reviewer) == (1, ROUND, "anna")
    assert [message(note) for note in found.notes] == ["citerade rader ur ett tidigare mejl: 2; de är inte lästa"]


def test_edits_make_the_text_that_is_wanted() -> None:
    text = "Punkt 2.2: ersätt ”fem procent” med ”tio procent”\nPunkt 1.1: stryk ”aktiv”\n"
    text += "Punkt 2.3: infoga ”alltid” före ”minst”"
    found = read_mail(copy(), text, "mejl.txt", "anna").proposals

    assert [applied(one) for one in found] == [one.after for one in found]
    assert [one.after for one in found] == [
        "Varje år ska tio procent av de lediga lägenheterna erbjudas kommunen.",
        "Bolaget ska vara en part när nya stadsdelar planeras och byggs.",
        "Bolaget ska erbjuda hyresgästerna alltid minst tre nivåer av renovering.",
    ]


@pytest.mark.parametrize("text", ["stryk" + " " * 100_000 + "x", "Punkt 1.1: stryk " + "a. " * 50_000, "1.1 " * 50_000])
def test_very_long_lines_are_comments(text: str) -> None:
    (found,) = read_mail(copy(), text, "mejl.txt", "anna").proposals

    assert found.kind == "comment"


def test_a_mail_of_very_many_lines_is_read_at_once() -> None:
    text = "Ny punkt efter 3.2: Lekplatser" + "\nLekplatser enligt punkt 3.1." * 20_000

    assert len(read_mail(copy(), text, "mejl.txt", "anna").proposals) == 1
