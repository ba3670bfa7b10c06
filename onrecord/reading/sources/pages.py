"""Pages that are fetched: what an address answers, as an item."""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.errors import OnRecordError
from onrecord.reading.fetching import Fetched, retrieve
from onrecord.reading.sources.failing import failure
from onrecord.reading.sources.sniffing import media_type_of
from onrecord.reading.sources.types import HTML, Failure, Item
from onrecord.reading.sources.work import Work


def item_of(fetched: Fetched, name: str, work: Work) -> Item:
    """The item of what an address answered."""
    return Item(
        name=name,
        source=work.source,
        media_type=HTML if fetched.html else media_type_of(fetched.body, name),
        charset=fetched.charset,
        content=fetched.body,
        url=fetched.address,
        retrieved_at=fetched.retrieved_at,
    )


def followed(entry: Item, address: str, work: Work) -> Item | Failure:
    """The page that a feed's entry leads to, with what the feed says of it."""
    try:
        fetched = retrieve(address, limits=work.options.fetch)
    except OnRecordError as error:
        return failure(entry.name, error)
    page = item_of(fetched, entry.name, work)
    return replace(
        page,
        locator=entry.locator,
        container_sha256=entry.container_sha256,
        published=entry.published,
        title=entry.title,
        outlet=entry.outlet,
        author=entry.author,
        context=entry.context,
    )
