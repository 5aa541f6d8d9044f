"""Annexes, text before a section's first clause, page breaks: in Word, on a page, as text and as data."""

import re
from dataclasses import replace

import pytest
from lxml import etree

from generator.document_json import document_data
from generator.html import page
from generator.model.codec import block_data, block_from
from generator.model.document import ListBlock, Section, Text
from generator.pdf import pdf
from generator.places import bundled
from generator.store import Store
from generator.text import text
from generator.word import opc
from generator.word.annex import levels
from generator.word.foreign import read_foreign
from generator.word.invariants import invariants
from generator.word.project import project
from generator.word.template import prepare
from generator.word.write import parts, write
from tests.documents import figures

W = f"{{{opc.WORD_NS}}}"
PROJECTED = """\
header: Exempelstads kommun
header: Samhällskontrakt
Samhällskontrakt
Exempelstad
Om dokumentet | Uppgift
Dnr | 1
Innehåll
1 Inledning
1.1 Syfte
2 Uppföljning
2.1 Utfall
3 Underskrifter
Bilaga 1 Områdesanalys
B1.1 Hamnen
B1.2 Lista
Bilaga 2 Bara en tabell
1 Inledning
1.1 Syfte
Se B1.1 och 2.1.
a) ett
b) två
2 Uppföljning
Avsnittet har en inledning.
År | Antal
2026 | 97
2.1 Utfall
Nya lägenheter (lägenheter)
chart: Mål och utfall för två år.
3 Underskrifter
Två exemplar.
Exempelstads kommun
Ort och datum:
Namnförtydligande: Anna Exempelsson
Bilaga 1 Områdesanalys
Områdena är valda så här.
B1.1 Hamnen
Barn i hushåll med ekonomiskt bistånd (procent)
chart: Fyra områden. Hamnen, 21,9 procent, ligger över hela kommunens 8,3 procent.
B1.2 Lista
a) åter ett
Bilaga 2 Bara en tabell
År | Antal
2026 | 97
footer: Sida 1 av 1
"""
TEXT = """\
Samhällskontrakt
Exempelstad

Dnr: 1


1 Inledning

1.1 Syfte
Se B1.1 och 2.1.
a) ett
b) två

2 Uppföljning
Avsnittet har en inledning.
År | Antal
2026 | 97

2.1 Utfall
Nya lägenheter (lägenheter)
2026: Mål 120 lägenheter; Utfall 97 lägenheter
2027: Mål 140 lägenheter; Utfall –

3 Underskrifter
Två exemplar.
Exempelstads kommun
Ort och datum: ________________________________
Namnförtydligande: Anna Exempelsson

Bilaga 1 Områdesanalys
Områdena är valda så här.

B1.1 Hamnen
Barn i hushåll med ekonomiskt bistånd (procent)
Hamnen (fokusområde): 21,9 procent
Centrum & Östra <torget>: 4,2 procent
Västra: 8,1 procent
Landsbygden: –
Hela kommunen: 8,3 procent

B1.2 Lista
a) åter ett

Bilaga 2 Bara en tabell
År | Antal
2026 | 97
"""


@pytest.fixture(scope="module", params=sorted(bundled("templates").glob("*.docx")), ids=lambda file: file.stem)
def template(request):
    return prepare(request.param.read_bytes(), request.param.name)


@pytest.fixture(scope="module")
def prepared():
    return prepare((bundled("templates") / "samhallskontrakt.docx").read_bytes(), "samhallskontrakt.docx")


@pytest.fixture(scope="module")
def content(prepared) -> bytes:
    return write(figures.document(), prepared, ["{}"], {})


@pytest.fixture(scope="module")
def made(prepared) -> dict[str, bytes]:
    return parts(figures.document(), prepared, ["{}"], {})


def heading(made: dict[str, bytes], title: str):
    """The heading with this text, not the line of the contents."""
    body = etree.fromstring(made["word/document.xml"])
    found = (mark.getparent() for mark in body.iter(f"{W}bookmarkStart"))
    return next(paragraph for paragraph in found if "".join(paragraph.itertext(f"{W}t")) == title)


