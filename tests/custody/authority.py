"""A timestamp authority of our own: certificates and RFC 3161 tokens, written as DER by hand.

It shares no code with the client under test; ``openssl ts`` accepts what it signs.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

BORN = dt.datetime(2031, 1, 1, tzinfo=dt.UTC)
STAMPED = dt.datetime(2031, 5, 10, 13, tzinfo=dt.UTC)
_SHA256 = "2.16.840.1.101.3.4.2.1"
_TST_INFO = "1.2.840.113549.1.9.16.1.4"


def der(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    size = len(body)
    if size < 128:
        return bytes([tag, size]) + body
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + body


def sequence(*parts: bytes) -> bytes:
    return der(0x30, *parts)


def integer(value: int) -> bytes:
    return der(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def oid(dotted: str) -> bytes:
    first, second, *rest = map(int, dotted.split("."))
    body = bytearray()
    for number in (first * 40 + second, *rest):
        pieces = [number & 0x7F]
        while number := number >> 7:
            pieces.append(0x80 | (number & 0x7F))
        body += bytes(reversed(pieces))
    return der(0x06, bytes(body))


def octets(value: bytes) -> bytes:
    return der(0x04, value)


def attribute(name: str, value: bytes) -> bytes:
    return sequence(oid(name), der(0x31, value))


@dataclass(frozen=True)
class Asked:
    """What a request asks to be stamped."""

    digest: bytes
    nonce: int


def read_request(body: bytes) -> Asked:
    """The digest and the nonce of a request: the two values a token has to repeat."""
    digest = body.index(octets(b"\0" * 32)[:2]) + 2
    rest = body[digest + 32 :]
    assert rest[0] == 0x02
    return Asked(body[digest : digest + 32], int.from_bytes(rest[2 : 2 + rest[1]], "big"))


class Authority:
    """A root and a signing certificate below it."""

    def __init__(self, name: str = "Tarn Time", *, purpose: bool = True) -> None:
        self._root_key = ec.generate_private_key(ec.SECP256R1())
        self._key = ec.generate_private_key(ec.SECP256R1())
        self.root = self._certificate(f"{name} Root", f"{name} Root", self._root_key, ca=True)
        self.signer = self._certificate(
            f"{name} Signer", f"{name} Root", self._key, ca=False, purpose=purpose
        )

    @property
    def pem(self) -> bytes:
        return self.root.public_bytes(serialization.Encoding.PEM)

    def _certificate(self, name, issuer, key, *, ca: bool, purpose: bool = True):
        def named(words: str) -> x509.Name:
            return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])

        builder = (
            x509.CertificateBuilder()
            .subject_name(named(name))
            .issuer_name(named(issuer))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(BORN)
            .not_valid_after(BORN + dt.timedelta(days=3650))
            .add_extension(x509.BasicConstraints(ca, None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self._root_key.public_key()),
                critical=False,
            )
            .add_extension(
                x509.KeyUsage(
                    digital_signature=not ca, key_cert_sign=ca, crl_sign=ca,
                    content_commitment=False, key_encipherment=False, data_encipherment=False,
                    key_agreement=False, encipher_only=False, decipher_only=False,
                ),
                critical=True,
            )
        )  # fmt: skip
        if not ca and purpose:
            usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(usage, critical=True)
        return builder.sign(self._root_key, hashes.SHA256())

    def answer(self, body: bytes) -> bytes:
        """The response to a request: granted, with a token."""
        asked = read_request(body)
        return sequence(sequence(integer(0)), self.token(asked.digest, asked.nonce))

    def token(self, digest: bytes, nonce: int) -> bytes:
        sha256 = sequence(oid(_SHA256), der(0x05))
        info = sequence(
            integer(1),
            oid("1.3.6.1.4.1.13762.3"),
            sequence(sha256, octets(digest)),
            integer(7),
            der(0x18, STAMPED.strftime("%Y%m%d%H%M%SZ").encode()),
            sequence(integer(1)),
            integer(nonce),
        )
        certificate = self.signer.public_bytes(serialization.Encoding.DER)
        hashed = sequence(sequence(sequence(octets(hashlib.sha256(certificate).digest()))))
        signed = sorted(
            (
                attribute("1.2.840.113549.1.9.3", oid(_TST_INFO)),
                attribute("1.2.840.113549.1.9.4", octets(hashlib.sha256(info).digest())),
                attribute("1.2.840.113549.1.9.16.2.47", hashed),
            ),
        )
        signature = self._key.sign(der(0x31, *signed), ec.ECDSA(hashes.SHA256()))
        signer_info = sequence(
            integer(1),
            sequence(self.signer.issuer.public_bytes(), integer(self.signer.serial_number)),
            sha256,
            der(0xA0, *signed),
            sequence(oid("1.2.840.10045.4.3.2")),
            octets(signature),
        )
        signed_data = sequence(
            integer(3),
            der(0x31, sha256),
            sequence(oid(_TST_INFO), der(0xA0, octets(info))),
            der(0xA0, certificate),
            der(0x31, signer_info),
        )
        return sequence(oid("1.2.840.113549.1.7.2"), der(0xA0, signed_data))


@contextmanager
def served(answer: Callable[[bytes], bytes], status: int = 200) -> Iterator[str]:
    """The address, on this machine only, of a service that answers every request so."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            assert self.headers["Content-Type"] == "application/timestamp-query"
            reply = answer(body)
            self.send_response(status)
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/tsa"
        finally:
            server.shutdown()
            thread.join()
