"""Everything that can be added, as lazy streams of items: files, feeds, archives, exports."""

from onrecord.reading.sources.types import (
    Container,
    Entry,
    Failure,
    Item,
    Pairs,
    Skipped,
    Stream,
)

__all__ = ["Container", "Entry", "Failure", "Item", "Pairs", "Skipped", "Stream"]
