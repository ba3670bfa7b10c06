"""W3C Web Annotations (Recommendation of 23 February 2017): one a statement, claim and check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from onrecord.publishing.exports.material import Exported
from onrecord.publishing.wording import VERDICTS
from onrecord.record import Check, Claim, Evidence, Span, Spans, Statement

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_CONTEXT_LENGTH = 32
"""Characters of the text on either side by which a quotation is found again."""

Json = dict[str, Any]


def annotations_of(one: Exported) -> Iterator[Json]:
    """The annotations of one report; positions count code points of the Document's text."""
    desk = _Desk(one)
    yield from map(desk.statement, one.record.statements)
    yield from map(desk.claim, one.record.claims)
    yield from map(desk.check, one.record.checks)
    yield from map(desk.evidence, one.record.evidence)
    for number, unknown in enumerate(one.record.unknowns):
        yield desk.unknown(number, unknown.span)


class _Desk:
    def __init__(self, one: Exported) -> None:
        self.one = one
        self.document = one.record.document

    def statement(self, statement: Statement) -> Json:
        speaker, via = self.one.speaker_of(statement), self.one.agent(statement.via)
        depicted = [a.name for one in statement.depicts if (a := self.one.agent(one))]
        bodies = [self._body(speaker.name, "identifying")] if speaker is not None else []
        bodies.extend(
            self._body(f"shown as saying this, without having said it: {name}", "describing")
            for name in depicted
        )
        if via is not None:
            bodies.append(self._body(f"passed on by {via.name}", "describing"))
        bodies.extend(
            self._body(tag, "tagging")
            for tag in (statement.act, statement.form, statement.manner, statement.certainty)
        )
        return self._made(self.one.ids[statement.id], "identifying", bodies, statement.content)

    def claim(self, claim: Claim) -> Json:
        tags = [claim.kind, claim.certainty, "literal" if claim.literal else "not literal"]
        tags.extend(one.name for one in (claim.actor, claim.target, claim.place) if one is not None)
        bodies = [self._body(tag, "tagging") for tag in tags]
        return self._made(self.one.ids[claim.id], "classifying", bodies, (claim.span,))

    def check(self, check: Check) -> Json:
        claim = self.one.record.claim(check.claim)
        bodies = [self._body(VERDICTS[check.verdict], "assessing")]
        if check.working:
            bodies.append(self._body(check.working, "describing"))
        approval = self.one.approvals.get(check.claim)
        made = self._made(f"{self.one.ids[claim.id]}/check", "assessing", bodies, (claim.span,))
        if approval is not None:
            made["creator"] = {"type": "Person", "name": approval.reviewer}
            made["created"] = _instant(approval.at)
        return made

    def evidence(self, known: Evidence) -> Json:
        body: Json = self._body(known.kind, "linking")
        if known.url is not None:
            body = {"id": known.url, "purpose": "linking"}
        return self._made(self.one.ids[known.id], "linking", [body], (known.span,))

    def unknown(self, number: int, span: Span) -> Json:
        place = f"{self.document.id}#unknowns/{span.start}-{span.end}/{number + 1}"
        return self._made(place, "classifying", [self._body("not known", "tagging")], (span,))

    def _made(self, item: str, motivation: str, bodies: list[Json], spans: Spans) -> Json:
        targets = [self._target(span) for span in spans]
        made: Json = {
            "@context": _CONTEXT,
            "id": item,
            "type": "Annotation",
            "motivation": motivation,
            "creator": self._software(),
            "generator": self._software(),
            "body": bodies,
            "target": targets[0] if len(targets) == 1 else targets,
        }
        if self.one.report is not None:
            made["created"] = _instant(self.one.report.collected_at)
        return made

    def _software(self) -> Json:
        return {"type": "Software", "name": f"OnRecord {self.one.record.made_with.onrecord}"}

    def _body(self, value: str, purpose: str) -> Json:
        return {
            "type": "TextualBody",
            "value": value,
            "purpose": purpose,
            "format": "text/plain",
            "language": "en",
        }

    def _target(self, span: Span) -> Json:
        text = self.document.text
        state: Json = {"type": "TimeState", "cached": self.document.id}
        if self.document.retrieved_at is not None:
            state["sourceDate"] = _instant(self.document.retrieved_at)
        return {
            "source": self.one.url or self.document.id,
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": span.of(text),
                    "prefix": text[max(0, span.start - _CONTEXT_LENGTH) : span.start],
                    "suffix": text[span.end : span.end + _CONTEXT_LENGTH],
                },
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            ],
            "state": state,
        }


def _instant(moment: dt.datetime) -> str:
    """A moment as xsd:dateTime in UTC, as the Recommendation wants it."""
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
