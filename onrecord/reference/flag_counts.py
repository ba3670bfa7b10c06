"""Rules for cumulative counts: falls, corrections, and totals that contradict their parts."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, zip_longest

import msgspec

from onrecord.reference.flag_rules import CountPartsRule, FallRule, FlagRules, flag_rules
from onrecord.reference.types import Count, Entry, Flag

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
            *_late_start(entry, history, self._days, self._rules.count_parts),
            *self._below_parts(entry, history),
            *self._left_behind(entry, history),
        ]
        return tuple(sorted(found, key=lambda flag: (flag.start, flag.end, flag.rule)))

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
        return found

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
        """Stretches on which the whole stands still while a part of it grows."""
        rule = self._rules.count_parts
        if entry[1] != _ALL:
            return
        parts = self._parts(entry)
        ends = [count.as_of for count in history[1:]]
        last = max((part[-1].as_of for part in parts.values()), default=history[-1].as_of)
        for count, until in zip(history, [*ends, last + _DAY], strict=True):
            if (until - count.as_of).days < rule.least_days:
                continue
            grown = {
                name: (_count_at(part, until - _DAY) or 0) - (_count_at(part, count.as_of) or 0)
                for name, part in parts.items()
                if part[0].as_of <= count.as_of
            }
            name, most = max(grown.items(), key=lambda pair: pair[1], default=("", 0))
            if most > max(rule.least, rule.share * count.count):
                yield Flag(
                    rule="whole_left_behind",
                    start=count.as_of + _DAY,
                    end=until - _DAY,
                    size=-most,
                    why=f"not recorded after {count.as_of}, while its part {name} grew by {most:,}",
                    about=entry,
                )


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


def _late_start(
    entry: Entry, history: tuple[Count, ...], days: tuple[dt.date, ...], rule: CountPartsRule
) -> Iterable[Flag]:
    """An entry whose first count is high and long after the ledger's first day."""
    first = history[0]
    if not days or (first.as_of - days[0]).days < rule.least_days or first.count <= rule.least:
        return
    yield Flag(
        rule="begins_late",
        start=days[0],
        end=first.as_of - _DAY,
        size=first.count,
        why=f"its first count, {first.count:,}, is of {first.as_of}: what came before is not there",
        informational=True,
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
