"""Participants behind their words: "we" by who speaks, "they" by who came before."""

from __future__ import annotations

import re

from onrecord.claims.evidence import Attributed
from onrecord.claims.scene import Scene
from onrecord.record import Agent, Participant, Party, Span
from onrecord.text import fold

_OWN = frozenset(["we", "our", "us", "i", "my", "one", "ours"])


_THIRD = frozenset(["they", "their", "them", "it", "its", "he", "she", "his", "her"])


def resolved(scene: Scene, one: Attributed, span: Span | None) -> Participant | None:
    """A participant behind its words: the speaker's side for "we", who came before for "they"."""
    if span is None:
        return None
    words = {fold(w) for w in re.findall(r"[\w’']+", span.of(scene.text))}
    agent = scene.agent(one.statement.speaker) if one.statement is not None else None
    if agent is not None and one.statement is not None:
        indirect = one.statement.form != "direct"
        theirs = {"it", "its", "his", "her", "their", "they"}
        if words & _OWN or (indirect and words & theirs and not _named_before(scene, one, span)):
            return Participant(name=agent.name, span=span, party=_agent_party(scene, agent))
    if words & _THIRD:
        earlier = _earlier(scene, span)
        if earlier is not None:
            return Participant(
                name=earlier.of(scene.text),
                span=span,
                party=party_of(scene, earlier.of(scene.text)),
            )
    return named_as(scene, span)


def _named_before(scene: Scene, one: Attributed, span: Span) -> bool:
    """Whether the statement itself names a force before the pronoun."""
    if one.statement is None:
        return False
    start = min(piece.start for piece in one.statement.content)
    return start < span.start and _FORCE.search(scene.text[start : span.start]) is not None


_FORCE = re.compile(
    r"(?:[A-Z][\w’'-]+\s+)+(?:army|military|forces|troops|soldiers|navy|"
    r"fighters|rebels|units|brigades?|government|militia)\b|"
    r"\b[Tt]he\s+(?:[A-Z][\w-]+(?:ans|ians|ese|ish|s)|rebels|army|militia|"
    r"insurgents|separatists|enemy|government|troops|fighters|marines|soldiers|"
    r"attackers|defenders|guerrillas)\b"
)


def _earlier(scene: Scene, span: Span) -> Span | None:
    """The last force named before a pronoun, in its paragraph."""
    floor = max(0, span.start - 400)
    floor = max(floor, scene.text.rfind("\n\n", floor, span.start))
    found = list(_FORCE.finditer(scene.text, floor, span.start))
    return Span(*found[-1].span()) if found else None


def _agent_party(scene: Scene, agent: Agent) -> str | None:
    return agent.party.id if agent.party else party_of(scene, f"{agent.name} {agent.role or ''}")


def named_as(scene: Scene, span: Span) -> Participant:
    """A participant with the name as printed, and the party that name belongs to."""
    if "(" in span.of(scene.text) and ")" not in span.of(scene.text):
        span = Span(span.start, scene.text.index("(", span.start)).trimmed(scene.text)
    span = span.trimmed(scene.text)
    words = re.sub(r"\s+", " ", span.of(scene.text)).strip()
    return Participant(name=words, span=span, party=party_of(scene, words))


def party_of(scene: Scene, words: str) -> str | None:
    """The id of the party that words name first, by the profile's names and adjectives."""
    found = [(_position(words, party), party.id) for party in scene.parties]
    hits = [(at, party) for at, party in found if at >= 0]
    return min(hits)[1] if hits else None


def _position(words: str, party: Party) -> int:
    folded = fold(words)
    places = []
    for name in (party.name, *party.names, *party.adjectives):
        if fold(name) not in folded:
            continue
        match = re.search(rf"(?<!\w){re.escape(fold(name))}(?:s|'s)?(?!\w)", folded)
        if match:
            places.append(match.start())
    return min(places, default=-1)
