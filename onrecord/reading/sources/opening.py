"""Whatever a user gives, opened: an address, a file or a folder, as a stream of items."""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from collections.abc import Callable
from pathlib import Path

from onrecord.errors import OnRecordError, ReadingError
from onrecord.reading.decoding import decode
from onrecord.reading.fetching import Fetched, retrieve
from onrecord.reading.sources import feeds, tables, telegram, waczs, warcs, xarchive, zips
from onrecord.reading.sources.failing import failure, refused
from onrecord.reading.sources.files import HEAD, head_of, opened, read_up_to, size_of, too_large
from onrecord.reading.sources.folders import files_in
from onrecord.reading.sources.names import printable
from onrecord.reading.sources.options import Options
from onrecord.reading.sources.pages import item_of
from onrecord.reading.sources.sniffing import Shape, media_type_of, shape_of
from onrecord.reading.sources.types import PDF, Container, Item, Skipped, Stream
from onrecord.reading.sources.work import Held, Work

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_MEDIA = "pictures, sound, video, styles and scripts"


def open_source(given: str, options: Options | None = None) -> Stream:
    """What a user gave, as a lazy stream: items, their containers, failures, and what was left out.

    What a thing is, is decided from its bytes before its name. Nothing is fetched but addresses
    that were given, by themselves or in a list or feed that was; everything else is read from disk.
    No error ends the stream: what fails comes as a ``Failure``.

    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("The dam held, the ministry said.")
    >>> [item.name for item in open_source(str(folder))]
    ['a.txt']
    """
    work = Work(printable(given), options or Options())
    if _SCHEME.match(given):
        yield from _address(given.strip(), work)
        return
    path = Path(given)
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError) as error:
        yield refused(work.source, str(error), "check the path")
        return
    if is_folder:
        yield from _folder(path, work.inside())
    else:
        yield from _file(path, printable(path.name), work, follow=True)


def _folder(folder: Path, work: Work) -> Stream:
    """The files of a folder; of an X archive in it only the posts."""
    media = 0
    for found in files_in(folder, work.options.limits.depth):
        if not isinstance(found, tuple):
            yield found
            continue
        name, path = found
        for entry in _file(path, printable(name), work, follow=False):
            if isinstance(entry, Skipped) and entry.what == _MEDIA:
                media += entry.count
            else:
                yield entry
    if media:
        yield Skipped(name=".", what=_MEDIA, count=media)


def _file(path: Path, name: str, work: Work, *, follow: bool) -> Stream:
    try:
        with opened(path, follow=follow) as file:
            yield from _part(Held(name=name, file=file, size=size_of(file), path=path), work)
    except OnRecordError as error:
        yield failure(name, error)
    except OSError as error:
        yield refused(name, error.strerror or type(error).__name__, "check the disk and its files")


def _part(held: Held, work: Work) -> Stream:
    """A file, read as what it is; also one that an archive holds."""
    head = head_of(held.file)
    shape = shape_of(head, held.name)
    if work.options.mapping is not None and work.given and shape == "text":
        shape = "table"
    read = _READERS.get(shape)
    if read is not None:
        if held.size > work.options.limits.container_bytes:
            raise too_large(held.name, work.options.limits.container_bytes)
        yield from read(held, work)
    elif shape == "media":
        yield from _media(held, work)
    elif shape == "json":
        why = "it is JSON, but of no kind that is known here"
        raise ReadingError(held.name, why, "give JSON Lines, one object a line")
    elif shape == "addresses":
        yield from _addresses(held, work)
    else:
        yield from _report(held, work, head)


def _media(held: Held, work: Work) -> Stream:
    if work.given:
        yield refused(held.name, "it is a picture, sound, video, style or script", "give its text")
    else:
        yield Skipped(name=held.name, what=_MEDIA, count=1)


