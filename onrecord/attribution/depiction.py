"""Words put into somebody's mouth: by a montage, a cartoon, a forged paper, a generated voice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.attribution.channel import named_channel, platform_name
from onrecord.attribution.depicting.judging import is_label, is_outside, judge
from onrecord.attribution.depicting.leads import LEAD_LENGTH, TITLE_WORDS, lead_of, speaks_itself
from onrecord.attribution.depicting.makers import naming
from onrecord.attribution.depicting.parties import maker_of, shown_in
from onrecord.attribution.depicting.persons import body_pattern, persons_in
from onrecord.attribution.depicting.scope import BACK, Place, Scope, Sight, mouth_of, scope_of
from onrecord.attribution.depicting.stage import Stage, Verdict
from onrecord.attribution.depicting.things import Thing
from onrecord.attribution.depicting.wording import account_patterns, debunking, turn_pattern
from onrecord.attribution.found import Found
from onrecord.attribution.frames import Paragraph
from onrecord.attribution.scenery import Scenery, scenery
from onrecord.record import Channel, Span, Spans
from onrecord.text import fold, lexicon, words

_IMPOSTURE = re.compile(
    r"(?:under|in|using) the|fake|bogus|phon|impost|impersonat|posing|pretend|purport"
    r"|masquerad|imitat|mimick|passing|clone|copycat|forged|counterfeit|photo|picture|portrait|likeness|parody|spoof",
    re.IGNORECASE,
)
_OWN_DENIAL = re.compile(
    r"\b(?:i|we) (?:never|did not|didn[’']t|have not|haven[’']t|have never) (?:\w+ )?"
    r"(?:sa(?:y|id)|wr[io]te|written|post|posted|sign|signed|order|ordered|give|gave|send|sent|make|made|issue|issued)\b"
    r"|\b(?:fake|forgery|forged)\b",
    re.IGNORECASE,
)
_ACCOUNTS = re.compile(
    r"account|profile|page|channel|user|bot|site|handle|group|blog|impost|impersonat|posing|name of"
    r"|pretending|passing",
    re.IGNORECASE,
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


def depictions(
    text: str, paragraphs: Sequence[Paragraph], found: Sequence[Sequence[Found]]
) -> tuple[Depiction, ...]:
    """The depicted words of a text, in order; ``found`` holds the attributions per paragraph.

    A statement about a montage, a satire account that speaks for itself, and a real quote on a
    poster are none.
    """
    made: list[Depiction] = []
    sight, stage = Sight.of(text, paragraphs), Stage(text)
    for at in range(len(paragraphs)):
        if not (stage.may_depict(paragraphs, at) or sight.may_depict(paragraphs, at)):
            continue
        own = found[at] if at < len(found) else ()
        previous: Depiction | None = None
        before: Verdict | None = None
        real: set[int] = set()
        for place in _places(sight, paragraphs, at, own):
            if any(place.inner.meets(piece) for one in made for piece in one.content):
                continue
            one = _account(text, place)
            if one is None:
                one, before = _staged(text, stage, place, before, id(place.found) in real)
            if one is None and not is_outside(stage, place):
                one = _depiction(text, place) or _turn(text, place, previous)
            if one is not None:
                made.append(one)
                previous = one
            elif place.found is not None and place.found.form == "direct":
                real.add(id(place.found))
    return tuple(sorted(made, key=lambda one: one.content[0].start))


def _places(
    sight: Sight, paragraphs: Sequence[Paragraph], at: int, found: Sequence[Found]
) -> Iterator[Place]:
    """Every quote of a paragraph, and every clause attributed without one, in order."""
    for index, frame in enumerate(paragraphs[at].frames):
        after = frame.span.start
        for quote in frame.quotes:
            one = next((f for f in found if any(quote.inner.meets(p) for p in f.content)), None)
            yield Place(sight, paragraphs, at, index, quote.inner, quote.outer, one, after)
            if len(quote.inner.of(sight.text).split()) > TITLE_WORDS:
                after = quote.outer.end
        for f in found:
            piece = f.content[0]
            if f.form == "indirect" and frame.span.holds(piece):
                yield Place(sight, paragraphs, at, index, piece, piece, f, frame.span.start)


def _depiction(text: str, place: Place) -> Depiction | None:
    scope = scope_of(text, place) or mouth_of(place)
    if scope is None or _is_title(text, place) or speaks_itself(text, place, scope):
        return None
    if _OWN_DENIAL.search(text, *place.inner):
        return None
    lead = lead_of(text, place, scope)
    if lead is None:
        return None
    marks = [scope.thing.span, *([scope.debunked] if scope.debunked else [])]
    maker = maker_of(text, place, scope)
    return Depiction(
        content=_content(text, place),
        cue=place.found.cue if place.found else (),
        source=shown_in(text, place, scope, lead, maker),
        maker=maker,
        marks=tuple(sorted(set(marks))),
        channel=_channel(text, place, scope),
        replaces=place.found,
    )


def _staged(
    text: str, stage: Stage, place: Place, before: Verdict | None, refused: bool
) -> tuple[Depiction | None, Verdict | None]:
    """Words that the weighed evidence puts into somebody's mouth."""
    if _is_title(text, place) or is_label(text, place) or _OWN_DENIAL.search(text, *place.inner):
        return None, before
    if place.found is not None and place.found.form == "indirect":
        return None, before
    verdict = judge(stage, place, before, refused)
    if verdict is None:
        return None, None
    doubted = verdict.doubt.span if verdict.doubt else None
    scope = Scope(Thing(verdict.prop.span, "invented"), verdict.frame, doubted)
    marks = {verdict.prop.span} | ({doubted} if doubted else set())
    return Depiction(
        content=_content(text, place),
        cue=place.found.cue if place.found else (),
        source=(verdict.shown,),
        maker=_maker(text, place, scope, verdict),
        marks=tuple(sorted(marks)),
        channel=_channel(text, place, scope),
        replaces=None if is_outside(stage, place) else place.found,
    ), verdict


