"""What a round's commands say of files that are gone, decisions that do not hold and clauses that are moved."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.source.write import dump
from generator.word.package import joined, piece, read_package, write_package
from tests.review.editor import Editor
from tests.review.test_round import FIRST, REVIEWERS, answered, decision, edited, loaded, page_answer

DECIDED = {"council": {"date": "2026-12-14", "paragraph": 7}, "general_meeting": {"date": "2027-01-10"}}


@pytest.fixture
def klausul(run, library) -> Callable[..., object]:
    """The command with the small library."""

    def command(*arguments: object):
        return run("--library", "prov", *arguments, shared_cache=True)

    return command


@pytest.fixture(scope="module")
def sent(tmp_path_factory) -> Path:
    """Where the round lies that the tests of this module share, once the first of them has opened it."""
    return tmp_path_factory.mktemp("round") / "omgang"


@pytest.fixture
def opened(klausul, draft, sent: Path) -> str:
    """A copy of a round on a draft with two clauses, sent to five reviewers; returns its id."""
    draft()
    if not sent.exists():
        Path("granskare.yaml").write_text(REVIEWERS, encoding="utf-8")
        done = klausul("review", "open", "utkast.yaml", "--reviewers", "granskare.yaml", "-o", "omgang",
                       "--date", "2026-11-23")  # fmt: skip
        assert done.code == 0, done.err
        shutil.copytree("omgang", sent)
    else:
        shutil.copytree(sent, "omgang")
    return str(loaded("omgang/omgang.yaml")["id"])


def plain(klausul: Callable[..., object], *options: str, body: str = "kf", date: str = "2026-12-14") -> object:
    """Record a decision without a file."""
    return klausul("review", "decide", "omgang", "--body", body, "--date", date, "--paragraph", "7", *options)


@pytest.mark.parametrize(
    ("faulty", "rule"),
    [
        (lambda parts: encrypted(), "source-docx-encrypted"),
        (lambda parts: write_package(parts | {"word/vbaProject.bin": b"x"}, {}), "source-docx-macros"),
        (lambda parts: write_package(parts, {"word/media/a.png": joined([piece(bytes(2**20))] * 1024)}),
         "source-docx-too-large"),
        (lambda parts: write_package(parts, {})[:-5_000], "source-docx-damaged"),
        (lambda parts: write_package(tampered(parts), {}), "review-tampered"),
        (None, "review-none"),
    ],
    ids=["encrypted", "macros", "a gigabyte", "truncated", "tampered", "of no round"],
)  # fmt: skip
def test_a_file_that_cannot_be_trusted_is_refused_by_the_command_and_nothing_is_written(opened, klausul, faulty, rule):
    klausul("build", "utkast.yaml", "-o", "utan.docx")
    good = Path("omgang/utskick/anna.docx")
    content = faulty(read_package(good.read_bytes(), "x")) if faulty else Path("utan.docx").read_bytes()
    Path("svar.docx").write_bytes(content)
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}

    done = klausul("review", "collect", "svar.docx", "--round", "omgang")

    assert (done.code, done.out, len(done.err)) == (1, [], 1)
    assert done.err[0].startswith("svar.docx: ") and done.err[0].endswith(f"[{rule}]")
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before


def encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100) + "EncryptedPackage".encode("utf-16-le")


def tampered(parts):
    assert b"1.0.0" in parts["customXml/item1.xml"]
    return parts | {"customXml/item1.xml": parts["customXml/item1.xml"].replace(b"1.0.0", b"1.0.1")}


def test_a_page_that_says_nothing_and_one_from_a_stranger_are_told(opened, klausul):
    empty = klausul("review", "collect", page_answer(opened), "--round", "omgang")
    stranger = klausul("review", "collect", page_answer(opened, "okand"), "--round", "omgang")

    assert (empty.code, empty.err) == (0, [
        "gron.json: svaret innehåller inga synpunkter; fråga granskaren om det är meningen [review-empty]",
        "gron.json: 0 proposals and comments",
    ])  # fmt: skip
    assert (stranger.code, stranger.err) == (1, [
        "okand.json: filen säger sig komma från ”okand”, som inte är med i omgången; ange rätt granskare med "
        "--reviewer, en av anna, rod, gron, bolaget, namnden [review-unknown-reviewer]",
    ])  # fmt: skip


def test_a_copy_that_is_changed_after_it_was_sent_is_not_compared_with(opened, klausul):
    answer = edited("anna", lambda e: e.replace(FIRST, "100", "120"))
    Path("omgang/utskick/anna.docx").write_bytes(Path("omgang/utskick/rod.docx").read_bytes())
    done = klausul("review", "collect", answer, "--round", "omgang")

    assert (done.code, done.err) == (1, [
        "omgang/utskick/anna.docx: utskicket är borta eller ändrat sedan det skickades, så anna svar.docx kan inte "
        "jämföras med det; hämta tillbaka filen som den var [review-sent-changed]",
    ])  # fmt: skip


def test_proposals_whose_file_is_gone_are_missed(opened, klausul):
    klausul("review", "collect", page_answer(opened), "--round", "omgang")
    Path("omgang/svar/gron-1.yaml").unlink()
    done = klausul("review", "status", "omgang")

    assert (done.code, done.err) == (1, [
        "omgang/svar/gron-1.yaml: filen med förslag finns inte längre; hämta tillbaka den, eller läs svaret på nytt "
        "med klausul review collect --force [review-answers-missing]",
    ])  # fmt: skip


def test_a_folder_without_rounds_lists_none(klausul, here):
    (here / "tom").mkdir()
    done = klausul("review", "list", "tom")

    assert (done.code, done.err) == (1, [
        "tom: här finns ingen granskningsomgång; ange en mapp som klausul review open har skrivit, eller mappen där "
        "sådana ligger [review-no-rounds]",
    ])  # fmt: skip


def test_a_reservation_names_a_motion_of_the_decision(opened, klausul):
    done = klausul("review", "decide", "omgang", "--file",
                   decision(motions=None, reservations=[{"by": "Blå gruppen", "motion": "y9"}]))  # fmt: skip

    assert (done.code, done.err) == (1, [
        "beslut.yaml:8:13: reservations[0].motion: yrkandet ”y9” finns inte bland motions; skriv in det där, eller "
        "rätta hänvisningen [review-decision-motion]",
    ])  # fmt: skip


def test_a_result_that_the_motions_speak_against_is_refused(opened, klausul):
    motions = [{"id": "y1", "kind": "aterremiss", "mover": "Blå gruppen", "result": "bifall"}]
    done = klausul("review", "decide", "omgang", "--file", decision(motions=motions, result="bifall"))

    assert (done.code, done.err) == (1, [
        "beslut.yaml:11:9: result: ärendet är angivet som bifallet, men yrkandena säger att det blev återremitterat; "
        "ändra result eller yrkandenas utfall [review-decision-result]",
    ])  # fmt: skip
    assert not Path("omgang/beslut").exists()


def test_a_day_before_the_round_and_votes_against_the_result_are_pointed_out(opened, klausul):
    votes = {"for": 5, "against": 8}
    motions = [{"id": "y1", "kind": "avslag", "mover": "Blå gruppen", "result": "bifall", "votes": votes}]
    done = klausul("review", "decide", "omgang", "--file", decision(motions=motions, date="2026-11-02"))

    assert (done.code, done.err) == (0, [
        "beslut.yaml:2:7: date: beslutet är från den 2026-11-02, före utskicket den 2026-11-23; kontrollera dagen "
        "[review-decision-early]",
        "beslut.yaml:12:7: motions[0].votes: yrkandet ”y1” är angivet som bifallet, mot omröstningens siffror; "
        "kontrollera dem [review-decision-votes]",
        "Wrote omgang/beslut/2026-11-02-ks.yaml",
    ])  # fmt: skip


def test_amendments_that_wait_are_put_in_before_the_next_step(opened, klausul):
    motion = {"id": "y1", "kind": "andring", "mover": "Blå gruppen", "points": ["1.1"], "text": "x", "result": "bifall"}
    klausul("review", "decide", "omgang", "--file", decision(motions=[motion], body="kf"))
    klausul("review", "collect", edited("anna", lambda e: e.replace(FIRST, "100", "120")), "--round", "omgang")
    before = Path("utkast.yaml").read_bytes()
    done = klausul("review", "apply", "omgang", "anna-1/1", "--draft", "utkast.yaml")
    later = plain(klausul, body="bolagsstamma", date="2026-12-20")

    assert (done.code, done.err) == (1, [
        "utkast.yaml: Kommunfullmäktige beslutade den 2026-12-08 om ändringar som inte är införda; för först in dem "
        "med --decision [review-undecided-pending]",
    ])  # fmt: skip
    assert Path("utkast.yaml").read_bytes() == before
    assert (later.code, later.err) == (1, [
        "decide:1:1: ändringarna som Kommunfullmäktige beslutade den 2026-12-08 är inte införda, så texten som låg på "
        "bordet är inte känd; för först in dem med klausul review apply --decision [review-decision-pending]",
    ])  # fmt: skip
    assert not Path("omgang/beslut/2026-12-20-bolagsstamma.yaml").exists()


def test_a_decision_that_is_not_there_and_one_that_changes_nothing_put_nothing_in(opened, klausul):
    plain(klausul, body="ks", date="2026-12-08")
    unknown = klausul("review", "apply", "omgang", "--decision", "2026-12-09-ks", "--draft", "utkast.yaml")
    nothing = klausul("review", "apply", "omgang", "--decision", "2026-12-08-ks", "--draft", "utkast.yaml")

    assert (unknown.code, unknown.err) == (1, [
        "2026-12-09-ks: omgången har inget sådant beslut; ange en fil i mappen beslut [review-decision-unknown]",
    ])  # fmt: skip
    assert (nothing.code, nothing.err) == (1, [
        "omgang/beslut/2026-12-08-ks.yaml: inget bifallet yrkande i beslutet ändrar texten, så det finns inget att "
        "föra in; kontrollera att det är rätt beslut [review-decision-none]",
    ])  # fmt: skip


def test_comments_that_cannot_be_kept_are_told_of(opened, klausul):
    answered(klausul, opened)
    clauses = "clauses: [{id: ett, values: {antal: 100}}, {id: tva, values: {ko: kommunal}}]\n"
    head = Path("utkast.yaml").read_text("utf-8").partition("clauses:")[0]
    Path("utkast.yaml").write_text(f"# Frågan om kön väntar.\n{head}{clauses}", "utf-8")
    done = klausul("review", "apply", "omgang", "gron-1/2", "--draft", "utkast.yaml")

    assert (done.code, done.err) == (0, [
        "utkast.yaml: kommentarer i utkastet kunde inte behållas när det skrevs om; jämför med den tidigare "
        "versionen [review-comments-lost]",
        "Wrote utkast.yaml",
    ])  # fmt: skip
    assert "Frågan om kön" not in Path("utkast.yaml").read_text("utf-8")


def test_a_trail_that_is_gone_or_about_something_else_is_told(klausul, draft):
    draft(trail="beslut.yaml")
    gone = klausul("build", "utkast.yaml", "-o", "a.txt")
    other = {
        "clause": "ett", "version": "1.0.0", "document": "Direktiv", "municipality": "Annanby kommun", "number": "2.1",
        "body": "Kommunfullmäktige", "date": "2025-01-01", "outcome": "as_sent",
    }  # fmt: skip
    Path("beslut.yaml").write_text(dump({"decisions": [other]}), "utf-8")
    strange = klausul("build", "utkast.yaml", "-o", "a.txt")

    assert (gone.code, gone.err) == (1, [
        "utkast.yaml:20:8: trail: filen med beslut finns inte; ange den som klausul review trail skrev, eller ta bort "
        "fältet [process-trail-missing]",
    ])  # fmt: skip
    assert (strange.code, strange.err) == (0, [
        "utkast.yaml:20:8: trail: filen innehåller inget beslut om Provdirektiv för AB Provbostäder i kommunen, så det "
        "blir ingen bilaga; kontrollera dokumentets titel och kommunens namn, eller ta bort fältet "
        "[process-trail-empty]",
        "Wrote a.txt",
    ])  # fmt: skip
    assert "Bilaga" not in Path("a.txt").read_text("utf-8")


def last(editor: Editor) -> None:
    """Move the first clause to after the second, tracked."""
    editor.move(editor.clause("Nya bostäder"), "Bolaget ska hyra ut", "move1")


def first(editor: Editor) -> None:
    """Move the second clause to right under the section's heading, tracked."""
    editor.move(editor.clause("Uthyrning"), "Boende", "move1")


