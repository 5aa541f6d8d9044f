"""A whole round by its commands: out, back, seen together, decided, put into the draft, kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build.overview import overview
from generator.build.places import Places
from generator.html.clause_page import article
from generator.source import read
from generator.source.write import dump
from generator.store import Store
from generator.word.foreign import read_foreign
from generator.word.package import read_package
from generator.word.parts import Parts
from tests.conftest import DATA
from tests.documents.test_json import documented, paths_of
from tests.review.editor import Editor

REVIEWERS = """\
reviewers:
  - {id: anna, name: Anna Exempelsson, kind: person}
  - {id: rod, name: Röda gruppen, kind: party}
  - {id: gron, name: Gröna gruppen, kind: party}
  - {id: bolaget, name: Styrelsen för AB Provbostäder, kind: body, diarienummer: AB 2026/7}
  - {id: namnden, name: Provnämnden, kind: body}
"""
HEADING = "Bolaget ska hyra ut bostäderna"
FIRST = "AB Provbostäder ska bygga"


@pytest.fixture
def klausul(run, library) -> Callable[..., object]:
    """The command with the small library."""

    def command(*arguments: object):
        return run("--library", "prov", *arguments, shared_cache=True)

    return command


@pytest.fixture
def opened(klausul, draft) -> str:
    """A round on a draft with two clauses, sent to five reviewers; returns its id."""
    draft()
    Path("granskare.yaml").write_text(REVIEWERS, encoding="utf-8")
    done = klausul("review", "open", "utkast.yaml", "--reviewers", "granskare.yaml", "-o", "omgang",
                   "--date", "2026-11-23", "--html")  # fmt: skip
    assert (done.code, done.out) == (0, [])
    assert done.err[-2:] == ["The files to send lie in omgang/utskick", "Wrote omgang/omgang.yaml"]
    return str(loaded("omgang/omgang.yaml")["id"])


def loaded(file: str | Path):
    """Return a YAML file's data, which our own reader finds nothing wrong with."""
    source = read(str(file), Path(file).read_bytes())
    assert source.findings == []
    return source.data


def edited(reviewer: str, change: Callable[[Editor], object], author: str = "Anna Exempelsson", to: str = "") -> str:
    """Write a reviewer's copy with a change, under another name, and return the name."""
    editor = Editor(Path(f"omgang/utskick/{reviewer}.docx").read_bytes(), author)
    change(editor)
    name = to or f"{reviewer} svar.docx"
    Path(name).write_bytes(editor.save())
    return name


def page_answer(identity: str, reviewer: str = "gron", **fields: object) -> str:
    """Write what the page of a reviewer saves, and return the file's name."""
    data = {
        "format": 1, "kind": "klausul-granskning", "round": identity, "reviewer": reviewer, "name": "Nils Exempelsson",
        "comment": "", "answers": [], **fields,
    }  # fmt: skip
    name = f"{reviewer}.json"
    Path(name).write_text(json.dumps(data), encoding="utf-8")
    return name


def test_a_copy_for_each_reviewer_says_whose_it_is_and_reads_as_the_document(opened, klausul):
    klausul("build", "utkast.yaml", "-o", "utkast.docx")
    plain = [line.text for line in read_foreign(Path("utkast.docx").read_bytes(), "a").word.lines()]
    files = sorted(str(path) for path in Path("omgang").rglob("*") if path.is_file())

    assert files == [
        "omgang/omgang.yaml", "omgang/underlag.lock", "omgang/underlag.yaml",
        *(f"omgang/utskick/{name}.{kind}" for name in ("anna", "bolaget", "gron", "namnden", "rod")
          for kind in ("docx", "html")),
    ]  # fmt: skip
    for name, who in (("anna", "Anna Exempelsson"), ("namnden", "Provnämnden")):
        content = Path(f"omgang/utskick/{name}.docx").read_bytes()
        said = Parts.of(read_package(content, name)).properties()
        lines = [line.text for line in read_foreign(content, name).word.lines()]
        assert (said["klausul-omgang"], said["klausul-granskare"]) == (opened, name)
        first, last = lines.index(f"Till: {who}"), lines.index(f"Omgång {opened}.")
        assert lines[:first] + lines[last + 1 :] == plain


def test_the_same_draft_gives_the_same_round(opened, klausul):
    again = klausul("review", "open", "utkast.yaml", "--reviewers", "granskare.yaml", "-o", "igen",
                    "--date", "2026-11-23", "--html")  # fmt: skip

    assert again.code == 0
    for file in (path for path in Path("omgang").rglob("*") if path.is_file()):
        assert (Path("igen") / file.relative_to("omgang")).read_bytes() == file.read_bytes(), file


def test_the_text_that_was_sent_can_be_built_again(opened, klausul):
    klausul("build", "utkast.yaml", "-o", "utkast.txt")
    klausul("build", "omgang/underlag.yaml", "-o", "underlag.txt")

    assert Path("underlag.txt").read_bytes() == Path("utkast.txt").read_bytes()


