"""A picture inside a page: for wide and for narrow screens, with the table behind it."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.publishing.charts.picture import WIDTHS, picture
from onrecord.publishing.charts.rows import ClaimRow, Timeline
from onrecord.publishing.charts.words import beside, curve_words, shown_only, told
from onrecord.publishing.page.markup import Html, element

_HEADINGS = (
    "No.", "Date", "Speaker", "Claimed", "Days", "References", "Other readings", "Shown only",
    "Verdict", "Report",
)  # fmt: skip


def figure(
    chart: Timeline, *, name: str = "timeline", captioned: bool = True, sourced: bool = True
) -> Html:
    """A ``figure`` element: the picture at two widths (one is shown), table, sources.

    ``name`` begins the ids inside; a page that names title or references itself leaves them out.
    No style attribute, no script.
    """
    wide, narrow = WIDTHS
    return element(
        "figure",
        element("figcaption", chart.title) if captioned else Html(""),
        element(
            "div", picture(chart, wide, name=f"{name}-wide", headed=False), class_="chart-wide"
        ),
        element(
            "div",
            picture(chart, narrow, name=f"{name}-narrow", headed=False),
            class_="chart-narrow",
        ),
        *_tables(chart),
        _sources(chart) if sourced else Html(""),
        class_="chart-figure",
        role="group",
        aria_label=chart.title,
    )


def _tables(chart: Timeline) -> Iterator[Html]:
    if chart.rows or chart.left_out:
        rows = [element("tr", *_cells(row)) for row in chart.rows]
        yield element(
            "details",
            element("summary", f"The table behind the picture ({len(rows)} drawn)"),
            element("div", _table(rows), class_="chart-table", tabindex="0"),
            *_left_out(chart),
        )
    for panel in chart.panels:
        if panel.curves:
            told_curves = [curve_words(curve, panel.unit) for curve in panel.curves]
            yield element(
                "details",
                element("summary", f"The curves in words ({len(told_curves)})"),
                element("ul", *(element("li", words, dir="auto") for words in told_curves)),
            )


def _table(rows: list[Html]) -> Html:
    head = element("tr", *(element("th", heading, scope="col") for heading in _HEADINGS))
    return element("table", element("thead", head), element("tbody", *rows))


def _cells(row: ClaimRow) -> Iterator[Html]:
    yield element("td", str(row.number))
    yield element("td", str(row.day or "no date"))
    yield element("td", row.speaker, dir="auto")
    yield element("td", "; ".join((row.said, *row.notes)))
    yield element("td", row.since)
    yield element("td", beside(row))
    yield element("td", told(row.others, row.unit))
    yield element("td", shown_only(row.drawn, row.unit), dir="auto")
    yield element("td", row.verdict)
    report = f"{row.title} ({row.outlet})" if row.outlet else row.title
    yield element("td", report, dir="auto")


def _left_out(chart: Timeline) -> Iterator[Html]:
    if not chart.left_out:
        return
    items = (
        element(
            "li",
            f"{one.reason}: {one.day or 'no date'}, ",
            element("bdi", one.speaker),
            ": “",
            element("bdi", one.words),
            "”",
        )
        for one in chart.left_out
    )
    yield element("p", "Not drawn:")
    yield element("ul", *items)


def _sources(chart: Timeline) -> Html:
    if not chart.sources:
        return Html("")
    items = (
        element("li", element("b", source.title), f", version {source.version}: {source.licence}")
        for source in chart.sources
    )
    return element("ul", *items, class_="chart-sources", aria_label="References of the picture")
