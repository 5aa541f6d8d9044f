"""What ``klausul template check`` says of a template: each fault in one Swedish line, and nothing of a good one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.colour import contrast, shown
from generator.places import bundled
from generator.report import lines, severity
from generator.word import opc, tree
from generator.word.annotate import Note, annotated
from generator.word.check import check
from generator.word.package import read_package, write_package
from generator.word.project import project
from generator.word.template import prepare
from tests.conftest import Result

Run = Callable[..., Result]
Parts = dict[str, bytes]
#: A change of one part: its name, and what to write instead of what.
Change = tuple[str, str, str]

BODY, STYLES, NUMBERING = "document", "styles", "numbering"
PLACE = '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>{{p %s }}</w:t></w:r></w:p>'
ALLOWED = "title, subtitle, municipality, company, orgnr, diarienummer, state, mark, date, contract, front, body"
NAME_ONLY = "som är något annat än ett namn; skriv bara ett namn mellan klamrarna, till exempel {{ title }}"
ALONE = "den ska stå ensam i ett eget stycke direkt i dokumentets brödtext"
READABLE = "och text behöver minst 4,5:1 för att gå att läsa (WCAG 2.1); välj en mörkare färg"
OWN_FIELD = (
    "visar mallens, datorns eller dagens uppgift i stället för dokumentets; ta bort fältet och skriv en plats, "
    "till exempel {{ title }} eller {{ date }}"
)
PICTURE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="7" name="Bild 1"%s</wp:inline></w:drawing></w:r>'
)
FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>%s<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def paragraph(content: str) -> str:
    return f"<w:p>{content}</w:p>"


def run_of(text: str, properties: str = "") -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{look}<w:t>{text}</w:t></w:r>"


def first(xml: str) -> Change:
    """Return the change that puts something first in the body."""
    return (BODY, "<w:body>", f"<w:body>{xml}")


def after(xml: str) -> Change:
    """Return the change that puts something after the body's second paragraph, the place for the body."""
    return (BODY, "{{p body }}</w:t></w:r>\n    </w:p>", f"{{{{p body }}}}</w:t></w:r></w:p>{xml}")


def moved(xml: str) -> Change:
    """Return the change that puts something after the body's second paragraph, which is no longer a place."""
    return (BODY, "{{p body }}</w:t></w:r>\n    </w:p>", f"Text</w:t></w:r></w:p>{xml}")


def style(name: str, old: str, new: str) -> Change:
    """Return the change of something in one style."""
    text = part(STYLES)
    start = text.index(f'<w:name w:val="{name}"/>')
    whole = text[start : text.index("</w:style>", start)]
    assert old in whole, f"{old} is not in {name}"
    return (STYLES, whole, whole.replace(old, new))


def part(name: str) -> str:
    return template()[f"word/{name}.xml"].decode()


def template(*changes: Change) -> Parts:
    """Return the bundled template's parts with changes."""
    parts = read_package((bundled("templates") / "agardirektiv.docx").read_bytes(), "mall.docx")
    for name, old, new in changes:
        text = parts[f"word/{name}.xml"].decode()
        assert old in text, f"{old} is not in {name}"
        parts[f"word/{name}.xml"] = text.replace(old, new).encode()
    return parts


def said(parts: Parts) -> list[str]:
    """Return the lines of the check, without the name of the file in front."""
    found = lines(check(write_package(parts, {}), "mall.docx"))
    return [line.removeprefix("mall.docx") for line in found]


