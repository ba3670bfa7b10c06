"""The few shapes that pictures are made of, as SVG without styles: classes say how they look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.publishing.charts.scales import width_of
from onrecord.publishing.page.markup import Html, element, joined

XY = tuple[float, float]


def coordinate(value: float) -> str:
    """A coordinate as short as it can be.

    >>> coordinate(12.0), coordinate(3.14159)
    ('12', '3.1')
    """
    return f"{value:.1f}".removesuffix(".0")


def line(start: XY, end: XY, classes: str) -> Html:
    """A straight line."""
    x1, y1, x2, y2 = map(coordinate, (*start, *end))
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=classes)


def box(corner: XY, width: float, height: float, classes: str, fill: str | None = None) -> Html:
    """A rectangle; ``fill`` names a pattern by its id."""
    x, y, wide, high = map(coordinate, (*corner, max(0.0, width), height))
    filled = f"url(#{fill})" if fill else None
    return element("rect", x=x, y=y, width=wide, height=high, class_=classes, fill=filled)


def dot(centre: XY, radius: float, classes: str) -> Html:
    """A circle."""
    x, y, r = map(coordinate, (*centre, radius))
    return element("circle", cx=x, cy=y, r=r, class_=classes)


def path(points: Iterable[XY], classes: str, *, closed: bool = False, fill: str = "") -> Html:
    """Points joined by straight lines."""
    drawn = "L".join(f"{coordinate(x)} {coordinate(y)}" for x, y in points)
    filled = f"url(#{fill})" if fill else None
    return element("path", d=f"M{drawn}{'Z' if closed else ''}", class_=classes, fill=filled)


def arrow_head(tip: XY, towards: str, classes: str, size: float = 7) -> Html:
    """A filled triangle whose tip points ``right``, ``left``, ``up`` or ``down``."""
    x, y = tip
    half = size * 0.6
    corners = {
        "right": [(x - size, y - half), (x - size, y + half)],
        "left": [(x + size, y - half), (x + size, y + half)],
        "up": [(x - half, y + size), (x + half, y + size)],
        "down": [(x - half, y - size), (x + half, y - size)],
    }
    return path([tip, *corners[towards]], classes, closed=True)


def cross(centre: XY, half: float, classes: str) -> Html:
    """A mark of two crossed strokes."""
    x, y = centre
    return group(
        [
            line((x - half, y - half), (x + half, y + half), classes),
            line((x - half, y + half), (x + half, y - half), classes),
        ]
    )


def text(at: XY, words: str, classes: str = "", anchor: str | None = None) -> Html:
    """Words on one line, beginning at a point (``anchor`` "end": ending there, or "middle")."""
    x, y = map(coordinate, at)
    return element("text", words, x=x, y=y, class_=classes or None, text_anchor=anchor)


def numbers_of(numbers: Sequence[int]) -> str:
    """Ascending numbers as short as can be.

    >>> numbers_of([1, 2, 3, 5]), numbers_of([7])
    ('1–3, 5', '7')
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def half_of(number: str) -> float:
    """Half the width of the frame that ``numbered`` draws."""
    return max(8.0, width_of(number, 11) / 2 + 4)


def numbered(centre: XY, number: str, classes: str = "ch-number") -> Html:
    """The number of a claim, or of several, in a small frame."""
    x, y = centre
    half = half_of(number)
    frame = element(
        "rect",
        x=coordinate(x - half),
        y=coordinate(y - 8),
        width=coordinate(2 * half),
        height="16",
        rx="8",
        class_=f"{classes}-frame",
    )
    return group([frame, text((x, y + 4), number, classes, "middle")])


def group(children: Sequence[str], classes: str | None = None) -> Html:
    """Shapes that belong together."""
    return element("g", joined(children), class_=classes)


def hatch(name: str) -> Html:
    """The pattern of slanted strokes that stands for the spread of references, in any colour."""
    stroke = element("line", x1="0", y1="0", x2="0", y2="6", class_="ch-hatch")
    return element(
        "pattern",
        element("rect", width="6", height="6", class_="ch-hatch-ground"),
        stroke,
        id=name,
        width="6",
        height="6",
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
