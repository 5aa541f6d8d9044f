"""What a redline says: words, points, tables and pages, each in the words that it is read in."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from generator.html.page import page
from generator.html.redline import redline_page
from generator.model.document import (
    Block,
    ClauseItem,
    Document,
    Front,
    FrontRow,
    ListBlock,
    Paragraph,
    Reference,
    Section,
    Table,
    Text,
    plain,
)
from generator.redline import compare
from generator.redline.amendments import amendments, listed
from generator.redline.comparison import comparison
from generator.redline.words import compared
from generator.store import Store
from generator.text import text
from generator.word.body import content
from generator.word.template import prepare
from generator.word.tracked_contents import contents
from generator.word.tracked_marks import Marks, Who

TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "agardirektiv.docx"


def p(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def items(*words: str, ordered: bool = True) -> ListBlock:
    return ListBlock(ordered, tuple((Text(word),) for word in words))


def table(*rows: tuple[str, str]) -> Table:
    return Table(
        ((Text("Mål"),), (Text("Antal"),)), tuple(tuple((Text(c),) for c in row) for row in rows), (False, True)
    )


def document(**sections: dict[str, tuple[Block, ...] | Block]) -> Document:
    """Return a document; each section has clauses by their keys, whose titles are the keys with a capital."""
    made = []
    for number, (name, clauses) in enumerate(sections.items(), 1):
        found = tuple(
            ClauseItem(
                key,
                key,
                "prov",
                "1.0.0",
                f"{number}.{at}",
                key.capitalize(),
                text if isinstance(text, tuple) else (text,),
            )
            for at, (key, text) in enumerate(clauses.items(), 1)
        )
        made.append(Section(name, str(number), name.capitalize(), found))
    rows = (FrontRow("Bolag", Text("AB Prov")), FrontRow("Status", Text("Utkast")))
    front = Front("Direktiv", "Provby", "Om dokumentet", "Uppgift", rows, (p("Inledning."),), "Innehåll")
    return Document("prov", "sv-SE", (("municipality", "Provby"),), front, tuple(made), False, (("title", "Direktiv"),))


def told(old: Document, new: Document) -> list[str]:
    return [line for amendment in amendments(compare(old, new)) for line in (amendment.sentence, *amendment.lines)]


def segments(old: str, new: str) -> list[tuple[str, str]]:
    line = compared((Text(old),), (Text(new),))
    return [(segment.state, plain(segment.content)) for segment in line]


BASE = document(
    bostader={"hus": p("Bolaget ska bygga minst 30 hus varje år."), "park": (p("Parken."), items("träd", "bänkar"))},
    ekonomi={"mal": (p("Målen är"), table(("Röda", "2"), ("Blå", "3")))},
)


def with_clause(key: str, *blocks: Block, title: str = "") -> Document:
    """Return the base with other text in one clause."""
    sections = tuple(
        replace(
            section,
            clauses=tuple(
                replace(clause, blocks=blocks or clause.blocks, title=title or clause.title)
                if clause.key == key
                else clause
                for clause in section.clauses
            ),
        )
        for section in BASE.sections
    )
    return replace(BASE, sections=sections)


def test_a_changed_figure_is_one_deletion_and_one_insertion():
    assert segments("minst 30 hus", "minst 12\u00a0000 hus") == [
        ("kept", "minst "),
        ("deleted", "30"),
        ("inserted", "12\u00a0000"),
        ("kept", " hus"),
    ]


def test_a_lone_word_between_two_changes_is_part_of_them():
    assert segments("röda hus och gula stugor här", "blå tak och vita tält här") == [
        ("deleted", "röda hus och gula stugor"),
        ("inserted", "blå tak och vita tält"),
        ("kept", " här"),
    ]


def test_texts_with_next_to_nothing_in_common_are_replaced_whole():
    assert segments("Bolaget ska bygga hus", "Hyresnämnden prövar en tvist") == [
        ("deleted", "Bolaget ska bygga hus"),
        ("inserted", "Hyresnämnden prövar en tvist"),
    ]


def test_a_word_that_becomes_bold_is_deleted_and_inserted():
    line = compared((Text("nya hus nu"),), (Text("nya "), Text("hus", bold=True), Text(" nu")))

    assert [segment.state for segment in line] == ["kept", "deleted", "inserted", "kept"]


def test_the_same_documents_have_no_amendments():
    assert told(BASE, BASE) == []
    assert listed(compare(BASE, BASE)) == ("Ändringar i Direktiv\n\nTexterna är lika. Det finns inga ändringar.\n")


def test_a_replaced_figure_is_told_with_its_place():
    new = with_clause("hus", p("Bolaget ska bygga minst 40 hus varje år."))

    assert told(BASE, new) == ["I punkt 1.1 första stycket ersätts ”30” med ”40”."]


def test_words_that_come_and_go_are_told_by_what_stands_before_them():
    new = with_clause("hus", p("Bolaget ska bygga minst 30 nya hus."))

    assert told(BASE, new) == [
        "I punkt 1.1 första stycket läggs ”nya” till efter ”minst 30”.",
        "I punkt 1.1 första stycket stryks ”varje år”.",
    ]


def test_a_word_that_stands_twice_is_told_with_the_word_before_it():
    old = with_clause("hus", p("Bolaget ska bygga. Kommunen ska betala."))
    new = with_clause("hus", p("Bolaget ska bygga. Kommunen bör betala."))

    assert told(old, new) == ["I punkt 1.1 första stycket ersätts ”Kommunen ska” med ”Kommunen bör”."]


def test_a_rewritten_paragraph_is_told_whole():
    new = with_clause("hus", p("Bolaget ska varje år riva minst ett eller annat av sina gamla hus i hela kommunen."))

    assert told(BASE, new) == [
        "Punkt 1.1 första stycket ersätts med:",
        "Bolaget ska varje år riva minst ett eller annat av sina gamla hus i hela kommunen.",
    ]


def test_paragraphs_items_and_rows_are_told_one_by_one():
    new = with_clause("park", p("Parken."), p("Den ska vara öppen."), items("träd", "gungor", "bänkar"))

    assert told(BASE, new) == [
        "I punkt 1.2 läggs ett nytt stycke till efter första stycket:",
        "Den ska vara öppen.",
        "I punkt 1.2 första stycket läggs ”gungor” till efter led a).",
    ]
    new = with_clause("mal", p("Målen är"), table(("Röda", "4")))
    assert told(BASE, new) == [
        "I tabellen i punkt 2.1 ersätts i raden ”Röda”, kolumnen ”Antal”, ”2” med ”4”.",
        "I tabellen i punkt 2.1 stryks raden ”Blå”.",
    ]


def test_a_title_is_told_as_one():
    assert told(BASE, with_clause("hus", title="Nya hus")) == ["Rubriken till punkt 1.1, ”Hus”, ersätts med ”Nya hus”."]


def test_points_that_come_and_go_and_what_follows_from_it():
    new = document(
        bostader={"ny": p("En ny text."), "hus": p("Bolaget ska bygga minst 30 hus varje år.")},
        ekonomi={"mal": (p("Målen är"), table(("Röda", "2"), ("Blå", "3")))},
    )

    assert told(BASE, new) == [
        "En ny punkt läggs till, 1.1 Ny, med lydelsen:",
        "En ny text.",
        "Punkt 1.2 Park stryks.",
        "Som följd av ändringarna numreras punkterna om: 1.1 blir 1.2.",
    ]


def test_a_moved_point_is_told_where_it_goes():
    new = document(
        bostader={"hus": p("Bolaget ska bygga minst 30 hus varje år.")},
        ekonomi={
            "mal": (p("Målen är"), table(("Röda", "2"), ("Blå", "3"))),
            "park": (p("Parken."), items("träd", "bord")),
        },
    )

    assert told(BASE, new) == [
        "Punkt 1.2 Park flyttas och ändras och blir punkt 2.2 i avsnitt Ekonomi.",
        "I punkt 1.2 första stycket stryks led b), ”bänkar”.",
        "I punkt 1.2 första stycket läggs ”bord” till efter led b).",
    ]


def test_sections_that_come_and_go():
    new = replace(BASE, sections=BASE.sections[:1])

    assert told(BASE, new) == ["Avsnitt 2 Ekonomi stryks."]
    assert told(new, BASE)[0] == "Ett nytt avsnitt läggs till, 2 Ekonomi, efter avsnitt Bostader."


def test_the_box_and_the_preamble():
    front = replace(BASE.front, rows=(FrontRow("Bolag", Text("AB Nytt")),), preamble=(p("En inledning."),))

    assert told(BASE, replace(BASE, front=front)) == [
        "I rutan ”Om dokumentet”, raden ”Bolag”, ersätts ”AB Prov” med ”AB Nytt”.",
        "I rutan ”Om dokumentet” stryks raden ”Status”.",
        "Inledningen första stycket ersätts med:",
        "En inledning.",
    ]


def test_references_that_only_follow_a_new_number_are_told_together():
    old = with_clause("mal", Paragraph((Text("Se "), Reference("park", "1.2"), Text(" om träd."))))
    clauses = (replace(old.sections[0].clauses[1], number="1.1"),)
    new = replace(
        old,
        sections=(
            replace(old.sections[0], clauses=clauses),
            with_clause("mal", Paragraph((Text("Se "), Reference("park", "1.1"), Text(" om träd.")))).sections[1],
        ),
    )

    assert told(old, new) == [
        "Punkt 1.1 Hus stryks.",
        "Som följd av ändringarna numreras punkterna om: 1.2 blir 1.1.",
        "Hänvisningar till punkter som har fått andra nummer ändras på motsvarande sätt.",
    ]


def test_the_comparison_has_a_row_for_each_point_that_differs():
    new = with_clause("hus", p("Bolaget ska bygga minst 40 hus varje år."))

    shown = comparison(compare(BASE, new), "gammal.yaml", "ny.yaml")

    assert text(shown) == (
        "Jämförelsetabell\n"
        "Direktiv\n"
        "\n"
        "Nuvarande lydelse: gammal.yaml\n"
        "Föreslagen lydelse: ny.yaml\n"
        "\n"
        "Tabellen visar de punkter som skiljer sig åt. Ord som bara finns i den nuvarande lydelsen är i fet stil och "
        "överstrukna. Ord som bara finns i den föreslagna lydelsen är i fet stil och understrukna.\n"
        "Nuvarande lydelse | Föreslagen lydelse | Kommentar\n"
        "1.1 Hus\nBolaget ska bygga minst 30 hus varje år. | 1.1 Hus\nBolaget ska bygga minst 40 hus varje år. | "
        "Ändrad text.\n"
    )
    marks = [part.change for cell in shown.front.preamble[1].rows[0] for part in cell if part.change]
    assert marks == ["deleted", "inserted"]


def test_the_comparison_prints_references_as_numbers_since_it_holds_none_of_their_targets():
    def referring(number: str, word: str) -> Paragraph:
        kept = Reference("mal", "2.1", bold=True)
        return Paragraph((Text(f"{word} punkt "), kept, Text(" och "), Reference("park", number)))

    old = document(bostader={"hus": referring("1.2", "Se"), "park": p("Parken.")}, ekonomi={"mal": p("Målen.")})
    new = document(
        bostader={"hus": referring("1.3", "Läs"), "damm": p("Dammen."), "park": p("Parken.")},
        ekonomi={"mal": p("Målen.")},
    )
    shown = comparison(compare(old, new))
    cells = shown.front.preamble[1].rows[0]

    assert [plain(cell) for cell in cells[:2]] == ["1.1 Hus\nSe punkt 2.1 och 1.2", "1.1 Hus\nLäs punkt 2.1 och 1.3"]
    assert [part.text for part in cells[0] if part.bold] == ["1.1 ", "Hus", "2.1"]
    assert " REF " not in content(shown, prepare(TEMPLATE.read_bytes(), TEMPLATE.name), Store(None)).front
    assert 'href="#klausul-' not in page(shown)


def test_the_comparison_of_equal_documents_says_so():
    shown = comparison(compare(BASE, BASE))

    assert plain(shown.front.preamble[0].content) == "Texterna är lika. Det finns inga ändringar."
    assert len(shown.front.preamble) == 1


def test_the_page_tells_changes_by_elements_and_in_words():
    page = redline_page(compare(BASE, with_clause("hus", p("Bolaget ska bygga minst 40 hus varje år."))))

    assert (
        '<p>Bolaget ska bygga minst <del><span class="unseen">[struket: </span>30<span class="unseen">] </span></del>'
        '<ins><span class="unseen">[tillagt: </span>40<span class="unseen">] </span></ins> hus varje år.</p>'
    ) in page
    assert '<li><a href="#klausul-hus"><span class="label">1.1 </span>Hus: Ändrad</a></li>' in page


def test_the_page_escapes_what_a_text_holds():
    new = with_clause("hus", p("Bolaget ska <script>bygga</script> & riva."), title="<b>")

    page = redline_page(compare(BASE, new))

    assert "<script" not in page
    assert "<b>" not in page


def contents_lines(old: Document, new: Document) -> list[str]:
    """Return the table of contents of a redline, a line for each paragraph, with what goes and comes marked."""
    found = contents(
        compare(old, new), "kept", {"toc 1": "TOC1", "toc 2": "TOC2"}, Marks(Who("KS")),
        lambda state, section: section.id, lambda state, clause: clause.key,
    )  # fmt: skip
    lines = []
    for line in found:
        xml = re.sub("<w:ins .*?>", "{+", re.sub("<w:del .*?>", "{-", line.content))
        xml = re.sub("</w:(ins|del)>", "}", xml).replace("<w:tab/>", "\t")
        lines.append(f"{line.state}: " + re.sub("<w:instrText.*?</w:instrText>|<.*?>", "", xml))
    return lines


def test_a_number_that_changes_in_the_contents_leaves_the_title_at_its_tab_stop() -> None:
    old = document(ett={"hus": p("Hus."), "park": p("Park."), "sist": p("Sist.")})
    new = document(ett={"hus": p("Hus."), "damm": p("Damm."), "park": p("Park."), "sist": p("Sist.")})

    assert contents_lines(old, new)[1:] == [
        "kept: 1.1\tHus",
        "inserted: {+1.2\tDamm}",
        "kept: 1.{-2}{+3}\tPark",
        "kept: 1.{-3}{+4}\tSist",
    ]


def test_a_title_that_changes_in_the_contents_has_a_line_in_each_document() -> None:
    assert contents_lines(BASE, with_clause("hus", title="Hem"))[1:3] == [
        "deleted: {-1.1\tHus}",
        "inserted: {+1.1\tHem}",
    ]
