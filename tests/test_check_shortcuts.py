"""Short cuts of the checks, which change nothing that is found: lazy patterns, fewer names, what is kept of a run."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import generator.check
from generator.check.kept import each
from generator.check.paper import from_text
from generator.check.pattern import Pattern
from generator.check.rule import Case
from generator.check.statutes import references as module
from generator.check.statutes.law import Law
from generator.check.statutes.references import references, restored
from generator.store import Store
from tests.conftest import DATA, Result
from tests.shipped import registers, running, texts
from tests.test_check_command import DRAFT

Run = Callable[..., Result]
DAY = ("--date", "2026-11-23", "--format", "json")


@cache
def lines() -> tuple[str, ...]:
    """Return lines of the shipped clauses and of the papers that the checks are tested with."""
    papers = [file.read_text(encoding="utf-8") for file in sorted((DATA / "check").rglob("*.txt"))]
    whole = "\n".join([*papers, *(running(text) for _, _, text in texts())])
    return tuple(dict.fromkeys(line for line in whole.splitlines() if line.strip()))


def patterns() -> Iterator[tuple[str, Pattern]]:
    for found in pkgutil.walk_packages(generator.check.__path__, "generator.check."):
        values = vars(importlib.import_module(found.name))
        yield from ((f"{found.name}.{name}", one) for name, one in values.items() if isinstance(one, Pattern))


def test_a_pattern_finds_nothing_in_a_text_without_its_pieces() -> None:
    wrong, found = [], 0
    for name, pattern in patterns():
        if not pattern._pieces:
            continue
        plain = re.compile(pattern._written, pattern._flags)
        for line in lines():
            match = plain.search(line)
            found += match is not None
            if match and not pattern.search(line):
                wrong.append((name, line))
    assert wrong == [] and found > 50


def test_a_pattern_is_not_compiled_for_a_text_without_its_pieces() -> None:
    pattern = Pattern("år [0-9]+", re.IGNORECASE, ("år ",))

    assert pattern.search("En mening.") is None and pattern._compiled is None
    match = pattern.search("ÅR 2030")
    assert match is not None and match[0] == "ÅR 2030"


def test_fewer_names_of_acts_find_the_same_references() -> None:
    acts = Law(registers()).acts
    fewer = [(line, references(line, acts.narrowed(line))) for line in lines()]

    assert fewer == [(line, references(line, acts)) for line in lines()]
    assert sum(len(found) for _, found in fewer) > 100


def test_fewer_forms_of_sections_find_the_same_sections() -> None:
    every = module._pattern(frozenset(form for form, _ in module._FORMS))
    for line in lines():
        fewer = module._pattern(module._forms(line)).finditer(line)
        assert [(one.span(), one.lastgroup) for one in fewer] == [
            (one.span(), one.lastgroup) for one in every.finditer(line)
        ]


def test_a_reference_comes_out_of_the_cache_as_it_went_in(tmp_path: Path) -> None:
    store, acts = Store(tmp_path), Law(registers()).acts
    text = "Bolaget följer 10 kap. 3 och 4–5 §§ kommunallagen (2017:725) samt 6 kap. 9 §."
    found = references(text, acts)

    for _ in range(2):
        kept = store.get("prov", "a", lambda: [list(one) for one in found])
        assert [restored(row) for row in kept] == found


def test_only_texts_that_have_changed_are_read_again(tmp_path: Path) -> None:
    read: list[str] = []

    def make(text: str) -> int:
        read.append(text)
        return len(text)

    def checked(*given: str, rests_on: str = "") -> list[int]:
        case = Case(from_text("a.txt", "En rad."), Law(registers()), "2026-11-23", store=Store(tmp_path))
        found: list[int] = each(case, "lengths", rests_on, given, make)
        return found

    assert checked("ett", "två", "ett") == [3, 3, 3] and read == ["ett", "två"]
    assert checked("två", "trettio") == [3, 7] and read == ["ett", "två", "trettio"]
    assert checked("ett", "två") == [3, 3] and read == ["ett", "två", "trettio", "ett"]
    assert checked("ett", rests_on="annat") == [3] and read[4:] == ["ett"]


def test_a_draft_is_found_the_same_with_and_without_what_was_kept(here: Path, shipped_run: Run) -> None:
    (here / "utkast.yaml").write_text(DRAFT, encoding="utf-8")
    first, again, without = (
        shipped_run(*options, "check", "utkast.yaml", *DAY) for options in ((), (), ("--no-cache",))
    )  # fmt: skip
    (here / "utkast.yaml").write_text(
        DRAFT.replace("personuppgiftslagen (1998:204)", "kommunallagen (2017:725)"), encoding="utf-8"
    )
    changed, anew = (shipped_run(*options, "check", "utkast.yaml", *DAY) for options in ((), ("--no-cache",)))

    assert first == again == without and "statute-repealed" in "".join(first.out)
    assert changed == anew and "statute-repealed" not in "".join(changed.out)
