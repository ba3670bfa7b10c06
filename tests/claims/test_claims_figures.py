"""Figures: number words, bounds, ranges, vague amounts, areas and shares."""

from __future__ import annotations

import pytest

from onrecord.claims.amounts import amounts
from onrecord.claims.quantities import measures


@pytest.mark.parametrize(
    ("text", "low", "value", "high", "modifier"),
    [
        ("27 guns", 27, 27, 27, "exact"),
        ("Twenty-seven guns", 27, 27, 27, "exact"),
        ("three hundred and five men", 305, 305, 305, "exact"),
        ("1,204 people", 1204, 1204, 1204, "exact"),
        ("12 000 men", 12000, 12000, 12000, "exact"),
        ("1.2 million people", 1.2e6, 1.2e6, 1.2e6, "exact"),
        ("two dozen trucks", 24, 24, 24, "exact"),
        ("a hundred men", 100, 100, 100, "exact"),
        ("more than 200 men", 200, 200, None, "more_than"),
        ("at least nine men", 9, 9, None, "at_least"),
        ("“no fewer than” 60 men", 60, 60, None, "at_least"),
        ("up to eight men", None, 8, 8, "at_most"),
        ("“no more than” 15 dead", None, 15, 15, "at_most"),
        ("fewer than ten men", None, 10, 10, "less_than"),
        ("about 40 men", None, 40, None, "about"),
        ("40-odd men", None, 40, None, "about"),
        ("between 50 and 60 pick-ups", 50, None, 60, "about"),
        ("150 to 200 men", 150, None, 200, "about"),
        ("20 to 30 thousand men", 20000, None, 30000, "about"),
        ("several ships", 3, None, None, "vague"),
        ("dozens of ships", 24, None, None, "vague"),
        ("hundreds of ships", 200, None, None, "vague"),
    ],
)
def test_figures_keep_the_bounds_their_words_set(
    text: str, low: float | None, value: float | None, high: float | None, modifier: str
) -> None:
    (amount,) = amounts(text)
    assert (amount.low, amount.value, amount.high, amount.modifier) == (low, value, high, modifier)


@pytest.mark.parametrize(
    "text",
    ["the 8th Brigade", "at 5:40", "item 3/ of", "a T-72", "a 3-year-old", "$40 million", "many"],
)
def test_ordinals_times_names_and_sums_are_no_figures(text: str) -> None:
    assert amounts(text) == ()


@pytest.mark.parametrize(
    ("text", "low", "value", "high", "unit"),
    [
        ("6,000 sq km (2,317 sq miles)", 6000, 6000, 6000, "km2"),
        ("50 square miles (130 square kilometres)", 130, 130, 130, "km2"),
        ("between 500 and 800 square km (193-309 square miles)", 500, None, 800, "km2"),
        ("50 hectares", 0.5, 0.5, 0.5, "km2"),
        ("100 square miles", 258.9988, 258.9988, 258.9988, "km2"),
        ("roughly 60% of it", None, 60, None, "percent"),
        ("62 per cent of it", 62, 62, 62, "percent"),
        ("half their guns", 50, 50, 50, "percent"),
        ("more than half of the city", 50, 50, None, "percent"),
        ("a third of the fleet", 33, None, 34, "percent"),
        ("two-thirds of them", 66, None, 67, "percent"),
        ("three quarters of the valley", 75, 75, 75, "percent"),
    ],
)
def test_areas_become_km2_once_and_shares_percent(
    text: str, low: float | None, value: float | None, high: float | None, unit: str
) -> None:
    (quantity,) = measures(text)
    assert (quantity.low, quantity.value, quantity.high, quantity.unit) == (low, value, high, unit)


@pytest.mark.parametrize(
    "text",
    [
        "the western half of a town",
        "half an hour",
        "three football pitches",
        "the first half of May",
    ],
)
def test_halves_that_are_no_shares(text: str) -> None:
    assert measures(text) == ()


def test_the_span_holds_the_words_of_the_figure() -> None:
    text = "They lost at least 27 guns."
    (amount,) = amounts(text)
    assert amount.span.of(text) == "at least 27"
