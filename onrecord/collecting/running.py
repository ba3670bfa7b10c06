"""Who goes on with what another run left undone: one at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import WorkspaceError

_LOCK = ".adding"


@contextmanager
def running_alone(folder: Path) -> Iterator[bool]:
    """Whether no other run adds to the workspace; the answer holds until the block is left.

    A second run adds its own sources and leaves the unfinished reports of the first to it. The
    system lets go of the lock when a run ends, also when it is killed.

    Raises:
        WorkspaceError: where nothing can be written in the folder.
    """
    try:
        handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        why = error.strerror or type(error).__name__
        remedy = "get the right to write in the folder, or name another workspace"
        raise WorkspaceError(str(folder), why, remedy) from error
    try:
        yield _is_locked(handle)
    finally:
        os.close(handle)


def _is_locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
