"""From the tables of a data package to series and ledgers, with values as published."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from msgspec import structs

from onrecord.errors import ReferenceDataError
from onrecord.reference.described import DescribedSeries
from onrecord.reference.flag_counts import Correction, CountRules
from onrecord.reference.ledgers import Count, Entry, Ledger
from onrecord.reference.packages import LedgerColumns, Package, SeriesColumns, Table
from onrecord.reference.types import LineBounds, Origin, Series, Value


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
    bounds = _line_bounds(package, columns)
    series = Series(
        reference=package.reference,
        id=f"{package.descriptor.name}/{columns.id}" + (f"/{key}" if key else ""),
        short_title=columns.short_title or package.reference.short_title,
        definition=columns.definition + (f" {key}" if key else ""),
        holder=columns.holder,
        place=columns.place,
        values=tuple([_value(table, day, sum(parts), bounds) for day, parts in rows]),
        measure=columns.measure,
        between=columns.between,
        until=columns.until,
        base=_day(table, key) if key else None,
        without=columns.without,
        origin=Origin(
            file=Path(table.item).name,
            day=columns.day,
            columns=columns.columns,
            scale=columns.scale,
            bounds=_located(package, columns.line),
        ),
    )
    return DescribedSeries(series=series, columns=columns, parts=tuple([p for _, p in rows]))


Bounds = dict[dt.date, tuple[float, float]]


def _line_bounds(package: Package, columns: SeriesColumns) -> Bounds:
    """What values come to with the line moved in and out, by day."""
    if columns.line is None:
        return {}
    table, line = package.table(columns.line.resource), columns.line
    cells = zip(*map(table.column, (line.day, line.low, line.high)), strict=True)
    return {
        _day(table, day): (
            _figure(table, low) * columns.scale,
            _figure(table, high) * columns.scale,
        )
        for day, low, high in cells
        if low and high
    }


def _value(table: Table, day: dt.date, value: float, bounds: Bounds) -> Value:
    low, high = bounds.get(day, (None, None))
    if low is not None and high is not None and not low <= value <= high:
        why = f"the value of {day} does not lie between what it comes to with the line moved"
        raise ReferenceDataError(table.item, why, "compute both from the same maps")
    return Value(day=day, value=value, low=low, high=high)


def _located(package: Package, line: LineBounds | None) -> LineBounds | None:
    """The same, with the table's file in place of its name."""
    if line is None:
        return None
    return structs.replace(line, resource=Path(package.table(line.resource).item).name)


def _read_ledger(package: Package, table: Table, columns: LedgerColumns) -> Ledger:
    listed = package.table(columns.days)
    days = tuple([_day(listed, cell) for cell in listed.column(columns.day)])
    histories = _Histories(table, columns)
    return Ledger(
        reference=package.reference,
        id=f"{package.descriptor.name}/{columns.id}",
        short_title=columns.short_title or package.reference.short_title,
        definition=columns.definition,
        counts=histories,
        flags=CountRules(histories, days, _corrections(package, columns)),
        days=days,
        origin=Origin(
            file=Path(table.item).name,
            day=columns.day,
            counts={how: column for column, how in columns.counts.items()},
        ),
    )


def _corrections(package: Package, columns: LedgerColumns) -> tuple[Correction, ...]:
    if columns.corrections is None:
        return ()
    table = package.table(columns.corrections)
    cells = zip(*map(table.column, ("date", "party", "item", "change")), strict=True)
    return tuple(
        Correction(
            day=_day(table, day), party=party, item=item, change=round(_figure(table, change))
        )
        for day, party, item, change in cells
    )


class _Histories(Mapping[Entry, tuple[Count, ...]]):
    """The counts of a table by entry; an entry's rows become counts when it is looked up."""

    def __init__(self, table: Table, columns: LedgerColumns) -> None:
        self._table = table
        self._places = {d or None: table.place(column) for column, d in columns.counts.items()}
        self._day = table.place(columns.day)
        of = table.column(columns.party) if columns.party else [columns.of or ""] * len(table.rows)
        self._rows: dict[tuple[str, str], list[list[str]]] = {}
        for party, item, row in zip(of, table.column(columns.item), table.rows, strict=True):
            self._rows.setdefault((party, item), []).append(row)
        self._known: dict[Entry, tuple[Count, ...]] = {}

    def __getitem__(self, entry: Entry) -> tuple[Count, ...]:
        if entry not in self._known:
            self._known[entry] = self._read(entry)
        return self._known[entry]

    def __iter__(self) -> Iterator[Entry]:
        return (
            (party, item, disposition) for party, item in self._rows for disposition in self._places
        )

    def __len__(self) -> int:
        return len(self._rows) * len(self._places)

    def _read(self, entry: Entry) -> tuple[Count, ...]:
        party, item, disposition = entry
        place, rows = self._places[disposition], self._rows[party, item]
        try:
            history = tuple(
                [
                    Count(
                        as_of=_day(self._table, row[self._day]),
                        party=party,
                        item=item,
                        disposition=disposition,
                        count=int(row[place]),
                    )
                    for row in rows
                    if row[place]
                ]
            )
        except (IndexError, ValueError) as error:
            why = f"{party}, {item}: a cell holds no count ({error})"
            raise _bad_cell(self._table, why) from error
        _require_order(self._table, [count.as_of for count in history])
        return history


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
