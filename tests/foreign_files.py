"""Word files as other people's programs write them, from pieces of their XML; and the cases of the rules on them.

``python -m tests.foreign_files`` writes the cases in ``data/check/accessibility-*``.
"""

from __future__ import annotations

from generator.word import opc
from generator.word.package import write_package
from tests.conftest import DATA

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = opc.OFFICE_RELATIONSHIP
_CORE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": opc.WORD_NS,
        "r": _OFFICE.removesuffix("/"),
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "x": "urn:nobody:knows",
    }.items()
)


def style(identity: str, name: str, inside: str = "", *, kind: str = "paragraph", attributes: str = "") -> str:
    """Return a style."""
    return f'<w:style w:type="{kind}" w:styleId="{identity}"{attributes}><w:name w:val="{name}"/>{inside}</w:style>'


#: Styles as a Swedish Word writes them: English names, Swedish ids.
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="sv-SE"/></w:rPr></w:rPrDefault></w:docDefaults>'
    + style("Normal", "Normal", attributes=' w:default="1"')
    + "".join(
        style(
            f"Rubrik{level}", f"heading {level}",
            f'<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr><w:b/></w:rPr>',
        )
        for level in (1, 2, 3)
    )
    + style("Rubrik", "Title", '<w:basedOn w:val="Normal"/><w:rPr><w:b/></w:rPr>')
    + style("Stark", "Strong", "<w:rPr><w:b/></w:rPr>", kind="character")
    + style(
        "Tabellrutnt", "Table Grid",
        '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>', kind="table",
    )
)  # fmt: skip
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)


def r(text: str, properties: str = "") -> str:
    """Return a run."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph of runs; a run without a tag is text."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = "".join(run if run.startswith("<") else r(run) for run in runs)
    look = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{look}{inside}</w:p>"


def numbered(number: int) -> str:
    """Return what makes a paragraph part of a list."""
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


def table(*rows: tuple[str, ...], header: bool = False, style: str = "Tabellrutnt", cell: str = "") -> str:
    """Return a table of texts; ``cell`` is put into every cell's properties."""
    named = (
        f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>' if style else "<w:tblPr/>"
    )
    grid = f"<w:tblGrid>{'<w:gridCol/>' * len(rows[0])}</w:tblGrid>"
    made = "".join(
        f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if header and not index else ''}"
        + "".join(f"<w:tc><w:tcPr>{cell}</w:tcPr>{p(text) if text else p()}</w:tc>" for text in row)
        + "</w:tr>"
        for index, row in enumerate(rows)
    )
    return f"<w:tbl>{named}{grid}{made}</w:tbl>"


def field(code: str, result: str) -> str:
    """Return a complex field."""

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    told = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return mark("begin") + told + mark("separate") + result + mark("end")


def picture(attributes: str = "", inside: str = "", name: str = "Bildobjekt 1") -> str:
    """Return a run with a picture; ``attributes`` and ``inside`` are those of its properties."""
    graphic = (
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="0" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill/>'
        '<pic:spPr/></pic:pic></a:graphicData></a:graphic>'
    )  # fmt: skip
    properties = f'<wp:docPr id="1" name="{name}"{attributes}>{inside}</wp:docPr>'
    inline = f'<wp:inline><wp:extent cx="9525" cy="9525"/>{properties}{graphic}</wp:inline>'
    return f"<w:r><w:drawing>{inline}</w:drawing></w:r>"


DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"/></a:ext></a:extLst>'
)


