"""Names and offices in a sentence: who may be shown in a thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.attribution.channel import platform_name
from onrecord.attribution.frames import Frame, Item
from onrecord.record import Span
from onrecord.text import fold, words


@dataclass(frozen=True)
class Person:
    """A name or office outside quotes; ``first`` and ``last`` are its items."""

    span: Span
    first: int
    last: int

    def key(self, text: str) -> str:
        """The word by which the person is known again: the last of the name, else the office."""
        return re.sub(r"['’]s?$", "", fold(self.span.of(text).split()[-1]))


_OFFICE_LEADS = frozenset(
    {"prime", "defence", "defense", "foreign", "interior", "deputy", "vice", "finance", "southern",
     "northern", "former", "false", "supreme", "grand", "western", "eastern", "health", "war"}
)  # fmt: skip
_NO_NAMES = frozenset(
    {"above", "below", "beneath", "underneath", "press", "breaking", "speech", "thought"}
)
_JOINING = frozenset(
    {"de", "da", "del", "di", "van", "von", "der", "bin", "bint", "ibn", "al", "el", "of"}
)


def persons_of(frame: Frame, things: Sequence[int]) -> tuple[Person, ...]:
    """Names and offices in a sentence, in order; no bodies, media or days.

    ``things`` are the places of items that name a thing: nobody's name.
    """
    items = frame.items
    found: list[Person] = []
    at = 0
    while at < len(items):
        run = _run(items, at)
        if run > at:
            person = _person(items, at, run)
            if person is not None:
                found.append(person)
            at = run
        else:
            at += 1
    return tuple(p for p in found if not any(p.first <= at <= p.last for at in things))


def _run(items: Sequence[Item], at: int) -> int:
    """Where a name or office that begins at an item ends (exclusive); ``at`` for none."""
    item = items[at]
    if not item.is_word:
        return at
    start = at
    while at < len(items) and items[at].is_word and _is_office(items[at].lower):
        at += 1
    if (
        at > start
        and at < len(items)
        and items[at].lower == ","
        and at + 1 < len(items)
        and _is_name(items, at + 1)
    ):
        return _names(items, at + 1)
    after = _names(items, at)
    if after > at:
        return after
    return at if at > start and _is_office_alone(items, start, at) else start


def _is_office_alone(items: Sequence[Item], start: int, end: int) -> bool:
    """As in "the prime minister", with no name to it."""
    before = start - 1
    if before >= 0 and items[before].lower in _OFFICE_LEADS:
        before -= 1
    opened = before >= 0 and (
        items[before].lower in {"the", "his", "her", "its", "their", "our"}
        or items[before].lower.endswith(("'s", "s'"))
    )
    return opened and not (end < len(items) and _heads_body(items[end].lower))


def _names(items: Sequence[Item], at: int) -> int:
    end = at
    while end < len(items):
        if (
            _is_name(items, end)
            or (end > at and _is_office(items[end].lower) and items[end].capitalised)
            or (
                items[end].lower in _JOINING
                and end > at
                and end + 1 < len(items)
                and _is_name(items, end + 1)
            )
            or (
                items[end].lower == "."
                and end > at
                and len(items[end - 1].lower) <= 3
                and end + 1 < len(items)
                and _is_name(items, end + 1)
            )
        ):
            end += 1
        else:
            break
    return end


def _is_name(items: Sequence[Item], at: int) -> bool:
    return is_name(items[at])


def is_name(item: Item) -> bool:
    """Whether a word may be part of a name: capital, and no word that only opens a sentence."""
    if not item.is_word or not item.capitalised or item.lower.isdigit():
        return False
    return not (
        item.lower in _NO_NAMES
        or item.lower in words("grammar", "determiners")
        or item.lower in words("grammar", "prepositions")
        or item.lower in words("grammar", "subject_pronouns")
        or item.lower in words("grammar", "object_pronouns")
        or item.lower in words("grammar", "conjunctions")
        or item.lower in words("grammar", "relatives")
        or item.lower in words("grammar", "time_words")
        or item.lower in words("grammar", "not_names")
        or item.lower in words("grammar", "adverbs")
    )


def _is_office(word: str) -> bool:
    return (
        word in words("roles", "roles") or word in words("roles", "ranks") or word in {"pm", "ceo"}
    )


def _person(items: Sequence[Item], start: int, end: int) -> Person | None:
    written = [items[i].lower for i in range(start, end)]
    office = any(_is_office(word) for word in written)
    if not office and all(platform_name(word) is not None for word in written):
        return None
    if not office and any(
        word in words("roles", "bodies") or word in words("roles", "media") for word in written
    ):
        return None
    if not office and end < len(items) and _heads_body(items[end].lower):
        return None
    if not office and start > 0 and items[start - 1].lower in words("staging", "media"):
        return None
    possessive = written[-1].endswith(("'s", "s'"))
    first = start
    while first > 0 and office and _leads_office(items[first - 1].lower):
        first -= 1
        if items[first].lower in words("grammar", "determiners"):
            break
    if possessive and end < len(items) and _is_office(items[end].lower):
        return None
    last = end - 1
    span = Span(items[first].span.start, items[last].span.end)
    return Person(span, first, last)


def _leads_office(word: str) -> bool:
    return word in words("grammar", "determiners") or word.endswith("'s") or word in _OFFICE_LEADS


def _heads_body(word: str) -> bool:
    return word in words("roles", "bodies")
