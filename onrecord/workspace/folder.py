"""Where a workspace is: a folder with ``onrecord.db``, found from inside it as git's is."""

from __future__ import annotations

import os
from pathlib import Path

from onrecord.errors import WorkspaceError

DATABASE = "onrecord.db"
ARCHIVE = "archive"


def find_workspace(given: str | os.PathLike[str] | None = None) -> Path:
    """The folder of the workspace: the one given, else the current folder or the nearest above it.

    Raises:
        WorkspaceError: where there is none.
    """
    if given is not None:
        folder = Path(given)
        if (folder / DATABASE).is_file():
            return folder
        raise WorkspaceError(
            str(folder), f"it is no workspace: it holds no {DATABASE}", f"onrecord init {folder}"
        )
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / DATABASE).is_file():
            return folder
    raise WorkspaceError(
        str(here),
        "no workspace is here or in a folder above",
        "onrecord init, or name one with --workspace DIR",
    )
