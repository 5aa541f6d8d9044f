"""``python -m bench``: klausul's whole build and plain docxtpl's fill, side by side in one run."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from bench import measure
from bench.measure import Rate, Run, Spread, spread
from bench.work import Work, load

#: What the installed command does; both sides start Python the same way.
_KLAUSUL = ["-c", "from generator.cli import main; main()"]


@dataclass(frozen=True, slots=True)
class Plan:
    """How many times each thing is done."""

    cold: int
    empty: int
    #: Warm runs, each of fresh processes, and the documents that each process makes.
    rounds: int
    documents: int


def plan(size: int, quick: bool) -> Plan:
    """Return how often a work of some size is done, so that a run ends while someone is watching."""
    if quick:
        return Plan(cold=5, empty=2, rounds=2, documents=5)
    if size >= 6000:
        return Plan(cold=3, empty=1, rounds=1, documents=2)
    if size >= 600:
        return Plan(cold=5, empty=3, rounds=3, documents=5)
    return Plan(cold=21, empty=5, rounds=5, documents=10)


def main() -> None:
    """Do the whole benchmark and print it."""
    arguments = _arguments()
    print(machine())
    with tempfile.TemporaryDirectory(prefix="klausul-bench-") as name:
        for size in (0, *arguments.sizes):
            folder = Path(name) / str(size)
            folder.mkdir()
            bench = Bench(folder, size, plan(size, arguments.quick))
            print(f"\n{bench.work.title}: the two texts are the same" if not bench.differs else bench.differs)
            for line in bench.lines():
                print(line, flush=True)
            shutil.rmtree(folder)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the example and 60 clauses, few repetitions")
    parser.add_argument(
        "--sizes", type=_sizes, default=[60], metavar="N,N", help="clauses of the reference work (60,600,6000)"
    )
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    sizes = [int(size) for size in text.split(",") if size]
    if any(size < 12 or size % 12 for size in sizes):
        raise argparse.ArgumentTypeError("sizes must be multiples of twelve, the number of sections")
    return sizes


def machine() -> str:
    """Return what kind of machine this is, without its name."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = ""
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        memory = f", {round(os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 1024**3)} GiB"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{platform.system()} {platform.machine()}, {cores} cores{memory}, {python}, docxtpl {version('docxtpl')}"


class Bench:
    """The measurements of one work, which is made ready in a process of its own."""

    def __init__(self, folder: Path, size: int, plan: Plan) -> None:
        self._folder = folder
        self._plan = plan
        self._environment = measure.surroundings(folder)
        self.differs = ""
        try:
            measure.cold(["-m", "bench.work", str(folder), str(size)], self._environment)
        except RuntimeError as error:
            if not (folder / "docxtpl.docx").is_file():
                raise
            self.differs = f"\nThe two texts differ:\n{error}"
        self.work: Work = load(folder)

    def lines(self) -> Iterator[str]:
        """Yield the table, a line as soon as it has been measured."""
        yield _line("", "klausul", "docxtpl", "klausul/docxtpl", "peak MB")
        yield from self._cold("cold, cache there", self._plan.cold, lambda: None)
        yield from self._cold("cold, first build", self._plan.empty, self._forget)
        yield from self._warm()

    def _klausul(self) -> Run:
        return measure.cold([*_KLAUSUL, *self.work.command(self.work.file("klausul.docx"))], self._environment)

    def _docxtpl(self) -> Run:
        files = (self.work.file(name) for name in ("template.docx", "context.json", "docxtpl.docx"))
        script = str(Path(__file__).with_name("fill.py"))
        return measure.cold([script, *map(str, files)], self._environment)

    def _forget(self) -> None:
        """Empty the cache and take the lock away, as before a draft's first build."""
        shutil.rmtree(self._folder / "cache", ignore_errors=True)
        self.work.file("draft.lock").unlink(missing_ok=True)

    def _cold(self, label: str, times: int, before: Callable[[], None]) -> Iterator[str]:
        """Yield the lines of fresh processes, one of each side in turn, so that noise meets both."""
        self._klausul(), self._docxtpl()
        ours, theirs = [], []
        for _ in range(times):
            before()
            ours.append(self._klausul())
            theirs.append(self._docxtpl())
        yield _times(label, [run.seconds for run in ours], [run.seconds for run in theirs], (ours, theirs))
        ours_used, theirs_used = ([run.processor or 0.0 for run in side] for side in (ours, theirs))
        if all(ours_used) and all(theirs_used):
            yield _times("  processor time", ours_used, theirs_used, ())

    def _warm(self) -> Iterator[str]:
        self._klausul()  # the cache and the lock are there again
        ours: dict[int, list[Rate]] = {}
        theirs: dict[int, list[Rate]] = {}
        for processes in (1, 2):
            rounds = [[self._rate(side, processes) for side in ("klausul", "docxtpl", "drafts")] for _ in self._rounds]
            ours[processes], theirs[processes], drafts = (list(column) for column in zip(*rounds, strict=True))
            named = f"{processes} process{'es' if processes > 1 else ''}"
            yield _rates(f"warm, {named}, one draft", ours[processes], theirs[processes])
            yield _rates(f"warm, {named}, new drafts", drafts, theirs[processes])
        gain = [_shown(spread(_gains(rates))) for rates in (ours, theirs)]
        yield _line("two processes / one", *gain, "", "")

    @property
    def _rounds(self) -> range:
        return range(self._plan.rounds)

    def _rate(self, side: str, processes: int) -> Rate:
        module = ["bench.warm", side, str(self._folder)]
        return measure.warm(module, self._plan.documents, processes, self._environment)


def _gains(rates: dict[int, list[Rate]]) -> list[float]:
    return [two.rate / one.rate for one, two in zip(rates[1], rates[2], strict=True)]


def _rates(label: str, ours: Sequence[Rate], theirs: Sequence[Rate]) -> str:
    return _compared(
        label,
        f"{_shown(spread([rate.rate for rate in ours]), 1)}/s",
        f"{_shown(spread([rate.rate for rate in theirs]), 1)}/s",
        [our.rate / their.rate for our, their in zip(ours, theirs, strict=True)],
        (ours, theirs),
    )


def _compared(
    label: str, ours: str, theirs: str, ratios: Sequence[float], runs: Iterable[Sequence[Run] | Sequence[Rate]]
) -> str:
    peaks = [[run.peak for run in side if run.peak is not None] for side in runs]
    memory = " and ".join(f"{max(side):.0f}" for side in peaks if side)
    return _line(label, ours, theirs, _shown(spread(ratios)), memory)


def _times(
    label: str, ours: Sequence[float], theirs: Sequence[float], runs: Iterable[Sequence[Run] | Sequence[Rate]]
) -> str:
    ratios = [our / their for our, their in zip(ours, theirs, strict=True)]
    return _compared(label, _milliseconds(ours), _milliseconds(theirs), ratios, runs)


def _milliseconds(seconds: Iterable[float]) -> str:
    return f"{_shown(spread([1000 * value for value in seconds]), 0)} ms"


def _shown(found: Spread, digits: int = 2) -> str:
    low, middle, high = (f"{value:.{digits}f}" for value in (found.low, found.middle, found.high))
    return f"{middle} ({low}–{high})"


def _line(label: str, *cells: str) -> str:
    return f"{label:<30}" + "".join(f"{cell:>26}" for cell in cells).rstrip()


if __name__ == "__main__":
    main()
