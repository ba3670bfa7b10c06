"""Claims about equipment and people lost, against cumulative counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from msgspec.structs import replace as replace_fields

from onrecord.checking.accepting import Accepted, accepted
from onrecord.checking.case import Case, quantity_words, unique
from onrecord.checking.days import Window, last_day, windows
from onrecord.checking.finding import Finding, over_windows, undecided
from onrecord.checking.items import classes_of, entries_of, people_of
from onrecord.checking.judging import Outcome, Weighed, against_interval, shown, weighed
from onrecord.checking.leaving import report_windows
from onrecord.checking.measuring import Measured, remarks_of
from onrecord.checking.rules import rules
from onrecord.checking.tallies import Asked, Entries, added, total
from onrecord.checking.wording import day, listed, number
from onrecord.record import Unit, Verdict
from onrecord.reference.types import Ledger
from onrecord.text import compile_phrases


def check_counts(case: Case, unit: Unit) -> Finding:
    """The readings of a claim about ``items`` or ``people`` lost."""
    loser = _loser(case)
    counting = case.library.ledgers_for(loser) if loser is not None else ()
    ledgers = tuple(one for one in counting if one.reference.unit == unit)
    if loser is None or not ledgers:
        return Finding(verdict="no_reference", lead=_uncounted(case, loser, unit))
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
    after = "\n".join([*_ratios(inquiry), *_coverages(inquiry, readings)])
    if share:
        return Finding(undecided(readings, "no_reference"), "no_reference", _no_total(case), after)
    if wanted is None:
        lead = "The words state no number; the counts are shown beside them and decide nothing."
        return Finding(undecided(readings, "not_quantified"), "not_quantified", lead, after)
    return Finding(readings, lead=f"The words allow {wanted.words}.", after=after)


@dataclass(frozen=True)
class Inquiry:
    """A claim about losses with the ledgers that can be asked, and what its words allow."""

    case: Case
    ledgers: tuple[Ledger, ...]
    loser: str
    unit: Unit
    last: dt.date
    wanted: Accepted | None

    def asked(self, ledger: Ledger, entries: Entries) -> tuple[Asked, ...]:
        """What this ledger is asked for under one reading of the disposition."""
        known, item = ledger.items(self.loser), self.case.claim.item
        if self.unit == "people":
            classes = people_of(item, known) or tuple(sorted(known))
        else:
            classes = classes_of(item, known)
        return tuple(Asked(self.loser, one, self._told(ledger, one, entries)) for one in classes)

    def _told(self, ledger: Ledger, item: str, entries: Entries) -> Entries:
        """The entries a ledger tells apart; its total where it tells none of them apart."""
        known = ledger.dispositions(self.loser, item)
        return tuple(one for one in entries if one in known) or (None,)

    def outcome(self, ledger: Ledger, asked: Asked, found: Measured) -> Outcome:
        """A count beside what the words allow."""
        if asked.entries == (None,) and self.case.claim.disposition is not None:
            found = found.barred("this list does not tell apart what became of the items")
        if (place := self.case.part_of_country()) is not None:
            found = found.barred(f"this list does not tell {place.name} from elsewhere")
        if compile_phrases(rules().bodies).search(self.case.words):
            found = found.barred("this list does not tell the parts of an army apart")
        if self.wanted is None or not found.decides:
            return shown(found)
        if self.unit == "people" and not people_of(self.case.claim.item, frozenset({asked.item})):
            return shown(found.barred("the list does not count the same people"))
        if ledger.reference.bias == "lower_bound":
            return _beside_lower_bound(found, self.wanted)
        return against_interval(found, self.wanted)


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
    case, decides = inquiry.case, inquiry.wanted is not None
    own = windows(case.claim.window, case.document.text, case.published)
    spans = own if decides else (own or report_windows(case, ()))[:1]
    found: list[Weighed] = []
    for entries in entries_of(case.claim.disposition):
        if not own or _covers_start(case):
            found.append(_since_start(inquiry, entries))
        if not _covers_start(case):
            found += _in_window(inquiry, entries, spans)
    return tuple(found)


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
        if (found := total(ledger, asked, inquiry.last)) is not None
    ]
    name = f"all losses up to {day(inquiry.last)}{_entered(entries)}"
    return weighed(name, f"counted since the start; {_entry_why(entries)}", outcomes)


def _in_window(inquiry: Inquiry, entries: Entries, spans: Sequence[Window]) -> tuple[Weighed, ...]:
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


def _beside_lower_bound(found: Measured, wanted: Accepted) -> Outcome:
    """Documented items can contradict a smaller claim, and can confirm none."""
    if wanted.high is not None and found.value > wanted.high:
        words = f"more are documented than the words allow ({wanted.words})"
        verdict: Verdict = "inconsistent"
    elif wanted.low is not None and found.value >= wanted.low:
        words = f"at least as many as the words say ({wanted.words}) are documented"
        verdict = "not_contradicted"
    else:
        words = f"a lower bound, so fewer than the words say ({wanted.words}) contradict nothing"
        verdict = "not_contradicted"
    return Outcome((found,), verdict, f"{found.words}: {words}{remarks_of((found,))}")


def _entered(entries: Entries) -> str:
    named = [entry for entry in entries if entry is not None]
    return f", {listed(named, 'or')}" if named else ""


def _entry_why(entries: Entries) -> str:
    if len(entries) > 1:
        return "an item may be entered either way"
    return "as the words say" if entries[0] is not None else "whatever became of them"


def _ratios(inquiry: Inquiry) -> list[str]:
    """How many times as many losses are claimed officially as are documented, by class."""
    totals: dict[tuple[str, bool], Measured] = {}
    for ledger in inquiry.ledgers:
        for asked in inquiry.asked(ledger, (None,)):
            found = total(ledger, asked, inquiry.last)
            official = ledger.reference.bias == "official_claim"
            if found is not None and (official or ledger.reference.bias == "lower_bound"):
                totals[asked.item, official] = found
    return [
        f"{item}: {number(claimed.value)} claimed officially, {number(listed_.value)} documented "
        f"by {day(inquiry.last)}, in all: {claimed.value / listed_.value:.1f} times as many."
        for (item, official), claimed in totals.items()
        if official and (listed_ := totals.get((item, False))) is not None and listed_.value > 0
    ]


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


def _coverages(inquiry: Inquiry, readings: Sequence[Weighed]) -> tuple[str, ...]:
    """What is to be known of each list that a figure comes from, and of those in the ratios."""
    used = {figure.reference for one in readings for figure in one.reading.figures}
    ratios = bool(_ratios(inquiry))
    return unique(_coverage(one) for one in inquiry.ledgers if ratios or one.reference.name in used)


def _coverage(ledger: Ledger) -> str:
    parties = ledger.reference.coverage.parties
    who = f" Parties listed: {listed(list(parties))}." if parties else ""
    if ledger.reference.bias == "lower_bound":
        return (
            f"{ledger.reference.title} counts what was documented: a lower bound, and documented "
            f"unevenly between the parties.{who}"
        )
    if ledger.reference.bias == "official_claim" or ledger.reference.party is not None:
        return (
            f"{ledger.reference.title}: a count by a party to the conflict, shown and never "
            f"deciding.{who}"
        )
    return f"{ledger.reference.title} is an estimate.{who}"
