"""Claims about equipment and people lost, against cumulative counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from msgspec.structs import replace as replace_fields

from onrecord.checking.accepting import Accepted, accepted
from onrecord.checking.beside import coverage, said_beside
from onrecord.checking.case import Case, quantity_words
from onrecord.checking.days import Window, last_day, windows
from onrecord.checking.finding import Finding, over_windows, undecided
from onrecord.checking.inquiry import Inquiry
from onrecord.checking.items import entries_of
from onrecord.checking.judging import Outcome, Weighed, weighed
from onrecord.checking.leaving import report_windows
from onrecord.checking.rules import rules
from onrecord.checking.tallies import Entries, added, totals
from onrecord.checking.wording import day, listed, number
from onrecord.record import Unit
from onrecord.text import compile_phrases


def check_counts(case: Case, unit: Unit) -> Finding:
    """The readings of a claim about ``items`` or ``people`` lost."""
    loser = _loser(case)
    counting = case.library.ledgers_for(loser) if loser is not None else ()
    ledgers = tuple(one for one in counting if one.reference.unit == unit)
    if loser is None or not ledgers:
        lead = _uncounted(case, loser, unit)
        return Finding(verdict="no_reference", lead=lead, after="\n".join(coverage(case, unit)))
    last = last_day(case.claim, case.published)
    if last is None:
        return Finding(verdict="time_unresolved", lead="The day the claim speaks of is not known.")
    quantity = case.claim.quantity
    if quantity is not None and quantity.unit not in (unit, "percent"):
        return Finding(verdict="no_reference", lead="No reference counts what is counted here.")
    share = quantity is not None and quantity.unit == "percent"
    wanted = None
    if quantity is not None and not share:
        wanted = accepted(quantity, quantity_words(case))
    inquiry = Inquiry(case, ledgers, loser, unit, last, wanted)
    readings = _readings(inquiry)
    after = "\n".join(said_beside(inquiry, _spans(inquiry)))
    if share:
        return Finding(undecided(readings, "no_reference"), "no_reference", _no_total(case), after)
    if wanted is None:
        lead = "The words state no number; the counts are shown beside them and decide nothing."
        return Finding(undecided(readings, "not_quantified"), "not_quantified", lead, after)
    return Finding(readings, lead=f"The words allow {wanted.words}.", after=after)


def _readings(inquiry: Inquiry) -> tuple[Weighed, ...]:
    """As all the losses there were; and, where that fails and the words leave it open, as some."""
    wanted = inquiry.wanted
    found = _as_worded(inquiry)
    failing = any(one.reading.verdict in ("inconsistent", "contested") for one in found)
    if not failing or wanted is None or wanted.low is None or claims_total(inquiry.case):
        return found
    least = Accepted(wanted.low, None, f"at least {number(wanted.low, inquiry.unit)}")
    rest = _as_worded(replace(inquiry, wanted=least))
    return (*_renamed(found, "as all of them"), *_renamed(rest, "as some of them, not all"))


def claims_total(case: Case) -> bool:
    """Whether a claim's number means all there were, so that more of them contradict it.

    It does where the words say so ("a total of", "only"), and where a party as a whole is said
    to have lost it, wherever that was.
    """
    if compile_phrases(rules().total).search(case.words):
        return True
    loser = case.claim.target or case.claim.actor
    return loser is not None and case.measure() == "lost" and case.is_whole_party(loser)


def _renamed(found: Sequence[Weighed], name: str) -> tuple[Weighed, ...]:
    return tuple(
        replace(one, reading=replace_fields(one.reading, reading=f"{one.reading.reading}; {name}"))
        for one in found
    )


def _as_worded(inquiry: Inquiry) -> tuple[Weighed, ...]:
    case = inquiry.case
    own = windows(case.claim.window, case.document.text, case.published)
    found: list[Weighed] = []
    for entries in entries_of(case.claim.disposition):
        if not own or _covers_start(case):
            found.append(_since_start(inquiry, entries))
        found += _in_window(inquiry, entries, _spans(inquiry))
    return tuple(found)


def _spans(inquiry: Inquiry) -> tuple[Window, ...]:
    """The windows in which losses are counted; none where they are counted from the start."""
    case = inquiry.case
    if _covers_start(case):
        return ()
    own = windows(case.claim.window, case.document.text, case.published)
    return own if inquiry.wanted is not None else (own or report_windows(case, ()))[:1]


def _loser(case: Case) -> str | None:
    """Whose items or people: the target's; else, for what is left behind, the actor's."""
    target = case.party(case.claim.target)
    if target is not None:
        return target
    actor = case.party(case.claim.actor)
    if actor is None:
        return None
    if case.claim.disposition == "abandoned" or case.claim.target is None:
        own = case.claim.disposition in ("abandoned", None) or case.measure() == "lost"
        return actor if own else case.sides()[1]
    return None


def _since_start(inquiry: Inquiry, entries: Entries) -> Weighed:
    """All losses up to the day: what a claim with no window, or with one since the start, means."""
    outcomes = [
        inquiry.outcome(ledger, asked, found)
        for ledger in inquiry.ledgers
        for asked in inquiry.asked(ledger, entries)
        for found in totals(ledger, asked, inquiry.last)
    ]
    name = f"all losses up to {day(inquiry.last)}{_entered(entries)}"
    return weighed(name, f"counted since the start; {_entry_why(entries)}", outcomes)


def _in_window(inquiry: Inquiry, entries: Entries, spans: Sequence[Window]) -> tuple[Weighed, ...]:
    if not spans:
        return ()

    def outcomes(span: Window) -> list[Outcome]:
        return [
            inquiry.outcome(ledger, asked, found)
            for ledger in inquiry.ledgers
            for asked in inquiry.asked(ledger, entries)
            for found in added(ledger, asked, span, strict=inquiry.wanted is not None)
        ]

    name = f"losses in the window{_entered(entries)}"
    return over_windows(name, _entry_why(entries), spans, outcomes)


def _covers_start(case: Case) -> bool:
    window = case.claim.window
    return window is not None and window.start is not None and window.start <= case.profile.start


def _entered(entries: Entries) -> str:
    named = [entry for entry in entries if entry is not None]
    return f", {listed(named, 'or')}" if named else ""


def _entry_why(entries: Entries) -> str:
    if len(entries) > 1:
        return "an item may be entered either way"
    return "as the words say" if entries[0] is not None else "whatever became of them"


def _uncounted(case: Case, loser: str | None, unit: Unit) -> str:
    if loser is None:
        return "The claim does not say whose losses it speaks of."
    what = "equipment" if unit == "items" else "people"
    return f"No reference counts {what} lost by {case.party_name(loser)}."


def _no_total(case: Case) -> str:
    printed = quantity_words(case)
    return (
        f"A share (“{printed}”) needs the number there was before, and no reference states it. "
        "The documented counts are shown beside it; they are no total."
    )
