"""Which claims are compared with which references, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from onrecord.checking.case import Case, seated
from onrecord.checking.counting import check_counts
from onrecord.checking.finding import Finding
from onrecord.checking.leaving import check_control, check_withdrawal
from onrecord.checking.territory import check_territory
from onrecord.record import Agent, Check, Claim, ClaimKind, Document, Evidence, Statement
from onrecord.reference import Library
from onrecord.reference.types import Profile


def check_claims(
    document: Document,
    agents: Sequence[Agent],
    statements: Sequence[Statement],
    claims: Sequence[Claim],
    evidence: Sequence[Evidence],
    profile: Profile,
    library: Library,
) -> tuple[Check, ...]:
    """Each claim that a reference could speak of, beside what the references say, in order.

    A claim gets a check where it says something that can be measured at all: an amount, a share
    or a comparison of territory; a place that is left, taken or held; equipment of a named kind
    or number; a number of people. A claim that says less (“they ran away”) gets none. Nothing is
    decided by a flagged value, by a party's own figures, or by a value too old for its window.

    Raises:
        ReferenceDataError: where a table of the library is missing or altered.

    >>> import datetime as dt
    >>> from onrecord.record import Claim, Document, Participant, Span
    >>> text = "The islanders left Low Holm."
    >>> report = Document(id="sha256:0", text=text, published=dt.date(2031, 5, 2))
    >>> left = Claim(id="c1", span=Span(0, 27), by="author", kind="withdrawal",
    ...              place=Participant(name="Low Holm", span=Span(19, 27)))
    >>> nowhere = Profile(name="islands", title="Islands", start=dt.date(2031, 1, 1), parties=())
    >>> check_claims(report, (), (), (left,), (), nowhere, Library())[0].verdict
    'no_reference'
    """
    del evidence  # what a claim rests on changes nothing in what the references say
    speakers = {one.id: one.speaker for one in statements}
    parties = {
        one.id: party
        for one in agents
        if (party := one.party.id if one.party else seated(profile, one.name)) is not None
    }
    cases = [
        Case(
            document=document,
            claim=claim,
            claims=tuple(claims),
            profile=profile,
            library=library,
            speaker_party=parties.get(speakers.get(claim.by) or claim.by),
        )
        for claim in claims
    ]
    return tuple(_check(case) for case in cases if is_comparable(case))


def is_comparable(case: Case) -> bool:
    """Whether a claim says anything that a reference could speak of."""
    claim = case.claim
    figure = claim.quantity is not None or claim.comparison is not None
    if claim.kind == "territory":
        return figure or (claim.place is not None and case.share_word() is not None)
    if claim.kind in ("control", "withdrawal"):
        return claim.place is not None
    if claim.kind == "materiel":
        return figure or claim.item is not None
    return figure


def _check(case: Case) -> Check:
    if not case.claim.literal:
        lead = "The claim is a joke, a figure of speech or words put into somebody's mouth."
        return Finding(verdict="not_literal", lead=lead).check(case.claim.id)
    check = _CHECKS[case.claim.kind](case).check(case.claim.id)
    if case.claim.certainty not in ("denied", "unknown"):
        return check
    return replace(check, working=f"{_CERTAINTY[case.claim.certainty]}\n{check.working}")


def _items(case: Case) -> Finding:
    return check_counts(case, "items")


def _people(case: Case) -> Finding:
    return check_counts(case, "people")


_CHECKS: dict[ClaimKind, Callable[[Case], Finding]] = {
    "territory": check_territory,
    "control": check_control,
    "withdrawal": check_withdrawal,
    "materiel": _items,
    "casualties": _people,
}
_CERTAINTY = {
    "denied": "The speaker denies this; the verdict is about what is denied, not the denial.",
    "unknown": "The speaker leaves this open; the verdict is about the assertion itself.",
}
