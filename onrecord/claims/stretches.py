"""Stretches of time that a report names by their part: the past week, early 2022, a half year."""

from __future__ import annotations

import datetime as dt
import re

from onrecord.claims import days
from onrecord.claims.days import Days
from onrecord.text import fold, lexicon

_OPEN = Days(None, None)
_NTH = {"first": 0, "second": 1, "third": 2, "fourth": 3}
_PIECES = {"half": 6, "quarter": 3, "third": 4}
# First and last month of a part of a year.
_PARTS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "start": (1, 1), "end": (12, 12)}


def rolling(match: re.Match[str], published: dt.date | None) -> Days:
    """As "in the past week": the days up to publication, not a week of the calendar."""
    if published is None:
        return _OPEN
    length: float = {**lexicon("time")["units"], "quarter": 91}[fold(match.group("unit"))]
    return Days(days.shifted(published, -round(length)), published)


def hours_to_day(match: re.Match[str], published: dt.date | None) -> Days:
    """As "in the 24 hours to Friday": ends on that day."""
    if published is None:
        return _OPEN
    number = lexicon("time")["weekdays"].index(fold(match.group("weekday")))
    end = days.weekday_before(published, number)
    hours = match.group("hours")
    length = -(-int(hours) // 24) if hours.isdigit() and len(hours) < 4 else 1
    return Days(days.shifted(end, -length), end)


def piece_of_year(match: re.Match[str], published: dt.date | None) -> Days:
    """As "the first half of 2021", "the last quarter of the year"."""
    year = _year(match, published)
    if year is None:
        return _OPEN
    months = _PIECES[fold(match.group("piece"))]
    word = fold(match.group("nth"))
    number = 12 // months - 1 if word == "last" else _NTH[word]
    if number * months >= 12:
        return _OPEN
    return _months(year, number * months + 1, number * months + months)


def part_of_year(match: re.Match[str], published: dt.date | None) -> Days:
    """As "early 2022", "the start of the year"."""
    year = _year(match, published)
    if year is None:
        return _OPEN
    word = fold(match.group("part")).replace("beginning", "start").replace("middle", "mid")
    first, last = next(months for part, months in _PARTS.items() if word.startswith(part))
    return _months(year, first, last)


def _months(year: int, first: int, last: int) -> Days:
    if not 1 <= year <= 9999:
        return _OPEN
    return Days(days.whole_month(year, first).start, days.whole_month(year, last).end)


def _year(match: re.Match[str], published: dt.date | None) -> int | None:
    printed = match.group("year")
    if printed.isdigit():
        return int(printed)
    if published is None:
        return None
    return published.year - (fold(match.groupdict().get("which") or "").strip() == "last")


def months_between(match: re.Match[str], published: dt.date | None) -> Days:
    """As "from late May until early July 2023"."""
    months = lexicon("time")["months"]
    first = months[fold(match.group("month")).rstrip(".")]
    last = months[fold(match.group("month2")).rstrip(".")]
    if match.group("year"):
        end_year = int(match.group("year"))
    elif published is not None:
        end_year = published.year - (last > published.month)
    else:
        return _OPEN
    if not 2 <= end_year <= 9999:
        return _OPEN
    begin = days.whole_month(end_year - (first > last), first)
    end = days.whole_month(end_year, last)
    return Days(_tenth(match.group("part"), begin).start, _tenth(match.group("part2"), end).end)


def _tenth(part: str | None, whole: Days) -> Days:
    word = fold(part or "")
    if whole.start is None or whole.end is None or not word:
        return whole
    if word.startswith("early"):
        return Days(whole.start, whole.start + 9 * days.DAY)
    if word.startswith("mid"):
        return Days(whole.start + 10 * days.DAY, whole.start + 19 * days.DAY)
    return Days(whole.start + 20 * days.DAY, whole.end)