def _report(held: Held, work: Work, head: bytes) -> Stream:
    """A file that is one report."""
    if work.is_left_out(held.name):
        return
    limit = work.options.limits.report_bytes
    if held.size > limit:
        raise too_large(held.name, limit)
    media_type = media_type_of(head, held.name)
    if media_type != PDF:
        decode(head, held.name)
    yield Item(
        name=held.name,
        source=work.source,
        locator=held.locator,
        media_type=media_type,
        content=read_up_to(held.file, limit, held.name),
        container_sha256=held.within.sha256 if held.within is not None else None,
    )


def _gzip(held: Held, work: Work) -> Stream:
    """A packed WARC; anything else that is packed so is refused."""
    try:
        opening = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head_of(held.file), 64)
    except zlib.error:
        opening = b""
    if not (opening.startswith(b"WARC/") or ".warc" in held.name.lower()):
        raise ReadingError(held.name, "it is a gzip archive", "unpack it, for instance with gunzip")
    yield from warcs.entries(held, work)


def _zip(held: Held, work: Work) -> Stream:
    archive = zips.Archive(held, work.options.limits)
    if waczs.is_wacz(archive):
        yield from waczs.entries(held, work, archive)
        return
    posts = [name for name in sorted(archive.members) if xarchive.is_posts(name)]
    if not posts:
        yield from zips.entries(held, work, archive, _part)
        return
    for name in posts:
        account = None
        beside = xarchive.account_path(name)
        if beside in archive.members:
            with archive.member(beside) as (file, _):
                account = xarchive.account_of(file.read(HEAD))
        try:
            with archive.member(name) as (file, _):
                part = archive.part(name, file, None)
                yield from xarchive.entries(part, work, account)
        except OnRecordError as error:
            yield failure(f"{held.name}#{printable(name)}", error)


def _x(held: Held, work: Work) -> Stream:
    """A file of posts that was given by itself or met in a folder, with the account beside it."""
    account = None
    if held.path is not None:
        beside = held.path.parent / "account.js"
        try:
            with opened(beside, follow=False) as file:
                account = xarchive.account_of(file.read(HEAD))
        except ReadingError:
            account = None
    yield from xarchive.entries(held, work, account)


_READERS: dict[Shape, Callable[[Held, Work], Stream]] = {
    "warc": warcs.entries,
    "gzip": _gzip,
    "zip": _zip,
    "telegram": telegram.entries,
    "x": _x,
    "rows": tables.lines_entries,
    "array": tables.array_entries,
    "table": tables.csv_entries,
    "feed": feeds.entries,
}


def _addresses(held: Held, work: Work) -> Stream:
    """A list of addresses: fetched one by one if it was given by itself."""
    if not work.given:
        why = "it is a list of addresses, and those in a folder are not fetched"
        raise ReadingError(held.name, why, "give the list by itself")
    limit = work.options.limits.feed_bytes
    content = read_up_to(held.file, limit, held.name).decode("utf-8", "replace")
    seen: set[str] = set()
    for line in content.splitlines():
        address = line.strip()
        if address and not address.startswith("#") and address not in seen:
            seen.add(address)
            yield from _address(address, work)


def _address(address: str, work: Work) -> Stream:
    """What stands at an address: a page, or a feed with its entries."""
    name = printable(address)
    if work.is_left_out(name):
        return
    try:
        fetched = retrieve(address, limits=work.options.fetch, also=feeds.MEDIA_TYPES)
        if shape_of(fetched.body[:HEAD], "") == "feed":
            yield from _feed(fetched, name, work)
        else:
            yield item_of(fetched, name, work)
    except OnRecordError as error:
        yield failure(name, error)


def _feed(fetched: Fetched, name: str, work: Work) -> Stream:
    container = Container(
        name=name,
        source=work.source,
        media_type=feeds.FEED,
        sha256=hashlib.sha256(fetched.body).hexdigest(),
        content=fetched.body,
        url=fetched.address,
        retrieved_at=fetched.retrieved_at,
    )
    yield container
    held = Held(name=name, file=io.BytesIO(fetched.body), size=len(fetched.body))
    yield from feeds.entries_of(fetched.body, held, container, work)
