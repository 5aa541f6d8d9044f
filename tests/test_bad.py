"""Broken files and their good twins: what the command says of each, to the letter.

``data/bad/<kind>/<rule>[-variant].yaml`` is put into a copy of the small library, and ``.out`` beside
it holds the lines that the command must write. ``data/good`` holds, under the same names, the same
files with the fault put right; where that gives the plain file, it stands there once, as ``base.yaml``.

The tests share a cache, which holds what is the same for all of them. What is broken is never kept.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.build.overview import lint
from generator.build.places import Places
from generator.report import lines, wording
from generator.store import Store
from tests.conftest import DATA, Result

Run = Callable[..., Result]
Draft = Callable[..., Path]
Put = Callable[[str, str], None]

#: Where a file of each kind is put; a contract is built through ``utkast.yaml``.
PLACES = {
    "clauses": "prov/boende/fall.yaml",
    "drafts": "fall.yaml",
    "contracts": "prov/contracts/fall/definition.yaml",
    "sections": "prov/contracts/fall/definition.yaml",
}
#: Kinds that are built; the others are linted, contracts under ``sections`` with the library they lie in.
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


def first_of_each_family(names: list[str]) -> list[str]:
    """Return one case of each kind for each family of rules."""
    return list({(name.partition("/")[0], rule_of(name).partition("-")[0]): name for name in reversed(names)}.values())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small library, for cases that are built."""
    path = tmp_path_factory.mktemp("hela")
    shutil.copytree(DATA / "prov", path / "prov")
    return path


@pytest.fixture(scope="module")
def lesser(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the part of the small library that linted cases name, which is sooner checked."""
    path = tmp_path_factory.mktemp("del")
    shutil.copytree(DATA / "prov", path / "prov", ignore=shutil.ignore_patterns("service", "delaktighet"))
    return path


@pytest.fixture
def put(run: Run, whole: Path, lesser: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    """Put a case into the library in the current folder, until the test is over."""
    placed: list[Path] = []
    before = {path for folder in (whole, lesser) for path in folder.rglob("*")}

    def place(kind: str, name: str) -> None:
        family, _, rest = name.partition("/")
        monkeypatch.chdir(whole if family in BUILT else lesser)
        table = rest.partition("/")[0]
        register = "prov/library.yaml" if table == "library" else f"prov/register/{table}.yaml"
        placed.append(Path(PLACES.get(family, register)))
        placed[0].parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(DATA / kind / f"{name}.yaml", placed[0])

    yield place
    after = {path for folder in (whole, lesser) for path in folder.rglob("*")}
    for path in sorted(after - before, reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    if placed[0].exists():
        shutil.copyfile(DATA / placed[0], placed[0])


def build(name: str, draft: Draft) -> tuple[object, ...]:
    """Return the command that builds what has been put there."""
    path = "fall.yaml" if name.startswith("drafts/") else draft(contract="fall")
    return ("--library", "prov", "build", path, "-o", "ut.docx")


@pytest.mark.parametrize("name", cases("bad", "clauses", "registers", "sections"))
def test_lint_says_exactly_what_is_wrong(name: str, put: Put, run: Run) -> None:
    put("bad", name)

    assert run("clauses", "lint", "prov", shared_cache=True) == Result(1, expected(name), [])


@pytest.mark.parametrize("name", cases("bad", *BUILT))
def test_build_says_exactly_what_is_wrong_and_writes_nothing(name: str, put: Put, run: Run, draft: Draft) -> None:
    put("bad", name)
    command = build(name, draft)
    before = sorted(Path().rglob("*"))

    result = run(*command, shared_cache=True)

    assert result == Result(1, [], expected(name))
    assert sorted(Path().rglob("*")) == before


@pytest.mark.parametrize("name", first_of_each_family(cases("bad", *BUILT)))
def test_a_refused_build_leaves_an_older_document_as_it_was(name: str, put: Put, run: Run, draft: Draft) -> None:
    put("bad", name)
    output = Path("ut.docx")
    output.write_bytes(b"det gamla dokumentet")

    result = run(*build(name, draft), "--force", shared_cache=True)

    assert result.code == 1
    assert output.read_bytes() == b"det gamla dokumentet"


def test_the_good_twins_of_clauses_pass_all_in_one_library(library: Path) -> None:
    names = cases("good", "clauses")
    for index, name in enumerate(names):
        content = (DATA / "good" / f"{name}.yaml").read_bytes()
        assert content.count(b"id: fall") == 1
        renamed = content.replace(b"id: fall", f"id: fall-{index}".encode())
        (library / "boende" / f"fall-{index}.yaml").write_bytes(renamed)
    places = Places([], [(DATA / "grund" / "contracts", "contracts")], [], Store(None))

    said = lines(lint(places, Path("prov")))

    # A line names fall-N.yaml; the names say which case that is.
    assert (said, names) == ([], names)


@pytest.mark.parametrize("name", cases("good", "registers", "sections"))
def test_the_good_twin_of_a_register_or_of_a_contract_in_a_library_passes(name: str, put: Put, run: Run) -> None:
    put("good", name)

    assert run("clauses", "lint", "prov") == Result(0, [], [])


@pytest.mark.parametrize("name", cases("good", *BUILT))
def test_the_good_twin_of_a_draft_or_contract_is_built(name: str, put: Put, run: Run, draft: Draft) -> None:
    put("good", name)

    result = run(*build(name, draft), shared_cache=True)

    assert (result.code, result.out, result.err[-1]) == (0, [], "Wrote ut.docx")
    assert Path("ut.docx").is_file()


def test_every_bad_case_is_named_after_a_rule_that_it_breaks() -> None:
    broken = {name: [line.rpartition("[")[2].rstrip("]") for line in expected(name)] for name in cases("bad")}

    assert [name for name, rules in broken.items() if rule_of(name) not in rules] == []


def test_every_expected_output_has_its_file() -> None:
    outputs = sorted(path.with_suffix(".yaml") for path in (DATA / "bad").rglob("*.out"))

    assert outputs == sorted((DATA / "bad").rglob("*.yaml"))
