"""Files as they lie on a disk: opened only if they are ordinary files, read only up to a limit."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import ReadingError
from onrecord.reading.sources.names import printable

HEAD = 65_536
"""How many bytes of a file are looked at to see what it is."""

_CHUNK = 1024 * 1024
_PERMISSIONS = "check the path and its permissions"
_SPECIAL = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


@contextmanager
def opened(path: Path, *, follow: bool) -> Iterator[BinaryIO]:
    """An ordinary file, open for reading. Pipes and devices are never waited for or read.

    ``follow`` says whether a symbolic link may be followed: one that the user gave, not one met in
    a folder.

    Raises:
        ReadingError: where it is no ordinary file, or cannot be opened.
    """
    with _open(path, follow=follow) as file:
        yield file


def _open(path: Path, *, follow: bool) -> BinaryIO:
    name = printable(str(path))
    try:
        _refuse_special(name, path.stat() if follow else path.lstat())
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        flags |= 0 if follow else getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(path, flags)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise ReadingError(name, why, _PERMISSIONS) from error
    try:
        _refuse_special(name, os.fstat(descriptor))
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def _refuse_special(name: str, found: os.stat_result) -> None:
    for is_special, what in _SPECIAL:
        if is_special(found.st_mode):
            raise ReadingError(
                name, f"it is {what}, not a file", "save what it gives, and add that"
            )
    if stat.S_ISLNK(found.st_mode):
        raise ReadingError(name, "it is a link", "give the file it leads to")
    if stat.S_ISDIR(found.st_mode):
        raise ReadingError(name, "it is a folder", "give its files")


def size_of(file: BinaryIO) -> int:
    """The size of an open file in bytes."""
    return os.fstat(file.fileno()).st_size


def head_of(file: BinaryIO) -> bytes:
    """The first bytes of an open file; the next read begins at its start again."""
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    return head


def digest_of(file: BinaryIO) -> str:
    """The SHA-256 of a whole open file, in hex; the next read begins at its start again."""
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def read_up_to(file: BinaryIO, limit: int, name: str) -> bytes:
    """All bytes of a file, at most ``limit``: a larger one is refused unread.

    Raises:
        ReadingError: where it is larger, or the reading fails.
    """
    try:
        content = file.read(limit + 1)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise ReadingError(name, why, "check the disk it lies on") from error
    if len(content) > limit:
        raise too_large(name, limit)
    return content


def too_large(name: str, limit: int) -> ReadingError:
    """The error for what is larger than a report may be."""
    why = f"it has more than the {limit:,} bytes a report may have"
    return ReadingError(name, why, "split it into single reports")
