"""Parts of a place: how much of what was held was given up, how much of the place is held."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from onrecord.checking.measuring import Measured, change, level
from onrecord.checking.rows import Worked
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
        return inner.share_of(inner.base if of_base else f"{whole!r}")

    value = 100 * found.value / whole
    arithmetic = f"{number(found.value)} / {number(whole, 'km2')} = {number(value, 'percent')}"
    return replace(
        found,
        definition=f"{found.definition}, {name}",
        value=value,
        unit="percent",
        words=f"{found.words}; {arithmetic} {name}",
        worked=worked,
    )


def _value_on(series: Series, day: dt.date) -> float:
    found = series.at(day)
    return found.value if found is not None else 0.0
