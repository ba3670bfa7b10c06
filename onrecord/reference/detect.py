"""Which conflict a text is about, told from its words and its date, or none."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import Counter
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
_OWN = ("party", "place", "keyword")


class NamesRule(msgspec.Struct, frozen=True):
    """Which names a text that names a place of the profile must hold; see _detection.toml."""

    least_parties: int
    least_places: int
    or_names: int


class WeightRule(msgspec.Struct, frozen=True):
    """How often a text that names no place of the profile must name the parties."""

    least_parties: int
    least_each: int


class DetectionWords(msgspec.Struct, frozen=True):
    """Words of armed conflict, and the names and adjectives of each country."""

    conflict_words: tuple[str, ...]
    countries: tuple[tuple[str, ...], ...]


class DetectionRules(msgspec.Struct, frozen=True):
    """The thresholds and words of ``onrecord/data/profiles/_detection.toml``."""

    least_conflict_words: int
    least_share: float
    years_within: float
    with_places: NamesRule
    undated: NamesRule
    without_places: WeightRule
    words: DetectionWords


class _Vocabulary(msgspec.Struct, frozen=True):
    """Folded phrases, of a profile and of other countries, and what each names."""

    phrases: dict[str, str]
    beginnings: frozenset[str]
    longest: int


@cache
def detection_rules() -> DetectionRules:
    """The rules that ship with the package."""
    path = resources.files("onrecord") / "data" / "profiles" / "_detection.toml"
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), DetectionRules)


def detect_profile(text: str, published: dt.date | None) -> Profile | None:
    """The shipped profile that ``text`` is about, or None.

    Needs names of the parties, a place where the conflict is fought (or much weight on both
    parties and on no other country) and words of armed conflict; the day of publication, where
    known, must lie in the conflict's span, and the years the text names must mostly do so. A
    text without a date and without years needs more names.

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
    named = _Named(Counter(_mentions(words, vocabulary)))
    if len(named) < rules.least_share * len(words):
        return 0
    dated = published is not None or _YEAR.search(text) is not None
    if not (named.with_places(dated=dated) or (dated and named.weighs_enough())):
        return 0
    if _conflict_words(words) < rules.least_conflict_words or not _years_fit(text, profile):
        return 0
    return sum(len(named.of(kind)) for kind in _OWN)


class _Named:
    """How often a text names each thing."""

    def __init__(self, counts: Counter[str]) -> None:
        self._counts = counts

    def of(self, kind: str) -> dict[str, int]:
        """The things of a kind, and how often each is named."""
        return {what: n for what, n in self._counts.items() if what.startswith(f"{kind}:")}

    def __len__(self) -> int:
        return sum(sum(self.of(kind).values()) for kind in _OWN)

    def with_places(self, *, dated: bool) -> bool:
        """Whether a place of the profile and enough else is named, and no country as often."""
        rule = detection_rules().with_places if dated else detection_rules().undated
        parties, places = len(self.of("party")), len(self.of("place"))
        if not parties or not places or max(self.of("country").values(), default=0) >= len(self):
            return False
        enough = parties >= rule.least_parties and places >= rule.least_places
        return enough or places + len(self.of("keyword")) >= rule.or_names

    def weighs_enough(self) -> bool:
        """Whether, with no place named, the parties are so often that it can be nothing else."""
        rule = detection_rules().without_places
        often = [n for n in self.of("party").values() if n >= rule.least_each]
        return len(often) >= rule.least_parties and not self.of("country")


def _within(day: dt.date, profile: Profile) -> bool:
    return profile.start <= day and (profile.end is None or day <= profile.end)


def _years_fit(text: str, profile: Profile) -> bool:
    years = [int(match.group()) for match in _YEAR.finditer(text)]
    last = profile.end.year if profile.end else profile.start.year + _YEARS_AFTER_START
    inside = sum(profile.start.year <= year <= last for year in years)
    return not years or inside >= detection_rules().years_within * len(years)


def _mentions(words: list[str], vocabulary: _Vocabulary) -> list[str]:
    """What each mention of a name means, longest names first."""
    found: list[str] = []
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
    return frozenset(_phrase(word) for word in detection_rules().words.conflict_words)


@cache
def _vocabulary(profile: Profile) -> _Vocabulary:
    phrases: dict[str, str] = {}
    country = {place.name for place in profile.places if place.kind == "country"}

    def add(names: Iterable[str], meaning: str) -> None:
        for name in names:
            phrases.setdefault(_phrase(name), meaning)

    for party in profile.parties:
        add((*party.names, *party.adjectives), f"party:{party.id}")
    for seat, owner in profile.seats:
        add((seat,), f"party:{owner}")
    for place in profile.places:
        if place.name not in country:
            add((place.name, *place.names), f"place:{place.name}")
    for locality in profile.localities:
        add((locality,), f"place:{locality}")
    for keyword in profile.keywords:
        add((keyword,), f"keyword:{keyword}")
    for names in detection_rules().words.countries:
        add(names, f"country:{names[0]}")
    return _Vocabulary(
        phrases=phrases,
        beginnings=frozenset(phrase.split(" ")[0] for phrase in phrases),
        longest=max((phrase.count(" ") + 1 for phrase in phrases), default=1),
    )


def _phrase(name: str) -> str:
    return " ".join(_POSSESSIVE.sub("", fold(m.group())) for m in _WORD.finditer(name))
