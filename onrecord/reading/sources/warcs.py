"""WARC files (ISO 28500): the pages that were captured, each with where and when.

A capture that is damaged is named by its offset, and the ones behind it come all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from onrecord.reading.fetching import content_type
from onrecord.reading.sources.captures import Broken, Capture, captures
from onrecord.reading.sources.dates import instant
from onrecord.reading.sources.failing import refused
from onrecord.reading.sources.sniffing import media_type_of
from onrecord.reading.sources.types import HTML, PDF, Item, Skipped, Stream
from onrecord.reading.sources.work import Held, Work

WARC = "application/warc"

_OK = 200
_PAGE_TYPES = frozenset({HTML, "application/xhtml+xml"})
_REPORT_TYPES = _PAGE_TYPES | {"text/plain", "text/markdown", PDF}
_ALTERED = "its bytes do not have the digest that the record states: it was altered, or badly made"
_COMPARE = "compare it with another copy of the archive"

IsPage = Callable[[str], bool]


def entries(held: Held, work: Work, is_page: IsPage | None = None) -> Stream:
    """The captured pages of a WARC file, packed or not.

    ``is_page`` says of an address whether it is a page of its own, where a list tells (WACZ).
    """
    container = held.container(WARC, work)
    if held.within is None:
        yield container
    skipped: Counter[str] = Counter()

    def wanted(capture: Capture) -> bool:
        left_out = _left_out(capture, is_page)
        if left_out is not None:
            skipped[left_out] += 1
        return left_out is None and not work.is_left_out(held.at(capture.locator))

    for found in captures(held.file, work.options.limits.report_bytes, wanted):
        if isinstance(found, Broken):
            name = held.at(str(found.offset))
            yield refused(name, f"at byte {found.offset:,} {found.why}", found.remedy)
        elif found.altered:
            yield refused(held.at(found.locator), _ALTERED, _COMPARE)
        elif found.body:
            yield _item(held, work, found, container.sha256)
    for what, count in sorted(skipped.items()):
        yield Skipped(name=held.name, what=what, count=count)


def _left_out(capture: Capture, is_page: IsPage | None) -> str | None:
    """Why a record is no report; None where it is one."""
    if capture.kind == "revisit":
        return "revisits (the page itself is another record)"
    if capture.kind not in ("response", "resource") or not capture.url.startswith("http"):
        return "records that are no captured page"
    if capture.kind == "response" and capture.status != _OK:
        return "captures that the server did not answer with 200"
    if content_type(capture.content_type)[0] not in _REPORT_TYPES:
        return "captured pictures, scripts and the like"
    if is_page is not None and not is_page(capture.url):
        return "captured parts of pages"
    return None


def _item(held: Held, work: Work, capture: Capture, container: str) -> Item:
    stated, charset = content_type(capture.content_type)
    return Item(
        name=held.at(capture.locator),
        source=work.source,
        locator=held.place(capture.locator),
        media_type=HTML if stated in _PAGE_TYPES else media_type_of(capture.body, ".txt"),
        charset=charset,
        content=capture.body,
        container_sha256=container,
        url=capture.url,
        retrieved_at=instant(capture.date),
    )
