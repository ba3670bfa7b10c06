"""Everything that can be added, as lazy streams of items: files, feeds, archives, exports."""

from onrecord.reading.sources.documents import document_of
from onrecord.reading.sources.opening import open_source
from onrecord.reading.sources.options import Options, SourceLimits
from onrecord.reading.sources.types import (
    Container,
    Entry,
    Failure,
    Item,
    Pairs,
    Skipped,
    Stream,
)

__all__ = [
    "Container",
    "Entry",
    "Failure",
    "Item",
    "Options",
    "Pairs",
    "Skipped",
    "SourceLimits",
    "Stream",
    "document_of",
    "open_source",
]
