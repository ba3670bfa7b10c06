"""Claims that one stretch of territory is more than another: "in five days … since April"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.checking.case import Case
from onrecord.checking.days import Anchor, Window, anchors, windows
from onrecord.checking.finding import over_windows
from onrecord.checking.judging import Outcome, Weighed, against_figure, shown
from onrecord.checking.measuring import Measured, change, extent, gross_gain, net_gain
from onrecord.checking.rules import rules
from onrecord.checking.wording import day
from onrecord.record import Comparison
from onrecord.reference.types import Series


@dataclass(frozen=True)
class Sides:
    """The series of both sides of a comparison, and which way a gain moves them."""

    left: tuple[tuple[Series, int], ...]
    right: tuple[tuple[Series, int], ...]
    role: str


def compared(
    case: Case, comparison: Comparison, sides: Sides, last: dt.date
) -> tuple[Weighed, ...]:
    """The readings of a comparison without a figure of its own."""
    held = [one for one, _ in sides.right]
    spans = windows(case.claim.window, case.document.text, case.published, held)
    other = comparison.other
    if not spans or other.window is None:
        return ()
    bases = anchors(other.window, case.document.text, held)
    until = other.window.end or last
    found: list[Weighed] = []
    if other.measure in (None, "held", "gained", "lost"):
        sign = -1 if other.measure == "lost" else 1
        for base in bases:
            found += _net(comparison, sides, (base, until, sign), spans)
            found += _gross(case, comparison, sides, base, spans)
    if other.measure in (None, "held"):
        found += _held(comparison, sides, (bases[:1], until), spans)
    return tuple(found)


def _net(
    comparison: Comparison,
    sides: Sides,
    since: tuple[Anchor, dt.date, int],
    spans: Sequence[Window],
) -> list[Weighed]:
    base, until, sign = since
    name = f"net {'gain' if sign > 0 else 'loss'} since {day(base.base)}"
    rights = {
        series.id: net_gain(series, base.base, until, way * sign) for series, way in sides.right
    }
    why = f"{base.why}; what was held at most in that time, less what was held at its start"
    return _merged(name, why, comparison, sides, rights, spans)


def _gross(
    case: Case, comparison: Comparison, sides: Sides, base: Anchor, spans: Sequence[Window]
) -> list[Weighed]:
    rights: dict[str, tuple[Measured, ...]] = {}
    first = min(span.base for span in spans)
    for series, way in sides.right:
        if way < 0:
            continue
        kin = [
            one
            for measure in ("ever_gained", "gained")
            for one in case.library.series
            if one.measure == measure
            and one.reference.name == series.reference.name
            and (one.holder, one.place) == (series.holder, series.place)
        ]
        closest = _closest(kin, base.base)
        figures = tuple(m for one in closest for m in gross_gain(one, base.base, first))
        if figures:
            rights[series.id] = figures
    if not rights:
        return []
    name = f"gross gain since {day(base.base)}"
    why = f"{base.why}; all that was newly taken in that time, without what was lost meanwhile"
    return _merged(name, why, comparison, sides, rights, spans)


def _held(
    comparison: Comparison,
    sides: Sides,
    since: tuple[Sequence[Anchor], dt.date],
    spans: Sequence[Window],
) -> list[Weighed]:
    bases, until = since
    if not bases:
        return []
    base = bases[0].base
    rights = {series.id: extent(series, base, until) for series, way in sides.right if way > 0}
    name = f"all that was held since {day(base)}"
    why = "the words taken literally: not what was newly gained, but everything held on those days"
    return _merged(name, why, comparison, sides, rights, spans)


def _closest(kin: list[Series], base: dt.date) -> list[Series]:
    """Series of window gains, and of those with a base day of their own the nearest one."""
    based = [one for one in kin if one.base is not None]
    nearest = min(
        based, key=lambda one: (abs((one.base or base) - base), one.base or base), default=None
    )
    return [*([nearest] if nearest else []), *(one for one in kin if one.base is None)]


def _merged(
    name: str,
    why: str,
    comparison: Comparison,
    sides: Sides,
    rights: dict[str, tuple[Measured, ...]],
    spans: Sequence[Window],
) -> list[Weighed]:
    def outcomes(span: Window) -> list[Outcome]:
        return _pairs(comparison, sides, rights, span)

    return list(over_windows(f"{name}; {sides.role}", why, spans, outcomes))


def _pairs(
    comparison: Comparison,
    sides: Sides,
    rights: dict[str, tuple[Measured, ...]],
    span: Window,
) -> list[Outcome]:
    slack = rules().allowances["km2"].about
    found: list[Outcome] = []
    for series, sign in sides.left:
        lefts = change(series, span.base, span.end, sign, sides.role)
        others = rights.get(series.id, ())
        found += [
            against_figure(left, right, comparison.relation, slack)
            for right in others
            for left in lefts
        ]
        if not others:
            found += [shown(left) for left in lefts]
    return found
