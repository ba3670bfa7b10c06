"""Who held a place on a day, by a map's windows: settlements, never anything finer."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Mapping

import msgspec

from onrecord.errors import ReferenceDataError
from onrecord.reference.packages import Package, Table, TenureColumns
from onrecord.reference.types import Reference

_YES_NO = {"0": False, "1": True}


class Tenure(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """From the window of ``since`` on, a place is drawn as held by ``holder`` (a party's id).

    ``near_line``: within 2 km of the line, so that the map does not decide who held it.
    """

    since: dt.date
    holder: str
    near_line: bool


class Tenures:
    """The holders of places by a map's windows; a window holds until the next.

    ``days`` are the last days of all windows: on a day between two the map was not redrawn, and
    after ``until`` it says nothing. ``histories`` are read when a place is first asked for. Not
    changed after it is made.
    """

    def __init__(
        self,
        *,
        reference: Reference,
        id: str,  # noqa: A002 - the name that Series and Ledger have too
        definition: str,
        histories: Mapping[str, tuple[Tenure, ...]],
        days: tuple[dt.date, ...],
        until: dt.date | None = None,
        short_title: str = "",
        file: str = "",
    ) -> None:
        self.reference = reference
        self.id = id
        self.definition = definition
        self.days = days
        self.until = until or (days[-1] if days else dt.date.min)
        self.short_title = short_title
        self.file = file
        self._histories = histories

    @property
    def places(self) -> frozenset[str]:
        """The ids of all places it speaks of."""
        return frozenset(self._histories)

    def drawn(self, day: dt.date) -> dt.date | None:
        """The last window drawn on or before a day; None outside the days it speaks of."""
        index = bisect_right(self.days, day) - 1
        return self.days[index] if index >= 0 and day <= self.until else None

    def redrawn(self, day: dt.date) -> dt.date | None:
        """The first window drawn on or after a day; None after the last."""
        index = bisect_right(self.days, day - dt.timedelta(days=1))
        return self.days[index] if index < len(self.days) else None

    def at(self, place: str, day: dt.date) -> Tenure | None:
        """Who held a place by the last window drawn on or before ``day``, and since which one.

        >>> from onrecord.reference import load_library, load_profile
        >>> (tenures,) = load_library(load_profile("russia_ukraine_2022")).tenures
        >>> izyum = tenures.at("geonames:707292", dt.date(2022, 9, 10))
        >>> izyum.holder, izyum.near_line, str(izyum.since)
        ('russia', False, '2022-04-02')
        """
        history, window = self._histories.get(place, ()), self.drawn(day)
        if window is None:
            return None
        index = bisect_right(history, window, key=_since) - 1
        return history[index] if index >= 0 else None

    def held_since(self, place: str, day: dt.date) -> dt.date | None:
        """Since which window the holder of ``day`` held a place, however near the line it lay."""
        found = self.at(place, day)
        if found is None:
            return None
        since = found.since
        for one in reversed(self._histories[place]):
            if one.since <= since:
                if one.holder != found.holder:
                    break
                since = one.since
        return since


def read_tenures(package: Package) -> tuple[Tenures, ...]:
    """Every table of tenures of a package.

    Raises:
        ReferenceDataError: where a table is altered, or a cell is no day, or neither 0 nor 1.
    """
    return tuple(
        _read(package, package.table(resource.name), resource.path, resource.onrecord.tenures)
        for resource in package.descriptor.resources
        if resource.onrecord.tenures is not None
    )


def _read(package: Package, table: Table, file: str, columns: TenureColumns) -> Tenures:
    listed = package.table(columns.days)
    days = tuple([_day(listed, cell) for cell in listed.column(columns.day)])
    if list(days) != sorted(set(days)):
        raise ReferenceDataError(listed.item, "its days do not ascend", "sort them, each once")
    return Tenures(
        reference=package.reference,
        id=f"{package.descriptor.name}/{columns.id}",
        definition=columns.definition,
        histories=_Histories(table, columns, frozenset(days)),
        days=days,
        until=columns.until,
        short_title=columns.short_title or package.reference.short_title,
        file=file,
    )


class _Histories(Mapping[str, tuple[Tenure, ...]]):
    """The rows of a table by place; a place's rows become tenures when it is looked up."""

    def __init__(self, table: Table, columns: TenureColumns, days: frozenset[dt.date]) -> None:
        self._table, self._days = table, days
        self._read: dict[str, tuple[Tenure, ...]] = {}
        names = (columns.day, columns.holder, columns.near_line)
        cells = zip(*map(table.column, names), strict=True)
        self._rows: dict[str, list[tuple[str, ...]]] = {}
        for place, row in zip(table.column(columns.place), cells, strict=True):
            self._rows.setdefault(place, []).append(row)

    def __getitem__(self, place: str) -> tuple[Tenure, ...]:
        if place not in self._read:
            self._read[place] = self._tenures(place)
        return self._read[place]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def _tenures(self, place: str) -> tuple[Tenure, ...]:
        found = tuple(
            Tenure(since=self._window(day), holder=holder, near_line=self._flag(near))
            for day, holder, near in self._rows[place]
        )
        if list(found) != sorted(found, key=_since) or len({t.since for t in found}) < len(found):
            why = f"the rows of {place} do not ascend by day"
            raise ReferenceDataError(self._table.item, why, "sort them, one row a change")
        return found

    def _window(self, cell: str) -> dt.date:
        day = _day(self._table, cell)
        if day not in self._days:
            why = f"{cell} is none of the windows that are listed"
            raise ReferenceDataError(self._table.item, why, "list every window")
        return day

    def _flag(self, cell: str) -> bool:
        if cell not in _YES_NO:
            why = f"{cell!r} says neither 1 (within 2 km of the line) nor 0"
            raise ReferenceDataError(self._table.item, why, "write 1 or 0")
        return _YES_NO[cell]


def _day(table: Table, cell: str) -> dt.date:
    try:
        return dt.date.fromisoformat(cell)
    except ValueError:
        raise ReferenceDataError(
            table.item, f"{cell!r} is no ISO day", "write YYYY-MM-DD"
        ) from None


def _since(tenure: Tenure) -> dt.date:
    return tenure.since
