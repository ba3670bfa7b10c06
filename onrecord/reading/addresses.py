"""Which network addresses may be fetched from: public ones only, looked up once and pinned."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from onrecord.errors import FetchError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Allow = Callable[[IPAddress], bool]

_PORTS = {"http": 80, "https": 443}
_TRANSLATED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


class Target(NamedTuple):
    """Where one request goes: the address as given, and the one IP it is pinned to."""

    scheme: str
    host: str
    port: int
    path: str
    ip: str

    @property
    def host_header(self) -> str:
        """The value of the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def is_public(ip: IPAddress) -> bool:
    """Whether an IP is an ordinary public one.

    Private, loopback, link-local, shared, reserved, multicast and unspecified addresses are not;
    neither is an IPv6 address that carries an IPv4 one inside (mapped, 6to4, Teredo, NAT64).

    >>> [is_public(ipaddress.ip_address(a)) for a in ("9.9.9.9", "10.0.0.1", "::ffff:9.9.9.9")]
    [True, False, False]
    """
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped or ip.sixtofour or ip.teredo or ip.is_site_local:
            return False
        if any(ip in network for network in _TRANSLATED):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def resolve(address: str, allow: Allow | None = None) -> Target:
    """The target of an address: its host looked up, every IP of it checked, the first one kept.

    Raises:
        FetchError: where the address is not http or https, has a password in it, cannot be
            resolved, or leads to an address that is not public.
    """
    parts = _split(address)
    host, port = _host_and_port(address, parts)
    ips = _look_up(address, host, port)
    for ip in ips:
        if not (is_public(ip) or (allow is not None and allow(ip))):
            raise FetchError(
                address,
                f"{host} leads to {ip}, which is not a public address",
                "save the page in the browser and give the file",
            )
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme.lower(), host, port, _quoted(path), str(ips[0]))


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address.strip())
    except ValueError as error:
        raise FetchError(address, "it is not an address", "copy it from the browser") from error
    if parts.scheme.lower() not in _PORTS:
        raise FetchError(
            address, "only http and https can be fetched", "give an http(s) address or a file"
        )
    if parts.username is not None or parts.password is not None:
        raise FetchError(
            address, "it holds a user name or password", "save the page and give the file"
        )
    return parts


def _host_and_port(address: str, parts: SplitResult) -> tuple[str, int]:
    try:
        host, port = parts.hostname or "", parts.port
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise FetchError(address, "its host is malformed", "copy it from the browser") from error
    if not host or any(character <= " " or character in "\\%" for character in host):
        raise FetchError(address, "it names no host", "copy the whole address from the browser")
    return host, port or _PORTS[parts.scheme.lower()]


def _look_up(address: str, host: str, port: int) -> list[IPAddress]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(
            address, f"{host} cannot be found", "check the address and the connection"
        ) from error
    return [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]


def _quoted(path: str) -> str:
    return "".join(
        c if "!" <= c <= "~" else "".join(f"%{byte:02X}" for byte in c.encode("utf-8", "replace"))
        for c in path
    )
