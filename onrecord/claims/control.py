"""Claims on who holds, takes or loses a named place."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.claims.closed import closed
from onrecord.claims.held import control_draft, in_hands, named_event, under_flag
from onrecord.claims.lines import Clause
from onrecord.claims.names import Names
from onrecord.claims.place_counts import other_meanings
from onrecord.claims.places import Place, is_force, places, subject
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
        in_hands(passage, clause, found)
        or under_flag(passage, clause, found)
        or named_event(passage, clause, found)
    )
    if held is not None:
        return [held]
    verbs = (v for v in clause.verbs if v.lemma != "free" or v.form != frozenset(["base"]))
    for verb in verbs:
        draft = _by_verb(passage, clause, verb, found, names)
        if draft is not None:
            return [draft]
    return []


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
    arrives = verb.senses & {"enter"} and forced and who is not None and after is None
    if arrives and verb.lemma in closed("control", "arriving") and not verb.passive:
        return control_draft(passage, clause, None, _span(clause, verb), verb=verb)
    if verb.passive or (before is not None and _reduced(clause, verb, before)):
        place = _of_passive(clause, verb, before, found)
    elif verb.senses & {"fall"} and before is not None and "ing" not in verb.form:
        place = before if _falls(clause, verb, before) else None
    else:
        place = after if forced and _acts(clause, verb, who is not None) else None
    if place is None or _other_object(clause, place, verb):
        return None
    named = _with_list(clause, place, found)
    return control_draft(passage, clause, named, _span(clause, verb), verb=verb)


def _of_passive(
    clause: Clause, verb: VerbHit, before: Place | None, found: Sequence[Place]
) -> Place | None:
    """As "Velm was taken", "the army was driven out of Velm"."""
    if verb.senses & {"leave"}:
        return None
    if verb.senses & {"gain", "lose", "hold"} and before is not None:
        return before
    if verb.passive and verb.senses & {"repel"} and not _driven_over(clause, verb):
        return next((p for p in found if p.first > verb.head), None)
    return None


def _falls(clause: Clause, verb: VerbHit, before: Place) -> bool:
    near = before.last >= verb.first - 2 or verb.lemma == "fall into the hands of"
    return near and not _falls_elsewhere(clause, verb)


def _acts(clause: Clause, verb: VerbHit, named: bool) -> bool:
    """Whether an active verb takes, holds or loses a place, or a force is in it or driven out."""
    if verb.senses & {"gain", "hold", "lose"}:
        return True
    over = verb.last == verb.head + 1 and _driven_over(clause, verb)
    return bool(verb.senses & {"enter", "repel"}) and named and not over


def _driven_over(clause: Clause, verb: VerbHit) -> bool:
    """As "thrown back across the river": driven off over a place, not out of it."""
    following = clause.lowered[verb.last + 1 : verb.last + 2]
    return verb.lemma == "beat back" or (bool(following) and following[0] in _OVER)


_OVER = frozenset(["across", "over", "to", "behind", "beyond", "towards", "into", "onto"])


def _reduced(clause: Clause, verb: VerbHit, before: Place) -> bool:
    """As "Two ridges cleared since noon": a participle right behind the place, no object after."""
    if "participle" not in verb.form or verb.first != verb.head or before.last != verb.head - 1:
        return False
    following = clause.lowered[verb.last + 1 : verb.last + 2]
    counted = before.first == 0 or clause.lowered[before.first - 1] in ("the", "and", ",")
    return counted and (not following or following[0] in _AFTER_REDUCED or following[0] in ".,;:")


_AFTER_REDUCED = frozenset(
    ["since", "by", "in", "on", "at", "overnight", "yesterday", "today", "during", "after", "so"]
)


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
