"""Who held settlements before and after, by maps that are redrawn every few days and lag."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from onrecord.checking.case import Case
from onrecord.checking.days import shifted
from onrecord.checking.judging import Outcome
from onrecord.checking.measuring import Measured, barring
from onrecord.checking.naming import Settlement
from onrecord.checking.rows import Row, Rows, Worked
from onrecord.checking.rules import rules
from onrecord.checking.wording import day, listed
from onrecord.record import Verdict
from onrecord.reference import Tenures

Test = Callable[[Sequence[str]], bool]
"""Whether the holders on the days asked for, in their order, are what the words say."""


@dataclass(frozen=True)
class Drawn:
    """What a map says of a settlement on a day: one holder, or two between which it changed."""

    day: dt.date
    windows: tuple[dt.date, ...]
    holders: tuple[str, ...]
    near: bool

    @property
    def why_open(self) -> str:
        """Why it decides nothing; empty where it does."""
        if self.near:
            return "within 2 km of the line"
        if len(set(self.holders)) > 1:
            return f"changed hands on the map between {listed([day(w) for w in self.windows])}"
        return ""


def drawn(tenures: Tenures, place: str, asked: dt.date) -> Drawn | None:
    """The holder by the windows around a day; None where the map does not speak of it.

    Between two windows that agree the holder is known; after the last one only for as long as a
    level may be carried.
    """
    first, following = tenures.drawn(asked), tenures.redrawn(asked)
    if first is None or (following is None and (asked - first).days > rules().carry.level):
        return None
    windows = tuple(dict.fromkeys(one for one in (first, following) if one is not None))
    found = [(one, tenure) for one in windows if (tenure := tenures.at(place, one)) is not None]
    if not found:
        return None
    return Drawn(
        day=asked,
        windows=tuple(one for one, _ in found),
        holders=tuple(tenure.holder for _, tenure in found),
        near=any(tenure.near_line for _, tenure in found),
    )


def outcome(
    case: Case,
    tenures: Tenures,
    places: Sequence[Settlement],
    days: Sequence[dt.date],
    test: Test,
    *,
    whole: bool,
) -> Outcome | None:
    """What one map says of all the places on some days: every one must be as the words say.

    ``whole`` is False where not every place that is named is known: then nothing confirms.
    """
    known = [one for one in places if one.id in tenures.places]
    found = [_of_place(case, tenures, place, days, test) for place in known]
    said = [one for one in found if one is not None]
    if not said:
        return None
    verdicts = {one.verdict for one in said}
    verdict: Verdict | None = "consistent"
    if "inconsistent" in verdicts:
        verdict = "inconsistent"
    elif None in verdicts or len(said) < len(places) or not whole:
        verdict = None
    figures = tuple(figure for one in said for figure in one.figures)
    if verdict is None:
        figures = tuple(
            one if one.notes else one.barred("another place that is named stays open")
            for one in figures
        )
    return Outcome(figures, verdict, "; ".join(one.words for one in said))


def _of_place(
    case: Case, tenures: Tenures, place: Settlement, days: Sequence[dt.date], test: Test
) -> Outcome | None:
    states = [drawn(tenures, place.id, one) for one in days]
    known = [one for one in states if one is not None]
    if len(known) < len(states):
        return None
    notes = list(barring(tenures.reference, ()))
    if spans := not notes and _spans(known, test):
        known = [_narrowed(known[0], 0), _narrowed(known[-1], -1)]
    notes += () if spans else dict.fromkeys(one.why_open for one in known if one.why_open)
    result = True if spans else (None if notes else _agrees(known, test))
    if result is False and (later := _shown_later(tenures, place, days, test)):
        notes.append(later)
    figures = tuple(_figure(case, tenures, place, one, notes) for one in known)
    words = f"{place.name}: " + ", then ".join(figure.words for figure in figures)
    if notes or result is None:
        return Outcome(figures, None, f"{words} (shown, does not decide: {'; '.join(notes)})")
    said = "as the words say" if result else "not as the words say"
    return Outcome(figures, "consistent" if result else "inconsistent", f"{words}: {said}")


def _spans(states: Sequence[Drawn], test: Test) -> bool:
    """Whether the place changed hands as the words say between the windows that span the days.

    Only where these lie little further apart than the days do.
    """
    if len(states) < 2 or any(one.near for one in states):
        return False
    first, last = states[0], states[-1]
    room = (last.windows[-1] - first.windows[0]) - (last.day - first.day)
    near = room.days <= rules().carry.most
    return near and test((first.holders[0], last.holders[-1]))


def _narrowed(state: Drawn, index: int) -> Drawn:
    """The same by one of its windows."""
    return replace(state, windows=(state.windows[index],), holders=(state.holders[index],))


def _agrees(states: Sequence[Drawn], test: Test) -> bool | None:
    """Whether all holders that the windows leave open are as the words say; None if only some."""
    results = {test(holders) for holders in product(*(one.holders for one in states))}
    return results.pop() if len(results) == 1 else None


def _shown_later(tenures: Tenures, place: Settlement, days: Sequence[dt.date], test: Test) -> str:
    """What is said where the map agrees, or may, once it is read some days later; else empty."""
    for lag in range(1, rules().map_lag + 1):
        states = [drawn(tenures, place.id, shifted(one, lag)) for one in days]
        known = [one for one in states if one is not None]
        if len(known) == len(states) and any(
            test(holders) for holders in product(*(one.holders for one in known))
        ):
            return f"a map lags, and this one may show it {lag} days later"
    return ""


def _figure(
    case: Case, tenures: Tenures, place: Settlement, state: Drawn, notes: Sequence[str]
) -> Measured:
    holders = [case.party_name(one) for one in dict.fromkeys(state.holders)]
    holder = listed(holders, "or") + (", near the line" if state.near else "")
    first, last = state.windows[0], state.windows[-1]
    since = tenures.held_since(place.id, last)
    told = f"{holder} (map of {listed([day(one) for one in state.windows])}"
    if since is not None and since < first and len(holders) == 1:
        told += f", so drawn since {day(since)}"

    def worked() -> Worked:
        rows = Rows()
        for window in state.windows:
            rows.keep(_row(tenures, place, window))
        return rows.worked("r1")

    return Measured(
        reference=tenures.reference,
        definition=f"{tenures.definition}; {place.name}",
        days=(first, first),
        value=1.0,
        unit="percent",
        words=f"{told})",
        notes=tuple(notes),
        is_level=True,
        title=tenures.short_title,
        holder=holder,
        worked=worked,
    )


def _row(tenures: Tenures, place: Settlement, window: dt.date) -> Row:
    """The row by which a place is drawn in a window."""
    tenure = tenures.at(place.id, window)
    return Row(
        reference=tenures.reference.name,
        source=tenures.id,
        title=tenures.short_title,
        file=tenures.file,
        day=tenure.since if tenure else window,
        as_of=window,
        columns=("holder",),
        item=place.id,
        holder=tenure.holder if tenure else "",
        value=1.0,
        flags=("within 2 km of the line",) if tenure and tenure.near_line else (),
    )
