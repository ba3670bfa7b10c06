"""What reference data is made of: metadata, series, ledgers, regions and conflict profiles."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
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
        return tuple(flag for flag in self.flags if _speaks_against(flag, first, last))

    def unflagged(self) -> Series:
        """The same values with no flag on them."""
        if not self.flags:
            return self
        plain = tuple([msgspec.structs.replace(v, flags=()) for v in self.values])
        return msgspec.structs.replace(self, values=plain, flags=())


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


RECORDED = ("day_of_recording", "day_of_publication")
"""What a date means where a figure is as of a day: what was known then, not what was so then."""

Entry = tuple[str, str, Disposition | None]
"""What a count counts: party, item and disposition (None: the total over all of them)."""


class Ledger:
    """Cumulative counts of losses with their as-of days (documented items, or official claims).

    ``counts`` holds a count for each day on which it changed, by entry and in the order of days,
    or as one run of counts in the order of days; ``days`` all days on which the ledger was
    recorded, so that ``at`` can say as of which day a count stood. ``flags`` are given, or found
    entry by entry by a rule when they are asked for. ``short_title`` is what a reader sees beside
    a figure of it. Not changed after it is made.
    """

    def __init__(
        self,
        *,
        reference: Reference,
        id: str,  # noqa: A002 - the name that Series and Record have too
        definition: str,
        counts: Mapping[Entry, tuple[Count, ...]] | Iterable[Count],
        flags: Callable[[Entry, tuple[Count, ...]], tuple[Flag, ...]] | Iterable[Flag] = (),
        days: tuple[dt.date, ...] = (),
        short_title: str = "",
        origin: Origin | None = None,
    ) -> None:
        self.reference = reference
        self.id = id
        self.short_title = short_title
        self.definition = definition
        self.days = days
        self.origin = origin
        self._histories = counts if isinstance(counts, Mapping) else _by_entry(counts)
        self._flags = flags if callable(flags) else tuple(flags)
        self._found: dict[Entry, tuple[Flag, ...]] = {}

    def at(
        self, day: dt.date, party: str, item: str, disposition: Disposition | None = None
    ) -> Count | None:
        """The count as last recorded on or before ``day``; its ``as_of`` says when that was.

        None where the ledger does not cover the day, the party or the item. A recording may lie
        many days back where the ledger has gaps: look at ``as_of``.
        """
        history = self._histories.get((party, item, disposition), ())
        index = bisect_right(history, day, key=_as_of) - 1
        if index < 0 or day > self.reference.coverage.end:
            return None
        recorded = bisect_right(self.days, day) - 1
        as_of = self.days[recorded] if recorded >= 0 else history[index].as_of
        return msgspec.structs.replace(history[index], as_of=max(as_of, history[index].as_of))

    def entered(
        self, day: dt.date, party: str, item: str, disposition: Disposition | None = None
    ) -> Count | None:
        """The count that ``at`` gives, with the day of its own row: that of its last change."""
        history = self._histories.get((party, item, disposition), ())
        index = bisect_right(history, day, key=_as_of) - 1
        return history[index] if index >= 0 else None

    def lowest_after(self, day: dt.date, party: str, item: str) -> Count | None:
        """The lowest total recorded after ``day``, short dips left out; None where none follows.

        Cumulative counts only fall when a maker takes entries back, so no more than this still
        stands of what had been recorded by ``day``.
        """
        entry = (party, item, None)
        later = [count for count in self._histories.get(entry, ()) if count.as_of > day]
        dips = [f for f in self._flags_of(entry) if f.rule == "dip"] if later else []
        sound = [c for c in later if not any(f.start <= c.as_of <= f.end for f in dips)]
        return min(sound, key=lambda count: (count.count, count.as_of), default=None)

    def unflagged(self) -> Ledger:
        """The same counts with no flag on them."""
        return self._with(self._histories, ())

    def known_on(self, day: dt.date) -> Ledger:
        """What had been recorded by ``day``; the whole ledger where days are not of recording.

        Flags are those that the whole ledger shows: what is known now of its defects.
        """
        if self.reference.date_means not in RECORDED or self.reference.coverage.end <= day:
            return self
        days = self.days[: bisect_right(self.days, day)]
        return self._with(
            _Until(self._histories, day), lambda entry, _: self._flags_of(entry), days
        )

    def _with(
        self,
        histories: Mapping[Entry, tuple[Count, ...]],
        flags: Callable[[Entry, tuple[Count, ...]], tuple[Flag, ...]] | tuple[Flag, ...],
        days: tuple[dt.date, ...] | None = None,
    ) -> Ledger:
        return Ledger(
            reference=self.reference,
            id=self.id,
            short_title=self.short_title,
            definition=self.definition,
            counts=histories,
            flags=flags,
            days=self.days if days is None else days,
            origin=self.origin,
        )

    def _flags_of(self, entry: Entry) -> tuple[Flag, ...]:
        if entry not in self._found:
            self._found[entry] = (
                self._flags(entry, self._histories.get(entry, ()))
                if callable(self._flags)
                else tuple(flag for flag in self._flags if flag.about in (None, entry))
            )
        return self._found[entry]

    def items(self, party: str) -> frozenset[str]:
        """The items of ``party`` that the ledger counts."""
        return frozenset(item for of, item, _ in self._histories if of == party)

    def dispositions(self, party: str, item: str) -> frozenset[Disposition | None]:
        """The dispositions that the ledger tells apart for ``item``; None is the total."""
        return frozenset(d for of, counted, d in self._histories if (of, counted) == (party, item))

    def flags_against(
        self,
        start: dt.date,
        end: dt.date,
        party: str,
        item: str,
        disposition: Disposition | None = None,
    ) -> tuple[Flag, ...]:
        """What speaks against a count (``start == end``), or its growth to ``end``."""
        found = self._flags_of((party, item, disposition))
        return tuple(flag for flag in found if _speaks_against(flag, start, end))

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        """Every count, by entry and in the order of days."""
        return tuple(count for history in self._histories.values() for count in history)

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        """Every flag, by entry and in the order of days; ``about`` names the entry."""
        if not callable(self._flags):
            return self._flags
        return tuple(
            flag
            for entry, history in self._histories.items()
            for flag in self._flags(entry, history)
        )


class _Until(Mapping[Entry, tuple[Count, ...]]):
    """Histories of counts, each cut after a day."""

    def __init__(self, histories: Mapping[Entry, tuple[Count, ...]], day: dt.date) -> None:
        self._histories = histories
        self._day = day

    def __getitem__(self, entry: Entry) -> tuple[Count, ...]:
        history = self._histories[entry]
        return history[: bisect_right(history, self._day, key=_as_of)]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._histories)

    def __len__(self) -> int:
        return len(self._histories)


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


def _by_entry(counts: Iterable[Count]) -> dict[Entry, tuple[Count, ...]]:
    found: dict[Entry, list[Count]] = {}
    for count in counts:
        found.setdefault((count.party, count.item, count.disposition), []).append(count)
    return {entry: tuple(history) for entry, history in found.items()}


def _as_of(count: Count) -> dt.date:
    return count.as_of


def _speaks_against(flag: Flag, start: dt.date, end: dt.date) -> bool:
    if flag.change:
        return start < flag.end and flag.start <= end
    return any(flag.start <= day <= flag.end for day in (start, end))
