"""The handbook followed word for word: commands run at a terminal, files written, screens compared with the page.

``tools/make_pictures.py`` takes its pictures on the way, and a test holds that the handbook says what the
command says. These fenced blocks are followed, in order; the others are only read:

- ``console``: a line with ``$`` is a command. The lines after it are what stands on the screen, answers
  included: what the page has behind a prompt is typed, and ``^C`` is the keys. ``…`` stands for any lines,
  with Enter at each question among them. The next block may go on where this one stops.
  ``console slutkod=1`` is for commands that end with that code. ``console bred`` has lines wider than the window.
- ``yaml fil=NAME`` or ``text fil=NAME``: the whole file. ``yaml fil=NAME före``, then ``yaml fil=NAME efter``:
  lines of the file, and what is put in their place.
- ``word`` and ``webbsida``: what a reviewer does with a file that was sent out (``tools/reviewers.py``).

The picture ``logotyp.png`` is put in the folder, as the page asks its reader to do.
Needs pseudo-terminals, so it does not run on Windows.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import shlex
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools import reviewers

ROOT = Path(__file__).resolve().parent.parent
HANDBOOK = ROOT / "docs" / "handbok.md"
#: The size of the window; blocks are at most as wide.
COLUMNS, ROWS = 80, 24
#: Seconds after which a command that says nothing hangs.
PATIENCE = 60.0
#: Seconds of silence after which a prompt is one, and not the beginning of a line.
SILENCE = 0.1
#: Stands for lines that are left out.
ANY = "…"
KEYS = "^C"
#: A picture that the reader puts beside the draft.
OWN = "logotyp.png"
_STEP = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$|!\[([^]]*)\]\(([^)]+)\)", re.MULTILINE | re.DOTALL)
#: What a terminal is told besides text. Colours and weight (SGR, which ends in m) are kept.
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-HJKSTfhlnsu]|\x1b[=>]|\x07")
_SGR = re.compile(r"\x1b\[[0-9;]*m")
_PROMPTS = ("> ", "? ")


class HandbookError(Exception):
    """The page says something else than the command."""


@dataclass(frozen=True)
class Step:
    """A fenced block, or a picture."""

    #: console, yaml, picture, or another kind of block
    kind: str
    #: What stands behind the kind; a picture's alternative text.
    about: str
    #: The lines; a picture's path.
    text: str

    def option(self, name: str) -> str:
        """Return what the block says as ``name=``, or nothing."""
        found = re.search(rf"\b{name}=(\S+)", self.about)
        return found[1] if found else ""


def steps(page: str) -> list[Step]:
    """Return the blocks and pictures of a page, in order."""
    return [
        Step(found[1], found[2].strip(), found[3]) if found[1] else Step("picture", found[4], found[5])
        for found in _STEP.finditer(page)
    ]


def plain(line: str) -> str:
    """Return a line of the screen without colours, and with ordinary spaces for hard ones, which nobody types."""
    return _SGR.sub("", line).replace("\u00a0", " ").rstrip()


def _take_keys() -> None:
    """Make Ctrl-C a signal of the process to be, also where the one that starts it was started to ignore it."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """A command at a pseudo-terminal of its own."""

    def __init__(self, command: str, folder: Path, environment: dict[str, str]) -> None:
        self.command = command
        self.master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "generator", *shlex.split(command)[1:]],
            cwd=folder, env=environment, stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
            preexec_fn=_take_keys,  # noqa: PLW1509 - nothing else makes the terminal its own
        )  # fmt: skip
        os.close(slave)
        self._seen = b""
        self._ended = False
        #: How many lines have been compared with the page, and whether the page leaves lines out before the next.
        self.compared, self.skipping = 0, False

    @property
    def lines(self) -> list[str]:
        """What has been on the screen. The last line is unfinished, and often empty."""
        text = _CONTROL.sub("", self._seen.decode("utf-8", "replace")).replace("\r", "")
        return text.split("\n")

    def read(self, seconds: float | None = None) -> bool:
        """Wait for more; return False where nothing came."""
        ready, _, _ = select.select([self.master], [], [], PATIENCE if seconds is None else seconds)
        try:
            new = os.read(self.master, 65536) if ready else b""
        except OSError:  # Linux says so when the other side is closed
            new = b""
            self._ended = True
        self._seen += new
        return bool(new)

    def meet(self, wanted: str) -> None:
        """Wait for a line of the page, and type what stands in it behind a prompt."""
        until = time.monotonic() + PATIENCE
        while not self._found(wanted):
            if time.monotonic() > until:
                self._differs(wanted)
            *_, last = self.lines
            asked = plain(last) + " " if plain(last) else ""
            if asked.endswith(_PROMPTS):
                if not self.read(SILENCE):
                    self._reply(wanted, asked)
            elif not self.read(max(0.0, until - time.monotonic())):
                self._differs(wanted)
        self.compared = self._place(wanted) + 1
        self.skipping = False

    def _found(self, wanted: str) -> bool:
        if self._place(wanted) >= 0:
            return True
        if not self.skipping and self.compared < len(self.lines) - 1:
            self._differs(wanted)
        return False

    def _place(self, wanted: str) -> int:
        """Return where a line stands among those that are finished and not compared yet, or -1."""
        # Not every terminal shows the keys.
        shown = wanted.removesuffix(KEYS).rstrip()
        for place, line in enumerate(self.lines[self.compared : -1], self.compared):
            if plain(line) in (wanted, shown):
                return place
            if not self.skipping:
                break
        return -1

    def _reply(self, wanted: str, asked: str) -> None:
        there = len(self.lines)
        if (wanted + " ").startswith(asked):
            typed = wanted[len(asked) :]
        elif self.skipping:
            typed = ""
        else:
            self._differs(wanted)
        if typed == KEYS:
            # One press just as the cursor appears can go unheard.
            until = time.monotonic() + PATIENCE
            while len(self.lines) == there and not self._ended and time.monotonic() < until:
                os.write(self.master, b"\x03")
                self.read(2)
            return
        os.write(self.master, f"{typed}\n".encode())
        while len(self.lines) == there and self.read():
            pass

    def _differs(self, wanted: str) -> None:
        seen = "\n".join(map(plain, self.lines[self.compared :]))
        raise HandbookError(f"{self.command}\nthe page says:\n{wanted}\nthe screen says:\n{seen}")

    def end(self, code: int, silent: bool) -> None:
        """Wait for the end of the command: with an exit code, and nothing more on the screen than the page has.

        Args:
            silent: True where the page quotes nothing of what the command says.
        """
        while not self._ended:
            if not self.read() and not self._ended:
                self._differs("(the end)")
        if not silent and not self.skipping and "".join(map(plain, self.lines[self.compared :])):
            self._differs("")
        if self.process.wait(PATIENCE) != code:
            self.compared = 0
            self._differs(f"(exit code {code})")

    def close(self) -> None:
        """Make sure that nothing is left running."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)


