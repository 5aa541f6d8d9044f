"""Reading Word files of somebody else's: every word once, in order, at its number, and nothing that means harm."""

from __future__ import annotations

import random
import re

import pytest

from generator.errors import DataError
from generator.model.paper import Line
from generator.report import lines
from generator.word import opc, tree
from generator.word.foreign import read_foreign
from generator.word.package import MAX_PARAGRAPHS, read_package, write_package
from tests.foreign_files import H1, NUMBERING, STYLES, box, docx, field, numbered, p, parts, picture, r, style, table
from tests.test_word_package import minimal, zipped

DELETED = '<w:del w:id="1" w:author="A"><w:r><w:delText>bort</w:delText></w:r></w:del>'
MATH = "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"
MARK_GONE = '<w:rPr><w:del w:id="2" w:author="A"/></w:rPr>'


def read(*body: str, **options: object) -> list[Line]:
    return [*read_foreign(docx(*body, **options), "fil.docx").word.lines()]


def texts(*body: str, **options: object) -> list[str]:
    return [line.text for line in read(*body, **options)]


def refused(data: bytes) -> list[str]:
    with pytest.raises(DataError) as caught:
        read_foreign(data, "fil.docx")
    return lines(caught.value.findings)


# What is text.


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (r("ett ") + r("två"), "ett två"),
        (f"<w:ins>{r('insatt')}</w:ins>", "insatt"),
        (f"{r('kvar')}{DELETED}", "kvar"),
        (f"<w:moveFrom>{r('här')}</w:moveFrom><w:moveTo>{r('där')}</w:moveTo>", "där"),
        (f"<w:ins>{r('ny')}{DELETED}</w:ins>", "ny"),
        (f"<w:hyperlink><w:ins>{r('länk')}</w:ins></w:hyperlink>", "länk"),
        (f"<w:smartTag><w:customXml>{r('märkt')}</w:customXml></w:smartTag>", "märkt"),
        (f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{r('ifyllt')}</w:sdtContent></w:sdt>", "ifyllt"),
        (f"<w:fldSimple w:instr='REF x'>{r('1.2')}</w:fldSimple>", "1.2"),
        (field("REF x", r("1.2")), "1.2"),
        (field("IF " + "x", field("PAGE", r("3")) + r(" sidor")), "3 sidor"),
        (
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
            f"{field('REF x', r('dolt'))}{r('kod')}<w:r><w:fldChar w:fldCharType='end'/></w:r>",
            "",
        ),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>", "a b c d"),
        ("<w:r><w:t>2017</w:t><w:noBreakHyphen/><w:t>725</w:t></w:r>", "2017-725"),
        ("<w:r><w:t>kom</w:t><w:softHyphen/><w:t>mun\u00adfull</w:t></w:r>", "kommunfull"),
        ("<w:r><w:sym w:font='Symbol' w:char='F0B7'/><w:sym w:font='Arial' w:char='00A7'/></w:r>", "•§"),
        ("<w:r><w:sym w:char='D800'/><w:sym w:char='zz'/><w:sym/><w:sym w:char='1'/><w:t>a</w:t></w:r>", "a"),
        (f"<w:r><w:ruby><w:rt>{r('uttal')}</w:rt><w:rubyBase>{r('ord')}</w:rubyBase></w:ruby></w:r>", "ord"),
        (MATH, "a+b"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>" + r("utan fält"), "utan fält"),
        ("<w:r><w:fldChar w:fldCharType='begin'/></w:r>" + r("fält utan slut"), "fält utan slut"),
        ("<w:r><w:fldChar w:fldCharType='separate'/><w:fldChar w:fldCharType='end'/></w:r>" + r("slut"), "slut"),
        ("<w:bookmarkStart w:id='1' w:name='x'/>" + r("a") + "<w:proofErr/><w:bookmarkEnd w:id='1'/>", "a"),
    ],
)  # fmt: skip
def test_what_a_reader_sees_is_the_text(inside: str, text: str) -> None:
    assert texts(f"<w:p>{inside}</w:p>") == ([text] if text else [])


