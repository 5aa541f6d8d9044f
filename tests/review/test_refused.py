"""Files that are not read as answers, each with its own message; and what a file says about itself."""

from __future__ import annotations

import pytest

from generator.errors import DataError, Finding, Place
from generator.report import lines
from generator.review.returned import read_returned
from generator.word.package import joined, piece, read_package, write_package
from generator.word.parts import Parts
from tests.review.editor import Editor
from tests.review.paper import OLDER, ROUND, copy
from tests.review.reading import read


def refused(content: bytes) -> list[str]:
    with pytest.raises(DataError) as caught:
        read_returned(copy(), content, "svar.docx")
    return lines(caught.value.findings)


def changed(part: str, old: str, new: str) -> bytes:
    parts = read_package(copy(), "x")
    assert old.encode() in parts[part]
    return write_package(parts | {part: parts[part].replace(old.encode(), new.encode())}, {})


def without_round() -> bytes:
    parts = read_package(copy(), "x")
    for name in ("docProps/custom.xml", "word/document.xml"):
        parts[name] = parts[name].replace(ROUND.encode(), b"borta")
    parts["docProps/custom.xml"] = parts["docProps/custom.xml"].replace(b"klausul-omgang", b"annat")
    return write_package(parts, {})


def test_a_file_of_no_round() -> None:
    assert refused(without_round()) == [
        "svar.docx: filen hör inte till någon granskningsomgång; ange den fil som kom tillbaka, "
        "eller läs synpunkterna som text [review-none]"
    ]


def test_a_file_of_an_older_round() -> None:
    assert refused(copy("anna", OLDER)) == [
        f"svar.docx: filen hör till omgången {OLDER}, inte till {ROUND}; läs in den i sin egen omgång, "
        "eller be om ett svar på det nya utskicket [review-other-round]"
    ]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("customXml/item1.xml", "1.0.0", "1.0.1"),
        ("customXml/item1.xml", "andamal", "avslag"),
        ("docProps/custom.xml", "hyror@", "avgift@"),
        ("docProps/custom.xml", ">agardirektiv<", ">samhallskontrakt<"),
    ],
)
def test_a_file_whose_manifest_was_changed(part: str, old: str, new: str) -> None:
    assert refused(changed(part, old, new)) == [
        "svar.docx: filens uppgifter om vad som skickades ut är ändrade; be om en fil där bara texten är ändrad "
        "[review-tampered]"
    ]


def test_a_manifest_in_a_renumbered_part_is_the_same() -> None:
    parts = read_package(copy(), "x")
    moved = {
        name.replace("item1", "item7").replace("itemProps1", "itemProps7"): content.replace(
            b"itemProps1", b"itemProps7"
        ).replace(b"/customXml/item1", b"/customXml/item7")
        for name, content in parts.items()
    }

    assert read(write_package(moved, {})).notes == ()


def test_the_reviewer_is_the_one_the_copy_was_made_for() -> None:
    found = read_returned(copy("anna"), copy("bo"), "helt annat namn (2).docx")

    assert (found.reviewer, found.proposals) == ("bo", ())


def test_an_encrypted_file() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100) + "EncryptedPackage".encode("utf-16-le")

    assert refused(data) == [
        "svar.docx: filen är krypterad eller skyddad med lösenord; ta bort lösenordet i Word och spara filen "
        "[source-docx-encrypted]"
    ]


def test_a_file_with_macros() -> None:
    parts = read_package(copy(), "x")

    assert refused(write_package(parts | {"word/vbaProject.bin": b"x"}, {})) == [
        "svar.docx: filen innehåller makron; spara den som .docx utan makron [source-docx-macros]"
    ]


def test_a_bomb_of_a_gigabyte() -> None:
    parts = read_package(copy(), "x")
    zeros = piece(bytes(1024 * 1024))
    bomb = joined([zeros] * 1024)

    assert bomb.size == 1024**3
    assert refused(write_package(parts, {"word/media/image1.png": bomb})) == [
        "svar.docx: filens innehåll är större än 50 MB; ta bort eller förminska bilder [source-docx-too-large]"
    ]


@pytest.mark.parametrize(
    ("part", "encoding", "read"),
    [("docProps/egna.xml", "utf-8", True), ("docProps/egna.bin", "utf-8", False), ("customXml/a.xml", "utf-16", False)],
)
def test_properties_in_a_part_that_nobody_has_looked_into_are_not_read(part: str, encoding: str, read: bool) -> None:
    parts = read_package(copy(), "x")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"docProps/custom.xml", part.encode())
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    parts[part] = f'<a xmlns="{namespace}"><property name="klausul-omgang">x</property></a>'.encode(encoding)

    assert Parts.of(parts).properties() == ({"klausul-omgang": "x"} if read else {})


