"""From the tables of a data package to series and ledgers, with values as published."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from itertools import pairwise

import msgspec

from onrecord.errors import ReferenceDataError
from onrecord.reference.packages import LedgerColumns, Package, SeriesColumns, Table
from onrecord.reference.types import Count, Ledger, Series, Value


class DescribedSeries(msgspec.Struct, frozen=True, kw_only=True):
    """A series, what its package says of its columns, and those columns one by one.

    ``parts`` holds, for each value, the summands it was made of (one for a plain series).
    """

    series: Series
    columns: SeriesColumns
    parts: tuple[tuple[float, ...], ...]


def read_series(package: Package) -> tuple[DescribedSeries, ...]:
    """Every series of a package, unflagged.

    Raises:
        ReferenceDataError: where a table is altered, or a cell is no day or figure.
    """
    tables = (
        (package.table(resource.name), resource.onrecord.series)
        for resource in package.descriptor.resources
        if resource.onrecord.series
    )
    return tuple(
        series
        for table, described in tables
        for columns in described
        for series in _read_columns(package, table, columns)
    )


def read_ledgers(package: Package) -> tuple[Ledger, ...]:
    """Every ledger of a package, unflagged.

    Raises:
        ReferenceDataError: where a table is altered, or a cell is no day or count.
    """
    return tuple(
        _read_ledger(package, package.table(resource.name), resource.onrecord.ledger)
        for resource in package.descriptor.resources
        if resource.onrecord.ledger is not None
    )


def _read_columns(
    package: Package, table: Table, columns: SeriesColumns
) -> Iterable[DescribedSeries]:
    cells = zip(*map(table.column, columns.columns), strict=True)
    keys = table.column(columns.group) if columns.group else [""] * len(table.rows)
    groups: dict[str, list[tuple[dt.date, tuple[float, ...]]]] = {}
    for key, day, row in zip(keys, table.column(columns.day), cells, strict=True):
        if "" not in row:
            figures = tuple([_figure(table, cell) * columns.scale for cell in row])
            groups.setdefault(key, []).append((_day(table, day), figures))
    for key, rows in groups.items():
        _require_order(table, [day for day, _ in rows])
        yield _described(package, table, columns, key, rows)


def _described(
    package: Package,
    table: Table,
    columns: SeriesColumns,
    key: str,
    rows: list[tuple[dt.date, tuple[float, ...]]],
) -> DescribedSeries:
    series = Series(
        reference=package.reference,
        id=f"{package.descriptor.name}/{columns.id}" + (f"/{key}" if key else ""),
        definition=columns.definition + (f" {key}" if key else ""),
        holder=columns.holder,
        place=columns.place,
        values=tuple([Value(day=day, value=sum(parts)) for day, parts in rows]),
        measure=columns.measure,
        between=columns.between,
        until=columns.until,
        base=_day(table, key) if key else None,
    )
    return DescribedSeries(series=series, columns=columns, parts=tuple([p for _, p in rows]))


def _read_ledger(package: Package, table: Table, columns: LedgerColumns) -> Ledger:
    listed = package.table(columns.days)
    days = [_day(listed, cell) for cell in listed.column(columns.day)]
    of = table.column(columns.party) if columns.party else [columns.of or ""] * len(table.rows)
    as_of = [_day(table, cell) for cell in table.column(columns.day)]
    items = table.column(columns.item)
    counts = [
        (day, place, Count(as_of=day, party=party, item=item, disposition=d or None, count=figure))
        for place, (column, d) in enumerate(columns.counts.items())
        for day, party, item, figure in zip(as_of, of, items, _counts(table, column), strict=True)
        if figure is not None
    ]
    counts.sort(key=lambda count: count[:2])
    return Ledger(
        reference=package.reference,
        id=f"{package.descriptor.name}/{columns.id}",
        definition=columns.definition,
        counts=tuple([count for _, _, count in counts]),
        days=tuple(days),
    )


def _counts(table: Table, column: str) -> list[int | None]:
    try:
        return [int(cell) if cell else None for cell in table.column(column)]
    except ValueError as error:
        raise _bad_cell(table, f"column {column!r} holds no count ({error})") from error


def _day(table: Table, cell: str) -> dt.date:
    try:
        return dt.date.fromisoformat(cell[:10])
    except ValueError as error:
        raise _bad_cell(table, f"{cell!r} is no ISO day") from error


def _figure(table: Table, cell: str) -> float:
    try:
        figure = float(cell)
    except ValueError:
        figure = math.nan
    if not math.isfinite(figure):
        raise _bad_cell(table, f"{cell!r} is no figure")
    return figure


def _require_order(table: Table, days: list[dt.date]) -> None:
    for before, after in pairwise(days):
        if before >= after:
            raise ReferenceDataError(
                table.item,
                f"the row of {after} stands after that of {before}",
                "sort the rows by day, one row a day",
            )


def _bad_cell(table: Table, why: str) -> ReferenceDataError:
    return ReferenceDataError(table.item, why, "use ISO days and plain figures")
