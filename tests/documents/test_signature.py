"""Room to sign: lines that print, that stay together, and that are no headings."""

from lxml import etree

from generator.html import page
from generator.model.document import Signature
from generator.places import bundled
from generator.text import text
from generator.word import opc
from generator.word.drawn import signature
from generator.word.foreign import read_foreign
from generator.word.template import prepare
from generator.word.write import write
from tests.documents import figures

W = f"{{{opc.WORD_NS}}}"
HTML = """\
<div class="signature" role="group" aria-label="Exempelstads kommun">
<p><strong>Exempelstads kommun</strong></p>
<p><span class="what">Ort och datum:</span> <span class="rule"><span class="unseen">(fylls i för hand)</span></span></p>
<p><span class="what">Namnförtydligande:</span> <span class="known">Anna Exempelsson</span></p>
</div>
"""


def paragraphs(signed: Signature, width: int = 9070):
    return etree.fromstring(f'<w:body xmlns:w="{opc.WORD_NS}">{signature(signed, width, "BodyText")}</w:body>')


def test_an_empty_line_is_ruled_to_the_margin_and_a_known_one_is_printed():
    party, place, name = paragraphs(figures.SIGNED)
    assert ["".join(line.itertext(f"{W}t")) for line in (party, place, name)] == [
        "Exempelstads kommun",
        "Ort och datum:",
        "Namnförtydligande:Anna Exempelsson",
    ]
    stops = [
        [(stop.get(f"{W}val"), stop.get(f"{W}leader"), stop.get(f"{W}pos")) for stop in line.iter(f"{W}tab")
         if stop.get(f"{W}pos")]
        for line in (place, name)
    ]  # fmt: skip
    assert stops == [[("left", None, "2400"), ("right", "underscore", "9070")]] * 2
    assert [len(line.findall(f"{W}r/{W}tab")) for line in (place, name)] == [2, 1]


def test_a_party_and_its_lines_stay_on_one_page():
    kept = [line.find(f"{W}pPr/{W}keepNext") is not None for line in paragraphs(figures.SIGNED)]
    assert kept == [True, True, False]
    assert all(line.find(f"{W}pPr/{W}keepLines") is not None for line in paragraphs(figures.SIGNED))


def test_a_label_that_leaves_no_room_for_a_column_is_ruled_after_its_words():
    _, line = paragraphs(Signature("A", (("En mycket lång upplysning som tar hela raden i anspråk", ""),)))
    (stop,) = (found for found in line.iter(f"{W}tab") if found.get(f"{W}pos"))
    assert (stop.get(f"{W}leader"), len(line.findall(f"{W}r/{W}tab"))) == ("underscore", 1)


def test_a_party_without_lines_is_its_name():
    assert len(paragraphs(Signature("Exempelföreningen", ()))) == 1


def test_a_party_is_no_heading():
    template = bundled("templates") / "samhallskontrakt.docx"
    content = write(figures.alone(figures.SIGNED), prepare(template.read_bytes(), template.name), ["{}"], {})
    (party,) = (one for one in read_foreign(content, "a.docx").word.paragraphs if one.text == "Exempelstads kommun")
    assert (party.level, party.contents, party.bold) == (0, False, True)


def test_a_page_has_lines_to_write_on_and_says_so_to_those_who_hear_it():
    assert HTML in page(figures.alone(figures.SIGNED))


def test_text_from_a_register_is_text():
    hostile = Signature("<b>A & B</b>", (('" onclick="x', "]]> {{ 7*7 }}"), ("Rad\nett", "")))
    made = page(figures.alone(hostile))
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in made
    assert "<b>" not in made
    assert "]]&gt; {{ 7*7 }}" in made
    assert "<b>A & B</b>\n" in text(figures.alone(hostile))
    assert len(paragraphs(hostile)) == 3
