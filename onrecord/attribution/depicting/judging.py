"""Whether words are put into somebody's mouth, by three kinds of evidence weighed together.

The thing that shows or carries them; that it is invented, by its nature or by what the report says;
and that one who is shown in it, not somebody outside it, seems to speak.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.attribution.depicting.making import maker_in
from onrecord.attribution.depicting.scope import Place
from onrecord.attribution.depicting.staging import (
    Doubt,
    Person,
    Prop,
    Sentence,
    doubts_of,
    named,
    persons_of,
    props_of,
)
from onrecord.attribution.frames import Frame, Item, Paragraph
from onrecord.record import Span
from onrecord.text import fold, words

_ENOUGH = 2  # weight of thing and doubt together
_BACK = 3  # sentences before the words in which the thing is named
_AHEAD = 3  # sentences behind the words in which it is called invented
_LABEL = 4  # words
_HEADING = 8  # words
_PRONOUNS = frozenset({"he", "she", "they", "him", "her", "them"})
_NEUTER = frozenset({"it", "this", "that", "one", "there", "them"})
_PAST = frozenset({"said", "told", "wrote", "spoke", "sang", "began", "swore"})
_BEING = frozenset({"is", "was", "are", "were"})
_OPENERS = frozenset(
    {"in", "on", "above", "under", "below", "beneath", "beside", "inside", "at", "underneath",
     "over", "next", "across", "behind", "according", "there", "from"}
)  # fmt: skip
_VERBAL = frozenset({"reads", "reading", "says", "page", "line", "words", "signed", "frame"})
_SAYING = frozenset({"saying", "telling", "asking", "shouting", "crying", "declaring", "ordering",
                     "announcing", "promising", "replying", "begging", "confessing", "admitting"})  # fmt: skip


@dataclass(frozen=True)
class Verdict:
    """Words found to be invented: the thing, its sentence, who is shown, what debunks it."""

    prop: Prop
    frame: Frame
    shown: Span
    doubt: Doubt | None
    maker: Span | None


@dataclass
class Stage:
    """The sentences of a text as depiction weighs them, each looked at once."""

    text: str
    _seen: dict[Span, Sentence] = field(default_factory=dict)

    def sentence(self, frame: Frame, before: Frame | None = None) -> Sentence:
        """One sentence; "one in which" stands for a thing of the sentence before."""
        if frame.span not in self._seen:
            props = props_of(self.text, frame)
            if not props and before is not None:
                props = _anaphor(frame, self.sentence(before).props)
            self._seen[frame.span] = Sentence(
                frame, props, doubts_of(frame), persons_of(frame, props)
            )
        return self._seen[frame.span]

    def paragraph(self, paragraph: Paragraph) -> list[Sentence]:
        """The sentences of a paragraph, in order."""
        frames = paragraph.frames
        return [self.sentence(f, frames[i - 1] if i else None) for i, f in enumerate(frames)]

    def may_depict(self, paragraphs: Sequence[Paragraph], at: int) -> bool:
        """Whether thing and doubt together can suffice anywhere in a paragraph."""
        here = self.paragraph(paragraphs[at])
        if not any(s.props or s.doubts for s in here):
            return False
        return (
            any(prop.weight for s in here for prop in s.props)
            or any(s.doubts for s in here)
            or bool(self.heading(paragraphs, at))
            or bool(self.following(paragraphs, at))
        )

    def heading(self, paragraphs: Sequence[Paragraph], at: int) -> tuple[Doubt, ...]:
        """The doubts of a short line over a paragraph, or of one that leads on to it."""
        if not at:
            return ()
        before = paragraphs[at - 1]
        written = before.span.of(self.text).rstrip()
        if len(written.split()) <= _HEADING or written.endswith(":"):
            return tuple(d for s in self.paragraph(before)[-1:] for d in s.doubts)
        return ()

    def following(self, paragraphs: Sequence[Paragraph], at: int) -> tuple[Doubt, ...]:
        """The doubts of the next paragraph's first sentence, where it goes on about the thing."""
        if at + 1 >= len(paragraphs) or not paragraphs[at + 1].frames:
            return ()
        first = self.sentence(paragraphs[at + 1].frames[0])
        opening = [item.lower for item in first.frame.items[:2]]
        names_it = opening[:1] == ["it"] or (
            opening[:1] in (["the"], ["this"]) and any(prop.at <= 3 for prop in first.props)
        )
        return first.doubts if names_it else ()


