"""RSS and Atom feeds: the entries they carry whole, and the pages that the others lead to."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Iterator
from typing import Any

from onrecord.errors import ReadingError
from onrecord.reading.posts import one_line
from onrecord.reading.sources.files import read_up_to
from onrecord.reading.sources.pages import followed
from onrecord.reading.sources.types import (
    HTML,
    PLAIN,
    Container,
    Entry,
    Failure,
    Item,
    Skipped,
    Stream,
)
from onrecord.reading.sources.work import Held, Work

FEED = "application/feed+xml"
MEDIA_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+xml"}
)

_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})


def entries(held: Held, work: Work) -> Stream:
    """The entries of a feed in a file."""
    content = read_up_to(held.file, work.options.limits.feed_bytes, held.name)
    container = held.container(FEED, work)
    if held.within is None:
        yield container
    yield from entries_of(content, held, container, work)


def entries_of(content: bytes, held: Held, container: Container, work: Work) -> Stream:
    """The entries of a feed: their own text, else the page they lead to where it may be fetched.

    Raises:
        ReadingError: where it is no feed.
    """
    found = _parsed(content)
    if not found.entries and found.bozo:
        raise ReadingError(
            held.name, f"it is no feed that can be read ({found.bozo_exception})", "check it"
        )
    most = work.options.limits.feed_entries
    outlet = one_line(found.feed.get("title", "")) or None
    seen: set[str] = set()
    unfollowed = 0
    for entry in found.entries[:most]:
        item = _item(entry, held, container, work, outlet)
        if item.name in seen:
            continue
        seen.add(item.name)
        if work.is_left_out(item.name):
            continue
        told = _told(item, work)
        unfollowed += told is None
        if told is not None:
            yield told
    yield from _counted(held.name, unfollowed, max(0, len(found.entries) - most), most)


def _counted(name: str, unfollowed: int, beyond: int, most: int) -> Iterator[Entry]:
    if unfollowed:
        what = "entries without text (give the feed by itself to have their pages fetched)"
        yield Skipped(name=name, what=what, count=unfollowed)
    if beyond:
        yield Skipped(name=name, what=f"entries behind the first {most:,}", count=beyond)


def _parsed(content: bytes) -> Any:
    """The feed as feedparser reads it: from these bytes only, markup left as it was received."""
    import feedparser

    return feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)


def _item(entry: Any, held: Held, container: Container, work: Work, outlet: str | None) -> Item:
    """The item of an entry, still without its text."""
    link = str(_stated(entry, "link") or "")
    words = _own_text(entry)
    key = str(_stated(entry, "id") or link)
    key = (
        key
        or hashlib.sha256(
            (words[0] if words else str(_stated(entry, "title"))).encode()
        ).hexdigest()
    )
    stated = (
        ("feed", outlet),
        ("entry", key),
        ("published at", _stated(entry, "published")),
        ("updated at", _stated(entry, "updated")),
        ("summary", None if words else _stated(entry, "summary")),
    )
    return Item(
        name=held.at(key),
        source=work.source,
        locator=held.place(key),
        media_type=words[1] if words else HTML,
        content=words[0].encode("utf-8", "replace") if words else b"",
        container_sha256=container.sha256,
        url=link or None,
        published=_day(entry),
        retrieved_at=container.retrieved_at,
        title=one_line(str(_stated(entry, "title") or "")) or None,
        outlet=outlet,
        author=one_line(str(_stated(entry, "author") or "")) or None,
        context=tuple((key, str(value)) for key, value in stated if value),
    )


def _told(item: Item, work: Work) -> Item | Failure | None:
    """The entry with its text; the page it leads to; None where that may not be fetched."""
    if item.content.strip():
        return item
    if item.url is None or not work.given:
        return None
    return followed(item, item.url, work)


def _own_text(entry: Any) -> tuple[str, str] | None:
    """The full text that an entry carries, and its media type; a summary is none."""
    for content in _stated(entry, "content") or ():
        if str(content.get("value", "")).strip():
            kind = HTML if content.get("type", HTML) in _HTML_TYPES else PLAIN
            return str(content["value"]), kind
    return None


def _stated(entry: Any, key: str) -> Any:
    """What an entry states itself: feedparser fills some gaps from other fields."""
    return entry.get(key) if dict.__contains__(entry, key) else None


def _day(entry: Any) -> dt.date | None:
    moment = _stated(entry, "published_parsed") or _stated(entry, "updated_parsed")
    try:
        return dt.date(*moment[:3]) if moment else None
    except (ValueError, TypeError):
        return None
