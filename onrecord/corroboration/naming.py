"""Names as they are compared: parts, ranks, letters brought to one transliteration."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from onrecord.corroboration.rules import Likeness, people_rules
from onrecord.corroboration.sides import general_words, stem
from onrecord.corroboration.words import folded
from onrecord.text import fold, words

Alike = Literal["equal", "transliterated", "misspelt", "short", "no"]

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*|\d+")
_ARTICLES = frozenset({"the", "a", "an", "of", "for", "and", "de", "s"})


@dataclass(frozen=True)
class PersonName:
    """A person's name: given names, family name (with its particles), ranks; all folded."""

    given: tuple[str, ...]
    family: str
    ranks: frozenset[str] = frozenset()

    @property
    def full(self) -> bool:
        """Whether a given name is there, not only its first letter."""
        return bool(self.given) and len(self.given[0]) > 1


@lru_cache(maxsize=100_000)
def latin(name: str) -> str:
    """A name in plain Latin letters, folded.

    >>> latin("Зоряна"), latin("Łukasz")
    ('zoryana', 'lukasz')
    """
    if not name.isascii():
        from anyascii import anyascii

        name = str(anyascii(name))
    return fold(name)


@lru_cache(maxsize=100_000)
def person_name(name: str) -> PersonName | None:
    """The parts of a person's printed name; None where it is an office only.

    >>> person_name("Major Petra van Holm")
    PersonName(given=('petra',), family='van holm', ranks=frozenset({'major'}))
    """
    parts = [latin(part).strip(".") for part in _WORD.findall(name)]
    offices = words("roles", "ranks") | words("roles", "office_words") | words("roles", "roles")
    ranks = set()
    while parts and (parts[0] in offices or parts[0] in _ARTICLES):
        ranks.add(parts.pop(0))
    if not parts:
        return None
    at = len(parts) - 1
    while at > 0 and parts[at - 1] in words("roles", "particles"):
        at -= 1
    short = people_rules().ranks.short
    known = frozenset(short.get(rank, rank) for rank in ranks & words("roles", "ranks"))
    return PersonName(tuple(parts[:at]), " ".join(parts[at:]), known)


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """A name's letters, whatever system it was transliterated by.

    >>> skeleton("aleksey") == skeleton("alexei"), skeleton("zhanov") == skeleton("janow")
    (True, False)
    """
    for pattern, replacement in _transliterations():
        word = pattern.sub(replacement, word)
    return word


def persons_alike(one: PersonName, other: PersonName) -> Alike:
    """How two persons' names go together.

    >>> alike = lambda a, b: persons_alike(person_name(a), person_name(b))
    >>> alike("Major Petr Hollin", "Hollin"), alike("Tessa Brandt", "Tessa Brant")
    ('short', 'misspelt')
    >>> alike("Petr Hollin", "Petra Hollin"), alike("Olha Zorenko", "Olga Zorenko")
    ('no', 'misspelt')
    """
    family = _parts_alike(one.family, other.family)
    if family == "no":
        return "no"
    if not (one.full and other.full):
        return "short" if family != "misspelt" and _initials_agree(one, other) else "no"
    given = _parts_alike(one.given[0], other.given[0])
    if given == "no" or (given == "misspelt" and _differ_at_the_end(one.given[0], other.given[0])):
        return "no"
    if "misspelt" not in (family, given):
        return "equal" if family == given == "equal" else "transliterated"
    return "misspelt" if _likeness(_whole(one), _whole(other)) >= _like().whole else "no"


@lru_cache(maxsize=100_000)
def body_words(name: str) -> frozenset[str]:
    """The words of a body's name, whatever their order; proper names without endings.

    >>> body_words("Ministry of Defence of Oldrania") == body_words("Oldranian Defense Ministry")
    True
    >>> sorted(body_words("General Staff of the Armed Forces of Oldrania"))
    ['general', 'oldran', 'staff']
    """
    found = set()
    for part in _WORD.findall(name):
        plain = fold(part).removesuffix("'s").removesuffix("’s")
        if plain in _ARTICLES:
            continue
        proper = part[0].isupper() and plain not in general_words()
        found.add(stem(latin(plain)) if proper else folded(plain))
    bare = found - frozenset(people_rules().sides.at_large)
    return frozenset(bare if len(bare) > 1 else found)


def is_general(name: str) -> bool:
    """Whether no word of a body's name is a proper name ("General Staff").

    >>> is_general("General Staff"), is_general("Oldranian General Staff")
    (True, False)
    """
    parts = (fold(part).removesuffix("'s") for part in _WORD.findall(name))
    return all(part in general_words() or part in _ARTICLES for part in parts)


def is_abbreviation(name: str) -> bool:
    """Whether a name is a row of capitals ("LSA")."""
    return 2 <= len(name) <= 8 and name.isupper() and name.isalpha()


def role_heads(role: str | None) -> frozenset[str]:
    """The words of a role that say what somebody is, both genders brought to one.

    >>> role_heads("a spokeswoman for the Oldranian army command")
    frozenset({'spokesperson'})
    """
    if role is None:
        return frozenset()
    parts = [fold(part) for part in _WORD.findall(role)]
    heads = {p for p in parts if p in words("roles", "roles")} - words("roles", "ranks")
    return frozenset(re.sub("(?:wo)?man$", "person", head) for head in heads)


def genders(name_and_role: str) -> frozenset[str]:
    """Which genders the words of a name and role print.

    >>> genders("army spokesman")
    frozenset({'m'})
    """
    parts = {fold(part) for part in _WORD.findall(name_and_role)}
    found = {"f": parts & words("roles", "feminine"), "m": parts & words("roles", "masculine")}
    return frozenset(gender for gender, marks in found.items() if marks)


def _parts_alike(one: str, other: str) -> Alike:
    if one == other:
        return "equal"
    if skeleton(one) == skeleton(other):
        return "transliterated"
    if one[:1] != other[:1] and skeleton(one)[:1] != skeleton(other)[:1]:
        return "no"
    return "misspelt" if _likeness(one, other) >= _like().part else "no"


def _initials_agree(one: PersonName, other: PersonName) -> bool:
    if not (one.given and other.given):
        return True
    return one.given[0][0] == other.given[0][0]


def _differ_at_the_end(one: str, other: str) -> bool:
    """Petr and Petra, Oleksandr and Oleksandra: one letter more, another person."""
    short, long = sorted((one, other), key=len)
    letters = people_rules().likeness.last_letters
    if len(long) == len(short) + 1:
        return long.startswith(short) and long[-1] in letters
    return short[:-1] == long[:-1] and short[-1] in letters and long[-1] in letters


def _whole(name: PersonName) -> str:
    return f"{name.given[0]} {name.family}"


def _likeness(one: str, other: str) -> float:
    from rapidfuzz.distance import OSA

    return float(OSA.normalized_similarity(one, other))


def _like() -> Likeness:
    return people_rules().likeness


@cache
def _transliterations() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(p), r) for p, r in people_rules().transliteration.rules)
