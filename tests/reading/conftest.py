"""A web server on this machine, and what makes real archives and exports."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import threading
import zipfile
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGE = (
    "<html><head><title>Dam holds</title></head><body><article><h1>Dam holds</h1>"
    "<p>The dam at Lenth held on {day}, the ministry said.</p></article></body></html>"
)


class Web:
    """Pages that a test sets by path, and the paths that were asked for."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[bytes, str]] = {}
        self.endless: set[str] = set()
        self.asked: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path)
                body, kind = outer.answers.get(self.path, (b"", ""))
                self.send_response(200 if kind else 404)
                self.send_header("Content-Type", kind or "text/plain")
                self.end_headers()
                self.wfile.write(body)
                try:
                    while self.path in outer.endless:
                        self.wfile.write(b"<item><title>More</title></item>" * 1000)
                except OSError:
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                return

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.http.server_address[1]}{path}"

    def answer(self, path: str, body: str, kind: str = "text/html; charset=utf-8") -> str:
        self.answers[path] = (body.encode(), kind)
        return self.address(path)


@pytest.fixture
def web() -> Iterator[Web]:
    running = Web()
    yield running
    running.http.shutdown()
    running.http.server_close()


Page = tuple[str, str, str, str]
"""Address, body, media type, status."""


def page(day: str) -> Page:
    return (f"https://news.example/{day}", PAGE.format(day=day), "text/html", "200 OK")


@pytest.fixture
def pages() -> list[Page]:
    return [page(day) for day in ("Monday", "Tuesday", "Wednesday", "Thursday")]


@pytest.fixture
def make_warc() -> Callable[..., tuple[bytes, list[int]]]:
    return warc


class Writer(WARCWriter):
    """warcio's writer, without the temporary files that it leaves open."""

    def _create_temp_file(self) -> io.BytesIO:
        return io.BytesIO()


def warc(
    pages: Sequence[Page], *, packed: bool = True, encoded: bool = True, stated: str = ""
) -> tuple[bytes, list[int]]:
    """A WARC file as warcio writes it, and where its records begin.

    ``packed`` says whether each record is a gzip member, ``encoded`` whether servers sent gzip,
    ``stated`` what else they say that they sent.
    """
    out, offsets = io.BytesIO(), []
    writer = Writer(out, gzip=packed)
    for number, (address, body, kind, status) in enumerate(pages):
        offsets.append(out.tell())
        payload = gzip.compress(body.encode(), mtime=0) if encoded else body.encode()
        headers = [("Content-Type", f"{kind}; charset=utf-8")]
        headers += [("Content-Encoding", stated or "gzip")] if encoded or stated else []
        record = writer.create_warc_record(
            address,
            "response",
            payload=io.BytesIO(payload),
            http_headers=StatusAndHeaders(status, headers, protocol="HTTP/1.1"),
            warc_headers_dict={
                "WARC-Date": "2031-05-12T10:00:00Z",
                "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012}>",
            },
        )
        writer.write_record(record)
    return out.getvalue(), offsets


@pytest.fixture
def make_wacz() -> Callable[..., bytes]:
    return wacz


def wacz(pages: Sequence[Page], listed: Sequence[str] = (), *, altered: bool = False) -> bytes:
    """A WACZ file with the digests of its parts, one of them wrong where it is altered."""
    captured, _ = warc(pages)
    lines = ['{"format": "json-pages-1.0", "id": "pages"}']
    lines += [json.dumps({"url": address, "title": "Dam"}) for address in listed]
    parts = {"archive/data.warc.gz": captured, "pages/pages.jsonl": "\n".join(lines).encode()}
    resources = [
        {"name": name.split("/")[1], "path": name, "hash": f"sha256:{digest(part)}"}
        for name, part in parts.items()
    ]
    package = json.dumps({"profile": "data-package", "resources": resources}).encode()
    parts["datapackage.json"] = package
    parts["datapackage-digest.json"] = json.dumps(
        {"path": "datapackage.json", "hash": f"sha256:{digest(package)}"}
    ).encode()
    if altered:
        parts["archive/data.warc.gz"], _ = warc([*pages, page("Sunday")])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def digest(part: bytes) -> str:
    return hashlib.sha256(part).hexdigest()
