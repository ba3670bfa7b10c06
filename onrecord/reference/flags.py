"""Rules that find what is wrong with reference data, from the data alone.

No rule knows a date: each compares a series with itself, and with the series that other makers
publish for the same holder and place (its witnesses). The constants stand in
``onrecord/data/references/flag_rules.toml``. A flag never changes a value.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise, zip_longest
from operator import attrgetter

import msgspec

from onrecord.reference.flag_rules import (
    BoundRule,
    FallRule,
    FlagRules,
    SpikeRule,
    StepRule,
    flag_rules,
)
from onrecord.reference.packages import SeriesColumns
from onrecord.reference.types import Count, Entry, Flag, Series, Value, day_of

_DAY = dt.timedelta(days=1)


class DescribedSeries(msgspec.Struct, frozen=True, kw_only=True):
    """A series, what its package says of its columns, and those columns one by one.

    ``parts`` holds, for each value, the summands it was made of (one for a plain series).
    """

    series: Series
    columns: SeriesColumns
    parts: tuple[tuple[float, ...], ...]


def flag_series(described: Sequence[DescribedSeries], rules: FlagRules) -> tuple[Series, ...]:
    """The series with their flags, on the series and on each value they cover, ordered by day."""
    spikes = {one.series.id: tuple(_spikes(one.series, rules.spike)) for one in described}
    calm = {one.series.id: _without(one.series, spikes[one.series.id]) for one in described}
    flagged = []
    for one in described:
        own = [*spikes[one.series.id], *_bounds(one, rules.bound), *_pauses(one.series, rules)]
        if one.series.measure == "held":
            witnesses = [calm[other.series.id] for other in described if _witnesses(other, one)]
            own += _steps(one, calm[one.series.id], witnesses, described, rules.step)
        flagged.append(_with_flags(one.series, own))
    return tuple(flagged)


def flag_falls(
    entry: Entry, history: tuple[Count, ...], rules: FlagRules | None = None
) -> tuple[Flag, ...]:
    """A flag for each day on which the cumulative counts of one entry fall."""
    rule = (rules or flag_rules()).fall
    return tuple(_falls(entry, history, rule)) if history else ()


def _spikes(series: Series, rule: SpikeRule) -> Iterable[Flag]:
    if series.between == "last_state" or series.measure != "held":
        return
    before: Value | None = None
    for here, after in pairwise(series.values):
        if before is not None and _is_spike(before, here, after, rule):
            out, back = here.value - before.value, here.value - after.value
            yield Flag(
                rule="spike",
                start=here.day,
                end=here.day,
                size=out,
                why=f"{out:+,.0f} km² on {here.day}, {-back:+,.0f} km² at the next value",
            )
        else:
            before = here


def _is_spike(before: Value, here: Value, after: Value, rule: SpikeRule) -> bool:
    out, back = here.value - before.value, here.value - after.value
    return (
        abs(out) >= rule.least_km2
        and out * back > 0
        and abs(out - back) <= (1 - rule.reverts) * abs(out)
        and (after.day - before.day).days <= rule.most_days_apart
    )


def _bounds(one: DescribedSeries, rule: BoundRule) -> Iterable[Flag]:
    most = one.columns.area_km2
    for value in one.series.values:
        if value.value < 0 or (most is not None and value.value > most * (1 + rule.tolerance)):
            yield Flag(
                rule="out_of_bound",
                start=value.day,
                end=value.day,
                size=value.value,
                why=f"{value.value:,.0f} km² of a place of {most or 0:,.0f} km²",
            )


def _pauses(series: Series, rules: FlagRules) -> Iterable[Flag]:
    values = series.values
    if series.between == "last_state" or not values:
        return
    span = (values[-1].day - values[0].day).days + 1
    if len(values) < rules.gap.daily_share * span:
        return
    for before, after in pairwise(values):
        missing = (after.day - before.day).days - 1
        if missing >= rules.gap.least_days:
            why = f"no value on {missing} days"
            yield _note("gap", before.day + _DAY, after.day - _DAY, missing, why)
    for same in _runs(values):
        days = (same[-1].day - same[0].day).days + 1
        if days >= rules.stale.least_days:
            why = f"the same value on {days} days: no change recorded is not no change"
            yield _note("stale", same[0].day, same[-1].day, days, why)


def _runs(values: Sequence[Value]) -> Iterable[tuple[Value, ...]]:
    """Stretches of equal values."""
    for _, run in groupby(values, key=attrgetter("value")):
        yield tuple(run)


def _note(rule: str, start: dt.date, end: dt.date, size: float, why: str) -> Flag:
    return Flag(rule=rule, start=start, end=end, size=size, why=why, informational=True)


def _witnesses(other: DescribedSeries, one: DescribedSeries) -> bool:
    a, b = other.series, one.series
    return a.reference.publisher != b.reference.publisher and (a.holder, a.place, a.measure) == (
        b.holder,
        b.place,
        b.measure,
    )


def _steps(
    one: DescribedSeries,
    calm: Series,
    witnesses: Sequence[Series],
    described: Sequence[DescribedSeries],
    rule: StepRule,
) -> Iterable[Flag]:
    parts = dict(zip((v.day for v in one.series.values), one.parts, strict=True))
    for before, here in pairwise(calm.values):
        size = here.value - before.value
        days = (here.day - before.day).days
        least = rule.least_km2 + rule.more_a_day_km2 * (days - 1)
        if abs(size) < least or days > rule.most_days_apart:
            continue
        seen = [_greatest_move(w, before.day, here.day, size, rule.lag_days) for w in witnesses]
        moves = [move for move in seen if move is not None]
        if not moves or max(moves) >= rule.shared * abs(size):
            continue
        exchange = _opposed(parts[before.day], parts[here.day])
        yield Flag(
            rule=_step_rule(one, exchange=exchange),
            start=before.day + _DAY,
            end=here.day,
            size=size,
            why=f"{size:+,.0f} km² to {here.day}; {len(moves)} series of other makers move at most "
            f"{max(moves):,.0f} km² that way{_transfer(one, described, before.day, here.day)}",
            informational=exchange,
            change=True,
        )


def _step_rule(one: DescribedSeries, *, exchange: bool) -> str:
    if exchange:
        return "exchange_between_parts"
    return "reclassification" if one.columns.leaves_out else "unshared_step"


def _greatest_move(
    witness: Series, start: dt.date, end: dt.date, size: float, lag: int
) -> float | None:
    """How far a witness moves in the direction of ``size`` between any two days near a step."""
    if not (witness.values and witness.values[0].day <= start and end <= witness.last_day):
        return None
    first, last = start - lag * _DAY, end + lag * _DAY
    values = witness.values
    near = values[bisect_right(values, first, key=day_of) : bisect_right(values, last, key=day_of)]
    before = witness.at(first)
    found = [value.value for value in ((before, *near) if before is not None else near)]
    if len(found) < 2 and witness.between == "nothing":
        return None
    sign = 1 if size > 0 else -1
    lowest, most = sign * found[0], 0.0
    for value in found:
        lowest = min(lowest, sign * value)
        most = max(most, sign * value - lowest)
    return most


def _opposed(before: tuple[float, ...], after: tuple[float, ...]) -> bool:
    moves = [b - a for a, b in zip(before, after, strict=True)]
    return len(moves) > 1 and min(moves) < 0 < max(moves)


def _transfer(
    one: DescribedSeries, described: Sequence[DescribedSeries], start: dt.date, end: dt.date
) -> str:
    """Words for a class of the same maker that moves the other way at the same time."""
    if not one.columns.leaves_out:
        return ""
    for other in described:
        series = other.series
        if series.measure != "advances" or (series.holder, series.place) != (
            one.series.holder,
            one.series.place,
        ):
            continue
        before, after = series.at(start), series.at(end)
        if before and after and series.reference.publisher == one.series.reference.publisher:
            return f"; the same maker's advances move {after.value - before.value:+,.0f} km²"
    return ""


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


def _without(series: Series, flags: Sequence[Flag]) -> Series:
    days = {flag.start for flag in flags}
    if not days:
        return series
    kept = tuple([value for value in series.values if value.day not in days])
    return msgspec.structs.replace(series, values=kept)


def _with_flags(series: Series, flags: list[Flag]) -> Series:
    if not flags:
        return series
    ordered = tuple(sorted(flags, key=lambda flag: (flag.start, flag.end, flag.rule)))
    by_day: dict[dt.date, list[Flag]] = {}
    for flag in ordered:
        for number in range((flag.end - flag.start).days + 1):
            by_day.setdefault(flag.start + number * _DAY, []).append(flag)
    values = tuple(
        [
            Value(day=v.day, value=v.value, flags=tuple(by_day[v.day])) if v.day in by_day else v
            for v in series.values
        ]
    )
    return msgspec.structs.replace(series, values=values, flags=ordered)
