"""A process that makes many documents: ``python -m bench.warm SIDE FOLDER COUNT``.

It makes a few uncounted ones, says ``ready``, waits for a line, and reports the seconds of each.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.measure import own_peak
from bench.work import Work, load

UNCOUNTED = 2


def maker(side: str, work: Work) -> Callable[[int], object]:
    """Return what makes the document with a number.

    Args:
        side: ``klausul``, ``drafts`` (klausul with a new draft each time) or ``docxtpl``.
        work: what to make.
    """
    output = work.file(f"{side}-{os.getpid()}.docx")
    if side == "docxtpl":
        from bench.fill import fill

        context = json.loads(work.file("context.json").read_text(encoding="utf-8"))
        return lambda _number: fill(str(work.file("template.docx")), context, str(output))
    from bench.build import Builder

    builder = Builder(work)
    # Numbers of two processes at the same time are apart, or one would find the other's drafts in the cache.
    first = os.getpid() * 100_000 if side == "drafts" else 0
    return lambda number: builder.build(output, first + number if first else 0)


def main(side: str, folder: str, count: int) -> None:
    """Make the documents and print what it took as JSON."""
    make = maker(side, load(Path(folder)))
    for number in range(UNCOUNTED):
        make(number)
    print("ready", flush=True)
    sys.stdin.readline()
    seconds = []
    for number in range(UNCOUNTED, UNCOUNTED + count):
        start = time.perf_counter()
        make(number)
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"seconds": seconds, "peak": own_peak()}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
