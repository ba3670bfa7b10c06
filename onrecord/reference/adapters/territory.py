"""Daily totals of territory: a table with a day and an area a row."""

from __future__ import annotations

import msgspec

from onrecord.reference.adapters.adapted import Adapted, AdaptedTable, Task
from onrecord.reference.adapters.opening import refused
from onrecord.reference.adapters.parties import required_party, required_place
from onrecord.reference.adapters.rules import adapter_rules, column_key
from onrecord.reference.adapters.tables import PublishedTable, once_a_day, read_tables
from onrecord.reference.packages import ResourceMeaning, SeriesColumns


def read_territory(task: Task) -> Adapted:
    """Series of a party's area; one that was not described is made of the one area column.

    Raises:
        ReferenceDataError: where a row is malformed, a day stands twice, or it is not clear
            which columns are meant.
    """
    table = read_tables(task.files)
    about = task.about
    day = table.column(adapter_rules().day.names, "days", given=about.day)
    described = tuple(_completed(task, table, one) for one in about.series) or (
        _single(task, table),
    )
    columns = tuple(dict.fromkeys(name for one in described for name in one.columns))
    days = once_a_day((row.day(day), row) for row in table.rows)
    rows = tuple((str(when), *(row.figure(column) for column in columns)) for when, row in days)
    return Adapted(
        tables=(
            AdaptedTable(
                name="values",
                fields=(("date", "date"), *((column, "number") for column in columns)),
                rows=rows,
                meaning=ResourceMeaning(series=described),
            ),
        ),
        start=days[0][0],
        end=max(days[-1][0], *(one.until or days[-1][0] for one in described)),
        unit="km2",
        bias="estimate",
        date_means="day_of_state",
    )


def _single(task: Task, table: PublishedTable) -> SeriesColumns:
    about = task.about
    place = required_place(task.profile, about.place, task.item)
    holder = required_party(task.profile, about.holder, task.item, "--holder")
    columns = about.columns or (_area_column(table),)
    party = next(party.name for party in task.profile.parties if party.id == holder)
    return SeriesColumns(
        id="total",
        definition=about.definition or f"area of {place.name} {_MEANS[about.measure]} {party}",
        holder=holder,
        place=place.id,
        columns=tuple(table.column((), "the area", given=name) for name in columns),
        scale=about.scale or _scale(table, columns),
        measure=about.measure,
        between=about.between,
        until=about.until,
        leaves_out=about.leaves_out,
        area_km2=place.area_km2,
    )


_MEANS = {
    "held": "held by",
    "gained": "gained by",
    "lost": "lost by",
    "advances": "of advances, short of control, by",
    "ever_gained": "ever gained by",
}


def _completed(task: Task, table: PublishedTable, one: SeriesColumns) -> SeriesColumns:
    """A described series with its columns seen to be there, and the area of its place."""
    place = required_place(task.profile, one.place, task.item)
    required_party(task.profile, one.holder, task.item, f"a holder to series {one.id!r},")
    if one.group is not None:
        why = f"series {one.id!r} has base days"
        raise refused(task.item, why, "add such a table as a data package (--as package)")
    return msgspec.structs.replace(
        one,
        day="date",
        place=place.id,
        columns=tuple(table.column((), "the area", given=name) for name in one.columns),
        area_km2=one.area_km2 or place.area_km2,
    )


def _area_column(table: PublishedTable) -> str:
    units = adapter_rules().area
    found = [name for name in table.header if units.keys() & set(column_key(name).split())]
    if len(found) == 1:
        return found[0]
    several = f"several columns could be the area ({', '.join(found)})" if found else ""
    why = several or f"no column is named as an area ({', '.join(table.header)})"
    raise refused(table.item, why, "name it with --column, its unit with --scale (km² are 1)")


def _scale(table: PublishedTable, columns: tuple[str, ...]) -> float:
    units = adapter_rules().area
    scales = {
        scale
        for name in columns
        for unit, scale in units.items()
        if unit in column_key(name).split()
    }
    if len(scales) > 1:
        raise refused(table.item, "its columns are in different units", "add one at a time")
    return scales.pop() if scales else 1.0