def _anaphor(frame: Frame, before: Sequence[Prop]) -> tuple[Prop, ...]:
    """As in "And then the collages! Ba shared one in which …"."""
    lower = [item.lower for item in frame.items]
    for at, word in enumerate(lower):
        follows = lower[at + 1 : at + 6]
        if word == "one" and before and words("staging", "relatives").intersection(follows):
            return (Prop(before[-1].span, before[-1].nature, at),)
    return ()


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
        if doubt.weight >= _ENOUGH and doubt.span.start >= place.outer.end:
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
    things = any(_is_prop_noun(word) for word in written)
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
class _Case:
    """One thing and some words near it."""

    stage: Stage
    place: Place
    here: Sequence[Sentence]
    prop: Prop
    at: int  # the thing's sentence
    goes_on: Verdict | None

    # --- what is known ---

    @property
    def own(self) -> Sentence:
        return self.here[self.place.frame]

    @property
    def home(self) -> Sentence:
        return self.here[self.at]

    @property
    def same(self) -> bool:
        return self.at == self.place.frame

    def items_before(self) -> Sequence[Item]:
        """The items of the sentence before the words, since the last quote that is no noun."""
        return [
            i
            for i in self.own.frame.items
            if self.place.after <= i.span.start < self.place.outer.start
        ]

    def items_after(self) -> list[Item]:
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
        """Whether somebody named after the thing is who made it: "a comic that the Echo printed"."""
        items = self.home.frame.items
        follows = [i.lower for i in items[person.last + 1 : person.last + 3]]
        return (
            bool(follows)
            and follows[0] in words("staging", "making")
            and self.prop.nature != "carrier"
            and not follows[0] == "put"
        )

    # --- the weights ---

    def doubt(self) -> Doubt | None:
        """The strongest doubt about the thing near by."""
        place, last = self.place.frame, len(self.here)
        near: list[Doubt] = []
        for i in range(max(0, self.at - 1), min(last, place + _AHEAD + 1)):
            for doubt in self.here[i].doubts:
                if i < self.at and doubt.weight < _ENOUGH:
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
        if weight < _ENOUGH or link < 1 or shown is None:
            return None
        maker = maker_in(self.prop, self.at, self.place.frame, self.here, shown)
        return Verdict(self.prop, self.home.frame, shown, doubt, maker)

    def _is_on_stage(self, shown: Span | None, cast: Sequence[Person]) -> bool:
        """Whether who seems to speak is one whom the thing shows, and the words are told as there."""
        if shown is not None and self._plays():
            return True
        if shown is None or not self._present():
            return False
        keys = {fold(p.span.of(self.stage.text).split()[-1]) for p in cast}
        known = self._in_cast(cast) is not None
        known = known or fold(shown.of(self.stage.text).split()[-1]) in keys
        return known or (
            self.prop.nature == "story" and (self._opens_inside() or self._opens_with_prop())
        )

    # --- who speaks ---

    def _source(self) -> Span | None:
        found = self.place.found
        if found is None or not found.source:
            return None
        if fold(found.source[0].of(self.stage.text)) in _OPENERS:
            return None
        if found.content[0].holds(self.prop.span) and not found.source[0].meets(self.prop.span):
            return None  # somebody tells of the thing
        further = not found.content[0].meets(self.place.outer)
        return None if further and self._named_before() else found.source[0]

    def _named_before(self) -> bool:
        """Whether somebody is named between the quote before and this one."""
        start, end = self.place.after, self.place.outer.start
        return any(start <= p.span.start and p.span.end <= end for p in self.own.people)

    def _source_words(self) -> list[str]:
        source = self._source()
        return fold(source.of(self.stage.text)).replace(",", " ").split() if source else []

    def _in_cast(self, cast: Sequence[Person]) -> Person | None:
        written = {w.removesuffix("'s") for w in self._source_words()}
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

    def _plays(self) -> bool:
        """Whether one speaks who plays another: an actor, a puppet, a double."""
        source = set(self._source_words())
        if source and source <= {"the", "one"}:
            behind = {i.lower for i in self.items_after()[:6]}
            return self.prop.weight > 0 and bool(
                behind & {"wig", "mask", "costume", "face", "role"}
            )
        return self.prop.weight > 0 and bool(
            source & {"actor", "actress", "puppet", "double", "voice", "mime", "impersonator"}
        )

    def _is_seen(self) -> bool:
        """Whether the speaker is no name but a noun seen in the thing: "the snail"."""
        source = self._source_words()
        if not source or source[0] not in words("grammar", "determiners") or self._is_outsider():
            return False
        seen = [i.lower for i in self.home.frame.items[self.prop.at + 1 :] if i.is_word]
        return len(source) <= 3 and source[-1] in seen and not self.same

    def _is_one_of(self) -> bool:
        """Whether the thing shows several like the speaker: "both generals", and General Ba."""
        if self.same or self.prop.weight < _ENOUGH:
            return False
        seen = {i.lower for i in self.home.frame.items[self.prop.at + 1 :] if i.lower.endswith("s")}
        written = [*self._source_words(), *(w for p in self._near() for w in p)]
        return any(f"{word}s" in seen and word in _offices() for word in written)

    def _near(self) -> list[list[str]]:
        """The words of the people named in the sentence of the words."""
        if self._source() is not None:
            return []
        return [fold(p.span.of(self.stage.text)).split() for p in self.own.people]

    def _present(self) -> bool:
        """Whether the cue, or the verb before the words, stands in the present, or there is none."""
        found = self.place.found
        if found is None or not found.cue:
            last = [i.lower for i in self.items_before() if i.is_word][-1:]
            return not last or not (last[0].endswith("ed") or last[0] in _PAST)
        verb = fold(found.cue[0].of(self.stage.text).split()[0])
        return (
            verb.endswith("s")
            or verb.endswith("ing")
            or (found.verb is not None and verb == found.verb.lemma)
        )

    def _link(self, cast: Sequence[Person]) -> int:
        """How surely the words belong into the thing: inside less outside."""
        return self._inside(cast) - self._outside(cast)

    def _inside(self, cast: Sequence[Person]) -> int:
        inside = self._tied_here() if self.same else self._tied_back()
        if self._is_seen() or self._plays() or self._is_one_of():
            inside += 2
        elif self._in_cast(cast) is not None or (
            self._source_words()[:1] and self._source_words()[0] in _PRONOUNS and cast
        ):
            inside += 2 if self._present() else 1
        if any(d.weight for d in self.own.doubts) and not self.same:
            inside += 1
        if (
            self.goes_on is not None
            and self.goes_on.prop.span == self.prop.span
            and self._answers()
        ):
            inside += 2
        return inside

    def _answers(self) -> bool:
        """Whether the words go on in a picture: another one shown speaks, in the present."""
        return self._present() and not self._is_outsider()

    def _tied_here(self) -> int:
        """What ties words to a thing of their own sentence."""
        source = self._source()
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
            if _SAYING & set(lower) or lower[-1] in {":", "("}:
                return 2
            if self._opens_with_prop():
                return 2
            return 1 if self._source() is None and self._shown(self.cast()) is not None else 0
        after = [i.lower for i in items[: self.prop.at] if i.span.start >= self.place.outer.end]
        if {"in", "on", "from"} & set(after[-4:]) or len(after) <= 3 or _BEING & set(after[:3]):
            return 2
        return 0

    def _opens_with_prop(self) -> bool:
        lower = [i.lower for i in self.own.frame.items[: self.prop.at]]
        return bool(lower) and lower[0] in _OPENERS and len(lower) <= 6

    def _tied_back(self) -> int:
        """What ties words to a thing of a sentence before."""
        items = [i.lower for i in self.items_before() if i.is_word]
        source = self._source_words()
        if self._opens_inside() or self._ends_inside():
            return 2
        beside = [*items[:1], *[i.lower for i in self.items_after() if i.is_word][:1]]
        neuter = not source and bool(set(beside) & {"it", "this", "that"})
        if (neuter or (source and source[0] in _NEUTER)) and self._means_another():
            return 0
        if neuter:
            return 2
        if source and (
            source[0] in _NEUTER or any(named("places", w) or w == self._noun() for w in source)
        ):
            return 2
        if self.own.frame.is_bare_quote or (not items and self._source() is None):
            return 2 if self.place.frame - self.at == 1 else 1
        if self._source() is None and any(named("places", w) and w not in _VERBAL for w in items):
            return 2
        if self._source() is None and self.own.people and not self._means_another():
            return 1
        if set(source) & (words("staging", "made_up") | words("staging", "fiction")) or {
            "played",
            "false",
        } & set(source):
            return 2
        return 0

    def _means_another(self) -> bool:
        """Whether "it" stands for a body named since the thing."""
        since = [i for s in self.here[self.at + 1 : self.place.frame] for i in s.frame.items]
        since.extend(self.items_before())
        return any(i.lower in words("roles", "bodies") for i in since)

    def _noun(self) -> str:
        return fold(self.prop.span.of(self.stage.text))

    def _opens_inside(self) -> bool:
        lower = [i.lower for i in self.own.frame.items[:6] if i.is_word]
        if not lower or lower[0] not in _OPENERS:
            return False
        rest = lower[1:4]
        return any(
            w in _NEUTER
            or w == "him"
            or named("places", w)
            or w == self._noun()
            or _is_prop_noun(w)
            for w in rest
        )

    def _ends_inside(self) -> bool:
        """As in "“…,” Ba promises in it"."""
        lower = [i.lower for i in self.items_after() if i.is_word]
        pairs = zip(lower, lower[1:], strict=False)
        return any(one in {"in", "on"} and other in {"it", "there"} for one, other in pairs)

    def _is_outsider(self) -> bool:
        """Whether a body, a maker or somebody by trade outside the thing speaks."""
        source = self._source_words()
        if not source:
            return False
        listed = words("staging", "outsiders") | words("roles", "bodies") | words("roles", "media")
        return any(w.removesuffix("'s") in listed for w in source)

    def _outside(self, cast: Sequence[Person]) -> int:
        outside = 0
        source = self._source_words()
        known = (
            self._in_cast(cast) is not None or self._is_seen() or self._plays() or self._is_one_of()
        )
        own_words = {i.lower for i in self.own.frame.items}
        lead = {i.lower for i in self.items_before()} | {i.lower for i in self.items_after()[:8]}
        if words("staging", "in_person") & set(source) or (
            not self.same and lead & {"himself", "herself", "themselves"}
        ):
            outside += 6
        if not known and self._is_outsider() and not self._is_source():
            outside += 3
        if own_words & {"original", "reality", "truth"}:
            outside += 6
        if not self.same:
            if own_words & words("staging", "to_the_press"):
                outside += 2
            outside += self._closed(cast)
            if source and source[0] in _PRONOUNS and not cast and not self._opens_inside():
                outside += 3
        if source and source[0] not in _PRONOUNS and not known and not self._speaks_as_thing():
            inside_here = (
                self._tied_here()
                if self.same
                else 2 * (self._opens_inside() or self._ends_inside())
            )
            follows = self.goes_on is not None and self._answers()
            if inside_here < 2 and not follows:
                outside += 3
        if self.same and self._said_before_thing():
            outside += 3
        found = self.place.found
        if found is not None and found.form == "indirect":
            outside += 1
        if self._stands_outside_by_trade(cast):
            outside += 3
        return outside

    def _stands_outside_by_trade(self, cast: Sequence[Person]) -> bool:
        """Whether the speaker is who made or posted the thing."""
        source = self._source()
        if source is None or self._in_cast(cast) is not None:
            return False
        key = set(self._source_words())
        items = self.home.frame.items
        for person in self.home.people:
            if person.key(self.stage.text) in key and person not in cast:
                return person.first < self.prop.at or True
        return False

    def _speaks_as_thing(self) -> bool:
        source = self._source()
        if source is None:
            return False
        if source.holds(self.prop.span):
            return True
        lower = set(self._source_words())
        return bool(lower & _NEUTER) or any(
            named("places", w) or _is_prop_noun(w) or w in words("staging", "made_up")
            for w in lower
        )

    def _is_source(self) -> bool:
        """Whether the thing is what the source names, not a word before it."""
        source = self._source()
        return (
            source is not None
            and source.holds(self.prop.span)
            and "." not in source.of(self.stage.text)
        )

    def _is_led_to(self) -> bool:
        """Whether "in which", "with the words" or "saying" stands between thing and words."""
        lower = {i.lower for i in self.items_before() if i.span.start > self.prop.span.start}
        led = words("staging", "relatives") | words("staging", "places") | _SAYING
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
        if self._source() is None and found.content[0].holds(self.prop.span):
            return not self._is_led_to()
        cue = found.cue[0]
        before = cue.end <= self.prop.span.start < self.place.outer.start
        behind = cue.start >= self.place.outer.end and cue.end <= self.prop.span.start
        if behind:
            return self._tied_here() < 2
        return before and not _SAYING & {fold(cue.of(self.stage.text))}

    def _closed(self, cast: Sequence[Person]) -> int:
        """Whether a sentence between thing and words has left the thing."""
        between = self.here[self.at + 1 : self.place.frame]
        if self._opens_inside() or self._own_doubt():
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
            if starts and not sentence.frame.quotes and not self._present():
                weight = max(weight, 3)
            if any(d.weight >= _ENOUGH for d in sentence.doubts) and not self._present():
                weight = max(weight, 2)
        if self.home.doubts and not self._present() and self.goes_on is not None:
            weight = max(weight, 1)
        return weight

    def _own_doubt(self) -> bool:
        return bool(self.own.doubts)

    def _shown(self, cast: Sequence[Person]) -> Span | None:
        """The words naming who seems to speak."""
        text, own = self.stage.text, self.own
        source = self._source()
        member = None if self._plays() else self._in_cast(cast)
        words_ = self._source_words()
        if source is not None and member is not None:
            return member.span if source.holds(self.prop.span) else source
        cut = source is not None and words_ in (["the"], ["the", "one"], ["one"])
        if (
            source is not None
            and not cut
            and words_[0] not in _PRONOUNS
            and not self._plays()
            and not self._speaks_as_thing()
        ):
            return source
        if source is not None and self._plays():
            inner = [p for p in own.people if p.span.start >= source.start]
            if inner:
                return inner[-1].span
        before = [
            p
            for p in own.people
            if self.place.after <= p.span.start
            and p.span.end <= self.place.outer.start
            and (not self.same or p in cast or p.first > self.prop.at)
        ]
        makers = {p.span for p in self.home.people} - {p.span for p in cast}
        before = [p for p in before if p.span not in makers]
        if before:
            return before[-1].span
        after = [
            p for p in own.people if p.span.start >= self.place.outer.end and p.span not in makers
        ]
        if cut and after:
            return after[0].span
        if source is None and after and after[0].first <= _index(own.frame, self.place) + 3:
            return after[0].span
        if cast:
            return cast[-1].span
        between = [p for s in self.here[self.at + 1 : self.place.frame] for p in s.people]
        if between:
            return between[-1].span
        if after:
            return after[0].span
        behind = self.home.frame.items[self.prop.at + 1 :] if not self.same else self.items_before()
        pronoun = next((i.span for i in behind if i.lower in _PRONOUNS), None)
        if pronoun is not None and source is None:
            return pronoun
        earlier = [p for p in (self.here[self.at - 1].people if self.at else ())]
        return (
            earlier[-1].span if earlier and source is not None and words_[0] in _PRONOUNS else None
        )


def _index(frame: Frame, place: Place) -> int:
    return next(
        (i for i, item in enumerate(frame.items) if item.span.start >= place.outer.start), 0
    )


def _offices() -> frozenset[str]:
    return words("roles", "roles") | words("roles", "ranks")


def _is_prop_noun(word: str) -> bool:
    return any(named(table, word) for table in ("fiction", "pictures", "carriers", "stories"))
