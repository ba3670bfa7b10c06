"""The records of a WARC file one by one, found again behind one that is damaged."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, BinaryIO

from onrecord.errors import FetchError
from onrecord.reading.fetching import Unpack, unpacker

if TYPE_CHECKING:
    from typing_extensions import Buffer

_CHUNK = 65_536
_GZIP = b"\x1f\x8b\x08"
_HEAD = b"WARC/"
_ANOTHER_COPY = "take another copy of the archive; the other records are read"
_CUT = "it ends in the middle of a record"


@dataclass(frozen=True, slots=True)
class Capture:
    """One record: its kind, address, time and answer; ``body`` unpacked, empty if not wanted.

    ``offset`` is where its gzip member begins, or the record where nothing is packed; ``number``
    counts the records of one member, which should hold one. ``altered`` says that the bytes do not
    have the digest that the record states.
    """

    offset: int
    kind: str
    url: str
    date: str
    content_type: str = ""
    status: int | None = None
    body: bytes = b""
    altered: bool = False
    number: int = 0

    @property
    def locator(self) -> str:
        """Where in the file it stands."""
        return f"{self.offset}/{self.number}" if self.number else str(self.offset)


@dataclass(frozen=True, slots=True)
class Broken:
    """What stands at an offset and cannot be read as a record."""

    offset: int
    why: str
    remedy: str = _ANOTHER_COPY


class _BrokenError(Exception):
    def __init__(self, offset: int, why: str, remedy: str = _ANOTHER_COPY) -> None:
        super().__init__(why)
        self.broken = Broken(offset, why, remedy)


def captures(
    file: BinaryIO, limit: int, wanted: Callable[[Capture], bool]
) -> Iterator[Capture | Broken]:
    """The records of a WARC file, each by its own gzip member or not packed at all, in order.

    Only the bodies that are ``wanted`` are read, and none beyond ``limit`` bytes.
    """
    file.seek(0)
    packed = file.read(len(_GZIP)) == _GZIP
    offset: int | None = 0
    while offset is not None:
        reader = _Reader(file, offset, packed, limit, wanted)
        try:
            yield from reader.records()
            offset = reader.end
        except _BrokenError as error:
            yield error.broken
            offset = _next_start(file, error.broken.offset + 1, packed)


class _Inflated(io.RawIOBase):
    """The bytes of one gzip member; ``end`` is where the next one begins."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        super().__init__()
        self.file = file
        self.file.seek(offset)
        self.at = offset
        self.stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self.pending = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        while not self.stream.eof:
            packed = self.pending or self.file.read(_CHUNK)
            if not packed:
                raise EOFError(_CUT)
            piece = self.stream.decompress(packed, len(view))
            self.pending = self.stream.unconsumed_tail
            if piece:
                view[: len(piece)] = piece
                return len(piece)
        return 0

    @property
    def end(self) -> int:
        return self.file.tell() - len(self.stream.unused_data) - len(self.pending)


