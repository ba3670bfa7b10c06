"""From a report with its statements to claims, evidence and unknowns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from onrecord.claims.certainty import certainty_of
from onrecord.claims.deadlines import not_in_the_past
from onrecord.claims.detecting import detect, names_of
from onrecord.claims.distinct import distinct
from onrecord.claims.evidence import Attributed, Mention, evidence_for, is_recording, publisher_of
from onrecord.claims.participants import Parts, participants
from onrecord.claims.scene import Draft, Scene
from onrecord.claims.timing import window_of
from onrecord.claims.unknowns import unknowns
from onrecord.record import Agent, Claim, Document, Evidence, Party, Span, Statement, Unknown


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """What one report claims, what it says the claims rest on, and what it says is not known."""

    claims: tuple[Claim, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    unknowns: tuple[Unknown, ...] = ()


def find_claims(
    document: Document,
    agents: Sequence[Agent] = (),
    statements: Sequence[Statement] = (),
    parties: Sequence[Party] = (),
) -> Findings:
    """The claims, evidence and unknowns of a report, in the order of the text.

    Args:
        document: the report as read; blocks of advertising and boilerplate are left out.
        agents: the agents that ``statements`` name.
        statements: who said what; a claim inside a statement's words is that statement's.
        parties: the parties of a conflict profile, for the party ids of actors and targets.

    Any text is accepted; every span lies inside it.

    >>> text = "On Tuesday rebels shot down two army helicopters near Orlen."
    >>> claim = find_claims(Document(id="sha256:0", text=text)).claims[0]
    >>> claim.kind, claim.item, claim.disposition, claim.quantity.value
    ('materiel', 'army helicopter', 'destroyed', 2.0)
    """
    scene = Scene(document, tuple(agents), tuple(statements), tuple(parties))
    names = names_of(scene)
    drafts = detect(scene, names)
    attributed = distinct(scene, [_attributed(scene, draft) for draft in drafts])
    backing = evidence_for(scene, attributed)
    mentions = sorted({mention for found in backing for mention in found})
    ids = {mention: f"e{number}" for number, mention in enumerate(mentions, 1)}
    by_line: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_line.setdefault(draft.passage.line.index, []).append(draft)
    claims: list[Claim] = []
    for number, (one, found) in enumerate(zip(attributed, backing, strict=True), 1):
        who = participants(scene, one, names)
        who = _shared(one, who, attributed[number - 2] if number > 1 else None, claims)
        evidence = tuple(ids[m] for m in sorted(found))
        claims.append(_claim(scene, one, who, f"c{number}", evidence, by_line))
    return Findings(
        claims=tuple(claims),
        evidence=tuple(_evidence(m, ids[m]) for m in mentions),
        unknowns=unknowns(scene),
    )


def _shared(
    one: Attributed, who: Parts, before: Attributed | None, claims: Sequence[Claim]
) -> Parts:
    """The side of the claim just before: "nine Orlenian tanks captured and four guns destroyed"."""
    if (
        who.target is not None
        or before is None
        or not claims
        or one.draft.kind not in ("materiel", "casualties")
    ):
        return who
    same = before.draft.passage is one.draft.passage and before.statement == one.statement
    if not same or before.draft.kind != one.draft.kind or claims[-1].target is None:
        return who
    return who._replace(target=claims[-1].target)


def _attributed(scene: Scene, draft: Draft) -> Attributed:
    statement = statement_of(scene, draft)
    if statement is not None and is_recording(scene.agent(statement.speaker)):
        statement = None
    publisher = publisher_of(scene, draft) if statement is None else None
    return Attributed(draft, statement, publisher, _literal(draft, statement))


def statement_of(scene: Scene, draft: Draft) -> Statement | None:
    """The statement that makes a claim: the one that holds its words, or what they are about."""
    for span in (
        draft.anchor,
        draft.place,
        draft.target,
        draft.quantity.span if draft.quantity else None,
    ):
        found = scene.statement_at(span) if span is not None else None
        if found is not None:
            return found
    return None


_CLOSING = re.compile(r"[”’»\"'](?=[\s,;:])[\s,;:]*")
"""The end of a quotation before a claim: "according to the ‘Institute’, troops left"."""

_JOINT = re.compile(r"(?:and|but|or|that|since|while|whereas)\s+", re.IGNORECASE)


def _whole_words(scene: Scene, one: Attributed) -> Span:
    """A claim that is all its speaker said takes in who said it ("at least five", says X)."""
    span = one.draft.span.trimmed(scene.text, ".,;:!?*•–—▪- ")
    closing = _CLOSING.match(scene.text, *span)
    if closing is not None and closing.end() < span.end:
        span = Span(closing.end(), span.end)
    joint = _JOINT.match(scene.text, *span)
    timed = any(window.span.start == span.start for window in one.draft.passage.windows)
    if joint is not None and joint.end() < span.end and not timed:
        span = Span(joint.end(), span.end)
    statement = one.statement
    if statement is None or len(statement.content) != 1 or one.draft.clause.verbs:
        return span
    content = statement.content[0].trimmed(scene.text, ".,;:!?\"'“”„‘’«»")
    begins = abs(span.start - content.start) <= 2
    ends = abs(span.end - content.end) <= 2
    if len(content.of(scene.text).split()) > 9 or not begins:
        return span
    line = one.draft.passage.line.span
    around = [s for s in (*statement.source, *statement.cue) if line.holds(s)]
    left = [s.start for s in around if s.end <= span.start and span.start - s.end < 40]
    right = (
        [s.end for s in around if s.start >= span.end and s.start - span.end < 60] if ends else []
    )
    return Span(min([span.start, *left]), max([span.end, *right]))


def _literal(draft: Draft, statement: Statement | None) -> bool:
    """False for what only a joke carries and for words put into somebody's mouth."""
    if statement is not None and statement.manner == "depicted":
        return False
    return draft.plain


def _claim(
    scene: Scene,
    one: Attributed,
    who: Parts,
    claim_id: str,
    evidence: tuple[str, ...],
    by_line: Mapping[int, Sequence[Draft]],
) -> Claim:
    draft, statement = one.draft, one.statement
    by = statement.id if statement else (one.publisher.id if one.publisher else "author")
    span = _whole_words(scene, one)
    return Claim(
        id=claim_id,
        span=span,
        by=by,
        kind=draft.kind,
        actor=who.actor,
        target=who.target,
        place=who.place,
        item=draft.item,
        disposition=draft.disposition,
        quantity=draft.quantity,
        comparison=draft.comparison,
        window=not_in_the_past(
            scene.text, span, window_of(scene, draft, by_line), scene.document.published
        ),
        certainty=certainty_of(draft, statement),
        literal=one.literal,
        evidence=evidence,
    )


def _evidence(mention: Mention, evidence_id: str) -> Evidence:
    return Evidence(
        id=evidence_id,
        span=mention.span,
        kind=mention.kind,
        by=mention.by,
        described_by=mention.described_by,
    )
