"""The things that can show invented words: montages, forged papers, generated voices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.attribution.frames import Frame
from onrecord.attribution.scenery import Scenery, scenery
from onrecord.record import Span
from onrecord.text import fold, lexicon, words

ThingKind = Literal["invented", "picture", "neutral"]
_ACCOUNT = re.compile(r"(?:account|page|profile|channel|newspaper|site)s?$", re.IGNORECASE)


@dataclass(frozen=True)
class Thing:
    """A picture, paper, recording or the like, and whether its words are invented by nature."""

    span: Span
    kind: ThingKind


@cache
def thing_pattern(table: str) -> re.Pattern[str]:
    """The nouns of one table of the list, with their adjectives."""
    bodies = "|".join(lexicon("depiction")[table])
    return re.compile(rf"(?<![\w@])(?:{bodies})(?!\w)", re.IGNORECASE)


@cache
def _possible() -> re.Pattern[str]:
    hints = "|".join(lexicon("depiction")["hints"])
    return re.compile(rf"(?<!\w)(?:{hints})", re.IGNORECASE)


def is_possible(text: str, span: Span) -> bool:
    """Whether a stretch has a word by which pictures are made to speak or papers are doubted."""
    return _possible().search(text, *span) is not None


def things_in(text: str, frame: Frame) -> tuple[Thing, ...]:
    """The things of one sentence that can show invented words, in order.

    A noun between quotation marks ("the “decree”") is called into doubt by them.
    """
    shown = scenery(text, frame.span, [quote.outer for quote in frame.quotes])
    found: list[Thing] = []
    for kind, table in (("invented", "invented"), ("picture", "pictures"), ("neutral", "neutral")):
        for _, place in shown.find(thing_pattern(table)):
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
    if re.search(r"\b(?:to|that|which|who)\s+$", before):
        return True
    near = [other.span.end - shown.start for other in things if other.span.end < thing.span.start]
    between = before[max(near) :] if near else ""
    return re.fullmatch(r"\s+(?:of|on|with|in)\s+(?:[\w-]+\s+){0,3}", between) is not None


def is_account(text: str, thing: Thing) -> bool:
    """Whether the thing is a medium with a voice of its own: a parody account, a satire page."""
    return _ACCOUNT.search(thing.span.of(text)) is not None
