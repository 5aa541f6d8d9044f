"""Files that come back from reviewers: every edit and every comment is found, at its clause, with its author."""

from __future__ import annotations

import pytest

from generator.model.review import Candidate
from generator.report import message
from generator.word import tree
from generator.word.package import read_package, write_package
from generator.word.tree import w
from tests.foreign_files import box, p
from tests.review.editor import Editor, accepted
from tests.review.paper import copy
from tests.review.reading import applied, read, short, shorts

ANNA, BO = "Anna Exempelsson", "Bo Exempelsson"


def edited(author: str = ANNA) -> Editor:
    return Editor(copy(), author)


def test_a_file_that_nobody_touched_has_no_proposals() -> None:
    found = read(copy())

    assert (found.round, found.reviewer) == ("0123456789ab-2026-11-02", "anna")
    assert (found.proposals, found.formatting, found.notes) == ((), 0, ())


# Inside paragraphs.


def test_words_struck_and_written_are_one_proposal_for_each_author_and_paragraph() -> None:
    file = edited()
    file.replace("Bolaget ska bygga", "bygga", "köpa")
    file.insert("Bolaget ska bygga", " invånare", " alla")
    file.author = BO
    file.delete("Bolaget ska bygga", " och förvalta")
    found = read(file.save()).proposals

    assert [short(one) for one in found] == [
        "change andamal/1: +köpa -bygga + alla (Anna Exempelsson)",
        "change andamal/1: - och förvalta (Bo Exempelsson)",
    ]
    assert found[0].before == found[1].before == "Bolaget ska bygga och förvalta bostäder för kommunens invånare."
    assert found[0].after == "Bolaget ska köpa och förvalta bostäder för kommunens alla invånare."
    assert found[1].after == "Bolaget ska bygga bostäder för kommunens invånare."
    assert [applied(one) for one in found] == [one.after for one in found]
    assert (found[0].number, found[0].heading, found[0].date) == ("1.1", "Ändamål", "2026-11-24T10:00:00Z")


def test_changes_in_several_rounds_by_the_same_author_have_each_their_date() -> None:
    file = edited()
    file.replace("Kallelse ska", "fyra", "sex")
    file.date = "2026-11-26T09:30:00Z"
    file.replace("Kallelse ska", "veckor", "månader")
    (found,) = read(file.save()).proposals

    assert [(edit.text, edit.date[:10]) for edit in found.edits] == [
        ("sex", "2026-11-24"), ("fyra", "2026-11-24"), ("månader", "2026-11-26"), ("veckor", "2026-11-26"),
    ]  # fmt: skip
    assert found.date == "2026-11-26T09:30:00Z"
    assert found.after == "Kallelse ska skickas senast sex månader före mötet."


def test_a_deletion_in_anothers_insertion_builds_on_it() -> None:
    file = edited()
    file.insert("Kallelse ska", "senast", "skriftligen och utförligt ")
    file.author = BO
    file.delete_inside("Kallelse ska", " och utförligt")
    found = read(file.save()).proposals

    assert [one.after for one in found] == [
        "Kallelse ska skickas skriftligen och utförligt senast fyra veckor före mötet.",
        "Kallelse ska skickas skriftligen senast fyra veckor före mötet.",
    ]
    assert found[0].note == ""
    assert found[1].note == "Förslaget bygger på ett tillägg av Anna Exempelsson; ta ställning till båda."
    assert [edit.text for edit in found[1].edits] == [" och utförligt"]


def test_what_an_author_put_in_and_took_out_again_is_nothing() -> None:
    file = edited()
    file.insert("Kallelse ska", "senast", "kanske ")
    file.delete_inside("Kallelse ska", "kanske ")

    assert shorts(file.save()) == []


def test_edits_in_headings_lists_and_cells_know_their_line() -> None:
    file = edited()
    file.replace("Ändamål", "Ändamål", "Syfte")
    file.insert("nya dotterbolag", "dotterbolag", "och gamla ")
    file.insert("minst tre sittplatser", "trapphus", "hus och ")
    file.replace("400", "400", "450")
    file.insert("Boende för alla", "alla", "verkligen ")

    assert shorts(file.save()) == [
        "change andamal/0: +Syfte -Ändamål (Anna Exempelsson)",
        "change samradsplikt/3: +och gamla  (Anna Exempelsson)",
        "change boende/0: +verkligen  (Anna Exempelsson)",
        "change nyproduktion/7: +450 -400 (Anna Exempelsson)",
        "change gardar/3: +hus och  (Anna Exempelsson)",
    ]


