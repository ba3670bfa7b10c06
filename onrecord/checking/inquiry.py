"""A claim about losses with the ledgers that can be asked, and what each count says about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onrecord.checking.accepting import Accepted
from onrecord.checking.case import Case
from onrecord.checking.items import classes_of, people_of
from onrecord.checking.judging import Outcome, against_interval, shown
from onrecord.checking.measuring import Measured, remarks_of
from onrecord.checking.rules import rules
from onrecord.checking.tallies import Asked, Entries
from onrecord.record import Unit, Verdict
from onrecord.reference.ledgers import Ledger
from onrecord.text import compile_phrases


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
        whose = self.case.party_name(self.loser)
        return tuple(
            Asked(self.loser, one, self._told(ledger, one, entries), whose) for one in classes
        )

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
