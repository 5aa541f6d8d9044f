"""``klausul new`` as a person meets it: the real command at a terminal, and with its input from elsewhere."""

from __future__ import annotations

import fcntl
import io
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.source import read
from tests.conftest import DATA, Result

ROOT = Path(__file__).resolve().parent.parent
Run = Callable[..., Result]

#: No answer comes after this long: the command hangs.
PATIENCE = 120
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def _take_keys() -> None:
    """Make Ctrl-C a signal of the command, also where the tests were started to ignore it."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """A command at a pseudo-terminal of its own."""

    def __init__(self, *arguments: str) -> None:
        self.master, slave = os.openpty()
        environment = {
            **os.environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "KLAUSUL_LANG": "en", "TERM": "dumb",
            "PYTHONPATH": str(ROOT), "COLUMNS": "200",
        }  # fmt: skip
        self.process = subprocess.Popen(
            [sys.executable, "-m", "generator", *arguments],
            stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True,
            preexec_fn=_take_keys,
        )  # fmt: skip
        os.close(slave)
        self.seen = b""
        self.read_to = 0

    @property
    def screen(self) -> str:
        """All that has been on the screen, with its white space made even."""
        return " ".join(_ESCAPES.sub("", self.seen.decode("utf-8", "replace")).split())

    def wait(self, words: str) -> None:
        """Wait until some words stand on the screen after those that were waited for before."""
        until = time.monotonic() + PATIENCE
        while words not in self.screen[self.read_to :]:
            assert self._more(until), f"{words!r} did not come after:\n{self.screen[self.read_to :]}"
        self.read_to = self.screen.index(words, self.read_to) + len(words)

    def answer(self, question: str, *lines: str) -> None:
        """Wait for a question, and type lines, each when the cursor waits for it."""
        self.wait(question)
        for line in lines:
            self.wait(">")
            self.type(line + "\n")

    def interrupt(self, words: str) -> None:
        """Press Ctrl-C until some words come: one press just as the cursor appears can go unheard."""
        until = time.monotonic() + PATIENCE
        while words not in self.screen[self.read_to :]:
            assert time.monotonic() < until, self.screen
            self.type("\x03")
            patience = time.monotonic() + 10
            while words not in self.screen[self.read_to :] and self._more(patience):
                pass
            assert self.process.poll() is None or words in self.screen[self.read_to :], self.screen

    def type(self, text: str) -> None:
        """Type something."""
        os.write(self.master, text.encode())

    def end(self) -> int:
        """Return the exit code, when the command has ended by itself."""
        until = time.monotonic() + PATIENCE
        while self._more(until):
            pass
        return self.process.wait(PATIENCE)

    def _more(self, until: float) -> bool:
        ready, _, _ = select.select([self.master], [], [], max(0, until - time.monotonic()))
        try:
            new = os.read(self.master, 65536) if ready else b""
        except OSError:  # Linux says so when the other side is closed
            new = b""
        self.seen += new
        return bool(new)

    def close(self) -> None:
        """Make sure that nothing is left running."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)


@pytest.fixture
def terminal(library: Path, warm: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Terminal]]:
    """A function that starts ``klausul`` with the small library at a terminal."""
    shutil.copytree(DATA / "grund" / "contracts" / "prov", library / "contracts" / "prov")
    monkeypatch.setenv("KLAUSUL_CACHE", str(warm))
    started: list[Terminal] = []

    def start(*arguments: str) -> Terminal:
        started.append(Terminal("--library", "prov", *arguments))
        return started[-1]

    yield start
    for one in started:
        one.close()


NEW = ("new", "prov", "-o", "utkast.yaml")


