"""Ledgers: cumulative counts of losses, and as of which day each was known."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

import msgspec

from onrecord.record import Disposition
from onrecord.reference.types import Flag, Origin, Reference, speaks_against


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
        return tuple(flag for flag in found if speaks_against(flag, start, end))

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


def _by_entry(counts: Iterable[Count]) -> dict[Entry, tuple[Count, ...]]:
    found: dict[Entry, list[Count]] = {}
    for count in counts:
        found.setdefault((count.party, count.item, count.disposition), []).append(count)
    return {entry: tuple(history) for entry, history in found.items()}


def _as_of(count: Count) -> dt.date:
    return count.as_of
