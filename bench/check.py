"""``python -m bench.check``: what checking a draft costs beside building it.

The draft is the reference work of 60 clauses. ``build`` and ``check`` are whole commands in fresh processes,
with klausul's cache there. *All rules* is what checking adds to a draft that has been put together: importing
the rules, reading the registers' law and the rules' words, running every rule and writing the report, measured
inside a fresh process. Beside the seconds stand those of processor time, which other work on the machine disturbs
less; the ratio is theirs where the system tells. As a script, ``FOLDER``: print both kinds of seconds of that.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench import measure
from bench.measure import Run, spread

_KLAUSUL = ["-c", "from generator.cli import main; main()"]
_DAY = "2026-11-23"


def main() -> None:
    """Measure and print."""
    if len(sys.argv) == 2 and Path(sys.argv[1]).is_dir():
        print(*_rules(Path(sys.argv[1])))
        return
    parser = argparse.ArgumentParser(prog="python -m bench.check", description=__doc__)
    parser.add_argument("--size", type=int, default=60, metavar="N", help="clauses in the draft")
    parser.add_argument("--times", type=int, default=11, metavar="N", help="how often each thing is done")
    arguments = parser.parse_args()
    from bench.work import load, prepare

    with tempfile.TemporaryDirectory(prefix="klausul-bench-") as name:
        folder = Path(name)
        prepare(folder, arguments.size)
        work, environment = load(folder), measure.surroundings(folder)
        library = ["--library", work.library]
        build = [*_KLAUSUL, *work.command(work.file("klausul.docx"))]
        check = [*_KLAUSUL, *library, "check", work.draft, "--date", _DAY, "--format", "json"]
        rules = [sys.executable, "-m", "bench.check", str(folder)]
        for command in (build, check):
            measure.cold(command, environment, allowed=(0, 1))  # fills the cache, and compiles the bytecode
        subprocess.run(rules, cwd=measure.ROOT, env=environment, check=True, capture_output=True)
        built, checked, ruled = [], [], list[Run]()
        for _ in range(arguments.times):
            built.append(measure.cold(build, environment))
            checked.append(measure.cold(check, environment, allowed=(0, 1)))
            said = subprocess.run(rules, cwd=measure.ROOT, env=environment, check=True, capture_output=True, text=True)
            seconds, processor = map(float, said.stdout.split())
            ruled.append(Run(seconds, processor, None))
        print(f"{work.title}, {arguments.times} times each")
        for what, runs in (("build", built), ("check", checked), ("all rules", ruled)):
            print(f"{what}: {_shown([run.seconds for run in runs])}; processor {_shown(list(map(_processor, runs)))}")
        middle = spread([_processor(rule) / _processor(run) for rule, run in zip(ruled, built, strict=True)])
        print(f"all rules / build: {middle.middle:.2f} ({middle.low:.2f}–{middle.high:.2f})")


def _processor(run: Run) -> float:
    return run.seconds if run.processor is None else run.processor


def _shown(seconds: Sequence[float]) -> str:
    middle = spread(seconds)
    return f"{middle.middle * 1000:.0f} ms ({middle.low * 1000:.0f}–{middle.high * 1000:.0f})"


def _rules(folder: Path) -> tuple[float, float]:
    """Return the seconds that all rules take of a draft that has just been put together, and the processor's."""
    from bench.work import load
    from generator.build.job import Request, compose
    from generator.cli.build import project_root
    from generator.cli.environment import Context
    from generator.source import read

    work = load(folder)
    path = Path(work.draft)
    places = Context(libraries=(Path(work.library),)).places()
    composed = compose(Request(read(str(path), path.read_bytes()), path.parent, project_root(path)), places)
    start, busy = time.perf_counter(), time.process_time()
    from generator.build.checking import Against, check_composed
    from generator.check.report import as_data

    as_data([check_composed(composed, Against(places, _DAY))])
    return time.perf_counter() - start, time.process_time() - busy


if __name__ == "__main__":
    main()
