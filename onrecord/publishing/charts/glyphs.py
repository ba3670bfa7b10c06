"""How one claim and the figures beside it are drawn, lying along an axis or standing in time."""

from __future__ import annotations

from onrecord.publishing.charts.rows import Beside, ClaimRow, Interval
from onrecord.publishing.charts.scales import Scale
from onrecord.publishing.charts.shapes import arrow_head, box, cross, dot, group, line, path
from onrecord.publishing.page.markup import Html

UPWARD, DOWNWARD = ("more_than", "at_least"), ("less_than", "at_most")
STRICT = ("more_than", "less_than")
_CAP = 5.0
_RADIUS = 4.5
_BAND = 16.0
_LEAST = 3.0


def lying_claim(row: ClaimRow, x: Scale, y: float) -> Html:
    """The claimed figure on a horizontal axis.

    A point and the values its words allow; a bound as a line to the end of the axis, with an
    open point where the figure itself is not meant ("more than"); a range between two caps.
    """
    if row.modifier in UPWARD + DOWNWARD and row.printed is not None:
        up = row.modifier in UPWARD
        tip = x.end if up else x.start
        shapes = [
            line((x.at(row.printed), y), (tip, y), "ch-claim"),
            arrow_head((tip, y), "right" if up else "left", "ch-claim-point"),
            dot((x.at(row.printed), y), _RADIUS, _point_of(row)),
        ]
        return group(shapes)
    low, high = _ends(row.allowed, x)
    shapes = [line((low, y), (high, y), "ch-claim")]
    if high - low > 2 * _RADIUS:
        shapes += [line((at, y - _CAP), (at, y + _CAP), "ch-claim") for at in (low, high)]
    if row.printed is not None:
        shapes.append(dot((x.at(row.printed), y), _RADIUS, _point_of(row)))
    return group(shapes)


def standing_claim(row: ClaimRow, at: float, y: Scale, reach: float = 24) -> Html:
    """The claimed figure at its day: as ``lying_claim``, with a short arrow for a bound."""
    if row.modifier in UPWARD + DOWNWARD and row.printed is not None:
        up = row.modifier in UPWARD
        start = y.at(row.printed)
        tip = start - reach if up else start + reach
        shapes = [
            line((at, start), (at, tip), "ch-claim"),
            arrow_head((at, tip - 2 if up else tip + 2), "up" if up else "down", "ch-claim-point"),
            dot((at, start), _RADIUS, _point_of(row)),
        ]
        return group(shapes)
    high, low = _ends(row.allowed, y)[::-1]
    shapes = [line((at, low), (at, high), "ch-claim")]
    if abs(low - high) > 2 * _RADIUS:
        shapes += [line((at - _CAP, end), (at + _CAP, end), "ch-claim") for end in (low, high)]
    if row.printed is not None:
        shapes.append(dot((at, y.at(row.printed)), _RADIUS, _point_of(row)))
    return group(shapes)


def band(spread: Interval, x: Scale, y: float, hatch: str) -> Html:
    """From the least to the most that deciding references say; open to the axis' end if open."""
    low, high = _ends(spread, x)
    if spread.high is None or spread.low is None:
        edge, tip, towards = (low, x.end, "right") if spread.high is None else (high, low, "left")
        shapes = [
            line((edge, y - _BAND / 2), (edge, y + _BAND / 2), "ch-spread"),
            line((edge, y - _BAND / 2), (tip, y - _BAND / 2), "ch-spread ch-dash-2"),
            line((edge, y + _BAND / 2), (tip, y + _BAND / 2), "ch-spread ch-dash-2"),
            arrow_head((tip, y - _BAND / 2), towards, "ch-tip", 5),
            arrow_head((tip, y + _BAND / 2), towards, "ch-tip", 5),
        ]
        return group(shapes)
    grown = max(_LEAST, high - low)
    left = (low + high - grown) / 2
    return box((left, y - _BAND / 2), grown, _BAND, "ch-spread", hatch)


def standing_band(spread: Interval, at: float, y: Scale, width: float, hatch: str) -> Html:
    """The same as ``band`` at a day."""
    low, high = (y.at(y.low if spread.low is None else spread.low),
                 y.at(y.high if spread.high is None else spread.high))  # fmt: skip
    grown = max(_LEAST, low - high)
    return box((at - width / 2, (low + high - grown) / 2), width, grown, "ch-spread", hatch)


def others(spread: Interval, x: Scale, y: float) -> Html:
    """The spread under the readings that are not drawn: a thin line between two strokes."""
    low, high = _ends(spread, x)
    ends = [line((at, y - 3.5), (at, y + 3.5), "ch-others") for at in {low, high}]
    return group([line((low, y), (high, y), "ch-others"), *ends])


def shown_only(figure: Beside, x: Scale, y: float) -> Html:
    """A figure that decides nothing: a diamond for a party's own, else a cross."""
    if figure.value is None:
        return Html("")
    at = x.at(figure.value)
    return diamond((at, y)) if figure.standing == "own" else cross((at, y), 3.2, "ch-shown")


def diamond(centre: tuple[float, float], half: float = 4.5) -> Html:
    """The mark of a party's own figure."""
    x, y = centre
    return path([(x - half, y), (x, y - half), (x + half, y), (x, y + half)], "ch-own", closed=True)


def _point_of(row: ClaimRow) -> str:
    return "ch-claim-open" if row.modifier in STRICT else "ch-claim-point"


def _ends(interval: Interval, x: Scale) -> tuple[float, float]:
    low = x.low if interval.low is None else interval.low
    high = x.high if interval.high is None else interval.high
    return x.at(low), x.at(high)
