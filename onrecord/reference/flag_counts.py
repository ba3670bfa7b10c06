"""Rules for cumulative counts: falls, corrections, and totals that contradict their parts."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, zip_longest

import msgspec

from onrecord.reference.flag_rules import FallRule, FlagRules, flag_rules
from onrecord.reference.ledgers import Count, Entry
from onrecord.reference.types import Flag

_DAY = dt.timedelta(days=1)
_ALL = "all"
Histories = Mapping[Entry, tuple[Count, ...]]


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """By how much a maker corrected a total on a day, beyond what it counted anew."""

    day: dt.date
    party: str
    item: str
    change: int


class CountRules:
    """The flags of a ledger, entry by entry; each may be compared with the others."""

    def __init__(
        self,
        histories: Histories,
        days: tuple[dt.date, ...] = (),
        corrections: Sequence[Correction] = (),
        rules: FlagRules | None = None,
    ) -> None:
        self._histories = histories
        self._days = days
        self._corrections = corrections
        self._rules = rules or flag_rules()

    def __call__(self, entry: Entry, history: tuple[Count, ...]) -> tuple[Flag, ...]:
        """What the rules find in the counts of one entry, in the order of days."""
        if not history:
            return ()
        found = [
            *_falls(entry, history, self._rules.fall),
            *_corrected(entry, self._corrections, history, self._rules.fall),
            *self._late_start(entry, history),
            *self._below_parts(entry, history),
            *self._left_behind(entry, history),
        ]
        return tuple(sorted(found, key=lambda flag: (flag.start, flag.end, flag.rule)))

    def _late_start(self, entry: Entry, history: tuple[Count, ...]) -> Iterable[Flag]:
        """A count whose first value is high and long after the ledger's first day.

        Told once of an item, of its total where it has one.
        """
        rule, first = self._rules.count_parts, history[0]
        party, item, disposition = entry
        if disposition is not None and self._histories.get((party, item, None)):
            return
        late = self._days and (first.as_of - self._days[0]).days >= rule.least_days
        if late and first.count > rule.least:
            yield Flag(
                rule="begins_late",
                start=self._days[0],
                end=first.as_of - _DAY,
                size=first.count,
                why=f"its first count, {first.count:,}, is of {first.as_of}: what came before is "
                "not there",
                informational=True,
                about=entry,
            )

    def _parts(self, entry: Entry) -> dict[str, tuple[Count, ...]]:
        """The counts that one of these must not be below: by item, and by disposition."""
        party, item, disposition = entry
        found: dict[str, tuple[Count, ...]] = {}
        for of, other, how in self._histories:
            if of != party or (other, how) == (item, disposition):
                continue
            if item == _ALL and how == disposition:
                found[other] = self._histories[of, other, how]
            elif other == item and disposition is None and how is not None:
                found[how] = self._histories[of, other, how]
        return {name: history for name, history in found.items() if history}

    def _below_parts(self, entry: Entry, history: tuple[Count, ...]) -> Iterable[Flag]:
        rule = self._rules.count_parts
        parts = self._parts(entry)
        days = sorted({count.as_of for part in (history, *parts.values()) for count in part})
        short: list[tuple[dt.date, int, str]] = []
        for day in days:
            whole = _count_at(history, day)
            if whole is None:
                continue
            name, most = max(
                ((name, _count_at(part, day) or 0) for name, part in parts.items()),
                key=lambda pair: pair[1],
                default=("", 0),
            )
            below = most - whole > max(rule.least, rule.share * most)
            short.append((day, most - whole if below else 0, name))
        for is_short, run in groupby(short, key=lambda one: one[1] > 0):
            stretch = list(run)
            if is_short:
                yield self._short_flag(entry, stretch, days)

    def _short_flag(
        self, entry: Entry, stretch: list[tuple[dt.date, int, str]], days: list[dt.date]
    ) -> Flag:
        day, _, name = stretch[0]
        last = stretch[-1][0]
        later = bisect_right(days, last)
        end = days[later] - _DAY if later < len(days) else last
        most = max(one[1] for one in stretch)
        return Flag(
            rule="whole_below_part",
            start=day,
            end=end,
            size=-most,
            why=f"the whole is up to {most:,} less than its part {name}",
            about=entry,
        )

    def _left_behind(self, entry: Entry, history: tuple[Count, ...]) -> Iterable[Flag]:
        """Stretches on which the whole stands still while its parts are recorded and grow."""
        rule, parts = self._rules.count_parts, self._parts(entry)
        if entry[1] != _ALL or not parts:
            return
        last = max(part[-1].as_of for part in parts.values()) + _DAY
        for count, after in zip_longest(history, history[1:]):
            until = after.as_of if after else last
            if self._recordings(count.as_of, until) < rule.least_days:
                continue
            name, grown = max(
                ((name, _growth(part, count.as_of, until - _DAY)) for name, part in parts.items()),
                key=lambda pair: pair[1],
            )
            leap = after.count - count.count if after and grown else 0
            if max(grown, leap) > max(rule.least, rule.share * count.count):
                yield Flag(
                    rule="whole_left_behind",
                    start=count.as_of + _DAY,
                    end=until - _DAY,
                    size=-max(grown, leap),
                    why=f"not recorded after {count.as_of}, while its part {name} grew by "
                    f"{grown:,}" + (f"; then {leap:+,} at once" if leap else ""),
                    about=entry,
                )

    def _recordings(self, start: dt.date, end: dt.date) -> int:
        """How many days between two lie there on which something was recorded."""
        return bisect_left(self._days, end) - bisect_right(self._days, start)


def _growth(part: Sequence[Count], start: dt.date, end: dt.date) -> int:
    """By how much a part grew that was counted before."""
    before, after = _count_at(part, start), _count_at(part, end)
    return 0 if before is None or after is None else after - before


def flag_falls(
    entry: Entry, history: tuple[Count, ...], rules: FlagRules | None = None
) -> tuple[Flag, ...]:
    """A flag for each day on which the cumulative counts of one entry fall."""
    rule = (rules or flag_rules()).fall
    return tuple(_falls(entry, history, rule)) if history else ()


def _corrected(
    entry: Entry,
    corrections: Sequence[Correction],
    history: tuple[Count, ...],
    rule: FallRule,
) -> Iterable[Flag]:
    """What the maker says it corrected; not what it counted anew on that day."""
    party, item, disposition = entry
    for one in corrections:
        if disposition is not None or (one.party, one.item) != (party, item):
            continue
        count = _count_at(history, one.day) or 0
        yield Flag(
            rule="correction",
            start=one.day,
            end=one.day,
            size=one.change,
            why=f"its maker corrected the total by {one.change:+,} on {one.day}",
            informational=abs(one.change) <= max(rule.least, rule.share * count),
            change=True,
            about=entry,
        )


def _count_at(history: Sequence[Count], day: dt.date) -> int | None:
    index = bisect_right(history, day, key=lambda count: count.as_of) - 1
    return history[index].count if index >= 0 else None


def _falls(entry: Entry, history: tuple[Count, ...], rule: FallRule) -> Iterable[Flag]:
    before = history[0]
    for here, after in zip_longest(history[1:], history[2:]):
        fell = before.count - here.count
        if fell > 0:
            dips = after is not None and _is_dip(before, here, after, rule)
            yield Flag(
                rule="dip" if dips else "fall",
                start=here.as_of,
                end=after.as_of - _DAY if dips else here.as_of,
                size=-fell,
                why=f"{before.count:,} on {before.as_of} became {here.count:,} on {here.as_of}",
                informational=fell <= max(rule.least, rule.share * before.count),
                change=not dips,
                about=entry,
            )
        before = here


def _is_dip(before: Count, here: Count, after: Count, rule: FallRule) -> bool:
    """Whether a fall is undone so soon that a table was missing rather than corrected."""
    return after.count >= before.count and (after.as_of - here.as_of).days <= rule.undone_days
