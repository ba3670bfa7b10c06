"""Several places as one: "the Kherson and Mykolaiv regions"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.checking.wording import listed
from onrecord.reference.types import Flag, Region, Series, Value


class JointSeries(Series, frozen=True, kw_only=True):
    """The sum of one maker's series of several places, on the days on which all of them speak."""

    parts: tuple[Series, ...]


class JointRegion(Region, frozen=True, kw_only=True):
    """Several places as one; its area is known where each one's is."""

    parts: tuple[Region, ...]


def joint_region(regions: Sequence[Region]) -> JointRegion:
    """Several places as one."""
    areas = [one.area_km2 for one in regions]
    known = [area for area in areas if area is not None]
    return JointRegion(
        id="+".join(one.id for one in regions),
        name=listed([one.name for one in regions]),
        kind="region",
        area_km2=sum(known) if len(known) == len(areas) else None,
        parts=tuple(regions),
    )


def joined(series: Sequence[Sequence[Series]]) -> tuple[Series, ...]:
    """The sums of like series, one of each place: of one maker, holder, measure and rule of days.

    ``series`` holds those of each place. What a maker does not measure in every place has no sum.
    """
    first, *rest = series
    found: list[Series] = []
    for one in first:
        others = [_like(one, place) for place in rest]
        found += [_sum((one, *known))] if (known := [o for o in others if o]) == others else []
    return tuple(found)


def _like(one: Series, place: Sequence[Series]) -> Series | None:
    for other in place:
        same = (other.reference.name, other.holder, other.measure, other.between)
        if same == (one.reference.name, one.holder, one.measure, one.between):
            return other
    return None


def _sum(parts: tuple[Series, ...]) -> JointSeries:
    first = parts[0]
    days = sorted({value.day for one in parts for value in one.values})
    values = []
    for day in days:
        here = [one.at(day) for one in parts]
        known = [value for value in here if value is not None]
        if len(known) == len(parts):
            flags = tuple(dict.fromkeys(flag for value in known for flag in value.flags))
            values.append(
                Value(
                    day=day,
                    value=sum(v.value for v in known),
                    low=_total(v.low for v in known),
                    high=_total(v.high for v in known),
                    flags=flags,
                )
            )
    return JointSeries(
        reference=first.reference,
        id=" + ".join(one.id for one in parts),
        short_title=first.short_title,
        definition=" and ".join(dict.fromkeys(one.definition for one in parts)),
        holder=first.holder,
        place="+".join(one.place for one in parts),
        values=tuple(values),
        flags=_flags(parts),
        measure=first.measure,
        between=first.between,
        until=min(one.last_day for one in parts),
        base=first.base,
        without=tuple(dict.fromkeys(name for one in parts for name in one.without)),
        parts=parts,
    )


def _total(bounds: Iterable[float | None]) -> float | None:
    listed = list(bounds)
    known = [one for one in listed if one is not None]
    return sum(known) if len(known) == len(listed) else None


def _flags(parts: Sequence[Series]) -> tuple[Flag, ...]:
    return tuple(dict.fromkeys(flag for one in parts for flag in one.flags))
