"""What a process keeps between documents never changes a document, and a changed file is noticed."""

import zlib
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.build.job import Request, build
from generator.build.places import Places
from generator.errors import DataError
from generator.library.load import load
from generator.places import bundled
from generator.source import read
from generator.store import Store
from generator.word.package import inflated, joined, piece

EXAMPLES = sorted((bundled("contracts") / "agardirektiv" / "examples").glob("*.yaml"))


def places(store: Store) -> Places:
    kinds = ("clauses", "contracts", "templates")
    clauses, contracts, templates = ([(bundled(kind), kind)] for kind in kinds)
    return Places(clauses, contracts, templates, store)


def built(path: Path, content: bytes, store: Store) -> bytes:
    return build(Request(read(path.name, content), path.parent, path.parent), places(store)).content


def drafts() -> list[tuple[Path, bytes]]:
    """Return the examples, and one of them with another company, other values, order and instance keys."""
    found = [(path, path.read_bytes()) for path in EXAMPLES]
    path = next(path for path in EXAMPLES if path.stem == "exempelhem")
    data = yaml.safe_load(path.read_text("utf-8"))
    data["company"]["name"] = "Andra Exempelhem AB"
    data["values"]["malar"] = 2031
    kept = [choice for choice in reversed(data["clauses"]) if "local" not in choice]
    data["clauses"] = [{**choice, "title": "En annan rubrik"} for choice in kept]
    return [*found, (path, yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode())]


def test_a_process_that_keeps_things_builds_the_same_bytes_as_one_that_does_not(tmp_path):
    keeping = Store(tmp_path)
    work = drafts()
    alone = [built(*draft, Store(None)) for draft in work]
    assert len(set(alone)) == len(work)
    for order in (range(len(work)), reversed(range(len(work)))):
        for number in order:
            assert built(*work[number], keeping) == alone[number]


def test_a_clause_that_changes_on_disk_is_noticed_by_the_same_process(tmp_path, library):
    store = Store(tmp_path / "cache")
    folders = [(library, "klausuler")]
    before = load(folders, store)
    assert load(folders, store) is before
    file = next(library.rglob("klimat.yaml"), None) or next(file for file in library.glob("*/*.yaml"))
    text = file.read_text("utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title: "))
    file.write_text(text.replace(title, "title: En ny rubrik"), encoding="utf-8")
    after = load(folders, store)
    assert "En ny rubrik" in {entry.clause.title for entry in after.entries}
    file.unlink()
    assert len(load(folders, store).entries) == len(after.entries) - 1


def test_only_the_files_that_changed_are_read_anew(tmp_path, library, monkeypatch):
    read_again: list[str] = []
    loading = import_module("generator.library.load")
    real = loading.read_row
    monkeypatch.setattr(loading, "read_row", lambda source, kind: read_again.append(source.file) or real(source, kind))
    folders, cache = [(library, "klausuler")], tmp_path / "cache"
    files = len(list(library.rglob("*.yaml")))
    load(folders, Store(cache))
    assert len(read_again) == files
    file = next(file for file in sorted(library.glob("*/*.yaml")) if file.parent.name != "register")
    file.write_text(file.read_text("utf-8") + "nyckel: fel\n", encoding="utf-8")
    wrong = load(folders, Store(cache))
    assert [finding.rule for finding in wrong.findings] == ["source-unknown-field"]
    assert read_again[files:] == [wrong.findings[0].place.file]
    # What is wrong is not kept, and what is right is.
    assert load(folders, Store(cache)).findings == wrong.findings
    assert len(read_again) == files + 2


def test_a_fault_in_a_draft_is_found_again_each_time(tmp_path):
    store = Store(tmp_path)
    path = next(path for path in EXAMPLES if path.stem == "exempelhem")
    wrong = path.read_bytes().replace(b"- {id: direktivratt}", b"- {id: direktivratt, vardn: 3}")
    said = []
    for _ in range(2):
        built(path, path.read_bytes(), store)
        with pytest.raises(DataError) as raised:
            built(path, wrong, store)
        said.append([str(finding) for finding in raised.value.findings])
    assert said[0] == said[1]
    assert "vardn" in said[0][0]


def test_what_is_kept_has_a_bound_and_the_longest_unused_goes_first(tmp_path):
    store, made = Store(tmp_path), []

    def ask(key: str) -> str:
        return store.recall("prov", key, lambda: made.append(key) or key.upper(), kept=2)

    assert [ask(key) for key in ("a", "b", "a", "c", "a", "b")] == ["A", "B", "A", "C", "A", "B"]
    assert made == ["a", "b", "c", "b"]


def test_without_a_cache_nothing_is_kept():
    made: list[int] = []
    for _ in range(2):
        Store(None).recall("prov", 1, lambda: made.append(1))
    assert made == [1, 1]


@given(st.lists(st.binary(max_size=300), max_size=6))
def test_pieces_put_together_are_one_part(pieces: list[bytes]) -> None:
    whole = b"".join(pieces)
    ready = joined(map(piece, pieces))
    assert inflated(ready) == whole
    assert (ready.crc, ready.size) == (zlib.crc32(whole), len(whole))
