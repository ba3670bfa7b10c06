"""The claim-making verbs of the word list and their forms."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from onrecord.text import lexicon

Form = Literal["base", "s", "past", "participle", "ing"]


class Entry(NamedTuple):
    """A verb of the word list: its words, its particle, and the senses it has."""

    lemma: str
    particles: tuple[str, ...]
    senses: frozenset[str]


@cache
def entries() -> dict[str, tuple[Entry, ...]]:
    """The verbs by their first word, longest first."""
    senses: dict[str, set[str]] = {}
    for sense, phrases in lexicon("verbs")["senses"].items():
        for phrase in phrases:
            senses.setdefault(phrase, set()).add(sense)
    by_head: dict[str, list[Entry]] = {}
    for phrase, of in sorted(senses.items()):
        head, *particles = phrase.split()
        by_head.setdefault(head, []).append(Entry(phrase, tuple(particles), frozenset(of)))
    return {
        head: tuple(sorted(found, key=lambda e: -len(e.particles)))
        for head, found in by_head.items()
    }


@cache
def forms() -> dict[str, tuple[tuple[Form, str], ...]]:
    """For each printed form the verbs it may be a form of."""
    found: dict[str, list[tuple[Form, str]]] = {}
    for base in entries():
        for form, word in inflected(base):
            found.setdefault(word, []).append((form, base))
    for other, known in lexicon("verbs")["other_forms"].items():
        found.setdefault(other, []).extend(found.get(known, []))
    return {word: tuple(of) for word, of in found.items()}


def inflected(base: str) -> tuple[tuple[Form, str], ...]:
    """The forms of a verb: as the lexicon lists them, else by the rules of spelling.

    >>> dict(inflected("seize"))["ing"]
    'seizing'
    """
    irregular = lexicon("verbs")["irregular"].get(base)
    if irregular:
        third, past, participle, ing = irregular
    else:
        third, past, ing = _regular(base)
        participle = past
    return (("base", base), ("s", third), ("past", past), ("participle", participle), ("ing", ing))


def _regular(base: str) -> tuple[str, str, str]:
    if base.endswith("e"):
        return base + "s", base + "d", (base[:-1] if not base.endswith("ee") else base) + "ing"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    if base.endswith(("s", "x", "z", "ch", "sh")):
        return base + "es", base + "ed", base + "ing"
    if base in _DOUBLING:
        return base + "s", base + base[-1] + "ed", base + base[-1] + "ing"
    return base + "s", base + "ed", base + "ing"


_DOUBLING = frozenset(["ram", "gut", "patrol", "level"])
