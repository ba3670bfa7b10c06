"""Claims on who holds, takes or loses a named place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.claims.closed import closed
from onrecord.claims.lines import Clause
from onrecord.claims.names import Names
from onrecord.claims.place_counts import counted_places, in_hands_pattern, other_meanings
from onrecord.claims.places import Place, is_force, places, subject
from onrecord.claims.quantities import count
from onrecord.claims.scene import Draft, Passage
from onrecord.claims.verbs import VerbHit
from onrecord.record import Span
from onrecord.text import lexicon


def control(passage: Passage, clause: Clause, names: Names) -> list[Draft]:
    """The claims on who holds, takes or loses a named place, in one clause."""
    if any(
        q.unit == "km2" and clause.span.start <= q.span.start < clause.span.end
        for q in passage.shares
    ):
        return []
    if other_meanings().search(passage.text, *clause.span):
        return []
    found = places(clause.tokens, names.known, names.persons)
    held = (
        _in_hands(passage, clause, found)
        or _under_flag(passage, clause, found)
        or _named(passage, clause, found)
    )
    if held is not None:
        return [held]
    for verb in clause.verbs:
        draft = _by_verb(passage, clause, verb, found, names)
        if draft is not None:
            return [draft]
    return _included(passage, clause, found)


def _in_hands(passage: Passage, clause: Clause, found: Sequence[Place]) -> Draft | None:
    match = in_hands_pattern().search(passage.text, *clause.span)
    if match is None:
        return None
    place = next((p for p in reversed(found) if p.span(clause.tokens).end <= match.start()), None)
    if place is None:
        place = next((p for p in found if p.span(clause.tokens).start >= match.end() - 1), None)
        said = match.group().casefold()
        if place is None or not ("over" in said or said.endswith("control of")):
            return None
    if set(clause.lowered) & {"will", "would", "must", "should"}:
        return None
    negated = bool(set(clause.lowered) & {"not", "never", "no"})
    return _control(
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
            held = _control(passage, clause, None, anchor, verb=verb)
            return [replace(held, quantity=count(figure, "items"), item=last.item)]
    return []


def _under_flag(passage: Passage, clause: Clause, found: Sequence[Place]) -> Draft | None:
    """As "In Velm the army's flag was flying from the tower": a named place and a flag over it."""
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
    return _control(passage, clause, named.span(clause.tokens), Span(*match.span()))


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


def _named(passage: Passage, clause: Clause, found: Sequence[Place]) -> Draft | None:
    """As "announced the capture of Velm", "has accepted the loss of three districts"."""
    match = _ADMITS.search(passage.text, *clause.span) or _ADMITTED.search(
        passage.text, *clause.span
    )
    if match is None:
        return None
    after = match.end("noun")
    place = next((p for p in found if 0 <= p.span(clause.tokens).start - after <= 28), None)
    return (
        _control(passage, clause, place.span(clause.tokens), Span(*match.span("noun")))
        if place
        else None
    )


def _by_verb(
    passage: Passage, clause: Clause, verb: VerbHit, found: Sequence[Place], names: Names
) -> Draft | None:
    toks = clause.tokens
    after = next((p for p in found if p.first > verb.head and _is_object(clause, verb, p)), None)
    before = next((p for p in reversed(found) if p.last < verb.first), None)
    who = subject(toks, verb.first, frozenset())
    forced = (
        who is None
        or is_force(toks, *who, names.bodies)
        or verb.first == 0
        or _named_body(clause, who, names)
    )
    place: Place | None = None
    if verb.passive and verb.senses & {"leave"}:
        return None
    if verb.passive and verb.senses & {"gain", "lose"} and before is not None:
        place = before
    elif verb.passive and verb.senses & {"repel"} and verb.lemma != "beat back":
        place = next((p for p in found if p.first > verb.head), None)
    elif (
        verb.senses & {"fall"}
        and before is not None
        and not verb.passive
        and "ing" not in verb.form
    ):
        place = (
            before if before.last >= verb.first - 2 and not _falls_elsewhere(clause, verb) else None
        )
    elif (
        not verb.passive and verb.senses & {"gain", "hold", "lose"} and after is not None and forced
    ):
        place = after
    elif not verb.passive and verb.senses & {"enter", "repel"} and forced and who is not None:
        if after is not None:
            place = after
        elif verb.lemma in ("move in",):
            return _control(passage, clause, None, _span(clause, verb), verb=verb)
    if place is None or _other_object(clause, place, verb):
        return None
    named = _with_list(clause, place, found)
    return _control(passage, clause, named, _span(clause, verb), verb=verb)


def _with_list(clause: Clause, place: Place, found: Sequence[Place]) -> Span:
    """A place with those listed after it: "Teld, Ostra and Sark"."""
    span, last = place.span(clause.tokens), place.last
    for other in found:
        between = clause.lowered[last + 1 : other.first]
        if other.first > last and between and all(w in (",", "and") for w in between):
            span, last = Span(span.start, other.span(clause.tokens).end), other.last
    return span


def _named_body(clause: Clause, who: tuple[int, int], names: Names) -> bool:
    """Whether a subject is a proper name that is no person's: a state, a town, a movement."""
    own = clause.tokens[who[0] : who[1] + 1]
    return all(
        t.is_capitalised
        and (t.lower in names.known or (len(own) == 1 and not t.lower.endswith("s")))
        and t.lower not in names.persons
        for t in own
    )


