"""Each invariant, broken on purpose in a file that was whole."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.model.document import ClauseItem, Document, Front, FrontRow, ListBlock, Paragraph, Section, Text
from generator.word import opc
from generator.word.invariants import invariants
from generator.word.template import SCALARS, prepare
from generator.word.write import parts

BUNDLED = Path(__file__).resolve().parent.parent / "templates" / "agardirektiv.docx"
MAIN = "word/document.xml"
END = "<w:sectPr>"
CELL = "<w:tc><w:p/></w:tc>"
TABLE = "<w:tbl><w:tblPr/><w:tblGrid/>%s</w:tbl>"
HEADER = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{CELL}</w:tr>"


@pytest.fixture(scope="module")
def whole() -> dict[str, bytes]:
    """Return the parts of a small document with a table, a list and two headings."""
    blocks = (Paragraph((Text("Bolaget ska"),)), ListBlock(True, ((Text("redovisa"),),)))
    clause = ClauseItem("syfte", "syfte", "klausul", "1.0.0", "1.1", "Syfte", blocks)
    front = Front("Titel", "", "Om dokumentet", "Uppgift", (FrontRow("Dnr", Text("1")),), (), "Innehåll")
    sections = (Section("inledning", "1", "Inledning", (clause,)),)
    scalars = tuple((name, name) for name in SCALARS)
    document = Document("agardirektiv", "sv-SE", scalars, front, sections, False, (("title", "Titel"),))
    return parts(document, prepare(BUNDLED.read_bytes(), BUNDLED.name), ["{}"], {})


def broken(whole: Mapping[str, bytes], old: str, new: str, part: str = MAIN) -> dict[str, bytes]:
    before = whole[part].decode()
    assert old in before
    return {**whole, part: before.replace(old, new, 1).encode()}


def found(parts: Mapping[str, bytes]) -> list[tuple[str, dict[str, object]]]:
    return [
        (finding.rule.removeprefix("source-docx-"), dict(finding.values)) for finding in invariants(parts, "a.docx")
    ]


def test_a_whole_document_has_no_findings(whole: dict[str, bytes]) -> None:
    assert invariants(whole, "a.docx") == []


def test_a_bookmark_name_twice(whole: dict[str, bytes]) -> None:
    xml = '<w:p><w:bookmarkStart w:id="77" w:name="KL_syfte"/><w:r><w:t>x</w:t></w:r><w:bookmarkEnd w:id="77"/></w:p>'
    assert found(broken(whole, END, xml + END)) == [("bookmark-name", {"bookmark": "kl_syfte"})]


def test_a_bookmark_id_twice(whole: dict[str, bytes]) -> None:
    xml = '<w:p><w:bookmarkStart w:id="1" w:name="x"/><w:r><w:t>x</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>'
    assert found(broken(whole, END, xml + END)) == [("bookmark-id", {"bookmark": "1"})]


@pytest.mark.parametrize(
    ("mark", "bookmark"),
    [('<w:bookmarkStart w:id="77" w:name="x"/>', "x"), ('<w:bookmarkEnd w:id="77"/>', "77")],
)
def test_a_bookmark_with_one_end(whole: dict[str, bytes], mark: str, bookmark: str) -> None:
    xml = f"<w:p>{mark}<w:r><w:t>x</w:t></w:r></w:p>"
    assert found(broken(whole, END, xml + END)) == [("bookmark-open", {"bookmark": bookmark})]


@pytest.mark.parametrize("cell", ["<w:tc/>", "<w:tc><w:tcPr/></w:tc>", f"<w:tc><w:p/>{TABLE % HEADER}</w:tc>"])
def test_a_cell_without_a_last_paragraph(whole: dict[str, bytes], cell: str) -> None:
    xml = TABLE % f"{HEADER}<w:tr>{cell}</w:tr>"
    assert found(broken(whole, END, xml + END)) == [("cell", {"part": MAIN})]


def test_an_empty_row(whole: dict[str, bytes]) -> None:
    assert found(broken(whole, END, TABLE % f"{HEADER}<w:tr/>" + END)) == [("row", {"part": MAIN})]


def test_a_table_without_a_header_row(whole: dict[str, bytes]) -> None:
    assert found(broken(whole, "<w:tblHeader/>", "")) == [("table-header", {"part": MAIN})]


def test_text_that_is_deleted_and_not(whole: dict[str, bytes]) -> None:
    xml = '<w:p><w:del w:id="1" w:author="x"><w:r><w:t>kvar</w:t></w:r></w:del></w:p>'
    assert found(broken(whole, END, xml + END)) == [("deleted-text", {"part": MAIN, "text": "kvar"})]


def test_a_numbering_that_does_not_exist(whole: dict[str, bytes]) -> None:
    assert found(broken(whole, '<w:numId w:val="4"/>', '<w:numId w:val="99"/>')) == [
        ("number-id", {"part": MAIN, "number": "99"})
    ]
    assert found(broken(whole, '<w:numId w:val="4"/>', '<w:numId w:val="0"/>')) == []
    styles = broken(whole, '<w:numId w:val="3"/>', '<w:numId w:val="99"/>', "word/styles.xml")
    assert found(styles) == [("number-id", {"number": "99"})]


def test_a_style_that_does_not_exist(whole: dict[str, bytes]) -> None:
    assert found(broken(whole, '"Title"/>', '"Titel"/>')) == [("style-id", {"part": MAIN, "style": "Titel"})]
    parent = broken(whole, '<w:basedOn w:val="BodyText"/>', '<w:basedOn w:val="X"/>', "word/styles.xml")
    assert found(parent) == [("style-id", {"style": "X"})]


def test_two_content_controls_with_one_id(whole: dict[str, bytes]) -> None:
    xml = '<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'
    assert found(broken(whole, END, xml * 2 + END)) == [("control-id", {"part": MAIN, "id": "5"})]


@pytest.mark.parametrize("xml", ["<w:p/>", "<w:p><w:r/></w:p>", '<w:p><w:pPr><w:spacing w:before="9"/></w:pPr></w:p>'])
def test_an_empty_paragraph(whole: dict[str, bytes], xml: str) -> None:
    (finding,) = invariants(broken(whole, END, xml + END), "a.docx")
    assert finding.rule == "source-docx-empty-paragraph"
    assert finding.place.line == whole[MAIN].count(b"<w:p>") + 1


def test_a_paragraph_that_keeps_tables_apart_is_not_empty(whole: dict[str, bytes]) -> None:
    table = TABLE % HEADER
    assert found(broken(whole, END, f"{table}<w:p/>{table}<w:p/>{END}")) == []
    after = "<w:p><w:r><w:t>x</w:t></w:r></w:p>"
    assert found(broken(whole, END, f"{table}<w:p/>{after}{END}")) == [("empty-paragraph", {"part": MAIN})]


def test_a_relationship_that_leads_nowhere(whole: dict[str, bytes]) -> None:
    rels = "word/_rels/document.xml.rels"
    assert found(broken(whole, "fontTable.xml", "typsnitt.xml", rels)) == [
        ("link-target", {"part": rels, "target": "typsnitt.xml"})
    ]


def test_a_relationship_that_is_not_there(whole: dict[str, bytes]) -> None:
    assert found(broken(whole, 'r:id="rId6"', 'r:id="rId66"')) == [("link-id", {"part": MAIN, "id": "rId66"})]


def test_a_part_without_a_content_type(whole: dict[str, bytes]) -> None:
    assert found({**whole, "word/media.png": b"x"}) == [("content-type", {"part": "word/media.png"})]


def test_a_part_that_is_not_xml_ends_the_search(whole: dict[str, bytes]) -> None:
    assert found(broken(whole, "</w:styles>", "", "word/styles.xml")) == [("malformed", {"part": "word/styles.xml"})]


def test_a_package_without_a_document(whole: dict[str, bytes]) -> None:
    parts = {part: data for part, data in whole.items() if part != MAIN}
    assert ("no-body", {}) in found(parts)
    assert ("link-target", {"part": opc.ROOT_RELATIONSHIPS, "target": MAIN}) in found(parts)
