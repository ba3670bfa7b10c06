"""What a ledger counts: totals as of a day, and what was added in a window."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from onrecord.checking.days import Window, shifted
from onrecord.checking.items import class_name
from onrecord.checking.measuring import Measured, barring
from onrecord.checking.rows import Rows, Worked
from onrecord.checking.rules import rules
from onrecord.checking.wording import day, listed, number, plural
from onrecord.record import Disposition
from onrecord.reference.ledgers import RECORDED, Count, Ledger
from onrecord.reference.types import Flag

Entries = tuple[Disposition | None, ...]

_TAKEN_BACK = "the maker has taken entries back since"


@dataclass(frozen=True)
class Asked:
    """What a ledger is asked for: whose losses, of what, entered how; and the party's name."""

    party: str
    item: str
    entries: Entries
    whose: str = ""

    @property
    def words(self) -> str:
        """What is counted, in words."""
        entered = [entry for entry in self.entries if entry is not None]
        how = f", {listed(entered, 'or')}" if entered else ", all losses"
        return f"{class_name(self.item)}{how}"

    @property
    def counted(self) -> str:
        """The same, with whose they are, as a figure's definition ends."""
        return f"{self.whose or self.party}: {self.words}"


def totals(ledger: Ledger, asked: Asked, last: dt.date) -> tuple[Measured, ...]:
    """All that is counted up to a day, and what of it stands now; empty where nothing is said.

    Where a maker has taken entries back since, no more than the lowest later count still stands
    of what had been recorded by the day: that figure comes first, and may decide.
    """
    found = total(ledger, asked, last)
    if found is None:
        return ()
    now = _standing(ledger, asked, found)
    return (now, found.barred(_TAKEN_BACK)) if now is not None else (found,)


def _standing(ledger: Ledger, asked: Asked, found: Measured) -> Measured | None:
    if asked.entries != (None,) or ledger.reference.date_means not in RECORDED:
        return None
    lowest = ledger.lowest_after(found.days[1], asked.party, asked.item)
    if lowest is None or lowest.count >= found.value:
        return None
    back = number(found.value - lowest.count)

    def worked() -> Worked:
        rows = Rows()
        return rows.worked(rows.count(ledger, lowest.as_of, asked.party, asked.item, None))

    return replace(
        found,
        days=(lowest.as_of, lowest.as_of),
        value=lowest.count,
        words=(
            f"{number(lowest.count)} ({asked.words}) as of {day(lowest.as_of)}: {back} of the "
            f"{number(found.value)} of {day(found.days[1])} were taken back by then"
        ),
        worked=worked,
    )


def total(ledger: Ledger, asked: Asked, last: dt.date) -> Measured | None:
    """All that is counted up to a day; None where the ledger does not say."""
    counts = _counts(ledger, asked, last)
    if not counts:
        return None

    def worked() -> Worked:
        rows = Rows()
        return rows.worked(_named(rows, ledger, asked, last))

    as_of = min(one.as_of for one in counts)
    flags = _flags(ledger, asked, as_of, as_of)
    value = sum(one.count for one in counts)
    return Measured(
        reference=ledger.reference,
        definition=f"{ledger.definition}; {asked.counted}",
        days=(as_of, as_of),
        value=value,
        unit=ledger.reference.unit,
        words=f"{number(value)} ({asked.words}) as of {day(as_of)}",
        flags=flags,
        notes=barring(ledger.reference, flags, [(last, as_of)], rules().carry.count),
        is_level=True,
        title=ledger.short_title,
        worked=worked,
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
    late = _difference(ledger, asked, span, lag)
    standing = [now for found in late if (now := _grown_standing(ledger, asked, span, found))]
    if standing:
        late = [*standing, *(found.barred(_TAKEN_BACK) for found in late)]
    return [*late, *(found.barred(note) for found in plain)]


def _grown_standing(ledger: Ledger, asked: Asked, span: Window, found: Measured) -> Measured | None:
    """What surely still stands of the entries of a window; None where nothing was taken back."""
    end = total(ledger, asked, span.end)
    now = _standing(ledger, asked, end) if end is not None else None
    if end is None or now is None or found.worked is None:
        return None
    back = end.value - now.value
    inner = found.worked()

    def worked() -> Worked:
        rows = Rows()
        for row in inner.rows:
            rows.keep(row)
        last = rows.count(ledger, now.days[1], asked.party, asked.item, None)
        return rows.worked(f"max(0, {last} - {inner.base})", base=inner.base)

    value = max(0.0, found.value - back)
    return replace(
        found,
        days=(found.days[0], now.days[1]),
        value=value,
        words=(
            f"{found.words}; {number(back)} were taken back by {day(now.days[1])}, so that at "
            f"least {number(value)} stand"
        ),
        worked=worked,
    )


def grown(ledger: Ledger, asked: Asked, span: Window) -> Measured | None:
    """The entries of a window as they stand; None where the ledger does not say."""
    return next(iter(_difference(ledger, asked, span, 0)), None)


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

    def worked() -> Worked:
        rows = Rows()
        base, end = (_named(rows, ledger, asked, one) for one in (start, span.end))
        return rows.worked(f"{end} - {base}", base=base)

    words = (
        f"{number(high)} (as of {day(last)}) − {number(low)} (as of {day(first)}) = "
        f"{number(high - low)} ({asked.words}{late})"
    )
    return [
        Measured(
            reference=ledger.reference,
            definition=f"{ledger.definition}; {asked.counted}",
            days=(first, last),
            value=high - low,
            unit=ledger.reference.unit,
            words=words,
            flags=flags,
            notes=barring(ledger.reference, flags, [(start, first), (span.end, last)], limit),
            title=ledger.short_title,
            worked=worked,
        )
    ]


def _named(rows: Rows, ledger: Ledger, asked: Asked, day_: dt.date) -> str:
    """The counts of a day in a formula, all entries together."""
    names = [rows.count(ledger, day_, asked.party, asked.item, entry) for entry in asked.entries]
    return f"({' + '.join(names)})" if len(names) > 1 else names[0]


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
