"""Publication dates on the command line, and the one place where OnRecord asks what day it is."""

from __future__ import annotations

import datetime as dt

import click

_EARLIEST_CLOCK = dt.timezone(dt.timedelta(hours=14))


class DayType(click.ParamType[dt.date]):
    """A day written as YYYY-MM-DD."""

    name = "date"

    def convert(
        self, value: str | dt.date, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """The day, or a usage error that says how to write one."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write it as YYYY-MM-DD, as 2022-09-13", param, ctx)


DAY = DayType()


def today() -> dt.date:
    """The day it is in UTC, on which something is retrieved."""
    return dt.datetime.now(dt.UTC).date()


def is_in_the_future(day: dt.date) -> bool:
    """Whether a day has begun nowhere on Earth yet."""
    return day > dt.datetime.now(_EARLIEST_CLOCK).date()
