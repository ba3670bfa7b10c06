"""A run that is killed loses nothing and does nothing twice; two runs at once do not mix."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.custody import verify
from onrecord.workspace import Workspace

POINTS = int(os.environ.get("ONRECORD_TEST_KILLS", "8"))
"""Steps at which a run is killed, spread over all (some two hundred); more by the environment."""
ADD = (sys.executable, "-m", "onrecord", "add")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(5):
        text = f"“We hold bridge {number},” said Mayor Ilva Brandt.\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def test_a_run_killed_at_any_step_loses_nothing_and_does_nothing_twice(
    tmp_path: Path, folder: Path
):
    driver = Path(__file__).with_name("killing.py")
    told = subprocess.run(
        [sys.executable, str(driver), str(folder), str(tmp_path), str(POINTS)],
        capture_output=True,
        text=True,
        check=True,
    )
    whole, *killed = map(json.loads, told.stdout.splitlines())
    assert (whole["records"], whole["events"], whole["verify"]) == (5, 10, "ok")
    assert len(killed) == POINTS
    different = [run for run in killed if {**run, "at": 0} != {**whole, "at": 0}]
    assert not different


def test_workers_do_not_outlive_a_killed_run_and_the_next_one_finishes(tmp_path: Path):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(60):
        text = f"“We hold bridge {number},” said Mayor Ilva Brandt.\n" * 20
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    home = tmp_path / "ws"
    Workspace.create(home).close()
    command = [*ADD, "--workspace", str(home), "--workers", "2", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        workers = _workers_of(run)
        run.send_signal(signal.SIGKILL)
    assert workers
    _wait_until(lambda: not any(_is_alive(worker) for worker in workers))
    subprocess.run([*command[:-3], "--workers", "1", str(folder)], check=True, capture_output=True)
    with Workspace.open(home) as workspace:
        assert sum(line.state == "read" for line in workspace.reports()) == 60
        events = [entry.event for entry in workspace.custody.lines()]
        assert (events.count("collected"), events.count("read")) == (60, 60)
        assert verify(workspace.custody.path, workspace.archive.folder).status == "ok"


def test_two_runs_at_once_add_each_report_once(tmp_path: Path, folder: Path):
    home = tmp_path / "ws"
    Workspace.create(home).close()
    more = tmp_path / "more"
    more.mkdir()
    (more / "own.txt").write_text("“The dam is ours,” said Captain Oto Haske.\n")
    command = [*ADD, "--workspace", str(home), "--workers", "1"]
    runs = [
        subprocess.Popen(
            [*command, str(folder), *also], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for also in ([], [str(more)])
    ]
    assert {run.wait() for run in runs} == {1}  # the empty file failed in both
    with Workspace.open(home) as workspace:
        assert sorted(line.state for line in workspace.reports()) == ["read"] * 6
        events = [entry.event for entry in workspace.custody.lines()]
        assert (events.count("collected"), events.count("read")) == (6, 6)
        assert [line.name for line in workspace.failures()] == ["empty.txt"]
        assert verify(workspace.custody.path, workspace.archive.folder).status == "ok"


def _workers_of(run: subprocess.Popen[bytes]) -> list[int]:
    """The process ids of a run's workers, once there are two of them."""
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    if not children.exists():
        run.kill()
        pytest.skip("needs /proc to see a run's workers")
    found: list[int] = []

    def started() -> bool:
        found[:] = [
            int(child)
            for child in children.read_text().split()
            if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text()
        ]
        return len(found) == 2

    _wait_until(started)
    return found


def _wait_until(done: object) -> None:
    for _ in range(600):
        if done():  # type: ignore[operator]
            return
        time.sleep(0.1)
    pytest.fail("waited a minute in vain")


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