@pytest.mark.parametrize(
    ("change", "wanted", "said"),
    [
        (last, "punkten flyttas till efter 1.2 Uthyrning", "1.1 Nya bostäder: flyttad"),
        (first, "punkten flyttas först i avsnittet 1 Boende", "1.2 Uthyrning: flyttad"),
    ],
)
def test_a_moved_clause_takes_its_lines_and_comments_along_and_references_follow(opened, klausul, change, wanted, said):
    text = Path("utkast.yaml").read_text("utf-8").replace("  - id: tva", "  # Nämnden vill ha kön.\n  - id: tva")
    Path("utkast.yaml").write_text(text, "utf-8")
    klausul("review", "collect", edited("anna", change), "--round", "omgang", "--date", "2026-12-01")
    klausul("review", "report", "omgang", "-o", "allt.txt", "--date", "2026-12-02")
    done = klausul("review", "apply", "omgang", "anna-1/1", "--draft", "utkast.yaml")

    assert f"Anna Exempelsson [anna-1/1] | {wanted} |" in Path("allt.txt").read_text("utf-8")
    assert (done.code, done.err) == (0, ["Wrote utkast.yaml"])
    assert done.out == [said, "Ordningen ändras: 1.1 blir 1.2, 1.2 blir 1.1"]
    begun = text.index("clauses:\n")
    rows = text[begun:].splitlines(keepends=True)
    at = rows.index("  # Nämnden vill ha kön.\n")
    assert Path("utkast.yaml").read_text("utf-8") == text[:begun] + "".join([rows[0], *rows[at:], *rows[1:at]])
    klausul("build", "utkast.yaml", "-o", "a.txt")
    built = Path("a.txt").read_text("utf-8").splitlines()
    assert [line for line in built if line.startswith(("1.1 ", "1.2 ", "Bolaget ska hyra"))] == [
        "1.1 Uthyrning", "Bolaget ska hyra ut bostäderna i 1.2 genom kommunens bostadskö.", "1.2 Nya bostäder",
    ]  # fmt: skip


