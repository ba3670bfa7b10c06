"""From Records to rows: claims of one kind, each with what its check says beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from msgspec.structs import replace

from onrecord.errors import OnRecordError
from onrecord.publishing.charts.claim_rows import row_of, speaker_of
from onrecord.publishing.charts.rows import (
    ClaimRow,
    LeftOut,
    Measured,
    Panel,
    Source,
    Timeline,
    Wanted,
)
from onrecord.publishing.charts.titles import chart_title, panel_title
from onrecord.publishing.cleaning import one_line
from onrecord.publishing.reference_titles import called
from onrecord.record import Claim, Record, ReferenceUsed, Unit
from onrecord.reference import Library, Reference, load_library, load_profile, profiles

LibraryOf = Callable[[str], Library | None]
"""The reference data of the conflict profile of that name, or None where there are none."""

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
    seen: set[str] = set()
    for record in records:
        count += 1
        if record.document.id in seen:
            continue
        seen.add(record.document.id)
        profile = record.made_with.profile
        if profile not in known:
            known[profile] = references_of(library_of(profile or ""))
        found = [claim for claim in record.claims if _is_wanted(record, claim, wanted)]
        without += not found
        for one in (row_of(record, claim, known[profile]) for claim in found):
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
        repeated=count - len(seen),
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
        and _named(wanted.speaker, (speaker_of(record, claim),))
    )


def _named(wanted: str, names: tuple[str, ...]) -> bool:
    return not wanted or any(wanted.casefold() in name.casefold() for name in names)


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
