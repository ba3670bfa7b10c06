"""Whether a verb of leaving in a clause says that a force goes away."""

from __future__ import annotations

from onrecord.claims.closed import closed
from onrecord.claims.lines import Clause
from onrecord.claims.names import Names
from onrecord.claims.places import Place, is_force, places, subject
from onrecord.claims.scene import Passage
from onrecord.claims.verbs import VerbHit
from onrecord.record import Span
from onrecord.text import lexicon

NEEDS_PLACE = frozenset(["abandon", "give up", "vacate", "evacuate", "desert", "quit"])
_FIXED = ("bridge", "depot", "installation")


def leaves(passage: Passage, clause: Clause, verb: VerbHit, names: Names) -> bool:
    """Whether the verb of leaving has a force as its subject and no thing as its object."""
    who = subject(clause.tokens, verb.first, frozenset())
    all_places = places(clause.tokens, names.known, names.persons)
    found = [p for p in all_places if p.first > verb.head]
    inherited = who is None and clause.before is not None
    forced = _forced(clause, who, names) or (inherited and _forced_before(clause, names))
    if verb.lemma in NEEDS_PLACE:
        if verb.passive:
            return _place_left(verb, all_places)
        if verb.lemma == "desert" and not found:
            return forced
        near = bool(found) and found[0].first - verb.last <= 3
        return near and (forced or inherited) and not _item_left(passage, clause, verb)
    if verb.passive and verb.lemma not in closed("leaving", "moved"):
        return False
    if _acts_on_thing(clause, verb):
        return False
    forced = forced or _counted_subject(passage, clause, who)
    if verb.lemma not in closed("leaving", "sure"):
        alone = verb.lemma in closed("leaving", "alone")
        return forced and (alone or _goes(passage, clause, verb, bool(found)))
    if verb.passive or forced:
        return forced
    likely = who is not None and _may_be_force(clause, who)
    return inherited or verb.mood == "imperative" or likely


def _forced(clause: Clause, who: tuple[int, int] | None, names: Names) -> bool:
    """Whether a subject is a force, or what it stands beside in apposition is one."""
    if who is None:
        return False
    if is_force(clause.tokens, *who, names.bodies) or _names_state(clause, who, names):
        return True
    beside = "," in clause.lowered[: who[1] + 2]
    return beside and is_force(clause.tokens, 0, who[1], names.bodies)


def _place_left(verb: VerbHit, found: tuple[Place, ...]) -> bool:
    """As "Velm was vacated": the place right before a passive."""
    own = [p for p in found if p.last < verb.first]
    near = bool(own) and own[-1].last >= verb.first - 2
    return near and verb.lemma in ("abandon", "give up", "vacate", "evacuate")


def _item_left(passage: Passage, clause: Clause, verb: VerbHit) -> bool:
    """Whether equipment is what is given up."""
    return any(
        n.kind == "item" and verb.head < n.head <= verb.head + 5 and n.group not in _FIXED
        for n in passage.nouns(clause)
    )


def _acts_on_thing(clause: Clause, verb: VerbHit) -> bool:
    """As "turned the question round", "withdrew its offer"."""
    if verb.lemma.startswith("turn ") and verb.particle > verb.head + 1:
        return True
    return verb.lemma == "withdraw" and _withdraws_thing(clause, verb)


def _counted_subject(passage: Passage, clause: Clause, who: tuple[int, int] | None) -> bool:
    """As "nearly 700 had been brought out": a bare figure as the subject."""
    if who is None:
        return False
    span = Span(clause.tokens[who[0]].start, clause.tokens[who[1]].end)
    return any(a.span.meets(span) and a.span.end >= span.end - 1 for a in passage.figures)


def _withdraws_thing(clause: Clause, verb: VerbHit) -> bool:
    """As "withdrew its offer": what is taken back is no force."""
    after = clause.lowered[verb.last + 1 : verb.last + 6]
    if not after or after[0] not in ("its", "their", "his", "her", "the", "a", "an", "our", "all"):
        return False
    return not is_force(
        clause.tokens, verb.last + 2, min(verb.last + 5, len(clause.tokens) - 1), frozenset()
    )


def _names_state(clause: Clause, who: tuple[int, int], names: Names) -> bool:
    """Whether a one-word subject is a name that the report also uses as a body's or a place's."""
    first, last = who
    token = clause.tokens[last]
    own = first == last and token.is_capitalised and token.lower not in names.persons
    return own and (token.lower in names.bodies or f"{token.lower}n" in names.bodies)


def _forced_before(clause: Clause, names: Names) -> bool:
    before = clause.before
    if before is None or not before.verbs:
        return False
    who = subject(before.tokens, before.verbs[0].first, frozenset())
    return who is not None and is_force(before.tokens, *who, names.bodies)


def _may_be_force(clause: Clause, who: tuple[int, int]) -> bool:
    """Whether a subject that no list knows can be a force: a name or a plural, no civilians."""
    named = any(t.is_capitalised for t in clause.tokens[who[0] + 1 : who[1] + 1])
    return (named or clause.lowered[who[1]].endswith("s")) and not _civil(clause, who)


def _civil(clause: Clause, who: tuple[int, int]) -> bool:
    return bool(
        set(clause.lowered[who[0] : who[1] + 1])
        & set(lexicon("territory")["not_forces"]["subjects"])
    )


def _goes(passage: Passage, clause: Clause, verb: VerbHit, place: bool) -> bool:
    """As "leave" in its sense of going: a place, a way or nothing behind it, no thing left."""
    following = clause.lowered[verb.head + 1 : verb.head + 4]
    if (
        any(n.kind == "item" and n.first > verb.head for n in passage.nouns(clause))
        and verb.lemma == "leave"
    ):
        items = [n for n in passage.nouns(clause) if n.kind == "item" and n.first > verb.head]
        if items[0].group not in ("bridge", "depot", "installation"):
            return False
    if not following:
        return True
    if following[0] in ("it", "them"):
        return clause.before is not None and any(
            v.senses & {"hold", "gain", "enter"} for v in clause.before.verbs
        )
    return (
        place
        or following[0]
        in (
            "by",
            "at",
            "for",
            "in",
            "on",
            "the",
            "so",
            "without",
            "during",
            "before",
            "after",
            "early",
            "through",
            "from",
        )
        or following[0].endswith("ly")
    )
