"""Documents written as Word files, read back from their XML."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.errors import DataError
from generator.model.document import (
    Block,
    ClauseItem,
    Document,
    Front,
    FrontRow,
    Inlines,
    ListBlock,
    Paragraph,
    Reference,
    Section,
    Table,
    Text,
)
from generator.store import Store
from generator.word import opc, properties
from generator.word.body import content
from generator.word.invariants import invariants
from generator.word.manifest import NAMESPACE, read_manifest
from generator.word.markup import escape
from generator.word.package import document_hash, read_package
from generator.word.prepared import Prepared
from generator.word.project import project
from generator.word.template import prepare
from generator.word.write import parts, write

BUNDLED = Path(__file__).resolve().parent.parent / "templates" / "agardirektiv.docx"
W = f"{{{opc.WORD_NS}}}"
MANIFEST = ['{"draft": {"namn": "Å & <b> ]]> \\u0001"}}']
CUSTOM = {"klausul-version": "0.1.0", "klausul-hash": "abc"}
NBSP = "\u00a0"

Content = str | Text | Reference


def inlines(*pieces: Content) -> Inlines:
    return tuple(Text(piece) if isinstance(piece, str) else piece for piece in pieces)


def paragraph(*pieces: Content) -> Paragraph:
    return Paragraph(inlines(*pieces))


def listed(*items: str, ordered: bool = True) -> ListBlock:
    return ListBlock(ordered, tuple(map(inlines, items)))


def table(*rows: Sequence[str], numeric: Sequence[bool] | None = None) -> Table:
    header, *rest = (tuple(map(inlines, row)) for row in rows)
    return Table(header, tuple(rest), tuple(numeric or [False] * len(header)))


def clause(key: str, number: str, title: str, *blocks: Block, local: bool = False) -> ClauseItem:
    return ClauseItem(key, key, "klausul", "1.0.0", number, title, blocks, local)


def document(*sections: Section, **changes: Any) -> Document:
    """Return a document with these sections, or with a sample of everything."""
    front = Front(
        "Ägardirektiv för Bostads AB & Söner",
        "Ale kommun",
        "Uppgift om dokumentet",
        "Innehåll",
        (
            FrontRow("Diarienummer", Text("KS.2026.114")),
            FrontRow("Gäller från", Text("[datum]", missing=True)),
        ),
        (paragraph("Kommunen äger bolaget."),),
        "Innehåll",
    )
    scalars = {
        "title": front.title,
        "subtitle": front.subtitle,
        "municipality": "Ale kommun",
        "company": "Bostads AB & Söner",
        "orgnr": "556093-0504",
        "diarienummer": "KS.2026.114",
        "state": "utkast",
        "mark": "UTKAST",
        "date": "",
        "contract": "Ägardirektiv",
    }
    made = Document(
        contract="agardirektiv",
        language="sv-SE",
        scalars=tuple(scalars.items()),
        front=front,
        sections=sections or SECTIONS,
        toc_pages=False,
        properties=(("title", front.title), ("keywords", "ägardirektiv"), ("creator", "Ale kommun")),
    )
    return replace(made, **changes)


SECTIONS = (
    Section(
        "inledning",
        "1",
        "Inledning",
        (
            clause(
                "syfte",
                "1.1",
                "Syfte",
                paragraph("Bolaget ska ", Text("alltid", bold=True), " och ", Text("genast", italic=True), ":"),
                listed("först", "sedan"),
                paragraph("Därefter:"),
                listed("åter först", "åter sedan"),
            ),
            clause(
                "andel-sociala-kontrakt",
                "1.2",
                "Sociala kontrakt",
                paragraph(
                    f"Enligt punkt{NBSP}",
                    Reference("syfte", "1.1"),
                    " erbjuds ",
                    Text("[andel]", missing=True),
                    ".",
                ),
                listed("ett", "två", ordered=False),
            ),
        ),
    ),
    Section(
        "boende",
        "2",
        "Boende",
        (
            clause(
                "nya",
                "2.1",
                "Nya lägenheter",
                table(["Område", "Antal"], ["Nödinge", f"1{NBSP}050"], numeric=[False, True]),
                paragraph("Avvikelser motiveras."),
            ),
            clause("egen", "2.2", "Egen lydelse", paragraph("Vår egen text."), local=True),
        ),
    ),
)

GOLDEN = """\
header: Ale kommun UTKAST
header: Ägardirektiv för Bostads AB & Söner
Ägardirektiv för Bostads AB & Söner
Ale kommun
Uppgift om dokumentet | Innehåll
Diarienummer | KS.2026.114
Gäller från | [datum]
Kommunen äger bolaget.
Innehåll
1 Inledning
1.1 Syfte
1.2 Sociala kontrakt
2 Boende
2.1 Nya lägenheter
2.2 Egen lydelse
1 Inledning
1.1 Syfte
Bolaget ska alltid och genast:
a) först
b) sedan
Därefter:
a) åter först
b) åter sedan
1.2 Sociala kontrakt
Enligt punkt\u00a01.1 erbjuds [andel].
– ett
– två
2 Boende
2.1 Nya lägenheter
Område | Antal
Nödinge | 1\u00a0050
Avvikelser motiveras.
2.2 Egen lydelse
Vår egen text.
footer: KS.2026.114 Sida 1 av 1
"""


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    return prepare(BUNDLED.read_bytes(), BUNDLED.name)


def written(made: Document, prepared: Prepared) -> bytes:
    return write(made, prepared, MANIFEST, CUSTOM)


def program_named(name: str) -> str:
    """Return the path of a program, also of one that npm has put in the checkout."""
    local = Path(__file__).resolve().parent.parent / "node_modules" / ".bin"
    found = shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), str(local)]))
    assert found, f"{name} is missing; tools/test.sh installs it"
    return found


def body_of(made: Document, prepared: Prepared) -> Any:
    return etree.fromstring(parts(made, prepared, MANIFEST, CUSTOM)["word/document.xml"]).find(f"{W}body")


def one(*blocks: Block, title: str = "Rubrik") -> Document:
    """Return a document with a single clause."""
    return document(Section("a", "1", "Avsnitt", (clause("k", "1.1", title, *blocks),)))


def styles_of(element: Any) -> list[str]:
    return [style.get(f"{W}val") for style in element.iter(f"{W}pStyle")]


def text_of(element: Any) -> str:
    return "".join(element.itertext(f"{W}t"))


def test_a_document_reads_as_it_was_written(prepared: Prepared) -> None:
    assert project(written(document(), prepared), "a.docx") == GOLDEN.splitlines()


def test_a_document_holds_together(prepared: Prepared) -> None:
    assert invariants(read_package(written(document(), prepared), "a.docx"), "a.docx") == []


def test_the_same_document_gives_the_same_bytes(prepared: Prepared) -> None:
    again = Prepared.from_json(prepared.to_json())
    assert written(document(), prepared) == written(document(), again)
    turned = dict(reversed(CUSTOM.items()))
    assert write(document(), prepared, MANIFEST, turned) == written(document(), prepared)


def test_the_parts_are_those_of_the_file(prepared: Prepared) -> None:
    made = parts(document(), prepared, MANIFEST, CUSTOM)
    read = read_package(written(document(), prepared), "a.docx")
    assert made == read
    assert document_hash(made) == document_hash(read)


def test_headings_carry_bookmarks_with_unique_ids(prepared: Prepared) -> None:
    body = body_of(document(), prepared)
    marks = [(mark.get(f"{W}name"), mark.get(f"{W}id")) for mark in body.iter(f"{W}bookmarkStart")]
    assert marks == [
        ("kl__inledning", "1"),
        ("kl_syfte", "2"),
        ("kl_andel_sociala_kontrakt", "3"),
        ("kl__boende", "4"),
        ("kl_nya", "5"),
        ("kl_egen", "6"),
    ]
    heading = next(body.iter(f"{W}bookmarkStart")).getparent()
    assert (styles_of(heading), text_of(heading)) == (["Heading1"], "Inledning")


def test_the_longest_key_fits_a_bookmark_and_a_longer_one_is_a_mistake(prepared: Prepared) -> None:
    section = Section("a" * 36, "1", "A", (clause("k" * 36, "1.1", "K"),))
    content(document(section), prepared, Store(None))
    with pytest.raises(ValueError, match="longer than 40"):
        content(document(replace(section, id="a" * 37)), prepared, Store(None))


def test_every_ordered_list_has_its_own_numbering_instance(prepared: Prepared) -> None:
    made = parts(document(), prepared, MANIFEST, CUSTOM)
    numbering = etree.fromstring(made["word/numbering.xml"])
    added = [number for number in numbering.findall(f"{W}num") if number.find(f"{W}lvlOverride") is not None]
    assert [number.get(f"{W}numId") for number in added] == ["4", "5"]
    for number in added:
        assert number.find(f"{W}abstractNumId").get(f"{W}val") == "1"
        assert number.find(f"{W}lvlOverride/{W}startOverride").get(f"{W}val") == "1"
    body = etree.fromstring(made["word/document.xml"])
    assert [number.get(f"{W}val") for number in body.iter(f"{W}numId")] == ["4", "4", "5", "5"]


def test_lists_in_the_preamble_are_numbered_too(prepared: Prepared) -> None:
    made = document(front=replace(document().front, preamble=(listed("x"),)))
    assert content(made, prepared, Store(None)).numbers == (4, 5, 6)


def test_a_bulleted_list_needs_nothing_but_its_style(prepared: Prepared) -> None:
    body = body_of(one(listed("x", ordered=False)), prepared)
    (item,) = (p for p in body.iter(f"{W}p") if styles_of(p) == ["ListBullet"])
    assert item.find(f"{W}pPr/{W}numPr") is None


def test_a_reference_is_a_field_with_the_number_in_it(prepared: Prepared) -> None:
    look = Reference("andel-sociala-kontrakt", "1.2", bold=True)
    body = body_of(one(paragraph("Se punkt ", look, ".")), prepared)
    code = [element.text for element in body.iter(f"{W}instrText") if "REF" in (element.text or "")]
    assert code == [r" REF kl_andel_sociala_kontrakt \r \h "]
    (holder,) = (p for p in body.iter(f"{W}p") if text_of(p) == "Se punkt 1.2.")
    kinds = [mark.get(f"{W}fldCharType") for mark in holder.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    assert len(list(holder.iter(f"{W}b"))) == 5


def test_a_missing_value_keeps_its_brackets_and_is_highlighted(prepared: Prepared) -> None:
    body = body_of(document(), prepared)
    marked = [text_of(mark.getparent().getparent()) for mark in body.iter(f"{W}highlight")]
    assert marked == ["[datum]", "[andel]"]


def test_line_breaks_and_tabs_become_elements(prepared: Prepared) -> None:
    body = body_of(one(paragraph("ett\ntvå\r\ntre\tfyra")), prepared)
    (holder,) = (p for p in body.iter(f"{W}p") if text_of(p) == "etttvåtrefyra")
    assert [len(list(holder.iter(f"{W}{name}"))) for name in ("br", "tab", "t")] == [2, 1, 4]


@pytest.mark.parametrize(
    "text", ["Bostads AB & Söner <test>", "{{ 7*7 }}", "]]>", "🏠 å", "&amp;", "\"'", "{% x %}", "  a  b  "]
)
def test_any_text_arrives_as_it_is(prepared: Prepared, text: str) -> None:
    scalars = tuple((name, text) for name, _ in document().scalars)
    made = one(paragraph(text), table([text], [text]), paragraph("x"), title=text)
    made = replace(made, scalars=scalars, front=replace(made.front, title=text, subtitle=text))
    data = write(made, prepared, MANIFEST, {"namn": text})
    root = etree.fromstring(read_package(data, "a.docx")["word/document.xml"])
    texts = [element.text for element in root.iter(f"{W}t")]
    # Title, subtitle, table of contents, heading, paragraph and two cells.
    assert texts.count(text) == 7
    assert text in etree.fromstring(read_package(data, "a.docx")["docProps/custom.xml"]).itertext()


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_a_character_that_xml_lacks_is_a_mistake(character: str) -> None:
    with pytest.raises(ValueError, match=f"U\\+{ord(character):04X}"):
        escape(f"a{character}")


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufffe\uffff"))


@settings(max_examples=50, deadline=None)
@given(text=WORDS)
def test_any_text_survives_the_projection(prepared: Prepared, text: str) -> None:
    lines = project(written(one(paragraph(f"a{text}b")), prepared), "a.docx")
    assert f"a{text}b" in lines


def test_the_table_of_contents_is_a_field_with_its_lines(prepared: Prepared) -> None:
    body = body_of(document(), prepared)
    lines = [p for p in body.iter(f"{W}p") if styles_of(p)[0] in ("TOC1", "TOC2")]
    assert [text_of(line) for line in lines[:2]] == ["1Inledning", "1.1Syfte"]
    links = [line.find(f"{W}hyperlink") for line in lines]
    assert [link.get(f"{W}anchor") for link in links[:2]] == ["kl__inledning", "kl_syfte"]
    assert [link.get(f"{W}tooltip") for link in links[:2]] == ["Inledning", "Syfte"]
    kinds = [[mark.get(f"{W}fldCharType") for mark in line.iter(f"{W}fldChar")] for line in lines]
    assert kinds == [["begin", "separate"], *([[]] * (len(lines) - 2)), ["end"]]
    assert next(body.iter(f"{W}instrText")).text == r' TOC \o "1-2" \n \h \z \u '


def test_a_contract_can_leave_page_numbers_to_word(prepared: Prepared) -> None:
    body = body_of(document(toc_pages=True), prepared)
    assert next(body.iter(f"{W}instrText")).text == r' TOC \o "1-2" \h \z \u '


def test_a_document_without_sections_has_no_contents(prepared: Prepared) -> None:
    made = replace(document(), sections=())
    data = written(made, prepared)
    assert "Innehåll" not in project(data, "a.docx")
    assert invariants(read_package(data, "a.docx"), "a.docx") == []


def test_an_empty_subtitle_leaves_no_paragraph(prepared: Prepared) -> None:
    made = document(front=replace(document().front, subtitle="", preamble=()))
    assert "Subtitle" not in styles_of(body_of(made, prepared))
    assert invariants(parts(made, prepared, MANIFEST, CUSTOM), "a.docx") == []


def test_an_empty_mark_leaves_nothing_in_the_header(prepared: Prepared) -> None:
    scalars = tuple((name, "" if name == "mark" else value) for name, value in document().scalars)
    assert project(written(document(scalars=scalars), prepared), "a.docx")[0] == "header: Ale kommun"


def test_a_table_has_a_header_row_alt_text_and_the_width_of_the_text(prepared: Prepared) -> None:
    made = one(table(["Område", "Antal"], ["Nödinge", "12"], numeric=[False, True]), title="Nya\nhus")
    element = [*body_of(made, prepared).iter(f"{W}tbl")][-1]
    look = element.find(f"{W}tblPr")
    assert look.find(f"{W}tblStyle").get(f"{W}val") == "Klausultabell"
    assert look.find(f"{W}tblCaption").get(f"{W}val") == "Nya hus"
    assert look.find(f"{W}tblDescription").get(f"{W}val") == "Område, Antal"
    widths = [int(column.get(f"{W}w")) for column in element.iter(f"{W}gridCol")]
    assert sum(widths) == prepared.text_width == int(look.find(f"{W}tblW").get(f"{W}w"))
    rows = element.findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert styles_of(element) == ["Klausultabellrubrik"] * 2 + ["Klausultabelltext"] * 2
    sides = [cell.find(f"{W}p/{W}pPr/{W}jc") for cell in element.iter(f"{W}tc")]
    assert [None if side is None else side.get(f"{W}val") for side in sides] == [None, "right"] * 2


@pytest.mark.parametrize("columns", [1, 2, 5, 12, 40])
def test_columns_always_fill_the_width(prepared: Prepared, columns: int) -> None:
    rows = [[f"Bostadsförsörjningsprogram {number}" for number in range(columns)]] * 3
    element = [*body_of(one(table(*rows)), prepared).iter(f"{W}tbl")][-1]
    widths = [int(column.get(f"{W}w")) for column in element.iter(f"{W}gridCol")]
    assert sum(widths) == prepared.text_width and min(widths) > 0


def test_a_narrow_column_has_room_for_a_word_of_broad_letters(prepared: Prepared) -> None:
    made = one(table(["Part", "För"], ["Kommunen", "lokal och personal " * 20]))
    element = [*body_of(made, prepared).iter(f"{W}tbl")][-1]
    first = int(next(element.iter(f"{W}gridCol")).get(f"{W}w"))
    # 944 twentieths of a point in bold ten-point Carlito, and 216 for the cell's margins.
    assert first >= 944 + 216


def test_a_table_without_text_or_rows_still_has_columns(prepared: Prepared) -> None:
    for made in (one(table(["", ""])), one(table(["", ""], ["", ""]))):
        assert invariants(parts(made, prepared, MANIFEST, CUSTOM), "a.docx") == []


def test_tables_do_not_grow_together(prepared: Prepared) -> None:
    first, second = table(["A"], ["1"]), table(["B"], ["2"])
    body = body_of(one(first, second), prepared)
    names = [etree.QName(child).localname for child in body]
    assert names[-5:] == ["tbl", "p", "tbl", "p", "sectPr"]
    assert invariants(parts(one(first, second), prepared, MANIFEST, CUSTOM), "a.docx") == []
    preamble = document(front=replace(document().front, preamble=(first,)))
    assert [etree.QName(child).localname for child in body_of(preamble, prepared)][2:5] == ["tbl", "p", "tbl"]


def test_what_leads_in_to_a_list_stays_with_it(prepared: Prepared) -> None:
    body = body_of(one(paragraph("Bolaget ska"), listed("a"), paragraph("b"), paragraph("c")), prepared)
    kept = [text_of(p) for p in body.findall(f"{W}p") if p.find(f"{W}pPr/{W}keepNext") is not None]
    assert kept == ["Bolaget ska"]


def test_a_short_table_is_not_divided_and_a_long_one_is(prepared: Prepared) -> None:
    for rows, kept in ((3, 2), (30, 0)):
        element = [*body_of(one(table(["A"], *[["1"]] * rows)), prepared).iter(f"{W}tbl")][-1]
        assert len(list(element.iter(f"{W}keepNext"))) == kept


def test_own_wording_is_marked_where_the_template_can(prepared: Prepared) -> None:
    assert "Klausullokallydelse" in styles_of(body_of(document(), prepared))
    without = {name: style for name, style in prepared.styles.items() if name != "klausul lokal lydelse"}
    assert styles_of(body_of(document(), replace(prepared, styles=without)))[-1] == "BodyText"


def test_properties_come_from_the_document(prepared: Prepared) -> None:
    core = parts(document(), prepared, MANIFEST, CUSTOM)["docProps/core.xml"].decode()
    assert "<dc:title>Ägardirektiv för Bostads AB &amp; Söner</dc:title>" in core
    assert "<cp:keywords>ägardirektiv</cp:keywords><dc:creator>Ale kommun</dc:creator>" in core
    assert "<dc:language>sv-SE</dc:language>" in core
    assert "dcterms:created" not in core and "dcterms:modified" not in core


def test_a_date_in_the_properties_gets_a_time() -> None:
    core = properties.core([("created", "2026-11-23"), ("modified", "2026-11-24T10:00:00Z")], "sv-SE")
    assert ">2026-11-23T00:00:00Z</dcterms:created>" in core
    assert ">2026-11-24T10:00:00Z</dcterms:modified>" in core


@pytest.mark.parametrize("given", [[("colour", "x")], [("title", "a"), ("title", "b")]])
def test_a_property_that_is_unknown_or_repeated_is_a_mistake(given: list[tuple[str, str]]) -> None:
    with pytest.raises(ValueError, match="unknown or given twice"):
        properties.core(given, "sv-SE")


def test_a_document_without_a_value_for_a_place_is_a_mistake(prepared: Prepared) -> None:
    scalars = tuple(pair for pair in document().scalars if pair[0] not in ("mark", "title"))
    with pytest.raises(ValueError, match="no value for mark, title"):
        written(document(scalars=scalars), prepared)


def test_the_manifest_comes_back(prepared: Prepared) -> None:
    made = read_package(written(document(), prepared), "a.docx")
    assert read_manifest(made, "a.docx") == MANIFEST[0]


def test_the_manifest_is_found_by_its_namespace(prepared: Prepared) -> None:
    made = parts(document(), prepared, MANIFEST, CUSTOM)
    made["customXml/item7.xml"] = made.pop("customXml/item1.xml").replace(b"<klausul xmlns=", b"<k:klausul xmlns:k=")
    made["customXml/item7.xml"] = made["customXml/item7.xml"].replace(b"</klausul>", b"</k:klausul>")
    assert read_manifest(made, "a.docx") == MANIFEST[0]


def test_a_foreign_file_has_no_manifest(prepared: Prepared) -> None:
    made = parts(document(), prepared, MANIFEST, CUSTOM)
    made["customXml/item1.xml"] = f"<other>{NAMESPACE}</other>".encode()
    assert read_manifest(made, "a.docx") is None
    made["customXml/item1.xml"] = f'<!DOCTYPE x><klausul xmlns="{NAMESPACE}">x</klausul>'.encode()
    assert read_manifest(made, "a.docx") is None


def test_manifests_that_differ_are_refused(prepared: Prepared) -> None:
    made = parts(document(), prepared, MANIFEST, CUSTOM)
    made["customXml/item2.xml"] = made["customXml/item1.xml"]
    assert read_manifest(made, "a.docx") == MANIFEST[0]
    made["customXml/item2.xml"] = made["customXml/item1.xml"].replace(b"draft", b"other")
    with pytest.raises(DataError) as caught:
        read_manifest(made, "a.docx")
    assert [(f.rule, f.values) for f in caught.value.findings] == [("source-docx-manifests", {"count": 2})]


@pytest.mark.libreoffice
def test_libreoffice_shows_the_same_text_and_numbers(prepared: Prepared, tmp_path: Path) -> None:
    """The projection's own numbers, against those of a program that numbers by itself."""
    (tmp_path / "a.docx").write_bytes(written(document(), prepared))
    program = program_named("soffice")
    command = [program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(tmp_path / "a.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    shown = (tmp_path / "a.txt").read_text(encoding="utf-8-sig")
    expected = [line for line in GOLDEN.splitlines() if not line.startswith(("header: ", "footer: "))]
    # Versions differ in how they part a row's cells, and all write every bullet as a round one; so words
    # are compared, not lines.
    assert shown.replace("•", "–").split() == " ".join(expected).replace(" | ", " ").split()


@pytest.mark.validator
def test_the_open_xml_sdk_finds_nothing(prepared: Prepared, tmp_path: Path) -> None:
    program = program_named("ooxml-validator")
    for number, made in enumerate((document(), document(toc_pages=True), replace(document(), sections=()))):
        file = tmp_path / f"{number}.docx"
        file.write_bytes(written(made, prepared))
        result = subprocess.run([program, str(file)], capture_output=True, text=True, check=False, timeout=60)
        assert result.returncode == 0, result.stdout


def test_the_file_is_an_ordinary_zip(prepared: Prepared) -> None:
    with zipfile.ZipFile(io.BytesIO(written(document(), prepared))) as archive:
        assert archive.testzip() is None
