"""How many villages, districts or posts a phrase names; phrases that hold a place."""

from __future__ import annotations

import re
from functools import cache

from onrecord.claims.amounts import Amount
from onrecord.claims.nouns import plural_of
from onrecord.claims.quantities import count
from onrecord.claims.scene import Passage
from onrecord.record import Quantity, Span
from onrecord.text import compile_phrases, lexicon

_WORDS = re.compile(r"\s*(?:of\s+(?:the|its|their)\s+)?((?:[\w’'-]+\s+){0,4}[\w’'-]+)")


def _counted_noun(passage: Passage, figure: Amount) -> tuple[str, int] | None:
    """The plural place noun that a figure counts, as a singular, and where it begins."""
    near = _WORDS.match(passage.text, figure.span.end)
    if near is None:
        return None
    for word in re.finditer(r"[\w’'-]+", near.group(1)):
        singular = _singular_places().get(word.group().casefold())
        if singular is not None:
            return singular, near.start(1) + word.start()
    return None


@cache
def _singular_places() -> dict[str, str]:
    """The place nouns by their plurals."""
    nouns = {noun.split()[-1] for noun in lexicon("territory")["places"]["nouns"]}
    known = nouns - {"miles", "quarters", "lines", "parts", "sides"}
    return {plural_of(n): n for n in known if not n.endswith("s")} | {"heights": "height"}


def counted_places(passage: Passage, place: Span | None) -> tuple[Quantity, str] | None:
    """How many villages, districts or posts a place phrase names, and the noun."""
    if place is None:
        return None
    for figure in passage.figures:
        if not place.start - 24 <= figure.span.start <= place.end:
            continue
        between = passage.text[figure.span.end : place.start]
        noun = _counted_noun(passage, figure)
        if noun and noun[1] <= place.end + 2 and not re.search(r"[,;.]", between):
            return count(figure, "items"), noun[0]
    return None


@cache
def in_hands_pattern() -> re.Pattern[str]:
    """Phrases that put a place in somebody's hands."""
    table = lexicon("territory")["in_hands"]
    phrases = compile_phrases(table["phrases"]).pattern
    return re.compile(
        "|".join([phrases, *(rf"(?<!\w){p}(?!\w)" for p in table["patterns"])]), re.IGNORECASE
    )


@cache
def other_meanings() -> re.Pattern[str]:
    """Phrases in which verbs of holding and leaving mean something else."""
    return compile_phrases(lexicon("territory")["not_claims"]["phrases"])
