"""Words put into somebody's mouth: by a montage, a cartoon, a forged paper, a generated voice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.attribution.channel import named_channel
from onrecord.attribution.depicting import (
    Thing,
    account_patterns,
    debunking,
    leading,
    maker_before,
    maker_medium,
    maker_named,
    naming,
    persons_in,
    things_in,
    trailing,
    turn_pattern,
    within_thing,
)
from onrecord.attribution.found import Found
from onrecord.attribution.frames import Frame, Paragraph
from onrecord.attribution.scenery import scenery
from onrecord.record import Channel, Span, Spans
from onrecord.text import compile_phrases, fold, lexicon, words

_LEAD_LENGTH = 260
_BACK, _AHEAD = 2, 3  # sentences before and after in which a thing is named, or debunked
_TITLE_WORDS = 4
_ASSUMED = re.compile(r"\bsupposed(?:ly)?\b", re.IGNORECASE)
_PAPERS = re.compile(r"order|decree|letter|document|memo|directive|circular|edict", re.IGNORECASE)
_PAST = re.compile(r"\w+ed$|said$|told$|wrote$", re.IGNORECASE)
_IMPOSTURE = re.compile(
    r"fake|bogus|phon|impost|impersonat|posing|pretend|purport|masquerad|imitat|mimick|passing"
    r"|clone|copycat|forged|counterfeit|photo|picture|portrait|likeness|parody|spoof",
    re.IGNORECASE,
)
_SPREADING = re.compile(
    r"\b(?:attribut|circulat|going (?:a)?round|(?:doing|making) the rounds|viral|spread|shared"
    r"|forwarded)",
    re.IGNORECASE,
)
_NEVER_SAID = re.compile(
    r"\b\w+\s+(?:never|did not|didn[’']t|has not|has never|had never|neither)\s+(?:\w+\s+)?"
    r"(?:said|say|wrote|write|written|spoke|speak|spoken|uttered|posted|post|gave|signed|sign|issued)"
    r"\s+(?:it|this|that|these|any|anything|such|the words)\b|said no such thing",
    re.IGNORECASE,
)


_OWN_DENIAL = re.compile(
    r"\b(?:i|we) (?:never|did not|didn[’']t|have not|haven[’']t|have never) (?:\w+ )?"
    r"(?:sa(?:y|id)|wr[io]te|written|post|posted|sign|signed|order|ordered|give|gave|send|sent|make|made|issue|issued)\b"
    r"|\b(?:fake|forgery|forged)\b",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"(?:account|page|profile|channel|newspaper|site)s?$", re.IGNORECASE)
_SHOWS = re.compile(
    r"[^.:;]{0,60}?\b(?:shows?|showing|depicts?|depicting|portrays?|portraying|puts?|putting|has)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\W*(?:in|on)\s*(?:(?:the|an?|this|that|one|another|his|her|its)\b\s*)?"
    r"(?:(?!(?:about|on|of|over|against|to|with|after)\b)[\w-]+\s+){0,2}",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\s*(?:[^.:;“”\"]{0,80}\b(?:reads?|says?|said|states?|declares?|announces?|orders?|runs?|goes)\b"
    r"[^.:;“”\"]{0,20})?[\s:,(–—“-]*",
    re.IGNORECASE,
)
_ACTS = frozenset(
    {"asks", "replies", "answers", "retorts", "responds", "shouts", "whispers", "begs"}
)
_FALSE_WAYS = frozenset({"press conference", "statement", "interview"})


@dataclass(frozen=True)
class Depiction:
    """Invented words, whom they are put into the mouth of, and by whom.

    ``source`` are the words naming the person shown, ``maker`` those naming who made or posted
    the thing, or the thing itself; ``marks`` say that it is one; ``replaces`` is the attribution
    that took the words for real.
    """

    content: Spans
    cue: Spans = ()
    source: Spans = ()
    maker: Span | None = None
    marks: Spans = ()
    channel: Channel | None = None
    replaces: Found | None = None


@dataclass(frozen=True)
class _Place:
    """Words that may be invented: where they stand, and what the finder made of them."""

    paragraphs: Sequence[Paragraph]
    at: int
    frame: int
    inner: Span
    outer: Span
    found: Found | None
    after: int  # where the words before these end, in the same sentence

    @property
    def paragraph(self) -> Paragraph:
        return self.paragraphs[self.at]

    @property
    def sentence(self) -> Frame:
        return self.paragraph.frames[self.frame]


@dataclass(frozen=True)
class _Scope:
    """The thing that shows the words, its sentence, and the words that debunk it."""

    thing: Thing
    frame: Frame
    debunked: Span | None

    @property
    def is_invented(self) -> bool:
        return self.thing.kind == "invented"


@dataclass(frozen=True)
class _Lead:
    """Why words count as depicted: the words that lead to or follow them."""

    span: Span
    kind: str


def depictions(
    text: str, paragraphs: Sequence[Paragraph], found: Sequence[Sequence[Found]]
) -> tuple[Depiction, ...]:
    """The depicted words of a text, in order; ``found`` holds the attributions per paragraph.

    A statement about a montage, a satire account that speaks for itself, and a real quote on a
    poster are none.
    """
    made: list[Depiction] = []
    for at, paragraph in enumerate(paragraphs):
        own = found[at] if at < len(found) else ()
        made.extend(_accounts(text, paragraph, own))
        previous: Depiction | None = None
        for place in _places(text, paragraphs, at, own):
            if any(place.inner.meets(piece) for one in made for piece in one.content):
                continue
            one = _depiction(text, place) or _turn(text, place, previous)
            if one is not None:
                made.append(one)
                previous = one
    return tuple(sorted(made, key=lambda one: one.content[0].start))


def _places(
    text: str, paragraphs: Sequence[Paragraph], at: int, found: Sequence[Found]
) -> Iterator[_Place]:
    """Every quote of a paragraph, and every clause attributed without one, in order."""
    for index, frame in enumerate(paragraphs[at].frames):
        after = frame.span.start
        for quote in frame.quotes:
            one = next((f for f in found if any(quote.inner.meets(p) for p in f.content)), None)
            yield _Place(paragraphs, at, index, quote.inner, quote.outer, one, after)
            if len(quote.inner.of(text).split()) > _TITLE_WORDS:
                after = quote.outer.end
        for f in found:
            piece = f.content[0]
            if f.form == "indirect" and frame.span.holds(piece):
                yield _Place(paragraphs, at, index, piece, piece, f, frame.span.start)


def _depiction(text: str, place: _Place) -> Depiction | None:
    scope = _scope(text, place) or _mouth(text, place)
    if scope is None or _is_title(text, place) or _speaks_itself(text, place, scope):
        return None
    if _OWN_DENIAL.search(text, *place.inner):
        return None
    lead = _lead(text, place, scope)
    if lead is None:
        return None
    marks = [scope.thing.span, *([scope.debunked] if scope.debunked else [])]
    maker = _maker(text, place, scope)
    return Depiction(
        content=_content(text, place),
        cue=place.found.cue if place.found else (),
        source=_shown(text, place, scope, lead, maker),
        maker=maker,
        marks=tuple(sorted(set(marks))),
        channel=_channel(text, place, scope),
        replaces=place.found,
    )


def _content(text: str, place: _Place) -> Spans:
    found = place.found
    if found is not None and len(found.content) == 1 and found.form != "mixed":
        return found.content
    inner = place.inner
    return (inner.trimmed(text, ",") if text[inner.end - 1 : inner.end] == "," else inner,)


def _is_title(text: str, place: _Place) -> bool:
    """Whether the quote is a title or a name, nobody's words."""
    before = re.findall(r"[\w’'-]+", text[place.after : place.outer.start])[-2:]
    return any(fold(word) in lexicon("depiction")["own"]["titles"] for word in before[-1:])


