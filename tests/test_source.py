"""Reading YAML strictly: what a scalar is, where things stand, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from generator.report import lines
from generator.source import dotted, read
from generator.source.write import dump


def data(text: str | bytes) -> Any:
    source = read("fil.yaml", text.encode() if isinstance(text, str) else text)
    assert lines(source.findings) == []
    return source.data


def refused(text: str | bytes) -> list[str]:
    return lines(read("fil.yaml", text.encode() if isinstance(text, str) else text).findings)


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("True", "True"),
        ("NULL", "NULL"),
        ("12:30", "12:30"),
        ("1:30:00", "1:30:00"),
        ("2026-01-15", "2026-01-15"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("1e3", "1e3"),
        (".5", ".5"),
        ("5.", "5."),
        (".inf", ".inf"),
        ("1.0.0", "1.0.0"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-7", -7),
        ("+7", 7),
        ("999999999999999999", 999999999999999999),
        ("9999999999999999999", "9999999999999999999"),
    ],
)
def test_a_plain_scalar_is_read_by_yaml_1_2(scalar: str, value: object) -> None:
    found = data(f"a: {scalar}\n")["a"]

    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("digits", ["20.0", "0.35", "-0.10", "1000000000.00", "0.000000000000000001"])
def test_a_decimal_keeps_the_digits_that_were_written(digits: str) -> None:
    found = data(f"a: {digits}\n")["a"]

    assert isinstance(found, Decimal)
    assert str(format(found, "f")) == digits


@pytest.mark.parametrize("quoted", ['"5"', "'5'"])
def test_a_quoted_number_is_text(quoted: str) -> None:
    assert data(f"a: {quoted}\n") == {"a": "5"}


@pytest.mark.parametrize("text", ["012", "-01", "00", "01.5"])
def test_a_leading_zero_is_refused(text: str) -> None:
    assert refused(f"a: {text}\n") == [
        f"fil.yaml:1:4: ”{text}” kan läsas på flera sätt; skriv talet utan inledande nolla, eller inom citattecken"
        " [source-leading-zero]"
    ]


@pytest.mark.parametrize("text", ["0", "0.5", "-0.5", "10", '"012"'])
def test_a_zero_that_is_not_leading_is_read(text: str) -> None:
    data(f"a: {text}\n")


def test_a_literal_block_keeps_its_lines() -> None:
    assert data("a: |\n  en\n  två\n\n  tre # inte en kommentar: {{ inte en klammer }}\n") == {
        "a": "en\ntvå\n\ntre # inte en kommentar: {{ inte en klammer }}\n"
    }


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "marked"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_byte_order_mark_and_any_line_ends_are_accepted(mark: bytes, end: str) -> None:
    assert data(mark + f"a: |{end}  en{end}  två{end}b: å{end}".encode()) == {"a": "en\ntvå\n", "b": "å"}


def test_characters_are_composed() -> None:
    assert data("a: a\u030a\n") == {"a": "å"}


def test_text_in_latin_1_is_refused_at_its_first_byte() -> None:
    assert refused("a: en\nb: två\n".encode("latin-1")) == [
        "fil.yaml:2:6: filen är inte sparad som UTF-8 (0xE5); spara den som UTF-8 [source-encoding]"
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_widths_than_utf_8_are_refused(encoding: str) -> None:
    assert refused("a: en text\n".encode(encoding)) == [
        "fil.yaml:1:1: filen är inte sparad som UTF-8 (UTF-16); spara den som UTF-8 [source-encoding]"
    ]


@pytest.mark.parametrize("code", [0x00, 0x07, 0x0B, 0x0C, 0x1F, 0x7F, 0x85, 0x9F, 0x2028, 0x2029, 0xFFFE, 0xFFFF])
def test_a_character_that_word_cannot_hold_is_refused(code: int) -> None:
    assert refused(f"a: en\nb: t{chr(code)}vå\n") == [
        f"fil.yaml:2:5: tecknet U+{code:04X} kan inte stå i ett dokument; ta bort det [source-control-character]"
    ]


@pytest.mark.parametrize("code", [0x07, 0x1B, 0x85, 0x2028, 0xFFFF])
def test_the_same_character_written_as_an_escape_is_refused(code: int) -> None:
    assert refused(f'a: en\nb: "t\\u{code:04x}vå"\n') == [
        f"fil.yaml:2:4: tecknet U+{code:04X} kan inte stå i ett dokument; ta bort det [source-control-character]"
    ]


@pytest.mark.parametrize("character", ["\t", "\u00a0", "\u200b", "\u00ad", "\ue000", "🏡", "\u202e"])
def test_an_unusual_character_that_word_can_hold_is_read(character: str) -> None:
    assert data(f'a: "t{character}vå"\n') == {"a": f"t{character}vå"}


def test_a_file_of_the_greatest_size_is_read() -> None:
    text = "a: " + "x" * (1_000_000 - 4) + "\n"

    assert len(text) == 1_000_000
    assert len(data(text)["a"]) == 1_000_000 - 4


def test_a_file_that_is_a_byte_too_large_is_refused() -> None:
    assert refused("a: " + "x" * (1_000_000 - 3) + "\n") == [
        "fil.yaml: filen är 1000001 byte; högst 1000000 tillåts [source-too-large]"
    ]


def test_a_hundred_thousand_nested_brackets_are_refused_at_the_twenty_first() -> None:
    (line,) = refused("a: " + "[" * 100_000)

    assert line.startswith("fil.yaml:1:23: a[0][0]")
    assert line.endswith(": fälten är nästlade djupare än 20 nivåer; skriv dem plattare [source-too-deep]")


def test_twenty_levels_are_read() -> None:
    data("a: " + "[" * 19 + "]" * 19 + "\n")


def test_too_many_values_are_refused() -> None:
    assert refused("a: [" + "x," * 50_000 + "]\n") == [
        "fil.yaml:1:100001: a: filen innehåller fler än 50000 värden; dela upp den [source-too-many]"
    ]


def test_the_greatest_number_of_values_is_read() -> None:
    assert len(data("a: [" + "x," * 49_998 + "]\n")["a"]) == 49_998


def test_an_alias_bomb_is_refused_without_being_unfolded() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]

    found = refused("\n".join(rows) + "\n")

    assert len(found) == 30 + 29 * 9
    assert {line.rpartition(" ")[2] for line in found} == {"[source-alias]"}


def test_several_faults_in_a_file_are_all_found() -> None:
    assert refused("a: &x 1\nb: !!str 2\na: 3\nc: en #två\n") == [
        "fil.yaml:1:4: YAML-aliaset &x används; skriv texten på varje plats där den ska stå [source-alias]",
        "fil.yaml:2:4: YAML-taggen tag:yaml.org,2002:str används; skriv värdet utan tagg [source-tag]",
        "fil.yaml:3:1: fältet ”a” finns redan på rad 1; varje fält får finnas en gång [source-duplicate-key]",
    ]


def test_the_first_of_two_equal_fields_is_kept() -> None:
    assert read("fil.yaml", b"a: {b: 1}\na: {b: 2, c: 3}\n").data == {"a": {"b": 1}}


def test_a_comment_after_one_word_is_a_comment() -> None:
    assert data("a: ord # en kommentar\n") == {"a": "ord"}


def test_places_count_characters_and_not_bytes() -> None:
    source = read("fil.yaml", "åäö: 🏡🏡\nlista: [å, {ö: ä}]\n".encode())

    assert str(source.place(("åäö",))) == "fil.yaml:1:6"
    assert str(source.place(("lista", 1, "ö"))) == "fil.yaml:2:16"
    assert str(source.place(("lista", 1, "ö"), key=True)) == "fil.yaml:2:13"


def test_a_path_that_is_not_there_has_the_place_of_what_is_around_it() -> None:
    source = read("fil.yaml", b"a:\n  b: 1\n")

    assert str(source.place(("a", "c", 0))) == "fil.yaml:2:3"


def test_a_line_of_a_block_has_its_line_in_the_file() -> None:
    source = read("fil.yaml", b"a: 1\nb:\n  c: |\n\n    ett\n    tva tre\n")

    assert str(source.inside(("b", "c"), 3, 5)) == "fil.yaml:6:9"


def test_a_line_of_a_quoted_text_has_the_place_of_the_text() -> None:
    assert str(read("fil.yaml", b'a: "ett tva"\n').inside(("a",), 1, 5)) == "fil.yaml:1:4"


def test_words_are_found_as_whole_words_from_the_line_asked_for() -> None:
    source = read("fil.yaml", "åå: |\n  antalet antal\n  {{ antal }}\nb: antal\n".encode())

    assert str(source.find(("åå",), "antal")) == "fil.yaml:2:11"
    assert str(source.find(("åå",), "antal", 2)) == "fil.yaml:3:6"
    assert str(source.find(("åå",), "saknas")) == "fil.yaml:1:5"


@pytest.mark.parametrize(
    ("path", "text"), [((), ""), (("a",), "a"), (("a", "b", 2, "c"), "a.b[2].c"), ((0, "a"), "[0].a")]
)
def test_a_path_is_written_as_people_write_it(path: tuple[str | int, ...], text: str) -> None:
    assert dotted(path) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Ale kommun", "a: Ale kommun\n"),
        ("no", "a: no\n"),
        ("5", 'a: "5"\n'),
        ("012", 'a: "012"\n'),
        ("true", 'a: "true"\n'),
        ("", 'a: ""\n'),
        ("a: b", 'a: "a: b"\n'),
        ("a #b", 'a: "a #b"\n'),
        ("en\ntvå\n", "a: |\n  en\n  två\n"),
        ("en\ntvå", 'a: "en\\ntvå"\n'),
        (" indragen\n", 'a: " indragen\\n"\n'),
        (None, "a: null\n"),
        (True, "a: true\n"),
        (-5, "a: -5\n"),
        (Decimal("20.0"), "a: 20.0\n"),
        ([], "a: []\n"),
        ({}, "a: {}\n"),
        (["x", {"b": 1, "c": [2]}], "a:\n  - x\n  - b: 1\n    c:\n      - 2\n"),
    ],
)
def test_data_is_written_so_that_it_reads_back(value: object, text: str) -> None:
    assert dump({"a": value}) == text
    assert data(text) == {"a": value}
