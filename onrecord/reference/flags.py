"""Rules that find what is wrong with reference data, from the data alone.

No rule knows a date: each compares a series with itself, with the series that other makers
publish for the same holder and place (its witnesses), or a whole with its parts. The constants
stand in ``onrecord/data/references/flag_rules.toml``. A flag never changes a value.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec

from onrecord.reference.described import DescribedSeries, bears_witness
from onrecord.reference.flag_counts import CountRules, flag_falls
from onrecord.reference.flag_levels import bounds, pauses, spikes
from onrecord.reference.flag_parts import parts
from onrecord.reference.flag_rules import FlagRules
from onrecord.reference.flag_steps import late, steps
from onrecord.reference.types import Flag, Series

__all__ = ["CountRules", "DescribedSeries", "flag_falls", "flag_series"]

_DAY = dt.timedelta(days=1)


def flag_series(described: Sequence[DescribedSeries], rules: FlagRules) -> tuple[Series, ...]:
    """The series with their flags, on the series and on each value they cover, ordered by day."""
    alone = {one.series.id: tuple(spikes(one.series, rules.spike)) for one in described}
    calm = {one.series.id: _without(one.series, alone[one.series.id]) for one in described}
    in_parts = parts(described, calm, rules)
    for one in described:
        name = one.series.id
        alone[name] += tuple(bounds(one, rules.bound))
        if one.series.measure == "held":
            alone[name] += tuple(late(calm[name], _witnesses(one, described, calm), rules))
    sound = {one.series.id: _without(one.series, alone[one.series.id]) for one in described}
    flagged = []
    for one in described:
        name = one.series.id
        own = [*alone[name], *pauses(one.series, rules), *in_parts.get(name, ())]
        if one.series.measure == "held":
            witnesses = _witnesses(one, described, sound)
            own += steps(one, calm[name], witnesses, described, rules)
        flagged.append(_with_flags(one.series, own))
    return tuple(flagged)


def _witnesses(
    one: DescribedSeries, described: Sequence[DescribedSeries], shown: Mapping[str, Series]
) -> list[Series]:
    return [shown[other.series.id] for other in described if bears_witness(other, one)]


def _without(series: Series, flags: Sequence[Flag]) -> Series:
    if not flags:
        return series
    kept = tuple(
        [v for v in series.values if not any(flag.start <= v.day <= flag.end for flag in flags)]
    )
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
            msgspec.structs.replace(v, flags=tuple(by_day[v.day])) if v.day in by_day else v
            for v in series.values
        ]
    )
    return msgspec.structs.replace(series, values=values, flags=ordered)
