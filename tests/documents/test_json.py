"""JSON for other programs: docs/json.md names every key there is, and no other."""

import json
import re
from pathlib import Path

import pytest

from generator.document_json import document_data, document_json
from generator.model.codec import block_from
from tests.documents import figures

PAGE = Path(__file__).resolve().parents[2] / "docs" / "json.md"
#: Objects whose keys are data, and places where a shape of its own begins.
OPEN = ("scalars", "properties", "clauses[].values")
SHAPES = {
    "front.preamble[]": "block",
    "sections[].blocks[]": "block",
    "sections[].clauses[].blocks[]": "block",
    "paragraph[]": "inline",
    "items[][]": "inline",
    "table[][][]": "inline",
}


def documented(heading: str) -> set[str]:
    """The paths in the table under a heading of the page."""
    section = re.split(r"^#+ ", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    found = next(part for part in section if part.startswith(f"{heading}\n"))
    return set(re.findall(r"^\| `([^`]+)`", found, re.MULTILINE))


def paths(data: object, found: dict[str, set[str]], shape: str = "", path: str = "") -> None:
    """Note every path in some data, under the shape that it belongs to."""
    if path in SHAPES:
        found[shape].add(path)
        shape, path = SHAPES[path], ""
    if isinstance(data, dict):
        for key, value in data.items():
            inside = "*" if path in OPEN else key
            paths(value, found, shape, f"{path}.{inside}".lstrip("."))
    elif isinstance(data, list):
        for item in data:
            paths(item, found, shape, f"{path}[]")
    else:
        found[shape].add(path)


def paths_of(*answers: object) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {"": set(), "block": set(), "inline": set()}
    for answer in answers:
        paths(answer, found)
    return found


def test_the_page_describes_a_document(sample, documents):
    built = [json.loads(document_json(document.document)) for document in documents.values()]
    found = paths_of(document_data(sample), document_data(figures.document()), *built)
    assert found[""] == documented("Document")
    assert found["block"] == documented("Block")
    assert found["inline"] == documented("Inline")


def test_the_page_describes_the_list_of_clauses(run):
    assert paths_of(json.loads(run("clauses", "list", "--format", "json").out[0]))[""] == documented("Clauses")


def test_the_page_describes_a_search(run, library):
    found = run("--library", library, "clauses", "search", "inflytande", "hyresgästrena", "--format", "json")
    assert paths_of(json.loads(found.out[0]))[""] == documented("Search")


def test_the_page_describes_findings(run, library):
    (library / "boende" / "ett.yaml").write_text("id: ett\n", encoding="utf-8")
    assert paths_of(json.loads(run("clauses", "lint", library, "--format", "json").out[0]))[""] == documented(
        "Findings"
    )


def test_the_page_describes_inspect(run, library, draft):
    run("--library", library, "build", draft(), "-o", "ut.docx")
    assert paths_of(json.loads(run("inspect", "ut.docx", "--format", "json").out[0]))[""] == documented("Inspect")


def test_the_page_describes_the_doctor(run):
    assert paths_of(json.loads(run("doctor", "--format", "json").out[0]))[""] == documented("Doctor")


def test_a_document_in_json_leaves_nothing_out(example):
    data = json.loads(document_json(example.document))
    clauses = [clause for section in data["sections"] for clause in section["clauses"]]
    read = [tuple(block_from(block) for block in clause["blocks"]) for clause in clauses]
    assert read == [clause.blocks for clause in example.document.clauses()]
    assert [clause["number"] for clause in clauses] == [clause.number for clause in example.document.clauses()]


@pytest.mark.parametrize("text", ["</script>", "]]>", "😀", 'citat " och \\', "å ä ö & é"])
def test_any_text_comes_out_of_json_as_it_went_in(sample, text):
    from dataclasses import replace

    changed = replace(sample, front=replace(sample.front, title=text))
    assert json.loads(document_json(changed))["front"]["title"] == text
