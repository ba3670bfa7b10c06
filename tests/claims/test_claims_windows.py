"""Times: placed by the day of publication, open without it."""

from __future__ import annotations

import datetime as dt

import pytest

from onrecord.claims import windows

THURSDAY = dt.date(2024, 3, 14)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("today", "2024-03-14", "2024-03-14"),
        ("yesterday", "2024-03-13", "2024-03-13"),
        ("last night", "2024-03-13", "2024-03-14"),
        ("on Tuesday", "2024-03-12", "2024-03-12"),
        ("on Thursday", "2024-03-14", "2024-03-14"),
        ("on Friday afternoon", "2024-03-08", "2024-03-08"),
        ("since Tuesday", "2024-03-12", "2024-03-14"),
        ("around noon on Tuesday", "2024-03-12", "2024-03-12"),
        ("in five days", "2024-03-09", "2024-03-14"),
        ("over the past 48 hours", "2024-03-12", "2024-03-14"),
        ("two weeks ago", "2024-02-29", "2024-02-29"),
        ("last week", "2024-03-04", "2024-03-10"),
        ("this month", "2024-03-01", "2024-03-14"),
        ("last month", "2024-02-01", "2024-02-29"),
        ("during last year", "2023-01-01", "2023-12-31"),
        ("since April", "2023-04-01", "2024-03-14"),
        ("last June", "2023-06-01", "2023-06-30"),
        ("last winter", "2023-12-01", "2024-02-29"),
        ("by 30 June", None, "2024-06-30"),
        ("on 11 June", "2023-06-11", "2023-06-11"),
        ("on March 3", "2024-03-03", "2024-03-03"),
        ("between 3 and 7 May", "2023-05-03", "2023-05-07"),
        ("from 3 to 7 May", "2023-05-03", "2023-05-07"),
        ("between 28 December and 4 January", "2023-12-28", "2024-01-04"),
        ("between March and August", "2023-03-01", "2023-08-31"),
        ("since the weekend", "2024-03-09", "2024-03-14"),
        ("since a truce collapsed last June", "2023-06-01", "2024-03-14"),
        ("at 6:10 this morning", "2024-03-14", "2024-03-14"),
    ],
)
def test_relative_times_count_from_publication(
    text: str, start: str | None, end: str | None
) -> None:
    (window,) = windows(text, None, THURSDAY)
    assert (window.start and str(window.start), window.end and str(window.end)) == (start, end)
    assert window.span.of(text) == text
    assert window.resolved is not None
    assert str(window.end) in window.resolved


@pytest.mark.parametrize(
    "text", ["yesterday", "on Tuesday", "since April", "in five days", "on 3 May", "last winter"]
)
def test_without_publication_relative_times_stay_open(text: str) -> None:
    (window,) = windows(text)
    assert (window.start, window.end, window.resolved) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on 3 May 2021", "2021-05-03", "2021-05-03"),
        ("on May 3, 2021", "2021-05-03", "2021-05-03"),
        ("2021-05-03", "2021-05-03", "2021-05-03"),
        ("in 2021", "2021-01-01", "2021-12-31"),
        ("in April 2021", "2021-04-01", "2021-04-30"),
    ],
)
def test_dates_with_a_year_need_no_publication(text: str, start: str, end: str) -> None:
    (window,) = windows(text)
    assert (str(window.start), str(window.end)) == (start, end)


@pytest.mark.parametrize(
    "text", ["at dawn", "before winter", "since the sunset prayer", "before the offensive"]
)
def test_stretches_without_a_date_are_kept_open(text: str) -> None:
    (window,) = windows(text, None, THURSDAY)
    assert (window.start, window.end) == (None, None)


@pytest.mark.parametrize("text", ["it may rain", "they march on", "the 31 May", "30 February"])
def test_impossible_days_and_other_words_raise_nothing(text: str) -> None:
    assert all(w.start is None or w.start.year >= 2023 for w in windows(text, None, THURSDAY))