def test_a_round_is_not_replaced_without_being_told_and_never_when_answers_have_come(opened, klausul):
    again = ("review", "open", "utkast.yaml", "--reviewers", "granskare.yaml", "-o", "omgang", "--date", "2026-11-24")

    assert klausul(*again).err == ["Error: omgang holds a round already; give another folder, or --force to replace it"]
    assert klausul(*again, "--force").code == 0
    klausul("review", "collect", edited("anna", lambda e: e.delete(FIRST, "ska bygga")), "--round", "omgang")
    refused = klausul(*again, "--force")
    assert (refused.code, refused.err) == (
        2, ["Error: answers have come to the round in omgang, so it is not replaced; give another folder"],
    )  # fmt: skip


def test_reviewers_with_slips_are_told_where(klausul, draft):
    draft()
    Path("granskare.yaml").write_text(
        "reviewers:\n  - {id: anna, name: Anna, kind: persn}\n  - {id: Röd, name: Röda, kind: party}\n", "utf-8"
    )
    wrong = klausul("review", "open", "utkast.yaml", "--reviewers", "granskare.yaml", "-o", "omgang")
    Path("granskare.yaml").write_text(
        "reviewers:\n  - {id: anna, name: Anna, kind: person}\n  - {id: gemensam, name: anna, kind: person}\n", "utf-8"
    )
    twice = klausul("review", "open", "utkast.yaml", "--reviewers", "granskare.yaml", "-o", "omgang")

    assert (wrong.code, wrong.err) == (1, [
        "granskare.yaml:2:34: reviewers[0].kind: ”persn” är inte ett tillåtet värde; välj bland person, party, body; "
        "menade du ”person”? [source-value]",
        "granskare.yaml:3:10: reviewers[1].id: ”Röd” har fel form; ska vara gemena a–z, siffror och bindestreck "
        "[source-form]",
    ])  # fmt: skip
    assert (twice.code, twice.err) == (1, [
        "granskare.yaml:3:10: reviewers[1].id: ”gemensam” är namnet på den fil som alla delar; ge granskaren ett annat "
        "id [review-reserved]",
        "granskare.yaml:3:26: reviewers[1].name: ”anna” finns flera gånger; varje id får finnas en gång "
        "[source-duplicate-id]",
    ])  # fmt: skip
    assert not Path("omgang").exists()


def test_returned_files_of_every_kind_become_proposals_beside_the_files_themselves(opened, klausul):
    word = edited("anna", lambda e: e.replace(FIRST, "100", "120"), to="Annas svar (2).docx")
    Path("namnden.txt").write_text("Punkt 1.2: stryk ordet ”kommunens”.\n", "utf-8")
    page = page_answer(opened, answers=[{"clause": "tva", "position": "reject", "comment": "Behövs inte."}])
    done = klausul("review", "collect", word, "namnden.txt", page, "--round", "omgang", "--date", "2026-12-01")

    assert (done.code, done.out) == (0, [])
    assert done.err == [
        "Annas svar (2).docx: 1 proposals and comments",
        "namnden.txt: 1 proposals and comments",
        "gron.json: 1 proposals and comments",
    ]
    received = loaded("omgang/omgang.yaml")["received"]
    assert [(one["reviewer"], one["name"], one["file"], one["record"]) for one in received] == [
        ("anna", "Annas svar (2).docx", "inkommet/anna-1.docx", "arbetsmaterial"),
        ("namnden", "namnden.txt", "inkommet/namnden-1.txt", "inkommen"),
        ("gron", "gron.json", "inkommet/gron-1.json", "arbetsmaterial"),
    ]
    assert Path("omgang/inkommet/anna-1.docx").read_bytes() == Path(word).read_bytes()
    assert loaded("omgang/svar/gron-1.yaml")["proposals"] == [
        {
            "id": "1", "kind": "struck", "clause": "tva", "number": "1.2", "heading": "Uthyrning", "whole": True,
            "before": "Uthyrning\nBolaget ska hyra ut bostäderna i 1.1 genom kommunens bostadskö.",
            "comment": "Behövs inte.", "author": "Nils Exempelsson", "found_by": "bookmark",
        }
    ]  # fmt: skip


def test_a_file_is_read_once_and_what_a_person_has_put_in_stays(opened, klausul):
    name = edited("anna", lambda e: e.replace(FIRST, "100", "120"))
    klausul("review", "collect", name, "--round", "omgang", "--date", "2026-12-01")
    answers = Path("omgang/svar/anna-1.yaml")
    answers.write_text(answers.read_text("utf-8").replace("kind: change", "kind: change\n    note: Kolla."), "utf-8")
    again = klausul("review", "collect", name, "--round", "omgang", "--date", "2026-12-02")

    assert (again.code, again.err) == (0, [
        "anna svar.docx: filen är redan inläst den 2026-12-01, som inkommet/anna-1.docx; --force läser den på nytt "
        "[review-known]",
    ])  # fmt: skip
    assert "Kolla." in answers.read_text("utf-8")
    forced = klausul("review", "collect", name, "--round", "omgang", "--force")
    assert forced.err[0] == (
        "anna svar.docx: svaret är läst på nytt, och det som någon hade ändrat i svar/anna-1.yaml är ersatt; "
        "för in det igen om det behövs [review-edited]"
    )
    assert "Kolla." not in answers.read_text("utf-8")


