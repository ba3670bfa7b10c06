"""Who is shown saying invented words, and who made or posted the thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.attribution.depicting.makers import (
    maker_before,
    maker_medium,
    maker_named,
    naming,
)
from onrecord.attribution.depicting.persons import persons_in
from onrecord.attribution.depicting.scope import AHEAD, BACK, Lead, Place, Scope
from onrecord.attribution.frames import Paragraph
from onrecord.attribution.scenery import scenery
from onrecord.record import Span, Spans
from onrecord.text import fold, words

_REACH = 500  # characters around the words in which somebody shown is named


def shown_in(text: str, place: Place, scope: Scope, lead: Lead, maker: Span | None) -> Spans:
    """Who is shown saying it: named in the lead, between thing and words, or with the thing."""
    other = None if maker is None or maker.meets(scope.thing.span) else maker
    stretches = [lead.span] if lead.kind != "never" else []
    start = min(scope.thing.span.start, place.outer.start)
    stretches.append(Span(max(start, place.after), place.outer.start))
    stretches.append(Span(scope.thing.span.start, max(scope.frame.span.end, scope.thing.span.end)))
    stretches.append(Span(start, place.outer.start))
    stretches.append(Span(place.outer.end, place.sentence.span.end))
    if place.frame and place.sight.things(place.paragraph.frames[place.frame - 1]):
        stretches.append(place.paragraph.frames[place.frame - 1].span)
    for stretch in stretches:
        persons = [p for p in shown_persons(text, stretch, place) if not (other and p.meets(other))]
        if persons:
            tail = stretch.start >= place.outer.end
            return (persons[0] if tail else persons[-1],)
    sentence = [
        p for p in shown_persons(text, scope.frame.span, place) if not (other and p.meets(other))
    ]
    if sentence:
        return (sentence[-1],)
    signature = _signature(text, place)
    if signature is not None:
        return (signature,)
    if place.found is not None and place.found.source:
        return place.found.source
    pronouns = list(
        re.finditer(
            r"\b(?:him|her|he|she|them|they)\b", text[place.sentence.span.start : place.outer.start]
        )
    )
    base = place.sentence.span.start
    return (Span(base + pronouns[0].start(), base + pronouns[0].end()),) if pronouns else ()


def shown_persons(text: str, stretch: Span, place: Place) -> list[Span]:
    """People named in a stretch of the text, outside quotes and things."""
    near = Span(place.outer.start - _REACH, place.outer.end + _REACH)
    stretch = Span(max(stretch.start, near.start), min(stretch.end, near.end))
    if stretch.end <= stretch.start:
        return []
    things = [
        thing.span
        for frame in place.paragraph.frames
        if frame.span.meets(stretch)
        for thing in place.sight.things(frame)
    ]
    found = list(persons_in(scenery(place.sight.unquoted, stretch, things)))
    return [person for person in found if not _is_other(person.of(text))]


def _is_other(name: str) -> bool:
    """Whether the words name a body, a medium or a part of one ("his head")."""
    if name.casefold() in {"his head", "her head", "its head"}:
        return True
    parts = [fold(part) for part in name.split()]
    if any(part in words("roles", "roles") for part in parts):
        return False
    return any(
        part in words("roles", "media") or part in words("roles", "bodies") for part in parts
    )


def _signature(text: str, place: Place) -> Span | None:
    """A name between quotation marks before the words: the signature “T. Ba”."""
    for quote in place.sentence.quotes:
        before = text[place.sentence.span.start : quote.outer.start].rstrip()
        if quote.outer.end <= place.outer.start and before.endswith(
            ("signature", "signed", "name")
        ):
            return quote.inner
    return None


def maker_of(text: str, place: Place, scope: Scope) -> Span | None:
    """The words naming who made or posted the thing, else the thing itself."""
    maker = maker_before(text, scope.frame, scope.thing)
    if maker is not None:
        return maker
    medium = maker_medium(text, scope.frame, scope.thing)
    if medium is not None:
        return medium
    for span in _around(place, scope):
        named = maker_named(text, Span(span.start, min(span.end, span.start + 2 * _REACH)))
        if named is not None:
            return named
    frames = place.paragraph.frames
    for frame in frames[max(0, place.frame - BACK) : place.frame]:  # "In the bubble …"
        for thing in place.sight.things(frame):
            earlier = maker_before(text, frame, thing) if thing.kind == "invented" else None
            if earlier is not None:
                return earlier
    return naming(text, scope.frame, scope.thing)


def _around(place: Place, scope: Scope) -> Iterator[Span]:
    """Where a maker may be named: the thing's sentence, its neighbours, the next paragraphs."""
    yield scope.frame.span
    frames = place.paragraph.frames
    for i in range(place.frame, min(len(frames), place.frame + AHEAD)):
        yield frames[i].span
    for i in range(max(0, place.frame - BACK), place.frame):
        yield frames[i].span
    for paragraph in place.paragraphs[place.at + 1 : place.at + 3]:
        if paragraph.frames and _goes_on(paragraph):
            yield paragraph.frames[0].span


def _goes_on(paragraph: Paragraph) -> bool:
    """Whether a paragraph's first sentence is short enough to go on about the thing before it."""
    return len(paragraph.frames[0].items) < 40