def _scope(text: str, place: _Place) -> _Scope | None:
    """The thing nearest to the words: in their sentence, else in one of the two before it."""
    frames = place.paragraph.frames
    near = [frames[i] for i in range(place.frame, max(-1, place.frame - _BACK - 1), -1)]
    if place.frame == 0 and place.at and _leads_on(text, place.paragraphs[place.at - 1]):
        near.append(place.paragraphs[place.at - 1].frames[-1])
    candidates: list[tuple[Thing, Frame]] = []
    for frame in near:
        things = things_in(text, frame)
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
    return _Scope(*ranked[0], debunked)


def _mouth(text: str, place: _Place) -> _Scope | None:
    """Words put into somebody's mouth need no thing that shows them."""
    before = scenery(text, Span(place.after, place.outer.start))
    match = leading("put").search(before.words)
    if match is None or "mouth" not in match.group().casefold():
        return None
    return _Scope(Thing(before.place(match).trimmed(text, ":"), "invented"), place.sentence, None)


def _leads_on(text: str, paragraph: Paragraph) -> bool:
    return bool(paragraph.frames) and paragraph.span.of(text).rstrip().endswith(":")


def _debunk(text: str, place: _Place) -> Span | None:
    """Words near by that say the thing is invented: behind the words first, then before them."""
    frames = place.paragraph.frames
    last = min(len(frames), place.frame + _AHEAD + 1)
    after = Span(place.outer.end, frames[last - 1].span.end)
    first = max(0, place.frame - _BACK)
    before = Span(frames[first].span.start, place.outer.start)
    for span in (after, before):
        match = debunking().search(text, *span)
        if match is not None:
            return Span(*match.span())
    return None


