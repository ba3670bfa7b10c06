"""Reference data as text: a list of references, and one in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.reference import Library, Reference
from onrecord.reference.audit import Finding, audit

if TYPE_CHECKING:
    from rich.console import Console

_BIAS = {
    "lower_bound": "a lower bound",
    "official_claim": "an official claim",
    "estimate": "an estimate",
}
_DATES = {
    "day_of_state": "the day whose state is told",
    "day_of_event": "the day of the event",
    "day_of_recording": "the day of recording, not of the event",
    "day_of_publication": "the day of publication, not of the event",
}


_UNITS = {"km2": "km²", "items": "items", "people": "people", "percent": "%"}
_EFFECTS = {
    "value": "the value decides nothing",
    "change": "no change across it decides",
    "noted": "noted only",
}
_RULE_WORDS = 24
"""Columns that the longest name of a rule takes."""


def print_references(
    references: Sequence[Reference], added: Collection[str], console: Console
) -> None:
    """Each reference in two lines: name, days and what a figure is; title and publisher.

    ``added`` names those that the user added.
    """
    width = max((len(one.name) for one in references), default=0) + 2
    for one in references:
        days = f"{one.coverage.start} to {one.coverage.end}"
        yours = "  added by you" if one.name in added else ""
        console.print(
            Text.assemble((f"{one.name:<{width}}", "bold"), f"{days}  {_BIAS[one.bias]}{yours}")
        )
        console.print(
            Padding(Text(f"{one.title}. {one.publisher}."), (0, 0, 0, 4), expand=False), style="dim"
        )


def print_reference(library: Library, name: str, console: Console) -> None:
    """Everything the reference ``name`` says of itself, and what the rules find in it."""
    one = next(found for found in library.references if found.name == name)
    console.print(Text(one.title, style="bold"))
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for heading, words in _facts(one):
        table.add_row(heading, Text(words))
    rows = {"holds": _held(library, one), "defects": one.defects or ("none are known",)}
    rows["rules find"] = _flags(library, name)
    for heading, lines in rows.items():
        for number, words in enumerate(lines):
            table.add_row("" if number else heading, Text(words))
    console.print(table)


def print_audit(findings: Sequence[Finding], console: Console, *, everything: bool) -> None:
    """Findings by reference, one a line; those that are noted only as counts, unless asked for."""
    by_reference: dict[str, list[Finding]] = {}
    for finding in findings:
        by_reference.setdefault(finding.reference, []).append(finding)
    for reference, found in by_reference.items():
        console.print(Text(reference, style="bold"))
        for finding in found:
            if everything or finding.effect != "noted":
                console.print(Padding(_line(finding), (0, 0, 0, 2), expand=False))
        noted = Counter(finding.rule for finding in found if finding.effect == "noted")
        if noted and not everything:
            told = ", ".join(f"{rule} {count:,}" for rule, count in sorted(noted.items()))
            console.print(Text(f"  noted only: {told} (--all lists them)", style="dim"))
    if not findings:
        console.print("The rules find nothing.")


def _line(finding: Finding) -> Text:
    days = str(finding.start)
    if finding.end != finding.start:
        days += f" to {finding.end}"
    what = finding.series.partition("/")[2] + (f": {finding.about}" if finding.about else "")
    unit = "days" if finding.rule in _DAYS else _UNITS[finding.unit]
    return Text.assemble(
        f"{days:<26}",
        (f"{finding.rule:<{_RULE_WORDS}}", "bold"),
        f"{finding.size:+,.0f} {unit}; {_EFFECTS[finding.effect]}",
        (f"\n  {what}; {finding.why}", "dim"),
    )


_DAYS = frozenset({"stale", "gap"})
"""Rules whose size is a number of days."""
_SHOWN = 6
"""Series of a reference that are told one by one."""


def _held(library: Library, one: Reference) -> list[str]:
    """What a reference holds: its series and ledgers by name, and how many places it speaks of."""
    found = [
        f"{series.id.partition('/')[2]}: {series.definition}"
        for series in library.series
        if series.reference == one
    ]
    found += [
        f"{ledger.id.partition('/')[2]}: {ledger.definition}"
        for ledger in library.ledgers
        if ledger.reference == one
    ]
    found += [
        f"{tenures.definition}: {len(tenures.places):,} places"
        for tenures in library.tenures
        if tenures.reference == one
    ]
    more = [f"and {len(found) - _SHOWN} more series"] if len(found) > _SHOWN else []
    return [*found[:_SHOWN], *more]


def _facts(one: Reference) -> list[tuple[str, str]]:
    days = one.coverage
    parties = f"; lists {', '.join(days.parties)}" if days.parties else ""
    return [
        ("name", f"{one.name}, shown as {one.short_title}"),
        ("version", f"{one.version}, retrieved {one.retrieved}"),
        ("publisher", one.publisher),
        ("party", one.party or "none: it belongs to no party to the conflict"),
        ("covers", f"{days.start} to {days.end}, {days.place}{parties}"),
        ("unit", one.unit),
        ("a date is", _DATES[one.date_means]),
        ("a figure is", _BIAS[one.bias]),
        ("rests on", ", ".join(one.derived_from) or "nothing else that is named"),
        ("terms", one.licence),
        ("source", one.source),
        ("sha256", one.sha256),
    ]


def _flags(library: Library, name: str) -> list[str]:
    counts = Counter((finding.effect, finding.rule) for finding in audit(library, name))
    found = [
        f"{rule}: {count:,} ({_EFFECTS[effect]})"
        for (effect, rule), count in sorted(
            counts.items(), key=lambda one: (one[0][0] == "noted", one[0])
        )
    ]
    return [*found, f"each of them: onrecord reference audit {name}"] if found else ["nothing"]
