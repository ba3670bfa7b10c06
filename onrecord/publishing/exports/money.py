"""FollowTheMoney 4 entities: a report is an Article, a claim an Event with its Documentation.

There is no schema for a claim. The Event stands for what is claimed to have happened, the
Documentation for the report that says so and by whom, a Note for how it compares with references.
Jokes and words put into somebody's mouth are no Events.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from typing import Any

from onrecord.publishing.exports.material import Exported
from onrecord.publishing.wording import VERDICTS
from onrecord.record import Agent, Check, Claim, Statement
from onrecord.text import lexicon

_SCHEMATA = {
    "person": "Person",
    "organisation": "Organization",
    "medium": "Organization",
    "group": "LegalEntity",
}
_LONGEST_NAME = 200

Json = dict[str, Any]


def entities(one: Exported) -> Iterator[Json]:
    """The entities of one report: the Article first, then who is in it, then what is claimed."""
    desk = _Desk(one)
    yield desk.article()
    for agent in one.record.agents:
        yield from desk.agent(agent)
    for statement in one.record.statements:
        yield desk.statement(statement)
    for claim in one.record.claims:
        if one.is_earnest(claim):
            yield from desk.claim(claim)
    for check in one.record.checks:
        if one.is_earnest(one.record.claim(check.claim)):
            yield desk.check(check)


class _Desk:
    def __init__(self, one: Exported) -> None:
        self.one = one
        self.document = one.record.document
        self.article_id = _id(self.document.id)

    def article(self) -> Json:
        document, report = self.document, self.one.report
        title = document.title or self.one.name
        return _entity(
            self.article_id,
            "Article",
            fileName=self.one.name,
            name=title,
            title=document.title,
            bodyText=document.text,
            publisher=document.outlet,
            sourceUrl=self.one.url,
            publishedAt=document.published,
            date=document.published,
            retrievedAt=document.retrieved_at,
            language=lexicon("iso_languages")["codes"].get(document.language or ""),
            mimeType=report.media_type if report is not None else None,
        )

    def agent(self, agent: Agent) -> Iterator[Json]:
        """Somebody with a name as an entity; every name or description as a Mention."""
        schema = _SCHEMATA.get(agent.kind)
        resolved = None
        if schema is not None and agent.identity == "named":
            resolved = self._agent_id(agent)
            role = {"position": agent.role} if schema == "Person" else {"summary": agent.role}
            yield _entity(resolved, schema, name=agent.name, proof=self.article_id, **role)
        yield _entity(
            _id(self.one.ids[agent.id], "mention"),
            "Mention",
            document=self.article_id,
            name=agent.name,
            resolved=resolved,
            detectedSchema=schema,
        )

    def statement(self, statement: Statement) -> Json:
        """What was said, beside its speaker; invented words stand beside the report alone."""
        speaker = self.one.speaker_of(statement)
        about = [self.article_id]
        if speaker is not None and self._is_entity(speaker):
            about.append(self._agent_id(speaker))
        manner: list[str] = [statement.act, statement.form, statement.manner, statement.certainty]
        if statement.manner == "depicted":
            manner.append("never said by the persons shown")
        return _entity(
            _id(self.one.ids[statement.id]),
            "Note",
            name=f"{speaker.name if speaker else 'Unknown speaker'}: {statement.act}",
            description=self.one.words(statement),
            summary=", ".join(manner),
            keywords=[self.one.ids[statement.id]],
            entity=about,
        )

    def claim(self, claim: Claim) -> Iterator[Json]:
        document, window = self.document, claim.window
        event, item = _id(self.one.ids[claim.id]), self.one.ids[claim.id]
        one_day = window.start if window and window.start == window.end else None
        yield _entity(
            event,
            "Event",
            name=self.one.words(claim)[:_LONGEST_NAME],
            summary=self.one.words(claim),
            date=one_day,
            startDate=window.start if window and one_day is None else None,
            endDate=window.end if window and one_day is None else None,
            location=claim.place.name if claim.place else None,
            namesMentioned=[one.name for one in (claim.actor, claim.target) if one is not None],
            keywords=[claim.kind],
            proof=self.article_id,
            sourceUrl=self.one.url,
            publisher=document.outlet,
            retrievedAt=document.retrieved_at,
            recordId=item,
        )
        speaker = self.one.speaker_of(claim)
        by = speaker.name if speaker else "the report" if claim.by == "author" else "somebody"
        yield _entity(
            _id(item, "documentation"),
            "Documentation",
            document=self.article_id,
            entity=event,
            role=f"claimed by {by}, {claim.certainty}",
            date=document.published,
            publisher=document.outlet,
            sourceUrl=self.one.url,
            recordId=item,
        )

    def check(self, check: Check) -> Json:
        item = self.one.ids[check.claim]
        return _entity(
            _id(item, "check"),
            "Note",
            name=f"Checked against references: {VERDICTS[check.verdict]}",
            description=check.working,
            keywords=[item],
            entity=[_id(item)],
        )

    def _agent_id(self, agent: Agent) -> str:
        return _id(self.one.ids[agent.id])

    def _is_entity(self, agent: Agent) -> bool:
        return agent.identity == "named" and agent.kind in _SCHEMATA


def _id(*parts: str) -> str:
    """An entity's id: the SHA-1 of ours, for ids of FollowTheMoney hold no "#" or "/"."""
    return "onrecord-" + hashlib.sha1("/".join(parts).encode(), usedforsecurity=False).hexdigest()


def _entity(entity_id: str, schema: str, **values: Any) -> Json:
    """An entity; every property is a list of strings, dates ISO 8601 in UTC, nothing empty."""
    properties: dict[str, list[str]] = {}
    for name, value in values.items():
        listed = value if isinstance(value, list) else [value]
        texts = [_text(one) for one in listed if one not in (None, "")]
        if texts:
            properties[name] = texts
    return {"id": entity_id, "schema": schema, "properties": properties}


def _text(value: Any) -> str:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return value.isoformat() if isinstance(value, dt.date) else str(value).strip()
