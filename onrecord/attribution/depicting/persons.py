"""Names, offices and bodies as patterns: who is shown, and who made it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.attribution.channel import platform_name
from onrecord.attribution.scenery import Scenery
from onrecord.record import Span
from onrecord.text import fold, words

_UPPER = "A-ZÀ-ÖØ-ÞĄĆČĎĐĘĚĞİŁŃŇŐŒŘŚŞŠŢŤŮŰŹŻŽА-ЯЁІЇЄҐ"
PRONOUN = r"(?:he|she|they|him|her|them)\b"
_PART = rf"(?<!@)[{_UPPER}][\w’'-]*"
NAME = (
    rf"(?-i:(?:[{_UPPER}]\.\s?)*{_PART}"
    rf"(?:\s+(?:(?:de|da|del|di|van|von|der|bin|bint|ibn|al|el|of)\s+){{0,2}}(?:[{_UPPER}]\.\s?)*{_PART})*)"
)
_OWNERS = frozenset({"the", "his", "her", "its", "their", "our", "a", "an"})
_LEADS = frozenset(
    {"the", "a", "an", "in", "on", "it", "so", "he", "she", "they", "this", "that", "these", "at",
     "last", "also", "when", "while", "where", "to", "its", "his", "her", "along", "with", "by",
     "there", "then", "and", "but", "for", "of", "if", "as", "from", "after", "before", "one",
     "some", "many", "who", "which", "what", "how", "him", "them", "i", "we", "you", "no", "not",
     "finally", "under", "over", "yes", "two", "three", "our", "their"}
)  # fmt: skip


@cache
def person_pattern() -> str:
    """The source of a pattern for a name, an office ("the defence minister") or a pronoun."""
    roles = "|".join(sorted(map(re.escape, words("roles", "roles")), key=len, reverse=True))
    owner = rf"(?:the|an?|his|her|its|their|our|(?-i:{_PART}(?:\s+{_PART})*)(?:’s|'s|’|'))"
    office = rf"{owner}\s+(?:[\w’'-]+\s+){{0,3}}?(?:{roles})\b(?:,?\s+{NAME})?"
    named_office = rf"(?:[a-z]+\s+){{0,2}}{NAME}"
    return rf"(?:{office}|{named_office}|{PRONOUN})"


@cache
def body_pattern() -> str:
    """The source of a pattern for a body: "the defence ministry"."""
    bodies = "|".join(sorted(map(re.escape, words("roles", "bodies")), key=len, reverse=True))
    owner = r"(?:the|an?|its|his|her|their)\s+(?:[\w’'-]+\s+){0,3}?"
    return rf"{owner}(?:{bodies})\b(?:\s+of\s+{NAME})?"


@cache
def _persons() -> re.Pattern[str]:
    return re.compile(person_pattern(), re.IGNORECASE)


def persons_in(shown: Scenery) -> Iterator[Span]:
    """Names and offices of people in some words, without pronouns, in order."""
    for match, place in shown.find(_persons()):
        span = person_in(match.group(), place)
        if span is not None:
            yield span


def person_in(words_of: str, place: Span) -> Span | None:
    """The person's name or office without lower-case words before a name; None for no person."""
    if re.fullmatch(PRONOUN, words_of, re.IGNORECASE):
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
    while len(parts) > 1 and parts[0].group()[0].isupper() and _is_no_person(parts[0].group()):
        if fold(parts[0].group()) in _OWNERS:
            break
        parts.pop(0)  # "On Telegram Ba shared …", "On Sunday Ba …"
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