FAULTS: dict[str, tuple[list[Change], list[str]]] = {
    "code": (
        [first(paragraph(run_of("Hej {{ title|upper }}")))],
        [f":1: stycket ”Hej {{{{ title|upper }}}}” innehåller {{{{ title|upper }}}}, {NAME_ONLY} [template-code]"],
    ),
    "unknown name": (
        [after(paragraph(run_of("Till {{ titel }}")))],
        [
            ":3: stycket ”Till {{ titel }}” använder ”titel”, som inte finns; tillåtna namn är "
            f"{ALLOWED}; menade du ”title”? [template-unknown-name]"
        ],
    ),
    "broken tag": (
        [first(paragraph(run_of("{{ title }")))],
        [
            ":1: stycket ”{{ title }” har en klammer som inte hör till en hel plats; en plats skrivs med två klammer "
            "på var sida, till exempel {{ title }} [template-tag-broken]"
        ],
    ),
    "place missing": (
        [(BODY, "{{p front }}", "Försättsblad")],
        [
            ": platsen {{p front }} saknas; skriv den ensam i ett eget stycke där texten ska stå "
            "[template-place-missing]"
        ],
    ),
    "place twice": (
        [first(PLACE % "body")],
        [": platsen {{p body }} finns flera gånger; den ska finnas en gång [template-place-repeated]"],
    ),
    "place in a table": (
        [moved(f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{PLACE % 'body'}</w:tc></w:tr></w:tbl><w:p/>")],
        [
            f":3: platsen {{{{p body }}}} i stycket ”{{{{p body }}}}” står i en tabell; {ALONE} "
            "[template-place-misplaced]"
        ],
    ),
    "place in a content control": (
        [moved(f"<w:sdt><w:sdtContent>{PLACE % 'body'}</w:sdtContent></w:sdt>")],
        [
            ":3: platsen {{p body }} i stycket ”{{p body }}” står i en innehållskontroll; "
            f"{ALONE} [template-place-misplaced]"
        ],
    ),
    "place in a text box": (
        [moved(paragraph(f"<w:r><w:pict><w:txbxContent>{PLACE % 'body'}</w:txbxContent></w:pict></w:r>"))],
        [
            f":3: platsen {{{{p body }}}} i stycket ”{{{{p body }}}}” står i en textruta; {ALONE} "
            "[template-place-misplaced]"
        ],
    ),
    "place in a header": (
        [(BODY, "{{p body }}", "Text"), ("header1", "</w:hdr>", PLACE % "body" + "</w:hdr>")],
        [
            f": platsen {{{{p body }}}} i stycket ”{{{{p body }}}}” står i ett sidhuvud; {ALONE} "
            "[template-place-misplaced]"
        ],
    ),
    "place with other text": (
        [(BODY, "{{p body }}", "Se {{p body }}")],
        [
            f":2: platsen {{{{p body }}}} i stycket ”Se {{{{p body }}}}” står tillsammans med något annat; {ALONE} "
            "[template-place-misplaced]"
        ],
    ),
    "place without its letter": (
        [(BODY, "{{p body }}", "{{ body }}")],
        [
            f":2: platsen {{{{p body }}}} i stycket ”{{{{ body }}}}” står utan bokstaven p; {ALONE} "
            "[template-place-misplaced]"
        ],
    ),
    "style missing": (
        [(STYLES, 'w:val="Body Text"', 'w:val="Brevtext"')],
        [
            ": formatmallen ”Brödtext (Body Text)” saknas; skapa den i mallen, eller utgå från mallen som följer med "
            "klausul [template-style-missing]"
        ],
    ),
    "heading not numbered": (
        [(NUMBERING, '<w:pStyle w:val="Heading2"/>', "")],
        [
            ": formatmallen ”Rubrik 2 (heading 2)” är inte kopplad till en flernivålista; välj Definiera ny "
            "flernivålista och koppla nivå 1 till Rubrik 1 (heading 1) och nivå 2 till Rubrik 2 (heading 2) i samma "
            "lista [template-heading-numbering]"
        ],
    ),
    "heading numbered otherwise": (
        [(NUMBERING, '"%1.%2"', '"%1-%2"')],
        [
            ": formatmallen ”Rubrik 2 (heading 2)” numrerar som ”1-1”; den ska numrera som ”1.1”, så att hänvisningar "
            "och innehållsförteckning stämmer; ändra talformatet i listan [template-number-format]"
        ],
    ),
    "list with figures": (
        [(NUMBERING, '"lowerLetter"', '"decimal"')],
        [
            ": formatmallen ”Numrerad lista (List Number)” numrerar som ”1)”; den ska numrera som ”a)”, så att "
            "hänvisningar och innehållsförteckning stämmer; ändra talformatet i listan [template-number-format]"
        ],
    ),
    "list without a list": (
        [(NUMBERING, '<w:num w:numId="3">', '<w:num w:numId="77">')],
        [
            ": formatmallen ”Punktlista (List Bullet)” är inte kopplad till en lista; välj Ändra formatmall, Format, "
            "Numrering och ge den en egen lista [template-list-numbering]"
        ],
    ),
    "tracked changes": (
        [after(paragraph('<w:ins w:id="1" w:author="x"><w:r><w:t>Ny</w:t></w:r></w:ins>'))],
        [
            ":3: mallen innehåller spårade ändringar; godkänn eller avvisa dem under fliken Granska "
            "[template-tracked-changes]"
        ],
    ),
    "field that fetches": (
        [after(paragraph('<w:fldSimple w:instr=" INCLUDEPICTURE x.png "/>'))],
        [
            ":3: mallen innehåller fältet INCLUDEPICTURE, som hämtar innehåll utanför dokumentet; ersätt det med text "
            "eller en infogad bild [template-field]"
        ],
    ),
    "font": (
        [(STYLES, 'w:ascii="Calibri"', 'w:ascii="Kommun Sans"')],
        [
            ": typsnittet ”Kommun Sans” är inte inbäddat i mallen och följer inte säkert med Word; på en dator utan "
            "det väljer Word ett annat; bädda in det (Arkiv, Alternativ, Spara, Bädda in teckensnitt i filen) eller "
            "välj ett vanligt typsnitt [template-font]"
        ],
    ),
    "outline level missing": (
        [style("heading 1", '<w:outlineLvl w:val="0"/>', "")],
        [
            ": formatmallen ”Rubrik 1 (heading 1)” har inte dispositionsnivå 1, så rubrikerna syns inte i "
            "navigeringsfönstret och för skärmläsare; välj Ändra formatmall, Format, Stycke, Dispositionsnivå "
            "[template-outline]"
        ],
    ),
    "outline level of running text": (
        [style("Title", "<w:keepNext/>", '<w:keepNext/><w:outlineLvl w:val="0"/>')],
        [
            ": formatmallen ”Rubrik (Title)” har dispositionsnivå 1, så dess text hamnar i innehållsförteckningen; "
            "välj Ändra formatmall, Format, Stycke, Dispositionsnivå och där Brödtext [template-outline-text]"
        ],
    ),
    "no mark": (
        [("header1", "{{ mark }}", "")],
        [
            ": platsen {{ mark }} saknas i sidhuvudet för varje sida, så ett utkast eller ett exempel märks inte ut "
            "där; skriv den i sidhuvudet [template-mark-missing]"
        ],
    ),
    "no mark on the first page": (
        [(BODY, "<w:cols", "<w:titlePg/><w:cols")],
        [
            ": platsen {{ mark }} saknas i sidhuvudet för första sidan, så ett utkast eller ett exempel märks inte ut "
            "där; skriv den i sidhuvudet [template-mark-missing]"
        ],
    ),
    "no mark and no number on even pages": (
        [("settings", "<w:compat>", "<w:evenAndOddHeaders/><w:compat>")],
        [
            ": platsen {{ mark }} saknas i sidhuvudet för jämna sidor, så ett utkast eller ett exempel märks inte ut "
            "där; skriv den i sidhuvudet [template-mark-missing]",
            ": sidnummer saknas i sidfoten för jämna sidor; välj Infoga, Sidnummer [template-page-number]",
        ],
    ),
    "no page number": (
        [("footer1", " PAGE ", " NUMPAGES ")],
        [": sidnummer saknas i sidfoten för varje sida; välj Infoga, Sidnummer [template-page-number]"],
    ),
    "margin": (
        [(BODY, 'w:left="1418"', 'w:left="500"')],
        [
            ": marginalen till vänster är 8,8 mm, och många skrivare når inte närmare papperets kant än 10 mm; ändra "
            "den under Layout, Marginaler [template-margin]"
        ],
    ),
    "letter": (
        [(BODY, 'w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')],
        [": pappersstorleken är 216 × 279 mm, inte A4; välj Layout, Storlek, A4 [template-page-size]"],
    ),
    "no paper": (
        [(BODY, '<w:pgSz w:w="11906" w:h="16838"/>', "")],
        [": pappersstorleken är inte angiven, inte A4; välj Layout, Storlek, A4 [template-page-size]"],
    ),
    "picture": (
        [after(paragraph(PICTURE % "/>"))],
        [
            ":3: bilden ”Bild 1” i brödtexten saknar alternativtext, så en skärmläsare kan inte säga vad den visar; "
            "högerklicka på bilden och välj Redigera alternativtext [template-alt-text]"
        ],
    ),
    "old picture": (
        [
            (
                "header1",
                "</w:hdr>",
                '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="Vapen"><v:imagedata/>'
                "</v:shape></w:pict></w:r></w:p></w:hdr>",
            )
        ],
        [
            ": bilden ”Vapen” i ett sidhuvud saknar alternativtext, så en skärmläsare kan inte säga vad den visar; "
            "högerklicka på bilden och välj Redigera alternativtext [template-alt-text]"
        ],
    ),
    "pale heading": (
        [style("heading 1", "1F3A4D", "7FA8C9")],
        [
            ": formatmallen ”Rubrik 1 (heading 1)” har textfärgen #7FA8C9 mot #FFFFFF, kontrasten 2,51:1, "
            f"{READABLE} med Ändra formatmall [template-contrast]"
        ],
    ),
    "pale table heading": (
        [style("klausul tabellrubrik", "1F3A4D", "767676")],
        [
            ": formatmallen ”klausul tabellrubrik” har textfärgen #767676 mot #E6EBEF, kontrasten 3,78:1, "
            f"{READABLE} med Ändra formatmall [template-contrast]"
        ],
    ),
    "pale text": (
        [("header1", "9C1C1C", "FF9999")],
        [
            ": texten ”{{ mark }}” i ett sidhuvud har färgen #FF9999 mot #FFFFFF, kontrasten 2,04:1, "
            f"{READABLE} [template-contrast-text]"
        ],
    ),
    "header row": (
        [(STYLES, '<w:tblStylePr w:type="firstRow">', '<w:tblStylePr w:type="lastRow">')],
        [
            ": tabellformatet ”klausul tabell” har ingen formatering för rubrikraden, så den ser ut som de andra "
            "raderna; välj Ändra tabellformat och formatera Rubrikrad [template-table-header]"
        ],
    ),
    "local wording not marked": (
        [(STYLES, 'w:val="klausul lokal lydelse"', 'w:val="egen text"')],
        [
            ": formatmallen ”klausul lokal lydelse” saknas eller har ingen linje i vänsterkanten, så kommunens egna "
            "lydelser märks inte ut; skapa den och ge den en vänster kantlinje [template-local-style]"
        ],
    ),
    "language": (
        [(STYLES, 'w:val="sv-SE"', 'w:val="en-US"')],
        [
            ": mallens språk är en-US; dokumenten får svenska i alla fall, men ställ in Svenska (Sverige) även i "
            "mallen under Granska, Språk [template-language]"
        ],
    ),
    "language of a style": (
        [style("klausul tabelltext", "<w:rPr>", '<w:rPr><w:lang w:val="en-GB"/>')],
        [
            f": formatmallen ”{name}” har språket en-GB, så skärmläsare läser dess text med fel uttal; välj Ändra "
            "formatmall, Format, Språk, Svenska (Sverige) [template-style-language]"
            for name in ("klausul tabelltext", "klausul tabellrubrik")
        ],
    ),
    "hidden text": (
        [after(paragraph(run_of("Instruktion till handläggaren", "<w:vanish/>")))],
        [
            ":3: texten ”Instruktion till handläggaren” i brödtexten är dold; den följer med i varje dokument och "
            "skärmläsare läser upp den; ta bort den [template-hidden-text]"
        ],
    ),
    "bound control": (
        [
            after(
                '<w:sdt><w:sdtPr><w:alias w:val="Titel"/><w:dataBinding w:xpath="/x" w:storeItemID="y"/></w:sdtPr>'
                f"<w:sdtContent>{paragraph(run_of('Rubrik'))}</w:sdtContent></w:sdt>"
            )
        ],
        [
            ":3: innehållskontrollen ”Titel” i brödtexten är kopplad till mallens egenskaper, och Word skriver deras "
            "text över dokumentets; ta bort kontrollen och skriv en plats, till exempel {{ title }} [template-binding]"
        ],
    ),
    "property field": (
        [
            after(
                paragraph(
                    FIELD
                    % "<w:r><w:instrText> DOCPRO</w:instrText></w:r><w:r><w:instrText>PERTY Titel </w:instrText></w:r>"
                )
            )
        ],
        [f":3: fältet DOCPROPERTY i brödtexten {OWN_FIELD} [template-property-field]"],
    ),
    "date field": (
        [("footer1", "</w:ftr>", paragraph('<w:fldSimple w:instr=" DATE "/>') + "</w:ftr>")],
        [f": fältet DATE i en sidfot {OWN_FIELD} [template-property-field]"],
    ),
    "protection": (
        [("settings", "<w:zoom", '<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:zoom')],
        [
            ": mallen är skyddad mot redigering, och det blir dokumenten också; välj Granska, Begränsa redigering, "
            "Sluta skydda [template-protection]"
        ],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_said_in_one_line(changes: list[Change], expected: list[str]) -> None:
    assert said(template(*changes)) == expected


def decorated(mark: str) -> str:
    extension = (
        '><a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ext uri="{C183D7F6}">'
        '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
        f'val="{mark}"/></a:ext></a:extLst></wp:docPr>'
    )
    return paragraph(PICTURE % extension)


GOOD: dict[str, list[Change]] = {
    "bundled": [],
    "described picture": [after(paragraph(PICTURE % ' descr="Kommunens vapen"/>'))],
    "decoration": [after(decorated("1"))],
    "embedded font": [
        (STYLES, 'w:ascii="Calibri"', 'w:ascii="Kommun Sans"'),
        ("fontTable", "</w:fonts>", '<w:font w:name="Kommun Sans"><w:embedRegular/></w:font></w:fonts>'),
    ],
    "landscape": [(BODY, 'w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"')],
    "switches that are off": [
        (BODY, "<w:cols", '<w:titlePg w:val="0"/><w:cols'),
        ("settings", "<w:compat>", '<w:evenAndOddHeaders w:val="false"/><w:compat>'),
        ("settings", "<w:zoom", '<w:documentProtection w:edit="readOnly" w:enforcement="0"/><w:zoom'),
        after(paragraph(run_of("Synlig", '<w:vanish w:val="0"/>'))),
    ],
    "first page of its own": [
        (BODY, "<w:cols", "<w:titlePg/><w:cols"),
        (BODY, "<w:pgSz", '<w:headerReference w:type="first" r:id="rId5"/><w:pgSz'),
    ],
    "mark in the footer": [("header1", "{{ mark }}", ""), ("footer1", "{{ diarienummer }}", "{{mark}}")],
    "white on dark": [
        after(paragraph(f'<w:pPr><w:shd w:val="clear" w:color="auto" w:fill="1F3A4D"/></w:pPr>{run_of("Vit", WHITE)}'))
        for WHITE in ('<w:color w:val="FFFFFF"/>',)
    ],
    "unbound control": [after(f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(run_of('Text'))}</w:sdtContent></w:sdt>")],
    "finland": [style("klausul tabelltext", "<w:rPr>", '<w:rPr><w:lang w:val="sv-FI"/>')],
}


@pytest.mark.parametrize("changes", GOOD.values(), ids=GOOD)
def test_a_good_template_gives_nothing(changes: list[Change]) -> None:
    assert said(template(*changes)) == []


def test_a_decoration_that_is_not_one_is_a_picture() -> None:
    assert [line.rpartition("[")[2] for line in said(template(after(decorated("0"))))] == ["template-alt-text]"]


def test_comments_macros_and_links_are_said_together_with_the_rest() -> None:
    end = opc.RELATIONSHIPS_END
    parts = template(("header1", "{{ mark }}", ""))
    comments = opc.Relationship("rId90", f"{opc.OFFICE_RELATIONSHIP}comments", "/word/comments.xml")
    linked = opc.Relationship("rId91", f"{opc.OFFICE_RELATIONSHIP}image", "https://example.se/logo.png", True)
    added = opc.relationship_xml(comments) + opc.relationship_xml(linked) + end
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(end.encode(), added.encode())
    parts["word/comments.xml"] = (
        f'<w:comments xmlns:w="{opc.WORD_NS}"><w:comment w:id="0" w:author="x"/></w:comments>'
    ).encode()
    parts["word/vbaProject.bin"] = b"x"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>", b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    )
    assert said(parts) == [
        ": filen hämtar innehåll utifrån (image: https://example.se/logo.png); infoga innehållet i stället för att "
        "länka till det. Vanliga hyperlänkar tillåts [source-docx-external]",
        ": filen innehåller makron; spara den som .docx utan makron [source-docx-macros]",
        ": mallen innehåller kommentarer; ta bort dem under fliken Granska [template-comments]",
        ": platsen {{ mark }} saknas i sidhuvudet för varje sida, så ett utkast eller ett exempel märks inte ut där; "
        "skriv den i sidhuvudet [template-mark-missing]",
    ]


def test_a_file_that_is_no_word_file_gives_its_one_finding() -> None:
    assert lines(check(b"Hej", "mall.docx")) == [
        "mall.docx: filen är inte en .docx; spara den som Worddokument (.docx) [source-docx-not-zip]"
    ]


def test_a_header_that_is_a_picture_is_passed_by() -> None:
    parts = template((BODY, "rId5", "rId77"))
    end = opc.RELATIONSHIPS_END
    link = opc.relationship_xml(opc.Relationship("rId77", f"{opc.OFFICE_RELATIONSHIP}header", "media/x.png"))
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(end.encode(), (link + end).encode())
    parts["word/media/x.png"] = b"\x89PNG"
    assert "template-mark-missing" in said(parts)[-1]


def test_the_twin_of_every_error_can_be_used() -> None:
    """What is a warning or a note never keeps a template from being prepared."""
    for changes, _ in FAULTS.values():
        parts = write_package(template(*changes), {})
        if not any(severity(finding) == "error" for finding in check(parts, "mall.docx")):
            assert prepare(parts, "mall.docx").hash


@pytest.mark.parametrize(
    ("first_colour", "second", "ratio"),
    [("000000", "FFFFFF", "21"), ("FFFFFF", "FFFFFF", "1"), ("767676", "FFFFFF", "4,54"), ("777777", "FFFFFF", "4,47")],
)
def test_contrast_follows_wcag(first_colour: str, second: str, ratio: str) -> None:
    assert shown(contrast(first_colour, second)) == shown(contrast(second, first_colour)) == ratio


def test_the_command_says_it_and_stops_with_an_error(run: Run) -> None:
    Path("mall.docx").write_bytes(
        write_package(template((BODY, "{{p front }}", "Text"), ("header1", "{{ mark }}", "")), {})
    )
    result = run("template", "check", "mall.docx")
    assert result == Result(
        1,
        [
            "mall.docx: platsen {{ mark }} saknas i sidhuvudet för varje sida, så ett utkast eller ett exempel märks "
            "inte ut där; skriv den i sidhuvudet [template-mark-missing]",
            "mall.docx: platsen {{p front }} saknas; skriv den ensam i ett eget stycke där texten ska stå "
            "[template-place-missing]",
        ],
        ["Errors: 1. Warnings: 1. Notes: 0."],
    )


def test_warnings_are_no_error(run: Run) -> None:
    Path("mall.docx").write_bytes(write_package(template(("header1", "{{ mark }}", "")), {}))
    assert run("template", "check", "mall.docx").code == 0


def test_json_holds_the_paragraph_as_the_line(run: Run) -> None:
    parts = template(after(paragraph(run_of("Till {{ titel }}"))))
    Path("mall.docx").write_bytes(write_package(parts, {}))
    result = run("template", "check", "mall.docx", "--format", "json")
    (finding,) = json.loads("\n".join(result.out))["findings"]
    assert result.code == 1
    assert (finding["rule"], finding["severity"], finding["line"]) == ("template-unknown-name", "error", 3)


def test_a_new_template_is_the_bundled_one_and_has_no_faults(run: Run) -> None:
    made = run("template", "new", "prov", "-o", "mall.docx")
    assert (made.code, made.err) == (0, ["Wrote mall.docx"])
    assert made.out[0] == "In Word you may change:"
    assert "– the places {{p front }} and {{p body }}, each alone in its paragraph" in made.out
    assert made.out[-2:] == [
        "Check it with: klausul template check mall.docx",
        "Use it by writing in the draft: template: mall.docx",
    ]
    assert run("template", "check", "mall.docx") == Result(0, [], ["Nothing is wrong with the template."])
    parts = read_package(Path("mall.docx").read_bytes(), "mall.docx")
    old = template()
    assert {name: parts[name] for name in old if name.startswith("word/")} == {
        name: data for name, data in old.items() if name.startswith("word/")
    }
    core = parts["docProps/core.xml"].decode()
    assert "<dc:title>Wordmall för" in core and "Låt platserna {{p front }} och {{p body }}" in core


def test_a_new_template_of_a_new_template_has_one_set_of_properties(run: Run) -> None:
    Path("prov2/templates").mkdir(parents=True)
    run("template", "new", "prov", "-o", "en.docx")
    from generator.word.describe import described

    again = described(Path("en.docx").read_bytes(), "en.docx", (("title", "Två"),), {"a": "b"})
    parts = read_package(again, "två.docx")
    assert "<dc:title>Två</dc:title>" in parts["docProps/core.xml"].decode()
    assert len(re.findall("klausulCore", parts["_rels/.rels"].decode())) == 1
    assert check(again, "två.docx") == []


def test_a_document_is_the_same_with_a_new_template(run: Run, library: Path, draft: Callable[..., Path]) -> None:
    run("template", "new", "prov", "-o", "mall.docx")
    build = ("--library", "prov", "build")
    run(*build, draft("ett.yaml"), "-o", "ett.docx", shared_cache=True)
    run(*build, draft("tva.yaml", template="mall.docx"), "-o", "tva.docx", shared_cache=True)
    one, two = (read_package(Path(f"{name}.docx").read_bytes(), name) for name in ("ett", "tva"))
    different = {name for name in one.keys() | two.keys() if one.get(name) != two.get(name)}
    assert different == {"customXml/item1.xml"}  # the manifest names the template


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("new", "prov", "-o", "mall.dotx"), "Error: mall.dotx: the suffix must be one of .docx"),
        (
            ("new", "prov", "-o", "finns.docx"),
            "Error: finns.docx exists already; give another name, or --force to replace it",
        ),
        (("check", "finns.docx", "--annotate", "ut.docm"), "Error: ut.docm: the suffix must be one of .docx"),
    ],
)
def test_wrong_usage_is_said(run: Run, arguments: tuple[str, ...], message: str) -> None:
    Path("finns.docx").write_bytes(write_package(template(), {}))
    assert run("template", *arguments) == Result(2, [], [message])


def comments(data: bytes) -> list[tuple[str, str]]:
    """Return the text of the paragraph that each comment stands at, and the comment's text."""
    parts = read_package(data, "ut.docx")
    body = tree.parse(parts["word/document.xml"])
    found = []
    for comment in tree.parse(parts["word/comments.xml"]).iter(tree.w("comment")):
        number = tree.value(comment, "id")
        marks = [mark for mark in body.iter(tree.w("commentRangeStart")) if tree.value(mark, "id") == number]
        (mark,) = marks
        text = "".join(piece.text for piece in comment.iter(tree.w("t")))
        found.append((tree.paragraph_text(mark.getparent()).strip(), text))
    return found


def test_comments_stand_at_their_paragraphs(run: Run) -> None:
    parts = template(after(paragraph(run_of("Till {{ titel }}"))), ("header1", "{{ mark }}", ""))
    Path("mall.docx").write_bytes(write_package(parts, {}))
    result = run("template", "check", "mall.docx", "--annotate", "ut.docx")
    assert (result.code, result.err[-1]) == (1, "Wrote ut.docx")
    made = Path("ut.docx").read_bytes()
    assert comments(made) == [
        (
            "{{p front }}",
            "varning: platsen {{ mark }} saknas i sidhuvudet för varje sida, så ett utkast eller ett exempel märks "
            "inte ut där; skriv den i sidhuvudet [template-mark-missing]",
        ),
        (
            "Till {{ titel }}",
            "fel: stycket ”Till {{ titel }}” använder ”titel”, som inte finns; tillåtna namn är "
            f"{ALLOWED}; menade du ”title”? [template-unknown-name]",
        ),
    ]


def test_all_but_the_comments_stays_as_it_was() -> None:
    before = template(after(paragraph(run_of("Text"))))
    made = annotated(write_package(before, {}), "mall.docx", [Note(0, "Ett"), Note(3, "Två"), Note(99, "Tre")])
    now = read_package(made, "ut.docx")
    changed = {name for name in now.keys() | before.keys() if now.get(name) != before.get(name)}
    assert changed == {
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
        "word/comments.xml",
        "word/document.xml",
    }
    assert project(made, "ut.docx") == project(write_package(before, {}), "mall.docx")
    assert [text for _, text in comments(made)] == ["Ett", "Två", "Tre"]
    assert made == annotated(write_package(before, {}), "mall.docx", [Note(0, "Ett"), Note(3, "Två"), Note(99, "Tre")])


def test_comments_that_are_there_stay_before_ours() -> None:
    once = annotated(write_package(template(), {}), "mall.docx", [Note(1, "Första")])
    twice = annotated(once, "mall.docx", [Note(2, "Andra")])
    assert comments(twice) == [("{{p front }}", "Första"), ("{{p body }}", "Andra")]


def test_nothing_to_say_leaves_the_parts_as_they_are() -> None:
    assert read_package(annotated(write_package(template(), {}), "mall.docx", []), "ut.docx") == template()


def test_a_body_without_a_paragraph_gets_one_for_its_comments() -> None:
    parts = template()
    text = parts["word/document.xml"].decode()
    parts["word/document.xml"] = re.sub(r"<w:body>.*(?=<w:sectPr>)", "<w:body>", text, flags=re.DOTALL).encode()
    assert comments(annotated(write_package(parts, {}), "mall.docx", [Note(0, "Tom")])) == [("", "Tom")]


def test_a_file_that_cannot_be_read_gets_no_comments(run: Run) -> None:
    Path("mall.docx").write_bytes(b"Hej")
    result = run("template", "check", "mall.docx", "--annotate", "ut.docx")
    assert result == Result(
        1,
        ["mall.docx: filen är inte en .docx; spara den som Worddokument (.docx) [source-docx-not-zip]"],
        [
            "Errors: 1. Warnings: 0. Notes: 0.",
            "mall.docx cannot be read, so no comments were written.",
        ],
    )
    assert not Path("ut.docx").exists()
