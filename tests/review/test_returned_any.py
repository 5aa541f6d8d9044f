"""Whatever is edited with tracking is found exactly: each stretch, at its clause and line, by its author."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from generator.model.document import ListBlock, Paragraph, Table, plain
from tests.review.editor import Editor
from tests.review.paper import copy, paper
from tests.review.reading import applied, read
from tests.test_word_body import NBSP

AUTHORS = ("Anna Exempelsson", "Bo Exempelsson", "Cecilia Exempelsson")

#: Clause, line and text of every paragraph, item and cell; the last says if it is a cell or a heading.
Line = tuple[str, int, str, str]


def _lines() -> Iterator[Line]:
    for clause in paper().clauses():
        yield clause.key, 0, clause.title, "heading"
        line = 0
        for block in clause.blocks:
            texts = []
            if isinstance(block, Paragraph):
                texts = [(plain(block.content), "text")]
            elif isinstance(block, ListBlock):
                texts = [(plain(item), "text") for item in block.items]
            elif isinstance(block, Table):
                texts = [(plain(cell), "cell") for row in (block.header, *block.rows) for cell in row]
            for text, kind in texts:
                line += 1
                yield clause.key, line, text, kind


LINES = list(_lines())
#: Without cross-references, whose field stands between runs.
PLAIN = [line for line in LINES if "enligt punkt" not in line[2]]
TEXTS = [line for line in PLAIN if line[3] == "text"]

edit = st.tuples(
    st.sampled_from(["insert", "delete", "replace", "nested", "new", "strike", "move", "row", "strike row", "comment"]),
    st.integers(0, 200),
    st.integers(0, 200),
    st.sampled_from(AUTHORS),
)


class _Plan:
    """Makes edits in a file, as long as they do not meet, and remembers them."""

    def __init__(self) -> None:
        self.file = Editor(copy())
        self.wanted: Counter[tuple[str, str, str, str]] = Counter()
        self.comments: Counter[tuple[str, int, str, str]] = Counter()
        self._words: set[tuple[str, str]] = set()
        #: Paragraphs with edits in their words, and those that are struck or moved.
        self._touched: set[str] = set()
        self._gone: set[str] = set()
        self._count = 0

    def make(self, kind: str, first: int, second: int, author: str) -> None:
        """Make an edit if it does not meet another."""
        self.file.author = author
        self._count += 1
        if kind in ("insert", "delete", "replace", "nested"):
            self._inside(kind, PLAIN[first % len(PLAIN)], second, author)
        elif kind == "new":
            key, _, text, what = LINES[first % len(LINES)]
            if what == "cell":
                return
            new = f"Nytt stycke nummer {self._count} som ingen har sett"
            self.file.new(text, new, style="Brdtext")
            self._want("inserted", key, author, new)
        elif kind == "strike":
            self._strike(TEXTS[first % len(TEXTS)], author)
        elif kind == "move":
            self._move(TEXTS[first % len(TEXTS)], TEXTS[second % len(TEXTS)], author)
        elif kind == "row":
            self.file.new_row("Hamnen", f"Kvarter {self._count}", str(self._count))
            self._want("inserted", "nyproduktion", author, f"Kvarter {self._count}")
            self._want("inserted", "nyproduktion", author, str(self._count))
        elif kind == "strike row" and not {"Norra staden", f"1{NBSP}050"} & (self._touched | self._gone):
            self._gone |= {"Norra staden", f"1{NBSP}050"}
            self.file.strike_row("Norra staden")
            self._want("deleted", "nyproduktion", author, "Norra staden")
            self._want("deleted", "nyproduktion", author, f"1{NBSP}050")
        elif kind == "comment":
            key, line, text, _ = PLAIN[first % len(PLAIN)]
            self.file.comment(text, "", f"Synpunkt {self._count}")
            self.comments[key, line, author, f"Synpunkt {self._count}"] += 1

    def _want(self, kind: str, key: str, author: str, text: str) -> None:
        self.wanted[kind, key, author, text] += 1

    def _inside(self, kind: str, line: Line, at: int, author: str) -> None:
        key, _, text, _ = line
        words = [word for word in text.replace(NBSP, " ").split() if len(word) > 3 and text.count(word) == 1]
        if text in self._gone or not words:
            return
        word = words[at % len(words)]
        if (text, word) in self._words:
            return
        self._words.add((text, word))
        self._touched.add(text)
        new = f"ny{self._count}"
        if kind == "delete":
            self.file.delete(text, word)
            self._want("deleted", key, author, word)
            return
        if kind == "nested":
            self.file.insert(text, word, f"{new} och gammal ")
            self._want("inserted", key, author, f"{new} och gammal ")
            other = next(one for one in AUTHORS if one != author)
            self.file.author = other
            self.file.delete_inside(text, f"{new} och")
            self._want("deleted", key, other, f"{new} och")
            return
        self.file.insert(text, word, new)
        self._want("inserted", key, author, new)
        if kind == "replace":
            self.file.delete(text, word)
            self._want("deleted", key, author, word)

    def _strike(self, line: Line, author: str) -> None:
        key, _, text, _ = line
        if text in self._gone | self._touched:
            return
        self._gone.add(text)
        self.file.strike(text)
        self._want("deleted", key, author, text)

    def _move(self, line: Line, place: Line, author: str) -> None:
        key, _, text, _ = line
        if text in self._gone | self._touched or place == line:
            return
        self._gone.add(text)
        self.file.move(text, place[2], f"move{self._count}")
        self._want("deleted", key, author, text)
        self._want("inserted", key, author, text)


@given(st.lists(edit, min_size=1, max_size=14))
def test_every_tracked_edit_is_found_exactly(edits: list[tuple[str, int, int, str]]) -> None:
    plan = _Plan()
    for kind, first, second, author in edits:
        plan.make(kind, first, second, author)
    found = read(plan.file.save()).proposals
    changes = [one for one in found if one.kind != "comment"]

    got = Counter((edit.kind, one.clause, edit.author, edit.text) for one in changes for edit in one.edits)
    assert got == plan.wanted
    said = Counter((one.clause, one.line, one.author, one.comment) for one in found if one.kind == "comment")
    assert said == plan.comments
    assert all(one.tracked and one.place == "clause" for one in changes)
    assert [one.id for one in found] == [str(number) for number in range(1, len(found) + 1)]
    sent = {(key, line): text for key, line, text, _ in LINES}
    for one in changes:
        # A deletion in another's insertion is not in what was sent.
        if one.kind == "change" and "bygger på" not in one.note:
            assert applied(one) == one.after
        if one.kind == "change" or (one.kind == "struck" and len(one.edits) == 1):
            assert one.before == sent[one.clause, one.line]
