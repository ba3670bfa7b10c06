"""What is known of one thing and some words near it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.attribution.depicting.people import Person
from onrecord.attribution.depicting.scope import Place
from onrecord.attribution.depicting.stage import ENOUGH, OPENERS, Stage, Verdict, offices
from onrecord.attribution.depicting.staging import Prop, Sentence, named
from onrecord.attribution.frames import Item
from onrecord.record import Span
from onrecord.text import fold, words

_PAST = frozenset({"said", "told", "wrote", "spoke", "sang", "began", "swore"})


@dataclass(frozen=True)
class Known:
    """One thing and some words near it: the items around them, the cast, the source."""

    stage: Stage
    place: Place
    here: Sequence[Sentence]
    prop: Prop
    at: int  # the thing's sentence
    goes_on: Verdict | None

    @property
    def own(self) -> Sentence:
        """The sentence of the words."""
        return self.here[self.place.frame]

    @property
    def home(self) -> Sentence:
        """The sentence of the thing."""
        return self.here[self.at]

    @property
    def same(self) -> bool:
        """Whether thing and words stand in one sentence."""
        return self.at == self.place.frame

    def items_before(self) -> Sequence[Item]:
        """The items of the sentence before the words, since the last quote that is no noun."""
        return [
            i
            for i in self.own.frame.items
            if self.place.after <= i.span.start < self.place.outer.start
        ]

    def items_after(self) -> list[Item]:
        """The items of the sentence behind the words, up to the next quote."""
        after = []
        for item in self.own.frame.items:
            if item.span.start < self.place.outer.end:
                continue
            if item.quote is not None:
                break
            after.append(item)
        return after

    def cast(self) -> tuple[Person, ...]:
        """Those the thing shows: named after it, or before it with "as"."""
        items = self.home.frame.items
        shown: list[Person] = []
        for person in self.home.people:
            lead = [i.lower for i in items[max(0, person.first - 3) : person.first]]
            if "role" in lead:
                shown.append(person)
            elif person.first > self.prop.at:
                if person.first == self.prop.at + 2 and lead[-1:] in (["in"], ["on"]):
                    continue  # "a cartoon in Ba": a medium
                if not self._is_maker(lead) and not self._prints(person):
                    shown.append(person)
            else:
                between = [i.lower for i in items[person.last + 1 : self.prop.at]]
                if len(between) <= 4 and (
                    "as" in between or ("on" in between and not self._makes(between))
                ):
                    shown.append(person)
        return tuple(shown)

    def _is_maker(self, lead: Sequence[str]) -> bool:
        """Whether "by" or "from" leads to a name, unless it is "allegedly by"."""
        if not {"by", "from"} & set(lead) or words("staging", "doubted") & set(lead):
            return False
        return "by" in lead or any(named("making", word) for word in lead)

    def _makes(self, between: Sequence[str]) -> bool:
        return any(w in words("staging", "making") for w in between)

    def _prints(self, person: Person) -> bool:
        """Whether somebody named after the thing made it: "a comic that the Echo printed"."""
        items = self.home.frame.items
        follows = [i.lower for i in items[person.last + 1 : person.last + 3]]
        return (
            bool(follows)
            and follows[0] in words("staging", "making")
            and self.prop.nature != "carrier"
            and follows[0] != "put"
        )

    def source(self) -> Span | None:
        """The source the finder named for the words, unless it only tells of the thing."""
        found = self.place.found
        if found is None or not found.source:
            return None
        if fold(found.source[0].of(self.stage.text)) in OPENERS:
            return None
        if found.content[0].holds(self.prop.span) and not found.source[0].meets(self.prop.span):
            return None  # somebody tells of the thing
        further = not found.content[0].meets(self.place.outer)
        return None if further and self.named_before() else found.source[0]

    def named_before(self) -> bool:
        """Whether somebody is named between the quote before and this one."""
        start, end = self.place.after, self.place.outer.start
        return any(start <= p.span.start and p.span.end <= end for p in self.own.people)

    def source_words(self) -> list[str]:
        """The folded words of the source."""
        source = self.source()
        return fold(source.of(self.stage.text)).replace(",", " ").split() if source else []

    def in_cast(self, cast: Sequence[Person]) -> Person | None:
        """The one of the cast whom the source names, by name or by office."""
        written = {w.removesuffix("'s") for w in self.source_words()}
        return next((p for p in cast if p.key(self.stage.text) in written), None) or next(
            (
                p
                for p in cast
                if written
                & set(fold(p.span.of(self.stage.text)).split())
                & (words("roles", "roles") | words("roles", "ranks"))
            ),
            None,
        )

    def plays(self) -> bool:
        """Whether one speaks who plays another: an actor, a puppet, a double."""
        source = set(self.source_words())
        if source and source <= {"the", "one"}:
            behind = {i.lower for i in self.items_after()[:6]}
            return self.prop.weight > 0 and bool(
                behind & {"wig", "mask", "costume", "face", "role"}
            )
        return self.prop.weight > 0 and bool(
            source & {"actor", "actress", "puppet", "double", "voice", "mime", "impersonator"}
        )

    def is_seen(self) -> bool:
        """Whether the speaker is no name but a noun seen in the thing: "the snail"."""
        source = self.source_words()
        if not source or source[0] not in words("grammar", "determiners") or self.is_outsider():
            return False
        seen = [i.lower for i in self.home.frame.items[self.prop.at + 1 :] if i.is_word]
        return len(source) <= 3 and source[-1] in seen and not self.same

    def is_one_of(self) -> bool:
        """Whether the thing shows several like the speaker: "both generals", and General Ba."""
        if self.same or self.prop.weight < ENOUGH:
            return False
        seen = {i.lower for i in self.home.frame.items[self.prop.at + 1 :] if i.lower.endswith("s")}
        written = [*self.source_words(), *(w for p in self._near() for w in p)]
        return any(f"{word}s" in seen and word in offices() for word in written)

    def _near(self) -> list[list[str]]:
        """The words of the people named in the sentence of the words."""
        if self.source() is not None:
            return []
        return [fold(p.span.of(self.stage.text)).split() for p in self.own.people]

    def present(self) -> bool:
        """Whether the cue or the verb before the words, if any, stands in the present."""
        found = self.place.found
        if found is None or not found.cue:
            last = [i.lower for i in self.items_before() if i.is_word][-1:]
            return not last or not (last[0].endswith("ed") or last[0] in _PAST)
        verb = fold(found.cue[0].of(self.stage.text).split()[0])
        return verb.endswith(("s", "ing")) or (found.verb is not None and verb == found.verb.lemma)

    def is_outsider(self) -> bool:
        """Whether a body, a maker or somebody by trade outside the thing speaks."""
        source = self.source_words()
        if not source or self.is_shown_by_name():
            return False
        listed = words("staging", "outsiders") | words("roles", "bodies") | words("roles", "media")
        return any(w.removesuffix("'s") in listed for w in source)

    def is_shown_by_name(self) -> bool:
        """Whether the thing is said to show one who is called like the source: "an officer"."""
        if self.same:
            return False
        listed = words("staging", "outsiders")
        source = listed.intersection(word.removesuffix("'s") for word in self.source_words())
        behind = self.home.frame.items[self.prop.at + 1 :]
        return any(item.lower in source for item in behind)
