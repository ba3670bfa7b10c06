"""Dates as reports and pages print them. Nothing here looks at the clock."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_COMPACT = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})(?!\d)")
_DAY_FIRST = re.compile(
    rf"(?<![\d.])(\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?({_MONTH})\.?,?\s+(\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE
)
_FIGURES = re.compile(r"(?<![\d./-])(\d{1,2})([./])(\d{1,2})\2(\d{4})(?!\d)")


class FoundDate(NamedTuple):
    """A full date and where it stands."""

    start: int
    end: int
    date: dt.date


def full_dates(text: str) -> tuple[FoundDate, ...]:
    """The dates with day, month and year in ``text``, in order; nothing ambiguous.

    >>> full_dates("Olmgard, 14 March 2024; 03/04/2024")[0].date
    datetime.date(2024, 3, 14)
    >>> len(full_dates("03/04/2024"))
    0
    """
    return tuple(sorted(set(_all(text))))


def stated_date(value: str) -> dt.date | None:
    """The day that a metadata value states: ISO 8601, RFC 5322 or written out; None otherwise.

    The day is the one printed, in the page's own time zone.

    >>> stated_date("Thu, 14 Mar 2024 21:05:00 +0100")
    datetime.date(2024, 3, 14)
    """
    value = value[:200]
    compact = _COMPACT.match(value)
    if compact:
        found = _date(*compact.groups())
        if found:
            return found
    dates = full_dates(value)
    return dates[0].date if dates else None


def _all(text: str) -> Iterator[FoundDate]:
    for match in _ISO.finditer(text):
        yield from _found(match, *match.group(1, 2, 3))
    for match in _DAY_FIRST.finditer(text):
        yield from _found(match, match.group(3), match.group(2), match.group(1))
    for match in _MONTH_FIRST.finditer(text):
        yield from _found(match, match.group(3), match.group(1), match.group(2))
    for match in _FIGURES.finditer(text):
        first, mark, second, year = match.groups()
        if mark == "." or int(first) > 12 or first == second:
            yield from _found(match, year, second, first)
        elif int(second) > 12:
            yield from _found(match, year, first, second)


def _found(match: re.Match[str], year: str, month: str, day: str) -> Iterator[FoundDate]:
    date = _date(year, month, day)
    if date is not None:
        yield FoundDate(match.start(), match.end(), date)


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(_MONTHS.get(month.lower(), 0) or month), int(day))
    except ValueError:
        return None
