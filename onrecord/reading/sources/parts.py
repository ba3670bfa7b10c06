"""JSON exports cut into the bytes of their parts, without holding a second copy of them."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

import msgspec

from onrecord.errors import ReadingError
from onrecord.reading.sources.work import Held

_BOM = b"\xef\xbb\xbf"
_T = TypeVar("_T")


@contextmanager
def mapped(held: Held) -> Iterator[memoryview]:
    """The bytes of a file, mapped into memory where the system can, without a byte-order mark."""
    held.file.seek(0)
    if held.path is None or held.size == 0:
        yield _without_mark(memoryview(held.file.read()))
        return
    whole = mmap.mmap(held.file.fileno(), 0, access=mmap.ACCESS_READ)
    try:
        yield _without_mark(memoryview(whole))
    finally:
        with suppress(BufferError):  # parts that are still held keep it mapped until they go
            whole.close()


def _without_mark(view: memoryview) -> memoryview:
    return view[len(_BOM) :] if view[: len(_BOM)] == _BOM else view


def decoded(view: memoryview, shape: type[_T], name: str, what: str, remedy: str) -> _T:
    """The JSON value in ``view``; parts typed ``msgspec.Raw`` stay the bytes that they are.

    Raises:
        ReadingError: where it is not of that shape.
    """
    try:
        return msgspec.json.decode(view, type=shape)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise ReadingError(name, f"it is not {what} ({error})", remedy) from error
