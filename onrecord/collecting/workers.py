"""Processes that read reports, each with the model loaded once; answers come in order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from pathlib import Path

from onrecord.collecting.making import Outcome, Task, make
from onrecord.reading.sources import Failure

Answer = tuple[Task, Outcome]

FEW = 32
"""So many reports are read faster than a worker starts."""
_AHEAD = 4
"""Reports that wait for each worker while another is read."""


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def answers(tasks: Iterable[Task], archive: Path, workers: int) -> Iterator[Answer]:
    """What became of each task, in the order of the tasks, whatever the number of workers.

    Tasks are asked for as workers get free. One worker is this process itself.
    """
    stream = iter(tasks)
    few = list(islice(stream, FEW + 1)) if workers > 1 else []
    if workers == 1 or len(few) <= FEW:
        yield from ((task, make(task, archive)) for task in chain(few, stream))
        return
    crew = _Crew(archive, workers)
    try:
        yield from crew.answers(chain(few, stream))
    finally:
        crew.dismiss()


class _Crew:
    """Worker processes, and what they are at work on."""

    def __init__(self, archive: Path, workers: int) -> None:
        self._archive = archive
        self._workers = workers
        self._waiting: deque[tuple[Task, Future[Outcome]]] = deque()
        self._pool = _pool(workers)

    def answers(self, tasks: Iterable[Task]) -> Iterator[Answer]:
        for task in tasks:
            self._waiting.append((task, self._start(task)))
            while len(self._waiting) >= self._workers * _AHEAD or self._is_first_done():
                yield self._first()
        while self._waiting:
            yield self._first()

    def dismiss(self) -> None:
        """Ends the workers at once; what they were at work on is read by the next run."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in _processes(self._pool):
            process.terminate()

    def _is_first_done(self) -> bool:
        return bool(self._waiting) and self._waiting[0][1].done()

    def _start(self, task: Task) -> Future[Outcome]:
        try:
            return self._pool.submit(make, task, self._archive)
        except BrokenProcessPool as error:  # told when its turn comes
            broken: Future[Outcome] = Future()
            broken.set_exception(error)
            return broken

    def _first(self) -> Answer:
        task, future = self._waiting.popleft()
        try:
            return task, future.result()
        except BrokenProcessPool:
            return task, self._after_a_death(task)

    def _after_a_death(self, task: Task) -> Outcome:
        """A worker died, of one of the tasks under way: each is tried again, this one alone."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        outcome = _alone(task, self._archive)
        self._pool = _pool(self._workers)
        self._waiting = deque(
            (other, future if _is_answered(future) else self._start(other))
            for other, future in self._waiting
        )
        return outcome


def _is_answered(future: Future[Outcome]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _alone(task: Task, archive: Path) -> Outcome:
    pool = _pool(1)
    try:
        return pool.submit(make, task, archive).result()
    except BrokenProcessPool:
        why = "the process that read it was ended by the system"
        remedy = "see that there is memory for it, or split the report"
        return Outcome(failure=Failure(name=task.name, step="reading", why=why, remedy=remedy))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_prepare)


def _processes(pool: ProcessPoolExecutor) -> list[multiprocessing.process.BaseProcess]:
    return list((getattr(pool, "_processes", None) or {}).values())


def _prepare() -> None:
    """Makes a process a worker: it leaves Ctrl+C to its parent, and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
