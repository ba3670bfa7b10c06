"""Reports cut into the rows of tables: one a report, agent, statement, claim, check, figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from onrecord.publishing.exports.material import Exported
from onrecord.publishing.exports.rows import (
    AgentRow,
    CheckRow,
    ClaimRow,
    EvidenceRow,
    FigureRow,
    ReportRow,
    Row,
    StatementRow,
    Texts,
    UnknownRow,
)
from onrecord.record import Agent, Check, Claim, Participant, Quantity, Span, Spans, Statement

_Item = TypeVar("_Item")
_Value = TypeVar("_Value")


def rows_of(one: Exported) -> Iterator[Row]:
    """The rows of one report, of all tables."""
    desk = _Desk(one)
    yield desk.report()
    record = one.record
    yield from map(desk.agent, record.agents)
    yield from map(desk.statement, record.statements)
    yield from map(desk.claim, record.claims)
    yield from desk.evidence()
    for check in record.checks:
        yield desk.check(check)
        yield from desk.figures(check)


class _Desk:
    """Writes the rows of one report."""

    def __init__(self, one: Exported) -> None:
        self.one = one
        self.record = one.record
        self.document = one.record.document
        self.text = one.record.document.text
        self.verdicts = {check.claim: check.verdict for check in one.record.checks}

    def report(self) -> ReportRow:
        source, made = self.one.report, self.record.made_with
        return ReportRow(
            report=self.document.id,
            name=self.one.name,
            title=self.document.title,
            outlet=self.document.outlet,
            url=self.one.url,
            published=self.document.published,
            published_source=self.document.published_source,
            language=self.document.language,
            translated=self.document.translated,
            retrieved_at=self.document.retrieved_at,
            collected_at=source.collected_at if source else None,
            collector=source.collector if source else None,
            media_type=source.media_type if source else None,
            onrecord=made.onrecord,
            model=made.model,
            profile=made.profile,
            text=self.text,
        )

    def agent(self, agent: Agent) -> AgentRow:
        return AgentRow(
            agent=self.one.ids[agent.id],
            report=self.document.id,
            name=agent.name,
            kind=agent.kind,
            identity=agent.identity,
            role=agent.role,
            party=agent.party.id if agent.party else None,
            spans=_spans(agent.mentions),
        )

    def statement(self, statement: Statement) -> StatementRow:
        speaker, via = self.one.speaker_of(statement), self.one.agent(statement.via)
        return StatementRow(
            statement=self.one.ids[statement.id],
            report=self.document.id,
            published=self.document.published,
            outlet=self.document.outlet,
            act=statement.act,
            speaker=self._id(speaker),
            speaker_name=speaker.name if speaker else None,
            party=speaker.party.id if speaker and speaker.party else None,
            candidates=self._names(statement.candidates),
            depicts=self._names(statement.depicts),
            via=self._id(via),
            via_name=via.name if via else None,
            form=statement.form,
            manner=statement.manner,
            manner_basis=statement.manner_basis,
            channel=statement.channel.name if statement.channel else None,
            certainty=statement.certainty,
            words=self.one.words(statement),
            spans=_spans(statement.content),
        )

    def claim(self, claim: Claim) -> ClaimRow:
        said, speaker = self.one.statement_of(claim), self.one.speaker_of(claim)
        quantity, window, compared = claim.quantity, claim.window, claim.comparison
        return ClaimRow(
            claim=self.one.ids[claim.id],
            report=self.document.id,
            statement=self.one.ids[said.id] if said else None,
            published=self.document.published,
            outlet=self.document.outlet,
            speaker=self._id(speaker),
            speaker_name=speaker.name if speaker else None,
            party=speaker.party.id if speaker and speaker.party else None,
            by_author=claim.by == "author",
            manner=said.manner if said else "earnest",
            literal=claim.literal,
            certainty=claim.certainty,
            kind=claim.kind,
            actor=_name(claim.actor),
            actor_party=claim.actor.party if claim.actor else None,
            target=_name(claim.target),
            target_party=claim.target.party if claim.target else None,
            place=_name(claim.place),
            item=claim.item,
            disposition=claim.disposition,
            low=_of(quantity, lambda known: known.low),
            best=_of(quantity, lambda known: known.value),
            high=_of(quantity, lambda known: known.high),
            unit=_of(quantity, lambda known: known.unit),
            modifier=_of(quantity, _modifier),
            date_start=window.start if window else None,
            date_end=window.end if window else None,
            date_words=window.span.of(self.text) if window else None,
            relation=compared.relation if compared else None,
            compared_with=compared.other.span.of(self.text) if compared else None,
            evidence=tuple(self.one.ids[known] for known in claim.evidence),
            grade=self.one.grades.get(claim.id, "F6"),
            verdict=self.verdicts.get(claim.id),
            words=self.one.words(claim),
            spans=_spans((claim.span,)),
        )

    def evidence(self) -> Iterator[Row]:
        for known in self.record.evidence:
            yield EvidenceRow(
                evidence=self.one.ids[known.id],
                report=self.document.id,
                kind=known.kind,
                by=self.one.ids.get(known.by or ""),
                described_by=self.one.ids.get(known.described_by, known.described_by),
                url=known.url,
                words=known.span.of(self.text),
                spans=_spans((known.span,)),
            )
        for unknown in self.record.unknowns:
            yield UnknownRow(
                report=self.document.id,
                words=unknown.span.of(self.text),
                spans=_spans((unknown.span,)),
            )

    def check(self, check: Check) -> CheckRow:
        approval = self.one.approvals.get(check.claim)
        return CheckRow(
            claim=self.one.ids[check.claim],
            report=self.document.id,
            verdict=check.verdict,
            with_flagged=check.with_flagged,
            on_the_day=check.on_the_day,
            readings=len(check.readings),
            working=check.working,
            approved_by=approval.reviewer if approval else None,
            organisation=approval.organisation if approval else None,
            approved_at=approval.at if approval else None,
        )

    def figures(self, check: Check) -> Iterator[FigureRow]:
        for reading in check.readings:
            for figure in reading.figures:
                window = figure.window or (None, None)
                yield FigureRow(
                    claim=self.one.ids[check.claim],
                    report=self.document.id,
                    reading=reading.reading,
                    reading_verdict=reading.verdict,
                    reference=figure.reference,
                    title=figure.title,
                    definition=figure.definition,
                    as_of=figure.as_of,
                    window_start=window[0],
                    window_end=window[1],
                    low=figure.low,
                    value=figure.value,
                    high=figure.high,
                    unit=figure.unit,
                    holder=figure.holder,
                    flags=figure.flags,
                    decides=figure.decides,
                    why=figure.why,
                )

    def _id(self, agent: Agent | None) -> str | None:
        return self.one.ids[agent.id] if agent is not None else None

    def _names(self, agents: tuple[str, ...]) -> Texts:
        return tuple(known.name for one in agents if (known := self.one.agent(one)) is not None)


def _of(known: _Item | None, read: Callable[[_Item], _Value]) -> _Value | None:
    return read(known) if known is not None else None


def _modifier(quantity: Quantity) -> str:
    return quantity.modifier


def _name(participant: Participant | None) -> str | None:
    return participant.name if participant is not None else None


def _spans(spans: Spans | tuple[Span, ...]) -> str:
    """Places in the text as "12-40 50-60"; positions count code points."""
    return " ".join(f"{span.start}-{span.end}" for span in spans)
