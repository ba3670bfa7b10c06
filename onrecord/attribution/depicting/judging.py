"""Whether words are put into somebody's mouth, by three kinds of evidence weighed together.

The thing that shows or carries them; that it is invented, by its nature or by what the report says;
and that one who is shown in it, not somebody outside it, seems to speak.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.attribution.depicting.apart import Apart
from onrecord.attribution.depicting.making import maker_in
from onrecord.attribution.depicting.people import Person
from onrecord.attribution.depicting.scope import Place
from onrecord.attribution.depicting.stage import ENOUGH, PRONOUNS, Stage, Verdict, is_prop_noun
from onrecord.attribution.depicting.staging import Doubt, Prop, named
from onrecord.attribution.frames import Frame
from onrecord.record import Span
from onrecord.text import fold, words

_BACK = 3  # sentences before the words in which the thing is named
_AHEAD = 3  # sentences behind the words in which it is called invented
_LABEL = 4  # words


def judge(stage: Stage, place: Place, goes_on: Verdict | None, refused: bool) -> Verdict | None:
    """Why some words count as put into a mouth; None where they do not.

    ``goes_on`` is the verdict on the words before these in the same paragraph, ``refused`` whether
    these are a further piece of words that were found real.
    """
    if refused:
        return None
    here = stage.paragraph(place.paragraph)
    found: list[tuple[int, int, int, Verdict]] = []
    for back in range(min(place.frame, _BACK) + 1):
        props = _nearest(here[place.frame - back].props, place, back)
        for rank, prop in enumerate(props):
            case = _Case(stage, place, here, prop, place.frame - back, goes_on)
            verdict = case.verdict()
            if verdict is not None:
                part = fold(prop.span.of(stage.text)) in words("staging", "places")
                found.append((part, -min(prop.weight, 1), back + rank, verdict))
    if found:
        return min(found, key=lambda one: one[:3])[3]
    own = here[place.frame]
    for doubt in own.doubts:  # nothing is named that shows them: "What he told her was made up"
        at = next(
            i for i, item in enumerate(own.frame.items) if item.span.start >= doubt.span.start
        )
        if doubt.weight >= ENOUGH and doubt.span.start >= place.outer.end:
            prop = Prop(doubt.span, "doubted", at)
            verdict = _Case(stage, place, here, prop, place.frame, goes_on).verdict()
            if verdict is not None:
                return verdict
    return None


def is_outside(stage: Stage, place: Place) -> bool:
    """Whether a body or somebody by trade outside any thing is named as the source."""
    found = place.found
    if found is None or not found.source or not found.cue:
        return False
    written = fold(found.source[0].of(stage.text)).split()
    lead = stage.text[place.sentence.span.start : place.outer.start]
    if {"himself", "herself"} & set(fold(lead).replace(",", " ").split()):
        return True
    listed = words("staging", "outsiders") | words("roles", "bodies")
    things = any(is_prop_noun(word) for word in written)
    return bool(written) and written[-1] in listed and not things


def is_label(text: str, place: Place) -> bool:
    """Whether quotation marks only hold a noun or a name for something: her "security meeting"."""
    inner = place.inner.of(text).strip()
    if len(inner.split()) > _LABEL or inner[-1:] in ".!?…,":
        return False
    before = text[place.after : place.outer.start].split()[-1:]
    last = fold(before[0]) if before else ""
    led = last in words("grammar", "determiners") or last in {"of", "it", "him", "them", "her"}
    return led or named("carriers", fold(inner))


def _nearest(props: Sequence[Prop], place: Place, back: int) -> list[Prop]:
    if back:
        return sorted(props, key=lambda p: (-p.weight, -p.at))
    return sorted(
        (p for p in props if p.nature == "doubted" or not p.span.meets(place.outer)),
        key=lambda p: (
            -p.weight,
            p.span.start > place.outer.start,
            p.span.start,
        ),
    )


@dataclass(frozen=True)
class _Case(Apart):
    """The verdict on one thing and some words near it."""

    def doubt(self) -> Doubt | None:
        """The strongest doubt about the thing near by."""
        place, last = self.place.frame, len(self.here)
        near: list[Doubt] = []
        for i in range(max(0, self.at - 1), min(last, place + _AHEAD + 1)):
            for doubt in self.here[i].doubts:
                if i < self.at and doubt.weight < ENOUGH:
                    continue
                near.append(doubt)
        near.extend(self.stage.heading(self.place.paragraphs, self.place.at))
        near.extend(self.stage.following(self.place.paragraphs, self.place.at))
        near = [d for d in near if not d.span.meets(self.prop.span)]
        return max(near, key=lambda d: d.weight, default=None)

    def verdict(self) -> Verdict | None:
        cast = self.cast()
        doubt = self.doubt()
        weight = self.prop.weight + (doubt.weight if doubt else 0)
        link = self._link(cast)
        shown = self._shown(cast)
        if (
            self.prop.nature in ("picture", "story")
            and link >= 2
            and self._is_on_stage(shown, cast)
        ):
            weight += 1
        if weight < ENOUGH or link < 1 or shown is None:
            return None
        maker = maker_in(self.prop, self.at, self.place.frame, self.here, shown)
        return Verdict(self.prop, self.home.frame, shown, doubt, maker)

    def _is_on_stage(self, shown: Span | None, cast: Sequence[Person]) -> bool:
        """Whether who seems to speak is one whom the thing shows, in the present."""
        if shown is not None and self.plays():
            return True
        if shown is None or not self.present():
            return False
        keys = {fold(p.span.of(self.stage.text).split()[-1]) for p in cast}
        known = self.in_cast(cast) is not None
        known = known or fold(shown.of(self.stage.text).split()[-1]) in keys
        return known or (
            self.prop.nature == "story" and (self.opens_inside() or self.opens_with_prop())
        )

    def _link(self, cast: Sequence[Person]) -> int:
        """How surely the words belong into the thing: inside less outside."""
        return self.inside(cast) - self.outside(cast)

    def _shown(self, cast: Sequence[Person]) -> Span | None:
        """The words naming who seems to speak."""
        source, written = self.source(), self.source_words()
        member = None if self.plays() else self.in_cast(cast)
        if source is not None and member is not None:
            return member.span if source.holds(self.prop.span) else source
        cut = written in (["the"], ["the", "one"], ["one"])
        if source is not None and not cut and self._is_name():
            return source
        if source is not None and self.plays():
            inner = [p for p in self.own.people if p.span.start >= source.start]
            if inner:
                return inner[-1].span
        return self._nearest(cast, cut)

    def _is_name(self) -> bool:
        """Whether the source names somebody: no pronoun, no actor, not the thing."""
        known = self.source_words()[0] not in PRONOUNS
        return known and not self.plays() and not self.speaks_as_thing()

    def _nearest(self, cast: Sequence[Person], cut: bool) -> Span | None:
        """Who is named nearest to the words: before them, behind them, with the thing."""
        makers = {p.span for p in self.home.people} - {p.span for p in cast}
        people = [p for p in self.own.people if p.span not in makers]
        before = [p for p in people if self._is_led_by(p, cast)]
        after = [p for p in people if p.span.start >= self.place.outer.end]
        if before:
            return before[-1].span
        close = after and after[0].first <= _index(self.own.frame, self.place) + 3
        if after and (cut or (self.source() is None and close)):
            return after[0].span
        between = [p for s in self.here[self.at + 1 : self.place.frame] for p in s.people]
        last = [*between[-1:], *cast[-1:]]
        if last or after:
            return (last[-1] if last else after[0]).span
        return self._pronoun()

    def _is_led_by(self, person: Person, cast: Sequence[Person]) -> bool:
        """Whether somebody is named before the words, and not before their thing."""
        here = self.place.after <= person.span.start and person.span.end <= self.place.outer.start
        return here and (not self.same or person in cast or person.first > self.prop.at)

    def _pronoun(self) -> Span | None:
        """As in "a cartoon shows him": somebody named before the thing."""
        if self.source() is None:
            behind = self.items_before() if self.same else self.home.frame.items[self.prop.at + 1 :]
            return next((i.span for i in behind if i.lower in PRONOUNS), None)
        earlier = self.here[self.at - 1].people if self.at else ()
        told = bool(earlier) and self.source_words()[0] in PRONOUNS
        return earlier[-1].span if told else None


def _index(frame: Frame, place: Place) -> int:
    return next(
        (i for i, item in enumerate(frame.items) if item.span.start >= place.outer.start), 0
    )