@pytest.mark.parametrize(
    ("alternatives", "text"),
    [
        (f"<mc:Choice Requires='wps'>{r('nytt')}</mc:Choice><mc:Fallback>{r('gammalt')}</mc:Fallback>", "nytt"),
        (f"<mc:Choice Requires='x'>{r('okänt')}</mc:Choice><mc:Fallback>{r('gammalt')}</mc:Fallback>", "gammalt"),
        (f"<mc:Choice Requires='wps x'>{r('okänt')}</mc:Choice><mc:Choice Requires='a'>{r('a')}</mc:Choice>", "a"),
        (f"<mc:Choice Requires='saknas'>{r('okänt')}</mc:Choice>", ""),
        (f"<mc:Choice>{r('utan krav')}</mc:Choice><mc:Fallback>{r('gammalt')}</mc:Fallback>", "gammalt"),
    ],
)
def test_one_of_some_alternatives_is_read(alternatives: str, text: str) -> None:
    inside = f"<mc:AlternateContent>{alternatives}</mc:AlternateContent>"

    assert texts(f"<w:p>{inside}</w:p>") == ([text] if text else [])
    assert texts(f"<w:p>{r('I')}<w:r>{inside.replace('<w:r>', '').replace('</w:r>', '')}</w:r></w:p>") == [f"I{text}"]


def test_a_paragraph_whose_mark_is_deleted_runs_on_in_the_next() -> None:
    body = (p("Bolaget ", properties=MARK_GONE), p(DELETED, properties=MARK_GONE), p("ska bygga", style="Rubrik1"))

    assert read(p("Först"), *body) == [Line("Först", 1), Line("Bolaget ska bygga", 2, kind="heading", level=1)]
    assert read(p(DELETED, properties=MARK_GONE), p("Kvar")) == [Line("Kvar", 2)]
    assert texts(p("Ensamt", properties=MARK_GONE), table(("a", "b"))) == ["Ensamt", "a", "b"]
    assert texts(p("Sist", properties=MARK_GONE)) == ["Sist"]


def test_blocks_inside_controls_and_insertions_are_read() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('två')}{table(('tre',))}</w:sdtContent></w:sdt>"
    alternate = f"<mc:AlternateContent><mc:Fallback>{p('fem')}</mc:Fallback></mc:AlternateContent>"

    assert texts(p("ett"), control, f"<w:customXml>{p('fyra')}</w:customXml>", alternate) == [
        "ett", "två", "tre", "fyra", "fem",
    ]  # fmt: skip


def test_each_cell_of_a_table_is_read_once() -> None:
    cell = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>"
    rows = [
        cell.format('<w:gridSpan w:val="2"/>', p("bred")) + cell.format('<w:vMerge w:val="restart"/>', p("hög")),
        f"<w:sdt><w:sdtContent>{cell.format('', p('a'))}</w:sdtContent></w:sdt>"
        + cell.format("", p("b")) + cell.format("<w:vMerge/>", p("täckt")),
        cell.format("<w:cellDel/>", p("struken")) + cell.format("", p("c") + table(("inre",)) + p()),
    ]  # fmt: skip
    deleted = f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr>{cell.format('', p('borttagen'))}</w:tr>"
    whole = "".join(f"<w:tr>{row}</w:tr>" for row in rows) + deleted
    word = read_foreign(docx(f"<w:tbl>{whole}</w:tbl>", p()), "fil.docx").word

    assert [line.text for line in word.lines()] == ["bred", "hög", "a", "b", "c", "inre"]
    outer, inner = word.tables
    assert (outer.rows, outer.columns, outer.merged, outer.nested) == (3, 3, True, True)
    assert (inner.rows, inner.columns, inner.merged, inner.nested) == (1, 1, False, False)


def test_a_text_box_comes_after_its_paragraph_once() -> None:
    inner = box(p("inre"))

    assert read(p("före"), p(box(p("i rutan"), p(inner)), "runt om"), p("efter")) == [
        Line("före", 1), Line("runt om", 2), Line("i rutan", 2), Line("inre", 2), Line("efter", 11),
    ]  # fmt: skip


def test_headers_come_first_and_footers_last_each_text_once() -> None:
    stories = {"header1": p("Exempelstad"), "header2": p("Exempelstad"), "header3": p("Bilaga"), "footer1": p("Fot")}

    assert read(p("Text"), stories=stories) == [
        Line("Exempelstad", 0), Line("Bilaga", 0), Line("Text", 1), Line("Fot", 0),
    ]  # fmt: skip


def test_a_header_that_no_section_uses_is_not_read() -> None:
    made = parts(p("Text"), stories={"header1": p("Utkast från 1998")})
    made["word/document.xml"] = made["word/document.xml"].replace(b"headerReference", b"headerOther")

    word = read_foreign(write_package(made, {}), "fil.docx").word
    assert [line.text for line in word.lines()] == ["Text"]


