"""Which claims are compared with which references, and what comes of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from msgspec.structs import replace as replace_fields

from onrecord.checking.case import Case, seated
from onrecord.checking.control import check_control, check_withdrawal
from onrecord.checking.counting import check_counts
from onrecord.checking.finding import Finding
from onrecord.checking.territory import check_territory
from onrecord.checking.wording import day, verdict_words
from onrecord.claims import speaks_ahead
from onrecord.record import Agent, Check, Claim, ClaimKind, Document, Evidence, Statement
from onrecord.reference import Library
from onrecord.reference.ledgers import RECORDED
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
    decided by a flagged value, by a party's own figures, or by a value too old for its window;
    each check says what its verdict would be had the flagged values decided, and what it was by
    what had been recorded on the day of the report.

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
    found = cases(document, agents, statements, claims, profile, library)
    return tuple(checked(case) for case in found if is_comparable(case))


def cases(
    document: Document,
    agents: Sequence[Agent],
    statements: Sequence[Statement],
    claims: Sequence[Claim],
    profile: Profile,
    library: Library,
) -> list[Case]:
    """Each claim with all that its check may use."""
    speakers = {one.id: one.speaker for one in statements}
    parties = {
        one.id: party
        for one in agents
        if (party := one.party.id if one.party else seated(profile, one.name)) is not None
    }
    return [
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


def checked(case: Case) -> Check:
    """The check of one claim, with what other data would have said."""
    finding = finding_of(case)
    check = finding.check(case.claim.id)
    others = []
    if (unflagged := without_flags(case, check)) is not None:
        flagged = finding_of(unflagged).check(case.claim.id).verdict
        check = replace_fields(check, with_flagged=flagged)
        told = "the same" if flagged == check.verdict else verdict_words(flagged)
        others.append(f"Had the flagged values decided as well: {told}.")
    if (then := on_the_day(case, check)) is not None and case.published is not None:
        known = finding_of(then).check(case.claim.id).verdict
        check = replace_fields(check, on_the_day=known)
        others.append(_then(check, known, day(case.published)))
    return replace_fields(
        check,
        notes=(*check.notes, *others),
        working="\n".join([check.working, *others]),
    )


def finding_of(case: Case) -> Finding:
    """What the references of a case say about its claim."""
    if not case.claim.literal:
        lead = "The claim is a joke, a figure of speech or words put into somebody's mouth."
        return Finding(verdict="not_literal", lead=lead)
    finding = Finding(verdict="time_unresolved", lead=_AHEAD)
    if not _lies_ahead(case):
        finding = _CHECKS[case.claim.kind](case)
    if case.claim.certainty not in ("denied", "unknown"):
        return finding
    lead = "\n".join(filter(None, (_CERTAINTY[case.claim.certainty], finding.lead)))
    return replace(finding, lead=lead)


def _lies_ahead(case: Case) -> bool:
    """Whether a claim is about what may come: its days lie after the report, or its words do."""
    window, published = case.claim.window, case.published
    if window is not None and published is not None:
        first = window.start or window.end
        if first is not None and first > published:
            return True
    return case.claim.certainty in ("possible", "probable") and speaks_ahead(case.words)


def without_flags(case: Case, check: Check) -> Case | None:
    """The same claim beside the same values with no flag on any; None where none is flagged."""
    if not any(figure.flags for one in check.readings for figure in one.figures):
        return None
    return replace(case, library=_unflagged(case.library))


def on_the_day(case: Case, check: Check) -> Case | None:
    """The same claim beside what had been recorded by the day of the report.

    None where the report has no day, or where nothing that could decide is dated by recording.
    """
    if case.published is None or check.verdict == "not_literal":
        return None
    dated = {
        one.name
        for one in case.library.references
        if one.date_means in RECORDED and one.party is None and one.bias != "official_claim"
    }
    used = {figure.reference for one in check.readings for figure in one.figures}
    if not used & dated:
        return None
    return replace(case, library=_known(case.library, case.published))


def _then(check: Check, known: str, date: str) -> str:
    told = f"By what had been recorded on the day of the report ({date}): "
    if known == check.verdict:
        return f"{told}the same."
    return f"{told}{verdict_words(known)}; by what is recorded now: {verdict_words(check.verdict)}."


@lru_cache(maxsize=4)
def _unflagged(library: Library) -> Library:
    return library.unflagged()


@lru_cache(maxsize=16)
def _known(library: Library, day_: dt.date) -> Library:
    return library.known_on(day_)


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
_AHEAD = "The words speak of what may come after the report, so nothing is compared."
_CERTAINTY = {
    "denied": "The speaker denies this; the verdict is about what is denied, not the denial.",
    "unknown": "The speaker leaves this open; the verdict is about the assertion itself.",
}