class Walk:
    """A walk through a page, in a folder."""

    def __init__(self, folder: Path, cache: Path, picture: Callable[[Walk, Step], None] | None = None) -> None:
        self.folder = folder
        #: Called with each picture when the page comes to it.
        self.picture = picture
        self.environment = {
            **{key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS", "LINES")},
            "KLAUSUL_LANG": "sv", "KLAUSUL_CACHE": str(cache), "LC_ALL": "C.UTF-8", "TERM": "xterm",
            "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        #: The commands that have been run.
        self.commands: list[str] = []
        self.terminal: Terminal | None = None
        self._code, self._silent, self._before = 0, True, ""

    def follow(self, page: str) -> None:
        """Do what a page says.

        Raises:
            HandbookError: something else happens than what the page says.
        """
        try:
            for step in steps(page):
                if step.kind == "picture":
                    self._look(step)
                elif step.kind == "console":
                    self._console(step)
                elif step.kind in ("yaml", "text") and step.option("fil"):
                    self._end()
                    self._write(step)
                elif step.kind in ("word", "webbsida"):
                    self._end()
                    done = reviewers.word if step.kind == "word" else reviewers.answer
                    done(self.folder / step.option("fil"), self.folder / step.option("som"), step.text)
            self._end()
        finally:
            if self.terminal:
                self.terminal.close()

    def _look(self, step: Step) -> None:
        if self.picture:
            self.picture(self, step)
        if Path(step.text).name == OWN:
            shutil.copy(HANDBOOK.parent / step.text, self.folder)

    def _console(self, step: Step) -> None:
        for line in step.text.splitlines():
            if line.startswith("$ "):
                self._end()
                self.commands.append(line[2:])
                self._code, self._silent = int(step.option("slutkod") or 0), True
                self.terminal = Terminal(line[2:], self.folder, self.environment)
            elif self.terminal is None:
                raise HandbookError(f"no command before:\n{line}")
            else:
                self._silent = False
                if line == ANY:
                    self.terminal.skipping = True
                else:
                    self.terminal.meet(line)
        if self.terminal and self._silent:
            # Nothing is quoted, so it is not an interview that goes on in the next block.
            self._end()

    def _end(self) -> None:
        if self.terminal:
            self.terminal.end(self._code, self._silent)
            self.terminal.close()
            self.terminal = None

    def _write(self, step: Step) -> None:
        file = self.folder / step.option("fil")
        file.parent.mkdir(exist_ok=True)
        if step.about.endswith(" före"):
            self._before = step.text
        elif step.about.endswith(" efter"):
            text = file.read_text("utf-8")
            if text.count(self._before) != 1:
                raise HandbookError(f"{file.name} does not have these lines once:\n{self._before}\n---\n{text}")
            file.write_text(text.replace(self._before, step.text), "utf-8")
        else:
            file.write_text(step.text, "utf-8")
