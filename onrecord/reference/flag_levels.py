"""Rules that look at one series alone: spikes, impossible values, stale stretches and gaps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from onrecord.reference.described import DescribedSeries
from onrecord.reference.flag_rules import BoundRule, FlagRules, SpikeRule
from onrecord.reference.types import Flag, Series, Value

_DAY = dt.timedelta(days=1)


def spikes(series: Series, rule: SpikeRule) -> Iterable[Flag]:
    """Values that leave both their neighbours and come back."""
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


def bounds(one: DescribedSeries, rule: BoundRule) -> Iterable[Flag]:
    """Runs of values below nothing, or above the area of the place."""
    most = one.columns.area_km2

    def impossible(value: Value) -> bool:
        above = most is not None and value.value > most * (1 + rule.tolerance)
        return value.value < 0 or above

    for out, run in groupby(one.series.values, key=impossible):
        if out:
            values = tuple(run)
            worst = max(values, key=lambda value: abs(value.value))
            yield Flag(
                rule="out_of_bound",
                start=values[0].day,
                end=values[-1].day,
                size=worst.value,
                why=f"{worst.value:,.0f} km² of a place of {most or 0:,.0f} km²",
            )


def pauses(series: Series, rules: FlagRules) -> Iterable[Flag]:
    """Days without a value in a daily series, and stretches of the same value."""
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
