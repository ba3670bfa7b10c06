"""A workspace's speed: documents a second, what each further one costs, how long a search takes.

python -m bench.workspace_speed [--documents 30000] [--only add|growth]

The first part reads every report in full, on one worker and on two, beside the reading alone. The
second asks what the workspace costs as it grows: reports come through the same ``add``, their bytes
go to the archive, the log and the database, but their Records are made once for each family of
templates (bench/invented.py), so that the workspace is timed and not the tagger.
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from bench.invented import FAMILIES, report, reports
from onrecord.collecting import AddOptions, Source, add, workers
from onrecord.collecting.making import Outcome, Task
from onrecord.pipeline import check_text
from onrecord.reading.sources import Item
from onrecord.workspace import Filters, Made, Workspace
from onrecord.workspace.archive import Archive

READ = 150
TURNS = 3
DOCUMENTS = 3_000
ROUNDS = 11
QUERIES = (
    ("one word, rare", "001234", Filters()),
    ("one word, in a quarter of all", "causeway", Filters()),
    ("a phrase", '"asks for boats"', Filters()),
    ("words, without one", "army denied -Havnby", Filters()),
    ("a beginning", "bull*", Filters()),
    ("with filters", "bridge", Filters(speaker="Dekkel", manner="earnest")),
)


def main(arguments: list[str] | None = None) -> int:
    """Prints all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--only", choices=("add", "growth"))
    given = parser.parse_args(arguments)
    if given.only != "growth":
        print("Adding to a workspace, reports read in full")
        adding(READ)
    if given.only != "add":
        print(f"\nA workspace as it grows to {given.documents:,} documents")
        growth(given.documents)
    return 0


def adding(count: int) -> None:
    """Documents a second on one worker and on two, beside the reading alone.

    Reading alone and adding take turns, so that whatever else the machine does meets both alike.
    """
    texts = list(reports(count * TURNS))
    check_text(report(len(texts)))  # what a first report loads is no part of any figure
    alone, one = [], []
    with tempfile.TemporaryDirectory() as home:
        for turn in range(TURNS):
            part = texts[turn * count : (turn + 1) * count]
            folder = _written(part, Path(home) / f"part{turn}")
            alone.append(_seconds(lambda p=part: [check_text(text) for _, text in p]))
            one.append(_adding(folder, Path(home) / f"one{turn}", 1))
        two = _adding(_written(texts, Path(home) / "all"), Path(home) / "two", 2)
    rate_alone, rate_one = count / statistics.median(alone), count / statistics.median(one)
    rate_two = len(texts) / two
    print(f"  reading alone {rate_alone:7.1f} documents/s")
    print(f"  one worker    {rate_one:7.1f} documents/s, {rate_one / rate_alone:.2f} of that")
    print(f"  two workers   {rate_two:7.1f} documents/s, {rate_two / rate_one:.2f} times one, "
          f"their start included ({len(texts)} documents)")  # fmt: skip


def _written(texts: Sequence[tuple[str, str]], folder: Path) -> Path:
    for name, text in texts:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def _adding(folder: Path, home: Path, count: int) -> float:
    with Workspace.create(home) as workspace:
        return _seconds(lambda: add(workspace, [str(folder)], AddOptions(workers=count)))


def growth(count: int) -> None:
    """What documents cost as there are more of them, and how long searches take at the end."""
    with (
        tempfile.TemporaryDirectory() as home,
        records_made_once(),
        Workspace.create(Path(home) / "ws") as workspace,
    ):
        _grow(workspace, count)
        size = sum(path.stat().st_size for path in workspace.folder.glob("onrecord.db*"))
        print(f"  the database holds {size / count / 1000:.1f} kB a document")
        few = max(1, count // 10)
        again = _seconds(lambda: _add(workspace, 0, few))
        print(f"  adding again what is there: {few / again:.0f} documents/s")
        print(f"\n  {'search':32s} {'median':>9s} {'slowest':>9s}   hits shown")
        for name, query, filters in QUERIES:
            _timed(name, lambda q=query, f=filters: workspace.search(q, f, 20))
        _timed("statements of one speaker, first", lambda: _first(workspace))


def _grow(workspace: Workspace, count: int) -> None:
    curve: list[tuple[int, float]] = []
    done, spent, began = 0, 0.0, time.process_time()
    for step in sorted({count // 30, count // 10, count * 3 // 10, count} - {0}):
        spent += _seconds(lambda first=done, last=step: _add(workspace, first, last))
        worked = time.process_time() - began
        curve.append((step, worked))
        done = step
        print(f"  {step:7,} documents {spent:8.1f} s  {step / spent:7.0f} documents/s, "
              f"{1000 * worked / step:.1f} ms of the processor each", flush=True)  # fmt: skip
    power = exponent(curve)
    print(f"  the processor's time grows as their number to the power of {power:.2f} "
          "(1: each costs the same)")  # fmt: skip


def _add(workspace: Workspace, first: int, last: int) -> None:
    add(workspace, [Source("invented", _items(first, last))], AddOptions(workers=1))


def exponent(curve: list[tuple[int, float]]) -> float:
    """The slope of a curve on logarithmic scales, by least squares.

    >>> round(exponent([(10, 3.0), (100, 30.0), (1000, 300.0)]), 3)
    1.0
    """
    xs = [math.log(count) for count, _ in curve]
    ys = [math.log(seconds) for _, seconds in curve]
    return statistics.linear_regression(xs, ys).slope


@contextmanager
def records_made_once() -> Iterator[None]:
    """Has every report of a family read once, and its Record given to the others."""
    families = [check_text(report(number)) for number in range(len(FAMILIES))]

    def make(task: Task, archive: Path) -> Outcome:
        text = Archive(archive).read(task.sha256).decode()
        made = families[int(Path(task.name).stem) % len(FAMILIES)]
        document = msgspec.structs.replace(
            made.document, id=f"sha256:{task.sha256}", text=text, title=text.partition("\n")[0]
        )
        return Outcome(made=Made.of(msgspec.structs.replace(made, document=document)))

    before = workers.make
    workers.make = make  # type: ignore[attr-defined]
    try:
        yield
    finally:
        workers.make = before  # type: ignore[attr-defined]


def _items(first: int, last: int) -> Iterator[Item]:
    for number in range(first, last):
        yield Item(
            name=f"{number:06}.txt",
            source="invented",
            media_type="text/plain",
            content=report(number).encode(),
        )


def _first(workspace: Workspace) -> list[object]:
    lines = workspace.statements(Filters(speaker="Dekkel"))
    return [line for line, _ in zip(lines, range(20), strict=False)]


def _timed(name: str, ask: Callable[[], list[object]]) -> None:
    found = len(ask())
    taken = sorted(1000 * _seconds(ask) for _ in range(ROUNDS))
    print(f"  {name:32s} {statistics.median(taken):6.1f} ms {taken[-1]:6.1f} ms   {found}")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
