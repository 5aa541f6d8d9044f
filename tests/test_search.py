"""Searching: Swedish words, what is found and in which order, and an index that is never out of date."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build.places import Places
from generator.build.searching import refresh, search
from generator.places import bundled
from generator.search.context import Context, context
from generator.search.filters import Wanted
from generator.search.index import Index
from generator.store import Store
from generator.swedish import folded, stem, words
from tests.conftest import DATA, Result

Run = Callable[..., Result]

CLAUSE = """\
id: {id}
version: 1.0.0
title: {title}
dimensions: [boende]
status: reviewed
text:
  prov: |
    {text}
rationale: |
  {rationale}
sources: [{{proposal: klausul}}]
changes: [{{version: 1.0.0, date: 2026-01-15, what: Första versionen, by: prov}}]
"""


# Words.


@pytest.mark.parametrize(
    "forms",
    [
        "mötesplats mötesplatser mötesplatsen mötesplatsernas",
        "kontrakt kontraktet kontrakten kontraktets",
        "bostad bostaden bostäder bostäderna bostads",
        "hyra hyran hyror hyrorna hyr hyrs",
        "barn barnet barnets barnen barnens",
        "lekmannarevisor lekmannarevisorn lekmannarevisorer lekmannarevisorerna",
        "boinflytande boinflytandet",
        "område området områden områdena områdets",
        "social sociala socialt",
        "vräkning vräkningar vräkningen",
        "ägare ägaren ägarna ägares",
        "budget budgeten budgetar",
        "lokal lokaler lokalen lokalernas",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms):
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("pair", ["kommun kommunal", "lag lån", "plats plan", "för nära", "barn bana", "skola skuld"])
def test_different_words_have_different_stems(pair):
    one, other = pair.split()
    assert stem(one) != stem(other)


def test_words_are_taken_from_any_text():
    assert words("Bo- & hyres-\u00adgäst: 6:9, ”Å” na\u0308r") == ["bo", "hyres", "gäst", "6", "9", "å", "när"]


def test_a_folded_text_has_neither_dots_nor_capitals():
    assert folded("  Mötesplats  ÅÄÖé ") == "motesplats aaoe"


# The place of a hit.


def test_the_line_with_most_of_the_words_is_shown():
    texts = [("text", "En bostad.\nEn bostad och en kö."), ("rationale", "bostad kö gata")]
    assert context(texts, frozenset({"bostad", "kö"})) == Context("text", "En bostad och en kö.", ((3, 9), (17, 19)))


def test_a_clause_with_no_hit_in_its_texts_shows_its_first_line():
    assert context([("text", "Ett.\nTvå.")], frozenset({"tre"})) == Context("text", "Ett.", ())


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (60, "Bolaget ska varje år redovisa hur många bostäder som byggs."),
        (40, "…redovisa hur många bostäder som byggs."),
        (30, "…hur många bostäder som byggs."),
        (20, "…bostäder som byggs."),
        (15, "…bostäder som…"),
    ],
)
def test_a_long_line_is_cut_around_its_hit(width, line):
    whole = "Bolaget ska varje år redovisa hur många bostäder som byggs."
    cut = context([("text", whole)], frozenset({"bostäder"})).cut(width)
    assert (cut.line, len(cut.line) <= width) == (line, True)
    assert [cut.line[low:high] for low, high in cut.marks] == ["bostäder"]


# The search.


@pytest.fixture
def put(library: Path) -> Callable[..., Path]:
    """Write a clause to the small library."""

    def write(id: str, title: str = "Rubrik", text: str = "Text.", rationale: str = "Skäl.") -> Path:
        path = library / "boende" / f"{id}.yaml"
        path.write_text(CLAUSE.format(id=id, title=title, text=text, rationale=rationale), encoding="utf-8")
        return path

    return write


@pytest.fixture
def places(library: Path, here: Path) -> Places:
    """The small library, with a cache."""
    return Places([(library, "prov")], [(DATA / "grund" / "contracts", "contracts")], [], Store(here / "cache"))


@pytest.fixture
def found(places: Places) -> Callable[..., list[str]]:
    """Return the ids that a search finds."""

    def look(typed: str, **wanted: str) -> list[str]:
        return [hit.facts["id"] for hit in search(places, typed, Wanted(**wanted), 50).hits]

    return look


def test_a_title_counts_most_then_the_id_the_text_the_reasons_and_what_is_referred_to(put, found, library):
    put("i-skalen", rationale="Staket är bra.")
    put("i-texten", text="Bolaget sätter upp staket.")
    put("staket")
    put("i-rubriken", title="Staket")
    put("i-kallan")
    file = library / "boende" / "i-kallan.yaml"
    file.write_text(
        file.read_text("utf-8").replace("{proposal: klausul}", "{organisation: Staket, document: Om stängsel}"), "utf-8"
    )
    assert found("staket") == ["i-rubriken", "staket", "i-texten", "i-skalen", "i-kallan"]


def test_the_word_itself_counts_more_than_its_forms_and_they_more_than_compounds(put, found):
    put("sammansatt", title="Trädgård")
    put("bojd", title="Gårdar")
    put("ratt", title="Gård")
    put("trad", title="Träd")
    assert found("gård") == ["ratt", "bojd", "sammansatt"]


def test_a_word_without_dots_finds_the_word_with_dots_and_a_word_with_dots_no_other(put, found):
    put("med", title="Lån")
    put("utan", title="Lan")
    put("annan", title="Län")
    assert found("lan")[0] == "utan"
    assert sorted(found("lan")) == ["annan", "med", "utan"]
    assert found("lån") == ["med"]


def test_a_compound_finds_the_words_that_it_is_made_of(put, found):
    put("delat", title="Staketets målning")
    put("bara-staket", title="Staket")
    put("bara-malning", title="Målning")
    assert found("staketmålning") == ["delat"]


def test_a_part_must_leave_words_behind(put, found):
    put("sport", title="Idrottsvan")
    put("rotten", title="Rotting")
    assert found("rott") == ["rotten"]


def test_synonyms_find_each_other(put, found, library):
    (library / "register" / "synonyms.yaml").write_text(
        "synonyms:\n  - {id: staket, words: [staket, stängsel]}\n  - {id: ska, words: [social analys, SKA]}\n",
        encoding="utf-8",
    )
    put("ett-stangsel", title="Stängsel", text="Bolaget ska.")
    put("ett-staket", title="Staket", text="Bolaget ska.")
    put("analys", title="Social analys", text="Bolaget ska.")
    assert found("staketen") == ["ett-staket", "ett-stangsel"]
    assert found("SKA") == ["analys"]
    assert "gemensam" in found("ska")


def test_all_words_are_wanted_and_else_most(put, found, places):
    put("rott", title="Rött staket")
    put("gront", title="Grönt staket")
    assert found("rött staket") == ["rott"]
    partly = search(places, "rött grönt", Wanted(), 10)
    assert sorted(hit.facts["id"] for hit in partly.hits) == ["gront", "rott"]
    assert partly.partly


def test_what_is_typed_is_never_a_command_to_the_database(found):
    for typed in (
        '"',
        "AND",
        "bostäder OR",
        "title:bostäder*",
        "NEAR(a b)",
        "'; DROP TABLE clause; --",
        "^ - ( )",
        "\0",
    ):
        found(typed)
    assert "ett" in found("bostäder")


# The index.


def test_a_file_that_has_changed_come_or_gone_is_noticed_and_no_other_is_read(put, found, places):
    file = put("ny", title="Staket")
    assert found("staket") == ["ny"]
    index = Index(next((places.store.folder).glob("search-*.sqlite")))
    assert refresh(index, places) == 0
    put("ny", title="Stängsel")
    assert refresh(index, places) == 1
    index.close()
    assert (found("staket"), found("stängsel")) == ([], ["ny"])
    put("till", title="Stängsel")
    assert sorted(found("stängsel")) == ["ny", "till"]
    file.unlink()
    assert found("stängsel") == ["till"]


def test_a_change_that_keeps_size_and_time_is_noticed(put, found):
    file = put("ny", title="Staket")
    assert found("staket") == ["ny"]
    before = file.stat()
    put("ny", title="Stegar")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (file.stat().st_size, found("staket"), found("stegar")) == (before.st_size, [], ["ny"])


def test_a_file_that_is_only_touched_is_read_and_not_indexed_again(put, found, places):
    file = put("ny", title="Staket")
    found("staket")
    os.utime(file, ns=(1, 1))
    index = Index(next((places.store.folder).glob("search-*.sqlite")))
    number = index.db.execute("SELECT number FROM clause WHERE title = 'Staket'").fetchone()
    assert refresh(index, places) == 1
    assert index.db.execute("SELECT number FROM clause WHERE title = 'Staket'").fetchone() == number
    index.close()


def test_an_index_brought_up_to_date_is_as_one_made_anew(put, places):
    put("ny", title="Staket", text="Ett staket av trä.")
    search(places, "staket", Wanted(), 10)
    put("ny", title="Stängsel", text="Ett stängsel av järn.")
    put("till", title="Trästaket")
    search(places, "staket", Wanted(), 10)
    kept = Index(next((places.store.folder).glob("search-*.sqlite")))
    fresh = Index(None)
    refresh(fresh, places)
    for query in (
        "SELECT * FROM word ORDER BY word",
        "SELECT title, facts, text, refs FROM clause ORDER BY title, facts",
    ):
        assert kept.db.execute(query).fetchall() == fresh.db.execute(query).fetchall()
    kept.db.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    kept.close()


def test_a_register_that_has_changed_is_noticed(found, library):
    assert found("uthus") == []
    register = library / "register" / "indicators.yaml"
    register.write_text(register.read_text("utf-8").replace("Nya bostäder", "Nya uthus"), encoding="utf-8")
    assert found("uthus") == ["ett"]


@pytest.mark.parametrize("damage", ["junk", "cut", "shape", "table", "value"])
def test_a_damaged_index_or_one_of_another_version_is_made_anew(damage, put, found, places):
    put("ny", title="Staket")
    found("staket")
    (file,) = places.store.folder.glob("search-*.sqlite")
    if damage == "junk":
        file.write_bytes(b"inget index" * 1000)
    elif damage == "cut":
        file.write_bytes(file.read_bytes()[:5000])
    else:
        db = sqlite3.connect(file)
        statements = {
            "shape": "UPDATE about SET value = '\"0\"' WHERE key = 'shape'",
            "table": "DROP TABLE word",
            "value": "UPDATE clause SET facts = '{'",
        }
        db.execute(statements[damage])
        db.commit()
        db.close()
    assert found("staket") == ["ny"]
    index = Index(file)
    assert (index.path, refresh(index, places)) == (file, 0)
    index.close()


@pytest.mark.parametrize("folder", ["file", "none"])
def test_without_a_cache_the_index_is_made_in_memory(folder, put, places, here):
    put("ny", title="Staket")
    (here / "upptaget").write_text("en fil", encoding="utf-8")
    store = Store(here / "upptaget" / "cache" if folder == "file" else None)
    without = Places(places.libraries, places.contracts, (), store)
    assert [hit.facts["id"] for hit in search(without, "staket", Wanted(), 10).hits] == ["ny"]


def test_an_index_that_another_process_is_changing_is_left_alone(put, found, places):
    put("ny", title="Staket")
    found("staket")
    (file,) = places.store.folder.glob("search-*.sqlite")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    put("ny", title="Stängsel")
    index = Index(file)
    index.db.execute("PRAGMA busy_timeout = 0")
    with pytest.raises(sqlite3.OperationalError, match="locked") as locked:
        refresh(index, places)
    index.restart(locked.value)
    assert (index.path, refresh(index, places) > 1) == (None, True)
    other.execute("ROLLBACK")
    other.close()
    assert file.is_file()


def test_a_library_that_takes_anothers_place_is_the_one_searched(put, places, here):
    other = here / "annat"
    (other / "boende").mkdir(parents=True)
    (other / "library.yaml").write_text((here / "prov" / "library.yaml").read_text("utf-8"), encoding="utf-8")
    (other / "register").mkdir()
    register = (here / "prov" / "register" / "dimensions.yaml").read_text("utf-8")
    (other / "register" / "dimensions.yaml").write_text(register, encoding="utf-8")
    (other / "boende" / "x.yaml").write_text(
        CLAUSE.format(id="x", title="Staket", text="Text.", rationale="Skäl."), encoding="utf-8"
    )
    both = Places([*places.libraries, (other, "annat")], places.contracts, (), places.store)
    put("ny", title="Staket")
    assert [hit.facts["id"] for hit in search(both, "staket", Wanted(), 10).hits] == ["x"]
    put("ny", title="Stora staket")
    assert [hit.facts["id"] for hit in search(both, "staket", Wanted(), 10).hits] == ["x"]


# The command.


def test_the_command_shows_each_clause_and_where_the_words_stand(run, library):
    assert run("--library", "prov", "clauses", "search", "hyresgäst", shared_cache=True) == Result(
        0,
        ["fyra  Inflytande  delaktighet", "    Bolaget ska fråga hyresgästerna."],
        [],
    )


def test_more_than_the_limit_is_told_of(run, library):
    result = run("--library", "prov", "clauses", "search", "bolaget", "--limit", 1, shared_cache=True)
    assert (result.code, len(result.out), result.err) == (0, 2, ["6 more; a higher --limit shows them."])


def test_nothing_found_is_said_with_what_may_have_been_meant(run, library):
    assert run("--library", "prov", "clauses", "search", "hyresgästrena", shared_cache=True) == Result(
        0, [], ["No clause has hyresgästrena. Did you mean hyresgästerna?"]
    )
    assert run("--library", "prov", "clauses", "search", "xyzzy", shared_cache=True) == Result(
        0, [], ["No clause has xyzzy."]
    )
    narrowed = ("clauses", "search", "inflytande", "--dimension", "service")
    assert run("--library", "prov", *narrowed, shared_cache=True) == Result(
        0, [], ["Nothing was found for inflytande."]
    )


def test_some_of_the_words_is_said_to_be_some(run, library):
    result = run("--library", "prov", "clauses", "search", "inflytande", "uthyrning", shared_cache=True)
    assert sorted(row.split()[0] for row in result.out[::2]) == ["fyra", "tva"]
    assert result.err == ["No clause has all the words; these have some of them."]


def test_the_search_in_json(run, library):
    result = run("--library", "prov", "clauses", "search", "inflytande", "xyzzy", "--format", "json", shared_cache=True)
    data = json.loads(result.out[0])
    assert data["clauses"][0].pop("score") > 0
    assert data == {
        "version": 1,
        "count": 1,
        "partly": True,
        "unknown": [{"word": "xyzzy", "meant": []}],
        "clauses": [
            {
                "id": "fyra",
                "title": "Inflytande",
                "dimensions": ["delaktighet"],
                "contracts": ["prov"],
                "status": "reviewed",
                "version": "1.0.0",
                "library": "prov",
                "context": {"where": "text", "line": "Bolaget ska fråga hyresgästerna."},
            }
        ],
    }


def test_the_words_are_bold_on_a_terminal_with_colours(run, library, monkeypatch):
    monkeypatch.setattr("generator.cli.clauses.coloured", lambda stream: True)
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda stream=None, color=None: False)
    result = run("--library", "prov", "clauses", "search", "hyresgäst", shared_cache=True)
    assert result.out[1] == "    Bolaget ska fråga \x1b[1mhyresgästerna\x1b[0m."


def test_a_library_with_problems_is_not_searched(run, library):
    (library / "boende" / "ett.yaml").write_text("id: ett\n", encoding="utf-8")
    result = run("--library", "prov", "clauses", "search", "bostäder", cache=True)
    assert (result.code, result.out) == (1, [])
    assert "prov/boende/ett.yaml:1:1: fältet ”title” saknas; det måste finnas [source-missing-field]" in result.err


def test_a_file_that_breaks_after_it_was_indexed_is_said_to_be_broken(run, library):
    assert run("--library", "prov", "clauses", "search", "bostäder", cache=True).code == 0
    (library / "boende" / "ett.yaml").write_text("id: ett\n", encoding="utf-8")
    result = run("--library", "prov", "clauses", "search", "bostäder", cache=True)
    assert "prov/boende/ett.yaml:1:1: fältet ”title” saknas; det måste finnas [source-missing-field]" in result.err


def test_a_library_that_is_not_there_is_said_to_be_missing(run):
    assert run("--library", "borta", "clauses", "search", "bostäder", cache=True) == Result(
        1, [], ["borta: mappen finns inte; ange en mapp med klausuler [source-no-folder]"]
    )


# The real library, in the words of those who search it.


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """The bundled library."""
    folders = {kind: [(bundled(kind), kind)] for kind in ("clauses", "contracts")}
    return Places(folders["clauses"], folders["contracts"], (), Store(tmp_path_factory.mktemp("cache")))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("sociala kontrakt", "andel-sociala-kontrakt"),
        ("vräkning barn", "forebygga-vrakning"),
        ("soliditet", "soliditet"),
        ("trygghetsvandring", "trygghetsvandring"),
        ("kollektivtrafik nära", "kollektivtrafiknara-byggande"),
        ("hyresgästinflytande", "boinflytandeavtal"),
        ("mötesplatser", "foreningsdriven-motesplats"),
        ("lokal", "lokaler-for-service"),
        ("sommarjobb", "feriejobb"),
        ("upphandling sysselsättning", "sysselsattning-i-upphandling"),
        ("direktivrätt", "direktivratt"),
        ("lekmannarevisor", "lekmannarevision"),
        ("motesplats", "foreningsdriven-motesplats"),
        ("SKA", "konsekvensanalys-vid-byggande"),
        ("avhysning", "forebygga-vrakning"),
        ("6 kap. 9 §", "kommunstyrelsens-uppsikt"),
    ],
)
def test_a_jurist_finds_the_clause_among_the_first_three(real, typed, expected):
    assert expected in [hit.facts["id"] for hit in search(real, typed, Wanted(), 3).hits]
