"""Whole processes from a cold start: ``onrecord --help`` and one full check, beside bare Python."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.texts import report_of

RUNS = 11
WORDS = 700
PUBLISHED = "2022-09-13"


@dataclass(frozen=True)
class Timed:
    """A command, and the seconds it should stay under (None: only shown)."""

    name: str
    command: tuple[str, ...]
    limit: float | None = None


def main() -> int:
    """Prints the median and slowest time of each command beside its limit."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.txt"
        report.write_text(report_of(WORDS), encoding="utf-8")
        length = len(report.read_text(encoding="utf-8").split())
        print(f"a report of {length} words; median (slowest) of {RUNS} runs")
        for timed in _commands(report):
            _print(timed, seconds(timed.command))
    return 0


def seconds(command: Sequence[str], runs: int = RUNS) -> list[float]:
    """The times of a command, run after one run that does not count."""
    taken = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - start)
    return taken[1:]


def _commands(report: Path) -> tuple[Timed, ...]:
    script = Path(sys.executable).with_name("onrecord")
    onrecord: tuple[str, ...] = (str(script),)
    if not script.exists():
        onrecord = (sys.executable, "-c", "from onrecord.cli import main; main()")
    check = (*onrecord, "check", str(report), "--published", PUBLISHED, "--format", "json")
    return (
        Timed("python -c pass", (sys.executable, "-c", "pass")),
        Timed("onrecord --help", (*onrecord, "--help"), 0.3),
        Timed("onrecord check", check, 1.0),
    )


def _print(timed: Timed, taken: Sequence[float]) -> None:
    median = statistics.median(taken)
    verdict = ""
    if timed.limit is not None:
        verdict = f"limit {timed.limit} s: {'kept' if median <= timed.limit else 'MISSED'}"
    print(f"  {timed.name:16s} {median:6.3f} s ({max(taken):.3f})  {verdict}")


if __name__ == "__main__":
    sys.exit(main())
