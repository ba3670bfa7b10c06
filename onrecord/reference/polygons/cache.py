"""Figures computed once, kept under the user's cache folder by what they were computed from."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def cache_folder() -> Path:
    """``ONRECORD_CACHE``, else ``onrecord`` under ``XDG_CACHE_HOME``, else under ``~/.cache``."""
    if own := os.environ.get("ONRECORD_CACHE"):
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "onrecord"


def cached(kind: str, key: str) -> bytes | None:
    """What was kept under a key; None where nothing was, or it cannot be read."""
    try:
        return _path(kind, key).read_bytes()
    except OSError:
        return None


def keep(kind: str, key: str, content: bytes) -> None:
    """Keeps bytes under a key, whole or not at all; nothing where the folder cannot be written."""
    path = _path(kind, key)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{key[:12]}")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)


def _path(kind: str, key: str) -> Path:
    return cache_folder() / kind / f"{key}.json"