def test_the_front_and_the_margins_are_read_too() -> None:
    file = edited()
    file.insert("Kommunen äger", "bolaget", "hela ")
    file.comment("Diarienummer", "Diarie", "Vilket?")
    content = file.save()
    parts = read_package(content, "svar.docx")
    header = next(name for name in parts if name.startswith("word/header") and "Bostads" in parts[name].decode())
    root = tree.parse(parts[header])
    run = next(one for one in root.iter(w("r")) if "Bostads" in "".join(one.itertext()))
    made = file.mark("ins")
    made.append(file.run("Förslag: "))
    run.addprevious(made)
    parts[header] = tree.serialise(root)
    found = read(write_package(parts, {})).proposals

    assert [short(one) for one in found] == [
        "change margin: +Förslag:  (Anna Exempelsson) [style]",
        "comment front/6: “Diarie” Vilket? (Anna Exempelsson) [style]",
        "change front/10: +hela  (Anna Exempelsson) [style]",
    ]


# Whole paragraphs.


def test_new_paragraphs_stand_after_a_line() -> None:
    file = edited()
    new = file.new("Bolaget ska vara en aktiv", "Bolaget ska lyssna på de boende.")
    file.new(new, "Bolaget ska svara dem.")
    file.new("Gårdar", "Gårdarna är till för alla.", style="Brdtext")
    found = read(file.save()).proposals

    assert [short(one) for one in found] == [
        "new andamal/2: Bolaget ska lyssna på de boende. (Anna Exempelsson)",
        "new andamal/2: Bolaget ska svara dem. (Anna Exempelsson)",
        "new gardar/0: Gårdarna är till för alla. (Anna Exempelsson)",
    ]
    assert [applied(one) for one in found] == [one.after for one in found]


def test_a_new_paragraph_as_word_writes_it_at_the_end_of_another() -> None:
    # Word marks the end of the old paragraph as new, and lets the new one have the old end.
    file = edited()
    made = file.new("Kallelse ska", "Dagordningen ska bifogas.")
    look = made.find(f"{w('pPr')}/{w('rPr')}")
    look.getparent().remove(look)
    file.end("Kallelse ska", "ins")

    assert shorts(file.save()) == ["new agardialog/2: Dagordningen ska bifogas. (Anna Exempelsson)"]


def test_a_paragraph_that_is_split_has_a_line_break() -> None:
    file = edited()
    one = file.p("Bolaget ska bygga")
    made = file.new(one, "x")
    for child in list(made)[1:]:
        made.remove(child)
    rest = file._part(one, "bostäder för kommunens invånare.")
    made.append(rest)
    made.find(f"{w('pPr')}/{w('rPr')}").getparent().remove(made.find(f"{w('pPr')}/{w('rPr')}"))
    file.end(one, "ins")
    (found,) = read(file.save()).proposals

    assert (found.kind, found.line) == ("change", 1)
    assert found.after == "Bolaget ska bygga och förvalta \nbostäder för kommunens invånare."
    assert applied(found) == found.after


def test_struck_paragraphs_and_clauses() -> None:
    file = edited()
    file.strike("Kallelse ska")
    file.strike("nya dotterbolag")
    file.strike_clause("Nya lägenheter")
    found = read(file.save()).proposals

    assert [short(one) for one in found][:2] == [
        "struck samradsplikt/3: nya dotterbolag (Anna Exempelsson)",
        "struck agardialog/2: Kallelse ska skickas senast fyra veckor före mötet. (Anna Exempelsson)",
    ]
    assert len(found) == 3
    assert (found[2].kind, found[2].clause, found[2].whole, found[2].after) == ("struck", "nyproduktion", True, "")
    assert found[2].before.split("\n") == [
        "Nya lägenheter", "Bolaget ska påbörja lägenheter enligt tabellen:", "Område | Antal",
        "Norra staden | 1\u00a0050", "Hamnen | 400", "Ängarna | 120",
        "Avvikelser från tabellen ska motiveras i årsredovisningen.",
    ]  # fmt: skip


