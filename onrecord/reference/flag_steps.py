"""Rules that hold the steps of a series against those of other makers, its witnesses."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from onrecord.reference.described import DescribedSeries
from onrecord.reference.flag_rules import FlagRules, LateRule, StepRule
from onrecord.reference.types import Flag, Series, Value, day_of

_DAY = dt.timedelta(days=1)


def steps(
    one: DescribedSeries,
    calm: Series,
    witnesses: Sequence[Series],
    described: Sequence[DescribedSeries],
    rules: FlagRules,
) -> tuple[Flag, ...]:
    """Steps that no witness shares, and the values between one and the step that undoes it.

    ``calm`` is the series without its spikes, ``witnesses`` are without any value that is flagged
    on its own account: such a value vouches for nothing.
    """
    unshared = tuple(_unshared(one, calm, witnesses, described, rules.step))
    return (*unshared, *_excursions(calm, unshared, rules))


def _unshared(
    one: DescribedSeries,
    calm: Series,
    witnesses: Sequence[Series],
    described: Sequence[DescribedSeries],
    rule: StepRule,
) -> Iterable[Flag]:
    parts = dict(zip((v.day for v in one.series.values), one.parts, strict=True))
    for before, here in pairwise(calm.values):
        size = here.value - before.value
        if not _is_step(before, here, rule):
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


def _is_step(before: Value, here: Value, rule: StepRule) -> bool:
    days = (here.day - before.day).days
    least = rule.least_km2 + rule.more_a_day_km2 * (days - 1)
    return abs(here.value - before.value) >= least and days <= rule.most_days_apart


def _excursions(calm: Series, unshared: Sequence[Flag], rules: FlagRules) -> Iterable[Flag]:
    """The values between an unshared step and the one that takes it back."""
    weighty = [flag for flag in unshared if not flag.informational]
    values = {value.day: value.value for value in calm.values}
    for out, back in pairwise(weighty):
        least = (1 - rules.spike.reverts) * abs(out.size)
        between = [v for day, v in values.items() if out.end <= day < back.end]
        level = values[out.end]
        undone = abs(values[back.end] - (level - out.size)) <= least
        still = max(abs(value - level) for value in between) <= least
        if undone and still and (back.start - out.end).days <= rules.excursion.most_days:
            yield Flag(
                rule="excursion",
                start=out.end,
                end=back.start - _DAY,
                size=out.size,
                why=f"{out.size:+,.0f} km² on {out.end}, taken back on {back.end}: "
                "no series of another maker shares either",
            )


def late(calm: Series, witnesses: Sequence[Series], rules: FlagRules) -> Iterable[Flag]:
    """Values published after a step that others had seen, and that do not hold it yet.

    The value before the step was published anew after some days, and hardly moved, while every
    witness that speaks of these days had moved as far as the step, and stood still when it came.
    From one day to the next, the same would be a matter of the hour.
    """
    step, rule = rules.step, rules.late
    runs = [tuple(run) for _, run in groupby(calm.values, key=attrgetter("value"))]
    for earlier, before, here in zip(runs, runs[1:], runs[2:], strict=False):
        size = here[0].value - before[0].value
        window = (before[0].day - earlier[0].day).days
        if window < rule.least_window or not _is_step(before[-1], here[0], step):
            continue
        base = max(earlier[0].day - rule.lag_days * _DAY, calm.values[0].day)
        days = (base, before[0].day, here[0].day)
        own = _moves(calm, days, rule)
        if own is None or own[0] / size > rule.most_own:
            continue
        seen = {w.reference.publisher: move for w in witnesses if (move := _moves(w, days, rule))}
        if seen and all(_had_moved(move, size, rule) for move in seen.values()):
            yield Flag(
                rule="late",
                start=before[0].day,
                end=here[0].day - _DAY,
                size=-size,
                why=f"{size:+,.0f} km² came on {here[0].day}; {' and '.join(sorted(seen))} had it "
                f"by {before[0].day}",
            )


def _moves(
    series: Series, days: tuple[dt.date, dt.date, dt.date], rule: LateRule
) -> tuple[float, float] | None:
    """How far a series moved from the first day to the second, and from there to the third."""
    first, middle, last = (_last_before(series, day, rule.most_days_back) for day in days)
    if first is None or middle is None or last is None:
        return None
    return middle.value - first.value, last.value - middle.value


def _had_moved(moves: tuple[float, float], size: float, rule: LateRule) -> bool:
    """Whether a witness moved as far as a step before it, and no further when it came."""
    sooner, then = (move / size for move in moves)
    return rule.alike <= sooner <= 1 / rule.alike and then <= rule.most_own


def _last_before(series: Series, day: dt.date, most_days: int) -> Value | None:
    """The value of a day, or of the last before it that has one."""
    index = bisect_right(series.values, day, key=day_of) - 1
    if index < 0 or day > series.last_day:
        return None
    found = series.values[index]
    near = (day - found.day).days <= most_days or series.between == "last_state"
    return found if near else None


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
