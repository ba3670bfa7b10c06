"""The side that suffers or owns what a claim is about."""

from __future__ import annotations

import re

from onrecord.claims.closed import closed
from onrecord.claims.evidence import Attributed
from onrecord.claims.names import Names
from onrecord.claims.naming import named_as, party_of, resolved
from onrecord.claims.places import is_force
from onrecord.claims.roles import subject_of
from onrecord.claims.scene import Draft, Scene
from onrecord.record import Participant, Span
from onrecord.text import Token, fold


def owner_of(scene: Scene, one: Attributed, names: Names) -> Participant | None:
    """The side whose equipment or people a claim is about, as far as its words name it."""
    draft = one.draft
    if draft.group == "lost" or (draft.kind == "materiel" and draft.disposition is None):
        verb = draft.verb
        if verb is not None and verb.lemma == "lose" and not verb.passive:
            return resolved(scene, one, subject_of(draft.passage, draft.clause, verb))
    if draft.target is not None:
        owner = _owner_in_phrase(scene, one, draft.target, names) or _owner_after(
            scene, draft, names
        )
        if owner is not None:
            return owner
    if draft.group in _BUILT and draft.target is not None:
        return named_as(scene, _with_place(scene, draft))
    if draft.kind == "materiel" and draft.disposition is None:
        return _losses_of(scene, draft, names)
    if draft.kind == "casualties":
        return _losses_of(scene, draft, names) or _people(scene, draft)
    if draft.parent is not None:
        return owner_of(
            scene, Attributed(draft.parent, one.statement, one.publisher, one.literal), names
        )
    return None


_BUILT = frozenset(["bridge", "depot", "installation"])


def _with_place(scene: Scene, draft: Draft) -> Span:
    """A building with where it stands: "the bridge at Orlen Ford"."""
    target = draft.target or draft.anchor
    figure = draft.quantity.span if draft.quantity is not None else None
    start = figure.end if figure is not None and target.holds(figure) else target.start
    where = re.match(
        r"\s+(?:at|in|near|over|across|"
        r"of)\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*",
        scene.text[target.end : draft.clause.span.end],
    )
    lead = re.match(r"\s*of\s+", scene.text[start : target.end])
    start += lead.end() if lead else 0
    return Span(start, target.end + (where.end() if where else 0)).trimmed(scene.text)


_THEIR = frozenset(["its", "their", "our", "his", "her", "my"])


def _owner_in_phrase(
    scene: Scene, one: Attributed, target: Span, names: Names
) -> Participant | None:
    """The side named in or before the noun phrase: "Orlenian tanks", "the navy's flagship"."""
    toks = one.draft.clause.tokens
    last = next((i for i in reversed(range(len(toks))) if toks[i].end <= target.end), None)
    if last is None:
        return None
    for index in range(last, max(-1, last - 8), -1):
        token = toks[index]
        low = token.lower.removesuffix("'s")
        if (
            index < last
            and token.start < target.start
            and not token.lower.endswith("'s")
            and token.lower not in _THEIR
        ):
            break
        if low in _THEIR:
            side = resolved(scene, one, token.span)
            return side if side is None or fold(side.name) not in _THEIR else None
        sided = (token.is_capitalised and low in names.bodies) or party_of(
            scene, token.text
        ) is not None
        if sided or (token.lower.endswith("'s") and is_force(toks, index, index, names.bodies)):
            return named_as(scene, _with_genitive(token))
        if low in closed("owners", "sides") and index < last:
            return named_as(scene, token.span)
    return None


def _with_genitive(token: Token) -> Span:
    return Span(token.start, token.end - 2) if token.lower.endswith("'s") else token.span


def _owner_after(scene: Scene, draft: Draft, names: Names) -> Participant | None:
    """As "… of the 8th Brigade" after the noun."""
    if draft.target is None:
        return None
    toks = [t for t in draft.clause.tokens if t.start >= draft.target.end][:7]
    for index, token in enumerate(toks[:-1]):
        if token.lower != "of":
            continue
        end = index + 1
        while end < len(toks) and (
            toks[end].is_capitalised
            or toks[end].lower in ("the", "government")
            or toks[end].text[0].isdigit()
        ):
            end += 1
        span = Span(toks[index + 1].start, toks[end - 1].end) if end > index + 1 else None
        if span is not None and (
            is_force(toks, index + 1, end - 1, names.bodies) or party_of(scene, span.of(scene.text))
        ):
            return named_as(scene, span)
    return None


_LOSSES = re.compile(r"([\w’'-]+)\s+(?:army\s+|own\s+)?(?:losses|casualties|dead|death toll)\b")


def _losses_of(scene: Scene, draft: Draft, names: Names) -> Participant | None:
    """As "Ruritanian losses at nine killed": the side before the noun."""
    start = draft.passage.line.span.start
    for match in _LOSSES.finditer(scene.text, start, draft.anchor.end):
        side = re.sub(r"['’]s$", "", match.group(1))
        if side.casefold() in names.bodies | closed("owners", "sides"):
            return named_as(scene, Span(match.start(1), match.start(1) + len(side)))
    return None


def _people(scene: Scene, draft: Draft) -> Participant | None:
    """The people counted, without their figure."""
    if draft.target is None:
        return None
    figure = draft.quantity.span if draft.quantity is not None else None
    start = figure.end if figure is not None and draft.target.holds(figure) else draft.target.start
    words = re.match(
        r"\s*(?:of\s+)?(?:the\s+|no\s+|a\s+|an\s+)?",
        scene.text[start : draft.target.end],
        re.IGNORECASE,
    )
    span = Span(start + (words.end() if words else 0), draft.target.end)
    return named_as(scene, span) if span.end > span.start else None
