"""A timeline as a file: SVG, a page, PNG, a table, or lines of text."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
from collections.abc import Iterator

from onrecord.errors import UsageError
from onrecord.publishing.charts.figure import figure
from onrecord.publishing.charts.legend import notes
from onrecord.publishing.charts.picture import WIDTHS, light_style, picture, style
from onrecord.publishing.charts.rows import ClaimRow, Curve, LeftOut, Meaning, Panel, Timeline
from onrecord.publishing.charts.words import curve_words, row_words, shown_only
from onrecord.publishing.page.markup import Html, element

COLUMNS = (
    "number", "drawn", "date", "speaker", "outlet", "report", "document", "claim", "kind",
    "counted", "words", "claimed", "modifier", "claimed_low", "claimed_value", "claimed_high",
    "unit", "window", "verdict", "reading", "reading_drawn", "reading_verdict", "reference_low",
    "reference_high", "references", "shown_only", "remarks",
)  # fmt: skip
CURVE_COLUMNS = (
    "reference", "series", "definition", "date", "value", "unit", "decides", "flags",
)  # fmt: skip


def as_svg(chart: Timeline, width: int = WIDTHS[0]) -> str:
    """A file of its own, with its style sheet in it; follows the reader's light or dark setting.

    >>> as_svg(Timeline(title="Claims", kind="territory")).startswith("<svg ")
    True
    """
    return _with_style(picture(chart, width), style(), width)


def as_png(chart: Timeline, width: int = WIDTHS[0], *, scale: float = 2.0) -> bytes:
    """The picture on a light ground, ``scale`` dots to the CSS pixel.

    Raises:
        UsageError: where the extra ``charts`` is not installed.
    """
    try:
        import vl_convert
    except ImportError as error:
        raise UsageError(
            "a picture as PNG",
            "what draws it (vl-convert) is not installed",
            'pip install "onrecord[charts]", or choose SVG, which needs nothing',
        ) from error
    svg = _with_style(picture(chart, width), light_style(), width)
    drawn: bytes = vl_convert.svg_to_png(svg, scale=scale)
    return drawn


def as_html(chart: Timeline) -> str:
    """A page of its own: the picture for wide and narrow screens, its table, its sources.

    >>> "<script" in as_html(Timeline(title="Claims", kind="territory"))
    False
    """
    from onrecord.publishing.page.page import page_style

    css = page_style()
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="generator", content="OnRecord"),
        element("title", chart.title),
        element("style", Html(css)),
    )
    main = element(
        "body",
        element("header", element("h1", chart.title)),
        element("div", figure(chart, captioned=False), class_="chart-page"),
    )
    return "<!doctype html>\n" + element("html", head, main, lang="en") + "\n"


def as_csv(chart: Timeline) -> str:
    """The table behind the picture: a row for each claim and reading; of curves, for each value.

    Text that a spreadsheet would run as a formula begins with an apostrophe.

    >>> as_csv(Timeline(title="Claims", kind="territory")).startswith("number,drawn,date")
    True
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if chart.kind is None:
        writer.writerow(CURVE_COLUMNS)
        for panel in chart.panels:
            for curve in panel.curves:
                writer.writerows(_curve_cells(curve, panel))
        return out.getvalue()
    writer.writerow(COLUMNS)
    for row in chart.rows:
        writer.writerows(_cells(row, chart))
    for left in chart.left_out:
        writer.writerow(_left_cells(left, chart))
    return out.getvalue()


def as_text(chart: Timeline) -> str:
    """The picture in lines of words, for a terminal."""
    lines = [chart.title, ""]
    for panel in chart.panels:
        lines += [panel.title, *(f"  {row_words(row)}" for row in panel.rows)]
        lines += [f"  {curve_words(curve, panel.unit)}" for curve in panel.curves]
        lines.append("")
    lines += [
        f"  not drawn ({one.reason}): {one.day or 'no date'}, {one.speaker}: “{one.words}”"
        for one in chart.left_out
    ]
    lines += [*notes(chart), *(_source_lines(chart) if chart.kind else ())]
    return "\n".join(lines).rstrip("\n") + "\n"


def _source_lines(chart: Timeline) -> Iterator[str]:
    for source in chart.sources:
        yield f"Reference: {source.title}, version {source.version}; {source.licence}"


def _with_style(svg: Html, css: str, width: int) -> str:
    head, rest = svg.split(">", 1)
    sized = f'{head} width="{width}">'
    return f"{sized}{element('style', Html(css))}{rest}\n"


def _cells(row: ClaimRow, chart: Timeline) -> Iterator[list[str]]:
    readings: list[Meaning | None] = [*row.meanings] or [None]
    for number, meaning in enumerate(readings):
        spread = meaning.spread if meaning else None
        deciding = [one for one in meaning.figures if one.standing == "decides"] if meaning else []
        yield [
            str(row.number), "yes", str(row.day or ""), _safe(row.speaker), _safe(row.outlet),
            _safe(row.title), row.document, _safe(row.claim), chart.kind or "", _safe(row.about),
            _safe(row.words), row.said, row.modifier, _number(row.allowed.low),
            _number(row.printed), _number(row.allowed.high), row.unit, row.since, row.verdict,
            _safe(meaning.title) if meaning else "",
            "yes" if meaning and number == row.main else "no",
            meaning.verdict if meaning else "",
            _number(spread.low) if spread else "", _number(spread.high) if spread else "",
            _safe("; ".join(dict.fromkeys(one.title for one in deciding))),
            _safe(shown_only(meaning, row.unit)), "; ".join(row.notes),
        ]  # fmt: skip


def _left_cells(left: LeftOut, chart: Timeline) -> list[str]:
    found = {
        "drawn": "no", "date": str(left.day or ""), "speaker": _safe(left.speaker),
        "outlet": _safe(left.outlet), "report": _safe(left.title), "document": left.document,
        "claim": _safe(left.claim), "kind": chart.kind or "", "words": _safe(left.words),
        "remarks": f"not drawn: {left.reason}",
    }  # fmt: skip
    return [found.get(column, "") for column in COLUMNS]


def _curve_cells(curve: Curve, panel: Panel) -> Iterator[list[str]]:
    for point in curve.points:
        yield [
            curve.reference, _safe(curve.title), _safe(curve.definition), str(point.day),
            _number(point.value), panel.unit, "yes" if point.decides else "no",
            _safe("; ".join(point.flags)),
        ]  # fmt: skip


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


def _safe(words: str) -> str:
    return f"'{words}" if words.startswith(("=", "+", "-", "@", "\t")) else words
