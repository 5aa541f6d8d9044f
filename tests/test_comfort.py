"""Comfort at the terminal: how much is said, colours, widths, the doctor, and completion."""

import configparser
import json
import os
import re
import stat
import sys
from io import StringIO
from pathlib import Path

import pytest

from generator import __version__
from generator.cli import doctor, environment, output
from generator.errors import Finding, Place
from generator.report import line
from tests.conftest import Result

ROOT = Path(__file__).resolve().parent.parent

FINDINGS = [
    Finding("process-missing-value", Place("a.yaml", 2, 1), values={"label": "antal", "where": "values"}),
    Finding("source-no-draft", Place("a.yaml", 1, 1)),
    Finding("process-retired", Place("a.yaml", 3, 1), values={"id": "ett"}),
]


class Terminal(StringIO):
    """A stream with a person at the other end."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def colours(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A terminal with colours, whatever the tests run in."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    return monkeypatch


def test_quiet_says_nothing_but_results_and_errors(run, draft, library):
    path = draft(state="in_force")
    loud = run("--library", "prov", "build", path, "-o", "ut.docx", shared_cache=True)
    quiet = run("--quiet", "--library", "prov", "build", path, "-o", "ut.txt", shared_cache=True)

    assert (loud.code, loud.err[-1], len(loud.err) > 1) == (0, "Wrote ut.docx", True)
    assert quiet == Result(0, [], [])
    assert Path("ut.txt").is_file()


def test_quiet_says_what_is_wrong(run):
    result = run("--quiet", "build", "x.yaml", "-o", "ut.docx")

    assert result == Result(
        1, [], ["x.yaml: utkastet finns inte; ange en fil som finns, eller example:TYP/NAMN [source-no-draft]"]
    )


def test_verbose_says_what_was_read_and_whether_the_cache_had_it(run, draft, library):
    path = draft()
    command = ("--verbose", "--library", "prov", "build", path, "--force", "-o", "ut.txt")

    first, second = run(*command, cache=True), run(*command, cache=True)

    assert first.err[0] == "Draft: utkast.yaml"
    assert first.err[-1].startswith("Read and checked anew: ")
    assert second.err[:2] == ["Draft: utkast.yaml", "Lock: utkast.lock"]
    assert "draft 1" in next(row for row in second.err if row.startswith("From the cache: "))


def test_on_a_terminal_each_finding_carries_its_severity_in_words(colours):
    colours.setenv("NO_COLOR", "1")

    assert list(output.finding_lines(FINDINGS, Terminal())) == [
        line(FINDINGS[1], "fel: "),
        line(FINDINGS[0], "anmärkning: "),
        line(FINDINGS[2], "varning: "),
    ]


def test_a_final_build_calls_what_stops_it_an_error(colours):
    colours.setenv("NO_COLOR", "1")

    shown = list(output.finding_lines(FINDINGS, Terminal(), final=True))

    assert [row.split(": ")[1] for row in shown] == ["fel", "fel", "fel"]


def test_the_severity_is_coloured_on_a_terminal(colours):
    shown = list(output.finding_lines(FINDINGS, Terminal()))

    assert [re.findall(r"\x1b\[(\d+)m\x1b\[1m(\w+)\x1b\[0m: ", row) for row in shown] == [
        [("31", "fel")],
        [("36", "anmärkning")],
        [("33", "varning")],
    ]


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_there_are_no_colours_where_they_are_not_wanted(colours, name, value):
    colours.setenv(name, value)

    assert not output.coloured(Terminal())


def test_another_program_gets_findings_in_their_documented_form(colours):
    assert list(output.finding_lines(FINDINGS, StringIO())) == [line(FINDINGS[i]) for i in (1, 0, 2)]


def test_a_list_fits_the_terminal(run, monkeypatch):
    whole = run("clauses", "list", shared_cache=True).out
    widest = max(map(len, whole))
    monkeypatch.setattr("generator.cli.clauses.width", lambda: widest - 5)

    cut = run("clauses", "list", shared_cache=True).out

    assert max(map(len, cut)) <= widest - 5
    assert [row for row in cut if row.endswith("…")]
    assert all(row == full or full.startswith(row.removesuffix("…")) for row, full in zip(cut, whole, strict=True))


def test_only_a_terminal_has_a_width(monkeypatch):
    monkeypatch.setenv("COLUMNS", "50")

    monkeypatch.setattr(sys, "stdout", Terminal())
    assert output.width() == 50
    monkeypatch.setattr(sys, "stdout", StringIO())
    assert output.width() is None


def program(folder: Path, name: str, says: str) -> Path:
    """Write a program that says something."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\necho '{says}'\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def checks(result: Result) -> dict[str, tuple[str, str]]:
    """Return state and detail of each check."""
    data = json.loads("\n".join(result.out))
    assert (result.code, data["version"]) == (0, 1)
    assert all(set(check) == {"id", "state", "detail"} for check in data["checks"])
    return {check["id"]: (check["state"], check["detail"]) for check in data["checks"]}


