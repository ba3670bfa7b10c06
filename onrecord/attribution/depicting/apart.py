"""What sets words apart from a thing: somebody outside it speaks, or the report has left it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.attribution.depicting.people import Person
from onrecord.attribution.depicting.stage import ENOUGH, NEUTER, PRONOUNS, SAYING, is_prop_noun
from onrecord.attribution.depicting.staging import named
from onrecord.attribution.depicting.tied import Tied
from onrecord.text import fold, words


@dataclass(frozen=True)
class Apart(Tied):
    """How surely words belong to somebody outside a thing."""

    def outside(self, cast: Sequence[Person]) -> int:
        """How much speaks for somebody who stands outside the thing."""
        outside = 6 * self._speaks_in_person()
        known = self.in_cast(cast) is not None or self.is_seen() or self.plays() or self.is_one_of()
        if not known and self.is_outsider() and not self._is_source():
            outside += 3
        if not self.same:
            outside += self._left(cast)
        if not known and self._is_stranger():
            outside += 3
        if self.same and self._said_before_thing():
            outside += 3
        if self.place.found is not None and self.place.found.form == "indirect":
            outside += 1
        if self._stands_outside_by_trade(cast):
            outside += 3
        return outside

    def _speaks_in_person(self) -> bool:
        """Whether the report says "himself", "the real one" or "in the original"."""
        lead = {i.lower for i in self.items_before()} | {i.lower for i in self.items_after()[:8]}
        if lead & {"himself", "herself", "themselves"} and not self.same:
            return True
        own = {i.lower for i in self.own.frame.items}
        return bool(
            words("staging", "in_person") & set(self.source_words())
            or own & {"original", "reality", "truth"}
        )

    def _left(self, cast: Sequence[Person]) -> int:
        """How far words in a later sentence than the thing's have left it."""
        weight = self._closed(cast)
        if {i.lower for i in self.own.frame.items} & words("staging", "to_the_press"):
            weight += 2
        source = self.source_words()
        if source and source[0] in PRONOUNS and not cast and not self.opens_inside():
            weight += 3
        return weight

    def _is_stranger(self) -> bool:
        """Whether somebody speaks by name whom nothing ties to the thing."""
        source = self.source_words()
        if not source or source[0] in PRONOUNS or self.speaks_as_thing():
            return False
        if self.goes_on is not None and self.answers():
            return False
        if self.same:
            return self.tied_here() < ENOUGH
        return not (self.opens_inside() or self.ends_inside())

    def _stands_outside_by_trade(self, cast: Sequence[Person]) -> bool:
        """Whether the speaker is who made or posted the thing."""
        source = self.source()
        if source is None or self.in_cast(cast) is not None:
            return False
        key = set(self.source_words())
        makers = (person for person in self.home.people if person not in cast)
        return any(person.key(self.stage.text) in key for person in makers)

    def speaks_as_thing(self) -> bool:
        """Whether the thing, or "it", or a place in it such as a caption is the source."""
        source = self.source()
        if source is None:
            return False
        if source.holds(self.prop.span):
            return True
        lower = set(self.source_words())
        return bool(lower & NEUTER) or any(
            named("places", w) or is_prop_noun(w) or w in words("staging", "made_up") for w in lower
        )

    def _is_source(self) -> bool:
        """Whether the thing is what the source names, not a word before it."""
        source = self.source()
        return (
            source is not None
            and source.holds(self.prop.span)
            and "." not in source.of(self.stage.text)
        )

    def _is_led_to(self) -> bool:
        """Whether "in which", "with the words" or "saying" stands between thing and words."""
        lower = {i.lower for i in self.items_before() if i.span.start > self.prop.span.start}
        led = words("staging", "relatives") | words("staging", "places") | SAYING
        last = next((i.lower for i in reversed(self.items_before())), "")
        if not self.same:
            return bool(lower & led)
        beside = not any(
            i.is_word for i in self.items_before() if i.span.start > self.prop.span.start
        )
        return beside or bool(lower & led) or last in {",", ":", "(", "–", "—"}

    def _said_before_thing(self) -> bool:
        """Whether the cue comes before the thing and its speaker is none of those shown."""
        found = self.place.found
        if found is None or not found.cue or not found.source:
            return False
        if self.source() is None and found.content[0].holds(self.prop.span):
            return not self._is_led_to()
        cue = found.cue[0]
        before = cue.end <= self.prop.span.start < self.place.outer.start
        behind = cue.start >= self.place.outer.end and cue.end <= self.prop.span.start
        if behind:
            return self.tied_here() < 2
        return before and not SAYING & {fold(cue.of(self.stage.text))}

    def _closed(self, cast: Sequence[Person]) -> int:
        """Whether a sentence between thing and words has left the thing."""
        between = self.here[self.at + 1 : self.place.frame]
        if self.opens_inside() or self._own_doubt():
            return 0
        weight = 0
        for sentence in between:
            lower = {i.lower for i in sentence.frame.items}
            if lower & words("staging", "in_person"):
                weight = max(weight, 3)
            starts = sentence.people and sentence.people[0].first <= 1
            stranger = starts and sentence.people[0].key(self.stage.text) not in {
                p.key(self.stage.text) for p in cast
            }
            if stranger and not sentence.props and not sentence.frame.quotes:
                weight = max(weight, 3)
            if starts and not sentence.frame.quotes and not self.present():
                weight = max(weight, 3)
            if any(d.weight >= ENOUGH for d in sentence.doubts) and not self.present():
                weight = max(weight, 2)
        if self.home.doubts and not self.present() and self.goes_on is not None:
            weight = max(weight, 1)
        return weight

    def _own_doubt(self) -> bool:
        return bool(self.own.doubts)
