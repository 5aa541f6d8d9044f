"""Every rule of ``klausul check`` has a bad case with its exact lines, a good twin and an explanation.

A case is a folder ``tests/data/check/RULE``: ``bad`` and ``good`` are a file each, ``.yaml`` for a draft,
``.txt`` or ``.docx`` for a paper, or a folder with a library or, where there is ``bad/utkast.yaml``, a draft
with what it needs beside it. ``bad.out`` holds the lines that the rule gives for the bad one, facts included;
other rules may say what they like of it. ``good`` gives none. Further cases are called ``RULE--what``.
"""

from __future__ import annotations

import json
import re
import shutil
import string
from collections.abc import Callable
from pathlib import Path

import pytest

import generator
from generator.check.rules import RULES
from generator.report import checks, wording
from generator.source import read
from tests.conftest import DATA, Result

CASES = DATA / "check"
DAY = "2026-11-23"
#: The articles of association that a case is checked together with.
ARTICLES = "bolagsordning.txt"
NAMES = sorted(folder.name for folder in CASES.iterdir())
Run = Callable[..., Result]


def rule_of(name: str) -> str:
    """Return the rule that a case is about."""
    return name.partition("--")[0]


def check(run: Run, here: Path, name: str, which: str) -> list[str]:
    """Return the lines that a case's rule gives."""
    (found,) = (path for path in (CASES / name).iterdir() if path.stem == which and path.suffix != ".out")
    target = here / found.name
    if found.is_dir():
        shutil.copytree(found, target)
    else:
        shutil.copy(found, target)
    path = f"{found.name}/utkast.yaml" if (target / "utkast.yaml").exists() else found.name
    articles = CASES / name / ARTICLES
    given = ["--articles", Path(shutil.copy(articles, here)).name] if articles.exists() else []
    said = run("--verbose", "check", path, "--date", DAY, *given)
    assert said.code in (0, 1), said
    marked = f"[{rule_of(name)}]"
    lines = [line for line in said.out if not re.search(r": inte kört, eftersom ", line)]
    return [line for line in lines if line.endswith(marked)] + _rows(lines, marked)


def _rows(lines: list[str], marked: str) -> list[str]:
    """Return the lines of the table under a fact."""
    starts = [number for number, line in enumerate(lines) if line.endswith(marked)]
    rows: list[str] = []
    for number in starts:
        for line in lines[number + 1 :]:
            if not line.startswith("  "):
                break
            rows.append(line)
    return rows


@pytest.mark.parametrize("name", NAMES)
def test_a_bad_case_gives_exactly_these_lines(name: str, shipped_run: Run, here: Path) -> None:
    expected = (CASES / name / "bad.out").read_text(encoding="utf-8").splitlines()

    assert (check(shipped_run, here, name, "bad"), expected != []) == (expected, True)


@pytest.mark.parametrize("name", NAMES)
def test_its_good_twin_gives_none(name: str, shipped_run: Run, here: Path) -> None:
    assert check(shipped_run, here, name, "good") == []


def test_every_rule_has_a_case() -> None:
    words = [word for rule in RULES for word in rule.words]

    assert sorted(set(words) - {rule_of(name) for name in NAMES}) == []
    assert sorted({rule_of(name) for name in NAMES} - set(words)) == []
    assert sorted(words) == sorted(set(words)) == sorted(checks())


def test_every_rule_has_a_severity_a_message_and_an_explanation() -> None:
    allowed = {"severity", "message", "why", "final", "columns", "detail"}
    short = [
        rule
        for rule, row in checks().items()
        if set(row) - allowed
        or row["severity"] not in ("error", "warning", "note", "fact")
        or len(row["why"].split()) < 10
        or not row["why"].endswith(".\n")
        or ("columns" in row and row["severity"] != "fact")
    ]

    assert short == []


def test_messages_are_written_alike() -> None:
    wrong = [
        rule
        for rule, row in checks().items()
        if row["message"].endswith((".", " "))
        or '"' in row["message"]
        or (row["message"][:1].isupper() and row["message"].split()[0] not in ("LIX", "Word"))
        or any(
            name is not None and (not re.fullmatch("[a-z]+", name) or spec or form)
            for _, name, spec, form in string.Formatter().parse(row["message"])
        )
    ]

    assert wrong == []


def test_nothing_passes_judgement() -> None:
    verdict = re.compile(r"\b(?:o?laglig\w*|otillåt\w*|tillåten|olovlig\w*|strider mot lag\w*|lagstridig\w*)\b", re.I)

    said = [(rule, row[key]) for rule, row in checks().items() for key in ("message", "why")]
    assert [rule for rule, text in said if verdict.search(text)] == []


@pytest.mark.parametrize("rule", sorted(checks()))
def test_every_rule_can_be_explained(rule: str, shipped_run: Run) -> None:
    said = shipped_run("check", "--explain", rule)

    assert (said.code, said.err) == (0, [])
    assert said.out[0].startswith(f"{rule} (")
    assert said.out[-1] == checks()[rule]["why"].splitlines()[-1]


def test_what_was_not_run_is_said(shipped_run: Run, here: Path) -> None:
    (here / "a.txt").write_text("Bolaget ska bygga.\n", encoding="utf-8")

    plain = shipped_run("check", "a.txt", "--date", DAY)
    data = json.loads(shipped_run("check", "a.txt", "--date", DAY, "--format", "json").out[0])

    lacking = {word for row in data["skipped"] for word in row["rules"]}
    assert "process-exempt-expired" in lacking and "statute-repealed" not in lacking
    assert [line.split(": ")[1] for line in plain.out if "inte kört" in line] == [
        f"inte kört, eftersom {row['missing']} saknas" for row in data["skipped"]
    ]


def test_what_rules_say_is_read_as_strictly_as_anybodys_file() -> None:
    package = Path(generator.__file__).parent
    files = [package / "findings.yaml", *sorted((package / "check").rglob("*.yaml"))]

    sources = [read(file.name, file.read_bytes()) for file in files]
    assert [finding for source in sources for finding in source.findings] == []
    assert {word: row for source in sources for word, row in source.data.items()} == {**wording(), **checks()}
