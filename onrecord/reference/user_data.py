"""Where references that a user added stand: in the user's data folder, by conflict and name.

``ONRECORD_DATA`` names the folder; otherwise it is ``onrecord`` under ``XDG_DATA_HOME``, or under
``~/.local/share``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import ReferenceDataError
from onrecord.reference.packages import DESCRIPTOR

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_BEFORE = ".before-"
"""What the folder of a reference is called while its successor takes its place."""


def data_folder() -> Path:
    """The user's data folder; it need not exist.

    >>> data_folder()  # doctest: +SKIP
    PosixPath('…/.local/share/onrecord')
    """
    own = os.environ.get("ONRECORD_DATA")
    if own:
        return Path(own)
    shared = os.environ.get("XDG_DATA_HOME")
    return (Path(shared) if shared else Path.home() / ".local" / "share") / "onrecord"


@contextmanager
def data_folder_at(folder: Path) -> Iterator[None]:
    """Takes another data folder for a while, whatever the environment says.

    >>> with data_folder_at(Path("elsewhere")):
    ...     data_folder()
    PosixPath('elsewhere')
    """
    before = os.environ.get("ONRECORD_DATA")
    os.environ["ONRECORD_DATA"] = str(folder)
    try:
        yield
    finally:
        os.environ.pop("ONRECORD_DATA")
        if before is not None:
            os.environ["ONRECORD_DATA"] = before


def conflict_folder(conflict: str) -> Path:
    """The folder of the references that a user added to the conflict of that name."""
    return data_folder() / "references" / conflict


def added_folders(conflict: str) -> tuple[Path, ...]:
    """The folders of the references that a user added to a conflict, in the order of names."""
    folder = conflict_folder(conflict)
    if not is_name(conflict) or not folder.is_dir():
        return ()
    found = {
        one.name.removeprefix(_BEFORE): one
        for one in sorted(folder.iterdir(), key=lambda one: not one.name.startswith(_BEFORE))
        if (one.name.startswith(_BEFORE) or is_name(one.name)) and (one / DESCRIPTOR).is_file()
    }
    return tuple(found[name] for name in sorted(found))


def is_name(name: str) -> bool:
    """Whether a reference may have that name: it becomes a folder's.

    >>> is_name("lake-survey"), is_name("../lake"), is_name("Lake Survey")
    (True, False, False)
    """
    return _NAME.fullmatch(name) is not None


def require_name(name: str) -> str:
    """The name, seen to be one. Raises ReferenceDataError where it cannot be a folder's."""
    if is_name(name):
        return name
    raise ReferenceDataError(
        f"the name {name!r}",
        "a name is of small letters, digits, points and hyphens, and begins with a letter or digit",
        "add --name with such a name",
    )


def put_in_place(whole: Path, folder: Path) -> None:
    """Moves a finished folder to where it belongs; what stood there is gone only afterwards.

    Raises:
        OSError: where the file system does not let it; then everything is as it was.
    """
    import shutil

    before = folder.with_name(_BEFORE + folder.name)
    if before.exists():
        shutil.rmtree(before)
    if folder.exists():
        folder.rename(before)
    try:
        whole.rename(folder)
    except OSError:
        if before.exists():
            before.rename(folder)
        raise
    shutil.rmtree(before, ignore_errors=True)
