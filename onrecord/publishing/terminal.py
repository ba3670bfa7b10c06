"""The view for the terminal: calm, width-safe, and plain text where it is piped."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.text import Text

from onrecord.publishing.layout import Beside, beside, indented, labelled
from onrecord.publishing.record_view import record_view
from onrecord.publishing.view import ClaimView, ReadingView, StatementView, SummaryView, View
from onrecord.publishing.wording import CHECKS_LEGEND, NO_AMOUNT, SHOWN_ONLY
from onrecord.record import Party, Record

if TYPE_CHECKING:
    from onrecord.attribution.correction_file import Correction

_NARROW = 72
_WIDEST = 104
_TONES = {"for": "green", "against": "red", "open": "yellow", "none": "dim"}
_MANNERS = {"earnest": "", "ironic": "yellow", "depicted": "magenta"}


def print_record(
    record: Record,
    console: Console,
    parties: Sequence[Party] = (),
    corrections: Sequence[Correction] = (),
) -> None:
    """Prints a Record to a console; nothing of the report is taken for markup or control codes.

    ``parties`` are those of a conflict whose profile does not ship with OnRecord,
    ``corrections`` those that people made in it.

    >>> import onrecord, rich.console, sys
    >>> console = rich.console.Console(file=sys.stdout, width=60)
    >>> print_record(onrecord.check_text("It rained in the valley all day."), console)
    ... # doctest: +ELLIPSIS
    Report without a title
    ...
    """
    view = record_view(record, parties, corrections)
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
    if any(claim.readings for claim in view.claims):
        parts += [Text(), Text(CHECKS_LEGEND, style="dim")]
    return parts


def _claim(claim: ClaimView, width: int) -> Beside:
    body: list[RenderableType] = [
        Text.assemble((claim.kind, "bold"), (f", {claim.by}", "dim")),
    ]
    if claim.verdict:
        body.append(Text(f"→ {claim.verdict}", style=f"bold {_TONES[claim.tone]}"))
    body += [Text(f"“{claim.quote}”"), *labelled(claim.facts)]
    told = [one for one in claim.readings if one.summary or one.tone != "none"]
    for verdict, readings in groupby(_by_verdict(told), key=lambda one: one.verdict):
        found = tuple(readings)
        if verdict != claim.verdict or len(told) > 1:
            body.append(Text(found[0].heading, style=_TONES[found[0].tone]))
        body += [_reading(reading, width) for reading in found]
    body += [beside("-", Text(note, style="dim"), style="dim", width=2) for note in claim.notes]
    if claim.working and not (claim.readings or claim.notes):
        body += [Text(line, style="dim") for line in claim.working[:1]]
    return beside(claim.id, Group(*body), style="cyan")


def _by_verdict(readings: Sequence[ReadingView]) -> list[ReadingView]:
    """Readings of one verdict together, in the order in which the verdicts first come."""
    order = list(dict.fromkeys(reading.verdict for reading in readings))
    return sorted(readings, key=lambda reading: order.index(reading.verdict))


def _reading(reading: ReadingView, width: int) -> Beside:
    lines: list[RenderableType] = [Text(reading.title)]
    deciding = [row for row in reading.summary if row.decides]
    lines += _summary(deciding or list(reading.summary), width, headed=not deciding)
    if deciding and len(deciding) < len(reading.summary):
        lines.append(Text(_left_aside(reading), style="dim"))
    return beside("•", Group(*lines), width=2)


def _left_aside(reading: ReadingView) -> str:
    """Whose figures do not decide, and for which kinds of reasons."""
    aside = [row for row in reading.figures if not row.decides]
    rows = [row for row in reading.summary if not row.decides]
    reasons = dict.fromkeys(one for row in rows for one in row.flags.split(", ") if one)
    reasons |= dict.fromkeys(one for row in rows for one in row.why.split("; ") if one)
    of = "; ".join(dict.fromkeys(row.reference for row in aside))
    why = f" ({', '.join(reasons)})" if reasons else ""
    return f"beside it, not deciding: {of}{why}"


def _summary(
    rows: Sequence[SummaryView], width: int, *, headed: bool = False
) -> list[RenderableType]:
    """A line a row; ``headed`` where the heading above them says already that none decides."""
    if width < _NARROW:
        return [
            beside(
                "-", Text.assemble(f"{row.amount}, {row.period}: ", _source(row, headed)), width=2
            )
            for row in rows
        ]
    amounts = max((len(row.amount) for row in rows), default=0)
    periods = max((len(row.period) for row in rows), default=0)
    return [
        Beside(
            Text(row.amount.rjust(amounts), style="" if row.decides else "dim"),
            Beside(Text(row.period, style="dim"), _source(row, headed), periods + 2),
            amounts + 2,
        )
        for row in rows
    ]


def _source(row: SummaryView, headed: bool) -> Text:
    source = Text.assemble(f"{row.measure}, " if row.measure else "", (row.references, "dim"))
    if not row.decides:
        told = row.why if headed else SHOWN_ONLY + (f": {row.why}" if row.why else "")
        unsaid = headed and row.why == NO_AMOUNT
        source.append(f", {told}" if told and not unsaid else "", style="dim")
    if row.flags:
        source.append(f": {row.flags}", style="yellow")
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
