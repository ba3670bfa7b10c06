"""From bytes to a Document."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import replace
from pathlib import Path

from onrecord.errors import ReadingError
from onrecord.reading import plain, portable, webpage
from onrecord.reading.advertising import mark_advertising
from onrecord.reading.dates import stated_date
from onrecord.reading.decoding import decode
from onrecord.reading.frontmatter import mark_furniture, printed_date, printed_outlet
from onrecord.reading.language import language_of, sample, translated
from onrecord.reading.layout import Layout, Metadata, TooLargeError, blocks
from onrecord.record import Document, PublishedSource

MAX_BYTES = 64 * 1024 * 1024

_HOST = re.compile(r"(?:www\.|(?:[a-z0-9-]+\.)+[a-z]{2,}/)\S+$", re.IGNORECASE)
_HTML_OPENING = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG = re.compile(
    r"</(?:p|div|a|h[1-6]|span|li|ul|article|section|table|title|b|strong|em|i)\s*>", re.IGNORECASE
)


def read(
    source: bytes,
    item: str,
    *,
    url: str | None = None,
    retrieved_at: dt.datetime | None = None,
    published: dt.date | None = None,
) -> Document:
    r"""The document that ``source`` holds; whether it is HTML is decided from ``item`` and itself.

    Raises:
        ReadingError: where ``source`` is empty, binary or too large.

    >>> read(b"Dam holds\n\nThe dam held on Monday, the ministry said.", "dam.txt").title
    'Dam holds'
    """
    return read_as(source, item, url=url, retrieved_at=retrieved_at, published=published)


def read_path(path: str | Path, *, published: dt.date | None = None) -> Document:
    """The document in a file.

    Raises:
        ReadingError: where the file cannot be opened, or what it holds cannot be read.
    """
    given, path = str(path), Path(path)
    if path.is_dir():
        raise ReadingError(given, "it is a folder", "give its files")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ReadingError(str(path), _too_large(path.stat().st_size), "give one report")
        source = path.read_bytes()
    except OSError as error:
        why, remedy = error.strerror or type(error).__name__, "check the path and its permissions"
        if isinstance(error, FileNotFoundError) and _HOST.match(given):
            remedy = f"an address starts with https://, as https://{given}; else check the path"
        raise ReadingError(given, why, remedy) from error
    return read(source, str(path), published=published)


def read_as(
    source: bytes,
    item: str,
    *,
    url: str | None = None,
    retrieved_at: dt.datetime | None = None,
    published: dt.date | None = None,
    charset: str | None = None,
    html: bool | None = None,
) -> Document:
    """As :func:`read`, with what an address's headers say of the character set and the kind."""
    if len(source) > MAX_BYTES:
        raise ReadingError(item, _too_large(len(source)), "give one report")
    if portable.is_pdf(source):
        layout = lay_out_pdf(source, item)
    else:
        characters = decode(source, item, charset)
        is_html = html if html is not None else looks_like_html(characters, item)
        layout = lay_out_text(characters, item, is_html=is_html)
    return document_from(source, layout, url, retrieved_at, published)


def lay_out_text(characters: str, item: str, *, is_html: bool) -> Layout:
    """The layout of a page or plain text, with paid text, furniture and headings labelled.

    Raises:
        ReadingError: where it is too large, or shows no text.
    """
    try:
        layout = webpage.lay_out(characters) if is_html else plain.lay_out(characters)
    except TooLargeError as error:
        raise too_long(item, error) from error
    if not layout.text:
        raise ReadingError(item, "it shows no text", "save the page after it has loaded")
    return _labelled(layout, is_html=is_html)


def lay_out_pdf(source: bytes, item: str) -> Layout:
    """The layout of a PDF, with what :func:`lay_out_text` labels.

    Raises:
        ReadingError: where it cannot be read, is too large, or shows no text.
    """
    try:
        return _labelled(portable.lay_out(source, item), is_html=False)
    except TooLargeError as error:
        raise too_long(item, error) from error


def too_long(item: str, error: TooLargeError) -> ReadingError:
    """The error for what is longer than a report can be."""
    return ReadingError(item, str(error), "split it into single reports")


def _labelled(layout: Layout, *, is_html: bool) -> Layout:
    """The layout with paid text, furniture and headings labelled, and what a plain text prints."""
    text = layout.text
    stretches = mark_advertising(text, layout.stretches)
    stretches = mark_furniture(text, stretches)
    if is_html:
        return replace(layout, stretches=stretches)
    stretches = plain.mark_headings(text, stretches)
    printed = Metadata(
        title=layout.metadata.title,
        outlet=printed_outlet(text, stretches),
        printed_date=printed_date(text, stretches),
    )
    return Layout(text, stretches, printed)


def looks_like_html(characters: str, item: str) -> bool:
    """Whether this is a page rather than plain text."""
    opening = characters[:4096]
    if _HTML_OPENING.match(opening):
        return True
    name = item.lower().split("?")[0].split("#")[0]
    if name.endswith((".html", ".htm", ".xhtml")):
        return True
    if name.endswith((".txt", ".md", ".markdown", ".text")):
        return False
    return len(_HTML_TAG.findall(opening)) > 1


def _too_large(size: int) -> str:
    return f"it has {size:,} bytes, more than the {MAX_BYTES:,} a report may have"


def document_from(
    source: bytes,
    layout: Layout,
    url: str | None,
    retrieved_at: dt.datetime | None,
    published: dt.date | None,
) -> Document:
    """The document of a layout; ``source`` are the bytes that it was read from."""
    day, day_source = _published(layout, published)
    language = language_of(sample(layout.text, layout.stretches))
    return Document(
        id="sha256:" + hashlib.sha256(source).hexdigest(),
        url=url,
        retrieved_at=retrieved_at,
        outlet=layout.metadata.outlet,
        title=_title(layout),
        published=day,
        published_source=day_source,
        language=language,
        translated="stated" if layout.metadata.translated else translated(layout.text, language),
        text=layout.text,
        blocks=blocks(layout.stretches),
    )


def _title(layout: Layout) -> str | None:
    for stretch in layout.stretches:
        if stretch.kind == "title":
            return re.sub(r"\s+", " ", stretch.span.of(layout.text)).lstrip("# ").strip()
    return layout.metadata.title


def _published(
    layout: Layout, given: dt.date | None
) -> tuple[dt.date | None, PublishedSource | None]:
    if given is not None:
        return given, "given"
    for value in layout.metadata.dates:
        found = stated_date(value)
        if found is not None:
            return found, "metadata"
    if layout.metadata.printed_date is not None:
        return layout.metadata.printed_date, "text"
    return None, None
