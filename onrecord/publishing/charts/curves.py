"""Reference data over time: beside claims that share a first day, and by themselves."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from onrecord.checking.measuring import change, is_flagged, level
from onrecord.publishing.charts.rows import (
    Beside,
    ClaimRow,
    Curve,
    Mark,
    Panel,
    Point,
    Source,
    Standing,
    Timeline,
)
from onrecord.publishing.cleaning import one_line
from onrecord.publishing.figures import period
from onrecord.record import Unit
from onrecord.reference import Flag, Ledger, Library, Reference, Series, SeriesMeasure

_DAY = dt.timedelta(days=1)
_HELD = "Area held, by reference, km²"
_MOST_NAMED = 6
_MOST_CURVES = 6
"""Curves of one reference drawn together: more cannot be told apart."""
_LONGEST = 1200
"""Days beyond which no curve is drawn beside claims: the claims would stand in one corner."""

_DATES = {
    "day_of_state": "a date is the day whose state is told",
    "day_of_event": "a date is the day of the event",
    "day_of_recording": "a date is the day of recording, not of the event",
    "day_of_publication": "a date is the day of publication, not of the event",
}


def curves_of(
    chart: Timeline, library: Library, parties: Mapping[str, str] | None = None
) -> Timeline:
    """The same timeline with the references' curves beside claims of area.

    Drawn are the series that the drawn readings used: how far each moved since the first day
    that most claims share, or the level they speak of, day by day and by the arithmetic of the
    checks. Beside claims of a total, it is the count so far. Claims that count from another day
    keep their rows alone. ``parties`` are the names of parties by their ids.
    """
    panels = (_with_curves(panel, library, parties or {}) for panel in chart.panels)
    return replace(chart, panels=tuple(panels))


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
            yield from _within(_series_curve(series), choice)
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


def _with_curves(panel: Panel, library: Library, parties: Mapping[str, str]) -> Panel:
    if panel.measured == "counted":
        return _with_counts(panel, library, parties)
    if panel.unit != "km2" or panel.measured not in ("moved", "held"):
        return panel
    held = panel.measured == "held"
    since = None if held else _shared_start(panel)
    sharing = [row for row in panel.rows if row.day and (held or _start(row) == since)]
    days = {row.day for row in sharing if row.day}
    if len(days) < 2 or (since is None and not held):
        return panel
    first = min(days) if since is None else since
    last = max(days)
    if (last - first).days > _LONGEST:
        return panel
    used = {(one.reference, _counted(one)): one for row in sharing for one in _figures(row)}
    curves = [
        curve
        for series in library.series
        if (figure := used.get((series.reference.name, one_line(series.definition)))) is not None
        and (curve := _moving(series, figure, since, first, last)) is not None
    ]
    if not curves:
        return panel
    apart = frozenset(row.number for row in panel.rows) - {row.number for row in sharing}
    if panel.is_crowded and apart:
        return panel
    roles = Counter(figure.definition.rpartition("; ")[2] for figure in used.values())
    moved = roles.most_common(1)[0][0] if roles else "moved"
    heading = f"Area {moved} since {since}, by reference, km²" if since else _HELD
    return replace(panel, curves=tuple(curves), since=since, over_time=heading, apart=apart)


def _with_counts(panel: Panel, library: Library, parties: Mapping[str, str]) -> Panel:
    """Cumulative counts beside claims of a total; claims about a window keep their rows alone."""
    asked: dict[str, dict[dt.date, float]] = {}
    sharing = set()
    for row in panel.rows:
        for one in _figures(row):
            if row.day and one.days and one.days[0] == one.days[1] and one.value is not None:
                asked.setdefault(one.reference, {})[one.days[1]] = one.value
                sharing.add(row)
    days = {row.day for row in sharing if row.day}
    apart = frozenset(row.number for row in panel.rows if row not in sharing)
    if len(days) < 2 or (panel.is_crowded and apart):
        return panel
    curves = [
        replace(curve, marks=())
        for ledger in library.ledgers
        if (entry := _entry_of(ledger, asked.get(ledger.reference.name, {}))) is not None
        for curve in _between(
            _count_curve(ledger, *entry, parties.get(entry[0], "")), min(days), max(days)
        )
    ]
    if not curves:
        return panel
    return replace(panel, curves=tuple(curves), over_time=_counted_title(panel), apart=apart)


def _counted_title(panel: Panel) -> str:
    about = panel.rows[0].about
    counted = "counted so far, by reference"
    words = f"{about}: {counted}" if about else counted
    return words[:1].upper() + words[1:]


def _entry_of(ledger: Ledger, asked: Mapping[dt.date, float]) -> tuple[str, str] | None:
    """The one party and item whose totals are the figures asked for; None if not just one's are."""
    if len(asked) < 2:
        return None
    found = {
        (of, item)
        for of, item in {(one.party, one.item) for one in ledger.counts}
        if all(
            (count := ledger.at(day, of, item)) is not None and count.count == value
            for day, value in asked.items()
        )
    }
    return found.pop() if len(found) == 1 else None


def _between(curve: Curve, first: dt.date, last: dt.date) -> Iterator[Curve]:
    """A stepwise curve from one day to another, beginning with what held on the first."""
    before = [point for point in curve.points if point.day <= first][-1:]
    points = [replace(point, day=first) for point in before]
    points += [point for point in curve.points if first < point.day <= last]
    if points:
        yield replace(curve, points=(*points, replace(points[-1], day=last)))


