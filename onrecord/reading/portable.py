"""PDF: the text of its pages, in the order in which the file draws it."""

from __future__ import annotations

import io
import logging
import re
from typing import TYPE_CHECKING

from onrecord.errors import ReadingError
from onrecord.reading import plain
from onrecord.reading.layout import MAX_CHARACTERS, Layout, Metadata, TooLargeError

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES = 2_000

_BETWEEN_PAGES = "\n\x0c\n"
_HALF = re.compile("[\ud800-\udfff\x00]")
_SCANNED = "run it through text recognition (OCR) first, for instance with ocrmypdf"


def is_pdf(source: bytes) -> bool:
    """Whether the bytes begin as a PDF does (ISO 32000 lets up to 1,024 bytes come first).

    >>> is_pdf(b"%PDF-1.7"), is_pdf(b"A report on the format %PDF-1.7")
    (True, False)
    """
    return source[:1024].lstrip().startswith(b"%PDF-")


def lay_out(source: bytes, item: str) -> Layout:
    """The text of a PDF and its stretches, one form feed between pages; its stated title.

    Raises:
        ReadingError: where the extra ``pdf`` is not installed, or the file is damaged, locked or
            holds no text.
        TooLargeError: where it is longer than a report can be.
    """
    text, title = _extracted(source, item)
    if not text.strip():
        raise ReadingError(item, "its pages hold pictures, no text", _SCANNED)
    layout = plain.lay_out(text)
    return Layout(layout.text, layout.stretches, Metadata(title=title))


def _extracted(source: bytes, item: str) -> tuple[str, str | None]:
    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise ReadingError(
            item, "reading PDF files is not installed", "pip install 'onrecord[pdf]'"
        ) from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(source))
        _unlock(reader, item)
        return _pages(reader, item), _title(reader)
    except (ReadingError, TooLargeError):
        raise
    except Exception as error:  # a damaged file raises anything: KeyError, RecursionError, …
        raise ReadingError(
            item,
            f"it is damaged, or no PDF ({type(error).__name__})",
            "open it in a viewer and save or print it anew",
        ) from error


def _unlock(reader: PdfReader, item: str) -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise ReadingError(item, "it is locked with a password", "save it without one")


def _pages(reader: PdfReader, item: str) -> str:
    if len(reader.pages) > MAX_PAGES:
        raise ReadingError(
            item, f"it has more than {MAX_PAGES:,} pages", "split it into single reports"
        )
    pages: list[str] = []
    size = 0
    for page in reader.pages:
        pages.append(_HALF.sub("\ufffd", page.extract_text()).strip("\n"))
        size += len(pages[-1]) + len(_BETWEEN_PAGES)
        if size > MAX_CHARACTERS:
            raise TooLargeError(f"it has more than {MAX_CHARACTERS:,} characters")
    return _BETWEEN_PAGES.join(pages).replace("\r\n", "\n")


def _title(reader: PdfReader) -> str | None:
    title = reader.metadata.title if reader.metadata else None
    return " ".join(_HALF.sub("", title).split()) or None if title else None
