"""From an item to its Document."""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.errors import ReadingError
from onrecord.reading import reader
from onrecord.reading.layout import Layout, TooLargeError
from onrecord.reading.sources import tables, telegram, xarchive
from onrecord.reading.sources.types import HTML, ROW, TELEGRAM_MESSAGE, X_POST, Item
from onrecord.record import Document


def document_of(item: Item) -> Document:
    r"""The Document of an item: its text and blocks, and what its container says of it.

    The container's day wins over a printed one; its outlet and title are taken where the report
    shows none.

    Raises:
        ReadingError: where what the item holds cannot be read.

    >>> from onrecord.reading.sources.types import PLAIN
    >>> item = Item(name="a.txt", source="a.txt", media_type=PLAIN, content=b"The dam held.")
    >>> document_of(item).text
    'The dam held.'
    """
    layout = _layout(item)
    if layout is not None and not layout.text.strip():
        raise ReadingError(item.name, "there are no words in it", "leave it out")
    if layout is None:
        document = reader.read_as(
            item.content,
            item.name,
            url=item.url,
            retrieved_at=item.retrieved_at,
            charset=item.charset,
            html=item.media_type == HTML,
        )
    else:
        document = reader.document_from(item.content, layout, item.url, item.retrieved_at, None)
    dated = item.published is not None
    return replace(
        document,
        published=item.published if dated else document.published,
        published_source="metadata" if dated else document.published_source,
        outlet=document.outlet or item.outlet,
        title=document.title or item.title,
    )


def _layout(item: Item) -> Layout | None:
    """The layout of a post or row; None for what the reading room reads by itself."""
    try:
        if item.media_type == TELEGRAM_MESSAGE:
            return telegram.layout_of(item.content, item.name)
        if item.media_type == X_POST:
            return xarchive.layout_of(item)
        if item.media_type == ROW:
            return tables.layout_of(item)
    except TooLargeError as error:
        raise reader.too_long(item.name, error) from error
    return None
