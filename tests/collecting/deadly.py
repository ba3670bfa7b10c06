"""What stands in for reading a report in tests of the workers: quick, and deadly where asked."""

from __future__ import annotations

import os
import time
from pathlib import Path

from onrecord.collecting.making import Outcome, Task
from onrecord.reading.sources import Failure


def make(task: Task, archive: Path) -> Outcome:
    """Says its name, after a while that differs; ends the process where the name says so."""
    if "deadly" in task.name:
        os._exit(9)
    time.sleep(0.02 * (task.number % 3))
    return Outcome(failure=Failure(name=task.name, step="test", why="it is one", remedy="none"))
