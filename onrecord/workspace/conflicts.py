"""Conflict profiles as a workspace keeps them: by name, or as a path seen from its folder."""

from __future__ import annotations

import os
from pathlib import Path

_PROFILE_FILE = ".toml"


def kept(folder: Path, conflict: str | None) -> str | None:
    """What is stored of a profile: its name, or its file's path from the workspace's folder."""
    if conflict is None or not conflict.endswith(_PROFILE_FILE):
        return conflict
    return os.path.relpath(conflict, folder)


def usable(folder: Path, stored: str | None) -> str | None:
    """A stored profile as ``load_profile`` takes it, wherever the process stands.

    >>> usable(Path("ws"), "../lake_war.toml"), usable(Path("ws"), "russia_ukraine_2022")
    ('ws/../lake_war.toml', 'russia_ukraine_2022')
    """
    if stored is None or not stored.endswith(_PROFILE_FILE):
        return stored
    return str(folder / stored)