def test_a_strike_across_a_clause_boundary_is_told_on_both_sides() -> None:
    file = edited()
    file.delete("Bolaget ska vara en aktiv", " planeras och byggs.")
    file.end("Bolaget ska vara en aktiv", "del")
    file.delete("Frågor som kräver", "Frågor som ")
    found = read(file.save()).proposals

    assert [short(one) for one in found] == [
        "change andamal/2: - planeras och byggs. -\n (Anna Exempelsson)",
        "change samradsplikt/0: -Frågor som  (Anna Exempelsson)",
    ]
    assert found[0].note == "Radbytet efter stycket är struket; texten fortsätter i nästa stycke."


def test_a_strike_that_takes_the_end_of_the_paragraph_before_joins_nothing() -> None:
    # LibreOffice strikes a line from the end of the one before.
    file = edited()
    file.end("nya dotterbolag", "del")
    file.delete("större ändringar", "större ändringar av hyrespolicyn")

    assert shorts(file.save()) == ["struck samradsplikt/4: större ändringar av hyrespolicyn (Anna Exempelsson)"]


def test_rows_that_are_new_or_struck_are_one_proposal_each() -> None:
    file = edited()
    file.new_row("Hamnen", "Kajen", "77")
    file.strike_row("Ängarna")

    assert shorts(file.save()) == [
        "new nyproduktion/7: Kajen | 77 (Anna Exempelsson)",
        "struck nyproduktion/8: Ängarna | 120 (Anna Exempelsson)",
    ]


def test_a_new_clause_is_its_heading_with_what_is_new_under_it() -> None:
    file = edited()
    heading = file.new("För varje träd", "Lekplatser", style=file._style(file.p("Träd")))
    text = file.new(heading, "Varje lekplats ska ha ett staket.", style="Brdtext")
    file.new(text, "Staketet ska målas grönt.", style="Brdtext")
    (found,) = read(file.save()).proposals

    assert short(found) == (
        "new whole  > trad: Lekplatser\nVarje lekplats ska ha ett staket.\nStaketet ska målas grönt. (Anna Exempelsson)"
    )


def test_text_boxes_and_notes_that_a_reviewer_adds_are_new_text() -> None:
    file = edited()
    drawn = tree.parse(p(box(p("Glöm inte hissarna!"))).replace("<w:p>", _SPACES, 1).encode())
    file.p("Varje gård ska").append(drawn[0])

    assert shorts(file.save()) == ["new gardar/1: Glöm inte hissarna! (silent)"]


# Moves.


def test_a_moved_paragraph_knows_where_from_and_where_to() -> None:
    file = edited()
    file.move("Rapporten ska vara", "Bolagets soliditet", "move1")

    (found,) = read(file.save()).proposals
    assert (found.kind, found.clause, found.line, found.target, found.target_line) == (
        "moved", "rapport", 2, "avkastning", 1,
    )  # fmt: skip
    assert found.before == found.after


def test_a_move_written_as_a_strike_and_a_new_paragraph_is_a_move() -> None:
    file = edited()
    file.strike("Rapporten ska vara")
    file.new("Bolagets soliditet", "Rapporten ska vara skriven så att den som bor i bolagets hus förstår den.")
    (found,) = read(file.save()).proposals

    assert (found.kind, found.clause, found.line, found.target, found.target_line) == (
        "moved", "rapport", 2, "avkastning", 1,
    )  # fmt: skip


def test_a_moved_clause_is_one_proposal() -> None:
    for tracked in (True, False):
        file = edited()
        file.tracked = tracked
        file.move(file.clause("Träd"), "Direktivet ska ses över", "move1")
        (found,) = read(file.save()).proposals

        assert (found.kind, found.clause, found.whole, found.target, found.tracked) == (
            "moved", "trad", True, "oversyn", tracked,
        )  # fmt: skip
        assert found.after == "Träd\nFör varje träd som fälls ska bolaget plantera två nya i samma område."


def test_words_moved_between_paragraphs_are_told_at_both() -> None:
    file = edited()
    first, last = file._range("moveFrom", "move7")
    part = file._part(file.p("Varje gård ska"), ", odling")
    part.addprevious(first)
    part.addnext(last)
    file._strike(part, "moveFrom")
    begin, finish = file._range("moveTo", "move7")
    made = file.run(", odling")
    file.p("För varje träd").append(begin)
    file.p("För varje träd").append(made)
    file.p("För varje träd").append(finish)
    file._strike(made, "moveTo")
    found = read(file.save()).proposals

    assert [(one.kind, one.clause, one.target, one.note) for one in found] == [
        ("moved", "gardar", "trad", ""),
        ("change", "trad", "", "Text är flyttad hit från 3.1; ta ställning till båda."),
    ]


