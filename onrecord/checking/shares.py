"""Parts of a place: how much of what was held was given up, how much of the place is held."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from onrecord.checking.measuring import Measured, change, least_of, level, most_of
from onrecord.checking.rows import Rows, Worked
from onrecord.checking.wording import number
from onrecord.reference.types import Series


def part_of_held(series: Series, base: dt.date, end: dt.date, role: str) -> tuple[Measured, ...]:
    """The part of what was held at ``base`` that was given up by ``end``, in per cent."""
    return tuple(
        share
        for fall in change(series, base, end, -1, role)
        if (
            share := _of(
                fall, _value_on(series, fall.days[0]), "of what was held before", of_base=True
            )
        )
    )


def _line_shares(found: Measured) -> tuple[float, float] | None:
    """The share given up of what was held, with the line of both days moved alike."""
    if found.series is None or not found.by_line:
        return None
    first, last = (found.series.at(day) for day in found.days)
    if first is None or last is None:
        return None
    ways = ((first.low, last.low), (first.value, last.value), (first.high, last.high))
    shares = [100 * (a - b) / a for a, b in ways if a and b is not None]
    return (min(shares), max(shares))


def part_of_area(
    series: Series, base: dt.date, end: dt.date, area: float, role: str, sign: int = -1
) -> tuple[Measured, ...]:
    """The part of a place's whole area that changed hands, in per cent of the area."""
    return tuple(
        share
        for found in change(series, base, end, sign, role)
        if (share := _of(found, area, "of the whole area"))
    )


def held_of_area(series: Series, day: dt.date, area: float) -> tuple[Measured, ...]:
    """The part of a place's whole area that is held on a day, in per cent of the area."""
    return tuple(
        share for found in level(series, day) if (share := _of(found, area, "of the whole area"))
    )


def _of(found: Measured, whole: float, name: str, *, of_base: bool = False) -> Measured | None:
    """``found`` as a share of a whole: of what its change is measured from, or of a number."""
    if whole <= 0:
        return None

    def worked() -> Worked:
        inner = found.worked() if found.worked else Worked((), f"{found.value!r}")
        if of_base and found.by_line:
            return _line_worked(found)
        return inner.share_of(inner.base if of_base else f"{whole!r}")

    value = 100 * found.value / whole
    bounds = found.bounds and (100 * found.bounds[0] / whole, 100 * found.bounds[1] / whole)
    arithmetic = f"{number(found.value)} / {number(whole, 'km2')} = {number(value, 'percent')}"
    return replace(
        found,
        definition=f"{found.definition}, {name}",
        value=value,
        bounds=_line_shares(found) if of_base and found.by_line else bounds,
        unit="percent",
        words=f"{found.words}; {arithmetic} {name}",
        worked=worked,
    )


def _line_worked(found: Measured) -> Worked:
    rows, series = Rows(), found.series
    first, last = (series.at(day) for day in found.days) if series else (None, None)
    if series is None or first is None or last is None:
        return Worked((), f"{found.value!r}")
    pairs = [
        (rows.of(series, first), rows.of(series, last)),
        (rows.moved(series, first, "low"), rows.moved(series, last, "low")),
        (rows.moved(series, first, "high"), rows.moved(series, last, "high")),
    ]
    shares = [f"100 * ({a} - {b}) / {a}" for a, b in pairs]
    return rows.worked(shares[0], least_of(shares), most_of(shares), base=pairs[0][0])


def _value_on(series: Series, day: dt.date) -> float:
    found = series.at(day)
    return found.value if found is not None else 0.0
