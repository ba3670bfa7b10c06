"""A panel over time: reference data as curves and their spread, claims at their days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from onrecord.publishing import figures
from onrecord.publishing.charts.curve_shapes import curve_shape, key, labels, spread_band
from onrecord.publishing.charts.glyphs import DOWNWARD, UPWARD, standing_band, standing_claim
from onrecord.publishing.charts.layout import EDGE, LINE, WIDE, Drawn
from onrecord.publishing.charts.rows import MOST_NUMBERED, ClaimRow, Curve, Interval, Panel, hull
from onrecord.publishing.charts.scales import BOLD, Days, Scale, day_ticks, ticks, width_of, wrapped
from onrecord.publishing.charts.shapes import (
    XY,
    arrow_head,
    dot,
    half_of,
    line,
    numbered,
    numbers_of,
    text,
)
from onrecord.publishing.page.markup import Html

_LABELS = 178.0
_BEYOND = 30.0
_CLEAR = 9.0
_ASIDE = 17.0
_APART = 18.0


def time_panel(panel: Panel, width: float, top: float, hatch: str) -> Drawn:
    """Curves and claims of a panel over time, from ``top`` down."""
    days = sorted({*(row.day for row in _over_time(panel) if row.day), *_curve_days(panel.curves)})
    if not days:
        return Drawn((), 0.0)
    wide = width >= WIDE
    values = list(_values(panel))
    marks = ticks(_low(panel, values), max(values), 5)
    shapes: list[Html] = []
    at = top
    for heading in wrapped(_heading(panel, marks[0]), 13 * BOLD, width - 2 * EDGE):
        at += LINE
        shapes.append(text((EDGE, at), heading, "ch-panel"))
    plot_top, plot_bottom = at + 22, at + (282 if wide else 232)
    numbers = max(width_of(figures.number(mark), 12) for mark in marks)
    labelled = wide and bool(panel.curves)
    right = width - EDGE - (_LABELS if labelled else 16)
    y = Scale(marks[0], marks[-1], plot_bottom, plot_top)
    x = Days(days[0], days[-1], EDGE + numbers + 14, right - (26 if panel.rows else 6))
    shapes += _axes(x, y, marks, right)
    if panel.rows:
        shapes += spread_band(panel.curves, x, y, hatch)
    shapes += [curve_shape(curve, index, x, y) for index, curve in enumerate(panel.curves)]
    shapes += _claims(panel, x, y, hatch)
    at = plot_bottom + 24
    if labelled:
        shapes += labels(panel.curves, y, right, width - EDGE)
    else:
        keyed = key(panel.curves, width, at)
        shapes += keyed.shapes
        at += keyed.height
    return Drawn(tuple(shapes), at + 8 - top)


def _heading(panel: Panel, lowest: float) -> str:
    cut = " (the axis does not begin at 0)" if lowest > 0 else ""
    return f"{panel.over_time or panel.title}{cut}"


def _axes(x: Days, y: Scale, marks: Sequence[float], right: float) -> list[Html]:
    shapes = []
    for mark in marks:
        at = y.at(mark)
        shapes.append(line((x.start - 4, at), (right, at), "ch-zero" if mark == 0 else "ch-grid"))
        shapes.append(text((x.start - 8, at + 4), figures.number(mark), "ch-small", "end"))
    most = max(2, int((right - x.start) // 86))
    for day in day_ticks(x.first, x.last, most):
        at = x.at(day)
        shapes.append(line((at, y.start), (at, y.start + 5), "ch-zero"))
        half = width_of(f"{day}", 12) / 2
        middle = min(max(at, x.start - 10 + half), right + 10 - half)
        shapes.append(text((middle, y.start + 19), f"{day}", "ch-small", "middle"))
    return shapes


def _claims(panel: Panel, x: Days, y: Scale, hatch: str) -> list[Html]:
    rows = _over_time(panel)
    shapes = [] if panel.curves else _daily_spreads(rows, x, y, hatch)
    if panel.is_crowded:
        return [*shapes, *_points(rows, x, y)]
    marks: list[tuple[XY, list[ClaimRow]]] = []
    for same in _alike(rows):
        level = y.at(same[0].printed or same[0].allowed.low or same[0].allowed.high or 0.0)
        at = _free(x.at(same[0].day or x.first), level, [place for place, _ in marks])
        marks.append(((at, level), same))
    shapes += [standing_claim(same[0], at, y) for (at, _), same in marks]
    return [*shapes, *_numbers(marks, x.end + _BEYOND)]


def _numbers(marks: Sequence[tuple[XY, list[ClaimRow]]], end: float) -> list[Html]:
    """Each mark's numbers at its right, left or below: the first place that covers nothing."""
    taken = [(x, y, _CLEAR - 2) for (x, y), _ in marks]
    shapes = []
    for (x, y), same in marks:
        words = numbers_of([row.number for row in same])
        half = half_of(words)
        places = [(x + half + _CLEAR, y), (x - half - _CLEAR, y), (x, y + _APART)]
        free = [
            (at, level)
            for at, level in places
            if at + half <= end and not _covers(at, level, half, taken)
        ]
        at, level = (free or places)[0]
        taken.append((at, level, half))
        shapes.append(numbered((at, level), words))
    return shapes


