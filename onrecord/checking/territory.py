"""Claims about area: gained, lost or held, as a figure, a share or a comparison."""

from __future__ import annotations

import dataclasses
import datetime as dt

import msgspec

from onrecord.checking.accepting import Accepted, accepted
from onrecord.checking.case import Case, quantity_words, time_in
from onrecord.checking.comparing import Compared, Line, compare, own_side
from onrecord.checking.days import Window, last_day, shifted, windows
from onrecord.checking.finding import Finding, over_windows, undecided
from onrecord.checking.gains import daily_gross, gross_gain
from onrecord.checking.judging import Outcome, Weighed, against_interval, shown, weighed
from onrecord.checking.leaving import held_place, moved_share
from onrecord.checking.measuring import Measured, change, level
from onrecord.checking.rules import rules
from onrecord.checking.shares import held_of_area, part_of_area, part_of_held
from onrecord.checking.wording import day
from onrecord.record import Comparison, Modifier, Quantity, Relation
from onrecord.reference.types import Region, Series
from onrecord.text import compile_phrases

Lines = tuple[tuple[Series, int], ...]

_NO_DAYS = "The days compared are not both known."
_MODIFIERS: dict[Relation, Modifier] = {"more": "more_than", "less": "less_than", "same": "about"}


def check_territory(case: Case) -> Finding:
    """The readings of a claim about territory."""
    if (unmeasured := case.unmeasured()) is not None:
        return Finding(verdict="no_reference", lead=unmeasured)
    measure = case.measure() or "gained"
    region = case.place()
    lines = _lines(case, measure, region)
    quantity = _quantity(case)
    if not lines:
        return _without_lines(case, measure, quantity, region)
    if quantity is not None and quantity.unit not in ("km2", "percent"):
        return Finding(verdict="no_reference", lead="No reference counts what is counted here.")
    if quantity is None and case.claim.comparison is not None and measure != "held":
        return _comparison(case, lines)
    if quantity is None and region is not None and case.share_word() is not None:
        return moved_share(case, lines)
    if measure == "held":
        return _held(case, lines, quantity, region)
    return _moved(case, lines, quantity, region)


def _without_lines(
    case: Case, measure: str, quantity: Quantity | None, region: Region | None
) -> Finding:
    """What the other side leaves of a place; else why nothing can be measured."""
    place = region or _country(case)
    shared = quantity is not None and quantity.unit == "percent" and quantity.modifier != "vague"
    if measure == "held" and shared and place is not None:
        others = case.series_of(case.sides()[1], region=region)
        if others:
            return held_place(case, place, (), others)
    if case.sides() == (None, None):
        lead = "The claim does not say whose gain, loss or hold it speaks of."
        return Finding(verdict="no_reference", lead=lead)
    return Finding(verdict="no_reference", lead=_without_series(region))


def _quantity(case: Case) -> Quantity | None:
    claim = case.claim
    if claim.quantity is not None:
        return claim.quantity
    if claim.comparison is not None and claim.comparison.other.quantity is not None:
        other = claim.comparison.other.quantity
        if other.modifier == "vague":
            return other
        point = other.value if other.value is not None else other.low
        return msgspec.structs.replace(
            other, low=None, high=None, value=point, modifier=_MODIFIERS[claim.comparison.relation]
        )
    return None


def _lines(case: Case, measure: str, region: Region | None) -> Lines:
    """The series that can show the claim, and which way it moves them."""
    if measure == "held":
        holder = case.actor_party() or case.party(case.claim.target)
        return tuple((one, 1) for one in case.series_of(holder, region=region))
    actor, target = case.sides()
    if measure == "lost":
        loser = case.actor_party() or case.party(case.claim.target)
        actor, target = (target if actor == loser else actor), loser
    gains = [(one, 1) for one in case.series_of(actor, region=region) if actor]
    falls = [(one, -1) for one in case.series_of(target, region=region) if target]
    return (*gains, *falls)