def number(paragraph) -> tuple[str, str] | None:
    link = paragraph.find(f"{W}pPr/{W}numPr")
    if link is None:
        return None
    return link.find(f"{W}ilvl").get(f"{W}val"), link.find(f"{W}numId").get(f"{W}val")


def test_a_file_reads_as_the_document_is_numbered(content):
    assert project(content, "ut.docx") == PROJECTED.splitlines()


def test_the_text_has_the_figures_of_charts_and_the_lines_of_signatures():
    assert text(figures.document()).replace("\u00a0", " ") == TEXT


def test_any_template_of_ours_takes_annexes_charts_and_signatures(template):
    made = parts(figures.document(), template, ["{}"], {})
    assert invariants(made, "ut.docx") == []
    assert write(figures.document(), template, ["{}"], {}) == write(figures.document(), template, ["{}"], {})


def test_headings_of_annexes_keep_their_styles_and_have_a_numbering_of_their_own(made):
    first, item, plain = (heading(made, title) for title in ("Områdesanalys", "Hamnen", "Inledning"))
    assert [style.get(f"{W}val") for one in (first, item) for style in one.iter(f"{W}pStyle")] == [
        "Heading1",
        "Heading2",
    ]
    assert (number(first), number(item), number(plain)) == (("0", "4"), ("1", "4"), None)
    numbering = etree.fromstring(made["word/numbering.xml"])
    kinds = [child.tag.removeprefix(W) for child in numbering]
    assert kinds == sorted(kinds), "numberings come before instances"
    instance = next(one for one in numbering.findall(f"{W}num") if one.get(f"{W}numId") == "4")
    kind = instance.find(f"{W}abstractNumId").get(f"{W}val")
    (abstract,) = (
        one for one in numbering.findall(f"{W}abstractNum") if one.get(f"{W}abstractNumId") == kind
    )  # fmt: skip
    texts = [level.find(f"{W}lvlText").get(f"{W}val") for level in abstract.findall(f"{W}lvl")]
    assert texts == ["Bilaga %1", "B%1.%2"]
    # Linking the level to a style would take the style away from the template's own numbering.
    assert list(abstract.iter(f"{W}pStyle")) == []


def test_only_a_section_that_says_so_begins_on_a_new_page(made):
    broken = [heading(made, section.title).find(f"{W}pPr/{W}pageBreakBefore") for section in figures.SECTIONS]
    assert [found is not None for found in broken] == [False, False, False, True, False]


def test_a_reference_into_an_annex_prints_the_number_alone(made):
    codes = re.findall(r" REF \w+ \\\w \\h ", made["word/document.xml"].decode())
    assert codes == [r" REF kl_bilaga__hamnen \n \h ", r" REF kl_utfall \r \h "]


def test_a_document_without_annexes_has_the_numbering_that_it_had(prepared):
    plain = figures.document(*figures.SECTIONS[:3])
    numbering = parts(plain, prepared, ["{}"], {})["word/numbering.xml"].decode()
    assert "Bilaga" not in numbering
    before, between, after = prepared.numbering.before, prepared.numbering.between, prepared.numbering.after
    assert re.sub("<w:num [^>]*><w:abstractNumId[^>]*/><w:lvlOverride.*?</w:num>", "", numbering) == (
        before + between + after
    )


def test_an_annex_without_items_needs_one_level():
    assert levels(figures.SECTIONS[4:]) == ("Bilaga %1",)
    assert levels(figures.SECTIONS[:3]) == ()


@pytest.mark.parametrize("wrong", ["Bilaga", "Bilaga A", "%1"])
def test_an_annex_with_a_number_that_nothing_can_count_is_a_mistake(wrong):
    with pytest.raises(ValueError, match="cannot be numbered"):
        levels((replace(figures.SECTIONS[4], number=wrong),))


