"""Claims on a hold that no verb of taking makes: "in our hands", a flag, "the fall of"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.claims.lines import Clause
from onrecord.claims.names import Names
from onrecord.claims.place_counts import counted_places, in_hands_pattern
from onrecord.claims.places import Place, places
from onrecord.claims.quantities import count
from onrecord.claims.scene import Draft, Passage
from onrecord.claims.verbs import VerbHit
from onrecord.record import Span
from onrecord.text import lexicon


def in_hands(passage: Passage, clause: Clause, found: Sequence[Place]) -> Draft | None:
    """A place that is in somebody's hands or under their control."""
    match = in_hands_pattern().search(passage.text, *clause.span)
    if match is None:
        return None
    place = next((p for p in reversed(found) if p.span(clause.tokens).end <= match.start()), None)
    if place is None:
        place = next((p for p in found if p.span(clause.tokens).start >= match.end() - 1), None)
        said = match.group().casefold()
        if place is None or not ("over" in said or said.endswith(" of")):
            return None
    if set(clause.lowered) & {"will", "would", "must", "should"}:
        return None
    negated = bool(set(clause.lowered) & {"not", "never", "no"})
    return control_draft(
        passage, clause, place.span(clause.tokens), Span(*match.span()), negated=negated
    )


def held_again(passage: Passage, clause: Clause, before: Sequence[Draft]) -> list[Draft]:
    """As "The army left two outposts. The rebels say they hold five": a count without its noun."""
    last = next(
        (
            d
            for d in reversed(before)
            if d.kind in ("control", "withdrawal") and d.item is not None and d.quantity is not None
        ),
        None,
    )
    verb = next(
        (
            v
            for v in clause.verbs
            if v.senses & {"hold", "gain", "lose"} and v.mood == "real" and not v.passive
        ),
        None,
    )
    if last is None or verb is None:
        return []
    for figure in passage.figures:
        adjoins = 0 <= figure.span.start - clause.tokens[verb.last].end <= 2
        if adjoins and re.match(
            r"\s*(?:$|[.,;)\"'”’»“])", passage.text[figure.span.end : clause.span.end]
        ):
            anchor = Span(clause.tokens[verb.first].start, figure.span.end)
            held = control_draft(passage, clause, None, anchor, verb=verb)
            return [replace(held, quantity=count(figure, "items"), item=last.item)]
    return []


def under_flag(passage: Passage, clause: Clause, found: Sequence[Place]) -> Draft | None:
    """As "Over Velm flies the army's flag": a named place and a flag over it."""
    match = _flags().search(passage.text, *clause.span)
    if match is None or not found:
        return None
    named = next(
        (
            p
            for p in found
            if any(t.is_capitalised for t in clause.tokens[p.first : p.last + 1])
            and not p.span(clause.tokens).start < match.end() <= p.span(clause.tokens).end
            and not 0 <= match.start() - p.span(clause.tokens).end <= 1
        ),
        found[-1],
    )
    return control_draft(passage, clause, named.span(clause.tokens), Span(*match.span()))


_ADMITS = re.compile(
    r"\b(?:announc|confirm|claim|report|admit|acknowledg|accept|concede|"
    r"celebrat|declar|proclaim)\w*\s+(?:\w+\s+){0,2}?(?:the\s+|its\s+|"
    r"their\s+)?(?P<noun>capture|recapture|seizure|liberation|loss|fall|taking|"
    r"conquest)\s+of\s+",
    re.IGNORECASE,
)


_ADMITTED = re.compile(
    r"\b(?P<noun>capture|recapture|seizure|liberation|loss|fall|taking|"
    r"conquest)\s+of\s+[^.;]{2,60}?\b(?:was|has been|had been|"
    r"is)\s+(?:\w+ly\s+)?(?:announced|confirmed|claimed|reported|acknowledged|"
    r"admitted|complete|completed)\b",
    re.IGNORECASE,
)


def named_event(passage: Passage, clause: Clause, found: Sequence[Place]) -> Draft | None:
    """As "announced the capture of Velm", "admitted the loss of two towns"."""
    match = _ADMITS.search(passage.text, *clause.span) or _ADMITTED.search(
        passage.text, *clause.span
    )
    if match is None:
        return None
    after = match.end("noun")
    place = next((p for p in found if 0 <= p.span(clause.tokens).start - after <= 28), None)
    return (
        control_draft(passage, clause, place.span(clause.tokens), Span(*match.span("noun")))
        if place
        else None
    )


def control_draft(
    passage: Passage,
    clause: Clause,
    place: Span | None,
    anchor: Span,
    *,
    verb: VerbHit | None = None,
    negated: bool = False,
) -> Draft:
    """A claim on a place, with the words and the verb that make it."""
    counted = counted_places(passage, place)
    return Draft(
        "control",
        passage,
        clause,
        clause.span,
        anchor,
        place=place,
        quantity=counted[0] if counted else None,
        item=counted[1] if counted else None,
        target=place,
        negated=negated or (verb.negated if verb else False),
        unreal=verb is not None and verb.mood in ("unreal", "imperative"),
        possible=verb is not None and verb.mood == "possible",
        verb=verb,
    )


def included(passage: Passage, clause: Clause, names: Names) -> list[Draft]:
    """The named places that a claim on an area takes in: "…, Velm included"."""
    found = places(clause.tokens, names.known, names.persons)
    drafts = []
    for place in found:
        span = place.span(clause.tokens)
        after = passage.text[span.end : span.end + 10]
        before = passage.text[max(clause.span.start, span.start - 34) : span.start]
        named = any(t.is_capitalised for t in clause.tokens[place.first : place.last + 1])
        if named and (
            re.match(r"\s+included\b", after)
            or re.search(
                r"\bincluding\s+(?:the\s+(?:town|village|city)\s+of\s+)?(?:the\s+)?$", before
            )
        ):
            end = span.end + 9 if after.lstrip().startswith("included") else span.end
            drafts.append(control_draft(passage, clause, span, span))
            drafts[-1] = _with_span(drafts[-1], Span(span.start, end))
    return drafts


def _with_span(draft: Draft, span: Span) -> Draft:
    return replace(draft, span=span)


@cache
def _flags() -> re.Pattern[str]:
    return re.compile("|".join(lexicon("territory")["in_hands"]["flags"]), re.IGNORECASE)
