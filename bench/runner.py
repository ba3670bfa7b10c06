"""One system in a process of its own, on one processor, asked again and again for its time."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

HERE = Path(__file__).resolve().parent
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
ONE_THREAD = dict.fromkeys(_THREADS, "1")


class RunnerError(Exception):
    """A system that does not start or does not answer."""


class Runner:
    """Starts ``worker`` under ``python`` and hands it texts; each answer is one line of JSON."""

    def __init__(self, python: str, worker: str) -> None:
        """Starts the worker and waits until it has loaded what it needs."""
        processor = max(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None

        def pin() -> None:
            if processor is not None:
                os.sched_setaffinity(0, {processor})

        self._process = subprocess.Popen(
            [python, str(HERE / worker)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=HERE.parent,
            env={**os.environ, **ONE_THREAD, "PYTHONPATH": str(HERE.parent)},
            preexec_fn=pin,
        )
        self.about: str = self._answer()["about"]

    def seconds(self, texts: Sequence[str]) -> float:
        """The time the system takes for all the texts, one after the other."""
        self._send(list(texts))
        return float(self._answer()["seconds"])

    def __enter__(self) -> Runner:
        """The runner itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Ends the worker."""
        self._process.communicate(timeout=60)

    def _send(self, message: list[str]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(message) + "\n")
        self._process.stdin.flush()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            _, told = self._process.communicate()
            last = (told.strip().splitlines() or ["it ended without a word"])[-1]
            raise RunnerError(last)
        answer: dict[str, Any] = json.loads(line)
        return answer
