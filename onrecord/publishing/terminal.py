"""The view for the terminal: calm, width-safe, and plain text where it is piped."""

from __future__ import annotations

from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.publishing.record_view import record_view
from onrecord.publishing.view import ClaimView, FigureView, ReadingView, StatementView, View
from onrecord.record import Record

_NARROW = 76
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
    _print_head(view, console)
    if view.statements:
        _heading(console, "Statements", len(view.statements))
        for lead, group in groupby(view.statements, key=lambda s: (s.lead, s.role)):
            _print_speaker(console, *lead, tuple(group))
    if view.claims:
        _heading(console, "Claims and checks", len(view.claims))
        for claim in view.claims:
            _print_claim(console, claim)
    if view.unknowns:
        _heading(console, "Said to be unknown", len(view.unknowns))
        for unknown in view.unknowns:
            console.print(Padding(Text(f"“{unknown.quote}”"), (0, 0, 0, 5)))
    if not (view.statements or view.claims or view.unknowns):
        console.print()
        console.print(Text("No statement, claim or unknown was found.", style="dim"))


def _print_head(view: View, console: Console) -> None:
    console.print(Text(view.title, style="bold"))
    console.print(Text(" · ".join(view.facts), style="dim"))
    for notice in view.notices:
        console.print(_hanging("! ", Text(notice), style="yellow"))
    if view.summary:
        console.print()
        console.print(_labelled(view.summary))


def _heading(console: Console, title: str, count: int) -> None:
    console.print()
    console.print(Text.assemble((title, "bold underline"), (f"  {count}", "dim")))


def _print_speaker(
    console: Console, lead: str, role: str, statements: tuple[StatementView, ...]
) -> None:
    manner = _MANNERS[statements[0].manner] if statements[0].manner == "depicted" else ""
    console.print()
    console.print(
        Padding(Text.assemble((lead, f"bold {manner}"), (f", {role}" if role else "", "dim")), (0, 0, 0, 5))
    )
    for statement in statements:
        console.print(_statement(statement))


def _statement(statement: StatementView) -> RenderableType:
    style = _MANNERS[statement.manner]
    lines = [Text(statement.quote, style="italic" if statement.manner == "depicted" else "")]
    details = Text(statement.how, style="dim")
    for number, note in enumerate(statement.notes):
        details.append(" · ")
        details.append(note, style=f"not dim {style}" if style and number == 0 else "dim")
    return _hanging(statement.id, Group(*lines, details), style="cyan")


def _print_claim(console: Console, claim: ClaimView) -> None:
    body: list[RenderableType] = [
        Text.assemble((claim.kind, "bold"), (f", claimed by {claim.by}", "dim")),
        Text(f"“{claim.quote}”"),
    ]
    if claim.facts:
        body.append(_labelled(claim.facts))
    if claim.verdict:
        body.append(Text(f"→ {claim.verdict}", style=f"bold {_TONES[claim.tone]}"))
    body += [_reading(reading, console.width) for reading in claim.readings]
    if claim.working:
        body.append(_hanging("Working  ", Text(claim.working), style="dim"))
    console.print()
    console.print(_hanging(claim.id, Group(*body), style="cyan"))


def _reading(reading: ReadingView, width: int) -> RenderableType:
    head = Text.assemble(
        "• ", reading.title, ": ", (reading.verdict, _TONES[reading.tone])
    )
    lines: list[RenderableType] = [head]
    if reading.why:
        lines.append(Padding(Text(reading.why, style="dim"), (0, 0, 0, 2)))
    if reading.figures:
        figures = _figure_list if width < _NARROW else _figure_table
        lines.append(Padding(figures(reading.figures), (0, 0, 0, 2)))
    return Group(*lines)


def _figure_table(figures: tuple[FigureView, ...]) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, pad_edge=False)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for figure in figures:
        style = "" if figure.decides else "dim"
        table.add_row(
            Text(figure.amount, style=style), Text(figure.period, style="dim"), _source(figure)
        )
    return table


def _figure_list(figures: tuple[FigureView, ...]) -> RenderableType:
    return Group(
        *(
            _hanging("- ", Text.assemble(f"{figure.amount}, {figure.period}: ", _source(figure)))
            for figure in figures
        )
    )


def _source(figure: FigureView) -> Text:
    source = Text.assemble((figure.reference, ""), (f": {figure.definition}", "dim"))
    if figure.flags:
        source.append(f" [{figure.flags}]", style="yellow")
    if not figure.decides:
        source.append(" (does not decide)", style="dim")
    return source


def _labelled(rows: tuple[tuple[str, str], ...]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(ratio=1)
    for label, line in rows:
        table.add_row(Text(label), Text(line))
    return table


def _hanging(mark: str, body: RenderableType, *, style: str = "") -> Table:
    table = Table(box=None, padding=0, show_header=False, pad_edge=False)
    table.add_column(width=max(len(mark), 5 if len(mark) > 2 or not mark.endswith(" ") else 2), no_wrap=True)
    table.add_column(ratio=1)
    table.add_row(Text(mark, style=style), body)
    return table