def test_what_is_no_answer_to_the_round_is_refused_and_nothing_is_written(opened, klausul, draft):
    before = Path("omgang/omgang.yaml").read_bytes()
    good = edited("anna", lambda e: e.replace(FIRST, "100", "120"))
    Path("svar.pdf").write_bytes(b"%PDF")
    Path("mejl.txt").write_text("Punkt 1.1: bra", "utf-8")
    Path("trasig.json").write_text("{", "utf-8")
    other = page_answer("0123456789ab-2026-11-01", "rod")
    done = klausul("review", "collect", good, "svar.pdf", "mejl.txt", "trasig.json", other, "--round", "omgang")

    assert done.code == 1
    assert done.err == [
        "mejl.txt: det framgår inte vem filen kommer från; ange granskaren med --reviewer, en av anna, rod, gron, "
        "bolaget, namnden [review-whose]",
        f"rod.json: filen hör till omgången 0123456789ab-2026-11-01, inte till {opened}; läs in den i sin egen omgång, "
        "eller be om ett svar på det nya utskicket [review-other-round]",
        "svar.pdf: filer av det slaget kan inte läsas; ange en fil som slutar på .docx, .txt, .json [review-suffix]",
        "trasig.json: filen är inget svar som sidan har sparat, eller så är den skadad; be granskaren spara svaret på "
        "nytt [review-answer-file]",
    ]
    assert Path("omgang/omgang.yaml").read_bytes() == before
    assert not Path("omgang/svar").exists()


def test_the_copy_itself_holds_no_answer(opened, klausul):
    done = klausul("review", "collect", "omgang/utskick/anna.docx", "--round", "omgang")

    assert (done.code, done.err) == (0, [
        "omgang/utskick/anna.docx: filen är utskicket som det var, så det finns inget att läsa i den; ange den fil som "
        "granskaren skickade tillbaka [review-not-edited]",
    ])  # fmt: skip


def test_a_folder_without_a_round_and_a_reviewer_that_is_not_in_it_are_said(opened, klausul, here):
    (here / "tom").mkdir()
    empty = klausul("review", "status", "tom")
    wrong = klausul("review", "collect", "granskare.yaml", "--round", "omgang", "--reviewer", "ana")

    assert (empty.code, empty.err) == (1, [
        "tom: mappen innehåller ingen granskningsomgång; ange mappen som klausul review open skrev, den med filen "
        "omgang.yaml [review-no-round]",
    ])  # fmt: skip
    lost = klausul("review", "collect", "granskare.yaml")
    assert (lost.code, lost.err) == (
        2, ["Error: no round lies around granskare.yaml; name its folder with --round"],
    )  # fmt: skip
    assert (wrong.code, wrong.err) == (2, [
        "Error: there is no reviewer 'ana'; choose from anna, rod, gron, bolaget, namnden",
    ])  # fmt: skip


def test_files_of_a_round_cannot_lead_out_of_its_folder(opened, klausul):
    file = Path("omgang/omgang.yaml")
    file.write_text(file.read_text("utf-8").replace("utskick/anna.docx", "../anna.docx"), "utf-8")
    done = klausul("review", "status", "omgang")

    assert (done.code, [line.partition(": ")[2] for line in done.err]) == (1, [
        "copies: sökvägen ”../anna.docx” leder ut ur omgångens mapp; ange en fil därinne [review-path]",
    ])  # fmt: skip


def answered(klausul: Callable[..., object], identity: str) -> None:
    """Let four of five reviewers answer."""
    files = [
        edited("anna", lambda e: e.replace(FIRST, "100", "120")),
        edited("rod", lambda e: e.replace(FIRST, "100", "150"), "Rut Exempelsson"),
        edited("bolaget", lambda e: e.comment(HEADING, "bostadskö", "Kön behöver beskrivas."), "Bo Exempelsson"),
        page_answer(identity, answers=[
            {"clause": "ett", "position": "approve", "comment": ""},
            {"clause": "tva", "position": "change", "comment": "Tydligare.",
             "text": "Bolaget ska alltid hyra ut bostäderna i 1.1 genom kommunens bostadskö."},
        ]),
    ]  # fmt: skip
    done = klausul("review", "collect", *files, "--round", "omgang", "--date", "2026-12-01")
    assert done.code == 0, done.err


