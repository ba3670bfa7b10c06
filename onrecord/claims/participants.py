"""Who acts, who suffers and where: the participants of a claim, with their party."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.claims.closed import closed
from onrecord.claims.evidence import Attributed
from onrecord.claims.names import Names
from onrecord.claims.naming import named_as, resolved
from onrecord.claims.owners import owner_of
from onrecord.claims.roles import by_phrase, holder, subject_of
from onrecord.claims.scene import Draft, Scene
from onrecord.claims.verbs import VerbHit
from onrecord.record import Participant, Span
from onrecord.text import fold


class Parts(NamedTuple):
    """The participants of one claim."""

    actor: Participant | None
    target: Participant | None
    place: Participant | None


def participants(scene: Scene, one: Attributed, names: Names) -> Parts:
    """The participants of a claim: as printed, "we" by who speaks, "they" by who came before.

    ``target`` is the place of a claim on ground, else the side that suffers or owns the item.
    """
    draft = one.draft
    actor = resolved(scene, one, _doer(scene, draft))
    place = named_as(scene, draft.place) if draft.place else None
    if draft.kind == "territory":
        return Parts(
            actor or _from_parent(scene, one), _comparand_side(scene, draft) or place, place
        )
    if draft.kind in ("control", "withdrawal"):
        return Parts(actor, place, place)
    owner = owner_of(scene, one, names)
    if owner is None and draft.disposition == "abandoned":
        owner = actor
    return Parts(actor, owner, place)


def _from_parent(scene: Scene, one: Attributed) -> Participant | None:
    parent = one.draft.parent
    if parent is None:
        return None
    return resolved(
        scene, Attributed(parent, one.statement, one.publisher, one.literal), _doer(scene, parent)
    )


def _doer(scene: Scene, draft: Draft) -> Span | None:
    """The words of who acts: holder, "by" phrase of a passive, subject of an active verb."""
    held = holder(draft) if draft.kind in ("control", "territory") else None
    verb = draft.verb
    if held is not None or verb is None or verb.lemma in closed("participants", "no_doer"):
        return held
    reduced = "participle" in verb.form and verb.first == verb.head
    after = draft.clause.lowered[verb.last + 1 : verb.last + 2]
    if verb.passive or (reduced and (after == ("by",) or _follows_object(draft, verb))):
        who = by_phrase(draft.clause, verb)
    else:
        who = subject_of(draft.passage, draft.clause, verb)
    if who is None or any(who.meets(other) for other in _not_doers(draft)):
        return None
    last = who.of(scene.text).split()[-1].casefold()
    return (
        None
        if last in closed("participants", "instruments")
        and len(who.of(scene.text).split()) > (last == "it")
        else who
    )


def _not_doers(draft: Draft) -> list[Span]:
    spans = [draft.place, draft.quantity.span if draft.quantity is not None else None]
    if draft.kind == "casualties" and draft.group != "lost":
        spans.append(draft.target)
    return [span for span in spans if span is not None]


def _follows_object(draft: Draft, verb: VerbHit) -> bool:
    return (
        draft.target is not None
        and draft.target.end <= draft.clause.tokens[verb.head].start
        and draft.disposition != "abandoned"
    )


def _comparand_side(scene: Scene, draft: Draft) -> Participant | None:
    if draft.comparison is None:
        return None
    other = draft.comparison.other.span
    who = re.match(
        r"((?:the\s+)?(?:[A-Z][\w’'-]+\s+){0,3}[\w-]+)\s+(?:have|has|had|controlled|"
        r"held|hold|gained|lost)\b",
        other.of(scene.text),
    )
    if who is None or fold(who.group(1)) in ("it", "they", "we", "he"):
        return None
    return named_as(scene, Span(other.start, other.start + who.end(1)))