def test_a_motion_may_move_a_clause_in_its_own_words(opened, klausul):
    motion = {
        "id": "y1", "kind": "andring", "mover": "Blå gruppen", "points": ["1.1"], "result": "bifall",
        "text": "Flytta punkt 1.1 till efter 1.2.",
    }  # fmt: skip
    klausul("review", "decide", "omgang", "--file", decision(motions=[motion]))
    done = klausul("review", "apply", "omgang", "--decision", "2026-12-08-ks", "--draft", "utkast.yaml")

    assert (done.code, done.out) == (0, [
        "1.1 Nya bostäder: flyttad", "Ordningen ändras: 1.1 blir 1.2, 1.2 blir 1.1",
    ])  # fmt: skip
    assert [row["id"] for row in loaded("utkast.yaml")["clauses"]] == ["tva", "ett"]
    assert len(loaded("omgang/beslut/2026-12-08-ks.yaml")["result_sha256"]) == 64


def test_a_motion_whose_words_are_about_another_point_than_its_own_is_put_in_by_hand(opened, klausul):
    motion = {
        "id": "y1", "kind": "andring", "mover": "Blå gruppen", "points": ["1.2"], "result": "bifall",
        "text": "Flytta punkt 1.1 till efter 1.2.",
    }  # fmt: skip
    klausul("review", "decide", "omgang", "--file", decision(motions=[motion]))
    before = Path("utkast.yaml").read_bytes()
    done = klausul("review", "apply", "omgang", "--decision", "2026-12-08-ks", "--draft", "utkast.yaml")

    assert (done.code, done.err) == (1, [
        "omgang/beslut/2026-12-08-ks.yaml: y1 går inte att föra in i punkt 1.2 (klausul förstår inte yrkandets ord som "
        "en ändring); gör ändringen för hand i utkastet [review-by-hand]",
    ])  # fmt: skip
    assert Path("utkast.yaml").read_bytes() == before


