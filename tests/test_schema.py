"""The field dictionary itself, and what validation says of data that it does not allow."""

from __future__ import annotations

import re
from pathlib import Path

import cerberus
import pytest

from generator.report import lines
from generator.schema import dictionary, validate
from generator.schema.dictionary import fields_at, rules_at
from generator.schema.validate import _ready, _Validator
from generator.source import read
from tests.conftest import DATA

SCHEMAS = sorted(dictionary())
FIELDS = [(schema, field) for schema in SCHEMAS for field in dictionary()[schema]]


def nested(rules: object) -> list[str]:
    """Return the names of the schemas that some rules mention."""
    found: list[str] = []
    if isinstance(rules, dict):
        for key, value in rules.items():
            found += [value] if key == "schema" and isinstance(value, str) else nested(value)
    return found


def test_cerberus_takes_every_schema() -> None:
    _ready()

    for schema in SCHEMAS:
        assert _Validator(cerberus.schema_registry.get(schema), source=None).schema


def test_every_field_says_what_it_means() -> None:
    help_of = {(schema, field): dictionary()[schema][field]["meta"]["help"] for schema, field in FIELDS}

    assert [field for field, text in help_of.items() if not re.fullmatch(r".*[.?…]", text)] == []


def test_every_schema_that_a_field_names_exists() -> None:
    named = {name: field for field in FIELDS for name in nested(dictionary()[field[0]][field[1]])}

    assert [(field, name) for name, field in named.items() if name not in dictionary()] == []


def test_every_schema_is_a_file_or_part_of_one() -> None:
    rounds = {"reviewers", "round", "answers", "decision_record", "decisions"}
    files = (
        {"clause", "library", "contract", "draft"}
        | rounds
        | {path.stem for path in (DATA / "prov" / "register").glob("*.yaml")}
    )
    used = {name for schema, field in FIELDS for name in nested(dictionary()[schema][field])}

    assert set(SCHEMAS) == files | used


def test_rules_are_found_through_lists_and_dicts_with_free_keys() -> None:
    path = ("parameters", "lokaler", "columns", "namn", "type")

    assert "table" not in rules_at("clause", path)["allowed"]
    assert fields_at("clause", path[:-1]) == ["type", "label", "unit", "unit_one", "min", "max"]
    assert fields_at("clause", ("changes", 0)) == ["version", "date", "what", "by"]
    assert fields_at("clause", ("title",)) == []


def said(content: str, schema: str = "library") -> list[str]:
    source = read("fil.yaml", content.encode())
    assert source.findings == []
    return lines(validate(source, schema))


GOOD = "name: prov\nversion: 1.0.0\ntitle: Prov\nlicense: CC0-1.0\n"


def test_a_good_file_passes() -> None:
    assert said(GOOD) == []


def test_every_fault_is_found_and_sorted_by_place() -> None:
    assert said("titel: Prov\nversion: ett\nname: 5\nlicense:\n") == [
        "fil.yaml:1:1: fältet ”title” saknas; det måste finnas [source-missing-field]",
        "fil.yaml:1:1: titel: fältet ”titel” finns inte; tillåtna fält är license, name, title, version;"
        " menade du ”title”? [source-unknown-field]",
        "fil.yaml:2:10: version: ”ett” har fel form; ska vara tre tal, som 1.0.0 [source-form]",
        "fil.yaml:3:7: name: ”5” har fel slag; ska vara text [source-type]",
        "fil.yaml:4:1: license: fältet ”license” är tomt; fyll i det eller ta bort det [source-empty]",
    ]


@pytest.mark.parametrize("content", ["", "ord\n", "- a\n", "5\n", "null\n", "# bara en kommentar\n"])
def test_a_file_without_fields_is_refused(content: str) -> None:
    assert said(content) == [
        "fil.yaml:1:1: filen innehåller inga fält; den ska bestå av rader med namn: värde [source-not-mapping]"
    ]


@pytest.mark.parametrize("version", ["1.0.0", "0.0.0", "10.20.30"])
def test_a_version_is_three_numbers(version: str) -> None:
    assert said(GOOD.replace("1.0.0", version)) == []


@pytest.mark.parametrize("version", ["1.0", "1.0.0.0", "v1.0.0", "1.0.0-beta", "01.0.0", "1.0.0 ", "1.0.0\\n"])
def test_anything_else_is_no_version(version: str) -> None:
    (line,) = said(GOOD.replace("1.0.0", f'"{version}"'))

    assert line.endswith("har fel form; ska vara tre tal, som 1.0.0 [source-form]")


@pytest.mark.parametrize("name", ["a", "a-b-9", "x" * 36])
def test_an_id_has_small_letters_digits_and_single_hyphens(name: str) -> None:
    assert said(GOOD.replace("prov", name)) == []


@pytest.mark.parametrize("name", ["A", "a_b", "a--b", "-a", "a-", "å", "a b", "../a"])
def test_anything_else_is_no_id(name: str) -> None:
    assert said(GOOD.replace("prov", f'"{name}"')) == [
        f"fil.yaml:1:7: name: ”{name}” har fel form; ska vara gemena a–z, siffror och bindestreck [source-form]"
    ]


def test_an_id_has_room_for_a_bookmark_in_word() -> None:
    assert said(GOOD.replace("prov", "x" * 37)) == [
        "fil.yaml:1:7: name: längden är 37; ska vara högst 36 [source-length]"
    ]


def test_the_same_validator_can_be_used_again() -> None:
    first = said("name: 5\n")

    assert said(GOOD) == []
    assert said("name: 5\n") == first


@pytest.mark.parametrize("path", sorted((DATA / "prov" / "register").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_registers_of_the_small_library_pass(path: Path) -> None:
    source = read(path.name, path.read_bytes())

    assert lines([*source.findings, *validate(source, path.stem)]) == []
