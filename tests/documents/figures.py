"""A document made by hand with everything that the sections of a register print: charts, annexes, signatures."""

from __future__ import annotations

from generator.model.document import (
    Bar,
    Block,
    Chart,
    ClauseItem,
    Document,
    Front,
    FrontRow,
    ListBlock,
    Paragraph,
    Reference,
    Section,
    Signature,
    Table,
    Text,
)
from generator.word.template import SCALARS

AREAS = Chart(
    title="Barn i hushåll med ekonomiskt bistånd",
    alternative="Fyra områden. Hamnen, 21,9 procent, ligger över hela kommunens 8,3 procent.",
    unit="procent",
    series=("Barn i hushåll med bistånd",),
    bars=(
        Bar("Hamnen", ("21.9",), ("21,9\u00a0procent",), marked=True),
        Bar("Centrum & Östra <torget>", ("4.2",), ("4,2\u00a0procent",)),
        Bar("Västra", ("8.1",), ("8,1\u00a0procent",)),
        Bar("Landsbygden", ("",), ("",)),
    ),
    level="Hela kommunen",
    level_value="8.3",
    marked="fokusområde",
)
OUTCOME = Chart(
    title="Nya lägenheter",
    alternative="Mål och utfall för två år.",
    unit="lägenheter",
    series=("Mål", "Utfall"),
    bars=(
        Bar("2026", ("120", "97"), ("120\u00a0lägenheter", "97\u00a0lägenheter")),
        Bar("2027", ("140", ""), ("140\u00a0lägenheter", "")),
    ),
)
SIGNED = Signature("Exempelstads kommun", (("Ort och datum", ""), ("Namnförtydligande", "Anna Exempelsson")))
TABLE = Table(((Text("År"),), (Text("Antal"),)), (((Text("2026"),), (Text("97"),)),), (False, True))


def paragraph(*pieces: str | Reference) -> Paragraph:
    return Paragraph(tuple(Text(piece) if isinstance(piece, str) else piece for piece in pieces))


def item(key: str, number: str, title: str, *blocks: Block, made: bool = False) -> ClauseItem:
    """A clause, or what a section makes of its register."""
    known = ("", "", "") if made else (key, "klausul", "1.0.0")
    return ClauseItem(key, *known, number, title, blocks)


SECTIONS = (
    Section(
        "inledning",
        "1",
        "Inledning",
        (
            item(
                "syfte",
                "1.1",
                "Syfte",
                paragraph("Se ", Reference("bilaga--hamnen", "B1.1"), " och ", Reference("utfall", "2.1"), "."),
                ListBlock(True, ((Text("ett"),), (Text("två"),))),
            ),
        ),
    ),
    Section(
        "uppfoljning",
        "2",
        "Uppföljning",
        (item("utfall", "2.1", "Utfall", OUTCOME),),
        blocks=(paragraph("Avsnittet har en inledning."), TABLE),
    ),
    Section("underskrifter", "3", "Underskrifter", (), blocks=(paragraph("Två exemplar."), SIGNED)),
    Section(
        "bilaga",
        "Bilaga 1",
        "Områdesanalys",
        (
            item("bilaga--hamnen", "B1.1", "Hamnen", AREAS, made=True),
            item("bilaga--lista", "B1.2", "Lista", ListBlock(True, ((Text("åter ett"),),)), made=True),
        ),
        blocks=(paragraph("Områdena är valda så här."),),
        annex=True,
        new_page=True,
    ),
    Section("tabell", "Bilaga 2", "Bara en tabell", (), blocks=(TABLE,), annex=True),
)


def document(*sections: Section) -> Document:
    """A document with these sections, or with a sample of everything."""
    front = Front(
        "Samhällskontrakt", "Exempelstad", "Om dokumentet", "Uppgift", (FrontRow("Dnr", Text("1")),), (), "Innehåll"
    )
    scalars = dict.fromkeys(SCALARS, "") | {"title": front.title, "municipality": "Exempelstads kommun"}
    properties = (("title", front.title), ("creator", "Exempelstads kommun"))
    return Document("prov", "sv-SE", tuple(scalars.items()), front, sections or SECTIONS, False, properties)


def alone(*blocks: Block) -> Document:
    """A document with a single clause."""
    return document(Section("a", "1", "Avsnitt", (item("k", "1.1", "Rubrik", *blocks),)))
