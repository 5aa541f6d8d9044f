"""``python -m bench.search``: searching a made-up library, the whole command and its core apart.

The library is made of the bundled clauses, each many times over under other ids, with a made-up place in
its title, so that texts are as long and words as many as in real ones. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import measure
from bench.measure import Run, spread
from generator.build.places import Places
from generator.build.searching import refresh, search
from generator.places import bundled
from generator.search.filters import Wanted
from generator.search.index import Index
from generator.store import Store

SEED = 20261123
QUERIES = (
    "sociala kontrakt",
    "vräkning barn",
    "lokal",
    "hyresgästinflytande",
    "mötesplast",
    "bolaget",
    "kommunallagen",
)
_FIRST = "Al,Björk,Ek,Gran,Hed,Hassel,Kvarn,Lind,Löv,Mo,Norr,Oxel,Rönn,Sand,Skog,Sten,Sund,Tall,Ås,Öster"
_LAST = "backa,berga,bro,by,dal,fors,hamn,höjd,kulla,köping,lunda,mark,näs,rum,sjö,sta,torp,vik,ås,äng,ö"
_COMMAND = ["-c", "from generator.cli import main; main()"]


def main() -> None:
    """Make the library, index it, and print what was measured."""
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--size", type=int, default=10_000, metavar="N", help="clauses in the made-up library")
    parser.add_argument("--times", type=int, default=9, metavar="N", help="how often each thing is done")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="klausul-bench-") as name:
        folder = Path(name)
        library = write(folder / "library", arguments.size)
        environment = measure.surroundings(folder)
        command = [*_COMMAND, "--library", str(library), "clauses", "search"]
        _cold("first search, nothing indexed", [measure.cold([*command, "soliditet"], environment)])
        size = sum(file.stat().st_size for file in (folder / "cache").glob("search-*"))
        print(f"size of the index: {size / 1e6:.0f} MB", flush=True)
        for query in QUERIES:
            runs = [measure.cold([*command, *query.split()], environment) for _ in range(arguments.times)]
            _cold(f"whole command, {query}", runs)
        bare = [measure.cold([*_COMMAND, "clauses", "search", "--help"], environment) for _ in range(arguments.times)]
        _cold("the command's help alone", bare)
        _core(folder, library, arguments.times)
        changed = []
        for turn in range(3):
            file = next(iter(sorted((library / "boende").glob("*.yaml"))))
            file.write_text(
                re.sub(r"^title: .*$", f"title: Zebra {turn}", file.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
            )
            changed.append(measure.cold([*command, "zebra", str(turn)], environment))
        _cold("whole command, one file changed", changed)


def write(folder: Path, size: int) -> Path:
    """Write the made-up library to a folder."""
    rng = random.Random(SEED)
    source = bundled("clauses")
    texts = {
        file: file.read_text("utf-8") for file in sorted(source.glob("*/*.yaml")) if file.parent.name != "register"
    }
    for file in (source / "register").glob("*.yaml"):
        _save(folder / "register" / file.name, file.read_text("utf-8"))
    _save(folder / "library.yaml", "name: stor\nversion: 1.0.0\ntitle: Ett stort bibliotek\nlicense: CC0-1.0\n")
    names = list(texts)
    for number in range(size):
        file = names[number % len(names)]
        place = f"{rng.choice(_FIRST.split(','))}{rng.choice(_LAST.split(','))}"
        text = re.sub(r"^id: .*$", f"id: klausul-{number}", texts[file], count=1, flags=re.MULTILINE)
        text = re.sub(r"^title: (.{1,50}).*$", rf"title: \1 i {place}", text, count=1, flags=re.MULTILINE)
        _save(folder / file.parent.name / f"klausul-{number}.yaml", text)
    return folder


def _save(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def _core(folder: Path, library: Path, times: int) -> None:
    """Measure inside one process: noticing that nothing has changed, and each search with that."""
    libraries = [(bundled("clauses"), "clauses"), (library, str(library))]
    contracts = [(library / "contracts", f"{library}/contracts"), (bundled("contracts"), "contracts")]
    places = Places(libraries, contracts, [], Store(folder / "cache"))
    index = Index(next((folder / "cache").glob("search-*.sqlite")))
    _timed("core, nothing has changed", lambda: refresh(index, places), times)
    index.close()
    for query in QUERIES:
        _timed(f"core, {query}", lambda query=query: search(places, query, Wanted(), 10), times)
    _timed("core, lokal in one dimension", lambda: search(places, "lokal", Wanted(dimension="service"), 10), times)


def _timed(label: str, what: Callable[[], object], times: int) -> None:
    seconds, processor = [], []
    for _ in range(times):
        start, used = time.perf_counter(), time.process_time()
        what()
        seconds.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    print(_line(label, seconds, processor), flush=True)


def _cold(label: str, runs: Sequence[Run]) -> None:
    print(_line(label, [run.seconds for run in runs], [run.processor or 0.0 for run in runs]), flush=True)


def _line(label: str, seconds: Sequence[float], processor: Sequence[float]) -> str:
    shown = []
    for times in (seconds, processor):
        found = spread([1000 * value for value in times])
        shown.append(f"{found.middle:>7.0f} ms {f'({found.low:.0f}–{found.high:.0f})':<15}")
    return f"{label:<40} wall {shown[0]} processor {shown[1]}".rstrip()


if __name__ == "__main__":
    print(f"{os.cpu_count()} cores")
    main()
