"""Rules that hold a whole against its parts: regions, gains and losses, classes of one map."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from onrecord.reference.described import DescribedSeries, bears_witness
from onrecord.reference.flag_rules import FlagRules, PartsRule
from onrecord.reference.types import Flag, Series, SeriesMeasure, Value

_DAY = dt.timedelta(days=1)
Found = dict[str, list[Flag]]


def parts(
    described: Sequence[DescribedSeries], calm: Mapping[str, Series], rules: FlagRules
) -> Mapping[str, Sequence[Flag]]:
    """Flags by series: wholes that contradict their parts, and labels that seem exchanged.

    The parts of a series are the series of the same package, holder and measure for places within
    the package's own; its moves are what the package counts as gained and lost.
    """
    found: Found = {}
    by_package: dict[str, list[DescribedSeries]] = {}
    for one in described:
        by_package.setdefault(one.series.reference.name, []).append(one)
    for package in by_package.values():
        for whole in package:
            series = whole.series
            if series.measure != "held":
                continue
            moves = {measure: _beside(package, series, measure) for measure in ("gained", "lost")}
            witnesses = [calm[one.series.id] for one in described if bears_witness(one, whole)]
            _add(found, series, _moves(series, moves["gained"], moves["lost"], rules.parts))
            if series.place != series.reference.coverage.place:
                continue
            _add(found, series, _regions(series, package, rules))
            for flag in _inverted(whole, moves["lost"], witnesses, rules):
                for named in (series, moves["gained"], moves["lost"]):
                    _add(found, named, (flag,))
    return found


def _add(found: Found, series: Series | None, flags: Iterable[Flag]) -> None:
    if series is not None:
        found.setdefault(series.id, []).extend(flags)


def _beside(
    package: Sequence[DescribedSeries], held: Series, measure: SeriesMeasure
) -> Series | None:
    """What the same package counts as gained or lost in the same place."""
    for one in package:
        series = one.series
        if (series.measure, series.holder, series.place) == (measure, held.holder, held.place):
            return series
    return None


def _moves(
    held: Series, gained: Series | None, lost: Series | None, rule: PartsRule
) -> Iterable[Flag]:
    """Changes that are not what was gained less what was lost."""
    if gained is None or lost is None:
        return
    for before, here in pairwise(held.values):
        gain, loss = _on(gained, here.day), _on(lost, here.day)
        if gain is None or loss is None:
            continue
        change, told = here.value - before.value, gain - loss
        if abs(change - told) > max(rule.least_km2, rule.share * abs(told)):
            yield Flag(
                rule="moves_differ",
                start=before.day + _DAY,
                end=here.day,
                size=change - told,
                why=f"{change:+,.0f} km² to {here.day}, where {gain:,.0f} km² are told as gained "
                f"and {loss:,.0f} km² as lost",
                informational=True,
                change=True,
            )


def _inverted(
    whole: DescribedSeries, lost: Series | None, witnesses: Sequence[Series], rules: FlagRules
) -> Iterable[Flag]:
    """Days on which more is labelled as lost than as held, and no witness falls like that.

    Asked of the whole only: a single region may well be lost in one window. A loss larger than
    the place is no exchange of labels but out of bound.
    """
    if lost is None:
        return
    held, rule = whole.series, rules.parts
    most = (whole.columns.area_km2 or math.inf) * (1 + rules.bound.tolerance)
    for value, after in _with_next(held):
        loss = _on(lost, value.day)
        if loss is None or not max(value.value, rule.inverted_km2) < loss <= most:
            continue
        if any(_fell(witness, value.day, loss, rule) for witness in witnesses):
            continue
        yield Flag(
            rule="inverted",
            start=value.day,
            end=after if held.between == "last_state" else value.day,
            size=-loss,
            why=f"{loss:,.0f} km² are labelled as lost and {value.value:,.0f} km² as held: the "
            "labels seem to be exchanged",
        )


def _with_next(series: Series) -> Iterable[tuple[Value, dt.date]]:
    """Each value with the last day on which it holds."""
    values = series.values
    for here, after in pairwise(values):
        yield here, after.day - _DAY
    if values:
        yield values[-1], max(values[-1].day, series.last_day)


def _fell(witness: Series, day: dt.date, loss: float, rule: PartsRule) -> bool:
    near = [value.value for value in witness.values if abs((value.day - day).days) <= rule.lag_days]
    return bool(near) and max(near) - min(near) >= rule.shared * loss


def _regions(whole: Series, package: Sequence[DescribedSeries], rules: FlagRules) -> Iterable[Flag]:
    """Totals less than the sum of their regions, and steps that happen outside all of them."""
    by_day = _inside(whole, package)
    before: tuple[dt.date, frozenset[str], float] | None = None
    for value in whole.values:
        inside = by_day.get(value.day, {})
        if len(inside) < rules.parts.least_regions:
            before = None
            continue
        rest = value.value - sum(inside.values())
        if -rest > max(rules.parts.least_km2, rules.parts.share * value.value):
            yield _less_than_parts(value, rest)
        places = frozenset(inside)
        if before is not None and before[1] == places:
            step, days = rest - before[2], (value.day - before[0]).days
            least = rules.parts.outside_km2 + rules.step.more_a_day_km2 * (days - 1)
            if abs(step) >= least and days <= rules.step.most_days_apart:
                yield _outside(before[0], value.day, step)
        before = (value.day, places, rest)


def _inside(whole: Series, package: Sequence[DescribedSeries]) -> dict[dt.date, dict[str, float]]:
    """By day, what each region of the package holds of a whole."""
    by_day: dict[dt.date, dict[str, float]] = {}
    for one in package:
        region = one.series
        if region.place == whole.place or (region.measure, region.holder) != ("held", whole.holder):
            continue
        for value in region.values:
            by_day.setdefault(value.day, {}).setdefault(region.place, value.value)
    return by_day


def _less_than_parts(value: Value, rest: float) -> Flag:
    return Flag(
        rule="less_than_parts",
        start=value.day,
        end=value.day,
        size=rest,
        why=f"{value.value:,.0f} km² in all, {value.value - rest:,.0f} km² in its regions",
    )


def _outside(before: dt.date, day: dt.date, step: float) -> Flag:
    return Flag(
        rule="outside_regions",
        start=before + _DAY,
        end=day,
        size=step,
        why=f"{step:+,.0f} km² to {day} that lie in none of the regions",
        change=True,
    )


def _on(series: Series, day: dt.date) -> float | None:
    """The value that a series has on that very day."""
    found = series.at(day)
    return found.value if found is not None and found.day == day else None