def _falls_elsewhere(clause: Clause, verb: VerbHit) -> bool:
    following = clause.lowered[verb.last + 1 : verb.last + 2]
    return bool(following) and following[0] in (
        "on",
        "from",
        "into",
        "by",
        "off",
        "over",
        "short",
        "silent",
        "under",
        "victim",
        "out",
        "apart",
        "behind",
        "through",
        "ill",
    )


def _is_object(clause: Clause, verb: VerbHit, place: Place) -> bool:
    """Whether a place is what the verb takes, holds or enters."""
    begin = verb.particle if verb.particle < place.first else verb.head
    gap = _without_insertion(clause.lowered[begin + 1 : place.first])
    own = [w for w in gap if w.isalpha()]
    if verb.senses & {"enter", "repel"}:
        return len(own) <= 6 and not set(own) & {"with", "for", "by", "at"}
    if all(w in closed("control", "between") or w.endswith("ly") for w in own):
        return True
    return len(own) <= 2 and not set(own) & closed("control", "prepositions")


def _without_insertion(words: Sequence[str]) -> Sequence[str]:
    """The words without ", by their own account,"."""
    commas = [i for i, word in enumerate(words) if word == ","]
    return [*words[: commas[0]], *words[commas[-1] + 1 :]] if len(commas) > 1 else words


def _other_object(clause: Clause, place: Place, verb: VerbHit) -> bool:
    """Whether the words taken for a place belong to something else ("took office in…")."""
    objects = set(lexicon("territory")["not_forces"]["objects"])
    window = clause.lowered[verb.head + 1 : place.last + 3]
    if not verb.passive and any(w in objects for w in window[: max(1, place.first - verb.head)]):
        return True
    nxt = clause.lowered[place.last + 1 : place.last + 2]
    return (
        not verb.passive
        and bool(nxt)
        and (nxt[0] in objects or nxt[0] in ("tanks", "soldiers", "troops", "positions's"))
    )


def _span(clause: Clause, verb: VerbHit) -> Span:
    return Span(clause.tokens[verb.first].start, clause.tokens[verb.last].end)


def _control(
    passage: Passage,
    clause: Clause,
    place: Span | None,
    anchor: Span,
    *,
    verb: VerbHit | None = None,
    negated: bool = False,
) -> Draft:
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
            drafts.append(_control(passage, clause, span, span))
            drafts[-1] = _with_span(drafts[-1], Span(span.start, end))
    return drafts


def _with_span(draft: Draft, span: Span) -> Draft:
    return replace(draft, span=span)


def _included(passage: Passage, clause: Clause, found: Sequence[Place]) -> list[Draft]:
    """As "…, Veldra included": a named place beside a claim on an area."""
    if "included" in clause.lowered or clause.lowered[0] == "including":
        for place in found:
            if any(q.unit == "km2" for q in passage.shares):
                span = place.span(clause.tokens)
                return [_control(passage, clause, span, span)]
    return []


@cache
def _flags() -> re.Pattern[str]:
    return re.compile("|".join(lexicon("territory")["in_hands"]["flags"]), re.IGNORECASE)
