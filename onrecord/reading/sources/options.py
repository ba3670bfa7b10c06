"""What may be told to a source, and how much of anything a source may hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from onrecord.reading.fetching import FetchLimits
from onrecord.reading.reader import MAX_BYTES

_GIB = 1024**3


@dataclass(frozen=True, slots=True)
class SourceLimits:
    """How much a source may take; what passes a limit fails alone, and says by what.

    Attributes:
        report_bytes: the largest single report, packed or unpacked.
        container_bytes: the largest file that holds many (WARC, export, table).
        unpacked_bytes: what all members of one archive may unpack to together.
        ratio: how many times its packed size an archive or a large member may unpack to.
        members: how many members an archive may have.
        nesting: how many archives may lie in one another (a WARC in a WACZ is two).
        feed_bytes: the largest feed.
        feed_entries: how many entries of one feed are taken.
        depth: how many folders deep a folder is read.
    """

    report_bytes: int = MAX_BYTES
    container_bytes: int = 64 * _GIB
    unpacked_bytes: int = 64 * _GIB
    ratio: int = 200
    members: int = 1_000_000
    nesting: int = 3
    feed_bytes: int = 20 * 1024 * 1024
    feed_entries: int = 1_000
    depth: int = 64


def _take_all(_: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Options:
    """What may be told to a source.

    Attributes:
        mapping: the TOML file that says which column of a table is what (docs/sources.md).
        skip: asked with an item's name before it is read or fetched; True leaves it out. So a
            run that is resumed fetches nothing twice.
        limits: how much a source may take.
        fetch: how much a fetch may take.
    """

    mapping: str | None = None
    skip: Callable[[str], bool] = _take_all
    limits: SourceLimits = field(default_factory=SourceLimits)
    fetch: FetchLimits = field(default_factory=FetchLimits)
