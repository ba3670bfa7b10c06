"""What is kept of a Record for questions across reports: small enough for tens of thousands."""

from __future__ import annotations

import re

from onrecord.corroboration.types import AgentFacts, ClaimFacts, EvidenceFacts, ReportFacts
from onrecord.record import Agent, Claim, Document, Evidence, Record, Span, Statement
from onrecord.text import fold, words

_CAPITALISED = re.compile(r"\b[A-ZÀ-ÞА-Я][\w’'-]{2,}")
_LONGEST = 400
_MOST_NAMES = 60
_OUTSIDE = ("advertising", "boilerplate")
_HEADINGS = ("title", "heading", "caption")


def facts(name: str, record: Record, *, order: int = 0) -> ReportFacts:
    """The facts of one report; ``name`` is what it is called here, ``order`` when it was added.

    >>> from onrecord.record import Document, MadeWith
    >>> made = MadeWith(onrecord="0")
    >>> record = Record(made_with=made, document=Document(id="sha256:0", text="Rain."))
    >>> facts("a", record).name
    'a'
    """
    document = record.document
    return ReportFacts(
        name=name,
        document=document.id,
        order=order,
        outlet=document.outlet,
        url=document.url,
        title=document.title,
        published=document.published,
        retrieved_at=document.retrieved_at,
        language=document.language,
        translated=document.translated,
        names=_names(document),
        agents=tuple(_agent(agent, record) for agent in record.agents),
        claims=tuple(_claim(claim, record) for claim in record.claims),
    )


def _names(document: Document) -> tuple[str, ...]:
    """The words that stand capitalised inside sentences: names of people, places and bodies."""
    text = document.text
    found: dict[str, int] = {}
    for block in document.blocks:
        if block.kind in _OUTSIDE:
            continue
        for match in _CAPITALISED.finditer(text, block.start, block.end):
            word = fold(match.group()).removesuffix("'s")
            if word in words("grammar", "time_words"):
                continue
            if _inside(text, match.start()) or _shouted(match.group()):
                found[word] = found.get(word, 0) + 1
    ranked = sorted(found, key=lambda word: (-found[word], word))
    return tuple(sorted(ranked[:_MOST_NAMES]))


def _inside(text: str, at: int) -> bool:
    before = text[max(0, at - 4) : at].rstrip(" “\"„«(‘'")[-1:] if at else ""
    return before not in ("", ".", "!", "?", ":", "\n", "”", "»")


def _shouted(word: str) -> bool:
    return word.isupper() and len(word) > len("THE")


def _agent(agent: Agent, record: Record) -> AgentFacts:
    text = record.document.text
    shown = any(agent.id in statement.depicts for statement in record.statements)
    heard = any(
        agent.id in (statement.speaker, statement.via, *statement.candidates)
        for statement in record.statements
    )
    forms = {" ".join(span.of(text).split()) for span in agent.mentions}
    return AgentFacts(
        id=agent.id,
        name=agent.name,
        kind=agent.kind,
        role=agent.role,
        party=agent.party.id if agent.party else None,
        identity=agent.identity,
        forms=tuple(sorted(forms - {agent.name})),
        depicted=shown and not heard,
    )


def _claim(claim: Claim, record: Record) -> ClaimFacts:
    text = record.document.text
    statement = _statement(claim, record)
    agents = {agent.id for agent in record.agents}
    speaker = statement.speaker if statement else claim.by if claim.by in agents else None
    window = claim.window
    return ClaimFacts(
        id=claim.id,
        kind=claim.kind,
        span=claim.span,
        words=" ".join(claim.span.of(text).split())[:_LONGEST],
        speaker=speaker,
        by_author=claim.by == "author",
        via=statement.via if statement else None,
        manner=statement.manner if statement else "earnest",
        actor=claim.actor,
        target=claim.target,
        place=claim.place,
        item=claim.item,
        disposition=claim.disposition,
        quantity=claim.quantity,
        figure=claim.quantity.span.of(text) if claim.quantity else None,
        comparison=claim.comparison is not None,
        window=(window.start, window.end) if window else None,
        window_words=window.span.of(text) if window else None,
        certainty=claim.certainty,
        literal=claim.literal,
        heading=_in_heading(record.document, claim.span),
        evidence=tuple(_evidence(one, text) for one in record.evidence if one.id in claim.evidence),
    )


def _statement(claim: Claim, record: Record) -> Statement | None:
    return next((one for one in record.statements if one.id == claim.by), None)


def _evidence(evidence: Evidence, text: str) -> EvidenceFacts:
    return EvidenceFacts(
        kind=evidence.kind,
        words=evidence.span.of(text)[:_LONGEST],
        by=evidence.by,
        described_by=evidence.described_by,
        url=evidence.url,
    )


def _in_heading(document: Document, span: Span) -> bool:
    return any(
        block.kind in _HEADINGS and block.start <= span.start < block.end
        for block in document.blocks
    )
