"""Broken files and their good twins: what the command says of each, to the letter.

``data/bad/<kind>/<rule>[-variant].yaml`` is put into a copy of the small library, and ``.out`` beside
it holds the lines that the command must write. ``data/good`` holds, under the same names, the same
files with the fault put right.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build.overview import lint
from generator.build.places import Places
from generator.report import lines, wording
from generator.store import Store
from tests.conftest import DATA, Result

Run = Callable[..., Result]
Draft = Callable[..., Path]

#: Where a file of each kind is put; a contract is built through ``utkast.yaml``.
PLACES = {"clauses": "prov/boende/fall.yaml", "drafts": "fall.yaml", "contracts": "prov/contracts/fall/definition.yaml"}
#: Kinds that are built; the others are linted.
BUILT = ("drafts", "contracts")


def cases(folder: str, *kinds: str) -> list[str]:
    """Return the names of the cases of some kinds, such as ``clauses/source-alias``."""
    root = DATA / folder
    names = sorted(path.relative_to(root).with_suffix("").as_posix() for path in root.rglob("*.yaml"))
    return [name for name in names if not kinds or name.partition("/")[0] in kinds]


def expected(name: str) -> list[str]:
    """Return the lines that the command must write for a bad case."""
    return (DATA / "bad" / f"{name}.out").read_text(encoding="utf-8").splitlines()


def rule_of(name: str) -> str:
    """Return the rule that a case is about: the longest rule word that its name begins with."""
    stem = name.rpartition("/")[2]
    return max((rule for rule in wording() if f"{stem}-".startswith(f"{rule}-")), key=len, default="")


def first_of_each_rule(names: list[str]) -> list[str]:
    """Return one case for each rule."""
    return list({rule_of(name): name for name in reversed(names)}.values())


def put(folder: str, name: str) -> None:
    """Put a case into the library in the current folder."""
    kind, _, rest = name.partition("/")
    table = rest.partition("/")[0]
    place = Path(PLACES.get(kind) or ("prov/library.yaml" if table == "library" else f"prov/register/{table}.yaml"))
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(DATA / folder / f"{name}.yaml", place)
    if kind == "clauses":
        # No clause case names these; a smaller library is sooner checked.
        for other in ("prov/service", "prov/delaktighet"):
            shutil.rmtree(other)


def build(name: str, draft: Draft) -> tuple[object, ...]:
    """Return the command that builds what has been put there."""
    path = "fall.yaml" if name.startswith("drafts/") else draft(contract="fall")
    return ("--library", "prov", "build", path, "-o", "ut.docx")


@pytest.mark.parametrize("name", cases("bad", "clauses", "registers"))
def test_lint_says_exactly_what_is_wrong(name: str, library: Path, run: Run) -> None:
    put("bad", name)

    assert run("clauses", "lint", "prov") == Result(1, expected(name), [])


@pytest.mark.parametrize("name", cases("bad", *BUILT))
def test_build_says_exactly_what_is_wrong_and_writes_nothing(
    name: str, library: Path, run: Run, draft: Draft
) -> None:
    put("bad", name)
    command = build(name, draft)
    before = sorted(Path().rglob("*"))

    result = run(*command)

    assert result == Result(1, [], expected(name))
    assert sorted(Path().rglob("*")) == before


@pytest.mark.parametrize("name", first_of_each_rule(cases("bad", *BUILT)))
def test_a_refused_build_leaves_an_older_document_as_it_was(
    name: str, library: Path, run: Run, draft: Draft
) -> None:
    put("bad", name)
    output = Path("ut.docx")
    output.write_bytes(b"det gamla dokumentet")

    result = run(*build(name, draft), "--force", shared_cache=True)

    assert result.code == 1
    assert output.read_bytes() == b"det gamla dokumentet"


@pytest.fixture(scope="module")
def good_clauses(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What lint says of a library that holds every good clause, each under an id of its own."""
    folder = tmp_path_factory.mktemp("bra") / "prov"
    shutil.copytree(DATA / "prov", folder)
    for index, name in enumerate(cases("good", "clauses")):
        content = (DATA / "good" / f"{name}.yaml").read_bytes()
        assert content.count(b"id: fall") == 1
        (folder / "boende" / f"fall-{index}.yaml").write_bytes(content.replace(b"id: fall", f"id: fall-{index}".encode()))
    places = Places([], [(DATA / "grund" / "contracts", "contracts")], [], Store(None))
    return lines(lint(places, folder))


@pytest.mark.parametrize(("index", "name"), list(enumerate(cases("good", "clauses"))), ids=cases("good", "clauses"))
def test_the_good_twin_of_a_clause_passes(index: int, name: str, good_clauses: list[str]) -> None:
    assert [line for line in good_clauses if f"/fall-{index}.yaml" in line] == []


def test_a_library_of_all_good_clauses_passes(good_clauses: list[str]) -> None:
    assert good_clauses == []


@pytest.mark.parametrize("name", cases("good", "registers"))
def test_the_good_twin_of_a_register_passes(name: str, library: Path, run: Run) -> None:
    put("good", name)

    assert run("clauses", "lint", "prov") == Result(0, [], [])


@pytest.mark.parametrize("name", cases("good", *BUILT))
def test_the_good_twin_of_a_draft_or_contract_is_built(name: str, library: Path, run: Run, draft: Draft) -> None:
    put("good", name)

    result = run(*build(name, draft), shared_cache=True)

    assert (result.code, result.out, result.err[-1]) == (0, [], "Wrote ut.docx")
    assert Path("ut.docx").is_file()


@pytest.mark.parametrize("name", cases("bad"))
def test_a_bad_case_is_named_after_a_rule_that_it_breaks(name: str) -> None:
    rule = rule_of(name)

    assert any(line.endswith(f" [{rule}]") for line in expected(name))


def test_every_expected_output_has_its_file() -> None:
    outputs = sorted(path.with_suffix(".yaml") for path in (DATA / "bad").rglob("*.out"))

    assert outputs == sorted((DATA / "bad").rglob("*.yaml"))
