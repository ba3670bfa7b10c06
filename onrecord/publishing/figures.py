"""Numbers and days as people write them."""

from __future__ import annotations

import datetime as dt

from onrecord.publishing.wording import MEASURES, MODIFIERS, RELATIONS, UNITS
from onrecord.record import Comparison, Figure, Quantity, TimeWindow


def number(value: float) -> str:
    """A number with thousands separated and no more digits than it needs.

    >>> number(10002.7), number(99.64), number(0.5), number(-3.0)
    ('10,003', '99.6', '0.5', '−3')
    """
    if abs(value) >= 1000 or value == int(value):
        digits = f"{value:,.0f}"
    else:
        digits = f"{value:,.1f}" if abs(value) >= 1 else f"{value:,.2g}"
    return digits.replace("-", "−")


def amount(low: float | None, value: float | None, high: float | None, unit: str) -> str:
    """A figure, a range, or a figure with its range, and the unit.

    >>> amount(1900, None, 5400, "km2"), amount(None, 50, None, "percent")
    ('1,900 to 5,400 km²', '50 %')
    """
    suffix = UNITS[unit]
    bounds = None if low is None or high is None or low == high else (number(low), number(high))
    if value is not None:
        around = f" ({bounds[0]} to {bounds[1]})" if bounds else ""
        return number(value) + suffix + around
    if bounds:
        return f"{bounds[0]} to {bounds[1]}{suffix}"
    if low is not None:
        return ("" if low == high else "at least ") + number(low) + suffix
    return f"at most {number(high)}{suffix}" if high is not None else "no figure"


def quantity(found: Quantity, text: str) -> str:
    """A claim's quantity in words; a vague one only in the words of ``text``, never as a number."""
    if found.modifier == "vague":
        return f"“{found.span.of(text)}”, no number"
    point = found.value
    if point is None and found.modifier in ("more_than", "at_least"):
        point = found.low
    elif point is None and found.modifier in ("less_than", "at_most"):
        point = found.high
    if point is not None and found.modifier != "exact":
        return MODIFIERS[found.modifier] + number(point) + UNITS[found.unit]
    return amount(found.low, found.value, found.high, found.unit)


def period(start: dt.date | None, end: dt.date | None) -> str:
    """A span of days; the ends are ISO dates, both included.

    >>> period(dt.date(2022, 9, 6), dt.date(2022, 9, 11))
    '2022-09-06 to 2022-09-11'
    """
    if start is None and end is None:
        return "open"
    if start == end:
        return f"{start}"
    if start is None:
        return f"until {end}"
    return f"since {start}" if end is None else f"{start} to {end}"


def window(found: TimeWindow) -> str:
    """A time window, and how it was resolved."""
    days = period(found.start, found.end)
    if not found.resolved:
        return days
    return found.resolved if days in found.resolved else f"{days} ({found.resolved})"


def figure_period(figure: Figure) -> str:
    """The days a reference's figure is for."""
    if figure.window is not None:
        return period(*figure.window)
    return f"as of {figure.as_of}" if figure.as_of else "no day stated"


def comparison(found: Comparison, text: str) -> str:
    """What a claim compares its measure with, in words."""
    other = found.other
    measure = MEASURES[other.measure] if other.measure else "held or gained"
    figure = f" ({quantity(other.quantity, text)})" if other.quantity else ""
    when = ""
    if other.window:
        days = period(other.window.start, other.window.end)
        when = f", {days}" if other.window.start or other.window.end else ", time open"
    return f"{RELATIONS[found.relation]} what was {measure}{figure}{when}"
