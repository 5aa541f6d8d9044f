"""Values that reviewers change, and the wording of what no value can say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.review.editor import Editor
from tests.review.test_round import FIRST, REVIEWERS, edited, klausul, loaded

__all__ = ["klausul"]
NBSP = "\u00a0"


@pytest.fixture
def apply(klausul, draft) -> Callable[..., object]:
    """Return a function that has some changes of a copy made, each a reviewer's, and puts them into the draft."""
    draft(clauses=[{"id": "ett", "values": {"antal": 4000}}, {"id": "tva", "values": {"ko": "kommunal"}}])
    Path("granskare.yaml").write_text(REVIEWERS, encoding="utf-8")
    done = klausul(
        "review", "open", "utkast.yaml", "--reviewers", "granskare.yaml", "-o", "omgang", "--date", "2026-11-23"
    )
    assert done.code == 0, done.err
    Path("sänt.yaml").write_bytes(Path("utkast.yaml").read_bytes())

    def put(*changes: Callable[[Editor], object]):
        names = ("anna", "rod", "gron")[: len(changes)]
        for name, change in zip(names, changes, strict=True):
            klausul("review", "collect", edited(name, change), "--round", "omgang")
        files = [path.stem for path in sorted(Path("omgang/svar").glob("*.yaml"))]
        ids = [f"{name}/{row['id']}" for name in files for row in loaded(f"omgang/svar/{name}.yaml")["proposals"]]
        return klausul("review", "apply", "omgang", *ids, "--draft", "utkast.yaml")

    return put


def amendments(klausul) -> list[str]:
    return klausul("redline", "sänt.yaml", "utkast.yaml", "--list").out[4:]


def test_two_values_of_a_point_are_both_changed_as_values(apply, klausul):
    before = Path("utkast.yaml").read_text("utf-8")
    done = apply(lambda e: e.replace(FIRST, "4\u00a0000", "4 500"), lambda e: e.replace(FIRST, "2030", "2031"))

    assert done.code == 0, done.err
    assert done.out[0] == "1.1 Nya bostäder: värdena ”antal bostäder” och ”målår” är ändrade"
    after = before.replace("antal: 4000", "antal: 4500").replace("malar: 2030", "malar: 2031")
    assert Path("utkast.yaml").read_text("utf-8") == after


def test_a_value_changes_as_one_also_where_other_words_are_changed_beside_it(apply, klausul):
    done = apply(lambda e: e.replace(FIRST, "4\u00a0000", "4 500"), lambda e: e.replace(FIRST, "till och med", "före"))

    assert done.code == 0, done.err
    assert done.out[0] == "1.1 Nya bostäder: värdet ”antal bostäder” är ändrat och lokal lydelse"
    clause = loaded("utkast.yaml")["clauses"][0]
    assert clause["values"] == {"antal": 4500}
    assert clause["local"]["text"] == "{{ bolag }} ska bygga {{ antal }} före år {{ malar }}.\n"


def test_a_local_wording_keeps_hard_blanks_so_that_nothing_else_is_an_amendment(apply, klausul):
    done = apply(lambda e: e.replace(FIRST, "2030", "2031 enligt 9 § lagen"), lambda e: e.new(FIRST, "Nytt."))

    assert done.code == 0, done.err
    assert loaded("utkast.yaml")["clauses"][0]["local"]["text"] == (
        f"AB Provbostäder ska bygga 4{NBSP}000{NBSP}bostäder till och med år 2031 enligt 9 § lagen.\n\nNytt.\n"
    )
    assert amendments(klausul) == [
        "1. I punkt 1.1 första stycket ersätts ”2030” med ”2031 enligt 9 § lagen”.",
        "2. I punkt 1.1 läggs ett nytt stycke till efter första stycket:",
        "   Nytt.",
    ]


def test_two_proposals_for_the_same_number_do_not_make_a_third(apply):
    done = apply(lambda e: e.replace(FIRST, "4\u00a0000", "4 500"), lambda e: e.replace(FIRST, "4\u00a0000", "12 000"))

    assert (done.code, done.err) == (1, [
        "utkast.yaml: rod-1/1 går inte att föra in i punkt 1.1 (ett annat förslag vill något annat med samma ord); gör "
        "ändringen för hand i utkastet [review-by-hand]",
    ])  # fmt: skip
