"""Papers with findings as comments: as valid as they were, the same text, alike every time. Ours are accessible."""

from __future__ import annotations

import json

import pytest

from generator.check.accessibility.rules import RULES
from generator.check.paper import foreign
from generator.check.rule import Case
from generator.report import lines
from generator.word.annotate import Note, annotated
from generator.word.foreign import read_foreign
from generator.word.package import read_package, write_package
from tests.foreign_files import CASES, H1, box, docx, field, numbered, p, picture, r, table

#: The parts that comments are put into.
CHANGED = {
    "[Content_Types].xml", "word/_rels/document.xml.rels", "word/comments.xml", "word/document.xml"
}  # fmt: skip
CONTROL = f"<w:sdt><w:sdtPr><w:id w:val='7'/></w:sdtPr><w:sdtContent>{p('I en kontroll')}</w:sdtContent></w:sdt>"
DELETED = '<w:del w:id="90" w:author="A"><w:r><w:delText>borttaget</w:delText></w:r></w:del>'
INSERTED = f'<w:ins w:id="91" w:author="A">{r("insatt")}</w:ins>'
FOREIGN = docx(
    H1,
    p("Text med ", DELETED, INSERTED, " och ", field("PAGE", r("3"))),
    CONTROL,
    p(box(p("I en ruta")), "runt om"),
    table(("År", "Antal"), ("2027", "1")),
    p(),
    p('<w:hyperlink w:anchor="x">' + r("här") + "</w:hyperlink>", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
    p("punkt", properties=numbered(1)),
    p(picture()),
    stories={"header1": p("Exempelstad"), "footnotes": f'<w:footnote w:id="2">{p("Not")}</w:footnote>'},
)
FILES = {"foreign": FOREIGN, **{name: write_package(bad, {}) for name, (bad, _) in CASES.items()}}


def commented(content: bytes) -> bytes:
    """Return a file with a comment at each paragraph that has text, two at the first, one for the file."""
    numbers = [line.number for line in read_foreign(content, "a.docx").word.lines()]
    return annotated(content, "a.docx", [Note(number, "fel: något är fel") for number in (0, *numbers[:1], *numbers)])


def same(content: bytes, made: bytes) -> None:
    """Make sure that a copy reads as the file does, and has changed in nothing but its comments."""
    before, after = read_foreign(content, "a.docx"), read_foreign(made, "a.docx")
    assert (after.word.lines(), after.word.tables) == (before.word.lines(), before.word.tables)
    assert (after.word.pictures, after.word.title) == (before.word.pictures, before.word.title)
    old, new = read_package(content, "a.docx"), read_package(made, "a.docx")
    assert {part for part in old.keys() | new.keys() if old.get(part) != new.get(part)} <= CHANGED


@pytest.mark.parametrize("name", FILES)
def test_comments_change_no_text_and_are_alike_every_time(name):
    made = commented(FILES[name])

    same(FILES[name], made)
    assert made == commented(FILES[name])
    same(FILES[name], commented(made))


def test_comments_change_no_text_in_documents_of_ours(example):
    made = commented(example.content)

    same(example.content, made)
    assert made == commented(example.content)


def kinds(errors: list[dict]) -> list[str]:
    """Return what a validator has against a file, without the places, which comments move."""
    return sorted(json.dumps([error.get("id"), error.get("description")]) for error in errors)


@pytest.mark.validator
@pytest.mark.parametrize("name", ["foreign", "accessibility-alt-text", "accessibility-table-header"])
def test_a_commented_paper_has_no_new_errors(name, validate, tmp_path):
    assert kinds(validate(commented(FILES[name]), tmp_path)) == kinds(validate(FILES[name], tmp_path))


@pytest.mark.validator
def test_a_commented_document_of_ours_is_valid(example, validate, tmp_path):
    assert validate(commented(example.content), tmp_path) == []


def test_documents_of_ours_are_accessible(example):
    word = read_foreign(example.content, "a.docx").word
    case = Case(foreign("a.docx", word.lines()), None, "2026-11-23", word=word)

    assert lines(finding for rule in RULES for finding in rule.look(case)) == []
    assert len(word.tables) == sum(table.header_rows == 1 for table in word.tables) > 0
    assert all(paragraph.language == "sv-SE" for paragraph in word.paragraphs if paragraph.text.strip())


def test_a_document_of_ours_reads_as_it_was_written(example):
    headings = [line for line in read_foreign(example.content, "a.docx").word.lines() if line.kind == "heading"]
    document = example.document
    written = [
        (title, level)
        for section in document.sections
        for title, level in ((section.title, 1), *((clause.title, 2) for clause in section.clauses))
    ]

    assert [(line.text, line.level) for line in headings] == written
