"""Numbers and days as a check's working prints them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from onrecord.record import Unit

_UNITS: dict[Unit, str] = {"km2": " km²", "percent": " %", "items": " items", "people": " people"}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def number(value: float, unit: Unit | None = None) -> str:
    """A figure with thousands separated; one decimal for percentages.

    >>> number(8505.42, "km2"), number(25.52, "percent")
    ('8,505 km²', '25.5 %')
    """
    digits = 1 if unit == "percent" else 0
    text = f"{value:,.{digits}f}"
    if float(text.replace(",", "")) == 0:
        text = text.lstrip("-")
    return text + (_UNITS[unit] if unit else "")


def day(date: dt.date) -> str:
    """A day in words.

    >>> day(dt.date(2022, 4, 5))
    '5 April 2022'
    """
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def stretch(first: dt.date, last: dt.date) -> str:
    """A stretch of days in words.

    >>> stretch(dt.date(2022, 9, 6), dt.date(2022, 9, 11))
    '6 to 11 September 2022'
    """
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def listed(parts: Sequence[str], joint: str = "and") -> str:
    """Parts joined as a list in words.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {joint} {parts[-1]}"


def verdict_words(verdict: str) -> str:
    """A verdict in the words of a working.

    >>> verdict_words("depends_on_reading")
    'depends on reading'
    """
    return verdict.replace("_", " ")


def plural(count: int, noun: str) -> str:
    """A count and its noun.

    >>> plural(1, "day"), plural(5, "day")
    ('1 day', '5 days')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
