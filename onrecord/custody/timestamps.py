"""RFC 3161 timestamps of a log's head: what convinces somebody who does not trust the folder.

What is stamped is the last line with its newline, so that the digest in the token is the head, and
``sed -n 52p custody.jsonl | openssl ts -verify -data /dev/stdin …`` checks it without OnRecord.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.custody.chain import Chain
from onrecord.custody.findings import Anchor, Finding, Status
from onrecord.custody.log import CustodyLog
from onrecord.errors import CustodyError

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse

FOLDER = "timestamps"
LARGEST = 1024 * 1024
"""Bytes of an answer or a token; real ones have a few thousand."""

_DAMAGED = re.compile(r"digest failure|signature failure|bad signature")
_REASON = re.compile(r'(?:Verify error: |reason: ")([^"]+)"')
_FILE = re.compile(r"[1-9]\d{0,17}-[0-9a-f]{12}(-\d+)?\.tsr")
_SECONDS = 30.0
_INSTALL = "pip install 'onrecord[timestamp]'"
_ASK_AGAIN = "try again, or ask another authority"
_MEDIA_TYPE = "application/timestamp-query"


@dataclass(frozen=True)
class Stamp:
    """A timestamp that was given: for which line, when, and where the token was put.

    ``checked`` says whether its signature was checked against certificates.
    """

    line: int
    hash: str
    at: dt.datetime
    token: Path
    checked: bool


def stamp(log: CustodyLog, authority: str, *, certificates: Sequence[Certificate] = ()) -> Stamp:
    """Has an authority sign that the head of ``log`` exists now; stores request and token.

    They are put beside the log as ``timestamps/52-9f2c….tsq`` and ``.tsr``. Nothing but the head's
    hash leaves the machine.

    Raises:
        CustodyError: where the log is empty or broken at its end, the authority does not answer
            with a token for this head, or the token does not hold against ``certificates``.
    """
    client = _client()
    line, head = log.last_line, log.head
    if not line:
        raise CustodyError(str(log.path), "it has no line yet", "onrecord add SOURCE first")
    request = (
        client.TimestampRequestBuilder()
        .data(line)
        .hash_algorithm(client.HashAlgorithm.SHA256)
        .build()
    )
    body = _ask(authority, request.as_bytes())
    response = _granted(authority, body)
    given = response.tst_info.message_imprint.message.hex()
    if given != head.hash or response.tst_info.nonce != request.nonce:
        raise CustodyError(authority, "its token is for something else than was sent", _ASK_AGAIN)
    if certificates:
        why = _why_not(response, certificates)
        if why is not None:
            told = f"its token does not hold against the certificates ({why})"
            raise CustodyError(authority, told, "give the root certificate of this authority")
    target = _store(log.path.parent / FOLDER, head.seq, head.hash, request.as_bytes(), body)
    return Stamp(head.seq, head.hash, response.tst_info.gen_time, target, bool(certificates))


def load_certificates(path: str | os.PathLike[str]) -> tuple[Certificate, ...]:
    """The certificates of a PEM file.

    Raises:
        CustodyError: where the file cannot be read, or holds none.
    """
    _client()
    from cryptography import x509

    remedy = "give the PEM file of the authority's root certificate"
    try:
        return tuple(x509.load_pem_x509_certificates(Path(path).read_bytes()))
    except (OSError, ValueError) as error:
        raise CustodyError(
            os.fspath(path), f"no certificate can be read from it ({error})", remedy
        ) from error


def check_stamps(
    folder: Path, chain: Chain, certificates: Sequence[Certificate] = ()
) -> tuple[list[Anchor], list[Finding]]:
    """What the stored tokens say about a chain's lines, each checked against ``certificates``."""
    anchors: list[Anchor] = []
    findings: list[Finding] = []
    for path in stored(folder):
        said = _check(path, chain, certificates)
        if isinstance(said, Anchor):
            anchors.append(said)
        else:
            findings.append(said)
    return anchors, findings


def stored(folder: Path) -> list[Path]:
    """The tokens in a folder, in the order of the lines that they are for."""
    if not folder.is_dir():
        return []
    found = [path for path in folder.iterdir() if _FILE.fullmatch(path.name)]
    return sorted(found, key=lambda path: (int(path.name.partition("-")[0]), path.name))