def test_status_tells_who_has_answered_and_where_they_disagree(opened, klausul):
    answered(klausul, opened)
    done = klausul("review", "status", "omgang")

    assert (done.code, done.err) == (0, [])
    assert done.out == [
        f"Omgång {opened}: Provdirektiv för AB Provbostäder",
        "Utskickad 2026-11-23 till 5 granskare",
        "",
        "granskare                      slag        svar        förslag  kommentarer  oplacerade  osäkra",
        "Anna Exempelsson               person      2026-12-01  1        0            0           0",
        "Röda gruppen                   partigrupp  2026-12-01  1        0            0           0",
        "Gröna gruppen                  partigrupp  2026-12-01  1        1            0           0",
        "Styrelsen för AB Provbostäder  organ       2026-12-01  0        1            0           0",
        "Provnämnden                    organ       –           0        0            0           0",
        "",
        "Har inte svarat: Provnämnden",
        "",
        "Punkter där granskarna vill olika: 1",
        "1.1 Nya bostäder",
        "  Anna Exempelsson: ”ska bygga 100” ersätts med ”ska bygga 120” [anna-1/1]",
        "  Röda gruppen (Rut Exempelsson): ”ska bygga 100” ersätts med ”ska bygga 150” [rod-1/1]",
        "  Gröna gruppen (Nils Exempelsson): kommentar: ”Tillstyrker punkten.” [gron-1/1]",
    ]
    data = json.loads(klausul("review", "status", "omgang", "--format", "json").out[0])
    assert [one["key"] for one in data["disputes"]] == ["ett"]
    assert data["proposals"][0]["after"].startswith("AB Provbostäder ska bygga 120")


def test_the_registrator_sees_what_went_out_and_what_came_in(opened, klausul):
    answered(klausul, opened)
    done = klausul("review", "list", "omgang", "--registrator")
    rows = [line.rsplit("  ", 1)[0].rstrip() for line in done.out]

    assert rows == [
        f"Provdirektiv för AB Provbostäder, omgång {opened}",
        "",
        "Att registrera: 5",
        "datum       väg  part                           diarienummer  märkning    fil",
        "2026-11-23  ut   Styrelsen för AB Provbostäder  KS 2026/1     expedierad  utskick/bolaget.docx",
        "2026-11-23  ut   Provnämnden                    KS 2026/1     expedierad  utskick/namnden.docx",
        "2026-11-23  ut   Styrelsen för AB Provbostäder  KS 2026/1     expedierad  utskick/bolaget.html",
        "2026-11-23  ut   Provnämnden                    KS 2026/1     expedierad  utskick/namnden.html",
        "2026-12-01  in   Styrelsen för AB Provbostäder  AB 2026/7     inkommen    inkommet/bolaget-1.docx",
        "",
        "Märkt som arbetsmaterial: 9",
        "datum       väg  part              diarienummer  märkning        fil",
        "2026-11-23  ut   Anna Exempelsson  KS 2026/1     arbetsmaterial  utskick/anna.docx",
        "2026-11-23  ut   Röda gruppen      KS 2026/1     arbetsmaterial  utskick/rod.docx",
        "2026-11-23  ut   Gröna gruppen     KS 2026/1     arbetsmaterial  utskick/gron.docx",
        "2026-11-23  ut   Anna Exempelsson  KS 2026/1     arbetsmaterial  utskick/anna.html",
        "2026-11-23  ut   Röda gruppen      KS 2026/1     arbetsmaterial  utskick/rod.html",
        "2026-11-23  ut   Gröna gruppen     KS 2026/1     arbetsmaterial  utskick/gron.html",
        "2026-12-01  in   Anna Exempelsson  KS 2026/1     arbetsmaterial  inkommet/anna-1.docx",
        "2026-12-01  in   Röda gruppen      KS 2026/1     arbetsmaterial  inkommet/rod-1.docx",
        "2026-12-01  in   Gröna gruppen     KS 2026/1     arbetsmaterial  inkommet/gron-1.json",
        "",
        "Märkningen är den som omgångens filer anger. Registratorn avgör vad som är allmän handling.",
    ]


def test_the_compilation_shows_the_proposals_side_by_side_under_the_points_own_numbers(opened, klausul):
    answered(klausul, opened)
    done = klausul("review", "report", "omgang", "-o", "sammanstallning.txt", "--date", "2026-12-02")
    text = Path("sammanstallning.txt").read_text("utf-8").splitlines()

    assert done.code == 0
    start = text.index("1.1 Nya bostäder")
    assert text[start : start + 9] == [
        "1.1 Nya bostäder",
        "Som den skickades ut",
        "AB Provbostäder ska bygga 100\u00a0bostäder till och med år 2030.",
        "Förslag",
        "Från | Förslag | Lydelse enligt förslaget",
        "Anna Exempelsson [anna-1/1] | ”ska bygga 100” ersätts med ”ska bygga 120” | AB Provbostäder ska bygga "
        "120\u00a0bostäder till och med år 2030.",
        "Röda gruppen (Rut Exempelsson) [rod-1/1] | ”ska bygga 100” ersätts med ”ska bygga 150” | AB Provbostäder ska "
        "bygga 150\u00a0bostäder till och med år 2030.",
        "Gröna gruppen (Nils Exempelsson) [gron-1/1] | kommentar: ”Tillstyrker punkten.” | –",
        "",
    ]
    assert "4 av 5 granskare har svarat." in text
    for name in ("a.docx", "a.html"):
        assert klausul("review", "report", "omgang", "-o", name, "--date", "2026-12-02").code == 0
    lines = [line.text for line in read_foreign(Path("a.docx").read_bytes(), "a").word.lines()]
    assert "Röda gruppen (Rut Exempelsson) [rod-1/1]" in lines
    assert "<strong>120</strong>" in Path("a.html").read_text("utf-8")