def box(*paragraphs: str) -> str:
    """Return a run with a text box, in the way of today and in the old one."""
    inside = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    new = (
        '<w:drawing><wp:anchor><wp:docPr id="9" name="Textruta 9"/><a:graphic><a:graphicData uri="x"><wps:wsp>'
        f"<wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    old = f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )


def _part(root: str, inside: str) -> bytes:
    return f"{opc.XML_DECLARATION}<w:{root} {NAMESPACES}>{inside}</w:{root}>".encode()


def parts(
    *body: str,
    title: str = "Ägardirektiv för Exempelhem AB",
    styles: str = STYLES,
    numbering: str = NUMBERING,
    stories: dict[str, str] | None = None,
    background: bool = False,
) -> dict[str, bytes]:
    """Return the parts of a file.

    Args:
        body: the blocks of the body.
        title: the title among the properties; empty for none.
        styles: the styles.
        numbering: the numberings.
        stories: further parts by what they are: header, footer, footnotes, endnotes; a figure may follow.
        background: give the page a colour.
    """
    stories = stories or {}
    links = {name: (name.rstrip("0123456789"), f"{name}.xml") for name in stories}
    references = "".join(
        f'<w:{kind}Reference w:type="default" r:id="{name}"/>' for name, (kind, _) in links.items() if kind in _ROOTS
    )
    links |= {"s": ("styles", "styles.xml"), "n": ("numbering", "numbering.xml")}
    relations = [opc.Relationship(name, _OFFICE + kind, target) for name, (kind, target) in links.items()]
    types = {"word/document.xml": MAIN} | {
        f"word/{target}": f"{_WORD}.{kind}+xml" for kind, target in links.values()
    }  # fmt: skip
    root = [opc.Relationship("r1", f"{_OFFICE}officeDocument", "word/document.xml")]
    core = (
        f'{opc.XML_DECLARATION}<cp:coreProperties xmlns:cp="{_CORE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>'
    ).encode()
    made = {} if not title else {"docProps/core.xml": core}
    if title:
        root.append(opc.Relationship("r2", f"{_CORE}/relationships/metadata/core-properties", "docProps/core.xml"))
        types["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    colour = '<w:background w:color="FFF2CC"/>' if background else ""
    section = f'<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    return {
        opc.CONTENT_TYPES: (opc.content_types_xml(opc.ContentTypes(_DEFAULTS, types)) + opc.CONTENT_TYPES_END).encode(),
        opc.ROOT_RELATIONSHIPS: opc.relationships_xml(root),
        "word/_rels/document.xml.rels": opc.relationships_xml(relations),
        "word/document.xml": _part("document", f"{colour}<w:body>{''.join(body)}{section}</w:body>"),
        "word/styles.xml": _part("styles", styles),
        "word/numbering.xml": _part("numbering", numbering),
        **{f"word/{name}.xml": _part(_ROOTS.get(kind, kind), stories[name]) for name, (kind, _) in links.items()
           if name in stories},
        **made,
    }  # fmt: skip


_DEFAULTS = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
_ROOTS = {"header": "hdr", "footer": "ftr"}


def docx(*body: str, **options: object) -> bytes:
    """Return a file; the arguments are those of ``parts``."""
    return write_package(parts(*body, **options), {})  # type: ignore[arg-type]


TEXT = "Bolaget ska bygga bostäder för alla och hålla dem väl vid liv, från centrum till landsbygd."
LONG = p(TEXT)
H1, H2, H3 = (p(f"Rubrik på nivå {level}", style=f"Rubrik{level}") for level in (1, 2, 3))
ENGLISH = '<w:lang w:val="en-US"/>'
TITLE = p("Ägardirektiv för Exempelhem AB", style="Rubrik")
WORDS = p("Bolaget ska bygga bostäder och förvalta dem. " * 20)
LINE = "________________"

#: The case of each rule: a bad file and its good twin, a near miss.
CASES: dict[str, tuple[dict[str, bytes], dict[str, bytes]]] = {
    "accessibility-language": (
        parts(TITLE, LONG, p(r("Detta stycke är märkt.", '<w:lang w:val="sv-SE"/>')),
              styles=STYLES.replace("sv-SE", "x-none")),
        parts(TITLE, LONG, p(r("And this is not marked.", '<w:lang w:val="x-none"/>'))),
    ),
    "accessibility-language-other": (
        parts(TITLE, LONG, LONG, styles=STYLES.replace("sv-SE", "en-US")),
        parts(p("Owner directive for Exempelhem AB, in English and for our tenants from abroad."),
              styles=STYLES.replace("sv-SE", "en-US")),
    ),
    "accessibility-language-part": (
        parts(TITLE, LONG, p(r(TEXT, ENGLISH)), LONG, p(r(TEXT, ENGLISH)), p(r(TEXT, '<w:lang w:val="gd-GB"/>'))),
        parts(TITLE, LONG, p(r("Exempelhem Housing Company", ENGLISH)),
              p(r("The company is to build homes for people of every age and income.", ENGLISH))),
    ),
    "accessibility-title": (
        parts(TITLE, LONG, title=""),
        parts(TITLE, LONG),
    ),
    "accessibility-title-unlike": (
        parts(TITLE, LONG, title="Mall för tjänsteskrivelse 2019"),
        parts(TITLE, LONG, title="Exempelhem, beslutat av fullmäktige"),
    ),
    "accessibility-headings-missing": (
        parts(TITLE, *[WORDS] * 5),
        parts(TITLE, H1, *[WORDS] * 5),
    ),
    "accessibility-headings-missing--short": (
        parts(TITLE, *[WORDS] * 5),
        parts(TITLE, *[WORDS] * 4),
    ),
    "accessibility-heading-order": (
        parts(H1, LONG, H3, LONG, H1, LONG, H2, H3),
        parts(H1, H2, LONG, H3, H1, LONG, H2, H3, H2, H1),
    ),
    "accessibility-heading-order--first": (
        parts(H2, LONG, H1, LONG),
        parts(TITLE, H2, LONG, H1, LONG),
    ),
    "accessibility-heading-empty": (
        parts(H1, LONG, p(style="Rubrik2"), LONG),
        parts(H1, LONG, p(picture(' descr="Logotyp"'), style="Rubrik2"), LONG),
    ),
    "accessibility-heading-look": (
        parts(TITLE, p(r("Bolagets uppdrag", "<w:b/>")), LONG,
              p(r("Ekonomiska ", "<w:b/>"), r("mål", '<w:rStyle w:val="Stark"/>')),
              p("hyrorna", properties=numbered(1)),
              p(r("Ägarsamråd", "<w:b/>"), properties=numbered(2)), LONG),
        parts(TITLE, H1, p(r("Bolagets uppdrag är stort.", "<w:b/>")), LONG,
              p(r("Bolaget ska:", "<w:b/>")), p("bygga", properties=numbered(1)),
              p(r("Viktigt", "<w:b/>"), r(" är att alla får bo kvar så länge de vill.")), LONG,
              p(r("Tabell 1 Byggda lägenheter", "<w:b/>")), LONG,
              p(r("Anna Exempelsson", "<w:b/>")), p("Kommunstyrelsens ordförande"),
              p(r("Allt i detta stycke är fet text eftersom någon har velat att det ska synas väl här", "<w:b/>")),
              LONG),
    ),
    "accessibility-table-header": (
        parts(H1, LONG, table(("År", "Lägenheter"), ("2027", "100"), ("2028", "120")), p()),
        parts(
            H1, table(("År", "Lägenheter"), ("2027", "100"), header=True), p(),
            table(("För kommunen", "För bolaget"), (LINE, LINE), ("Anna Exempelsson", "Bo Exempelsson")), p(),
            table(("Datum", "2026-11-23"), ("Diarienummer", "KS 2026/1"), style=""), p(),
            table(("En ruta runt texten",), ("Två stycken",)), p(), table(("Råd", "ett"), ("", "")), p(),
        ),
    ),
    "accessibility-table-merged": (
        parts(table(("År", "Antal"), ("2027", "100"), header=True, cell='<w:gridSpan w:val="2"/>'), p()),
        parts(table(("År", "Antal"), ("2027", "100"), header=True), p(),
              table(("År", "Antal"), ("2027", "100"), style="", cell='<w:gridSpan w:val="2"/>'), p()),
    ),
    "accessibility-alt-text": (
        parts(TITLE, p(picture()), LONG, stories={"header1": p(picture(name="Logotyp"))}),
        parts(TITLE, p(picture(' descr="Exempelhems tre hus"')), p(picture(inside=DECORATIVE)), p(box(p("Text"))),
              stories={"header1": p(picture(' title="Exempelstads vapen"'))}),
    ),
    "accessibility-alt-text-guess": (
        parts(p(picture(' descr="IMG_2034.jpg"')),
              p(picture(' descr="En bild som visar text, karta&#xA;&#xA;Automatiskt genererad beskrivning"'))),
        parts(p(picture(' descr="Karta över centrum. Källa: karta.jpg"')),
              p(picture(' descr="IMG_2034.jpg"', DECORATIVE))),
    ),
    "accessibility-typed-number": (
        parts(p("1 Inledning", style="Rubrik1"), LONG, p("1.1 Syfte", style="Rubrik2"), LONG,
              p("1. Bolaget ska bygga."), LONG, p("2. Bolaget ska förvalta."), p("– hus"), p("– gårdar"),
              p("a) hyror", "<w:r><w:br/></w:r>", "b) avgifter"), p("•\tkök")),
        parts(p("2030 års mål", style="Rubrik1"), p("2 mål i taget", style="Rubrik2"), LONG,
              p("Punkt ett", properties=numbered(2)), p("3. Ensam siffra."), p("– En replik."), LONG,
              p("10 kap. 3 § kommunallagen gäller."), p("10.3 procent är målet."), p("12 lägenheter byggs."),
              p("13 lägenheter rivs."), table(("1.", "Hus"), ("2.", "Gård"), header=True), p()),
    ),
    "accessibility-typed-table": (
        parts(*[p(f"{year}\t{year - 1900}\t20 procent") for year in (2027, 2028, 2029)]),
        parts(*[p(f"{year}\t{year - 1900}") for year in (2027, 2028, 2029)], LONG,
              *[p(f"{year}\t{year - 1900}\t20 procent") for year in (2027, 2028)], LONG,
              *[p(f"{number}\tRubrik\t{number}", style="Innehll1") for number in (1, 2, 3)],
              styles=STYLES + style("Innehll1", "toc 1")),
    ),
    "accessibility-empty-paragraph": (
        parts(TITLE, p(), p(), LONG, p(" "), LONG),
        parts(TITLE, p(picture(' descr="Hus"')), p('<w:r><w:br w:type="page"/></w:r>'), LONG,
              table(("Råd", ""), ("ett", "två"), header=True), p(), table(("Ruta",)), p(), LONG,
              p(properties="<w:sectPr/>"), LONG, p()),
    ),
    "accessibility-empty-paragraph--one": (
        parts(TITLE, p(), LONG),
        parts(TITLE, LONG),
    ),
    "accessibility-text-box": (
        parts(TITLE, p(box(p("Kom ihåg"), p("att samråda")), TEXT), LONG),
        parts(TITLE, p(box(p()), TEXT), LONG, stories={"header1": p(box(p("Exempelstads kommun")))}),
    ),
    "accessibility-link-text": (
        parts(p("Läs mer om detta ", f'<w:hyperlink w:anchor="x">{r("här")}</w:hyperlink>', "."),
              p(field("HYPERLINK &quot;https://www.exempel.se&quot;", r("Läs mer »")))),
        parts(p(f'<w:hyperlink w:anchor="x">{r("Här står reglerna om samråd")}</w:hyperlink>'),
              p(field("REF x", r("här"))), p("här"),
              p(f'<w:hyperlink w:anchor="x">{r("https://www.exempel.se")}</w:hyperlink>')),
    ),
    "accessibility-contrast": (
        parts(p(r("Ljust grå text", '<w:color w:val="A6A6A6"/>')), p(r("Mer", '<w:color w:val="A6A6A6"/>')),
              p(r("Gul", '<w:color w:val="FFC000"/><w:sz w:val="40"/>'))),
        parts(p(r("Mörkt grå text", '<w:color w:val="595959"/>')), p(r("Svart", '<w:color w:val="auto"/>')),
              p(r("Stor grå text", '<w:color w:val="808080"/><w:sz w:val="40"/>')),
              p(r("Vit på mörkt", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3A4D"/>')),
              p(r("Vit på mörkt stycke", '<w:color w:val="FFFFFF"/>'),
                properties='<w:shd w:val="clear" w:fill="000000"/>')),
    ),
}  # fmt: skip


def main() -> None:
    """Write the cases."""
    for name, twins in CASES.items():
        folder = DATA / "check" / name
        folder.mkdir(exist_ok=True)
        for which, made in zip(("bad", "good"), twins, strict=True):
            (folder / f"{which}.docx").write_bytes(write_package(made, {}))


if __name__ == "__main__":
    main()