def _lead(text: str, place: _Place, scope: _Scope) -> _Lead | None:
    """What ties the words to the thing, if it does and the thing is invented enough for it."""
    start = max(place.after, place.outer.start - _LEAD_LENGTH)
    hidden = [q.outer for q in place.sentence.quotes if q.outer != place.outer]
    before = scenery(text, Span(start, place.outer.start), hidden)
    after = scenery(
        text, Span(place.outer.end, max(place.outer.end, place.sentence.span.end)), hidden
    )
    for kind in ("put", "seeming", "speaking", "lettering"):
        match = leading(kind).search(before.words)
        span = before.place(match) if match else None
        if match is None and kind != "put":
            match = trailing(kind).match(after.words)
            span = after.place(match) if match else None
        if match is None or span is None or not _proves(kind, match.group(), text, place, scope):
            continue
        return _Lead(span, kind)
    return _inside(text, place, scope) or _never_said(text, place, scope)


def _inside(text: str, place: _Place, scope: _Scope) -> _Lead | None:
    """The thing itself speaks, the words stand in it, or one of those it shows speaks."""
    found, thing = place.found, scope.thing
    if not (scope.is_invented or scope.debunked) or _is_account(text, thing):
        return None
    for other in things_in(text, place.sentence):
        between = Span(place.outer.end, max(place.outer.end, other.span.start))
        if other.kind == "invented" and within_thing().fullmatch(text, *between):
            return _Lead(Span(place.sentence.span.start, other.span.end), "inside")
    if found is None or not found.cue:
        between = Span(thing.span.end, max(thing.span.end, place.outer.start))
        bare = scope.frame is place.sentence and _BARE.fullmatch(text, *between)
        return _Lead(Span(thing.span.start, place.outer.start), "inside") if bare else None
    if _is_within_real_words(text, place):
        return None
    if any(_heads(text, source, thing) for source in found.source):
        return _Lead(thing.span, "inside")
    if scope.frame is place.sentence and found.cue[0].end <= place.outer.start:
        opening = text[place.sentence.span.start : thing.span.start]
        if scope.is_invented and _OPENING.fullmatch(opening):
            return _Lead(Span(thing.span.end, place.outer.start), "inside")
    shows = _SHOWS.match(text, thing.span.end, scope.frame.span.end)
    verb = found.cue[0].of(text).casefold()
    if not scope.is_invented or shows is None or scope.frame is place.sentence or verb not in _ACTS:
        return None
    persons = _persons(text, Span(shows.end(), scope.frame.span.end), place)
    names = {person.of(text).split()[-1] for person in persons}
    if any(source.of(text).split()[-1] in names for source in found.source):
        return _Lead(found.source[0], "inside")
    return None


def _heads(text: str, source: Span, thing: Thing) -> bool:
    """Whether the thing is what a source phrase names, not a part of a name in it."""
    if not source.holds(thing.span):
        return False
    before = text[source.start : thing.span.start].split()
    return len(before) <= _TITLE_WORDS and not any(word[0].isupper() for word in before[1:])


def _speaks_itself(text: str, place: _Place, scope: _Scope) -> bool:
    """Whether a satire account or page is itself the source."""
    found = place.found
    return (
        found is not None
        and _is_account(text, scope.thing)
        and any(source.holds(scope.thing.span) for source in found.source)
    )


def _is_account(text: str, thing: Thing) -> bool:
    """Whether the thing is a medium with a voice of its own: a parody account, a satire page."""
    return _ACCOUNT.search(thing.span.of(text)) is not None


def _proves(kind: str, lead: str, text: str, place: _Place, scope: _Scope) -> bool:
    """Whether a lead of this kind suffices with a thing of this kind."""
    proven = scope.is_invented or scope.debunked is not None
    if kind == "put":
        return True
    if kind == "seeming":
        paper = _PAPERS.search(scope.thing.span.of(text)) is not None
        return proven or (paper and _ASSUMED.search(lead) is not None)
    if _is_within_real_words(text, place) or _is_anothers(text, place, scope):
        return False
    if kind == "speaking" and not _same_breath(text, place, scope):
        return False
    if kind == "speaking":
        in_picture = scope.thing.kind == "picture" and scope.thing.span.end <= place.outer.start
        present = not any(_PAST.match(word) for word in re.findall(r"\w+", lead)[-6:])
        return proven or (in_picture and present and "which" in lead.casefold())
    own = compile_phrases(lexicon("depiction")["own"]["words"])
    return proven and own.search(lead) is None


