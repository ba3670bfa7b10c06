"""Claims on withdrawal: who left, fled or pulled out, and from where."""

from __future__ import annotations

import re
from functools import cache

from onrecord.claims.leavers import NEEDS_PLACE, leaves
from onrecord.claims.lines import Clause
from onrecord.claims.names import Names
from onrecord.claims.place_counts import counted_places
from onrecord.claims.places import is_force, places, subject
from onrecord.claims.quantities import count
from onrecord.claims.scene import Draft, Passage
from onrecord.claims.verbs import VerbHit
from onrecord.record import Quantity, Span
from onrecord.text import compile_phrases, lexicon


def withdrawals(passage: Passage, clause: Clause, names: Names) -> list[Draft]:
    """The claims on a force going away, in one clause."""
    if _not_claims().search(passage.text, *clause.span):
        return []
    for verb in clause.verbs:
        if "repel" in verb.senses and _repelled(clause, verb, names):
            return [_draft(passage, clause, verb, names)]
        if "leave" in verb.senses and leaves(passage, clause, verb, names):
            return [_draft(passage, clause, verb, names)]
    return _in_flight(passage, clause, names) or _nominal(passage, clause, names)


def _repelled(clause: Clause, verb: VerbHit, names: Names) -> bool:
    """As "the enemy was thrown out of Velm": who is driven off, as the subject."""
    who = subject(clause.tokens, verb.first, frozenset())
    if who is None or not is_force(clause.tokens, *who, names.bodies):
        return False
    following = clause.lowered[verb.last + 1 : verb.last + 2]
    reduced = "participle" in verb.form and verb.first == verb.head and who[1] == verb.head - 1
    away = bool(following) and following[0] in _WAYS
    return away and (verb.passive or reduced)


_WAYS = frozenset(["across", "over", "to", "behind", "beyond", "towards", "into", "onto"])
_FLIGHT = re.compile(
    r"\b(?:on the run|in (?:full |headlong |open |hasty )?(?:flight|retreat)|in full rout)\b",
    re.IGNORECASE,
)


def _in_flight(passage: Passage, clause: Clause, names: Names) -> list[Draft]:
    """As "the enemy is on the run"."""
    match = _FLIGHT.search(passage.text, *clause.span)
    if match is None:
        return []
    before = [i for i, t in enumerate(clause.tokens) if t.end <= match.start()]
    if not before or not is_force(clause.tokens, 0, before[-1], names.bodies):
        return []
    negated = bool(set(clause.lowered) & {"not", "never", "no"})
    return [Draft("withdrawal", passage, clause, clause.span, Span(*match.span()), negated=negated)]


def _draft(passage: Passage, clause: Clause, verb: VerbHit, names: Names) -> Draft:
    toks = clause.tokens
    found = [p for p in places(toks, names.known, names.persons) if p.first > verb.head]
    found = [
        p
        for p in found
        if clause.lowered[p.first - 1] not in ("by", "over", "across", "through", "via", "without")
    ]
    place = found[0].span(toks) if found else None
    if verb.passive and verb.lemma in NEEDS_PLACE:
        own = [p for p in places(toks, names.known, names.persons) if p.last < verb.first]
        place = own[-1].span(toks) if own else place
        if own and len(own) > 1 and counted_places(passage, own[0].span(toks)):
            place = Span(own[0].span(toks).start, own[-1].span(toks).end)
    counted = counted_places(passage, place) or _counted_leavers(passage, clause, verb)
    return Draft(
        "withdrawal",
        passage,
        clause,
        clause.span.trimmed(passage.text, ",;"),
        Span(toks[verb.first].start, toks[verb.last].end),
        place=place,
        target=place,
        quantity=counted[0] if counted else None,
        item=counted[1] if counted else None,
        negated=verb.negated or _none_of(clause, verb),
        unreal=verb.mood in ("unreal", "imperative"),
        possible=verb.mood == "possible",
        verb=verb,
    )


def _counted_leavers(
    passage: Passage, clause: Clause, verb: VerbHit
) -> tuple[Quantity, str] | None:
    """How many left, where they are counted: "120 of them", "five gunboats"."""
    start = clause.tokens[verb.first].start
    bare = next((a for a in passage.figures if 0 <= start - a.span.end <= 2), None)
    if bare is not None and clause.span.start <= bare.span.start:
        return count(bare, "people"), "person"
    for noun in passage.nouns(clause):
        if noun.figure is not None and noun.head < verb.first and noun.figure.unit != "percent":
            return noun.figure, noun.item
    for figure in passage.figures:
        after = passage.text[figure.span.end : start]
        if clause.span.start <= figure.span.start < start and re.fullmatch(
            r"\s+of\s+(?:them|his men|their men|the \w+)\s+", after
        ):
            return count(figure, "people"), "person"
    return None


def _none_of(clause: Clause, verb: VerbHit) -> bool:
    lead = " ".join(clause.lowered[: verb.first])
    return re.search(r"\b(?:not a single|not one|none of|no \w+)\b", lead) is not None


def _nominal(passage: Passage, clause: Clause, names: Names) -> list[Draft]:
    """As "the retreat from the coast was completed"."""
    match = _nouns().search(passage.text, *clause.span)
    if match is None or _done().search(passage.text, match.end(), clause.span.end) is None:
        return []
    if any(v.mood == "unreal" for v in clause.verbs):
        return []
    toks = clause.tokens
    found = [
        p for p in places(toks, names.known, names.persons) if toks[p.first].start >= match.end()
    ]
    place = found[0].span(toks) if found else None
    widened = _with_figure(passage, place, match.end())
    counted = counted_places(passage, widened)
    return [
        Draft(
            "withdrawal",
            passage,
            clause,
            clause.span,
            Span(*match.span()),
            place=widened,
            target=widened,
            quantity=counted[0] if counted else None,
            item=counted[1] if counted else None,
        )
    ]


def _with_figure(passage: Passage, place: Span | None, earliest: int) -> Span | None:
    if place is None:
        return None
    figure = next(
        (
            a
            for a in passage.figures
            if earliest <= a.span.start and 0 <= place.start - a.span.end <= 1
        ),
        None,
    )
    return Span(figure.span.start, place.end) if figure else place


@cache
def _nouns() -> re.Pattern[str]:
    return compile_phrases(lexicon("territory")["nominal"]["leave"])


@cache
def _done() -> re.Pattern[str]:
    return compile_phrases(lexicon("territory")["nominal"]["done"])


@cache
def _not_claims() -> re.Pattern[str]:
    return compile_phrases(lexicon("territory")["not_claims"]["phrases"])
