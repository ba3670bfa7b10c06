"""A Record cut into rows for lists and filters. Nothing here is evidence: the Record is."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import Any

import msgspec

from onrecord.record import Agent, Claim, Document, Participant, Record, Statement
from onrecord.text import fold

_OPENING = 90
"""Characters of a text that stand for its title in a list."""

_FURNITURE = ("title", "heading", "advertising", "boilerplate", "caption")

Row = dict[str, Any]
"""Values by the names of a table's columns, as SQLAlchemy takes them."""


class Rows(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of one Record; ``report_id`` is added where they are stored."""

    record: Row
    agents: tuple[Row, ...]
    statements: tuple[Row, ...]
    claims: tuple[Row, ...]


def flatten(record: Record) -> Rows:
    """The rows of a Record. Depicted words get no speaker and no party, whatever it says."""
    desk = _Desk(record)
    return Rows(
        record={
            "document": record.document.id,
            "title": record.document.title,
            "opening": _opening(record.document),
            "outlet": record.document.outlet,
            "published": record.document.published,
            "language": record.document.language,
            "onrecord": record.made_with.onrecord,
            "model": record.made_with.model,
            "profile": record.made_with.profile,
        },
        agents=tuple(map(desk.agent, record.agents)),
        statements=tuple(map(desk.statement, record.statements)),
        claims=tuple(map(desk.claim, record.claims)),
    )


class _Desk:
    """A Record with what its rows are looked up in."""

    def __init__(self, record: Record) -> None:
        self.text = record.document.text
        self.agents = {agent.id: agent for agent in record.agents}
        self.statements = {statement.id: statement for statement in record.statements}
        self.verdicts = {check.claim: check.verdict for check in record.checks}
        self.said = Counter(map(_speaker_id, record.statements))
        self.shown = Counter(
            agent
            for statement in record.statements
            if statement.manner == "depicted"
            for agent in statement.depicts
        )

    def agent(self, agent: Agent) -> Row:
        return {
            "id": agent.id,
            "name": _clean(agent.name),
            "folded": _folded(agent.name),
            "kind": agent.kind,
            "identity": agent.identity,
            "role": agent.role,
            "party": agent.party.id if agent.party else None,
            "statements": self.said[agent.id],
            "depicted": self.shown[agent.id],
        }

    def statement(self, statement: Statement) -> Row:
        return {
            "id": statement.id,
            "at": statement.content[0].start if statement.content else 0,
            "act": statement.act,
            "form": statement.form,
            "manner": statement.manner,
            "certainty": statement.certainty,
            "channel": statement.channel.name if statement.channel else None,
            **self._speaker(_speaker_id(statement)),
            "via": self._name(statement.via),
            "candidates": self._names(statement.candidates),
            "depicts": self._names(statement.depicts),
            "words": " … ".join(_clean(piece.of(self.text)) for piece in statement.content),
        }

    def claim(self, claim: Claim) -> Row:
        statement = self.statements.get(claim.by)
        quantity, window = claim.quantity, claim.window
        return {
            "id": claim.id,
            "at": claim.span.start,
            "statement": statement.id if statement else None,
            "kind": claim.kind,
            "manner": statement.manner if statement else "earnest",
            **self._speaker(_speaker_id(statement) if statement else claim.by),
            **_participant("actor", claim.actor),
            **_participant("target", claim.target),
            "place": claim.place.name if claim.place else None,
            "item": claim.item,
            "disposition": claim.disposition,
            "low": quantity.low if quantity else None,
            "value": quantity.value if quantity else None,
            "high": quantity.high if quantity else None,
            "unit": quantity.unit if quantity else None,
            "modifier": quantity.modifier if quantity else None,
            "starts": window.start if window else None,
            "ends": window.end if window else None,
            "certainty": claim.certainty,
            "literal": claim.literal,
            "verdict": self.verdicts.get(claim.id),
            "words": _clean(claim.span.of(self.text)),
        }

    def _speaker(self, agent_id: str | None) -> Row:
        agent = self.agents.get(agent_id or "")
        return {
            "speaker": _clean(agent.name) if agent else None,
            "speaker_folded": _folded(agent.name) if agent else None,
            "party": agent.party.id if agent and agent.party else None,
        }

    def _name(self, agent_id: str | None) -> str | None:
        agent = self.agents.get(agent_id or "")
        return _clean(agent.name) if agent else None

    def _names(self, agent_ids: tuple[str, ...]) -> str:
        names = [name for agent_id in agent_ids if (name := self._name(agent_id))]
        return msgspec.json.encode(names).decode()


def _opening(document: Document) -> str:
    """The first words of the text, which stand for the title that a post has not."""
    told = (block for block in document.blocks if block.kind not in _FURNITURE)
    words = _clean(" ".join(block.span.of(document.text) for block in islice(told, 3)))
    return words if len(words) <= _OPENING else words[:_OPENING].rpartition(" ")[0] + " …"


def _speaker_id(statement: Statement) -> str | None:
    return None if statement.manner == "depicted" else statement.speaker


def _participant(role: str, found: Participant | None) -> Row:
    return {
        role: found.name if found else None,
        f"{role}_party": found.party if found else None,
    }


def _folded(name: str) -> str:
    """A name as it is compared: without case, and without an article before it."""
    return fold(_clean(name)).removeprefix("the ")


def _clean(words: str) -> str:
    return " ".join(words.split())