def _covers(x: float, y: float, half: float, taken: Sequence[tuple[float, float, float]]) -> bool:
    return any(abs(x - a) < half + room and abs(y - b) < _APART - 2 for a, b, room in taken)


def _alike(rows: Sequence[ClaimRow]) -> list[list[ClaimRow]]:
    """Claims of one figure on one day together: they are one mark with several numbers."""
    found: dict[tuple[object, ...], list[ClaimRow]] = {}
    for row in rows:
        found.setdefault((row.day, row.printed, row.modifier, row.allowed), []).append(row)
    return list(found.values())


def _free(at: float, level: float, taken: Sequence[XY]) -> float:
    """The first place from ``at`` to the right where a mark and its number cover no other."""
    while any(abs(at - x) < 2 * _ASIDE and abs(level - y) < _APART for x, y in taken):
        at += _ASIDE
    return at


def _over_time(panel: Panel) -> list[ClaimRow]:
    """The rows with a day that count from the day that the curves count from."""
    return [row for row in panel.rows if row.day is not None and row.number not in panel.apart]


def _daily_spreads(rows: Sequence[ClaimRow], x: Days, y: Scale, hatch: str) -> list[Html]:
    """Behind a day's claims, all that the references say beside them under the drawn readings."""
    by_day: dict[dt.date, list[Interval]] = {}
    for row in rows:
        beside = row.drawn.spread if row.drawn else None
        if beside is not None and row.day is not None:
            by_day.setdefault(row.day, []).append(beside)
    width = 12 if len(by_day) <= MOST_NUMBERED else 3
    shapes = []
    for day, found in by_day.items():
        whole = hull(found) or Interval(None, None)
        shapes.append(standing_band(whole, x.at(day), y, width, hatch))
    return shapes


def _points(rows: Sequence[ClaimRow], x: Days, y: Scale) -> list[Html]:
    """One mark for each day, figure and direction, however many claims share them."""
    marks = dict.fromkeys(
        (round(x.at(row.day), 1), round(y.at(row.printed), 1), _direction(row))
        for row in rows
        if row.day is not None and row.printed is not None
    )
    return [
        dot((at, level), 2.6, "ch-many")
        if towards == "point"
        else arrow_head((at, level - 4 if towards == "up" else level + 4), towards, "ch-many", 8)
        for at, level, towards in marks
    ]


def _direction(row: ClaimRow) -> str:
    if row.modifier in UPWARD:
        return "up"
    return "down" if row.modifier in DOWNWARD else "point"


def _curve_days(curves: Sequence[Curve]) -> Iterable[dt.date]:
    return (point.day for curve in curves for point in curve.points)


def _values(panel: Panel) -> Iterable[float]:
    for row in _over_time(panel):
        found = [row.printed, row.allowed.low, row.allowed.high]
        if row.drawn is not None and row.drawn.spread is not None and not panel.curves:
            found += [row.drawn.spread.low, row.drawn.spread.high]
        yield from (value for value in found if value is not None)
    yield from (point.value for curve in panel.curves for point in curve.points)


def _low(panel: Panel, values: Sequence[float]) -> float:
    """Nothing, where claims or changes are shown; of levels alone, near the lowest."""
    low, high = min(values), max(values)
    if panel.rows or panel.since is not None or low < 0.5 * high:
        return min(0.0, low)
    return low - 0.1 * (high - low)