def _comparison(case: Case, lines: Lines) -> Finding:
    comparison = case.claim.comparison
    last = case.published or (case.claim.window.end if case.claim.window else None)
    if comparison is None or last is None or not _resolved(case):
        return Finding(verdict="time_unresolved", lead=_NO_DAYS)
    other = comparison.other
    since = other.window or time_in(case, other.span)
    held = [one for one, _ in lines]
    spans = windows(case.claim.window, case.document.text, case.published, held)
    subject = _subject(case, comparison)
    if since is None or not spans or subject is None:
        return Finding(verdict="time_unresolved", lead=_NO_DAYS)
    found = Compared(
        lines=tuple(Line(one, sign, 1 if one.holder == subject else -1) for one, sign in lines),
        kin=tuple(
            one for one in case.library.series if one.measure in ("gained", "ever_gained", "lost")
        ),
        role=_role(lines),
        relation=comparison.relation,
        measure=other.measure,
        window=since,
        spans=spans,
        text=case.document.text,
        last=last,
    )
    return Finding(compare(found), lead=own_side(found))


def _subject(case: Case, comparison: Comparison) -> str | None:
    """The party whose gain, loss or hold the claim is compared with."""
    words = comparison.other.span.of(case.document.text)
    named = case.party_in(words)
    if named is not None:
        return named
    actor, target = case.sides()
    return target if comparison.other.measure == "held" and target is not None else actor


def _resolved(case: Case) -> bool:
    mine = case.claim.window
    if mine is None or mine.start is None or case.claim.comparison is None:
        return False
    other = case.claim.comparison.other
    since = other.window or time_in(case, other.span)
    return since is not None and since.start is not None


def _moved(case: Case, lines: Lines, quantity: Quantity | None, region: Region | None) -> Finding:
    held = [one for one, _ in lines]
    spans = windows(case.claim.window, case.document.text, case.published, held)
    if not spans:
        return Finding(
            verdict="time_unresolved", lead="The claim's first and last day are not known."
        )
    wanted = accepted(quantity, quantity_words(case)) if quantity is not None else None
    readings: list[Weighed] = []
    if quantity is not None and (base := _share_of_gains(case, quantity)):
        lead = f"The share is of what had been taken (“{base}”); no reading here computes that."
        return Finding(verdict="no_reference", lead=lead)
    if quantity is not None and quantity.unit == "percent":
        readings += _moved_shares(case, lines, spans, wanted, region)
    else:
        readings += _moved_areas(case, lines, spans, wanted)
    if wanted is None:
        return Finding(undecided(readings, "not_quantified"), "not_quantified", _no_amount())
    return Finding(tuple(readings), lead=f"The words allow {wanted.words}.")


def _share_of_gains(case: Case, quantity: Quantity) -> str | None:
    """The words that make a share one of what had been taken ("half of what they seized")."""
    if quantity.unit != "percent":
        return None
    start, end = quantity.span.end, case.claim.span.end
    if case.claim.window is not None:
        end = max(end, case.claim.window.span.end)
    words = case.document.text[start:end]
    taken = compile_phrases(rules().measure["gained"]).search(words)
    return " ".join(words.split()) if taken else None


def _moved_areas(
    case: Case, lines: Lines, spans: tuple[Window, ...], wanted: Accepted | None
) -> list[Weighed]:
    def net(span: Window) -> list[Outcome]:
        return [
            _judged(found, wanted)
            for series, sign in lines
            for found in change(series, span.base, span.end, sign, _role(lines))
        ]

    def gross(span: Window) -> list[Outcome]:
        return [
            _judged(found, wanted)
            for series, sign in lines
            for kin in _kin(case, series, "gained" if sign > 0 else "lost")
            for found in gross_gain(kin, span.base, span.end)
        ] + [
            _unconfirmed(_judged(found, wanted), wanted)
            for series, sign in lines
            for found in daily_gross(series, span.base, span.end, sign)
        ]

    readings = [*over_windows("net change", "level less level", spans, net)]
    if any(gross(span) for span in spans):
        why = "all that changed hands one way, without what went back meanwhile"
        readings += over_windows("gross change", why, spans, gross)
    return readings


