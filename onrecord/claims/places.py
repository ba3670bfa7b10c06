"""Places and forces as noun phrases among the tokens of a clause."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from onrecord.claims.closed import closed
from onrecord.claims.nouns import plural_of
from onrecord.record import Span
from onrecord.text import Token, fold, lexicon


class Place(NamedTuple):
    """A place named in a clause: token indices ``first`` to ``last``."""

    first: int
    last: int

    def span(self, tokens: Sequence[Token]) -> Span:
        """Its words."""
        return Span(tokens[self.first].start, tokens[self.last].end)


def places(
    tokens: Sequence[Token], known: frozenset[str], not_places: frozenset[str]
) -> tuple[Place, ...]:
    """The places named among the tokens: place nouns with their names, and proper names.

    ``known`` are the capitalised words that stand inside sentences somewhere in the report,
    ``not_places`` the words of names that are agents'.
    """
    found: list[Place] = []
    at = 0
    while at < len(tokens):
        place = _place_at(tokens, at, known, not_places)
        if place is None:
            at += 1
            continue
        found.append(place)
        at = place.last + 1
    return tuple(found)


def _place_at(
    tokens: Sequence[Token], at: int, known: frozenset[str], not_places: frozenset[str]
) -> Place | None:
    """The place phrase that begins at a token, if one does."""
    end = -1
    index = at
    while index < len(tokens) and tokens[index].is_word:
        word = tokens[index].lower
        if word in _nouns() or _names_place(tokens, index, known, not_places):
            end = index
        elif _ends_before(tokens, index, at):
            break
        index += 1
    if end < at or tokens[at].lower in ("of", "and"):
        return None
    return Place(at, _trimmed(tokens, at, end))


def _ends_before(tokens: Sequence[Token], index: int, at: int) -> bool:
    """Whether a place phrase that began at ``at`` cannot take in this word."""
    word = tokens[index].lower
    if word == "the" and index > at:
        return tokens[index - 1].lower not in _BEFORE_ARTICLE
    return not (_belongs(word, first=index == at) or _describes(tokens, index))


_BEFORE_ARTICLE = ("of", "and", "on", "half")


def _belongs(word: str, *, first: bool) -> bool:
    """Whether a word may stand in a place phrase: "the", "eastern", "of"."""
    inside = word in closed("places", "inside") and not first
    return inside or word in closed("places", "determiners") or word in _parts()


def _describes(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word describes the place noun after it: "army bases", "power plant"."""
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if following not in _nouns():
        return False
    word = tokens[index].lower
    armed = word in _forces() | {"enemy", "rebel", "military"} and following not in _forces()
    return armed or word in _describing() or word.endswith(("ern", "al", "ian", "ese"))


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> int:
    while (
        last > first
        and tokens[last].lower in closed("places", "inside") | closed("places", "determiners")
        and tokens[last].lower not in ("rest", "half", "part", "parts", "outskirts")
    ):
        last -= 1
    return last


def _names_place(
    tokens: Sequence[Token], index: int, known: frozenset[str], not_places: frozenset[str]
) -> bool:
    token = tokens[index]
    word = token.lower
    if (
        not token.is_capitalised
        or len(token.text) < 2
        or word in _time_words()
        or word in not_places
        or word in _forces()
    ):
        return False
    if word.endswith(("’s", "'s")):
        return False
    if word in closed("places", "function"):
        return False
    return word in known or index > 0


def is_force(tokens: Sequence[Token], first: int, last: int, bodies: frozenset[str]) -> bool:
    """Whether a subject phrase names an armed force, a party or a body, or stands for one."""
    words = [t.lower for t in tokens[first : last + 1]]
    joined = " ".join(words)
    if any(subject in words for subject in _not_forces()):
        return False
    if any(word in _forces() or word in closed("places", "pronouns") for word in words):
        return True
    return (
        any(word in bodies or word.removesuffix("'s") in bodies for word in words)
        or joined in bodies
    )


def subject(
    tokens: Sequence[Token], verb_first: int, stops: frozenset[int]
) -> tuple[int, int] | None:
    """The phrase left of a verb: token indices of its subject, or None where there is none."""
    last = verb_first - 1
    while last >= 0 and (
        not tokens[last].is_word
        or tokens[last].lower.endswith("ly")
        or tokens[last].lower in ("and", "but", "or", "that", "then")
    ):
        last -= 1
    if last < 0:
        return None
    first = last
    while first > 0 and first - 1 not in stops:
        before = tokens[first - 1]
        if before.text in ",;:" or (
            before.lower
            in ("that", "and", "when", "while", "as", "but", "because", "after", "since")
            and not _lists(tokens, first - 1)
        ):
            break
        first -= 1
    return first, last


def _lists(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].lower == "and" and at > 0 and tokens[at - 1].is_word


@cache
def _nouns() -> frozenset[str]:
    return place_nouns()


@cache
def place_nouns() -> frozenset[str]:
    """The words for places, singular and plural."""
    singular = {noun.split()[-1] for noun in lexicon("territory")["places"]["nouns"]}
    return frozenset(singular | {plural_of(w) for w in singular if not w.endswith("s")})


@cache
def _describing() -> frozenset[str]:
    """Words that stand before the noun in names of places: "power" in "power plant"."""
    nouns = lexicon("territory")["places"]["nouns"]
    return frozenset(word for noun in nouns for word in noun.split()[:-1])


@cache
def _parts() -> frozenset[str]:
    return frozenset(lexicon("territory")["places"]["parts"])


@cache
def _forces() -> frozenset[str]:
    return frozenset(noun.split()[-1] for noun in lexicon("territory")["forces"]["nouns"])


@cache
def _not_forces() -> frozenset[str]:
    return frozenset(lexicon("territory")["not_forces"]["subjects"])


@cache
def _time_words() -> frozenset[str]:
    time = lexicon("time")
    return frozenset(fold(w) for w in [*time["weekdays"], *time["months"], "utc", "gmt"])