# Comments.


def test_comments_and_answers_hang_on_their_words() -> None:
    file = edited()
    first = file.comment("Varje gård ska", "lek, odling", "Var?\nOch när?")
    file.author = BO
    file.reply(first, "På alla gårdar.")
    file.comment("Träd", "", "Bra punkt", until="För varje träd")

    assert shorts(file.save()) == [
        "comment gardar/1: “lek, odling” Var?\nOch när? (Anna Exempelsson)",
        "comment gardar/1 re 1: “lek, odling” På alla gårdar. (Bo Exempelsson)",
        "comment trad/0: “Träd För varje träd som fälls ska bolaget plantera två nya i samma område.” Bra punkt "
        "(Bo Exempelsson)",
    ]


def test_a_comment_over_several_clauses_says_so() -> None:
    file = edited()
    file.comment("Träd", "", "Slå ihop", until="Odlingslotter")
    (found,) = read(file.save()).proposals

    assert (found.clause, found.note) == ("trad", "Kommentaren sträcker sig till 3.3; läs den i filen.")


def test_a_comment_that_hangs_on_nothing_is_unplaced_and_not_lost() -> None:
    file = edited()
    file.comment("Varje gård ska", "lek", "Var?")
    for mark in [*file.root.iter(w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))]:
        mark.getparent().remove(mark)
    (found,) = read(file.save()).proposals

    assert (found.place, found.found_by, found.comment) == ("unplaced", "none", "Var?")
    assert found.note == "Kommentaren hänger inte på någon text; läs den i filen."


def test_comments_that_were_sent_are_not_answers() -> None:
    file = edited("klausul")
    file.comment("Varje gård ska", "lek", "Därför finns punkten.")
    sent = file.save()
    again = Editor(sent, BO)
    again.insert("Varje gård ska", "vila", "total ")

    assert shorts(sent, sent) == []
    assert shorts(again.save(), sent) == ["change gardar/1: +total  (Bo Exempelsson)"]


def test_changes_of_look_are_counted_and_are_no_proposals() -> None:
    file = edited()
    run = next(file.p("Varje gård ska").iter(w("r")))
    look = tree.parse(f'<w:rPr xmlns:w="{file.root.nsmap["w"]}"><w:b/></w:rPr>'.encode())
    change = file.mark("rPrChange")
    change.append(tree.parse(f'<w:rPr xmlns:w="{file.root.nsmap["w"]}"/>'.encode()))
    look.append(change)
    run.insert(0, look)
    found = read(file.save())

    assert (found.proposals, found.formatting) == ((), 1)


# Without tracking.


def test_changes_without_tracking_are_found_by_comparing() -> None:
    file = edited()
    file.tracked = False
    file.replace("Bolaget ska bygga", "bygga", "köpa")
    file.new("Bolaget ska vara en aktiv", "Bolaget ska lyssna på de boende.")
    file.strike("Kallelse ska")
    file.replace("400", "400", "450")
    file.strike_row("Ängarna")
    found = read(file.save())

    assert [short(one) for one in found.proposals] == [
        "change andamal/1: -bygga +köpa (silent)",
        "new andamal/2: Bolaget ska lyssna på de boende. (silent)",
        "struck agardialog/2: Kallelse ska skickas senast fyra veckor före mötet. (silent)",
        "change nyproduktion/7: -400 +450 (silent)",
        "struck nyproduktion/8: Ängarna | 120 (silent)",
    ]
    assert {one.author for one in found.proposals} == {"anna"}
    assert [message(note) for note in found.notes] == [
        "ändringar utan spårning, eller redan godkända: 5; de är funna genom jämförelse med det som skickades ut"
    ]


def test_a_reviewer_who_accepted_everything_is_still_heard() -> None:
    file = edited()
    file.replace("Bolaget ska bygga", "bygga", "köpa")
    file.strike_clause("Träd")
    file.strike("Kallelse ska")
    file.new("Hyresgästerna ska få veta", "Bolaget ska svara på frågor.")
    file.comment("Varje gård ska", "lek", "Var?")
    file.move("Rapporten ska vara", "Bolagets soliditet", "move1")
    content = accepted(file.save())

    assert b"<w:ins " not in read_package(content, "x")["word/document.xml"]
    assert shorts(content) == [
        "change andamal/1: -bygga +köpa (silent)",
        "struck agardialog/2: Kallelse ska skickas senast fyra veckor före mötet. (silent)",
        "new hyror/3: Bolaget ska svara på frågor. (silent)",
        "comment gardar/1: “lek” Var? (Anna Exempelsson)",
        "struck whole trad: Träd\nFör varje träd som fälls ska bolaget plantera två nya i samma område. "
        "(silent) [manifest]",
        "moved rapport/2 > avkastning/1: Rapporten ska vara skriven så att den som bor i bolagets hus förstår den. "
        "(silent)",
    ]


