"""Reference data over time beside the claims that share a first day, or that speak of a level."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from onrecord.checking.measuring import change, level
from onrecord.publishing.charts.rows import Beside, ClaimRow, Curve, Panel, Point, Timeline
from onrecord.publishing.charts.series import count_curve, flag_words, standing_of, title_of
from onrecord.publishing.cleaning import one_line
from onrecord.reference import Ledger, Library, Series

_DAY = dt.timedelta(days=1)
_HELD = "Area held, by reference, km²"
_LONGEST = 1200
"""Days beyond which no curve is drawn beside claims: the claims would stand in one corner."""


def curves_of(
    chart: Timeline, library: Library, parties: Mapping[str, str] | None = None
) -> Timeline:
    """The same timeline with the references' curves beside claims of area.

    Drawn are the series that the drawn readings used: how far each moved since the first day
    that most claims share, or the level they speak of, day by day and by the arithmetic of the
    checks. Beside claims of a total, it is the count so far. Claims that count from another day
    keep their rows alone. ``parties`` are the names of parties by their ids.
    """
    panels = (_with_curves(panel, library, parties or {}) for panel in chart.panels)
    return replace(chart, panels=tuple(panels))


def _with_curves(panel: Panel, library: Library, parties: Mapping[str, str]) -> Panel:
    if panel.measured == "counted":
        return _with_counts(panel, library, parties)
    if panel.unit != "km2" or panel.measured not in ("moved", "held"):
        return panel
    held = panel.measured == "held"
    since = None if held else _shared_start(panel)
    sharing = [row for row in panel.rows if row.day and (held or _start(row) == since)]
    days = {row.day for row in sharing if row.day}
    if len(days) < 2 or (since is None and not held):
        return panel
    first = min(days) if since is None else since
    last = max(days)
    if (last - first).days > _LONGEST:
        return panel
    used = {(one.reference, _counted(one)): one for row in sharing for one in _figures(row)}
    curves = [
        curve
        for series in library.series
        if (figure := used.get((series.reference.name, one_line(series.definition)))) is not None
        and (curve := _moving(series, figure, since, first, last)) is not None
    ]
    if not curves:
        return panel
    apart = frozenset(row.number for row in panel.rows) - {row.number for row in sharing}
    if panel.is_crowded and apart:
        return panel
    roles = Counter(figure.definition.rpartition("; ")[2] for figure in used.values())
    moved = roles.most_common(1)[0][0] if roles else "moved"
    heading = f"Area {moved} since {since}, by reference, km²" if since else _HELD
    return replace(panel, curves=tuple(curves), since=since, over_time=heading, apart=apart)


def _with_counts(panel: Panel, library: Library, parties: Mapping[str, str]) -> Panel:
    """Cumulative counts beside claims of a total; claims about a window keep their rows alone."""
    asked: dict[str, dict[dt.date, float]] = {}
    sharing = set()
    for row in panel.rows:
        for one in _figures(row):
            if row.day and one.days and one.days[0] == one.days[1] and one.value is not None:
                asked.setdefault(one.reference, {})[one.days[1]] = one.value
                sharing.add(row)
    days = {row.day for row in sharing if row.day}
    apart = frozenset(row.number for row in panel.rows if row not in sharing)
    if len(days) < 2 or (panel.is_crowded and apart):
        return panel
    curves = [
        replace(curve, marks=())
        for ledger in library.ledgers
        if (entry := _entry_of(ledger, asked.get(ledger.reference.name, {}))) is not None
        for curve in _between(
            count_curve(ledger, *entry, parties.get(entry[0], "")), min(days), max(days)
        )
    ]
    if not curves:
        return panel
    return replace(panel, curves=tuple(curves), over_time=_counted_title(panel), apart=apart)


def _counted_title(panel: Panel) -> str:
    about = panel.rows[0].about
    counted = "counted so far, by reference"
    words = f"{about}: {counted}" if about else counted
    return words[:1].upper() + words[1:]


def _entry_of(ledger: Ledger, asked: Mapping[dt.date, float]) -> tuple[str, str] | None:
    """The one party and item whose totals are the figures asked for; None if not just one's are."""
    if len(asked) < 2:
        return None
    found = {
        (of, item)
        for of, item in {(one.party, one.item) for one in ledger.counts}
        if all(
            (count := ledger.at(day, of, item)) is not None and count.count == value
            for day, value in asked.items()
        )
    }
    return found.pop() if len(found) == 1 else None


def _between(curve: Curve, first: dt.date, last: dt.date) -> Iterator[Curve]:
    """A stepwise curve from one day to another, beginning with what held on the first."""
    before = [point for point in curve.points if point.day <= first][-1:]
    points = [replace(point, day=first) for point in before]
    points += [point for point in curve.points if first < point.day <= last]
    if points:
        yield replace(curve, points=(*points, replace(points[-1], day=last)))


def _figures(row: ClaimRow) -> Iterator[Beside]:
    yield from row.drawn.figures if row.drawn else ()


def _counted(figure: Beside) -> str:
    """What the series counts: a figure's definition without what was taken of it."""
    return figure.definition.rpartition("; ")[0]


def _start(row: ClaimRow) -> dt.date | None:
    """The day that the drawn reading counts from: the claim's first, else the commonest."""
    days = Counter(figure.days[0] for figure in _figures(row) if figure.days)
    if row.first in days:
        return row.first
    return min(days, key=lambda day: (-days[day], day)) if days else None


def _shared_start(panel: Panel) -> dt.date | None:
    found = Counter(start for row in panel.rows if (start := _start(row)) is not None)
    return min(found, key=lambda day: (-found[day], day)) if found else None


def _moving(
    series: Series, figure: Beside, since: dt.date | None, first: dt.date, last: dt.date
) -> Curve | None:
    """A series from ``first`` to ``last``, as the change since a day or as a level."""
    if since is not None and (sign := _sign(series, figure)) is None:
        return None
    points: list[Point] = [] if since is None else [Point(since, 0.0)]
    day = first if since is None else first + _DAY
    while day <= last:
        found = (
            level(series, day) if since is None else change(series, since, day, sign or 1, "moved")
        )
        stepwise = series.between == "last_state"
        if found and (stepwise or not points or found[0].days[1] > points[-1].day):
            flags = tuple(dict.fromkeys(flag_words(flag) for flag in found[0].flags))
            at = day if stepwise else found[0].days[1]
            carried = found[0].days[1] < day
            points.append(Point(at, found[0].value, flags, found[0].decides, carried))
        day += _DAY
    if len(points) < 2:
        return None
    return Curve(
        reference=series.reference.name,
        title=title_of(series),
        definition=one_line(series.definition),
        standing=standing_of(series.reference),
        stepwise=series.between == "last_state",
        points=tuple(points),
    )


def _sign(series: Series, figure: Beside) -> int | None:
    """Which way the check counted the series' moves, by its own figure done again."""
    if figure.days is None or figure.value is None:
        return None
    for sign in (1, -1):
        for found in change(series, *figure.days, sign, "moved"):
            if math.isclose(found.value, figure.value, abs_tol=0.1):
                return sign
    return None
