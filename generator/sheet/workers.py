"""Rows shared out over several processes, each with a maker of its own.

Processes are started anew, as Windows does it everywhere. A pipe to each carries tasks and results; where
the command is killed the pipe ends, and the process with it.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from typing import Any

from generator.errors import UsageError
from generator.sheet.work import Job, Maker, Result, Task

#: One end of a pipe, which is of another class on Windows.
Pipe = Any
#: Tasks that lie ready for a process, so that it need not wait for the next one.
_AHEAD = 2
#: Seconds for a process to finish the document it is at.
_PATIENCE = 10.0


class WorkerError(Exception):
    """A process has failed or gone; the text says how."""


def results(job: Job, tasks: Iterable[Task], count: int, ready: Callable[[], None]) -> Iterator[Result]:
    """Yield the result of each task, in whatever order they are done.

    Args:
        job: what the tasks have in common.
        tasks: the rows.
        count: how many processes; the command's own alone for 1.
        ready: called first in each further process, a function of a module.

    Raises:
        UsageError: the documents cannot be written on this computer.
        OSError: a file cannot be written.
        WorkerError: a process has failed.
    """
    if count > 1:
        yield from _shared(job, iter(tasks), count, ready)
        return
    maker = None
    for task in tasks:
        maker = maker or Maker(job)
        yield maker.do(task)


def _shared(job: Job, tasks: Iterator[Task], count: int, ready: Callable[[], None]) -> Iterator[Result]:
    context = multiprocessing.get_context("spawn")
    pipes: dict[Pipe, SpawnProcess] = {}
    waiting: dict[Pipe, int] = {}
    try:
        for _ in range(count):
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, job, ready), daemon=True)
            with _deaf():
                process.start()
            theirs.close()
            pipes[ours], waiting[ours] = process, 0
        for pipe in list(pipes) * _AHEAD:
            _send(pipe, tasks, waiting)
        while any(waiting.values()):
            for pipe in wait([pipe for pipe, left in waiting.items() if left]):
                found = _received(pipe)
                waiting[pipe] -= 1
                _send(pipe, tasks, waiting)
                yield found
    finally:
        for pipe in pipes:
            pipe.close()
        for process in pipes.values():
            process.join(_PATIENCE)
            if process.is_alive():
                process.terminate()
                process.join()


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """Let a process start that does not hear Ctrl-C, not even while Python starts in it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, heard)


def _send(pipe: Pipe, tasks: Iterator[Task], waiting: dict[Pipe, int]) -> None:
    task = next(tasks, None)
    if task is not None:
        try:
            pipe.send(task)
        except OSError as error:
            raise WorkerError("a process has gone") from error
        waiting[pipe] += 1


def _received(pipe: Pipe) -> Result:
    try:
        found = pipe.recv()
    except (EOFError, OSError) as error:
        raise WorkerError("a process has gone") from error
    if isinstance(found, Result):
        return found
    raise found if isinstance(found, UsageError | OSError) else WorkerError(found)


def _serve(pipe: Pipe, job: Job, ready: Callable[[], None]) -> None:
    """Do tasks until the pipe ends."""
    try:
        # Ctrl-C reaches every process of the terminal; the command's own decides what follows.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        ready()
        maker = Maker(job)
        while True:
            pipe.send(maker.do(pipe.recv()))
    except EOFError:
        return
    except (UsageError, OSError) as error:
        with contextlib.suppress(OSError):
            pipe.send(error)
    except Exception:
        with contextlib.suppress(OSError):
            pipe.send(traceback.format_exc())
