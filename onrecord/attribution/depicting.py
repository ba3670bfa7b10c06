"""Patterns of depiction: the things that show invented words, who is shown, who made them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.attribution.channel import platform_name
from onrecord.attribution.frames import Frame
from onrecord.attribution.scenery import Scenery, scenery
from onrecord.record import Span
from onrecord.text import compile_phrases, fold, lexicon, words

ThingKind = Literal["invented", "picture", "neutral"]
_UPPER = "A-ZÀ-ÖØ-ÞĄĆČĎĐĘĚĞİŁŃŇŐŒŘŚŞŠŢŤŮŰŹŻŽА-ЯЁІЇЄҐ"
_PRONOUN = r"(?:he|she|they|him|her|them)\b"
_PART = rf"(?<!@)[{_UPPER}][\w’'-]*"
_NAME = (
    rf"(?-i:(?:[{_UPPER}]\.\s?)*{_PART}"
    rf"(?:\s+(?:(?:de|da|del|di|van|von|der|bin|bint|ibn|al|el|of)\s+){{0,2}}(?:[{_UPPER}]\.\s?)*{_PART})*)"
)
_HANDLE = r"@\w+"


@dataclass(frozen=True)
class Thing:
    """A picture, paper, recording or the like, and whether its words are invented by nature."""

    span: Span
    kind: ThingKind


@cache
def person_pattern() -> str:
    """The source of a pattern for a name, an office ("the defence minister") or a pronoun."""
    roles = "|".join(sorted(map(re.escape, words("roles", "roles")), key=len, reverse=True))
    owner = rf"(?:the|an?|his|her|its|their|our|(?-i:{_PART}(?:\s+{_PART})*)(?:’s|'s|’|'))"
    office = rf"{owner}\s+(?:[\w’'-]+\s+){{0,3}}?(?:{roles})\b(?:,?\s+{_NAME})?"
    named_office = rf"(?:[a-z]+\s+){{0,2}}{_NAME}"
    return rf"(?:{office}|{named_office}|{_PRONOUN})"


@cache
def _body_pattern() -> str:
    bodies = "|".join(sorted(map(re.escape, words("roles", "bodies")), key=len, reverse=True))
    owner = r"(?:the|an?|its|his|her|their)\s+(?:[\w’'-]+\s+){0,3}?"
    return rf"{owner}(?:{bodies})\b(?:\s+of\s+{_NAME})?"


@cache
def _pictured(table: str) -> re.Pattern[str]:
    bodies = "|".join(lexicon("depiction")[table])
    return re.compile(rf"(?<![\w@])(?:{bodies})(?!\w)", re.IGNORECASE)


def things_in(text: str, frame: Frame) -> tuple[Thing, ...]:
    """The things of one sentence that can show invented words, in order.

    A noun between quotation marks ("the “decree”") is called into doubt by them.
    """
    shown = scenery(text, frame.span, [quote.outer for quote in frame.quotes])
    found: list[Thing] = []
    for kind, table in (("invented", "invented"), ("picture", "pictures"), ("neutral", "neutral")):
        for _, place in shown.find(_pictured(table)):
            named = place.of(text)[:1].isupper() and place.start > frame.span.start + 2
            if named and kind != "invented":
                continue  # part of a name: "Speech Lab"
            if not any(thing.span.meets(place) for thing in found):
                found.append(Thing(place, kind))  # type: ignore[arg-type]
    found = [thing for thing in found if not _is_part(shown, thing, found)]
    for quote in frame.quotes:
        if fold(quote.inner.of(text)) in words("depiction", "doubted"):
            found.append(Thing(quote.outer, "invented"))
    return tuple(sorted(found, key=lambda thing: thing.span))


def _is_part(shown: Scenery, thing: Thing, things: Sequence[Thing]) -> bool:
    """Whether a noun is no thing of its own: "a letter on headed paper", "seems to order"."""
    before = shown.words[: thing.span.start - shown.start]
    if re.search(r"\bto\s+$", before):
        return True
    near = [other.span.end - shown.start for other in things if other.span.end < thing.span.start]
    between = before[max(near) :] if near else ""
    return re.fullmatch(r"\s+(?:of|on|with|in)\s+(?:[\w-]+\s+){0,3}", between) is not None


@cache
def leading(kind: str) -> re.Pattern[str]:
    """What leads up to invented words: a pattern that must end where they begin."""
    return re.compile(rf"\b(?:{_filled(lexicon('depiction')['leads'][kind])})$", re.IGNORECASE)


@cache
def trailing(kind: str) -> re.Pattern[str]:
    """What follows invented words directly."""
    return re.compile(rf"(?:{_filled(lexicon('depiction')['tails'][kind])})", re.IGNORECASE)


@cache
def account_patterns() -> tuple[re.Pattern[str], ...]:
    """Accounts in somebody's name; the group ``who`` is the person."""
    return tuple(
        re.compile(rf"(?<!\w){_filled([body])}", re.IGNORECASE)
        for body in lexicon("depiction")["accounts"]["patterns"]
    )


