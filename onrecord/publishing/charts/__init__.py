"""Pictures: claims over time beside their references, and reference data by themselves.

What is drawn is settled first, as rows and curves without a pixel (``rows``, ``claims``,
``curves``); the drawing (``picture``) is static SVG that our own few shapes make: no script, no
dependency, the same in the page of a report, in a file of its own and as a PNG.
"""

from onrecord.publishing.charts.claims import references_of, timeline
from onrecord.publishing.charts.curves import curves_of
from onrecord.publishing.charts.files import as_csv, as_html, as_png, as_svg, as_text
from onrecord.publishing.charts.plots import Choice, package_curves
from onrecord.publishing.charts.rows import ClaimRow, Curve, LeftOut, Panel, Timeline, Wanted

__all__ = [
    "Choice", "ClaimRow", "Curve", "LeftOut", "Panel", "Timeline", "Wanted", "as_csv", "as_html",
    "as_png", "as_svg", "as_text", "curves_of", "package_curves", "references_of", "timeline",
]  # fmt: skip
