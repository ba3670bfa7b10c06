"""The tables people read, and the JSON report that machines read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from evaluation.floors import GATED, Fall, SetFloors, falls
from evaluation.runs import SetReport, VariationReport
from evaluation.scoring import Scored

if TYPE_CHECKING:
    from rich.console import Console

Json = dict[str, Any]

DEMANDS = {
    "seed": "What the first real report must give",
    "claim1": "What published files come to, as stated and as computed here",
}


def print_set(
    report: SetReport, floors: SetFloors | None, console: Console, *, everything: bool
) -> None:
    """One set's figures: value, what it is made of, its interval, its floor."""
    speed = report.reports / report.seconds if report.seconds else 0.0
    title = f"{report.name}: {report.reports} {report.things}, {speed:.1f} a second"
    table = Table(title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD)
    for heading in ("", "value", "of", "95 %", "floor"):
        table.add_column(heading, justify="left" if not heading else "right")
    fallen = {fall.key for fall in falls(report.scored, floors)}
    group = None
    for one in report.scored:
        shown = everything or one.figure.key in GATED
        if not shown or (one.ratio.empty and not everything):
            continue
        if group is not None and group != one.figure.group:
            table.add_section()
        group = one.figure.group
        floor = floors.figures.get(one.figure.key) if floors else None
        style = "bold red" if one.figure.key in fallen else ""
        table.add_row(*_row(one, floor), style=style)
    console.print(table)


def print_demands(report: SetReport, console: Console) -> None:
    """What a set demands, passed and failed, with what was found."""
    if not report.demands:
        return
    table = Table(
        title=DEMANDS.get(report.name, "What it must give"),
        title_justify="left",
        title_style="bold",
        box=SIMPLE_HEAD,
    )
    for heading in ("", "demand", "found"):
        table.add_column(heading)
    for demand in report.demands:
        mark = Text("met", style="green") if demand.passed else Text("NOT", style="bold red")
        table.add_row(mark, Text(demand.name), Text(demand.found))
    console.print(table)


def print_variations(reports: Sequence[VariationReport], console: Console) -> None:
    """The plain-text cases of dev, typed differently; nothing should change."""
    if not reports:
        return
    table = Table(
        title="dev, plain text, typed differently",
        title_justify="left",
        title_style="bold",
        box=SIMPLE_HEAD,
    )
    table.add_column("")
    for one in reports[0].scored:
        table.add_column(one.figure.words, justify="right")
    for report in reports:
        table.add_row(report.name, *(f"{one.ratio.value:.3f}" for one in report.scored))
    console.print(table)


def print_mistakes(report: SetReport, console: Console) -> None:
    """The set's mistakes by report, one a line."""
    for mistake in report.mistakes:
        line = Text.assemble(
            (mistake.report, "dim"), "  ", (mistake.kind, "bold"), "  ", mistake.words
        )
        console.print(line, soft_wrap=True)


def print_by_report(report: SetReport, console: Console) -> None:
    """The main figures of each report of a set."""
    keys = ("statements_F1", "statement_speaker_acc", "claims_F1", "unknowns_R",
            "advertising_token_R", "advertising_fp_share")  # fmt: skip
    table = Table(title=f"{report.name}, by report", title_justify="left", box=SIMPLE_HEAD)
    table.add_column("")
    for key in keys:
        table.add_column(key, justify="right")
    for name, scored in report.by_report:
        values = {one.figure.key: one.ratio.value for one in scored}
        table.add_row(name, *(f"{values[key]:.3f}" for key in keys))
    console.print(table)


def print_falls(name: str, fallen: Sequence[Fall], console: Console) -> None:
    """What fell below its floor, in words."""
    for fall in fallen:
        console.print(f"{name}: {fall.key} fell to {fall.value:.4f}; its floor is {fall.floor:.3f}")


def write_report(
    path: Path,
    reports: Sequence[SetReport],
    variations: Sequence[VariationReport],
    skipped: Sequence[str],
    *,
    show_held_out: bool = False,
) -> None:
    """Writes everything as JSON; of secret sets only the figures, unless asked."""
    whole = {
        "sets": [_set(report, open_=show_held_out or not report.secret) for report in reports],
        "variations": [
            {"name": one.name, "figures": [_figure(s) for s in one.scored]} for one in variations
        ],
        "skipped": list(skipped),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _row(one: Scored, floor: float | None) -> tuple[str, str, str, str, str]:
    ratio = one.ratio
    if one.figure.kind == "count":
        ceiling = "" if floor is None else f"{floor:.0f}"
        return one.figure.words, str(ratio.part), "", "", ceiling
    span = f"{one.interval[0]:.2f} to {one.interval[1]:.2f}" if one.interval else ""
    limit = "" if floor is None else f"{floor:.3f}"
    return one.figure.words, f"{ratio.value:.3f}", f"{ratio.part}/{ratio.whole}", span, limit


def _set(report: SetReport, *, open_: bool) -> Json:
    shown: Json = {
        "name": report.name,
        "digest": report.digest,
        "reports": report.reports,
        "seconds": round(report.seconds, 3),
        "figures": [_figure(one) for one in report.scored],
        "demands": [{"demand": d.name, "met": d.passed, "found": d.found} for d in report.demands],
    }
    if report.audit:
        shown["audit"] = [
            {
                "series": one.series,
                "from": str(one.label.start),
                "to": str(one.label.end),
                "km2": one.label.size,
                "label": one.label.label,
                "outcome": one.outcome,
                "rules": list(one.rules),
            }
            for one in report.audit
        ]
    if open_:
        shown["by_report"] = {
            name: [_figure(one) for one in scored] for name, scored in report.by_report
        }
        shown["mistakes"] = [
            {"report": m.report, "kind": m.kind, "words": m.words} for m in report.mistakes
        ]
    return shown


def _figure(one: Scored) -> Json:
    return {
        "key": one.figure.key,
        "value": one.ratio.value,
        "part": one.ratio.part,
        "whole": one.ratio.whole,
        "interval": list(one.interval) if one.interval else None,
    }