def _maker(text: str, place: Place, scope: Scope, verdict: Verdict) -> Span | None:
    """Who made or posted it, where a pattern names somebody; else what the sentences give."""
    maker = maker_of(text, place, scope)
    names = (
        [word for word in re.findall(r"[\w’']+", maker.of(text)) if word[0].isupper()]
        if maker
        else []
    )
    named = maker is not None and any(
        fold(word) not in words("grammar", "time_words")
        and (platform_name(word) is None or len(maker.of(text).split()) > 1)
        for word in names
    )
    if (
        named
        and maker is not None
        and not maker.meets(verdict.shown)
        and not maker.meets(verdict.prop.span)
    ):
        return verdict.maker if verdict.maker and verdict.maker.holds(maker) else maker
    itself = verdict.maker is None or verdict.maker.meets(verdict.prop.span)
    return naming(text, verdict.frame, scope.thing) if itself else verdict.maker


def _content(text: str, place: Place) -> Spans:
    found = place.found
    if found is not None and found.form != "mixed" and not _is_anothers(place):
        return found.content
    inner = place.inner
    return (inner.trimmed(text, ",") if text[inner.end - 1 : inner.end] == "," else inner,)


def _is_anothers(place: Place) -> bool:
    """Whether the attribution joins words that two people of one picture speak."""
    found = place.found
    if found is None or len(found.content) < 2:
        return False
    quotes = [quote.outer for quote in place.sentence.quotes]
    if sum(place.sentence.span.holds(piece) for piece in found.content) < 2:
        return False
    first, last = found.content[0].end, found.content[-1].start
    between = place.sight.words(Span(first, last)).words if quotes else ""
    return any(True for _ in persons_in(scenery(between, Span(0, len(between)))))


def _is_title(text: str, place: Place) -> bool:
    """Whether the quote is a title or a name, nobody's words."""
    before = re.findall(r"[\w’'-]+", text[place.after : place.outer.start])[-2:]
    return any(fold(word) in lexicon("depiction")["own"]["titles"] for word in before[-1:])


def _channel(text: str, place: Place, scope: Scope) -> Channel | None:
    for span in dict.fromkeys((place.sentence.span, scope.frame.span)):
        hidden = [quote.outer for quote in place.paragraph.quotes]
        channel = named_channel(scenery(text, span, hidden))
        if channel is not None and channel.name not in _FALSE_WAYS:
            return channel
    return None


def _turn(text: str, place: Place, previous: Depiction | None) -> Depiction | None:
    """One who answers inside the same picture: "… , to which Ba replies “…”"."""
    if previous is None or previous.replaces is place.found is not None:
        return None
    before_end = previous.content[-1].end
    between = text[before_end : place.outer.start].lstrip("\"'”’»“ ,.?!…")
    if len(between) > LEAD_LENGTH // 3 or "\n" in between:
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


def _known(text: str, persons: Sequence[Span], place: Place) -> bool:
    """Whether a person was named with the picture in one of the sentences before."""
    start = place.paragraph.frames[max(0, place.frame - BACK - 1)].span.start
    earlier = text[start : place.sentence.span.start]
    return any(person.of(text).split()[-1] in earlier for person in persons)


def _account(text: str, place: Place) -> Depiction | None:
    """Words of an account that speaks in somebody else's name."""
    found = place.found
    if found is not None and (found.inner or found.form == "indirect"):
        return None
    window = found.scene if found is not None else Span(place.after, place.outer.start)
    scene = scenery(text, window, found.content if found is not None else ())
    if not _ACCOUNTS.search(scene.words):
        return None
    end = max((piece.end for piece in found.content), default=0) if found else place.outer.end
    debunked = debunking().search(text, end, place.paragraph.span.end)
    for pattern in account_patterns():
        match = pattern.search(scene.words)
        if match is None or not (debunked or _IMPOSTURE.search(_before_name(match))):
            continue
        who = _impersonated(scene, match)
        if who is None:
            continue
        account = Span(scene.place(match).start, who.end).trimmed(text)
        marks = {account, Span(*debunked.span())} if debunked else {account}
        return Depiction(
            content=_content(text, place),
            cue=found.cue if found is not None else (),
            source=(who,),
            maker=account,
            marks=tuple(sorted(marks)),
            channel=named_channel(scene),
            replaces=found,
        )
    return None


def _impersonated(scene: Scenery, match: re.Match[str]) -> Span | None:
    """The person or body whose name the account uses."""
    who = scene.place(match, match.re.groupindex["who"])
    words_of = Scenery(scene.words[who.start - scene.start :], who.start)
    body = re.match(body_pattern(), words_of.words, re.IGNORECASE)
    person = next(persons_in(words_of), None)
    if (
        person is not None
        and person.start <= who.end
        and (body is None or person.start == who.start)
    ):
        return person
    return words_of.place(body) if body is not None else None


def _before_name(match: re.Match[str]) -> str:
    return match.group()[: match.start("who") - match.start()]
