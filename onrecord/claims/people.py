"""One claim on people from its noun, outcome and figure."""

from __future__ import annotations

import re
from functools import cache

from onrecord.claims.closed import closed
from onrecord.claims.lines import Clause
from onrecord.claims.nouns import Noun, plural_of, span_of
from onrecord.claims.scene import Draft, Passage
from onrecord.claims.verbs import VerbHit
from onrecord.record import Quantity, Span
from onrecord.text import compile_phrases, lexicon

OUTCOMES = {"killed": "killed", "wounded": "wounded", "taken": "captured", "missing": "missing"}


def casualty(
    passage: Passage,
    clause: Clause,
    noun: Noun | None,
    outcome: str,
    quantity: Quantity | None,
    verb: VerbHit | None,
) -> Draft:
    """A claim on people: who, what became of them, how many, and the verb that says so."""
    who = _people_word(clause, noun, outcome, quantity)
    none = noun is not None and "none of" in " ".join(
        clause.lowered[max(0, noun.first - 3) : noun.first + 1]
    )
    anchor = quantity.span if quantity else clause.span
    if noun is not None:
        anchor = Span(
            min(anchor.start, clause.tokens[noun.first].start), clause.tokens[noun.head].end
        )
        if not (clause.span.start <= anchor.start and anchor.end <= clause.span.end):
            anchor = span_of(clause.tokens, noun.first, noun.head)
    return Draft(
        "casualties",
        passage,
        clause,
        clause.span,
        anchor,
        item=f"{who} {outcome}",
        quantity=None if none else quantity,
        group=outcome,
        target=span_of(clause.tokens, noun.first, noun.head)
        if noun and noun.item != "life"
        else None,
        negated=none or _negated(clause, noun, verb),
        unreal=verb is not None and verb.mood in ("unreal", "imperative"),
        possible=verb is not None and verb.mood == "possible",
        verb=verb,
    )


def _negated(clause: Clause, noun: Noun | None, verb: VerbHit | None) -> bool:
    if verb is not None and verb.negated:
        return True
    if noun is None or "than" in clause.lowered[max(0, noun.first - 1) : noun.start]:
        return False
    return clause.lowered[max(0, noun.first - 1)] in ("no", "neither", "none") or clause.lowered[
        noun.first
    ] in ("no", "neither")


# What the words around a bare figure say of the people: the first that matches.
_NEAR = {
    "civilians": ("civilian", "civilians"),
    "soldiers": (
        "soldiers", "soldier", "troops", "army", "military", "brigade", "losses", "men",
    ),
    "fighters": ("fighters", "rebels", "militants"),
}  # fmt: skip


def _people_word(clause: Clause, noun: Noun | None, outcome: str, quantity: Quantity | None) -> str:
    """The plural for the people of a claim: their own noun, else a word near their figure."""
    if noun is not None and noun.item not in closed("people", "unspecific"):
        return {"troop": "soldiers", "child": "children"}.get(noun.item, plural_of(noun.item))
    if outcome == "captured":
        return "people"
    limit = quantity.span.end + 16 if quantity is not None else clause.span.end
    near = [token.lower for token in clause.tokens if token.start < limit]
    found = [people for word in near for people, words in _NEAR.items() if word in words]
    return found[0] if found else "people"


@cache
def outcome_patterns() -> dict[str, re.Pattern[str]]:
    """For each outcome the words that say it, beside verbs."""
    return {
        outcome: compile_phrases(forms)
        for outcome, forms in lexicon("casualties")["outcomes"].items()
    }
