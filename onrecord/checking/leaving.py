"""Withdrawals from a region and control of it, by shares of the region."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from onrecord.checking.accepting import Accepted, accepted
from onrecord.checking.case import Case, quantity_words
from onrecord.checking.days import Window, last_day, shifted, windows
from onrecord.checking.finding import Finding, over_windows, undecided
from onrecord.checking.judging import Outcome, Weighed, against_interval, shown, weighed
from onrecord.checking.measuring import Measured, level
from onrecord.checking.rules import rules
from onrecord.checking.shares import held_of_area, part_of_area, part_of_held
from onrecord.checking.wording import day, listed
from onrecord.reference.types import Region, Series

Lines = tuple[tuple[Series, int], ...]

_ON_THE_MAP = ("territory", "control", "withdrawal")


def region_left(case: Case) -> Finding:
    """The readings of a claim that somebody left a region."""
    if case.claim.place is None:
        return Finding(verdict="not_quantified", lead="The claim names no place that was left.")
    region = case.place()
    if region is None or case.unmeasured() is not None:
        return Finding(verdict="no_reference", lead=case.unmeasured() or "")
    leaver = case.party(case.claim.actor) or case.party(case.claim.target)
    series = case.series_of(leaver, region=region) if leaver else ()
    if not series:
        return Finding(verdict="no_reference", lead=_unmeasured(region))
    return moved_share(case, tuple((one, -1) for one in series))


def region_held(case: Case) -> Finding:
    """The readings of a claim that somebody holds, took or lost a region."""
    region = case.place()
    if region is None or case.unmeasured() is not None:
        return Finding(verdict="no_reference", lead=case.unmeasured() or "")
    if case.is_leaving():
        return region_left(case)
    actor, target = case.sides()
    measure = case.measure() or "held"
    own = case.series_of(actor, region=region) if actor else ()
    others = case.series_of(target, region=region) if target else ()
    if not own and not others:
        return Finding(verdict="no_reference", lead=_unmeasured(region))
    if measure == "lost" and own:
        return moved_share(case, tuple((one, -1) for one in own))
    if measure == "gained" and others:
        return moved_share(case, tuple((one, -1) for one in others))
    return held_place(case, region, own, others)


def moved_share(case: Case, lines: Lines) -> Finding:
    """What part of a place was given up (``-1``) or taken (``1``), against the share claimed."""
    spans = spans_of(case, [one for one, _ in lines])
    if not spans:
        return Finding(verdict="time_unresolved", lead="The claim's days are not known.")
    falling = tuple((one, sign) for one, sign in lines if sign < 0)
    wanted, name = _wanted(case)
    if wanted is None and name is None:
        return Finding(_altogether(falling, spans), lead=_lead(case, None))
    readings = _shares(case, falling or lines, spans, wanted, name or "the share named")
    if wanted is None:
        lead = "The words name no share that could be compared; the figures decide nothing."
        return Finding(undecided(readings, "not_quantified"), "not_quantified", lead)
    return Finding(readings, lead=_lead(case, wanted))


def _wanted(case: Case) -> tuple[Accepted | None, str | None]:
    """The percentages the words allow and what they are called; (None, None) for no share."""
    quantity = case.claim.quantity
    if quantity is not None and quantity.unit == "percent" and quantity.modifier != "vague":
        return accepted(quantity, quantity_words(case)), quantity_words(case) or "the share"
    share = case.share_word()
    if share is None:
        return (None, "an amount that cannot be measured") if quantity is not None else (None, None)
    if not share.percent:
        return None, share.name
    low, high = share.percent
    return Accepted(low, high, f"{low:g} to {high:g} %"), share.name


def _shares(
    case: Case, lines: Lines, spans: tuple[Window, ...], wanted: Accepted | None, name: str
) -> tuple[Weighed, ...]:
    place = case.place()

    def of_held(span: Window) -> list[Outcome]:
        return [
            _with_levels(_judged(found, wanted), series, found)
            for series, sign in lines
            if sign < 0
            for found in part_of_held(series, span.base, span.end, "given up")
        ]

    def of_place(span: Window) -> list[Outcome]:
        area = (place.area_km2 if place is not None else None) or 0.0
        return [
            _judged(found, wanted)
            for series, sign in lines
            for found in part_of_area(series, span.base, span.end, area, "given up", sign)
        ]

    readings: tuple[Weighed, ...] = ()
    if any(sign < 0 for _, sign in lines):
        why = "one can only leave what one held"
        readings += over_windows(f"{name} of what was held there", why, spans, of_held)
    if place is not None and place.area_km2:
        why = "the words taken literally: of the place, whoever held it"
        readings += over_windows(f"{name} of the whole of {place.name}", why, spans, of_place)
    return readings


def _altogether(lines: Lines, spans: tuple[Window, ...]) -> tuple[Weighed, ...]:
    least = 100.0 - rules().recent.left_at_most
    wanted = Accepted(least, None, "")
    partly = Accepted(rules().recent.left_at_most, None, "")

    def outcomes(span: Window, accepts: Accepted) -> list[Outcome]:
        return [
            against_interval(found, accepts)
            for series, _ in lines
            for found in part_of_held(series, span.base, span.end, "given up")
        ]

    return (
        *over_windows(
            f"left altogether (at least {least:g} % of what was held)",
            "no part is excepted",
            spans,
            lambda s: outcomes(s, wanted),
        ),
        *over_windows("left in part", "no share is stated", spans, lambda s: outcomes(s, partly)),
    )


def held_place(
    case: Case, region: Region, own: tuple[Series, ...], others: tuple[Series, ...]
) -> Finding:
    """What part of a place is held; without a series of the holder's, what the others leave."""
    last = last_day(case.claim, case.published)
    if last is None:
        return Finding(verdict="time_unresolved", lead="The day the claim speaks of is not known.")
    if not region.area_km2:
        return Finding(verdict="no_reference", lead="The whole area of the place is not known.")
    wanted, _ = _wanted(case)
    least = rules().recent.held_at_least
    wanted = wanted or Accepted(least, 100.0, f"at least {least:g} % of the area")
    left = Accepted(
        None if wanted.high is None else 100.0 - min(100.0, wanted.high),
        None if wanted.low is None else 100.0 - min(100.0, wanted.low),
        "what the claim leaves to the other side",
    )
    readings = []
    for asked, why in ((last, "the day spoken of"), (shifted(last, -1), "a day earlier")):
        outcomes = [
            against_interval(found, accepts)
            for found, accepts in _held_shares(region.area_km2, asked, own, others, (wanted, left))
        ]
        readings.append(weighed(f"held on {day(asked)}", why, outcomes))
    return Finding(tuple(readings), lead=_lead(case, wanted))


