"""Fetching a report from an address, within limits and never from the inside of a network."""

from __future__ import annotations

import datetime as dt
import re
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from onrecord._version import __version__
from onrecord.errors import FetchError
from onrecord.reading.addresses import Allow, resolve
from onrecord.reading.connecting import check_time, opened
from onrecord.reading.reader import read_as
from onrecord.record import Document

if TYPE_CHECKING:
    from urllib3.response import BaseHTTPResponse

Unpack = Callable[[bytes, int], bytes]

_CHUNK = 65_536
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_TEXT_TYPES = frozenset({"text/plain", "text/markdown", "text/x-markdown"})
_UNSTATED = frozenset({"", "application/octet-stream", "application/xml", "text/xml"})
_REPORTS = _HTML_TYPES | _TEXT_TYPES | _UNSTATED | {"application/pdf"}
_HEADERS = {
    "User-Agent": f"onrecord/{__version__}",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How much a fetch may take.

    ``bytes_received`` is what comes over the wire, ``bytes_unpacked`` what it decompresses to;
    ``seconds`` covers everything from the first connection on, redirects included. ``allow`` lets
    addresses through that are not public; it exists for tests and is off unless given.
    """

    bytes_received: int = 20 * 1024 * 1024
    bytes_unpacked: int = 60 * 1024 * 1024
    seconds: float = 30.0
    redirects: int = 5
    allow: Allow | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: the body unpacked, and the address it was found at in the end.

    ``media_type`` and ``charset`` are as the server states them, "" and None where it does not.
    """

    body: bytes
    address: str
    media_type: str
    charset: str | None
    retrieved_at: dt.datetime

    @property
    def html(self) -> bool | None:
        """True where the server says that it is a page; None where that is to be found out."""
        return True if self.media_type in _HTML_TYPES else None


def fetch(
    address: str, *, published: dt.date | None = None, limits: FetchLimits | None = None
) -> Document:
    """The document at an http(s) address; ``url`` is the address it was found at in the end.

    Each address on the way is resolved once, checked, and connected to by that IP, so that
    neither a redirect nor a changed name can lead into a private network. No cookies, no
    proxies, no scripts.

    Raises:
        FetchError: where the address may not be fetched, does not answer with a report, or a
            limit is passed.
        ReadingError: where what came cannot be read.
    """
    answer = retrieve(address, limits=limits)
    return read_as(
        answer.body,
        address,
        url=answer.address,
        retrieved_at=answer.retrieved_at,
        published=published,
        charset=answer.charset,
        html=answer.html,
    )


def retrieve(
    address: str, *, limits: FetchLimits | None = None, also: frozenset[str] = frozenset()
) -> Fetched:
    """What an http(s) address answers, as :func:`fetch` gets it, not yet read.

    ``also`` are media types that are taken besides pages, text and PDF.

    Raises:
        FetchError: where the address may not be fetched, does not answer with a report, or a
            limit is passed.
    """
    limits = limits or FetchLimits()
    deadline = time.monotonic() + limits.seconds
    current = address
    for _ in range(limits.redirects + 1):
        answer = _request(current, limits, deadline, _REPORTS | also)
        if isinstance(answer, Fetched):
            return answer
        current = urljoin(current, answer)
    raise FetchError(
        address,
        f"it redirects more than {limits.redirects} times",
        "open it in the browser and give the address it ends at",
    )


def _request(
    address: str, limits: FetchLimits, deadline: float, wanted: frozenset[str]
) -> Fetched | str:
    """The answer of one address, or where it redirects to."""
    from http.client import HTTPException

    from urllib3.exceptions import HTTPError

    target = resolve(address, limits.allow)
    try:
        with opened(target, address, deadline, _HEADERS) as response:
            return _answer(response, address, limits, deadline, wanted)
    except (HTTPError, HTTPException, OSError, ValueError, zlib.error) as error:
        check_time(address, deadline)
        why = f"the connection failed ({type(error).__name__})"
        raise FetchError(address, why, "try again, or save the page and give the file") from error


def _answer(
    response: BaseHTTPResponse,
    address: str,
    limits: FetchLimits,
    deadline: float,
    wanted: frozenset[str],
) -> Fetched | str:
    location = response.headers.get("Location")
    if response.status in _REDIRECTS and location:
        return location
    if response.status != 200:
        raise FetchError(
            address,
            f"the server answers {response.status} {response.reason or ''}".rstrip(),
            "open it in the browser; if it shows there, save the page and give the file",
        )
    media_type, charset = content_type(response.headers.get("Content-Type", ""))
    if media_type not in wanted:
        raise FetchError(
            address, f"it is {media_type}, neither a page nor text", "give the report's own page"
        )
    body = b"".join(_body(response, address, limits, deadline))
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    return Fetched(body, address, media_type, charset, now)


def content_type(header: str) -> tuple[str, str | None]:
    """The media type and the character set that a Content-Type header states.

    >>> content_type("text/html; charset=UTF-8")
    ('text/html', 'UTF-8')
    """
    kind = header.partition(";")[0].strip().lower()
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", header, re.IGNORECASE)
    return kind, charset.group(1) if charset else None


def _body(
    response: BaseHTTPResponse, address: str, limits: FetchLimits, deadline: float
) -> Iterator[bytes]:
    """The unpacked body piece by piece, never more than the limits hold."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    unpack = unpacker(encoding, address)
    received = unpacked = 0
    for chunk in _chunks(response, address, deadline):
        received += len(chunk)
        if received > limits.bytes_received:
            raise _too_large(address, limits.bytes_received)
        piece = unpack(chunk, limits.bytes_unpacked - unpacked + 1)
        unpacked += len(piece)
        if unpacked > limits.bytes_unpacked:
            raise _too_large(address, limits.bytes_unpacked)
        yield piece


def _chunks(response: BaseHTTPResponse, address: str, deadline: float) -> Iterator[bytes]:
    while True:
        check_time(address, deadline)
        chunk = response.read1(_CHUNK, decode_content=False)
        if not chunk:
            check_time(address, deadline)
            return
        yield chunk


class _Unpacker:
    """Decompresses piece by piece; what passes the limit is not unpacked at all."""

    def __init__(self, wbits: int) -> None:
        self._wbits = wbits
        self._stream = zlib.decompressobj(wbits)
        self._started = False

    def __call__(self, chunk: bytes, most: int) -> bytes:
        if self._stream.eof:
            return b""
        try:
            piece = self._stream.decompress(chunk, most)
        except zlib.error:
            if self._started or self._wbits < 0:
                raise
            self._stream = zlib.decompressobj(-zlib.MAX_WBITS)
            piece = self._stream.decompress(chunk, most)
        self._started = True
        return piece


def unpacker(encoding: str, address: str) -> Unpack:
    """What undoes a content encoding, piece by piece: called with a piece and the most to give.

    Raises:
        FetchError: where the encoding is not known here.
    """
    if encoding in ("", "identity"):
        return lambda chunk, most: chunk[:most]
    if encoding in ("gzip", "x-gzip"):
        return _Unpacker(16 + zlib.MAX_WBITS)
    if encoding == "deflate":
        return _Unpacker(zlib.MAX_WBITS)
    raise FetchError(
        address, f"it is packed as {encoding}, which was not asked for", "save the page instead"
    )


def _too_large(address: str, limit: int) -> FetchError:
    why = f"it is larger than the {limit:,} bytes a report may have"
    return FetchError(address, why, "save the page without its pictures and give the file")
