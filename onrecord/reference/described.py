"""A series beside what its package says of its columns: what the flagging rules look at."""

from __future__ import annotations

import msgspec

from onrecord.reference.packages import SeriesColumns
from onrecord.reference.types import Series


class DescribedSeries(msgspec.Struct, frozen=True, kw_only=True):
    """A series, what its package says of its columns, and those columns one by one.

    ``parts`` holds, for each value, the summands it was made of (one for a plain series).
    """

    series: Series
    columns: SeriesColumns
    parts: tuple[tuple[float, ...], ...]


def bears_witness(other: DescribedSeries, one: DescribedSeries) -> bool:
    """Whether ``other`` is another maker's series of the same thing.

    Two series of one publisher, or computed from exactly the same sources, share their faults.
    """
    a, b = other.series, one.series
    same_sources = bool(a.reference.derived_from) and set(a.reference.derived_from) == set(
        b.reference.derived_from
    )
    return (
        a.reference.publisher != b.reference.publisher
        and not same_sources
        and (a.holder, a.place, a.measure) == (b.holder, b.place, b.measure)
    )
