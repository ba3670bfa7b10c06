"""What printed figures allow."""

import pytest

from onrecord.checking.accepting import accepted
from onrecord.record import Quantity, Span


def quantity(value=None, unit="items", modifier="exact", low=None, high=None):
    return Quantity(low=low, value=value, high=high, unit=unit, modifier=modifier, span=Span(0, 1))


@pytest.mark.parametrize(
    ("printed", "words", "low", "high"),
    [
        (quantity(12.0), "12", 12.0, 12.0),
        (quantity(100.0, modifier="about"), "about 100", 90.0, 110.0),
        (quantity(1000.0, "km2"), "1,000", 950.0, 1050.0),
        (quantity(1000.0, "km2", "about"), "some 1,000", 850.0, 1150.0),
        (quantity(1000.0, "km2", "about"), "nearly 1,000", 850.0, 1020.0),
        (quantity(1000.0, "km2", "about"), "just over 1,000", 980.0, 1150.0),
        (quantity(100.0, modifier="about"), "almost 100", 90.0, 100.0),
        (quantity(300.0, modifier="at_most", high=300.0), "up to 300", None, 300.0),
        (quantity(300.0, modifier="at_least", low=300.0), "at least 300", 300.0, None),
        (quantity(unit="percent", low=66.0, high=67.0), "two thirds", 61.0, 72.0),
        (quantity(50.0, "percent", "about"), "nearly half", 45.0, 51.0),
        (quantity(1000.0, "km2", "more_than"), "more than 1,000", 980.0, None),
        (quantity(1000.0, "km2", "at_most"), "at most 1,000", None, 1020.0),
        (quantity(50.0, "percent"), "half", 45.0, 55.0),
        (quantity(50.0, "percent"), "50 per cent", 48.0, 52.0),
        (quantity(unit="percent", low=33.0, high=34.0), "a third", 28.0, 39.0),
        (quantity(low=20.0, high=30.0), "20 to 30", 20.0, 30.0),
    ],
)
def test_the_tolerance_table(printed, words, low, high):
    found = accepted(printed, words)
    assert found is not None
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    "printed",
    [
        quantity(24.0, modifier="vague", low=24.0),
        quantity(),
        quantity(float("nan")),
        quantity(float("inf"), modifier="at_least"),
    ],
)
def test_what_states_no_figure_decides_nothing(printed):
    assert accepted(printed) is None


def test_an_interval_meets_another_where_they_share_a_value():
    found = accepted(quantity(100.0, modifier="about"))
    assert found is not None
    assert found.judge(105.0, 200.0) == "consistent"
    assert found.judge(111.0, 200.0) == "inconsistent"
