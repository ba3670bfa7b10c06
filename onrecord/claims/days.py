"""Days that words name, counted from the day of publication and from nothing else."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import NamedTuple


class Days(NamedTuple):
    """First and last day meant, both included; None is open."""

    start: dt.date | None
    end: dt.date | None


DAY = dt.timedelta(days=1)


def weekday_before(published: dt.date, weekday: int) -> dt.date:
    """The most recent such weekday (Monday is 0), the day of publication included.

    >>> weekday_before(dt.date(2024, 3, 14), 1)
    datetime.date(2024, 3, 12)
    """
    return published - dt.timedelta(days=(published.weekday() - weekday) % 7)


def month_of(published: dt.date, month: int, *, past: bool) -> Days:
    """The most recent such month; the running one counts unless ``past``.

    >>> month_of(dt.date(2022, 9, 12), 4, past=False).start
    datetime.date(2022, 4, 1)
    """
    running = month == published.month
    year = published.year - (month > published.month or (running and past))
    return whole_month(year, month)


def whole_month(year: int, month: int) -> Days:
    """All days of a month."""
    last = calendar.monthrange(year, month)[1]
    return Days(dt.date(year, month, 1), dt.date(year, month, last))


def season_of(published: dt.date, first_month: int) -> Days:
    """The most recent such season that has ended, three whole months from ``first_month``.

    >>> season_of(dt.date(2024, 3, 14), 9).start
    datetime.date(2023, 9, 1)
    """
    for year in (published.year, published.year - 1, published.year - 2):
        start = dt.date(year, first_month, 1)
        later = first_month + 2
        end = whole_month(year + (later > 12), (later - 1) % 12 + 1).end
        if end is not None and end < published:
            return Days(start, end)
    return Days(None, None)


def week_of(day: dt.date) -> Days:
    """Monday to Sunday around a day."""
    start = day - dt.timedelta(days=day.weekday())
    return Days(start, start + 6 * DAY)


def nearest_year(published: dt.date, month: int, day: int, *, past: bool = True) -> dt.date | None:
    """A day and month placed in the year that publication decides.

    The most recent such day not after publication, or (``past`` False) the nearest one.
    None where there is no such day.

    >>> nearest_year(dt.date(2024, 1, 3), 12, 30)
    datetime.date(2023, 12, 30)
    """
    years = (
        (published.year, published.year - 1)
        if past
        else (published.year, published.year + 1, published.year - 1)
    )
    days = [found for year in years if (found := safe_date(year, month, day)) is not None]
    if past:
        return next((found for found in days if found <= published), None)
    return min(days, key=lambda found: abs(found - published), default=None)


def safe_date(year: int, month: int, day: int) -> dt.date | None:
    """A date, or None where the calendar has none."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def shifted(day: dt.date, days: float) -> dt.date | None:
    """A day so many days later, or None outside the calendar."""
    try:
        return day + dt.timedelta(days=days)
    except (OverflowError, ValueError):
        return None
