"""A document as a web page: what it says, that nothing in it is taken for markup, and that it stands alone."""

import re
from dataclasses import replace

import pytest

from generator.html import page
from generator.html.markup import css_string
from generator.model.document import Paragraph, Text

BODY = """\
<body>
<a class="skip" href="#innehall">Hoppa till innehållsförteckningen</a>
<header>
<p class="mark">UTKAST</p>
<h1 id="titel">Direktiv</h1>
<p class="subtitle">Provby</p>
</header>
<main>
<table class="box">
<caption>Om dokumentet</caption>
<tbody>
<tr><th scope="row">Bolag</th><td>AB Prov</td></tr>
<tr><th scope="row">Datum</th><td><mark>[datum]</mark></td></tr>
</tbody>
</table>
<p>Inledning.</p>
<nav aria-labelledby="innehall">
<h2 id="innehall" tabindex="-1">Innehåll</h2>
<ol role="list">
<li><a href="#avsnitt-bostader"><span class="label">1 </span>Bostäder</a>
<ol role="list">
<li><a href="#klausul-hus"><span class="label">1.1 </span>Hus</a></li>
<li><a href="#klausul-hus-2"><span class="label">1.2 </span>Fler hus</a></li>
</ol>
</li>
</ol>
</nav>
<section>
<h2 id="avsnitt-bostader"><span class="label">1 </span>Bostäder</h2>
<section class="clause" data-clause="hus" data-library="prov" data-version="1.0.0">
<h3 id="klausul-hus"><span class="label">1.1 </span>Hus</h3>
<div class="text">
<p>Bolaget ska ha <strong><mark>[antal]</mark></strong><em> hus.</em></p>
<ol type="a" role="list">
<li><span class="label">a) </span>hus</li>
<li><span class="label">b) </span>i punkt\u00a0<a href="#klausul-hus-2">1.2</a></li>
</ol>
</div>
</section>
<section class="clause local" data-clause="hus" data-library="prov" data-version="1.0.0">
<h3 id="klausul-hus-2"><span class="label">1.2 </span>Fler hus <span class="unseen">(kommunens egen lydelse)</span></h3>
<div class="text">
<ul>
<li>ett</li>
</ul>
<div class="table" role="group" aria-labelledby="klausul-hus-2" tabindex="0">
<table aria-labelledby="klausul-hus-2">
<thead>
<tr><th scope="col">Hus</th><th scope="col" class="number">Antal</th></tr>
</thead>
<tbody>
<tr><td>Röda</td><td class="number">2</td></tr>
</tbody>
</table>
</div>
</div>
</section>
</section>
</main>
<footer><p>Provby · UTKAST</p></footer>
</body>
</html>
"""


def body(document) -> str:
    return "<body>" + page(document).partition("<body>")[2]


def titled(document, text: str):
    """The same document with a text wherever a text can stand."""
    front = replace(document.front, title=text, subtitle=text, caption=text, contents=text)
    front = replace(front, rows=(replace(front.rows[0], label=text, value=Text(text)),))
    front = replace(front, preamble=(Paragraph((Text(text),)),))
    clause = replace(document.sections[0].clauses[0], title=text, blocks=front.preamble, id=text, version=text)
    section = replace(document.sections[0], title=text, clauses=(clause,))
    scalars = (("mark", text), ("municipality", text), ("diarienummer", text))
    properties = (("creator", text), ("subject", text), ("keywords", text))
    return replace(document, front=front, sections=(section,), scalars=scalars, properties=properties)


def test_a_page_has_landmarks_headings_links_lists_and_tables(sample):
    assert body(sample) == BODY


def test_the_head_says_what_the_page_is(sample):
    head = page(sample).partition("<style>")[0]
    assert head.startswith('<!DOCTYPE html>\n<html lang="sv">\n<head>\n<meta charset="utf-8">\n')
    assert "<title>UTKAST: Direktiv</title>" in head
    assert '<meta name="description" content="Prov">' in head


def test_a_decided_document_has_no_mark(sample):
    decided = page(replace(sample, scalars=()))
    assert "<title>Direktiv</title>" in decided
    assert 'class="mark"' not in decided
    assert "@top-right { content" not in decided


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("]]>", "]]&gt;"),
        ("<!-- --></style>", "&lt;!-- --&gt;&lt;/style&gt;"),
        ("😀 å ä ö", "😀 å ä ö"),
        ("Bostads AB & Söner", "Bostads AB &amp; Söner"),
        ('" onclick="x', "&quot; onclick=&quot;x"),
        ("&nbsp;", "&amp;nbsp;"),
        ("{{ 7*7 }}", "{{ 7*7 }}"),
    ],
)
def test_any_text_is_text(sample, text, escaped):
    plain, changed = page(titled(sample, "åäö")), page(titled(sample, text))
    assert changed.count(escaped) == plain.count("åäö") > 20
    for tag in ("<script", "<style", "</style", "<!--", " onclick="):
        assert changed.replace(escaped, "").count(tag) == plain.count(tag)


def test_a_text_in_the_stylesheet_cannot_end_it():
    assert css_string('a"\\</style>å') == '"a\\22 \\5c \\3c \\2f style\\3e \\e5 "'


def test_a_line_break_in_a_value_is_one_on_the_page(sample):
    assert "<td>Gatan 1<br>Provby</td>" in page(titled(sample, "Gatan 1\nProvby"))


def test_the_same_document_gives_the_same_page(documents):
    document = documents["exempelhem"].document
    assert page(document) == page(replace(document))


def test_a_page_has_no_script_and_nothing_from_elsewhere(example):
    written = page(example.document)
    assert (
        re.findall(r"<(?:script|link|img|iframe|object|embed|form|base)\b|\bsrc=|url\((?!#)|@import|https?:", written)
        == []
    )


def test_every_link_leads_to_a_place_on_the_page(example):
    written = page(example.document)
    places = re.findall(r' id="([^"]+)"', written)
    assert len(places) == len(set(places))
    assert set(re.findall(r'href="#([^"]+)"', written)) <= set(places)
    assert len(re.findall(r"<h3 ", written)) == len(example.document.clauses())
