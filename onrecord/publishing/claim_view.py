"""How a claim is told, with its check: who claims what, when, on what, and what references say."""

from __future__ import annotations

from onrecord.publishing import figures
from onrecord.publishing.cleaning import one_line
from onrecord.publishing.reference_titles import called
from onrecord.publishing.statement_view import name_of, whose
from onrecord.publishing.summary import summarised
from onrecord.publishing.titles import with_few_windows
from onrecord.publishing.view import ClaimView, FigureView, ReadingView, ReferenceView
from onrecord.publishing.wording import (
    CERTAINTIES,
    CLAIM_KINDS,
    EVIDENCE_KINDS,
    IF_MEANT,
    MEASURE_WORDS,
    TARGETS,
    TONES,
    VERDICTS,
)
from onrecord.record import Check, Claim, Evidence, Figure, Participant, Reading, Record


def claim_views(record: Record) -> tuple[tuple[ClaimView, ...], tuple[ReferenceView, ...]]:
    """The claims in reading order, each with its check, and what their references count."""
    checks = {check.claim: check for check in record.checks}
    ordered = sorted(record.claims, key=lambda claim: claim.span)
    notes = _Notes()
    claims = tuple(_view(record, claim, checks.get(claim.id), notes) for claim in ordered)
    return claims, notes.references()


class _Notes:
    """Numbers for what references count, in the order in which figures first name it."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self._titles: dict[tuple[str, str], str] = {}

    def number(self, figure: Figure, counts: str) -> int:
        key = (one_line(figure.reference), counts)
        self._titles.setdefault(key, title_of(figure))
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def references(self) -> tuple[ReferenceView, ...]:
        return tuple(
            ReferenceView(number, _called(self._titles[key], key[0]), key[1])
            for key, number in self._numbers.items()
        )


def _view(record: Record, claim: Claim, check: Check | None, notes: _Notes) -> ClaimView:
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
        readings=tuple(_reading(reading, notes) for reading in check.readings) if check else (),
        notes=tuple(map(one_line, check.notes)) if check else (),
        working=_lines(check.working) if check else (),
        span=claim.span,
    )


def _lines(working: str) -> tuple[str, ...]:
    return tuple(line for raw in working.splitlines() if (line := one_line(raw)))


def _by(record: Record, claim: Claim) -> str:
    if claim.by == "author":
        return "claimed by the report itself"
    for statement in record.statements:
        if statement.id == claim.by:
            if statement.manner == "depicted":
                return f"in words {whose(record, statement)}"
            teller = whose(record, statement)
            return f"claimed by {teller}" if statement.speaker else f"claimed, {teller}"
    return f"claimed by {name_of(record, claim.by)}"


def _facts(record: Record, claim: Claim, *, checked: bool) -> tuple[tuple[str, str], ...]:
    text = record.document.text
    items = " ".join(word for word in (claim.item, claim.disposition) if word)
    backing = (item for item in record.evidence if item.id in claim.evidence)
    facts = (
        ("figure", figures.quantity(claim.quantity, text) if claim.quantity else ""),
        ("compared", figures.comparison(claim.comparison, text) if claim.comparison else ""),
        ("what", one_line(items)),
        ("who", _participant(claim.actor)),
        (TARGETS[claim.kind], _participant(claim.target)),
        ("where", _participant(claim.place) if claim.place != claim.target else ""),
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


def _reading(reading: Reading, notes: _Notes) -> ReadingView:
    rows = tuple(_figure(figure, notes) for figure in reading.figures)
    return ReadingView(
        title=with_few_windows(one_line(reading.reading)),
        why=one_line(reading.why),
        verdict=VERDICTS[reading.verdict],
        heading=IF_MEANT[reading.verdict],
        tone=TONES[reading.verdict],
        summary=summarised(zip(reading.figures, rows, strict=True)),
        figures=rows,
    )


def _figure(figure: Figure, notes: _Notes) -> FigureView:
    """A definition reads "what is counted; what was taken of it": the first half is said once."""
    counts, _, measure = one_line(figure.definition).rpartition("; ")
    return FigureView(
        amount=figure.holder or figures.amount(figure.low, figure.value, figure.high, figure.unit),
        period=figures.figure_period(figure),
        reference=title_of(figure),
        note=notes.number(figure, counts or measure),
        measure=MEASURE_WORDS.get(measure, measure) if counts else "",
        flags=", ".join(flag.replace("_", " ") for flag in map(one_line, figure.flags)),
        decides=figure.decides,
        why="" if figure.decides else one_line(figure.why or ""),
    )


def title_of(figure: Figure) -> str:
    """What readers call the series or list a figure comes from."""
    return one_line(figure.title or figure.reference)


def _called(title: str, reference: str) -> str:
    """A title and the name of its reference; the title of the package where there is no other."""
    return called(reference) if title == reference else f"{title} ({reference})"
