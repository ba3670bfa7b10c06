"""Curves over time: the lines, what is marked on them, their spread and their names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from onrecord.publishing.charts.glyphs import diamond
from onrecord.publishing.charts.layout import EDGE, Drawn
from onrecord.publishing.charts.rows import Curve, Mark, Point
from onrecord.publishing.charts.scales import Days, Scale, apart, wrapped
from onrecord.publishing.charts.shapes import XY, arrow_head, cross, dot, path, text
from onrecord.publishing.page.markup import Html

_DAY = dt.timedelta(days=1)
_FURTHEST = 7
"""Values further apart than so many days are not joined: nothing is said of the days between."""


def curve_shape(curve: Curve, index: int, x: Days, y: Scale) -> Html:
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


def spread_band(curves: Sequence[Curve], x: Days, y: Scale, hatch: str) -> list[Html]:
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


def labels(curves: Sequence[Curve], y: Scale, right: float, edge: float) -> list[Html]:
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


def key(curves: Sequence[Curve], width: float, top: float) -> Drawn:
    """The curves' names below the panel, where there is no room beside it."""
    shapes: list[Html] = []
    at = top
    for index, curve in enumerate(curves):
        own = curve.standing == "own"
        classes = f"{'ch-curve-own' if own else 'ch-curve'} ch-dash-{index % 6}"
        shapes.append(path([(EDGE, at + 10), (EDGE + 30, at + 10)], classes))
        title = curve.title + (", a party's own" if own else "")
        for words in wrapped(title, 12, width - 2 * EDGE - 38):
            shapes.append(text((EDGE + 38, at + 14), words, "ch-small"))
            at += 16
    return Drawn(tuple(shapes), at - top)
