"""What a source yields: items as they were received, what failed, and what was left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec

from onrecord.record import ChannelName

Pairs = tuple[tuple[str, str], ...]

TELEGRAM_MESSAGE = "application/x-telegram-message+json"
X_POST = "application/x-x-post+json"
ROW = "application/x-row+json"
PDF = "application/pdf"
HTML = "text/html"
MARKDOWN = "text/markdown"
PLAIN = "text/plain"


class Item(msgspec.Struct, frozen=True, kw_only=True):
    r"""One report as it was received, with what its container says about it.

    Attributes:
        name: stable, and unique within ``source``: the path below it, the address, or the
            container's name and the locator ("result.json#chats/7/messages/123"). Characters that
            no text can hold or no screen should get are written as ``\x0a``.
        source: what the user gave.
        locator: where in its container the item stands; None where it is a file or a page.
        media_type: one of the constants of this module, decided from the bytes first.
        charset: the character set that a server stated with it.
        content: the bytes as received; of a message or post its own bytes within the container, of
            a row one JSON object, column to value.
        container_sha256: the digest of the file that holds the item, in hex.
        published: the day the container gives for it (feed entry, message, row), in UTC.
        retrieved_at: when it was fetched, by us or by who wrote the WARC.
        author: who posted or wrote it, as the container says.
        platform: the network it was posted on; None for what is no post.
        context: what else the container says: chat, forwarded from, feed title, uploader …
        columns: of a row, which column is what: (("text", "body"), ("title", "headline")).
    """

    name: str
    source: str
    media_type: str
    content: bytes
    locator: str | None = None
    charset: str | None = None
    container_sha256: str | None = None
    url: str | None = None
    published: dt.date | None = None
    retrieved_at: dt.datetime | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    platform: ChannelName | None = None
    context: Pairs = ()
    columns: Pairs = ()


class Container(msgspec.Struct, frozen=True, kw_only=True):
    """A file or feed that holds items (WARC, export, table, feed), told before its items come.

    ``path`` is the file it is, as the system knows it; ``content`` the bytes where it was fetched.
    Items name it by ``container_sha256``, which is ``sha256`` here.
    """

    name: str
    source: str
    media_type: str
    sha256: str
    path: str | None = None
    content: bytes | None = None
    url: str | None = None
    retrieved_at: dt.datetime | None = None


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """One item, or one container, that could not be had; the others come all the same.

    ``step``, ``why`` and ``remedy`` are those of an ``OnRecordError``.
    """

    name: str
    step: str
    why: str
    remedy: str


class Skipped(msgspec.Struct, frozen=True, kw_only=True):
    """What a source holds that is no report, said once and counted: "service messages", 12."""

    name: str
    what: str
    count: int


Entry = Item | Container | Failure | Skipped
Stream = Iterator[Entry]
