"""The view for the terminal: calm, width-safe, and plain text where it is piped."""

from __future__ import annotations

from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.text import Text

from onrecord.publishing.layout import Beside, beside, indented, labelled
from onrecord.publishing.record_view import record_view
from onrecord.publishing.view import ClaimView, FigureView, ReadingView, StatementView, View
from onrecord.record import Record

_NARROW = 72
_WIDEST = 104
_TONES = {"for": "green", "against": "red", "open": "yellow", "none": "dim"}
_MANNERS = {"earnest": "", "ironic": "yellow", "depicted": "magenta"}


def print_record(record: Record, console: Console) -> None:
    """Prints a Record to a console; nothing of the report is taken for markup or control codes.

    >>> import onrecord, rich.console, sys
    >>> console = rich.console.Console(file=sys.stdout, width=60)
    >>> print_record(onrecord.check_text("It rained in the valley all day."), console)
    ... # doctest: +ELLIPSIS
    Report without a title
    ...
    """
    view = record_view(record)
    width = min(console.width, _WIDEST)
    parts = [
        *_head(view),
        *_statements(view),
        *_claims(view, width),
        *_unknowns(view),
        *_references(view),
    ]
    console.print(indented(Group(*parts), 0), width=width)


def _head(view: View) -> list[RenderableType]:
    parts: list[RenderableType] = [
        Text(view.title, style="bold"),
        Text(" · ".join(view.facts), style="dim"),
    ]
    parts += [beside("!", Text(notice), style="bold yellow", width=2) for notice in view.notices]
    if view.summary:
        parts += [Text(), *labelled(view.summary)]
    if not (view.statements or view.claims or view.unknowns):
        parts += [Text(), Text("No statement, claim or unknown was found.", style="dim")]
    return parts


def _statements(view: View) -> list[RenderableType]:
    parts = _heading("Statements", len(view.statements))
    for (lead, role), group in groupby(view.statements, key=lambda s: (s.lead, s.role)):
        said = tuple(group)
        style = "bold magenta" if said[0].manner == "depicted" else "bold"
        speaker = Text.assemble((lead, style), (f", {role}" if role else "", "dim"))
        parts += [Text(), indented(speaker, 5), *(_statement(statement) for statement in said)]
    return parts


def _statement(statement: StatementView) -> Beside:
    style = _MANNERS[statement.manner]
    details = Text(" · ").join(
        [
            *([Text(statement.mode.upper(), style=f"bold {style}")] if statement.mode else []),
            *(Text(part, style="dim") for part in (statement.how, *statement.notes) if part),
        ]
    )
    words = Text(statement.quote, style="italic" if statement.manner == "depicted" else "")
    return beside(statement.id, Group(words, details), style="cyan")


def _claims(view: View, width: int) -> list[RenderableType]:
    parts = _heading("Claims and checks", len(view.claims))
    for claim in view.claims:
        parts += [Text(), _claim(claim, width)]
    return parts


def _claim(claim: ClaimView, width: int) -> Beside:
    body: list[RenderableType] = [
        Text.assemble((claim.kind, "bold"), (f", claimed by {claim.by}", "dim")),
        Text(f"“{claim.quote}”"),
        *labelled(claim.facts),
    ]
    if claim.verdict:
        body.append(Text(f"→ {claim.verdict}", style=f"bold {_TONES[claim.tone]}"))
    measured = any(reading.figures for reading in claim.readings)
    body += [
        _reading(reading, width) if measured else _named(reading) for reading in claim.readings
    ]
    if claim.working:
        body += [Text("Working", style="dim underline"), *map(_working_line, claim.working)]
    return beside(claim.id, Group(*body), style="cyan")


def _working_line(line: str) -> RenderableType:
    if line.startswith("- "):
        return indented(beside("-", Text(line[2:], style="dim"), style="dim", width=2), 2)
    return Text(line, style="dim")


def _named(reading: ReadingView) -> Beside:
    return beside("•", Text(reading.title, style="dim"), width=2)


def _reading(reading: ReadingView, width: int) -> Beside:
    head = Text.assemble(reading.title, ": ", (reading.verdict, _TONES[reading.tone]))
    lines: list[RenderableType] = [head]
    if reading.why:
        lines.append(Text(reading.why, style="dim"))
    lines += _stacked(reading.figures) if width < _NARROW else _columns(reading.figures)
    return beside("•", Group(*lines), width=2)


def _columns(figures: tuple[FigureView, ...]) -> list[RenderableType]:
    amounts = max((len(figure.amount) for figure in figures), default=0)
    periods = max((len(figure.period) for figure in figures), default=0)
    return [
        Beside(
            Text(figure.amount.rjust(amounts), style="" if figure.decides else "dim"),
            Beside(Text(figure.period, style="dim"), _source(figure), periods + 2),
            amounts + 2,
        )
        for figure in figures
    ]


def _stacked(figures: tuple[FigureView, ...]) -> list[RenderableType]:
    return [
        beside("-", Text.assemble(f"{figure.amount}, {figure.period}: ", _source(figure)), width=2)
        for figure in figures
    ]


def _source(figure: FigureView) -> Text:
    source = Text.assemble(figure.reference, (f" [{figure.note}]", "dim"))
    if figure.measure:
        source.append(f" {figure.measure}", style="dim")
    if figure.flags:
        source.append(f" [{figure.flags}]", style="yellow")
    if not figure.decides:
        source.append(" (does not decide)", style="dim")
    return source


def _references(view: View) -> list[RenderableType]:
    parts = _heading("What the references count", len(view.references))
    parts += [
        beside(
            f"[{reference.note}]",
            Text.assemble(reference.reference, (f": {reference.counts}", "dim")),
            style="dim",
        )
        for reference in view.references
    ]
    return parts


def _unknowns(view: View) -> list[RenderableType]:
    parts = _heading("Said to be unknown", len(view.unknowns))
    parts += [indented(Text(f"“{unknown.quote}”"), 5) for unknown in view.unknowns]
    return parts


def _heading(title: str, count: int) -> list[RenderableType]:
    if not count:
        return []
    return [Text(), Text.assemble((title, "bold underline"), (f"  {count}", "dim"))]
