"""The rows a check rests on, so that it can be redone from the reference data by hand."""

from __future__ import annotations

import datetime as dt

import msgspec

from onrecord.record import Check, Disposition, Figure
from onrecord.reference import Library
from onrecord.reference.types import Ledger, Series


class Row(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One value of a series or one count of a ledger, as published.

    ``reference`` is the data package, ``source`` the series or ledger in it; ``party``, ``item``
    and ``disposition`` are empty for a series. ``flags`` are the rules that speak against it.
    """

    reference: str
    source: str
    day: dt.date
    party: str = ""
    item: str = ""
    disposition: Disposition | str = ""
    value: float
    flags: tuple[str, ...] = ()


def explain(check: Check, library: Library) -> tuple[Row, ...]:
    """The rows behind the figures of a check, each once, by reference, source and day.

    A figure over a window rests on the values of its two days; a sum of windows or a range of
    levels on every value between them.

    >>> explain(Check(claim="c1", verdict="no_reference"), Library())
    ()
    """
    figures = dict.fromkeys(figure for reading in check.readings for figure in reading.figures)
    rows: set[Row] = set()
    for figure in figures:
        rows.update(row for one in library.series for row in _series_rows(one, figure))
        if figure.unit in ("items", "people"):
            rows.update(row for one in library.ledgers for row in _ledger_rows(one, figure))
    return tuple(sorted(rows))


def _days(figure: Figure) -> tuple[dt.date, dt.date] | None:
    if figure.window is not None:
        return figure.window
    return (figure.as_of, figure.as_of) if figure.as_of is not None else None


def _is_of(figure: Figure, reference: str, definition: str) -> bool:
    return figure.reference == reference and figure.definition.startswith(f"{definition};")


def _series_rows(series: Series, figure: Figure) -> list[Row]:
    days = _days(figure)
    if days is None or not _is_of(figure, series.reference.name, series.definition):
        return []
    first, last = days
    if series.measure in ("gained", "lost"):
        values = [value for value in series.values if first < value.day <= last]
    elif figure.definition.endswith(("held on any day", "moves one way")):
        values = [value for value in series.values if first <= value.day <= last]
    else:
        values = [value for value in series.values if value.day in days]
    return [
        Row(
            reference=series.reference.name,
            source=series.id,
            day=value.day,
            value=value.value,
            flags=tuple(flag.rule for flag in value.flags),
        )
        for value in values
    ]


def _ledger_rows(ledger: Ledger, figure: Figure) -> list[Row]:
    days = _days(figure)
    if days is None or not _is_of(figure, ledger.reference.name, ledger.definition):
        return []
    asked = figure.definition.removeprefix(f"{ledger.definition}; ")
    rows = []
    for party, item, disposition in sorted(
        {(one.party, one.item, one.disposition or "") for one in ledger.counts}
    ):
        named = disposition in asked if disposition else asked.endswith("all losses")
        what = "all items" if item == "all" else item
        if not (asked.startswith(f"{party}: {what},") and named):
            continue
        for day in dict.fromkeys(days):
            count = ledger.at(day, party, item, disposition or None)
            if count is not None:
                rows.append(
                    Row(
                        reference=ledger.reference.name,
                        source=ledger.id,
                        day=count.as_of,
                        party=party,
                        item=item,
                        disposition=disposition,
                        value=count.count,
                    )
                )
    return rows