def _filled(bodies: Sequence[str]) -> str:
    speaks = compile_phrases(lexicon("depiction")["speaks"]["verbs"]).pattern
    things = "|".join(_pictured(table).pattern for table in ("invented", "pictures", "neutral"))
    joined = "|".join(bodies)
    joined = joined.replace("DOUBT", "(?:supposedly|allegedly|purportedly|seemingly)")
    return (
        joined.replace("PERSON_OR_BODY", f"(?:{_body_pattern()}|{person_pattern()})")
        .replace("PERSON", person_pattern())
        .replace("SPEAKS", speaks)
        .replace("THING", f"(?:{things})")
    )


@cache
def within_thing() -> re.Pattern[str]:
    """Between the words and the thing that shows them: "“…” in a sketch"."""
    return re.compile(
        r"[\s,–—-]*(?:in|on|from)\s+(?:an?|the|one|his|her|this|that|[\w]+[’']s)\s+(?:[\w-]+\s+){0,3}",
        re.IGNORECASE,
    )


@cache
def debunking() -> re.Pattern[str]:
    """Words by which a report says that something is invented."""
    bodies = "|".join(lexicon("depiction")["debunked"]["sentences"])
    return re.compile(rf"(?<!\w)(?:{bodies})", re.IGNORECASE)


@cache
def turn_pattern() -> re.Pattern[str]:
    """A person in a picture answers another: "to which Ba replies", "while Ba says"."""
    turns = compile_phrases(lexicon("depiction")["speaks"]["turns"]).pattern
    linked = r"(?:[,;.\s]|to which|whereupon|while|whilst|and|but|then|seen|as)*"
    return re.compile(
        rf"^{linked}(?P<who>{person_pattern()}),?\s+(?:\w+ly\s+|then\s+)?{turns}(?:\s+[^.:;]{{0,40}})?[\s:,–—-]*$",
        re.IGNORECASE,
    )


@cache
def _persons() -> re.Pattern[str]:
    return re.compile(person_pattern(), re.IGNORECASE)


def persons_in(shown: Scenery) -> Iterator[Span]:
    """Names and offices of people in some words, without pronouns, in order."""
    for match, place in shown.find(_persons()):
        span = _without_lead(match.group(), place)
        if span is not None:
            yield span


_LEADS = frozenset(
    {"the", "a", "an", "in", "on", "it", "so", "he", "she", "they", "this", "that", "these", "at",
     "last", "also", "when", "while", "where", "to", "its", "his", "her", "along", "with", "by",
     "there", "then", "and", "but", "for", "of", "if", "as", "from", "after", "before", "one",
     "some", "many", "who", "which", "what", "how", "him", "them", "i", "we", "you", "no", "not",
     "finally", "under", "over", "yes", "two", "three", "our", "their"}
)  # fmt: skip


_OWNERS = frozenset({"the", "his", "her", "its", "their", "our", "a", "an"})


