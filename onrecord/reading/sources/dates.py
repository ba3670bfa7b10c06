"""Times as exports and archives state them, read without looking at the clock."""

from __future__ import annotations

import datetime as dt
from email.utils import parsedate_to_datetime

from onrecord.reading.dates import stated_date

_FIRST_MILLISECONDS = 100_000_000_000  # in seconds the year 5138, in milliseconds 1973


def instant(value: str | None) -> dt.datetime | None:
    """The moment that a value states, in UTC; None where it states none, or no offset.

    ISO 8601, RFC 5322, X's "Wed Jun 12 10:15:00 +0000 2024", or seconds since 1970.

    >>> instant("2024-06-12T10:15:00+02:00").isoformat()
    '2024-06-12T08:15:00+00:00'
    >>> instant("1718187300") == instant("Wed Jun 12 10:15:00 +0000 2024")
    True
    >>> instant("soon") is None
    True
    """
    value = (value or "").strip()[:100]
    for parse in (_seconds, dt.datetime.fromisoformat, _posted, parsedate_to_datetime):
        try:
            found = parse(value)
            return found.astimezone(dt.UTC) if found.tzinfo is not None else None
        except (ValueError, TypeError, IndexError, OverflowError, OSError):
            continue
    return None


def day(value: str | None) -> dt.date | None:
    """The day that a value states: of a moment with its offset the day in UTC, else as printed.

    >>> day("2024-06-12T00:30:00+02:00"), day("12 June 2024"), day("31.02.2024")
    (datetime.date(2024, 6, 11), datetime.date(2024, 6, 12), None)
    """
    moment = instant(value)
    return moment.date() if moment is not None else stated_date(value or "")


def _seconds(value: str) -> dt.datetime:
    if not (value.isascii() and value.isdigit() and len(value) >= len("100000000")):
        raise ValueError(value)
    seconds = int(value)
    if seconds >= _FIRST_MILLISECONDS:
        seconds //= 1000
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


def _posted(value: str) -> dt.datetime:
    return dt.datetime.strptime(value, "%a %b %d %H:%M:%S %z %Y")