def test_tracked_and_silent_changes_of_one_paragraph_are_two_proposals() -> None:
    file = edited()
    file.insert("Kallelse ska", "senast", "skriftligen ")
    file.tracked = False
    file.replace("Kallelse ska", "veckor", "månader")
    found = read(file.save()).proposals

    assert [short(one) for one in found] == [
        "change agardialog/2: -veckor +månader (silent)",
        "change agardialog/2: +skriftligen  -veckor +månader (Anna Exempelsson)",
    ]
    assert found[1].note == "Stycket är också ändrat utan spårning; jämför de båda."


def test_a_renewed_cross_reference_is_no_change() -> None:
    file = edited()
    result = next(one for one in file.p("Fördelningen följs").iter(w("t")) if one.text == "1.3")
    result.text = "1.4"

    assert shorts(file.save()) == []


# Bookmarks that are lost or have drifted.


def test_without_its_bookmark_a_clause_is_found_by_its_text() -> None:
    file = edited()
    file.without("kl_hyror")
    file.without("kl_trad")
    file.tracked = False
    file.insert("Träd", "", " i kvarteret")
    file.insert("Bolaget ska erbjuda hyresgästerna", "minst", "alltid ")
    file.comment("Varje gård ska", "lek", "Var?")
    found = read(file.save())

    assert [short(one) for one in found.proposals] == [
        "change hyror/1: +alltid  (silent) [style]",
        "comment gardar/1: “lek” Var? (Anna Exempelsson)",
        "change trad/0: + i kvarteret (silent) [similarity]",
    ]
    assert message(found.notes[0]) == (
        "2 av 12 punkter har förlorat sitt bokmärke; de är placerade efter text och rubrik"
    )


def test_a_bookmark_that_has_drifted_to_another_clause_is_not_believed() -> None:
    file = edited()
    start = next(one for one in file.root.iter(w("bookmarkStart")) if one.get(w("name")) == "kl_hyror")
    file.p("Varje gård ska").insert(1, start)
    file.insert("Bolaget ska erbjuda hyresgästerna", "minst", "alltid ")
    file.insert("Varje gård ska", "lek", "bus, ")

    assert shorts(file.save()) == [
        "change hyror/1: +alltid  (Anna Exempelsson) [manifest]",
        "change gardar/1: +bus,  (Anna Exempelsson)",
    ]


def test_a_renamed_heading_is_known_by_its_bookmark() -> None:
    file = edited()
    file.tracked = False
    file.replace("Träd", "Träd", "Grönska i hela kvarteret")

    assert shorts(file.save()) == ["change trad/0: -Träd +Grönska i hela kvarteret (silent)"]


def test_what_is_wholly_rewritten_without_a_trace_is_unplaced_with_candidates() -> None:
    file = edited()
    file.tracked = False
    for key in ("kl_trad", "kl_odling"):
        file.without(key)
    for text in ("Träd", "För varje träd", "Odlingslotter", "Hyresgäster som vill odla", "Bolaget håller med jord"):
        file.strike(text)
    file.new("minst tre sittplatser", "Växthus med plats för kaffe byggs av kommunen på egen bekostnad.", "Brdtext")
    found = read(file.save()).proposals
    unplaced = [one for one in found if one.place == "unplaced"]

    assert [(one.kind, one.after) for one in unplaced] == [
        ("new", "Växthus med plats för kaffe byggs av kommunen på egen bekostnad.")
    ]
    assert (unplaced[0].number, unplaced[0].heading, unplaced[0].found_by) == ("3.1", "Gårdar", "none")
    assert {one.key for one in unplaced[0].candidates} == {"gardar", "trad", "odling"}
    assert all(isinstance(one, Candidate) and one.percent < 50 for one in unplaced[0].candidates)
    assert unplaced[0].note == ("Det går inte att säga vilken punkt texten hör till; välj bland kandidaterna.")
    assert {(one.kind, one.clause, one.whole) for one in found} - {("new", "", False)} == {
        ("struck", "trad", True), ("struck", "odling", True),
    }  # fmt: skip


