"""What holds for every text, number and choice: found by looking for a counterexample."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.assemble import assemble
from generator.draft import load_draft, resolve
from generator.library.contracts import load_contract
from generator.library.load import load
from generator.model.document import Block, Document, Inline, ListBlock, Paragraph, Reference, Text
from generator.model.parameter import Parameter
from generator.prose.accepts import misfits
from generator.prose.evaluate import evaluate
from generator.prose.fill import fill
from generator.prose.markdown import parse
from generator.prose.template import FIRST_SENTINEL, LAST_SENTINEL, compile_text
from generator.prose.values import value
from generator.source import read
from generator.source.decode import first_forbidden
from generator.source.write import dump
from generator.store import Store
from tests.conftest import DATA, draft_data

NO_CACHE = Store(None)
LIBRARY = load([(DATA / "prov", "prov")], NO_CACHE)
CONTRACT = load_contract([(DATA / "grund" / "contracts", "contracts")], "prov", NO_CACHE)
NODES, _ = compile_text("Före {{ a }} **och {{ a }}**.\n\n- {{ a }}\n")

#: What a person may type into a draft: anything that Word can hold, composed.
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=40).map(
    lambda text: unicodedata.normalize("NFC", text)
)
allowed = texts.filter(lambda text: first_forbidden(text) is None)
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**18) + 1, 10**18 - 1)
    | st.integers(-(10**9), 10**9).map(lambda number: Decimal(number).scaleb(-3))
    | allowed
)
keys = st.sampled_from(["id", "text", "a1", "namn_b", "no", "null", "x"])
tables = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=6
)
AWKWARD = (
    "{{ 7*7 }}", "{% if %}", "*AB*", "# AB", "]]>", "<b>&amp;", " före", "efter ", "🏡", "”'\"", "1", "1.0", "012",
    "null", "true", "~", "-", "- a", "a: b", "a #b", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a`", "?", "[a", "{a",
    "a\u030a", "rad\nrad\n", "rad\n\n", "\n", "\t", "\u00a0", "\u200b", "\ufeff", "\u202e", "\\", "\\n", "2026-01-15",
    "a\r\nb", "=", "<<",
)  # fmt: skip


def awkward(function: Any) -> Any:
    """Try every awkward text, besides those that are looked for."""
    for text in AWKWARD:
        function = example(unicodedata.normalize("NFC", text))(function)
    return function


@awkward
@given(allowed)
def test_a_text_value_stands_in_the_document_as_it_was_given(text: str) -> None:
    parameter = Parameter("a", "text", "etikett")
    assert list(misfits(parameter, text)) == []

    rendered = evaluate(NODES, {"a": value(parameter, text)})
    blocks = fill(parse(rendered.text).blocks, rendered, {})

    missing, shown = text == "", text or "[etikett]"
    first, items = blocks
    assert isinstance(first, Paragraph)
    if missing:
        assert first.content[1] == Text(shown, missing=True)
    else:
        assert first.content == (Text(f"Före {shown} "), Text(f"och {shown}", bold=True), Text("."))
        assert items.items == ((Text(shown),),)  # type: ignore[union-attr]


@awkward
@given(allowed)
def test_a_text_reads_back_as_it_was_written(text: str) -> None:
    source = read("fil.yaml", dump({"a": text, "b": [text, {"c": text}]}).encode())

    assert source.findings == []
    # A line of Windows is a line of ours; everything else is as it was.
    assert source.data == {"a": text, "b": [text, {"c": text}]}


@settings(max_examples=30)
@given(st.dictionaries(keys, tables, min_size=1, max_size=3))
def test_data_reads_back_as_it_was_written(data: dict[str, Any]) -> None:
    source = read("fil.yaml", dump(data).encode())

    assert source.findings == []
    # By repr, since 1 == True == Decimal("1.0").
    assert repr(source.data) == repr(data)


@given(st.integers(0, 10**18 - 1), st.integers(1, 18), st.integers(0, 10**18 - 1), st.booleans())
def test_a_decimal_prints_every_digit_it_was_written_with(whole: int, places: int, part: int, minus: bool) -> None:
    written = f"{'-' if minus else ''}{whole}.{part % 10**places:0{places}d}"
    number = read("fil.yaml", f"a: {written}\n".encode()).data["a"]
    assert isinstance(number, Decimal)

    printed = value(Parameter("a", "decimal", "a"), number).text

    assert printed.replace("\u00a0", "").replace("\u2212", "-").replace(",", ".") == written
    assert dump({"a": number}) == f"a: {written}\n"


@given(st.integers(0, 10**18 - 1))
def test_an_integer_prints_in_groups_of_three(number: int) -> None:
    groups = value(Parameter("a", "integer", "a"), number).text.split("\u00a0")

    assert int("".join(groups)) == number
    assert [len(group) for group in groups[1:]] == [3] * (len(groups) - 1)


@given(st.text(max_size=60))
def test_any_text_can_be_compiled_or_is_refused(text: str) -> None:
    nodes, faults = compile_text(text)

    assert faults == [] or all(1 <= fault.line <= text.count("\n") + 1 for fault in faults)
    assert isinstance(nodes, list)


@example("| a |\n|---|\n| a | b |\n")
@example("- a\n\nb\n")
@given(st.text("ab *_-#>`|[]()<!\\\n1.", max_size=40))
def test_markdown_is_refused_or_loses_no_letter(text: str) -> None:
    parsed = parse(text)

    if not parsed.faults:
        shown = "".join(part.target if isinstance(part, Reference) else part.text for part in inlines(parsed.blocks))
        assert [letter for letter in shown if letter in "ab"] == [letter for letter in text if letter in "ab"]


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    source = read("fil.yaml", content)

    assert source.findings != [] or source.text is not None
    assert all(finding.place.file == "fil.yaml" for finding in source.findings)


@given(st.lists(st.sampled_from(["ett", "tva", "tre", "gemensam"]), min_size=1, max_size=12))
def test_any_choice_of_clauses_is_numbered_without_gaps_and_refers_to_those_numbers(names: list[str]) -> None:
    clauses = [{"id": name, "as": f"{name}-{index}"} for index, name in enumerate(names) if name != "ett"]
    clauses.insert(len(clauses) // 2, {"id": "ett"})
    content = dump({**draft_data(), "clauses": clauses}).encode()
    loaded = load_draft(read("utkast.yaml", content), NO_CACHE)
    chosen, _ = resolve(loaded, LIBRARY, None, NO_CACHE)

    document = assemble(CONTRACT, chosen, loaded, NO_CACHE)

    assert [section.number for section in document.sections] == [str(n + 1) for n in range(len(document.sections))]
    for section in document.sections:
        assert [clause.number for clause in section.clauses] == [
            f"{section.number}.{n + 1}" for n in range(len(section.clauses))
        ]
    assert sorted(clause.key for clause in document.clauses()) == sorted(str(c.get("as", c["id"])) for c in clauses)
    numbers_of = {clause.key: clause.number for clause in document.clauses()}
    for reference in references(document):
        assert reference.number == numbers_of[reference.target]


def references(document: Document) -> list[Reference]:
    """Return the cross-references in a document."""
    blocks = [block for clause in document.clauses() for block in clause.blocks]
    return [part for part in inlines(blocks) if isinstance(part, Reference)]


def inlines(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Yield everything that stands in some blocks, in order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.content
        elif isinstance(block, ListBlock):
            yield from (part for item in block.items for part in item)
        else:
            yield from (part for row in (block.header, *block.rows) for cell in row for part in cell)


def test_the_sentinels_are_characters_that_no_text_can_hold_by_chance() -> None:
    assert {unicodedata.category(chr(code)) for code in (FIRST_SENTINEL, LAST_SENTINEL)} == {"Co"}