@pytest.mark.parametrize("length", [4, 100, 5_000, -1, -5_000])
def test_a_truncated_file(length: int) -> None:
    assert refused(copy()[:length]) == [
        "svar.docx: filen är skadad eller ofullständig; hämta den på nytt, eller öppna den i Word och spara den "
        "[source-docx-damaged]"
    ]


def test_something_else() -> None:
    assert refused(b"Hej!") == [
        "svar.docx: filen är inte en .docx; spara den som Worddokument (.docx) [source-docx-not-zip]"
    ]


def test_a_file_full_of_hostile_comments_is_read_in_time() -> None:
    file = Editor(copy())
    for number in range(200):
        identity = file.comment("Varje gård ska", "", f"Kommentar {number}", until="Direktivet ska ses")
        if number:
            file._answers.append((f"1{int(identity):04X}000", f"1{number - 1:04X}000"))
    # The first answers the last, and all go round.
    file._answers.append((f"1{0:04X}000", f"1{199:04X}000"))
    found = read(file.save()).proposals

    assert len(found) == 200
    assert {one.clause for one in found} == {"gardar"}


#: Everything that is said of a file or a proposal without stopping it.
REMARKS = {
    "review-bookmarks": {"count": 2, "total": 12},
    "review-built-on": {"author": "Anna"},
    "review-comment-loose": {},
    "review-comment-wide": {"number": "3.3"},
    "review-contents": {"count": 1},
    "review-joined": {},
    "review-mail-also": {"numbers": "1.3"},
    "review-mail-letter": {"letter": "d"},
    "review-mail-missing": {"words": "även"},
    "review-mail-move": {"number": "9.9"},
    "review-mail-quoted": {"count": 3},
    "review-mail-several": {"words": "ska"},
    "review-mail-unknown": {"number": "9.9"},
    "review-moved-here": {"number": "3.1"},
    "review-no-manifest": {},
    "review-note": {},
    "review-rewritten": {},
    "review-silent": {},
    "review-unplaced": {},
    "review-unsure": {"percent": 64},
    "review-untracked": {"count": 5},
}
SAID = """\
svar.docx: 2 av 12 punkter har förlorat sitt bokmärke; de är placerade efter text och rubrik [review-bookmarks]
svar.docx: förslaget bygger på ett tillägg av Anna; ta ställning till båda [review-built-on]
svar.docx: kommentaren hänger inte på någon text; läs den i filen [review-comment-loose]
svar.docx: kommentaren sträcker sig till 3.3; läs den i filen [review-comment-wide]
svar.docx: innehållsförteckningen är ändrad, antal rader: 1; den skrivs om av sig själv, så läs dem i filen om de \
betyder något [review-contents]
svar.docx: radbytet efter stycket är struket; texten fortsätter i nästa stycke [review-joined]
svar.docx: här nämns också 1.3; läs vad som sägs och ändra för hand [review-mail-also]
svar.docx: det finns inte en enda punkt d här; läs vad som sägs och ändra för hand [review-mail-letter]
svar.docx: ”även” står inte här; läs vad som sägs och ändra för hand [review-mail-missing]
svar.docx: flytten till 9.9 går inte att läsa ut; läs vad som sägs och ändra för hand [review-mail-move]
svar.docx: citerade rader ur ett tidigare mejl: 3; de är inte lästa [review-mail-quoted]
svar.docx: ”ska” står här på flera ställen; läs vad som sägs och ändra för hand [review-mail-several]
svar.docx: punkt 9.9 finns inte i utskicket; ta reda på vilken punkt som menas [review-mail-unknown]
svar.docx: text är flyttad hit från 3.1; ta ställning till båda [review-moved-here]
svar.docx: ett annat program har tagit bort uppgifterna om vad som skickades ut; punkterna är placerade efter text \
och rubrik [review-no-manifest]
svar.docx: texten står i en not; noten hänger på stycket här [review-note]
svar.docx: hela stycket är utbytt; att det är samma stycke framgår bara av platsen [review-rewritten]
svar.docx: stycket är också ändrat utan spårning; jämför de båda [review-silent]
svar.docx: det går inte att säga vilken punkt texten hör till; välj bland kandidaterna [review-unplaced]
svar.docx: punkten är funnen genom likhet, 64 procent; kontrollera att den är rätt [review-unsure]
svar.docx: ändringar utan spårning, eller redan godkända: 5; de är funna genom jämförelse med det som \
skickades ut [review-untracked]
"""


def test_what_is_said_of_files_and_proposals() -> None:
    found = [Finding(rule, Place("svar.docx"), values=values) for rule, values in sorted(REMARKS.items())]

    assert lines(found) == SAID.splitlines()
