"""A folder with a custody log: verified as a whole, and found from inside it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.custody.findings import Verification
from onrecord.custody.heads import Note
from onrecord.custody.log import LOG_NAME
from onrecord.custody.timestamps import FOLDER, check_stamps
from onrecord.custody.verifying import verify
from onrecord.errors import CustodyError

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

_MARKS = ("archive", "onrecord.db")


def find_custody(given: str | os.PathLike[str] | None = None) -> Path:
    """The folder whose log is meant: the one given, else the current one or the nearest above it.

    Raises:
        CustodyError: where there is neither a log nor an archive.
    """
    if given is not None:
        if Path(given).is_dir():
            return Path(given)
        raise CustodyError(os.fspath(given), "it is no folder", "name the folder of a workspace")
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / LOG_NAME).exists() or all((folder / mark).exists() for mark in _MARKS):
            return folder
    raise CustodyError(
        str(here), f"no {LOG_NAME} is here or in a folder above", "name the folder of a workspace"
    )


def verify_folder(
    folder: Path,
    *,
    notes: Sequence[Note] = (),
    certificates: Sequence[Certificate] = (),
    progress: Callable[[int], None] | None = None,
) -> Verification:
    """Verifies the log, the archive and the timestamps of one folder (``verify``)."""
    return verify(
        folder / LOG_NAME,
        folder / "archive",
        notes=notes,
        beside=lambda chain: check_stamps(folder / FOLDER, chain, certificates),
        progress=progress,
    )
