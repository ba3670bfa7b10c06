"""How a claim is told, with its check: who claims what, when, on what, and what references say."""

from __future__ import annotations

from onrecord.publishing import figures
from onrecord.publishing.cleaning import one_line
from onrecord.publishing.statement_view import name_of, whose
from onrecord.publishing.view import ClaimView, FigureView, ReadingView
from onrecord.publishing.wording import CERTAINTIES, CLAIM_KINDS, EVIDENCE_KINDS, TONES, VERDICTS
from onrecord.record import Check, Claim, Evidence, Figure, Participant, Reading, Record


def claim_views(record: Record) -> tuple[ClaimView, ...]:
    """The claims in reading order, each with its check."""
    checks = {check.claim: check for check in record.checks}
    ordered = sorted(record.claims, key=lambda claim: claim.span)
    return tuple(_view(record, claim, checks.get(claim.id)) for claim in ordered)


def _view(record: Record, claim: Claim, check: Check | None) -> ClaimView:
    said_in = claim.by if any(s.id == claim.by for s in record.statements) else None
    return ClaimView(
        id=claim.id,
        kind=CLAIM_KINDS[claim.kind],
        quote=one_line(claim.span.of(record.document.text)),
        by=_by(record, claim),
        said_in=said_in,
        facts=_facts(record, claim, checked=check is not None),
        verdict=VERDICTS[check.verdict] if check else "",
        tone=TONES[check.verdict] if check else "none",
        readings=tuple(_reading(reading) for reading in check.readings) if check else (),
        working=one_line(check.working) if check else "",
        span=claim.span,
    )


def _by(record: Record, claim: Claim) -> str:
    if claim.by == "author":
        return "the report itself"
    for statement in record.statements:
        if statement.id == claim.by:
            return whose(record, statement)
    return name_of(record, claim.by)


def _facts(record: Record, claim: Claim, *, checked: bool) -> tuple[tuple[str, str], ...]:
    text = record.document.text
    items = " ".join(word for word in (claim.item, claim.disposition) if word)
    backing = (item for item in record.evidence if item.id in claim.evidence)
    facts = (
        ("figure", figures.quantity(claim.quantity, text) if claim.quantity else ""),
        ("compared", figures.comparison(claim.comparison, text) if claim.comparison else ""),
        ("what", one_line(items)),
        ("who", _participant(claim.actor)),
        ("whom", _participant(claim.target)),
        ("where", _participant(claim.place)),
        ("when", figures.window(claim.window) if claim.window else ""),
        ("certainty", "" if claim.certainty == "certain" else CERTAINTIES[claim.certainty]),
        ("meant", "" if claim.literal or checked else "not literally"),
        ("evidence", "; ".join(_evidence(record, item) for item in backing)),
    )
    return tuple((label, fact) for label, fact in facts if fact)


def _participant(found: Participant | None) -> str:
    return one_line(found.name) if found else ""


def _evidence(record: Record, evidence: Evidence) -> str:
    words = one_line(evidence.span.of(record.document.text))
    by = f", {name_of(record, evidence.by)}" if evidence.by else ""
    return f"{EVIDENCE_KINDS[evidence.kind]}{by} (“{words}”)"


def _reading(reading: Reading) -> ReadingView:
    return ReadingView(
        title=one_line(reading.reading),
        why=one_line(reading.why),
        verdict=VERDICTS[reading.verdict],
        tone=TONES[reading.verdict],
        figures=tuple(_figure(figure) for figure in reading.figures),
    )


def _figure(figure: Figure) -> FigureView:
    return FigureView(
        reference=figure.reference,
        definition=one_line(figure.definition),
        period=figures.figure_period(figure),
        amount=figures.amount(figure.low, figure.value, figure.high, figure.unit),
        flags=", ".join(flag.replace("_", " ") for flag in figure.flags),
        decides=figure.decides,
    )