def _check(path: Path, chain: Chain, certificates: Sequence[Certificate]) -> Anchor | Finding:
    try:
        response = _client().decode_timestamp_response(_limited(path))
        info = response.tst_info
    except CustodyError as error:
        return _finding(path, "unverifiable", f"{error.why}; try: {error.remedy}")
    except (OSError, ValueError) as error:
        return _finding(path, "unverifiable", f"it cannot be read as a timestamp ({error})")
    line = chain.hashes.get(info.message_imprint.message.hex())
    if not certificates:
        unchecked = "its signature was not checked: give --certificates of the authority"
        return _finding(path, "unverifiable", unchecked, line)
    why = _why_not(response, certificates)
    if why is not None:
        status: Status = "altered" if _DAMAGED.search(why) else "unverifiable"
        return _finding(path, status, f"its signature does not hold ({why})", line)
    at = info.gen_time.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
    if line is None:
        gone = f"the line stamped at {at} is gone: lines were removed, or changed and chained anew"
        return _finding(path, "altered", gone)
    return Anchor(line=line, by=f"a timestamp of {at}")


def _finding(path: Path, status: Status, what: str, line: int | None = None) -> Finding:
    told = f"timestamp {path.name}: {what}"
    return Finding(status=status, what=told, line=line, timestamp=path.name)


def _why_not(response: TimeStampResponse, certificates: Sequence[Certificate]) -> str | None:
    """Why a token's signature does not hold against the certificates, in the library's words."""
    client = _client()
    builder = client.VerifierBuilder()
    for certificate in dict.fromkeys(certificates):
        builder = builder.add_root_certificate(certificate)
    try:
        builder.build().verify(response, response.tst_info.message_imprint.message)
    except client.VerificationError as error:
        told = _REASON.findall(str(error))
        return told[-1] if told else str(error)
    return None


def _granted(authority: str, body: bytes) -> TimeStampResponse:
    client = _client()
    try:
        response: TimeStampResponse = client.decode_timestamp_response(body)
        status = client.PKIStatus(response.status)
    except ValueError as error:
        raise CustodyError(
            authority, f"its answer is no timestamp ({error})", "see that it is an RFC 3161 service"
        ) from error
    if status is not client.PKIStatus.GRANTED:
        told = "; ".join(response.status_string)[:200] or status.name.lower()
        raise CustodyError(authority, f"it refuses: {told}", _ASK_AGAIN)
    return response


def _ask(authority: str, request: bytes) -> bytes:
    import urllib3

    if not authority.lower().startswith(("http://", "https://")):
        raise CustodyError(authority, "it is no http(s) address", "name one, as https://…")
    headers = {"Content-Type": _MEDIA_TYPE, "Accept": "application/timestamp-reply"}
    try:
        answer = urllib3.PoolManager().request(
            "POST", authority, body=request, headers=headers, redirect=False, retries=False,
            timeout=urllib3.Timeout(total=_SECONDS), preload_content=False,
        )  # fmt: skip
        body: bytes = answer.read(LARGEST + 1)
        answer.release_conn()
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        why = f"the connection failed ({type(error).__name__})"
        raise CustodyError(authority, why, _ASK_AGAIN) from error
    if answer.status != 200:
        raise CustodyError(authority, f"it answers {answer.status}", _ASK_AGAIN)
    if len(body) > LARGEST:
        raise CustodyError(authority, "its answer is too long for a timestamp", _ASK_AGAIN)
    return body


def _store(folder: Path, seq: int, digest: str, request: bytes, token: bytes) -> Path:
    stem, number = f"{seq}-{digest[:12]}", 1
    try:
        folder.mkdir(exist_ok=True)
        while (folder / f"{stem}.tsr").exists():
            number += 1
            stem = f"{seq}-{digest[:12]}-{number}"
        (folder / f"{stem}.tsq").write_bytes(request)
        target = folder / f"{stem}.tsr"
        target.write_bytes(token)
    except OSError as error:
        raise CustodyError(
            str(folder), error.strerror or type(error).__name__, "see that you may write there"
        ) from error
    return target


def _limited(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(LARGEST)


def _client() -> Any:
    try:
        return import_module("rfc3161_client")
    except ImportError as error:
        raise CustodyError(
            "timestamps", "the package that reads them is not installed", _INSTALL
        ) from error
