"""What reference data is made of: metadata, series, ledgers, regions and conflict profiles."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from onrecord.record import Disposition, Party, Unit

Bias = Literal["lower_bound", "official_claim", "estimate"]
DateMeans = Literal["day_of_state", "day_of_event", "day_of_recording", "day_of_publication"]


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """Where a reference may be asked: first and last day, the place, and the parties it lists."""

    start: dt.date
    end: dt.date
    place: str
    parties: tuple[str, ...] = ()


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """A data package's metadata, as its ``datapackage.json`` states it.

    ``party`` is the id of the party it belongs to (its own figures never decide),
    ``derived_from`` the references it was computed from (together they count once).
    """

    name: str
    title: str
    version: str
    publisher: str
    licence: str
    sha256: str
    retrieved: dt.date
    source: str
    party: str | None = None
    derived_from: tuple[str, ...] = ()
    coverage: Coverage
    unit: Unit
    date_means: DateMeans
    bias: Bias
    defects: tuple[str, ...] = ()


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """A rule's finding on the values of ``start`` to ``end``; it never changes a value.

    ``rule`` is a name such as ``spike``, ``reclassification``, ``late_losses``.
    """

    rule: str
    start: dt.date
    end: dt.date
    size: float
    why: str


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """One dated value of a series, with the rules that flag it."""

    day: dt.date
    value: float
    flags: tuple[Flag, ...] = ()


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """Dated totals of one thing by one definition: here, the area one party holds, in km².

    ``holder`` is the id of the party that holds the area, ``place`` the region measured (the
    whole country, or a region's id). ``definition`` says in words what is counted.
    """

    reference: Reference
    id: str
    definition: str
    holder: str
    place: str
    values: tuple[Value, ...]
    flags: tuple[Flag, ...] = ()


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """A cumulative count as of a day: losses of one party, of one item, by disposition.

    ``item`` is a class of the equipment vocabulary ("tank") or "all"; ``disposition`` None is
    the total over all of them.
    """

    as_of: dt.date
    party: str
    item: str
    disposition: Disposition | None
    count: int


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """Cumulative counts of losses with their as-of days (documented items, or official claims)."""

    reference: Reference
    id: str
    definition: str
    counts: tuple[Count, ...]
    flags: tuple[Flag, ...] = ()


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """A settlement or region a report may name: never finer than a settlement.

    ``names`` are spellings in reports, ``within`` the id of the region it lies in.
    """

    id: str
    name: str
    names: tuple[str, ...] = ()
    kind: Literal["country", "region", "settlement"]
    within: str | None = None
    area_km2: float | None = None


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A conflict as data: its parties, places, days and the references that speak of it."""

    name: str
    title: str
    start: dt.date
    end: dt.date | None = None
    parties: tuple[Party, ...]
    places: tuple[Region, ...] = ()
    keywords: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
