"""Whether the files of an archive are those that were collected."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from onrecord.custody.findings import Finding

_DIGEST = re.compile(r"[0-9a-f]{64}")


def compare(
    archive: Path, collected: Mapping[str, int], progress: Callable[[int], None] | None = None
) -> list[Finding]:
    """What is wrong with the archive, given the items that a log collected and on which lines.

    Every file is read once, a piece at a time; ``progress`` is called with 1 for each.
    """
    findings = []
    for item, line in collected.items():
        finding = _item(archive, item, line)
        if finding is not None:
            findings.append(finding)
        if progress is not None:
            progress(1)
    return findings + _unlogged(archive, collected)


def _item(archive: Path, item: str, line: int) -> Finding | None:
    if not _DIGEST.fullmatch(item):
        what = f"line {line} names no SHA-256 as its item"
        return Finding(status="unverifiable", what=what, line=line)
    try:
        digest = _digest(archive / item)
    except FileNotFoundError:
        what = f"the file {item} of line {line} is not in the archive"
        return Finding(status="unverifiable", what=what, line=line, item=item)
    except OSError as error:
        what = f"the file {item} of line {line} cannot be read ({error.strerror})"
        return Finding(status="unverifiable", what=what, line=line, item=item)
    if digest == item:
        return None
    what = f"the file {item} of line {line} has other bytes now: their SHA-256 is {digest}"
    return Finding(status="altered", what=what, line=line, item=item)


def _digest(path: Path) -> str:
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # a pipe in the archive must not hang us
    with os.fdopen(handle, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _unlogged(archive: Path, collected: Mapping[str, int]) -> list[Finding]:
    """Files that no line collected: put there, or their lines were cut off the end of the log."""
    try:
        names = sorted(entry.name for entry in os.scandir(archive))
    except OSError:
        return []
    return [
        Finding(
            status="unverifiable",
            what=f"no line of the log collected the file {name}: it was put there, its line was "
            "removed, or onrecord add was stopped before it wrote it",
            item=name,
        )
        for name in names
        if _DIGEST.fullmatch(name) and name not in collected
    ]
