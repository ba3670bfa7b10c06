"""Deciding about a report of a workspace, and saying what was decided and what fits no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from onrecord.errors import UsageError
from onrecord.record import Record, Span
from onrecord.workspace.clock import now
from onrecord.workspace.decisions import decision_of, make_decision, standing
from onrecord.workspace.decisions_targets import named_item, passage_target, target_of
from onrecord.workspace.lines import Filters
from onrecord.workspace.reviewing import DIGITS, LETTERS, review
from onrecord.workspace.reviewing_claims import CLAIM_FIELDS, claim_value
from onrecord.workspace.reviewing_statements import STATEMENT_FIELDS, statement_value
from onrecord.workspace.types import Decision, DecisionKind, Report, Target

if TYPE_CHECKING:
    from onrecord.corroboration import Grade
    from onrecord.workspace.workspace import Workspace

OUTLET = "outlet"
"""What a command calls the report's outlet, where others are called s1, c1, a1."""

_FIELDS = {"s": STATEMENT_FIELDS, "c": tuple(CLAIM_FIELDS), "a": ()}


class DecisionLine(msgspec.Struct, frozen=True, kw_only=True):
    """One decision as a list prints it; ``report`` is None where it is about none, or several."""

    decision: str
    at: str
    by: str
    kind: DecisionKind
    report: str | None
    item: str | None
    words: str | None
    value: str | None = None
    note: str | None = None
    undoes: str | None = None
    state: Literal["stands", "taken back", "stale"] = "stands"
    why: str | None = None


class Reviewer:
    """A person deciding about one report.

    Args:
        workspace: what the report is in.
        report: its name.
        by: who decides.
        note: why, for the reader.

    Raises:
        UsageError: where there is no such report, or it was not read.
    """

    def __init__(self, workspace: Workspace, report: str, by: str, note: str | None = None) -> None:
        self.workspace = workspace
        self.report = report
        self.by = by
        self.note = note
        self.read = read_record(workspace, workspace.report(report))
        self.before = workspace.decisions(self.read.document.id)
        self.reviewed = review(self.read, self.before)

    def confirm(self, item: str, field: str | None = None) -> Decision:
        """The item is right, or its field is: also where a newer model reads it otherwise."""
        if field is None:
            return self._decide("confirm", self._target(item))
        if field == "grade":
            return self._confirm_grade(item)
        self._check_field(item, field)
        record = self.reviewed.record
        if item.startswith("s"):
            value = statement_value(record, item, field)
        else:
            value = claim_value(record, record.claim(item), field)
        return self._decide("confirm", self._target(item, field), value=value)

    def correct(
        self, item: str, field: str, value: str | None, kind: str | None = None
    ) -> Decision:
        """The field has another value (None: nobody); ``kind`` is what a new agent is."""
        self._check_field(item, field)
        targets = [self._target(item, field)]
        if kind is not None:
            targets.append(Target(document=self.read.document.id, item=f"agents.{kind}"))
        return self._decide("correct", *targets, value=value)

    def reject(self, item: str, field: str | None = None) -> Decision:
        """The item is none, the field has no value, or (``grade``) the grade is taken away."""
        if field == "grade":
            return self._decide("reject", self._graded(item))
        if field is not None:
            self._check_field(item, field)
        return self._decide("reject", self._target(item, field))

    def grade(self, item: str, value: str) -> Decision:
        """A letter for an agent or the outlet, a digit for a claim (NATO Admiralty)."""
        value = value.upper()
        allowed = DIGITS if item.startswith("c") else LETTERS
        if item.startswith("s"):
            raise UsageError(item, "a statement has no grade", "grade its speaker or its claims")
        if value not in allowed:
            raise UsageError(
                f"the grade {value!r}", f"it is none for {item}", f"use one of {', '.join(allowed)}"
            )
        return self._decide("grade", self._graded(item), value=value)

    def _confirm_grade(self, item: str) -> Decision:
        """The digit that the rule proposes for a claim is the person's too."""
        named_item(self.reviewed.record, item)
        proposed = proposed_grade(self.workspace, self.report, item)
        if proposed is None:
            raise UsageError(item, "no rule proposes a grade for it", "onrecord review grade")
        told = f"proposed: {proposed.digit}, {proposed.why}"
        self.note = "; ".join(filter(None, (self.note, told)))
        return self.grade(item, proposed.digit)

    def approve(self, claim: str, organisation: str) -> Decision:
        """The check of a claim, with this verdict and working, goes out under an organisation."""
        named_item(self.reviewed.record, claim)
        check = next((one for one in self.reviewed.record.checks if one.claim == claim), None)
        if check is None:
            raise UsageError(claim, "it has no check", "approve a claim that was checked")
        if not organisation.strip():
            raise UsageError(claim, "no organisation is named", "give --organisation NAME")
        named = target_of(self.read, claim)
        verdict = msgspec.structs.replace(named, item=f"checks.{check.verdict}")
        working = Target(document=named.document, item="checks.working", words=(check.working,))
        return self._decide("approve", verdict, working, value=organisation.strip())

    def graphic(self, words: str | None = None, item: str | None = None) -> Decision:
        """A passage, an item or the whole report shows what a reader should be warned of."""
        if item is not None:
            return self._decide("graphic", self._target(item))
        if words is not None:
            return self._decide("graphic", passage_target(self.read, "text", (self._at(words),)))
        return self._decide("graphic", Target(document=self.read.document.id, item="document"))

    def _at(self, words: str) -> Span:
        text = self.read.document.text
        start = text.find(words) if words else -1
        if start < 0 or text.find(words, start + 1) >= 0:
            why = "the report does not print these words" if start < 0 else "they stand there twice"
            raise UsageError(f"“{words[:60]}”", why, "give words that stand there once")
        return Span(start, start + len(words))

    def _target(self, item: str, field: str | None = None) -> Target:
        record = self.reviewed.record
        named_item(record, item)
        return target_of(record if item.startswith("a") else self.read, item, field)

    def _graded(self, item: str) -> Target:
        document = self.read.document
        if item != OUTLET:
            return self._target(item, "grade")
        if not document.outlet:
            raise UsageError(OUTLET, "the report names none", "grade its speakers")
        return Target(document=document.id, item="document.outlet", words=(document.outlet,))

    def _check_field(self, item: str, field: str) -> None:
        named_item(self.reviewed.record, item)
        known = _FIELDS[item[0]]
        if field not in known:
            told = f"use one of {', '.join(known)}" if known else "agents have grades only"
            raise UsageError(f"{item} {field}", "nothing can be decided about that field", told)

    def _decide(self, kind: DecisionKind, *targets: Target, value: str | None = None) -> Decision:
        made = make_decision(kind, self.by, now(), targets, value=value, note=self.note)
        for failed in review(self.read, (*self.before, made)).unmatched:
            if failed.decision.id == made.id:
                raise UsageError(kind, failed.why, "onrecord show REPORT, and decide about that")
        self.workspace.decide(made)
        return made