def _moved_shares(
    case: Case,
    lines: Lines,
    spans: tuple[Window, ...],
    wanted: Accepted | None,
    region: Region | None,
) -> list[Weighed]:
    place = region or _country(case)
    area = place.area_km2 if place is not None else None
    readings: list[Weighed] = []

    def before(span: Window) -> list[Outcome]:
        return [
            _judged(found, wanted)
            for series, sign in lines
            if sign < 0
            for found in part_of_held(series, span.base, span.end, "fall")
        ]

    def whole(span: Window) -> list[Outcome]:
        return [
            _judged(found, wanted)
            for series, sign in lines
            for found in part_of_area(series, span.base, span.end, area or 0.0, "change", sign)
        ]

    if any(sign < 0 for _, sign in lines):
        readings += over_windows("share of what was held there before", "", spans, before)
    if area:
        readings += over_windows("share of the whole area", "", spans, whole)
    return readings


def _held(case: Case, lines: Lines, quantity: Quantity | None, region: Region | None) -> Finding:
    last = last_day(case.claim, case.published)
    if last is None:
        return Finding(verdict="time_unresolved", lead="The day the claim speaks of is not known.")
    wanted = accepted(quantity, quantity_words(case)) if quantity is not None else None
    place = region or _country(case)
    area = place.area_km2 if place is not None else None
    percent = quantity is not None and quantity.unit == "percent"
    if percent and not area:
        return Finding(verdict="no_reference", lead="The whole area of the place is not known.")
    readings = []
    for asked, why in ((last, "the day spoken of"), (shifted(last, -1), "a day earlier")):
        outcomes = [
            _judged(found, wanted)
            for series, _ in lines
            for found in _levels(series, asked, area if percent else None)
        ]
        readings.append(weighed(f"held on {day(asked)}", why, outcomes))
    if wanted is None:
        return Finding(undecided(readings, "not_quantified"), "not_quantified", _no_amount())
    return Finding(tuple(readings), lead=f"The words allow {wanted.words}.")


def _levels(series: Series, asked: dt.date, area: float | None) -> tuple[Measured, ...]:
    return held_of_area(series, asked, area) if area else level(series, asked)


def _judged(found: Measured, wanted: Accepted | None) -> Outcome:
    return shown(found) if wanted is None else against_interval(found, wanted)


def _unconfirmed(outcome: Outcome, wanted: Accepted | None) -> Outcome:
    """A range of what may have been confirms only what all of it agrees with."""
    if outcome.verdict != "consistent" or wanted is None:
        return outcome
    found = outcome.figures[0]
    if wanted.side(found.low, found.low) == wanted.side(found.high, found.high) == 0:
        return outcome
    words = outcome.words.replace(": inside what", ": leaves room for what")
    return dataclasses.replace(outcome, verdict="not_contradicted", words=words)


def _kin(case: Case, series: Series, measure: str) -> tuple[Series, ...]:
    return tuple(
        one
        for one in case.library.series
        if one.measure == measure
        and one.reference.name == series.reference.name
        and (one.holder, one.place) == (series.holder, series.place)
    )


def _country(case: Case) -> Region | None:
    return next((one for one in case.profile.places if one.kind == "country"), None)


def _role(lines: Lines) -> str:
    return "retaken" if lines and all(sign < 0 for _, sign in lines) else "gained"


def _without_series(region: Region | None) -> str:
    where = region.name if region is not None else "the country as a whole"
    return f"No reference measures who held what of {where}."


def _no_amount() -> str:
    return "The words state no amount; the figures are shown beside them and decide nothing."
