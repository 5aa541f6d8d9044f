"""The promise of a redline: accepting everything gives NEW, rejecting everything gives OLD, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.build.job import prepared_template
from generator.model.document import Bar, Block, Chart, Document, Paragraph, Section, Text
from generator.places import bundled
from generator.redline import compare
from generator.redline.model import DELETED, INSERTED, Redline, side
from generator.redline.words import compared
from generator.store import Store
from generator.word.invariants import invariants
from generator.word.package import read_package
from generator.word.prepared import Prepared
from generator.word.revisions import accept_all, reject_all
from generator.word.structure import Read, structure
from generator.word.tracked_blocks import block_of
from generator.word.tracked_file import write_redline
from generator.word.tracked_marks import Who
from generator.word.write import parts
from tests.redline_pairs import inlines, pair

STORE = Store(None)
#: A pair is told by its seed, which is what a failure prints.
CHANCE = st.integers(0, 2**32 - 1).map(Random)
WHO = Who("klausul")
DATED = Who("Åsa & Co", "2026-11-23T00:00:00Z")


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    return prepared_template((bundled("templates") / "agardirektiv.docx").read_bytes(), "agardirektiv.docx", STORE)


def redlined(redline: Redline, prepared: Prepared, who: Who = WHO, native: bool = False) -> bytes:
    return write_redline(redline, prepared, ["{}"], {}, STORE, who, native)


def without_bookmarks(found):
    """Return a structure without bookmarks, and with references as they are where nothing has moved."""
    if isinstance(found, Read):
        pieces = tuple((piece[0].replace(" REF ko_", " REF kl_"), *piece[1:]) for piece in found.pieces)
        pieces = tuple(
            tuple(word.replace("ko_", "kl_", 1) if word[:3] == "ko_" else word for word in p) for p in pieces
        )
        return found._replace(bookmarks=(), pieces=pieces)
    return tuple(tuple(tuple(map(without_bookmarks, cell)) for cell in row) for row in found)


def shape(files) -> list:
    return [without_bookmarks(unit) for unit in structure(files)]


def assert_promise(old: Document, new: Document, prepared: Prepared, who: Who, native: bool) -> None:
    files = read_package(redlined(compare(old, new), prepared, who, native), "redline.docx")

    for settled, document in ((accept_all(files), new), (reject_all(files), old)):
        found = shape(settled)
        assert found == shape(parts(document, prepared, ["{}"], {}))
        headings = [unit for unit in found if isinstance(unit, Read) and unit.style == "heading 2"]
        assert [unit.label for unit in headings] == [clause.number for clause in document.clauses()]


@settings(max_examples=400)
@given(rng=CHANCE)
def test_accepting_gives_new_and_rejecting_gives_old(rng: Random, prepared: Prepared) -> None:
    assert_promise(*pair(rng), prepared, WHO, native=False)


@settings(max_examples=100)
@given(rng=CHANCE)
def test_native_moves_keep_the_same_promise(rng: Random, prepared: Prepared) -> None:
    assert_promise(*pair(rng), prepared, DATED, native=True)


@pytest.mark.parametrize("seed", range(40))
def test_a_redline_and_what_is_left_of_it_keep_our_invariants(seed: int, prepared: Prepared) -> None:
    files = read_package(redlined(compare(*pair(Random(seed))), prepared), "redline.docx")

    assert invariants(files, "redline.docx") == []
    assert invariants(accept_all(files), "accepted.docx") == []
    assert invariants(reject_all(files), "rejected.docx") == []


@settings(max_examples=60)
@given(rng=CHANCE)
def test_a_document_against_itself_has_no_change_and_no_mark(rng: Random, prepared: Prepared) -> None:
    old, _ = pair(rng)

    redline = compare(old, old)

    assert not any(clause.touched for clause in redline.clauses())
    body = read_package(redlined(redline, prepared), "same.docx")["word/document.xml"]
    assert body == parts(old, prepared, ["{}"], {})["word/document.xml"]


@settings(max_examples=60)
@given(rng=CHANCE)
def test_every_side_of_a_redline_is_its_document(rng: Random) -> None:
    old, new = pair(rng)

    redline = compare(old, new)

    for state, document in ((DELETED, old), (INSERTED, new)):
        found = [
            (
                read(side(clause.title, state)),
                [shown(block_of(b, state)) for b in clause.blocks if b.state in ("kept", state)],
            )
            for clause in redline.clauses()
            if clause.state in ("kept", state)
        ]
        assert found == [(clause.title, list(map(shown, clause.blocks))) for clause in document.clauses()]


def read(content) -> str:
    return "".join(part.text for part in content)


def shown(block):
    """Return a block letter by letter."""
    if hasattr(block, "content"):
        return _letters(block.content)
    if hasattr(block, "items"):
        return [block.ordered, *map(_letters, block.items)]
    if hasattr(block, "header"):
        return [[_letters(cell) for cell in row] for row in (block.header, *block.rows)]
    return block


def _letters(content):
    """Return each character with its look, however the text is cut into pieces."""
    return [
        (letter, part.bold, part.italic, getattr(part, "missing", part))
        for part in content
        for letter in (part.text if hasattr(part, "text") else part.number)
    ]


@example(rng=Random(1))
@given(rng=CHANCE)
def test_words_of_either_side_are_all_there(rng: Random) -> None:
    old, new = inlines(rng), inlines(rng)

    line = compared(old, new)

    assert _letters(side(line, DELETED)) == _letters(old)
    assert _letters(side(line, INSERTED)) == _letters(new)


@settings(max_examples=30)
@given(rng=CHANCE)
def test_the_same_documents_give_the_same_bytes(rng: Random, prepared: Prepared) -> None:
    old, new = pair(rng)

    assert redlined(compare(old, new), prepared) == redlined(compare(old, new), prepared)


CHART = Chart(
    "Hyresgästernas svar",
    "Nöjda: 60 procent. Missnöjda: 40 procent.",
    "procent",
    ("2026",),
    (Bar("Nöjda", ("60",), ("60 procent",)), Bar("Missnöjda", ("40",), ("40 procent",))),
)


def with_annex(document: Document, blocks: tuple[Block, ...]) -> Document:
    """Return a document with a table in a section of its own and an annex at the end."""
    first = replace(document.sections[0], blocks=(Paragraph((Text("Före punkterna."),)),), new_page=True)
    clause = replace(document.clauses()[0], key="bilagd", number="B1.1", title="Bilagd", blocks=blocks)
    annex = Section("bilaga", "Bilaga 1", "Underlag", (clause,), annex=True, new_page=True)
    return replace(document, sections=(first, *document.sections[1:], annex))


@pytest.mark.parametrize("seed", range(4))
def test_charts_annexes_and_what_a_section_says_keep_the_promise(seed: int, prepared: Prepared) -> None:
    old, new = pair(Random(seed))
    text = Paragraph((Text("Så svarade hyresgästerna."),))
    for before, after in ((with_annex(old, (text, CHART)), new), (old, with_annex(new, (CHART, text)))):
        files = read_package(redlined(compare(before, after), prepared), "redline.docx")
        assert invariants(files, "redline.docx") == []
        assert shape(accept_all(files)) == shape(parts(after, prepared, ["{}"], {}))
        assert shape(reject_all(files)) == shape(parts(before, prepared, ["{}"], {}))
    both = compare(with_annex(old, (text, CHART)), with_annex(new, (text, CHART, text)))
    files = read_package(redlined(both, prepared), "redline.docx")
    assert shape(accept_all(files)) == shape(parts(both.new, prepared, ["{}"], {}))
    assert shape(reject_all(files)) == shape(parts(both.old, prepared, ["{}"], {}))
