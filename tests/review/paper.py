"""A small document of ours as a round sends it out: twelve clauses with lists, tables and cross-references."""

from __future__ import annotations

from functools import cache

from generator import canonical
from generator.build.manifest import properties, text_hash
from generator.model.document import ClauseItem, Document, Reference, Section
from generator.word.package import read_package
from generator.word.preface import prefaced
from generator.word.template import prepare
from generator.word.write import write
from tests.test_word_body import BUNDLED, NBSP, clause, document, listed, paragraph, table

ROUND = "0123456789ab-2026-11-02"
OLDER = "ba9876543210-2026-05-04"

SECTIONS = (
    Section(
        "bolagets-uppdrag",
        "1",
        "Bolagets uppdrag",
        (
            clause(
                "andamal",
                "1.1",
                "Ändamål",
                paragraph("Bolaget ska bygga och förvalta bostäder för kommunens invånare."),
                paragraph("Bolaget ska vara en aktiv part när nya stadsdelar planeras och byggs."),
            ),
            clause(
                "samradsplikt",
                "1.2",
                "Frågor som kräver samråd",
                paragraph("Bolaget ska samråda med kommunstyrelsen innan det beslutar om:"),
                listed("köp eller försäljning av fastigheter", "nya dotterbolag", "större ändringar av hyrespolicyn"),
                paragraph("Samrådet ska dokumenteras i ett protokoll som båda parter undertecknar."),
            ),
            clause(
                "agardialog",
                "1.3",
                "Ägardialog",
                paragraph("Kommunen och bolaget ska träffas två gånger om året för att följa upp direktivet."),
                paragraph("Kallelse ska skickas senast fyra veckor före mötet."),
            ),
        ),
    ),
    Section(
        "boende",
        "2",
        "Boende för alla",
        (
            clause(
                "nyproduktion",
                "2.1",
                "Nya lägenheter",
                paragraph("Bolaget ska påbörja lägenheter enligt tabellen:"),
                table(["Område", "Antal"], ["Norra staden", f"1{NBSP}050"], ["Hamnen", "400"], ["Ängarna", "120"]),
                paragraph("Avvikelser från tabellen ska motiveras i årsredovisningen."),
            ),
            clause(
                "sociala-kontrakt",
                "2.2",
                "Sociala kontrakt",
                paragraph("Varje år ska fem procent av de lediga lägenheterna erbjudas kommunen."),
                paragraph(f"Fördelningen följs upp enligt punkt{NBSP}", Reference("agardialog", "1.3"), "."),
            ),
            clause(
                "hyror",
                "2.3",
                "Hyror efter renovering",
                paragraph("Bolaget ska erbjuda hyresgästerna minst tre nivåer av renovering."),
                paragraph("Den lägsta nivån ska inte höja hyran med mer än vad underhållet kräver."),
                paragraph("Hyresgästerna ska få veta vad varje nivå kostar innan de väljer."),
            ),
        ),
    ),
    Section(
        "rekreation",
        "3",
        "Gårdar och grönska",
        (
            clause(
                "gardar",
                "3.1",
                "Gårdar",
                paragraph("Varje gård ska ha plats för lek, odling och vila."),
                listed("lekplats inom hundra meter", "minst tre sittplatser per trapphus", ordered=False),
            ),
            clause(
                "trad",
                "3.2",
                "Träd",
                paragraph("För varje träd som fälls ska bolaget plantera två nya i samma område."),
            ),
            clause(
                "odling",
                "3.3",
                "Odlingslotter",
                paragraph("Hyresgäster som vill odla ska erbjudas en lott inom ett år från sin anmälan."),
                paragraph("Bolaget håller med jord, vatten och redskap."),
            ),
        ),
    ),
    Section(
        "uppfoljning",
        "4",
        "Ekonomi och uppföljning",
        (
            clause(
                "avkastning",
                "4.1",
                "Avkastning",
                paragraph("Bolagets soliditet ska vara minst trettio procent under hela perioden."),
                paragraph(f"Utdelningen beslutas efter samråd enligt punkt{NBSP}", Reference("samradsplikt", "1.2"),
                          " och redovisas för kommunfullmäktige."),
            ),
            clause(
                "rapport",
                "4.2",
                "Årlig rapport",
                paragraph("Bolaget ska senast den 1 mars lämna en rapport om hur direktivet har följts."),
                paragraph("Rapporten ska vara skriven så att den som bor i bolagets hus förstår den."),
            ),
            clause(
                "oversyn",
                "4.3",
                "Översyn",
                paragraph("Direktivet ska ses över året efter varje val till kommunfullmäktige."),
            ),
        ),
    ),
)  # fmt: skip


def paper() -> Document:
    """Return the document."""
    return document(*SECTIONS)


def built(made: Document) -> bytes:
    """Return a document as a Word file with a manifest."""
    data = {
        "format": 1,
        "klausul": "0.1.0",
        "contract": {"id": made.contract, "version": "1.0.0"},
        "clauses": [_row(item) for item in made.clauses()],
    }
    return write(made, prepare(BUNDLED.read_bytes(), "mall.docx"), [canonical.dumps(data)], properties(data))


def _row(item: ClauseItem) -> dict[str, object]:
    return {
        "key": item.key, "id": item.id, "library": item.library, "version": item.version, "number": item.number,
        "local": item.local, "text": text_hash(item),
    }  # fmt: skip


@cache
def copy(reviewer: str = "anna", round_id: str = ROUND) -> bytes:
    """Return the document as it is sent to a reviewer."""
    custom = {"klausul-omgang": round_id, "klausul-granskare": reviewer}
    page = [("Body Text", "Ändra direkt i texten."), ("Body Text", f"Omgång {round_id}.")]
    return prefaced(_base(), "utkast.yaml", "Så lämnar du synpunkter", page, custom)


@cache
def _base() -> bytes:
    return built(paper())


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of a file."""
    return read_package(content, "fil.docx")
