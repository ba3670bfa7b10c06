"""Runs ``add`` again and again, each time killed (SIGKILL) at another step; a process of its own.

Each run is a fork that has the model loaded already. Steps are counted at whatever reaches the
disk or the database: statements, commits, writes, renames, syncs. After each kill, ``add`` is run
to its end, and what is then in the workspace is printed as one line of JSON.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from onrecord.collecting import AddOptions, add
from onrecord.custody import verify
from onrecord.workspace import Workspace

ONE = AddOptions(workers=1, actor="tester")


def main(source: str, home: str, points: int) -> None:
    empty, whole = Path(home) / "empty", Path(home) / "whole"
    Workspace.create(empty).close()
    with Workspace.create(Path(home) / "first") as first:
        add(first, [source], ONE)  # loads the models, once for all forks
    shutil.copytree(empty, whole)
    steps = int(forked(lambda: counted(source, whole, None)))
    say(state(whole))
    for number in range(points):
        folder = Path(home) / f"killed{number}"
        shutil.copytree(empty, folder)
        at = 1 + number * steps // points
        forked(lambda folder=folder, at=at: counted(source, folder, at))
        say({"at": at, **forked_json(lambda f=folder: ended(source, f))})
        shutil.rmtree(folder)


def say(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def counted(source: str, folder: Path, kill_at: int | None) -> str:
    """Adds the source to an empty workspace; is killed at a step, or says how many there were."""
    with Workspace.open(folder) as workspace:
        steps = Steps(kill_at)
        add(workspace, [source], ONE)
    return str(steps.taken)


def ended(source: str, folder: Path) -> str:
    with Workspace.open(folder) as workspace:
        add(workspace, [source], ONE)
    return json.dumps(state(folder))


def state(folder: Path) -> dict[str, Any]:
    """All that must be the same however often the run was killed, times aside."""
    with Workspace.open(folder) as workspace:
        records = [[one.name, one.record.to_json()] for one in workspace.filed()]
        events = sorted((e.event, e.item_sha256) for e in workspace.custody.lines())
        statements = [str(line) for line in workspace.statements()]
        reports = [str(line) for line in workspace.reports()]
        found = [hit.report for hit in workspace.search("said")]
        failures = len(list(workspace.failures()))
        verdict = verify(workspace.custody.path, workspace.archive.folder).status
    kept = sorted(path.name for path in (folder / "archive").iterdir())
    told = json.dumps([records, events, statements, reports, found, failures, kept])
    return {
        "digest": hashlib.sha256(told.encode()).hexdigest(),
        "records": len(records),
        "events": len(events),
        "verify": verdict,
    }


class Steps:
    """Counts steps from now on, and kills this process at one of them."""

    def __init__(self, kill_at: int | None) -> None:
        self.taken = 0
        self.kill_at = kill_at
        event.listen(Engine, "before_cursor_execute", lambda *_: self.step())
        event.listen(Engine, "commit", lambda *_: self.step())
        for name in ("fsync", "write", "fchmod", "pread", "ftruncate"):
            setattr(os, name, self.around(getattr(os, name)))
        Path.replace = self.around(Path.replace)  # type: ignore[method-assign]

    def around(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted_call(*arguments: Any, **options: Any) -> Any:
            self.step()
            result = call(*arguments, **options)
            self.step()
            return result

        return counted_call

    def step(self) -> None:
        self.taken += 1
        if self.taken == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)


def forked(work: Callable[[], str]) -> str:
    """What ``work`` says in a process of its own; nothing if it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        told = work()
        with os.fdopen(writing, "w") as stream:
            stream.write(told)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        told = stream.read()
    os.waitpid(child, 0)
    return told


def forked_json(work: Callable[[], str]) -> Any:
    return json.loads(forked(work))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
