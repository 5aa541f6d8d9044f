"""Measuring: processes from start to end, rates, medians with their spread. Knows nothing of documents."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Run:
    """What a process took."""

    seconds: float
    #: Seconds of processor time, which other work on the machine disturbs less; None where unknown.
    processor: float | None
    #: Most memory at any time, in MB; None where the system does not tell.
    peak: float | None


@dataclass(frozen=True, slots=True)
class Spread:
    """A median with the quartiles around it."""

    low: float
    middle: float
    high: float


def spread(values: Sequence[float]) -> Spread:
    """Return median and quartiles; a single value is all three."""
    if len(values) == 1:
        return Spread(values[0], values[0], values[0])
    low, _, high = quantiles(values, n=4, method="inclusive")
    return Spread(low, median(values), high)


def surroundings(folder: Path) -> dict[str, str]:
    """Return the environment of all measured processes: bytecode and klausul's cache in a folder of ours.

    An installed package has its bytecode compiled; a checkout gets it here from the first, uncounted
    run, on both sides alike and also where the machine is set to write none.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(folder / "bytecode"), "KLAUSUL_CACHE": str(folder / "cache")}


def cold(arguments: Sequence[str], environment: Mapping[str, str], allowed: Sequence[int] = (0,)) -> Run:
    """Run Python with some arguments in a fresh process, from start to end.

    Args:
        allowed: the exit codes with which the process has done its work.

    Raises:
        RuntimeError: the process failed.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    said = process.stderr.read()
    processor = peak = None
    if hasattr(os, "wait4"):
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        processor, peak = usage.ru_utime + usage.ru_stime, _megabytes(usage.ru_maxrss)
    else:
        process.wait()
    seconds = time.perf_counter() - start
    if process.returncode not in allowed:
        raise RuntimeError(said.decode(errors="replace"))
    return Run(seconds, processor, peak)


@dataclass(frozen=True, slots=True)
class Rate:
    """What one or more processes made together."""

    #: Documents per second of wall time.
    rate: float
    #: Most memory of any of the processes, in MB.
    peak: float | None


def warm(module: Sequence[str], count: int, processes: int, environment: Mapping[str, str]) -> Rate:
    """Run processes that make ``count`` documents each, started on the same word; see ``bench.warm``."""
    started = [
        subprocess.Popen(
            [sys.executable, "-m", *module, str(count)],
            cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for _ in range(processes)
    ]  # fmt: skip
    for process in started:
        assert process.stdout is not None
        if process.stdout.readline().strip() != "ready":
            raise RuntimeError(f"{' '.join(module)} did not get ready")
    start = time.perf_counter()
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    told = [json.loads(process.stdout.readline()) for process in started if process.stdout is not None]
    seconds = time.perf_counter() - start
    for process in started:
        process.communicate()
    peaks = [report["peak"] for report in told if report["peak"] is not None]
    return Rate(processes * count / seconds, max(peaks, default=None))


def own_peak() -> float | None:
    """Return the most memory that this process has had, in MB, where the system tells."""
    try:
        import resource
    except ImportError:
        return None
    return _megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _megabytes(size: int) -> float:
    # Linux counts in kilobytes, macOS in bytes (getrusage(2)).
    return size / (1024 * 1024 if sys.platform == "darwin" else 1024)
