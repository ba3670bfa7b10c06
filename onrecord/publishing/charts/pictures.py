"""The pictures in the page of one report: for each kind of claim that references speak of."""

from __future__ import annotations

from typing import get_args

from onrecord.publishing.charts.claims import timeline
from onrecord.publishing.charts.figure import figure
from onrecord.publishing.charts.rows import Wanted
from onrecord.publishing.page.markup import Html
from onrecord.record import ClaimKind, Record


def pictures(record: Record) -> list[Html]:
    """A figure for each kind of claim with a number beside which a reference has one."""
    found = []
    for kind in get_args(ClaimKind):
        chart = timeline([record], Wanted(kind=kind))
        if any(row.drawn is not None for row in chart.rows):
            found.append(figure(chart, name=f"picture-{kind}", sourced=False))
    return found
