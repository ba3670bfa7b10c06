"""Downloading a file whole: resumed, conditional, bounded, and never from inside a network."""

from __future__ import annotations

import hashlib
import ipaddress
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from onrecord.errors import FetchError
from onrecord.reading.addresses import IPAddress
from onrecord.reading.downloading import DownloadLimits, Stamp, download

BODY = bytes(range(256)) * 4096
LOCAL = ipaddress.ip_address("127.0.0.1")


class Files:
    """A real server that serves one file with ranges, ETags and breaks, as a test sets them."""

    def __init__(self) -> None:
        self.body = BODY
        self.etag: str | None = '"one"'
        self.modified: str | None = None
        self.break_after: list[int] = []
        self.says_length = True
        self.ranges = True
        self.status = 200
        self.location: str | None = None
        self.seen: list[dict[str, str]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.seen.append(dict(self.headers.items()))
                outer.answer(self)

            def log_message(self, *_: object) -> None:
                return

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.http.server_address[1]}/daily.csv"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        if self.location is not None or self.status != 200:
            handler.send_response(302 if self.location else self.status)
            handler.send_header("Location", self.location or "")
            handler.end_headers()
            return
        if self.etag and handler.headers.get("If-None-Match") == self.etag:
            handler.send_response(304)
            handler.end_headers()
            return
        start = self.start(handler)
        if start >= len(self.body) and start:
            handler.send_response(416)
            handler.end_headers()
            return
        handler.send_response(206 if start else 200)
        for name, value in (("ETag", self.etag), ("Last-Modified", self.modified)):
            if value:
                handler.send_header(name, value)
        if start:
            span = f"bytes {start}-{len(self.body) - 1}/{len(self.body)}"
            handler.send_header("Content-Range", span)
        if self.says_length:
            handler.send_header("Content-Length", str(len(self.body) - start))
        handler.end_headers()
        end = self.break_after.pop(0) if self.break_after else len(self.body)
        handler.wfile.write(self.body[start:end])
        handler.close_connection = True

    def start(self, handler: BaseHTTPRequestHandler) -> int:
        asked = handler.headers.get("Range", "")
        current = handler.headers.get("If-Range") in (self.etag, self.modified)
        if not (self.ranges and asked and current):
            return 0
        return int(asked.removeprefix("bytes=").partition("-")[0])


@pytest.fixture
def files() -> Iterator[Files]:
    running = Files()
    yield running
    running.http.shutdown()
    running.http.server_close()


def allow(ip: IPAddress) -> bool:
    return ip == LOCAL


LIMITS = DownloadLimits(allow=allow, seconds=20, attempts=1)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "daily.csv"


def test_a_file_comes_whole_with_what_the_server_says_of_its_version(
    files: Files, target: Path
) -> None:
    stamp = download(files.address, target, limits=LIMITS)
    assert target.read_bytes() == BODY
    assert stamp == Stamp(address=files.address, etag='"one"')
    assert [path.name for path in target.parent.iterdir()] == ["daily.csv"]


def test_what_broke_off_is_kept_and_taken_up_again(files: Files, target: Path) -> None:
    files.break_after = [300_000]
    with pytest.raises(FetchError, match=r"broke after 300,000 bytes.*goes on where it stopped"):
        download(files.address, target, limits=LIMITS)
    assert not target.exists()
    assert download(files.address, target, limits=LIMITS)
    assert target.read_bytes() == BODY
    assert files.seen[-1]["Range"] == "bytes=300000-"
    assert files.seen[-1]["If-Range"] == '"one"'


def test_one_call_takes_it_up_again_a_few_times(files: Files, target: Path) -> None:
    files.break_after = [100_000, 200_000]
    limits = DownloadLimits(allow=allow, seconds=20, attempts=3)
    assert download(files.address, target, limits=limits)
    assert target.read_bytes() == BODY
    assert len(files.seen) == 3


@pytest.mark.parametrize("ranges", [True, False])
def test_a_version_that_changed_meanwhile_begins_anew(
    files: Files, target: Path, ranges: bool
) -> None:
    files.break_after = [300_000]
    files.ranges = ranges
    with pytest.raises(FetchError):
        download(files.address, target, limits=LIMITS)
    files.body, files.etag = BODY[::-1], '"two"'
    assert download(files.address, target, limits=LIMITS)
    assert hashlib.sha256(target.read_bytes()).digest() == hashlib.sha256(BODY[::-1]).digest()


def test_a_version_without_a_validator_is_never_put_together(files: Files, target: Path) -> None:
    files.etag, files.break_after = None, [300_000]
    with pytest.raises(FetchError):
        download(files.address, target, limits=LIMITS)
    assert download(files.address, target, limits=LIMITS)
    assert "Range" not in files.seen[-1]
    assert target.read_bytes() == BODY


def test_a_part_longer_than_the_file_is_dropped(files: Files, target: Path) -> None:
    files.break_after = [300_000]
    with pytest.raises(FetchError):
        download(files.address, target, limits=LIMITS)
    files.body = BODY[:200_000]
    limits = DownloadLimits(allow=allow, seconds=20, attempts=2)
    assert download(files.address, target, limits=limits)
    assert target.read_bytes() == BODY[:200_000]


def test_what_has_not_changed_is_not_fetched(files: Files, target: Path) -> None:
    stamp = download(files.address, target, limits=LIMITS)
    target.unlink()
    assert download(files.address, target, known=stamp, limits=LIMITS) is None
    assert not target.exists()
    other = Stamp(address="http://elsewhere.example/", etag='"one"')
    assert download(files.address, target, known=other, limits=LIMITS) is not None


@pytest.mark.parametrize("says_length", [True, False])
def test_what_is_too_large_is_dropped(files: Files, target: Path, says_length: bool) -> None:
    files.says_length = says_length
    small = DownloadLimits(allow=allow, bytes=1000, seconds=20, attempts=1)
    with pytest.raises(FetchError, match="larger than the 1,000 bytes"):
        download(files.address, target, limits=small)
    assert list(target.parent.iterdir()) == []


def test_a_server_that_refuses_is_told(files: Files, target: Path) -> None:
    files.status = 404
    with pytest.raises(FetchError, match="answers 404"):
        download(files.address, target, limits=LIMITS)


def test_private_addresses_are_refused_also_behind_a_redirect(files: Files, target: Path) -> None:
    with pytest.raises(FetchError, match="not a public address"):
        download(files.address, target)
    assert files.seen == []
    files.location = "http://10.0.0.1/daily.csv"
    with pytest.raises(FetchError, match=r"10\.0\.0\.1, which is not a public address"):
        download(files.address, target, limits=LIMITS)
    files.location = files.address
    with pytest.raises(FetchError, match="redirects more than 5 times"):
        download(files.address, target, limits=LIMITS)
