"""A time that lies off the calendar stays open, and never raises."""

import datetime as dt

import pytest

from onrecord.claims import windows

WORDS = ["yesterday", "last month", "in April", "last winter", "last week", "by the end of May"]


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("published", [dt.date.min, dt.date.max, dt.date(2024, 2, 29)])
def test_every_publication_date_is_survived(words: str, published: dt.date) -> None:
    for window in windows(f"{words} it fell", None, published):
        assert window.start is None or window.start <= dt.date.max


def test_off_the_calendar_is_open() -> None:
    [window] = windows("yesterday", None, dt.date.min)
    assert (window.start, window.end) == (None, None)
