"""From Records to rows: claims of one kind, each with what its check says beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from msgspec.structs import replace

from onrecord.checking.accepting import accepted
from onrecord.errors import OnRecordError
from onrecord.publishing import figures
from onrecord.publishing.charts.rows import (
    Beside,
    ClaimRow,
    Interval,
    LeftOut,
    Meaning,
    Measured,
    Panel,
    Reason,
    Source,
    Standing,
    Timeline,
    Wanted,
)
from onrecord.publishing.charts.titles import chart_title, panel_title
from onrecord.publishing.cleaning import one_line
from onrecord.publishing.reference_titles import called
from onrecord.publishing.statement_view import name_of, whose
from onrecord.publishing.titles import with_few_windows
from onrecord.publishing.wording import CERTAINTIES, VERDICTS
from onrecord.record import Check, Claim, Figure, Reading, Record, ReferenceUsed, Unit
from onrecord.reference import Library, Reference, load_library, load_profile, profiles

LibraryOf = Callable[[str], Library | None]
"""The reference data of the conflict profile of that name, or None where there are none."""

_LARGEST = 1e12
_UNITS: tuple[Unit, ...] = ("km2", "percent", "items", "people")
_MEASURED: tuple[Measured, ...] = ("moved", "held", "counted", "nothing")


def shipped_library(profile: str) -> Library | None:
    """The reference data of a profile that ships with OnRecord; None for any other.

    A Record from elsewhere names a profile: no file is looked for by that name.
    """
    if profile not in profiles():
        return None
    try:
        return load_library(load_profile(profile))
    except OnRecordError:
        return None


def references_of(library: Library | None) -> Mapping[str, Reference]:
    """The metadata of every reference of a library, by name.

    >>> references_of(None)
    {}
    """
    return {one.name: one for one in library.references} if library else {}


def timeline(
    records: Iterable[Record],
    wanted: Wanted | None = None,
    library_of: LibraryOf = shipped_library,
) -> Timeline:
    """The claims of one kind in many Records, in panels of one scale, by day.

    Everything drawn stands in the Records: their claims, and the figures of their checks. Of
    ``library_of`` only the metadata of the references are used (whose they are, their bias).
    A claim that is not drawn stands in ``left_out`` with the reason.

    >>> timeline([]).panels
    ()
    """
    wanted = wanted or Wanted()
    known: dict[str | None, Mapping[str, Reference]] = {None: {}}
    rows: list[ClaimRow] = []
    left: list[LeftOut] = []
    used: dict[str, Source] = {}
    count = without = 0
    for record in records:
        count += 1
        profile = record.made_with.profile
        if profile not in known:
            known[profile] = references_of(library_of(profile or ""))
        found = [claim for claim in record.claims if _is_wanted(record, claim, wanted)]
        without += not found
        for one in (_row(record, claim, known[profile]) for claim in found):
            if isinstance(one, LeftOut):
                left.append(one)
            else:
                rows.append(one)
                _note_sources(used, record, one, known[profile])
    panels = tuple(_numbered(_panels(rows)))
    return Timeline(
        title=chart_title(wanted, [row.day for row in rows if row.day]),
        kind=wanted.kind,
        panels=panels,
        left_out=tuple(sorted(left, key=_in_time)),
        records=count,
        without=without,
        sources=tuple(used[name] for name in sorted(used)),
    )


def _is_wanted(record: Record, claim: Claim, wanted: Wanted) -> bool:
    if claim.kind != wanted.kind:
        return False
    day = record.document.published
    if (wanted.first or wanted.last) and day is None:
        return False
    if day is not None and not (wanted.first or day) <= day <= (wanted.last or day):
        return False
    actor = (claim.actor.name, claim.actor.party or "") if claim.actor else ()
    place = (claim.place.name,) if claim.place else ()
    return (
        _named(wanted.actor, actor)
        and _named(wanted.place, place)
        and _named(wanted.item, (claim.item or "",))
        and _named(wanted.speaker, (_speaker(record, claim),))
    )


def _named(wanted: str, names: tuple[str, ...]) -> bool:
    return not wanted or any(wanted.casefold() in name.casefold() for name in names)


def _row(record: Record, claim: Claim, references: Mapping[str, Reference]) -> ClaimRow | LeftOut:
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
        speaker=_speaker(record, claim),
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
        speaker=_speaker(record, claim),
        outlet=one_line(record.document.outlet or ""),
        title=one_line(record.document.title or "") or "Report without a title",
        document=record.document.id,
        claim=claim.id,
        words=one_line(claim.span.of(record.document.text)),
    )


def _speaker(record: Record, claim: Claim) -> str:
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


def _note_sources(
    used: dict[str, Source], record: Record, row: ClaimRow, references: Mapping[str, Reference]
) -> None:
    made = {one.name: one for one in record.made_with.references}
    for figure in (one for meaning in row.meanings for one in meaning.figures):
        if figure.reference not in used:
            found = made.get(figure.reference)
            used[figure.reference] = _source(
                figure.reference, found, references.get(figure.reference)
            )


def _source(name: str, made: ReferenceUsed | None, reference: Reference | None) -> Source:
    return Source(
        name=name,
        title=one_line(f"{reference.title} ({name})" if reference else called(name)),
        version=one_line(made.version if made else ""),
        licence=one_line(made.licence if made else ""),
        publisher=one_line(reference.publisher if reference else ""),
    )


def _panels(rows: list[ClaimRow]) -> Iterator[Panel]:
    for (about, unit, measured), found in groupby(sorted(rows, key=_scale), key=_key):
        yield Panel(
            title=panel_title(about, unit, measured),
            unit=unit,
            measured=measured,
            rows=tuple(sorted(found, key=_in_time)),
        )


def _numbered(panels: Iterator[Panel]) -> Iterator[Panel]:
    number = 0
    for panel in panels:
        rows = tuple(replace(row, number=number + at) for at, row in enumerate(panel.rows, 1))
        number += len(rows)
        yield replace(panel, rows=rows)


def _key(row: ClaimRow) -> tuple[str, Unit, Measured]:
    return row.about, row.unit, row.measured


def _scale(row: ClaimRow) -> tuple[int, int, str]:
    return _MEASURED.index(row.measured), _UNITS.index(row.unit), row.about


def _in_time(row: ClaimRow | LeftOut) -> tuple[dt.date, str, str, str]:
    return row.day or dt.date.max, row.speaker, row.document, row.claim
