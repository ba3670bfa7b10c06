"""Which conflict a text is about, told from its words and its date, or none."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from itertools import pairwise

import msgspec

from onrecord.reference.profiles import load_profile, profiles
from onrecord.reference.types import Profile
from onrecord.text import fold

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d.,]\d|\d)")
_YEARS_AFTER_START = 100


class DetectionRules(msgspec.Struct, frozen=True):
    """The thresholds and words of ``onrecord/data/profiles/_detection.toml``."""

    least_parties: int
    least_others: int
    or_others: int
    least_conflict_words: int
    least_share: float
    years_within: float
    conflict_words: tuple[str, ...]


class _Vocabulary(msgspec.Struct, frozen=True):
    """Folded phrases of a profile and what each names."""

    phrases: dict[str, frozenset[str]]
    parties: frozenset[str]
    beginnings: frozenset[str]
    longest: int


@cache
def detection_rules() -> DetectionRules:
    """The rules that ship with the package."""
    path = resources.files("onrecord") / "data" / "profiles" / "_detection.toml"
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), DetectionRules)


def detect_profile(text: str, published: dt.date | None) -> Profile | None:
    """The shipped profile that ``text`` is about, or None.

    Needs names of the parties, further names of the conflict and words of armed conflict; the
    day of publication, where known, must lie in the conflict's span, and the years the text
    names must mostly do so.

    >>> detect_profile("The army of Ruritania withdrew.", None) is None
    True
    """
    if not text:
        return None
    found = [
        (score, profile)
        for profile in map(load_profile, profiles())
        if (score := _score(text, published, profile))
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _score(text: str, published: dt.date | None, profile: Profile) -> int:
    """How many distinct names of the profile the text holds; 0 where it is no match."""
    if published is not None and not _within(published, profile):
        return 0
    rules = detection_rules()
    vocabulary = _vocabulary(profile)
    words = [_POSSESSIVE.sub("", fold(m.group())) for m in _WORD.finditer(text)]
    mentions = _mentions(words, vocabulary)
    if len(mentions) < rules.least_share * len(words):
        return 0
    named = frozenset[str]().union(*mentions)
    parties = len(named & vocabulary.parties)
    others = len(named - vocabulary.parties)
    enough = parties >= rules.least_parties and others >= rules.least_others
    if not enough and not (parties and others >= rules.or_others):
        return 0
    if _conflict_words(words) < rules.least_conflict_words or not _years_fit(text, profile):
        return 0
    return parties + others


def _within(day: dt.date, profile: Profile) -> bool:
    return profile.start <= day and (profile.end is None or day <= profile.end)


def _years_fit(text: str, profile: Profile) -> bool:
    years = [int(match.group()) for match in _YEAR.finditer(text)]
    last = profile.end.year if profile.end else profile.start.year + _YEARS_AFTER_START
    inside = sum(profile.start.year <= year <= last for year in years)
    return not years or inside >= detection_rules().years_within * len(years)


def _mentions(words: list[str], vocabulary: _Vocabulary) -> list[frozenset[str]]:
    """What each mention of the profile's names means, longest names first."""
    found: list[frozenset[str]] = []
    start = 0
    while start < len(words):
        if words[start] not in vocabulary.beginnings:
            start += 1
            continue
        for length in range(min(vocabulary.longest, len(words) - start), 0, -1):
            meanings = vocabulary.phrases.get(" ".join(words[start : start + length]))
            if meanings:
                found.append(meanings)
                start += length - 1
                break
        start += 1
    return found


def _conflict_words(words: list[str]) -> int:
    phrases = _conflict_phrases()
    pairs = (" ".join(pair) for pair in pairwise(words))
    return len(phrases & ({*words} | {*pairs}))


@cache
def _conflict_phrases() -> frozenset[str]:
    return frozenset(_phrase(word) for word in detection_rules().conflict_words)


@cache
def _vocabulary(profile: Profile) -> _Vocabulary:
    phrases: dict[str, set[str]] = {}
    country = {place.name for place in profile.places if place.kind == "country"}

    def add(names: Iterable[str], meaning: str) -> None:
        for name in names:
            phrases.setdefault(_phrase(name), set()).add(meaning)

    for party in profile.parties:
        add((*party.names, *party.adjectives), f"party:{party.id}")
    for place in profile.places:
        if place.name not in country:
            add((place.name, *place.names), f"place:{place.name}")
    for keyword in profile.keywords:
        add((keyword,), f"keyword:{keyword}")
    return _Vocabulary(
        phrases={phrase: frozenset(meanings) for phrase, meanings in phrases.items()},
        parties=frozenset(f"party:{party.id}" for party in profile.parties),
        beginnings=frozenset(phrase.split(" ")[0] for phrase in phrases),
        longest=max((phrase.count(" ") + 1 for phrase in phrases), default=1),
    )


def _phrase(name: str) -> str:
    return " ".join(_POSSESSIVE.sub("", fold(m.group())) for m in _WORD.finditer(name))