def test_a_published_compilation_has_no_named_persons_views(opened, klausul):
    answered(klausul, opened)
    klausul("review", "decide", "omgang", "--file", decision())
    klausul("review", "report", "omgang", "-o", "offentlig.html", "--publish", "--date", "2026-12-02")
    page = Path("offentlig.html").read_text("utf-8")

    for name in ("Anna Exempelsson", "anna", "Rut Exempelsson", "Nils Exempelsson", "Bo Exempelsson"):
        assert name not in page, name
    assert "Röda gruppen" in page
    assert "Kim Exempelsson (R)" in page  # an yrkande, as the minutes have it


def decision(name: str = "beslut.yaml", **fields: object) -> str:
    """Write a decision with one carried amendment, and return the file's name."""
    motion = {
        "id": "y1", "kind": "andring", "mover": "Kim Exempelsson (R)", "points": ["1.1"], "proposals": ["rod-1/1"],
        "votes": {"for": 7, "against": 6},
    }  # fmt: skip
    data = {
        "body": "ks", "date": "2026-12-08", "paragraph": 214, "decided": ["att anta direktivet med yrkande y1"],
        "motions": [motion, {"id": "y2", "kind": "aterremiss", "mover": "Blå gruppen", "result": "avslag"}], **fields,
    }  # fmt: skip
    Path(name).write_text(dump({key: value for key, value in data.items() if value is not None}), "utf-8")
    return name


def test_a_decision_is_kept_with_what_it_means_for_each_clause(opened, klausul):
    answered(klausul, opened)
    done = klausul("review", "decide", "omgang", "--file", decision())

    assert (done.code, done.err) == (0, ["Wrote omgang/beslut/2026-12-08-ks.yaml"])
    assert done.out == [
        "Kommunstyrelsen 2026-12-08 § 214: ärendet bifallet.",
        "y1 Kim Exempelsson (R), ändring i punkt 1.1: bifallet (7 för, 6 mot)",
        "y2 Blå gruppen, återremiss: avslaget",
        "Ändras: 1.1",
        "Som de skickades ut: 1.2",
        "Textens kontrollsumma fastställs när ändringarna är införda (klausul review apply --decision).",
    ]
    kept = loaded("omgang/beslut/2026-12-08-ks.yaml")
    assert [(one["key"], one["outcome"]) for one in kept["clauses"]] == [("ett", "amended"), ("tva", "as_sent")]
    again = klausul("review", "decide", "omgang", "--file", decision())
    assert (again.code, again.err) == (
        2, ["Error: omgang/beslut/2026-12-08-ks.yaml exists already; --force replaces it"],
    )  # fmt: skip


def test_a_matter_that_is_referred_back_stops_the_whole_text(opened, klausul):
    motions = [{"id": "y1", "kind": "aterremiss", "mover": "Blå gruppen", "points": ["1.2"], "result": "bifall"}]
    done = klausul("review", "decide", "omgang", "--file", decision(motions=motions, body="kf"))

    assert done.out == [
        "Kommunfullmäktige 2026-12-08 § 214: ärendet återremitterat.",
        "y1 Blå gruppen, återremiss i punkt 1.2: bifallet",
        "Återremitterade med ärendet: 1.1, 1.2",
    ]


def test_a_plain_decision_takes_no_file(opened, klausul):
    done = klausul("review", "decide", "omgang", "--body", "KF", "--date", "2026-12-14", "--paragraph", "7")

    assert done.out[:2] == ["Kommunfullmäktige 2026-12-14 § 7: ärendet bifallet.", "Som de skickades ut: 1.1, 1.2"]
    whole = loaded("omgang/omgang.yaml")["sha256"]
    assert loaded("omgang/beslut/2026-12-14-kf.yaml")["result_sha256"] == whole
    assert klausul("review", "decide", "omgang").err == ["Error: give --file, or --body and --date"]