def test_a_pasted_clause_from_elsewhere_is_new() -> None:
    file = edited()
    file.tracked = False
    heading = file.new("Bolagets soliditet", "Lån", style=file._style(file.p("Träd")))
    file.new(heading, "Bolaget får låna högst en miljard kronor.", style="Brdtext")
    found = read(file.save()).proposals

    assert [short(one) for one in found] == [
        "new whole  > avkastning: Lån\nBolaget får låna högst en miljard kronor. (silent)"
    ]


# Other programs, imitated from what is known of them.


def google(content: bytes) -> bytes:
    """Return a file as Google Docs saves it: bookmarks under other names, own styles as Normal, no data parts."""
    file = Editor(content)
    for number, mark in enumerate(file.root.iter(w("bookmarkStart"))):
        mark.set(w("name"), f"id.x{number}")
    for style in [*file.root.iter(w("pStyle"))]:
        style.set(w("val"), "Normal")
    for around in [*file.root.iter(w("fldChar"), w("instrText"))]:
        around.getparent().getparent().remove(around.getparent())
    return _bare(file.save(), properties=False)


def pages(content: bytes) -> bytes:
    """Return a file as Pages saves it: no bookmarks, no data parts, no properties of ours."""
    file = Editor(content)
    for mark in [*file.root.iter(w("bookmarkStart"), w("bookmarkEnd"))]:
        mark.getparent().remove(mark)
    return _bare(file.save(), properties=True)


def _bare(content: bytes, properties: bool) -> bytes:
    from generator.word import opc

    parts = {name: data for name, data in read_package(content, "x").items() if not name.startswith("customXml/")}
    for name in ("word/_rels/document.xml.rels", "_rels/.rels"):
        gone = ("customXml", "custom-properties") if properties else ("customXml",)
        parts[name] = opc.relationships_xml(link for link in opc.relationships(parts[name]) if link.kind not in gone)
    if properties:
        parts.pop("docProps/custom.xml")
    types = opc.content_types(parts[opc.CONTENT_TYPES])
    kept = {name: kind for name, kind in types.overrides.items() if name.lstrip("/") in parts}
    parts[opc.CONTENT_TYPES] = (opc.content_types_xml(replace_types(types, kept)) + opc.CONTENT_TYPES_END).encode()
    return write_package(parts, {})


def replace_types(types: object, kept: dict[str, str]) -> object:
    return types._replace(overrides=kept)  # type: ignore[attr-defined]


@pytest.mark.parametrize("program", [google, pages])
def test_files_from_other_programs_lose_nothing(program) -> None:
    file = edited()
    file.replace("Bolaget ska bygga", "bygga", "köpa")
    file.strike_clause("Träd")
    file.new("Bolaget ska vara en aktiv", "Bolaget ska lyssna på de boende.")
    file.comment("Varje gård ska", "lek", "Var?")
    file.tracked = False
    file.replace("Den lägsta nivån", "underhållet", "arbetet")
    found = read(program(file.save()))

    assert [short(one) for one in found.proposals] == [
        "change andamal/1: +köpa -bygga (Anna Exempelsson) [manifest]",
        "new andamal/2: Bolaget ska lyssna på de boende. (Anna Exempelsson) [manifest]",
        "change hyror/2: -underhållet +arbetet (silent) [style]",
        "comment gardar/1: “lek” Var? (Anna Exempelsson) [manifest]",
        "struck whole trad: Träd\nFör varje träd som fälls ska bolaget plantera två nya i samma område. "
        "(Anna Exempelsson) [manifest]",
    ]
    assert [message(note) for note in found.notes] == [
        "ett annat program har tagit bort uppgifterna om vad som skickades ut; "
        "punkterna är placerade efter text och rubrik",
        "12 av 12 punkter har förlorat sitt bokmärke; de är placerade efter text och rubrik",
        "ändringar utan spårning, eller redan godkända: 1; de är funna genom jämförelse med det som skickades ut",
    ]
    assert (found.round, found.reviewer) == ("0123456789ab-2026-11-02", "" if program is pages else "anna")


_SPACES = "<w:p " + " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
) + ">"  # fmt: skip
