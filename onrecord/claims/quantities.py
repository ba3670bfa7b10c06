"""Figures with their units: areas in km², shares in percent, counts of things and people."""

from __future__ import annotations

import re
from functools import cache

from onrecord.claims.amounts import Amount, amounts
from onrecord.record import Modifier, Quantity, Span, Unit
from onrecord.text import fold, lexicon

_NOT_A_SHARE = re.compile(
    r"\b(?:eastern|western|northern|southern|first|second|other|upper|lower|"
    r"later|better|final)\s+$",
    re.IGNORECASE,
)
_BARE = re.compile(r"\s*(?:[.;:!?\"”“»)]|,\s|$|\s(?:in|by|before|last|a\s+(?:month|year|week))\b)")
_WAS = re.compile(
    r"\b(?:was|were|is|are|been|from|to|at|just|only|scarcely|barely|hardly|than|against)\s+$",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(
    r"\s+(?:of|their|its|his|her|our|the|all|that|this|my|your)\b(?!\s+(?:hour|minute|day|year))",
    re.IGNORECASE,
)


def measures(text: str, span: Span | None = None) -> tuple[Quantity, ...]:
    """The areas (km²) and shares (percent) of ``text``, in order.

    An area given twice, "600 sq km (230 sq miles)", is one quantity, in the first unit's terms.

    >>> [(q.value, q.unit) for q in measures("more than 50 hectares and two thirds of it")]
    [(0.5, 'km2'), (None, 'percent')]
    """
    whole = span if span is not None else Span(0, len(text))
    found = [*_areas(text, whole), *_percents(text, whole), *_fractions(text, whole)]
    return tuple(sorted(found, key=lambda quantity: quantity.span))


def count(amount: Amount, unit: Unit) -> Quantity:
    """A bare figure as a count of items or people."""
    return Quantity(
        low=amount.low,
        value=amount.value,
        high=amount.high,
        unit=unit,
        modifier=amount.modifier,
        span=amount.span,
    )


def one(span: Span, unit: Unit) -> Quantity:
    """The quantity of "a helicopter": one."""
    return Quantity(low=1.0, value=1.0, high=1.0, unit=unit, modifier="exact", span=span)


def _areas(text: str, whole: Span) -> list[Quantity]:
    units: dict[str, float] = lexicon("quantities")["areas"]
    found: list[Quantity] = []
    for amount in amounts(text, whole):
        unit = _area_pattern().match(text, amount.span.end, whole.end)
        if unit is None:
            continue
        factor = units[re.sub(r"\s+", " ", fold(unit.group(1)))]
        area = _scaled(amount, factor, Span(amount.span.start, unit.end()))
        if found and _repeats(text, found[-1], area):
            if factor == 1.0 and found[-1].span.end != area.span.end:
                found[-1] = _metric(found[-1], area)
            continue
        found.append(area)
    return found


def _scaled(amount: Amount, factor: float, span: Span) -> Quantity:
    def km2(figure: float | None) -> float | None:
        return None if figure is None else round(figure * factor, 4)

    return Quantity(
        low=km2(amount.low),
        value=km2(amount.value),
        high=km2(amount.high),
        unit="km2",
        modifier=amount.modifier,
        span=span,
    )


def _metric(first: Quantity, area: Quantity) -> Quantity:
    """The figure printed in square kilometres, with the first one's bounds and words."""
    value = area.value if first.value is not None else None
    low = area.low if first.low is not None else None
    high = area.high if first.high is not None else None
    span = Span(first.span.start, area.span.end)
    return Quantity(low=low, value=value, high=high, unit="km2", modifier=first.modifier, span=span)


def _repeats(text: str, first: Quantity, second: Quantity) -> bool:
    between = text[first.span.end : second.span.start].strip()
    if between not in ("(", "or", ",", ", or", "/", "(or", "(about", "(roughly", "–", "-"):
        return False
    a, b = _middle(first), _middle(second)
    return abs(a - b) <= 0.15 * max(a, b)


def _middle(quantity: Quantity) -> float:
    known = [f for f in (quantity.low, quantity.value, quantity.high) if f is not None]
    return sum(known) / len(known) if known else 0.0


def _percents(text: str, whole: Span) -> list[Quantity]:
    found = []
    for amount in amounts(text, whole):
        unit = _percent_pattern().match(text, amount.span.end, whole.end)
        if unit is not None:
            share = count(amount, "percent")
            found.append(_with_span(share, Span(amount.span.start, unit.end())))
    return found


def _fractions(text: str, whole: Span) -> list[Quantity]:
    shares: dict[str, list[float]] = lexicon("quantities")["fractions"]
    found = []
    for match in _fraction_pattern().finditer(text, whole.start, whole.end):
        before = text[max(0, match.start(2) - 12) : match.start(2)]
        lead = text[max(0, match.start() - 12) : match.start()]
        bare = match.group(2).split()[0].isalpha() and _BARE.match(text, match.end(), whole.end)
        alone = bare and _WAS.search(lead) and fold(match.group(2)) != "half"
        whole_follows = _OF_WHAT.match(text, match.end(), whole.end)
        if _NOT_A_SHARE.search(before) or not (whole_follows or alone):
            continue
        low, high = shares[re.sub(r"\s+", " ", fold(match.group(2)))]
        value = float(low) if low == high else None
        modifier = _share_modifier(match.group(1))
        exact = modifier == "exact"
        keeps_low = exact or modifier in ("more_than", "at_least")
        keeps_high = exact or modifier in ("less_than", "at_most")
        if modifier == "about" and value is None:
            keeps_low = keeps_high = True
        found.append(
            Quantity(
                low=float(low) if keeps_low else None,
                value=value,
                high=float(high) if keeps_high else None,
                unit="percent",
                modifier=modifier,
                span=Span(*match.span()),
            )
        )
    return found


def _share_modifier(words: str | None) -> Modifier:
    if not words:
        return "exact"
    phrase = re.sub(r"\s+", " ", fold(words.strip()))
    kinds: dict[Modifier, list[str]] = lexicon("quantities")["before"]
    return next((kind for kind, phrases in kinds.items() if phrase in phrases), "exact")


def _with_span(quantity: Quantity, span: Span) -> Quantity:
    return Quantity(
        low=quantity.low,
        value=quantity.value,
        high=quantity.high,
        unit=quantity.unit,
        modifier=quantity.modifier,
        span=span,
    )


@cache
def _area_pattern() -> re.Pattern[str]:
    units = sorted(lexicon("quantities")["areas"], key=len, reverse=True)
    bodies = "|".join(re.escape(unit).replace(r"\ ", r"\s*") for unit in units)
    return re.compile(rf"[\s-]*({bodies})(?!\w)", re.IGNORECASE)


@cache
def _percent_pattern() -> re.Pattern[str]:
    units = sorted(lexicon("quantities")["percent"]["units"], key=len, reverse=True)
    bodies = "|".join(re.escape(unit).replace(r"\ ", r"\s+") for unit in units)
    return re.compile(rf"[\s-]*(?:{bodies})(?!\w)(?!\s+points?\b)", re.IGNORECASE)


@cache
def _fraction_pattern() -> re.Pattern[str]:
    before = [p for kind in lexicon("quantities")["before"].values() for p in kind]
    leads = "|".join(
        re.escape(p).replace(r"\ ", r"\s+") for p in sorted(before, key=len, reverse=True)
    )
    shares = sorted(lexicon("quantities")["fractions"], key=len, reverse=True)
    bodies = "|".join(re.escape(s).replace(r"\ ", r"\s+") for s in shares)
    return re.compile(rf"(?<![\w-])((?:{leads})\s+)?({bodies})(?![\w-])", re.IGNORECASE)
