"""Fetching: limits on size, time and redirects, and no way into a private network."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord.errors import FetchError
from onrecord.reading import FetchLimits, fetch
from onrecord.reading.addresses import IPAddress, is_public, resolve

PAGE = (
    b"<html><head><meta property='og:site_name' content='Lake Post'></head><body><article>"
    b"<h1>Dam holds</h1><p>The dam at Lenth held on Monday, the ministry said.</p></article></body>"
)
LOCAL = ipaddress.ip_address("127.0.0.1")


class Server:
    """A real server on this machine whose answers a test sets by path."""

    def __init__(self) -> None:
        self.answers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        self.seen: list[tuple[str, str]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.seen.append((self.path, self.headers.get("Host", "")))
                try:
                    outer.answers[self.path](self)
                except OSError:
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                return

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.port = self.http.server_address[1]
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()

    def address(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def answer(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> str:
        def reply(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)

        self.answers[path] = reply
        return self.address(path)


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.http.shutdown()
    running.http.server_close()


def allow_local(ip: IPAddress) -> bool:
    return ip == LOCAL


def limits(**given: float) -> FetchLimits:
    return FetchLimits(allow=allow_local, **given)  # type: ignore[arg-type]


def test_a_page_is_fetched_with_its_address_and_time(server: Server) -> None:
    address = server.answer("/dam", PAGE, Content_Type="text/html; charset=utf-8")
    document = fetch(address, limits=limits())
    assert (document.title, document.outlet, document.url) == ("Dam holds", "Lake Post", address)
    assert document.retrieved_at is not None
    assert document.retrieved_at.tzinfo is not None


def test_the_charset_of_the_headers_is_used(server: Server) -> None:
    body = "Мост взорван, заявило министерство в понедельник.".encode("koi8-r")
    address = server.answer("/note", body, Content_Type="text/plain; charset=koi8-r")
    assert "министерство" in fetch(address, limits=limits()).text


def test_this_machine_is_refused_without_being_asked(server: Server) -> None:
    address = server.answer("/dam", PAGE, Content_Type="text/html")
    with pytest.raises(FetchError, match="not a public address"):
        fetch(address)
    assert server.seen == []


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://localhost/", "http://2130706433/", "http://0x7f.1/",
        "http://0.0.0.0/", "http://10.1.2.3/", "http://172.16.0.9/", "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/", "http://100.64.0.1/", "http://[::1]/",
        "http://[::ffff:127.0.0.1]/", "http://[::ffff:8.8.8.8]/", "http://[fe80::1]/",
        "http://[fc00::1]/", "http://[2002:7f00:1::]/", "http://[64:ff9b::7f00:1]/",
        "http://224.0.0.1/", "http://255.255.255.255/",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    with pytest.raises(FetchError):
        fetch(address, limits=FetchLimits(seconds=2))


@pytest.mark.parametrize(
    "address",
    ["ftp://example.com/a", "file:///etc/passwd", "gopher://example.com", "http://", "http:///x",
     "http://user:secret@example.com/", "http://[::1", "http://exa mple.com/",
     "javascript:alert(1)", "http://example.com:99999/"],
)  # fmt: skip
def test_addresses_of_another_kind_are_refused(address: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(address)
    assert caught.value.remedy


def test_redirects_are_followed_and_the_last_address_is_kept(server: Server) -> None:
    end = server.answer("/end", PAGE, Content_Type="text/html")
    start = server.answer("/start", status=302, Location="/end")
    assert fetch(start, limits=limits()).url == end


def test_a_redirect_into_a_private_network_is_refused(server: Server) -> None:
    inner = Server()
    inside = inner.answer("/secret", PAGE, Content_Type="text/html").replace(
        "127.0.0.1", "127.0.0.2"
    )
    start = server.answer("/start", status=301, Location=inside)
    with pytest.raises(FetchError, match=r"127\.0\.0\.2"):
        fetch(start, limits=limits())
    assert inner.seen == []
    inner.http.shutdown()
    inner.http.server_close()


def test_redirects_end(server: Server) -> None:
    address = server.answer("/round", status=302, Location="/round")
    with pytest.raises(FetchError, match="redirects more than 3"):
        fetch(address, limits=limits(redirects=3))
    assert len(server.seen) == 4


def test_the_name_is_looked_up_once_and_pinned(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []

    def rebinding(host: str, port: int, *args: object, **kwargs: object) -> list[object]:
        looked_up.append(host)
        ip = "127.0.0.1" if len(looked_up) == 1 else "192.168.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))]

    server.answer("/dam", PAGE, Content_Type="text/html")
    address = server.address("/dam", host="news.example")
    target = None
    with monkeypatch.context() as patched:
        patched.setattr("onrecord.reading.addresses.socket.getaddrinfo", rebinding)
        target = resolve(address, allow_local)
    assert (target.ip, looked_up) == ("127.0.0.1", ["news.example"])
    monkeypatch.setattr("onrecord.reading.fetching.resolve", lambda *_: target)
    assert fetch(address, limits=limits()).title == "Dam holds"
    assert server.seen == [("/dam", f"news.example:{server.port}")]


def test_one_private_ip_among_many_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("9.9.9.9", "10.0.0.1")
    ]
    monkeypatch.setattr("onrecord.reading.addresses.socket.getaddrinfo", lambda *_, **__: entries)
    with pytest.raises(FetchError, match=r"10\.0\.0\.1"):
        resolve("http://mixed.example/")


def test_a_large_answer_is_cut_off(server: Server) -> None:
    address = server.answer("/large", b"word " * 100_000, Content_Type="text/plain")
    with pytest.raises(FetchError, match="larger than"):
        fetch(address, limits=limits(bytes_received=50_000))


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_packed_answers_are_unpacked(server: Server, encoding: str) -> None:
    packed = gzip.compress(PAGE) if encoding == "gzip" else zlib.compress(PAGE)
    address = server.answer("/p", packed, Content_Type="text/html", Content_Encoding=encoding)
    assert fetch(address, limits=limits()).title == "Dam holds"


def test_a_gzip_bomb_is_not_unpacked(server: Server) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    assert len(bomb) < 100_000
    address = server.answer("/bomb", bomb, Content_Type="text/html", Content_Encoding="gzip")
    with pytest.raises(FetchError, match="larger than"):
        fetch(address, limits=limits(bytes_unpacked=1_000_000))


def test_damaged_packing_is_an_error(server: Server) -> None:
    address = server.answer("/d", b"not gzip", Content_Type="text/html", Content_Encoding="gzip")
    with pytest.raises(FetchError, match="connection failed"):
        fetch(address, limits=limits())


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"a")
        handler.wfile.flush()
        time.sleep(0.05)


def drip_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(90):
        handler.wfile.write(f"X-{number}: y\r\n".encode())
        handler.wfile.flush()
        time.sleep(0.05)


def say_nothing(_: BaseHTTPRequestHandler) -> None:
    time.sleep(2)


@pytest.mark.parametrize("slowly", [drip, drip_headers, say_nothing])
def test_a_slow_answer_is_given_up(
    server: Server, slowly: Callable[[BaseHTTPRequestHandler], None]
) -> None:
    server.answers["/slow"] = slowly
    with pytest.raises(FetchError, match="longer than allowed"):
        fetch(server.address("/slow"), limits=limits(seconds=0.4))


@pytest.mark.parametrize("status", [404, 403, 500, 204])
def test_other_answers_are_errors(server: Server, status: int) -> None:
    with pytest.raises(FetchError, match=str(status)):
        fetch(server.answer("/x", status=status), limits=limits())


def test_a_picture_is_refused(server: Server) -> None:
    address = server.answer("/x", b"\x89PNG", Content_Type="image/png")
    with pytest.raises(FetchError, match="image/png"):
        fetch(address, limits=limits())


def test_nobody_listens() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(FetchError) as caught:
        fetch(f"http://127.0.0.1:{port}/", limits=limits())
    assert "connection failed" in str(caught.value)


def test_public_addresses_pass() -> None:
    assert is_public(ipaddress.ip_address("93.184.216.34"))
    assert is_public(ipaddress.ip_address("2606:2800:220:1:248:1893:25c8:1946"))