def _without_lead(words_of: str, place: Span) -> Span | None:
    """The person's name or office without lower-case words before a name; None for no person."""
    if re.fullmatch(_PRONOUN, words_of, re.IGNORECASE):
        return None
    offices = words("roles", "roles")
    parts = list(re.finditer(r"[\w’'.-]+", words_of))
    office = next((i for i, part in enumerate(parts) if fold(part.group()) in offices), None)
    names = [
        i for i, p in enumerate(parts) if p.group()[0].isupper() and fold(p.group()) not in _LEADS
    ]
    if names and (office is None or names[0] <= office):
        parts = parts[names[0] :]
    elif office is not None:
        cut = [i for i, p in enumerate(parts[:office]) if p.group() in {"of", "by", "from"}]
        parts = parts[cut[-1] + 1 :] if cut else parts
        while parts and not _opens_office(parts[0].group(), offices):
            parts.pop(0)
    else:
        parts = []
    if not parts or (len(parts) == 1 and _is_no_person(parts[0].group())):
        return None
    return Span(place.start + parts[0].start(), place.start + parts[-1].end())


def _opens_office(word: str, offices: frozenset[str]) -> bool:
    return fold(word) in _OWNERS or fold(word) in offices


def _is_no_person(word: str) -> bool:
    folded = fold(word)
    return (
        folded in words("grammar", "time_words")
        or folded in _LEADS
        or platform_name(word) is not None
        or len(word) == 1
    )


def maker_before(text: str, frame: Frame, thing: Thing) -> Span | None:
    """Who posted or made the thing, where that is the subject: "Ba shared a montage"."""
    shown = scenery(text, Span(frame.span.start, thing.span.start))
    match = _maker_subject().search(shown.words)
    if match is None:
        return None
    place = shown.place(match, 1)
    if re.fullmatch(_PRONOUN, match[1], re.IGNORECASE):
        return place
    if fold(match[1].split()[0]) in {"which", "it", "that"}:
        return None
    return place if match["medium"] else _without_lead(match[1], place)


@cache
def _maker_subject() -> re.Pattern[str]:
    verbs = compile_phrases(lexicon("depiction")["makers"]["verbs"]).pattern
    media = "|".join(map(re.escape, lexicon("depiction")["makers"]["media"]))
    medium = rf"(?P<medium>(?:the|an?|one)\s+(?:[\w-]+\s+){{0,3}}?(?:{media})\s+[“\"„«‘]?{_NAME})"
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
    return re.compile(rf"\b(?i:{verbs}){lead}({_HANDLE}|{_NAME.replace('(?-i:', '(?:')})")


@cache
def _placed_on() -> re.Pattern[str]:
    verbs = "|".join(lexicon("depiction")["makers"]["places"])
    nouns = r"(?:channels?|groups?|accounts?|pages?|sites?|websites?|forums?|chats?|blogs?)"
    return re.compile(rf"\b(?:{verbs})\s+((?:[\w-]+\s+){{0,4}}?{nouns})\b", re.IGNORECASE)


def maker_medium(text: str, frame: Frame, thing: Thing) -> Span | None:
    """The medium in which the thing appeared: "a cartoon in the weekly Gadfly"."""
    shown = scenery(text, Span(thing.span.end, frame.span.end))
    media = "|".join(map(re.escape, lexicon("depiction")["makers"]["media"]))
    named = rf"(?:the\s+)?(?:[\w-]+\s+){{0,2}}?(?:{media})\s+[“\"„«‘]?({_NAME})"
    match = re.match(
        rf"\s+(?:in|by|from|on)\s+{named}|\s+by\s+({_NAME})", shown.words, re.IGNORECASE
    )
    return shown.place(match, match.lastindex or 0) if match is not None else None


def naming(text: str, frame: Frame, thing: Thing) -> Span:
    """The words that name the thing: "a document of two pages"."""
    before = text[frame.span.start : thing.span.start]
    owner = r"(?:an?|the|this|that|one|another|[\w]+[’']s)"
    lead = re.search(rf"(?<!\w){owner}\s+(?:(?!{owner}\s)[\w-]+\s+){{0,4}}$", before, re.IGNORECASE)
    after = re.match(
        r"\s+of\s+(?:\w+)\s+(?:pages?|seconds?|minutes?|lines?)\b"
        r"|\s+on the (?:headed paper|letterhead) of (?:the )?(?:[\w-]+ )?\w+",
        text[thing.span.end : frame.span.end],
    )
    start = frame.span.start + lead.start() if lead else thing.span.start
    return Span(start, thing.span.end + (after.end() if after else 0))
