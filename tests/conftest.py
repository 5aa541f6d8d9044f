"""What the tests share: a small library, a draft, and the command in this process."""

from __future__ import annotations

import copy
import importlib
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

import generator.cli
from generator.cli import environment, main
from generator.places import bundled
from generator.source.write import dump

DATA = Path(__file__).with_name("data")

settings.register_profile("klausul", derandomize=True, deadline=None, database=None, max_examples=60)
settings.load_profile("klausul")


@dataclass(frozen=True)
class Result:
    """What a command did: its exit code and what it wrote, line by line."""

    code: int
    out: list[str]
    err: list[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, so that messages name files by short names."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KLAUSUL_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("KLAUSUL_LANG", "en")
    return tmp_path


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A cache that tests share whose subject is not the cache, in whichever process they run."""
    base = tmp_path_factory.getbasetemp()
    return (base if worker_id == "master" else base.parent) / "cache"


@pytest.fixture
def library(here: Path) -> Path:
    """The small library ``prov`` in the current folder, to be edited at will."""
    return Path(shutil.copytree(DATA / "prov", here / "prov"))


@pytest.fixture
def run(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], warm: Path
) -> Callable[..., Result]:
    """Run a command in this process, without a cache unless ``cache`` or ``shared_cache`` is given.

    The bundled clauses and contracts are those of ``data/grund``: two contracts and one clause, so
    that a test is fast and does not change when the real library grows. The templates are the real ones.
    """

    def folder(kind: str) -> Path:
        return bundled(kind) if kind == "templates" else DATA / "grund" / kind

    def command(*arguments: object, cache: bool = False, shared_cache: bool = False) -> Result:
        monkeypatch.setattr(environment, "bundled", folder)
        if shared_cache:
            monkeypatch.setenv("KLAUSUL_CACHE", str(warm))
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main([*(() if cache or shared_cache else ("--no-cache",)), *map(str, arguments)])
        out, err = capsys.readouterr()
        assert isinstance(stopped.value.code, int)
        return Result(stopped.value.code, out.splitlines(), err.splitlines())

    return command


@pytest.fixture
def draft(here: Path) -> Callable[..., Path]:
    """Write a draft to ``utkast.yaml``: a good one, with the fields given in its place (None takes one out)."""

    def write(name: str = "utkast.yaml", **fields: Any) -> Path:
        data = {**draft_data(), **fields}
        path = Path(name)
        path.write_text(dump({key: value for key, value in data.items() if value is not None}), encoding="utf-8")
        return path

    return write


def draft_data() -> dict[str, Any]:
    """Return the data of a good draft."""
    return copy.deepcopy(_DRAFT)


_DRAFT: dict[str, Any] = {
    "contract": "prov",
    "state": "draft",
    "municipality": {"name": "Provby kommun"},
    "company": {"name": "AB Provbostäder", "orgnr": "556093-0504", "form": "aktiebolag"},
    "fields": {"diarienummer": "KS 2026/1"},
    "values": {"malar": 2030},
    "clauses": [
        {"id": "ett", "values": {"antal": 100}},
        {"id": "tva", "values": {"ko": "kommunal"}},
    ],
}


@pytest.fixture
def speak(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Callable[[str], Callable[..., Result]]]:
    """A function that returns the command in a language, imported anew: help texts are translated on import."""

    def forget() -> None:
        for name in [name for name in sys.modules if f"{name}.".startswith("generator.cli.")]:
            del sys.modules[name]

    def command(tongue: str) -> Callable[..., Result]:
        forget()
        monkeypatch.setenv("KLAUSUL_LANG", tongue)
        start = importlib.import_module("generator.cli").main
        language = importlib.import_module("generator.cli.language")
        language.install(language.choose([], {"KLAUSUL_LANG": tongue}))

        def run(*arguments: object) -> Result:
            capsys.readouterr()
            with pytest.raises(SystemExit) as stopped:
                start([*map(str, arguments)])
            out, err = capsys.readouterr()
            assert isinstance(stopped.value.code, int)
            return Result(stopped.value.code, out.splitlines(), err.splitlines())

        return run

    kept = {name: module for name, module in sys.modules.items() if f"{name}.".startswith("generator.cli.")}
    monkeypatch.setattr(generator, "cli", generator.cli)
    monkeypatch.setenv("LANGUAGE", "en")
    yield command
    forget()
    sys.modules.update(kept)


@pytest.fixture
def shipped_run(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], warm: Path
) -> Callable[..., Result]:
    """Run a command in this process with the clauses, registers and contracts that are shipped, and a cache."""
    monkeypatch.setenv("KLAUSUL_CACHE", str(warm))

    def command(*arguments: object) -> Result:
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main([*map(str, arguments)])
        out, err = capsys.readouterr()
        assert isinstance(stopped.value.code, int)
        return Result(stopped.value.code, out.splitlines(), err.splitlines())

    return command
