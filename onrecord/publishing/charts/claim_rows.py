"""One claim of a Record as a row, with the figures of its check."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.checking.accepting import accepted
from onrecord.publishing import figures
from onrecord.publishing.charts.rows import (
    Beside,
    ClaimRow,
    Interval,
    LeftOut,
    Meaning,
    Measured,
    Reason,
    Standing,
)
from onrecord.publishing.cleaning import one_line
from onrecord.publishing.statement_view import name_of, whose
from onrecord.publishing.titles import with_few_windows
from onrecord.publishing.wording import CERTAINTIES, VERDICTS
from onrecord.record import Check, Claim, Figure, Reading, Record, Unit
from onrecord.reference import Reference

_LARGEST = 1e12
"""No figure beyond this is drawn: it would leave nothing else to be seen."""


def row_of(record: Record, claim: Claim, references: Mapping[str, Reference]) -> ClaimRow | LeftOut:
    """A claim as a row, or, where it is not drawn, with the reason."""
    quantity, text = claim.quantity, record.document.text
    words = quantity.span.of(text) if quantity else ""
    allowed = accepted(quantity, words) if quantity else None
    reason = _reason(record, claim, Interval(allowed.low, allowed.high) if allowed else None)
    if reason is not None or quantity is None or allowed is None:
        return _left_out(record, claim, reason or "no figure")
    check = next((one for one in record.checks if one.claim == claim.id), None)
    meanings = _meanings(check, quantity.unit, references)
    main = _main(meanings)
    shown = check.readings[main] if check is not None and main is not None else None
    return ClaimRow(
        day=record.document.published,
        speaker=speaker_of(record, claim),
        outlet=one_line(record.document.outlet or ""),
        title=one_line(record.document.title or "") or "Report without a title",
        document=record.document.id,
        claim=claim.id,
        words=one_line(claim.span.of(text)),
        about="" if quantity.unit in ("km2", "percent") else one_line(claim.item or ""),
        said=figures.quantity(quantity, text),
        printed=_printed(claim),
        allowed=Interval(allowed.low, allowed.high),
        modifier=quantity.modifier,
        unit=quantity.unit,
        since=figures.period(claim.window.start, claim.window.end) if claim.window else "",
        first=claim.window.start if claim.window else None,
        verdict=VERDICTS[check.verdict] if check else "",
        measured=_measured(claim, shown),
        meanings=meanings,
        main=main,
        notes=_notes(record, claim),
    )


def _reason(record: Record, claim: Claim, allowed: Interval | None) -> Reason | None:
    """Why a claim is not drawn; None where it is."""
    manner = next((one.manner for one in record.statements if one.id == claim.by), "earnest")
    if manner == "depicted":
        return "said by nobody"
    if not claim.literal:
        return "not meant literally"
    if claim.certainty == "denied":
        return "denied"
    if claim.quantity is None:
        return "no figure"
    if allowed is None:
        return "a vague figure"
    ends = [end for end in (allowed.low, allowed.high) if end is not None]
    return "a vague figure" if any(abs(end) > _LARGEST for end in ends) else None


def _left_out(record: Record, claim: Claim, reason: Reason) -> LeftOut:
    return LeftOut(
        reason=reason,
        day=record.document.published,
        speaker=speaker_of(record, claim),
        outlet=one_line(record.document.outlet or ""),
        title=one_line(record.document.title or "") or "Report without a title",
        document=record.document.id,
        claim=claim.id,
        words=one_line(claim.span.of(record.document.text)),
    )


def speaker_of(record: Record, claim: Claim) -> str:
    """Who makes a claim, in words; depicted words are never given to the person shown."""
    if claim.by == "author":
        return one_line(record.document.outlet or "") or "the report itself"
    for statement in record.statements:
        if statement.id == claim.by:
            return whose(record, statement)
    return name_of(record, claim.by)


def _printed(claim: Claim) -> float | None:
    quantity = claim.quantity
    if quantity is None:
        return None
    if quantity.value is not None:
        return quantity.value
    if quantity.low is not None and quantity.high is not None:
        return None
    return quantity.low if quantity.low is not None else quantity.high


def _notes(record: Record, claim: Claim) -> tuple[str, ...]:
    manner = next((one.manner for one in record.statements if one.id == claim.by), "earnest")
    notes = ["said in jest, the figure meant"] if manner == "ironic" else []
    if claim.certainty != "certain":
        notes.append(CERTAINTIES[claim.certainty])
    return tuple(notes)


def _meanings(
    check: Check | None, unit: Unit, references: Mapping[str, Reference]
) -> tuple[Meaning, ...]:
    return tuple(_meaning(one, unit, references) for one in (check.readings if check else ()))


def _meaning(reading: Reading, unit: Unit, references: Mapping[str, Reference]) -> Meaning:
    return Meaning(
        title=with_few_windows(one_line(reading.reading)),
        verdict=VERDICTS[reading.verdict],
        figures=tuple(
            _beside(figure, references.get(figure.reference))
            for figure in reading.figures
            if figure.unit == unit and _is_drawable(figure)
        ),
    )


def _is_drawable(figure: Figure) -> bool:
    return all(abs(end or 0.0) <= _LARGEST for end in (figure.low, figure.value, figure.high))


def _beside(figure: Figure, reference: Reference | None) -> Beside:
    low = figure.value if figure.low is None else figure.low
    high = figure.value if figure.high is None else figure.high
    lower_bound = reference is not None and reference.bias == "lower_bound"
    flags = ", ".join(flag.replace("_", " ") for flag in map(one_line, figure.flags))
    return Beside(
        reference=one_line(figure.reference),
        title=_title(figure, reference),
        definition=one_line(figure.definition),
        days=figure.window or ((figure.as_of, figure.as_of) if figure.as_of else None),
        interval=Interval(low, None if lower_bound else high),
        value=figure.value,
        standing=_standing(figure, reference),
        remark=one_line(figure.why or "") or flags,
    )


def _title(figure: Figure, reference: Reference | None) -> str:
    short = reference.short_title if reference is not None else ""
    return one_line(figure.title or short or figure.reference)


def _standing(figure: Figure, reference: Reference | None) -> Standing:
    if reference is not None and (reference.party or reference.bias == "official_claim"):
        return "own"
    if figure.decides:
        return "decides"
    return "flagged" if figure.flags else "shown"


def _main(meanings: tuple[Meaning, ...]) -> int | None:
    deciding = (number for number, one in enumerate(meanings) if one.spread is not None)
    with_figure = (number for number, one in enumerate(meanings) if one.figures)
    first = next(deciding, None)
    return first if first is not None else next(with_figure, None)


def _measured(claim: Claim, reading: Reading | None) -> Measured:
    if reading is None:
        return "nothing"
    if claim.kind in ("materiel", "casualties"):
        return "counted"
    return "moved" if any(figure.window for figure in reading.figures) else "held"