def proposed_grade(workspace: Workspace, report: str, claim: str) -> Grade | None:
    """The digit that the written rule proposes for a claim, with its reason; None: for none.

    It weighs all reports of the workspace, which are compared first where they are new.
    """
    from onrecord.workspace.together import corroboration

    for group in corroboration(workspace).groups:
        for one in group.testimonies:
            if one.report == report and claim in (one.claim, *one.repeats):
                return group.grade
    return None


def read_record(workspace: Workspace, report: Report) -> Record:
    """The Record of a report as the machine made it, whatever was decided about it.

    Raises:
        UsageError: where the report was not read.
    """
    for filed in workspace.filed(Filters(report=report.name), as_made=True):
        return filed.record
    raise UsageError(report.name, "it was collected and not read", "onrecord list failures")


def undo(workspace: Workspace, words: str, by: str, note: str | None = None) -> Decision:
    """Takes a decision back, by the beginning of its id; the decision itself stays in the log.

    Raises:
        UsageError: where no decision has that id, several have, or it is taken back already.
    """
    decisions = workspace.decisions()
    before = decision_of(decisions, words)
    if before.kind != "undo" and before not in standing(decisions):
        raise UsageError(f"decision {words!r}", "it is taken back already", "undo the taking back")
    made = make_decision("undo", by, now(), before.targets, note=note, undoes=before.id)
    workspace.decide(made)
    return made


def decision_lines(workspace: Workspace, report: str | None = None) -> Iterator[DecisionLine]:
    """Every decision in the order it was made (or those about one report), and how it stands."""
    document = workspace.report(report).sha256 if report else None
    decisions = workspace.decisions(f"sha256:{document}" if document else None)
    stands = {made.id for made in standing(decisions)}
    stale = _stale(workspace, decisions)
    names = _Names(workspace)
    for made in decisions:
        line = _line(made, names)
        if made.id in stale:
            yield msgspec.structs.replace(line, state="stale", why=stale[made.id])
        elif made.kind != "undo" and made.id not in stands:
            yield msgspec.structs.replace(line, state="taken back")
        else:
            yield line


def stale_lines(workspace: Workspace) -> Iterator[DecisionLine]:
    """The decisions that fit nothing any more, with the reason: never dropped in silence."""
    return (line for line in decision_lines(workspace) if line.state == "stale")


def _stale(workspace: Workspace, decisions: Sequence[Decision]) -> dict[str, str]:
    documents = dict.fromkeys(t.document for made in decisions for t in made.targets)
    found: dict[str, str] = {}
    for document in documents:
        if not document.startswith("sha256:"):
            continue
        try:
            record = read_record(workspace, workspace.report_of(document))
        except UsageError as error:
            about = [made for made in standing(decisions) if _about(made, document)]
            found.update((made.id, error.why) for made in about)
            continue
        for failed in review(record, decisions).unmatched:
            found[failed.decision.id] = failed.why
    return found


def _about(made: Decision, document: str) -> bool:
    return any(target.document == document for target in made.targets)


class _Names:
    """The names of reports by their documents, asked for once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[str, str | None] = {}

    def of(self, document: str) -> str | None:
        if document not in self._known:
            try:
                self._known[document] = self._workspace.report_of(document).name
            except UsageError:
                self._known[document] = None
        return self._known[document]


def _line(made: Decision, names: _Names) -> DecisionLine:
    documents = tuple(dict.fromkeys(target.document for target in made.targets))
    first = made.targets[0] if made.targets else None
    return DecisionLine(
        decision=made.id,
        at=made.at.isoformat().replace("+00:00", "Z"),
        by=made.actor,
        kind=made.kind,
        report=names.of(documents[0]) if len(documents) == 1 else None,
        item=first.item if first else None,
        words=" … ".join(first.words) if first else None,
        value=made.value,
        note=made.note,
        undoes=made.undoes,
    )
