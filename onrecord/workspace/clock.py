"""The one place where the workspace asks what time it is: custody, and nothing in a Record."""

from __future__ import annotations

import datetime as dt


def now() -> dt.datetime:
    """The time in UTC, to the second."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def written(moment: dt.datetime) -> str:
    """A moment as the database keeps it: UTC, ISO 8601.

    >>> written(dt.datetime(2031, 5, 10, 8, tzinfo=dt.UTC))
    '2031-05-10T08:00:00Z'
    """
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
