"""Noun phrases: where one ends, and whether it can be a source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.attribution.frames import Item
from onrecord.text import words

_NP_LINKS = frozenset(
    {"of", "for", "from", "in", "at", "to", "with", "on", "by", "near", "under", "and", "as"}
)
LONGEST = 40


class Range(NamedTuple):
    """Items ``start`` to ``end`` (exclusive) of a frame."""

    start: int
    end: int


def phrase_end(items: Sequence[Item], place: int, links: frozenset[str] = _NP_LINKS) -> int:
    """Where the noun phrase that begins at ``place`` ends (exclusive)."""
    at, opened = place, False
    while at < len(items) and at - place < LONGEST:
        item = items[at]
        if item.quote is not None:
            if not names_something(items, at):
                break
        elif not item.is_word:
            if item.lower not in {"-", "'", "’", ".", "&", "/"} or not joins(items, at):
                break
        elif _closes_phrase(items, at, place, opened, links):
            break
        opened = item.is_word and item.lower in links
        at += 1
    while at > place and items[at - 1].lower in links:
        at -= 1
    return at


def joins(items: Sequence[Item], at: int) -> bool:
    """Whether a mark stands inside a name, without space around it ("J. Ba", "AT&T")."""
    if at + 1 >= len(items) or at == 0:
        return False
    tight = items[at].span.end == items[at + 1].span.start
    initial = items[at].lower == "." and items[at + 1].capitalised and len(items[at - 1].lower) <= 4
    return items[at - 1].span.end == items[at].span.start and (tight or initial)


def _closes_phrase(
    items: Sequence[Item], at: int, place: int, opened: bool, links: frozenset[str]
) -> bool:
    word = items[at].lower
    if at == place:
        return word in words("grammar", "auxiliaries")
    if word in links:
        return at + 1 < len(items) and items[at + 1].lower in words("grammar", "time_words")
    if word in words("grammar", "auxiliaries") or word in words("grammar", "conjunctions"):
        return True
    if word in words("grammar", "time_words") and not opened:
        return True
    if not opened and (word in words("grammar", "adverbs") or _is_verb_of_name(items, at)):
        return True
    if word in words("grammar", "prepositions") or word in words("grammar", "relatives"):
        return True
    starts_new = word in words("grammar", "determiners") or word in words(
        "grammar", "subject_pronouns"
    )
    return starts_new and not opened


def _is_verb_of_name(items: Sequence[Item], at: int) -> bool:
    """Whether a lower-case word right behind a name is its verb: "Baret makes fun of …"."""
    word = items[at].lower
    if items[at].capitalised or not items[at - 1].capitalised:
        return False
    if any(word in words("roles", table) for table in ("roles", "bodies", "media", "unnamed_many")):
        return False
    return word in words("clause_words", "finite") or word.endswith(("ed", "es"))


def is_source(items: Sequence[Item], chosen: Range) -> bool:
    """Whether the phrase can name somebody who speaks."""
    part = [item for item in items[chosen.start : chosen.end] if item.is_word]
    if not part or len(part) > LONGEST:
        return False
    head = part[0].lower
    if len(part) == 1 and head in words("grammar", "subject_pronouns"):
        return True
    if all(item.lower.isdigit() for item in part):
        return False
    if head in words("grammar", "auxiliaries") or head in words("grammar", "negations"):
        return False
    if has_finite_verb(items, chosen):
        return False
    if any(item.capitalised for item in part):
        return True
    return (
        head in words("grammar", "determiners")
        or part[-1].lower.endswith("s")
        or part[-1].lower in words("people", "speakers")
        or part[0].lower in words("people", "speakers")
        or part[0].lower.isdigit()
    )


def has_finite_verb(items: Sequence[Item], chosen: Range) -> bool:
    """Whether an auxiliary stands in the phrase outside a relative clause."""
    inside_relative = False
    for item in items[chosen.start : chosen.end]:
        if item.lower in words("grammar", "relatives") or item.lower in {"believed", "thought"}:
            inside_relative = True
        elif item.lower == ",":
            continue
        elif item.lower in words("grammar", "auxiliaries") and not inside_relative:
            return True
    return False


def names_something(items: Sequence[Item], at: int) -> bool:
    """Whether a quote is a name inside a noun phrase: the account “Night Watch”."""
    return at > 0 and items[at - 1].lower in words("people", "name_carriers")
