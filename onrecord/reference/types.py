"""What reference data is made of: metadata, series, ledgers, regions and conflict profiles."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from typing import Literal

import msgspec

from onrecord.record import Disposition, Party, Unit

Bias = Literal["lower_bound", "official_claim", "estimate"]
DateMeans = Literal["day_of_state", "day_of_event", "day_of_recording", "day_of_publication"]
SeriesMeasure = Literal["held", "gained", "lost", "advances", "ever_gained"]
Between = Literal["nothing", "last_state"]


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """Where a reference may be asked: first and last day, the place, and the parties it lists."""

    start: dt.date
    end: dt.date
    place: str
    parties: tuple[str, ...] = ()


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """A data package's metadata, as its ``datapackage.json`` states it.

    ``short_title`` is what a reader sees beside a figure ("NZZ map"; the name, if none was given),
    ``party`` the id of the party it belongs to (its own figures never decide),
    ``derived_from`` the references it was computed from (together they count once).
    ``sha256`` is the digest of the ``datapackage.json``, which holds that of every table.
    """

    name: str
    title: str
    short_title: str = ""
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

    ``rule`` is a name such as ``spike`` or ``reclassification`` (all: docs/references.md).
    ``informational`` findings are shown beside a value and do not keep it from deciding.
    ``change`` findings speak against changes measured across ``start`` to ``end``, not against
    the level on either side. In a ledger ``about`` names party, item and disposition.
    """

    rule: str
    start: dt.date
    end: dt.date
    size: float
    why: str
    informational: bool = False
    change: bool = False
    about: tuple[str, str, Disposition | None] | None = None


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """One dated value of a series, with the rules that flag it.

    ``low`` and ``high`` are what it comes to with the line 2 km further in and further out, where
    that was computed.
    """

    day: dt.date
    value: float
    low: float | None = None
    high: float | None = None
    flags: tuple[Flag, ...] = ()


class LineBounds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where it stands what values come to with the line 2 km further in and further out.

    ``resource`` is the table, as its package names it (its file, in an ``Origin``), ``day`` its
    column of days.
    """

    resource: str
    low: str
    high: str
    day: str = "date"


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where values stand in their package: the file, the column of days, and those with figures.

    A series sums its ``columns`` and multiplies by ``scale``; a ledger has a column for each
    disposition in ``counts`` ("" is the total). ``bounds`` are what the line leaves open.
    """

    file: str
    day: str = "date"
    columns: tuple[str, ...] = ()
    bounds: LineBounds | None = None
    scale: float = 1.0
    counts: dict[str, str] = {}


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """Dated totals of one thing by one definition: here, the area one party holds, in km².

    ``holder`` is the id of the party that holds the area, ``place`` the region measured (the
    whole country, or a region's id). ``definition`` says in words what is counted; ``measure``
    whether a value is the area ``held`` on its day, what was ``gained`` or ``lost`` in the window
    that ends on it, what the maker assesses as ``advances`` short of control, or what was
    ``ever_gained`` (held on some day after ``base``, and not on ``base``).

    ``between`` says what holds on a day without a value: ``nothing``, or the ``last_state``
    published before it. ``until`` is the last day the series speaks of (None: its last value's).
    ``without`` names parts of ``place`` that the maker does not measure: a level then says less
    than the place's name does. ``origin`` is where the values stand in the package.
    ``short_title`` is what a reader sees beside a figure of it ("NZZ map, gains").
    """

    reference: Reference
    id: str
    short_title: str = ""
    definition: str
    holder: str
    place: str
    values: tuple[Value, ...]
    flags: tuple[Flag, ...] = ()
    measure: SeriesMeasure = "held"
    between: Between = "nothing"
    until: dt.date | None = None
    base: dt.date | None = None
    without: tuple[str, ...] = ()
    origin: Origin | None = None

    def at(self, day: dt.date) -> Value | None:
        """The value that speaks of ``day``, or None where the series does not cover it.

        In a stepwise series this is the last state published on or before ``day``; its ``day``
        then says of which day it is.
        """
        index = bisect_right(self.values, day, key=day_of) - 1
        if index < 0 or day > self.last_day:
            return None
        found = self.values[index]
        return found if found.day == day or self.between == "last_state" else None

    @property
    def last_day(self) -> dt.date:
        """The last day the series speaks of (``dt.date.min`` for a series without values)."""
        if self.until is not None:
            return self.until
        return self.values[-1].day if self.values else dt.date.min

    def flags_against(self, start: dt.date, end: dt.date) -> tuple[Flag, ...]:
        """What speaks against the change from ``start`` to ``end``, or a level (``start == end``).

        These are the flags on the two values themselves, and those on changes in between.
        """
        found = [value.day for value in (self.at(start), self.at(end)) if value is not None]
        first, last = (found[0], found[-1]) if found else (start, end)
        return tuple(flag for flag in self.flags if speaks_against(flag, first, last))

    def unflagged(self) -> Series:
        """The same values with no flag on them."""
        if not self.flags:
            return self
        plain = tuple([msgspec.structs.replace(v, flags=()) for v in self.values])
        return msgspec.structs.replace(self, values=plain, flags=())


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
    """A conflict as data: its parties, places, days and the references that speak of it.

    ``seats`` pairs the name of a seat of government, said for the government ("Miren denies …"),
    with its party's id: too weak a sign to be one of a party's names, since it is a town's too.
    ``keywords`` tell in any place that a text is about the conflict, ``localities`` (places that
    are no region or settlement of the profile) only there. ``country`` is the ISO 3166-1 code by
    which the gazetteer knows it, ``home`` the folder its references are looked for in before the
    package's own (None for a profile that ships).
    """

    name: str
    title: str
    start: dt.date
    end: dt.date | None = None
    parties: tuple[Party, ...]
    places: tuple[Region, ...] = ()
    seats: tuple[tuple[str, str], ...] = ()
    keywords: tuple[str, ...] = ()
    localities: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    country: str | None = None
    home: str | None = None


def day_of(value: Value) -> dt.date:
    """The day of a value, to search values by."""
    return value.day


def speaks_against(flag: Flag, start: dt.date, end: dt.date) -> bool:
    """Whether a flag speaks against the change between two days, or the level of one."""
    if flag.change:
        return start < flag.end and flag.start <= end
    return any(flag.start <= day <= flag.end for day in (start, end))