def test_a_clause_cannot_be_moved_to_where_the_draft_has_no_place_for_it(opened, klausul, draft):
    klausul("review", "collect", edited("anna", last), "--round", "omgang")
    draft(clauses=[{"id": "ett", "values": {"antal": 100}}])
    before = Path("utkast.yaml").read_bytes()
    gone = klausul("review", "apply", "omgang", "anna-1/1", "--draft", "utkast.yaml")

    assert (gone.code, gone.err) == (1, [
        "utkast.yaml: anna-1/1 går inte att föra in i punkt 1.1 (platsen som den ska flyttas till finns inte i "
        "utkastet); gör ändringen för hand i utkastet [review-by-hand]",
    ])  # fmt: skip
    assert Path("utkast.yaml").read_bytes() == before


def test_a_copy_that_was_sent_is_no_side_of_a_redline(opened, klausul):
    identity = opened
    done = klausul("redline", "utkast.yaml", "omgang/utskick/anna.docx", "--list")

    assert (done.code, done.err) == (1, [
        f"omgang/utskick/anna.docx: filen är en kopia som skickades ut i granskningsomgången {identity}; ange utkastet "
        "i stället, och läs in granskarnas ändringar med klausul review collect [source-docx-sent]",
    ])  # fmt: skip


def test_a_clause_that_another_refers_to_is_not_struck(opened, klausul):
    file = edited("anna", lambda editor: editor.strike_clause("Nya bostäder"))
    klausul("review", "collect", file, "--round", "omgang")
    done = klausul("review", "apply", "omgang", "anna-1/1", "--draft", "utkast.yaml")

    assert (done.code, done.err) == (1, [
        "utkast.yaml: anna-1/1 går inte att föra in i punkt 1.1 (punkt 1.2 hänvisar till den); gör ändringen för hand "
        "i utkastet [review-by-hand]",
    ])  # fmt: skip
