"""What an adapter makes of published files: tables, what they mean, and what it noticed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from onrecord.record import Unit
from onrecord.reference.adapters.about import About
from onrecord.reference.adapters.opening import PublishedFile
from onrecord.reference.packages import ResourceMeaning
from onrecord.reference.types import Bias, DateMeans, Profile


class AdaptedTable(msgspec.Struct, frozen=True, kw_only=True):
    """A table of the package to be: its columns with their types, rows, and what it means."""

    name: str
    fields: tuple[tuple[str, str], ...]
    rows: tuple[tuple[object, ...], ...]
    key: tuple[str, ...] = ("date",)
    meaning: ResourceMeaning = ResourceMeaning()


class Adapted(msgspec.Struct, frozen=True, kw_only=True):
    """All that an adapter found: days covered, parties listed, and defects that it noticed."""

    tables: tuple[AdaptedTable, ...]
    start: dt.date
    end: dt.date
    unit: Unit
    bias: Bias
    date_means: DateMeans
    parties: tuple[str, ...] = ()
    defects: tuple[str, ...] = ()


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """What an adapter is given: the files, what was said of them, and the conflict they speak of.

    ``beside`` holds files that belong to them: corrections, a list of models.
    """

    item: str
    files: tuple[PublishedFile, ...]
    about: About
    profile: Profile
    beside: Mapping[str, PublishedFile] = {}


Counts = Mapping[str, int]
"""Cumulative counts of one party's losses of one item, by column (disposition, ``total``)."""
Recording = tuple[dt.date, Mapping[tuple[str, str], Counts]]
"""A day, and the counts recorded on it by party and item."""


def changes(
    recordings: Iterable[Recording], columns: Sequence[str]
) -> tuple[tuple[object, ...], ...]:
    """One row for each day, party and item whose counts changed; unchanged cells stay empty.

    >>> first, last = dt.date(2030, 5, 1), dt.date(2030, 5, 2)
    >>> key = ("north", "tank")
    >>> changes([(first, {key: {"total": 3}}), (last, {key: {"total": 3}})], ["total"])
    (('2030-05-01', 'north', 'tank', 3),)
    """
    last: dict[tuple[str, str], dict[str, int]] = {}
    rows: list[tuple[object, ...]] = []
    for day, counts in recordings:
        for key, now in sorted(counts.items()):
            before = last.setdefault(key, {})
            cells = [
                "" if name not in now or before.get(name) == now[name] else now[name]
                for name in columns
            ]
            if any(cell != "" for cell in cells):
                rows.append((day.isoformat(), *key, *cells))
            before.update(now)
    return tuple(rows)
