"""Whatever a municipality writes comes out exactly as it was written, or is refused with its place."""

import unicodedata
from pathlib import Path

import pytest

from generator.errors import DataError
from generator.report import lines
from generator.source.write import scalar
from generator.text import text
from generator.word.package import read_package
from generator.word.project import project

TYPED = {
    "ampersand": "Bostads AB & Söner <test>",
    "template": "{{ 7*7 }} {% raw %} {# tyst #}",
    "emphasis": "*AB* och **AB** och _AB_",
    "heading": "# AB",
    "cdata": "]]> <![CDATA[ <w:p/>",
    "emoji": "Huset 🏠 på Åsgatan 👩‍👩‍👧",
    "list": "- ett\\n1. två",
    "entity": "&amp; &lt; &#65;",
    "reference": "[](#giltighet) [länk](http://example.com)",
    "long": "å" * 10_000,
    "spaces": "  två  blanksteg  ",
    "pipes": "a | b | c",
    "private": "\U000f0000 \U000ffffd \ue000",
}
DRAFT = """\
contract: agardirektiv
state: draft
municipality: {{name: Exempelstads kommun}}
company: {{name: {name}, orgnr: 000000-0000, form: aktiebolag}}
clauses:
  - {{id: bolaget-i-kommunen}}
  - id: agaride
    values: {{skal: {name}, nytta: [{name}]}}
"""


def draft(folder: Path, name: str) -> Path:
    file = folder / "utkast.yaml"
    file.write_bytes(DRAFT.format(name=name).encode("utf-8", "surrogatepass"))
    return file


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_a_value_comes_out_as_it_was_typed(build_file, tmp_path, typed):
    made = build_file(draft(tmp_path, scalar(typed)))
    assert f"Bolag: {typed}\n" in text(made.document)
    assert f"– {typed}" in text(made.document).split("\n")
    assert dict(made.document.properties)["title"] == f"Ägardirektiv för {typed}".strip()
    seen = project(made.content, "ut.docx")
    assert f"Bolag | {typed.strip()}" in seen  # the projection trims what it reads; the text above does not
    assert f"– {typed.strip()}" in seen


def test_decomposed_letters_come_out_composed(build_file, tmp_path):
    made = build_file(draft(tmp_path, scalar(unicodedata.normalize("NFD", "Åängsö"))))
    assert "Bolag: Åängsö\n" in text(made.document)


def test_a_line_break_in_a_value_is_a_line_break_in_the_document(build_file, tmp_path):
    made = build_file(draft(tmp_path, '"rad ett\\nrad två"'))
    assert b"rad ett</w:t><w:br/><w:t" in read_package(made.content, "ut.docx")["word/document.xml"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ('"a\\u0000b"', "tecknet U+0000"),
        ('"a\\u0007b"', "tecknet U+0007"),
        ('"a\\uFFFEb"', "tecknet U+FFFE"),
        ('"a\\u2028b"', "tecknet U+2028"),
    ],
)
def test_a_character_that_word_cannot_hold_is_refused_with_its_place(build_file, tmp_path, name, expected):
    with pytest.raises(DataError) as refused:
        build_file(draft(tmp_path, name))
    said = lines(refused.value.findings)
    line = f"{expected} kan inte stå i ett dokument; ta bort det [source-control-character]"
    assert said == [
        f"utkast.yaml:4:17: company: {line}",
        f"utkast.yaml:8:20: clauses[1].values: {line}",
        f"utkast.yaml:8:{30 + len(name)}: clauses[1].values.nytta: {line}",
    ]


def test_a_lone_surrogate_is_refused_with_its_place(build_file, tmp_path):
    with pytest.raises(DataError) as refused:
        build_file(draft(tmp_path, '"\ud800"'))
    assert lines(refused.value.findings) == [
        "utkast.yaml:4:18: filen är inte sparad som UTF-8 (0xED); spara den som UTF-8 [source-encoding]"
    ]
