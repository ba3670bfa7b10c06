"""The append-only log: lines chained by their hashes, written whole or not at all."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from onrecord.custody.events import BEGINNING, Entry, Event, line_hash
from onrecord.errors import CustodyError

LOG_NAME = "custody.jsonl"
_STEP = 64 * 1024
_VERIFY = "run onrecord verify to see what was changed; nothing is appended to a broken log"


@dataclass(frozen=True)
class Head:
    """The end of a log: how many lines it has, and the hash of the last one."""

    seq: int = 0
    hash: str = BEGINNING


@dataclass(frozen=True)
class Appended:
    """What a call appended, and what it found torn at the end and set right (None: nothing)."""

    head: Head
    lines: int
    mended: str | None = None


class CustodyLog:
    """The custody log of a workspace, ``custody.jsonl``.

    Every process that appends holds a lock on the file, so that lines of two writers never mix.
    A line that a killed process left unfinished is completed, if only its newline is missing, and
    otherwise cut, before the next line is written.

    Args:
        path: the file; it is made by the first ``append``.

    >>> import datetime as dt, tempfile
    >>> log = CustodyLog(Path(tempfile.mkdtemp()) / "custody.jsonl")
    >>> event = Event(event="read", at=dt.datetime(2031, 5, 10, tzinfo=dt.UTC), actor="ada")
    >>> log.append([event, event]).head.seq
    2
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)

    @property
    def head(self) -> Head:
        """Number and hash of the last whole line.

        Raises:
            CustodyError: where the last line is none of ours, or the file cannot be read.
        """
        return self._head(self.last_line)

    @property
    def last_line(self) -> bytes:
        """The bytes of the last whole line, with its newline; none where there is no line.

        Raises:
            CustodyError: where the file cannot be read.
        """
        try:
            handle = os.open(self.path, os.O_RDONLY)
            try:
                return _last_line(handle)[0]
            finally:
                os.close(handle)
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise self._failed(error) from error

    def lines(self) -> Iterator[Entry]:
        """The lines, in their order; a torn last one is left out.

        Raises:
            CustodyError: where a line is none of ours, or the file cannot be read.
        """
        if not self.path.exists():
            return
        try:
            with self.path.open("rb") as stream:
                for number, line in enumerate(stream, 1):
                    if line.endswith(b"\n"):
                        yield self._entry(line, f"line {number}")
        except OSError as error:
            raise self._failed(error) from error

    def append(self, events: Iterable[Event]) -> Appended:
        """Appends events; they are on the disk when this returns.

        Raises:
            CustodyError: where the file cannot be written (it is then as before), or its last
                line is none of ours.
        """
        listed = list(events)
        return self.append_after(lambda _: listed)

    def append_after(self, events: Callable[[int], Iterable[Event]]) -> Appended:
        """Appends what ``events`` gives for the number of lines that the log has already.

        It is called once, under the lock: a database whose events are numbered as the log's lines
        are gives those with a higher number, and a killed run loses none and repeats none.

        Raises:
            CustodyError: as for ``append``.
        """
        with self._locked() as handle:
            mended = self._mend(handle)
            before = self._head(_last_line(handle)[0])
            lines, head = _chained(events(before.seq), before)
            if lines:
                self._write(handle, b"".join(lines))
        return Appended(head, len(lines), mended)

    @contextmanager
    def _locked(self) -> Iterator[int]:
        try:
            new = not self.path.exists()
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
            try:
                if new:
                    _sync_folder(self.path.parent)
                fcntl.flock(handle, fcntl.LOCK_EX)
                yield handle
            finally:
                os.close(handle)
        except OSError as error:
            raise self._failed(error) from error

    def _mend(self, handle: int) -> str | None:
        last, torn = _last_line(handle)
        if not torn:
            return None
        end = os.fstat(handle).st_size
        if self._follows(torn, self._head(last)):
            self._write(handle, b"\n")
            return "the last line had lost its newline, which was added"
        os.ftruncate(handle, end - len(torn))
        os.fsync(handle)
        return f"an unfinished last line of {len(torn)} bytes was cut"

    @staticmethod
    def _follows(torn: bytes, head: Head) -> bool:
        try:
            entry = msgspec.json.decode(torn, type=Entry)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return False
        return (entry.seq, entry.prev_hash) == (head.seq + 1, head.hash)

    @staticmethod
    def _write(handle: int, content: bytes) -> None:
        """All of it or, where the disk refuses, nothing of it."""
        before = os.fstat(handle).st_size
        rest = memoryview(content)
        try:
            while rest:
                rest = rest[os.write(handle, rest) :]
            os.fsync(handle)
        except OSError:
            with suppress(OSError):
                os.ftruncate(handle, before)
            raise

    def _head(self, last: bytes) -> Head:
        if not last:
            return Head()
        return Head(self._entry(last, "its last line").seq, line_hash(last))

    def _entry(self, line: bytes, place: str) -> Entry:
        try:
            return msgspec.json.decode(line, type=Entry)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise CustodyError(
                str(self.path), f"{place} is no event of this version ({error})", _VERIFY
            ) from error

    def _failed(self, error: OSError) -> CustodyError:
        why = error.strerror or type(error).__name__
        return CustodyError(str(self.path), why, "see that the disk has room and you may write")


def _chained(events: Iterable[Event], head: Head) -> tuple[list[bytes], Head]:
    lines: list[bytes] = []
    for event in events:
        line = Entry.of(event, head.seq + 1, head.hash).line
        lines.append(line)
        head = Head(head.seq + 1, line_hash(line))
    return lines, head


def _last_line(handle: int) -> tuple[bytes, bytes]:
    """The last whole line with its newline, and what stands after it without one."""
    end = os.fstat(handle).st_size
    start, read = end, b""
    while start > 0 and read.count(b"\n") < 2:
        start = max(0, start - max(_STEP, len(read)))
        read = os.pread(handle, end - start, start)
    whole, newline, torn = read.rpartition(b"\n")
    return whole.rpartition(b"\n")[2] + newline, torn


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