def test_slips_in_a_decision_are_told_with_their_places(opened, klausul):
    motions = [
        {"id": "y1", "kind": "andring", "mover": "R", "points": ["9.9"], "text": "stryk", "result": "bifall"},
        {"id": "y2", "kind": "aterremiss", "mover": "B", "votes": {"for": 5, "against": 8}},
        {"id": "y3", "kind": "andring", "mover": "G", "points": ["1.1"], "votes": {"for": 6, "against": 6}},
        {"id": "y4", "kind": "andring", "mover": "G", "proposals": ["anna-1/9"]},
        {"id": "y5", "kind": "tillagg", "mover": "V", "result": "bifall"},
    ]
    name = decision(motions=motions, paragraph=None)
    done = klausul("review", "decide", "omgang", "--file", name)
    places = {line.partition(": ")[2] for line in done.err}

    assert done.code == 1
    assert places == {
        "paragrafen i protokollet saknas; Kommunstyrelsen beslutar under en paragraf [review-decision-paragraph]",
        "motions[0].points[0]: punkten ”9.9” finns inte i det som skickades ut; ange ett nummer som 3.2 eller "
        "klausulens namn i utkastet [review-decision-point]",
        "motions[1]: yrkandet ”y2” om återremiss saknar result; skriv bifall eller avslag, eftersom en minoritet kan "
        "räcka i fullmäktige (5 kap. 50 § kommunallagen (2017:725)) [review-decision-minority]",
        "motions[2]: omröstningen om yrkandet ”y3” slutade lika; ange result [review-decision-tie]",
        "motions[4]: yrkandet ”y5” säger inte vad som ska ändras; ange points, proposals eller text "
        "[review-decision-empty]",
        "motions[3].proposals[0]: förslaget ”anna-1/9” finns inte i omgången; klausul review status --format json "
        "visar vad de heter [review-decision-proposal]",
        "motions[3]: det framgår inte hur det gick för yrkandet ”y4”; ange result, eller votes om det blev omröstning "
        "[review-decision-open]",
    }
    assert not Path("omgang/beslut").exists()


def test_what_a_decision_carried_changes_the_draft_and_nothing_else(opened, klausul):
    answered(klausul, opened)
    klausul("review", "decide", "omgang", "--file", decision())
    before = Path("utkast.yaml").read_text("utf-8")
    shown = klausul("review", "apply", "omgang", "--decision", "2026-12-08-ks", "--draft", "utkast.yaml", "--dry-run")
    assert Path("utkast.yaml").read_text("utf-8") == before
    done = klausul("review", "apply", "omgang", "--decision", "2026-12-08-ks", "--draft", "utkast.yaml")

    assert (shown.code, done.code) == (0, 0)
    assert (
        shown.out
        == done.out
        == [
            "1.1 Nya bostäder: värdet ”antal bostäder” är ändrat",
            "1.1 Nya bostäder: ”ska bygga 100” ersätts med ”ska bygga 150”",
        ]
    )
    assert Path("utkast.yaml").read_text("utf-8") == before.replace("antal: 100", "antal: 150")
    kept = loaded("omgang/beslut/2026-12-08-ks.yaml")
    assert kept["clauses"][0]["text"] == [
        "Nya bostäder", "AB Provbostäder ska bygga 150\u00a0bostäder till och med år 2030."
    ]  # fmt: skip
    assert len(kept["result_sha256"]) == 64
    again = klausul("review", "decide", "omgang", "--body", "kf", "--date", "2026-12-14", "--paragraph", "7")
    assert again.code == 0
    assert loaded("omgang/beslut/2026-12-14-kf.yaml")["result_sha256"] == kept["result_sha256"]


def test_words_that_no_value_holds_become_a_local_wording_with_its_parameters(opened, klausul):
    answered(klausul, opened)
    done = klausul("review", "apply", "omgang", "gron-1/2", "--draft", "utkast.yaml")

    assert done.code == 0, done.err
    assert done.out == [
        "1.2 Uthyrning: lokal lydelse",
        "1.2 Uthyrning: ”alltid” läggs till efter ”Bolaget ska”",
    ]
    assert loaded("utkast.yaml")["clauses"][1] == {
        "id": "tva",
        "values": {"ko": "kommunal"},
        "local": {
            "text": '{% if ko == "kommunal" %}\n'
            "Bolaget ska alltid hyra ut bostäderna i [](#ett) genom kommunens bostadskö.\n"
            "{% else %}\nBolaget ska hyra ut bostäderna genom sin egen kö.\n{% endif %}\n",
            "reason": f"Förslag gron-1/2 (Gröna gruppen (Nils Exempelsson)) i omgång {opened}.",
        },
    }


def test_amendments_that_do_not_go_together_are_refused(opened, klausul):
    answered(klausul, opened)
    before = Path("utkast.yaml").read_bytes()
    both = klausul("review", "apply", "omgang", "anna-1/1", "rod-1/1", "--draft", "utkast.yaml")
    comment = klausul("review", "apply", "omgang", "bolaget-1/1", "--draft", "utkast.yaml")
    unknown = klausul("review", "apply", "omgang", "anna-1/7", "--draft", "utkast.yaml")

    assert (both.code, both.err) == (1, [
        "utkast.yaml: rod-1/1 går inte att föra in i punkt 1.1 (ett annat förslag vill något annat med samma ord); gör "
        "ändringen för hand i utkastet [review-by-hand]",
    ])  # fmt: skip
    assert comment.err == [
        "utkast.yaml: bolaget-1/1 går inte att föra in i punkt 1.2 (en kommentar ändrar ingen text); gör ändringen för "
        "hand i utkastet [review-by-hand]"
    ]
    assert unknown.err == [
        "omgang: förslaget ”anna-1/7” finns inte i omgången; klausul review status --format json visar vad de heter "
        "[review-no-proposal]"
    ]
    assert Path("utkast.yaml").read_bytes() == before