def _held_shares(
    area: float,
    asked: dt.date,
    own: tuple[Series, ...],
    others: tuple[Series, ...],
    accepts: tuple[Accepted, Accepted],
) -> list[tuple[Measured, Accepted]]:
    mine = [(m, accepts[0]) for one in own for m in held_of_area(one, asked, area)]
    theirs = [(m, accepts[1]) for one in others for m in held_of_area(one, asked, area)]
    return mine or theirs


def spans_of(case: Case, series: Sequence[Series]) -> tuple[Window, ...]:
    """The claim's own windows, else those of the report's other claims and the last days."""
    text, published = case.document.text, case.published
    own = windows(case.claim.window, text, published, series)
    if own or published is None:
        return own
    return report_windows(case, series) or tuple(
        Window(shifted(published, -days), published, (f"the last {days} days",))
        for days in rules().recent.days
    )


def report_windows(case: Case, series: Sequence[Series]) -> tuple[Window, ...]:
    """Recent days that the report names in its other claims."""
    published = case.published
    if published is None:
        return ()
    recent = rules().recent
    earliest = shifted(published, -recent.report_window)
    return _unique(
        [
            Window(span.base, span.end, ("days that the report names in another claim",))
            for claim in case.claims
            if claim.kind in _ON_THE_MAP and claim.literal
            for span in windows(claim.window, case.document.text, published, series)
            if earliest <= span.base and span.end <= published
            if (span.end - span.base).days >= recent.report_least
        ]
    )


def _unique(spans: list[Window]) -> tuple[Window, ...]:
    kept = {(span.base, span.end): span for span in reversed(spans)}
    return tuple(reversed(kept.values()))


def _lead(case: Case, wanted: Accepted | None) -> str:
    dated = case.claim.window is not None and case.claim.window.start is not None
    parts = [] if dated else ["The claim names no days of its own"]
    if wanted is not None:
        parts.append(f"{'the' if parts else 'The'} words allow {wanted.words}")
    return f"{listed(parts, 'and')}." if parts else ""


def _judged(found: Measured, wanted: Accepted | None) -> Outcome:
    return shown(found) if wanted is None else against_interval(found, wanted)


def _with_levels(outcome: Outcome, series: Series, found: Measured) -> Outcome:
    """The same outcome, with what was held before and after beside the share."""
    levels = tuple(one for asked in found.days for one in level(series, asked))
    return replace(outcome, figures=(*outcome.figures, *levels))


def _unmeasured(region: Region) -> str:
    return f"No reference says how much of {region.name} was held by whom on a day."
