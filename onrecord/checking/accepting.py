"""What values a printed figure agrees with, by the written tolerance table."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from onrecord.checking.rules import Allowance, rules
from onrecord.checking.wording import number
from onrecord.record import Quantity, Unit
from onrecord.text import compile_phrases

Agreement = Literal["consistent", "inconsistent"]


@dataclass(frozen=True)
class Accepted:
    """The closed interval of values that agree with a claim; None where it sets no bound."""

    low: float | None
    high: float | None
    words: str

    def judge(self, low: float, high: float) -> Agreement:
        """Whether a reference's interval ``low`` to ``high`` meets the accepted one.

        >>> Accepted(95, 105, "100 items").judge(104, 110)
        'consistent'
        """
        return "inconsistent" if self.side(low, high) else "consistent"

    def side(self, low: float, high: float) -> int:
        """Where ``low`` to ``high`` lies: below the accepted values (-1), among them, above (1)."""
        if self.high is not None and low > self.high:
            return 1
        return -1 if self.low is not None and high < self.low else 0


def accepted(quantity: Quantity, words: str = "") -> Accepted | None:
    """The values a quantity agrees with; None where it is vague or states no figure.

    ``words`` is the quantity as printed, which tells "half" from "50 per cent".

    >>> from onrecord.record import Span
    >>> q = Quantity(value=3000, unit="km2", modifier="about", span=Span(0, 5))
    >>> accepted(q).words
    '2,550 km² to 3,450 km²'
    """
    if quantity.modifier == "vague":
        return None
    low, high = _printed(quantity)
    if low is None and high is None:
        return None
    below, above = _slacks(quantity, rules().allowances[quantity.unit], words)
    if (side := _side(words)) and quantity.value is not None:
        low = high = quantity.value
        below, above = (below, above) if side == "under" else (above, below)
    low = None if low is None else max(0.0, low - _room(low, below, quantity.unit))
    high = None if high is None else high + _room(high, above, quantity.unit)
    return Accepted(low, high, _in_words(low, high, quantity.unit))


def _printed(quantity: Quantity) -> tuple[float | None, float | None]:
    low, value, high = (_finite(v) for v in (quantity.low, quantity.value, quantity.high))
    if quantity.modifier in ("more_than", "at_least"):
        return (value if low is None else low), None
    if quantity.modifier in ("less_than", "at_most"):
        return None, (value if high is None else high)
    if low is not None and high is None and value is None:
        return low, None
    if high is not None and low is None and value is None:
        return None, high
    return (value if low is None else low), (value if high is None else high)


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _slacks(quantity: Quantity, allowance: Allowance, words: str) -> tuple[float, float]:
    """How far a value may lie below and above; a side named in words is the first of the two."""
    if _side(words):
        return allowance.about, allowance.bound
    slack = allowance.exact
    if quantity.modifier == "about":
        slack = allowance.about
    elif quantity.modifier != "exact":
        slack = allowance.bound
    elif allowance.fraction is not None:
        fraction = compile_phrases(rules().fraction_words).search(words)
        slack = allowance.fraction if fraction else slack
    return slack, slack


def _side(words: str) -> Literal["under", "over"] | None:
    """The side of a figure on which words say that the value lies ("nearly": under)."""
    sides = rules().sides
    return next((side for side in sides if compile_phrases(sides[side]).search(words)), None)


def _room(value: float, slack: float, unit: Unit) -> float:
    return slack if unit == "percent" else abs(value) * slack


def _in_words(low: float | None, high: float | None, unit: Unit) -> str:
    if low is None and high is not None:
        return f"at most {number(high, unit)}"
    if high is None and low is not None:
        return f"at least {number(low, unit)}"
    if low == high:
        return f"exactly {number(low or 0.0, unit)}"
    return f"{number(low or 0.0, unit)} to {number(high or 0.0, unit)}"