def _same_breath(text: str, place: _Place, scope: _Scope) -> bool:
    """Whether the thing stands in the sentence of the words, or that sentence opens with "it"."""
    opening = place.sentence.span.of(text)[:12].casefold()
    return scope.frame is place.sentence or opening.startswith(("it ", "in it", "on it", "there "))


def _is_within_real_words(text: str, place: _Place) -> bool:
    """Whether the quote is only a part of what somebody says."""
    found = place.found
    if found is None or found.form != "mixed":
        return False
    if found.cue and text[found.cue[0].end : place.outer.start].strip(" :,–—-") == "":
        return False
    size = place.outer.end - place.outer.start
    return any(p.holds(place.outer) and p.end - p.start > 2 * size for p in found.content)


def _is_anothers(text: str, place: _Place, scope: _Scope) -> bool:
    """Whether somebody speaks the words who stands outside the thing: a cue of his own."""
    found = place.found
    if found is None or not found.cue or not found.source:
        return False
    cue, thing = found.cue[0], scope.thing.span
    if not place.sentence.span.holds(cue):
        return False
    if cue.start >= place.outer.end:  # “…,” said the editor
        tail = text[place.outer.end : place.sentence.span.end]
        return not any(trailing(kind).match(tail) for kind in ("lettering", "speaking", "seeming"))
    return thing.start > cue.end and not _between(thing, cue, place.outer)


def _between(thing: Span, cue: Span, words_: Span) -> bool:
    return cue.end <= thing.start and thing.end <= words_.start


def _never_said(text: str, place: _Place, scope: _Scope) -> _Lead | None:
    """The next sentence says that it was never said, of words nobody else is named for."""
    if place.found is not None and place.found.form == "indirect":
        return None
    frames = place.paragraph.frames
    following = frames[place.frame + 1].span if place.frame + 1 < len(frames) else None
    ends = [Span(place.outer.end, place.sentence.span.end), *([following] if following else [])]
    match = next((m for e in ends if (m := _NEVER_SAID.search(text, *e))), None)
    around = text[scope.frame.span.start : place.outer.start]
    spread = scope.is_invented or _SPREADING.search(around) is not None
    if match is None or not spread or _is_anothers(text, place, scope) or place.found is not None:
        return None
    return _Lead(Span(*match.span()), "never")


