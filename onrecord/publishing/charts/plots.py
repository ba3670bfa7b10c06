"""Reference data by themselves over time: what is drawn of them, and what is to be known."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from onrecord.publishing.charts.rows import Curve, Panel, Source, Timeline
from onrecord.publishing.charts.series import count_curve, series_curve
from onrecord.publishing.cleaning import one_line
from onrecord.publishing.figures import period
from onrecord.record import Unit
from onrecord.reference import Ledger, Library, Reference, SeriesMeasure

_MOST_NAMED = 6
_MOST_CURVES = 6
"""Curves of one reference drawn together: more cannot be told apart."""

_DATES = {
    "day_of_state": "a date is the day whose state is told",
    "day_of_event": "a date is the day of the event",
    "day_of_recording": "a date is the day of recording, not of the event",
    "day_of_publication": "a date is the day of publication, not of the event",
}


@dataclass(frozen=True)
class Choice:
    """What of a reference is drawn; empty words choose by themselves.

    ``place``, ``party`` and ``measure`` are those of series (without a place, the whole that the
    reference covers), ``item`` and ``party`` those of ledgers; ``first`` and ``last`` are days,
    ``parties`` the names of parties by their ids.
    """

    place: str = ""
    party: str = ""
    measure: SeriesMeasure = "held"
    item: str = ""
    first: dt.date = dt.date.min
    last: dt.date = dt.date.max
    parties: Mapping[str, str] = field(default_factory=dict)


def package_curves(
    library: Library, names: Sequence[str], choice: Choice | None = None
) -> Timeline:
    """What references hold over time: levels of series, counts of ledgers, a panel for each unit.

    Raises:
        KeyError: where the library has no reference of such a name.
    """
    choice = choice or Choice()
    known = {one.name: one for one in library.references}
    found = [known[name] for name in names]
    curves = {one.name: list(_curves(library, one, choice)) for one in found}
    panels: dict[Unit, list[Curve]] = {}
    for one in found:
        panels.setdefault(one.unit, []).extend(curves[one.name][:_MOST_CURVES])
    title = "; ".join(one.short_title or one.name for one in found)
    if len(found) == 1:
        title = f"{found[0].title} ({found[0].name})"
    return Timeline(
        title=one_line(title),
        kind=None,
        panels=tuple(
            Panel(
                title=_panel_title(unit, choice),
                unit=unit,
                measured="held" if unit == "km2" else "counted",
                curves=tuple(drawn),
                over_time=_panel_title(unit, choice),
            )
            for unit, drawn in panels.items()
            if drawn
        ),
        sources=tuple(_source(one, curves[one.name], alone=len(found) == 1) for one in found),
    )


def _curves(library: Library, reference: Reference, choice: Choice) -> Iterator[Curve]:
    place = choice.place or reference.coverage.place
    for series in library.series if reference.unit == "km2" else ():
        chosen = (series.reference.name, series.measure, series.place)
        if chosen != (reference.name, choice.measure, place):
            continue
        if choice.party in ("", series.holder):
            yield from _within(series_curve(series), choice)
    for ledger in library.ledgers if reference.unit != "km2" else ():
        if ledger.reference.name == reference.name:
            for curve in _ledger_curves(ledger, choice):
                yield from _within(curve, choice)


def _within(curve: Curve, choice: Choice) -> Iterator[Curve]:
    """The curve between two days; nothing where it has no value there."""
    first, last = choice.first, choice.last
    points = tuple(point for point in curve.points if first <= point.day <= last)
    marks = tuple(mark for mark in curve.marks if mark.end >= first and mark.start <= last)
    if points:
        yield replace(curve, points=points, marks=marks)


def _ledger_curves(ledger: Ledger, choice: Choice) -> Iterator[Curve]:
    """The totals of a ledger: of one item, else of all items together where they are counted."""
    parties = sorted({one.party for one in ledger.counts if choice.party in ("", one.party)})
    for party in parties:
        items = ledger.items(party)
        for item in [choice.item] if choice.item else _main_items(items):
            if item in items:
                yield count_curve(ledger, party, item, choice.parties.get(party, party))


def _main_items(items: frozenset[str]) -> list[str]:
    whole: list[str] = [item for item in ("all", "personnel", "tank") if item in items]
    return whole[:1] or sorted(items)[:6]


def _findings(curves: list[Curve]) -> Iterator[str]:
    """What the rules found on the curves: those that bar by their days, the largest first."""
    marks = list(dict.fromkeys(mark for curve in curves for mark in curve.marks))
    barring = sorted((m for m in marks if m.bars), key=lambda m: (-abs(m.size), m.start))
    for mark in barring[:_MOST_NAMED]:
        yield f"flagged, {mark.rule}, {period(mark.start, mark.end)}: {mark.why}."
    if len(barring) > _MOST_NAMED:
        yield f"flagged besides: {len(barring) - _MOST_NAMED} smaller findings."
    noted = Counter(mark.rule for mark in marks if not mark.bars)
    if noted:
        told = ", ".join(f"{count} × {rule}" for rule, count in sorted(noted.items()))
        yield f"noted, which bars nothing: {told}."


def _panel_title(unit: Unit, choice: Choice) -> str:
    return f"Area {choice.measure.replace('_', ' ')}, km²" if unit == "km2" else "Cumulative count"


def _source(reference: Reference, curves: list[Curve], *, alone: bool) -> Source:
    """The terms, and what a reader must know: coverage, dates, bias, what the rules found."""
    days = reference.coverage
    named = "" if alone else f"{reference.short_title or reference.name}: "
    remarks = [
        f"{named}covers {days.start} to {days.end}, {days.place}; unit {reference.unit}; "
        f"{_DATES[reference.date_means]}.",
        f"{named}licence: {reference.licence}.",
    ]
    if len(curves) > _MOST_CURVES:
        remarks.append(f"{named}{len(curves) - _MOST_CURVES} more curves are not drawn.")
    remarks += [f"{named}{words}" for words in _findings(curves[:_MOST_CURVES])]
    return Source(
        name=reference.name,
        title=reference.title,
        version=reference.version,
        licence=reference.licence,
        publisher=reference.publisher,
        remarks=tuple(remarks),
    )