def test_the_same_clause_in_an_annex_and_not_is_two_in_the_cache(prepared, tmp_path):
    store = Store(tmp_path)
    blocks = (ListBlock(True, ((Text("ett"),),)),)
    plain = figures.document(Section("a", "1", "A", (figures.item("k", "1.1", "K", *blocks),)))
    annexed = figures.document(Section("a", "Bilaga 1", "A", (figures.item("k", "B1.1", "K", *blocks),), annex=True))
    for document in (plain, annexed, plain, annexed):
        cached = write(document, prepared, ["{}"], {}, store)
        assert cached == write(document, prepared, ["{}"], {})


def test_a_stranger_reads_headings_of_annexes_as_headings(content):
    word = read_foreign(content, "ut.docx").word
    levelled = [(found.level, found.text) for found in word.paragraphs if found.level and not found.contents]
    assert levelled == [
        (1, "Inledning"),
        (2, "Syfte"),
        (1, "Uppföljning"),
        (2, "Utfall"),
        (1, "Underskrifter"),
        (1, "Områdesanalys"),
        (2, "Hamnen"),
        (2, "Lista"),
        (1, "Bara en tabell"),
    ]
    assert all(found.numbering for found in word.paragraphs if found.level and not found.contents)


def test_a_page_marks_annexes_and_new_pages_and_lists_sections_without_clauses():
    made = page(figures.document())
    assert '<section class="annex new-page">\n<h2 id="avsnitt-bilaga"><span class="label">Bilaga 1 </span>' in made
    assert '<li class="annex"><a href="#avsnitt-tabell"><span class="label">Bilaga 2 </span>' in made
    assert '<ol role="list">\n</ol>' not in made
    assert (
        '<h2 id="avsnitt-underskrifter"><span class="label">3 </span>Underskrifter</h2>\n<p>Två exemplar.</p>' in made
    )
    assert ".new-page { break-before: page; }" in made


def test_a_page_without_any_of_it_is_as_it_was(sample):
    assert "figures" not in page(sample)
    assert "break-before" not in page(sample)
    assert "<section>" in page(sample)


def test_data_has_the_text_before_clauses_and_what_an_annex_is():
    sections = document_data(figures.document())["sections"]
    assert [(section["annex"], section["new_page"], len(section["blocks"])) for section in sections] == [
        (False, False, 0),
        (False, False, 2),
        (False, False, 2),
        (True, True, 1),
        (True, False, 1),
    ]
    blocks = (figures.AREAS, figures.OUTCOME, figures.SIGNED, figures.TABLE)
    assert tuple(block_from(block_data(block)) for block in blocks) == blocks


@pytest.mark.validator
def test_a_document_with_annexes_charts_and_signatures_is_valid(content, validate, tmp_path):
    assert validate(content, tmp_path) == []


@pytest.mark.libreoffice
def test_libreoffice_numbers_and_refers_as_the_document_says_and_keeps_both_standards(content, libreoffice, tmp_path):
    import shutil
    import subprocess

    import page as validator

    made = pdf(content, shutil.which("soffice"))
    for profile in (validator.ValidationProfile.PDF_UA_1, validator.ValidationProfile.PDF_A_2B):
        assert validator.is_pdf_compliant_bytes(made, profile=profile)
    (tmp_path / "ut.pdf").write_bytes(made)
    command = ["pdftotext", "-layout", tmp_path / "ut.pdf", "-"]
    seen = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    lines = [" ".join(line.split()) for line in seen.splitlines()]
    for line in ("Bilaga 1 Områdesanalys", "B1.1 Hamnen", "B1.2 Lista", "Bilaga 2 Bara en tabell"):
        assert lines.count(line) == 2, line
    assert "Se B1.1 och 2.1." in lines
    # The alternative texts of both charts, and what stands in the picture itself.
    for words in ("Mål och utfall för två år.", "Fyra områden. Hamnen, 21,9 procent"):
        assert words.encode("utf-16-be").hex().upper().encode() in made
    assert "Hela kommunen: 8,3 procent" in seen.replace("\u00a0", " ")
    assert "Hamnen (fokusområde)" in seen
