"""One request to one pinned address, which ends when its time is up."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from onrecord.errors import FetchError
from onrecord.reading.addresses import Target

if TYPE_CHECKING:
    from urllib3.connection import HTTPConnection
    from urllib3.response import BaseHTTPResponse


@contextmanager
def opened(
    target: Target, address: str, deadline: float, headers: Mapping[str, str]
) -> Iterator[BaseHTTPResponse]:
    """The opened response; when time is up the socket is shut, wherever it is waiting.

    Connects to the IP that ``target`` is pinned to; ``deadline`` is a moment of the monotonic
    clock. The body is neither read nor decoded.

    Raises:
        FetchError: where time was up before it began.
        OSError, urllib3's HTTPError: where the connection fails.
    """
    remaining = deadline - time.monotonic()
    check_time(address, deadline)
    connection = _connection(target, remaining)
    held: list[socket.socket] = []
    watchdog = threading.Timer(remaining, _shut, [connection, held])
    watchdog.daemon = True
    watchdog.start()
    try:
        connection.connect()
        held.extend([connection.sock] if connection.sock is not None else [])
        connection.request(
            "GET",
            target.path,
            headers={**headers, "Host": target.host_header},
            preload_content=False,
            decode_content=False,
        )
        yield connection.getresponse()
    finally:
        watchdog.cancel()
        connection.close()


def _connection(target: Target, seconds: float) -> HTTPConnection:
    from urllib3.connection import HTTPConnection, HTTPSConnection

    if target.scheme == "http":
        return HTTPConnection(target.ip, target.port, timeout=seconds)
    import ssl

    return HTTPSConnection(
        target.ip,
        target.port,
        timeout=seconds,
        ssl_context=ssl.create_default_context(),
        server_hostname=target.host,
        assert_hostname=target.host,
    )


def _shut(connection: HTTPConnection, held: list[socket.socket]) -> None:
    """Wakes whatever waits on the socket, also when the response has taken it over."""
    for sock in (*held, connection.sock):
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


def check_time(address: str, deadline: float) -> None:
    """Raises FetchError where the moment ``deadline`` of the monotonic clock has passed."""
    if time.monotonic() >= deadline:
        raise FetchError(
            address, "it took longer than allowed", "try again later, or allow more time"
        )
