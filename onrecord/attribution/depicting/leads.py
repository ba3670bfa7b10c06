"""What ties words to the thing that shows them, and whether that makes them invented."""

from __future__ import annotations

import re

from onrecord.attribution.depicting.parties import shown_persons
from onrecord.attribution.depicting.scope import Lead, Place, Scope
from onrecord.attribution.depicting.things import Thing, is_account
from onrecord.attribution.depicting.wording import leading, trailing, within_thing
from onrecord.attribution.found import Found
from onrecord.record import Span
from onrecord.text import compile_phrases, lexicon

LEAD_LENGTH = 260  # characters before the words in which their lead is looked for
TITLE_WORDS = 4
_ASSUMED = re.compile(r"\bsupposed(?:ly)?\b", re.IGNORECASE)
_PAPERS = re.compile(r"order|decree|letter|document|memo|directive|circular|edict", re.IGNORECASE)
_PAST = re.compile(r"\w+ed$|said$|told$|wrote$", re.IGNORECASE)
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
_SHOWS = re.compile(
    r"[^.:;]{0,60}?\b(?:shows?|showing|depicts?|depicting|portrays?|portraying|puts?|putting|has|which|where|with)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\W*(?:in|on)\s*(?:(?:the|an?|this|that|one|another|his|her|its)\b\s*)?"
    r"(?:(?!(?:about|on|of|over|against|to|with|after)\b)[\w-]+\s+){0,2}"
    r"(?:(?:from|of|out of)\s+(?:the|an?)\s+(?:[\w-]+\s+){0,2})?",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\s*(?:[^.:;“”\"]{0,80}\b(?:reads?|says?|said|states?|declares?|announces?|orders?|runs?|goes)\b"
    r"[^.:;“”\"]{0,20})?[\s:,(–—“-]*",
    re.IGNORECASE,
)
_EITHER_SAYS = re.compile(
    r"(?:one|the other|the first|the second) (?:\w+ ){0,3}\w+s\b", re.IGNORECASE
)
_EITHER = frozenset({"one", "the other", "the first", "the second", "another", "the one"})
_ACTS = frozenset(
    {"asks", "replies", "answers", "retorts", "responds", "shouts", "whispers", "begs"}
)


def lead_of(text: str, place: Place, scope: Scope) -> Lead | None:
    """What ties the words to the thing, if it does and the thing is invented enough for it."""
    start = max(place.after, place.outer.start - LEAD_LENGTH)
    before = place.sight.words(Span(start, place.outer.start))
    end = min(place.sentence.span.end, place.outer.end + LEAD_LENGTH)
    after = place.sight.words(Span(place.outer.end, end))
    for kind in ("put", "seeming", "speaking", "lettering"):
        match = leading(kind).search(before.words)
        span = before.place(match) if match else None
        if match is None and kind != "put":
            match = trailing(kind).match(after.words)
            span = after.place(match) if match else None
        if match is None or span is None or not _proves(kind, match.group(), text, place, scope):
            continue
        return Lead(span, kind)
    return _inside(text, place, scope) or _never_said(text, place, scope)


def _inside(text: str, place: Place, scope: Scope) -> Lead | None:
    """The thing itself speaks, the words stand in it, or one of those it shows speaks."""
    found, thing = place.found, scope.thing
    if not (scope.is_invented or scope.debunked) or is_account(text, thing):
        return None
    within = _within(text, place)
    if within is not None:
        return within
    if found is None or not found.cue:
        if found is not None and scope.is_invented and _EITHER_SAYS.match(found.scene.of(text)):
            return Lead(found.scene, "inside")
        between = Span(thing.span.end, max(thing.span.end, place.outer.start))
        colon = text[thing.span.end : place.outer.start].rstrip().endswith(":")
        opened = scope.is_invented and colon and _opens(text, place, thing)
        bare = scope.frame is place.sentence and (opened or _BARE.fullmatch(text, *between))
        return Lead(Span(thing.span.start, place.outer.start), "inside") if bare else None
    if _is_within_real_words(text, place):
        return None
    if any(_heads(text, source, thing) for source in found.source):
        return Lead(thing.span, "inside")
    return _opened_by(text, place, scope) or _acts(text, place, scope)


def _within(text: str, place: Place) -> Lead | None:
    """As in "“…” in a sketch": a thing directly behind the words."""
    for thing in place.sight.things(place.sentence):
        if not 0 <= thing.span.start - place.outer.end <= LEAD_LENGTH:
            continue
        between = Span(place.outer.end, max(place.outer.end, thing.span.start))
        if thing.kind == "invented" and within_thing().fullmatch(text, *between):
            return Lead(Span(place.sentence.span.start, thing.span.end), "inside")
    return None


def _opened_by(text: str, place: Place, scope: Scope) -> Lead | None:
    """As in "In the parody video, the president says: “…”"."""
    cue = place.found.cue[0] if place.found is not None and place.found.cue else None
    if cue is None or scope.frame is not place.sentence or cue.end > place.outer.start:
        return None
    if not scope.is_invented or not _opens(text, place, scope.thing):
        return None
    return Lead(Span(scope.thing.span.end, place.outer.start), "inside")


def _opens(text: str, place: Place, thing: Thing) -> bool:
    """Whether the sentence begins "In the" and the thing."""
    return bool(_OPENING.fullmatch(text[place.sentence.span.start : thing.span.start]))


def _acts(text: str, place: Place, scope: Scope) -> Lead | None:
    """One of those whom a montage of the sentence before shows asks or answers."""
    found = place.found
    if found is None or not scope.is_invented or scope.frame is place.sentence:
        return None
    shows = _SHOWS.match(text, scope.thing.span.end, scope.frame.span.end)
    verb = found.cue[0].of(text).casefold()
    if shows is None or verb not in _ACTS:
        return _one_and_other(text, found, verb) if verb in _ACTS or verb == "says" else None
    persons = shown_persons(text, Span(shows.end(), scope.frame.span.end), place)
    names = {person.of(text).split()[-1] for person in persons}
    if any(
        source.of(text).split()[-1:] and source.of(text).split()[-1] in names
        for source in found.source
    ):
        return Lead(found.source[0], "inside")
    return None


def _one_and_other(text: str, found: Found, verb: str) -> Lead | None:
    """As in "A meme shows two soldiers. One says to the other: “…”"."""
    sources = [source.of(text).casefold() for source in found.source]
    return Lead(found.cue[0], "inside") if verb and any(s in _EITHER for s in sources) else None


def _heads(text: str, source: Span, thing: Thing) -> bool:
    """Whether the thing is what a source phrase names, not a part of a name in it."""
    if not source.holds(thing.span):
        return False
    before = text[source.start : thing.span.start].split()
    return len(before) <= TITLE_WORDS and not any(word[0].isupper() for word in before[1:])


def speaks_itself(text: str, place: Place, scope: Scope) -> bool:
    """Whether a satire account or page is itself the source."""
    found = place.found
    return (
        found is not None
        and is_account(text, scope.thing)
        and any(source.holds(scope.thing.span) for source in found.source)
    )


def _proves(kind: str, lead: str, text: str, place: Place, scope: Scope) -> bool:
    """Whether a lead of this kind suffices with a thing of this kind."""
    proven = scope.is_invented or scope.debunked is not None
    if kind == "put":
        return True
    if kind == "seeming":
        paper = _PAPERS.search(scope.thing.span.of(text)) is not None
        return proven or (paper and _ASSUMED.search(lead) is not None)
    told = kind == "speaking" and lead.casefold().startswith(("in which", "on which", "where"))
    if not told and (_is_within_real_words(text, place) or _is_anothers(text, place, scope)):
        return False
    if kind == "speaking" and not _same_breath(text, place, scope):
        return False
    if kind == "speaking":
        in_picture = scope.thing.kind == "picture" and scope.thing.span.end <= place.outer.start
        present = not any(_PAST.match(word) for word in re.findall(r"\w+", lead)[-6:])
        return proven or (in_picture and present and "which" in lead.casefold())
    own = compile_phrases(lexicon("depiction")["own"]["words"])
    return proven and own.search(lead) is None


def _same_breath(text: str, place: Place, scope: Scope) -> bool:
    """Whether the thing stands in the sentence of the words, or that sentence opens with "it"."""
    opening = place.sentence.span.of(text)[:12].casefold()
    return scope.frame is place.sentence or opening.startswith(("it ", "in it", "on it", "there "))


def _is_within_real_words(text: str, place: Place) -> bool:
    """Whether the quote is only a part of what somebody says."""
    found = place.found
    if found is None or found.form != "mixed":
        return False
    if found.cue and text[found.cue[0].end : place.outer.start].strip(" :,–—-") == "":
        return False
    size = place.outer.end - place.outer.start
    return any(p.holds(place.outer) and p.end - p.start > 2 * size for p in found.content)


def _is_anothers(text: str, place: Place, scope: Scope) -> bool:
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


def _never_said(text: str, place: Place, scope: Scope) -> Lead | None:
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
    return Lead(Span(*match.span()), "never")
