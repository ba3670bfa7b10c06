"""The seed report's Record and annotation, paired."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.protocol.annotation import Annotation, ClaimedWords, SaidWords
from evaluation.protocol.from_record import annotation
from evaluation.protocol.matching import Pairs, claim_weight, pairs, statement_weight
from onrecord.record import Agent, Check, Claim, Record, Statement


@dataclass(frozen=True)
class Demand:
    """One thing the Record must give, whether it does, and what was found."""

    name: str
    passed: bool
    found: str


@dataclass(frozen=True)
class SeedReport:
    """The Record of the seed report beside what people wrote down of it."""

    record: Record
    gold: Annotation
    found: Annotation
    statements: Pairs
    claims: Pairs

    @property
    def text(self) -> str:
        """The report's text."""
        return self.record.document.text

    def said(self, number: int) -> SaidWords | None:
        """The prediction paired with annotated statement ``number``."""
        place = self.statements.get(number)
        return None if place is None else self.found.statements[place]

    def claimed(self, number: int) -> ClaimedWords | None:
        """The prediction paired with annotated claim ``number``."""
        place = self.claims.get(number)
        return None if place is None else self.found.claims[place]

    def statement(self, number: int) -> Statement | None:
        """The Record's statement paired with annotated statement ``number``."""
        place = self.statements.get(number)
        speech = [one for one in self.record.statements if one.act != "attitude"]
        return None if place is None else speech[place]

    def speaker(self, number: int) -> Agent | None:
        """The agent that speaks the statement paired with annotated statement ``number``."""
        statement = self.statement(number)
        wanted = statement.speaker if statement else None
        return next((one for one in self.record.agents if one.id == wanted), None)

    def claim(self, number: int) -> Claim | None:
        """The Record's claim paired with annotated claim ``number``."""
        place = self.claims.get(number)
        return None if place is None else self.record.claims[place]

    def check(self, claim: Claim | None) -> Check | None:
        """The check of a claim, where there is one."""
        wanted = claim.id if claim else None
        return next((one for one in self.record.checks if one.claim == wanted), None)


def seed_report(record: Record, gold: Annotation) -> SeedReport:
    """Pairs a Record with the seed's annotation."""
    found = annotation(record)
    return SeedReport(
        record,
        gold,
        found,
        pairs(gold.statements, found.statements, statement_weight),
        pairs(gold.claims, found.claims, claim_weight),
    )
