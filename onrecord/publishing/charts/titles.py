"""What pictures and their panels are called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from onrecord.publishing.charts.rows import Measured, Wanted
from onrecord.record import ClaimKind, Unit

_KINDS: Mapping[ClaimKind, str] = {
    "territory": "Claims about territory",
    "control": "Claims about the control of places",
    "withdrawal": "Claims about withdrawals",
    "materiel": "Claims about equipment",
    "casualties": "Claims about casualties",
}
_AREAS: Mapping[Measured, str] = {
    "moved": "Area said to have changed hands, and references for the same days",
    "held": "Area said to be held, and references for the same day",
    "counted": "Area claimed",
    "nothing": "Area claimed, with no reference to compare",
}
_SHARES: Mapping[Measured, str] = {
    "moved": "Share said to have changed hands, and references for the same days",
    "held": "Share said to be held, and references for the same day",
    "counted": "Share claimed",
    "nothing": "Share claimed, with no reference to compare",
}
UNIT_WORDS: Mapping[Unit, str] = {
    "km2": "km²",
    "percent": "per cent",
    "items": "number",
    "people": "people",
}


def chart_title(wanted: Wanted, days: Sequence[dt.date]) -> str:
    """The title of a timeline: kind, what it is narrowed to, first and last day.

    >>> chart_title(Wanted(item="tank"), [dt.date(2031, 5, 3)])
    'Claims about territory (“tank”), 2031-05-03'
    """
    narrowed = [
        f"“{words}”" for words in (wanted.actor, wanted.place, wanted.speaker, wanted.item) if words
    ]
    title = _KINDS[wanted.kind] + (f" ({', '.join(narrowed)})" if narrowed else "")
    if not days:
        return title
    first, last = min(days), max(days)
    return f"{title}, {first}" + (f" to {last}" if last != first else "")


def panel_title(about: str, unit: Unit, measured: Measured) -> str:
    """What one scale shows, with its unit.

    >>> panel_title("", "km2", "moved")
    'Area said to have changed hands, and references for the same days, km²'
    """
    if unit == "km2":
        return f"{_AREAS[measured]}, km²"
    if unit == "percent":
        return f"{_SHARES[measured]}, per cent"
    what = about or ("people" if unit == "people" else "number")
    alone = ", with no reference to compare" if measured == "nothing" else ""
    return f"{what[:1].upper()}{what[1:]}: {UNIT_WORDS[unit]} claimed{alone}"
