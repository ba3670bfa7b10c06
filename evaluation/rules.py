"""Rules that every Record keeps, whatever its report says; each breach is named."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.record import Record, Span, Spans, Statement


def broken_rules(record: Record) -> tuple[str, ...]:
    """Each breach in words: spans outside the text, ids without owner, shown persons speaking."""
    return (*_spans(record), *_blocks(record), *_references(record), *_depicted(record))


def _spans(record: Record) -> Iterator[str]:
    text = record.document.text
    for item, spans in _all_spans(record):
        for span in spans:
            if not 0 <= span.start < span.end <= len(text):
                yield f"{item}: {tuple(span)} is no stretch of the text"
            elif span.of(text) != span.of(text).strip():
                yield f"{item}: {tuple(span)} begins or ends with white space"
    for statement in record.statements:
        if not statement.content:
            yield f"{statement.id} has no content"
        if any(
            b.start < a.end for a, b in zip(statement.content, statement.content[1:], strict=False)
        ):
            yield f"{statement.id}: pieces of content overlap or stand in the wrong order"


def _all_spans(record: Record) -> Iterator[tuple[str, Spans]]:
    for s in record.statements:
        yield s.id, (*s.content, *s.cue, *s.source, *s.manner_marks, *s.certainty_marks)
        yield s.id, _present(s.channel.span if s.channel else None)
    for agent in record.agents:
        yield agent.id, (*agent.mentions, *_present(agent.party.span if agent.party else None))
    for claim in record.claims:
        sides = (claim.actor, claim.target, claim.place)
        yield claim.id, (claim.span, *_present(*(side.span for side in sides if side)))
        yield claim.id, tuple(part.span for part in (claim.quantity, claim.window) if part)
    for found in record.evidence:
        yield found.id, (found.span,)
    for unknown in record.unknowns:
        yield "unknown", (unknown.span,)


def _present(*spans: Span | None) -> Spans:
    return tuple(span for span in spans if span is not None)


def _blocks(record: Record) -> Iterator[str]:
    text, end = record.document.text, 0
    for block in record.document.blocks:
        if block.start < end:
            yield f"the block at {block.start} overlaps the one before or stands before it"
        if text[end : block.start].strip():
            yield f"no block covers the words at {end}"
        end = max(end, block.end)
    if text[end:].strip():
        yield f"no block covers the words at {end}"


def _references(record: Record) -> Iterator[str]:
    agents = {agent.id for agent in record.agents}
    statements = {statement.id for statement in record.statements}
    evidence = {one.id for one in record.evidence}
    claims = {claim.id for claim in record.claims}
    for statement in record.statements:
        for agent in _agents_of(statement):
            if agent not in agents:
                yield f"{statement.id} names {agent}, which is no agent"
    for claim in record.claims:
        if claim.by != "author" and claim.by not in agents | statements:
            yield f"{claim.id} is by {claim.by}, which is neither statement nor agent"
        for one in claim.evidence:
            if one not in evidence:
                yield f"{claim.id} rests on {one}, which is no evidence"
    for check in record.checks:
        if check.claim not in claims:
            yield f"a check is of {check.claim}, which is no claim"


def _agents_of(statement: Statement) -> Iterator[str]:
    yield from filter(None, (statement.speaker, statement.via))
    yield from (*statement.candidates, *statement.depicts)


def _depicted(record: Record) -> Iterator[str]:
    for statement in record.statements:
        if statement.manner == "depicted" and statement.speaker is not None:
            yield f"{statement.id} is depicted and yet has a speaker"
