"""What may leave a workspace: each report with what people decided, without what they took out."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.publishing.exports.ids import ids_of
from onrecord.record import Agent, Claim, Record, Statement
from onrecord.workspace import Decision, Filed, Report, Workspace

_WEB = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Approval:
    """That a named person approved a check for publication, and for which organisation."""

    reviewer: str
    organisation: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Exported:
    """One report as it may be published.

    Attributes:
        name: what the workspace calls it.
        record: the effective Record, without what was taken out.
        report: where it came from; None where something was taken out of it.
        approvals: by the id of the claim whose check was approved.
        grades: the Admiralty grade by the id of the claim, as people set it ("B2").
        ids: by the Record's own ids, the names that hold outside of it.
    """

    name: str
    record: Record
    report: Report | None = None
    approvals: dict[str, Approval] = field(default_factory=dict)
    grades: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str | None:
        """Where the report stands on the web, if that is known; never an address of a script."""
        known = (self.record.document.url, self.report.url if self.report is not None else None)
        return next((url for url in known if url and url.startswith(_WEB)), None)

    def words(self, item: Statement | Claim) -> str:
        """The exact words of an item, the pieces of a statement with "…" between them."""
        spans = item.content if isinstance(item, Statement) else (item.span,)
        return " … ".join(span.of(self.record.document.text) for span in spans)

    def statement_of(self, claim: Claim) -> Statement | None:
        """The statement that makes a claim; None where the report does."""
        return next((one for one in self.record.statements if one.id == claim.by), None)

    def speaker_of(self, item: Statement | Claim) -> Agent | None:
        """Who says it; nobody for words put into somebody's mouth, and for the report's own."""
        said = self.statement_of(item) if isinstance(item, Claim) else item
        by = said.speaker if said is not None else None
        if isinstance(item, Claim) and said is None and item.by != "author":
            by = item.by
        if said is not None and said.manner == "depicted":
            return None
        return self.agent(by)

    def agent(self, agent: str | None) -> Agent | None:
        """The agent of that id."""
        return next((one for one in self.record.agents if one.id == agent), None)

    def is_earnest(self, claim: Claim) -> bool:
        """Whether a claim is meant: no joke, and no words put into somebody's mouth."""
        said = self.statement_of(claim)
        return claim.literal and (said is None or said.manner != "depicted")


def exported(workspace: Workspace, until: dt.date | None = None) -> Iterator[Exported]:
    """Every report of a workspace as it may be published.

    ``until`` leaves out what is newer: published later, or undated and collected later.
    """
    from onrecord.workspace.redaction import redaction_of

    redaction = redaction_of(workspace)
    decisions = _Decisions(workspace.decisions())
    for filed in workspace.filed(as_made=True):
        report = workspace.report(filed.name)
        if until is not None and _day(filed.record, report) > until:
            continue
        made = _reviewed(filed, report, decisions)
        if redaction:
            left = redaction.applied(Filed(name=made.name, record=made.record))
            if left is None:
                continue
            untouched = left.record == made.record and not redaction.hides(report.url)
            made = _with(made, left, report if untouched else None)
        yield made


def _day(record: Record, report: Report) -> dt.date:
    return record.document.published or report.collected_at.date()


def _reviewed(filed: Filed, report: Report, decisions: _Decisions) -> Exported:
    from onrecord.workspace.reviewing import admiralty, review

    reviewed = review(filed.record, decisions.about(filed.record.document.id))
    approvals = {
        mark.item: Approval(mark.decision.actor, mark.decision.value or "", mark.decision.at)
        for mark in reviewed.marks
        if mark.decision.kind == "approve"
    }
    return Exported(
        name=filed.name,
        record=reviewed.record,
        report=report,
        approvals=approvals,
        grades={
            claim.id: admiralty(reviewed, claim.id, decisions.outlets)
            for claim in reviewed.record.claims
        },
        ids=ids_of(reviewed.record),
    )


def _with(made: Exported, left: Filed, report: Report | None) -> Exported:
    kept = {claim.id for claim in left.record.claims}
    return Exported(
        name=left.name,
        record=left.record,
        report=report,
        approvals={claim: one for claim, one in made.approvals.items() if claim in kept},
        grades={claim: one for claim, one in made.grades.items() if claim in kept},
        ids=ids_of(left.record),
    )


class _Decisions:
    """Decisions by the document they are about."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        from onrecord.workspace.reviewing import outlet_grades

        self.outlets = outlet_grades(decisions)
        self._taken_back = [made for made in decisions if made.undoes is not None]
        self._about: dict[str, list[Decision]] = defaultdict(list)
        for made in decisions:
            for document in {target.document for target in made.targets}:
                if made.undoes is None:
                    self._about[document].append(made)

    def about(self, document: str) -> list[Decision]:
        """Those about a document, with all that take others back behind them."""
        made = self._about.get(document, [])
        return [*made, *self._taken_back] if made else []
