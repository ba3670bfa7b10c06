"""The wording that leads to invented words, follows them, or says that they are invented."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.attribution.depicting.things import thing_pattern
from onrecord.text import compile_phrases, lexicon

_ANYBODY = r"(?:[\w’'@.-]+\s+){0,7}?[\w’'@.-]+"  # who it is, is looked for afterwards


@cache
def leading(kind: str) -> re.Pattern[str]:
    """What leads up to invented words: a pattern that must end where they begin."""
    return re.compile(rf"\b(?:{_filled(lexicon('depiction')['leads'][kind])})$", re.IGNORECASE)


@cache
def trailing(kind: str) -> re.Pattern[str]:
    """What follows invented words directly."""
    return re.compile(rf"(?:{_filled(lexicon('depiction')['tails'][kind])})", re.IGNORECASE)


@cache
def account_patterns() -> tuple[re.Pattern[str], ...]:
    """Accounts in somebody's name; the group ``who`` is the person."""
    return tuple(
        re.compile(rf"(?<!\w){_filled([body])}", re.IGNORECASE)
        for body in lexicon("depiction")["accounts"]["patterns"]
    )


def _filled(bodies: Sequence[str]) -> str:
    speaks = compile_phrases(lexicon("depiction")["speaks"]["verbs"]).pattern
    joined = "|".join(bodies)
    joined = joined.replace("DOUBT", "(?:supposedly|allegedly|purportedly|seemingly)")
    joined = joined.replace("PERSON", _ANYBODY).replace("SPEAKS", speaks)
    if "THING" not in joined:
        return joined
    tables = ("invented", "pictures", "neutral")
    things = "|".join(thing_pattern(table).pattern for table in tables)
    return joined.replace("THING", f"(?:{things})")


@cache
def within_thing() -> re.Pattern[str]:
    """Between the words and the thing that shows them: "“…” in a sketch"."""
    return re.compile(
        r"[\s,–—-]*(?:in|on|from)\s+(?:an?|the|one|his|her|this|that|[\w]+[’']s)\s+(?:[\w-]+\s+){0,3}",
        re.IGNORECASE,
    )


@cache
def debunking() -> re.Pattern[str]:
    """Words by which a report says that something is invented."""
    bodies = "|".join(lexicon("depiction")["debunked"]["sentences"])
    return re.compile(rf"(?<!\w)(?:{bodies})", re.IGNORECASE)


@cache
def turn_pattern() -> re.Pattern[str]:
    """A person in a picture answers another: "to which Ba replies", "while Ba says"."""
    turns = compile_phrases(lexicon("depiction")["speaks"]["turns"]).pattern
    linked = r"(?:[,;.\s]|to which|whereupon|while|whilst|and|but|then|seen|as)*"
    return re.compile(
        rf"^{linked}(?P<who>{_ANYBODY}),?\s+(?:\w+ly\s+|then\s+)?{turns}(?:\s+[^.:;]{{0,40}})?[\s:,–—-]*$",
        re.IGNORECASE,
    )
