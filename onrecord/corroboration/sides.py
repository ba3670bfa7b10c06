"""Whose side a name is on, as far as the words say: "Oldranian forces" and "Oldrania" agree."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from onrecord.corroboration.rules import people_rules
from onrecord.record import Participant
from onrecord.text import fold, lexicon, words

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")

GOVERNMENT, REBELS = "(government)", "(rebels)"


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A proper name without the ending of its adjective, folded.

    >>> stem("Oldrania"), stem("Oldranians"), stem("Oldrania’s")
    ('oldran', 'oldran', 'oldran')
    """
    rules = people_rules().sides
    plain = _POSSESSIVE.sub("", fold(word))
    for ending in rules.endings:
        if plain.endswith(ending) and len(plain) - len(ending) >= rules.least:
            return plain.removesuffix(ending)
    return plain


@lru_cache(maxsize=50_000)
def sides_of(name: str) -> frozenset[str]:
    """The stems of the proper names in a name or role that may say whose side it is.

    >>> sorted(sides_of("a spokeswoman for the Oldranian army command"))
    ['oldran']
    >>> sides_of("General Staff"), sides_of("government troops"), sides_of("Tarnish government")
    (frozenset(), frozenset({'(government)'}), frozenset({'tarn'}))
    """
    rules = people_rules().sides
    found = set()
    for match in _WORD.finditer(name):
        word = match.group()
        plain = _POSSESSIVE.sub("", fold(word))
        if plain in rules.government:
            found.add(GOVERNMENT)
        elif plain in rules.rebels:
            found.add(REBELS)
        elif word[0].isupper() and plain not in general_words():
            found.add(stem(word))
    named = found - {GOVERNMENT, REBELS}
    return frozenset(named or found)


def sides_of_participant(participant: Participant | None) -> frozenset[str]:
    """The sides a claim's participant is on: its party where the profile knows it, and its name."""
    if participant is None:
        return frozenset()
    found = sides_of(participant.name)
    return found | {stem(participant.party)} if participant.party else found


@cache
def general_words() -> frozenset[str]:
    """Words that stand capitalised in names and name no side."""
    nouns = {
        word
        for table in ("forces", "places", "areas")
        for entry in lexicon("territory")[table]["nouns"]
        for word in fold(entry).split()
    }
    offices = words("roles", "ranks") | words("roles", "office_words") | words("roles", "roles")
    return (
        frozenset(nouns)
        | offices
        | words("roles", "bodies")
        | words("roles", "forms_of_address")
        | frozenset(people_rules().sides.general)
    )
