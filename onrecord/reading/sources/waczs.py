"""WACZ (Web Archive Collection Zipped 1.1.1): captured pages with a list of what was captured.

The digests that its data package states are recomputed; what does not fit is said.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from typing import TypeVar

import msgspec

from onrecord.errors import OnRecordError
from onrecord.reading.sources import warcs
from onrecord.reading.sources.failing import failure, refused
from onrecord.reading.sources.types import Stream
from onrecord.reading.sources.work import Held, Work
from onrecord.reading.sources.zips import Archive

WACZ = "application/wacz"

_PACKAGE = "datapackage.json"
_PACKAGE_DIGEST = "datapackage-digest.json"
_WARCS = (".warc", ".warc.gz")
_COMPARE = "compare it with another copy of the archive"
_LARGEST_LIST = 256 * 1024 * 1024
_LONGEST_LINE = 16 * 1024 * 1024

_T = TypeVar("_T")


class _Resource(msgspec.Struct, frozen=True):
    path: str
    hash: str | None = None


class _Package(msgspec.Struct, frozen=True):
    resources: tuple[_Resource, ...] = ()


class _Digest(msgspec.Struct, frozen=True):
    hash: str | None = None


class _Page(msgspec.Struct, frozen=True):
    url: str | None = None
    title: str | None = None


def is_wacz(archive: Archive) -> bool:
    """Whether a zip archive is laid out as WACZ says."""
    return _PACKAGE in archive.members and any(
        name.startswith("archive/") and name.endswith(_WARCS) for name in archive.members
    )


def entries(held: Held, work: Work, archive: Archive) -> Stream:
    """The pages of a WACZ file, after what was altered in it."""
    container = held.container(WACZ, work)
    if held.within is None:
        yield container
    stated = _stated_digests(archive)
    yield from _altered(held, archive, stated)
    pages = _pages(archive)
    is_page = pages.__contains__ if pages else None
    for name in sorted(archive.members):
        if not (name.startswith("archive/") and name.endswith(_WARCS)):
            continue
        try:
            with archive.member(name) as (file, _):
                part = archive.part(name, file, container)
                yield from warcs.entries(part, work.deeper(), is_page)
        except OnRecordError as error:
            yield failure(f"{held.name}#{name}", error)


def _altered(held: Held, archive: Archive, stated: dict[str, str]) -> Stream:
    """What does not have the digest that the archive states for it, or is missing."""
    for name, digest in sorted(stated.items()):
        shown = f"{held.name}#{name}"
        if name not in archive.members:
            yield refused(shown, "the archive lists it, but it is missing", _COMPARE)
            continue
        try:
            with archive.member(name) as (_, found):
                if found != digest.removeprefix("sha256:"):
                    why = "it does not have the digest that the archive states: it was altered"
                    yield refused(shown, why, _COMPARE)
        except OnRecordError as error:
            yield failure(shown, error)


def _stated_digests(archive: Archive) -> dict[str, str]:
    stated: dict[str, str] = {}
    own = _decoded(archive, _PACKAGE_DIGEST, _Digest)
    if own is not None and own.hash:
        stated[_PACKAGE] = own.hash
    package = _decoded(archive, _PACKAGE, _Package)
    if package is not None:
        stated.update({one.path: one.hash for one in package.resources if one.hash})
    return {name: digest for name, digest in stated.items() if digest.startswith("sha256:")}


def _pages(archive: Archive) -> set[str]:
    """The addresses of the pages that the archive lists; empty where it lists none."""
    found: set[str] = set()
    decoder = msgspec.json.Decoder(_Page)
    for name in archive.members:
        if name.startswith("pages/") and name.endswith((".jsonl", ".jsonl.gz")):
            for line in _lines(archive, name):
                try:
                    page = decoder.decode(line)
                except (msgspec.MsgspecError, UnicodeDecodeError):
                    continue
                if page.url:
                    found.update((page.url, page.url.split("#")[0]))
    return found


def _lines(archive: Archive, name: str) -> Iterator[bytes]:
    try:
        with archive.member(name) as (file, _):
            packed = name.endswith(".gz")
            lines = gzip.GzipFile(fileobj=file) if packed else file
            size = 0
            while size < _LARGEST_LIST and (line := lines.readline(_LONGEST_LINE)):
                size += len(line)
                yield line
    except (OnRecordError, OSError, EOFError, zlib.error):
        return


def _decoded(archive: Archive, name: str, shape: type[_T]) -> _T | None:
    if name not in archive.members:
        return None
    try:
        with archive.member(name) as (file, _):
            return msgspec.json.decode(file.read(_LONGEST_LINE), type=shape)
    except (OnRecordError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
