"""Titles of readings, short enough to be read."""

from __future__ import annotations

import datetime as dt
import re

_WINDOW = r"\d{1,2}(?: [A-Z][a-z]+)?(?: \d{4})? to \d{1,2} [A-Z][a-z]+ \d{4}"
_WINDOWS = re.compile(rf"{_WINDOW}(?:, {_WINDOW})+(?:,? or {_WINDOW})?|{_WINDOW} or {_WINDOW}")
_PARTS = re.compile(r"(\d{1,2})(?: ([A-Z][a-z]+))?(?: (\d{4}))? to (\d{1,2}) ([A-Z][a-z]+) (\d{4})")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def with_few_windows(title: str) -> str:
    """The title with three or more windows in a row told as their number and outermost days.

    >>> with_few_windows("retaken 5 to 11 May 2031, 6 to 11 May 2031 or 30 April to 10 May 2031")
    'retaken in any of three windows between 30 April and 11 May 2031'
    """
    return _WINDOWS.sub(lambda match: _told(match.group()), title)


def _told(windows: str) -> str:
    parts = _PARTS.findall(windows)
    if len(parts) < 3:
        return windows
    days: list[dt.date] = []
    try:
        for first, month, year, last, last_month, last_year in parts:
            days.append(_day(first, month or last_month, year or last_year))
            days.append(_day(last, last_month, last_year))
    except ValueError:
        return windows
    start, end = min(days), max(days)
    count = _NUMBERS[len(parts)] if len(parts) < len(_NUMBERS) else str(len(parts))
    since = f"{start.day}"
    if (start.year, start.month) != (end.year, end.month):
        since += f" {_MONTHS[start.month - 1]}"
    if start.year != end.year:
        since += f" {start.year}"
    until = f"{end.day} {_MONTHS[end.month - 1]} {end.year}"
    return f"in any of {count} windows between {since} and {until}"


def _day(day: str, month: str, year: str) -> dt.date:
    """The day; ValueError where there is none such."""
    return dt.date(int(year), _MONTHS.index(month) + 1, int(day))
