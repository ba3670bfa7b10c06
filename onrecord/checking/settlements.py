"""Settlements taken, lost, left and held, against maps of who held them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.checking.case import Case
from onrecord.checking.days import Window, last_day, shifted
from onrecord.checking.finding import Finding, over_windows
from onrecord.checking.holding import Test, outcome
from onrecord.checking.judging import Outcome, Weighed, weighed
from onrecord.checking.leaving import spans_of
from onrecord.checking.naming import Named, named_settlements
from onrecord.checking.rules import rules
from onrecord.checking.wording import day, listed, stretch
from onrecord.text import compile_phrases

Sense = Literal["gained", "lost", "left", "held", "entered", "changed"]

_WITHIN = {
    "gained": "taken within the days",
    "lost": "lost within the days",
    "left": "left within the days",
    "changed": "changed hands within the days",
}


@dataclass(frozen=True)
class Asked:
    """What a claim says of settlements: what happens to them, and by whose hand."""

    case: Case
    sense: Sense
    party: str | None
    named: Named

    def outcomes(self, days: Sequence[dt.date], test: Test) -> list[Outcome]:
        """What each map says of the places on some days."""
        whole = not self.named.unknown
        return [
            found
            for tenures in self.case.library.tenures
            if (found := outcome(self.case, tenures, self.named.known, days, test, whole=whole))
        ]


def check_settlements(case: Case, *, leaving: bool = False) -> Finding | None:
    """The readings of a claim on settlements; None where the claim is on no settlement."""
    named = named_settlements(case)
    if named is None:
        return None
    if named.partly:
        lead = f"The words (“{named.partly}”) name ground at a settlement, not the settlement."
        return Finding(verdict="no_reference", lead=lead)
    if case.share_word() is not None:
        lead = "The words name a part of a settlement; a map shows it as one point, held or not."
        return Finding(verdict="no_reference", lead=lead)
    unknown = "\n".join(f"{one.name}: {one.why}." for one in named.unknown)
    if not named.known:
        return Finding(verdict="no_reference", lead=unknown)
    asked = _asked(case, named, leaving=leaving)
    if asked.sense != "changed" and asked.party is None:
        lead = "The claim does not say whose hold it speaks of."
        return Finding(verdict="no_reference", lead=lead)
    if not _is_drawn(case, named):
        lead = "\n".join(filter(None, (_undrawn(case, named), unknown)))
        return Finding(verdict="no_reference", lead=lead)
    readings = _held(asked) if asked.sense in ("held", "entered") else _moved(asked)
    if readings is None:
        return Finding(verdict="time_unresolved", lead="The day the claim speaks of is not known.")
    told = [f"{one.name}: {one.told_by}." for one in named.known if one.told_by]
    lead = "\n".join(filter(None, (*told, unknown)))
    return Finding(readings, lead=lead, after=_bias(case))


def _asked(case: Case, named: Named, *, leaving: bool) -> Asked:
    actor, target = case.sides()
    if leaving:
        return Asked(case, "left", case.party(case.claim.actor) or actor, named)
    if (measure := case.measure()) == "lost":
        return Asked(case, "lost", case.actor_party() or target or actor, named)
    if measure is None and compile_phrases(rules().entering).search(case.words):
        return Asked(case, "entered", actor, named)
    if measure is None and compile_phrases(rules().falling).search(case.words):
        return Asked(case, "gained" if case.actor_party() else "changed", actor, named)
    if measure == "gained" and actor is None:
        return Asked(case, "changed", None, named)
    return Asked(case, measure or "held", actor, named)


def _moved(asked: Asked) -> tuple[Weighed, ...] | None:
    spans = _spans(asked.case)
    if not spans:
        return None
    party = asked.party or ""
    name = asked.case.party_name(party)

    def moved(holders: Sequence[str]) -> bool:
        before, after = holders
        if asked.sense == "changed":
            return before != after
        if asked.sense == "gained":
            return before != party and after == party
        return before == party and after != party

    def at_end(holders: Sequence[str]) -> bool:
        return (holders[0] == party) == (asked.sense == "gained")

    within = over_windows(
        _WITHIN[asked.sense],
        "held by the one side before, and by the other at the end",
        spans,
        lambda span: asked.outcomes((span.base, span.end), moved),
    )
    if asked.sense == "changed":
        return within
    verb = "held" if asked.sense == "gained" else "no longer held"
    ends = _ends(spans)
    return (
        *within,
        *over_windows(
            f"{verb} by {name} at the end",
            "since whenever",
            ends,
            lambda span: asked.outcomes((span.end,), at_end),
        ),
    )


def _spans(case: Case) -> tuple[Window, ...]:
    """The days in which it happened, as they stand, and with a day's room either way.

    Nothing after the day of the report is meant. Where the claim has no days of its own, those
    in which it is looked for stand as they are.
    """
    published = case.published
    found = tuple(
        span if published is None or span.end <= published else replace(span, end=published)
        for span in spans_of(case, ())
        if published is None or span.base < published
    )
    if not found or case.claim.window is None or case.claim.window.start is None:
        return found
    first, last = min(one.base for one in found), max(one.end for one in found)
    roomy = Window(first, last, ("with what room the days leave",))
    return (found[0],) if (found[0].base, found[0].end) == (first, last) else (found[0], roomy)


def _ends(spans: Sequence[Window]) -> tuple[Window, ...]:
    """The last days of some windows, each once."""
    unique = {span.end: Window(span.end, span.end, span.why) for span in reversed(spans)}
    return tuple(unique[end] for end in sorted(unique))


def _held(asked: Asked) -> tuple[Weighed, ...] | None:
    last = last_day(asked.case.claim, asked.case.published)
    if last is None:
        return None
    name = asked.case.party_name(asked.party)

    def held(holders: Sequence[str]) -> bool:
        return holders[0] == asked.party

    readings = []
    for one, why in ((last, "the day spoken of"), (shifted(last, -1), "a day earlier")):
        found = asked.outcomes((one,), held)
        if asked.sense == "entered":
            found = [_only_confirmed(each) for each in found]
        readings.append(weighed(f"held by {name} on {day(one)}", why, found))
    return tuple(readings)


def _only_confirmed(found: Outcome) -> Outcome:
    """To be in a place is not to hold it: that another holds it speaks against nothing."""
    if found.verdict != "inconsistent":
        return found
    note = "to have come in is not to hold"
    figures = tuple(figure.barred(note) for figure in found.figures)
    return Outcome(figures, None, f"{found.words}; {note}")


def _is_drawn(case: Case, named: Named) -> bool:
    return any(one.id in tenures.places for one in named.known for tenures in case.library.tenures)


def _undrawn(case: Case, named: Named) -> str:
    names = listed([one.name for one in named.known], "or")
    spoken = [
        f"{one.short_title or one.reference.title} ({stretch(one.days[0], one.until)})"
        for one in case.library.tenures
        if one.days
    ]
    if not spoken:
        return f"No reference says who held {names} on a day."
    return f"No reference says who held {names} on a day; {listed(spoken)} does not list it."


def _bias(case: Case) -> str:
    """What is to be known of the maps: that they lag, and how much of that is allowed."""
    lag = rules().map_lag
    lines = [
        f"{one.short_title or one.reference.title}: drawn on {len(one.days)} days from "
        f"{stretch(one.days[0], one.until)}. A map shows what was confirmed, some days late: what "
        f"it shows within {lag} days after is not held against the words."
        for one in case.library.tenures
        if one.days
    ]
    return "\n".join(lines)