def test_a_note_has_the_number_of_the_paragraph_that_refers_to_it() -> None:
    notes = (
        f'<w:footnote w:type="separator" w:id="-1">{p("streck")}</w:footnote>'
        f'<w:footnote w:id="2">{p("Noten")}</w:footnote><w:footnote w:id="3">{p("Ingen hänvisar hit")}</w:footnote>'
    )
    end = f'<w:endnote w:id="2">{p("Slutnoten")}</w:endnote>'
    body = (
        p("Ett"), p("Två", '<w:r><w:footnoteReference w:id="2"/></w:r>'), p('<w:r><w:endnoteReference w:id="2"/></w:r>')
    )  # fmt: skip

    assert read(*body, stories={"footnotes": notes, "endnotes": end}) == [
        Line("Ett", 1), Line("Två", 2), Line("Noten", 2), Line("Ingen hänvisar hit", 0), Line("Slutnoten", 3),
    ]  # fmt: skip


def test_numbers_are_those_of_the_comments() -> None:
    body = (
        p(),
        p("ett"),
        table(("två", "tre")),
        p(box(p("fyra"))),
        "<w:sdt><w:sdtContent>" + p("fem") + "</w:sdtContent></w:sdt>",
    )
    data = docx(*body)
    root = tree.parse(parts(*body)["word/document.xml"])
    numbers = {tree.paragraph_text(paragraph): number for paragraph, number in tree.line_numbers(root).items()}

    assert {line.text: line.number for line in read_foreign(data, "fil.docx").word.lines()} == {
        text: numbers[text] for text in ("ett", "två", "tre", "fyra", "fem")
    }


def test_a_table_of_contents_is_not_read_twice() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    start = mark("begin") + '<w:r><w:instrText> TOC \\o "1-2" </w:instrText></w:r>' + mark("separate")
    lines_of_it = (p(start, "Bostäder 3"), p("Ekonomi 4"), p(mark("end")))
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    control = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{p('Innehåll')}</w:sdtContent></w:sdt>"
    styled = p("Bostäder", style="Innehll1")

    assert texts(control, *lines_of_it, styled, H1, styles=STYLES + style("Innehll1", "toc 1")) == ["Rubrik på nivå 1"]


def test_a_document_that_word_fetches_in_is_told_of() -> None:
    found = read_foreign(docx(p("Text"), '<w:altChunk r:id="x"/>', p("Mer")), "fil.docx")

    assert lines(found.findings) == [
        "fil.docx:1: filen fogar in ett annat dokument här först när den öppnas, och det är inte läst; öppna filen "
        "i Word och spara den på nytt [source-docx-embedded]"
    ]
    assert [line.text for line in found.word.lines()] == ["Text", "Mer"]


# What a line is.


