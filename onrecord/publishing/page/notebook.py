"""The page inside a notebook, in a frame of its own that can neither run nor reach anything."""

from __future__ import annotations

from onrecord.publishing.page.markup import element
from onrecord.publishing.page.page import html_page
from onrecord.record import Record


def notebook_view(record: Record) -> str:
    """The record's page as a sandboxed frame: what ``Record`` shows in a notebook cell."""
    return element(
        "iframe",
        srcdoc=html_page(record),
        sandbox=True,
        title="OnRecord record",
        style="width:100%;height:40rem;border:1px solid #8888;border-radius:6px",
    )
