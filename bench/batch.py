"""``python -m bench.batch``: documents per second that ``klausul batch`` makes, with one worker and with two.

The draft is the shipped example, or with ``--size`` the reference work; every row has its own company and its own
figures. Whole commands in fresh processes, the cache there. What starting takes is told apart by a run of few rows:
the rate is that of the rows beyond them. Memory is that of the largest process.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from pathlib import Path

from bench import measure
from bench.measure import Run
from bench.work import Work, load

_KLAUSUL = ["-c", "from generator.cli import main; main()"]
#: Rows of the run that tells what starting takes.
FEW = 20


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.batch", description=__doc__)
    parser.add_argument("--rows", type=int, default=200, metavar="N", help="documents in a run")
    parser.add_argument(
        "--size", type=int, default=0, metavar="N", help="clauses of the reference work; 0: the example"
    )
    parser.add_argument("--workers", default="1,2", metavar="N,N", help="numbers of workers to compare")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="klausul-bench-") as name:
        folder = Path(name)
        environment = measure.surroundings(folder)
        measure.cold(["-m", "bench.work", name, str(arguments.size)], environment)
        work = load(folder)
        few, many = _sheet(work, FEW), _sheet(work, FEW + arguments.rows)
        _batch(work, few, 1, environment)  # fills the cache, and compiles the bytecode
        rates = {}
        for workers in map(int, arguments.workers.split(",")):
            start = _batch(work, few, workers, environment)
            whole = _batch(work, many, workers, environment)
            rates[workers] = arguments.rows / (whole.seconds - start.seconds)
            used = arguments.rows / ((whole.processor or 0.0) - (start.processor or 0.0))
            print(
                f"{work.title}, {arguments.rows} rows, workers {workers}: {rates[workers]:.1f}/s "
                f"({used:.1f} per second of processor time), whole command {whole.seconds:.1f} s, "
                f"memory {start.peak or 0:.0f} MB at {FEW} rows, {whole.peak or 0:.0f} MB at the end",
                flush=True,
            )
        if {1, 2} <= rates.keys():
            print(f"two workers / one: {rates[2] / rates[1]:.2f}")


def _batch(work: Work, sheet: Path, workers: int, environment: dict[str, str]) -> Run:
    with tempfile.TemporaryDirectory(prefix="klausul-bench-", dir=work.folder) as output:
        library = ["--library", work.library] if work.library else []
        command = [*_KLAUSUL, *library, "batch", str(sheet), "--draft", work.draft, "-o", output]
        return measure.cold([*command, "--workers", str(workers), "--name", "{row}"], environment)


def _sheet(work: Work, rows: int) -> Path:
    """Write a sheet of text with so many rows of different answers."""
    from generator.build.job import Request, compose
    from generator.cli.build import draft_path, project_root
    from generator.cli.environment import Context
    from generator.sheet.columns import columns
    from generator.sheet.rows import own_value
    from generator.source import read
    from generator.spreadsheet.cells import content, text_of

    path = draft_path(work.draft)
    places = Context(libraries=(Path(work.library),) if work.library else ()).places()
    composed = compose(Request(read(str(path), path.read_bytes()), path.parent, project_root(path)), places)
    found = columns(composed)
    kept = [text_of(content(column, own_value(composed.loaded.source.data, column))) for column in found]
    file = work.file(f"{rows}.csv")
    with file.open("w", encoding="utf-8", newline="") as text:
        table = csv.writer(text, delimiter=";")
        table.writerow(column.key for column in found)
        for row in range(rows):
            own = {"company.name": f"Bolag {row} AB", "company.parent": f"Moderbolag {row} AB"}
            shown = [own.get(column.key, said) for column, said in zip(found, kept, strict=True)]
            for position, column in enumerate(found):
                # Every whole number within its bounds is another one from row to row.
                low, high = column.parameter.min, column.parameter.max
                if column.parameter.type == "integer" and shown[position] and low is not None and high is not None:
                    shown[position] = str(int(low) + (int(shown[position]) + row) % (int(high) - int(low) + 1))
            table.writerow(shown)
    return file


if __name__ == "__main__":
    main()
