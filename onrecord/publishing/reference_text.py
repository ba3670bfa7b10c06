"""Reference data as text: a list of references, and one in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from onrecord.reference import Library, Reference

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


def print_references(references: Sequence[Reference], console: Console) -> None:
    """One line a reference: name, days, what a figure is, publisher."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("name", "from", "to", "a figure is", "publisher"):
        table.add_column(heading, overflow="fold")
    for one in references:
        days = one.coverage
        table.add_row(
            one.name, str(days.start), str(days.end), _BIAS[one.bias], Text(one.publisher)
        )
    console.print(table)


def print_reference(library: Library, name: str, console: Console) -> None:
    """Everything the reference ``name`` says of itself, and what the rules find in it."""
    one = next(found for found in library.references if found.name == name)
    console.print(Text(one.title, style="bold"))
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for heading, words in _facts(one):
        table.add_row(heading, Text(words))
    for number, defect in enumerate(one.defects):
        table.add_row("" if number else "defects", Text(defect))
    for number, words in enumerate(_flags(library, name)):
        table.add_row("" if number else "rules find", Text(words))
    console.print(table)


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
    flags = [
        flag
        for one in (*library.series, *library.ledgers)
        if one.reference.name == name
        for flag in one.flags
    ]
    counts = Counter((flag.rule, flag.informational) for flag in flags)
    return [
        f"{rule}: {count}" + (" (noted only)" if noted else "")
        for (rule, noted), count in sorted(counts.items())
    ] or ["nothing"]
