"""How many villages, districts or posts a phrase names; phrases that hold a place."""

from __future__ import annotations

import re
from functools import cache

from onrecord.claims.quantities import count
from onrecord.claims.scene import Passage
from onrecord.record import Quantity, Span
from onrecord.text import compile_phrases, lexicon

_PLURALS = re.compile(
    r"\s*(?:of\s+(?:the|its|their)\s+)?(?:[\w’']+\s+){0,3}?(villages|towns|"
    r"settlements|checkpoints|positions|outposts|hamlets|cities|districts|bases|"
    r"posts|islands|parishes|municipalities|regions|provinces|communities|hills|"
    r"heights|neighbourhoods|strongholds|trenches)\b",
    re.IGNORECASE,
)


_SINGULAR = {
    "cities": "city",
    "communities": "community",
    "municipalities": "municipality",
    "parishes": "parish",
    "trenches": "trench",
}


def counted_places(passage: Passage, place: Span | None) -> tuple[Quantity, str] | None:
    """How many villages, districts or posts a place phrase names, and the noun."""
    if place is None:
        return None
    for figure in passage.figures:
        if not place.start - 24 <= figure.span.start <= place.end:
            continue
        between = passage.text[figure.span.end : place.start]
        noun = _PLURALS.match(passage.text, figure.span.end)
        if noun and noun.start(1) <= place.end + 2 and not re.search(r"[,;.]", between):
            word = noun.group(1).casefold()
            return count(figure, "items"), _SINGULAR.get(word, word.removesuffix("s"))
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
