"""A panel over time: reference data as curves and their spread, claims at their days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from onrecord.publishing import figures
from onrecord.publishing.charts.glyphs import (
    DOWNWARD,
    UPWARD,
    diamond,
    standing_band,
    standing_claim,
)
from onrecord.publishing.charts.row_panel import WIDE, Drawn
from onrecord.publishing.charts.rows import (
    MOST_NUMBERED,
    ClaimRow,
    Curve,
    Interval,
    Mark,
    Panel,
    Point,
    hull,
)
from onrecord.publishing.charts.scales import (
    BOLD,
    Days,
    Scale,
    apart,
    day_ticks,
    ticks,
    width_of,
    wrapped,
)
from onrecord.publishing.charts.shapes import (
    XY,
    arrow_head,
    cross,
    dot,
    line,
    numbered,
    path,
    text,
)
from onrecord.publishing.page.markup import Html

_EDGE = 12.0
_LINE = 17.0
_LABELS = 178.0
_DAY = dt.timedelta(days=1)
_FURTHEST = 7
"""Values further apart than so many days are not joined: nothing is said of the days between."""


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
    for heading in wrapped(_heading(panel, marks[0]), 13 * BOLD, width - 2 * _EDGE):
        at += _LINE
        shapes.append(text((_EDGE, at), heading, "ch-panel"))
    plot_top, plot_bottom = at + 22, at + (282 if wide else 232)
    numbers = max(width_of(figures.number(mark), 12) for mark in marks)
    labelled = wide and bool(panel.curves)
    right = width - _EDGE - (_LABELS if labelled else 16)
    y = Scale(marks[0], marks[-1], plot_bottom, plot_top)
    x = Days(days[0], days[-1], _EDGE + numbers + 14, right - (26 if panel.rows else 6))
    shapes += _axes(x, y, marks, right)
    if panel.rows:
        shapes += _spread_band(panel.curves, x, y, hatch)
    shapes += [_curve(curve, index, x, y) for index, curve in enumerate(panel.curves)]
    shapes += _claims(panel, x, y, hatch)
    at = plot_bottom + 24
    if labelled:
        shapes += _labels(panel.curves, y, right, width - _EDGE)
    else:
        keyed = _key(panel.curves, width, at)
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


def _curve(curve: Curve, index: int, x: Days, y: Scale) -> Html:
    """The deciding values joined, each flagged or old value as a mark of its own."""
    own = curve.standing == "own"
    classes = f"{'ch-curve-own' if own else 'ch-curve'} ch-dash-{index % 6}"
    shapes: list[Html] = []
    for run in _runs(curve):
        drawn = _stepped(run, x, y) if curve.stepwise else [_xy(p, x, y) for p in run]
        shapes.append(path(drawn, classes) if len(drawn) > 1 else dot(drawn[0], 2, "ch-shown"))
    barred = [point for point in curve.points if not point.decides and not own]
    shapes += [cross(_xy(point, x, y), 3.2, "ch-shown") for point in _thinned(barred, x, y)]
    if own and curve.points:
        shapes.append(diamond(_xy(curve.points[-1], x, y)))
    barred_days = {point.day for point in barred}
    shapes += [
        _finding(mark, curve, x, y)
        for mark in curve.marks
        if mark.bars and not barred_days & {mark.start, mark.end}
    ]
    return Html("".join(shapes))


def _finding(mark: Mark, curve: Curve, x: Days, y: Scale) -> Html:
    """A small open triangle above the value at which a rule's finding begins."""
    value = next((p.value for p in curve.points if p.day >= mark.start), curve.points[-1].value)
    return arrow_head((x.at(mark.start), y.at(value) - 5), "down", "ch-mark", 8)


def _runs(curve: Curve) -> list[list[Point]]:
    """The points in stretches that may be joined; a party's own curve is joined as it is."""
    own = curve.standing == "own"
    runs: list[list[Point]] = []
    broken = True
    for point in curve.points:
        if not (point.decides or own):
            broken = broken or curve.stepwise
            continue
        near = runs and (point.day - runs[-1][-1].day).days <= _FURTHEST
        if not broken and (near or curve.stepwise):
            runs[-1].append(point)
        else:
            runs.append([point])
        broken = False
    return runs