def test_a_whole_directive_with_every_kind_of_wrong_answer_ctrl_c_and_a_build(
    terminal: Callable[..., Terminal],
) -> None:
    first = terminal(*NEW)
    first.answer("What is the municipality called?", "")
    first.answer("This must be answered.", "Provby kommun")
    first.answer("What is the company called?", "AB Fel")
    first.answer("What legal form does the company have?", "tillbaka")
    first.answer("What is the company called?", "AB Provbostäder")
    first.answer("Stiftelse", "3")
    first.answer("”3” är inget av valen; välj bland aktiebolag, stiftelse", "1")
    first.answer("organisation number?", "556093-0505")
    first.answer("”556093-0505” är inget organisationsnummer", "5560930504")
    first.answer("Vilket?", "KS 2026/1")
    first.answer("Från när?", "i morgon")
    first.answer("”i morgon” har fel slag; ska vara ett datum", "1 januari 2027")
    first.answer("What is the document called that this one replaces", "")
    first.answer("3 Uthyrning", "?3")
    first.answer("Kön avgör vem som får en bostad.", "9")
    first.answer("”9” är inget av valen; välj bland 1–3 och alla", "3")
    first.answer("1 Lokaler", "?")
    first.answer("Service behöver lokaler.", "1")
    first.answer("Hänvisar till de nya bostäderna.", "kanske")
    first.answer("ska vara ja eller nej", "ja")
    first.answer("Vilket år?", "1999")
    first.answer("1999 är utanför gränserna; ska vara minst 2000 och högst 2100", "2030")
    first.answer("Hur många?", "elva")
    first.answer("”elva” har fel slag; ska vara ett heltal", "5001")
    first.answer("5001 är utanför gränserna", "1 050 bostäder")
    first.answer("Vilken kö?", "ingen")
    first.answer("”ingen” är inget av valen; välj bland kommunal, egen", "1")
    first.answer("Vilka?", "hyresgäster", "föreningar")
    first.wait("3>")
    first.interrupt("Go on where you stopped with: klausul --library prov new prov -o utkast.yaml")
    assert first.end() == 130
    assert not Path("utkast.yaml").exists()

    second = terminal(*NEW)
    second.wait("Answers kept in utkast.yaml.svar: 13.")
    second.answer("2> föreningar", "")
    second.answer("Vilken dag?", "2026-02-30")
    second.answer("”2026-02-30” har fel slag", "1 mars 2026")
    second.answer("Hur mycket?", "många")
    second.answer("”många” har fel slag; ska vara ett belopp", "-1")
    second.answer("-1 är utanför gränserna", "1 500 000 kr")
    second.wait("In the prices of which year?")
    second.type("i år\n")
    second.wait("”i år” har fel slag; ska vara ett årtal")
    second.wait("In the prices of which year?")
    second.type("2026\n")
    second.answer("Tas en avgift ut?", "ja")
    second.answer("Hur stor?", "350")
    second.answer("350 är utanför gränserna; ska vara minst 0 och högst 100", "0,35 %")
    second.answer("Vilken tid?", "2030-2027")
    second.answer("Perioden börjar 2030 och slutar 2027", "2027-2030")
    second.answer("Hur stor?", "stor")
    second.answer("”stor” har fel slag", "120,5")
    second.answer("Finns något att tillägga?", "")
    second.answer("Vilka lokaler?", "Torget", "tolv")
    second.answer("”tolv” har fel slag; ska vara ett heltal", "12")
    second.answer("2. Lokal", "")
    second.wait("Wrote utkast.yaml")
    assert second.end() == 0
    assert not Path("utkast.yaml.svar").exists()
    assert read("utkast.yaml", Path("utkast.yaml").read_bytes()).data["clauses"] == [
        {"id": "ett", "values": {"antal": 1050}},
        {"id": "tva", "values": {"ko": "kommunal"}},
        {
            "id": "tre",
            "values": read(
                "",
                b"""
parter: [hyresg\xc3\xa4ster, f\xc3\xb6reningar]
dag: 2026-03-01
belopp: {amount: 1500000, price_year: 2026}
avgift: true
sats: 0.35
tid: {from: 2027, to: 2030}
yta: 120.5
lokaler: [{namn: Torget, antal: 12}]
""",
            ).data,
        },
    ]

    third = terminal("build", "utkast.yaml", "-o", "utkast.docx")
    assert third.end() == 0, third.screen
    assert Path("utkast.docx").is_file()


# In this process, with the answers from a pipe


