"""A picture in words: what a screen reader is told, and what stands in the table."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.publishing import figures
from onrecord.publishing.charts.legend import notes
from onrecord.publishing.charts.rows import Beside, ClaimRow, Curve, Interval, Meaning, Timeline
from onrecord.record import Unit


def told(interval: Interval | None, unit: Unit) -> str:
    """An interval in words; empty where there is none.

    >>> told(Interval(5191.6, 6276.1), "km2"), told(Interval(1087, None), "items")
    ('5,192 to 6,276 km²', 'at least 1,087')
    """
    if interval is None:
        return ""
    low, high = interval.low, interval.high
    if low is not None and high is not None and figures.number(low) == figures.number(high):
        return figures.amount(None, low, None, unit)
    return figures.amount(low, None, high, unit)


def shown_only(meaning: Meaning | None, unit: Unit) -> str:
    """The figures of a reading that decide nothing, each with why."""
    found = [one for one in meaning.figures if one.standing != "decides"] if meaning else []
    return "; ".join(dict.fromkeys(_shown(one, unit) for one in found))


def beside(row: ClaimRow) -> str:
    """What the references say under the reading that is drawn."""
    if row.drawn is None:
        return "no reference speaks of it"
    return told(row.drawn.spread, row.unit) or "no reference decides"


def row_words(row: ClaimRow) -> str:
    """One claim and what stands beside it, as a sentence or two."""
    when = f" ({row.since})" if row.since else ""
    parts = [f"{row.number}. {row.day or 'no date'}, {row.speaker}: {row.said}{when}."]
    if row.drawn is not None:
        parts.append(f"References: {beside(row)}.")
    if row.others is not None:
        parts.append(f"Other readings: {told(row.others, row.unit)}.")
    if verdict := "; ".join((*row.notes, row.verdict)).strip("; "):
        parts.append(f"{verdict[0].upper()}{verdict[1:]}.")
    return " ".join(parts)


def curve_words(curve: Curve, unit: Unit) -> str:
    """A curve's first, last, least and greatest value, and how many are flagged."""
    if not curve.points:
        return f"{curve.title}: no value."
    first, last = curve.points[0], curve.points[-1]
    least = min(curve.points, key=lambda point: point.value)
    most = max(curve.points, key=lambda point: point.value)
    parts = [f"{figures.amount(None, p.value, None, unit)} on {p.day}" for p in (first, last)]
    barred = sum(not point.decides for point in curve.points)
    flagged = f"; {barred} values decide nothing" if barred else ""
    own = "; a party's own series" if curve.standing == "own" else ""
    return (
        f"{curve.title}: {' to '.join(parts)}; least {figures.number(least.value)} on {least.day}, "
        f"most {figures.number(most.value)} on {most.day}{flagged}{own}."
    )


def described(chart: Timeline) -> str:
    """The whole picture in words: each claim, or of many how many; the curves; what is left out."""
    return " ".join(_described(chart)) or "Nothing to draw."


def _described(chart: Timeline) -> Iterator[str]:
    for panel in chart.panels:
        yield f"{panel.title}."
        if panel.is_crowded:
            printed = [row.printed for row in panel.rows if row.printed is not None]
            if printed:
                span = told(Interval(min(printed), max(printed)), panel.unit)
                yield f"{len(panel.rows):,} claims of {span}; the table has each."
        else:
            yield from map(row_words, panel.rows)
        if panel.over_time:
            yield f"{panel.over_time}."
        yield from (curve_words(curve, panel.unit) for curve in panel.curves)
    yield from notes(chart)


def _shown(one: Beside, unit: Unit) -> str:
    amount = figures.amount(None, one.value, None, unit)
    why = "a party's own figure" if one.standing == "own" else one.remark or "does not decide"
    return f"{one.title} {amount} ({why})"