def _stepped(run: list[Point], x: Days, y: Scale) -> list[XY]:
    drawn: list[XY] = []
    for point in run:
        at = _xy(point, x, y)
        if drawn:
            drawn.append((at[0], drawn[-1][1]))
        drawn.append(at)
    return drawn


def _xy(point: Point, x: Days, y: Scale) -> XY:
    return x.at(point.day), y.at(point.value)


def _thinned(points: Iterable[Point], x: Days, y: Scale) -> list[Point]:
    """One point for each few pixels: marks on one another say no more than one."""
    kept = {(round(x.at(p.day) / 4), round(y.at(p.value) / 4)): p for p in points}
    return list(kept.values())


def _spread_band(curves: Sequence[Curve], x: Days, y: Scale, hatch: str) -> list[Html]:
    """From the least to the most that the deciding curves say on each day at least two speak of."""
    by_day: dict[dt.date, list[float]] = {}
    for curve in curves:
        if curve.standing == "decides":
            for point in _each_day(curve, x):
                by_day.setdefault(point.day, []).append(point.value)
    shapes: list[Html] = []
    run: list[dt.date] = []
    for day in [*sorted(day for day, found in by_day.items() if len(found) > 1), dt.date.max]:
        if run and day - run[-1] > _DAY:
            if len(run) > 1:
                upper = [(x.at(one), y.at(max(by_day[one]))) for one in run]
                lower = [(x.at(one), y.at(min(by_day[one]))) for one in reversed(run)]
                shapes.append(path([*upper, *lower], "ch-band", closed=True, fill=hatch))
            run = []
        run.append(day)
    return shapes


def _each_day(curve: Curve, x: Days) -> Iterable[Point]:
    """The deciding points of the days shown: of a stepwise curve, those of its own days."""
    return (
        point
        for point in curve.points
        if point.decides and not point.carried and x.first <= point.day <= x.last
    )


def _claims(panel: Panel, x: Days, y: Scale, hatch: str) -> list[Html]:
    rows = _over_time(panel)
    shapes = [] if panel.curves else _daily_spreads(rows, x, y, hatch)
    if panel.is_crowded:
        return [*shapes, *_points(rows, x, y)]
    same_day: dict[dt.date | None, int] = {}
    for row in rows:
        place = same_day[row.day] = same_day.get(row.day, -1) + 1
        at = x.at(row.day or x.first) + (place * 30 if x.end - x.start > 200 else place * 22)
        at = min(at, x.end + 8)
        shapes.append(standing_claim(row, at, y))
        middle = row.allowed if row.printed is None else Interval(row.printed, row.printed)
        level = y.at(middle.low if middle.low is not None else middle.high or 0.0)
        side = 17 if at + 28 <= x.end + 30 else -17
        shapes.append(numbered((at + side, level), row.number))
    return shapes


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


def _labels(curves: Sequence[Curve], y: Scale, right: float, edge: float) -> list[Html]:
    """Each curve's name at the right, in the order and near the height of their last values."""
    named = [(curve, index) for index, curve in enumerate(curves) if curve.points]
    levels = [y.at(curve.points[-1].value) for curve, _ in named]
    spaced = apart(levels, 32, y.end + 6, y.start - 6)
    shapes = []
    for (curve, index), at in zip(named, spaced, strict=True):
        own = curve.standing == "own"
        classes = f"{'ch-curve-own' if own else 'ch-curve'} ch-dash-{index % 6}"
        shapes.append(path([(right + 8, at), (right + 30, at)], classes))
        title = curve.title + (", a party's own" if own else "")
        for number, words in enumerate(wrapped(title, 12, edge - right - 34, most=3)):
            shapes.append(text((right + 34, at + 4 + number * 14), words, "ch-small"))
    return shapes


def _key(curves: Sequence[Curve], width: float, top: float) -> Drawn:
    """The curves' names below the panel, where there is no room beside it."""
    shapes: list[Html] = []
    at = top
    for index, curve in enumerate(curves):
        own = curve.standing == "own"
        classes = f"{'ch-curve-own' if own else 'ch-curve'} ch-dash-{index % 6}"
        shapes.append(path([(_EDGE, at + 10), (_EDGE + 30, at + 10)], classes))
        title = curve.title + (", a party's own" if own else "")
        for words in wrapped(title, 12, width - 2 * _EDGE - 38):
            shapes.append(text((_EDGE + 38, at + 14), words, "ch-small"))
            at += 16
    return Drawn(tuple(shapes), at - top)


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
