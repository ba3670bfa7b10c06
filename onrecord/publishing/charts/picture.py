"""The picture itself: static SVG of a fixed width, with its title, its words and its legend."""

from __future__ import annotations

from functools import cache
from importlib import resources

from onrecord.publishing.charts.layout import EDGE
from onrecord.publishing.charts.legend import credits_of, legend, notes
from onrecord.publishing.charts.row_panel import row_panel
from onrecord.publishing.charts.rows import Timeline
from onrecord.publishing.charts.scales import BOLD, wrapped
from onrecord.publishing.charts.shapes import box, coordinate, hatch, text
from onrecord.publishing.charts.time_panel import time_panel
from onrecord.publishing.charts.words import described
from onrecord.publishing.page.markup import Html, element

WIDTHS = (760, 340)
"""The widths a page shows: one for wide screens, one for a telephone."""

_DARK = "@media (prefers-color-scheme: dark)"


def picture(
    chart: Timeline, width: int = WIDTHS[0], *, name: str = "chart", headed: bool = True
) -> Html:
    """A timeline as one ``svg`` element, ``width`` CSS pixels wide at its own size.

    ``name`` begins the ids inside, which must be unique in a page. A page that carries the title
    itself leaves it out of the picture (``headed``). The element holds no style and no script.

    >>> picture(Timeline(title="Claims", kind="territory"))[:4]
    '<svg'
    """
    pattern = f"{name}-hatch"
    shapes: list[Html] = []
    at = 8.0
    if headed:
        for words in wrapped(chart.title, 16 * BOLD, width - 2 * EDGE, most=3):
            at += 20
            shapes.append(text((EDGE, at), words, "ch-title"))
        at += 12
    for panel in chart.panels:
        if panel.curves or panel.is_crowded:
            drawn = time_panel(panel, width, at, pattern)
            shapes += drawn.shapes
            at += drawn.height + 14
        if panel.rows and not panel.is_crowded:
            drawn = row_panel(panel, width, at, pattern)
            shapes += drawn.shapes
            at += drawn.height + 14
    if not chart.panels:
        at += 18
        shapes.append(text((EDGE, at), "No claim of this kind has a figure to draw.", "ch-soft"))
        at += 14
    drawn = legend(chart, width, at, pattern)
    shapes += drawn.shapes
    at += drawn.height + 6
    for note in (*notes(chart), *([credits_of(chart)] if headed else [])):
        for words in wrapped(note, 12, width - 2 * EDGE, most=6):
            at += 15
            shapes.append(text((EDGE, at), words, "ch-small"))
        at += 4
    height = at + 12
    return element(
        "svg",
        element("title", chart.title, id=f"{name}-title"),
        element("desc", described(chart), id=f"{name}-desc"),
        element("defs", hatch(pattern)),
        box((0, 0), width, height, "ch-paper") if headed else Html(""),
        *shapes,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {coordinate(height)}",
        class_="chart",
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
    )


@cache
def style() -> str:
    """The style sheet of pictures, for light and dark."""
    return (resources.files("onrecord") / "data" / "chart.css").read_text(encoding="utf-8")


def light_style() -> str:
    """The part of the style sheet that is for light grounds and paper."""
    return style().partition(_DARK)[0]
