"""A Record of the product, in the shape in which people annotate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evaluation.protocol.annotation import Annotation, ClaimedWords, SaidWords
from onrecord.record import Agent, Claim, Record, Span, Statement

_EVIDENCE = {"recording": "video"}
_MARKED = ("reporter", "speaker")


def annotation(record: Record) -> Annotation:
    """What the Record says of its report. Attitudes are left out: people did not annotate them."""
    document = record.document
    text = document.text
    agents = {agent.id: agent for agent in record.agents}
    speech = [s for s in record.statements if s.act != "attitude"]
    said = {s.id: _said(s, agents, text) for s in speech}
    kinds = {e.id: _EVIDENCE.get(e.kind, e.kind) for e in record.evidence}
    return Annotation(
        published=document.published.isoformat() if document.published else None,
        language=document.language,
        outlet=document.outlet,
        title=document.title,
        statements=tuple(said.values()),
        claims=tuple(_claimed(c, _by(c, said, agents), kinds, text) for c in record.claims),
        unknowns=tuple(u.span.of(text) for u in record.unknowns),
        advertising=tuple(b.span.of(text) for b in document.blocks if b.kind == "advertising"),
        leaks=sum(s.manner == "depicted" and s.speaker in s.depicts for s in speech if s.speaker),
    )


def _said(statement: Statement, agents: Mapping[str, Agent], text: str) -> SaidWords:
    depicted = statement.manner == "depicted"
    shown = statement.depicts[0] if statement.depicts else None
    agent = agents.get((shown if depicted else statement.speaker) or "")
    via = agents.get(statement.via or "")
    mention = _words(statement.source, text)
    basis = statement.manner_basis
    return SaidWords(
        content=tuple(span.of(text) for span in statement.content),
        speaker=agent.name if agent else mention,
        speaker_mention=mention,
        speaker_kind=agent.kind if agent else "unknown",
        cue=_words(statement.cue, text),
        form=statement.form,
        manner=statement.manner,
        manner_marked_by=basis if basis in _MARKED else "none",
        channel=statement.channel.name if statement.channel else None,
        certainty=statement.certainty,
        quoted_via=via.name if via else None,
        abstained=not depicted and not statement.speaker,
    )


def _claimed(claim: Claim, by: str | None, kinds: Mapping[str, str], text: str) -> ClaimedWords:
    quantity = claim.quantity
    return ClaimedWords(
        id=claim.id,
        text=claim.span.of(text),
        kind=claim.kind,
        actor=claim.actor.name if claim.actor else None,
        target=claim.target.name if claim.target else None,
        value=quantity.value if quantity else None,
        low=quantity.low if quantity else None,
        high=quantity.high if quantity else None,
        unit=quantity.unit if quantity else None,
        item=claim.item,
        disposition=claim.disposition,
        window=claim.window.span.of(text) if claim.window else None,
        by=by,
        certainty=claim.certainty,
        literal=claim.literal,
        evidence=tuple(sorted({kinds[e] for e in claim.evidence if e in kinds})),
    )


def _by(claim: Claim, said: Mapping[str, SaidWords], agents: Mapping[str, Agent]) -> str | None:
    if claim.by == "author":
        return "author"
    statement, agent = said.get(claim.by), agents.get(claim.by)
    if statement is not None and statement.speaker:
        return statement.speaker
    return agent.name if agent else None


def _words(spans: Iterable[Span], text: str) -> str | None:
    return " ".join(span.of(text) for span in spans) or None
