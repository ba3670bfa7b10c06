"""A reading's figures in few lines: one for each thing measured, over all references."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from onrecord.publishing import figures
from onrecord.publishing.view import FigureView, SummaryView
from onrecord.publishing.wording import BESIDE, MEASURE_WORDS
from onrecord.record import Figure

_DAYS_OLD = re.compile(r"its last state was \d+ days? old.*$")
_DAYS_OF_FLAG = re.compile(r"[\s:]*\d.*$")


def summarised(pairs: Iterable[tuple[Figure, FigureView]]) -> tuple[SummaryView, ...]:
    """One line for each measure and unit, those that decide first.

    Each gives the range over its references, the days they span, and by name the rules that
    flagged a value.
    """
    groups: dict[tuple[bool, str, str], list[tuple[Figure, FigureView]]] = {}
    for figure, view in pairs:
        groups.setdefault((not figure.decides, view.measure, figure.unit), []).append(
            (figure, view)
        )
    first = [key for key in groups if not key[0]]
    last = [key for key in groups if key[0]]
    return tuple(_summary(groups[key]) for key in first + last)


def _summary(group: list[tuple[Figure, FigureView]]) -> SummaryView:
    found = [figure for figure, _ in group]
    views = [view for _, view in group]
    kinds = dict.fromkeys(
        _DAYS_OF_FLAG.sub("", flag) for view in views for flag in view.flags.split(", ") if flag
    )
    moved = _before_and_after(found) if views[0].measure == MEASURE_WORDS["level"] else ""
    return SummaryView(
        measure="held before → held after" if moved else views[0].measure,
        amount=moved or _holders(found) or (views[0].amount if len(group) == 1 else _range(found)),
        period=views[0].period if len(group) == 1 else _days(found),
        references=_references(views),
        flags=", ".join(kinds),
        decides=found[0].decides,
        why="" if found[0].decides else _reasons(views),
    )


def _reasons(views: list[FigureView]) -> str:
    """The kinds of reasons, without their days and sizes."""
    reasons = (part.split(":")[0].strip() for view in views for part in view.why.split("; "))
    kinds = dict.fromkeys(_DAYS_OLD.sub("its last state was too old", one) for one in reasons)
    named = [one for one in kinds if one and one != "flagged"]
    return "; ".join([one for one in named if one != BESIDE] or named)


def _before_and_after(found: list[Figure]) -> str:
    """The values of one reference before and on its last day: "10,017 → 1,995 km²"; else nothing.

    Only where the values before lie nearer to one another than to the last one.
    """
    dated = [(one.as_of, one.value) for one in found if one.as_of and one.value is not None]
    if len(dated) != len(found) or len({figure.reference for figure in found}) != 1:
        return ""
    last = max(day for day, _ in dated)
    before = [value for day, value in dated if day < last]
    after = {value for day, value in dated if day == last}
    if not before or len(after) != 1:
        return ""
    end = after.pop()
    if max(before) - min(before) >= min(abs(value - end) for value in before):
        return ""
    start = " to ".join(dict.fromkeys(map(figures.number, (min(before), max(before)))))
    return f"{start} → {figures.amount(None, end, None, found[0].unit)}"


def _holders(found: list[Figure]) -> str:
    """Who held a place, in the order of days, each change once: "Norland → Sudmark"."""
    dated = sorted((one.as_of or dt.date.min, one.holder) for one in found if one.holder)
    told = [holder for _, holder in dated]
    changes = [one for index, one in enumerate(told) if index == 0 or one != told[index - 1]]
    return " → ".join(changes)


def _references(views: list[FigureView]) -> str:
    notes = sorted({view.note for view in views})
    if len(notes) == 1:
        return f"{views[0].reference} [{notes[0]}]"
    return f"{len(notes)} references [{', '.join(map(str, notes))}]"


def _range(found: list[Figure]) -> str:
    """The least and the most of the values; of a figure without one, its bounds."""
    points: list[float] = []
    for figure in found:
        bounds = (figure.low, figure.high) if figure.value is None else (figure.value,)
        points += [bound for bound in bounds if bound is not None]
    if not points:
        return "no figure"
    amount = figures.amount(min(points), None, max(points), found[0].unit)
    return amount + _around(found)


def _around(found: list[Figure]) -> str:
    """In brackets, least and most of what the references leave open around their values."""
    bounds = [(one.low, one.high) for one in found if one.value is not None]
    lows = [low for low, _ in bounds if low is not None]
    highs = [high for _, high in bounds if high is not None]
    if not bounds or len(lows) < len(found) or len(highs) < len(found) or lows == highs:
        return ""
    return f" ({figures.number(min(lows))} to {figures.number(max(highs))})"


def _days(found: list[Figure]) -> str:
    days: list[dt.date] = []
    for figure in found:
        days += figure.window or ()
        days += [figure.as_of] if figure.as_of else []
    return figures.period(min(days), max(days)) if days else "no day stated"
