"""What people decided, laid over what the machine read: their word wins, the Record stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from onrecord.record import Record, Span
from onrecord.text import fold
from onrecord.workspace.decisions import standing
from onrecord.workspace.decisions_targets import found_item, found_passage
from onrecord.workspace.reviewing_checks import checks_again
from onrecord.workspace.reviewing_claims import UnfitError, with_claim
from onrecord.workspace.reviewing_statements import with_statement
from onrecord.workspace.types import Decision, Target

LETTERS = tuple("ABCDEF")
"""Source reliability (NATO Admiralty): of an agent or an outlet, set by a person."""

DIGITS = tuple("123456")
"""Information credibility: of a claim, proposed by a rule, set by a person."""

_LAID_OVER = ("confirm", "correct", "reject")
_MARKING = ("confirm", "grade", "approve", "graphic")


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A decision that says something about an item and changes nothing in it.

    ``item`` is the id in the effective Record, "document", or "text" for the passage ``spans``.
    """

    item: str
    decision: Decision
    spans: tuple[Span, ...] = ()


class Unmatched(msgspec.Struct, frozen=True, kw_only=True):
    """A decision that fits nothing in this Record, and why."""

    decision: Decision
    why: str


class Reviewed(msgspec.Struct, frozen=True, kw_only=True):
    """A Record with what people decided about it.

    ``record`` is the effective one; items keep the ids that the machine gave them, so that a
    rejected one leaves a gap. ``changed`` are the ids of statements and claims that differ.
    """

    record: Record
    marks: tuple[Mark, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    changed: frozenset[str] = frozenset()

    def marked(self, kind: str, item: str) -> Decision | None:
        """The last decision of that kind about an item: its grade, its approval."""
        found = [m.decision for m in self.marks if (m.decision.kind, m.item) == (kind, item)]
        return found[-1] if found else None


def effective(record: Record, decisions: Sequence[Decision]) -> tuple[Record, tuple[Decision, ...]]:
    """The Record as people have it, and the decisions that fit nothing in it any more.

    ``decisions`` are all there are, in their order; those about other documents, about people
    across reports and about what is taken out of copies change nothing here.

    >>> import onrecord
    >>> record = onrecord.check_text("“We hold the bridge,” said Mayor Ilva Brandt.")
    >>> effective(record, ()) == (record, ())
    True
    """
    reviewed = review(record, decisions)
    return reviewed.record, tuple(one.decision for one in reviewed.unmatched)


def review(record: Record, decisions: Sequence[Decision]) -> Reviewed:
    """The effective Record, with grades, approvals and marks, and what fits nothing.

    A rejected statement takes the claims made in it along. A claim that was changed, or whose
    speaker was, is compared with the references anew, or loses its check where they are others
    than those the Record was made with.
    """
    here = [made for made in standing(decisions) if _is_about(made, record.document.id)]
    if not here:
        return Reviewed(record=record)
    desk = _Desk(record)
    desk.take_all(made for made in here if not _only_marks(made))
    desk.check_again()
    desk.take_all(made for made in here if _only_marks(made))
    return Reviewed(
        record=desk.record,
        marks=tuple(desk.marks),
        unmatched=tuple(desk.unmatched),
        changed=frozenset(desk.changed),
    )


def _is_about(made: Decision, document: str) -> bool:
    about = any(target.document == document for target in made.targets)
    return about and made.kind in {*_LAID_OVER, *_MARKING}


def _only_marks(made: Decision) -> bool:
    """Whether a decision changes nothing: these come last, when ids and checks are settled."""
    item = made.targets[0].item
    return made.kind not in _LAID_OVER or item.endswith(".grade") or item.startswith("agents")


class _Desk:
    """A Record while decisions are laid over it, one after the other."""

    def __init__(self, record: Record) -> None:
        self.read = record
        self.record = record
        self.changed: set[str] = set()
        self.marks: list[Mark] = []
        self.unmatched: list[Unmatched] = []

    def take_all(self, decisions: Iterable[Decision]) -> None:
        """Lays decisions over the Record, and keeps apart those that do not fit."""
        for made in decisions:
            try:
                self._take(made)
            except UnfitError as error:
                self.unmatched.append(Unmatched(decision=made, why=str(error)))

    def check_again(self) -> None:
        """Has claims that were changed, or whose speaker was, compared with the references."""
        anew = {
            claim.id
            for claim in self.record.claims
            if claim.id in self.changed or claim.by in self.changed
        }
        if anew:
            self.changed |= anew
            self.record = replace(self.record, checks=checks_again(self.record, anew))

    def _take(self, made: Decision) -> None:
        target = next(t for t in made.targets if t.document == self.record.document.id)
        room, _, field = target.item.partition(".")
        if room == "document":
            self._mark(made, "document", ())
        elif room == "text":
            spans = found_passage(self.record, target)
            self._mark(made, "text", _fitting(spans, "these words stand no longer there, or twice"))
        else:
            self._decided(made, self._item(target), field)

    def _item(self, target: Target) -> str:
        """The item's id: by what the machine read, whose statements and claims keep their ids."""
        if target.item.startswith("agents"):
            return str(_fitting(found_item(self.record, target), _nothing(target)))
        item = str(_fitting(found_item(self.read, target), _nothing(target)))
        kept = {*(one.id for one in self.record.statements), *(c.id for c in self.record.claims)}
        if item not in kept:
            raise UnfitError("the item it is about was rejected")
        return item

    def _decided(self, made: Decision, item: str, field: str) -> None:
        if made.kind == "approve":
            self._approve(made, item)
        elif made.kind == "grade" or field == "grade":
            self._grade(made, item)
        elif made.kind == "reject" and not field:
            if item.startswith("a"):
                raise UnfitError("an agent is rejected where it speaks: correct its statements")
            self._reject(item)
        elif made.kind == "graphic" or not field:
            self._mark(made, item, ())
        else:
            value = None if made.kind == "reject" else made.value
            self._correct(item, field, value, kind_of(made))
            if made.kind == "confirm":
                self._mark(made, item, ())

    def _mark(self, made: Decision, item: str, spans: tuple[Span, ...]) -> None:
        self.marks.append(Mark(item=item, decision=made, spans=spans))

    def _grade(self, made: Decision, item: str) -> None:
        if made.kind == "reject":
            self.marks = [m for m in self.marks if (m.decision.kind, m.item) != ("grade", item)]
        else:
            self._mark(made, item, ())

    def _approve(self, made: Decision, item: str) -> None:
        """What was approved is this verdict with this working, no other one."""
        check = next((one for one in self.record.checks if one.claim == item), None)
        verdict = made.targets[0].item.partition(".")[2]
        working = next((t.words for t in made.targets if t.item == "checks.working"), ())
        if check is None or check.verdict != verdict or working not in ((), (check.working,)):
            found = "there is no check of it" if check is None else f"it is {check.verdict} now"
            found = "its working is another now" if check and check.verdict == verdict else found
            raise UnfitError(f"the check that was approved is no longer there: {found}")
        self._mark(made, item, ())

    def _reject(self, item: str) -> None:
        gone = {item, *(claim.id for claim in self.record.claims if claim.by == item)}
        self.marks = [mark for mark in self.marks if mark.item not in gone]
        self.record = replace(
            self.record,
            statements=tuple(one for one in self.record.statements if one.id not in gone),
            claims=tuple(one for one in self.record.claims if one.id not in gone),
            checks=tuple(one for one in self.record.checks if one.claim not in gone),
        )

    def _correct(self, item: str, field: str, value: str | None, kind: Any) -> None:
        before = self.record
        if item.startswith("c"):
            self.record = with_claim(before, item, field, value)
        elif item.startswith("s"):
            self.record = with_statement(before, item, field, value, kind)
        else:
            raise UnfitError(f"an agent's {field} cannot be decided")
        if self.record is not before:
            self.changed.add(item)


def kind_of(made: Decision) -> str | None:
    """What a newly named agent is: "person" unless the path of the second target says else."""
    for target in made.targets[1:]:
        room, _, kind = target.item.partition(".")
        if room == "agents" and kind:
            return kind
    return None


def outlet_grades(decisions: Sequence[Decision]) -> dict[str, Decision]:
    """The reliability that people gave to outlets, by folded name: it holds in every report."""
    found = {}
    for made in standing(decisions):
        for target in made.targets:
            if target.item == "document.outlet" and made.kind in ("grade", "reject"):
                found[fold(target.words[0])] = made
    return {name: made for name, made in found.items() if made.kind == "grade"}


def admiralty(reviewed: Reviewed, claim: str, outlets: dict[str, Decision] | None = None) -> str:
    """A claim's grade as people set it: "B2"; "F6" where nobody graded source and claim.

    The letter is the speaker's, else the outlet's where the report itself makes the claim.
    """
    record = reviewed.record
    by = record.claim(claim).by
    speaker = by if by.startswith("a") and by != "author" else None
    if by.startswith("s"):
        speaker = record.statement(by).speaker
    if by == "author":
        letter = (outlets or {}).get(fold(record.document.outlet or ""))
    else:
        letter = reviewed.marked("grade", speaker) if speaker else None
    digit = reviewed.marked("grade", claim)
    return f"{(letter and letter.value) or 'F'}{(digit and digit.value) or '6'}"


def _nothing(target: Target) -> str:
    words = " … ".join(target.words)[:80]
    return f"nothing here has the words “{words}” any more, or several items have them"


def _fitting(found: Any, why: str) -> Any:
    if found is None:
        raise UnfitError(why)
    return found