def _figures(row: ClaimRow) -> Iterator[Beside]:
    yield from row.drawn.figures if row.drawn else ()


def _counted(figure: Beside) -> str:
    """What the series counts: a figure's definition without what was taken of it."""
    return figure.definition.rpartition("; ")[0]


def _start(row: ClaimRow) -> dt.date | None:
    """The day that the drawn reading counts from: the claim's first, else the commonest."""
    days = Counter(figure.days[0] for figure in _figures(row) if figure.days)
    if row.first in days:
        return row.first
    return min(days, key=lambda day: (-days[day], day)) if days else None


def _shared_start(panel: Panel) -> dt.date | None:
    found = Counter(start for row in panel.rows if (start := _start(row)) is not None)
    return min(found, key=lambda day: (-found[day], day)) if found else None


def _moving(
    series: Series, figure: Beside, since: dt.date | None, first: dt.date, last: dt.date
) -> Curve | None:
    """A series from ``first`` to ``last``, as the change since a day or as a level."""
    if since is not None and (sign := _sign(series, figure)) is None:
        return None
    points: list[Point] = [] if since is None else [Point(since, 0.0)]
    day = first if since is None else first + _DAY
    while day <= last:
        found = (
            level(series, day) if since is None else change(series, since, day, sign or 1, "moved")
        )
        stepwise = series.between == "last_state"
        if found and (stepwise or not points or found[0].days[1] > points[-1].day):
            flags = tuple(dict.fromkeys(_flag_words(flag) for flag in found[0].flags))
            at = day if stepwise else found[0].days[1]
            carried = found[0].days[1] < day
            points.append(Point(at, found[0].value, flags, found[0].decides, carried))
        day += _DAY
    if len(points) < 2:
        return None
    return Curve(
        reference=series.reference.name,
        title=_title(series),
        definition=one_line(series.definition),
        standing=_standing(series.reference),
        stepwise=series.between == "last_state",
        points=tuple(points),
    )


def _sign(series: Series, figure: Beside) -> int | None:
    """Which way the check counted the series' moves, by its own figure done again."""
    if figure.days is None or figure.value is None:
        return None
    for sign in (1, -1):
        for found in change(series, *figure.days, sign, "moved"):
            if math.isclose(found.value, figure.value, abs_tol=0.1):
                return sign
    return None


def _series_curve(series: Series) -> Curve:
    return Curve(
        reference=series.reference.name,
        title=_title(series),
        definition=one_line(series.definition),
        standing=_standing(series.reference),
        stepwise=series.between == "last_state",
        points=tuple(
            Point(
                value.day,
                value.value,
                tuple(dict.fromkeys(_flag_words(flag) for flag in value.flags)),
                not is_flagged(value),
            )
            for value in series.values
        ),
        marks=tuple(_mark(flag) for flag in series.flags),
    )


def _ledger_curves(ledger: Ledger, choice: Choice) -> Iterator[Curve]:
    """The totals of a ledger: of one item, else of all items together where they are counted."""
    parties = sorted({one.party for one in ledger.counts if choice.party in ("", one.party)})
    for party in parties:
        items = ledger.items(party)
        for item in [choice.item] if choice.item else _main_items(items):
            if item in items:
                yield _count_curve(ledger, party, item, choice.parties.get(party, party))


def _main_items(items: frozenset[str]) -> list[str]:
    whole: list[str] = [item for item in ("all", "personnel", "tank") if item in items]
    return whole[:1] or sorted(items)[:6]


def _count_curve(ledger: Ledger, party: str, item: str, owner: str = "") -> Curve:
    """The total of one party's losses of an item; ``owner`` is what the party is called."""
    entry = (party, item, None)
    history = [one for one in ledger.counts if (one.party, one.item, one.disposition) == entry]
    found = [flag for flag in ledger.flags if flag.about in (None, entry)]
    points = []
    for count in history:
        flags = [flag for flag in found if flag.start <= count.as_of <= flag.end]
        barring = any(not flag.informational and not flag.change for flag in flags)
        words = tuple(dict.fromkeys(_flag_words(flag) for flag in flags))
        points.append(Point(count.as_of, float(count.count), words, not barring))
    what = "all items" if item == "all" else item
    return Curve(
        reference=ledger.reference.name,
        title=one_line(f"{ledger.short_title or ledger.id}: {owner or party}, {what}"),
        definition=one_line(ledger.definition),
        standing=_standing(ledger.reference),
        stepwise=True,
        points=tuple(points),
        marks=tuple(map(_mark, found)),
    )


def _title(series: Series) -> str:
    return one_line(series.short_title or series.reference.short_title or series.id)


def _standing(reference: Reference) -> Standing:
    own = reference.party is not None or reference.bias == "official_claim"
    return "own" if own else "decides"


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


def _mark(flag: Flag) -> Mark:
    rule = flag.rule.replace("_", " ")
    bars = not flag.informational
    return Mark(rule, flag.start, flag.end, flag.size, one_line(flag.why), bars)


def _flag_words(flag: Flag) -> str:
    return f"{flag.rule.replace('_', ' ')}: {one_line(flag.why)}"


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
