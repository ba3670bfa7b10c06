"""Control polygons as a reference: areas held, gained and lost, in all and by region (extra geo).

The maps themselves are kept in the package as they were published. A map that cannot be used is
named among the defects; the others are measured all the same.
"""

from __future__ import annotations

import datetime as dt
from importlib import resources
from itertools import pairwise
from pathlib import Path

from onrecord.errors import ReferenceDataError
from onrecord.reference.adapters.adapted import Adapted, AdaptedTable, Task
from onrecord.reference.adapters.opening import PublishedFile
from onrecord.reference.adapters.parties import required_party, required_place
from onrecord.reference.flag_rules import flag_rules
from onrecord.reference.packages import DESCRIPTOR, ResourceMeaning, SeriesColumns, read_package
from onrecord.reference.types import Between, Profile, Region, SeriesMeasure

_DIGITS = 3
_MOST_NAMED = 20
_REPAIRED = "repaired"
"""How the note on a polygon that was made valid ends."""
_WHOLE: tuple[tuple[str, SeriesMeasure], ...] = (
    ("held_km2", "held"),
    ("gained_km2", "gained"),
    ("lost_km2", "lost"),
)


def map_sources(source: Path) -> tuple[PublishedFile, ...]:
    """The files of maps under ``source`` as they lie there, each under a name of its own.

    Raises:
        ReferenceDataError: where there is none.
    """
    from onrecord.reference.polygons.sources import MapFile, map_files

    paths = dict.fromkeys(file.path for file in map_files(source))
    root = source if source.is_dir() else source.parent
    return tuple(
        PublishedFile(
            name="-".join(path.relative_to(root).parts), raw=MapFile(path).packed(), content=b""
        )
        for path in paths
    )


def read_polygons(task: Task, source: Path, outlines: Path | None) -> Adapted:
    """Series of the area held on the whole map and in each region, from maps.

    Args:
        task: what was said of the maps, and their conflict.
        source: the file, ZIP or folder of maps.
        outlines: a GeoJSON file of regions; None for the outlines that ship for the conflict.

    Raises:
        ReferenceDataError: where no map can be used, or there are no outlines to clip them to.
    """
    from onrecord.reference.polygons import areas_by_region, read_maps, read_outlines

    path = outlines or shipped_outlines(task.profile, task.item)
    measured = areas_by_region(source, path)
    if not measured.rows:
        raise measured.problems[0].error()
    regions = sorted({row.region for row in measured.rows} - {""})
    held: dict[dt.date, dict[str, float]] = {}
    for row in measured.rows:
        held.setdefault(row.day, {})[row.region] = row.held
    moved: dict[dt.date, tuple[float, float]] = {}
    if _has_windows(source):
        for state in read_maps(source, read_outlines(path)).states:
            moved[state.day] = (state.gains.area / 1e6, state.losses.area / 1e6)
    known = {place.id: place for place in task.profile.places}
    shown = [name for name in regions if name in known and any(held[day][name] for day in held)]
    problems = [f"{problem.item}: {problem.why}" for problem in measured.problems]
    repaired = [note for note in measured.notes if note.endswith(_REPAIRED)]
    others = [note for note in measured.notes if not note.endswith(_REPAIRED)]
    noticed = [*others[:_MOST_NAMED], *problems[:_MOST_NAMED]]
    if repaired:
        noticed.append(f"{len(repaired):,} polygons that cross themselves were repaired")
    return Adapted(
        tables=(_table(task, held, moved, [known[name] for name in shown]),),
        start=min(held),
        end=max(held),
        unit="km2",
        bias="estimate",
        date_means="day_of_state",
        defects=(
            f"areas are computed from polygons, clipped to {path.name}; a boundary 2 km further "
            "out or in changes them",
            *(words.replace(str(source), source.name) for words in noticed),
        ),
    )


def shipped_outlines(profile: Profile, item: str) -> Path:
    """The GeoJSON file of regions that ships for a conflict's country.

    Raises:
        ReferenceDataError: where none does.
    """
    folder = Path(str(resources.files("onrecord"))) / "data" / "references"
    for descriptor in sorted(folder.glob(f"*/{DESCRIPTOR}")):
        package = read_package(descriptor.parent)
        if package.reference.coverage.place != profile.country:
            continue
        for resource in package.descriptor.resources:
            if resource.path.endswith(".geojson"):
                return package.folder / resource.path
    why = f"no outlines of regions ship for {profile.name}"
    raise ReferenceDataError(item, why, "add --outlines FILE.geojson")


def _has_windows(source: Path) -> bool:
    """Whether the maps tell what was gained and lost, from the first that can be read."""
    from onrecord.reference.polygons.features import read_features
    from onrecord.reference.polygons.sources import map_files

    for file in map_files(source):
        try:
            labels = {feature.label for feature in read_features(file).features}
        except ReferenceDataError:
            continue
        return bool(labels & {"gains", "losses"})
    return False


def _table(
    task: Task,
    held: dict[dt.date, dict[str, float]],
    moved: dict[dt.date, tuple[float, float]],
    regions: list[Region],
) -> AdaptedTable:
    holder = required_party(task.profile, task.about.holder, task.item, "--holder")
    place = required_place(task.profile, task.about.place, task.item)
    between = task.about.between if task.about.between != "nothing" else _between(sorted(held))
    measures = _WHOLE if moved else _WHOLE[:1]
    series = [
        _series(task, column, measure, holder, place, between if measure == "held" else "nothing")
        for column, measure in measures
    ]
    series += [_series(task, one.id, "held", holder, one, between) for one in regions]
    rows = [
        tuple(
            f"{figure:.{_DIGITS}f}" if isinstance(figure, float) else figure
            for figure in (
                str(day),
                held[day][""],
                *(moved.get(day, ("", "")) if moved else ()),
                *(held[day][region.id] for region in regions),
            )
        )
        for day in sorted(held)
    ]
    columns = [*(column for column, _ in measures), *(region.id for region in regions)]
    return AdaptedTable(
        name="areas",
        fields=(("date", "date"), *((column, "number") for column in columns)),
        rows=tuple(rows),
        meaning=ResourceMeaning(series=tuple(series)),
    )


def _series(
    task: Task, column: str, measure: SeriesMeasure, holder: str, place: Region, between: Between
) -> SeriesColumns:
    whole = column in dict(_WHOLE)
    return SeriesColumns(
        id={"held_km2": "total"}.get(column, column.removesuffix("_km2")),
        definition=f"area {'on the map' if whole else f'of {place.name}'} {measure} by the holder, "
        "computed from polygons",
        holder=holder,
        place=place.id,
        columns=(column,),
        measure=measure,
        between=between,
        until=task.about.until if between == "last_state" else None,
        leaves_out=task.about.leaves_out,
        area_km2=place.area_km2,
    )


def _between(days: list[dt.date]) -> Between:
    """A map a day says nothing of the days between; one of windows holds until the next."""
    span = (days[-1] - days[0]).days + 1
    daily = len(days) >= flag_rules().gap.daily_share * span
    return "nothing" if daily or not list(pairwise(days)) else "last_state"