@pytest.mark.parametrize(
    ("name", "inside", "level"),
    [
        ("heading 2", "", 2),
        ("Heading 3", "", 3),
        ("Rubrik 1", "", 1),
        ("Numrerad rubrik", '<w:basedOn w:val="Rubrik2"/>', 2),
        ("Egen", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>', 1),
        ("Rubrik utan nivå", '<w:basedOn w:val="Rubrik2"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>', 0),
        ("Rubriktext", "", 0),
        ("heading 10", "", 0),
    ],
)
def test_a_headings_level_is_found_through_its_style(name: str, inside: str, level: int) -> None:
    (line,) = read(p("Bostäder", style="X"), styles=STYLES + style("X", name, inside))

    assert (line.level, line.kind) == (level, "heading" if level else "paragraph")


def test_a_paragraph_may_state_its_own_level() -> None:
    own = p("Bostäder", properties='<w:outlineLvl w:val="1"/>')
    none = p("Bostäder", style="Rubrik1", properties='<w:outlineLvl w:val="9"/>')

    assert [(line.kind, line.level) for line in read(own, none)] == [("heading", 2), ("paragraph", 0)]


def test_items_are_known_by_their_numbering() -> None:
    numbering = NUMBERING + (
        '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="Lista"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="6"><w:lvl w:ilvl="1"><w:pStyle w:val="Punkt"/><w:numFmt w:val="bullet"/>'
        '<w:lvlText w:val="-"/></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="none"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="5"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="6"/></w:num>'
        '<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="8"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:lvlOverride></w:num>'
        '<w:num w:numId="9"><w:abstractNumId w:val="99"/></w:num>'
    )
    styles = (
        STYLES
        + style("Lista", "Lista", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', kind="numbering")
        + style("Punkt", "List Bullet", '<w:pPr><w:numPr><w:numId w:val="6"/></w:numPr></w:pPr>')
        + style("Barn", "Barn", '<w:basedOn w:val="Punkt"/>')
    )
    body = (
        p("a", properties=numbered(1)), p("b", properties=numbered(2)), p("c", properties=numbered(5)),
        p("d", style="Punkt"), p("e", style="Punkt", properties=numbered(0)), p("f", properties=numbered(7)),
        p("g", properties=numbered(8)), p("h", properties=numbered(9)), p("i", properties=numbered(77)),
    )  # fmt: skip
    word = read_foreign(docx(*body, styles=styles, numbering=numbering), "fil.docx").word

    assert {paragraph.text: paragraph.numbering for paragraph in word.paragraphs} == {
        "a": "bullet", "b": "number", "c": "number", "d": "bullet", "e": "", "f": "", "g": "bullet", "h": "", "i": "",
    }  # fmt: skip
    assert [line.kind for line in word.lines()] == ["item"] * 4 + ["paragraph"] * 2 + ["item"] + ["paragraph"] * 2


def test_a_table_of_one_column_is_a_frame_around_text() -> None:
    framed = f"<w:tbl><w:tr><w:tc>{p('Text')}{p('Punkt', properties=numbered(1))}{H1}</w:tc></w:tr></w:tbl>"

    assert [line.kind for line in read(framed, table(("a", "b")))] == ["paragraph", "item", "heading", "cell", "cell"]


# Structure.


def test_looks_are_inherited_and_overruled() -> None:
    styles = STYLES + style(
        "Fet", "Fet", '<w:rPr><w:b/><w:lang w:val="en-GB"/><w:color w:val="ff0000"/><w:sz w:val="28"/></w:rPr>'
    )
    body = (
        p("allt", style="Fet"), p(r("inte", '<w:b w:val="0"/>'), "allt", style="Fet"),
        p(r("fet", '<w:rStyle w:val="Stark"/>')), p(r("vanlig")), p(r("okänt", '<w:lang w:val="x-none"/>')),
    )  # fmt: skip
    paragraphs = read_foreign(docx(*body, styles=styles), "fil.docx").word.paragraphs

    assert [paragraph.bold for paragraph in paragraphs] == [True, False, True, False, False]
    assert [paragraph.language for paragraph in paragraphs] == ["en-GB", "en-GB", "sv-SE", "sv-SE", ""]
    (shade,) = paragraphs[0].shades
    assert (shade.front, shade.behind, shade.large) == ("FF0000", "FFFFFF", True)


def test_a_colour_is_compared_with_what_is_known_to_be_behind_it() -> None:
    def behind(body: str, **options: object) -> list[str]:
        found = read_foreign(docx(body, **options), "fil.docx").word.paragraphs
        return [shade.behind for paragraph in found for shade in paragraph.shades]

    red = '<w:color w:val="FF0000"/>'
    assert behind(p(r("a", red))) == ["FFFFFF"]
    assert behind(p(r("a", red)), background=True) == []
    assert behind(p(r("a", red + '<w:highlight w:val="yellow"/>'))) == ["FFFF00"]
    assert behind(p(r("a", red + '<w:shd w:val="pct20" w:fill="000000"/>'))) == []
    assert behind(p(r("a", red), properties='<w:shd w:val="clear" w:fill="abcdef"/>')) == ["ABCDEF"]
    cell = f"<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill='111111'/></w:tcPr>{p(r('a', red))}</w:tc></w:tr></w:tbl>"
    assert behind(cell) == ["111111"]
    styled = table(("x", "y")).replace(r("x"), r("a", red))
    assert behind(styled) == []


def test_pictures_are_known_in_both_ways_of_writing_them() -> None:
    chart = picture().replace("<pic:pic>", "<c:chart/><pic:pic>")
    old = '<w:r><w:pict><v:shape id="Bild" alt="Vapen"><v:imagedata/></v:shape></w:pict></w:r>'
    embedded = "<w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject/></w:object></w:r>"
    line = '<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>'
    hidden = picture(' hidden="1"')
    word = read_foreign(
        docx(p(picture(' descr="Hus"')), p(chart), p(old), p(embedded), p(line), p(hidden), p(box(p(old)))), "f"
    )
    seen = [(one.number, one.story, one.kind, one.description) for one in word.word.pictures]

    assert seen == [
        (1, "body", "picture", "Hus"), (2, "body", "chart", ""), (3, "body", "picture", "Vapen"),
        (4, "body", "object", ""), (7, "box", "picture", "Vapen"),
    ]  # fmt: skip


def test_the_title_is_the_one_among_the_properties() -> None:
    assert read_foreign(docx(p("x"), title="  Ägardirektiv "), "f").word.title == "Ägardirektiv"
    assert read_foreign(docx(p("x"), title=""), "f").word.title == ""


# Harm.


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"Hej", "filen är inte en .docx; spara den som Worddokument (.docx) [source-docx-not-zip]"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
            "filen är sparad i Words gamla format (.doc); spara den som .docx [source-docx-old-format]",
        ),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            "filen är krypterad eller skyddad med lösenord; ta bort lösenordet i Word och spara filen "
            "[source-docx-encrypted]",
        ),
        (
            zipped([*minimal().items(), ("word/vbaProject.bin", b"x")]),
            "filen innehåller makron; spara den som .docx utan makron [source-docx-macros]",
        ),
        (
            zipped(
                minimal(
                    types='<Override PartName="/word/document.xml" '
                    'ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
                ).items()
            ),
            "filen innehåller makron; spara den som .docx utan makron [source-docx-macros]",
        ),
        (
            zipped(
                minimal(
                    links='<Relationship Id="r1" Target="word/document.xml" '
                    'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"/>'
                ).items()
            ),
            "filen är sparad som Strict Open XML; spara den som Worddokument (.docx) [source-docx-strict]",
        ),
        (
            zipped([*minimal().items(), ("../evil.xml", b"x")]),
            "filen innehåller en del med det otillåtna namnet '../evil.xml'; öppna filen i Word och spara den på nytt "
            "[source-docx-part-name]",
        ),
        (
            zipped([*minimal().items(), ("word/x.xml", b"<!DOCTYPE x><x/>")]),
            "delen word/x.xml innehåller en DOCTYPE, som kan dölja innehåll; öppna filen i Word och spara den på nytt "
            "[source-docx-doctype]",
        ),
        (
            zipped([*minimal().items(), ("word/x.xml", b"<x>" * 300 + b"</x>" * 300)]),
            "delen word/x.xml är nästlad djupare än något vanligt dokument; förenkla tabeller och textrutor "
            "[source-docx-too-deep]",
        ),
        (
            zipped([*minimal().items(), ("a.bin", bytes(8 * 1024**2))]),
            "filen är packad mer än 100 gånger, vilket inget vanligt dokument är; öppna filen i Word och spara den på "
            "nytt [source-docx-ratio]",
        ),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_safely_says_why(data: bytes, message: str) -> None:
    assert refused(data) == [f"fil.docx: {message}"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_with_one_name_are_refused() -> None:
    assert refused(zipped([*minimal().items(), ("word/DOCUMENT.xml", b"<x/>")])) == [
        "fil.docx: delen word/DOCUMENT.xml finns två gånger i filen; öppna filen i Word och spara den på nytt "
        "[source-docx-duplicate-part]"
    ]


def test_a_linked_picture_is_told_of_and_the_text_is_read() -> None:
    made = parts(p("Text"))
    link = opc.Relationship("x", f"{opc.OFFICE_RELATIONSHIP}image", "http://example.org/x.png", external=True)
    made["word/_rels/document.xml.rels"] = opc.relationships_xml(
        [*opc.relationships(made["word/_rels/document.xml.rels"]), link]
    )
    found = read_foreign(write_package(made, {}), "fil.docx")

    assert [finding.rule for finding in found.findings] == ["source-docx-external"]
    assert [line.text for line in found.word.lines()] == ["Text"]


def test_the_limit_for_paragraphs_holds_for_all_parts_together() -> None:
    half = "<w:p/>" * (MAX_PARAGRAPHS // 2 + 1)
    made = parts("<w:p/>" * (MAX_PARAGRAPHS // 2), stories={"header1": half})
    made["x.bin"] = random.Random(1).randbytes(20_000)

    assert refused(write_package(made, {})) == [
        f"fil.docx: delen word/document.xml har fler än {MAX_PARAGRAPHS} stycken; dela upp dokumentet "
        "[source-docx-too-many-paragraphs]"
    ]


def test_circles_among_styles_and_numberings_end() -> None:
    styles = (
        style("A", "A", '<w:basedOn w:val="B"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
        + style("B", "B", '<w:basedOn w:val="A"/><w:rPr><w:b/></w:rPr>')
        + style("C", "C", '<w:basedOn w:val="C"/>')
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="A"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = (p("a", style="A"), p("b", style="B"), p("c", style="C"))

    assert texts(*body, styles=styles, numbering=numbering) == ["a", "b", "c"]


def test_a_chain_of_countless_styles_is_followed_once() -> None:
    count = 20_000
    styles = style("S0", "Början", "<w:rPr><w:b/></w:rPr>") + "".join(
        f'<w:style w:styleId="S{number}"><w:basedOn w:val="S{number - 1}"/></w:style>' for number in range(1, count)
    )
    made = parts(*(p("a", style=f"S{number}") for number in range(count - 1, 0, -60)), styles=styles)
    made["x.bin"] = random.Random(1).randbytes(20_000)

    assert all(paragraph.bold for paragraph in read_foreign(write_package(made, {}), "f").word.paragraphs)


def test_links_inside_links_are_read_once() -> None:
    count = 3_000
    start = field("HYPERLINK x", "").partition('<w:r><w:fldChar w:fldCharType="end"/></w:r>')[0]
    inside = start * count + r("a") * count + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' * count

    (paragraph,) = read_foreign(docx(f"<w:p>{inside}</w:p>"), "f").word.paragraphs
    assert (paragraph.text, paragraph.links) == ("a" * count, ("a" * count,))


def test_the_deepest_nesting_that_is_let_through_can_be_read() -> None:
    nested, levels = p("innerst"), 0
    while levels + 4 < opc.MAX_DEPTH - 6:
        nested, levels = f"<w:tbl><w:tr><w:tc>{nested}<w:p/></w:tc></w:tr></w:tbl>", levels + 3
    boxes = p("rutans")
    around = ("w:r", "w:drawing", "wp:anchor", "a:graphic", "a:graphicData", "wps:wsp", "wps:txbx", "w:txbxContent")
    before, after = "".join(f"<{name}>" for name in around), "".join(f"</{name}>" for name in reversed(around))
    for _ in range((opc.MAX_DEPTH - 8) // 9):
        boxes = p(f"{before}{boxes}{after}")
    links = "<w:hyperlink>" * 190 + r("länk") + "</w:hyperlink>" * 190

    assert texts(nested, boxes, f"<w:p>{links}</w:p>") == ["innerst", "rutans", "länk"]


def test_a_changed_byte_never_gives_anything_but_findings() -> None:
    data = docx(H1, p("Text", box(p("ruta"))), table(("a", "b")), stories={"header1": p("Huvud")})
    chance = random.Random(1)
    for _ in range(500):
        broken = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            read_foreign(bytes(broken), "fil.docx")
        except DataError as error:
            assert all(finding.rule.startswith("source-docx-") for finding in error.findings)


def test_odd_values_are_nothing_to_stumble_on() -> None:
    """Every attribute is somebody else's: none may be taken for a number, a name or a colour unseen."""
    odd = ("", "-1", "99999999999999999999", "x", "²", "\u0663", "0x10")
    whole = docx(
        p("Text", style="Rubrik1", properties=numbered(2) + '<w:outlineLvl w:val="1"/><w:shd w:fill="FFFFFF"/>'),
        p(r("Färg", '<w:color w:val="FF0000"/><w:sz w:val="20"/>')),
        table(("a", "b"), cell='<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>'),
    )  # fmt: skip
    made = read_package(whole, "f")
    for part in ("word/document.xml", "word/styles.xml", "word/numbering.xml"):
        text = made[part].decode()
        for old in set(re.findall(r'w:(?:val|fill|ilvl|numId|abstractNumId)="[^"]*"', text)):
            for value in odd:
                name = old.partition("=")[0]
                changed = {**made, part: text.replace(old, f'{name}="{value}"').encode()}
                assert read_foreign(write_package(changed, {}), "f").word.paragraphs


def test_a_minimal_file_needs_no_styles() -> None:
    assert read_foreign(write_package(minimal(), {}), "f").word.lines() == ()
