"""Words that may be invented, and the thing near them that may show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.attribution.depicting.things import Thing, is_possible, things_in
from onrecord.attribution.depicting.wording import debunking, leading
from onrecord.attribution.found import Found
from onrecord.attribution.frames import Frame, Paragraph
from onrecord.attribution.scenery import Scenery, scenery
from onrecord.record import Span

_REACH = 900  # characters around the words in which the thing is debunked
BACK, AHEAD = 2, 3  # sentences before and after in which a thing is named, or debunked


@dataclass(frozen=True)
class Sight:
    """A text as depiction looks at it: without its quotes, and with the things it names."""

    text: str
    unquoted: str
    _things: dict[Span, tuple[Thing, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, paragraphs: Sequence[Paragraph]) -> Sight:
        """A text whose every quote is hidden; all other characters keep their place."""
        quotes = [quote.outer for paragraph in paragraphs for quote in paragraph.quotes]
        return cls(text, scenery(text, Span(0, len(text)), quotes).words)

    def things(self, frame: Frame) -> tuple[Thing, ...]:
        """The things that one sentence names."""
        if frame.span not in self._things:
            self._things[frame.span] = things_in(self.text, frame)
        return self._things[frame.span]

    def words(self, span: Span) -> Scenery:
        """The words of a span outside quotes."""
        return Scenery(self.unquoted[span.start : max(span.start, span.end)], span.start)

    def may_depict(self, paragraphs: Sequence[Paragraph], at: int) -> bool:
        """Whether a paragraph names anything that makes it worth a closer look."""
        span = paragraphs[at].span
        if at and paragraphs[at - 1].span.of(self.text).rstrip().endswith(":"):
            span = Span(paragraphs[at - 1].span.start, span.end)
        if is_possible(self.text, span) or debunking().search(self.text, *span):
            return True
        return any(
            thing.kind == "invented" for f in paragraphs[at].frames for thing in self.things(f)
        )


@dataclass(frozen=True)
class Place:
    """Words that may be invented: where they stand, and what the finder made of them."""

    sight: Sight
    paragraphs: Sequence[Paragraph]
    at: int
    frame: int
    inner: Span
    outer: Span
    found: Found | None
    after: int  # where the words before these end, in the same sentence

    @property
    def paragraph(self) -> Paragraph:
        """The paragraph that holds the words."""
        return self.paragraphs[self.at]

    @property
    def sentence(self) -> Frame:
        """The sentence that holds the words."""
        return self.paragraph.frames[self.frame]


@dataclass(frozen=True)
class Scope:
    """The thing that shows the words, its sentence, and the words that debunk it."""

    thing: Thing
    frame: Frame
    debunked: Span | None

    @property
    def is_invented(self) -> bool:
        """Whether the words of such a thing are invented by nature."""
        return self.thing.kind == "invented"


@dataclass(frozen=True)
class Lead:
    """Why words count as depicted: the words that lead to or follow them."""

    span: Span
    kind: str


def scope_of(text: str, place: Place) -> Scope | None:
    """The thing nearest to the words: in their sentence, else in one of the two before it."""
    frames = place.paragraph.frames
    near = [frames[i] for i in range(place.frame, max(-1, place.frame - BACK - 1), -1)]
    if place.frame == 0 and place.at and _leads_on(text, place.paragraphs[place.at - 1]):
        near.append(place.paragraphs[place.at - 1].frames[-1])
    candidates: list[tuple[Thing, Frame]] = []
    for frame in near:
        things = place.sight.things(frame)
        candidates.extend((thing, frame) for thing in things if not thing.span.meets(place.outer))
    if not candidates:
        return None
    debunked = _debunk(text, place)
    ranked = sorted(
        candidates,
        key=lambda one: (
            one[0].kind != "invented",
            near.index(one[1]),
            one[0].span.start > place.outer.start,
            one[0].kind == "neutral",
            -one[0].span.start,
        ),
    )
    return Scope(*ranked[0], debunked)


def mouth_of(place: Place) -> Scope | None:
    """Words put into somebody's mouth need no thing that shows them."""
    before = place.sight.words(Span(place.after, place.outer.start))
    match = leading("put").search(before.words)
    if match is None or "mouth" not in match.group().casefold():
        return None
    return Scope(
        Thing(before.place(match).trimmed(place.sight.text, ":"), "invented"), place.sentence, None
    )


def _leads_on(text: str, paragraph: Paragraph) -> bool:
    return bool(paragraph.frames) and paragraph.span.of(text).rstrip().endswith(":")


def _debunk(text: str, place: Place) -> Span | None:
    """Words near by that say the thing is invented: behind the words first, then before them."""
    frames = place.paragraph.frames
    last = min(len(frames), place.frame + AHEAD + 1)
    end = min(frames[last - 1].span.end, place.outer.end + _REACH)
    first = max(0, place.frame - BACK)
    start = max(frames[first].span.start, place.outer.start - _REACH)
    after, before = Span(place.outer.end, end), Span(start, place.outer.start)
    for span in (after, before):
        match = debunking().search(text, *span)
        if match is not None:
            return Span(*match.span())
    return None