def test_the_doctor_tells_of_everything_that_klausul_needs(run, monkeypatch, tmp_path):
    office = program(tmp_path / "bin", "soffice", "LibreOffice 25.2.3.2 520(Build:2)")
    program(tmp_path / "bin", "fc-list", "Carlito")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)

    told = checks(run("doctor", "--format", "json", cache=True))

    assert list(told) == [
        "klausul", "python", *(name.lower() for name in doctor.NEEDED),
        "libreoffice", "font-calibri", "cache", "library-grund", "findings", "language",
    ]  # fmt: skip
    assert {state for state, _ in told.values()} == {"ok"}
    assert told["klausul"][1] == __version__
    assert told["libreoffice"][1] == (
        f"LibreOffice 25.2.3.2, {office}; klausul build needs it to write .pdf, version 25.2 or later"
    )
    assert told["font-calibri"][1] == "Carlito"
    assert told["cache"][1].startswith(f"{tmp_path / 'cache'}, 0 files, ")
    assert told["library-grund"][1] == "version 1.0.0, clauses: 1"
    assert told["findings"][1] == f"{len(run('clauses', 'lint').out)}; klausul clauses lint shows them"
    assert told["language"][1] == "en, by KLAUSUL_LANG"


def test_what_the_doctor_misses_is_no_error(run, monkeypatch, tmp_path):
    (tmp_path / "bin").mkdir()
    program(tmp_path / "bin", "fc-list", "DejaVu Sans")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(environment, "_INSTALLED", ())
    monkeypatch.setitem(doctor.NEEDED, "click", "99.1")
    monkeypatch.setitem(doctor.NEEDED, "finns-inte", "1.0")

    told = checks(run("doctor", "--format", "json"))

    assert told["libreoffice"] == (
        "missing",
        "not found; klausul build needs it to write .pdf, version 25.2 or later, and for nothing else",
    )
    assert told["font-calibri"] == (
        "missing",
        "neither of Calibri, Carlito is installed; a PDF made here gets other line breaks than in Word",
    )
    assert told["click"][0] == "old"
    assert told["click"][1].endswith("; klausul needs version 99.1 or later")
    assert told["finns-inte"] == ("missing", "klausul needs version 1.0 or later")
    assert told["cache"] == ("ok", "switched off with --no-cache")


def test_the_doctor_calls_an_old_libreoffice_old(run, monkeypatch, tmp_path):
    monkeypatch.setenv("KLAUSUL_SOFFICE", str(program(tmp_path / "bin", "soffice", "LibreOffice 7.4.7.2 40(Build:2)")))

    assert checks(run("doctor", "--format", "json"))["libreoffice"][0] == "old"


def test_the_doctor_speaks_in_a_table(run):
    result = run("doctor")

    assert result.code == 0
    assert result.out[0] == f"klausul         ok       {__version__}"
    assert [row.split()[0] for row in result.out][-1] == "language"


def test_the_doctor_tells_of_a_library_that_is_not_there(run):
    told = checks(run("--library", "borta", "doctor", "--format", "json"))

    assert told["library"] == ("missing", "borta: mappen finns inte; ange en mapp med klausuler [source-no-folder]")


def test_the_doctor_knows_what_klausul_needs():
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    required = setup["options"]["install_requires"].split()

    assert dict(re.split(">=", text) for text in required) == doctor.NEEDED


def test_the_doctor_knows_the_fonts_of_the_templates():
    used = {
        font
        for file in sorted((ROOT / "templates").glob("*/word/styles.xml"))
        for font in re.findall(r'w:ascii="([^"]*)"', file.read_text("utf-8"))
    }

    assert used == {wanted for wanted, _ in doctor.FONTS}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_clicks_script(shell, run):
    result = run("completion", shell)

    assert (result.code, result.err) == (0, [])
    assert f"_KLAUSUL_COMPLETE={shell}_complete" in "\n".join(result.out)


@pytest.fixture
def completed(run, monkeypatch):
    """A function that returns what bash is told that a line may go on with."""

    def ask(*words: str) -> list[str]:
        monkeypatch.setenv("_KLAUSUL_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", "\n".join(["klausul", *words]))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        result = run()
        assert (result.code, result.err) == (0, [])
        return [row for row in result.out if row]

    return ask


def test_clause_ids_are_completed(completed):
    assert completed("clauses", "show", "") == ["plain,gemensam"]
    assert completed("clauses", "show", "x") == []


def test_clause_ids_of_an_own_library_are_completed(completed, library):
    assert completed("--library", "prov", "clauses", "show", "t") == ["plain,tre", "plain,tva"]


def test_a_library_with_problems_completes_to_nothing(completed):
    assert completed("--library", "borta", "clauses", "show", "") == []


#: The shipped examples, which the tests' small library does not stand in for.
EXAMPLES = sorted(f"{file.parent.parent.name}/{file.stem}" for file in (ROOT / "contracts").glob("*/examples/*.yaml"))


def test_examples_are_completed_unless_a_file_is_meant(completed):
    assert completed("build", "ex") == [f"plain,example:{name}" for name in EXAMPLES]
    Path("exempel.yaml").write_text("", encoding="utf-8")
    assert completed("build", "ex") == ["file,ex"]
    assert completed("build", "utk") == ["file,utk"]


def test_bash_gets_the_part_of_an_example_that_stands_after_its_colon(completed):
    name = EXAMPLES[0]
    assert completed("build", "example", ":") == [f"plain,{name}" for name in EXAMPLES]
    assert completed("build", "example", ":", name[:-1]) == [f"plain,{name}"]
    assert completed("build", f"example:{name[:-1]}") == [f"plain,example:{name}"]


def test_the_language_is_completed_wherever_it_stands(completed):
    assert completed("clauses", "show", "--lang", "") == ["plain,sv", "plain,en"]
    assert completed("clauses", "show", "--lang", "=", "s") == ["plain,sv"]
    assert completed("clauses", "show", "--lang", "en", "g") == ["plain,gemensam"]
