"""A Record without chosen words: the same offsets, blocks in place of what was there.

What was read inside a passage that goes (claims, evidence, whole statements) goes with it, for its
figures, days and kinds would tell of it; what names a person that goes keeps its place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from msgspec.structs import replace

from onrecord.record import (
    Agent,
    Check,
    Claim,
    Document,
    Evidence,
    Participant,
    Record,
    Span,
    Statement,
)
from onrecord.workspace.redaction_words import BLOCK, Wanted, blacked, folded, merged

_NOBODY = BLOCK * 5


@dataclass(frozen=True)
class Cut:
    """What goes from one Record: words everywhere, stretches of its text, and whole agents.

    ``passages`` are the stretches whose whole content goes, ``names`` those that name somebody,
    ``agents`` the ids of agents that must not be known.
    """

    wanted: Wanted
    passages: tuple[Span, ...] = ()
    names: tuple[Span, ...] = ()
    agents: frozenset[str] = field(default_factory=frozenset)

    @property
    def stretches(self) -> list[Span]:
        """All of it, in order."""
        return merged((*self.passages, *self.names))

    def meets_passage(self, item: Any) -> bool:
        """Whether any span of an item reaches into a passage that goes."""
        return any(_meets(span, self.passages) for span in _spans(item))


def cut_record(record: Record, cut: Cut) -> Record:
    """The Record without what goes. Its document's id is the SHA-256 of the text that is left.

    The id of the bytes as received is not kept: who can guess the words could prove the guess
    with it.
    """
    document = _document(record.document, cut)
    statements = tuple(one for one in record.statements if not _inside(one, cut))
    kept = {one.id for one in statements} | {one.id for one in record.agents} | {"author"}
    claims = tuple(
        _claim(claim, cut, document.text)
        for claim in record.claims
        if claim.by in kept and not cut.meets_passage(claim)
    )
    evidence = tuple(_evidence(one, cut) for one in record.evidence if not cut.meets_passage(one))
    left = {one.id for one in evidence}
    claims = tuple(
        replace(claim, evidence=tuple(one for one in claim.evidence if one in left))
        for claim in claims
    )
    checked = {claim.id for claim in claims}
    spoken_of = _named(statements, claims, evidence)
    return replace(
        record,
        document=document,
        agents=tuple(
            made
            for agent in record.agents
            if (made := _agent(agent, cut, record.document.text, document.text)).mentions
            or agent.id in spoken_of
        ),
        statements=statements,
        claims=claims,
        evidence=evidence,
        unknowns=tuple(one for one in record.unknowns if not cut.meets_passage(one)),
        checks=tuple(_check(one, cut) for one in record.checks if one.claim in checked),
    )


def cut_text(text: str, blocks: Iterable[Span], cut: Cut) -> str:
    """The text with blocks; the space between its labelled stretches stays as it is."""
    within = merged(blocks)
    covered = [Span(max(a.start, b.start), min(a.end, b.end)) for a, b in _pairs(cut, within)]
    return blacked(text, covered)


def text_id(text: str) -> str:
    """The id of a document whose bytes are a text: the SHA-256 of its UTF-8."""
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _pairs(cut: Cut, within: Sequence[Span]) -> Iterable[tuple[Span, Span]]:
    return ((a, b) for a in cut.stretches for b in within if a.meets(b))


def _document(document: Document, cut: Cut) -> Document:
    text = cut_text(document.text, (block.span for block in document.blocks), cut)
    hidden = document.url is not None and cut.wanted.hides_in(document.url)
    outlet = document.outlet and cut.wanted.blacked(document.outlet)
    return replace(
        document,
        id=text_id(text),
        url=None if hidden else document.url,
        outlet=outlet if outlet == document.outlet else None,
        title=_title(document, cut, text),
        text=text,
    )


def _title(document: Document, cut: Cut, text: str) -> str | None:
    """The title as it is printed now; where it is printed nowhere, without what goes."""
    if document.title is None:
        return None
    for block in document.blocks:
        if block.span.of(document.text).split() == document.title.split():
            return " ".join(block.span.of(text).split())
    printed = " ".join(document.title.split()) in " ".join(document.text.split())
    kept = cut.wanted.blacked(document.title)
    still = " ".join(kept.split()) in " ".join(text.split())
    return kept if still or not printed else None


def _inside(statement: Statement, cut: Cut) -> bool:
    return bool(statement.content) and all(
        any(passage.holds(piece) for passage in merged(cut.passages)) for piece in statement.content
    )


def _agent(agent: Agent, cut: Cut, before: str, after: str) -> Agent:
    mentions = tuple(span for span in agent.mentions if not _meets(span, cut.passages))
    shown = agent.id in cut.agents
    name = _printed_name(agent, mentions, before, after) if shown else None
    if not shown:
        name = cut.wanted.blacked(agent.name)
        if _gone(name, before, after):
            name = _printed_name(agent, mentions, before, after)
    role = None if shown or agent.role is None else cut.wanted.blacked(agent.role)
    party = agent.party if agent.party and not _meets(agent.party.span, cut.stretches) else None
    return replace(
        agent,
        name=name or _NOBODY,
        role=None if role is None or _gone(role, before, after) else role,
        party=party,
        mentions=mentions,
    )


def _printed_name(agent: Agent, mentions: Sequence[Span], before: str, after: str) -> str | None:
    """What the text shows now of the fullest mention that is left."""
    full = [span for span in mentions if span.of(before) == agent.name] or list(mentions)
    longest = max(full, key=lambda span: span.end - span.start, default=None)
    return " ".join(longest.of(after).split()) if longest else None


def _gone(words: str, before: str, after: str) -> bool:
    """Whether words that were printed are printed no more."""
    plain = " ".join(folded(words).split())
    return plain in _plain(before) and plain not in _plain(after)


def _plain(text: str) -> str:
    return " ".join(folded(text).split())


def _claim(claim: Claim, cut: Cut, after: str) -> Claim:
    window = claim.window
    if window is not None and window.resolved is not None:
        window = replace(window, resolved=cut.wanted.blacked(window.resolved))
    return replace(
        claim,
        actor=_participant(claim.actor, cut, after),
        target=_participant(claim.target, cut, after),
        place=_participant(claim.place, cut, after),
        item=claim.item and cut.wanted.blacked(claim.item),
        window=window,
    )


def _participant(one: Participant | None, cut: Cut, after: str) -> Participant | None:
    if one is None:
        return None
    if one.span is not None and _meets(one.span, cut.names):
        return Participant(name=" ".join(one.span.of(after).split()), span=one.span)
    return replace(one, name=cut.wanted.blacked(one.name))


def _evidence(one: Evidence, cut: Cut) -> Evidence:
    hidden = one.url is not None and cut.wanted.hides_in(one.url)
    return replace(one, url=None) if hidden else one


def _check(check: Check, cut: Cut) -> Check:
    readings = tuple(
        replace(one, reading=cut.wanted.blacked(one.reading), why=cut.wanted.blacked(one.why))
        for one in check.readings
    )
    return replace(check, working=cut.wanted.blacked(check.working), readings=readings)


def _named(
    statements: Iterable[Statement], claims: Iterable[Claim], evidence: Iterable[Evidence]
) -> set[str | None]:
    """The agents that what is left refers to."""
    named: set[str | None] = {claim.by for claim in claims}
    for statement in statements:
        named.update((statement.speaker, statement.via))
        named.update((*statement.candidates, *statement.depicts))
    for one in evidence:
        named.update((one.by, one.described_by))
    return named


def _meets(span: Span, stretches: Iterable[Span]) -> bool:
    return any(span.meets(other) for other in stretches)


def _spans(item: Any) -> Iterable[Span]:
    """Every span in an item, at any depth."""
    if isinstance(item, Span):
        yield item
    elif isinstance(item, msgspec.Struct):
        for name in item.__struct_fields__:
            yield from _spans(getattr(item, name))
    elif isinstance(item, tuple):
        for one in item:
            yield from _spans(one)