def _shown(text: str, place: _Place, scope: _Scope, lead: _Lead, maker: Span | None) -> Spans:
    """Who is shown saying it: named in the lead, between thing and words, or with the thing."""
    other = None if maker is None or maker.meets(scope.thing.span) else maker
    stretches = [lead.span] if lead.kind != "never" else []
    start = min(scope.thing.span.start, place.outer.start)
    stretches.append(Span(max(start, place.after), place.outer.start))
    stretches.append(Span(scope.thing.span.start, max(scope.frame.span.end, scope.thing.span.end)))
    stretches.append(Span(start, place.outer.start))
    stretches.append(Span(place.outer.end, place.sentence.span.end))
    if place.frame and things_in(text, place.paragraph.frames[place.frame - 1]):
        stretches.append(place.paragraph.frames[place.frame - 1].span)
    for stretch in stretches:
        persons = [p for p in _persons(text, stretch, place) if not (other and p.meets(other))]
        if persons:
            tail = stretch.start >= place.outer.end
            return (persons[0] if tail else persons[-1],)
    sentence = [
        p for p in _persons(text, scope.frame.span, place) if not (other and p.meets(other))
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


def _persons(text: str, stretch: Span, place: _Place) -> list[Span]:
    if stretch.end <= stretch.start:
        return []
    hidden = [q.outer for q in place.paragraph.quotes]
    for frame in place.paragraph.frames:
        if frame.span.meets(stretch):
            hidden.extend(thing.span for thing in things_in(text, frame))
    found = list(persons_in(scenery(text, stretch, hidden)))
    return [person for person in found if not _is_body(person.of(text))]


def _is_body(name: str) -> bool:
    parts = [fold(part) for part in name.split()]
    if any(part in words("roles", "roles") for part in parts):
        return False
    return any(
        part in words("roles", "media") or part in words("roles", "bodies") for part in parts
    )


def _signature(text: str, place: _Place) -> Span | None:
    """A name between quotation marks before the words: the signature “T. Ba”."""
    for quote in place.sentence.quotes:
        before = text[place.sentence.span.start : quote.outer.start].rstrip()
        if quote.outer.end <= place.outer.start and before.endswith(
            ("signature", "signed", "name")
        ):
            return quote.inner
    return None


def _maker(text: str, place: _Place, scope: _Scope) -> Span | None:
    maker = maker_before(text, scope.frame, scope.thing)
    if maker is not None:
        return maker
    medium = maker_medium(text, scope.frame, scope.thing)
    if medium is not None:
        return medium
    for span in _around(place, scope):
        named = maker_named(text, span)
        if named is not None:
            return named
    return naming(text, scope.frame, scope.thing)


def _around(place: _Place, scope: _Scope) -> Iterator[Span]:
    """Where a maker may be named: the thing's sentence, its neighbours, the next paragraphs."""
    yield scope.frame.span
    frames = place.paragraph.frames
    for i in range(place.frame, min(len(frames), place.frame + _AHEAD)):
        yield frames[i].span
    for i in range(max(0, place.frame - _BACK), place.frame):
        yield frames[i].span
    for paragraph in place.paragraphs[place.at + 1 : place.at + 3]:
        if paragraph.frames and things_in_reach(paragraph):
            yield paragraph.frames[0].span


def things_in_reach(paragraph: Paragraph) -> bool:
    """Whether a paragraph's first sentence is short enough to go on about the thing before it."""
    return len(paragraph.frames[0].items) < 40


def _channel(text: str, place: _Place, scope: _Scope) -> Channel | None:
    for span in dict.fromkeys((place.sentence.span, scope.frame.span)):
        hidden = [quote.outer for quote in place.paragraph.quotes]
        channel = named_channel(scenery(text, span, hidden))
        if channel is not None and channel.name not in _FALSE_WAYS:
            return channel
    return None


def _turn(text: str, place: _Place, previous: Depiction | None) -> Depiction | None:
    """One who answers inside the same picture: "… , to which Ba replies “…”"."""
    if previous is None or previous.replaces is place.found is not None:
        return None
    before_end = previous.content[-1].end
    between = text[before_end : place.outer.start].lstrip("\"'”’»“ ,.?!…")
    if len(between) > _LEAD_LENGTH // 3 or "\n" in between:
        return None
    match = turn_pattern().match(between)
    if match is None or _is_title(text, place):
        return None
    offset = place.outer.start - len(between)
    who = scenery(text, Span(offset + match.start("who"), offset + match.end("who")))
    persons = list(persons_in(who))
    linked = between[:1].islower() or place.sentence.span.holds(previous.content[-1])
    if not linked and not _known(text, persons, place):
        return None
    return Depiction(
        content=_content(text, place),
        cue=place.found.cue if place.found else (),
        source=(persons[-1],) if persons else (Span(who.start, who.start + len(who.words)),),
        maker=previous.maker,
        marks=previous.marks,
        channel=previous.channel,
        replaces=place.found,
    )


def _known(text: str, persons: Sequence[Span], place: _Place) -> bool:
    """Whether a person was named with the picture in one of the sentences before."""
    start = place.paragraph.frames[max(0, place.frame - _BACK - 1)].span.start
    earlier = text[start : place.sentence.span.start]
    return any(person.of(text).split()[-1] in earlier for person in persons)


def _accounts(text: str, paragraph: Paragraph, found: Sequence[Found]) -> Iterator[Depiction]:
    """Statements of accounts that speak in somebody else's name."""
    for one in found:
        if one.inner or one.form == "indirect":
            continue
        scene = scenery(text, one.scene, one.content)
        for pattern in account_patterns():
            match = pattern.search(scene.words)
            if match is None:
                continue
            account = scene.place(match).trimmed(text)
            debunked = _account_debunked(text, paragraph, one)
            if _IMPOSTURE.search(match.group()[: match.start("who") - match.start()]) is None and (
                debunked is None
            ):
                continue
            persons = list(
                persons_in(scenery(text, scene.place(match, match.re.groupindex["who"])))
            )
            who = scene.place(match, match.re.groupindex["who"])
            yield Depiction(
                content=one.content,
                cue=one.cue,
                source=(persons[0] if persons else who,),
                maker=account,
                marks=tuple(sorted({account, *([debunked] if debunked else [])})),
                channel=named_channel(scene),
                replaces=one,
            )
            break


def _account_debunked(text: str, paragraph: Paragraph, found: Found) -> Span | None:
    end = max(piece.end for piece in found.content)
    match = debunking().search(text, end, paragraph.span.end)
    return Span(*match.span()) if match else None