def test_a_text_that_the_council_has_decided_is_never_changed(opened, klausul, draft):
    answered(klausul, opened)
    klausul("review", "decide", "omgang", "--body", "kf", "--date", "2026-12-14", "--paragraph", "7")
    before = Path("utkast.yaml").read_bytes()
    decided = klausul("review", "apply", "omgang", "anna-1/1", "--draft", "utkast.yaml")
    draft("gallande.yaml", state="in_force", decisions={
        "council": {"date": "2026-12-14", "paragraph": 7}, "general_meeting": {"date": "2027-01-10"},
    })  # fmt: skip
    state = klausul("review", "apply", "omgang", "anna-1/1", "--draft", "gallande.yaml")

    assert (decided.code, decided.err) == (1, [
        "utkast.yaml: Kommunfullmäktige beslutade den här texten den 2026-12-14; den ändras bara genom ett nytt beslut "
        "[review-decided-text]",
    ])  # fmt: skip
    assert (state.code, [line.partition("state: ")[2] for line in state.err]) == (1, [
        "utkastet har läget ”Gällande”, så texten är beslutad; en ändring av den tas upp som ett nytt ärende, i ett "
        "nytt utkast [review-decided-state]",
    ])  # fmt: skip
    assert Path("utkast.yaml").read_bytes() == before


def test_amendments_put_in_by_hand_are_recorded_only_where_the_decision_touches_the_text(opened, klausul):
    answered(klausul, opened)
    klausul("review", "decide", "omgang", "--file", decision())
    good = Path("utkast.yaml").read_text("utf-8").replace("antal: 100", "antal: 150")
    Path("utkast.yaml").write_text(good.replace("ko: kommunal", "ko: egen"), "utf-8")
    more = klausul("review", "apply", "omgang", "--decision", "2026-12-08-ks", "--draft", "utkast.yaml", "--done")
    Path("utkast.yaml").write_text(good, "utf-8")
    done = klausul("review", "apply", "omgang", "--decision", "2026-12-08-ks", "--draft", "utkast.yaml", "--done")

    assert (more.code, more.err) == (1, [
        "utkast.yaml: punkt 1.2 Uthyrning är ändrad i utkastet utan att beslutet rör den; återställ den, eller ange "
        "rätt utkast [review-done-differs]",
    ])  # fmt: skip
    assert (done.code, done.out) == (0, ["1.1 Nya bostäder: ”ska bygga 100” ersätts med ”ska bygga 150”"])
    assert "result_sha256" in loaded("omgang/beslut/2026-12-08-ks.yaml")


def test_one_shared_copy_takes_the_names_from_word(klausul, draft):
    draft()
    Path("granskare.yaml").write_text(REVIEWERS, "utf-8")
    klausul("review", "open", "utkast.yaml", "--reviewers", "granskare.yaml", "-o", "omgang", "--shared",
            "--date", "2026-11-23")  # fmt: skip
    name = edited("gemensam", lambda e: e.replace(FIRST, "100", "120"))
    assert klausul("review", "collect", name, "--round", "omgang", "--date", "2026-12-01").code == 0
    rows = klausul("review", "status", "omgang").out

    assert "Anna Exempelsson               person      2026-12-01  1        0            0           0" in rows
    html = klausul("review", "open", "utkast.yaml", "--reviewers", "granskare.yaml", "-o", "x", "--shared", "--html")
    assert (html.code, html.err) == (
        2, ["Error: --html makes a page for each reviewer, so it cannot be used with --shared"],
    )  # fmt: skip


def test_the_trail_is_a_register_that_keeps_other_decisions(opened, klausul):
    answered(klausul, opened)
    klausul("review", "decide", "omgang", "--file", decision())
    klausul("review", "apply", "omgang", "--decision", "2026-12-08-ks", "--draft", "utkast.yaml")
    other = {
        "clause": "ett", "version": "1.0.0", "document": "Direktiv", "municipality": "Annanby kommun", "number": "2.1",
        "body": "Kommunfullmäktige", "date": "2025-01-01", "outcome": "as_sent",
    }  # fmt: skip
    Path("decisions.yaml").write_text(dump({"decisions": [other]}), "utf-8")
    for _ in range(2):
        assert klausul("review", "trail", "omgang", "-o", "decisions.yaml").code == 0
    rows = loaded("decisions.yaml")["decisions"]

    assert [(row["clause"], row["date"], row["outcome"]) for row in rows] == [
        ("ett", "2025-01-01", "as_sent"), ("ett", "2026-12-08", "amended"), ("tva", "2026-12-08", "as_sent"),
    ]  # fmt: skip
    assert rows[1]["motions"] == ["ändring (Kim Exempelsson (R))"]
    assert rows[1]["text"][1] == "AB Provbostäder ska bygga 150\u00a0bostäder till och med år 2030."
    assert "anna" not in Path("decisions.yaml").read_text("utf-8").casefold().replace("annanby", "")


