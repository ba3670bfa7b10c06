"""Which days a claim may mean: the admissible windows, base days, and why."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.checking.measuring import is_flagged
from onrecord.checking.rules import rules
from onrecord.checking.wording import day, listed, stretch
from onrecord.record import Claim, TimeWindow
from onrecord.reference.types import Series, Value
from onrecord.text import compile_phrases, fold

_DAY_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_MONTHS = tuple(calendar.month_name[1:]) + tuple(calendar.month_abbr[1:])


@dataclass(frozen=True)
class Window:
    """A change's two levels: at the end of ``base`` and at the end of ``end``.

    ``is_later`` windows end after the report: they may confirm a claim, and not contradict it.
    """

    base: dt.date
    end: dt.date
    why: tuple[str, ...]
    is_later: bool = False

    @property
    def name(self) -> str:
        """The two days in words."""
        return stretch(self.base, self.end)


@dataclass(frozen=True)
class Anchor:
    """A base day that "since …" may mean, and why."""

    base: dt.date
    why: str


def windows(
    window: TimeWindow | None, text: str, published: dt.date | None, series: Sequence[Series] = ()
) -> tuple[Window, ...]:
    """The windows a claim about a change may mean; empty where its days are not resolved.

    A window that ends on the day of the report keeps its length and may end a day earlier ("in
    five days" in a morning edition) or later (a map that shows a day's events on the next); one
    with a fixed first day keeps that day; one with two printed dates may include its first day or
    not, and may be off by a day either way.
    """
    if window is None or window.start is None:
        return ()
    end = window.end or published
    if end is None or end < window.start:
        return ()
    if is_open_since(window, text):
        return _since_windows(window, text, end, series)
    base = window.start if _is_duration(window, text) else shifted(window.start, -1)
    if published is not None and end == published:
        return tuple(
            _shifted(base, end, -days, _ending(days), is_later=days < 0)
            for days in rules().shifts.to_publication
        )
    reasons = {0: "both days included", -1: "a day earlier", 1: "a day later"}
    found = [_shifted(base, end, days, reasons[days]) for days in rules().shifts.dated]
    if window.start < end:
        found.insert(1, Window(window.start, end, ("from the first day on",)))
    return tuple(found)


def anchors(window: TimeWindow, text: str, series: Sequence[Series]) -> tuple[Anchor, ...]:
    """The base days that "since …" may mean; empty where the words are not resolved.

    A month without a day ("since April") may mean its first day, the time after its turning point
    (the day after the largest fall in the series ended), its middle, or its end.
    """
    if window.start is None:
        return ()
    first = window.start.replace(day=1)
    if _is_middle(window, text):
        middle = first.replace(day=rules().since.mid_of)
        both = {window.start: "the first day meant", middle: f"the middle of {_month(first)}"}
        return tuple(Anchor(base, both[base]) for base in sorted(both))
    if not _is_month(window, text):
        before = shifted(window.start, -1)
        return (
            Anchor(window.start, "the first day meant"),
            Anchor(before, "its eve, so that the first day itself counts"),
        )
    following = shifted(first, 31).replace(day=1)
    month = _month(first)
    found = [Anchor(first, f"the first day of {month}")]
    turning = turning_day(series, first, following)
    if turning is not None:
        found.append(Anchor(turning, f"the first day after the largest fall of {month} ended"))
    found.append(Anchor(first.replace(day=rules().since.mid_of), f"the middle of {month}"))
    found.append(Anchor(following, f"the end of {month}"))
    unique = {anchor.base: anchor for anchor in reversed(found)}
    return tuple(unique[base] for base in sorted(unique))


def turning_day(series: Sequence[Series], first: dt.date, last: dt.date) -> dt.date | None:
    """The first day after the largest fall between two days: the (lower) middle over the series.

    A series takes no part where its fall is small, or where a flag speaks against it.
    """
    ends = sorted(end for one in series if (end := _fall_end(one, first, last)) is not None)
    return ends[(len(ends) - 1) // 2] if ends else None


def named(spans: Sequence[Window]) -> tuple[str, str]:
    """Several windows in words, and why they are admissible.

    >>> one = dt.date(2031, 5, 1)
    >>> named([Window(one, dt.date(2031, 5, 6), ("as printed",))])
    ('1 to 6 May 2031', 'as printed')
    """
    bases, ends = sorted({span.base for span in spans}), sorted({span.end for span in spans})
    if len(spans) > 2 and len(spans) == len(bases) * len(ends):
        first, last = (listed([day(one) for one in days], "or") for days in (bases, ends))
        title = f"from {first} to {last}"
    else:
        title = listed([span.name for span in spans], "or")
    places = max(len(span.why) for span in spans)
    reasons = [
        listed(list(dict.fromkeys(s.why[place] for s in spans if place < len(s.why))), "or")
        for place in range(places)
    ]
    return title, "; ".join(reasons)


def last_day(claim: Claim, published: dt.date | None) -> dt.date | None:
    """The day a claim about a state speaks of: its window's end, else the day of the report."""
    if claim.window is not None and (claim.window.end or claim.window.start):
        return claim.window.end or claim.window.start
    return published


def is_open_since(window: TimeWindow, text: str) -> bool:
    """Whether the words fix the first day and leave the last one open ("since April")."""
    words = window.span.of(text)
    return compile_phrases(rules().since.words).match(words.strip()) is not None


def shifted(date: dt.date, days: int) -> dt.date:
    """A day so many days later (earlier, where negative), held inside the calendar."""
    try:
        return date + dt.timedelta(days=days)
    except OverflowError:
        return date


def _since_windows(
    window: TimeWindow, text: str, end: dt.date, series: Sequence[Series]
) -> tuple[Window, ...]:
    found = []
    for anchor in anchors(window, text, series):
        for days in rules().shifts.to_publication:
            last = shifted(end, -days)
            if anchor.base < last:
                why = (anchor.why, _ending(days))
                found.append(Window(anchor.base, last, why, is_later=days < 0))
    return tuple(found)


def _shifted(base: dt.date, end: dt.date, days: int, why: str, *, is_later: bool = False) -> Window:
    return Window(shifted(base, days), shifted(end, days), (why,), is_later)


def _ending(days: int) -> str:
    return {
        0: "ending on the day of the report",
        1: "ending on the day before the report",
        -1: "ending on the day after the report, when a map may first show it",
    }.get(days, f"ending {days} days before the report")


def _is_duration(window: TimeWindow, text: str) -> bool:
    """Whether the words give a length ("in five days"): its first day is then the base itself."""
    return compile_phrases(rules().since.lengths).search(window.span.of(text)) is not None


def _is_middle(window: TimeWindow, text: str) -> bool:
    return compile_phrases(rules().since.middle).search(window.span.of(text)) is not None


def _month(day_: dt.date) -> str:
    return calendar.month_name[day_.month]


def _is_month(window: TimeWindow, text: str) -> bool:
    words = window.span.of(text)
    if window.start is None or _DAY_NUMBER.search(words):
        return False
    if compile_phrases(rules().since.start_of).search(words):
        return False
    names = {fold(name) for name in _MONTHS}
    return any(fold(word.strip(".,;:")) in names for word in words.split())


def _fall_end(series: Series, first: dt.date, last: dt.date) -> dt.date | None:
    """The day after the run of falls around the largest one; None where none stands out."""
    span = [value for value in series.values if first <= value.day < last]
    span = _with_eve(series, span)
    steps = [(a, b, a.value - b.value) for a, b in pairwise(span)]
    if not steps:
        return None
    largest = max(range(len(steps)), key=lambda index: steps[index][2])
    least = steps[largest][2] * rules().since.turning_run
    start = end = largest
    while start > 0 and steps[start - 1][2] > max(0.0, least):
        start -= 1
    while end + 1 < len(steps) and steps[end + 1][2] > max(0.0, least):
        end += 1
    top, bottom = steps[start][0], steps[end][1]
    fall = top.value - bottom.value
    if fall <= 0 or fall < rules().since.turning_share * top.value:
        return None
    if _is_doubtful(series, top, bottom):
        return None
    return shifted(bottom.day, 1)


def _with_eve(series: Series, span: list[Value]) -> list[Value]:
    before: Iterable[Value] = (
        value for value in reversed(series.values) if span and value.day < span[0].day
    )
    return [*([eve] if (eve := next(iter(before), None)) else []), *span]


def _is_doubtful(series: Series, top: Value, bottom: Value) -> bool:
    flagged = any(is_flagged(v) for v in series.values if top.day <= v.day <= bottom.day)
    against = series.flags_against(top.day, bottom.day)
    return flagged or any(not flag.informational for flag in against)
