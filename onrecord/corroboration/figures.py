"""What the figures of two claims say of each other."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from onrecord.checking.accepting import Accepted, accepted
from onrecord.corroboration.rules import claim_rules
from onrecord.corroboration.types import ClaimFacts, FigureRelation
from onrecord.record import Quantity, Span

_NOWHERE = Span(0, 0)


def relation(one: ClaimFacts, other: ClaimFacts) -> FigureRelation:
    """Whether both figures can hold, within what careful makers differ by (tolerances.toml).

    >>> from onrecord.record import Span
    >>> def claim(value, modifier="exact"):
    ...     low, high = (value, None) if modifier == "at_least" else (value, value)
    ...     q = Quantity(low=low, value=value, high=high, unit="people", modifier=modifier,
    ...                  span=Span(0, 1))
    ...     return ClaimFacts(id="c1", kind="casualties", span=Span(0, 1), words="", quantity=q)
    >>> relation(claim(9), claim(12)), relation(claim(9, "at_least"), claim(12))
    ('conflicting', 'compatible')
    """
    mine, theirs = _range(one), _range(other)
    if mine is None or theirs is None or not _same_unit(one, other):
        return "no_figure"
    return "compatible" if _meet(mine, theirs) else "conflicting"


def states_the_same(one: ClaimFacts, other: ClaimFacts) -> bool:
    """Whether two claims may be linked as one: figures that agree, or none on one side.

    A bound ("at least 5") and a figure far beyond it do not contradict each other and do not say
    the same.
    """
    found = relation(one, other)
    if found == "conflicting":
        return False
    if found == "no_figure":
        return _same_unit(one, other)
    mine, theirs = figure(one.quantity), figure(other.quantity)
    if not mine or not theirs:
        return True
    return max(mine, theirs) <= claim_rules().figures.reach * min(mine, theirs)


def figure(quantity: Quantity | None) -> float | None:
    """The number printed: the value, else the end of the range that is given."""
    if quantity is None or quantity.modifier == "vague":
        return None
    for value in (quantity.value, quantity.high, quantity.low):
        if value is not None:
            return value
    return None


def bounds(quantity: Quantity | None) -> tuple[float, float] | None:
    """The printed figures' lowest and highest; None where there is none."""
    if quantity is None or quantity.modifier == "vague":
        return None
    known = [v for v in (quantity.low, quantity.value, quantity.high) if v is not None]
    return (min(known), max(known)) if known else None


def _range(claim: ClaimFacts) -> Accepted | None:
    if claim.quantity is None:
        return None
    return _accepted(msgspec.structs.replace(claim.quantity, span=_NOWHERE), claim.figure or "")


@lru_cache(maxsize=50_000)
def _accepted(quantity: Quantity, words: str) -> Accepted | None:
    """What a figure agrees with does not depend on where it stands."""
    return accepted(quantity, words)


def _same_unit(one: ClaimFacts, other: ClaimFacts) -> bool:
    if one.quantity is None or other.quantity is None:
        return True
    return one.quantity.unit == other.quantity.unit


def _meet(one: Accepted, other: Accepted) -> bool:
    infinity = float("inf")
    low = max(one.low or 0.0, other.low or 0.0)
    high = min(
        infinity if one.high is None else one.high, infinity if other.high is None else other.high
    )
    return low <= high
