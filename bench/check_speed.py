"""Reports a second, without start-up, beside textacy's quotations on the same texts.

Both systems run in processes of their own on one and the same processor, in turns, so that
whatever else the machine does meets both alike; each figure is the median of the rounds.
"""

from __future__ import annotations

import importlib.util
import os
import statistics
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from bench.runner import Runner, RunnerError
from bench.texts import HOME, texts

ROUNDS = 3
OWN_PYTHON = HOME / ".venv" / "bench" / "bin" / "python"


def main() -> int:
    """Prints reports and words a second of both, and the ratio."""
    with ExitStack() as stack:
        ours = stack.enter_context(Runner(sys.executable, "worker_onrecord.py"))
        theirs = _textacy(stack)
        for runner in filter(None, (ours, theirs)):
            print(f"  {runner.about}")
        for name, found in texts().items():
            _compare(name, found, ours, theirs)
    return 0


def _compare(name: str, found: Sequence[str], ours: Runner, theirs: Runner | None) -> None:
    mine, peers = [], []
    for _ in range(ROUNDS):
        mine.append(ours.seconds(found))
        if theirs:
            peers.append(theirs.seconds(found))
    words = sum(len(text.split()) for text in found)
    print(f"\n{name}: {len(found)} texts, {words:,} words, median of {ROUNDS} rounds")
    _line("onrecord", len(found), words, statistics.median(mine))
    if theirs:
        _line("textacy", len(found), words, statistics.median(peers))
        ratio = statistics.median(peers) / statistics.median(mine)
        print(f"  onrecord does {ratio:.1f} times as many as textacy in the same time")


def _line(name: str, reports: int, words: int, seconds: float) -> None:
    print(f"  {name:10s} {reports / seconds:7.1f} reports/s {words / seconds:10,.0f} words/s")


def _textacy(stack: ExitStack) -> Runner | None:
    try:
        return stack.enter_context(Runner(textacy_python(), "worker_textacy.py"))
    except (RunnerError, OSError) as error:
        print(f"  textacy is left out, it does not start: {error}")
        print("  To have it beside ours: make bench, with the package index within reach.")
        return None


def textacy_python() -> str:
    """The Python that has textacy: ``ONRECORD_BENCH_PYTHON``, this one, or ``.venv/bench``'s."""
    given = os.environ.get("ONRECORD_BENCH_PYTHON")
    if given:
        return given
    if importlib.util.find_spec("textacy") or not Path(OWN_PYTHON).exists():
        return sys.executable
    return str(OWN_PYTHON)


if __name__ == "__main__":
    sys.exit(main())