def test_a_clause_shows_where_it_was_decided_by_whom_and_on_which_wording(opened, klausul, run):
    klausul("review", "decide", "omgang", "--body", "kf", "--date", "2026-12-14", "--paragraph", "7")
    klausul("review", "trail", "omgang", "-o", "prov/register/decisions.yaml")
    shown = run("--library", "prov", "clauses", "show", "ett").out

    at = shown.index("Beslut")
    assert shown[at : at + 4] == [
        "Beslut",
        "– Kommunfullmäktige, Provby kommun, den 14\u00a0december 2026 § 7, KS 2026/1: Provdirektiv för AB "
        "Provbostäder, punkt 1.1 (version 1.0.0): som den skickades ut.",
        "  Nya bostäder",
        "  AB Provbostäder ska bygga 100\u00a0bostäder till och med år 2030.",
    ]
    contracts = [(DATA / "grund" / "contracts", "contracts")]
    view = overview(Places([(Path("prov"), "prov")], contracts, [], Store(None)))
    page = "\n".join(article(view.library.find("ett")[0], view.library, view.contracts, lambda name: name))
    assert "<h3>Beslut</h3>\n<ul>\n<li>Kommunfullmäktige, Provby kommun, den 14\u00a0december 2026 § 7" in page
    assert '<p class="about">AB Provbostäder ska bygga 100\u00a0bostäder till och med år 2030.</p></li>' in page


def test_an_annotated_copy_has_the_reasons_at_each_clause_and_is_the_same_document(opened, klausul):
    klausul("build", "utkast.yaml", "-o", "a.docx")
    done = klausul("build", "utkast.yaml", "-o", "b.docx", "--annotated", "--date", "2026-11-23")
    parts = read_package(Path("b.docx").read_bytes(), "b")
    comments = parts["word/comments.xml"].decode()
    plain, commented = (read_foreign(Path(name).read_bytes(), name).word.lines() for name in ("a.docx", "b.docx"))
    refused = klausul("build", "utkast.yaml", "-o", "b.html", "--annotated")

    assert done.code == 0
    assert comments.count("<w:comment ") == 2
    for words in ("Varför:", "Kommunen behöver bostäder.", "6 kap. 9 §", "Eget förslag av klausul", "Version 1.0.0"):
        assert words in comments, words
    assert plain == commented
    assert (refused.code, refused.err) == (
        2, ["Error: --annotated needs a .docx, and cannot be used with --publish"],
    )  # fmt: skip


def test_a_decided_document_carries_its_decisions_and_no_other_text(opened, klausul, draft):
    klausul("review", "decide", "omgang", "--body", "kf", "--date", "2026-12-14", "--paragraph", "7")
    klausul("review", "trail", "omgang", "-o", "beslut.yaml")
    facts = {"council": {"date": "2026-12-14", "paragraph": 7}, "general_meeting": {"date": "2027-01-10"}}
    draft("gallande.yaml", state="in_force", decisions=facts, trail="beslut.yaml")
    done = klausul("build", "gallande.yaml", "-o", "gallande.txt")
    text = Path("gallande.txt").read_text("utf-8").splitlines()

    assert (done.code, done.err) == (0, ["Wrote gallande.txt"])
    start = text.index("Bilaga 1 Beslut om dokumentet")
    assert text[start:] == [
        "Bilaga 1 Beslut om dokumentet",
        "",
        "B1.1 Kommunfullmäktige den 14\u00a0december 2026",
        "Kommunfullmäktige beslutade den 14\u00a0december 2026, § 7 om punkterna i tabellen. Diarienummer: KS 2026/1.",
        "Punkt | Beslut | Yrkanden",
        "1.1 | som den skickades ut | –",
        "1.2 | som den skickades ut | –",
    ]
    klausul("build", "gallande.yaml", "-o", "gallande.docx")
    Path("ut").mkdir()
    klausul("extract", "gallande.docx", "-o", "ut/igen.yaml")
    klausul("build", "ut/igen.yaml", "-o", "igen.docx")
    assert Path("igen.docx").read_bytes() == Path("gallande.docx").read_bytes()

    changed = [{"id": "ett", "values": {"antal": 101}}, {"id": "tva", "values": {"ko": "kommunal"}}]
    draft("gallande.yaml", state="in_force", decisions=facts, trail="beslut.yaml", clauses=changed)
    refused = klausul("build", "gallande.yaml", "-o", "annan.docx")
    assert (refused.code, [line.partition(": ")[2] for line in refused.err]) == (1, [
        "clauses[0].id: punkt 1.1 har en annan lydelse än den som Kommunfullmäktige beslutade den 2026-12-14; "
        "återställ den, eller ta upp ändringen som ett nytt ärende [process-trail-differs]",
    ])  # fmt: skip
    assert not Path("annan.docx").exists()


def test_the_page_on_json_describes_the_status_and_the_list(opened, klausul):
    answered(klausul, opened)
    klausul("review", "decide", "omgang", "--file", decision())
    for command, heading in (("status", "Review status"), ("list", "Review list")):
        data = json.loads(klausul("review", command, "omgang", "--format", "json").out[0])
        assert paths_of(data)[""] == documented(heading)