@pytest.fixture
def typed(run: Run, library: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run ``klausul new`` with some lines on its standard input."""

    def go(*lines: str, options: tuple[str, ...] = ()) -> Result:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return run("--library", library.name, *NEW, *options)

    return go


HEAD = ("Provby kommun", "AB Prov", "1", "", "", "", "")


def test_a_foundation_is_refused_in_the_contracts_words(typed: Callable[..., Result]) -> None:
    result = typed("Provby kommun", "Stiftelsen Prov", "2")

    assert result.code == 1
    assert result.err[-1] == (
        "utkast.yaml: company.form: dokumentet kan inte byggas: en stiftelse har ingen ägare [process-company-form]"
    )
    assert not Path("utkast.yaml").exists()


def test_closed_input_is_wrong_usage_and_keeps_what_was_answered(typed: Callable[..., Result]) -> None:
    nothing = typed()
    assert nothing.code == 2
    assert "--answers" in nothing.err[-1]
    assert not Path("utkast.yaml.svar").exists()

    assert typed(*HEAD).code == 2
    assert Path("utkast.yaml.svar").is_file()
    done = typed("3", "", "", "100")
    assert done.code == 0
    assert read("", Path("utkast.yaml").read_bytes()).data["clauses"] == [{"id": "ett", "values": {"antal": 100}}]


def test_restart_forgets_the_kept_answers(typed: Callable[..., Result]) -> None:
    typed("Fel kommun")

    assert typed(*HEAD, "1", "", options=("--restart",)).code == 0
    assert read("", Path("utkast.yaml").read_bytes()).data["municipality"] == {"name": "Provby kommun"}


def test_a_strange_file_of_kept_answers_is_left_alone(typed: Callable[..., Result]) -> None:
    Path("utkast.yaml.svar").write_text("mina anteckningar", "utf-8")

    result = typed(*HEAD, "1", "")

    assert result.code == 2
    assert "--restart" in result.err[-1]
    assert Path("utkast.yaml.svar").read_text("utf-8") == "mina anteckningar"


def test_an_existing_draft_is_not_replaced_without_force(typed: Callable[..., Result]) -> None:
    Path("utkast.yaml").write_text("mitt", "utf-8")

    assert typed(*HEAD, "1", "").code == 2
    assert Path("utkast.yaml").read_text("utf-8") == "mitt"
    assert typed(*HEAD, "1", "", options=("--force",)).code == 0


def test_requirements_without_a_clause_are_told_as_information(typed: Callable[..., Result]) -> None:
    def told(*lines: str) -> str:
        result = typed(*HEAD, *lines, options=("--force",))
        assert result.code == 0
        return " ".join(" ".join(result.out).split())

    assert "– Bygga (praxis); clauses that answer to it: Nya bostäder" in told("2", "")
    assert "Bygga (praxis)" not in told("3", "", "", "")


def test_a_draft_that_lacks_a_clause_it_refers_to_is_written_and_the_fault_is_said(
    typed: Callable[..., Result],
) -> None:
    result = typed(*HEAD, "4", "", "nej", "1")

    assert result.code == 1
    assert result.err[-1].endswith("[clause-reference]")
    assert Path("utkast.yaml").is_file()
    assert not Path("utkast.yaml.svar").exists()


def test_back_leads_to_the_question_before_also_inside_a_list(typed: Callable[..., Result]) -> None:
    result = typed(
        "tillbaka", *HEAD, "", "1", "fel", "tillbaka", "a", "b", "", "tillbaka", "a", "", *("",) * 6, "Torget", "1", ""
    )

    assert result.code == 0
    assert any("This is the first question." in line for line in result.out)
    clause = read("", Path("utkast.yaml").read_bytes()).data["clauses"][0]
    assert clause["values"] == {"parter": ["a"], "lokaler": [{"namn": "Torget", "antal": 1}]}


def test_bytes_that_are_no_text_are_asked_for_again(
    typed: Callable[..., Result], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = b"\xff\xfe\nProvby kommun\nAB Prov\n1\n\n\n\n\n1\n\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines), encoding="utf-8"))

    result = run("--library", "prov", *NEW)

    assert result.code == 0
    assert any("could not be read as text" in line for line in result.out)


def test_clauses_that_share_an_id_are_told_apart_by_their_library(typed: Callable[..., Result]) -> None:
    result = typed(*HEAD, "2", "")

    assert "  1  Gemensam text (grund)" in result.out
    assert "  2  Gemensam text (prov)" in result.out
    assert read("", Path("utkast.yaml").read_bytes()).data["clauses"] == [{"id": "prov/gemensam"}]


def test_a_library_without_a_clause_for_the_document_is_wrong_usage(run: Run, here: Path) -> None:
    result = run("new", "annat", "-o", "utkast.yaml")

    assert result.code == 2
    assert "annat" in result.err[-1]


def test_an_unknown_contract_is_named(run: Run, here: Path) -> None:
    result = run("new", "finnsinte", "-o", "utkast.yaml")

    assert result == Result(
        1, [], ["contracts: dokumenttypen ”finnsinte” finns inte; välj bland annat, prov [source-no-contract]"]
    )


# Answers in a file


ANSWERS = """\
municipality: {name: Provby kommun}
company: {name: AB Prov, form: aktiebolag}
clauses:
  - {id: ett, values: {antal: 100}}
"""


def test_answers_in_a_file_make_a_draft_that_builds(run: Run, library: Path) -> None:
    Path("svar.yaml").write_text(ANSWERS, "utf-8")

    written = run("--library", "prov", *NEW, "--answers", "svar.yaml")

    assert written.code == 0
    assert "Wrote utkast.yaml" in written.err
    assert run("--library", "prov", "build", "utkast.yaml", "-o", "ut.txt").code == 0


def test_wrong_answers_in_a_file_are_reported_and_nothing_is_written(run: Run, library: Path) -> None:
    Path("svar.yaml").write_text(ANSWERS.replace("100", "0"), "utf-8")

    result = run("--library", "prov", *NEW, "--answers", "svar.yaml")

    assert result.code == 1
    assert [line.partition(": ")[0] for line in result.err] == ["svar.yaml:4:31"]
    assert result.err[0].endswith("[number-bounds]")
    assert not Path("utkast.yaml").exists()
