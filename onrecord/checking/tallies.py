"""What a ledger counts: totals as of a day, and what was added in a window."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onrecord.checking.days import Window, shifted
from onrecord.checking.measuring import Measured, barring
from onrecord.checking.rules import rules
from onrecord.checking.wording import day, listed, number, plural
from onrecord.record import Disposition
from onrecord.reference.types import Count, Flag, Ledger

Entries = tuple[Disposition | None, ...]


@dataclass(frozen=True)
class Asked:
    """What a ledger is asked for: whose losses, of what, entered how."""

    party: str
    item: str
    entries: Entries

    @property
    def words(self) -> str:
        """What is counted, in words."""
        entered = [entry for entry in self.entries if entry is not None]
        how = f", {listed(entered, 'or')}" if entered else ", all losses"
        return f"{'all items' if self.item == 'all' else self.item}{how}"


def total(ledger: Ledger, asked: Asked, last: dt.date) -> Measured | None:
    """All that is counted up to a day; None where the ledger does not say."""
    counts = _counts(ledger, asked, last)
    if not counts:
        return None
    as_of = min(one.as_of for one in counts)
    flags = _flags(ledger, asked, as_of, as_of)
    value = sum(one.count for one in counts)
    return Measured(
        reference=ledger.reference,
        definition=f"{ledger.definition}; {asked.party}: {asked.words}",
        days=(as_of, as_of),
        value=value,
        unit=ledger.reference.unit,
        words=f"{number(value)} ({asked.words}) as of {day(as_of)}",
        flags=flags,
        notes=barring(ledger.reference, flags, [(last, as_of)], rules().carry.count),
        is_level=True,
    )


def added(ledger: Ledger, asked: Asked, span: Window, *, strict: bool) -> list[Measured]:
    """The entries of a window, as they stand and without those that may be of earlier losses.

    Entries come late; those of a lower bound count from a few days into the window on, so that
    what is counted was lost inside it. The plain difference is shown beside it, or alone where
    nothing is to be decided (``strict`` False).
    """
    plain = _difference(ledger, asked, span, 0)
    lag = rules().lag.get(ledger.reference.date_means, 0)
    if not strict or lag == 0 or ledger.reference.bias != "lower_bound":
        return plain
    note = "the first of these entries may be of earlier losses"
    return [*_difference(ledger, asked, span, lag), *(found.barred(note) for found in plain)]


def _difference(ledger: Ledger, asked: Asked, span: Window, lag: int) -> list[Measured]:
    start = shifted(span.base, lag)
    if start >= span.end:
        return []
    before, after = _counts(ledger, asked, start), _counts(ledger, asked, span.end)
    if not before or not after:
        return []
    first, last = min(one.as_of for one in before), min(one.as_of for one in after)
    low, high = sum(one.count for one in before), sum(one.count for one in after)
    flags = _flags(ledger, asked, first, last)
    late = f"; begun {plural(lag, 'day')} late, the usual lag to an entry" if lag else ""
    limit = rules().carry.over((span.end - span.base).days)
    words = (
        f"{number(high)} (as of {day(last)}) − {number(low)} (as of {day(first)}) = "
        f"{number(high - low)} ({asked.words}{late})"
    )
    return [
        Measured(
            reference=ledger.reference,
            definition=f"{ledger.definition}; {asked.party}: {asked.words}",
            days=(first, last),
            value=high - low,
            unit=ledger.reference.unit,
            words=words,
            flags=flags,
            notes=barring(ledger.reference, flags, [(start, first), (span.end, last)], limit),
        )
    ]


def _counts(ledger: Ledger, asked: Asked, day_: dt.date) -> tuple[Count, ...]:
    if day_ < ledger.reference.coverage.start:
        return ()
    found = [ledger.at(day_, asked.party, asked.item, entry) for entry in asked.entries]
    return tuple(one for one in found if one is not None) if all(found) else ()


def _flags(ledger: Ledger, asked: Asked, first: dt.date, last: dt.date) -> tuple[Flag, ...]:
    return tuple(
        flag
        for entry in asked.entries
        for flag in ledger.flags_against(first, last, asked.party, asked.item, entry)
    )
