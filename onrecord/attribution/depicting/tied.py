"""What ties words to a thing: that they stand in it, or that one shown there speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.attribution.depicting.known import Known
from onrecord.attribution.depicting.people import Person
from onrecord.attribution.depicting.stage import NEUTER, OPENERS, PRONOUNS, SAYING, is_prop_noun
from onrecord.attribution.depicting.staging import named
from onrecord.text import fold, words

_BEING = frozenset({"is", "was", "are", "were"})
_VERBAL = frozenset({"reads", "reading", "says", "page", "line", "words", "signed", "frame"})


@dataclass(frozen=True)
class Tied(Known):
    """How surely words belong into a thing."""

    def inside(self, cast: Sequence[Person]) -> int:
        """How much ties the words to the thing."""
        inside = self.tied_here() if self.same else self._tied_back()
        if self.is_seen() or self.plays() or self.is_one_of():
            inside += 2
        elif self.in_cast(cast) is not None or (
            self.source_words()[:1] and self.source_words()[0] in PRONOUNS and cast
        ):
            inside += 2 if self.present() else int(self._is_portrayed() or bool(self.home.doubts))
        if any(d.weight for d in self.own.doubts) and not self.same:
            inside += 1
        if self.goes_on is not None and self.goes_on.prop.span == self.prop.span and self.answers():
            inside += 2
        return inside

    def _is_portrayed(self) -> bool:
        """Whether the thing is a verb of portraying: "Moss imitated the president"."""
        return self._noun() in words("staging", "portraying") or self.same

    def answers(self) -> bool:
        """Whether the words go on in a picture: another one shown speaks, in the present."""
        return self.present() and not self.is_outsider()

    def tied_here(self) -> int:
        """What ties words to a thing of their own sentence."""
        source = self.source()
        if source is not None and source.holds(self.prop.span):
            return 2
        items = self.own.frame.items
        if self.prop.span.start < self.place.outer.start:
            between = [i for i in items[self.prop.at + 1 :] if i.span.end <= self.place.outer.start]
            lower = [i.lower for i in between]
            if (
                not lower
                or len([w for w in lower if w not in {":", ",", "–", "—", "-", "(", "“"}]) == 0
            ):
                return 2
            if words("staging", "relatives") & set(lower) or words("staging", "places") & set(
                lower
            ):
                return 2
            if SAYING & set(lower) or lower[-1] in {":", "("}:
                return 2
            if self.opens_with_prop():
                return 2
            return 1 if self.source() is None and (self.cast() or self.own.people) else 0
        after = [i.lower for i in items[: self.prop.at] if i.span.start >= self.place.outer.end]
        if {"in", "on", "from"} & set(after[-4:]) or len(after) <= 3 or _BEING & set(after[:3]):
            return 2
        return 0

    def opens_with_prop(self) -> bool:
        """As in "In the cartoon …"."""
        lower = [i.lower for i in self.own.frame.items[: self.prop.at]]
        return bool(lower) and lower[0] in OPENERS and len(lower) <= 6

    def _tied_back(self) -> int:
        """What ties words to a thing of a sentence before."""
        items = [i.lower for i in self.items_before() if i.is_word]
        source = self.source_words()
        if self.opens_inside() or self.ends_inside():
            return 2
        beside = [*items[:1], *[i.lower for i in self.items_after() if i.is_word][:1]]
        neuter = not source and bool(set(beside) & {"it", "this", "that"})
        if (neuter or (source and source[0] in NEUTER)) and self.means_another():
            return 0
        if neuter:
            return 2
        if source and (
            source[0] in NEUTER or any(named("places", w) or w == self._noun() for w in source)
        ):
            return 2
        if self.own.frame.is_bare_quote or (not items and self.source() is None):
            return 2 if self.place.frame - self.at == 1 else 1
        if self.source() is None and any(named("places", w) and w not in _VERBAL for w in items):
            return 2
        if self.source() is None and self.own.people and not self.means_another():
            return 1
        if set(source) & (words("staging", "made_up") | words("staging", "fiction")) or {
            "played",
            "false",
        } & set(source):
            return 2
        return 0

    def means_another(self) -> bool:
        """Whether "it" stands for a body named since the thing."""
        since = [i for s in self.here[self.at + 1 : self.place.frame] for i in s.frame.items]
        since.extend(self.items_before())
        return any(i.lower in words("roles", "bodies") for i in since)

    def _noun(self) -> str:
        return fold(self.prop.span.of(self.stage.text))

    def opens_inside(self) -> bool:
        """As in "In it …", "Above him …", "On page two …"."""
        lower = [i.lower for i in self.own.frame.items[:6] if i.is_word]
        if not lower or lower[0] not in OPENERS:
            return False
        rest = lower[1:4]
        return any(
            w in NEUTER or w == "him" or named("places", w) or w == self._noun() or is_prop_noun(w)
            for w in rest
        )

    def ends_inside(self) -> bool:
        """As in "“…,” Ba promises in it"."""
        lower = [i.lower for i in self.items_after() if i.is_word]
        pairs = pairwise(lower)
        return any(one in {"in", "on"} and other in {"it", "there"} for one, other in pairs)
