"""Fetching a file whole: resumed where it broke off, and not at all where it has not changed."""

from __future__ import annotations

import re
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import msgspec

from onrecord._version import __version__
from onrecord.errors import FetchError, WritingError
from onrecord.reading.addresses import Allow, resolve
from onrecord.reading.connecting import check_time, opened

if TYPE_CHECKING:
    from urllib3.response import BaseHTTPResponse

_CHUNK = 65_536
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")
_HEADERS = {
    "User-Agent": f"onrecord/{__version__}",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class DownloadLimits:
    """How much a download may take; ``allow`` lets addresses through that are not public.

    ``attempts`` is how often a connection that broke is taken up again before it is given up.
    """

    bytes: int = 200_000_000
    seconds: float = 900.0
    redirects: int = 5
    attempts: int = 3
    allow: Allow | None = None


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """What a server says of a file's version, to ask later whether there is another."""

    address: str
    etag: str | None = None
    last_modified: str | None = None

    @property
    def validator(self) -> str | None:
        """What a range may be asked for under: a strong ETag, or else the date."""
        strong = self.etag and not self.etag.startswith("W/")
        return self.etag if strong else self.last_modified


def download(
    address: str, target: Path, *, known: Stamp | None = None, limits: DownloadLimits | None = None
) -> Stamp | None:
    """Fetches the file at an http(s) address to ``target``; None where it is as ``known``.

    What has come stands in ``target`` with ``.part`` behind its name until it is whole; a broken
    download is resumed there by the next call, if the server still has the same version. Only
    public addresses, each resolved once and pinned.

    Raises:
        FetchError: where it may not or cannot be fetched whole; what came is kept.
    """
    limits = limits or DownloadLimits()
    deadline = time.monotonic() + limits.seconds
    part = _Part(target)
    for left in reversed(range(limits.attempts)):
        try:
            return _follow(address, part, known, limits, deadline)
        except _BrokenError as error:
            check_time(address, deadline)
            if not left:
                raise FetchError(
                    address,
                    f"the connection broke after {part.size:,} bytes ({error})",
                    "run the same again: it goes on where it stopped",
                ) from error
    raise AssertionError("unreachable")


class _BrokenError(Exception):
    """A connection that ended before the file did."""


class _Part:
    """The part of a file that has come, and of which version it is."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.path = target.with_name(target.name + ".part")
        self._stamp = target.with_name(target.name + ".part.json")

    @property
    def size(self) -> int:
        """How many bytes have come."""
        return self.path.stat().st_size if self.path.exists() else 0

    def stamp(self, address: str) -> Stamp | None:
        """The version it is part of, where that can be taken up again."""
        try:
            stamp = msgspec.json.decode(self._stamp.read_bytes(), type=Stamp)
        except (OSError, msgspec.MsgspecError):
            return None
        return stamp if stamp.address == address and stamp.validator and self.size else None

    def begin(self, stamp: Stamp) -> None:
        """Forgets what has come, for a version that begins anew."""
        self.path.write_bytes(b"")
        self._stamp.write_bytes(msgspec.json.encode(stamp))

    def finish(self) -> None:
        """Puts the whole file where it was asked for."""
        self.path.replace(self.target)
        with suppress(OSError):
            self._stamp.unlink()

    def drop(self) -> None:
        """Removes all that has come."""
        for path in (self.path, self._stamp):
            path.unlink(missing_ok=True)


def _follow(
    address: str, part: _Part, known: Stamp | None, limits: DownloadLimits, deadline: float
) -> Stamp | None:
    from http.client import HTTPException

    from urllib3.exceptions import HTTPError

    current = address
    for _ in range(limits.redirects + 1):
        target = resolve(current, limits.allow)
        headers = {**_HEADERS, **_conditions(address, part, known)}
        try:
            with opened(target, address, deadline, headers) as response:
                location = response.headers.get("Location")
                if response.status not in _REDIRECTS or not location:
                    return _taken(response, address, part, limits, deadline)
        except (HTTPError, HTTPException, OSError, ValueError, zlib.error) as error:
            raise _BrokenError(type(error).__name__) from error
        current = urljoin(current, location)
    raise FetchError(
        address, f"it redirects more than {limits.redirects} times", "give the final address"
    )


def _conditions(address: str, part: _Part, known: Stamp | None) -> dict[str, str]:
    """What is asked of the server: the rest of a part, or the file if it has changed."""
    begun = part.stamp(address)
    if begun is not None and begun.validator:
        return {"Range": f"bytes={part.size}-", "If-Range": begun.validator}
    conditions = {}
    if known is not None and known.address == address:
        if known.etag:
            conditions["If-None-Match"] = known.etag
        if known.last_modified:
            conditions["If-Modified-Since"] = known.last_modified
    return conditions


def _taken(
    response: BaseHTTPResponse,
    address: str,
    part: _Part,
    limits: DownloadLimits,
    deadline: float,
) -> Stamp | None:
    if response.status == 304:
        part.drop()
        return None
    if response.status == 416:
        part.drop()
        raise _BrokenError("the server has less than what came before; it is begun anew")
    stamp = Stamp(
        address=address,
        etag=response.headers.get("ETag"),
        last_modified=response.headers.get("Last-Modified"),
    )
    whole = _prepared(response, address, part, stamp)
    if whole is not None and whole > limits.bytes:
        part.drop()
        raise _too_large(address, limits)
    _receive(response, address, part, limits, deadline)
    if whole is not None and part.size != whole:
        raise _BrokenError(f"{part.size:,} of {whole:,} bytes came")
    part.finish()
    return stamp


def _prepared(response: BaseHTTPResponse, address: str, part: _Part, stamp: Stamp) -> int | None:
    """How many bytes the whole file has, if the server says so; the part made ready for them."""
    if response.status == 206:
        found = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
        if found is None or int(found[1]) != part.size:
            part.drop()
            raise _BrokenError("the server sent another part than was asked for")
        return None if found[2] == "*" else int(found[2])
    if response.status != 200:
        raise FetchError(
            address,
            f"the server answers {response.status} {response.reason or ''}".rstrip(),
            "open the address in the browser; if the file moved, add it again from there",
        )
    part.begin(stamp)
    length = response.headers.get("Content-Length", "")
    return int(length) if length.isascii() and length.isdigit() else None


def _receive(
    response: BaseHTTPResponse,
    address: str,
    part: _Part,
    limits: DownloadLimits,
    deadline: float,
) -> None:
    size = part.size
    with part.path.open("ab") as stream:
        while True:
            check_time(address, deadline)
            chunk = response.read1(_CHUNK, decode_content=False)
            if not chunk:
                check_time(address, deadline)
                return
            size += len(chunk)
            if size > limits.bytes:
                part.drop()
                raise _too_large(address, limits)
            try:
                stream.write(chunk)
            except OSError as error:
                why = error.strerror or type(error).__name__
                raise WritingError(str(part.path), why, "make room, then run it again") from error


def _too_large(address: str, limits: DownloadLimits) -> FetchError:
    why = f"it is larger than the {limits.bytes:,} bytes a file of reference data may have"
    return FetchError(address, why, "see what it holds")
