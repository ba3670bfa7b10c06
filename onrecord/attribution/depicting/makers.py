"""Who made or posted a thing that shows invented words."""

from __future__ import annotations

import re
from functools import cache

from onrecord.attribution.depicting.persons import NAME, PRONOUN, person_in, person_pattern
from onrecord.attribution.depicting.things import Thing
from onrecord.attribution.frames import Frame
from onrecord.attribution.scenery import scenery
from onrecord.record import Span
from onrecord.text import compile_phrases, fold, lexicon

_DRAWN = re.compile(
    r"(?:cartoon|caricature|montage|drawing|meme|collage|comic|sketch|poster|puppet|deep[\s-]?fake)s?$",
    re.IGNORECASE,
)
_REACH = 300  # characters around a thing in which its maker is named
_HANDLE = r"@\w+"


def maker_before(text: str, frame: Frame, thing: Thing) -> Span | None:
    """Who posted or made the thing, where that is the subject: "Ba shared a montage"."""
    start = max(frame.span.start, thing.span.start - _REACH)
    shown = scenery(text, Span(start, thing.span.start))
    match = _maker_subject().search(shown.words)
    if match is None:
        return None
    place = shown.place(match, 1)
    if re.fullmatch(PRONOUN, match[1], re.IGNORECASE):
        return place
    if fold(match[1].split()[0]) in {"which", "it", "that"}:
        return None
    return place if match["medium"] else person_in(match[1], place)


@cache
def _maker_subject() -> re.Pattern[str]:
    verbs = compile_phrases(lexicon("depiction")["makers"]["verbs"]).pattern
    media = "|".join(map(re.escape, lexicon("depiction")["makers"]["media"]))
    medium = rf"(?P<medium>(?:the|an?|one)\s+(?:[\w-]+\s+){{0,3}}?(?:{media})\s+[“\"„«‘]?{NAME})"
    aside = r"(?:[”\"“»’]?\s*\([^)]*\)|,[^,.;:]{0,60},)?"
    return re.compile(
        rf"({medium}|{person_pattern()}){aside}\s+(?:(?:\w+ly|also|later|then|even|had|has|have|now)\s+){{0,2}}{verbs}\b",
        re.IGNORECASE,
    )


def maker_named(text: str, span: Span) -> Span | None:
    """Who made or published the thing, as "drawn by …", "comes from …" or "turned up on …" say."""
    shown = scenery(text, span)
    for pattern in (_made_by(), _placed_on()):
        match = pattern.search(shown.words)
        if match is not None:
            return shown.place(match, match.lastindex or 0)
    return None


@cache
def _made_by() -> re.Pattern[str]:
    verbs = "|".join(lexicon("depiction")["makers"]["by"])
    lead = r"\s+(?:(?:an?|the|one|its|his|her)\s+)?(?:(?!by\b|from\b)[\w-]+,?\s+){0,5}?[“\"„«‘]?"
    return re.compile(rf"\b(?i:{verbs}){lead}({_HANDLE}|{NAME.replace('(?-i:', '(?:')})")


@cache
def _placed_on() -> re.Pattern[str]:
    verbs = "|".join(lexicon("depiction")["makers"]["places"])
    nouns = r"(?:channels?|groups?|accounts?|pages?|sites?|websites?|forums?|chats?|blogs?)"
    return re.compile(rf"\b(?:{verbs})\s+((?:[\w-]+\s+){{0,4}}?{nouns})\b", re.IGNORECASE)


def maker_medium(text: str, frame: Frame, thing: Thing) -> Span | None:
    """The medium in which the thing appeared: "a cartoon in the weekly Gadfly"."""
    end = min(frame.span.end, thing.span.end + _REACH)
    shown = scenery(text, Span(thing.span.end, end))
    media = "|".join(map(re.escape, lexicon("depiction")["makers"]["media"]))
    named = rf"(?:the\s+)?(?:[\w-]+\s+){{0,2}}?(?:{media})\s+[“\"„«‘]?({NAME})"
    drawn = (
        rf"|\s+by\s+(?:(?:the|an?)\s+)?(?:[a-z-]+\s+){{0,3}}?({NAME})"
        if _DRAWN.search(thing.span.of(text))
        else ""
    )
    match = re.match(rf"\s+(?:in|by|from|on)\s+{named}{drawn}", shown.words, re.IGNORECASE)
    return shown.place(match, match.lastindex or 0) if match is not None else None


def naming(text: str, frame: Frame, thing: Thing) -> Span:
    """The words that name the thing: "a document of two pages"."""
    start = max(frame.span.start, thing.span.start - _REACH)
    before = text[start : thing.span.start]
    owner = r"(?:an?|the|this|that|one|another|[\w]+[’']s)"
    lead = re.search(rf"(?<!\w){owner}\s+(?:(?!{owner}\s)[\w-]+\s+){{0,4}}$", before, re.IGNORECASE)
    after = re.match(
        r"\s+of\s+(?:\w+)\s+(?:pages?|seconds?|minutes?|lines?)\b"
        r"|\s+on the (?:headed paper|letterhead) of (?:the )?(?:[\w-]+ )?\w+",
        text[thing.span.end : frame.span.end],
    )
    start = start + lead.start() if lead else thing.span.start
    return Span(start, thing.span.end + (after.end() if after else 0))
