"""One claim with everything its check may use, and what its words refer to."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.checking.joint import JointRegion, joined, joint_region
from onrecord.checking.regions import regions_together
from onrecord.checking.rules import ShareWord, rules
from onrecord.claims import windows as time_expressions
from onrecord.record import Claim, Document, Measure, Participant, Span, TimeWindow
from onrecord.reference import Library
from onrecord.reference.types import Profile, Region, Series
from onrecord.text import compile_phrases, fold


@dataclass(frozen=True)
class Case:
    """A claim, the report it stands in, and the references."""

    document: Document
    claim: Claim
    claims: tuple[Claim, ...]
    profile: Profile
    library: Library
    speaker_party: str | None = None

    @property
    def words(self) -> str:
        """The claim as printed."""
        return self.claim.span.of(self.document.text)

    @property
    def published(self) -> dt.date | None:
        """The day of the report."""
        return self.document.published

    def party(self, who: Participant | None) -> str | None:
        """The party a participant belongs to: as the claim says, else by the profile's names."""
        if who is None:
            return None
        return who.party or self.party_in(who.name) or seated(self.profile, who.name)

    def actor_party(self) -> str | None:
        """The party that acts. Words that reach into the other side of a comparison name it not."""
        actor, comparison = self.claim.actor, self.claim.comparison
        if actor is None or actor.span is None or comparison is None:
            return self.party(actor)
        start = comparison.other.span.start
        if actor.span.end <= start:
            return self.party(actor)
        return self.party_in(Span(self.claim.span.start, start).of(self.document.text))

    def party_name(self, party: str | None) -> str:
        """A party's name, for a working."""
        for one in self.profile.parties:
            if one.id == party:
                return one.name
        return party or "nobody named"

    def place(self) -> Region | None:
        """The place the claim names, as the profile knows it (the longest name found).

        Several regions named in one breath are one place. Where the claim gives none but its
        words name a part of the country, it is that part.
        """
        if (printed := self._printed_place()) is None:
            return self.part_of_country() if self.claim.kind == "territory" else None
        if together := regions_together(self._place_words(printed), self.profile):
            return joint_region(together)
        named = printed.name
        found = [
            (match.end() - match.start(), region.kind != "settlement", region)
            for region in self.profile.places
            if (names := _found_in(named, (region.name, *region.names)))
            and (match := compile_phrases(names).search(named))
        ]
        return max(found, key=lambda one: one[:2])[2] if found else None

    def _place_words(self, printed: Participant) -> str:
        """The place as printed, and what follows it in the claim: a list may go on."""
        if printed.span is None:
            return printed.name
        end = max(printed.span.end, self.claim.span.end)
        return Span(printed.span.start, end).of(self.document.text)

    def _printed_place(self) -> Participant | None:
        """The claim's place; none where it is a time ("in September")."""
        place = self.claim.place
        if place is None or place.span is None:
            return place
        return None if time_expressions(self.document.text, place.span, None) else place

    def part_of_country(self) -> Region | None:
        """The first region or settlement (the longer name) that the claim's own side names."""
        found: list[tuple[int, int, Region]] = []
        words = self._own_side()
        for region in self.profile.places:
            names = _found_in(words, (region.name, *region.names))
            if region.kind == "country" or not names or seated(self.profile, region.name):
                continue
            if match := compile_phrases(names).search(words):
                found.append((match.start(), -match.end(), region))
        return min(found, key=lambda one: one[:2])[2] if found else None

    def _own_side(self) -> str:
        """The claim's words before a comparison."""
        end = self.claim.span.end
        if self.claim.comparison is not None:
            other = self.claim.comparison.other.span
            end = other.start if other.start > self.claim.span.start else end
        return Span(self.claim.span.start, end).of(self.document.text)

    def is_whole_party(self, who: Participant) -> bool:
        """Whether a participant is a party as a whole: its name alone, and no part of it."""
        name = _ARTICLE.sub("", fold(who.name))
        party = next((one for one in self.profile.parties if one.id == self.party(who)), None)
        if party is None:
            return False
        names = {fold(one) for one in (party.name, *party.names, *party.adjectives)}
        bodies = {fold(name) for name in (party.name, *party.adjectives)}
        seats = {fold(seat) for seat, owner in self.profile.seats if owner == party.id}
        owner, _, body = name.replace("’", "'").partition("'s ")
        if owner in seats:
            return not body or any(f"{one} {body}" in names for one in bodies)
        return name in names

    def unmeasured(self) -> str | None:
        """Why the claim's place or amount can be measured by no map; None where one could.

        A number of places ("12 villages") is no area, and a place without a name is none to look
        up.
        """
        quantity, place = self.claim.quantity, self._printed_place()
        counted = quantity is not None and quantity.unit not in ("km2", "percent")
        if counted and (place is None or self.place() is None):
            what = f": {self.claim.item}" if self.claim.item else ""
            words = f"“{quantity_words(self)}”{what}"
            return f"The claim gives a number of places ({words}); no reference counts them."
        if place is None or self.place() is not None:
            return None
        if place.name == place.name.lower():
            return f"The words (“{place.name}”) name no place that could be looked up."
        return f"The profile does not know the place named (“{place.name}”)."

    def measure(self) -> Measure | None:
        """What the claim says happens to territory: the first word for it, before a comparison."""
        words = self._own_side()
        found: list[tuple[int, Measure]] = []
        for name in _MEASURES:
            match = compile_phrases(rules().measure[name]).search(words)
            if match:
                found.append((match.start(), name))
        return min(found)[1] if found else None

    def is_leaving(self) -> bool:
        """Whether the words say that a place is left, and nothing of taking or holding it."""
        return self.measure() is None and bool(compile_phrases(rules().leaving).search(self.words))

    def share_word(self) -> ShareWord | None:
        """Words that state a share of a place ("most of"): the longest phrase in the claim."""
        place = self.claim.place.name if self.claim.place else ""
        best: tuple[int, ShareWord] | None = None
        for share in rules().shares:
            for words in (self.words, place):
                match = compile_phrases(share.phrases).search(words)
                length = match.end() - match.start() if match else 0
                if length and (best is None or length > best[0]):
                    best = (length, share)
        return best[1] if best else None

    def sides(self) -> tuple[str | None, str | None]:
        """The party that acts and the party acted upon; of two, one gives the other.

        Where the words name neither ("3,000 km² have been retaken"), the speaker's own acts.
        """
        actor, target = self.actor_party(), self.party(self.claim.target)
        if actor is None and target is None:
            actor = self.speaker_party
        if actor is not None and actor == target:
            target = None
        ids = [party.id for party in self.profile.parties]
        if len(ids) == 2 and (actor is None) != (target is None):
            known = actor if actor is not None else target
            other = next((one for one in ids if one != known), None) if known in ids else None
            actor, target = (actor or other), (target or other)
        return actor, target

    def series_of(
        self, holder: str | None, *, measure: str = "held", region: Region | None
    ) -> tuple[Series, ...]:
        """The series of what a party holds (or gained, …) in a region; None: the whole country."""
        if isinstance(region, JointRegion):
            parts = [self.series_of(holder, measure=measure, region=one) for one in region.parts]
            return joined(parts)
        return tuple(
            one
            for one in self.library.series
            if one.holder == holder
            and one.measure == measure
            and one.values
            and one.reference.unit == "km2"
            and self._speaks_of(one, region)
        )

    def _speaks_of(self, series: Series, region: Region | None) -> bool:
        measured = next((one for one in self.profile.places if one.id == series.place), None)
        whole = measured is None or measured.kind == "country"
        if region is None or region.kind == "country":
            return whole
        return measured is not None and measured.id == region.id

    def party_in(self, name: str) -> str | None:
        """The first party that words name."""
        found: list[tuple[int, int, str]] = []
        for order, party in enumerate(self.profile.parties):
            names = (party.name, *party.names, *party.adjectives)
            match = compile_phrases(_found_in(name, names)).search(name)
            if match:
                found.append((match.start(), order, party.id))
        return min(found)[2] if found else None


_ARTICLE = re.compile(r"^the ")
_MEASURES: tuple[Measure, ...] = ("gained", "lost", "held")


def seated(profile: Profile, name: str) -> str | None:
    """The party whose seat of government stands for it: "Miren", "Miren's army".

    A longer name that only holds the seat's ("the mayor of Miren", "Miren region") is not meant.
    """
    words = fold(name).replace("’", "'")
    for seat, party in profile.seats:
        if words == fold(seat) or words.startswith(f"{fold(seat)}'s "):
            return party
    return None


def quantity_words(case: Case) -> str:
    """The claim's quantity as printed; empty where it has none."""
    quantity = case.claim.quantity
    return quantity.span.of(case.document.text) if quantity is not None else ""


def time_in(case: Case, span: Span) -> TimeWindow | None:
    """The first time expression in some words of the report."""
    found = time_expressions(case.document.text, span, case.published)
    return found[0] if found else None


def _found_in(words: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names whose letters stand in the words: what alone is worth a pattern."""
    folded = " ".join(fold(words).split())
    return tuple(name for name in names if name and " ".join(fold(name).split()) in folded)


def unique(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts in order, each once."""
    return tuple(dict.fromkeys(texts))
