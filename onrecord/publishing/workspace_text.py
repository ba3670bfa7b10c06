"""Lists of a workspace for the terminal: one entry a few lines, days at the left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.text import Text

from onrecord.publishing import figures
from onrecord.publishing.cleaning import one_line
from onrecord.publishing.layout import Beside
from onrecord.publishing.statement_view import inside
from onrecord.publishing.wording import (
    CERTAINTIES,
    CLAIM_KINDS,
    MANNERS,
    MODIFIERS,
    TONES,
    VERDICTS,
)
from onrecord.workspace import (
    ClaimLine,
    FailureLine,
    Hit,
    PersonLine,
    Report,
    ReportLine,
    StatementLine,
)

if TYPE_CHECKING:
    from onrecord.record import Manner

_DAY = 12
_WIDEST = 100
_TONE_STYLES = {"for": "green", "against": "red", "open": "yellow", "none": "dim"}
_MANNER_STYLES = {"earnest": "", "ironic": "yellow", "depicted": "magenta"}


def print_reports(lines: Iterable[ReportLine], console: Console) -> None:
    """Prints reports: day, title, outlet, how much was found, and the name."""
    for line in lines:
        found = f"{_counted(line.statements, 'statement')}, {_counted(line.claims, 'claim')}"
        state = {"read": found, "failed": "could not be read", "collected": "not read yet"}
        seen = f"seen in {line.sightings} places" if line.sightings > 1 else ""
        title = one_line(line.title or "")
        opening = Text(one_line(line.opening or "") or "without a title", style="italic")
        first = Text(title, style="bold") if title else opening
        _print(line.published, [first, _dim(line.outlet, state[line.state], seen)], console)
        _print_name(console, line.report)


def print_statements(lines: Iterable[StatementLine], console: Console) -> None:
    """Prints statements: day, whose words they are, the words, how they are meant."""
    for line in lines:
        lead = whose(line.manner, line.speaker, line.candidates, line.depicts, line.via)
        style = "bold magenta" if line.manner == "depicted" else "bold"
        head = Text.assemble((lead, style), (f", for {line.party}" if line.party else "", "dim"))
        notes = Text(" · ").join(
            [
                *_mode(line.manner),
                *(Text(one_line(note), style="dim") for note in _notes(line) if note),
            ]
        )
        _print(line.published, [head, Text(_quoted(line)), notes], console)
        _print_name(console, line.report, line.statement)


def print_claims(lines: Iterable[ClaimLine], console: Console) -> None:
    """Prints claims: day, kind, who claims them, the verdict, the words."""
    for line in lines:
        by = whose(line.manner, line.speaker, (), (), None) if line.statement else "the report"
        what = " ".join(filter(None, (line.item, line.disposition)))
        facts = ", ".join(filter(None, (what, _figure(line), line.place)))
        kind = CLAIM_KINDS[line.kind]
        head = Text.assemble(
            (kind, "bold"), (f": {one_line(facts)}" if facts else ""), (f" · {one_line(by)}", "dim")
        )
        parts: list[RenderableType] = [head]
        if line.verdict:
            style = _TONE_STYLES[TONES[line.verdict]]
            parts.append(Text(f"→ {VERDICTS[line.verdict]}", style=style))
        if line.certainty != "certain":
            parts.append(Text(CERTAINTIES[line.certainty], style="yellow"))
        parts.append(Text(f"“{one_line(line.words)}”"))
        _print(line.published, parts, console)
        _print_name(console, line.report, line.claim)


def print_people(lines: Iterable[PersonLine], console: Console) -> None:
    """Prints names: how often each speaks, for whom, and how often words are put to it."""
    for line in lines:
        said = str(line.statements) if line.statements else "–"
        about = [line.kind, *(f"for {party}" for party in line.parties)]
        about.append(_counted(line.reports, "report"))
        if line.identity == "hedged":
            about.append("the reports are unsure who this is")
        if line.depicted:
            about.append(f"shown, not quoted, {_counted(line.depicted, 'time')}")
        body = Text.assemble((one_line(line.name), "bold"), (f"  {', '.join(about)}", "dim"))
        console.print(Beside(Text(said.rjust(4), style="cyan"), body, 6), width=_width(console))


def print_failures(lines: Iterable[FailureLine], console: Console) -> None:
    """Prints what could not be added: the step, why, and what to try."""
    for line in lines:
        same = line.source in (line.name, "") or line.source.endswith(f"/{line.name}")
        whence = "" if same else f"  in {one_line(line.source)}"
        console.print(Text.assemble((one_line(line.name), "bold"), (whence, "dim")))
        body = Group(
            Text(f"{line.step}: {one_line(line.why)}", style="red"),
            Text(f"Try: {one_line(line.remedy)}"),
        )
        console.print(Beside(Text(""), body, 4), width=_width(console))


def print_hits(hits: Iterable[Hit], console: Console) -> None:
    """Prints what a search found, its words marked."""
    for hit in hits:
        excerpt = Text(hit.excerpt)
        for start, end in hit.marks:
            excerpt.stylize("bold underline", start, end)
        about = [one_line(part) for part in (hit.outlet or "", hit.title or "") if part]
        parts: list[RenderableType] = []
        if hit.statement is not None:
            lead = whose(hit.manner or "earnest", hit.speaker, (), hit.depicts, hit.via)
            depicted = hit.manner == "depicted"
            words = Text.assemble((f"{lead}: ", "bold magenta" if depicted else "bold"), excerpt)
            parts += [words, _joined(_mode(hit.manner or "earnest"))]
        else:
            parts.append(excerpt)
        parts.append(_dim(*about))
        _print(hit.published, [part for part in parts if str(part)], console)
        _print_name(console, hit.report, hit.statement)


def print_sightings(sightings: Iterable[Report], console: Console) -> None:
    """Prints where a report was seen: when, by whom, in which source."""
    console.print()
    console.print(Text("Seen in", style="bold underline"))
    for seen in sightings:
        place = one_line(seen.url or seen.source)
        about = [f"{seen.collected_at:%Y-%m-%d %H:%M} UTC", f"by {one_line(seen.collector)}"]
        about += [one_line(seen.locator)] if seen.locator else []
        console.print(
            Text.assemble(f"     {place}", (f"  {', '.join(about)}", "dim")), soft_wrap=True
        )


def whose(
    manner: Manner,
    speaker: str | None,
    candidates: Sequence[str],
    depicts: Sequence[str],
    via: str | None,
) -> str:
    """Whose words a statement holds; depicted words are never given to the person shown.

    >>> whose("depicted", None, (), ("Marek Toll",), "the Daily Satire")
    'Put into the mouth of Marek Toll by the Daily Satire'
    """
    if manner == "depicted":
        shown = " and ".join(inside(one_line(name)) for name in depicts) or "someone"
        lead = f"put into the mouth of {shown} by {one_line(via or '') or 'an unnamed maker'}"
    elif speaker is not None:
        lead = one_line(speaker)
    else:
        lead = "speaker left open"
        if candidates:
            lead += ": " + " or ".join(inside(one_line(name)) for name in candidates)
    return lead[:1].upper() + lead[1:]


def _quoted(line: StatementLine) -> str:
    words = one_line(line.words)
    return f"“{words}”" if line.form == "direct" else words


def _figure(line: ClaimLine) -> str:
    if line.unit is None:
        return ""
    amount = figures.amount(line.low, line.value, line.high, line.unit)
    return f"{MODIFIERS[line.modifier or 'exact']} {amount}".strip()


def _notes(line: StatementLine) -> tuple[str, ...]:
    relayed = line.via is not None and line.manner != "depicted"
    return (
        line.outlet or "",
        f"relayed by {line.via}" if relayed else "",
        "attitude, not speech" if line.act == "attitude" else "",
        "" if line.certainty == "certain" else CERTAINTIES[line.certainty],
    )


def _mode(manner: Manner) -> list[Text]:
    mode = MANNERS[manner]
    return [Text(mode.upper(), style=f"bold {_MANNER_STYLES[manner]}")] if mode else []


def _joined(parts: Sequence[Text]) -> Text:
    return Text(" · ").join(parts)


def _dim(*parts: str | None) -> Text:
    return Text(" · ".join(one_line(part) for part in parts if part), style="dim")


def _print_name(console: Console, report: str, item: str | None = None) -> None:
    """The name by which ``onrecord show`` knows it, on a line that is never broken."""
    name = one_line(report) + (f"  {item}" if item else "")
    console.print(Text(" " * _DAY + name, style="cyan"), soft_wrap=True)


def _print(day: dt.date | None, body: Sequence[RenderableType], console: Console) -> None:
    mark = Text(str(day) if day else "undated", style="" if day else "dim")
    whole = Group(*(part for part in body if str(part)))
    console.print(Beside(mark, whole, _DAY), width=_width(console), end="")


def _width(console: Console) -> int:
    return min(console.width, _WIDEST)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