class _Reader:
    """Reads the records of one gzip member, or of a file that is not packed."""

    def __init__(
        self,
        file: BinaryIO,
        offset: int,
        packed: bool,
        limit: int,
        wanted: Callable[[Capture], bool],
    ) -> None:
        self.start = offset
        self.limit = limit
        self.wanted = wanted
        self.inflated = _Inflated(file, offset) if packed else None
        file.seek(offset)
        self.stream: Any = io.BufferedReader(self.inflated) if self.inflated else file
        self.end: int | None = None

    def records(self) -> Iterator[Capture]:
        """All records up to the end of the member or file."""
        at, number = self.start, 0
        try:
            while True:
                line = self._line_of_record()
                at = self.start if self.inflated else self.stream.tell() - len(line)
                if not line:
                    break
                yield self._record(line, at, number)
                number += 1 if self.inflated else 0
            self.end = self._next_member()
        except (zlib.error, EOFError) as error:
            why = _CUT if isinstance(error, EOFError) else f"the packed bytes are damaged ({error})"
            raise _BrokenError(at, why) from error
        except ValueError as error:
            raise _BrokenError(at, "there is no whole WARC record") from error

    def _line_of_record(self) -> bytes:
        """The next line that is not blank, b"" at the end."""
        while line := self.stream.readline(_CHUNK):
            if line.strip():
                return bytes(line)
        return b""

    def _next_member(self) -> int | None:
        if self.inflated is None:
            return None
        end = self.inflated.end
        self.inflated.file.seek(end)
        return end if self.inflated.file.read(1) else None

    def _record(self, line: bytes, at: int, number: int) -> Capture:
        if not line.startswith(_HEAD):
            raise _BrokenError(at, "there is no WARC record")
        record = self._parsed(line, at)
        headers, http = record.rec_headers, record.http_headers
        capture = Capture(
            offset=at,
            kind=record.rec_type or "",
            url=(headers.get_header("WARC-Target-URI") or "").strip("<> "),
            date=headers.get_header("WARC-Date") or "",
            content_type=(http.get_header("Content-Type") if http else record.content_type) or "",
            status=_status(http.get_statuscode()) if http else None,
            number=number,
        )
        if self.wanted(capture):
            capture = self._with_body(capture, record)
        self._drain(record, at)
        return capture

    def _parsed(self, line: bytes, at: int) -> Any:
        from warcio.recordloader import ArcWarcRecordLoader

        loader = ArcWarcRecordLoader(verify_http=False, arc2warc=False)
        try:
            return loader.parse_record_stream(
                self.stream, line.decode("latin-1"), "warc", check_digests="note"
            )
        except (zlib.error, EOFError):
            raise
        except Exception as error:  # on damaged headers warcio raises anything
            raise _BrokenError(at, "there is no whole WARC record") from error

    def _with_body(self, capture: Capture, record: Any) -> Capture:
        stream = _dechunked(record)
        chunk = stream.read(_CHUNK)
        unpack = self._unpacker(capture, record, chunk)
        pieces: list[bytes] = []
        size = 0
        while chunk:
            pieces.append(unpack(chunk, self.limit - size + 1))
            size += len(pieces[-1])
            if size > self.limit:
                why = f"it has more than the {self.limit:,} bytes a report may have"
                raise _BrokenError(capture.offset, why, "give that page by itself")
            chunk = stream.read(_CHUNK)
        return replace(capture, body=b"".join(pieces), altered=_is_altered(record))

    def _unpacker(self, capture: Capture, record: Any, opening: bytes) -> Unpack:
        """What undoes the body's encoding; some tools store the page unpacked beside its header."""
        http = record.http_headers
        encoding = ((http.get_header("Content-Encoding") if http else "") or "").strip().lower()
        if opening.lstrip().startswith(b"<"):
            encoding = ""
        try:
            return unpacker(encoding, capture.url)
        except FetchError as error:
            self._drain(record, capture.offset)
            raise _BrokenError(capture.offset, error.why, "capture the page anew") from error

    def _drain(self, record: Any, at: int) -> None:
        """Reads to the record's end, and says so where it ends too early."""
        while record.raw_stream.read(_CHUNK):
            pass
        if getattr(record.raw_stream, "limit", 0) > 0:
            raise _BrokenError(at, _CUT)


def _dechunked(record: Any) -> Any:
    from warcio.bufferedreaders import ChunkedDataReader

    http = record.http_headers
    coding = (http.get_header("Transfer-Encoding") if http else "") or ""
    return (
        ChunkedDataReader(record.raw_stream) if coding.lower() == "chunked" else record.raw_stream
    )


def _is_altered(record: Any) -> bool:
    """Whether the block has another digest than the record states (a payload's is often loose)."""
    problems = record.digest_checker.problems if record.digest_checker else []
    return any(problem.startswith("block digest failed") for problem in problems)


def _status(code: str | None) -> int | None:
    return int(code) if code and code.isascii() and code.isdigit() else None


def _next_start(file: BinaryIO, offset: int, packed: bool) -> int | None:
    """Where, from ``offset`` on, the next record begins; None where there is none."""
    mark = _GZIP if packed else b"\n" + _HEAD
    for place in _places(file, mark, offset):
        if not packed:
            return place + 1
        file.seek(place)
        try:
            opening = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(file.read(_CHUNK), 64)
        except zlib.error:
            continue
        if opening.startswith(_HEAD):
            return place
    return None


def _places(file: BinaryIO, mark: bytes, offset: int) -> Iterator[int]:
    """Where ``mark`` stands in the file from ``offset`` on."""
    held, start = b"", offset
    while True:
        file.seek(start + len(held))
        chunk = file.read(_CHUNK)
        if not chunk:
            return
        held += chunk
        place = held.find(mark)
        while place >= 0:
            yield start + place
            place = held.find(mark, place + 1)
        keep = len(mark) - 1
        start, held = start + len(held) - keep, held[-keep:]
