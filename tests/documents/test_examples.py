"""The shipped examples as documents: what they say, and that other programs read them as we do."""

import re
from pathlib import Path

import pytest

from generator.model.document import Chart, ListBlock, Paragraph, Table, letter, plain
from generator.prose.charts import pictures
from generator.text import text
from generator.word.chart_layout import most
from generator.word.invariants import invariants
from generator.word.package import read_package, write_package

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "examples"


def test_an_example_says_what_its_golden_text_says(example, request):
    name = request.node.callspec.params["example"]
    assert text(example.document) == (GOLDEN / f"{name}.txt").read_text("utf-8"), "see tools/make_golden.py"


def test_an_example_keeps_our_own_invariants(example):
    assert invariants(read_package(example.content, "example.docx"), "example.docx") == []


@pytest.mark.validator
def test_the_open_xml_sdk_has_nothing_against_an_example(example, validate, tmp_path):
    assert validate(example.content, tmp_path) == []


@pytest.mark.validator
def test_the_validator_does_find_faults(example, validate, tmp_path):
    parts = read_package(example.content, "example.docx")
    body = parts["word/document.xml"]
    parts["word/document.xml"] = body.replace(b"<w:pStyle", b'<w:jc w:val="sideways"/><w:pStyle', 1)
    assert validate(write_package(parts, {}), tmp_path) != []


@pytest.mark.libreoffice
def test_libreoffice_reads_an_example_as_we_do(example, libreoffice, tmp_path):
    # LibreOffice numbers headings and lists itself. It shows a reference's cached text as it stands, so a
    # reference is right when its text equals the number that LibreOffice gives the heading it points at.
    seen = libreoffice(example.content, "txt:Text (encoded):UTF8", tmp_path).read_text("utf-8-sig")
    # Words are compared, not lines: 7.4 writes each cell on a line of its own, 25.2 a row with tabs.
    assert seen.split() == " ".join(_expected(example.document)).split()


def _expected(document):
    """Every line of a document as LibreOffice's text export writes it: cells apart, bullets as dots."""
    front = document.front
    yield from (line for line in (front.title, front.subtitle, front.caption, front.value_caption) if line)
    for row in front.rows:
        yield from (row.label, row.value.text)
    yield from (plain(block.content) for block in front.preamble)
    yield front.contents
    for section in document.sections:
        yield f"{section.number} {section.title}"
        yield from (f"{clause.number} {clause.title}" for clause in section.clauses)
    for section in document.sections:
        yield f"{section.number} {section.title}"
        for block in section.blocks:
            yield from _lines(block)
        for clause in section.clauses:
            yield f"{clause.number} {clause.title}"
            for block in clause.blocks:
                yield from _lines(block)


def _lines(block):
    if isinstance(block, Paragraph):
        yield plain(block.content)
    elif isinstance(block, ListBlock):
        for index, item in enumerate(block.items):
            yield f"{letter(index) + ')' if block.ordered else '•'} {plain(item)}"
    elif isinstance(block, Table):
        yield from (plain(cell) for row in (block.header, *block.rows) for cell in row)
    elif isinstance(block, Chart):
        # What is drawn is no text to LibreOffice; the picture's title is.
        for part in pictures(block, most(block)):
            yield f"{part.title} ({part.unit})" if part.unit else part.title
    else:
        yield block.party
        yield from (f"{label}: {known}" for label, known in block.lines)


def test_the_front_and_every_page_of_an_example_say_that_it_is_one(example):
    parts = read_package(example.content, "example.docx")
    headers = [part for name, part in parts.items() if re.fullmatch(r"word/header\d*\.xml", name)]
    assert headers
    assert all(b"EXEMPEL, INTE BESLUTAD TEXT" in part for part in headers)


def test_a_reference_points_at_the_heading_whose_number_it_prints(documents):
    body = read_package(documents["exempelhem"].content, "example.docx")["word/document.xml"].decode()
    numbers = {
        f"kl_{clause.key.replace('-', '_')}": clause.number for clause in documents["exempelhem"].document.clauses()
    }
    field = r" REF (kl_\w+) \\r \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
    pattern = field + r"<w:r><w:t[^>]*>([^<]*)"
    found = re.findall(pattern, body)
    assert found == [("kl_nya_lagenheter", "4.3"), ("kl_soliditet", "12.1")]
    for name, number in found:
        assert numbers[name] == number
        assert re.search(rf'<w:p><w:pPr><w:pStyle w:val="[^"]+"/></w:pPr><w:bookmarkStart [^>]*w:name="{name}"', body)
