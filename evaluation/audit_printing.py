"""The table of the rules' hits, misses and false alarms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from evaluation.runs import SetReport

if TYPE_CHECKING:
    from rich.console import Console, JustifyMethod

_STYLES = {"hit": "green", "left alone": "green", "miss": "bold red", "false alarm": "bold red"}


def print_audit(report: SetReport, console: Console) -> None:
    """Each label and series: what people say, what the rules said."""
    if not report.audit:
        return
    table = Table(
        title=f"{report.name}: what the rules say of labelled days",
        title_justify="left",
        title_style="bold",
        box=SIMPLE_HEAD,
    )
    for heading in ("", "series", "days", "km²", "label", "rules"):
        align: JustifyMethod = "right" if heading == "km²" else "left"
        table.add_column(heading, justify=align, overflow="fold")
    for one in report.audit:
        label = one.label
        days = (
            str(label.start) if label.start == label.end else f"{label.start} to {label.end:%m-%d}"
        )
        size = "" if label.size is None else f"{label.size:+,.0f}"
        outcome = Text(one.outcome, style=_STYLES[one.outcome])
        table.add_row(outcome, one.series, days, size, label.label, ", ".join(one.rules))
    console.print(table)
